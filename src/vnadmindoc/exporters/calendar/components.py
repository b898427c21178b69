r"""Entries as icalendar's own objects, for whoever goes on with them, and as jCal.

Promised: icalendar is given finished values only: its own text class reads a line break in ``\N``,
its constructors take UIDs from chance and stamps from the clock.
Source: RFC 5545; RFC 7265 (jCal).
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Protocol, cast

from attrs import evolve
from icalendar import (
    Alarm,
    Calendar,
    Component,
    Event,
    Parameters,
    Timezone,
    TimezoneStandard,
    Todo,
    vCalAddress,
    vCategory,
    vDDDLists,
    vDDDTypes,
    vDuration,
    vInt,
    vRecur,
    vText,
    vUri,
    vUTCOffset,
)

from vnadmindoc.exporters.calendar.entries import VIETNAM, ZONE_NAME, Entry, Held, Plain, Single
from vnadmindoc.exporters.calendar.lines import escaped
from vnadmindoc.exporters.calendar.mapping import Mapper, frame, zones
from vnadmindoc.exporters.calendar.options import CalendarOptions
from vnadmindoc.model import Notice

_CLASSES: Mapping[str, type[Component]] = {
    "VCALENDAR": Calendar,
    "VEVENT": Event,
    "VTODO": Todo,
    "VALARM": Alarm,
    "VTIMEZONE": Timezone,
    "STANDARD": TimezoneStandard,
}


class _Property(Protocol):
    """What every value in a component has: the library's own union of them is looser."""

    params: Parameters


class _Text(vText):
    r"""Text escaped as RFC 5545, 3.3.11 says; the base class turns ``\N`` into a line break."""

    def to_ical(self) -> bytes:
        return escaped(str(self)).encode()


class _Parameters(Parameters):
    """Parameters whose names of people are always in quotes."""

    always_quoted = (*Parameters.always_quoted, "CN")  # type: ignore[assignment]  # icalendar's has a fixed length


def calendar(notice: Notice, options: CalendarOptions) -> Calendar:
    """Return the calendar of a notice as icalendar's object.

    Raises:
        ExportError: As `vnadmindoc.exporters.ics.IcsExporter.export`.
    """
    return cast(Calendar, component(_calendar(notice, options)))


def jcal(notice: Notice, options: CalendarOptions) -> list[object]:
    """Return the calendar of a notice as jCal (RFC 7265): name, properties, components.

    Raises:
        ExportError: As `calendar`.
    """
    found: list[object] = calendar(notice, options).to_jcal()
    return found


def _calendar(notice: Notice, options: CalendarOptions) -> Entry:
    mapper = Mapper(notice, options)
    found = mapper.occasions()
    return evolve(frame(options, mapper.name), parts=(*zones(found), *mapper.entries(found)))


def written_out(read: Component) -> bytes:
    """Return the octets of components that were read: what icalendar writes, but every word.

    Its own text class would write a line break for a backslash before a capital N.
    """
    for part in read.walk():
        for name, value in part.items():
            if isinstance(value, list):
                part[name] = [_exact(each) for each in value]
            else:
                part[name] = _exact(value)
    written: bytes = read.to_ical()
    return written


def _exact(value: object) -> object:
    if isinstance(value, vCategory):
        value.cats = [_Text(str(each)) for each in value.cats]
    elif type(value) is vText:
        text = _Text(str(value))
        text.params = value.params
        return text
    return value


def component(entry: Entry) -> Component:
    """Return an entry and all in it as icalendar's object."""
    made = _CLASSES[entry.name]()
    for name, value in entry.properties.items():
        if type(value) is list:
            made[name] = [_property(name, each) for each in value]
        else:
            made[name] = _property(name, cast(Single, value))
    for part in entry.parts:
        made.add_component(component(part))
    return made


def _property(name: str, value: Single | Held) -> _Property:
    if not isinstance(value, Held):
        return _value(name, value)
    made = _value(name, value.value)
    made.params = _Parameters({**made.params, **dict(value.parameters)})
    return made


def _value(name: str, value: Single) -> _Property:
    match value:
        case Plain():
            return _plain(name, value)
        case str():
            return _Text(value)
        case int():
            return vInt(value)
        case datetime() | date():
            moment = vDDDTypes(value)
            if isinstance(value, datetime) and value.tzinfo is VIETNAM:
                moment.params["TZID"] = ZONE_NAME
            return moment
        case timedelta():
            return vDuration(value)
        case (date(), *_):
            days = vDDDLists(value)
            if not isinstance(value[0], datetime):
                days.params["VALUE"] = "DATE"
            elif value[0].tzinfo is VIETNAM:
                days.params["TZID"] = ZONE_NAME
            return days
        case _:
            categories = vCategory([])
            # The constructor would take plain vText.
            categories.cats = [_Text(str(each)) for each in value]
            return categories


def _plain(name: str, value: str) -> _Property:
    match name:
        case "ATTENDEE" | "ORGANIZER":
            return vCalAddress(value)
        case "RRULE":
            return cast(vRecur, vRecur.from_ical(value))
        case "TZOFFSETFROM" | "TZOFFSETTO":
            return vUTCOffset(timedelta(hours=int(value[:3])))
        case "DTSTART":
            return vDDDTypes(datetime.fromisoformat(value))
        case _:
            return vUri(value)
