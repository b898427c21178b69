"""What RFC 5545 says a calendar MUST be, looked for in its octets.

Promised: every rule is one function, named by the sentence that holds; a file that breaks none is
taken by every reader we know. Nothing of the writing rooms is used, so no mistake can hide twice.
Refused here: guessing what was meant; a file whose lines cannot be told apart has that one finding.
Source: RFC 5545, RFC 5546 (methods), RFC 7986, each rule with its section.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from attrs import define, field, frozen

_KINDS: Final = ("VEVENT", "VTODO")
_LINE = re.compile(
    r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)',
    re.DOTALL,
)
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)')
_DAY = re.compile(r"\d{8}")
_MOMENT = re.compile(r"\d{8}T\d{6}Z?")
_DURATION = re.compile(r"[+-]?P(?:\d+W|(?=.)(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)")
_ESCAPED = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*", re.DOTALL)
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
_TEXTS: Final = ("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT")
_ONCE: Final = frozenset(
    [
        "CLASS", "COMPLETED", "CREATED", "DESCRIPTION", "DTEND", "DTSTAMP", "DTSTART", "DUE",
        "DURATION", "GEO", "LAST-MODIFIED", "LOCATION", "ORGANIZER", "PERCENT-COMPLETE", "PRIORITY",
        "RECURRENCE-ID", "SEQUENCE", "STATUS", "SUMMARY", "TRANSP", "UID", "URL",
    ]
)  # fmt: skip
_STATUSES: Final = {
    "VEVENT": ("TENTATIVE", "CONFIRMED", "CANCELLED"),
    "VTODO": ("NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"),
}
_ADDRESSES: Final = ("ATTENDEE", "ORGANIZER")
_REQUIRED_BY: Final = {
    "REQUEST": ("ATTENDEE", "DTSTAMP", "DTSTART", "ORGANIZER", "SUMMARY", "UID"),
    "CANCEL": ("DTSTAMP", "ORGANIZER", "SEQUENCE", "UID"),
    "REPLY": ("ATTENDEE", "DTSTAMP", "ORGANIZER", "UID"),
    "PUBLISH": ("DTSTAMP", "DTSTART", "ORGANIZER", "SUMMARY", "UID"),
}


@frozen
class Breach:
    """One rule that a calendar breaks.

    Attributes:
        rule: The name of the rule.
        section: Where it stands, ``"RFC 5545, 3.1"``.
        message: What is wrong.
        line: The physical line on which it begins, from 1; 0 for the file as a whole.
    """

    rule: str
    section: str
    message: str
    line: int

    def __str__(self) -> str:
        return f"line {self.line}: {self.message} ({self.rule}, {self.section})"


@frozen
class _Property:
    name: str
    parameters: dict[str, str]
    value: str
    line: int


@define
class _Component:
    name: str
    line: int
    properties: list[_Property] = field(factory=list)
    parts: "list[_Component]" = field(factory=list)

    def all(self, name: str) -> list[_Property]:
        return [each for each in self.properties if each.name == name]

    def one(self, name: str) -> _Property | None:
        return next((each for each in self.properties if each.name == name), None)

    def walk(self) -> "Iterator[_Component]":
        yield self
        for part in self.parts:
            yield from part.walk()


Told = Iterator[tuple[int, str]]
"""Physical lines, and what is wrong there."""


def lint(data: bytes) -> tuple[Breach, ...]:
    """Return the rules that a calendar breaks, in the order of the rules; none if it is sound."""
    found = [
        Breach(rule.__name__, section, message, line)
        for rule, section in OCTET_RULES.items()
        for line, message in rule(data)
    ]
    calendars, faults = _parsed(data)
    found += [Breach("lines_are_read", "RFC 5545, 3.1", text, line) for line, text in faults]
    for calendar in calendars:
        found += [
            Breach(rule.__name__, section, message, line)
            for rule, section in RULES.items()
            for line, message in rule(calendar)
        ]
    return tuple(found)


# Octets


def every_line_ends_with_crlf(data: bytes) -> Told:
    """A line break is a carriage return and a line feed, at the end of the file too."""
    for number, line in enumerate(data.split(b"\n")[:-1], 1):
        if not line.endswith(b"\r"):
            yield number, "a line feed without a carriage return"
    if not data.endswith(b"\r\n"):
        yield data.count(b"\n") + 1, "no line break at the end"


def no_line_is_longer_than_75_octets(data: bytes) -> Told:
    """The line break not counted, a fold's blank counted."""
    for number, line in enumerate(data.split(b"\r\n"), 1):
        if len(line) > 75:
            yield number, f"{len(line)} octets"


