"""Which paragraphs of a page are headings, and which heading holds which.

Promised: levels begin at 1 and skip none, whatever parts a document has; equal pages give equal
levels in every form that tells them (ISO 14289-1, 7.4; HTML, 4.3.6).
"""

from collections.abc import Mapping
from typing import Final

from vnadmindoc.standard import Role

_RANKS: Final[Mapping[Role, int]] = {
    Role.KIND: 1,
    Role.SUBJECT: 1,
    Role.LETTER_SUBJECT: 1,
    Role.ANNEX_LABEL: 1,
    Role.ANNEX_TITLE: 1,
    Role.PART: 2,
    Role.PART_TITLE: 2,
    Role.CHAPTER: 3,
    Role.CHAPTER_TITLE: 3,
    Role.SECTION: 4,
    Role.DIVISION: 4,
    Role.DIVISION_TITLE: 4,
    Role.SUBDIVISION: 5,
    Role.SUBDIVISION_TITLE: 5,
}
"""Which heading holds which: the lower rank the higher. Levels follow, without a gap."""
_DEEPEST: Final = 6  # there is no H7
# Two lines of one heading: name of type and subject, label and title.
_GOES_ON: Final = {
    Role.SUBJECT: Role.KIND,
    Role.ANNEX_TITLE: Role.ANNEX_LABEL,
    Role.PART_TITLE: Role.PART,
    Role.CHAPTER_TITLE: Role.CHAPTER,
    Role.DIVISION_TITLE: Role.DIVISION,
    Role.SUBDIVISION_TITLE: Role.SUBDIVISION,
}


def is_heading(role: Role) -> bool:
    """Return whether a component is a heading, or a line of one."""
    return role in _RANKS


def goes_on(above: Role, role: Role) -> bool:
    """Return whether a heading is one with the line above it: name of type and subject."""
    return _GOES_ON.get(role) is above


class Levels:
    """Counts the levels of headings down a document."""

    def __init__(self) -> None:
        self._open: list[int] = []  # the ranks of the headings that hold what comes next

    def of(self, role: Role) -> int:
        """Return the level of the next heading, 1 to 6."""
        rank = _RANKS[role]
        while self._open and self._open[-1] >= rank:
            self._open.pop()
        self._open.append(rank)
        return min(len(self._open), _DEEPEST)
