"""The command ``vnadmindoc``: arguments, exit codes, progress, messages.

Promised: results go to standard output, everything said about them to standard error; the outputs
of one call are all rendered before the first is written; whatever a user can put right is one
message without a traceback, and its exit code tells what kind it is.
Refused here: a rule of its own. Rooms are opened by the command that needs them, so that
``--help`` waits for none.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from importlib.metadata import version
from importlib.resources import files as package_files
from pathlib import Path
from textwrap import shorten
from threading import Timer
from typing import TYPE_CHECKING, Annotated, Any, Final, get_args

from cyclopts import App, CycloptsError, Parameter, convert
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from vnadmindoc.errors import (
    ExportError,
    MissingExtraError,
    PluginError,
    ReadError,
    UnknownFormatError,
    VnAdminDocError,
)
from vnadmindoc.findings import Finding, Severity

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer

    from vnadmindoc.explanation import Row
    from vnadmindoc.model import Deadline
    from vnadmindoc.recognition import Reading
    from vnadmindoc.registry import Option
    from vnadmindoc.schedule import Due

_DONE: Final = 0
_FINDINGS: Final = 1
_USAGE: Final = 2
_UNREADABLE: Final = 3
_BROKEN: Final = 4
_NOT_WRITTEN: Final = 5
_PIPE_CLOSED: Final = 128 + 13
"""What a shell reports of a command that SIGPIPE ended."""

_STREAM: Final = "-"
_PATIENCE: Final = 1.0
"""Seconds of work before its progress is shown."""
_TASK_WIDTH: Final = 80
"""Characters of a duty's text in the table; ``--json`` has all of it."""


_ROLE_WIDTH: Final = 20
"""Characters of the names of components beside a text."""
_MARKED: Final = {"deadline": "bold yellow", "party": "bold cyan", "event": "bold magenta"}
_FAMILIES: Final = {
    "fixed": "dim",
    "head": "green",
    "heading": "bold",
    "foot": "blue",
    "body": "",
    "unknown": "white on red",
}


class _UsageError(VnAdminDocError):
    """Arguments that cannot be followed."""


_EXIT_CODES: Final[dict[type[VnAdminDocError], int]] = {
    _UsageError: _USAGE,
    UnknownFormatError: _USAGE,
    ReadError: _UNREADABLE,
    MissingExtraError: _BROKEN,
    PluginError: _BROKEN,
    ExportError: _NOT_WRITTEN,
}


