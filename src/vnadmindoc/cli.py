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
from datetime import UTC, date, datetime
from importlib.metadata import version
from importlib.resources import files as package_files
from pathlib import Path
from textwrap import shorten
from threading import Timer
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, get_args

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
from vnadmindoc.findings import Finding, Language, Severity

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer

    from vnadmindoc.directory import Directory
    from vnadmindoc.explanation import Row
    from vnadmindoc.exporters.calendar.occasions import Occasion
    from vnadmindoc.exporters.ics import IcsExporter
    from vnadmindoc.model import Deadline, Notice
    from vnadmindoc.recognition import Reading
    from vnadmindoc.registry import Option
    from vnadmindoc.reports import Checked
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
_Directory = Path | None
_Earlier = Annotated[str | None, Parameter(allow_leading_hyphen=True)]
_Option = Annotated[
    tuple[str, ...], Parameter(name=["--option", "-o"], negative=(), show_default=False)
]
_PUBLISHED: Final = ("added", "updated", "kept", "withdrawn", "cancelled")
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
        source: The notice: .md, .txt, .docx, .json, .yaml, or a .pdf of ours.
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
        "  vnadmindoc check giao-ban.md cong-van.docx\n"
        "  vnadmindoc check giao-ban.md --fix -o giao-ban-da-sua.md\n"
        "  vnadmindoc check *.docx --format sarif > findings.sarif\n"
        "  vnadmindoc check cong-van.docx --lang en --strict"
    ),
)
def _check(
    *sources: _Name,
    from_: _From = None,
    format_: Annotated[
        Literal["table", "text", "json", "sarif", "github"] | None,
        Parameter(name=["--format"], show_default=False),
    ] = None,
    json_: _Json = False,
    lang: Language = "vi",
    strict: Annotated[bool, Parameter(name="--strict", negative=())] = False,
    profile: str = "nd30",
    medium: Annotated[Literal["paper", "electronic"] | None, Parameter(show_default=False)] = None,
    specialised: Annotated[bool, Parameter(name="--specialised", negative=())] = False,
    tone_marks: Annotated[Literal["old", "new"] | None, Parameter(show_default=False)] = None,
    fix: Annotated[bool, Parameter(name="--fix", negative=())] = False,
    output: Annotated[str | None, Parameter(name=["--output", "-o"], show_default=False)] = None,
    in_place: Annotated[bool, Parameter(name="--in-place", negative=())] = False,
) -> int:
    """Check documents against Decree 30/2020/NĐ-CP; exit 1 if a clause is broken.

    Args:
        sources: Notices (.md, .txt, .json, .yaml) and files that anyone made (.docx, .pdf).
        from_: Format of the input, needed for standard input.
        format_: How the findings are printed; a table on a terminal, else a line each.
        json_: The same as --format json.
        lang: Language of the messages.
        strict: Exit 1 for warnings too.
        profile: The form to keep: nd30, dang (the Party's), or the YAML file of a house's own.
        medium: What a file is issued on; the rules of one medium are not evaluated without it.
        specialised: The documents follow rules of their sector: every breach is a warning.
        tone_marks: Also warn of tone marks in the other place: old is hòa, new is hoà.
        fix: Write the document with every safe repair; what is unsafe is only suggested.
        output: Where --fix writes; the ending tells the format.
        in_place: Let --fix overwrite its input.
    """
    from vnadmindoc.profiles import load_profile
    from vnadmindoc.vocabulary import Medium

    if not sources:
        raise _UsageError("there is no file to check", remedy="name one, e.g. giao-ban.md")
    targets = _fix_targets(sources, output, in_place=in_place) if fix else {}
    if not fix and (output is not None or in_place):
        raise _UsageError("--output and --in-place belong to --fix")
    options = {
        "profile": load_profile(profile),
        "medium": medium and Medium[medium.upper()],
        "specialised": specialised,
        "tones": tone_marks,
    }
    all_checked: list[Checked] = []
    worst = _DONE
    for source in sources:
        try:
            all_checked.append(_checked(source, from_, targets.get(source), options))
        except VnAdminDocError as error:
            if len(sources) == 1:
                raise
            # One bad file stops no other.
            _tell("error", str(error), "bold red")
            worst = _UNREADABLE
    _print_checked(
        all_checked,
        "json" if json_ else format_ or ("table" if _out.is_terminal else "text"),
        lang,
    )
    wanted = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    if worst == _DONE and any(each.count(kind) for each in all_checked for kind in wanted):
        return _FINDINGS
    return worst


