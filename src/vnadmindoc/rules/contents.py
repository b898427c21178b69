"""What a notice holds, each with its path: its running text, its bodies, lists and directives.

Promised: to search the text for a word costs one pass over all of it, however many texts there are,
so that a rule about words that a document does not hold costs next to nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate

from vnadmindoc.model import BodyItem, Directive, Notice, Paragraph, Section, Table
from vnadmindoc.text import small

_WORD = re.compile(r"\w+")
_BETWEEN = "\n"  # two texts; no sign holds one


class Texts:
    """The running text of a notice: subject, legal bases, body, recipients, annexes."""

    def __init__(self, notice: Notice) -> None:
        self._texts = list(texts(notice))
        self._small = small(_BETWEEN.join([text for _, text in self._texts]))
        lengths = [len(text) + len(_BETWEEN) for _, text in self._texts]
        self._begins = list(accumulate(lengths, initial=0))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._texts)

    def holding(self, *signs: str) -> Iterator[tuple[str, str]]:
        """Yield path and text of those that hold one of some signs; of all when there are none.

        Args:
            signs: In small letters; the text is searched in whatever case it is. One of letters
                and blanks alone stands for whole words.
        """
        if not signs:
            yield from self._texts
            return
        found = {
            index
            for sign in signs
            if not sign.replace(" ", "").isalpha() or self._words.issuperset(sign.split())
            for index in self._places(sign)
        }
        for index in sorted(found):
            yield self._texts[index]

    @cached_property
    def _words(self) -> set[str]:
        """The words of all texts: few beside the texts, so most signs need no search."""
        return {word for part in set(self._small.split()) for word in _WORD.findall(part)}

    def _places(self, sign: str) -> Iterator[int]:
        """Yield the indices of the texts that hold a sign."""
        at = self._small.find(sign)
        while at >= 0:
            index = bisect_right(self._begins, at) - 1
            yield index
            at = self._small.find(sign, self._begins[index + 1])


def texts(notice: Notice) -> Iterator[tuple[str, str]]:
    """Yield the running text of a notice with its paths, in reading order."""
    if notice.subject:
        yield "subject", notice.subject
    for index, basis in enumerate(notice.legal_bases):
        yield f"legal_bases[{index}]", basis
    yield from _items_texts("opening", notice.opening)
    yield from _sections_texts("", notice.sections)
    yield from _items_texts("closing", notice.closing)
    for index, recipient in enumerate(notice.recipients):
        yield f"recipients[{index}]", recipient
    for index, annex in enumerate(notice.annexes):
        yield from _items_texts(f"annexes[{index}].body", annex.body)
        yield from _sections_texts(f"annexes[{index}].", annex.sections)


def _sections_texts(path: str, sections: tuple[Section, ...]) -> Iterator[tuple[str, str]]:
    for index, section in enumerate(sections):
        if section.heading:
            yield f"{path}sections[{index}].heading", section.heading
        yield from _items_texts(f"{path}sections[{index}].body", section.body)


def _items_texts(path: str, items: Iterable[BodyItem]) -> Iterator[tuple[str, str]]:
    for index, item in enumerate(items):
        here = f"{path}[{index}]"
        match item:
            case Table():
                for row, cells in enumerate(item.rows):
                    for column, cell in enumerate(cells):
                        if cell is not None:
                            yield f"{here}.rows[{row}][{column}]", str(cell)
            case Paragraph():
                yield f"{here}.text", str(item.text)
            case Directive():
                yield f"{here}.text", str(item.text)
                yield from _items_texts(f"{here}.children", item.children)


Body = tuple[str, tuple[BodyItem, ...], tuple[Section, ...]]


def bodies(notice: Notice) -> Iterator[Body]:
    """Yield each body: its path, what stands before its sections, its sections."""
    yield "", (*notice.opening, *notice.closing), notice.sections
    for index, annex in enumerate(notice.annexes):
        yield f"annexes[{index}].", annex.body, annex.sections


def lists(notice: Notice) -> Iterator[tuple[str, tuple[BodyItem, ...]]]:
    """Yield every run of items that stand beside each other, with its path."""
    for path, items in _top_lists(notice):
        yield path, items
        yield from _nested(path, items)


def _top_lists(notice: Notice) -> Iterator[tuple[str, tuple[BodyItem, ...]]]:
    yield "opening", notice.opening
    yield "closing", notice.closing
    for path, _, sections in bodies(notice):
        for index, section in enumerate(sections):
            yield f"{path}sections[{index}].body", section.body
    for index, annex in enumerate(notice.annexes):
        yield f"annexes[{index}].body", annex.body


def _nested(path: str, items: Iterable[BodyItem]) -> Iterator[tuple[str, tuple[BodyItem, ...]]]:
    for index, item in enumerate(items):
        if isinstance(item, Directive) and item.children:
            here = f"{path}[{index}].children"
            yield here, item.children
            yield from _nested(here, item.children)


def directives(
    lists: Iterable[tuple[str, tuple[BodyItem, ...]]],
) -> Iterator[tuple[str, Directive]]:
    """Yield every directive of some lists, with its path."""
    for path, items in lists:
        for index, item in enumerate(items):
            if isinstance(item, Directive):
                yield f"{path}[{index}]", item
