"""What a worker does with a few sources; it runs in a thread, a process, or on another machine.

Promised: nothing leaves it but outcomes, which are small and cross to any process; what goes wrong
with one source is the outcome of that one. A source whose files are there as they would be made is
left alone.
"""

import logging
import multiprocessing
import os
import pickle
import re
import signal
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import Any, Final

from attrs import Factory, evolve, frozen

from vnadmindoc import readers, registry
from vnadmindoc.errors import (
    BatchError,
    ExportError,
    NothingToExportError,
    VnAdminDocError,
)
from vnadmindoc.files import read_bytes, write_all
from vnadmindoc.findings import Finding
from vnadmindoc.model import Notice
from vnadmindoc.signed import keep_signed

_LOG: Final = logging.getLogger(__name__)
_PACKAGE: Final = "vnadmindoc"
_REQUIRED = re.compile(r"[\w.-]+")
_NOTHING: Final = ""  # the digest of a file that is not made, for there is nothing to say


@frozen(kw_only=True)
class Outcome:
    """What became of one source (*kết quả*).

    Attributes:
        source: The source.
        files: The files that are there now, by format, in the order asked for.
        made: The formats that were written; the other files were there already.
        empty: The formats that have nothing to say of this notice.
        errors: What went wrong, none where nothing did; the other formats were written.
        findings: What the reader found, as in `vnadmindoc.recognition.Reading`; none where
            everything was there already, for nothing was read.
    """

    source: Path
    files: Mapping[str, Path] = Factory(dict)
    made: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    errors: tuple[VnAdminDocError, ...] = ()
    findings: tuple[Finding, ...] = ()


@frozen
class Wanted:
    """A format that is asked for, its ending and its options."""

    name: str
    suffix: str
    options: Mapping[str, Any]


@frozen(kw_only=True)
class Job:
    """What is the same for all sources.

    Attributes:
        formats: What to make.
        into: The folder of the files.
        recipe: How it is made: a digest of formats, options and versions.
        overwrite: Whether files are replaced that nobody here has made.
        installed: The versions that it is to be made with.
    """

    formats: tuple[Wanted, ...]
    into: Path
    recipe: str
    overwrite: bool
    installed: str


@frozen(kw_only=True)
class Task:
    """One source.

    Attributes:
        source: The source.
        key: Its name in the record.
        names: The file of each format, below the folder.
        taken: For each, the source that took the name before, if there is one.
        recorded: For each, its digest when it was made last; None if it never was.
        last: The recipe by which they were made last; None if never.
    """

    source: Path
    key: str
    names: tuple[str, ...]
    taken: tuple[str | None, ...]
    recorded: tuple[str | None, ...]
    last: str | None


@frozen(kw_only=True)
class Done:
    """An outcome, and what is to be remembered of it.

    Attributes:
        outcome: The outcome.
        key: The source's name in the record.
        recipe: From what, and how, the files were made.
        digests: By path below the folder as the record knows it; None: nothing is to be remembered.
    """

    outcome: Outcome
    key: str
    recipe: str = ""
    digests: Mapping[str, str] | None = None


def begin(job: Job) -> None:
    """Make a new process ready: everything is loaded before the first source comes."""
    # Ctrl-C reaches all processes of a terminal; the one that was asked decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    first = Notice(subject="Việc")
    for each in job.formats:
        try:
            registry.render(first, each.name, **each.options)
        except VnAdminDocError:
            continue  # the first source will tell


def _end_with(sentinel: int) -> None:
    """End this process when its parent is gone, whatever it was killed by."""
    wait([sentinel])
    os._exit(1)


def make(job: Job, tasks: Sequence[Task]) -> list[Done]:
    """Do what is to be done with a few sources, one after the other.

    Raises:
        BatchError: This worker has other versions than the batch began with.
    """
    if job.installed != installed():
        raise BatchError(
            "a worker has other versions of the library or of what it stands on",
            expected=job.installed,
            remedy=f"install the same on every machine; there it is {installed()}",
        )
    return [_sendable(_done(job, task)) for task in tasks]


def _done(job: Job, task: Task) -> Done:
    try:
        return _made(job, task)
    except VnAdminDocError as error:
        errors = (error,)
    except Exception as error:  # a fault of ours must not end the night's work
        _LOG.exception("%s", task.source)
        errors = (
            VnAdminDocError(
                f"a fault of vnadmindoc: {type(error).__name__}: {error}",
                place=str(task.source),
                remedy="tell its authors, with the file",
            ),
        )
    return Done(outcome=Outcome(source=task.source, errors=errors), key=task.key)