class _PipeConsole(Console):
    """A console that leaves a closed pipe to `main`."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


_out = _PipeConsole(highlight=False)
_err = _PipeConsole(stderr=True, highlight=False)

_app = App(
    name="vnadmindoc",
    help="Read Vietnamese administrative notices, check them, print them, note their deadlines.",
    help_format="plaintext",
    help_epilogue=(
        "A file named - is standard input or standard output.\n"
        "Exit codes: 0 done, 1 errors found by check, 2 wrong arguments, 3 unreadable input, "
        "4 missing extra or broken exporter, 5 not written."
    ),
    version=lambda: f"vnadmindoc {version('vnadmindoc')}",
    console=_out,
    error_console=_err,
    result_action="return_value",
)


def _file_or_stream(_type: Any, value: Any) -> None:
    """Refuse what was meant as an option; ``-`` alone is a stream."""
    for name in (value,) if isinstance(value, str) else value or ():
        if name.startswith("-") and name != _STREAM:
            raise CycloptsError(
                msg=f"Unknown option: {name}. A file of this name is written ./{name}"
            )


# cyclopts takes "-" for an option unless it is told otherwise.
_Name = Annotated[str, Parameter(allow_leading_hyphen=True, validator=_file_or_stream)]
_From = Annotated[str | None, Parameter(name=["--from", "-f"])]
_Json = Annotated[bool, Parameter(name="--json", negative=())]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        arguments: The words after the command's name; those of the process when left out.

    Raises:
        SystemExit: The arguments are wrong (2), or the user interrupted (130).
    """
    for stream in (sys.stdout, sys.stderr):
        # A redirected stream has the locale's encoding, which may lack Vietnamese letters.
        if not stream.isatty() and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        code = _app(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more when it ends, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    except VnAdminDocError as error:
        _tell("error", str(error), "bold red")
        return next((code for kind, code in _EXIT_CODES.items() if isinstance(error, kind)), _USAGE)
    return code if isinstance(code, int) else _DONE


@_app.command(
    name="convert",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc convert giao-ban.md giao-ban.docx giao-ban.pdf giao-ban.ics\n"
        "  vnadmindoc convert giao-ban.md viec.ics --option form=tasks\n"
        "  vnadmindoc convert - - --from md --to json < giao-ban.md"
    ),
)
def _convert(
    source: _Name,
    /,
    *outputs: _Name,
    from_: _From = None,
    to: Annotated[str | None, Parameter(name=["--to", "-t"])] = None,
    option: Annotated[
        tuple[str, ...], Parameter(name=["--option", "-o"], negative=(), show_default=False)
    ] = (),
) -> int:
    """Convert a notice into one or more formats.

    All outputs are rendered before the first is written, and each is written whole or not at all.

    Args:
        source: The notice: .md, .txt, .json or .yaml.
        outputs: The files to write; the ending tells the format.
        from_: Format of the input, needed for standard input.
        to: Format of standard output, and of files whose ending tells none.
        option: NAME=VALUE, an option of an exporter; may be repeated. `formats` lists them.
    """
    from vnadmindoc import registry
    from vnadmindoc.files import write_all
    from vnadmindoc.signed import keep_signed

    if not outputs:
        raise _UsageError("there is no output", remedy="name the files to write, e.g. giao-ban.pdf")
    for output in outputs:
        if outputs.count(output) > 1:
            raise _UsageError("this output is named twice", place=output)
    formats = [_format_of(output, to) for output in outputs]
    options = _options(formats, option)
    reading = _read(source, from_)
    rendered = []
    for output, name, chosen in zip(outputs, formats, options, strict=True):
        with _progress(f"writing {output}"):
            rendered.append(registry.render(reading.notice, name, **chosen))
    files = {Path(o): data for o, data in zip(outputs, rendered, strict=True) if o != _STREAM}
    keep_signed(files)
    write_all(files)
    for output, data in zip(outputs, rendered, strict=True):
        if output == _STREAM:
            _write_out(data)
    return _DONE


@_app.command(
    name="check",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc check giao-ban.md\n"
        "  vnadmindoc check giao-ban.md --json > findings.json"
    ),
)
def _check(source: _Name, /, *, from_: _From = None, json_: _Json = False) -> int:
    """Check a notice against Decree 30/2020/NĐ-CP; exit 1 if a clause is broken.

    Args:
        source: The notice: .md, .txt, .json or .yaml.
        from_: Format of the input, needed for standard input.
        json_: Print the findings as JSON.
    """
    from vnadmindoc.conformance import check

    reading = _read(source, from_, quiet=True)
    with _progress(f"checking {source}"):
        findings = (*reading.findings, *check(reading.notice).findings)
    count = {kind: sum(finding.severity is kind for finding in findings) for kind in Severity}
    if json_:
        _write_json({"source": source, "findings": [_finding_data(found) for found in findings]})
    else:
        for finding in findings:
            _out.print(_line_of(source, finding), soft_wrap=True)
        _out.print(", ".join(_counted(number, kind) for kind, number in count.items()))
    return _FINDINGS if count[Severity.ERROR] else _DONE


@_app.command(
    name="deadlines",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc deadlines giao-ban.md\n"
        "  vnadmindoc deadlines giao-ban.md --json | jq '.deadlines[].due'"
    ),
)
def _deadlines(source: _Name, /, *, from_: _From = None, json_: _Json = False) -> int:
    """List what is due when, and who does it; the dated first, by their last day.

    Args:
        source: The notice: .md, .txt, .json or .yaml.
        from_: Format of the input, needed for standard input.
        json_: Print the list as JSON, with the full text of each duty.
    """
    from vnadmindoc.schedule import schedule_of

    notice = _read(source, from_).notice
    # Sorting is stable: what has no day stays in reading order.
    rows = sorted(schedule_of(notice), key=lambda due: due.deadline.due or date.max)
    if json_:
        _write_json({"source": source, "deadlines": [_due_data(row) for row in rows]})
        return _DONE
    last_day = Column("Ngày cuối", min_width=10)
    table = Table("STT", "Mục", "Việc", "Ai", "Thời hạn", last_day, show_lines=True)
    for index, row in enumerate(rows, start=1):
        parties = [f"{each.party} ({each.role.printed})" for each in row.assignments]
        table.add_row(
            *map(
                Text,
                (
                    str(index),
                    row.number,
                    shorten(str(row.directive.text), _TASK_WIDTH, placeholder=" …"),
                    "\n".join(parties),
                    row.deadline.phrase,
                    _last_day(row.deadline),
                ),
            )
        )
    _out.print(table)
    return _DONE


