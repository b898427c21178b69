"""Rules of messages: what a method requires of its entries, and what it forbids.

Source: RFC 5546, 3.2 and 3.4 (the tables of each method).
"""

from collections.abc import Callable
from typing import Final

from vnadmindoc.calendar_lint.parsing import Component, Told, entries_of

_METHODS: Final = (
    "PUBLISH", "REQUEST", "REPLY", "ADD", "CANCEL", "REFRESH", "COUNTER", "DECLINECOUNTER",
)  # fmt: skip
_REQUIRED_BY: Final = {
    "PUBLISH": ("DTSTAMP", "DTSTART", "ORGANIZER", "SUMMARY", "UID"),
    "REQUEST": ("ATTENDEE", "DTSTAMP", "DTSTART", "ORGANIZER", "SUMMARY", "UID"),
    "REPLY": ("ATTENDEE", "DTSTAMP", "ORGANIZER", "UID"),
    "ADD": ("DTSTAMP", "DTSTART", "ORGANIZER", "SEQUENCE", "SUMMARY", "UID"),
    "CANCEL": ("DTSTAMP", "ORGANIZER", "SEQUENCE", "UID"),
    "COUNTER": ("ATTENDEE", "DTSTAMP", "DTSTART", "ORGANIZER", "SEQUENCE", "SUMMARY", "UID"),
}
_REQUIRED_OF_TASKS: Final = {"PUBLISH": ("PRIORITY",), "REQUEST": ("PRIORITY",)}
_ONE_ENTRY: Final = ("REQUEST", "REPLY", "ADD", "CANCEL", "COUNTER")
_WITHOUT_REMINDERS: Final = ("REPLY", "CANCEL", "REFRESH", "DECLINECOUNTER")
_STATUSES: Final = {
    "REQUEST": ("TENTATIVE", "CONFIRMED", "NEEDS-ACTION", "COMPLETED", "IN-PROCESS"),
    "CANCEL": ("CANCELLED",),
}


def a_method_is_known(calendar: Component) -> Told:
    """And it is of one kind of component."""
    for method in calendar.all("METHOD"):
        if method.value not in _METHODS:
            yield method.line, f"METHOD:{method.value}"
        if len({entry.name for entry in entries_of(calendar)}) > 1:
            yield method.line, f"METHOD:{method.value} of events and tasks together"


def a_method_has_what_it_requires(calendar: Component) -> Told:
    """Its people, its moments, its number; of one entry alone, where readers act on the first."""
    method = calendar.one("METHOD")
    if method is None:
        return
    uids = {each.value for entry in entries_of(calendar) for each in entry.all("UID")}
    if method.value in _ONE_ENTRY and len(uids) > 1:
        yield method.line, f"METHOD:{method.value} with {len(uids)} UIDs"
    for entry in entries_of(calendar):
        required: tuple[str, ...] = _REQUIRED_BY.get(method.value, ())
        if entry.name == "VTODO":
            required += _REQUIRED_OF_TASKS.get(method.value, ())
        for name in required:
            if not entry.one(name):
                yield entry.line, f"METHOD:{method.value} without {name}"


def a_method_has_nothing_that_it_forbids(calendar: Component) -> Told:
    """Nobody to come to what is published, one who answers, no reminder of what is cancelled."""
    method = calendar.one("METHOD")
    if method is None:
        return
    for entry in entries_of(calendar):
        people = len(entry.all("ATTENDEE"))
        if method.value == "PUBLISH" and people:
            yield entry.line, "METHOD:PUBLISH with ATTENDEE"
        if method.value == "REPLY" and people > 1:
            yield entry.line, f"METHOD:REPLY of {people}"
        rings = any(part.name == "VALARM" for part in entry.parts)
        if method.value in _WITHOUT_REMINDERS and rings:
            yield entry.line, f"METHOD:{method.value} with a reminder"
        for status in entry.all("STATUS"):
            if status.value not in _STATUSES.get(method.value, (status.value,)):
                yield status.line, f"METHOD:{method.value} with STATUS:{status.value}"


RULES: Final[dict[Callable[[Component], Told], str]] = {
    a_method_is_known: "RFC 5546, 1.4 and 3.2",
    a_method_has_what_it_requires: "RFC 5546, 3.2 and 3.4",
    a_method_has_nothing_that_it_forbids: "RFC 5546, 3.2 and 3.4",
}
"""The rules, each with its section."""
