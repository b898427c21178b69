"""What is due in a notice, as a calendar needs it: a last day, or one of a series.

Promised: every deadline with a last day is there once, nothing else is; a key stands for one
deadline alone.
Refused here: words and octets.
"""

from collections.abc import Iterator
from datetime import date, time

from attrs import frozen

from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.calendar.words import clipped
from vnadmindoc.identity import uid
from vnadmindoc.model import Deadline, Directive, Notice, directives_of
from vnadmindoc.schedule import Due, schedule_of

_PHRASE_LENGTH = 60  # characters of a phrase in a message
_UNDATED_SHOWN = 5


@frozen
class Occasion:
    """One entry of a calendar.

    Attributes:
        due: The deadline, where it stands and who is bound.
        last_day: The last day that is on time.
        at: Until which hour of it, in Vietnam; None is the end of the day.
        period: Which one of a series it is, e.g. ``"2021-10"``; empty outside a series.
    """

    due: Due
    last_day: date
    at: time | None
    period: str = ""

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
        return uid(
            notice_key,
            self.directive.key or "",
            self.deadline.key or "",
            component,
            period=self.period,
        )


def occasions(notice: Notice) -> Iterator[Occasion]:
    """Yield what has a day in a notice whose duties are named, in reading order."""
    for due in schedule_of(notice):
        if due.deadline.due is not None:
            yield Occasion(due, due.deadline.due, due.deadline.at)


def nothing_due(notice: Notice) -> ExportError:
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
    return ExportError(
        "this notice names no day by which anything is due"
        + (f"; deadlines without a day: {shown}" if shown else ""),
        expected="a deadline with a last day",
        remedy="give one its last day, or leave the calendar out",
    )
