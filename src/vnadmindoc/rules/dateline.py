"""E. Place and date: ô 4 (*địa danh và thời gian ban hành*, Mục II.4)."""

import re
from collections.abc import Iterator
from datetime import date

from attrs import evolve

from vnadmindoc.findings import Severity
from vnadmindoc.model import Notice
from vnadmindoc.rules.looks import looks
from vnadmindoc.rules.rule import Breach, Case, Fix, Unknown, holds, plain, set_anew
from vnadmindoc.specimen import Fact, SeenParagraph
from vnadmindoc.standard import Role
from vnadmindoc.text import fold
from vnadmindoc.vocabulary import DocumentKind

_BLANK = r"[\s.…_]*"
_LINE = re.compile(
    rf"(?P<place>.*?)(?P<comma>\s*,)?\s*\b(?P<lead>ngày)(?P<day>\s*\d+|{_BLANK})\s*"
    rf"tháng(?P<month>\s*\d+|{_BLANK})\s*năm(?P<year>\s*\d+|{_BLANK})\.?\s*",
    re.DOTALL | re.IGNORECASE,
)
_IN_WORDS = re.compile(r"\bngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})\b")
_IN_FIGURES = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_SMALL_WORDS = frozenset(("phố",))
"""What stays small inside a place: ``Thành phố Hồ Chí Minh``."""


def _parts(case: Case) -> tuple[SeenParagraph, re.Match[str]] | None:
    seen = case.first(Role.DATELINE)
    found = _LINE.fullmatch(seen.text) if seen is not None else None
    return (seen, found) if seen is not None and found is not None else None


def _figure(found: re.Match[str], name: str) -> str:
    return found[name].strip(" \u00a0.…_\n\t")


def _span(found: re.Match[str], name: str) -> tuple[int, int]:
    figure = _figure(found, name)
    start = found.start(name) + found[name].find(figure)
    return start, start + len(figure)


@holds(
    "031",
    "II.4; Điều 8.2.d",
    "Có địa danh và thời gian ban hành (trừ biên bản)",
    "Place and date are there, except in a biên bản",
    needs=(Fact.NOTICE,),
)
def dateline_is_there(case: Case) -> Iterator[Breach]:
    """Ô 4 is there, except in a biên bản."""
    if case.notice.kind is DocumentKind.MINUTES:
        return
    dateline = case.notice.dateline
    if dateline is None and case.first(Role.DATELINE) is None:
        yield Breach(
            vi="thiếu địa danh và thời gian ban hành",
            en="place and date are missing",
            path="dateline",
        )
    elif dateline is not None and dateline.place is None:
        yield Breach(vi="thiếu địa danh", en="the place is missing", path="dateline.place")


@holds(
    "032",
    "II.4",
    "Địa danh và thời gian theo mẫu '<Địa danh>, ngày … tháng … năm …'",
    "Place and date read '<place>, ngày … tháng … năm …'",
)
def dateline_has_its_form(case: Case) -> Iterator[Breach]:
    """Figures, or the blanks of a draft."""
    seen = case.first(Role.DATELINE)
    if seen is None:
        return
    found = _LINE.fullmatch(seen.text)
    if found is None or found["lead"] != "ngày":
        yield Breach(
            vi="phải ghi theo mẫu '<Địa danh>, ngày <dd> tháng <m> năm <yyyy>'",
            en="it must read '<place>, ngày <dd> tháng <m> năm <yyyy>'",
            path="dateline",
            seen=seen,
            fix=set_anew if case.notice.dateline and case.notice.dateline.place else None,
        )


@holds(
    "032-blank",
    "II.4.b; Điều 15.2",
    "Ngày ban hành đã được ghi",
    "The day of issue has been given",
    severity=Severity.NOTE,
    needs=(Fact.NOTICE,),
)
def day_is_given(case: Case) -> Iterator[Breach]:
    """A draft's day is blank, and legal; before it is issued it has one."""
    dateline = case.notice.dateline
    if dateline is not None and dateline.date is None:
        yield Breach(
            vi="chưa ghi đủ ngày, tháng, năm ban hành",
            en="the date of issue is still blank",
            path="dateline.day",
            seen=case.first(Role.DATELINE),
        )


