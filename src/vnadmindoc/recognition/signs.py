"""What one line of a head or a foot is, told by its words alone.

Promised: a damaged line is known for what it is when no other reading is left, and what cannot be
read in it is never guessed: a month 54 is a blank month, a number ``6§0`` no number.
Refused here: where lines stand, which is the business of head and foot.
Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II; the variants are those in use.
"""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from attrs import frozen

from vnadmindoc.dates import real_date
from vnadmindoc.model import Authority, Dateline, DocumentNumber
from vnadmindoc.recognition.lines import in_capitals
from vnadmindoc.standard import DECREE_30
from vnadmindoc.text import CAPITAL, SMALL, fold
from vnadmindoc.validation import YEARS
from vnadmindoc.vocabulary import DocumentKind, SigningAuthority

_BLANK = r"[.…_\s\u00a0]*"
_NUMBER = re.compile(rf"Số\s*:?{_BLANK}(?P<number>\d{{1,7}})?{_BLANK}/\s*(?P<symbol>[^\W_].*)")
# Of the Party and the Youth Union: "Số 64-TB/ĐU", "Số 29 -CV/TC-NV", the hyphen before the type.
_PARTY_NUMBER = re.compile(
    rf"Số\s*:?{_BLANK}(?P<number>\d{{1,7}})?{_BLANK}[-–]\s*(?P<symbol>[A-ZĐ]{{1,3}}[a-z]?/[A-ZĐ]\S*)"
)
# A figure that was not read well: "6§0", "l2", "1O5".
_ODD_NUMBER = re.compile(r"Số\s*:\s*(?P<odd>[^\s/]{1,10})\s*/\s*(?P<symbol>[A-ZĐ][^\s,]{1,40})")
_EMPTY_NUMBER = re.compile(rf"Số\s*:?{_BLANK}(?:/{_BLANK})?")
_DATELINE = re.compile(
    rf"(?:(?P<place>[^,;:/]{{2,60}}),\s*)?[Nn]gày{_BLANK}(?P<day>\d{{1,2}})?{_BLANK}"
    rf"t?háng{_BLANK}(?P<month>\d{{1,2}})?{_BLANK}năm{_BLANK}(?P<year>\d{{4}})?{_BLANK}"
)
_SHORT_DATELINE = re.compile(
    r"(?P<place>[^,;:/\d]{2,60}),\s*ngày\s*(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})"
    r"\s*[/.-]\s*(?P<year>\d{4})"
)
_LETTER_SUBJECT = re.compile(r"[“\"]?V/v\s*:?\s+(?P<subject>\S.*)")
_RECIPIENTS = re.compile(r"N[ơƠ][iI] [nN][hH][ậẬ][nN]\s*(?::\s*(?P<first>.*))?")
_AUTHORITY = re.compile(
    r"(?P<prefix>TM|KT|TL|TUQ|Q|T/M|K/T|T/L|T/UQ)(?:\s*\.\s*|\s+)(?P<title>[^\W\d_].*)"
)
_ADDRESSED = re.compile(r"Kính gửi\s*:\s*(?P<one>.*)")

# Where one part of a head ends and the next begins when all stands on one line.
_NAME = r"C[ỘÔ]NG\s+H[ÒÓÕOÀ][AÀ]?\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT(?:\s+NAM)?"
_MOTTO_WORDS = r"Độc\s+lập\s*[-–—]\s*Tự\s+do\s*[-–—]\s*[Hh]ạnh\s+[Pp]húc"
_WORD = f"{CAPITAL}{SMALL}+"
_PLACE = rf"(?:TP\.?\s*)?{_WORD}(?:[ -]+{_WORD}){{0,4}}"
_PARTS = re.compile(
    rf"{_NAME}|{_MOTTO_WORDS}|Số\s*:|{_PLACE},\s*ngày{_BLANK}\d{{0,2}}{_BLANK}t?háng"
    rf"|V/v\s|Kính gửi\s*:"
)
_FIXED = re.compile(rf"{_NAME}|{_MOTTO_WORDS}")

