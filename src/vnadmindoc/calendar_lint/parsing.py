"""The lines of a calendar as its components hold them, for rules to look at.

Promised: what is read is what stands there, names of properties and parameters in capitals; a line
that is none is told with its number. Nothing of the writing rooms is used.
Source: RFC 5545, 3.1 and 3.2.
"""

import re
from collections.abc import Iterator

from attrs import define, field, frozen

DAY = re.compile(r"\d{8}")
"""A DATE (RFC 5545, 3.3.4)."""
MOMENT = re.compile(r"\d{8}T\d{6}Z?")
"""A DATE-TIME (RFC 5545, 3.3.5)."""
Told = Iterator[tuple[int, str]]
"""Physical lines, and what is wrong there."""

_KINDS = ("VEVENT", "VTODO")
_LINE = re.compile(
    r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)',
    re.DOTALL,
)
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)')


@frozen
class Property:
    """A content line."""

    name: str
    parameters: dict[str, str]
    value: str
    line: int


@define
class Component:
    """A component, and the components in it."""

    name: str
    line: int
    properties: list[Property] = field(factory=list)
    parts: "list[Component]" = field(factory=list)

    def all(self, name: str) -> list[Property]:
        """Return its properties of a name, in their order."""
        return [each for each in self.properties if each.name == name]

    def one(self, name: str) -> Property | None:
        """Return its first property of a name."""
        return next((each for each in self.properties if each.name == name), None)

    def walk(self) -> "Iterator[Component]":
        """Yield it and all that is in it."""
        yield self
        for part in self.parts:
            yield from part.walk()


def entries_of(calendar: Component) -> list[Component]:
    """Return the events and tasks of a calendar."""
    return [part for part in calendar.parts if part.name in _KINDS]


def parsed(data: bytes) -> tuple[list[Component], list[tuple[int, str]]]:
    """Return the calendars of a file, and the lines that make none."""
    tops: list[Component] = []
    faults: list[tuple[int, str]] = []
    stack: list[Component] = []
    for number, text in _logical(data):
        found = _LINE.fullmatch(text)
        if found is None:
            faults.append((number, f"no content line: {text[:40]!r}"))
            continue
        name, value = found[1].upper(), found[3]
        parameters = {key.upper(): held.strip('"') for key, held in _PARAMETER.findall(found[2])}
        if name == "BEGIN":
            part = Component(value.upper(), number)
            (stack[-1].parts if stack else tops).append(part)
            stack.append(part)
        elif name == "END":
            if not stack or stack.pop().name != value.upper():
                faults.append((number, f"END:{value} closes nothing"))
        elif not stack:
            faults.append((number, f"{name} outside a component"))
        else:
            stack[-1].properties.append(Property(name, parameters, value, number))
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
