"""Where each line of a document went: its component, and its path in the notice.

Promised: every line has exactly one entry, in order; a line nobody asks about costs nothing, for
recognition only notes where things begin, and paths are made when the trace is looked at.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from attrs import Factory, define

from vnadmindoc.layout import role_of
from vnadmindoc.model import BodyItem, Directive, Notice, Section, Table
from vnadmindoc.model import Paragraph as TextParagraph
from vnadmindoc.recognition.lines import Line, is_rule
from vnadmindoc.standard import Role
from vnadmindoc.vocabulary import SectionLevel


class Traced(NamedTuple):
    """What became of a line (*dòng này là gì*).

    Attributes:
        line: The line as its reader gave it.
        role: The component it was taken for; None for a line that was left over.
        path: Where its words are in the notice, e.g. ``"sections[1].body[0].text"``; for what was
            left over, where it is kept; empty for what the page has by itself: the national name,
            the motto, a drawn rule.
        begin, end: From which character of its row of the source to which, as a slice counts.
    """

    line: Line
    role: Role | None
    path: str
    begin: int = 0
    end: int = 0


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

    def leave(self, index: int, path: str) -> None:
        """Note where a line is kept that was left over, or could be read in part only."""
        self.placed[index] = self.placed.get(index, (None, ""))[0], path

    def forget(self, begin: int, end: int | None = None) -> None:
        """Take back what was noted of the lines from one on, up to another."""
        for index in [each for each in self.placed if begin <= each and (not end or each < end)]:
            del self.placed[index]


def traced(
    lines: Sequence[Line], notes: Notes, notice: Notice, source: Sequence[str]
) -> Iterator[Traced]:
    """Yield what became of each line, and where in its row of the source it stands."""
    ends: dict[int, int] = {}  # how far each row has been gone through
    begun = dict(zip(notes.begins, places(notice), strict=False))
    going_on: tuple[Role | None, str] = Role.BODY, ""
    for index, line in enumerate(lines):
        if index in notes.placed:
            place = notes.placed[index]
        elif index in begun:
            place = going_on = begun[index]
        else:
            place = (Role.RULE, "") if is_rule(line) else going_on
        row = source[line.number - 1] if line.number <= len(source) else ""
        begin, end = span_in(row, line.text, ends.get(line.number, 0))
        ends[line.number] = end
        yield Traced(line, *place, begin, end)


def span_in(row: str, text: str, start: int = 0) -> tuple[int, int]:
    """Return where in a row of the source a text stands, as a slice counts.

    Marks of Markdown in between, and blanks that reading made one, are gone over.

    Args:
        row: The row as it stands in the source.
        text: The text as it was read.
        start: Before which no character of it stands.
    """
    plain = row.find(text, start)
    if plain >= 0:
        return plain, plain + len(text)
    bare = _TAGS.sub(lambda found: " " * len(found.group()), row)
    begin = end = start
    found = False
    for letter in text:
        if letter.isspace():
            continue
        at = bare.find(letter, end, end + _MOST_MARKS)
        if at >= 0:
            if not found:
                begin, found = at, True
            end = at + 1
    return begin, end


_TAGS = re.compile(r"</?\w{1,6}\s*/?>|\*+")
_MOST_MARKS = 400  # characters between two letters that stand side by side in the text


def places(notice: Notice) -> Iterator[tuple[Role, str]]:
    """Yield component and path of all headings and body items, in reading order."""
    yield from _items("opening", notice.opening)
    yield from _sections("sections", notice.sections)
    yield from _items("closing", notice.closing)
    for index, annex in enumerate(notice.annexes):
        yield from _items(f"annexes[{index}].body", annex.body)
        yield from _sections(f"annexes[{index}].sections", annex.sections)


def _sections(path: str, sections: Iterable[Section]) -> Iterator[tuple[Role, str]]:
    for index, section in enumerate(sections):
        yield _HEADINGS[section.level], f"{path}[{index}].heading"
        yield from _items(f"{path}[{index}].body", section.body)


_HEADINGS = {
    SectionLevel.PART: Role.PART,
    SectionLevel.CHAPTER: Role.CHAPTER,
    SectionLevel.DIVISION: Role.DIVISION,
    SectionLevel.SUBDIVISION: Role.SUBDIVISION,
    SectionLevel.ROMAN: Role.SECTION,
}


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