def _fix_targets(sources: Sequence[str], output: str | None, *, in_place: bool) -> dict[str, str]:
    """Return where the mended document of each source is written."""
    from vnadmindoc import registry

    if in_place == (output is not None):
        raise _UsageError("--fix writes to --output FILE, or with --in-place over its input")
    if output is not None and len(sources) > 1:
        raise _UsageError("--output takes one document", remedy="name one, or say --in-place")
    targets = dict.fromkeys(sources, output) if output is not None else {s: s for s in sources}
    for source, target in targets.items():
        if _STREAM in (source, target):
            raise _UsageError("--fix works on files, not on a stream")
        if not in_place and Path(target).resolve() == Path(source).resolve():
            raise _UsageError(
                "--fix would overwrite its input", place=target, remedy="say --in-place"
            )
        registry.format_of(target)
    return {source: str(target) for source, target in targets.items()}


def _checked(
    source: str, format_: str | None, target: str | None, options: dict[str, Any]
) -> "Checked":
    """Check one source; with a target, mend it, write it, and tell what is left."""
    from vnadmindoc import registry
    from vnadmindoc.conformance import check
    from vnadmindoc.files import write_whole
    from vnadmindoc.reports import Checked

    with _progress(f"checking {source}"):
        if source == _STREAM:
            data, known = _stream(format_)
            report = check(data, format=known, **options)
        else:
            report = check(source, format=format_, **options)
        if target is None:
            return Checked(source=source, report=report)
        notice = report.mended()
        left = check(notice, **options)
        write_whole(Path(target), registry.render(notice, registry.format_of(target)))
    still = {(each.code, each.where) for each in left.findings}
    fixed = (
        each for each in report.findings if each.fixable and (each.code, each.where) not in still
    )
    return Checked(source=target, report=left, fixed=tuple(fixed))


def _print_checked(all_checked: "Sequence[Checked]", format_: str, lang: Language) -> None:
    from vnadmindoc import reports

    match format_:
        case "json":
            data = [reports.as_data(each) for each in all_checked]
            _write_json(data[0] if len(data) == 1 else data)
        case "sarif":
            _write_json(reports.as_sarif(all_checked, lang))
        case "github":
            for line in reports.as_annotations(all_checked, lang):
                _out.print(Text(line), soft_wrap=True)
        case _:
            for checked in all_checked:
                _print_findings(checked, lang, as_table=format_ == "table")


def _print_findings(checked: "Checked", lang: Language, *, as_table: bool) -> None:
    """Print findings for people, what was mended first, and the count at the end."""
    source, report = checked.source, checked.report
    for found in checked.fixed:
        done = "đã sửa" if lang == "vi" else "fixed"
        _out.print(Text(f"{source}: {done}: {found.told(lang)}"), soft_wrap=True)
    if as_table and report.findings:
        _out.print(_findings_table(source, report.findings, lang))
    else:
        for found in report.findings:
            _out.print(_line_of(source, found, lang), soft_wrap=True)
    counts = ", ".join(
        _counted(checked.count(kind), kind.named(lang), plural=lang == "en") for kind in Severity
    )
    asked = f"{report.asked} phép kiểm tra" if lang == "vi" else f"{report.asked} tests asked"
    left = len(report.unevaluated)
    unasked = f"{left} chưa đánh giá" if lang == "vi" else f"{left} not evaluated"
    _out.print(f"{counts} ({asked}, {unasked})")


_MOST_OF_ONE_CODE = 5


def _findings_table(source: str, findings: Sequence[Finding], lang: Language) -> Table:
    heads = {
        "vi": ("Mã", "Mức", "Vị trí", "Phát hiện", "Căn cứ"),
        "en": ("Code", "Severity", "Place", "Finding", "Clause"),
    }[lang]
    table = Table(*heads, title=source, show_lines=True)
    shown: dict[str, int] = {}
    for found in findings:
        shown[found.code] = shown.get(found.code, 0) + 1
        if shown[found.code] > _MOST_OF_ONE_CODE:
            continue
        severity = Text(found.severity.named(lang), style=_COLOURS[found.severity])
        texts = (found.located(lang), found.said(lang), found.clause)
        table.add_row(Text(found.code), severity, *map(Text, texts))
    for code, number in shown.items():
        if number > _MOST_OF_ONE_CODE:
            more = number - _MOST_OF_ONE_CODE
            told = f"và {more} chỗ khác" if lang == "vi" else f"and {more} more"
            table.add_row(Text(code), "", "", Text(told), "")
    return table


@_app.command(
    name="deadlines",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc deadlines giao-ban.md\n"
        "  vnadmindoc deadlines giao-ban.md --json | jq '.deadlines[].due'\n"
        "  vnadmindoc deadlines giao-ban.md --split-by party --into lich"
    ),
)
def _deadlines(
    source: _Name,
    /,
    *,
    from_: _From = None,
    json_: _Json = False,
    split_by: Literal["party"] | None = None,
    into: Path | None = None,
    directory: _Directory = None,
    option: _Option = (),
) -> int:
    """List what is due when, and who does it; the dated first, by their last day.

    Args:
        source: The notice: .md, .txt, .docx, .json, .yaml, or a .pdf of ours.
        from_: Format of the input, needed for standard input.
        json_: Print the list as JSON, with the full text of each duty.
        split_by: Write a calendar for each party instead, into the folder --into.
        into: The folder of these calendars.
        directory: A TOML file of the parties: names, other names, addresses.
        option: NAME=VALUE, an option of the calendar; may be repeated.
    """
    from vnadmindoc.schedule import schedule_of

    notice = _read(source, from_).notice
    if split_by is not None:
        return _split(notice, into, directory, option)
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


