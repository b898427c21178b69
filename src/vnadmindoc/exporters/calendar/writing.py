"""Notices to the octets of one calendar, for a file of its own and for one inside another file.

Promised: memory does not grow with the number of notices, nor with the size of the calendar.
Refused here: what an entry says, which `vnadmindoc.exporters.calendar.mapping` settles.
"""

from collections.abc import Iterable, Iterator

from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.calendar import lines
from vnadmindoc.exporters.calendar.mapping import Mapper, frame, zones
from vnadmindoc.exporters.calendar.options import CalendarOptions
from vnadmindoc.model import Notice


def written(notices: Iterable[Notice], options: CalendarOptions) -> Iterator[bytes]:
    """Yield one calendar, piece by piece.

    Args:
        notices: Read one after the other; the calendar has the name of the first, unless the
            options say another.
        options: What the calendar is to hold.

    Raises:
        ExportError: A notice is secret, or nothing in it has a day; two notices are the same
            document, or there is none.
    """
    known: set[str] = set()
    end = b""
    named_zones = False
    for notice in notices:
        mapper = Mapper(notice, options)
        found = mapper.occasions()
        if not known:
            head, end = lines.frame(frame(options, mapper.name))
            yield head
        if mapper.key in known:
            raise ExportError(
                "two issues of one document in one calendar",
                place=mapper.name,
                remedy="leave out the earlier one; vnadmindoc.reissue tells what changed",
            )
        known.add(mapper.key)
        if not named_zones:
            for zone in zones(found):
                named_zones = True
                yield lines.octets(zone)
        for entry in mapper.entries(found):
            yield lines.octets(entry)
    if not known:
        raise ExportError("there is no notice to make a calendar of")
    yield end
