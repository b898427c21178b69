"""The body of a document: sections, directives, points, and what hangs on them.

Promised: every line of the body is in the tree that comes out, in order. A line without a label
belongs to what stands above it, and labels inside a quotation are words of what is quoted.
"""

import re
from collections.abc import Sequence
from typing import TypeVar

from attrs import Factory, define, evolve

from vnadmindoc.dates import Reference, deadlines_in, events_in
from vnadmindoc.duties import duties_of
from vnadmindoc.findings import Finding, Severity
from vnadmindoc.identity import Namer
from vnadmindoc.labels import Label, Nesting, label_of, part_of
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
from vnadmindoc.recognition.duty_tables import with_duties
from vnadmindoc.recognition.lines import Line, in_capitals, joined, width_of
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.vocabulary import DeadlineKind

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

    label: Label | None
    line: Line
    text: RichText | str
    children: list[BodyItem] = Factory(list)
    tails: list[str] = Factory(list)


def read_body(
    lines: Sequence[Line],
    places: Sequence[int],
    reference: Reference | None,
    namer: Namer | None,
    *,
    closed: bool = True,
) -> Body:
    """Return the body.

    Args:
        lines: Its lines, without head and foot.
        places: The index of each line in the document.
        reference: The day incomplete dates are read against.
        namer: Names the duties; without one nobody asks for them, and none are looked for.
        closed: Whether general words may close it, as they do a document and not an annex.
    """
    reader = _Reader(reference, namer)
    closing = len(lines) - (_closing(lines) if closed else 0)
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


