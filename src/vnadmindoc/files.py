"""The disk: files read within a limit, written whole or not at all.

Promised: a write that fails, is interrupted or is killed leaves the old file, or none where none
was. What happens to a file beyond its bytes is what an ordinary write does: a new one has the
permissions of the umask, an old one keeps its own, a link still points to the same file.
Refused here: what the bytes mean.
"""

import os
import secrets
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from vnadmindoc.errors import ExportError, ReadError

MAX_BYTES: Final = 64 * 1024 * 1024
"""The largest file read without being asked: a notice of a thousand pages is far below."""


def read_bytes(path: str | Path, *, limit: int = MAX_BYTES) -> bytes:
    """Return the content of a file.

    Args:
        path: The file; a pipe or a device is read until it ends or passes the limit.
        limit: The greatest size, in bytes.

    Raises:
        ReadError: There is no such file, it may not be read, or it is larger than the limit.
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError as error:
        raise ReadError(
            "no such file", place=str(path), remedy="look whether name and folder are spelt so"
        ) from error
    except IsADirectoryError as error:
        raise no_file(path) from error
    except (OSError, ValueError) as error:  # ValueError: a name with NUL in it
        raise ReadError(f"cannot be read: {_reason(error)}", place=str(path)) from error
    if len(data) > limit:
        raise ReadError(
            f"larger than {_size(limit)}",
            place=str(path),
            expected="the file of one notice",
            remedy="if it is one, read it with files.read_bytes(path, limit=...) and hand its "
            "bytes to readers.read_bytes()",
        )
    return data


def no_file(folder: str | Path) -> ReadError:
    """Return what is to be said of a folder where a file is wanted."""
    return ReadError(
        "this is a folder",
        place=str(folder),
        expected="the file of one notice",
        remedy="name a file in it, or convert all of them with: vnadmindoc batch",
    )


def write_whole(path: str | Path, data: bytes) -> None:
    """Write a file whole or not at all; missing folders above it are made.

    A device or a pipe takes the bytes as they come: it has no old content to keep.

    Raises:
        ExportError: The file could not be written; whatever was there before still is.
    """
    write_all({Path(path): data})


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write several files, each whole, and none before all of them lie ready in their folders.

    Raises:
        ExportError: A file could not be written. If it could not be made ready (no room, no
            permission), no file was touched.
    """
    with ExitStack() as leftovers:
        ready = [_make_ready(path, data, leftovers) for path, data in contents.items()]
        for put_in_place in ready:
            put_in_place()


def _make_ready(path: Path, data: bytes, leftovers: ExitStack) -> Callable[[], None]:
    """Write the bytes beside the file, to be cleared away after; return what puts them in place."""
    with _told_as_export_error(path):
        mode = _mode(path)
        if mode is not None and stat.S_ISDIR(mode):
            raise IsADirectoryError(None, "it is a folder")
        if mode is not None and not stat.S_ISREG(mode):
            return partial(_write_through, path, data)
        target = Path(os.path.realpath(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        # In the same folder, for a rename across file systems is no rename; under a name of its
        # own, for the target's may be as long as names can be already.
        beside = target.with_name(f".vnadmindoc-{secrets.token_hex(8)}.part")
        leftovers.callback(beside.unlink, missing_ok=True)
        _create(beside, data)
        if mode is not None:
            beside.chmod(stat.S_IMODE(mode))
    return partial(_replace, beside, target, path)


def _mode(path: Path) -> int | None:
    """Return the mode of what the path leads to, None when there is nothing."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _create(path: Path, data: bytes) -> None:
    """Create a file that reaches the disk before this returns; the umask sets its permissions."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _replace(beside: Path, target: Path, path: Path) -> None:
    with _told_as_export_error(path):
        beside.replace(target)


def _write_through(path: Path, data: bytes) -> None:
    with _told_as_export_error(path), path.open("wb") as file:
        file.write(data)


@contextmanager
def _told_as_export_error(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a name with NUL in it
        raise ExportError(
            f"not written: {_reason(error)}",
            place=str(path),
            remedy="choose a file in a folder that can be written to and has room",
        ) from error


def _reason(error: OSError | ValueError) -> str:
    """Return what went wrong without the path, which the place tells already."""
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def _size(count: int) -> str:
    mebibytes, rest = divmod(count, 1024 * 1024)
    return f"{count:,} bytes" if rest or not mebibytes else f"{mebibytes} MiB"
