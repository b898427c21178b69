"""Many notices, each into several formats, by any pool of workers (*xử lý hàng loạt*).

Promised: one `Outcome` a source, in their order; a bad source stops nothing; sources are taken from
their iterable only as work goes on, so memory does not grow with their number; what an earlier
batch made of the same bytes, in the same way, is not made again; files are whole or not there, also
after an interruption; a file that no batch made, or that someone changed, is not written over.
Refused here: how a notice is read or written; the screen.
"""

import logging
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from vnadmindoc import registry
from vnadmindoc.batch.record import NAME as RECORD
from vnadmindoc.batch.record import Record
from vnadmindoc.batch.work import (
    Done,
    Job,
    Outcome,
    Task,
    Wanted,
    begin,
    installed,
    make,
    recipe_of,
)
from vnadmindoc.errors import BatchError

__all__ = ["CHUNK", "RECORD", "Outcome", "Tally", "export_many"]

CHUNK: Final = 8
"""How many sources go to a worker at once: enough that sending them costs next to nothing."""

_AHEAD: Final = 3
"""Chunks for each worker that are under way, so that none waits while results are taken."""
_MOST_PROCESSES: Final = 61  # Windows waits for no more
_LOG: Final = logging.getLogger(__name__)


@frozen(kw_only=True)
class Tally:
    """How far a batch is (*tiến độ*).

    Attributes:
        done: Sources that have an outcome.
        made: Of these, those of which a file was written.
        kept: Those of which all was there already.
        failed: Those with an error.
    """

    done: int = 0
    made: int = 0
    kept: int = 0
    failed: int = 0

    def counted(self, outcome: Outcome) -> "Tally":
        """Return the tally with one more outcome."""
        return Tally(
            done=self.done + 1,
            made=self.made + bool(outcome.made),
            kept=self.kept + (not outcome.made and not outcome.errors),
            failed=self.failed + bool(outcome.errors),
        )


@frozen(kw_only=True)
class _Batch:
    """What holds for all sources of one call."""

    job: Job
    root: Path | None
    keep_endings: bool
    chunk: int
    record: Record

    def task(self, source: Path) -> Task:
        """Return what is to be done with a source, with what is known of it from before."""
        key = source
        below = Path(source.name)
        if self.root is not None and source.is_relative_to(self.root):
            key = below = source.relative_to(self.root)
        base = (below if self.keep_endings else below.with_suffix("")).as_posix()
        names = [base + each.suffix for each in self.job.formats]
        return Task(
            source=source,
            key=key.as_posix(),
            names=tuple(names),
            taken=tuple([self.record.claim(name, key.as_posix()) for name in names]),
            recorded=tuple([self.record.digest_of(name) for name in names]),
            last=self.record.recipe_of(key.as_posix()),
        )


