"""The fixed words of a document: what its parts read as on a page.

Promised: one wording for the page, for the calendar and for recognition, which looks for it.
Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II and III.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from attrs import evolve

from vnadmindoc.model import Annex, Authority, Copy, Dateline, DocumentNumber, Notice
from vnadmindoc.numerals import month_figures, roman, two_digits
from vnadmindoc.standard import DECREE_30, FixedWords
from vnadmindoc.vocabulary import Medium

_STATE = DECREE_30.words

BLANK = "\u00a0" * 6
"""The room left for a figure that a draft does not have yet."""

END_MARK = _STATE.end_mark
"""What ends the text of a document and of an annex (the specimens of Phụ lục III)."""

RECIPIENTS_LABEL = _STATE.recipients
ADDRESSEES_LABEL = _STATE.addressees
LETTER_SUBJECT_LABEL = _STATE.letter_subject


def number_text(number: DocumentNumber, words: FixedWords = _STATE) -> str:
    """Return the line of number and symbol: ``"Số: 05/TB-STTTT"``; a draft's number is blank."""
    figure = BLANK if number.number is None else two_digits(number.number)
    return words.number.format(number=figure, symbol=number.symbol)


def date_words(dateline: Dateline) -> str:
    """Return ``"ngày 05 tháng 3 năm 2026"``; what a draft lacks is blank.

    Source: Phụ lục I, Phần I, Mục II.4.b: a leading zero for days 1-9 and for months 1 and 2 only.
    """
    day = BLANK if dateline.day is None else two_digits(dateline.day)
    month = BLANK if dateline.month is None else month_figures(dateline.month)
    year = BLANK if dateline.year is None else str(dateline.year)
    return f"ngày {day} tháng {month} năm {year}"


def dateline_text(dateline: Dateline) -> str:
    """Return the line of place and date."""
    words = date_words(dateline)
    return f"{dateline.place}, {words}" if dateline.place else words


def kind_text(notice: Notice) -> str:
    """Return the type as printed, in capitals: ``"THÔNG BÁO KẾT LUẬN"``."""
    return (notice.kind_line or notice.kind.printed).upper()


def authority_text(authority: Authority, words: FixedWords = _STATE) -> str:
    """Return the line of authority: ``"TL. GIÁM ĐỐC"``."""
    return f"{words.authority[authority.prefix]} {authority.title.upper()}"


def addressees_label(notice: Notice, words: FixedWords = _STATE) -> str:
    """Return what stands before the addressees: ``"Kính gửi:"``, or the notice's own words."""
    if notice.salutation is not None:
        return f"{notice.salutation.rstrip(' :')}:"
    return words.addressees_of.get(notice.kind, words.addressees)


def enacting_text(notice: Notice, words: FixedWords = _STATE) -> str:
    """Return the words before the articles: ``"QUYẾT ĐỊNH:"``; empty where there are none."""
    if notice.enacting_words is not None:
        return notice.enacting_words.upper()
    return words.enacting.get(notice.kind, "") if notice.issuing_authority else ""


def drafter_text(notice: Notice) -> str:
    """Return drafter's sign and number of copies: ``"PL.(300)"``; empty where both are missing."""
    sign = f"{notice.drafter.upper().rstrip('.')}." if notice.drafter else ""
    return sign if notice.copies is None else f"{sign}({notice.copies})"


def document_title(notice: Notice) -> str:
    """Return type and subject in one line, for lists and file properties."""
    subject = notice.subject.replace("\n", " ")
    kind = notice.kind_line or notice.kind.printed
    return f"{kind[:1].upper()}{kind[1:].lower()} {subject}".strip()


def annex_labels(annexes: Sequence[Annex]) -> list[str]:
    """Return each annex's label: a single one needs no number, more have Roman ones (III.1.a).

    A document issued with this one has its type's name, and is not counted.
    """
    single = sum(annex.kind is None for annex in annexes) == 1
    labels = []
    number = 0
    for annex in annexes:
        if annex.kind is not None:
            labels.append(annex.kind.printed)
        else:
            number += 1
            labels.append(annex.label or ("Phụ lục" if single else f"Phụ lục {roman(number)}"))
    return labels


def annex_reference(notice: Notice, form: FixedWords = _STATE) -> str:
    """Return the line below an annex's title: to which document it belongs.

    Number and date are given when an electronic document is issued, and left blank (III.1.c).
    """
    number, dateline = notice.number, notice.dateline
    if notice.medium is Medium.ELECTRONIC:
        number = number and evolve(number, number=None)
        dateline = dateline and evolve(dateline, place="-", day=None, month=None, year=None)
    words = ["Kèm theo", notice.kind.printed]
    if number is not None:
        words.append(re.sub(r"^Số:? ", "số ", number_text(number, form)))
    if dateline is not None:
        words.append(date_words(dateline))
    if notice.letterhead is not None:
        words.append("của " + notice.letterhead.agency.replace("\n", " "))
    # Here the specimens print dots for what is not known yet, not room.
    return f"({' '.join(words)})".replace(BLANK, "…")


def signing_text(what: str, signed_at: datetime | None) -> str:
    """Return what tells of a digital signature: ``"Số: 15/QĐ-SNV; 05/3/2026; 09:30:00 +07:00"``.

    Args:
        what: What was signed: number and symbol of the document, or kind and body of a copy.
        signed_at: When, in Vietnam; None leaves room for it.

    Source: Phụ lục I, Phần I, Mục III.1.d; Phần II, Mục I; the forms 2.2 and 3.2 of Phụ lục III.
    """
    if signed_at is None:
        return f"{what}; {BLANK}; {BLANK}"
    day = f"{two_digits(signed_at.day)}/{month_figures(signed_at.month)}/{signed_at.year}"
    return f"{what}; {day}; {signed_at:%H:%M:%S} +07:00"


def copy_signing_text(copy: Copy) -> str:
    """Return what the first page of an electronic copy tells of it."""
    agency = copy.letterhead.agency.replace("\n", " ")
    return signing_text(f"{copy.kind.printed}; {agency}", copy.signed_at)


def closed(items: Sequence[str]) -> list[str]:
    """Return list items with their marks: each ends ``;``, the last ``.``."""
    bare = [item.rstrip(" ;.,") or item for item in items]
    return [f"{item};" for item in bare[:-1]] + [f"{item}." for item in bare[-1:]]
