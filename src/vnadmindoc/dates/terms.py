"""A point or a period of time as words name it: *17 giờ ngày 05/10*, *cuối quý II*, *thứ Sáu*.

Promised: a year, a month or a day that the words leave out comes from the reference and is said to;
a day that no calendar has, a year of two figures, a letter among figures and a day of the lunar
calendar are a doubt, never a day.
Refused here: whether the time is a limit; that is for the words in front of it.
Source: *đầu, giữa, cuối tháng* and *năm*: Bộ luật Dân sự 2015, Điều 146.3.
"""

import re
from datetime import date, time, timedelta

from attrs import evolve, frozen

from vnadmindoc.dates.arithmetic import (
    Span,
    last_of_month,
    months_later,
    months_span,
    real_date,
    week_span,
)
from vnadmindoc.dates.phrases import EVERY, HOUR, WEEKDAY, phrase
from vnadmindoc.dates.policy import Reference
from vnadmindoc.vocabulary import Doubt, Frequency, Precision, Reckoning, Weekday

_FIGURES = r"[\dlIOo]{1,2}"
_YEAR = r"[\dlIOo]{4}|\d{2}"

_CORES = (
    # 2025-10-15
    r"(?:ngày~)?(?P<isoyear>\d{4})~[/.-]~(?P<isomonth>\d{1,2})~[/.-]~(?P<isoday>\d{1,2})(?!\d)",
    # ngày 15/10/2025, 15/10, 15-10; the year may follow "năm"
    (
        rf"(?P<ngay>ngày~)?(?P<day>{_FIGURES})~(?P<sep>[/.-])~(?P<month>{_FIGURES})"
        rf"(?:~[/.-]~(?P<year>{_YEAR})|_năm_(?P<yearword>\d{{4}}))?(?![\w/])"
    ),
    # 10/2025
    r"(?P<figuremonth>\d{1,2})~/~(?P<figureyear>\d{4})(?![\w/])",
    # ngày 15 tháng 10 năm 2025
    (
        r"(?:ngày~)?(?P<wordday>\d{1,2})~tháng~(?P<wordmonth>\d{1,2})"
        r"(?:~(?:năm~|/~)(?P<wordyear>\d{4}))?(?![\d/])"
    ),
    # ngày 15 tháng này
    r"ngày_(?P<nearday>\d{1,2})_tháng_(?P<nearmonth>này|sau|tới|tiếp_theo)(?!\w)(?!_liền)",
    # mùng 6 Tết, ngày 23 tháng Chạp
    (
        r"(?P<lunar>(?:ngày_)?(?:(?:mùng|mồng)_\w+|\d{1,2})_(?:tháng_)?(?:Giêng|Chạp|Tết)(?!\w)"
        r"|tháng_(?:Giêng|Chạp)(?!\w))"
    ),
    # cuối tháng 10/2025, tháng này
    (
        r"(?:(?P<monthpart>đầu|giữa|cuối|hết)_)?tháng~(?:(?P<onlymonth>\d{1,2})"
        r"(?:~(?:/|-|năm(?=\s))~(?P<onlyyear>\d{4}))?(?![\d/])|(?P<somemonth>này|sau|tới)(?!\w))"
    ),
    # quý II/2026, quý này
    (
        r"(?:(?P<quarterpart>đầu|giữa|cuối|hết)_)?qu[ýí]~(?:(?P<quarter>IV|I{1,3}|[1-4])"
        r"(?:~(?:/|-|năm(?=\s))~(?P<quarteryear>\d{4}))?(?!\w)|(?P<somequarter>này|sau|tới)(?!\w))"
    ),
    # 6 tháng đầu năm 2026
    r"(?:0?6|sáu)_tháng_(?P<half>đầu|cuối)_năm(?:_(?P<halfyear>\d{4}))?(?!_học)(?!\w)",
    # cuối năm 2026, năm nay
    r"(?:(?P<yearpart>đầu|giữa|cuối|hết)_)?năm_(?:(?P<onlyyears>\d{4})(?!\d)|(?P<thisyear>nay)(?!\w))",
    r"(?P<bareyear>đầu|giữa|cuối|hết)_năm(?!_(?:học|ngân|tài|\d))(?!\w)",
    # hôm nay
    # "cùng ngày" is the day of something else
    r"(?P<near>(?:ngày_)?hôm_nay|ngày_mai|ngày_kia|(?P<same>cùng_ngày))(?!\w)",
    r"(?:(?P<weekpart>đầu|giữa|cuối|hết)_)?tuần_(?P<week>này|sau|tới|tiếp_theo)(?!\w)",
    # what comes round: ngày 25 hằng tháng, ngày cuối cùng của tháng
    r"ngày_(?P<lone>\d{1,2})(?![\d/.-]*\d)(?!_ngày)(?!_tháng_\d)",
    (
        r"ngày(?P<working>_làm_việc)?_cuối(?:_cùng)?_(?:của_)?(?:tháng_(?P<endmonth>\d{1,2})(?!\d)"
        r"|(?=(?:tháng|tuần|quý|năm)(?!\w)))(?P<last>)"
    ),
)
_TIME = phrase(
    rf"(?:{HOUR})?+(?:(?:ngày_)?(?P<weekday>{WEEKDAY})(?:~[,(]~|_|(?=\W)|$)(?:là_|tức_)?)?+"
    rf"(?:{'|'.join(_CORES)})?+",
    re.IGNORECASE,
)
# With which every time begins: most words behind "trước" and "trong" begin with other letters.
_BEGIN = re.compile(
    r"[\dlIOo]|ngày|năm|th(?:áng|ứ)|qu[ýí]|đầu|giữa|cuối|hết|hôm|cùng|tuần|chủ|m[ùồ]ng|sáu",
    re.IGNORECASE,
)
# What makes a day come round: hằng tháng, của tháng liền kề, của tháng cuối quý.
_TAIL = phrase(
    rf"~,?+~(?:của_|vào_)?+(?:{EVERY}_(?P<every>ngày|tuần|tháng|quý|năm)(?!\w)"
    r"|tháng_(?:(?:liền_kề|kế_tiếp|tiếp_theo|sau)(?P<nextmonth>)(?:_liền_kề)?"
    r"(?:_(?:của_|sau_)?tháng_báo_cáo)?"
    rf"|(?P<place>đầu|thứ_hai|giữa|cuối)(?:_(?:tiên|cùng))?_(?:của_)?(?:{EVERY}_)?quý"
    r"(?:_(?:sau|tiếp_theo|liền_kề|kế_tiếp|báo_cáo))?"
    rf"|(?P<yearend>cuối)_(?:{EVERY}_)?năm)(?!\w)"
    r"|năm_(?:liền_kề|kế_tiếp|tiếp_theo|sau)(?P<nextyear>)(?:_liền_kề)?"
    r"(?:_(?:của_|sau_)?năm_báo_cáo)?(?!\w)"
    r"|(?P<unit>tháng|tuần|quý|năm)(?!\w)(?!_\d))",
    re.IGNORECASE,
)
_BESIDE = phrase(
    rf"~\(?(?:tức_|nhằm_|vào_|tức_là_)?(?:ngày_)?(?P<weekday>{WEEKDAY})", re.IGNORECASE
)
_LUNAR_AFTER = phrase(r"~\(?~(?:theo_)?(?:âm_lịch|ÂL|AL)(?!\w)")