def export_many(
    sources: Iterable[str | Path],
    formats: Sequence[str],
    *,
    into: str | Path,
    root: str | Path | None = None,
    options: Mapping[str, Mapping[str, Any]] | None = None,
    executor: Executor | None = None,
    processes: int | None = None,
    chunk: int = CHUNK,
    in_flight: int | None = None,
    overwrite: bool = False,
    keep_endings: bool = False,
    progress: Callable[[Tally], object] | None = None,
) -> Generator[Outcome, None, None]:
    """Read many notices and write each in several formats.

    Work begins with the first outcome that is asked for, and ends when no more is asked for: close
    the iterator, or run it to its end. What is being made then is finished, the rest is left.

    Args:
        sources: The files; taken one by one as work goes on, so they may be endless.
        formats: The names of exporters.
        into: The folder of the files; what was made is remembered there, in `RECORD`.
        root: The folder whose tree below it is kept below `into`; when left out, and for sources
            elsewhere, all files stand in `into` itself.
        options: The options of each format, by its name.
        executor: Where the work is done: threads, processes, a cluster; it is not shut down, and
            its workers see the same files. When left out, processes of this machine; a program
            that is run as a file then needs ``if __name__ == "__main__":``.
        processes: How many of them; as many as there are processors when left out.
        chunk: How many sources a worker is given at once.
        in_flight: How many sources may be under way at once; more for a large cluster.
        overwrite: Whether a file is replaced that no batch has made, or that someone has changed.
        keep_endings: Whether a file's name keeps the ending of its source: ``a.md.docx``. Then
            ``a.md`` and ``a.docx`` beside each other do not want the same name.
        progress: Called with the tally after each outcome, where the iterator is used.

    Returns:
        One outcome a source, in their order.

    Raises:
        UnknownFormatError: Nobody has registered a format; this and the next two at once.
        PluginError: An exporter is broken.
        ExportError: An option is wrong, or the folder cannot be written.
        BatchError: A worker died, the executor gave up, or the record of what was made is damaged;
            while the iterator is used. What is done is kept: begin again, and it goes on there.
    """
    wanted = []
    for name in dict.fromkeys(formats):
        chosen = dict((options or {}).get(name, {}))
        registry.exporter(name, **chosen)
        wanted.append(Wanted(name, registry.registered(name).suffix, chosen))
    folder = Path(into)
    job = Job(
        formats=tuple(wanted),
        into=folder,
        recipe=recipe_of(wanted),
        overwrite=overwrite,
        installed=installed(),
    )
    count = _processors() if processes is None else processes
    if count < 1 or chunk < 1 or (in_flight is not None and in_flight < 1):
        raise BatchError("processes, chunk and in_flight count from 1")
    window = max(1, (in_flight or _AHEAD * count * chunk) // chunk)
    return _outcomes(
        map(Path, sources),
        partial(
            _Batch,
            job=job,
            root=None if root is None else Path(root),
            keep_endings=keep_endings,
            chunk=chunk,
        ),
        folder / RECORD,
        (lambda: _pool(count, job)) if executor is None else (lambda: nullcontext(executor)),
        window,
        progress,
    )


def _outcomes(
    sources: Iterator[Path],
    batch_with: Callable[..., _Batch],
    path: Path,
    workers: Callable[[], AbstractContextManager[Executor]],
    window: int,
    progress: Callable[[Tally], object] | None,
) -> Generator[Outcome, None, None]:
    tally = Tally()
    with ExitStack() as stack:
        batch = batch_with(record=stack.enter_context(Record(path)))
        executor = stack.enter_context(workers())
        flying: deque[tuple[list[Path], Future[list[Done]]]] = deque()
        stack.callback(_land, flying, batch.record)
        more = True
        while more or flying:
            while more and len(flying) < window:
                chunk = list(islice(sources, batch.chunk))
                more = bool(chunk)
                if chunk:
                    flying.append((chunk, _sent(executor, batch, chunk)))
            if flying:
                outcomes = _landed(*flying[0], batch.record)
                flying.popleft()  # not before: what is under way is waited for when this ends
                for outcome in outcomes:
                    tally = tally.counted(outcome)
                    if progress is not None:
                        progress(tally)
                    yield outcome


def _sent(executor: Executor, batch: _Batch, chunk: list[Path]) -> "Future[list[Done]]":
    tasks = [batch.task(source) for source in chunk]
    try:
        return executor.submit(make, batch.job, tasks)
    except (BrokenExecutor, RuntimeError) as error:  # RuntimeError: it was shut down
        raise _given_up(error, chunk) from error


def _landed(chunk: list[Path], future: "Future[list[Done]]", record: Record) -> list[Outcome]:
    try:
        done = future.result()
    except BatchError:
        raise
    except (Exception, CancelledError) as error:  # whatever an executor of others raises
        raise _given_up(error, chunk) from error
    _remember(done, record)
    for each in done:
        for problem in each.outcome.errors:
            _LOG.info("%s: %s", each.outcome.source, problem)
    return [each.outcome for each in done]


def _remember(done: Iterable[Done], record: Record) -> None:
    for each in done:
        if each.digests is not None:
            record.made(each.key, each.recipe, each.digests)
    record.commit()


def _land(flying: "deque[tuple[list[Path], Future[list[Done]]]]", record: Record) -> None:
    """Take back what has not begun, and remember what was being made when the batch ended."""
    begun = [future for _, future in flying if not future.cancel()]
    for future in begun:
        try:
            done = future.result()
        except (Exception, CancelledError):
            continue  # it was told already, or was never asked for
        _remember(done, record)


def _given_up(error: BaseException, chunk: Sequence[Path]) -> BatchError:
    shown = ", ".join(map(str, chunk[:CHUNK])) + (" …" if len(chunk) > CHUNK else "")
    _LOG.error("the batch cannot go on: %s: %s", type(error).__name__, error)
    if isinstance(error, BrokenExecutor):
        return BatchError(
            "a worker died: it ran out of memory, was killed, or a library crashed",
            place=f"near {shown}",
            remedy="begin again, what is done is kept; leave the source out if it dies there "
            'again; in a program that is run as a file, begin it below if __name__ == "__main__":',
        )
    return BatchError(
        f"the executor gave up: {type(error).__name__}: {error}",
        place=f"near {shown}",
        remedy="begin again, what is done is kept",
    )


@contextmanager
def _pool(count: int, job: Job) -> Iterator[Executor]:
    # A process that is forked from one with threads may hang; these begin anew, each warmed once.
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    pool = ProcessPoolExecutor(count, context, initializer=begin, initargs=(job,))
    _LOG.debug("%d processes, %s", count, context.get_start_method())
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _processors() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    count = len(affinity(0)) if affinity is not None else os.cpu_count() or 1
    return min(count, _MOST_PROCESSES)
