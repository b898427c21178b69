"""The source with what was recognised in it: each stretch its component, duties and days marked.

Promised: every character of the source is shown, in order, rewritten nowhere; what was left over
is shown as such. `page_of` is one HTML page that needs nothing besides itself.
Refused here: recognising anything; colours of a terminal.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from html import escape

from attrs import frozen

from vnadmindoc.dates import short_date
from vnadmindoc.findings import Finding, Severity
from vnadmindoc.model import Directive, directives_of
from vnadmindoc.recognition import Reading
from vnadmindoc.recognition.trace import Traced, span_in
from vnadmindoc.standard import DECREE_30, Role


class Mark(StrEnum):
    """What a stretch of a duty is (*dấu*)."""

    DEADLINE = "deadline"
    PARTY = "party"
    EVENT = "event"

    @property
    def printed(self) -> str:
        """What it is in Vietnamese."""
        return {"deadline": "thời hạn", "party": "đơn vị, người", "event": "sự kiện"}[self.value]


@frozen(kw_only=True)
class Stretch:
    """A stretch of a row of the source (*đoạn*).

    Attributes:
        text: Its characters as they stand there.
        role: The component it belongs to; None for what is left over, and for what belongs to
            nothing: blanks, marks of Markdown.
        path: Where its words are in the notice; empty where they are nowhere.
        mark: What it is within a duty.
        note: What was made of it, in words: the last day, the role.
    """

    text: str
    role: Role | None = None
    path: str = ""
    mark: Mark | None = None
    note: str = ""


@frozen(kw_only=True)
class Row:
    """A row of the source: a line of a text, a paragraph of a file (*dòng*).

    Attributes:
        number: Its number, from 1.
        stretches: All of its text, in order.
        left_over: Whether something in it was not recognised.
    """

    number: int
    stretches: tuple[Stretch, ...]
    left_over: bool = False

    @property
    def roles(self) -> tuple[Role, ...]:
        """The components in it, each once, from left to right."""
        return tuple(dict.fromkeys(each.role for each in self.stretches if each.role is not None))

    @property
    def label(self) -> str:
        """Its components in Vietnamese."""
        names = [DECREE_30.specs[role].name for role in self.roles]
        return ", ".join(["(không rõ)"] * self.left_over + names)


def explained(reading: Reading) -> tuple[Row, ...]:
    """Return the rows of the source with what was recognised in them; none for data."""
    reading = reading.of_text()
    duties = dict(directives_of(reading.notice))
    by_row: dict[int, list[Traced]] = {}
    for each in reading.trace:
        by_row.setdefault(each.line.number, []).append(each)
    rows = []
    table: Traced | None = None
    for number, text in enumerate(reading.source, 1):
        here = by_row.get(number, [])
        if here:
            table = here[-1] if here[-1].line.table is not None else None
        elif table is not None:
            here = [table]
        stretches = tuple(_stretches(text, here, duties))
        left_over = any(each.role is None and each.path for each in here)
        rows.append(Row(number=number, stretches=stretches, left_over=left_over))
    return tuple(rows)


def _stretches(
    text: str, here: Iterable[Traced], duties: Mapping[str, Directive]
) -> Iterator[Stretch]:
    at = 0
    for each in here:
        whole = each.line.table is not None
        begin, end = (0, len(text)) if whole else (max(each.begin, at), max(each.end, at))
        if begin > at:
            yield Stretch(text=text[at:begin])
        for a, b, mark, note in _marks(text, begin, end, each.path, duties):
            yield Stretch(text=text[a:b], role=each.role, path=each.path, mark=mark, note=note)
        at = max(at, end)
    if at < len(text):
        yield Stretch(text=text[at:])


def _marks(
    text: str, begin: int, end: int, path: str, duties: Mapping[str, Directive]
) -> Iterator[tuple[int, int, Mark | None, str]]:
    """Yield a stretch in pieces, those that name a day or somebody apart from the others."""
    at = begin
    for a, b, mark, note in sorted(_found(text, begin, end, path, duties)):
        if a < at:
            continue
        if a > at:
            yield at, a, None, ""
        yield a, b, mark, note
        at = b
    if at < end:
        yield at, end, None, ""


def _found(
    text: str, begin: int, end: int, path: str, duties: Mapping[str, Directive]
) -> Iterator[tuple[int, int, Mark, str]]:
    for duty in _duties_at(path, duties):
        for phrase, mark, note in _phrases(duty):
            a, b = span_in(text, phrase, begin)
            if begin <= a < b <= end and _same(text[a:b], phrase):
                yield a, b, mark, note


def _same(written: str, phrase: str) -> bool:
    return "".join(re.findall(r"\w", written)) == "".join(re.findall(r"\w", phrase))


def _duties_at(path: str, duties: Mapping[str, Directive]) -> Iterator[Directive]:
    """Yield the duty at a path and, of a paragraph or a table below one, the one above it."""
    place = re.sub(r"\.(?:text|rows)$", "", path)
    if place in duties:
        yield duties[place]
    above = re.sub(r"\.children\[\d+\]$", "", place)
    if above != place and place not in duties and above in duties:
        yield duties[above]


def _phrases(duty: Directive) -> Iterator[tuple[str, Mark, str]]:
    for deadline in duty.deadlines:
        day = short_date(deadline.due) if deadline.due else deadline.kind.printed
        hour = f" {deadline.at:%H:%M}" if deadline.at else ""
        yield deadline.phrase, Mark.DEADLINE, f"thời hạn: {day}{hour}"
    for assignment in duty.assignments:
        yield assignment.party, Mark.PARTY, assignment.role.printed
    for event in duty.events:
        day = short_date(event.day) if event.day else "không rõ ngày"
        yield event.phrase, Mark.EVENT, f"sự kiện: {day}"


# The page


def page_of(reading: Reading, title: str) -> str:
    """Return the explained source as one HTML page.

    Args:
        reading: What was read.
        title: The name of the source.
    """
    rows = "\n".join(map(_html_row, explained(reading)))
    findings = "\n".join(map(_html_finding, reading.findings))
    legend = " ".join(f'<mark class="{mark}">{mark.printed}</mark>' for mark in Mark)
    return _PAGE.format(
        title=escape(title), rows=rows, legend=legend, findings=findings, style=_STYLE
    )


def _html_row(row: Row) -> str:
    said = "".join(map(_html_stretch, row.stretches))
    kind = ' class="left"' if row.left_over else ""
    return (
        f'<tr id="r{row.number}"{kind}><td class="n">{row.number}</td>'
        f'<td class="role">{escape(row.label)}</td><td class="text">{said}</td></tr>'
    )


def _html_stretch(stretch: Stretch) -> str:
    text = escape(stretch.text)
    if stretch.mark is not None:
        text = f'<mark class="{stretch.mark}" title="{escape(stretch.note)}">{text}</mark>'
    if stretch.role is None and not stretch.path:
        return text
    family = family_of(stretch.role)
    return f'<span class="{family}" title="{escape(stretch.path)}">{text}</span>'


def family_of(role: Role | None) -> str:
    """Return the group of components that are shown alike."""
    if role is None:
        return "unknown"
    return next((name for name, roles in _FAMILIES.items() if role in roles), "body")


_FAMILIES: Mapping[str, frozenset[Role]] = {
    "fixed": frozenset({Role.NATIONAL_NAME, Role.MOTTO, Role.RULE, Role.PAGE_NUMBER}),
    "head": frozenset(
        {
            Role.PARENT, Role.AGENCY, Role.NUMBER, Role.DATELINE, Role.KIND, Role.SUBJECT,
            Role.LETTER_SUBJECT, Role.ADDRESSEE, Role.LEGAL_BASIS, Role.ISSUING_AUTHORITY,
            Role.ENACTING_WORDS, Role.URGENCY, Role.SECRECY, Role.CIRCULATION,
        }
    ),
    "heading": frozenset(
        {
            Role.PART, Role.CHAPTER, Role.DIVISION, Role.SUBDIVISION, Role.SECTION, Role.ARTICLE,
            Role.ITEM_HEADING, Role.ANNEX_LABEL, Role.ANNEX_TITLE, Role.ANNEX_REFERENCE,
        }
    ),
    "foot": frozenset(
        {
            Role.AUTHORITY, Role.SIGNER_TITLE, Role.SIGNER_NAME, Role.RECIPIENTS_LABEL,
            Role.RECIPIENT, Role.DRAFTER, Role.ADDRESS, Role.ENDORSEMENT,
        }
    ),
}  # fmt: skip


def _html_finding(finding: Finding) -> str:
    place = finding.place
    number = place and (place.line or place.paragraph)
    text = escape(finding.told("en"))
    if number:
        text = f'<a href="#r{number}">{text}</a>'
    return f'<li class="{_SEVERITIES[finding.severity]}">{text}</li>'


_SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "note",
}

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 "Times New Roman", "Liberation Serif", serif; margin: 2rem auto;
  max-width: 72rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
td { vertical-align: top; padding: .1rem .6rem; }
.n { color: #888; text-align: right; font-variant-numeric: tabular-nums; }
.role { color: #777; white-space: nowrap; font-size: .8em; }
.text { white-space: pre-wrap; width: 100%; }
.fixed { color: #888; } .head { color: #0a6; } .heading { font-weight: bold; color: #a50; }
.foot { color: #07a; } .unknown, .left .text { background: #c0303033; }
mark { border-radius: .2em; padding: 0 .1em; color: inherit; }
mark.deadline { background: #ffb34788; } mark.party { background: #79b8ff66; }
mark.event { background: #c9a0ff66; }
.error { color: #c00; } .warning { color: #b60; }
"""

_PAGE = """<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
<p>{legend}</p>
<table>
{rows}
</table>
<ul>
{findings}
</ul>
</body>
</html>
"""