_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WEEKDAYS = {
    "hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5,
    "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5, "nhật": 6,
}  # fmt: skip
_EVERY = {
    "ngày": Frequency.DAILY,
    "tuần": Frequency.WEEKLY,
    "tháng": Frequency.MONTHLY,
    "quý": Frequency.QUARTERLY,
    "năm": Frequency.YEARLY,
}
_PLACES = {"đầu": 1, "thứ hai": 2, "giữa": 2, "cuối": 3}
_AFTERNOON = ("chiều", "tối", "đêm")

_STALE_DAYS = 92  # a day without a year that passed so lately is told of, not awaited
_STALE_MONTHS = 3


@frozen(kw_only=True)
class Every:
    """What a term says of coming round; the days are those the words name.

    Attributes:
        frequency: How often; None where only a sentence around it can say.
        weekday, month_day, month: As in `vnadmindoc.model.Recurrence`.
        to_working_day: Whether the last *working* day is meant.
    """

    frequency: Frequency | None = None
    weekday: Weekday | None = None
    month_day: int | None = None
    month: int | None = None
    to_working_day: bool = False


@frozen(kw_only=True)
class Term:
    """A time that words name.

    Attributes:
        end: Where in the text its words end.
        span: Its first and last day; None where it comes round or cannot be settled.
        precision: How fine it is.
        at: The hour; midnight at the end of the day is None.
        day_end: Whether the hour is 24:00, the end of the day.
        hour_zero: Whether the hour is 0:00, when the day before is the last.
        steps: How it was settled beyond its words.
        doubt: Why it was not settled, or why to look again.
        every: How it comes round; also set where a sentence around may say that it does.
        reference: The day it was read against, None where the words say all.
        over: Whether the words tell of a time just past.
        part: Whether it is đầu, giữa or cuối of a period.
    """

    end: int
    span: Span | None = None
    precision: Precision = Precision.DAY
    at: time | None = None
    day_end: bool = False
    hour_zero: bool = False
    steps: tuple[Reckoning, ...] = ()
    doubt: Doubt | None = None
    every: Every | None = None
    reference: date | None = None
    over: bool = False
    part: bool = False


