"""When a duty that comes round falls due, as a rule of a calendar or day by day.

Promised: the first day stands on the rule (RFC 5545, 3.8.5.3); every series ends, by its words or
at the caller's horizon; a rule is written only where every reader follows it.
Refused here: a duty that comes round without saying on which day; it has no date.
Source: RFC 5545, 3.3.10.
"""

from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile
from typing import Final

from attrs import frozen
from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from vnadmindoc.model import Recurrence
from vnadmindoc.vocabulary import Frequency

_MONTHS: Final = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.HALF_YEARLY: 6,
    Frequency.YEARLY: 12,
}
_LONGEST_ALIKE = 28  # the last day of a month that every month has


@frozen
class Series:
    """A duty that comes round.

    Attributes:
        days: The last days on time within the horizon, in order; at least one.
        rule: The rule that gives just these days from the first one, without its end; None where
            readers would not agree on them.
        frequency: How often it comes round.
        last: The last day on which it may fall, by its words or by the horizon.
        count: How many times it falls, where its words say so.
    """

    days: tuple[date, ...]
    rule: str | None
    frequency: Frequency
    last: date
    count: int | None

    def period(self, day: date) -> str:
        """Return the name of the period a day belongs to, e.g. ``"2021-10"``, ``"2021-Q4"``."""
        match self.frequency:
            case Frequency.DAILY:
                return day.isoformat()
            case Frequency.WEEKLY:
                year, week, _ = day.isocalendar()
                return f"{year}-W{week:02}"
            case Frequency.MONTHLY:
                return f"{day.year}-{day.month:02}"
            case Frequency.QUARTERLY:
                return f"{day.year}-Q{(day.month + 2) // 3}"
            case Frequency.HALF_YEARLY:
                return f"{day.year}-H{(day.month + 5) // 6}"
            case Frequency.YEARLY:
                return f"{day.year}"

    def bounded(self, end: str) -> str:
        """Return the rule with its end, in the order in which icalendar writes it.

        Args:
            end: The last day, or its hour in UTC, as a calendar writes it.

        Raises:
            ValueError: It has no rule.
        """
        if self.rule is None:
            raise ValueError("a series without a rule is written day by day")
        head, _, tail = self.rule.partition(";")
        last = f"UNTIL={end}" if self.count is None else f"COUNT={self.count}"
        return ";".join(filter(None, (head, last, tail)))


def series(recurrence: Recurrence, issued: date | None, horizon: int) -> Series | None:
    """Return the days of a duty that comes round; None where nothing says on which.

    Args:
        recurrence: How it comes round.
        issued: The day of issue: the first time is on or after it, unless the words say from when.
        horizon: How many months from its first day a series goes on whose words name no end, and
            day by day goes on at all.
    """
    start = recurrence.since or issued
    step = _step(recurrence)
    if start is None or step is None:
        return None
    rule, begins, alike = step
    first = next(iter(rrulestr(begins, dtstart=_midnight(start))), None)
    if first is None:
        return None
    ends = first.date() + relativedelta(months=horizon) - timedelta(days=1)
    seen = ends if recurrence.until is None else min(ends, recurrence.until)
    falling = (each.date() for each in islice(rrulestr(rule, dtstart=first), recurrence.count))
    days = tuple(takewhile(lambda each: each <= seen, falling))
    if not days:
        return None
    return Series(
        days=days,
        rule=rule if alike else None,
        frequency=recurrence.frequency,
        last=recurrence.until or days[-1],
        count=recurrence.count,
    )


def _step(recurrence: Recurrence) -> tuple[str, str, bool] | None:
    """Return the rule, the rule of the days it may begin on, and whether all readers follow it."""
    if recurrence.frequency is Frequency.DAILY:
        return _rule("DAILY", recurrence.interval), "FREQ=DAILY", True
    if recurrence.frequency is Frequency.WEEKLY:
        if recurrence.weekday is None:
            return None
        day = f"BYDAY={recurrence.weekday.value[:2].upper()}"
        return _rule("WEEKLY", recurrence.interval, day), f"FREQ=WEEKLY;{day}", True
    if recurrence.month_day is None:
        return None
    day, alike = _month_day(recurrence.month_day)
    months = _MONTHS[recurrence.frequency]
    month = recurrence.month or months  # without one, the last of its period
    among = ",".join(str(each) for each in range(month, 13, months))
    begins = _rule("MONTHLY", 1, day, f"BYMONTH={among}")
    if recurrence.frequency is Frequency.YEARLY:
        return _rule("YEARLY", recurrence.interval, day, f"BYMONTH={month}"), begins, alike
    return _rule("MONTHLY", recurrence.interval * months, day), begins, alike


def _month_day(number: int) -> tuple[str, bool]:
    """Return the part of a rule that names a day of the month, and whether readers agree on it.

    A month that lacks the day has its last. The standard skips such a month, Exchange takes its
    last day, others the next one: only a series day by day is the same for all.
    """
    if number in (-1, 31):
        return "BYMONTHDAY=-1", True
    if number <= _LONGEST_ALIKE:
        return f"BYMONTHDAY={number}", True
    days = ",".join(str(each) for each in range(_LONGEST_ALIKE, number + 1))
    return f"BYMONTHDAY={days};BYSETPOS=-1", False  # of each month, the last of these


def _rule(frequency: str, interval: int, *parts: str) -> str:
    every = f"INTERVAL={interval}" if interval > 1 else ""
    return ";".join(filter(None, (f"FREQ={frequency}", every, *parts)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
