"""How Vietnamese is spelt in documents: capitals, zeros of dates, the place of a tone mark.

Promised: each function returns corrections of one text, in its order, never overlapping; it changes
nothing itself. Only what a machine can decide is here: a capital that depends on what a name stands
for is left to people.
Source: Nghị định 30/2020/NĐ-CP, Phụ lục II; Phụ lục I, Phần I, Mục II.4.b for the zeros.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple
from unicodedata import normalize

ToneMarks = Literal["old", "new"]
"""Where a tone stands in an open syllable: ``old`` *hòa, khỏe, ủy*; ``new`` *hoà, khoẻ, uỷ*."""


class Correction(NamedTuple):
    """A stretch of a text, from `start` to before `end`, and what to write there."""

    start: int
    end: int
    text: str


Corrector = Callable[[str], list[Correction]]

_PROVINCES = (
    "An Giang|Bà Rịa - Vũng Tàu|Bắc Giang|Bắc Kạn|Bạc Liêu|Bắc Ninh|Bến Tre|Bình Định|Bình Dương"
    "|Bình Phước|Bình Thuận|Cà Mau|Cao Bằng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai"
    "|Hà Giang|Hà Nam|Hà Tĩnh|Hải Dương|Hậu Giang|Hòa Bình|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum"
    "|Lai Châu|Lâm Đồng|Lạng Sơn|Lào Cai|Long An|Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ"
    "|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh"
    "|Thái Bình|Thái Nguyên|Thanh Hóa|Thừa Thiên Huế|Tiền Giang|Trà Vinh|Tuyên Quang|Vĩnh Long"
    "|Vĩnh Phúc|Yên Bái"
)
_CITIES = "Hà Nội|Hải Phòng|Đà Nẵng|Cần Thơ|Huế|Vinh|Đà Lạt|Nha Trang|Biên Hòa|Thái Nguyên"
_SMALL = "a-z" + "".join(
    chr(code)
    for code in (*range(0xE0, 0x180), 0x1A1, 0x1B0, *range(0x1EA0, 0x1EFA))
    if chr(code).islower()
)
"""Small letters of Vietnamese, for a class of a pattern."""
# Behind a sentence's end, a label or a colon a capital may be the sentence's own.
_AMID = r"(?<=[^\s.:;!?)–-] )"
_UNIT_SMALL = re.compile(
    rf"{_AMID}(?:Tỉnh(?= (?:{_PROVINCES})\b)|Thành phố(?= (?:{_CITIES})\b)|Thành Phố(?= [A-ZĐ]))"
)
_UNIT_NUMBER = re.compile(r"(?<!\d )\b(?:quận|phường)(?= \d{1,2}(?:[,;.)]|$| và))")
_SPECIAL = re.compile(r"\bthủ đô(?= Hà Nội\b)|\bthành phố(?= Hồ Chí Minh\b)")
# "Ủy ban nhân dân", "công an nhân dân", "nghệ sĩ nhân dân": there the words are of another name.
_OF_A_NAME = (
    "ban",
    "đồng",
    "đội",
    "an",
    "án",
    "sát",
    "sĩ",
    "giáo",
    "thuốc",
    "báo",
    "dụng",
    "trang",
)
_PEOPLE = re.compile("".join(rf"(?<!\b{word} )" for word in _OF_A_NAME) + r"\bnhân dân\b")
_STATE = re.compile(
    r"(?<=Đảng và )nhà nước\b|(?<=Đảng, )nhà nước\b|(?<=do )nhà nước\b|(?<=với )nhà nước\b"
    r"|(?<=pháp luật của )nhà nước\b"
)
_DAYS = "hai|ba|tư|năm|sáu|bảy"
_WEEKDAY = re.compile(
    rf"\b(?:(?:sáng|chiều|tối|ngày|vào) thứ (?P<one>{_DAYS})\b"
    rf"|thứ (?P<two>{_DAYS})(?= h[ằà]ng tuần\b|,? ngày \d))"
)
_MONTH = re.compile(
    r"\btháng (?P<name>giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười một|mười hai|mười|chạp)\b"
    r"(?! (?:lần|kỳ|đợt|nay|sau|trước|qua|này|phiên|buổi))(?=[ ,.;)]|$)(?!\s*\d)"
)
_SENTENCE = re.compile(rf"(?<=[{_SMALL}]{{2}}[.?!] )[{_SMALL}](?=[{_SMALL}]* )")
_ABBREVIATED = re.compile(r"(?:\bvv|\bv\.v|\btr|\bst|\bvd|\bth|\bgs|\bts|\btp|\btx|\btt|\bđc)[.] $")
_PART = re.compile(
    r"(?<!danh )(?<!hạng )(?<!chuyên )(?<!đầu )(?<!đề )(?<!huân )(?<!huy )\b"
    r"(?:(?:tiểu mục|điều|mục)(?= \d+\b(?![%/]))|(?:chương|phần|mục)(?= [IVXLC]+\b))"
)
_CLAUSE = re.compile(r"(?<=[\w,;] )(?:Khoản(?= \d+\b)|Điểm(?= [a-zđ]\b))")
_DATE_WORDS = re.compile(r"\bngày (?P<day>\d{1,2}) tháng (?P<month>\d{1,2})\b")
_DATE_FIGURES = re.compile(
    r"(?<![\d/.,-])(?P<day>\d{1,2})(?P<by>[/.-])(?P<month>\d{1,2})(?P=by)(?:19|20)\d{2}(?![\d/])"
)
_DAY_MONTH = re.compile(r"\bngày (?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/])")

COUNTRY = ("Việt Nam",)
"""Written so in whatever case it was typed (Phụ lục II, III.1)."""
REGIONS = ("Bắc Bộ", "Trung Bộ", "Nam Bộ", "Đông Nam Bộ", "Tây Nam Bộ", "Tây Nguyên")
"""Regions (III.1.đ)."""
BODIES = (
    "Đảng Cộng sản Việt Nam",
    "Ban Chấp hành Trung ương Đảng",
    "Văn phòng Trung ương Đảng",
    "Mặt trận Tổ quốc Việt Nam",
    "Liên hợp quốc",
    "Hội đồng nhân dân",
    "Ủy ban nhân dân",
    "Quốc hội",
)
"""Bodies whose capitals are fixed (IV.1)."""
HONOURS = (
    "Huân chương Sao vàng",
    "Huân chương Hồ Chí Minh",
    "Huân chương Độc lập",
    "Huân chương Lao động",
    "Nghệ sĩ Nhân dân",
    "Nhà giáo Nhân dân",
    "Anh hùng Lao động",
)
"""Orders and honours (V.2)."""
HOLIDAYS = (
    "ngày Quốc khánh",
    "ngày Quốc tế Lao động",
    "ngày Phụ nữ Việt Nam",
    "ngày Nhà giáo Việt Nam",
    "ngày Thương binh - Liệt sĩ",
)
"""Holidays (V.5)."""
EVENTS = ("Cách mạng tháng Tám", "Cách mạng Tháng Mười Nga")
"""Events (V.9)."""
FEASTS = ("tết Nguyên đán", "tết Trung thu", "tết Đoan ngọ")
"""Feasts (V.8.b)."""


def _each(pattern: re.Pattern[str], text: str, change: Callable[[str], str]) -> list[Correction]:
    return [Correction(*found.span(), change(found.group())) for found in pattern.finditer(text)]


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def _merged(*parts: Iterable[Correction]) -> list[Correction]:
    """Return corrections in their order; of two that overlap the first stays."""
    kept: list[Correction] = []
    for each in sorted(correction for part in parts for correction in part):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def units(text: str) -> list[Correction]:
    """Correct the common noun of an administrative unit (III.1.a-b).

    Small before a plain proper name, a capital before a number.
    """
    return _merged(_each(_UNIT_SMALL, text, str.lower), _each(_UNIT_NUMBER, text, _capitalized))


def special_cities(text: str) -> list[Correction]:
    """Correct *Thủ đô Hà Nội* and *Thành phố Hồ Chí Minh* (III.1.c)."""
    return _each(_SPECIAL, text, _capitalized)


def people_and_state(text: str) -> list[Correction]:
    """Correct *Nhân dân* and *Nhà nước* where they stand for themselves (V.1)."""
    return _merged(_each(_PEOPLE, text, _capitalized), _each(_STATE, text, _capitalized))


def days_and_months(text: str) -> list[Correction]:
    """Correct days and months in words: *thứ Hai, tháng Năm* (V.8.c)."""
    found = []
    for weekday in _WEEKDAY.finditer(text):
        name = "one" if weekday["one"] else "two"
        found.append(Correction(*weekday.span(name), _capitalized(weekday[name])))
    months = [
        Correction(*each.span("name"), _capitalized(each["name"])) for each in _MONTH.finditer(text)
    ]
    return _merged(found, months)


def sentences(text: str) -> list[Correction]:
    """Correct the first letter of a sentence inside a text (I)."""
    return [
        each
        for each in _each(_SENTENCE, text, _capitalized)
        if not _ABBREVIATED.search(text, 0, each.start)
    ]


def cited_parts(text: str) -> list[Correction]:
    """Correct the parts of a cited document (V.7): *điểm a khoản 2 Điều 103 Mục 5*."""
    return _merged(_each(_PART, text, _capitalized), _each(_CLAUSE, text, str.lower))


def names(right: tuple[str, ...], *, small_too: bool = False) -> Corrector:
    """Return the corrector of names whose capitals are fixed.

    Args:
        right: The names as they are written.
        small_too: Whether a name all in small letters is meant as well; else it may be a
            common noun.
    """
    pattern = re.compile(
        "|".join(rf"\b{re.escape(name)}\b" for name in sorted(right, key=len, reverse=True)),
        re.IGNORECASE,
    )
    by_folded = {name.casefold(): name for name in right}

    def corrected(text: str) -> list[Correction]:
        return list(_misspelt(text, pattern, by_folded, small_too))

    return corrected


def _misspelt(
    text: str, pattern: re.Pattern[str], by_folded: dict[str, str], small_too: bool
) -> Iterator[Correction]:
    for found in pattern.finditer(text):
        written, right = found.group(), by_folded[found.group().casefold()]
        if written in (right, _capitalized(right), right.upper()):
            continue
        if written == written.lower() and not small_too:
            continue
        if written[0].isupper() and not right[0].isupper() and _opens(text, found.start()):
            right = _capitalized(right)
        yield Correction(*found.span(), right)


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins here."""
    before = text[:start].rstrip()
    return not before or before[-1] in ".:;!?"