def term_at(text: str, start: int, reference: Reference | None) -> Term | None:
    """Return the time that the words at a place name, or None if they name none."""
    if _BEGIN.match(text, start) is None:
        return None
    found = _TIME.match(text, start)
    if found is None or found.end() == start:
        return None
    group = found.groupdict()
    term = _core(found, group, reference)
    tail = _TAIL.match(text, found.end())
    if tail is not None and tail["unit"] and group["last"] is None:
        tail = None  # "tháng" alone ends only "ngày cuối cùng của"
    if tail is not None:
        term = _coming_round(term, group, tail)
    elif term is not None and group["last"] is not None:
        return None
    if term is None:
        return None
    term = _on_weekday(text, term, group)
    if term is None:
        return None
    if _LUNAR_AFTER.match(text, term.end):
        return evolve(term, span=None, doubt=Doubt.LUNAR)
    return _at_hour(term, group) if group["hour"] is not None else term


def stretched(text: str, term: Term) -> Term:
    """Return the months or quarters that words go on to: *tháng 6 - 8/2026*, *quý III, IV/2026*.

    The year is that of the last; the first is a year earlier where it could not come before it.
    """
    found = _GOES_ON.match(text, term.end) if term.precision in _LONG else None
    if found is None or term.span is None or term.part:
        return term
    figures = found["last"]
    quarter = term.precision is Precision.QUARTER
    count = 3 if quarter else 1
    number = _QUARTERS.get(figures.upper()) if quarter else _figures(figures)
    if number is None:
        return term
    year = _figures(found["year"]) or term.span[1].year
    last = months_span(year, 3 * number - 2 if quarter else number, count)
    if last is None:
        return term
    first = term.span[0]
    if term.reference is not None and found["year"] is not None:
        first = first.replace(year=year if first.month <= last[1].month else year - 1)
    if first > last[1]:
        return term
    return evolve(term, end=found.end(), span=(first, last[1]))


_LONG = (Precision.MONTH, Precision.QUARTER)
_GOES_ON = phrase(
    r"(?:~[-–]~|_đến(?:_hết)?_|~,~|_và_)(?P<word>tháng_|quý_)?(?P<last>\d{1,2}|IV|I{1,3})"
    r"(?:(?:~/~|_năm_)(?P<year>\d{4}))?(?=~(?:[.;)]|$))",
    re.IGNORECASE,
)


