"""When a reminder rings: at eight in the morning, some working days before the last day.

Promised: a reminder never rings on a day off, nor on a day before the document was issued, nor at
an hour that is past when the caller says what time it is.
Source: RFC 5545, 3.6.6; a trigger is a span back from the start of an event or the end of a task.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from vnadmindoc.exporters.calendar.entries import VIETNAM

LADDER: Final = (7, 3, 1)
"""Working days before the last day, when the caller says nothing else."""
STEPS: Final = range(1, 261)
"""Working days: from the day before to a year before."""

_HOUR = time(8)
_DAY = timedelta(days=1)

IsWorking = Callable[[date], bool]
"""Whether a day is worked."""


def working_day_before(day: date, count: int, is_working: IsWorking) -> date:
    """Return the working day that is `count` working days before a day, which counts for none."""
    while count:
        day -= _DAY
        count -= is_working(day)
    return day


def ringing_days(
    last_day: date, ladder: Sequence[int], is_working: IsWorking | None
) -> tuple[date, ...]:
    """Return the days on which the reminders of a deadline ring, in the order of the ladder.

    Args:
        last_day: The last day that is on time.
        ladder: How many working days before it; days of the calendar where nobody says which days
            are worked, as for a series, whose reminders are the same each time.
        is_working: Whether a day is worked.
    """
    if is_working is None:
        return tuple([last_day - timedelta(days=count) for count in ladder])
    before: list[date] = []
    wanted = max(ladder, default=0)
    day = last_day
    while len(before) < wanted:
        day -= _DAY
        if is_working(day):
            before.append(day)
    return tuple([before[count - 1] for count in ladder])


def moments(days: Sequence[date], issued: date | None, now: datetime | None) -> list[datetime]:
    """Return when reminders ring that ring on these days.

    Args:
        days: The days.
        issued: The day of issue; nothing rings before it.
        now: What time it is, with its zone; nothing rings before it.
    """
    ringing = [
        datetime.combine(day, _HOUR, VIETNAM) for day in days if issued is None or day >= issued
    ]
    return ringing if now is None else [moment for moment in ringing if moment >= now]