@_app.command(
    name="sign",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc sign giao-ban.pdf --key nguoi-ky.p12 --picture chu-ky.png\n"
        "  vnadmindoc sign giao-ban.pdf --role agency --key co-quan.p12 --picture con-dau.png\n"
        "  vnadmindoc sign giao-ban.pdf ban-ky.pdf --token /usr/lib/libtoken.so"
    ),
)
def _sign(
    source: _Name,
    output: _Name | None = None,
    /,
    *,
    role: str = "person",
    key: Path | None = None,
    token: Path | None = None,
    token_label: str | None = None,
    certificate: str | None = None,
    password_file: Path | None = None,
    picture: Path | None = None,
    time_stamps: str | None = None,
) -> int:
    """Sign a PDF of ours electronically (PAdES); what is signed already is kept as it is.

    The password of the key file, or the PIN of the token, is asked for.

    Args:
        source: The PDF.
        output: The file to write; the PDF itself when left out.
        role: person, whose picture is shown in blue; or agency, which signs last, in red.
        key: A key file: PKCS#12, .p12 or .pfx.
        token: Instead of a key file the library of a token's maker: PKCS#11.
        token_label: Which token, where there are several.
        certificate: Which certificate on the token, by its label, where there are several.
        password_file: A file whose first line is the password or PIN, for use without a terminal.
        picture: Of the handwritten signature or the seal, best a transparent .png.
        time_stamps: Address of a service of time stamps (RFC 3161).
    """
    from vnadmindoc import signing
    from vnadmindoc.files import read_bytes, write_whole
    from vnadmindoc.signed import keep_signed

    if (key is None) == (token is None):
        raise _UsageError("one key is needed", remedy="say either --key FILE or --token LIBRARY")
    pdf = read_bytes(source)
    shown = None if picture is None else read_bytes(picture)
    secret = _secret(password_file, "PIN" if key is None else "Password")

    def signed(signer: "Signer") -> bytes:
        with _progress(f"signing {source}"):
            return signing.sign(
                pdf, signer, role, picture=shown, time_stamps=time_stamps, source=source
            )

    if token is not None:
        with signing.token(token, secret, label=token_label, certificate=certificate) as signer:
            data = signed(signer)
    else:
        data = signed(signing.key_file(str(key), secret))
    target = Path(output or source)
    keep_signed({target: data})
    write_whole(target, data)
    return _DONE


@_app.command(
    name="verify",
    help_epilogue="Examples:\n  vnadmindoc verify giao-ban.pdf --trust goc.pem",
)
def _verify(source: _Name, /, *, trust: tuple[Path, ...] = (), json_: _Json = False) -> int:
    """Say of each signature of a PDF whether it holds; exit 1 if one does not, or there is none.

    Args:
        source: The PDF.
        trust: Certificates to be taken for true, .pem or .cer; may be repeated.
        json_: Print what was found as JSON.
    """
    from attrs import asdict

    from vnadmindoc import signing
    from vnadmindoc.files import read_bytes

    roots = [read_bytes(path) for path in trust]
    found = signing.signatures(read_bytes(source), trusted=roots, source=source)
    if json_:
        rows = [asdict(each) | {"at": each.at and each.at.isoformat()} for each in found]
        _write_json({"source": source, "signatures": rows})
    else:
        table = Table("Ô", "Người ký", "Lúc", "Còn nguyên", "Tin cậy")
        for each in found:
            when = "" if each.at is None else f"{each.at:%d/%m/%Y %H:%M:%S %z}"
            stamped = " (dấu thời gian)" if each.stamped else ""
            marks = ["có" if good else "KHÔNG" for good in (each.holds, each.trusted)]
            table.add_row(*map(Text, (each.field, each.by, when + stamped, *marks)))
        _out.print(table if found else "không có chữ ký số")
    return _DONE if found and all(each.holds for each in found) else _FINDINGS


