"""All that a notice says, piece by piece: for who must show that nothing of it is lost.

Promised: every text of the model and every day is there once, with its path in the data of
`vnadmindoc.serial.to_data`; keys too, for they say which duty is which.
Refused here: codes and numbers, which every format writes in its own way.
"""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from itertools import accumulate
from typing import Any

from attrs import fields, frozen, has

from vnadmindoc.model import Notice, Paragraph
from vnadmindoc.richtext import RichText
from vnadmindoc.text import fold, words


@frozen
class Entry:
    """One thing that a notice says (*một điều văn bản ghi*).

    Attributes:
        path: Where it stands: ``"$.sections[0].body[1].deadlines[0].due"``.
        said: The text, or the day.
    """

    path: str
    said: str | date

    def stands_in(self, text: str) -> bool:
        """Return whether a text says it: its letters in one piece, a day in any usual writing.

        Capitals, marks, blanks and the old placement of tones make no difference: a format may
        divide a word to emphasise a part of it, or to fill a line.
        """
        return _Text(text).says(self)


def entries(notice: Notice) -> Iterator[Entry]:
    """Yield what a notice says, in the order of the model."""
    yield from _entries(notice, "$")


def missing(notice: Notice, text: str) -> tuple[str, ...]:
    """Return the paths of what a text does not say of a notice, in the order of the model."""
    searched = _Text(text)
    return tuple([each.path for each in entries(notice) if not searched.says(each)])


def _entries(value: object, path: str) -> Iterator[Entry]:
    match value:
        case StrEnum() | datetime():
            return
        case "":
            return
        case str() | date():
            yield Entry(path, value)
        case RichText():
            yield Entry(path, str(value))
        case Paragraph():  # its data is its text
            yield from _entries(value.text, path)
        case tuple():
            for index, each in enumerate(value):
                yield from _entries(each, f"{path}[{index}]")
        case _ if has(type(value)):
            yield from _parts(value, path)


def _parts(value: Any, path: str) -> Iterator[Entry]:
    for each in fields(type(value)):
        if each.init:
            yield from _entries(getattr(value, each.name), f"{path}.{each.name}")


class _Text:
    """A text that is searched, made ready once."""

    def __init__(self, text: str) -> None:
        found = words(fold(text))
        self._words = f" {' '.join(found)} "
        self._letters = "".join(found)
        self._edges = {0, *accumulate(map(len, found))}

    def says(self, entry: Entry) -> bool:
        if isinstance(entry.said, str):
            return self._has("".join(words(fold(entry.said))))
        return any(f" {writing}" in self._words for writing in _writings(entry.said))

    def _has(self, letters: str) -> bool:
        """Return whether letters stand here that begin and end with a word, or a part of one."""
        at = self._letters.find(letters)
        while at >= 0:
            if at in self._edges and at + len(letters) in self._edges:
                return True
            at = self._letters.find(letters, at + 1)
        return False


def _writings(day: date) -> Iterator[str]:
    """Yield how a day is written, in words without marks."""
    year, month, last = day.year, day.month, day.day
    yield f"{year}{month:02}{last:02}"  # with or without an hour behind it
    yield f"{year} {month:02} {last:02}"
    for d in {f"{last}", f"{last:02}"}:
        for m in {f"{month}", f"{month:02}"}:
            yield f"{d} {m} {year} "
            yield f"{d} tháng {m} năm {year} "
