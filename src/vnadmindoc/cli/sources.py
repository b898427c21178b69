"""From the words of a command line to what they mean: sources, formats, options of exporters."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from cyclopts import CycloptsError, convert

from vnadmindoc.cli.app import STREAM, UsageError
from vnadmindoc.cli.screen import err, line_of, progress
from vnadmindoc.errors import ExportError, PluginError, ReadError, UnknownFormatError

if TYPE_CHECKING:
    from vnadmindoc.directory import Directory
    from vnadmindoc.exporters.ics import IcsExporter
    from vnadmindoc.recognition import Reading
    from vnadmindoc.registry import Option


def read(source: str, format_: str | None, *, quiet: bool = False) -> "Reading":
    """Read a file or standard input; what the reader found is told unless the caller tells it."""
    from vnadmindoc import readers

    with progress(f"reading {source}"):
        if source != STREAM:
            reading = readers.read(source, format=format_)
        else:
            data, known = stream(format_)
            reading = readers.read_bytes(data, known, source="<stdin>")
    if not quiet:
        for finding in reading.findings:
            err.print(line_of(source, finding, "en"), soft_wrap=True)
    return reading


def stream(format_: str | None) -> tuple[bytes, str]:
    """Return what standard input holds, and the format that was said of it."""
    from vnadmindoc.files import MAX_BYTES

    if format_ is None:
        raise UsageError("standard input has no name to tell its format", remedy="say --from")
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ReadError(f"larger than {MAX_BYTES:,} bytes", place="<stdin>")
    return data, format_


def format_of(output: str, to: str | None) -> str:
    """Return the format of an output: its ending tells, or else ``--to`` does."""
    from vnadmindoc import registry

    if to is not None and to not in registry.names():
        raise UnknownFormatError(to, registry.names(), place="--to")
    if output == STREAM:
        if to is None:
            raise UsageError("standard output has no name to tell its format", remedy="say --to")
        return to
    try:
        return registry.format_of(output)
    except (UnknownFormatError, PluginError):
        if to is None:
            raise
        return to


def options_of(formats: Sequence[str], given: Iterable[str]) -> list[dict[str, Any]]:
    """Return the options of each output; each option given goes to the formats that have it."""
    from vnadmindoc import registry

    values: dict[str, list[str]] = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals:
            raise UsageError(f"option {each!r} has no value", expected="NAME=VALUE")
        values.setdefault(name, []).append(value)
    chosen = []
    known: dict[str, None] = {}
    for format_name in formats:
        offered = {option.name: option for option in registry.registered(format_name).options}
        known |= dict.fromkeys(offered)
        mine = {
            name: _converted(offered[name], texts)
            for name, texts in values.items()
            if name in offered
        }
        try:
            registry.exporter(format_name, **mine)
        except ExportError as error:
            raise UsageError(
                error.message, place=error.place, expected=error.expected, remedy=error.remedy
            ) from error
        chosen.append(mine)
    for name in values.keys() - known:
        raise UsageError(
            f"none of the formats {', '.join(formats)} has an option {name!r}",
            expected=f"one of {', '.join(known)}" if known else "no option",
        )
    return chosen


def _converted(option: "Option", texts: Sequence[str]) -> Any:
    """Return the value of an option in its type; several texts make one value of several parts.

    An option that wants a notice is given the name of its file.
    """
    from vnadmindoc import readers
    from vnadmindoc.model import Notice

    if Notice in get_args(option.type):
        return readers.read(texts[-1]).notice
    try:
        return convert(str if isinstance(option.type, str) else option.type, texts)
    except (CycloptsError, TypeError, ValueError) as error:
        if isinstance(error, CycloptsError):
            error.verbose = False  # it would begin with the name of its own class
        raise UsageError(
            f"option {option.name!r} cannot be {', '.join(texts)!r}: {error}"
        ) from error


def calendar_options(given: Iterable[str]) -> "IcsExporter":
    """Return the options of calendars, from those given as NAME=VALUE."""
    from vnadmindoc.exporters.ics import IcsExporter

    (options,) = options_of(["ics"], given)
    return IcsExporter(**options)


def parties_of(path: Path | None) -> "Directory | None":
    """Return the user's directory of parties, where one is named."""
    from vnadmindoc.directory import read_directory

    return None if path is None else read_directory(path)
