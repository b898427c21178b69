"""What a calendar does not say of a notice.

Refused here: octets; what is said is asked of the entries, before they are written.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from vnadmindoc.exporters.calendar.entries import Entry, Held, Value
from vnadmindoc.exporters.calendar.mapping import Mapper
from vnadmindoc.exporters.calendar.options import CalendarOptions
from vnadmindoc.inventory import missing
from vnadmindoc.model import Notice


def untold(notice: Notice, options: CalendarOptions) -> tuple[str, ...]:
    """Return the paths of what no entry says: all that has no day, and what was cut.

    Raises:
        ExportError: The notice is secret.
    """
    mapper = Mapper(notice, options)
    entries = mapper.entries(mapper.found())
    return missing(notice, "\n".join([mapper.name, *_texts(entries)]))


def _texts(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        for value in entry.properties.values():
            yield from _text(value)


def _text(value: Value) -> Iterator[str]:
    match value:
        case Held():
            yield from _text(value.value)
        case list() | tuple():
            for each in value:
                yield from _text(each)
        case datetime():
            yield f"{value:%Y%m%dT%H%M%S}"
        case date():
            yield f"{value:%Y%m%d}"
        case str():
            yield value
        case _:  # a number, as that of a priority, is no label that bears the same one
            return
