"""By when (*thời hạn*): deadlines, terms, what comes round, and days that are no deadline."""

from collections.abc import Iterable
from datetime import date, time

from attrs import Factory, field, frozen

from vnadmindoc.validation import Problems, items, line, member, optional_line
from vnadmindoc.vocabulary import (
    Bound,
    DeadlineKind,
    Doubt,
    Frequency,
    Precision,
    Reckoning,
    Unit,
    Weekday,
)

MAX_REVISION = 9_999
"""The most times a notice can be issued again."""


# Converters, one for each type, so that a signature says what it takes. A string that is no
# member is left as it is: the checks name its place.


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


# A factory and no decorated default: not every type checker sees that one as a default.
def _usual_precision(deadline: "Deadline") -> Precision | None:
    if deadline.at is not None:
        return Precision.HOUR
    return None if deadline.due is None else Precision.DAY


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
    precision: Precision | None = field(
        default=Factory(_usual_precision, takes_self=True), converter=_precision
    )
    start: date | None = None
    offset: Offset | None = None
    event: str | None = field(default=None, converter=optional_line)
    target: str | None = field(default=None, converter=optional_line)
    recurrence: Recurrence | None = None
    reference: date | None = None
    reckoning: tuple[Reckoning, ...] = field(default=(), converter=_reckonings)
    doubt: Doubt | None = field(default=None, converter=_doubt)
    sequence: int = 0

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
