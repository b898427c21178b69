"""What is due in a notice, as a calendar needs it: a last day, or one of a series.

Promised: every deadline with a last day is there once, nothing else is; a key stands for one
deadline alone.
Refused here: words and octets.
"""

from collections.abc import Iterator
from datetime import date, time, timedelta

from attrs import evolve, frozen

from vnadmindoc.errors import NothingToExportError
from vnadmindoc.exporters.calendar.alarms import IsWorking
from vnadmindoc.exporters.calendar.series import Series, series
from vnadmindoc.exporters.calendar.words import clipped
from vnadmindoc.identity import uid
from vnadmindoc.model import Deadline, Directive, Event, Notice, directives_of
from vnadmindoc.schedule import Due, meeting_of, schedule_of

_PHRASE_LENGTH = 60  # characters of a phrase in a message
_UNDATED_SHOWN = 5
_MEETING = "meeting"  # the kind of component in the UID of an invitation's one meeting


@frozen
class Occasion:
    """One entry of a calendar.

    Attributes:
        due: The deadline, where it stands and who is bound.
        last_day: The last day that is on time.
        at: Until which hour of it, in Vietnam; None is the end of the day.
        period: Which one of a series it is, e.g. ``"2021-10"``; empty outside a series and for a
            whole one.
        series: The series, where one entry stands for all of it; `last_day` is then its first.
        without: The days of the series on which it does not fall after all.
        meeting: The meeting that an invitation invites to; its day stands for a last day.
    """

    due: Due
    last_day: date
    at: time | None
    period: str = ""
    series: Series | None = None
    without: tuple[date, ...] = ()
    meeting: Event | None = None

    @property
    def directive(self) -> Directive:
        """The directive it stands in."""
        return self.due.directive

    @property
    def deadline(self) -> Deadline:
        """The deadline it falls due by."""
        return self.due.deadline

    def uid(self, notice_key: str, component: str) -> str:
        """Return its UID as a component of this kind."""
        if self.meeting is not None:  # an invitation has one, however it is worded
            return uid(notice_key, "", "", _MEETING)
        return uid(
            notice_key,
            self.directive.key or "",
            self.deadline.key or "",
            component,
            period=self.period,
        )


@frozen
class Policy:
    """How what comes round is put on days.

    Attributes:
        horizon: How many months a series goes on whose words name no end.
        expanded: Whether each time is an entry of its own.
        is_working: Whether a day is worked.
        shift: Days to go from a day off until one that is worked: -1, 1, or 0 to stay.
    """

    horizon: int
    expanded: bool
    is_working: IsWorking
    shift: int

    def moved(self, day: date) -> date:
        """Return the day on which something is due that falls on a day."""
        while self.shift and not self.is_working(day):
            day += timedelta(days=self.shift)
        return day


def occasions(notice: Notice, policy: Policy) -> Iterator[Occasion]:
    """Yield what has a day in a notice whose duties are named, in reading order.

    What an invitation invites to comes first; it is no task, so nothing to be ticked off.
    """
    if not policy.expanded:
        yield from _invited(notice)
    for due in schedule_of(notice):
        deadline = due.deadline
        if deadline.due is not None:
            yield Occasion(due, deadline.due, deadline.at)
        elif deadline.recurrence is not None:
            found = series(deadline.recurrence, notice.reference_date, policy.horizon)
            if found is not None:
                yield from _coming_round(due, found, deadline.recurrence.at, policy)


def _invited(notice: Notice) -> Iterator[Occasion]:
    found = meeting_of(notice)
    if found is None:
        return
    directive, event = found
    if event.day is not None:
        deadline = Deadline(
            phrase=event.phrase, due=event.day, at=event.at, sequence=event.sequence
        )
        due = Due(directive=directive, deadline=deadline, number="", assignments=())
        yield Occasion(due, event.day, event.at, meeting=event)


def _coming_round(due: Due, found: Series, at: time | None, policy: Policy) -> Iterator[Occasion]:
    moved = {day: policy.moved(day) for day in found.days}
    if policy.expanded or found.rule is None:
        for day in found.days:
            yield Occasion(due, moved[day], at, found.period(day))
        return
    without = tuple([day for day in found.days if moved[day] != day])
    if policy.shift:  # beyond the horizon nobody has looked at the days
        found = evolve(found, last=found.days[-1], count=None)
    if len(without) < len(found.days):
        yield Occasion(due, found.days[0], at, "", found, without)
    for day in without:
        yield Occasion(due, moved[day], at, found.period(day))


def nothing_due(notice: Notice) -> NothingToExportError:
    """Return what to raise for a notice without any day: a calendar without an entry is none.

    Source: RFC 5545, 3.6.
    """
    undated = [
        f"“{clipped(each.phrase, _PHRASE_LENGTH)}” ({path})"
        for path, directive in directives_of(notice)
        for each in directive.deadlines
    ]
    shown = ", ".join(undated[:_UNDATED_SHOWN])
    if len(undated) > _UNDATED_SHOWN:
        shown += f" and {len(undated) - _UNDATED_SHOWN} more"
    return NothingToExportError(
        "this notice names no day by which anything is due"
        + (f"; deadlines without a day: {shown}" if shown else ""),
        expected="a deadline with a last day",
        remedy="give one its last day, or leave the calendar out",
    )
