"""The values a notice is made of: frozen, keyword-only, checked when they are built.

Promised: a value that exists is well formed; what is wrong with one is told in a single
`InvalidNoticeError`, every problem with its path. Text is NFC, without invisible characters, with
single spaces. An annotation (who, by when) always quotes words that stand in its directive, so
whatever prints the directive prints its deadline.
Refused here: reading, printing, the rules of the Decree, any file format.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta, timezone

from attrs import field, frozen

from vnadmindoc.richtext import RichText, check_rich, rich
from vnadmindoc.validation import (
    YEARS,
    Problems,
    items,
    line,
    lines,
    member,
    optional_line,
    optional_lines,
    texts,
)
from vnadmindoc.vocabulary import (
    AssignmentRole,
    Bound,
    CopyKind,
    DeadlineKind,
    DocumentKind,
    Doubt,
    Frequency,
    Medium,
    Precision,
    Reckoning,
    Secrecy,
    SectionLevel,
    SigningAuthority,
    Unit,
    Urgency,
    Weekday,
)

MAX_DEPTH = 8
"""The deepest nesting of directives; real notices use three (``1.``, ``-``, ``+``)."""
MAX_REVISION = 9_999
"""The most times a notice can be issued again."""


# Converters, one for each type, so that a signature says what it takes. A string that is no
# member is left as it is: the checks name its place.


def _symbol(value: str) -> str:
    return line(value).lstrip("/ ") if isinstance(value, str) else value


def _role(value: AssignmentRole | str) -> AssignmentRole:
    return member(AssignmentRole, value)


def _deadline_kind(value: DeadlineKind | str) -> DeadlineKind:
    return member(DeadlineKind, value)


def _bound(value: Bound | str | None) -> Bound | None:
    return None if value is None else member(Bound, value)


def _precision(value: Precision | str | None) -> Precision | None:
    return None if value is None else member(Precision, value)


def _unit(value: Unit | str) -> Unit:
    return member(Unit, value)


def _frequency(value: Frequency | str) -> Frequency:
    return member(Frequency, value)


def _weekday(value: Weekday | str | None) -> Weekday | None:
    return None if value is None else member(Weekday, value)


def _doubt(value: Doubt | str | None) -> Doubt | None:
    return None if value is None else member(Doubt, value)


def _reckonings(values: "Iterable[Reckoning | str]") -> tuple[Reckoning, ...]:
    taken = items(values)
    if not isinstance(taken, tuple):
        return taken
    return tuple([member(Reckoning, value) for value in taken])


def _authority(value: SigningAuthority | str) -> SigningAuthority:
    return member(SigningAuthority, value)


def _kind(value: DocumentKind | str) -> DocumentKind:
    return member(DocumentKind, value)


def _urgency(value: Urgency | str | None) -> Urgency | None:
    return None if value is None else member(Urgency, value)


def _secrecy(value: Secrecy | str | None) -> Secrecy | None:
    return None if value is None else member(Secrecy, value)


def _some_kind(value: DocumentKind | str | None) -> DocumentKind | None:
    return None if value is None else member(DocumentKind, value)


def _medium(value: Medium | str) -> Medium:
    return member(Medium, value)


def _copy_kind(value: CopyKind | str) -> CopyKind:
    return member(CopyKind, value)


_VIETNAM = timezone(timedelta(hours=7))


def _moment(value: datetime | None) -> datetime | None:
    """Take a moment to the second, as a Vietnamese clock shows it."""
    if not isinstance(value, datetime):
        return value
    if value.tzinfo is not None:
        value = value.astimezone(_VIETNAM).replace(tzinfo=None)
    return value.replace(microsecond=0)


def _assignments(values: "Iterable[Assignment]") -> "tuple[Assignment, ...]":
    return items(values)


def _deadlines(values: "Iterable[Deadline]") -> "tuple[Deadline, ...]":
    return items(values)


def _events(values: "Iterable[Event]") -> "tuple[Event, ...]":
    return items(values)


def _body(values: "Iterable[BodyItem]") -> "tuple[BodyItem, ...]":
    return items(values)


def _directives_in(values: "Iterable[Directive]") -> "tuple[Directive, ...]":
    return items(values)


def _sections(values: "Iterable[Section]") -> "tuple[Section, ...]":
    return items(values)


def _annexes(values: "Iterable[Annex]") -> "tuple[Annex, ...]":
    return items(values)


def _authorities(values: "Iterable[Authority]") -> "tuple[Authority, ...]":
    return items(values)


def _letterheads(values: "Iterable[Letterhead]") -> "tuple[Letterhead, ...]":
    return items(values)


def _signatures(values: "Iterable[Signature]") -> "tuple[Signature, ...]":
    return items(values)


def _cells(
    rows: Iterable[Iterable[RichText | str | None]],
) -> tuple[tuple[RichText | None, ...], ...]:
    taken = items(rows)
    if not isinstance(taken, tuple) or not all(isinstance(items(row), tuple) for row in taken):
        return taken  # type: ignore[return-value]  # wrong already: the checks name its place
    return tuple([tuple([rich(cell) if cell else None for cell in row]) for row in taken])


@frozen(kw_only=True)
class Letterhead:
    """Who issues the document (*tên cơ quan ban hành*), Mục II.2.

    Attributes:
        agency: The issuing body, its full name; a line break forces a line.
        parent: The body directly above it (*cơ quan chủ quản*), if it is printed.
    """

    agency: str = field(converter=lines)
    parent: str | None = field(default=None, converter=optional_lines)

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.text("agency", self.agency, required=True)
        problems.text("parent", self.parent)
        problems.settle()


@frozen(kw_only=True)
class DocumentNumber:
    """The number and symbol of a document (*số, ký hiệu*), Mục II.3.

    Attributes:
        symbol: What follows the slash, e.g. ``"TB-STTTT"``; no slash in front.
        number: The number in the year's series, from 1; None while it is a draft.
    """

    symbol: str = field(converter=_symbol)
    number: int | None = None

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.text("symbol", self.symbol, required=True)
        if self.number is not None:
            problems.number("number", self.number, 1, 9_999_999)
        problems.settle()


@frozen(kw_only=True)
class Dateline:
    """Where and when a document is issued (*địa danh và thời gian ban hành*), Mục II.4.

    Attributes:
        place: The place, e.g. ``"Nghệ An"``; None when a draft leaves it out.
        day: Day of the month, None while blank; a day needs a month, a month a year.
        month: Month 1-12, None while blank.
        year: Year 1900-2100, None while blank.
    """

    place: str | None = field(default=None, converter=optional_line)
    day: int | None = None
    month: int | None = None
    year: int | None = None

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.text("place", self.place)
        good = True
        if self.year is not None:
            good &= problems.number("year", self.year, YEARS.start, YEARS.stop - 1)
        if self.month is not None:
            good &= problems.number("month", self.month, 1, 12)
            if self.year is None:
                problems.append("a month needs a year @ month")
        if self.day is not None:
            good &= problems.number("day", self.day, 1, 31)
            if self.month is None:
                problems.append("a day needs a month @ day")
        if good and self.day and self.month and self.year:
            try:
                date(self.year, self.month, self.day)
            except ValueError:
                problems.append(f"{self.day}/{self.month}/{self.year} is no day @ day")
        if self.place is None and self.year is None:
            problems.append("expected a place or a year @ place")
        problems.settle()

    @property
    def date(self) -> date | None:
        """The day of issue, or None while any part of it is blank."""
        if self.day is None or self.month is None or self.year is None:
            return None
        return date(self.year, self.month, self.day)


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
class Offset:
    """A term counted from an event (*thời hạn tính từ một sự kiện*): *trong 05 ngày làm việc*.

    Attributes:
        amount: How many units, from 1.
        unit: In what it is counted.
        anchor: The event it is counted from, as written: ``"ngày ký ban hành Thông báo này"``.
        backwards: Whether it is counted back: *chậm nhất 03 ngày trước ngày khai mạc*.
        anchor_day: The day of the event, None while nobody knows it.
    """

    amount: int
    unit: Unit = field(converter=_unit)
    anchor: str = field(converter=line)
    backwards: bool = False
    anchor_day: date | None = None

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.number("amount", self.amount, 1, 9_999)
        problems.one_of("unit", self.unit, Unit)
        problems.text("anchor", self.anchor, required=True)
        problems.one_of("backwards", self.backwards, bool)
        if self.anchor_day is not None:
            problems.day("anchor_day", self.anchor_day)
        problems.settle()


@frozen(kw_only=True)
class Recurrence:
    """How a duty comes round (*thời hạn định kỳ*): on which days it is due, each time.

    The days are the last ones on time: *trước ngày 25 hằng tháng* has the `month_day` 24, *trước
    ngày 01 hằng tháng* the last of the month, -1. Without a day the duty is due by the end of each
    period.

    Attributes:
        frequency: Week, month, quarter, half-year or year.
        interval: Every how many of them, from 1.
        weekday: The day of the week, only weekly.
        month_day: The day of the month, 1-31, or -1, the last; a month without it has its last.
        month: The month, 1-12, only yearly; in a quarter its month 1-3, in a half-year 1-6.
        at: The hour by which it is due, in Vietnam; None is the end of the day.
        since: The first day of the first period, where the words say from when.
        until: The last day on which it may fall, where the words say how long.
        count: How many times, where the words say so.
    """

    frequency: Frequency = field(converter=_frequency)
    interval: int = 1
    weekday: Weekday | None = field(default=None, converter=_weekday)
    month_day: int | None = None
    month: int | None = None
    at: time | None = None
    since: date | None = None
    until: date | None = None
    count: int | None = None

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        if problems.one_of("frequency", self.frequency, Frequency):
            self._check_day(problems)
        problems.number("interval", self.interval, 1, 99)
        _check_hour(problems, self.at)
        for name in ("since", "until"):
            value = getattr(self, name)
            if value is not None:
                problems.day(name, value)
        if self.count is not None:
            problems.number("count", self.count, 1, 9_999)
            if self.until is not None:
                problems.append("either a last day or a number of times @ count")
        problems.settle()

    def _check_day(self, problems: Problems) -> None:
        if self.weekday is not None:
            problems.one_of("weekday", self.weekday, Weekday)
            if self.frequency is not Frequency.WEEKLY:
                problems.append("a day of the week comes round weekly @ weekday")
        if self.month_day is not None:
            if self.month_day != -1:
                problems.number("month_day", self.month_day, 1, 31)
            if self.frequency in (Frequency.DAILY, Frequency.WEEKLY):
                problems.append("a day of the month does not come round weekly @ month_day")
        if self.month is not None:
            most = _MONTHS_IN.get(self.frequency)
            if most is None:
                problems.append("a month comes round yearly, half-yearly or quarterly @ month")
            else:
                problems.number("month", self.month, 1, most)
            if self.month_day is None:
                problems.append("a month needs its day @ month_day")


_MONTHS_IN = {Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6, Frequency.YEARLY: 12}


def _check_hour(problems: Problems, at: object) -> None:
    if at is not None and (not isinstance(at, time) or at.tzinfo is not None):
        problems.append("expected an hour without a time zone @ at")


@frozen(kw_only=True)
class Deadline:
    """When a duty falls due (*thời hạn hoàn thành*).

    Attributes:
        phrase: The words of the directive, e.g. ``"trước ngày 30/11/2025"``.
        kind: What the words fix.
        bound: How the stated day bounds the time; only with `stated`.
        stated: The day the words name; for a month, a quarter or a year its last day.
        due: The last day that is still on time, in Vietnam; set exactly for dated deadlines.
        at: The hour of `due` by which it is due, in Vietnam; None is the end of the day.
        key: Names the deadline within its directive, through every later issue.
        precision: How finely the words fix the time; None where they fix none.
        start: The first day of the time allowed, where the words give one: *từ ngày … đến ngày …*,
            *trong tháng 10*.
        offset: The term, for one counted from an event.
        event: The event it waits for, as written: ``"kết quả thẩm định giá"``.
        target: Where in the document the time is told: ``"khoản 1 Công văn này"``.
        recurrence: On which days it is due, each time it comes round; only with recurring ones.
        reference: The day that incomplete words were read against; None where they say all.
        reckoning: The steps by which `due` was settled that the words alone do not say.
        doubt: Why no day was settled; with a dated deadline, why to look at it again.
        sequence: Grows with every issue that moves it; the SEQUENCE of its calendar entry.
    """

    phrase: str = field(converter=line)
    kind: DeadlineKind = field(default=DeadlineKind.DATED, converter=_deadline_kind)
    bound: Bound | None = field(default=None, converter=_bound)
    stated: date | None = None
    due: date | None = None
    at: time | None = None
    key: str | None = field(default=None, converter=optional_line)
    precision: Precision | None = field(converter=_precision)
    start: date | None = None
    offset: Offset | None = None
    event: str | None = field(default=None, converter=optional_line)
    target: str | None = field(default=None, converter=optional_line)
    recurrence: Recurrence | None = None
    reference: date | None = None
    reckoning: tuple[Reckoning, ...] = field(default=(), converter=_reckonings)
    doubt: Doubt | None = field(default=None, converter=_doubt)
    sequence: int = 0

    @precision.default
    def _usual_precision(self) -> Precision | None:
        if self.at is not None:
            return Precision.HOUR
        return None if self.due is None else Precision.DAY

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.text("phrase", self.phrase, required=True)
        problems.one_of("kind", self.kind, DeadlineKind)
        problems.number("sequence", self.sequence, 0, MAX_REVISION)
        if self.bound is not None:
            problems.one_of("bound", self.bound, Bound)
        for name in ("stated", "due", "start", "reference"):
            value = getattr(self, name)
            if value is not None:
                problems.day(name, value)
        self._check_details(problems)
        if (self.due is None) == (self.kind is DeadlineKind.DATED):
            problems.append("a dated deadline has a last day, any other has none @ due")
        if (self.bound is None) != (self.stated is None):
            problems.append("a stated day and its bound come together @ bound")
        _check_hour(problems, self.at)
        if self.at is not None and self.due is None:
            problems.append("an hour needs a last day @ at")
        problems.text("key", self.key)
        problems.settle()

    def _check_details(self, problems: Problems) -> None:
        """Check what most deadlines have none of."""
        if self.precision is not None:
            problems.one_of("precision", self.precision, Precision)
        problems.text("event", self.event)
        problems.text("target", self.target)
        if self.offset is not None:
            problems.one_of("offset", self.offset, Offset)
        if self.recurrence is not None:
            problems.one_of("recurrence", self.recurrence, Recurrence)
            if self.kind is not DeadlineKind.RECURRING:
                problems.append("only a recurring deadline comes round @ recurrence")
        problems.all_of("reckoning", self.reckoning, Reckoning)
        if self.doubt is not None:
            problems.one_of("doubt", self.doubt, Doubt)


@frozen(kw_only=True)
class Event:
    """A day to attend or observe, no deadline (*sự kiện*): an anniversary, a meeting.

    Attributes:
        phrase: The words of the directive.
        day: The day, None where the words leave it open.
        at: The hour it begins, in Vietnam.
        place: Where it is held, as written.
        until: Its last day, where it takes more than one.
        recurrence: How it comes round: *ngày 15 hằng tháng*.
        sequence: Grows with every issue of an invitation that moves its meeting; the SEQUENCE of
            its calendar entry.
    """

    phrase: str = field(converter=line)
    day: date | None = None
    at: time | None = None
    place: str | None = field(default=None, converter=optional_line)
    until: date | None = None
    recurrence: Recurrence | None = None
    sequence: int = 0

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.text("phrase", self.phrase, required=True)
        problems.number("sequence", self.sequence, 0, MAX_REVISION)
        for name in ("day", "until"):
            value = getattr(self, name)
            if value is not None:
                problems.day(name, value)
        _check_hour(problems, self.at)
        problems.text("place", self.place)
        if self.recurrence is not None:
            problems.one_of("recurrence", self.recurrence, Recurrence)
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
    children: "tuple[BodyItem, ...]" = field(default=(), converter=_body)
    key: str | None = field(default=None, converter=optional_line)
    _depth: int = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        check_rich(problems, "text", self.text)
        problems.text("label", self.label)
        problems.text("key", self.key)
        depth = 1
        if problems.all_of("children", self.children, _BODY_ITEMS) and self.children:
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
_BODY_ITEMS = (Directive, Paragraph, Table)


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
    body: tuple[BodyItem, ...] = field(default=(), converter=_body)

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.text("label", self.label)
        bare = isinstance(self.label, str) and self.level is not SectionLevel.ROMAN
        problems.text("heading", self.heading, required=not bare)
        problems.all_of("body", self.body, _BODY_ITEMS)
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


@frozen(kw_only=True)
class Meeting:
    """The meeting whose conclusions the notice gives (*hội nghị, cuộc họp*).

    Attributes:
        name: Its name as written.
        day: The day it was held.
        chair: Who presided, as written (*chủ trì*).
    """

    name: str | None = field(default=None, converter=optional_line)
    day: date | None = None
    chair: str | None = field(default=None, converter=optional_line)

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.text("name", self.name)
        problems.text("chair", self.chair)
        if self.day is not None:
            problems.day("day", self.day)
        problems.settle()


@frozen(kw_only=True)
class Authority:
    """A line that says in whose stead a person signs (*quyền hạn*): ``TL. GIÁM ĐỐC``.

    Attributes:
        prefix: The abbreviation, without its stop.
        title: The title, or the body, signed for.
    """

    prefix: SigningAuthority = field(converter=_authority)
    title: str = field(converter=line)

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.one_of("prefix", self.prefix, SigningAuthority)
        problems.text("title", self.title, required=True)
        problems.settle()


@frozen(kw_only=True)
class Signature:
    """Who signs (*quyền hạn, chức vụ, họ tên người ký*), Mục II.7.

    Attributes:
        authority: The lines of authority, top to bottom; empty when the head signs.
        title: The signer's own office; a line break forces a line. None after a lone ``Q.`` line.
        name: The signer's name; None in a draft.
    """

    authority: tuple[Authority, ...] = field(default=(), converter=_authorities)
    title: str | None = field(default=None, converter=optional_lines)
    name: str | None = field(default=None, converter=optional_line)

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.all_of("authority", self.authority, Authority)
        problems.text("title", self.title)
        problems.text("name", self.name)
        if not (self.authority or self.title or self.name):
            problems.append("expected a line of authority, a title or a name @ title")
        problems.settle()


@frozen(kw_only=True)
class Annex:
    """What is attached to the document (*phụ lục, văn bản kèm theo*), Mục III.1.

    With a `kind` it is a document issued with this one: a statute that a decision puts into force
    has a head of its own, without number and date (the forms after Mẫu 1.3).

    Attributes:
        title: Its title; the page shows it in capitals, with a `kind` as a subject (*trích yếu*).
        kind: The type of a document issued with this one; None for an annex.
        label: The label as printed where it is not the Decree's own, e.g. ``"Phụ lục số 02"``.
        reference: The line that says to which document it belongs, as printed; None: made from
            this document's own number, date and issuing body.
        body: Paragraphs, directives and tables in order, before the first section.
        sections: The parts with headings.
        landscape: Whether its pages lie on their side; they must hold a table then.
        signed_at: When the issuing body signed it, in Vietnam, to the second; set exactly where it
            is an electronic file of its own, whose first page tells it (Mục III.1.d).
    """

    title: str = field(converter=line)
    kind: DocumentKind | None = field(default=None, converter=_some_kind)
    label: str | None = field(default=None, converter=optional_line)
    reference: str | None = field(default=None, converter=optional_line)
    body: tuple[BodyItem, ...] = field(default=(), converter=_body)
    sections: tuple[Section, ...] = field(default=(), converter=_sections)
    landscape: bool = False
    signed_at: datetime | None = field(default=None, converter=_moment)

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.text("title", self.title, required=True)
        problems.one_of("kind", self.kind, (DocumentKind, type(None)))
        problems.text("label", self.label)
        if self.kind is not None and self.label is not None:
            problems.append("a document issued with another has no label of an annex @ label")
        problems.text("reference", self.reference)
        problems.one_of("landscape", self.landscape, bool)
        problems.moment("signed_at", self.signed_at)
        good = problems.all_of("body", self.body, _BODY_ITEMS)
        good &= problems.all_of("sections", self.sections, Section)
        if good and self.landscape is True and not any(map(_is_table, self._items())):
            problems.append("only an annex with a table may lie on its side (I.2) @ landscape")
        problems.settle()

    def _items(self) -> Iterator[BodyItem]:
        yield from self.body
        for section in self.sections:
            yield from section.body


def _is_table(item: BodyItem) -> bool:
    return isinstance(item, Table)


@frozen(kw_only=True)
class Copy:
    """What makes a copy of the document one (*bản sao*), Phụ lục I, Phần II.

    On paper it stands below the end of the document; of an electronic copy the first page shows
    kind, copying body and time alone.

    Attributes:
        letterhead: Who makes the copy.
        kind: The kind of copy.
        number: Its number and symbol, ``01/SY-UBND``.
        dateline: Place and day of the copy.
        signature: Who signs it.
        recipients: Who receives it, without dash and closing mark.
        medium: What it is made on.
        signed_at: When the copying body signed an electronic copy, in Vietnam, to the second.
    """

    letterhead: Letterhead
    kind: CopyKind = field(default=CopyKind.FULL, converter=_copy_kind)
    number: DocumentNumber | None = None
    dateline: Dateline | None = None
    signature: Signature | None = None
    recipients: tuple[str, ...] = field(default=(), converter=texts)
    medium: Medium = field(default=Medium.PAPER, converter=_medium)
    signed_at: datetime | None = field(default=None, converter=_moment)

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.one_of("letterhead", self.letterhead, Letterhead)
        problems.one_of("kind", self.kind, CopyKind)
        for name, kind in _COPY_PARTS.items():
            problems.one_of(name, getattr(self, name), (kind, type(None)))
        problems.texts("recipients", self.recipients)
        problems.one_of("medium", self.medium, Medium)
        problems.moment("signed_at", self.signed_at)
        if self.signed_at is not None and self.medium is Medium.PAPER:
            problems.append("only an electronic copy shows when it was signed @ signed_at")
        problems.settle()


_COPY_PARTS: dict[str, type] = {
    "number": DocumentNumber,
    "dateline": Dateline,
    "signature": Signature,
}


@frozen(kw_only=True)
class Notice:
    """An administrative document that says who must do what by when (*thông báo*).

    Attributes:
        kind: The type of document (*tên loại*).
        kind_line: The type as printed when it says more than the type's name, e.g.
            ``"THÔNG BÁO KẾT LUẬN"``.
        subject: What it is about (*trích yếu*); a line break forces a line. Empty when there is
            none.
        letterhead: Who issues it; None where a draft leaves it out.
        co_issuers: Who issues it together with that body, in order (*liên tịch*).
        number: Its number and symbol.
        dateline: Place and day of issue; a *biên bản* has none.
        urgency, secrecy, circulation: The marks (*độ khẩn, độ mật, phạm vi lưu hành*).
        salutation: The words before the addressees, without colon, where they are not *Kính gửi*:
            ``"CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện"``.
        addressees: To whom it is addressed (*kính gửi*).
        issuing_authority: Who has the power to issue a resolution or a decision (*thẩm quyền ban
            hành*), a line above the legal bases in capitals; a line break forces a line. With it
            the words *QUYẾT NGHỊ:* or *QUYẾT ĐỊNH:* stand before the articles.
        enacting_words: Those words where they are others, as printed.
        legal_bases: What it rests on (*căn cứ ban hành*), without the closing marks.
        meeting: The meeting it concludes.
        opening: The body before the first section; the whole body where there are no sections.
        sections: The parts with headings (*mục*).
        closing: What stands after the last section; the page ends it with ``./.``.
        recipients: Who receives it (*nơi nhận*), without dash and closing mark.
        drafter: The drafter's sign (*ký hiệu người soạn thảo*), ``"PL"``.
        copies: How many copies are issued (*số lượng bản phát hành*).
        signature: Who signs, at the right.
        cosignatures: Who signs besides, in reading order, before `signature`: at its left the
            secretary of a *biên bản* or the other party of a contract; signers of other bodies.
        endorsement: The words under which another body confirms it, below all (*xác nhận*,
            Mẫu 1.10).
        address: The lines at the foot of the first page (*địa chỉ, điện thoại, fax*), Mục III.4.
        annexes: What is attached (*phụ lục*).
        medium: What it is issued on; the line below an annex's title leaves its blanks on an
            electronic document (Mục III.1.c).
        copy: What makes it a copy (*bản sao*); None of an original.
        key: Names the document through every later issue; see `vnadmindoc.identity`.
        revision: How many times it was issued again; 0 at first.
    """

    kind: DocumentKind = field(default=DocumentKind.NOTICE, converter=_kind)
    kind_line: str | None = field(default=None, converter=optional_line)
    subject: str = field(default="", converter=lines)
    letterhead: Letterhead | None = None
    co_issuers: tuple[Letterhead, ...] = field(default=(), converter=_letterheads)
    number: DocumentNumber | None = None
    dateline: Dateline | None = None
    urgency: Urgency | None = field(default=None, converter=_urgency)
    secrecy: Secrecy | None = field(default=None, converter=_secrecy)
    circulation: str | None = field(default=None, converter=optional_line)
    salutation: str | None = field(default=None, converter=optional_line)
    addressees: tuple[str, ...] = field(default=(), converter=texts)
    issuing_authority: str | None = field(default=None, converter=optional_lines)
    legal_bases: tuple[str, ...] = field(default=(), converter=texts)
    enacting_words: str | None = field(default=None, converter=optional_line)
    meeting: Meeting | None = None
    opening: tuple[BodyItem, ...] = field(default=(), converter=_body)
    sections: tuple[Section, ...] = field(default=(), converter=_sections)
    closing: tuple[BodyItem, ...] = field(default=(), converter=_body)
    recipients: tuple[str, ...] = field(default=(), converter=texts)
    drafter: str | None = field(default=None, converter=optional_line)
    copies: int | None = None
    cosignatures: tuple[Signature, ...] = field(default=(), converter=_signatures)
    signature: Signature | None = None
    endorsement: str | None = field(default=None, converter=optional_lines)
    address: tuple[str, ...] = field(default=(), converter=texts)
    annexes: tuple[Annex, ...] = field(default=(), converter=_annexes)
    medium: Medium = field(default=Medium.PAPER, converter=_medium)
    copy: Copy | None = None
    key: str | None = field(default=None, converter=optional_line)
    revision: int = 0

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.one_of("kind", self.kind, DocumentKind)
        problems.one_of("medium", self.medium, Medium)
        for name in _TEXTS:
            problems.text(name, getattr(self, name))
        for name, kind in _PARTS.items():
            problems.one_of(name, getattr(self, name), (kind, type(None)))
        problems.texts("addressees", self.addressees)
        problems.texts("recipients", self.recipients)
        problems.number("revision", self.revision, 0, MAX_REVISION)
        problems.texts("address", self.address)
        if self.copies is not None:
            problems.number("copies", self.copies, 1, 9_999_999)
        problems.texts("legal_bases", self.legal_bases)
        problems.all_of("co_issuers", self.co_issuers, Letterhead)
        problems.all_of("cosignatures", self.cosignatures, Signature)
        if self.co_issuers and self.letterhead is None:
            problems.append("other issuing bodies need a first one @ co_issuers")
        if self.cosignatures and self.signature is None:
            problems.append("other signers need a first one @ cosignatures")
        good = problems.all_of("opening", self.opening, _BODY_ITEMS)
        good &= problems.all_of("sections", self.sections, Section)
        good &= problems.all_of("closing", self.closing, _BODY_ITEMS)
        good &= problems.all_of("annexes", self.annexes, Annex)
        if good:
            if not (self.subject or self.opening or self.sections or self.closing):
                problems.append("a notice needs a subject or a body @ subject")
            seen: set[str] = set()
            for path, directive in directives_of(self):
                if directive.key is not None and directive.key in seen:
                    problems.append(f"key {directive.key!r} stands twice @ {path}.key")
                elif directive.key is not None:
                    seen.add(directive.key)
        problems.settle()

    @property
    def reference_date(self) -> date | None:
        """The day incomplete dates are read against; see `reference_date`."""
        return reference_date(self.dateline, self.meeting)


def reference_date(dateline: Dateline | None, meeting: Meeting | None) -> date | None:
    """Return the day incomplete dates are read against.

    It is the day of issue, else the first of its month; without a month of issue it is the day of
    the meeting. None when nothing is known.
    """
    if dateline is not None and dateline.month and dateline.year:
        return date(dateline.year, dateline.month, dateline.day or 1)
    return meeting.day if meeting is not None else None


_PARTS: dict[str, type] = {
    "letterhead": Letterhead,
    "number": DocumentNumber,
    "dateline": Dateline,
    "urgency": Urgency,
    "secrecy": Secrecy,
    "meeting": Meeting,
    "signature": Signature,
    "copy": Copy,
}

_TEXTS = (
    "kind_line",
    "subject",
    "circulation",
    "salutation",
    "issuing_authority",
    "enacting_words",
    "drafter",
    "endorsement",
    "key",
)


def directives_of(notice: Notice) -> Iterator[tuple[str, Directive]]:
    """Yield every directive with its path, in reading order: ``("sections[1].body[0]", ...)``."""
    yield from _directives("opening", notice.opening)
    for index, section in enumerate(notice.sections):
        yield from _directives(f"sections[{index}].body", section.body)
    yield from _directives("closing", notice.closing)
    for index, annex in enumerate(notice.annexes):
        yield from _directives(f"annexes[{index}].body", annex.body)
        for number, section in enumerate(annex.sections):
            yield from _directives(f"annexes[{index}].sections[{number}].body", section.body)


def _directives(path: str, items: Iterable[BodyItem]) -> Iterator[tuple[str, Directive]]:
    for index, item in enumerate(items):
        if isinstance(item, Directive):
            here = f"{path}[{index}]"
            yield here, item
            if item.children:
                yield from _directives(f"{here}.children", item.children)
        elif isinstance(item, Table) and item.duties:
            yield from _directives(f"{path}[{index}].duties", item.duties)
