"""Dates and deadlines in Vietnamese words, both ways.

Promised: a deadline is read only where words of a time limit lead to a date; a date that cites,
reports or commemorates is none. What cannot be settled is told as unresolved, with the reason,
never guessed. What `render` writes, `deadlines_in` reads back. Linear in the length of the text.
Refused here: the clock. Incomplete dates are read against a day the caller gives.
Source: the words as they are used; how days are counted: Bộ luật Dân sự 2015, Điều 144-148.

`phrases` spells patterns, `arithmetic` counts days, `terms` reads a time, `context` what stands
around it; `limits`, `rounds`, `offsets` and `open_ended` make deadlines of them, `events` the days
to attend; `wording` writes; `policy` says what the words leave open.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import evolve

from vnadmindoc.dates.arithmetic import real_date
from vnadmindoc.dates.context import Found, Surroundings
from vnadmindoc.dates.events import events, first_date, may_hold_events
from vnadmindoc.dates.limits import limit_at, settled_limit, stretch_at
from vnadmindoc.dates.offsets import offset_at
from vnadmindoc.dates.open_ended import always_at, standing, time_named_at, urgency, waiting_at
from vnadmindoc.dates.policy import DayOff, Policy, Reference
from vnadmindoc.dates.rounds import bounded, occurrences_of, rounds
from vnadmindoc.dates.terms import stretched, term_at
from vnadmindoc.dates.wording import before, by, every, render, short_date, worded
from vnadmindoc.model import Deadline, Event
from vnadmindoc.vocabulary import Bound, DeadlineKind, Frequency

__all__ = [
    "DayOff",
    "Found",
    "Policy",
    "Reference",
    "before",
    "by",
    "deadline_of",
    "deadlines_in",
    "events_in",
    "every",
    "find",
    "first_date",
    "occurrences_of",
    "real_date",
    "render",
    "short_date",
    "worded",
]

DEFAULT = Policy()
"""*trước ngày* leaves the day out; a day written out stays where it is."""

# Letters that stand in every deadline, how far behind the beginning of its words, and which rooms
# may know them: limits, offsets, what waits, times named, stretches, always, what comes round.
# One search for all goes through a text once. Each begins with a letter that is rare in Vietnamese,
# so the search rests seldom: ư in "trước" and not t.
_HINTS = {
    "ước ": (2, "low"),
    "rong ": (1, "lo"),
    "xong ": (0, "l"),
    "ến hết ": (1, "l"),
    "ến ngày ": (1, "l"),
    "ậm nhất ": (2, "lo"),
    "ậm nhất:": (2, "l"),
    "uộn nhất ": (1, "lo"),
    "Ít nhất ": (0, "o"),
    "ít nhất ": (0, "o"),
    "ạn ": (1, "lo"),
    "ạn: ": (1, "l"),
    "ời gian": (2, "lt"),
    "ời gian: ": (2, "l"),
    "ời hạn": (2, "lot"),
    "ời hạn: ": (2, "l"),
    "ến độ": (2, "lt"),
    "ến độ: ": (2, "l"),
    "ịnh tại ": (1, "t"),
    "àn thành ": (2, "l"),
    "àn thành: ": (2, "l"),
    "vào ngày ": (0, "l"),
    "vào thứ ": (0, "l"),
    "ông quá ": (2, "lo"),
    "ông muộn ": (2, "l"),
    "ông chậm ": (2, "l"),
    "sau khi ": (0, "w"),
    "Sau khi ": (0, "w"),
    "sau ": (0, "o"),
    "Sau ": (0, "o"),
    "quá ": (0, "o"),
    "Quá ": (0, "o"),
    "khi ": (0, "w"),
    "ể từ ": (1, "o"),
    "ối đa ": (1, "o"),
    "ối thiểu ": (1, "o"),
    "ừ ngày ": (1, "s"),
    "ừ tháng ": (1, "s"),
    "ừ quý ": (1, "s"),
    **{f"ừ {figure}": (1, "s") for figure in range(10)},
    **{f"ến {figure}": (1, "l") for figure in range(10)},
    "ường xuyên": (2, "a"),
    "ằng ": (1, "r"),
    "àng ": (1, "r"),
    "ỗi ": (1, "r"),
    "ịnh kỳ": (1, "lr"),
    "lần": (0, "r"),
}


# In other words these hide the hint that begins inside them: "để từ ngày",
# "giao thông chậm nhất".
_ONLY_AFTER = {
    "ể từ ": "[kK]",
    "ông quá ": "[kK]h",
    "ông muộn ": "[kK]h",
    "ông chậm ": "[kK]h",
}


def _by_first_letter(words: Iterable[str]) -> str:
    """Return a pattern of words, longest first, those of one first letter together behind it."""
    behind: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        letter = _ONLY_AFTER.get(word)
        before = f"(?<={letter}{word[0]})" if letter else ""
        behind.setdefault(word[0], []).append(before + word[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in behind.items())


# A blank at which no line breaks is a blank.
_HINT = re.compile(_by_first_letter(_HINTS).replace(" ", "[ \u00a0\u202f]"))
_NO_BREAK = re.compile("[\u00a0\u202f]")
_BETWEEN = re.compile(r"[\s,:(–-]*(?:vào\s+|trước ngày\s+)?")
_BARE_DAY = re.compile(r"\d{1,2}\s+(?:h[ằà]ng|mỗi)\s", re.IGNORECASE)
_DAY = "ngày "
_PERIOD_CELL = re.compile(r"[\s.;,]*$")


def deadlines_in(
    text: str, reference: "date | Reference | None" = None, policy: Policy = DEFAULT
) -> tuple[Deadline, ...]:
    """Return the deadlines that the words of a text set, in reading order.

    Args:
        text: One paragraph, NFC.
        reference: The day incomplete dates are read against: the first day with that number on or
            after it. Without one they stay unresolved. A plain date is the day of issue.
        policy: The rules by which they are settled.
    """
    return tuple([each.deadline for each in find(text, reference, policy)])


def find(
    text: str, reference: "date | Reference | None" = None, policy: Policy = DEFAULT
) -> list[Found]:
    """Return the deadlines of a text with their places in it, in reading order, none in another.

    The arguments are those of `deadlines_in`.
    """
    hints = list(_HINT.finditer(text))
    if hints:
        against = _reference(reference)
        around = Surroundings(text)
        found = list(_found(text, hints, around, against, policy))
        if found:
            return _told_once(text, around, found, against)
    urgent = urgency(text) if text[:1] in "kK" else None
    return [] if urgent is None else [urgent]


def _found(
    text: str,
    hints: Iterable[re.Match[str]],
    around: Surroundings,
    reference: Reference | None,
    policy: Policy,
) -> Iterator[Found]:
    """Yield all that may be a deadline, in no order; some may stand inside others."""
    come_round = False
    for hint in hints:
        back, rooms = _HINTS[_NO_BREAK.sub(" ", hint.group())]
        start = hint.start() - back
        if start < 0 or (start and text[start - 1].isalnum()):
            continue
        if "l" in rooms:
            yield from limit_at(text, start, around, reference, policy)
        if "o" in rooms:
            yield from offset_at(text, start, around, reference, policy)
        if "w" in rooms:
            yield from waiting_at(text, start, around)
        if "t" in rooms:
            yield from time_named_at(text, start, around)
        if "s" in rooms:
            yield from stretch_at(text, start, around, reference)
        if "a" in rooms:
            yield from always_at(text, start)
        come_round |= "r" in rooms
    if come_round:
        yield from rounds(text, around, reference)


def deadline_of(
    text: str, reference: "date | Reference | None" = None, policy: Policy = DEFAULT
) -> Deadline | None:
    """Return the deadline that a text is as a whole: a cell under *Thời hạn*, what follows a label.

    ``"15/10/2025"``, ``"Quý II/2026"``, ``"Hằng tháng"``, ``"Thường xuyên"``. None where it is
    none. The arguments are those of `deadlines_in`.
    """
    against = _reference(reference)
    found = find(text, against, policy)
    if found:
        return found[0].deadline
    always = standing(text)
    if always is not None:
        return always.deadline
    if _BARE_DAY.match(text):
        # "25 hằng tháng"
        bare = term_at(f"{_DAY}{text}", 0, against)
        term = None if bare is None else evolve(bare, end=bare.end - len(_DAY))
    else:
        term = term_at(text, 0, against)
    if term is not None:
        term = stretched(text, term)
    if term is None or not _PERIOD_CELL.match(text, term.end):
        return None
    return settled_limit(text[: term.end].rstrip(), Bound.BY, term, policy)


def events_in(text: str, reference: "date | Reference | None" = None) -> tuple[Event, ...]:
    """Return the days to attend or to observe that a text names; they are no deadlines.

    Args:
        text: One paragraph, NFC.
        reference: The day a date without a year is read against.
    """
    if not may_hold_events(text):
        return ()
    against = _reference(reference)
    found = events(text, against, ())
    if not found:
        return ()
    taken = tuple((each.start, each.end) for each in find(text, against))
    return tuple(event for _, _, event in events(text, against, taken))


def _reference(reference: "date | Reference | None") -> Reference | None:
    return Reference(reference) if isinstance(reference, date) else reference


def _told_once(
    text: str, around: Surroundings, found: Iterable[Found], reference: Reference | None
) -> list[Found]:
    """Return the deadlines, the longest of those that overlap, with what belongs to each."""
    kept: list[Found] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        if kept and each.start < kept[-1].end:
            # Two rounds share their words: "định kỳ 6 tháng, năm".
            same = (each.start, each.end) == (kept[-1].start, kept[-1].end)
            if not same or each.deadline.recurrence is None or each in kept:
                continue
        kept.append(each)
    if any(each.deadline.kind is DeadlineKind.RECURRING for each in kept):
        kept = _with_their_rounds(text, around, kept, reference)
        ends = {each.deadline.recurrence.until for each in kept if each.deadline.recurrence}
        # "đến hết tháng 12" ends a round and is no limit of its own.
        return [each for each in kept if each.deadline.due not in ends or each.deadline.due is None]
    return kept


def _with_their_rounds(
    text: str, around: Surroundings, found: list[Found], reference: Reference | None
) -> list[Found]:
    """Join *hằng tuần* to the day it belongs to: *hằng tuần, trước 15 giờ ngày thứ Năm*."""
    starts = [each.start for each in found if _has_day(each.deadline)]
    kept: list[Found] = []
    lead: Found | None = None  # the one in front, if it says how often
    for each in found:
        if not _has_day(each.deadline):
            leads = each.deadline.kind is DeadlineKind.RECURRING
            lead = each if leads else None
            if not leads or not (_is_each_day(each.deadline) or _day_follows(around, each, starts)):
                kept.append(each)
            continue
        begin, end = each.start, each.end
        if lead is not None and _BETWEEN.fullmatch(text, lead.end, begin):
            begin = lead.start
        lead = None
        if "(" in text[begin : each.start] and text[end : end + 1] == ")":
            end += 1
        _, stop = around.sentence(each.end)
        deadline = evolve(each.deadline, phrase=text[begin:end])
        kept.append(Found(begin, end, bounded(deadline, text[end:stop], reference)))
    return kept


def _day_follows(around: Surroundings, each: Found, starts: Sequence[int]) -> bool:
    """Whether the sentence of *hằng tuần* goes on to its day, where it is then told."""
    start, stop = around.sentence(each.start)
    first = bisect_left(starts, start)
    return first < len(starts) and starts[first] < stop


def _has_day(deadline: Deadline) -> bool:
    """Whether a recurring deadline names the day of each round."""
    recurrence = deadline.recurrence
    return (
        deadline.kind is DeadlineKind.RECURRING
        and recurrence is not None
        and bool(recurrence.weekday or recurrence.month_day or recurrence.at)
    )


def _is_each_day(deadline: Deadline) -> bool:
    """Whether it says no more than each day: *mỗi ngày hai ca* sets nobody a time."""
    recurrence = deadline.recurrence
    if recurrence is None or recurrence.frequency is not Frequency.DAILY or recurrence.at:
        return False
    return not deadline.phrase.casefold().startswith("định")