_KINDS = sorted(
    ((kind.printed.upper(), kind) for kind in DocumentKind if kind is not DocumentKind.LETTER),
    key=lambda pair: -len(pair[0]),
)
# Conclusions (*kết luận*) have a symbol of their own, and are issued as notices.
_LETTER_SYMBOL = re.compile(rf"(?!KL-)(?:{CAPITAL}|\d){{2,12}}-\s?(?:{CAPITAL}|[\d&]){{2,16}}")
_BY_SYMBOL = {kind.abbreviation: kind for kind in DocumentKind if kind.abbreviation}

_NATIONAL_NAME = fold(DECREE_30.national_name)
_NAME_WORDS = _NATIONAL_NAME.split()
_MOTTO = re.sub(r"\W+", " ", fold(DECREE_30.motto))
_LIKENESS = 0.9  # of letters, from which a damaged line is the one it looks like
_LONGEST = 400  # characters of a line that can be a part of a head or a foot
_LONGEST_FIXED = 60  # characters of a national name or a motto, however it is spaced


@frozen(kw_only=True)
class Number:
    """A line of number and symbol; `unread` is what stands for the figure and is none."""

    number: DocumentNumber | None
    unread: str | None = None


@frozen(kw_only=True)
class Date:
    """A line of place and date; `unread` tells of a day or a month that cannot be."""

    dateline: Dateline | None
    unread: str | None = None


def is_national_name(text: str) -> bool:
    """Whether a line is the national name, or what damage has left of it."""
    if len(text) > _LONGEST_FIXED or text[:1] not in "Cc":
        return False
    return fold(text) == _NATIONAL_NAME or _alike(text, DECREE_30.national_name)


def is_broken_name(text: str) -> bool:
    """Whether a line, or lines joined, are some first words of the national name, or all."""
    words = fold(text).split() if len(text) <= _LONGEST_FIXED else []
    return bool(words) and words == _NAME_WORDS[: len(words)]


def is_motto(text: str) -> bool:
    """Whether a line is the motto, whatever dashes and blanks it is written with."""
    if len(text) > _LONGEST_FIXED:
        return False
    written = re.sub(r"\W+", " ", fold(text)).strip()
    return written == _MOTTO or (written[:1] in "đd" and _alike(text, DECREE_30.motto))


@lru_cache(maxsize=256)
def _alike(text: str, wanted: str) -> bool:
    """Whether a line has nearly the letters of another, marks and blanks left aside."""
    if len(text.split()) > len(wanted.split()):
        return False
    letters, other = _letters(text), _letters(wanted)
    # The last word may be lost, nothing else of this length.
    if len(letters) < len(other) * 0.8:
        return False
    if other.startswith(letters):
        return True
    return SequenceMatcher(None, letters, other, autojunk=False).ratio() >= _LIKENESS


def _letters(text: str) -> str:
    bare = normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(each for each in bare if each.isascii() and each.isalpha())


def number_of(text: str) -> Number | None:
    """Return the number and symbol that a line is; None when it is none."""
    if not text.startswith("Số") or len(text) > _LONGEST:
        return None
    found = _PARTY_NUMBER.fullmatch(text) or _NUMBER.fullmatch(text)
    if found is not None:
        figure = int(found["number"]) if found["number"] else None
        if figure == 0:
            return Number(number=DocumentNumber(symbol=found["symbol"]), unread=found["number"])
        return Number(number=DocumentNumber(number=figure, symbol=found["symbol"]))
    odd = _ODD_NUMBER.fullmatch(text)
    if odd is not None:
        return Number(number=DocumentNumber(symbol=odd["symbol"]), unread=odd["odd"])
    return Number(number=None) if _EMPTY_NUMBER.fullmatch(text) else None