def weekday_of(words: str) -> Weekday:
    """Return the day of the week: *thứ Hai*, *thứ 2* are Monday."""
    return list(Weekday)[_WEEKDAYS[words.rsplit(maxsplit=1)[-1].casefold()]]


def _core(
    found: re.Match[str], group: dict[str, str | None], reference: Reference | None
) -> Term | None:
    """Settle the day or the period; None where there is neither a day nor a weekday nor an hour."""
    end = found.end()
    base = Term(end=end)
    which = found.lastgroup
    if which is None:
        return None
    for names, settle in _SETTLERS:
        if any(group[name] is not None for name in names):
            return settle(base, group, reference)
    # Only an hour or a weekday: what follows, or the sentence, says the rest.
    return base


def _figures(words: str | None) -> int | None:
    return int(words) if words is not None and words.isdecimal() else None


def _stated(base: Term, group: dict[str, str | None], reference: Reference | None) -> Term | None:
    day, month = _figures(group["day"]), _figures(group["month"])
    year = group["year"] or group["yearword"]
    if group["ngay"] is None and year is None and not _reads_as_date(group):
        return None
    if day is None or month is None or (year is not None and not year.isdecimal()):
        if sum(map(str.isdecimal, f"{group['day']}{group['month']}")) < 2:
            return None  # "lo-lo" are letters, no figures
        return evolve(base, doubt=Doubt.UNREADABLE_FIGURES)
    if year is not None and len(year) == 2:
        return evolve(base, doubt=Doubt.SHORT_YEAR)
    return _on_day(base, day, month, _figures(year), reference)


def _reads_as_date(group: dict[str, str | None]) -> bool:
    """Whether figures without *ngày* and year are a day: 15/10 is one, 1/3 a third, 1.5 no day."""
    day, month = group["day"] or "", group["month"] or ""
    if group["sep"] != "/" or not (day + month).isdecimal():
        return False
    return len(day) == 2 or len(month) == 2 or int(day) > int(month)


def _worded(base: Term, group: dict[str, str | None], reference: Reference | None) -> Term:
    day, month = _figures(group["wordday"]) or 0, _figures(group["wordmonth"]) or 0
    return _on_day(base, day, month, _figures(group["wordyear"]), reference)


def _iso(base: Term, group: dict[str, str | None], _: Reference | None) -> Term:
    day, month = _figures(group["isoday"]) or 0, _figures(group["isomonth"]) or 0
    year = _figures(group["isoyear"]) or 0
    if day <= 12 and day != month:
        return evolve(base, doubt=Doubt.TWO_READINGS)
    return _on_day(base, day, month, year, None)


def _on_day(
    base: Term, day: int, month: int, year: int | None, reference: Reference | None
) -> Term:
    if year is not None:
        return _single(base, real_date(day, month, year), Doubt.NO_SUCH_DAY)
    every = Every(month_day=day, month=month) if real_date(day, month, 2024) else None
    base = evolve(base, every=every)
    if every is None:
        return evolve(base, doubt=Doubt.NO_SUCH_DAY)
    if reference is None:
        return evolve(base, doubt=Doubt.NO_YEAR)
    base = evolve(base, reference=reference.day, steps=(reference.year_step,))
    this = real_date(day, month, reference.day.year)
    if this is not None and this < reference.day:
        if (reference.day - this).days <= _STALE_DAYS:
            return evolve(base, doubt=Doubt.BEFORE_DOCUMENT, over=True)
        this = real_date(day, month, reference.day.year + 1)
    return _single(base, this, Doubt.NO_SUCH_DAY)


def _single(base: Term, day: date | None, doubt: Doubt) -> Term:
    return evolve(base, doubt=doubt) if day is None else evolve(base, span=(day, day))


