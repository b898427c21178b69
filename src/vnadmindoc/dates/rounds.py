"""What comes round: *định kỳ hằng quý*, *trước ngày 25 hằng tháng*, *06 tháng một lần*.

Promised: the days of a recurrence are the last on time; where the words leave the day open, it is
left open. *Kế hoạch hằng năm*, *chế độ báo cáo định kỳ* are names of things and no deadlines.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from attrs import evolve

from vnadmindoc.dates.arithmetic import last_of_month, months_later
from vnadmindoc.dates.context import Found, Surroundings, occurrences
from vnadmindoc.dates.phrases import EVERY, phrase
from vnadmindoc.dates.policy import Reference
from vnadmindoc.dates.terms import Every, Term, fitted, term_at
from vnadmindoc.model import Deadline, Recurrence
from vnadmindoc.vocabulary import (
    Bound,
    DeadlineKind,
    Doubt,
    Frequency,
    Precision,
    Reckoning,
    Weekday,
)

_UNITS = {
    "ngày": Frequency.DAILY,
    "tuần": Frequency.WEEKLY,
    "tháng": Frequency.MONTHLY,
    "quý": Frequency.QUARTERLY,
    "năm": Frequency.YEARLY,
}
_PRECISIONS = {
    Frequency.DAILY: Precision.DAY,
    Frequency.WEEKLY: Precision.WEEK,
    Frequency.MONTHLY: Precision.MONTH,
    Frequency.QUARTERLY: Precision.QUARTER,
    Frequency.HALF_YEARLY: Precision.HALF_YEAR,
    Frequency.YEARLY: Precision.YEAR,
}
_MONTHS = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.HALF_YEARLY: 6,
    Frequency.YEARLY: 12,
}

_UNIT = rf"(?:{EVERY}_)?(?:\d{{1,2}}_(?:tháng|tuần|ngày|năm)|tháng|tuần|ngày|quý|năm)(?!\w)(?!_\d)"
_NEEDLES = (("ằng ", 1), ("àng ", 1), ("ịnh kỳ", 1), ("ỗi ", 1))
_ROUND = phrase(
    rf"(?:(?P<regular>định_kỳ)(?:_|~:~))?+(?P<each>(?(regular)|(?={EVERY}\s)){_UNIT}"
    rf"(?:(?:,_|_và_|~/~){_UNIT}){{0,4}})"
    r"(?:_(?:một|1|01)_lần(?!\w)|~/~(?:(?:một|1|01)_)?lần(?!\w))?",
    re.IGNORECASE,
)
_SO_OFTEN = phrase(
    r"(?P<each>(?:\d{1,2}|một|hai|ba|sáu)_(?:tháng|tuần|ngày|năm))(?:_(?:một|1|01)_lần|~/~(?:(?:một|1|01)_)?lần)(?!\w)",
    re.IGNORECASE,
)
# "01 lần/tuần", "ít nhất một lần trong quý".
_ONCE = phrase(
    r"(?:01|1|một)_lần(?:~/~|_(?:trong_)?(?:một_|mỗi_|01_)?)(?P<each>(?:tuần|tháng|quý|năm))(?!\w)(?!_\d)",
    re.IGNORECASE,
)
_EACH = phrase(
    r"(?:(?P<count>\d{1,2}|một|hai|ba|sáu)_)?(?P<unit>tháng|tuần|ngày|quý|năm)(?!\w)", re.IGNORECASE
)
# Before "hằng năm", "định kỳ" a thing of that name.
_NAMED = re.compile(
    r"(?:^|\W)(?:kế hoạch|chương trình|chế độ|dự toán|ngân sách|kinh phí|hội nghị|cuộc họp|họp|"
    r"giao ban|lịch|các|những|nội dung|mẫu|kết quả|nhiệm vụ|công tác|phong trào|thi đua|tổng kết|"
    r"sơ kết|đánh giá|xếp loại|chỉ tiêu|quỹ|khám sức khỏe|báo cáo)(?:\s+[^\s,;:()]+){0,3}\s*$"
    r"|(?:ngày|thứ)\s+\S+\s*$",
    re.IGNORECASE,
)
# "…, báo cáo kết quả hằng tuần": it is done so often, and no report of that name.
_TO_REPORT = re.compile(r"(?:,|;|\svà)\s+(?:báo cáo|gửi|tổng hợp)(?:\s+[^\s,;:()]+){1,4}\s*$")
_REGULAR_THING = re.compile(
    r"(?:^|\W)(?:chế độ|kế hoạch|chương trình|các|những|hội nghị|cuộc họp|họp|lịch|nội dung|mẫu|"
    r"công tác|kết quả|nhiệm vụ)(?:\s+[^\s,;:()]+){0,3}\s*$",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(r"(?:^|[.;:,(]|\svà)\s*$")
_REPORTS = re.compile(
    r"(?:^|\W)(?:báo cáo|gửi|nộp|tổng hợp|kiểm tra|rà soát|cập nhật|thống kê|công khai|giao ban|"
    r"đánh giá|thực hiện)(?:\W|$)",
    re.IGNORECASE,
)
_SINCE = phrase(r"bắt_đầu_(?:thực_hiện_|báo_cáo_|tính_)?(?:từ_|kể_từ_)?|kể_từ_|từ_", re.IGNORECASE)
_UNTIL = phrase(r"(?:cho_)?đến_hết_", re.IGNORECASE)


class _Round(NamedTuple):
    """Words that say how often, and where."""

    start: int
    end: int
    every: tuple[tuple[Frequency, int], ...]
    regular: bool


def rounds(text: str, around: Surroundings, reference: Reference | None) -> Iterator[Found]:
    """Yield what is to be done again and again, its day left open."""
    for each in _rounds_in(text, 0, len(text)):
        before = around.before(each.start)
        if around.quoted(each.start):
            continue
        day = _day_told(text, each, before, reference)
        if day is not None:
            yield day
            continue
        if not _is_duty(text, each, before):
            continue
        words = text[each.start : each.end]
        _, stop = around.sentence(each.end)
        for frequency, interval in each.every:
            recurrence = _bounded(
                Recurrence(frequency=frequency, interval=interval),
                text[each.end : stop],
                reference,
            )
            yield Found(
                each.start,
                each.end,
                Deadline(
                    phrase=words,
                    kind=DeadlineKind.RECURRING,
                    precision=_PRECISIONS[frequency],
                    recurrence=recurrence,
                ),
            )


def _day_told(text: str, each: _Round, before: str, reference: Reference | None) -> Found | None:
    """Return what is to be handed in on the day right before: *gửi báo cáo ngày 20 hằng tháng*."""
    found = _DAY_BEFORE.search(before)
    if found is None or not _HANDED_IN.search(before[: found.start()]):
        return None
    start = each.start - len(before) + found.start()
    term = term_at(text, start, reference)
    if term is None or term.every is None or term.every.frequency is None or term.end != each.end:
        return None
    words = text[start : term.end]
    return Found(start, term.end, recurring(words, Bound.BY, term))


_DAY_BEFORE = phrase(r"ngày_\d{1,2}_$", re.IGNORECASE)
_HANDED_IN = re.compile(
    r"(?:^|[\s,;(])(?:gửi|nộp|trình|tổng hợp|báo cáo)(?:\s+[^\s,;()]+){1,12}\s*$", re.IGNORECASE
)


def _rounds_in(text: str, start: int, stop: int) -> Iterator[_Round]:
    """Yield the words that say how often, between two places."""
    end = start
    begins = {
        at for needle, back in _NEEDLES for at in occurrences(text, needle, back, start, stop)
    }
    if text.find("lần", start, stop) >= 0:
        begins |= {found.start() for found in _COUNTED.finditer(text, start, stop)}
    for at in sorted(begins):
        if not max(start, end) <= at < stop:
            continue
        found = _ROUND.match(text, at) or _SO_OFTEN.match(text, at) or _ONCE.match(text, at)
        if found is None:
            continue
        every = tuple(_often(each["count"], each["unit"]) for each in _EACH.finditer(found["each"]))
        regular = (
            found.re is not _ROUND or found["regular"] is not None or found.group().endswith("lần")
        )
        end = found.end()
        yield _Round(at, end, every, regular)


_COUNTED = re.compile(
    r"(?<![\w/])(?:\d{1,2}|một|hai|ba|sáu)(?=\s+(?:tháng|tuần|ngày|năm|lần))", re.IGNORECASE
)
_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "sáu": 6}


def _often(count: str | None, unit: str) -> tuple[Frequency, int]:
    """Return *6 tháng* as half-yearly, *2 tuần* as weekly with the interval 2."""
    number = _NUMBERS.get((count or "một").casefold()) or int(count or 1) or 1
    frequency = _UNITS[unit.casefold()]
    if frequency is Frequency.MONTHLY:
        for other, months in (
            (Frequency.YEARLY, 12),
            (Frequency.HALF_YEARLY, 6),
            (Frequency.QUARTERLY, 3),
        ):
            if number == months:
                return other, 1
    return frequency, number


def _is_duty(text: str, each: _Round, before: str) -> bool:
    """Whether words that say how often say it of a task."""
    if each.regular:
        return _REGULAR_THING.search(before) is None
    if _CLAUSE_START.search(before):
        return True
    rest = text[each.end : each.end + 1]
    # At the end of its clause: "tổng hợp, báo cáo UBND tỉnh hằng quý."
    return (
        rest in ("", ".", ";", ")")
        and bool(_REPORTS.search(before))
        and (_TO_REPORT.search(before) is not None or not _NAMED.search(before))
    )


def frequencies_in(text: str, start: int, stop: int) -> tuple[Frequency, ...]:
    """Return how often the words of a sentence say that something comes round."""
    return tuple(frequency for each in _rounds_in(text, start, stop) for frequency, _ in each.every)


def reported_in(before: str) -> tuple[Frequency, ...]:
    """Return how often what is reported comes round: *báo cáo quý gửi trước ngày 15*.

    One *báo cáo năm* by itself may be that of this year; beside another it comes round.
    """
    found = list(_REPORT_OF.finditer(before))
    if not found or "," in before[found[-1].end() :]:
        return ()
    count, unit = found[-1]["count"], found[-1]["unit"]
    frequency, _ = _often(count, unit)
    return (frequency,) if len(found) > 1 or frequency is not Frequency.YEARLY else ()


_REPORT_OF = phrase(
    r"báo_cáo_(?:định_kỳ_)?(?:(?P<count>\d{1,2}|sáu)_)?(?P<unit>tuần|tháng|quý|năm)(?!\w)"
    r"(?!_(?:\d|đầu|cuối|I|V))",
    re.IGNORECASE,
)


def with_frequency(term: Term, frequencies: Sequence[Frequency]) -> Term:
    """Return a time that leaves open how often it comes round with what its sentence says.

    A day and a month come round once a year, whether the duty does once or twice a year.
    """
    every = term.every or Every()
    for frequency in frequencies:
        fits = frequency
        if every.month is not None and every.month_day is not None:
            if frequency not in (Frequency.HALF_YEARLY, Frequency.YEARLY):
                continue
            fits = Frequency.YEARLY
        elif (every.weekday is not None and frequency is not Frequency.WEEKLY) or (
            every.weekday is None and every.month_day is None and frequency is not Frequency.DAILY
        ):
            continue
        bare = evolve(term, span=None, doubt=None, steps=(), reference=None, over=False)
        return fitted(evolve(bare, every=evolve(every, frequency=fits))) or term
    return term


def recurring(words: str, bound: Bound, term: Term) -> Deadline:
    """Return the deadline that comes round; its days are the last on time."""
    every = term.every or Every()
    frequency = every.frequency or Frequency.DAILY
    recurrence: Recurrence | None = None
    doubt = term.doubt
    if doubt is None:
        shifted: Every | None = every
        if bound is Bound.BEFORE and term.at is None:
            shifted = _day_before(every, frequency)
        if shifted is None:
            doubt = Doubt.TWO_READINGS
        else:
            recurrence = Recurrence(
                frequency=frequency,
                weekday=shifted.weekday,
                month_day=shifted.month_day,
                month=shifted.month,
                at=term.at,
            )
    moved = (Reckoning.MOVED_EARLIER,) if every.to_working_day else ()
    return Deadline(
        phrase=words,
        kind=DeadlineKind.RECURRING,
        precision=Precision.HOUR if term.at else Precision.DAY,
        recurrence=recurrence,
        reckoning=moved,
        doubt=doubt,
    )


def _day_before(every: Every, frequency: Frequency) -> Every | None:
    """Return the day before the one that the words name; None where no rule can say it."""
    if every.weekday is not None:
        days = list(Weekday)
        return evolve(every, weekday=days[every.weekday.index - 1])
    day = every.month_day
    if day is None or day == -1:
        return None
    if day > 1:
        return evolve(every, month_day=day - 1)
    months = _MONTHS[frequency]
    month = None if every.month is None else (every.month - 2) % months + 1
    return evolve(every, month_day=-1, month=month)


def _bounded(recurrence: Recurrence, rest: str, reference: Reference | None) -> Recurrence:
    """Return a recurrence with the beginning and the end that the rest of its sentence tells."""
    since = until = None
    for pattern, part in ((_SINCE, "since"), (_UNTIL, "until")):
        found = pattern.search(rest) if "từ " in rest or "đến hết" in rest else None
        term = term_at(rest, found.end(), reference) if found is not None else None
        if term is not None and term.span is not None:
            if part == "since":
                since = term.span[0]
            else:
                until = term.span[1]
    return evolve(recurrence, since=since, until=until)


def bounded(deadline: Deadline, rest: str, reference: Reference | None) -> Deadline:
    """Return a recurring deadline with the beginning and the end that its sentence tells."""
    if deadline.recurrence is None:
        return deadline
    return evolve(deadline, recurrence=_bounded(deadline.recurrence, rest, reference))


def occurrences_of(recurrence: Recurrence, first: date) -> Iterator[date]:
    """Yield the days on which it is due, from a day on, in order (*các lần đến hạn*).

    They end with `until`, after `count` times, or at the end of the year 2100. A month without the
    day has its last; a recurrence without a day is due on the last day of each period. Every
    second, third, … period is counted from that of `since`, without one from that of `first`.

    Args:
        recurrence: How the duty comes round.
        first: No day before it is yielded.
    """
    start = recurrence.since or first
    number = 0
    for period in range(_MOST_PERIODS):
        day = _day_in(recurrence, start, period * recurrence.interval)
        if day is None or (recurrence.until is not None and day > recurrence.until):
            return
        if day < start:
            continue
        number += 1
        if recurrence.count is not None and number > recurrence.count:
            return
        if day >= first:
            yield day


_MOST_PERIODS = 60_000  # days of more than 160 years


def _day_in(recurrence: Recurrence, start: date, period: int) -> date | None:
    """Return the day in the period so many after the one that holds the start; None past 2100."""
    frequency = recurrence.frequency
    if frequency is Frequency.DAILY or frequency is Frequency.WEEKLY:
        day = start + timedelta(days=period * (1 if frequency is Frequency.DAILY else 7))
        if frequency is Frequency.WEEKLY:
            wanted = 6 if recurrence.weekday is None else recurrence.weekday.index
            day += timedelta(days=wanted - day.weekday())
        return day if day.year <= 2100 else None
    months = _MONTHS[frequency]
    begin = start.replace(day=1, month=(start.month - 1) // months * months + 1)
    offset = (recurrence.month or months) - 1
    first = months_later(begin, period * months + offset)
    if first is None:
        return None
    last = last_of_month(first)
    if recurrence.month_day in (None, -1):
        return last
    return first.replace(day=min(recurrence.month_day or 1, last.day))
