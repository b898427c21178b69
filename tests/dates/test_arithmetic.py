"""Days are counted as the law counts, compared with other people's counting."""

from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from dateutil.relativedelta import relativedelta
from dateutil.rrule import MONTHLY, WEEKLY, rrule
from hypothesis import given
from hypothesis import strategies as st

from vnadmindoc.dates import occurrences_of
from vnadmindoc.dates.arithmetic import month_span, months_later, term_end, week_span
from vnadmindoc.model import Recurrence
from vnadmindoc.vocabulary import Frequency, Reckoning, Unit, Weekday
from vnadmindoc.working_days import WorkingDays

DAYS = st.dates(date(1990, 1, 1), date(2059, 12, 31))
CALENDAR = WorkingDays()


@given(DAYS, st.integers(-400, 400))
def test_months_end_on_the_corresponding_day(day: date, months: int) -> None:
    """Or on the last of a shorter month (Điều 148.3), as dateutil counts them too."""
    assert months_later(day, months) == day + relativedelta(months=months)


@given(DAYS, st.integers(1, 60))
def test_working_days_are_counted_one_by_one(day: date, count: int) -> None:
    """The day of the event is not counted; so many working days lie behind it, the end is one."""
    ended = term_end(day, count, Unit.WORKING_DAY, CALENDAR)

    assert ended is not None
    between = [day + timedelta(days=n) for n in range(1, (ended[0] - day).days + 1)]
    assert sum(map(CALENDAR.is_working, between)) == count
    assert CALENDAR.is_working(ended[0])


@given(DAYS, st.integers(1, 40), st.sampled_from((Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR)))
def test_a_term_ends_on_a_working_day(day: date, amount: int, unit: Unit) -> None:
    """Later than the day counted only over days off, and then it says so (Điều 148.5)."""
    ended = term_end(day, amount, unit, CALENDAR)

    assert ended is not None
    end, steps = ended
    names = {Unit.DAY: "days", Unit.WEEK: "weeks", Unit.MONTH: "months", Unit.YEAR: "years"}
    counted = day + relativedelta(**{names[unit]: amount})  # type: ignore[arg-type]  # one of its names
    off = [counted + timedelta(days=n) for n in range((end - counted).days)]
    assert CALENDAR.is_working(end)
    assert not any(map(CALENDAR.is_working, off))
    assert (Reckoning.NEXT_WORKING_DAY in steps) == bool(off)


@pytest.mark.parametrize(
    ("event", "amount", "unit", "end"),
    [
        ((2025, 10, 2), 5, Unit.WORKING_DAY, (2025, 10, 9)),
        ((2025, 10, 3), 1, Unit.WORKING_DAY, (2025, 10, 6)),
        ((2025, 1, 24), 1, Unit.WORKING_DAY, (2025, 2, 3)),  # Tết 2025: 25/01 to 02/02
        ((2025, 10, 31), 1, Unit.MONTH, (2025, 12, 1)),  # 30/11 is a Sunday
        ((2024, 2, 29), 1, Unit.YEAR, (2025, 2, 28)),
        ((2025, 4, 29), 1, Unit.DAY, (2025, 5, 5)),  # 30/4 to 02/5 off, then a weekend
    ],
)
def test_terms_run_over_holidays(
    event: tuple[int, int, int], amount: int, unit: Unit, end: tuple[int, int, int]
) -> None:
    """Weekends, Tết and swapped days are skipped."""
    ended = term_end(date(*event), amount, unit, CALENDAR)

    assert ended is not None
    assert ended[0] == date(*end)


def test_a_term_counted_back_moves_to_no_later_day() -> None:
    """Three working days before Thursday 20/11/2025 is Monday 17/11/2025."""
    ended = term_end(date(2025, 11, 20), 3, Unit.WORKING_DAY, CALENDAR, backwards=True)

    assert ended == (date(2025, 11, 17), (Reckoning.FIRST_DAY_LEFT_OUT,))


