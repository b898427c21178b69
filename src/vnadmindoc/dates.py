"""Dates and deadlines in Vietnamese words, both ways.

Promised: a deadline is read only where words of a time limit lead to a date; a date that cites,
reports or commemorates is none. What cannot be settled is told as unresolved, never guessed.
Refused here: the clock. Incomplete dates are read against a day the caller gives.
Source: the words as they are used; *đầu, giữa, cuối tháng* by Bộ luật Dân sự 2015, Điều 146.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date, time, timedelta

from vnadmindoc.model import Deadline, Event
from vnadmindoc.numerals import month_figures, two_digits
from vnadmindoc.validation import YEARS
from vnadmindoc.vocabulary import Bound, DeadlineKind

_DAY = r"(?P<day>\d{1,2})"
_DATE = (
    rf"(?:{_DAY}\s*[/.-]\s*(?P<month>\d{{1,2}})(?:\s*[/.-]\s*(?P<year>\d{{4}}))?(?![\d/])"
    rf"|(?P<day2>\d{{1,2}})\s+tháng\s+(?P<month2>\d{{1,2}})(?:\s+năm\s+(?P<year2>\d{{4}}))?(?!\d))"
)
_MONTH = (
    r"(?:(?P<part>đầu|giữa|cuối)\s+)?tháng\s+(?P<month3>\d{1,2})"
    r"(?:(?:\s*/\s*|\s+năm\s+)(?P<year3>\d{4}))?(?![\d/])"
)
_QUARTER = r"[Qq]uý\s+(?P<quarter>IV|I{1,3}|[1-4])(?:(?:\s*/\s*|\s+năm\s+)(?P<year4>\d{4}))?(?!\w)"
_HOUR = (
    r"(?P<hour>\d{1,2})\s*(?:giờ|h|g)(?:\s*(?P<minute>\d{2}))?(?:\s*(?:phút|’|'))?"
    r"\s*,?\s+(?:của\s+)?"
)
# Spelt out letter by letter, with nothing in front: the search then skips to these letters.
_LEAD = (
    "(?P<lead>Trước|trước|Trong|trong|Đến hết|đến hết"
    r"|(?:Chậm nhất|chậm nhất|Muộn nhất|muộn nhất)(?:\s+(?:là|vào|đến))?"
    r"|(?:Hạn cuối|hạn cuối)(?:\s+(?:là|vào))?)"
)
# "xong", "hoàn thành" before the lead belong to the task, not to its limit; "trong ngày" counts,
# "trong 6 tháng" does not, for a figure may not follow the lead without ngày, tháng or a slash.
_LIMIT = re.compile(
    rf"{_LEAD}\s+(?:{_HOUR})?"
    rf"(?:ngày\s+{_DATE}|{_DATE.replace('?P<', '?P<x')}|{_MONTH}|{_QUARTER})"
)

_RECURRING = re.compile(
    r"\b(?:[Tt]rước|[Cc]hậm nhất(?:\s+(?:là|vào))?)\s+"
    r"(?:\d{1,2}\s*(?:giờ|h|g)\S*\s*(?:\d{2}\s*phút,?\s+)?)?"
    r"(?:ngày\s+)?(?:\d{1,2}|thứ\s+\S+|[Cc]hủ nhật)\s+(?:của\s+)?h[ằà]ng\s+(?:tuần|tháng|quý|năm)"
)
_PERIOD = re.compile(
    r"\b[Tt]rong\s+(?:vòng|thời hạn|thời gian)\s+\d{1,3}\s+(?:ngày|tháng|tuần)(?:\s+làm việc)?"
    r",?\s+(?:kể\s+)?từ\s+[^.;,:()]+"
)
_AFTER = re.compile(r"\b(?:[Nn]gay\s+)?[Ss]au khi\s+(?:có|nhận được|được)\s+[^.;,:()]+")
_WHEN = re.compile(
    r"(?<=\()khi\s+[^.;:()]+?\s(?:ban hành|phê duyệt|thông qua|có)(?:\s[^.;:()]+)?(?=\))"
)
_VAGUE = re.compile(
    r"\bđúng (?:thời gian|thời hạn|tiến độ)(?: (?:theo )?quy định| yêu cầu| đề ra)?(?=[\s.;,:()]|$)"
    r"|\btrong thời gian sớm nhất\b"
)
_STANDING = re.compile(r"\b[Tt]hực hiện thường xuyên\b")
_REFERRED = re.compile(
    r"\btheo (?:đúng )?thời gian tại (?P<target>(?:khoản|điểm|mục|Mục) \S+(?: [^.;,:()]+? này)?)"
)

# What stands before a time limit and makes it no limit of the task: it is told of the past, or it
# ends a period of validity that began before.
_TOLD = re.compile(r"\b(?:đã|từ\s+(?:ngày|tháng)|hiệu lực|giá trị)\b[^.;]*$")
_TOLD_WORDS = ("đã", "từ ", "hiệu lực", "giá trị")
_SENTENCE = 400  # characters before a limit in which its sentence is looked for
_ANNIVERSARY = re.compile(
    r"ngày\s+[A-ZĐÀ-Ỹ][^\W\d]*(?:\s+[^\W\d]+){1,8}?\s+(?P<day>\d{1,2})\s*[/-]\s*(?P<month>\d{1,2})"
    r"(?![\d/-])"
)

_DATED_MEETING = re.compile(r"\b[Nn]gày\s+" + _DATE)

_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def deadlines_in(text: str, reference: date | None = None) -> tuple[Deadline, ...]:
    """Return the deadlines that the words of a text set, in reading order.

    Args:
        text: One paragraph, NFC.
        reference: The day incomplete dates are read against: the first day with that number on or
            after it. Without one they stay unresolved.
    """
    found: list[tuple[int, int, Deadline]] = []
    # Each search is made only where one of its words stands; most texts have none of them.
    if _names_limit(text):
        found += _limits(text, reference)
        if "ằng " in text or "àng " in text:
            found += _plain(_RECURRING, text, DeadlineKind.RECURRING)
        if "từ " in text:
            found += _plain(_PERIOD, text, DeadlineKind.CONDITIONAL)
    if "au khi " in text:
        found += _plain(_AFTER, text, DeadlineKind.CONDITIONAL)
    if "(khi " in text:
        found += _plain(_WHEN, text, DeadlineKind.CONDITIONAL)
    if "hường xuyên" in text:
        found += _plain(_STANDING, text, DeadlineKind.STANDING)
    if "thời gian tại" in text:
        found += [
            (
                each.start(),
                each.end(),
                Deadline(phrase=each[0], kind=DeadlineKind.REFERRED, target=each["target"]),
            )
            for each in _REFERRED.finditer(text)
        ]
    if "đúng t" in text or "sớm nhất" in text:
        found += _plain(_VAGUE, text, DeadlineKind.VAGUE)
    if not found:
        return ()
    found.sort(key=lambda each: (each[0], -each[1]))
    kept: list[Deadline] = []
    end = 0
    for start, stop, deadline in found:
        if start >= end:
            kept.append(deadline)
            end = stop
    return tuple(kept)


def events_in(text: str, reference: date | None = None) -> tuple[Event, ...]:
    """Return the anniversaries a text names: days to observe, no deadlines.

    Args:
        text: One paragraph, NFC.
        reference: The day a date without a year is read against.
    """
    if "ngày " not in text:
        return ()
    events = []
    for found in _ANNIVERSARY.finditer(text):
        stated = _settle(int(found["day"]), int(found["month"]), None, reference)
        events.append(Event(phrase=found.group(), day=stated))
    return tuple(events)


def first_date(text: str) -> date | None:
    """Return the first full date that follows *ngày*, or None: ``"Ngày 30/9/2021, ..."``."""
    for found in _DATED_MEETING.finditer(text):
        year = found["year"] or found["year2"]
        if year:
            return real_date(
                int(found["day"] or found["day2"]),
                int(found["month"] or found["month2"]),
                int(year),
            )
    return None


def real_date(day: int, month: int, year: int) -> date | None:
    """Return a day of the calendar between 1900 and 2100, or None."""
    if year not in YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def before(day: date) -> Deadline:
    """Return the deadline "before this day": the day before is the last on time.

    The words are ``"trước ngày 11/10/2021"``, which `deadlines_in` reads back.
    """
    return Deadline(
        phrase=f"trước ngày {short_date(day)}",
        bound=Bound.BEFORE,
        stated=day,
        due=day - timedelta(days=1),
    )


def by(day: date) -> Deadline:
    """Return the deadline "at the latest on this day", the day itself being on time.

    The words are ``"chậm nhất ngày 10/10/2021"``, which `deadlines_in` reads back.
    """
    return Deadline(phrase=f"chậm nhất ngày {short_date(day)}", bound=Bound.BY, stated=day, due=day)


def short_date(day: date) -> str:
    """Return ``"05/3/2026"``: the day and the months 1 and 2 with a leading zero (II.4.b)."""
    return f"{two_digits(day.day)}/{month_figures(day.month)}/{day.year}"


def _plain(
    pattern: re.Pattern[str], text: str, kind: DeadlineKind
) -> Iterator[tuple[int, int, Deadline]]:
    for found in pattern.finditer(text):
        phrase = found.group().rstrip()
        yield found.start(), found.end(), Deadline(phrase=phrase, kind=kind)


def _names_limit(text: str) -> bool:
    return (
        "rước" in text
        or "rong" in text
        or "ến hết" in text
        or "hậm nhất" in text
        or "uộn nhất" in text
        or "ạn cuối" in text
    )


def _limits(text: str, reference: date | None) -> Iterator[tuple[int, int, Deadline]]:
    for found in _LIMIT.finditer(text):
        if found.start() and text[found.start() - 1].isalnum():
            continue
        lead = found["lead"].casefold()
        near = max(0, found.start() - _SENTENCE)
        sentence = max(text.rfind(mark, near, found.start()) for mark in ".;") + 1 or near
        told = text[sentence : found.start()]
        if any(word in told for word in _TOLD_WORDS) and _TOLD.search(told):
            continue
        bound = _bound(lead)
        deadline = _resolved(found, bound, reference)
        if deadline is not None:
            yield found.start(), found.end(), deadline


def _bound(lead: str) -> Bound:
    if lead == "trước":
        return Bound.BEFORE
    return Bound.WITHIN if lead == "trong" else Bound.BY


def _resolved(found: re.Match[str], bound: Bound, reference: date | None) -> Deadline | None:
    """Settle the last day of a time limit; None where the words set no limit after all."""
    group = found.groupdict()
    day = group["day"] or group["day2"] or group["xday"] or group["xday2"]
    first: date | None
    last: date | None
    if day is not None:
        month = group["month"] or group["month2"] or group["xmonth"] or group["xmonth2"]
        year = group["year"] or group["year2"] or group["xyear"] or group["xyear2"]
        first = last = _settle(int(day), int(month or 0), year, reference)
    elif group["quarter"] is not None:
        first, last = _quarter(_QUARTERS[group["quarter"]], group["year4"], reference)
    else:
        if group["part"] and bound is Bound.BEFORE:
            return None  # "trước cuối tháng" has two readings
        first, last = _month(int(group["month3"]), group["year3"], group["part"], reference)
    phrase = found.group()
    if bound is Bound.WITHIN and last is not None and reference is not None and last < reference:
        return None  # a month that is over is reported on, not worked to
    if first is None or last is None:
        return Deadline(phrase=phrase, kind=DeadlineKind.UNRESOLVED)
    hour = _hour(group["hour"], group["minute"])
    if group["hour"] is not None and hour is None:
        # "24 giờ" is the end of the day, which is what no hour means; anything else is a slip.
        if int(group["hour"]) != 24:
            return Deadline(phrase=phrase, kind=DeadlineKind.UNRESOLVED)
        return Deadline(phrase=phrase, bound=bound, stated=last, due=last)
    if bound is Bound.BEFORE and hour is None:
        due = first - timedelta(days=1)
        if due.year not in YEARS:
            return Deadline(phrase=phrase, kind=DeadlineKind.UNRESOLVED)
        stated = first if day is not None else last
        return Deadline(phrase=phrase, bound=bound, stated=stated, due=due)
    return Deadline(phrase=phrase, bound=bound, stated=last, due=last, at=hour)


def _hour(hour: str | None, minute: str | None) -> time | None:
    if hour is None or int(hour) > 23 or int(minute or 0) > 59:
        return None
    return time(int(hour), int(minute or 0))


def _settle(day: int, month: int, year: str | None, reference: date | None) -> date | None:
    """Return the day; without a year the first one on or after the reference day."""
    if year is not None:
        return real_date(day, month, int(year))
    if reference is None:
        return None
    this = real_date(day, month, reference.year)
    if this is not None and this >= reference:
        return this
    return real_date(day, month, reference.year + 1)


def _month(
    month: int, year: str | None, part: str | None, reference: date | None
) -> tuple[date | None, date | None]:
    """Return the first and last day; *đầu, giữa, cuối tháng* are days 1, 15 and the last."""
    number = _year_of(year, month, reference)
    first = real_date(1, month, number) if number else None
    if first is None:
        return None, None
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    match part:
        case "đầu":
            return first, first
        case "giữa":
            return first.replace(day=15), first.replace(day=15)
        case "cuối":
            return last, last
    return first, last


def _quarter(
    quarter: int, year: str | None, reference: date | None
) -> tuple[date | None, date | None]:
    number = _year_of(year, quarter * 3, reference)
    if number is None:
        return None, None
    first, _ = _month(quarter * 3 - 2, str(number), None, reference)
    _, last = _month(quarter * 3, str(number), None, reference)
    return first, last


def _year_of(year: str | None, month: int, reference: date | None) -> int | None:
    """Return the year of a month: as written, else the first such month not yet over."""
    if year is not None:
        return int(year)
    if reference is None:
        return None
    return reference.year if month >= reference.month else reference.year + 1
