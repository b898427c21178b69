"""A duty that comes round is due on the days that its words name, by whatever way it is written."""

import calendar
import re
from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.calendar.options import CalendarForm, DaysOff
from vnadmindoc.exporters.ics import IcsExporter
from vnadmindoc.model import Dateline, Deadline, Directive, Notice, Recurrence
from vnadmindoc.vocabulary import DeadlineKind, Frequency, Weekday
from vnadmindoc.working_days import WorkingDays

MONTHS = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.HALF_YEARLY: 6,
    Frequency.YEARLY: 12,
}
DAY = timedelta(days=1)


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    """Draw what the model takes and what has a day."""
    frequency = draw(st.sampled_from(Frequency))
    months = MONTHS.get(frequency)
    ends = draw(st.sampled_from(("open", "count", "until")))
    return Recurrence(
        frequency=frequency,
        interval=draw(st.integers(1, 4)),
        weekday=draw(st.sampled_from(Weekday)) if frequency is Frequency.WEEKLY else None,
        month_day=draw(st.sampled_from((-1, 1, 15, 28, 29, 30, 31))) if months else None,
        month=draw(st.none() | st.integers(1, months)) if months and months > 1 else None,
        since=draw(st.none() | st.dates(date(2024, 1, 1), date(2026, 12, 31))),
        count=draw(st.integers(1, 9)) if ends == "count" else None,
        until=draw(st.dates(date(2025, 6, 1), date(2028, 12, 31))) if ends == "until" else None,
    )


def by_hand(recurrence: Recurrence, issued: date, horizon: int) -> list[date]:
    """Look at each day by itself, as a person turns the leaves of a calendar."""
    day = recurrence.since or issued
    while not fits(recurrence, day):
        day += DAY
    first, found = day, [day]
    month = first.month - 1 + horizon
    year, month = first.year + month // 12, month % 12 + 1
    end = date(year, month, min(first.day, calendar.monthrange(year, month)[1])) - DAY
    for number in range(1, (end - first).days + 1):
        day = first + number * DAY
        if fits(recurrence, day) and apart(recurrence, first, day) % recurrence.interval == 0:
            found.append(day)
    last = recurrence.until or end
    return [day for day in found[: recurrence.count] if day <= last]


def fits(recurrence: Recurrence, day: date) -> bool:
    """Whether a duty may fall on a day, were it due every time."""
    months = MONTHS.get(recurrence.frequency)
    if months is None:
        return recurrence.weekday is None or recurrence.weekday.index == day.weekday()
    length = calendar.monthrange(day.year, day.month)[1]
    wanted = recurrence.month_day or 0
    last = length if wanted == -1 else min(wanted, length)
    return day.day == last and (day.month - (recurrence.month or months)) % months == 0


def apart(recurrence: Recurrence, first: date, day: date) -> int:
    """Return how many of its periods lie between two days on which it fits."""
    months = MONTHS.get(recurrence.frequency)
    if months is None:
        return (day - first).days // (7 if recurrence.frequency is Frequency.WEEKLY else 1)
    return ((day.year - first.year) * 12 + day.month - first.month) // months


def coming_round(recurrence: Recurrence, issued: date) -> Notice:
    """Return a notice with a duty that comes round."""
    deadline = Deadline(phrase="định kỳ", kind=DeadlineKind.RECURRING, recurrence=recurrence)
    directive = Directive(text="Báo cáo định kỳ", deadlines=[deadline])
    dateline = Dateline(day=issued.day, month=issued.month, year=issued.year)
    return Notice(subject="Nền nếp", opening=[directive], dateline=dateline)


def shown(data: bytes) -> list[date]:
    """Return the days of all events, their rules spread out by dateutil."""
    found: list[date] = []
    for entry in data.decode().replace("\r\n ", "").split("BEGIN:VEVENT")[1:]:
        lines = dict(re.findall(r"^([A-Z-]+)[;:](?:VALUE=DATE:)?(.*)\r$", entry, re.MULTILINE))
        start = datetime.fromisoformat(lines["DTSTART"])
        days = list(rrulestr(lines["RRULE"], dtstart=start)) if "RRULE" in lines else [start]
        without = lines.get("EXDATE", "").split(",")
        found += [day.date() for day in days if f"{day:%Y%m%d}" not in without]
        assert days[0] == start  # RFC 5545, 3.8.5.3: the first is on the rule
    return sorted(found)


def exported(notice: Notice, **options: object) -> bytes:
    """Return the calendar, empty where no day is left."""
    try:
        return IcsExporter(alarms=(), **options).export(notice)  # type: ignore[arg-type]  # of several types
    except ExportError:
        return b""


@pytest.mark.law
@given(
    recurrences(),
    st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    st.sampled_from((1, 12, 27)),
    st.sampled_from(DaysOff),
)
def test_a_duty_falls_on_the_days_that_a_person_would_mark(
    recurrence: Recurrence, issued: date, horizon: int, days_off: DaysOff
) -> None:
    """As a rule or day by day, as events or as tasks, moved from days off or not."""
    notice = coming_round(recurrence, issued)
    worked = WorkingDays()
    moved = {
        DaysOff.KEEP: lambda day: day,
        DaysOff.BEFORE: worked.on_or_before,
        DaysOff.AFTER: worked.on_or_after,
    }[days_off]

    events = shown(exported(notice, horizon=horizon, days_off=days_off))
    tasks = exported(notice, horizon=horizon, days_off=days_off, form=CalendarForm.TASKS)

    wanted = sorted(map(moved, by_hand(recurrence, issued, horizon)))
    within = [day for day in events if not wanted or day <= max(wanted)]
    assert within == wanted
    due = re.findall(rb"^DUE:(\d{8})T165959Z\r$", tasks, re.MULTILINE)
    assert [date.fromisoformat(day.decode()) for day in due] == wanted


def test_two_days_in_a_year_are_two_series() -> None:
    """*Trước ngày 15/6 và 15/12 hằng năm*: the day before each, every year."""
    halves = [
        Deadline(
            phrase=f"15/{month}",
            kind=DeadlineKind.RECURRING,
            recurrence=Recurrence(frequency=Frequency.YEARLY, month=month, month_day=14),
        )
        for month in (6, 12)
    ]
    text = "Báo cáo trước ngày 15/6 và 15/12 hằng năm"
    notice = Notice(
        opening=[Directive(text=text, deadlines=halves)],
        dateline=Dateline(day=1, month=3, year=2026),
    )

    data = IcsExporter(alarms=(), horizon=36).export(notice)

    assert shown(data) == [
        date(year, month, 14) for year in (2026, 2027, 2028) for month in (6, 12)
    ]
    assert len(set(re.findall(rb"UID:\S+", data))) == 2
