"""What can be chosen of a calendar.

Promised: an option that exists can be followed; what is wrong with one is told when it is given.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from attrs import field, frozen

from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.calendar.alarms import LADDER, STEPS
from vnadmindoc.validation import items
from vnadmindoc.working_days import WorkingDays, read_working_days

_URL_LENGTH = 1_000
_URL = re.compile(r"https?://[!-~]+")
_HOURS = range(1, 24 * 31 + 1)
_HORIZON = range(1, 121)
_MEETING = range(5, 24 * 60 + 1)
_INVITED = (
    "an invitation goes to one party and is about one entry, so it is a mail and no calendar: "
    "the command invite and vnadmindoc.invitations write them"
)

COLOURS: Final = {
    "aqua": "#00FFFF",
    "black": "#000000",
    "blue": "#0000FF",
    "fuchsia": "#FF00FF",
    "gray": "#808080",
    "green": "#008000",
    "lime": "#00FF00",
    "maroon": "#800000",
    "navy": "#000080",
    "olive": "#808000",
    "orange": "#FFA500",
    "purple": "#800080",
    "red": "#FF0000",
    "silver": "#C0C0C0",
    "teal": "#008080",
    "yellow": "#FFFF00",
}
"""The colours of CSS that have names since its first levels: RFC 7986, 5.9 takes names only."""


class CalendarForm(StrEnum):
    """What a deadline becomes (*dạng lịch*)."""

    EVENTS = "events"
    """Whole days, shown by every calendar."""
    TASKS = "tasks"
    """To be ticked off, under one task for the document; Outlook and Google read none."""
    FEED = "feed"
    """Events to subscribe to at an address, without reminders, with how often to look again."""


class DaysOff(StrEnum):
    """What becomes of a duty that comes round on a day off (*rơi vào ngày nghỉ*)."""

    KEEP = "keep"
    """It stays, as it is written."""
    BEFORE = "before"
    """It is due on the working day before."""
    AFTER = "after"
    """It is due on the next working day, as a term is (Bộ luật Dân sự 2015, Điều 148)."""


def _days_off(value: DaysOff | str) -> DaysOff:
    try:
        return DaysOff(value)
    except ValueError as error:
        raise ExportError(
            f"unknown way with days off {value!r}",
            place="days_off",
            expected="one of " + ", ".join(DaysOff),
        ) from error


def _form(value: CalendarForm | str) -> CalendarForm:
    try:
        return CalendarForm(value)
    except ValueError as error:
        raise ExportError(
            f"unknown form of calendar {value!r}",
            place="form",
            expected="one of " + ", ".join(CalendarForm),
            remedy=_INVITED if value == "invite" else None,
        ) from error


def _days(values: Iterable[int]) -> tuple[int, ...]:
    return items(values)


@frozen(kw_only=True)
class CalendarOptions:
    """How a notice becomes a calendar.

    Attributes:
        form: Events, tasks, or a feed.
        alarms: On which working days before the last day a reminder rings, at 08:00 in Vietnam;
            empty for none. Each from 1 to 260. A reminder before the day of issue is left out.
        url: Where the document can be read, http or https; ends every description.
        title: What the calendar is called; the document's title when left out.
        colour: In which colour it is shown, one of the named ones, e.g. ``"maroon"``.
        refresh: After how many hours a feed is to be looked at again.
        horizon: How many months a duty goes on that comes round and whose words name no end; day
            by day, as tasks are written, no duty goes on for longer.
        meeting_length: How many minutes a meeting takes whose words tell its beginning alone.
        days_off: What becomes of a duty that comes round on a day off; a day that is named in the
            text is never moved.
        working_days: A TOML file of days off and of days worked that the holidays of Vietnam do
            not tell; see `vnadmindoc.working_days.read_working_days`.
        now: What time it is, with its zone: no reminder rings before it. None leaves them all.
    """

    form: CalendarForm = field(default=CalendarForm.EVENTS, converter=_form)
    alarms: tuple[int, ...] = field(default=LADDER, converter=_days)
    url: str | None = None
    title: str | None = None
    colour: str | None = None
    refresh: int = 12
    horizon: int = 12
    meeting_length: int = 120
    days_off: DaysOff = field(default=DaysOff.KEEP, converter=_days_off)
    working_days: Path | WorkingDays = field(factory=WorkingDays)
    now: datetime | None = None

    @property
    def days_worked(self) -> WorkingDays:
        """Which days are worked.

        Raises:
            ReadError: The file cannot be read.
        """
        if isinstance(self.working_days, WorkingDays):
            return self.working_days
        return read_working_days(self.working_days)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.alarms, tuple) or not all(
            type(days) is int and days in STEPS for days in self.alarms
        ):
            raise ExportError(
                f"no reminder can ring {self.alarms!r} working days before a deadline",
                place="alarms",
                expected=f"whole numbers from {STEPS[0]} to {STEPS[-1]}",
            )
        if self.url is not None and not (_URL.fullmatch(self.url) and len(self.url) <= _URL_LENGTH):
            raise ExportError(
                f"not an address of a web page: {self.url!r}",
                place="url",
                expected=f"http:// or https://, no blanks, at most {_URL_LENGTH} characters",
                remedy="write letters beyond ASCII as percent signs and hexadecimal digits",
            )
        if self.colour is not None and self.colour not in COLOURS:
            raise ExportError(
                f"unknown colour {self.colour!r}",
                place="colour",
                expected="one of " + ", ".join(COLOURS),
            )
        _check_whole("refresh", self.refresh, _HOURS, "hours between two looks at a feed")
        _check_whole("horizon", self.horizon, _HORIZON, "months of a duty that comes round")
        _check_whole("meeting_length", self.meeting_length, _MEETING, "minutes of a meeting")
        if self.now is not None and self.now.tzinfo is None:
            raise ExportError(
                "an hour without a time zone is no point in time",
                place="now",
                remedy="give it one, e.g. datetime.now(UTC)",
            )


def _check_whole(name: str, value: object, among: range, what: str) -> None:
    if type(value) is not int or value not in among:
        raise ExportError(
            f"{value!r} is no number of {what}",
            place=name,
            expected=f"a whole number from {among[0]} to {among[-1]}",
        )