def dates(text: str) -> list[Correction]:
    """Correct dates in running text: days below 10 and months 1 and 2 take a leading zero."""
    found = []
    for pattern in (_DATE_WORDS, _DATE_FIGURES, _DAY_MONTH):
        for each in pattern.finditer(text):
            day, month = int(each["day"]), int(each["month"])
            if not (1 <= day <= 31 and 1 <= month <= 12):  # the calendar's
                continue
            if len(each["day"]) == 1:
                found.append(Correction(*each.span("day"), f"{day:02d}"))
            if len(each["month"]) == 1 and month <= 2:  # II.4.b: months 1 and 2
                found.append(Correction(*each.span("month"), f"{month:02d}"))
    return _merged(found)


def tone_marks(wanted: ToneMarks) -> Corrector:
    """Return the corrector that puts tone marks where one of the two rules puts them.

    Only open syllables on *oa, oe, uy* differ; *hoàn* is spelt so by both, and the u of *quý* is no
    vowel. The Decree prints the old placement and demands none.

    Args:
        wanted: ``"old"`` for *hòa*, ``"new"`` for *hoà*.
    """

    def corrected(text: str) -> list[Correction]:
        pattern, right = _tones(wanted)
        return [Correction(*each.span(), right[each.group()]) for each in pattern.finditer(text)]

    return corrected


@cache
def _tones(wanted: ToneMarks) -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = {}
    for first, second in ("oa", "oe", "uy"):
        for mark in "\u0300\u0301\u0303\u0309\u0323":
            for one in (first, first.upper()):
                for two in (second, second.upper()):
                    old = normalize("NFC", one + mark) + two
                    new = one + normalize("NFC", two + mark)
                    table |= {new: old} if wanted == "old" else {old: new}
    return re.compile(rf"(?<![qQ])(?:{'|'.join(table)})(?!\w)"), table


def applied(text: str, corrections: Iterable[Correction]) -> str:
    """Return a text with its corrections."""
    parts, end = [], 0
    for each in corrections:
        parts += [text[end : each.start], each.text]
        end = each.end
    return "".join([*parts, text[end:]])