@holds("033a", "II.4.b", "Ngày dưới 10 có số 0 phía trước", "Days below 10 have a leading 0")
def days_have_their_zero(case: Case) -> Iterator[Breach]:
    """01 to 09."""
    if (parts := _parts(case)) and re.fullmatch("[1-9]", day := _figure(parts[1], "day")):
        yield Breach(
            vi=f"ngày dưới 10 phải ghi số 0 phía trước: 0{day}",
            en=f"a day below 10 takes a leading zero: 0{day}",
            path="dateline.day",
            seen=parts[0],
            span=_span(parts[1], "day"),
            fix=set_anew,
        )


@holds("033b", "II.4.b", "Tháng 1, 2 có số 0 phía trước", "Months 1 and 2 have a leading 0")
def first_months_have_their_zero(case: Case) -> Iterator[Breach]:
    """01 and 02."""
    if (parts := _parts(case)) and (month := _figure(parts[1], "month")) in ("1", "2"):
        yield Breach(
            vi=f"tháng 1, 2 phải ghi số 0 phía trước: 0{month}",
            en=f"months 1 and 2 take a leading zero: 0{month}",
            path="dateline.month",
            seen=parts[0],
            span=_span(parts[1], "month"),
            fix=set_anew,
        )


@holds(
    "033c",
    "II.4.b",
    "Tháng 3 đến tháng 9 không có số 0 phía trước",
    "Months 3 to 9 have no leading 0",
    severity=Severity.WARNING,
)
def later_months_have_no_zero(case: Case) -> Iterator[Breach]:
    """The clause names months 1 and 2 only."""
    if (parts := _parts(case)) and re.fullmatch("0[3-9]", month := _figure(parts[1], "month")):
        yield Breach(
            vi=f"chỉ tháng 1, 2 mới ghi số 0 phía trước: {month[1:]}",
            en=f"only months 1 and 2 take a leading zero: {month[1:]}",
            path="dateline.month",
            seen=parts[0],
            span=_span(parts[1], "month"),
            fix=set_anew,
        )


@holds(
    "034a",
    "II.4.b",
    "Ngày, tháng, năm có thật, năm ghi bốn chữ số",
    "The date is a day of the calendar, its year in four figures",
)
def date_is_real(case: Case) -> Iterator[Breach]:
    """No 31 February, no year 26."""
    if (parts := _parts(case)) is None:
        return
    seen, found = parts
    day, month, year = (_figure(found, name) for name in ("day", "month", "year"))
    if day and month and year and (len(year) != _YEAR_FIGURES or not _is_day(day, month, year)):
        yield Breach(
            vi=f"không có ngày {day}/{month}/{year}",
            en=f"{day}/{month}/{year} is no day",
            path="dateline",
            seen=seen,
            span=(found.start("lead"), found.end("year")),
        )


_YEAR_FIGURES = 4