def dateline_of(text: str) -> Date | None:
    """Return the place and date that a line is; None when it is none."""
    if len(text) > _LONGEST:
        return None
    if "áng" in text:
        found = _DATELINE.fullmatch(text)
    else:
        found = _SHORT_DATELINE.fullmatch(text) if "ngày" in text else None
    if found is None:
        return None
    place = found["place"]
    day, month, year = (int(found[name]) if found[name] else None for name in _DATE_PARTS)
    possible = real_date(day or 1, month or 1, year or 2000) is not None
    if possible and not (day and not month) and not (month and not year):
        if place is None and year is None:
            return None
        return Date(dateline=Dateline(place=place, day=day, month=month, year=year))
    # What is possible of it is taken, nothing is put right.
    if year is not None and year not in YEARS:
        year = None
    if year is None or month is None or not 1 <= month <= 12:
        month = None
    if place is None and year is None:
        return None
    return Date(dateline=Dateline(place=place, month=month, year=year), unread=_date_words(text))


_DATE_PARTS = ("day", "month", "year")


def _date_words(text: str) -> str:
    return text[text.index("gày") - 1 :]


def letter_subject(text: str) -> str | None:
    """Return the subject of an official letter that begins at a line."""
    found = _LETTER_SUBJECT.fullmatch(text) if len(text) <= _LONGEST else None
    return found["subject"] if found else None


def addressed(text: str) -> str | None:
    """Return what stands behind *Kính gửi:*, which may be nothing; None on any other line."""
    found = _ADDRESSED.fullmatch(text) if text.startswith("Kính gửi") else None
    return found["one"].strip() if found else None


def recipients_label(text: str) -> str | None:
    """Return what stands behind *Nơi nhận:*, which may be nothing; None on any other line."""
    found = _RECIPIENTS.fullmatch(text) if text[:1] in "Nn" else None
    return (found["first"] or "").strip() if found else None


def authority_of(text: str) -> Authority | None:
    """Return the line of authority that a line in capitals is: ``TL. GIÁM ĐỐC``, ``K/T …``."""
    found = _AUTHORITY.fullmatch(text) if text[:1] in "TKQ" else None
    if found is None or not in_capitals(text):
        return None
    prefix = found["prefix"].replace("/", "")
    return Authority(prefix=SigningAuthority(prefix), title=found["title"])


def is_authority(text: str) -> bool:
    """Whether a line says in whose stead a person signs."""
    return authority_of(text) is not None


def title_kind(text: str) -> tuple[DocumentKind, str | None] | None:
    """Return the type a line in capitals names, and the line where it says more than that."""
    if not in_capitals(text):
        return None
    for name, kind in _KINDS:
        if text == name:
            return kind, None
        if text.startswith(name + " "):
            return kind, text
    return None


def kind_by_symbol(number: DocumentNumber | None) -> DocumentKind | None:
    """Return the type that a symbol names: ``TB-SNV``, and with the year ``2024/QĐ-UBND``."""
    if number is None:
        return None
    return _BY_SYMBOL.get(number.symbol.rpartition("/")[2].split("-")[0])


def is_letter_symbol(number: DocumentNumber | None) -> bool:
    """Whether a symbol names no type but two bodies, as that of a letter does: ``UBND-KT``."""
    if number is None or kind_by_symbol(number) is not None:
        return False
    return _LETTER_SYMBOL.fullmatch(number.symbol) is not None


def parts_of(text: str) -> list[tuple[int, int]]:
    """Return where the parts of a head begin and end that stand on one line; one for a whole.

    A line is divided only where it holds the national name or the motto, or a number with the
    place and date behind it: words that stand on one line of no other part of a document.
    """
    begins = [found.start() for found in _PARTS.finditer(text)]
    sure = _FIXED.search(text) or (text.startswith("Số") and begins[:1] == [0])
    if not begins or not sure:
        return [(0, len(text))]
    ends = [found.end() for found in _FIXED.finditer(text)]
    edges = sorted({0, *begins, *ends, len(text)})
    return [(a, b) for a, b in pairwise(edges) if text[a:b].strip(" |")]
