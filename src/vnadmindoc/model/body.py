"""What is to be done, and by whom (*nội dung*): sections, directives, paragraphs, tables."""

import re
from collections.abc import Iterable, Iterator

from attrs import field, frozen

from vnadmindoc.model.due import Deadline, Event
from vnadmindoc.richtext import RichText, check_rich, rich
from vnadmindoc.validation import Problems, items, line, member, optional_line
from vnadmindoc.vocabulary import AssignmentRole, SectionLevel

MAX_DEPTH = 8
"""The deepest nesting of directives; real notices use three (``1.``, ``-``, ``+``)."""


# Converters, one for each type, so that a signature says what it takes. A string that is no
# member is left as it is: the checks name its place.


def _role(value: AssignmentRole | str) -> AssignmentRole:
    return member(AssignmentRole, value)


def _assignments(values: "Iterable[Assignment]") -> "tuple[Assignment, ...]":
    return items(values)


def _deadlines(values: "Iterable[Deadline]") -> "tuple[Deadline, ...]":
    return items(values)


def _events(values: "Iterable[Event]") -> "tuple[Event, ...]":
    return items(values)


def body_items(values: "Iterable[BodyItem]") -> "tuple[BodyItem, ...]":
    """Take what a body holds."""
    return items(values)


def section_items(values: "Iterable[Section]") -> "tuple[Section, ...]":
    """Take the parts of a body that have headings."""
    return items(values)


def _directives_in(values: "Iterable[Directive]") -> "tuple[Directive, ...]":
    return items(values)


def _cells(
    rows: Iterable[Iterable[RichText | str | None]],
) -> tuple[tuple[RichText | None, ...], ...]:
    taken = items(rows)
    if not isinstance(taken, tuple) or not all(isinstance(items(row), tuple) for row in taken):
        return taken  # type: ignore[return-value]  # wrong already: the checks name its place
    return tuple([tuple([rich(cell) if cell else None for cell in row]) for row in taken])


@frozen(kw_only=True)
class Assignment:
    """Who does what in a duty (*nhiệm vụ được giao*).

    Attributes:
        party: The party as written in the directive.
        role: What it does there.
        note: A part of the duty, as written: ``"chỉ đạo chung"``.
        key: Names the assignment within its directive, through every later issue.
        name: The full name of the party where the directive writes a shorter one:
            ``"Trung tâm Công nghệ thông tin và Truyền thông"`` for ``"TT CNTT&TT"``.
        inherited: Whether the party is named by a directive or heading above, not by this one.
    """

    party: str = field(converter=line)
    role: AssignmentRole = field(converter=_role)
    note: str | None = field(default=None, converter=optional_line)
    key: str | None = field(default=None, converter=optional_line)
    name: str | None = field(default=None, converter=optional_line)
    inherited: bool = False

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.text("party", self.party, required=True)
        problems.one_of("role", self.role, AssignmentRole)
        problems.text("note", self.note)
        problems.text("key", self.key)
        problems.text("name", self.name)
        problems.one_of("inherited", self.inherited, bool)
        problems.settle()


@frozen(kw_only=True)
class Paragraph:
    """A paragraph of the body without a number (*đoạn văn*)."""

    text: RichText = field(converter=rich)

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        check_rich(problems, "text", self.text)
        problems.settle()


@frozen(kw_only=True)
class Table:
    """A table of the body (*bảng*).

    Attributes:
        rows: The rows, each of the same number of cells; a cell is text or None where empty.
        header_rows: How many rows at the top are headings, repeated on every page.
        duties: What its rows give somebody to do; every text of a duty is that of a cell, so the
            page shows the rows alone.
    """

    rows: tuple[tuple[RichText | None, ...], ...] = field(converter=_cells)
    header_rows: int = 1
    duties: "tuple[Directive, ...]" = field(default=(), converter=_directives_in)

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        if problems.all_of("duties", self.duties, Directive) and self.duties:
            cells = {str(cell) for row in self.rows for cell in row if cell is not None}
            problems += [
                f"{text!r} stands in no cell of the table @ duties[{index}]"
                for index, duty in enumerate(self.duties)
                for text in texts_of(duty)
                if text not in cells
            ]
        if problems.all_of("rows", self.rows, tuple):
            if not self.rows or not self.rows[0]:
                problems.append("a table needs a row and a column @ rows")
            for index, row in enumerate(self.rows):
                problems.all_of(f"rows[{index}]", row, (RichText, type(None)))
                if len(row) != len(self.rows[0]):
                    problems.append(
                        f"{len(row)} cells, the first row has {len(self.rows[0])} @ rows[{index}]"
                    )
            # A table without rows has one problem, not two: one heading row is usual.
            problems.number("header_rows", self.header_rows, 0, max(len(self.rows), 1))
        problems.settle()


