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

from attrs import frozen

from vnadmindoc.text import small

ToneMarks = Literal["old", "new"]
"""Where a tone stands in an open syllable: ``old`` *hòa, khỏe, ủy*; ``new`` *hoà, khoẻ, uỷ*."""


class Correction(NamedTuple):
    """A stretch of a text, from `start` to before `end`, and what to write there."""

    start: int
    end: int
    text: str


@frozen
class Corrector:
    """Corrects one kind of word (*quy tắc viết hoa*); call it with a text.

    Attributes:
        find: Returns the corrections of a text.
        signs: What a text holds, in small letters, that has anything to correct: one of them at
            least, as whole words if they are words. Who has many texts asks those alone; empty
            where no such sign is known.
    """

    find: Callable[[str], list[Correction]]
    signs: tuple[str, ...] = ()

    def __call__(self, text: str) -> list[Correction]:
        """Return the corrections of a text, in their order, none overlapping."""
        return self.find(text)


def _corrector(*signs: str) -> Callable[[Callable[[str], list[Correction]]], Corrector]:
    """Make a function a corrector of the texts that hold one of some signs."""
    return lambda find: Corrector(find, signs)


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


def _amid(word: str) -> str:
    """Return the pattern that a word just read stands amid a sentence.

    Behind a sentence's end, a label or a colon a capital may be the sentence's own.
    """
    return rf"(?<=[^\s.:;!?)–-] {word})"


_UNIT_SMALL = re.compile(
    rf"T(?:ỉnh{_amid('Tỉnh')}(?= (?:{_PROVINCES})\b)"
    rf"|hành phố{_amid('Thành phố')}(?= (?:{_CITIES})\b)"
    rf"|hành Phố{_amid('Thành Phố')}(?= [A-ZĐ]))"
)
_UNIT_NUMBER = re.compile(
    "(?:"
    + "|".join(rf"{unit}(?<!\w{unit})(?<!\d {unit})" for unit in ("quận", "phường", "xã"))
    + r")(?= \d{1,2}(?:[,;.)]|$| và))"
)
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
_PEOPLE = re.compile(
    r"nhân dân\b(?<!\wnhân dân)" + "".join(rf"(?<!\b{word} nhân dân)" for word in _OF_A_NAME)
)
_BEFORE_STATE = ("Đảng và", "Đảng,", "do", "với", "pháp luật của")
_STATE = re.compile(
    r"nhà nước\b(?:" + "|".join(rf"(?<=\b{words} nhà nước)" for words in _BEFORE_STATE) + ")"
)
_DAYS = "hai|ba|tư|năm|sáu|bảy"
_TIMES_OF_DAY = ("sáng", "chiều", "tối", "ngày", "vào")
_WEEKDAY = re.compile(
    "[Tt]hứ (?:(?:"
    + "|".join(rf"(?<=\b{word} [Tt]hứ )" for word in _TIMES_OF_DAY)
    + rf")(?P<one>{_DAYS}|{_DAYS.title()})\b"
    + rf"|(?<!\wthứ )(?P<two>{_DAYS})(?= h[ằà]ng tuần\b|,? ngày \d))"
)
_MONTH = re.compile(
    r"tháng (?<!\wtháng )"
    r"(?P<name>giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười một|mười hai|mười|chạp)\b"
    r"(?! (?:lần|kỳ|đợt|nay|sau|trước|qua|này|phiên|buổi))(?=[ ,.;)]|$)(?!\s*\d)"
)
_SENTENCE = re.compile(rf"[.?!](?<=[{_SMALL}]{{2}}[.?!]) (?P<first>[{_SMALL}])(?=[{_SMALL}]* )")
_ABBREVIATED = re.compile(r"(?:\bvv|\bv\.v|\btr|\bst|\bvd|\bth|\bgs|\bts|\btp|\btx|\btt|\bđc)[.] $")
# From the number on, which is rarer than the words that stand before it.
_NUMBER_OF_PART = re.compile(r"[\dIVXLC](?<= [\dIVXLC])(?:\d*|[IVXLC]*)\b(?![%/])")
_PART_BEFORE = re.compile(r"(?<!\w)(?P<part>tiểu mục|điều|mục|chương|phần) $")
_COUNTED = {True: ("tiểu mục", "điều", "mục"), False: ("chương", "phần", "mục")}  # in figures?
_NO_PART = re.compile(r"\b(?:danh|hạng|chuyên|đầu|đề|huân|huy|[Tt]iểu) $")
_CLAUSE = re.compile(r"(?:Khoản(?<=[\w,;] Khoản)(?= \d+\b)|Điểm(?<=[\w,;] Điểm)(?= [a-zđ]\b))")
_DATE_WORDS = re.compile(
    r"ngày (?<!\wngày )(?P<day>\d{1,2})"
    r"(?: tháng (?P<month>\d{1,2})\b|/(?P<figure>\d{1,2})(?![\d/]))"
)
# From the first of its signs on, which is rarer than a figure; the day stands before it.
_DATE_FIGURES = re.compile(r"(?P<by>[/.-])(?P<month>\d{1,2})(?P=by)(?:19|20)\d{2}(?![\d/])")
_DAY_BEFORE = re.compile(r"(?<![\d/.,-])\d{1,2}$")

