"""``check``: what the Decree says of documents, told for people and for machines."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter
from rich.table import Table
from rich.text import Text

from vnadmindoc.cli.app import (
    DONE,
    FINDINGS,
    STREAM,
    UNREADABLE,
    From,
    Json,
    Name,
    UsageError,
    app,
)
from vnadmindoc.cli.screen import COLOURS, counted, line_of, out, progress, tell, write_json
from vnadmindoc.cli.sources import stream
from vnadmindoc.errors import VnAdminDocError
from vnadmindoc.findings import Language, Severity

if TYPE_CHECKING:
    from vnadmindoc.reports import Checked, Group


@app.command(
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
    *sources: Name,
    from_: From = None,
    format_: Annotated[
        Literal["table", "text", "json", "sarif", "github"] | None,
        Parameter(name=["--format"], show_default=False),
    ] = None,
    json_: Json = False,
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
        raise UsageError("there is no file to check", remedy="name one, e.g. giao-ban.md")
    targets = _fix_targets(sources, output, in_place=in_place) if fix else {}
    if not fix and (output is not None or in_place):
        raise UsageError("--output and --in-place belong to --fix")
    options = {
        "profile": load_profile(profile),
        "medium": medium and Medium[medium.upper()],
        "specialised": specialised,
        "tones": tone_marks,
    }
    all_checked: list[Checked] = []
    worst = DONE
    for source in sources:
        try:
            all_checked.append(_checked(source, from_, targets.get(source), options))
        except VnAdminDocError as error:
            if len(sources) == 1:
                raise
            # One bad file stops no other.
            tell("error", str(error), "bold red")
            worst = UNREADABLE
    _print_checked(
        all_checked,
        "json" if json_ else format_ or ("table" if out.is_terminal else "text"),
        lang,
    )
    wanted = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    if worst == DONE and any(each.count(kind) for each in all_checked for kind in wanted):
        return FINDINGS
    return worst


def _fix_targets(sources: Sequence[str], output: str | None, *, in_place: bool) -> dict[str, str]:
    """Return where the mended document of each source is written."""
    from vnadmindoc import registry

    if in_place == (output is not None):
        raise UsageError("--fix writes to --output FILE, or with --in-place over its input")
    if output is not None and len(sources) > 1:
        raise UsageError("--output takes one document", remedy="name one, or say --in-place")
    targets = dict.fromkeys(sources, output) if output is not None else {s: s for s in sources}
    for source, target in targets.items():
        if STREAM in (source, target):
            raise UsageError("--fix works on files, not on a stream")
        if not in_place and Path(target).resolve() == Path(source).resolve():
            raise UsageError(
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

    with progress(f"checking {source}"):
        if source == STREAM:
            data, known = stream(format_)
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
            write_json(data[0] if len(data) == 1 else data)
        case "sarif":
            write_json(reports.as_sarif(all_checked, lang))
        case "github":
            for line in reports.as_annotations(all_checked, lang):
                out.print(Text(line), soft_wrap=True)
        case _:
            for checked in all_checked:
                _print_findings(checked, lang, as_table=format_ == "table")


def _print_findings(checked: "Checked", lang: Language, *, as_table: bool) -> None:
    """Print findings for people, what was mended first, and the count at the end."""
    from vnadmindoc.reports import grouped

    source, report = checked.source, checked.report
    for found in checked.fixed:
        done = "đã sửa" if lang == "vi" else "fixed"
        out.print(Text(f"{source}: {done}: {found.told(lang)}"), soft_wrap=True)
    groups = grouped(report.findings)
    if as_table and groups:
        out.print(_findings_table(source, groups, lang))
    else:
        for group in groups:
            out.print(line_of(source, group.together(lang), lang), soft_wrap=True)
    counts = ", ".join(_counted(groups, kind, lang) for kind in Severity)
    asked = f"{report.asked} phép kiểm tra" if lang == "vi" else f"{report.asked} tests asked"
    left = len(report.unevaluated)
    unasked = f"{left} chưa đánh giá" if lang == "vi" else f"{left} not evaluated"
    out.print(f"{counts} ({asked}, {unasked})")


def _counted(groups: "Sequence[Group]", kind: Severity, lang: Language) -> str:
    """Return how many faults weigh so much, and at how many places."""
    these = [group for group in groups if group.findings[0].severity is kind]
    told = counted(len(these), kind.named(lang), plural=lang == "en")
    places = sum(len(group.findings) for group in these)
    if places == len(these):
        return told
    return f"{told} ({places} {'chỗ' if lang == 'vi' else 'places'})"


def _findings_table(source: str, groups: "Sequence[Group]", lang: Language) -> Table:
    heads = {
        "vi": ("Mã", "Mức", "Vị trí", "Phát hiện", "Căn cứ"),
        "en": ("Code", "Severity", "Place", "Finding", "Clause"),
    }[lang]
    table = Table(*heads, title=source, show_lines=True)
    for group in groups:
        found = group.together(lang)
        severity = Text(found.severity.named(lang), style=COLOURS[found.severity])
        texts = (found.located(lang), found.said(lang), found.clause)
        table.add_row(Text(found.code), severity, *map(Text, texts))
    return table
