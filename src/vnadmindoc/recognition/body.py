"""The body of a document: sections, directives, points, and what hangs on them.

Promised: every line of the body is in the tree that comes out, in order. A line without a label
belongs to what stands above it, and labels inside a quotation are words of what is quoted.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from attrs import Factory, define, evolve

from vnadmindoc.dates import Reference, deadlines_in, events_in
from vnadmindoc.duties import assignments_in, duties_of
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
from vnadmindoc.vocabulary import AssignmentRole, DeadlineKind

# What closes a document: it speaks of the document itself, or to all.
_CLOSING = re.compile(
    r"Trên đây là |(?:Kính )?[Đđ]ề nghị |Yêu cầu |Giao |Phân công |Nhận được |Trân trọng|Rất mong"
    r"|Thừa lệnh |Thừa ủy quyền |Mọi vướng mắc|Trong quá trình |Nếu có (?:khó khăn|vướng mắc)"
    r"|(?:Thông báo|Kế hoạch|Công văn|Công điện|Chỉ thị|Kết luận) này "
    r"|[^.:;]{3,400}?\s(?:thông báo|thực hiện|triển khai|thi hành)(?:\s[^.:;]{0,60}?)?"
    r"\s(?:Thông báo|Kế hoạch|Công văn|Công điện|Chỉ thị|Kết luận|Quyết định)(?: kết luận)?"
    r" này(?:\W|$)"
    r"|[^.:;]{3,80}?\sthông báo (?:để|đến|tới) [^.;:]{3,160}\sbiết\W"
)
_HEADING_LENGTH = 100  # characters

_DASHES = ("-", "–", "+", "•", "*")
_ATTENDANCE = re.compile(
    r"[^.;:]{0,40}\b(?:[Tt]hành phần|[Kk]hách mời|[Đđ]ại biểu)\b[^.;:]{0,60}:?\s*$"
)

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
        elif self._attends(label, line):
            self._place_paragraph(line, quoted=False)
        else:
            self._begin_directive(label, line)

    def _attends(self, label: Label, line: Line) -> bool:
        """Whether a dash stands before somebody who attends: a name in a list directs nothing."""
        if label.text.strip() not in _DASHES or line.depth is not None:
            return False
        listed = any(_ATTENDANCE.match(str(each.text)) for each in self._stack)
        text = line.text[label.length :]
        return listed and not assignments_in(text) and not deadlines_in(text, self.reference)

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
            return
        said = None if quoted or self.namer is None else _said(line, self.reference)
        if said is None:
            self._tell_where(line.text)
            self._items.append(Paragraph(text=line.value))
        else:
            self._items.append(self._built(_Open(None, line, line.value), said))

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
        text = str(opened.text)
        tails = opened.tails
        if self.namer is None or len(text) + sum(map(len, tails)) > _ANNOTATED:
            return self._built(opened, _Said())
        reference = self.reference
        deadlines = deadlines_in(text, reference)
        events = events_in(text, reference)
        for tail in tails:
            deadlines += deadlines_in(tail, reference)
            events += events_in(tail, reference)
        for child in opened.children:
            if isinstance(child, Table) and not child.duties:
                for cell in texts_of(child):
                    deadlines += deadlines_in(cell, reference)
        above = [str(each.text) for each in self._stack]
        assignments = duties_of(text, tails, above, leads=bool(opened.children))
        return self._built(opened, _Said(assignments, deadlines, events))

    def _built(self, opened: _Open, said: "_Said") -> Directive:
        for deadline in said.deadlines:
            if deadline.kind is DeadlineKind.UNRESOLVED:
                self.unsettled.append(_not_settled(deadline, opened.line))
        key, assignments, deadlines = (
            (None, (), ())
            if self.namer is None
            else self.namer.named(
                None,
                [str(opened.text), *opened.tails],
                _once(said.assignments),
                _once(said.deadlines),
            )
        )
        return Directive(
            label=opened.label.text if opened.label else "",
            text=opened.text,
            key=key,
            assignments=assignments,
            deadlines=deadlines,
            events=_once(said.events),
            children=tuple(opened.children),
        )


class _Said(NamedTuple):
    """What a text says of who, by when and on which day, in reading order."""

    assignments: tuple[Assignment, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    events: tuple[Event, ...] = ()


def _not_settled(deadline: Deadline, line: Line) -> Finding:
    return Finding(
        code="READ-004",
        message=f"không xác định được ngày của {deadline.phrase!r}: cần một ngày có thật, "
        "có năm ở đây hoặc trong ngày ban hành",
        english=f"no day could be settled for {deadline.phrase!r}: expected a day of the "
        "calendar, with its year here or in the document's date",
        place=line.place,
        severity=Severity.WARNING,
    )


def _once(values: tuple[_T, ...]) -> tuple[_T, ...]:
    """Return the values without repetitions, in order."""
    return values if len(values) < 2 else tuple(dict.fromkeys(values))


def _said(line: Line, reference: Reference | None) -> _Said | None:
    """Return what a paragraph without a label says, None where it sets nobody a task or a time."""
    text = line.text
    if len(text) > _ANNOTATED:
        return None
    deadlines = deadlines_in(text, reference)
    events: tuple[Event, ...] | None = None
    sets_time = any(_is_set(deadline, text) for deadline in deadlines)
    if not sets_time and _WHEN.match(text) is not None:
        # "Thời gian: …" says when something begins (Mẫu 1.7).
        events = events_in(text, reference)
        sets_time = any(event.at is not None for event in events)
    assignments = None if sets_time else assignments_in(text)
    if assignments is not None and not _gives_duty(text, assignments):
        return None
    return _Said(
        assignments_in(text) if assignments is None else assignments,
        deadlines,
        events_in(text, reference) if events is None else events,
    )


def _is_set(deadline: Deadline, text: str) -> bool:
    """Whether a deadline of a paragraph names a day, not merely a condition."""
    return deadline.kind in _TIMES or (
        deadline.offset is not None and _CLOSING.match(text) is not None
    )


def _gives_duty(text: str, assignments: Sequence[Assignment]) -> bool:
    """Whether a paragraph gives somebody a duty, and not all a general demand."""
    if text.rstrip().endswith(":"):
        return False
    roles = {each.role for each in assignments} & _DUTIES
    return bool(roles) and not (roles == {AssignmentRole.PARTNER} and _TO_ALL.search(text))


_TO_ALL = re.compile(r"phối hợp(?: tổ chức| triển khai)? thực hiện[^.;:,]{0,60}[.]?$")


_DUTIES = frozenset(AssignmentRole) - {
    AssignmentRole.EXECUTES,
    AssignmentRole.REQUESTED,
    AssignmentRole.ASSIGNED,
}
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
        if not _CLOSING.match(line.text) or label_of(line.text) is not None:
            break
        count += 1
    above = lines[len(lines) - 1 - count] if count < len(lines) else None
    if count and above is not None and _is_heading(above):
        count -= 1
    return count


def _is_heading(line: Line) -> bool:
    """Whether a labelled line is a heading that what follows it belongs to: *3. Chế độ báo cáo*."""
    label = label_of(line.text) if line.table is None else None
    if label is None:
        return False
    text = line.text[label.length :].rstrip()
    return text.endswith(":") or (len(text) <= _HEADING_LENGTH and text[-1:] not in (".", ";"))