def _secret(file: Path | None, name: str) -> str:
    """Return a password or PIN: from a file, or asked for where nobody sees it."""
    from getpass import getpass

    from vnadmindoc.files import read_bytes

    if file is not None:
        return read_bytes(file).decode("utf-8", "replace").split("\n")[0].rstrip("\r")
    if not sys.stdin.isatty():
        raise _UsageError(
            f"there is no terminal to ask for the {name}", remedy="say --password-file FILE"
        )
    return getpass(f"{name}: ")


@_app.command(
    name="explain",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc explain giao-ban.md\n"
        "  vnadmindoc explain cong-van.docx --html cong-van.html"
    ),
)
def _explain(
    source: _Name,
    /,
    *,
    from_: _From = None,
    html: Annotated[str | None, Parameter(name="--html")] = None,
) -> int:
    """Show the source with what was recognised as what, in colour.

    Args:
        source: The notice: .md, .txt or .docx.
        from_: Format of the input, needed for standard input.
        html: Write an HTML page of this name instead.
    """
    from vnadmindoc.explanation import explained, page_of
    from vnadmindoc.files import write_whole

    reading = _read(source, from_, quiet=True)
    rows = explained(reading)
    if not rows:
        raise _UsageError(
            "there is no text in which something was recognised",
            place=source,
            expected="text, Markdown, or a Word document that carries no notice of ours",
        )
    if html is not None:
        page = page_of(reading, Path(source).name).encode()
        if html == _STREAM:
            _write_out(page)
        else:
            write_whole(Path(html), page)
        return _DONE
    shown = Table.grid("number", "role", "text", padding=(0, 1))
    shown.columns[0].justify = "right"
    shown.columns[1].width = _ROLE_WIDTH
    for row in rows:
        label = shorten(row.label, _ROLE_WIDTH, placeholder="…")
        shown.add_row(Text(str(row.number), "dim"), Text(label, "dim"), _coloured(row))
    _out.print(shown)
    for finding in reading.findings:
        _out.print(_line_of(source, finding), soft_wrap=True)
    return _DONE


def _coloured(row: "Row") -> Text:
    from vnadmindoc.explanation import family_of

    text = Text()
    for stretch in row.stretches:
        style = _MARKED.get(stretch.mark or "", "")
        if stretch.role is not None or stretch.path:
            style = style or _FAMILIES[family_of(stretch.role)]
        text.append(stretch.text, style)
        if stretch.note:
            text.append(f" ‹{stretch.note}›", "dim")
    return text


@_app.command(name="schema")
def _schema() -> int:
    """Print the JSON Schema of a notice in JSON or YAML."""
    from vnadmindoc.schema import json_schema

    _write_json(json_schema())
    return _DONE


@_app.command(name="formats")
def _formats() -> int:
    """List the formats that can be written, and the packages that bring them."""
    from vnadmindoc import registry
    from vnadmindoc.readers import FORMATS

    table = Table("Định dạng", "Đuôi tệp", "Nguồn", "Tùy chọn")
    broken = registry.broken()
    for name in registry.names():
        if name not in broken:
            found = registry.registered(name)
            options = ", ".join(each.name for each in found.options if _is_plain(each.default))
            table.add_row(*map(Text, (name, found.suffix, found.source, options)))
    _out.print(table)
    _out.print(f"Đọc được: {', '.join(FORMATS)}")
    for error in broken.values():
        _tell("broken", str(error), "bold red")
    return _DONE


@_app.command(
    name="new",
    help_epilogue="Examples:\n  vnadmindoc new thong-bao.yaml\n  vnadmindoc check thong-bao.yaml",
)
def _new(
    output: _Name = _STREAM,
    /,
    *,
    force: Annotated[bool, Parameter(name="--force", negative=())] = False,
) -> int:
    """Write a notice in YAML to fill in, every field explained.

    Args:
        output: The file to write; standard output when left out.
        force: Replace the file if it exists.
    """
    from vnadmindoc.files import write_whole

    template = package_files("vnadmindoc").joinpath("new.yaml").read_bytes()
    if output == _STREAM:
        _write_out(template)
        return _DONE
    path = Path(output)
    if path.exists() and not force:
        raise ExportError(
            "the file exists already", place=output, remedy="choose another name, or say --force"
        )
    write_whole(path, template)
    return _DONE