def every_line_is_utf8(data: bytes) -> Told:
    """By itself: no fold stands inside a letter, no byte order mark before the first."""
    if data.startswith(b"\xef\xbb\xbf"):
        yield 1, "a byte order mark"
    for number, line in enumerate(data.split(b"\r\n"), 1):
        try:
            line.decode()
        except UnicodeDecodeError as error:
            yield number, f"no UTF-8, or a letter cut in two: {error.reason}"


def no_control_character_is_in_it(data: bytes) -> Told:
    """But for tabs and line breaks."""
    for number, line in enumerate(data.split(b"\r\n"), 1):
        found = _CONTROL.search(line.decode(errors="replace"))
        if found:
            yield number, f"the control character U+{ord(found[0]):04X}"


# Components


def a_calendar_has_its_product_and_version(calendar: _Component) -> Told:
    """PRODID and VERSION:2.0, each once."""
    for name in ("PRODID", "VERSION"):
        count = len(calendar.all(name))
        if count != 1:
            yield calendar.line, f"{name} stands {count} times"
    version = calendar.one("VERSION")
    if version is not None and version.value != "2.0":
        yield version.line, f"VERSION:{version.value}"


def a_calendar_has_an_entry(calendar: _Component) -> Told:
    """At least one component."""
    if not calendar.parts:
        yield calendar.line, "no component in it"


def an_entry_has_its_uid_and_stamp(calendar: _Component) -> Told:
    """UID and DTSTAMP are required."""
    for entry in _entries(calendar):
        for name in ("UID", "DTSTAMP"):
            found = entry.one(name)
            if found is None or not found.value:
                yield entry.line, f"{entry.name} without {name}"


def an_event_has_its_beginning(calendar: _Component) -> Told:
    """DTSTART is required where no METHOD is."""
    for entry in _entries(calendar):
        if entry.name == "VEVENT" and not entry.one("DTSTART") and not calendar.one("METHOD"):
            yield entry.line, "VEVENT without DTSTART"


def no_uid_stands_twice(calendar: _Component) -> Told:
    """But for single times of a series."""
    seen: set[tuple[str, str]] = set()
    for entry in _entries(calendar):
        time = entry.one("RECURRENCE-ID")
        for each in entry.all("UID"):
            key = each.value, time.value if time is not None else ""
            if key in seen:
                yield each.line, f"UID {each.value} stands twice"
            seen.add(key)


def what_stands_once_stands_once(calendar: _Component) -> Told:
    """Most properties must not occur more than once."""
    for entry in _entries(calendar):
        for name, count in Counter(each.name for each in entry.properties).items():
            if name in _ONCE and count > 1:
                yield entry.line, f"{name} stands {count} times"


def a_stamp_is_in_utc(calendar: _Component) -> Told:
    """DTSTAMP, CREATED, LAST-MODIFIED and COMPLETED."""
    for entry in _entries(calendar):
        for name in ("DTSTAMP", "CREATED", "LAST-MODIFIED", "COMPLETED"):
            for each in entry.all(name):
                if not (_MOMENT.fullmatch(each.value) and each.value.endswith("Z")):
                    yield each.line, f"{name}:{each.value}"


def a_day_has_the_type_it_names(calendar: _Component) -> Told:
    """VALUE=DATE for a day, none for a point in time."""
    for entry in _entries(calendar):
        for name in ("DTSTART", "DTEND", "DUE", "EXDATE", "RECURRENCE-ID"):
            for each in entry.all(name):
                is_day = each.parameters.get("VALUE") == "DATE"
                for value in each.value.split(","):
                    if not (_DAY if is_day else _MOMENT).fullmatch(value):
                        yield each.line, f"{name} is no {'DATE' if is_day else 'DATE-TIME'}"


def an_end_follows_its_beginning(calendar: _Component) -> Told:
    """DTEND and DUE are later than DTSTART, of its type, and not beside DURATION."""
    for entry in _entries(calendar):
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


def a_zone_that_is_named_is_defined(calendar: _Component) -> Told:
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


def a_zone_has_its_offsets(calendar: _Component) -> Told:
    """A rule in each VTIMEZONE, with its beginning and its two offsets."""
    for part in calendar.parts:
        if part.name == "VTIMEZONE":
            if not part.parts or not part.one("TZID"):
                yield part.line, "VTIMEZONE without TZID or rule"
            for rule in part.parts:
                for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"):
                    if not rule.one(name):
                        yield rule.line, f"{rule.name} without {name}"


def a_reminder_has_its_action_and_trigger(calendar: _Component) -> Told:
    """ACTION and TRIGGER once, DESCRIPTION with ACTION:DISPLAY."""
    for _, alarm in _alarms(calendar):
        for name in ("ACTION", "TRIGGER"):
            if len(alarm.all(name)) != 1:
                yield alarm.line, f"VALARM has {len(alarm.all(name))} {name}"
        action = alarm.one("ACTION")
        if action is not None and action.value == "DISPLAY" and not alarm.one("DESCRIPTION"):
            yield alarm.line, "a VALARM that displays nothing"