def _near_day(base: Term, group: dict[str, str | None], reference: Reference | None) -> Term:
    if reference is None:
        return evolve(base, doubt=Doubt.NO_MONTH)
    later = 0 if group["nearmonth"] == "này" else 1
    month = months_later(reference.day.replace(day=1), later)
    day = real_date(_figures(group["nearday"]) or 0, month.month, month.year) if month else None
    base = evolve(base, reference=reference.day, steps=(Reckoning.MONTH_OF_DOCUMENT,))
    return _single(base, day, Doubt.NO_SUCH_DAY)


def _lunar(base: Term, _group: dict[str, str | None], _: Reference | None) -> Term:
    return evolve(base, doubt=Doubt.LUNAR)


def _month(base: Term, group: dict[str, str | None], reference: Reference | None) -> Term:
    base = evolve(base, precision=Precision.MONTH)
    if group["somemonth"] is not None:
        span = None
        if reference is not None:
            later = 0 if group["somemonth"].casefold() == "này" else 1
            first = months_later(reference.day.replace(day=1), later)
            span = (first, last_of_month(first)) if first else None
        return _of_document(base, span, group["monthpart"], reference)
    month = _figures(group["onlymonth"] or group["figuremonth"]) or 0
    year = _figures(group["onlyyear"] or group["figureyear"])
    if year is None and group["monthpart"] is None:
        base = evolve(base, every=Every(month=month))
    return _period(base, month, 1, year, group["monthpart"], reference)


