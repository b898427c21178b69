"""What a person sees: results on standard output, everything said about them on standard error."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import Final

from rich.console import Console
from rich.text import Text

from vnadmindoc.errors import ExportError
from vnadmindoc.findings import Finding, Language, Severity

TASK_WIDTH: Final = 80
"""Characters of a duty's text in a table; ``--json`` has all of it."""
COLOURS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_PATIENCE: Final = 1.0
"""Seconds of work before its progress is shown."""


class _PipeConsole(Console):
    """A console that leaves a closed pipe to `main`."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


out = _PipeConsole(highlight=False)
err = _PipeConsole(stderr=True, highlight=False)


def line_of(source: str, finding: Finding, lang: Language) -> Text:
    """Return a finding as one line, its severity in colour."""
    line = Text(f"{source}: {finding.told(lang)}")
    line.highlight_words([f"{finding.severity.named(lang)}:"], COLOURS[finding.severity])
    return line


def counted(number: int, name: str, *, plural: bool) -> str:
    """Return a number and what it counts, as ``3 errors``."""
    return f"{number} {name}s" if plural and number != 1 else f"{number} {name}"


def tell(head: str, message: str, style: str) -> None:
    """Say something about the work on standard error."""
    err.print(Text.assemble((f"{head}: ", style), message), soft_wrap=True)


def write_json(data: object) -> None:
    """Print a result as JSON on standard output."""
    write_out((json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())


def write_json_line(data: object) -> None:
    """Print one of many results as a line of JSON on standard output."""
    write_out((json.dumps(data, ensure_ascii=False) + "\n").encode())


def write_out(data: bytes) -> None:
    """Write a result to standard output.

    Raises:
        BrokenPipeError: Nobody reads any more; left to `main`.
        ExportError: Standard output cannot be written.
    """
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ExportError(
            f"not written: {error.strerror or error}", place="standard output"
        ) from error


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Show on a terminal that work goes on, once it has taken a while."""
    if not err.is_terminal:
        yield
        return
    status = err.status(what)
    timer = Timer(_PATIENCE, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()  # it may be just starting what is stopped here
        status.stop()
