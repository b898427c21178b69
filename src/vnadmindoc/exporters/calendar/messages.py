"""Messages that calendars send each other: one entry and a METHOD (iTIP).

Promised: one UID a message, for readers act on the first; what a method requires is in it.
Source: RFC 5546, 3.2; RFC 5545, 3.3.3 (addresses).
"""

import re

from attrs import evolve

from vnadmindoc.directory import is_address
from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.calendar import lines
from vnadmindoc.exporters.calendar.entries import Entry, Held, Plain
from vnadmindoc.exporters.calendar.mapping import PRODUCT


def address(text: str, place: str) -> str:
    """Return an e-mail address that is one.

    Args:
        text: The address.
        place: Where it stands, for the message.

    Raises:
        ExportError: It is none, or carries a parameter or a header.
    """
    if not is_address(text):
        raise ExportError(
            f"not an e-mail address: {text!r}",
            place=place,
            expected="one like van.thu@example.vn, nothing before or after it",
        )
    return text


def calendar_address(name: str, mail: str, **parameters: str) -> Held:
    """Return the calendar address of somebody, with who it is.

    Args:
        name: The name; quotation marks become printed ones, for few readers undo an escape.
        mail: The address.
        parameters: What else is to be said, e.g. ``ROLE``.
    """
    printed = re.sub('"([^"]*)"', r"“\1”", name).replace('"', "”")
    held = {"CN": " ".join(printed.split()), **parameters}
    return Held(Plain(f"mailto:{mail}"), tuple(sorted(held.items())))


def message(method: str, entry: Entry, zones: tuple[Entry, ...]) -> bytes:
    """Return one entry as a message with a method."""
    if method == "CANCEL":
        entry = evolve(entry, parts=())  # RFC 5546, 3.2.5: no reminder
    held = {"PRODID": PRODUCT, "VERSION": "2.0", "CALSCALE": "GREGORIAN", "METHOD": method}
    return lines.octets(Entry("VCALENDAR", held, (*zones, entry)))
