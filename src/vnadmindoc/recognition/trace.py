"""Where each line of a document went: its component, and its path in the notice.

Promised: every line has exactly one entry, in order; a line nobody asks about costs nothing, for
recognition only notes where things begin, and paths are made when the trace is looked at.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from attrs import Factory, define

from vnadmindoc.layout import role_of
from vnadmindoc.model import BodyItem, Directive, Notice, Table
from vnadmindoc.model import Paragraph as TextParagraph
from vnadmindoc.recognition.lines import Line, is_rule
from vnadmindoc.standard import Role


class Traced(NamedTuple):
    """What became of a line (*dòng này là gì*).

    Attributes:
        line: The line as its reader gave it.
        role: The component it was taken for; None for a line that was left over.
        path: Where its words are in the notice, e.g. ``"sections[1].body[0].text"``; for what was
            left over, where it is kept; empty for what the page has by itself: the national name,
            the motto, a drawn rule.
    """

    line: Line
    role: Role | None
    path: str


@define
class Notes:
    """What recognition writes down on its way, by the index of a line.

    Attributes:
        placed: Lines of head, foot and annexes: component and path.
        begins: The lines at which headings and body items begin, in the order of the notice.
            A line that is neither here nor there goes on the one above it.
    """

    placed: dict[int, tuple[Role | None, str]] = Factory(dict)
    begins: list[int] = Factory(list)

    def place(self, index: int, role: Role | None, path: str) -> None:
        """Note what a line is."""
        self.placed[index] = role, path

    def take(self, *others: "Notes", offset: int) -> None:
        """Add what others placed, and shift all of it and `begins` by so many lines."""
        for other in others:
            for index, place in other.placed.items():
                self.placed[index + offset] = place
        self.begins = [index + offset for index in self.begins]


def traced(lines: Sequence[Line], notes: Notes, notice: Notice) -> Iterator[Traced]:
    """Yield what became of each line."""
    begun = dict(zip(notes.begins, places(notice), strict=False))
    going_on: tuple[Role | None, str] = Role.BODY, ""
    for index, line in enumerate(lines):
        if index in notes.placed:
            place = notes.placed[index]
        elif index in begun:
            place = going_on = begun[index]
        else:
            place = (Role.RULE, "") if is_rule(line) else going_on
        yield Traced(line, *place)


def places(notice: Notice) -> Iterator[tuple[Role, str]]:
    """Yield component and path of all headings and body items, in reading order."""
    yield from _items("opening", notice.opening)
    for index, section in enumerate(notice.sections):
        yield Role.SECTION, f"sections[{index}].heading"
        yield from _items(f"sections[{index}].body", section.body)
    yield from _items("closing", notice.closing)
    for index, annex in enumerate(notice.annexes):
        yield from _items(f"annexes[{index}].body", annex.body)


def _items(path: str, items: Iterable[BodyItem]) -> Iterator[tuple[Role, str]]:
    for index, item in enumerate(items):
        here = f"{path}[{index}]"
        match item:
            case TextParagraph():
                yield Role.BODY, f"{here}.text"
            case Table():
                yield Role.CELL, f"{here}.rows"
            case Directive():
                yield role_of(item), f"{here}.text"
                yield from _items(f"{here}.children", item.children)
