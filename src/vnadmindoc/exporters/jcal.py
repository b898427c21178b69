"""Dated deadlines of a notice as jCal, the same calendar in JSON.

Promised: what stands in the calendar file stands here, as icalendar says it.
Source: RFC 7265.
"""

import json
from typing import ClassVar

from attrs import frozen

from vnadmindoc.exporters.calendar.components import jcal
from vnadmindoc.exporters.calendar.losses import untold
from vnadmindoc.exporters.calendar.options import CalendarOptions
from vnadmindoc.model import Notice


@frozen(kw_only=True)
class JcalExporter(CalendarOptions):
    """Writes the dated deadlines of a notice as jCal, RFC 7265 (*xuất lịch dạng JSON*)."""

    suffix: ClassVar[str] = ".jcal"
    media_type: ClassVar[str] = "application/calendar+json"

    def export(self, notice: Notice) -> bytes:
        """Return the calendar; see `vnadmindoc.exporters.ics.IcsExporter`.

        Raises:
            ExportError: As there.
        """
        return (json.dumps(jcal(notice, self), ensure_ascii=False) + "\n").encode()

    def lost(self, notice: Notice) -> tuple[str, ...]:
        """Return the paths of what the calendar does not say: all that has no day.

        Raises:
            ExportError: The notice is secret.
        """
        return untold(notice, self)
