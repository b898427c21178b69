"""Dated deadlines of a notice as a calendar file: events, tasks, or a feed.

Promised: every deadline with a last day is one entry, nothing else is; equal notices give equal
bytes. Physical lines hold at most 75 octets and no broken character.
Refused here: what an entry says, and how it is written; `vnadmindoc.exporters.calendar` does.
"""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from attrs import frozen

from vnadmindoc.exporters.calendar.losses import untold
from vnadmindoc.exporters.calendar.options import CalendarForm, CalendarOptions
from vnadmindoc.exporters.calendar.writing import written
from vnadmindoc.model import Notice

__all__ = ["CalendarForm", "IcsExporter"]


@frozen(kw_only=True)
class IcsExporter(CalendarOptions):
    """Writes the dated deadlines of a notice as iCalendar, RFC 5545 (*xuất lịch*).

    What can be chosen is in `vnadmindoc.exporters.calendar.options.CalendarOptions`.
    """

    suffix: ClassVar[str] = ".ics"
    media_type: ClassVar[str] = "text/calendar"

    def export(self, notice: Notice) -> bytes:
        """Return the calendar: one entry a dated deadline, by last day, then in reading order.

        Raises:
            ExportError: The notice is secret, or no deadline in it has a last day: a calendar
                without an entry is none (RFC 5545, 3.6).
        """
        return b"".join(self.stream([notice]))

    def lost(self, notice: Notice) -> tuple[str, ...]:
        """Return the paths of what the calendar does not say: all that has no day.

        Raises:
            ExportError: The notice is secret.
        """
        return untold(notice, self)

    def stream(self, notices: Iterable[Notice]) -> Iterator[bytes]:
        """Return one calendar of several notices, piece by piece.

        Memory does not grow with the number of notices, nor with the size of the calendar.

        Args:
            notices: Read one after the other; the calendar has the name of the first, unless the
                options say another.

        Raises:
            ExportError: As `export`; or two notices are the same document, or there is none.
        """
        return written(notices, self)