def _quarter(base: Term, group: dict[str, str | None], reference: Reference | None) -> Term:
    base = evolve(base, precision=Precision.QUARTER)
    part, year = group["quarterpart"], _figures(group["quarteryear"])
    if group["quarter"] is not None:
        first = 3 * _QUARTERS[group["quarter"].upper()] - 2
        return _period(base, first, 3, year, part, reference)
    span = None
    if reference is not None:
        this = reference.day.replace(day=1, month=(reference.day.month - 1) // 3 * 3 + 1)
        later = 0 if (group["somequarter"] or "").casefold() == "này" else 3
        first_day = months_later(this, later)
        span = months_span(first_day.year, first_day.month, 3) if first_day else None
    return _of_document(base, span, part, reference)


def _half(base: Term, group: dict[str, str | None], reference: Reference | None) -> Term:
    base = evolve(base, precision=Precision.HALF_YEAR)
    first = 1 if (group["half"] or "").casefold() == "đầu" else 7
    return _period(base, first, 6, _figures(group["halfyear"]), None, reference)


def _year(base: Term, group: dict[str, str | None], reference: Reference | None) -> Term:
    base = evolve(base, precision=Precision.YEAR)
    part = group["yearpart"] or group["bareyear"]
    year = _figures(group["onlyyears"])
    if year is not None:
        return _period(base, 1, 12, year, part, reference)
    span = months_span(reference.day.year, 1, 12) if reference is not None else None
    return _of_document(base, span, part, reference)


def _period(
    base: Term,
    month: int,
    count: int,
    year: int | None,
    part: str | None,
    reference: Reference | None,
) -> Term:
    """Settle some months in a row; without a year the first such ones that are not over."""
    if months_span(2024, month, count) is None:
        return evolve(base, doubt=Doubt.NO_SUCH_DAY)
    if year is None:
        if reference is None:
            return evolve(base, doubt=Doubt.NO_YEAR)
        base = evolve(base, reference=reference.day, steps=(reference.year_step,))
        year = reference.day.year
        behind = reference.day.month - (month + count - 1)
        if behind > 0:
            base = evolve(base, over=behind <= _STALE_MONTHS)
            year += 1
    span = months_span(year, month, count)
    if span is None:
        return evolve(base, doubt=Doubt.NO_SUCH_DAY)
    return _part_of(base, span, part)


def _of_document(
    base: Term, span: Span | None, part: str | None, reference: Reference | None
) -> Term:
    """Settle a period told from the document's own day: *tháng này*, *quý sau*."""
    if span is None or reference is None:
        return evolve(base, doubt=Doubt.NO_MONTH)
    steps = (Reckoning.MONTH_OF_DOCUMENT,)
    return _part_of(evolve(base, steps=steps, reference=reference.day), span, part)


def _part_of(base: Term, span: Span, part: str | None) -> Term:
    """Return the day that *đầu*, *giữa* or *cuối* of a period is, else the whole (Điều 146.3)."""
    first, last = span
    match part.casefold() if part else None:
        case "đầu":
            day = first
        case "giữa":
            if base.precision is Precision.QUARTER:
                return evolve(base, doubt=Doubt.TWO_READINGS)  # the law knows month and year alone
            day = (
                first.replace(day=15)
                if first.month == last.month
                else last.replace(month=6, day=30)
            )
        case "cuối":
            day = last
        case _:
            return evolve(base, span=span)
    return evolve(base, span=(day, day), part=True, steps=(*base.steps, Reckoning.PART_OF_PERIOD))


def _near(base: Term, group: dict[str, str | None], reference: Reference | None) -> Term:
    if group["same"] is not None:
        return evolve(base, doubt=Doubt.NO_DAY)
    if reference is None or not reference.exact:
        return evolve(base, doubt=Doubt.NO_ISSUE_DAY)
    words = (group["near"] or "").casefold()
    later = timedelta(days=1 if words.endswith("mai") else 2 if words.endswith("kia") else 0)
    day = reference.day + later
    base = evolve(base, reference=reference.day, steps=(Reckoning.DAY_OF_ISSUE,))
    return _single(base, real_date(day.day, day.month, day.year), Doubt.NO_SUCH_DAY)


def _week(base: Term, group: dict[str, str | None], reference: Reference | None) -> Term:
    base = evolve(base, precision=Precision.WEEK)
    if reference is None or not reference.exact:
        return evolve(base, doubt=Doubt.NO_ISSUE_DAY)
    later = 0 if (group["week"] or "").casefold() == "này" else 7
    if group["weekpart"] is not None and group["weekpart"].casefold() != "hết":
        return evolve(base, doubt=Doubt.TWO_READINGS)  # no law says which day "cuối tuần" is
    span = week_span(reference.day + timedelta(days=later))
    return evolve(base, span=span, reference=reference.day, steps=(Reckoning.MONTH_OF_DOCUMENT,))


def _lone(base: Term, group: dict[str, str | None], _: Reference | None) -> Term:
    day = _figures(group["lone"]) or 0
    if not 1 <= day <= 31:
        return evolve(base, doubt=Doubt.NO_SUCH_DAY)
    return evolve(base, doubt=Doubt.NO_MONTH, every=Every(month_day=day))


def _last(base: Term, group: dict[str, str | None], _: Reference | None) -> Term:
    working = group["working"] is not None
    month = _figures(group["endmonth"])
    every = Every(month_day=-1, month=month, to_working_day=working)
    good = month is None or 1 <= month <= 12
    return evolve(base, doubt=Doubt.NO_MONTH, every=every if good else None)


_SETTLERS = (
    (("day",), _stated),
    (("wordday",), _worded),
    (("onlymonth", "somemonth", "figuremonth"), _month),
    (("quarter", "somequarter"), _quarter),
    (("lone",), _lone),
    (("onlyyears", "thisyear", "bareyear"), _year),
    (("half",), _half),
    (("near",), _near),
    (("week",), _week),
    (("nearday",), _near_day),
    (("last",), _last),
    (("isoday",), _iso),
    (("lunar",), _lunar),
)


def _coming_round(
    term: Term | None, group: dict[str, str | None], tail: re.Match[str]
) -> Term | None:
    """Return the term with what its tail says: *hằng tháng*, *của tháng cuối quý*."""
    if term is None:
        return None
    every = term.every or Every()
    if group["weekday"] is not None:
        every = evolve(every, weekday=weekday_of(group["weekday"]))
    whole = evolve(term, end=tail.end(), span=None, doubt=None, steps=(), reference=None)
    if tail["place"] is not None:
        place = " ".join(tail["place"].casefold().split())
        every = evolve(every, frequency=Frequency.QUARTERLY, month=_PLACES[place])
    elif tail["nextmonth"] is not None:
        every = evolve(every, frequency=Frequency.MONTHLY)
    elif tail["nextyear"] is not None:
        every = evolve(every, frequency=Frequency.YEARLY)
    elif tail["yearend"] is not None:
        every = evolve(every, frequency=Frequency.YEARLY, month=12)
    else:
        frequency = _EVERY[(tail["every"] or tail["unit"]).casefold()]
        if frequency is Frequency.MONTHLY and every.month is not None:
            return None  # "ngày 15/10 hằng tháng" contradicts itself
        every = evolve(every, frequency=frequency)
        if every.month_day == -1 and every.month is None and frequency is Frequency.QUARTERLY:
            every = evolve(every, month=3)
        if every.month_day == -1 and every.month is None and frequency is Frequency.YEARLY:
            every = evolve(every, month=12)
        if every.month_day == -1 and frequency is Frequency.WEEKLY:
            # "ngày làm việc cuối cùng của tuần"
            every = Every(frequency=frequency, weekday=Weekday.FRIDAY)
    return fitted(evolve(whole, every=every))


def fitted(term: Term) -> Term | None:
    """Return a term that comes round, in doubt where its parts do not fit; None where none is."""
    every = term.every
    if every is None:
        return None
    match every.frequency:
        case Frequency.WEEKLY:
            good = every.weekday is not None and every.month_day is None
        case Frequency.MONTHLY:
            good = every.month_day is not None and every.month is None and every.weekday is None
        case Frequency.QUARTERLY | Frequency.HALF_YEARLY:
            good = every.month is not None and every.month_day is not None
        case Frequency.YEARLY if every.month is not None and every.month_day is None:
            # "Tháng 12 hằng năm" is over with its last day.
            return evolve(term, every=evolve(every, month_day=-1))
        case Frequency.YEARLY:
            good = every.month is not None
        case _:
            good = every.weekday is None and every.month_day is None
    return term if good else evolve(term, doubt=Doubt.NO_MONTH)


def _on_weekday(text: str, term: Term, group: dict[str, str | None]) -> Term | None:
    """Return the term with its day of the week, which is the day itself or only beside it."""
    named = group["weekday"]
    if term.every is not None and term.every.frequency is not None:
        return term
    if named is None:
        beside = _BESIDE.match(text, term.end) if term.span is not None else None
        named = beside["weekday"] if beside is not None else None
        if named is None:
            return term
    weekday = weekday_of(named)
    if term.span is not None and term.precision is Precision.WEEK:
        day = term.span[0] + timedelta(days=weekday.index)
        return evolve(term, span=(day, day), precision=Precision.DAY)
    if term.span is not None:
        differs = term.span[0] == term.span[1] and term.span[0].weekday() != weekday.index
        return evolve(term, doubt=Doubt.WEEKDAY_DIFFERS) if differs else term
    if term.doubt is not None:
        return term
    # "trước thứ Sáu": of which week, only a sentence around it can say.
    return evolve(term, every=Every(weekday=weekday), doubt=Doubt.TWO_READINGS)


def _at_hour(term: Term, group: dict[str, str | None]) -> Term:
    hour, minute = _figures(group["hour"]) or 0, _figures(group["minute"]) or 0
    if (group["part"] or "").casefold() in _AFTERNOON and hour < 12:
        hour += 12
    if hour == 24 and minute == 0:
        return evolve(term, day_end=True)
    if hour > 23 or minute > 59:
        return evolve(term, span=None, doubt=Doubt.NO_SUCH_HOUR, every=None)
    if hour == minute == 0:
        return evolve(term, hour_zero=True)
    return evolve(term, at=time(hour, minute), precision=Precision.HOUR)