def _made(job: Job, task: Task) -> Done:
    data = read_bytes(task.source)
    recipe = sha256(job.recipe.encode() + data).hexdigest()
    targets = [job.into / name for name in task.names]
    there = [_digest_of(target) for target in targets]
    if task.last == recipe and not any(task.taken) and _as_made(there, task.recorded):
        return Done(outcome=_kept(job, task), key=task.key)

    reading = readers.read_bytes(data, task.source.suffix, source=str(task.source))
    files: dict[str, Path] = {}
    fresh: dict[Path, bytes] = {}
    made: list[str] = []
    digests: dict[str, str] = {}
    empty: list[str] = []
    errors: list[VnAdminDocError] = []
    for each, name, target, taken, old, recorded in zip(
        job.formats, task.names, targets, task.taken, there, task.recorded, strict=True
    ):
        try:
            if taken is not None:
                raise _taken(target, taken)
            new = registry.render(reading.notice, each.name, **each.options)
            digest = sha256(new).hexdigest()
            if old != digest:
                if not job.overwrite and old not in (None, recorded):
                    raise _strange(target, recorded)
                fresh[target] = new
                made.append(each.name)
            digests[name] = digest
            files[each.name] = target
        except NothingToExportError:
            digests[name] = _NOTHING
            empty.append(each.name)
        except VnAdminDocError as error:
            errors.append(error)
    keep_signed(fresh)
    write_all(fresh)
    return Done(
        outcome=Outcome(
            source=task.source,
            files=files,
            made=tuple(made),
            empty=tuple(empty),
            errors=tuple(errors),
            findings=reading.findings,
        ),
        key=task.key,
        # With an error in it the source is looked at again; what is ours is remembered.
        recipe="" if errors else recipe,
        digests=digests,
    )


def _as_made(there: Sequence[str | None], recorded: Sequence[str | None]) -> bool:
    """Return whether every file is there as it was made last; one with nothing to say is not."""
    return all(
        known is not None and known in (_NOTHING, found)
        for found, known in zip(there, recorded, strict=True)
    )


def _kept(job: Job, task: Task) -> Outcome:
    files, empty = {}, []
    for each, name, known in zip(job.formats, task.names, task.recorded, strict=True):
        if known == _NOTHING:
            empty.append(each.name)
        else:
            files[each.name] = job.into / name
    return Outcome(source=task.source, files=files, empty=tuple(empty))


def _taken(target: Path, other: str) -> ExportError:
    return ExportError(
        f"the file of this name is made of {other}",
        place=str(target),
        remedy="rename one of the two, or let the names keep the endings of their sources",
    )


def _strange(target: Path, recorded: str | None) -> ExportError:
    return ExportError(
        "there is a file that no batch has made" if recorded is None else "someone has changed it",
        place=str(target),
        expected="a name that is free, or a file as the last batch left it",
        remedy="move it away, or say that it may be written over",
    )


def _digest_of(path: Path) -> str | None:
    """Return the digest of a file, None where there is none; one that cannot be read has its own.

    Whatever stands there is not written over unless it is known.
    """
    try:
        return sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None
    except (OSError, ValueError):  # ValueError: a name with NUL in it
        return "unreadable"


def _sendable(done: Done) -> Done:
    """Return what crosses to another process; an error of a stranger's kind as one of ours."""
    for error in done.outcome.errors:
        _LOG.debug("%s", done.outcome.source, exc_info=error)
        # What led to it stays here: it may be of a kind that does not cross, and some programs
        # make Python send it along.
        error.__cause__ = error.__context__ = error.__traceback__ = None
    try:
        pickle.loads(pickle.dumps(done))
    except Exception:
        errors = tuple([VnAdminDocError(str(error)) for error in done.outcome.errors])
        return evolve(done, outcome=evolve(done.outcome, errors=errors))
    return done


def recipe_of(formats: Iterable[Wanted]) -> str:
    """Return a digest of how files are made: formats, options, versions, files named in options."""
    told = [
        (each.name, registry.registered(each.name).source, _told(each.options)) for each in formats
    ]
    return sha256(repr((told, installed())).encode()).hexdigest()


def _told(value: object) -> str:
    """Return a value in words that are the same in every process; of a file what is in it, too."""
    if isinstance(value, Mapping):
        return repr(sorted((str(key), _told(each)) for key, each in value.items()))
    if isinstance(value, set | frozenset):
        return repr(sorted(_told(each) for each in value))
    if isinstance(value, list | tuple):
        return repr([_told(each) for each in value])
    if isinstance(value, str | Path):
        return repr((str(value), _digest_of(Path(value))))
    return repr(value)


@lru_cache(maxsize=1)
def installed() -> str:
    """Return the versions of the library and of what it stands on."""
    names = [_PACKAGE]
    for line in requires(_PACKAGE) or ():
        found = _REQUIRED.match(line)
        if found is not None and "extra ==" not in line:
            names.append(found[0])
    versions = []
    for name in names:
        try:
            versions.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue  # the marker of the line asks for another platform
    return ", ".join(versions)