def _read(source: str, format_: str | None, *, quiet: bool = False) -> "Reading":
    """Read a file or standard input; what the reader found is told unless the caller tells it."""
    from vnadmindoc import readers
    from vnadmindoc.files import MAX_BYTES

    with _progress(f"reading {source}"):
        if source != _STREAM:
            reading = readers.read(source, format=format_)
        elif format_ is None:
            raise _UsageError("standard input has no name to tell its format", remedy="say --from")
        else:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
            if len(data) > MAX_BYTES:
                raise ReadError(f"larger than {MAX_BYTES:,} bytes", place="<stdin>")
            reading = readers.read_bytes(data, format_, source="<stdin>")
    if not quiet:
        for finding in reading.findings:
            _err.print(_line_of(source, finding), soft_wrap=True)
    return reading


def _format_of(output: str, to: str | None) -> str:
    """Return the format of an output: its ending tells, or else ``--to`` does."""
    from vnadmindoc import registry

    if to is not None and to not in registry.names():
        raise UnknownFormatError(to, registry.names(), place="--to")
    if output == _STREAM:
        if to is None:
            raise _UsageError("standard output has no name to tell its format", remedy="say --to")
        return to
    try:
        return registry.format_of(output)
    except (UnknownFormatError, PluginError):
        if to is None:
            raise
        return to


def _options(formats: Sequence[str], given: Iterable[str]) -> list[dict[str, Any]]:
    """Return the options of each output; each option given goes to the formats that have it."""
    from vnadmindoc import registry

    values: dict[str, list[str]] = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals:
            raise _UsageError(f"option {each!r} has no value", expected="NAME=VALUE")
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
            raise _UsageError(
                error.message, place=error.place, expected=error.expected, remedy=error.remedy
            ) from error
        chosen.append(mine)
    for name in values.keys() - known:
        raise _UsageError(
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
        raise _UsageError(
            f"option {option.name!r} cannot be {', '.join(texts)!r}: {error}"
        ) from error


def _is_plain(value: object) -> bool:
    """Return whether an option with this default can be given in words."""
    return value is None or isinstance(value, str | int | float | tuple | Path)


def _last_day(deadline: "Deadline") -> str:
    from vnadmindoc.dates import short_date

    if deadline.due is None:
        return deadline.kind.printed
    day = short_date(deadline.due)
    return day if deadline.at is None else f"{day} {deadline.at:%H:%M}"


def _due_data(due: "Due") -> dict[str, object]:
    deadline = due.deadline
    return {
        "number": due.number,
        "key": due.directive.key,
        "text": str(due.directive.text),
        "assignments": [
            {"party": each.party, "role": each.role, "note": each.note} for each in due.assignments
        ],
        "phrase": deadline.phrase,
        "kind": deadline.kind,
        "due": deadline.due.isoformat() if deadline.due else None,
        "at": deadline.at.isoformat() if deadline.at else None,
    }


def _finding_data(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "where": finding.where,
        "message": finding.message,
        "clause": finding.clause,
    }


def _line_of(source: str, finding: Finding) -> Text:
    colour = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
    line = Text(f"{source}: {finding.told('en')}")
    line.highlight_words([f"{finding.severity}:"], colour[finding.severity])
    return line


def _counted(number: int, kind: Severity) -> str:
    return f"{number} {kind}" if number == 1 else f"{number} {kind}s"


def _tell(head: str, message: str, style: str) -> None:
    _err.print(Text.assemble((f"{head}: ", style), message), soft_wrap=True)


def _write_json(data: object) -> None:
    _write_out((json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())


def _write_out(data: bytes) -> None:
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
def _progress(what: str) -> Iterator[None]:
    """Show on a terminal that work goes on, once it has taken a while."""
    if not _err.is_terminal:
        yield
        return
    status = _err.status(what)
    timer = Timer(_PATIENCE, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()  # it may be just starting what is stopped here
        status.stop()