def _split(
    notice: "Notice", into: Path | None, directory: Path | None, option: Sequence[str]
) -> int:
    from vnadmindoc.files import write_all
    from vnadmindoc.party_calendars import party_calendars

    if into is None:
        raise _UsageError("there is no folder for the calendars", remedy="say --into FOLDER")
    calendars = party_calendars(notice, _calendar(option), directory=_parties(directory))
    write_all({into / each.file_name: each.data for each in calendars})
    for each in calendars:
        _out.print(Text(f"{into / each.file_name}: {each.count}"), soft_wrap=True)
    return _DONE


@_app.command(
    name="calendar",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc calendar 2026/*.md --output lich.ics --option form=feed\n"
        "  vnadmindoc calendar giao-ban.md > lich.ics"
    ),
)
def _calendar_of(
    source: _Name, /, *more: _Name, output: _Name = _STREAM, option: _Option = ()
) -> int:
    """Write one calendar of several notices.

    Args:
        source: A notice: .md, .txt, .docx, .json or .yaml.
        more: Further notices.
        output: The calendar; standard output when left out.
        option: NAME=VALUE, an option of the calendar; may be repeated.
    """
    from vnadmindoc.files import write_whole

    exporter = _calendar(option)
    with _progress("writing the calendar"):
        data = b"".join(exporter.stream(_read(each, None).notice for each in (source, *more)))
    if output == _STREAM:
        _write_out(data)
    else:
        write_whole(Path(output), data)
    return _DONE


@_app.command(
    name="reissue",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc reissue dot-1.yaml dot-2.md --calendar thay-doi.ics --keep dot-2.yaml"
    ),
)
def _reissue(
    old: _Name,
    new: _Name,
    /,
    *,
    calendar: Path | None = None,
    keep: Path | None = None,
    option: _Option = (),
) -> int:
    """Tell what a later issue of a notice changes in calendars.

    Args:
        old: The earlier issue: what --keep wrote of it, unless it was the first.
        new: The later issue.
        calendar: A calendar file of the changes, withdrawn deadlines as cancelled.
        keep: The later issue in YAML under the names of the earlier one, for the next time.
        option: NAME=VALUE, an option of the calendar; may be repeated.
    """
    from vnadmindoc import registry
    from vnadmindoc.files import write_all
    from vnadmindoc.reissue import calendar_update

    update = calendar_update(_read(old, None).notice, _read(new, None).notice, _calendar(option))
    outputs: dict[Path, bytes] = {}
    changes = update.calendar()
    if calendar is not None and changes is not None:
        outputs[calendar] = changes
    if keep is not None:
        outputs[keep] = registry.render(update.new, "yaml")
    write_all(outputs)
    table = Table("", "Việc", "Trước", "Sau", show_lines=True)
    for name in ("added", "moved", "reworded", "untouched", "withdrawn"):
        for change in getattr(update, name):
            shown = change.after or change.before
            days = [(each and _day_of(each)) or "" for each in (change.before, change.after)]
            text = shorten(str(shown.directive.text), _TASK_WIDTH, placeholder=" …")
            table.add_row(*map(Text, (name, text, *days)))
    _out.print(table)
    return _DONE


@_app.command(
    name="invite",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc invite giao-ban.md --directory danh-ba.toml --into thu-moi\n"
        "  vnadmindoc invite dot-2.md --earlier dot-1.yaml --directory danh-ba.toml --into thu-moi"
    ),
)
def _invite(
    source: _Name,
    /,
    *,
    directory: Path,
    into: Path,
    earlier: _Earlier = None,
    organizer: str | None = None,
    sent: datetime | None = None,
    from_: _From = None,
    option: _Option = (),
) -> int:
    """Write mails that invite each party to what it is bound by, ready to send.

    Args:
        source: The notice: .md, .txt, .docx, .json, .yaml, or a .pdf of ours.
        directory: A TOML file of the parties: names, other names, addresses.
        into: The folder of the mails (.eml).
        earlier: The earlier issue: only what changed is written, cancellations too.
        organizer: The sender's name in the directory; the issuing body when left out.
        sent: When they are sent; now when left out.
        from_: Format of the input, needed for standard input.
        option: NAME=VALUE, an option of the calendar; may be repeated.
    """
    from vnadmindoc.directory import read_directory
    from vnadmindoc.files import write_all
    from vnadmindoc.invitations import invitations, updates
    from vnadmindoc.reissue import calendar_update

    notice = _read(source, from_).notice
    parties = read_directory(directory)
    moment = sent or datetime.now(UTC)
    moment = moment if moment.tzinfo is not None else moment.astimezone()
    options = _calendar(option)
    if earlier is None:
        found = invitations(notice, parties, sent=moment, options=options, organizer=organizer)
    else:
        update = calendar_update(_read(earlier, None).notice, notice, options)
        found = updates(update, parties, sent=moment, organizer=organizer)
    write_all({into / each.file_name: each.mail for each in found.mails})
    for each in found.mails:
        line = f"{into / each.file_name}: {each.method} {each.party.email}"
        _out.print(Text(line), soft_wrap=True)
    for names, why in (
        (found.without_address, "no address in the directory, nothing is sent to"),
        (found.ambiguous, "the directory knows several, nothing is sent to"),
    ):
        for name in names:
            _tell("warning", f"{why} {name}", "yellow")
    if not found.mails:
        _tell("warning", "no party of it has an address in the directory: no mail", "yellow")
    return _DONE


@_app.command(
    name="publish",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc publish giao-ban.md https://lich.example.vn/so/giao-viec/ --user van.phong\n"
        "The password is read from the variable VNADMINDOC_PASSWORD."
    ),
)
def _publish(
    source: _Name,
    url: str,
    /,
    *,
    user: str | None = None,
    earlier: _Earlier = None,
    from_: _From = None,
    option: _Option = (),
) -> int:
    """Bring a calendar on a CalDAV server to what a notice says.

    Args:
        source: The notice: .md, .txt, .docx, .json, .yaml, or a .pdf of ours.
        url: The address of the calendar, which is there already.
        user: Who publishes.
        earlier: The earlier issue, whose entries these are.
        from_: Format of the input, needed for standard input.
        option: NAME=VALUE, an option of the calendar; may be repeated.
    """
    from vnadmindoc.caldav import publish
    from vnadmindoc.identity import carried

    notice = _read(source, from_).notice
    if earlier is not None:
        notice = carried(_read(earlier, None).notice, notice)
    with _progress(f"publishing to {url}"):
        done = publish(
            notice,
            url,
            username=user,
            password=os.environ.get("VNADMINDOC_PASSWORD"),
            options=_calendar(option),
        )
    counts = {name: len(getattr(done, name)) for name in _PUBLISHED}
    _out.print(", ".join(f"{count} {name}" for name, count in counts.items()))
    for uid, names in done.overruled.items():
        _tell("warning", f"{uid}: changed there by people, set again: {', '.join(names)}", "yellow")
    return _DONE


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
        _out.print(_line_of(source, finding, "en"), soft_wrap=True)
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


def _calendar(given: Iterable[str]) -> "IcsExporter":
    """Return the options of calendars, from those given as NAME=VALUE."""
    from vnadmindoc.exporters.ics import IcsExporter

    (options,) = _options(["ics"], given)
    return IcsExporter(**options)


def _parties(path: Path | None) -> "Directory | None":
    from vnadmindoc.directory import read_directory

    return None if path is None else read_directory(path)


def _day_of(occasion: "Occasion") -> str:
    from vnadmindoc.dates import short_date

    day = short_date(occasion.last_day)
    return day if occasion.at is None else f"{day} {occasion.at:%H:%M}"


def _read(source: str, format_: str | None, *, quiet: bool = False) -> "Reading":
    """Read a file or standard input; what the reader found is told unless the caller tells it."""
    from vnadmindoc import readers

    with _progress(f"reading {source}"):
        if source != _STREAM:
            reading = readers.read(source, format=format_)
        else:
            data, known = _stream(format_)
            reading = readers.read_bytes(data, known, source="<stdin>")
    if not quiet:
        for finding in reading.findings:
            _err.print(_line_of(source, finding, "en"), soft_wrap=True)
    return reading


def _stream(format_: str | None) -> tuple[bytes, str]:
    """Return what standard input holds, and the format that was said of it."""
    from vnadmindoc.files import MAX_BYTES

    if format_ is None:
        raise _UsageError("standard input has no name to tell its format", remedy="say --from")
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ReadError(f"larger than {MAX_BYTES:,} bytes", place="<stdin>")
    return data, format_


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


_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def _line_of(source: str, finding: Finding, lang: Language) -> Text:
    line = Text(f"{source}: {finding.told(lang)}")
    line.highlight_words([f"{finding.severity.named(lang)}:"], _COLOURS[finding.severity])
    return line


def _counted(number: int, name: str, *, plural: bool) -> str:
    return f"{number} {name}s" if plural and number != 1 else f"{number} {name}"


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
