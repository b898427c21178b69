"""The body of a document: sections, directives, points, and what hangs on them.

Promised: every line of the body is in the tree that comes out, in order. A line without a label
belongs to what stands above it.
Source: the numbering in use: ``I.``, ``1.``, ``1.1.``, ``(1)``, ``a)``, ``-``, ``+``.
"""

import re
from collections.abc import Sequence
from typing import TypeVar

from attrs import define

from vnadmindoc.dates import Reference, deadlines_in, events_in
from vnadmindoc.duties import duties_of
from vnadmindoc.findings import Finding, Severity
from vnadmindoc.identity import Namer
from vnadmindoc.model import (
    MAX_DEPTH,
    Assignment,
    BodyItem,
    Deadline,
    Directive,
    Event,
    Paragraph,
    Section,
    Table,
    texts_of,
)
from vnadmindoc.numerals import from_roman
from vnadmindoc.recognition.lines import Line
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.vocabulary import DeadlineKind

_LABEL = re.compile(
    r"(?:(?P<roman>[IVXLC]{1,7})\.|(?P<figure>\d{1,3}(?:\.\d{1,3}){0,3})[.)]"
    r"|(?P<round>\(\d{1,3}\))|(?P<letter>[a-zđ]{1,2})\)|(?P<bullet>[-–—•●*+✓>]))\s+(?=\S)"
)
_LABEL_STARTS = frozenset("IVXLC0123456789(abcdefghijklmnopqrstuvwxyzđ-–—•●*+✓>")
_CLOSING = re.compile(r"Trên đây là |Yêu cầu |Đề nghị |Nhận được |Thông báo này |Trân trọng")

_T = TypeVar("_T")

_ANNOTATED = 20_000
"""The longest text, in characters, in which duties are looked for: beyond it it is no directive."""


@define
class Body:
    """The body in its parts, as the model has them."""

    opening: tuple[BodyItem, ...]
    sections: tuple[Section, ...]
    closing: tuple[BodyItem, ...]
    unsettled: tuple[Finding, ...]
    begins: tuple[int, ...]


@define
class _Open:
    """A directive whose children are still being read."""

    rank: int
    line: Line
    label: str
    text: RichText | str
    children: list[BodyItem]


def read_body(
    lines: Sequence[Line], places: Sequence[int], reference: Reference | None, namer: Namer
) -> Body:
    """Return the body.

    Args:
        lines: Its lines, without head and foot.
        places: The index of each line in the document.
        reference: The day incomplete dates are read against.
        namer: Names the duties.
    """
    reader = _Reader(reference, namer)
    closing = len(lines) - _closing(lines)
    reader.take_all(lines[:closing], places[:closing])
    end = _Reader(reference, namer, with_sections=False)
    end.take_all(lines[closing:], places[closing:])
    return Body(
        opening=tuple(reader.opening),
        sections=tuple(reader.sections),
        closing=tuple(end.opening),
        unsettled=(*reader.unsettled, *end.unsettled),
        begins=(*reader.begins, *end.begins),
    )


def read_items(
    lines: Sequence[Line], places: Sequence[int], reference: Reference | None, namer: Namer
) -> Body:
    """Return a body without sections, all of it in the opening: what an annex holds."""
    reader = _Reader(reference, namer, with_sections=False)
    reader.take_all(lines, places)
    return Body(
        opening=tuple(reader.opening),
        sections=(),
        closing=(),
        unsettled=tuple(reader.unsettled),
        begins=tuple(reader.begins),
    )