def _is_day(day: str, month: str, year: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except (ValueError, OverflowError):  # a row of figures may be of any length
        return False
    return True


@holds(
    "034b",
    "II.4.b",
    "Ngày ban hành không trước ngày của văn bản làm căn cứ",
    "The document is not dated before what it rests on",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def date_is_not_before_its_bases(case: Case) -> Iterator[Breach]:
    """A base of a later day cannot have been there."""
    issued = case.notice.dateline.date if case.notice.dateline else None
    if issued is None:
        return
    for index, basis in enumerate(case.notice.legal_bases):
        for found in (*_IN_WORDS.finditer(basis), *_IN_FIGURES.finditer(basis)):
            if _is_day(*found.groups()) and date(*map(int, found.groups()[::-1])) > issued:
                yield Breach(
                    vi=f"căn cứ {found.group()} sau ngày ban hành văn bản",
                    en=f"the basis of {found.group()} is later than the document",
                    path=f"legal_bases[{index}]",
                    span=found.span(),
                    quote=found.group(),
                )


@holds(
    "035a",
    "II.4.c; Phụ lục II, III",
    "Chữ cái đầu các âm tiết của địa danh viết hoa",
    "Every syllable of the place begins with a capital",
    needs=(Fact.NOTICE,),
)
def place_begins_with_capitals(case: Case) -> Iterator[Breach]:
    """But for a leading common noun of two syllables."""
    place = case.notice.dateline.place if case.notice.dateline else None
    if place is None:
        return
    wrong = [
        syllable
        for syllable in re.findall(r"[^\W\d_]+", place)
        if syllable not in _SMALL_WORDS and not syllable[0].isupper()
    ]
    if wrong:
        wanted = re.sub(
            r"[^\W\d_]+",
            lambda each: (
                each.group()[0].upper() + each.group()[1:]
                if each.group() in wrong
                else each.group()
            ),
            place,
        )
        yield Breach(
            vi=f"địa danh {place!r}: chữ cái đầu các âm tiết viết hoa: {wanted}",
            en=f"{place!r}: every syllable of a place begins with a capital: {wanted}",
            path="dateline.place",
            seen=case.first(Role.DATELINE),
            quote=wrong[0],
            fix=_place(wanted),
        )


def _place(wanted: str) -> Fix:
    def repaired(notice: Notice) -> Notice:
        if notice.dateline is None:
            return notice
        return evolve(notice, dateline=evolve(notice.dateline, place=wanted))

    return repaired


@holds("035b", "II.4.c", "Sau địa danh có dấu phẩy", "A comma stands behind the place")
def comma_stands_behind_the_place(case: Case) -> Iterator[Breach]:
    """``An Hòa, ngày …``."""
    if (parts := _parts(case)) and plain(parts[1]["place"]) and not parts[1]["comma"]:
        yield Breach(
            vi="sau địa danh có dấu phẩy",
            en="a comma stands behind the place",
            path="dateline.place",
            seen=parts[0],
            span=(parts[1].end("place"), parts[1].start("lead")),
            fix=set_anew if case.notice.dateline and case.notice.dateline.place else None,
        )


@holds(
    "035c",
    "II.4.a; Phụ lục II, III.1.c",
    "Viết đầy đủ 'Thành phố Hồ Chí Minh'",
    "Thành phố Hồ Chí Minh is written in full",
    needs=(Fact.NOTICE,),
)
def ho_chi_minh_city_is_in_full(case: Case) -> Iterator[Breach]:
    """A unit named after a person is written with its common noun."""
    place = case.notice.dateline.place if case.notice.dateline else None
    if place is None:
        return
    short = {"tp. hồ chí minh", "tp hồ chí minh", "tp.hồ chí minh", "hồ chí minh", "tp. hcm"}
    if fold(place) in short | {"tphcm", "tp.hcm", "tp hcm", "hcm", "sài gòn"}:
        yield Breach(
            vi=f"địa danh {place!r}: viết đầy đủ 'Thành phố Hồ Chí Minh'",
            en=f"{place!r}: write 'Thành phố Hồ Chí Minh' in full",
            path="dateline.place",
            seen=case.first(Role.DATELINE),
            quote=place,
            fix=_place("Thành phố Hồ Chí Minh"),
        )


looks(
    "036", Role.DATELINE, ("size", "weight", "slant"), "II.4.c", vi="Địa danh và thời gian",
    en="Place and date",
)  # fmt: skip
looks("037", Role.DATELINE, ("align",), "II.4.c", vi="Địa danh và thời gian", en="Place and date")


@holds(
    "037-row",
    "II.4.c",
    "Địa danh và thời gian cùng một dòng với số, ký hiệu",
    "Place and date stand level with number and symbol",
    needs=(Fact.PLACES,),
)
def dateline_is_level_with_the_number(case: Case) -> Iterator[Breach | Unknown]:
    """One row of the head."""
    number, dateline = case.first(Role.NUMBER), case.first(Role.DATELINE)
    if number is None or dateline is None:
        return
    if number.row is None and dateline.row is None:
        yield Unknown("không biết các đoạn nào ngang hàng", "which paragraphs are level is unknown")
    elif number.row != dateline.row:
        yield Breach(
            vi="địa danh và thời gian phải ngang hàng với số, ký hiệu",
            en="place and date must stand level with number and symbol",
            seen=dateline,
            fix=set_anew,
        )