class _Reader:
    """Builds the tree line by line; holds the directives that are still open."""

    def __init__(
        self, reference: Reference | None, namer: Namer | None, *, with_sections: bool = True
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
        self._untitled = False
        self._stack: list[_Open] = []
        self._nesting = Nesting()

    def take_all(self, lines: Sequence[Line], places: Sequence[int]) -> None:
        """Make the tree of the lines; note at which of them its items begin."""
        width = width_of(lines)
        at = begun = quoted = 0
        while at < len(lines):
            if "“" in lines[at].text and at >= quoted:
                begun, quoted = at, _end_of_quotation(lines, at)
            line, end = joined(lines, at, len(lines), width)
            if not self._take_title(line):
                self.begins.append(places[at])
                self._take(line, quoted=begun < at < quoted)
            at = end
        self._finish()

    def _take_title(self, line: Line) -> bool:
        """Take the title of a part or a chapter, a line or more in capitals below its label."""
        if not self._untitled:
            return False
        label, heading = self._heading or ("", "")
        below = line.table is None and in_capitals(line.text) and label_of(line.text) is None
        if not below or (heading and line.apart) or part_of(line.text):
            self._untitled = False
            return False
        self._heading = label, f"{heading} {line.text}".lstrip()
        return True

    def _take(self, line: Line, *, quoted: bool) -> None:
        """Add a line to the tree."""
        if line.table is not None:
            self._stay(line)
            self._place_table(line.table, line)
            return
        label = part = None
        if not (line.verbatim or quoted):
            label = label_of(line.text)
            part = part_of(line.text) if label is None and self.with_sections else None
        if part is not None:
            self._begin_section(*part)
            self._untitled = not part[1]
        elif label is None:
            self._place_paragraph(line, quoted=quoted)
        elif self.with_sections and label.style[:5] == "roman" and from_roman(label.figures):
            self._begin_section(label.text, line.text[label.length :])
        else:
            self._begin_directive(label, line)

    def _finish(self) -> None:
        """Close what is still open."""
        self._nesting.close_to(0)
        self._close_to(0)
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

    def _begin_directive(self, label: Label, line: Line) -> None:
        depth = None if line.depth is None else min(line.depth, len(self._stack))
        self._close_to(self._nesting.place(label, line.text, depth))
        if len(self._stack) >= MAX_DEPTH - 1:
            self._nesting.close_to(MAX_DEPTH - 1)
            self._close_to(MAX_DEPTH - 2)
        text: RichText | str = line.text[label.length :]
        if line.rich is not None:
            text = _without_label(line.rich, label.length)
        self._stack.append(_Open(label, line, text))

    def _stay(self, line: Line) -> None:
        """Keep text without a label in the item above it, or where its reader knows it stands."""
        if line.depth is not None:
            self._nesting.close_to(line.depth)
            self._close_to(line.depth)
        self._nesting.follow()

    def _place_table(self, table: Table, line: Line) -> None:
        """Place a table; deadlines in one that hangs on no directive have no duty to stand in."""
        if self.namer is None:
            self._place(table)
            return
        of_duties = with_duties(table, self.reference, self.namer)
        if of_duties is not None:
            self._place(of_duties)
            return
        if not self._stack:
            self.unsettled += [
                Finding(
                    code="READ-007",
                    message=f"{deadline.phrase!r} nằm trong bảng không thuộc nội dung chỉ đạo nào "
                    "nên không vào danh sách nhiệm vụ: đặt bảng dưới một nội dung chỉ đạo",
                    english=f"{deadline.phrase!r} stands in a table outside any directive and is "
                    "in no list of duties; give the table a directive above it",
                    place=line.place,
                    severity=Severity.WARNING,
                )
                for text in texts_of(table)
                for deadline in deadlines_in(text, self.reference)
                if deadline.kind in _TIMES
            ]
        self._place(table)

    def _place_paragraph(self, line: Line, *, quoted: bool) -> None:
        """Place a line without a label: a directive if it sets somebody a time of its own."""
        self._stay(line)
        if self._stack:
            self._stack[-1].children.append(Paragraph(text=line.value))
            if not quoted:
                self._stack[-1].tails.append(line.text)
        elif (
            quoted
            or self.namer is None
            or not (_sets_time(line.text, self.reference) or _tells_when(line.text, self.reference))
        ):
            self._tell_where(line.text)
            self._items.append(Paragraph(text=line.value))
        else:
            self._items.append(self._directive(_Open(None, line, line.value)))

    def _tell_where(self, text: str) -> None:
        """Give the event right above its place, if that is what a line tells (Mẫu 1.7)."""
        found = _WHERE.fullmatch(text)
        above = self._items[-1] if self._items else None
        if found is None or not isinstance(above, Directive) or not above.events:
            return
        *earlier, event = above.events
        if event.place is None:
            event = evolve(event, place=found["place"].rstrip(" .;"))
            self._items[-1] = evolve(above, events=(*earlier, event))

    def _place(self, item: BodyItem) -> None:
        """Put an item without a label under the directive above it."""
        (self._stack[-1].children if self._stack else self._items).append(item)

    def _close_to(self, depth: int) -> None:
        """Close open directives until so many are left."""
        while len(self._stack) > depth:
            done = self._directive(self._stack.pop())
            self._place(done)

    def _directive(self, opened: _Open) -> Directive:
        label = opened.label.text if opened.label else ""
        if self.namer is None:
            return Directive(label=label, text=opened.text, children=tuple(opened.children))
        text = str(opened.text)
        tails = opened.tails
        cells = [
            text
            for child in opened.children
            if isinstance(child, Table) and not child.duties
            for text in texts_of(child)
        ]
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
                message=f"không xác định được ngày của {deadline.phrase!r}: cần một ngày có thật, "
                "có năm ở đây hoặc trong ngày ban hành",
                english=f"no day could be settled for {deadline.phrase!r}: expected a day of the "
                "calendar, with its year here or in the document's date",
                place=opened.line.place,
                severity=Severity.WARNING,
            )
            for deadline in deadlines
            if deadline.kind is DeadlineKind.UNRESOLVED
        ]
        key, assignments, deadlines = self.namer.named(
            None, [text, *tails], _once(assignments), _once(deadlines)
        )
        return Directive(
            label=label,
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


def _tells_when(text: str, reference: Reference | None) -> bool:
    """Whether a paragraph without a label says when something begins: *Thời gian: …* (Mẫu 1.7)."""
    return _WHEN.match(text) is not None and any(
        event.at is not None for event in events_in(text, reference)
    )


_WHEN = re.compile(r"Thời gian(?:\s+[^\W\d]+){0,3}\s*:")
_WHERE = re.compile(r"Địa điểm(?:\s+[^\W\d]+){0,3}\s*:\s*(?P<place>\S.{0,300})")
_TIMES = (DeadlineKind.DATED, DeadlineKind.RECURRING, DeadlineKind.UNRESOLVED)


def _end_of_quotation(lines: Sequence[Line], at: int) -> int:
    """Return the index behind the last line of a quotation over several; `at` where it is none."""
    opened = 0
    for index in range(at, min(len(lines), at + _LONGEST_QUOTATION)):
        text = lines[index].text
        opened += text.count("“") - text.count("”")
        if opened <= 0:
            return index + 1 if index > at else at
    return at


_LONGEST_QUOTATION = 60  # lines


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
        if line.table is not None:
            break
        if not _CLOSING.match(line.text):
            break
        count += 1
    return count
