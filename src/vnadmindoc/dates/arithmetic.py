"""Counting in the calendar as the law counts.

Promised: the day of the event is not counted; a term in weeks, months or years ends on the
corresponding day, in a shorter month on its last; a counted term that would end on a day off ends
on the next working day.
Source: Bộ luật Dân sự 2015, Điều 146-148.
"""

import calendar
from datetime import date, timedelta

from vnadmindoc.validation import YEARS
from vnadmindoc.vocabulary import Reckoning, Unit
from vnadmindoc.working_days import WorkingDays

Span = tuple[date, date]
"""The first and the last day of a period."""

_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}


def real_date(day: int, month: int, year: int) -> date | None:
    """Return a day of the calendar between 1900 and 2100, or None."""
    if year not in YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_of_month(day: date) -> date:
    """Return the last day of a day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def month_span(year: int, month: int) -> Span | None:
    """Return the days of a month, None if there is no such month."""
    first = real_date(1, month, year)
    return None if first is None else (first, last_of_month(first))


def months_span(year: int, first: int, count: int) -> Span | None:
    """Return the days of some months in a row within one year, e.g. of a quarter."""
    begin, end = month_span(year, first), month_span(year, first + count - 1)
    return None if begin is None or end is None else (begin[0], end[1])


def week_span(day: date) -> Span:
    """Return the week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def months_later(day: date, months: int) -> date | None:
    """Return the corresponding day, or the last of a shorter month (Điều 148.3); None past 2100."""
    count = day.year * 12 + day.month - 1 + months
    span = month_span(count // 12, count % 12 + 1)
    return None if span is None else span[0].replace(day=min(day.day, span[1].day))


def term_end(
    event: date, amount: int, unit: Unit, days: WorkingDays, *, backwards: bool = False
) -> tuple[date, tuple[Reckoning, ...]] | None:
    """Return the last day of a term counted from an event, and the steps; None outside 1900-2100.

    Args:
        event: The day of the event, which is not counted (Điều 147.2).
        amount: How many units; more than 9,999 days lead out of all reason.
        unit: Day, working day, week, month or year; an hour ends no day.
        days: The working days.
        backwards: Whether the term is counted back from the event; it then moves to no later day.
    """
    steps = [Reckoning.FIRST_DAY_LEFT_OUT]
    if unit is Unit.WORKING_DAY:
        end = days.before(event, amount) if backwards else days.after(event, amount)
        return (end, tuple(steps)) if end.year in YEARS else None
    sign = -1 if backwards else 1
    last: date | None
    if unit in _MONTHS:
        last = months_later(event, sign * amount * _MONTHS[unit])
        steps.append(Reckoning.CORRESPONDING_DAY)
    else:
        last = event + sign * timedelta(days=amount * (7 if unit is Unit.WEEK else 1))
    if last is None or last.year not in YEARS:
        return None
    if not backwards and not days.is_working(last):
        last = days.on_or_after(last)
        steps.append(Reckoning.NEXT_WORKING_DAY)
    return last, tuple(steps)
