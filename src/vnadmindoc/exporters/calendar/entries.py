"""Entries of a calendar as plain values: names of properties, and what they hold.

Promised: a value's Python type is its type in a calendar file, so every writer of entries writes
the same thing.
Refused here: octets, and what an entry says.
Source: RFC 5545, 3.3 (types of values); the order is icalendar's own.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import Final

from attrs import frozen

VIETNAM: Final = timezone(timedelta(hours=7))
"""The offset of every hour: since June 1975 without a change, so exact without a table of zones."""
ZONE_NAME: Final = "Asia/Ho_Chi_Minh"
ZONE_SINCE: Final = 1977
"""From which year the zone of this name has had this offset, reminders of a year before too."""


class Plain(str):
    """A value that is written as it stands: an address, a rule, an offset from UTC."""

    __slots__ = ()


@frozen
class Held:
    """A value with parameters.

    Attributes:
        value: The value.
        parameters: Name and value of each, sorted by name; a CN is written in quotes.
    """

    value: "Single"
    parameters: tuple[tuple[str, str], ...]


Single = str | Plain | int | datetime | date | timedelta | tuple[str, ...] | tuple[date, ...]
"""Text, plain, a whole number, a point in time (in UTC or in Vietnam), a day, a span, or a list."""

Value = Single | Held | Sequence[Single | Held]
"""A `list` is a property that stands more than once."""


@frozen
class Entry:
    """A component of a calendar (RFC 5545, 3.6).

    Attributes:
        name: ``"VEVENT"``, ``"VTODO"``, ``"VALARM"``, …
        properties: What it holds, by name.
        parts: The components in it.
    """

    name: str
    properties: Mapping[str, Value]
    parts: "tuple[Entry, ...]" = ()


_FRAME: Final = (
    "VERSION",
    "PRODID",
    "CALSCALE",
    "METHOD",
    "NAME",
    "X-WR-CALNAME",
    "COLOR",
    "REFRESH-INTERVAL",
    "X-APPLE-CALENDAR-COLOR",
    "X-PUBLISHED-TTL",
)
_SHARED: Final = (
    "ATTACH",
    "ATTENDEE",
    "CATEGORIES",
    "CLASS",
    "CONTACT",
    "DESCRIPTION",
)
_OWN: Final = (
    "X-VNADMINDOC-DIRECTIVE",
    "X-VNADMINDOC-DOCUMENT",
    "X-VNADMINDOC-DUE",
    "X-VNADMINDOC-PHRASE",
)
ORDER: Final[Mapping[str, tuple[str, ...]]] = {
    "VCALENDAR": _FRAME,
    "VEVENT": (
        "SUMMARY",
        "DTSTART",
        "DTEND",
        "DTSTAMP",
        "UID",
        "SEQUENCE",
        "RRULE",
        "EXDATE",
        *_SHARED,
        "LAST-MODIFIED",
        "LOCATION",
        "ORGANIZER",
        "PRIORITY",
        "RELATED-TO",
        "STATUS",
        "TRANSP",
        "URL",
        *_OWN,
    ),
    "VTODO": (
        *_SHARED,
        "DTSTAMP",
        "DTSTART",
        "DUE",
        "LAST-MODIFIED",
        "PRIORITY",
        "RELATED-TO",
        "SEQUENCE",
        "STATUS",
        "SUMMARY",
        "UID",
        "URL",
        *_OWN,
    ),
    "VALARM": ("ACTION", "DESCRIPTION", "TRIGGER"),
    "VTIMEZONE": ("TZID",),
    "STANDARD": ("DTSTART", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO"),
}
"""The properties that our components may hold, in the order in which icalendar writes them."""

ZONE: Final = Entry(
    "VTIMEZONE",
    {"TZID": ZONE_NAME},
    (
        # One rule for all time: with the change of 1975 some readers have moved events by an hour.
        Entry(
            "STANDARD",
            {
                "DTSTART": Plain("19000101T000000"),
                "TZNAME": "+07",
                "TZOFFSETFROM": Plain("+0700"),
                "TZOFFSETTO": Plain("+0700"),
            },
        ),
    ),
)
"""The definition of the zone, which must stand in a file that names it (RFC 5545, 3.6.5)."""
