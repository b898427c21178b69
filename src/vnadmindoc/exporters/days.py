"""Where in a text the words stand that name a day: the last day of a duty, the day of an event.

Promised: every deadline and every event with a day is found in the text that says it, once; no two
overlap.
Refused here: the marks of any format.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from typing import Final

from attrs import field, frozen

from vnadmindoc.model import BodyItem, Directive, Notice, Paragraph, Section, Table

_ENDS: Final = " ./;,"  # a page changes what ends the text of a document


@frozen
class Timed:
    """Words of a text that name a day.

    Attributes:
        start, end: Where they stand in it.
        moment: The day, with the hour if there is one, in ISO 8601 and in Vietnam.
    """

    start: int
    end: int
    moment: str


@frozen
class _Text:
    """A text as it is printed, and the phrases in it with their moments."""

    text: str
    marks: list[tuple[str, str]] = field(factory=list)


class Days:
    """The days of one notice; its texts are asked for in reading order, each once."""

    def __init__(self, notice: Notice) -> None:
        self._waiting: defaultdict[str, deque[_Text]] = defaultdict(deque)
        for text in _texts_of_notice(notice):
            self._waiting[text.text.rstrip(_ENDS)].append(text)

    def moments(self) -> Iterator[str]:
        """Yield every day that is told, asked for or not."""
        for waiting in self._waiting.values():
            for text in waiting:
                yield from (each.moment for each in _found(text.text, text.marks))

    def of(self, text: str) -> Sequence[Timed]:
        """Return the words of a text of the body that name a day, in order.

        Args:
            text: As it is printed, label in front; what ends the document may be added.
        """
        waiting = self._waiting.get(text.rstrip(_ENDS))
        return _found(text, waiting.popleft().marks) if waiting else ()


def pieces(
    texts: Sequence[str], timed: Sequence[Timed]
) -> Iterator[tuple[Timed | None, list[tuple[int, str]]]]:
    """Yield a text cut where words begin and end that name a day.

    Args:
        texts: The text in stretches, each of one look.
        timed: The words that name a day, in order.

    Yields:
        The words' day, or None, and what it holds: pieces of stretches, each with the place of its
        stretch. Empty stretches are left out.
    """
    waiting = list(timed)
    held: list[tuple[int, str]] = []
    now: Timed | None = None
    place = 0
    for index, text in enumerate(texts):
        end = place + len(text)
        while place < end:
            edge = now.end if now else waiting[0].start if waiting else end
            stop = min(max(edge, place), end)
            if stop > place:
                held.append((index, text[place - end : stop - end or None]))
            place = stop
            if place == edge and (now or waiting):
                if held:
                    yield now, held
                held = []
                now = None if now else waiting.pop(0)
    if held:
        yield now, held


def _found(text: str, marks: Iterable[tuple[str, str]]) -> Sequence[Timed]:
    found: list[Timed] = []
    # The longest first: "trước ngày 8/10" may stand in "trước ngày 8/10/2021".
    for phrase, moment in sorted(marks, key=lambda mark: -len(mark[0])):
        start = text.find(phrase)
        while start >= 0 and any(
            start < each.end and each.start < start + len(phrase) for each in found
        ):
            start = text.find(phrase, start + 1)
        if start >= 0:
            found.append(Timed(start, start + len(phrase), moment))
    return sorted(found, key=lambda each: each.start)


def _texts_of_notice(notice: Notice) -> Iterator[_Text]:
    yield from _texts(notice.opening)
    yield from _texts_of_sections(notice.sections)
    yield from _texts(notice.closing)
    for annex in notice.annexes:
        yield from _texts(annex.body)
        yield from _texts_of_sections(annex.sections)


def _texts_of_sections(sections: Iterable[Section]) -> Iterator[_Text]:
    for section in sections:
        yield from _texts(section.body)


def _texts(items: Iterable[BodyItem]) -> Iterator[_Text]:
    for item in items:
        match item:
            case Paragraph():
                yield _Text(str(item.text))
            case Table():
                cells = [_Text(str(cell)) for row in item.rows for cell in row if cell is not None]
                for duty in item.duties:
                    _mark(duty, cells)
                yield from cells
            case Directive():
                own = [_Text(f"{item.label} {item.text}".strip()), *_texts(item.children)]
                _mark(item, own)
                yield from own


def _mark(directive: Directive, texts: Sequence[_Text]) -> None:
    """Put the days of a directive to the first text that says each."""
    for phrase, moment in _moments(directive):
        for text in texts:
            if phrase in text.text:
                text.marks.append((phrase, moment))
                break


def _moments(directive: Directive) -> Iterator[tuple[str, str]]:
    for deadline in directive.deadlines:
        if deadline.due is not None:
            yield deadline.phrase, _moment(deadline.due, deadline.at)
    for event in directive.events:
        if event.day is not None:
            yield event.phrase, _moment(event.day, event.at)


def _moment(day: date, at: time | None) -> str:
    return day.isoformat() if at is None else f"{day.isoformat()}T{at:%H:%M:%S}+07:00"
