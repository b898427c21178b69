"""Days to attend or to observe: anniversaries, meetings with their hour, stretches of days.

Promised: what is a deadline is no event.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from attrs import evolve

from vnadmindoc.dates.arithmetic import real_date
from vnadmindoc.dates.context import occurrences
from vnadmindoc.dates.phrases import phrase
from vnadmindoc.dates.policy import Reference
from vnadmindoc.dates.terms import Term, term_at
from vnadmindoc.model import Event, Recurrence
from vnadmindoc.vocabulary import Frequency, Precision

_ANNIVERSARY = re.compile(
    r"ngày\s+[A-ZĐÀ-Ỹ][^\W\d]*(?:\s+[^\W\d]+){1,8}?\s+(?P<day>\d{1,2})\s*[/-]\s*(?P<month>\d{1,2})"
    r"(?![\d/-])"
)
_CLOCK = re.compile(r"\d{1,2}\s?(?:giờ|[hg:]\s?\d{2}|[hg](?!\w))")
_MONTHLY = phrase(r"ngày_(?P<day>\d{1,2})_(?:h[ằà]ng|mỗi)_tháng(?!\w)", re.IGNORECASE)
_TO = phrase(r"_(?:đến|tới)(?:_hết|_trước(?=_\d{1,2}\s?(?:giờ|[hg:])))?_(?=\S)")
_FULL_DATE = phrase(
    r"ngày_(?P<day>\d{1,2})(?:~[/.-]~|_tháng_)(?P<month>\d{1,2})(?:~[/.-]~|_năm_)(?P<year>\d{4})",
    re.IGNORECASE,
)


class Stretch(NamedTuple):
    """A stretch of days in a text, *từ ngày … đến ngày …*."""

    start: int
    end: int
    first: date
    last: date
    term: Term


def stretch(
    text: str, start: int, reference: Reference | None, *, coarse: bool = False
) -> Stretch | None:
    """Return the stretch of days that *từ* at a place begins, None where it begins none.

    Args:
        text: The text.
        start: Where *từ* stands.
        reference: The day incomplete dates are read against.
        coarse: Whether it may run from a month or a quarter to another.
    """
    begin = term_at(text, start + len("từ "), reference)
    joint = _TO.match(text, begin.end) if begin is not None else None
    if begin is None or joint is None:
        return None
    stop = term_at(text, joint.end(), reference)
    if stop is None or stop.span is None:
        return None
    if stop.precision not in _FINE:
        if not coarse or begin.span is None or begin.precision is not stop.precision:
            return None
        first: date | None = begin.span[0]
        if begin.reference is not None and begin.span[0].month <= stop.span[1].month:
            first = begin.span[0].replace(year=stop.span[1].year)
    else:
        first = _first(begin, stop.span[1])
    if first is None or first > stop.span[1]:
        return None
    return Stretch(start, stop.end, first, stop.span[1], stop)


def _stretches(text: str, reference: Reference | None) -> Iterator[Stretch]:
    if "ừ " in text and ("đến " in text or "tới " in text):
        for start in occurrences(text, "ừ ", 1):
            found = stretch(text, start, reference)
            if found is not None:
                yield found


_FINE = (Precision.DAY, Precision.HOUR)


def _first(begin: Term, last: date) -> date | None:
    """Return the first day; the month and the year it leaves out are those of the last."""
    full = begin.span is not None and begin.reference is None
    if full and begin.span is not None:
        return begin.span[0]
    every = begin.every
    if every is None or every.month_day is None or begin.precision not in _FINE:
        return None
    month = every.month or last.month
    year = last.year if (month, every.month_day) <= (last.month, last.day) else last.year - 1
    return real_date(every.month_day, month, year)


def events(
    text: str, reference: Reference | None, taken: tuple[tuple[int, int], ...]
) -> list[tuple[int, int, Event]]:
    """Return the events of a text with their places, in reading order, none inside another.

    Args:
        text: One paragraph.
        reference: The day a date without a year is read against.
        taken: The places of the deadlines.
    """
    found = [*_anniversaries(text, reference), *_timed(text, reference)]
    found += [
        (each.start, each.end, _event(text, each.start, each.end, each.first, until=each.last))
        for each in _stretches(text, reference)
    ]
    found += _monthly(text)
    found.sort(key=lambda each: (each[0], -each[1]))
    kept: list[tuple[int, int, Event]] = []
    end = 0
    for start, stop, event in found:
        clear = all(stop <= other or start >= other_end for other, other_end in taken)
        if start >= end and clear:
            kept.append((start, stop, event))
            end = stop
    return kept


def may_hold_events(text: str) -> bool:
    """Whether it is worth looking for events: most texts name no day."""
    return "ngày " in text or "Ngày " in text or "NGÀY " in text


def _event(
    text: str, start: int, end: int, day: date | None, *, until: date | None = None
) -> Event:
    return Event(phrase=text[start:end].rstrip(" ,"), day=day, until=until)


def _anniversaries(text: str, reference: Reference | None) -> Iterator[tuple[int, int, Event]]:
    # The pattern begins with letters of its own: the search skips to them.
    for found in _ANNIVERSARY.finditer(text):
        start, end = found.span()
        day, month = int(found["day"]), int(found["month"])
        yield start, end, _event(text, start, end, _next(day, month, reference))


def _next(day: int, month: int, reference: Reference | None) -> date | None:
    if reference is None:
        return None
    this = real_date(day, month, reference.day.year)
    if this is not None and this >= reference.day:
        return this
    return real_date(day, month, reference.day.year + 1)


def _timed(text: str, reference: Reference | None) -> Iterator[tuple[int, int, Event]]:
    for found in _CLOCK.finditer(text):
        start = found.start()
        if start and text[start - 1] in "0123456789/":
            continue
        term = term_at(text, start, reference)
        if (
            term is None
            or term.span is None
            or term.precision not in (Precision.HOUR, Precision.DAY)
        ):
            continue
        event = _event(text, start, term.end, term.span[0])
        yield start, term.end, evolve(event, at=term.at)


def _monthly(text: str) -> Iterator[tuple[int, int, Event]]:
    if "ng tháng" not in text and "ỗi tháng" not in text:
        return
    for start in occurrences(text, "gày ", 1):
        found = _MONTHLY.match(text, start)
        if found is not None and 1 <= int(found["day"]) <= 31:
            recurrence = Recurrence(frequency=Frequency.MONTHLY, month_day=int(found["day"]))
            event = Event(phrase=found.group(), recurrence=recurrence)
            yield start, found.end(), event


def first_date(text: str) -> date | None:
    """Return the first full date that follows *ngày*, or None: ``"Ngày 30/9/2021, ..."``."""
    for start in occurrences(text, "gày", 1):
        found = _FULL_DATE.match(text, start)
        if found is not None:
            return real_date(int(found["day"]), int(found["month"]), int(found["year"]))
    return None