COUNTRY = ("Việt Nam",)
"""Written so in whatever case it was typed (Phụ lục II, III.1)."""
REGIONS = (
    "Bắc Bộ", "Trung Bộ", "Nam Bộ", "Đông Nam Bộ", "Tây Nam Bộ", "Tây Nguyên", "Tây Bắc",
    "Đông Bắc", "Bắc Trung Bộ", "Nam Trung Bộ",
)  # fmt: skip
"""Regions (III.1.đ)."""
TERRAIN = ("Cửa Lò", "Vũng Tàu", "Lạch Trường", "Cầu Giấy", "Sóc Trăng", "Bến Tre", "Hòn Gai")
"""Places whose name has a noun of terrain in it (III.1.d)."""
FOREIGN_BODIES = ("UNESCO", "UNICEF", "ASEAN", "WTO", "WHO", "UNDP", "APEC")
"""Foreign bodies by their abbreviations (IV.2)."""
LAWS = (
    "Bộ luật Hình sự", "Bộ luật Dân sự", "Bộ luật Lao động", "Bộ luật Tố tụng hình sự",
    "Bộ luật Tố tụng dân sự", "Luật Tổ chức Quốc hội", "Luật Tổ chức Chính phủ",
    "Luật Tổ chức chính quyền địa phương", "Luật Giao dịch điện tử", "Luật Lưu trữ",
    "Luật Đầu tư công", "Luật Ngân sách nhà nước",
)  # fmt: skip
"""Documents by their names: the type and the first syllable of the title (V.6)."""
WORKS = ("Tạp chí Cộng sản", "Báo Nhân dân", "Truyện Kiều")
"""Works and newspapers: the first syllable of the title (V.10)."""
BODIES = (
    "Đảng Cộng sản Việt Nam",
    "Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam",
    "Ban Chấp hành Trung ương Đảng",
    "Văn phòng Chủ tịch nước",
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


@_corrector("tỉnh ", "thành phố ", "quận ", "phường ", "xã ")
def units(text: str) -> list[Correction]:
    """Correct the common noun of an administrative unit (III.1.a-b).

    Small before a plain proper name, a capital before a number.
    """
    return _merged(_each(_UNIT_SMALL, text, str.lower), _each(_UNIT_NUMBER, text, _capitalized))


@_corrector("thủ đô ", "thành phố hồ ")
def special_cities(text: str) -> list[Correction]:
    """Correct *Thủ đô Hà Nội* and *Thành phố Hồ Chí Minh* (III.1.c)."""
    return _each(_SPECIAL, text, _capitalized)


@_corrector("nhân dân", "nhà nước")
def people_and_state(text: str) -> list[Correction]:
    """Correct *Nhân dân* and *Nhà nước* where they stand for themselves (V.1)."""
    return _merged(_each(_PEOPLE, text, _capitalized), _each(_STATE, text, _capitalized))


@_corrector("thứ ", "tháng ")
def days_and_months(text: str) -> list[Correction]:
    """Correct days and months in words: *thứ Hai, tháng Năm* (V.8.c)."""
    found = []
    for weekday in _WEEKDAY.finditer(text):
        if weekday["one"] and weekday.group().startswith("T"):
            found.append(Correction(weekday.start(), weekday.start() + 1, "t"))
        name = "one" if weekday["one"] else "two"
        if weekday[name].islower():
            found.append(Correction(*weekday.span(name), _capitalized(weekday[name])))
    months = [
        Correction(*each.span("name"), _capitalized(each["name"])) for each in _MONTH.finditer(text)
    ]
    return _merged(found, months)


@_corrector(". ", "? ", "! ")
def sentences(text: str) -> list[Correction]:
    """Correct the first letter of a sentence inside a text (I)."""
    return [
        Correction(*found.span("first"), _capitalized(found["first"]))
        for found in _SENTENCE.finditer(text)
        if not _ABBREVIATED.search(text, 0, found.start("first"))
    ]


@_corrector("điều ", "mục ", "chương ", "phần ", "khoản ", "điểm ")
def cited_parts(text: str) -> list[Correction]:
    """Correct the parts of a cited document (V.7): *điểm a khoản 2 Điều 103 Mục 5*."""
    parts = []
    for number in _NUMBER_OF_PART.finditer(text):
        part = _PART_BEFORE.search(text, max(number.start() - _LONGEST_PART, 0), number.start())
        if part is None or part["part"] not in _COUNTED[number.group().isdecimal()]:
            continue
        if not _NO_PART.search(text, max(part.start() - _LONGEST_BEFORE, 0), part.start()):
            parts.append(Correction(*part.span("part"), _capitalized(part["part"])))
    return _merged(parts, _each(_CLAUSE, text, str.lower))


_LONGEST_PART = len("tiểu mục ")
_LONGEST_BEFORE = len("chuyên ") + 1


def names(right: tuple[str, ...], *, small_too: bool = False) -> Corrector:
    """Return the corrector of names whose capitals are fixed.

    Args:
        right: The names as they are written.
        small_too: Whether a name all in small letters is meant as well; else it may be a
            common noun.
    """
    longest_first = sorted(right, key=len, reverse=True)
    pattern = re.compile("|".join(rf"{re.escape(small(name))}\b" for name in longest_first))
    by_small = {small(name): name for name in right}

    def corrected(text: str) -> list[Correction]:
        return list(_misspelt(text, pattern, by_small, small_too))

    return Corrector(corrected, tuple(by_small))


def _misspelt(
    text: str, pattern: re.Pattern[str], by_small: dict[str, str], small_too: bool
) -> Iterator[Correction]:
    for found in pattern.finditer(small(text)):
        start, end = found.span()
        if start and text[start - 1].isalnum():
            continue  # the end of another word
        written, right = text[start:end], by_small[found.group()]
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


_STEMS = "giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý"
_BRANCHES = "tý|sửu|dần|mão|thìn|tỵ|ngọ|mùi|thân|dậu|tuất|hợi"
_LUNAR = re.compile(rf"(?<=\b[Nn]ăm )(?P<stem>{_STEMS}) (?P<branch>{_BRANCHES})\b", re.IGNORECASE)


@_corrector(*(f"{stem} " for stem in _STEMS.split("|")))
def lunar_years(text: str) -> list[Correction]:
    """Correct years by the moon, named as such: *năm Kỷ Tỵ* (V.8.a)."""
    return [
        Correction(*found.span(), found.group().title())
        for found in _LUNAR.finditer(text)
        if found.group() not in (found.group().title(), found.group().upper())
    ]


@_corrector("ngày ", *[f"{by}{century}" for by in "/.-" for century in (19, 20)])
def dates(text: str) -> list[Correction]:
    """Correct dates in running text: days below 10 and months 1 and 2 take a leading zero."""
    found: list[Correction] = []
    for each in _DATE_WORDS.finditer(text):
        month = "month" if each["month"] else "figure"
        found += _zeros(text, each.span("day"), each.span(month))
    for each in _DATE_FIGURES.finditer(text):
        day = _DAY_BEFORE.search(text, max(each.start() - 2, 0), each.start())
        if day is not None:
            found += _zeros(text, day.span(), each.span("month"))
    return _merged(found) if found else found


def _zeros(text: str, day: tuple[int, int], month: tuple[int, int]) -> Iterator[Correction]:
    """Yield the zeros that a date lacks; nothing of what is no date of the calendar."""
    of_day, of_month = text[slice(*day)], text[slice(*month)]
    if not (1 <= int(of_day) <= 31 and 1 <= int(of_month) <= 12):
        return
    if len(of_day) == 1:
        yield Correction(*day, f"0{of_day}")
    if of_month in ("1", "2"):  # II.4.b: months 1 and 2
        yield Correction(*month, f"0{of_month}")


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

    return Corrector(corrected)


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
