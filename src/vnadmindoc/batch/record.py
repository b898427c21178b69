"""What batches have made in a folder, remembered from one to the next.

Promised: memory does not grow with the number of files; an interruption at any moment costs at
most that some files are made once more; a folder that is moved keeps its record.
Refused here: what a digest is of.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from unicodedata import normalize

from vnadmindoc.errors import BatchError, ExportError

NAME: Final = ".vnadmindoc-batch.sqlite"
"""The name of the record in the folder of the files."""

_FORM: Final = 1
_PATIENCE: Final = 30.0  # seconds that another batch in the same folder may take to write
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS sources (key TEXT PRIMARY KEY, recipe TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (target TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE claims (target TEXT PRIMARY KEY, key TEXT NOT NULL) WITHOUT ROWID;
"""


class Record:
    """The record of a folder; a context manager."""

    def __init__(self, path: Path) -> None:
        """Name the file; it is opened, or made, when the context is entered."""
        self._path = path
        self._base: sqlite3.Connection

    def __enter__(self) -> Self:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ExportError(
                f"the folder cannot be made: {error.strerror or error}",
                place=str(self._path.parent),
                remedy="choose another folder",
            ) from error
        with self._told():
            self._base = sqlite3.connect(self._path, timeout=_PATIENCE, check_same_thread=False)
        try:
            with self._told():
                (form,) = self._base.execute("PRAGMA user_version").fetchone()
                if form not in (0, _FORM):
                    raise sqlite3.DatabaseError(f"form {form}, expected {_FORM}")
                self._base.executescript(_SCHEMA)
                self._base.execute(f"PRAGMA user_version = {_FORM}")
        except BaseException:
            self._base.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._base.close()

    def claim(self, target: str, key: str) -> str | None:
        """Take a name for a source; return the source that has it already in this batch, if any.

        Args:
            target: The path below the folder; names that differ in case or in the way letters
                are composed are one, as they are on many disks.
            key: The source.
        """
        name = normalize("NFC", target).casefold()
        owner = self._row("SELECT key FROM claims WHERE target = ?", name)
        if owner is not None:
            return None if owner == key else owner
        with self._told():
            self._base.execute("INSERT INTO claims VALUES (?, ?)", (name, key))
        return None

    def recipe_of(self, key: str) -> str | None:
        """Return from what, and how, the files of a source were made last; None if never."""
        return self._row("SELECT recipe FROM sources WHERE key = ?", key)

    def digest_of(self, target: str) -> str | None:
        """Return the digest of a file as it was made last; None if never, empty if it was not."""
        return self._row("SELECT digest FROM files WHERE target = ?", target)

    def made(self, key: str, recipe: str, digests: Mapping[str, str]) -> None:
        """Remember what was made of a source.

        Args:
            key: The source.
            recipe: From what, and how.
            digests: By path below the folder; empty where the format has nothing to say of it.
        """
        with self._told():
            self._base.execute("REPLACE INTO sources VALUES (?, ?)", (key, recipe))
            self._base.executemany("REPLACE INTO files VALUES (?, ?)", digests.items())

    def commit(self) -> None:
        """Let what was remembered reach the disk."""
        with self._told():
            self._base.commit()

    def _row(self, query: str, value: str) -> str | None:
        with self._told():
            row: tuple[str] | None = self._base.execute(query, (value,)).fetchone()
        return None if row is None else row[0]

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise BatchError(
                f"the record of what was made cannot be used: {error}",
                place=str(self._path),
                remedy="see that the folder can be written to and that no other batch is at work "
                "there; if the file is damaged, delete it: files that are as they would be made "
                "are kept",
            ) from error
