"""What the words of a deadline leave open: against which day they are read, and by which rules.

Promised: nothing is read against the clock; without a `Reference` what is incomplete stays so.
"""

import re
from datetime import date
from enum import StrEnum

from attrs import field, frozen

from vnadmindoc.dates.arithmetic import month_span
from vnadmindoc.model import Dateline, Meeting, reference_date
from vnadmindoc.vocabulary import Reckoning
from vnadmindoc.working_days import WorkingDays

_MONTH = re.compile(
    r"\btháng\s++(?P<month>\d{1,2})(?:\s*+/\s*+|\s++năm\s++)(?P<year>\d{4})(?!\d)", re.IGNORECASE
)


class DayOff(StrEnum):
    """What becomes of a day written out that turns out to be a day off."""

    KEEP = "keep"
    """It stays: nobody moves a day that is written out."""
    NEXT = "next"
    """It is moved to the next working day."""
    PREVIOUS = "previous"
    """It is moved to the working day before, so that it is met in any reading."""


@frozen(kw_only=True)
class Policy:
    """By which rules deadlines are settled (*quy ước tính thời hạn*).

    Attributes:
        before_includes_day: Whether *trước ngày 11/10* takes the 11th in; by default the 10th is
            the last day on time.
        day_off: What becomes of a stated day that is a day off. Counted terms always end on a
            working day (Điều 148.5).
        days: The working days.
    """

    before_includes_day: bool = False
    day_off: DayOff = DayOff.KEEP
    days: WorkingDays = field(factory=WorkingDays)


@frozen
class Reference:
    """The day that incomplete words are read against (*ngày tham chiếu*).

    Attributes:
        day: The day.
        exact: Whether it is the day of issue itself; a draft whose day is blank has the first of
            its month, which tells the year of *tháng 10* and nothing of *kể từ ngày ký*.
        heading: Whether a heading tells it, for a document whose head tells no month.
    """

    day: date
    exact: bool = True
    heading: bool = False

    @property
    def year_step(self) -> Reckoning:
        """The step by which a year that the words leave out is settled."""
        return Reckoning.YEAR_OF_HEADING if self.heading else Reckoning.YEAR_OF_DOCUMENT

    @classmethod
    def in_heading(cls, text: str) -> "Reference | None":
        """Return the month that a heading names, *Nhiệm vụ tháng 10 năm 2021*; None without one."""
        found = _MONTH.search(text)
        span = month_span(int(found["year"]), int(found["month"])) if found is not None else None
        return None if span is None else cls(span[0], exact=False, heading=True)

    @classmethod
    def of(cls, dateline: Dateline | None, meeting: Meeting | None) -> "Reference | None":
        """Return the reference of a document, None when its head tells no month."""
        day = reference_date(dateline, meeting)
        if day is None:
            return None
        return cls(day, exact=dateline is not None and dateline.date is not None)