class _Reader:
    """Builds the tree line by line; holds the directives that are still open."""

    def __init__(
        self, reference: Reference | None, namer: Namer, *, with_sections: bool = True
    ) -> None:
        self.reference = reference
        self._of_head = reference
        self.namer = namer
        self.with_sections = with_sections
        self.opening: list[BodyItem] = []
        self.sections: list[Section] = []
        self.unsettled: list[Finding] = []
        self.begins: list[int] = []
        self._items = self.opening
        self._heading: tuple[str, str] | None = None
        self._stack: list[_Open] = []

    def take_all(self, lines: Sequence[Line], places: Sequence[int]) -> None:
        """Make the tree of the lines; note at which of them its items begin."""
        for line in lines:
            self._take(line)
        self.begins += places
        self._finish()

    def _take(self, line: Line) -> None:
        text = line.text
        if line.table is not None:
            self._place_table(line.table, line)
            return
        found = None
        if text[:1] in _LABEL_STARTS and not line.verbatim:
            found = _LABEL.match(text)
        if found is None:
            self._place(self._paragraph(line))
        elif self.with_sections and found["roman"] and from_roman(found["roman"]):
            self._begin_section(found.group().rstrip(), text[found.end() :])
        else:
            self._begin_directive(found, line)

    def _finish(self) -> None:
        """Close what is still open."""
        self._close(0)
        if self._heading is not None:
            label, heading = self._heading
            self.sections.append(Section(label=label, heading=heading, body=tuple(self._items)))
            self._heading = None

    def _begin_section(self, label: str, heading: str) -> None:
        self._finish()
        self._heading = label, heading
        self._items = []
        if self._of_head is None:
            # A document without a date: its headings may tell the month.
            self.reference = Reference.in_heading(heading)

    def _begin_directive(self, found: re.Match[str], line: Line) -> None:
        rank = _rank(found)
        self._close(rank)
        if len(self._stack) >= MAX_DEPTH - 1:
            self._close(self._stack[-1].rank)
        text: RichText | str = line.text[found.end() :]
        if line.rich is not None:
            text = _without_label(line.rich, found.end())
        self._stack.append(_Open(rank, line, found.group().rstrip(), text, []))

    def _place_table(self, table: Table, line: Line) -> None:
        """Place a table; deadlines in one that hangs on no directive have no duty to stand in."""
        if not self._stack:
            self.unsettled += [
                Finding(
                    code="READ-007",
                    message=f"{deadline.phrase!r} stands in a table outside any directive and is "
                    "in no list of duties; give the table a directive above it",
                    where=line.where,
                    severity=Severity.WARNING,
                )
                for text in texts_of(table)
                for deadline in deadlines_in(text, self.reference)
                if deadline.kind in _TIMES
            ]
        self._place(table)

    def _paragraph(self, line: Line) -> BodyItem:
        """Return a line without a label: a directive if it sets somebody a time of its own."""
        if self._stack or not _sets_time(line.text, self.reference):
            return Paragraph(text=line.value)
        return self._directive(_Open(0, line, "", line.value, []))

    def _place(self, item: BodyItem) -> None:
        """Put an item without a label under the directive above it."""
        (self._stack[-1].children if self._stack else self._items).append(item)

    def _close(self, rank: int) -> None:
        """Close the open directives that one of this rank cannot stand below."""
        while self._stack and self._stack[-1].rank >= rank:
            done = self._directive(self._stack.pop())
            (self._stack[-1].children if self._stack else self._items).append(done)

    def _directive(self, opened: _Open) -> Directive:
        text = str(opened.text)
        tails: list[str] = []
        cells: list[str] = []
        for child in opened.children:
            if isinstance(child, Paragraph):
                tails.append(str(child.text))
            elif isinstance(child, Table):
                cells += texts_of(child)
        assignments: tuple[Assignment, ...] = ()
        deadlines: tuple[Deadline, ...] = ()
        events: tuple[Event, ...] = ()
        if len(text) + sum(map(len, tails)) <= _ANNOTATED:
            above = [str(each.text) for each in self._stack]
            assignments = duties_of(text, tails, above, leads=bool(opened.children))
            deadlines = deadlines_in(text, self.reference)
            events = events_in(text, self.reference)
            for tail in tails:
                deadlines += deadlines_in(tail, self.reference)
                events += events_in(tail, self.reference)
            for cell in cells:
                deadlines += deadlines_in(cell, self.reference)
        self.unsettled += [
            Finding(
                code="READ-004",
                message=f"no day could be settled for {deadline.phrase!r}: expected a day of the "
                "calendar, with its year here or in the document's date",
                where=opened.line.where,
                severity=Severity.WARNING,
            )
            for deadline in deadlines
            if deadline.kind is DeadlineKind.UNRESOLVED
        ]
        key, assignments, deadlines = self.namer.named(
            None, [text, *tails], _once(assignments), _once(deadlines)
        )
        return Directive(
            label=opened.label,
            text=opened.text,
            key=key,
            assignments=assignments,
            deadlines=deadlines,
            events=_once(events),
            children=tuple(opened.children),
        )


def _once(values: tuple[_T, ...]) -> tuple[_T, ...]:
    """Return the values without repetitions, in order."""
    return values if len(values) < 2 else tuple(dict.fromkeys(values))


def _sets_time(text: str, reference: Reference | None) -> bool:
    """Whether a paragraph without a label names a day, not merely a condition."""
    return len(text) <= _ANNOTATED and any(
        deadline.kind in _TIMES for deadline in deadlines_in(text, reference)
    )


_TIMES = (DeadlineKind.DATED, DeadlineKind.RECURRING, DeadlineKind.UNRESOLVED)


def _rank(found: re.Match[str]) -> int:
    """Return how deep a kind of label stands; the lower, the higher in the tree."""
    if found["roman"]:
        return 1
    if found["figure"]:
        return 2 + found["figure"].count(".")
    if found["round"]:
        return 6
    if found["letter"]:
        return 7
    return 9 if found["bullet"] == "+" else 8


def _without_label(text: RichText, length: int) -> RichText:
    """Cut the label and the blank behind it off the first runs."""
    runs: list[Run] = []
    for run in text.runs:
        if length >= len(run.text):
            length -= len(run.text)
            continue
        runs.append(
            Run(
                text=run.text[length:],
                bold=run.bold,
                italic=run.italic,
                underline=run.underline,
            )
        )
        length = 0
    return RichText(runs)


def _closing(lines: Sequence[Line]) -> int:
    """Return how many lines at the end close the document: general words, no directive."""
    count = 0
    while count < len(lines):
        line = lines[len(lines) - 1 - count]
        if line.table is not None or line.text[:1] in _LABEL_STARTS:
            break
        if not _CLOSING.match(line.text):
            break
        count += 1
    return count