def a_trigger_can_be_reckoned(calendar: _Component) -> Told:
    """A span from an anchor that is there, or a point in UTC."""
    for entry, alarm in _alarms(calendar):
        for trigger in alarm.all("TRIGGER"):
            if trigger.parameters.get("VALUE") == "DATE-TIME":
                if not (_MOMENT.fullmatch(trigger.value) and trigger.value.endswith("Z")):
                    yield trigger.line, f"TRIGGER {trigger.value} is not in UTC"
                continue
            if not _DURATION.fullmatch(trigger.value):
                yield trigger.line, f"TRIGGER {trigger.value} is no span"
            anchors: tuple[str, ...] = ("DTSTART",)
            if trigger.parameters.get("RELATED") == "END":
                anchors = ("DUE",) if entry.name == "VTODO" else ("DTEND", "DURATION", "DTSTART")
            if not any(entry.one(name) for name in anchors):
                yield trigger.line, f"TRIGGER counts from {anchors[0]}, which is missing"


def a_status_is_of_its_kind(calendar: _Component) -> Told:
    """Events and tasks have each their own."""
    for entry in _entries(calendar):
        for each in entry.all("STATUS"):
            if each.value not in _STATUSES[entry.name]:
                yield each.line, f"STATUS:{each.value} of a {entry.name}"


def a_number_is_in_its_range(calendar: _Component) -> Told:
    """PRIORITY 0 to 9, PERCENT-COMPLETE 0 to 100, SEQUENCE from 0."""
    for entry in _entries(calendar):
        for name, most in (("PRIORITY", 9), ("PERCENT-COMPLETE", 100), ("SEQUENCE", 2**31 - 1)):
            for each in entry.all(name):
                if not (each.value.isascii() and each.value.isdigit() and int(each.value) <= most):
                    yield each.line, f"{name}:{each.value}"


def text_is_escaped(calendar: _Component) -> Told:
    """Backslash, semicolon, comma and line break."""
    for part in calendar.walk():
        for each in part.properties:
            if each.name in _TEXTS and not _ESCAPED.fullmatch(each.value):
                yield each.line, f"{each.name} is not escaped"


def an_address_is_one(calendar: _Component) -> Told:
    """Those of people are URIs."""
    for entry in _entries(calendar):
        for each in entry.properties:
            if each.name in _ADDRESSES and not re.fullmatch(
                r"(?i)mailto:[^@\s;,\"]+@[^@\s;,\"]+", each.value
            ):
                yield each.line, f"{each.name}:{each.value}"


def a_rule_has_its_frequency_and_one_end(calendar: _Component) -> Told:
    """FREQ is required; UNTIL and COUNT exclude each other; UNTIL has the type of DTSTART."""
    for entry in _entries(calendar):
        for each in entry.all("RRULE"):
            parts = dict(part.partition("=")[::2] for part in each.value.split(";"))
            if "FREQ" not in parts:
                yield each.line, "RRULE without FREQ"
            if "UNTIL" in parts and "COUNT" in parts:
                yield each.line, "RRULE with UNTIL and COUNT"
            start = entry.one("DTSTART")
            if start is None:
                yield each.line, "RRULE without DTSTART"
            elif "UNTIL" in parts and bool(_DAY.fullmatch(parts["UNTIL"])) != (
                start.parameters.get("VALUE") == "DATE"
            ):
                yield each.line, "UNTIL is of another type than DTSTART"


def nothing_is_its_own_parent(calendar: _Component) -> Told:
    """RELATED-TO names another entry."""
    for entry in _entries(calendar):
        uid = entry.one("UID")
        for each in entry.all("RELATED-TO"):
            if uid is not None and each.value == uid.value:
                yield each.line, "RELATED-TO names the entry itself"


def a_refresh_interval_names_its_type(calendar: _Component) -> Told:
    """VALUE=DURATION is required."""
    for each in calendar.all("REFRESH-INTERVAL"):
        if each.parameters.get("VALUE") != "DURATION" or not _DURATION.fullmatch(each.value):
            yield each.line, f"REFRESH-INTERVAL:{each.value}"


def a_method_has_what_it_requires(calendar: _Component) -> Told:
    """Of one entry, with its people; a cancellation without reminders."""
    method = calendar.one("METHOD")
    if method is None:
        return
    uids = {each.value for entry in _entries(calendar) for each in entry.all("UID")}
    if method.value != "PUBLISH" and len(uids) > 1:
        yield method.line, f"METHOD:{method.value} with {len(uids)} UIDs"
    for entry in _entries(calendar):
        for name in _REQUIRED_BY.get(method.value, ()):
            if not entry.one(name):
                yield entry.line, f"METHOD:{method.value} without {name}"
        if method.value == "CANCEL" and any(part.name == "VALARM" for part in entry.parts):
            yield entry.line, "METHOD:CANCEL with a reminder"


