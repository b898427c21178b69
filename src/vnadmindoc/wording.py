"""The fixed words of a document: what its parts read as on a page.

Promised: one wording for the page, for the calendar and for recognition, which looks for it.
Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II and III.
"""

from collections.abc import Sequence

from vnadmindoc.model import Annex, Authority, Dateline, DocumentNumber, Notice
from vnadmindoc.numerals import month_figures, roman, two_digits

BLANK = "\u00a0" * 6
"""The room left for a figure that a draft does not have yet."""

END_MARK = "./."
"""What ends the text of a document and of an annex (the specimens of Phụ lục III)."""

RECIPIENTS_LABEL = "Nơi nhận:"
ADDRESSEES_LABEL = "Kính gửi:"
LETTER_SUBJECT_LABEL = "V/v"


def number_text(number: DocumentNumber) -> str:
    """Return the line of number and symbol: ``"Số: 05/TB-STTTT"``; a draft's number is blank."""
    figure = BLANK if number.number is None else two_digits(number.number)
    return f"Số: {figure}/{number.symbol}"


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


def authority_text(authority: Authority) -> str:
    """Return the line of authority: ``"TL. GIÁM ĐỐC"``."""
    return f"{authority.prefix}. {authority.title.upper()}"


def document_title(notice: Notice) -> str:
    """Return type and subject in one line, for lists and file properties."""
    subject = notice.subject.replace("\n", " ")
    kind = notice.kind_line or notice.kind.printed
    return f"{kind[:1].upper()}{kind[1:].lower()} {subject}".strip()


def annex_labels(annexes: Sequence[Annex]) -> list[str]:
    """Return each annex's label: a single one needs no number, more have Roman ones (III.1.a)."""
    if len(annexes) == 1:
        return [annexes[0].label or "Phụ lục"]
    return [annex.label or f"Phụ lục {roman(i)}" for i, annex in enumerate(annexes, 1)]


def annex_reference(notice: Notice) -> str:
    """Return the line below an annex's title: to which document it belongs."""
    words = ["Kèm theo", notice.kind.printed]
    if notice.number is not None:
        words.append(number_text(notice.number).replace("Số: ", "số "))
    if notice.dateline is not None:
        words.append(date_words(notice.dateline))
    if notice.letterhead is not None:
        words.append("của " + notice.letterhead.agency.replace("\n", " "))
    # Here the specimens print dots for what is not known yet, not room.
    return f"({' '.join(words)})".replace(BLANK, "…")


def closed(items: Sequence[str]) -> list[str]:
    """Return list items with their marks: each ends ``;``, the last ``.``."""
    bare = [item.rstrip(" ;.,") or item for item in items]
    return [f"{item};" for item in bare[:-1]] + [f"{item}." for item in bare[-1:]]