def test_what_lies_beyond_all_reason_is_no_day() -> None:
    """A term that ends after the year 2100 ends nowhere."""
    assert term_end(date(2099, 1, 1), 9_999, Unit.MONTH, CALENDAR) is None
    assert term_end(date(2099, 1, 1), 9_999, Unit.DAY, CALENDAR) is None
    assert month_span(2025, 13) is None


@given(DAYS)
def test_a_week_begins_on_monday(day: date) -> None:
    """And holds its day."""
    monday, sunday = week_span(day)

    assert monday <= day <= sunday
    assert (monday.weekday(), sunday.weekday()) == (0, 6)


@given(DAYS, st.integers(1, 28), st.integers(1, 4))
def test_days_of_the_month_come_round_as_dateutil_says(day: date, on: int, interval: int) -> None:
    """Monthly and every few months, from any day on."""
    recurrence = Recurrence(frequency=Frequency.MONTHLY, month_day=on, interval=interval)

    ours = list(islice(occurrences_of(recurrence, day), 8))

    theirs = rrule(MONTHLY, dtstart=day.replace(day=1), bymonthday=on, interval=interval, count=9)
    assert ours == [moment.date() for moment in theirs if moment.date() >= day][:8]


@given(DAYS, st.sampled_from(Weekday))
def test_days_of_the_week_come_round_as_dateutil_says(day: date, weekday: Weekday) -> None:
    """From the first such day on."""
    recurrence = Recurrence(frequency=Frequency.WEEKLY, weekday=weekday)

    ours = list(islice(occurrences_of(recurrence, day), 8))

    theirs = rrule(WEEKLY, dtstart=day, byweekday=weekday.index, count=8)
    assert ours == [moment.date() for moment in theirs]


@pytest.mark.parametrize(
    ("recurrence", "first", "days"),
    [
        (
            Recurrence(frequency=Frequency.MONTHLY, month_day=31),
            date(2025, 1, 1),
            ["2025-01-31", "2025-02-28", "2025-03-31"],
        ),
        (
            Recurrence(frequency=Frequency.QUARTERLY, month=3, month_day=19),
            date(2025, 3, 20),
            ["2025-06-19", "2025-09-19", "2025-12-19"],
        ),
        (
            Recurrence(frequency=Frequency.YEARLY, month=2, month_day=-1),
            date(2027, 1, 1),
            ["2027-02-28", "2028-02-29", "2029-02-28"],
        ),
        (
            Recurrence(frequency=Frequency.HALF_YEARLY),
            date(2025, 2, 1),
            ["2025-06-30", "2025-12-31", "2026-06-30"],
        ),
        (
            Recurrence(frequency=Frequency.MONTHLY, since=date(2025, 11, 1), count=2),
            date(2025, 1, 1),
            ["2025-11-30", "2025-12-31"],
        ),
        (
            Recurrence(frequency=Frequency.MONTHLY, until=date(2025, 2, 1)),
            date(2025, 1, 1),
            ["2025-01-31"],
        ),
        (
            Recurrence(frequency=Frequency.DAILY),
            date(2025, 1, 31),
            ["2025-01-31", "2025-02-01", "2025-02-02"],
        ),
    ],
)
def test_duties_come_round(recurrence: Recurrence, first: date, days: list[str]) -> None:
    """A month without the day has its last; a period without a day ends it."""
    found = list(islice(occurrences_of(recurrence, first), 3))

    assert [str(day) for day in found] == days


@given(st.sampled_from(Frequency), DAYS, st.integers(1, 12))
def test_occurrences_go_forward(frequency: Frequency, first: date, interval: int) -> None:
    """Each day is later than the one before, none before the first."""
    days = list(
        islice(occurrences_of(Recurrence(frequency=frequency, interval=interval), first), 5)
    )

    assert days[0] >= first
    assert all(one < other for one, other in pairwise(days))
