"""Rules of components: what each must hold, may hold once, and what its values must be.

Source: RFC 5545, 3.2 to 3.8; RFC 7986, 5.7.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from vnadmindoc.calendar_lint.parsing import DAY, MOMENT, Component, Property, Told, entries_of

_DURATION = re.compile(r"[+-]?P(?:\d+W|(?=.)(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)")
_ESCAPED = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*", re.DOTALL)
_LIST_ESCAPED = re.compile(r"(?:[^\\;]|\\[\\;,nN])*", re.DOTALL)
_OFFSET = re.compile(r"[+-](?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?")
_NO_OFFSET = re.compile(r"-0+")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+")
_TEXTS: Final = ("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "UID", "NAME", "TZID")
_LISTS: Final = ("CATEGORIES", "RESOURCES")
_ONCE: Final = frozenset(
    [
        "CLASS", "COMPLETED", "CREATED", "DESCRIPTION", "DTEND", "DTSTAMP", "DTSTART", "DUE",
        "DURATION", "GEO", "LAST-MODIFIED", "LOCATION", "ORGANIZER", "PERCENT-COMPLETE", "PRIORITY",
        "RECURRENCE-ID", "SEQUENCE", "STATUS", "SUMMARY", "TRANSP", "UID", "URL",
    ]
)  # fmt: skip
_ONCE_ABOVE: Final = ("CALSCALE", "METHOD")
_MOMENTS: Final = (
    "DTSTART", "DTEND", "DUE", "EXDATE", "RDATE", "RECURRENCE-ID", "DTSTAMP", "CREATED",
    "LAST-MODIFIED", "COMPLETED",
)  # fmt: skip
_STATUSES: Final = {
    "VEVENT": ("TENTATIVE", "CONFIRMED", "CANCELLED"),
    "VTODO": ("NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"),
}
_ADDRESSES: Final = ("ATTENDEE", "ORGANIZER")
_WITHIN: Final = {
    "VEVENT": ("VCALENDAR",),
    "VTODO": ("VCALENDAR",),
    "VJOURNAL": ("VCALENDAR",),
    "VFREEBUSY": ("VCALENDAR",),
    "VTIMEZONE": ("VCALENDAR",),
    "VALARM": ("VEVENT", "VTODO"),
    "STANDARD": ("VTIMEZONE",),
    "DAYLIGHT": ("VTIMEZONE",),
}
_ACTIONS: Final = {
    "DISPLAY": ("DESCRIPTION",),
    "EMAIL": ("DESCRIPTION", "SUMMARY", "ATTENDEE"),
}


def a_calendar_has_its_product_and_version(calendar: Component) -> Told:
    """PRODID and VERSION:2.0, each once."""
    for name in ("PRODID", "VERSION"):
        count = len(calendar.all(name))
        if count != 1:
            yield calendar.line, f"{name} stands {count} times"
    version = calendar.one("VERSION")
    if version is not None and version.value != "2.0":
        yield version.line, f"VERSION:{version.value}"


def a_calendar_has_an_entry(calendar: Component) -> Told:
    """At least one component."""
    if not calendar.parts:
        yield calendar.line, "no component in it"


def an_entry_has_its_uid_and_stamp(calendar: Component) -> Told:
    """UID and DTSTAMP are required."""
    for entry in entries_of(calendar):
        for name in ("UID", "DTSTAMP"):
            found = entry.one(name)
            if found is None or not found.value:
                yield entry.line, f"{entry.name} without {name}"


def an_event_has_its_beginning(calendar: Component) -> Told:
    """DTSTART is required where no METHOD is."""
    for entry in entries_of(calendar):
        if entry.name == "VEVENT" and not entry.one("DTSTART") and not calendar.one("METHOD"):
            yield entry.line, "VEVENT without DTSTART"


def a_component_stands_where_it_may(calendar: Component) -> Told:
    """An entry in the calendar, a reminder in an entry, a rule of a zone in the zone."""
    for above in calendar.walk():
        for part in above.parts:
            if above.name not in _WITHIN.get(part.name, (above.name,)):
                yield part.line, f"{part.name} in a {above.name}"


def no_uid_stands_twice(calendar: Component) -> Told:
    """But for single times of a series."""
    seen: set[tuple[str, str]] = set()
    for entry in entries_of(calendar):
        time = entry.one("RECURRENCE-ID")
        for each in entry.all("UID"):
            key = each.value, time.value if time is not None else ""
            if key in seen:
                yield each.line, f"UID {each.value} stands twice"
            seen.add(key)


def what_stands_once_stands_once(calendar: Component) -> Told:
    """Most properties must not occur more than once."""
    for entry in entries_of(calendar):
        for name, count in Counter(each.name for each in entry.properties).items():
            if name in _ONCE and count > 1:
                yield entry.line, f"{name} stands {count} times"
    for name in _ONCE_ABOVE:
        if len(calendar.all(name)) > 1:
            yield calendar.line, f"{name} stands {len(calendar.all(name))} times"


def a_stamp_is_in_utc(calendar: Component) -> Told:
    """DTSTAMP, CREATED, LAST-MODIFIED and COMPLETED."""
    for entry in entries_of(calendar):
        for name in ("DTSTAMP", "CREATED", "LAST-MODIFIED", "COMPLETED"):
            for each in entry.all(name):
                if not (MOMENT.fullmatch(each.value) and each.value.endswith("Z")):
                    yield each.line, f"{name}:{each.value}"


def a_day_has_the_type_it_names(calendar: Component) -> Told:
    """VALUE=DATE for a day, none for a point in time."""
    for entry in entries_of(calendar):
        for name in ("DTSTART", "DTEND", "DUE", "EXDATE", "RECURRENCE-ID"):
            for each in entry.all(name):
                is_day = each.parameters.get("VALUE") == "DATE"
                for value in each.value.split(","):
                    if not (DAY if is_day else MOMENT).fullmatch(value):
                        yield each.line, f"{name} is no {'DATE' if is_day else 'DATE-TIME'}"


def a_day_is_in_the_calendar(calendar: Component) -> Told:
    """No 31 February, no hour 25; a second 60 is one that was put in."""
    for part in calendar.walk():
        for each in part.properties:
            if each.name not in _MOMENTS:
                continue
            for value in each.value.split(","):
                if not (DAY.fullmatch(value) or MOMENT.fullmatch(value)):
                    continue
                second = "59" if value[13:15] == "60" else value[13:15]
                try:
                    datetime.fromisoformat(value[:13] + second)
                except ValueError:
                    yield each.line, f"{each.name}:{value} is no day or hour"


def a_day_names_no_zone(calendar: Component) -> Told:
    """TZID is for hours alone."""
    for part in calendar.walk():
        for each in part.properties:
            if "TZID" in each.parameters and each.parameters.get("VALUE") == "DATE":
                yield each.line, f"{each.name}: TZID beside a day"


def an_end_follows_its_beginning(calendar: Component) -> Told:
    """DTEND and DUE are later than DTSTART, of its type, and not beside DURATION."""
    for entry in entries_of(calendar):
        start = entry.one("DTSTART")
        for name in ("DTEND", "DUE"):
            end = entry.one(name)
            if end is None:
                continue
            if entry.one("DURATION"):
                yield end.line, f"{name} beside DURATION"
            if start is None:
                continue
            if _type(start) != _type(end):
                yield end.line, f"{name} is of another type than DTSTART"
            elif end.value <= start.value:
                yield end.line, f"{name} is not later than DTSTART"


def a_span_has_its_beginning(calendar: Component) -> Told:
    """DURATION is a span, not backwards, and counts from DTSTART; of a whole day in days."""
    for entry in entries_of(calendar):
        for each in entry.all("DURATION"):
            start = entry.one("DTSTART")
            if not _DURATION.fullmatch(each.value) or each.value.startswith("-"):
                yield each.line, f"DURATION:{each.value}"
            elif start is None:
                yield each.line, "DURATION without DTSTART"
            elif _type(start) == "DATE" and "T" in each.value:
                yield each.line, "DURATION in hours of a whole day"


def a_zone_that_is_named_is_defined(calendar: Component) -> Told:
    """Each TZID has a VTIMEZONE, and none stands beside a point in UTC."""
    defined = {
        each.value
        for part in calendar.parts
        if part.name == "VTIMEZONE"
        for each in part.all("TZID")
    }
    for part in calendar.walk():
        for each in part.properties:
            zone = each.parameters.get("TZID")
            if zone is not None and zone not in defined:
                yield each.line, f"{each.name}: no VTIMEZONE for {zone}"
            if zone is not None and each.value.endswith("Z"):
                yield each.line, f"{each.name}: TZID beside UTC"


def a_zone_is_defined_once(calendar: Component) -> Told:
    """Each TZID of a VTIMEZONE is another."""
    seen: set[str] = set()
    for part in calendar.parts:
        for each in part.all("TZID") if part.name == "VTIMEZONE" else ():
            if each.value in seen:
                yield each.line, f"the zone {each.value} is defined twice"
            seen.add(each.value)


def a_zone_has_its_offsets(calendar: Component) -> Told:
    """A rule in each VTIMEZONE, with its beginning in local time and its two offsets."""
    for part in calendar.parts:
        if part.name == "VTIMEZONE":
            if not part.parts or not part.one("TZID"):
                yield part.line, "VTIMEZONE without TZID or rule"
            for rule in part.parts:
                for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"):
                    found = rule.one(name)
                    if found is None:
                        yield rule.line, f"{rule.name} without {name}"
                    elif name == "DTSTART" and found.value.endswith("Z"):
                        yield found.line, "DTSTART of a zone in UTC"
                    elif name != "DTSTART" and (
                        not _OFFSET.fullmatch(found.value) or _NO_OFFSET.fullmatch(found.value)
                    ):
                        yield found.line, f"{name}:{found.value}"


def a_reminder_has_its_action_and_trigger(calendar: Component) -> Told:
    """ACTION and TRIGGER once, and what each action shows or sends."""
    for _, alarm in _alarms(calendar):
        for name in ("ACTION", "TRIGGER"):
            if len(alarm.all(name)) != 1:
                yield alarm.line, f"VALARM has {len(alarm.all(name))} {name}"
        action = alarm.one("ACTION")
        shown = "" if action is None else action.value
        for name in _ACTIONS.get(shown, ()):
            if not alarm.one(name):
                yield alarm.line, f"ACTION:{shown} without {name}"


def a_reminder_repeats_with_its_pause(calendar: Component) -> Told:
    """REPEAT and DURATION stand together or not at all."""
    for _, alarm in _alarms(calendar):
        if (alarm.one("REPEAT") is None) != (alarm.one("DURATION") is None):
            yield alarm.line, "REPEAT and DURATION belong together"


def a_trigger_can_be_reckoned(calendar: Component) -> Told:
    """A span from an anchor that is there, or a point in UTC."""
    for entry, alarm in _alarms(calendar):
        for trigger in alarm.all("TRIGGER"):
            if trigger.parameters.get("VALUE") == "DATE-TIME":
                if not (MOMENT.fullmatch(trigger.value) and trigger.value.endswith("Z")):
                    yield trigger.line, f"TRIGGER {trigger.value} is not in UTC"
                continue
            if not _DURATION.fullmatch(trigger.value):
                yield trigger.line, f"TRIGGER {trigger.value} is no span"
            anchors: tuple[str, ...] = ("DTSTART",)
            if trigger.parameters.get("RELATED") == "END":
                anchors = ("DUE",) if entry.name == "VTODO" else ("DTEND", "DURATION", "DTSTART")
            if not any(entry.one(name) for name in anchors):
                yield trigger.line, f"TRIGGER counts from {anchors[0]}, which is missing"


def a_status_is_of_its_kind(calendar: Component) -> Told:
    """Events and tasks have each their own."""
    for entry in entries_of(calendar):
        for each in entry.all("STATUS"):
            if each.value not in _STATUSES[entry.name]:
                yield each.line, f"STATUS:{each.value} of a {entry.name}"


def time_is_taken_or_left_free(calendar: Component) -> Told:
    """TRANSP is one of two, and of events alone."""
    for entry in entries_of(calendar):
        for each in entry.all("TRANSP"):
            if entry.name != "VEVENT" or each.value not in ("OPAQUE", "TRANSPARENT"):
                yield each.line, f"TRANSP:{each.value} of a {entry.name}"


def a_number_is_in_its_range(calendar: Component) -> Told:
    """PRIORITY 0 to 9, PERCENT-COMPLETE 0 to 100, SEQUENCE from 0."""
    for entry in entries_of(calendar):
        for name, most in (("PRIORITY", 9), ("PERCENT-COMPLETE", 100), ("SEQUENCE", 2**31 - 1)):
            for each in entry.all(name):
                if not (each.value.isascii() and each.value.isdigit() and int(each.value) <= most):
                    yield each.line, f"{name}:{each.value}"


def text_is_escaped(calendar: Component) -> Told:
    """Backslash, semicolon, comma and line break."""
    for part in calendar.walk():
        for each in part.properties:
            pattern = _ESCAPED if each.name in _TEXTS else _LIST_ESCAPED
            if each.name in (*_TEXTS, *_LISTS) and not pattern.fullmatch(each.value):
                yield each.line, f"{each.name} is not escaped"


def an_address_is_one(calendar: Component) -> Told:
    """Those of people are URIs."""
    for entry in entries_of(calendar):
        for each in entry.properties:
            if each.name in _ADDRESSES and not re.fullmatch(
                r"(?i)mailto:[^@\s;,\"]+@[^@\s;,\"]+", each.value
            ):
                yield each.line, f"{each.name}:{each.value}"


def a_link_is_a_uri(calendar: Component) -> Told:
    """URL and ATTACH, unless the latter holds the file itself."""
    for part in calendar.walk():
        for each in part.properties:
            if each.name not in ("URL", "ATTACH") or "ENCODING" in each.parameters:
                continue
            if not _URI.fullmatch(each.value):
                yield each.line, f"{each.name}:{each.value}"


def nothing_is_its_own_parent(calendar: Component) -> Told:
    """RELATED-TO names another entry."""
    for entry in entries_of(calendar):
        uid = entry.one("UID")
        for each in entry.all("RELATED-TO"):
            if uid is not None and each.value == uid.value:
                yield each.line, "RELATED-TO names the entry itself"


def a_refresh_interval_names_its_type(calendar: Component) -> Told:
    """VALUE=DURATION is required."""
    for each in calendar.all("REFRESH-INTERVAL"):
        if each.parameters.get("VALUE") != "DURATION" or not _DURATION.fullmatch(each.value):
            yield each.line, f"REFRESH-INTERVAL:{each.value}"


RULES: Final[dict[Callable[[Component], Told], str]] = {
    a_calendar_has_its_product_and_version: "RFC 5545, 3.6",
    a_calendar_has_an_entry: "RFC 5545, 3.6",
    an_entry_has_its_uid_and_stamp: "RFC 5545, 3.6.1 and 3.6.2",
    an_event_has_its_beginning: "RFC 5545, 3.6.1",
    a_component_stands_where_it_may: "RFC 5545, 3.6",
    no_uid_stands_twice: "RFC 5545, 3.8.4.7",
    what_stands_once_stands_once: "RFC 5545, 3.6.1 and 3.6.2",
    a_stamp_is_in_utc: "RFC 5545, 3.8.7",
    a_day_has_the_type_it_names: "RFC 5545, 3.3.4 and 3.3.5",
    a_day_is_in_the_calendar: "RFC 5545, 3.3.4 and 3.3.5",
    a_day_names_no_zone: "RFC 5545, 3.2.19",
    an_end_follows_its_beginning: "RFC 5545, 3.8.2.2 and 3.8.2.3",
    a_span_has_its_beginning: "RFC 5545, 3.3.6, 3.6.1 and 3.6.2",
    a_zone_that_is_named_is_defined: "RFC 5545, 3.2.19",
    a_zone_is_defined_once: "RFC 5545, 3.6.5",
    a_zone_has_its_offsets: "RFC 5545, 3.3.14 and 3.6.5",
    a_reminder_has_its_action_and_trigger: "RFC 5545, 3.6.6",
    a_reminder_repeats_with_its_pause: "RFC 5545, 3.6.6",
    a_trigger_can_be_reckoned: "RFC 5545, 3.8.6.3",
    a_status_is_of_its_kind: "RFC 5545, 3.8.1.11",
    time_is_taken_or_left_free: "RFC 5545, 3.8.2.7",
    a_number_is_in_its_range: "RFC 5545, 3.8.1.8, 3.8.1.9 and 3.8.7.4",
    text_is_escaped: "RFC 5545, 3.3.11",
    an_address_is_one: "RFC 5545, 3.3.3",
    a_link_is_a_uri: "RFC 5545, 3.3.13",
    nothing_is_its_own_parent: "RFC 5545, 3.8.4.5",
    a_refresh_interval_names_its_type: "RFC 7986, 5.7",
}
"""The rules, each with its section."""


def _alarms(calendar: Component) -> Iterator[tuple[Component, Component]]:
    for entry in entries_of(calendar):
        for part in entry.parts:
            if part.name == "VALARM":
                yield entry, part


def _type(each: Property) -> str:
    """Return the type of a point in time; in UTC or by a zone are two."""
    if each.parameters.get("VALUE") == "DATE":
        return "DATE"
    return "UTC" if each.value.endswith("Z") else "LOCAL"