@frozen(kw_only=True)
class Directive:
    """One thing to be done, and what hangs on it (*nội dung chỉ đạo*).

    Attributes:
        text: What is to be done.
        label: The label as printed, ``"1."``, ``"a)"``, ``"-"``, ``"+"``; empty without one.
            What is issued never renumbers itself, so the label is text.
        assignments: Who does what; every party's words stand in this directive, those of an
            inherited one above it.
        deadlines: By when; every phrase stands in this directive.
        events: Days to attend or observe that the directive names.
        children: Points, further paragraphs and tables below it, in order.
        key: Names the duty through every later issue of the notice.
    """

    text: RichText = field(converter=rich)
    label: str = field(default="", converter=line)
    assignments: tuple[Assignment, ...] = field(default=(), converter=_assignments)
    deadlines: tuple[Deadline, ...] = field(default=(), converter=_deadlines)
    events: tuple[Event, ...] = field(default=(), converter=_events)
    children: "tuple[BodyItem, ...]" = field(default=(), converter=body_items)
    key: str | None = field(default=None, converter=optional_line)
    _depth: int = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        check_rich(problems, "text", self.text)
        problems.text("label", self.label)
        problems.text("key", self.key)
        depth = 1
        if problems.all_of("children", self.children, BODY_ITEMS) and self.children:
            below = [child._depth for child in self.children if isinstance(child, Directive)]
            depth += max(below, default=0)
            if depth > MAX_DEPTH:
                problems.append(f"nested deeper than {MAX_DEPTH} levels @ children")
        object.__setattr__(self, "_depth", depth)
        if self.assignments or self.deadlines or self.events:
            self._check_annotations(problems)
        problems.settle()

    def _check_annotations(self, problems: Problems) -> None:
        good = problems.all_of("assignments", self.assignments, Assignment)
        good &= problems.all_of("deadlines", self.deadlines, Deadline)
        good &= problems.all_of("events", self.events, Event)
        if not good or problems:
            return
        problems.keys("assignments", self.assignments)
        problems.keys("deadlines", self.deadlines)
        written = str(self.text)
        if self.children:
            written = " ".join(texts_of(self))
        for index, assignment in enumerate(self.assignments):
            if not assignment.inherited and assignment.party not in written:
                problems.append(_unquoted(assignment.party, f"assignments[{index}].party"))
        for index, deadline in enumerate(self.deadlines):
            if deadline.phrase not in written:
                problems.append(_unquoted(deadline.phrase, f"deadlines[{index}].phrase"))
        for index, event in enumerate(self.events):
            if event.phrase not in written:
                problems.append(_unquoted(event.phrase, f"events[{index}].phrase"))


def _unquoted(quote: str, path: str) -> str:
    return f"{quote!r} does not stand in the directive's text @ {path}"


BodyItem = Directive | Paragraph | Table
BODY_ITEMS = (Directive, Paragraph, Table)


def texts_of(item: BodyItem) -> Iterator[str]:
    """Yield the texts printed for a body item, in reading order, labels left out."""
    match item:
        case Paragraph():
            yield str(item.text)
        case Table():
            yield from (str(cell) for row in item.rows for cell in row if cell is not None)
        case Directive():
            yield str(item.text)
            for child in item.children:
                yield from texts_of(child)


@frozen(kw_only=True)
class Section:
    """A part of the body with a heading (*phần, chương, mục, tiểu mục*), Mục II.6.

    Sections of all levels stand one after the other in reading order; what a section belongs to is
    told by the labels alone, as on the page.

    Attributes:
        heading: The heading in the case it was written in; the page shows it in capitals. Empty
            only where a part, a chapter, a *mục* or a *tiểu mục* lacks its title.
        label: The label as printed: ``"II."``, or on a line of its own ``"Phần I"``,
            ``"Chương II"``, ``"Mục 1"``, ``"Tiểu mục 2"``.
        body: Paragraphs, directives and tables in order; may be empty.
    """

    heading: str = field(converter=line)
    label: str = field(default="", converter=line)
    body: tuple[BodyItem, ...] = field(default=(), converter=body_items)

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.text("label", self.label)
        bare = isinstance(self.label, str) and self.level is not SectionLevel.ROMAN
        problems.text("heading", self.heading, required=not bare)
        problems.all_of("body", self.body, BODY_ITEMS)
        problems.settle()

    @property
    def level(self) -> SectionLevel:
        """What the label says it is; `SectionLevel.ROMAN` for every label without a word."""
        return section_level(self.label)


def section_level(label: str) -> SectionLevel:
    """Return the level that a label says: ``"Chương II"`` is a chapter, ``"II."`` a Roman *mục*."""
    found = _LEVEL.fullmatch(label)
    return SectionLevel(found["word"].capitalize()) if found else SectionLevel.ROMAN


_LEVEL = re.compile(
    r"(?P<word>(?i:Phần|Chương|Mục|Tiểu mục))"
    r" (?:[IVXLCDM]+|[A-ZĐ]|\d{1,3}[a-zđ]?"
    r"|(?i:thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)))[.:]?"
)
