"""Labels as numbers that Word counts itself (*đánh số tự động*), for drafts that are still moved.

Promised: Word, and whatever counts as Word does, shows the label that is printed: a list goes on
where it goes on, and begins anew where it does. A label that no list of Word can show stays text:
``đ)``, for which Word has no letter, ``1.1.``, ``Điều 1.``.
Refused here: what is issued. There labels are text, for nothing may renumber what others cite.
"""

import re
from collections.abc import Iterable
from typing import Final

from attrs import evolve, frozen

from vnadmindoc.blocks import Paragraph
from vnadmindoc.exporters.docx_package import DECLARATION, NAMESPACES, OFFICE, Link
from vnadmindoc.numerals import from_roman
from vnadmindoc.standard import Role

NUMBERING: Final = Link(
    "word/numbering.xml",
    f"{OFFICE}/numbering",
    "rIdNumbering",
    content_type=("application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"),
)
"""The part with the lists."""

_ROLES: Final = frozenset({Role.SECTION, Role.ITEM_HEADING, Role.ITEM, Role.POINT})
_ROMAN = re.compile(r"([IVXLC]{1,7})\.(?= )")
_FIGURE = re.compile(r"([1-9]\d{0,2})\.")
_LETTER = re.compile(r"([a-z])\)")
# Word's format of each level that counts, and its text.
_LEVELS: Final = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))
_BULLETS: Final = ("-", "+")
# Lists of their own: else a bullet right below "1." would count as an "a)" that is not there.
_BULLET_LIST: Final = 1
_FIRST_LIST: Final = 2


@frozen
class _Place:
    """A level of a list, and the number that it shows there; no number for a bullet."""

    level: int
    number: int | None


class Numbering:
    """Numbers the paragraphs of one document, which it is shown in reading order.

    Args:
        indent: The first-line indent of numbered paragraphs in twips.
    """

    def __init__(self, indent: int) -> None:
        self._indent = indent
        # The number at which each level of each list begins.
        self._lists = [(1,) * len(_LEVELS)]
        self._counts = [0] * len(_LEVELS)

    def take(self, paragraph: Paragraph) -> tuple[str, Paragraph]:
        """Return ``w:numPr`` and the paragraph without its label; or nothing and the paragraph."""
        label = _label(paragraph)
        place = _place(label) if label else None
        if place is None:
            return "", paragraph
        at = _BULLET_LIST if place.number is None else self._list(place.level, place.number)
        properties = f'<w:numPr><w:ilvl w:val="{place.level}"/><w:numId w:val="{at}"/></w:numPr>'
        return properties, _without(paragraph, len(label) + 1)

    def _list(self, level: int, number: int) -> int:
        """Return the list that shows this number next at this level: the last one, or a new one."""
        counts = self._counts
        # A level that was passed over ("1." before any "I.") counts as one in some programs.
        passed_over = counts[level] == 0 and any(counts[level + 1 :])
        if number != counts[level] + 1 or passed_over:
            # A list takes the start of a level when it comes to it first: those above go on.
            above = tuple([count + 1 for count in counts[:level]])
            self._lists.append((*above, number, *(1,) * (len(_LEVELS) - level - 1)))
        counts[level:] = [number, *[0] * (len(_LEVELS) - level - 1)]
        return _FIRST_LIST + len(self._lists) - 1

    def part(self) -> str:
        """Return the part with every list that was needed."""
        lists = "".join(
            [
                _written(_FIRST_LIST + index, starts if index else ())
                for index, starts in enumerate(self._lists)
            ]
        )
        bullets = [("bullet", sign) for sign in _BULLETS]
        return (
            f"{DECLARATION}<w:numbering {NAMESPACES}>{self._kind(0, bullets)}"
            f'{self._kind(1, _LEVELS)}<w:num w:numId="{_BULLET_LIST}">'
            f'<w:abstractNumId w:val="0"/></w:num>{lists}</w:numbering>'
        )

    def _kind(self, identifier: int, levels: Iterable[tuple[str, str]]) -> str:
        described = "".join(
            [
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
                f'<w:suff w:val="space"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
                f'<w:pPr><w:ind w:left="0" w:firstLine="{self._indent}"/></w:pPr></w:lvl>'
                for level, (kind, text) in enumerate(levels)
            ]
        )
        return (
            f'<w:abstractNum w:abstractNumId="{identifier}">'
            f'<w:multiLevelType w:val="multilevel"/>{described}</w:abstractNum>'
        )


def _written(identifier: int, starts: Iterable[int]) -> str:
    overrides = "".join(
        [
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            for level, start in enumerate(starts)
        ]
    )
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="1"/>{overrides}</w:num>'


def _label(paragraph: Paragraph) -> str:
    if paragraph.role not in _ROLES:
        return ""
    if paragraph.role is Role.SECTION:
        found = _ROMAN.match(paragraph.text)
        return found.group() if found else ""
    return paragraph.label


def _place(label: str) -> _Place | None:
    """Return where a list shows a label; None where no list does."""
    if label in _BULLETS:
        return _Place(_BULLETS.index(label), None)
    if found := _LETTER.fullmatch(label):
        return _Place(2, ord(found[1]) - ord("a") + 1)
    if found := _FIGURE.fullmatch(label):
        return _Place(1, int(found[1]))
    number = from_roman(label.removesuffix(".")) if label.endswith(".") else None
    return _Place(0, number) if number else None


def _without(paragraph: Paragraph, length: int) -> Paragraph:
    """Return a paragraph without its first characters."""
    spans = []
    for span in paragraph.spans:
        text = span.text[length:]
        length = max(length - len(span.text), 0)
        if text:
            spans.append(evolve(span, text=text))
    return evolve(paragraph, spans=tuple(spans))