OCTET_RULES: Final[dict[Callable[[bytes], Told], str]] = {
    every_line_ends_with_crlf: "RFC 5545, 3.1",
    no_line_is_longer_than_75_octets: "RFC 5545, 3.1",
    every_line_is_utf8: "RFC 5545, 3.1.4",
    no_control_character_is_in_it: "RFC 5545, 3.1",
}
"""The rules of octets, each with its section."""

RULES: Final[dict[Callable[[_Component], Told], str]] = {
    a_calendar_has_its_product_and_version: "RFC 5545, 3.6",
    a_calendar_has_an_entry: "RFC 5545, 3.6",
    an_entry_has_its_uid_and_stamp: "RFC 5545, 3.6.1 and 3.6.2",
    an_event_has_its_beginning: "RFC 5545, 3.6.1",
    no_uid_stands_twice: "RFC 5545, 3.8.4.7",
    what_stands_once_stands_once: "RFC 5545, 3.6.1 and 3.6.2",
    a_stamp_is_in_utc: "RFC 5545, 3.8.7",
    a_day_has_the_type_it_names: "RFC 5545, 3.3.4 and 3.3.5",
    an_end_follows_its_beginning: "RFC 5545, 3.8.2.2 and 3.8.2.3",
    a_zone_that_is_named_is_defined: "RFC 5545, 3.2.19",
    a_zone_has_its_offsets: "RFC 5545, 3.6.5",
    a_reminder_has_its_action_and_trigger: "RFC 5545, 3.6.6",
    a_trigger_can_be_reckoned: "RFC 5545, 3.8.6.3",
    a_status_is_of_its_kind: "RFC 5545, 3.8.1.11",
    a_number_is_in_its_range: "RFC 5545, 3.8.1.8, 3.8.1.9 and 3.8.7.4",
    text_is_escaped: "RFC 5545, 3.3.11",
    an_address_is_one: "RFC 5545, 3.3.3",
    a_rule_has_its_frequency_and_one_end: "RFC 5545, 3.3.10",
    nothing_is_its_own_parent: "RFC 5545, 3.8.4.5",
    a_refresh_interval_names_its_type: "RFC 7986, 5.7",
    a_method_has_what_it_requires: "RFC 5546, 3.2",
}
"""The rules of components, each with its section."""


def _entries(calendar: _Component) -> list[_Component]:
    return [part for part in calendar.parts if part.name in _KINDS]


def _alarms(calendar: _Component) -> Iterator[tuple[_Component, _Component]]:
    for entry in _entries(calendar):
        for part in entry.parts:
            if part.name == "VALARM":
                yield entry, part


def _type(each: _Property) -> str:
    """Return the type of a point in time; in UTC or by a zone are two."""
    if each.parameters.get("VALUE") == "DATE":
        return "DATE"
    return "UTC" if each.value.endswith("Z") else "LOCAL"


def _parsed(data: bytes) -> tuple[list[_Component], list[tuple[int, str]]]:
    """Return the calendars of a file, and the lines that make none."""
    tops: list[_Component] = []
    faults: list[tuple[int, str]] = []
    stack: list[_Component] = []
    for number, text in _logical(data):
        found = _LINE.fullmatch(text)
        if found is None:
            faults.append((number, f"no content line: {text[:40]!r}"))
            continue
        name, value = found[1].upper(), found[3]
        parameters = {key.upper(): held.strip('"') for key, held in _PARAMETER.findall(found[2])}
        if name == "BEGIN":
            part = _Component(value.upper(), number)
            (stack[-1].parts if stack else tops).append(part)
            stack.append(part)
        elif name == "END":
            if not stack or stack.pop().name != value.upper():
                faults.append((number, f"END:{value} closes nothing"))
        elif not stack:
            faults.append((number, f"{name} outside a component"))
        else:
            stack[-1].properties.append(_Property(name, parameters, value, number))
    faults += [(part.line, f"BEGIN:{part.name} is never closed") for part in stack]
    if not any(part.name == "VCALENDAR" for part in tops):
        faults.append((1, "no VCALENDAR"))
    return [part for part in tops if part.name == "VCALENDAR"], faults


def _logical(data: bytes) -> Iterator[tuple[int, str]]:
    """Yield content lines, folds undone, with the number of their first physical line."""
    begun, pieces = 0, []
    for number, line in enumerate(re.split(rb"\r?\n", data), 1):
        if line[:1] in (b" ", b"\t"):
            pieces.append(line[1:])
            continue
        if pieces:
            yield begun, b"".join(pieces).decode(errors="replace")
        begun, pieces = number, [line] if line else []
    if pieces:
        yield begun, b"".join(pieces).decode(errors="replace")
