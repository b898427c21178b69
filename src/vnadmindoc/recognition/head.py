"""The head of a document: ô 1 to 5, 9a and 10, and the legal bases.

Promised: a line is taken only when it surely is what it is taken for; any other ends the head or
is left over, never dropped.
Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.
"""

import re
from collections.abc import Sequence
from typing import Any

from attrs import Factory, define

from vnadmindoc.dates import real_date
from vnadmindoc.model import Dateline, DocumentNumber, Letterhead
from vnadmindoc.recognition.lines import Line, in_capitals, is_rule
from vnadmindoc.recognition.trace import Notes
from vnadmindoc.standard import DECREE_30, Role
from vnadmindoc.text import fold, tidy
from vnadmindoc.vocabulary import DocumentKind, Secrecy, Urgency

_BLANK = r"[.…_\s\u00a0]*"
_NUMBER = re.compile(rf"Số\s*:?{_BLANK}(?P<number>\d{{1,7}})?{_BLANK}/\s*(?P<symbol>\S.*)")
_DATELINE = re.compile(
    rf"(?:(?P<place>[^,;:/]{{2,60}}),\s*)?[Nn]gày{_BLANK}(?P<day>\d{{1,2}})?{_BLANK}"
    rf"tháng{_BLANK}(?P<month>\d{{1,2}})?{_BLANK}năm{_BLANK}(?P<year>\d{{4}})?{_BLANK}"
)
_LETTER_SUBJECT = re.compile(r"V/v:?\s+(?P<subject>\S.*)")
_ADDRESSED = re.compile(r"Kính gửi\s*:\s*(?P<one>.*)")
_ITEM = re.compile(r"[-–•+]\s+(?P<item>\S.*)")
_BASIS = re.compile(r"(?:Căn cứ|Theo đề nghị của|Xét đề nghị của)\s+\S")
_MARK = re.compile(r"\[(?P<text>[^\[\]]+)\]")
_BODY_START = re.compile(
    r"Ngày |Căn cứ |Kính |Thực hiện |Trên cơ sở |(?:[IVXLC]+|\d{1,3})\. |[-+] "
)

_KINDS = sorted(
    ((kind.printed.upper(), kind) for kind in DocumentKind if kind is not DocumentKind.LETTER),
    key=lambda pair: -len(pair[0]),
)
_BY_SYMBOL = {kind.abbreviation: kind for kind in DocumentKind if kind.abbreviation}
_URGENCIES = {fold(mark.printed): mark for mark in Urgency}
_SECRECIES = {fold(mark.printed): mark for mark in Secrecy}
_CIRCULATIONS = {fold("XEM XONG TRẢ LẠI"), fold("LƯU HÀNH NỘI BỘ")}
_NATIONAL_NAME = fold(DECREE_30.national_name)
_MOTTO = re.sub(r"\W+", " ", fold(DECREE_30.motto))
_WHOLE_BODY = ("ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN")
_TERRITORY = re.compile(r"(?:TỈNH|THÀNH PHỐ|TP\.|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|ĐẶC KHU) ")

_BODY_WORD = re.compile(
    r"(?:UBND|HĐND|[ỦU][YỶ] BAN|HỘI ĐỒNG|BỘ|SỞ|PHÒNG|VĂN PHÒNG|TỔNG CỤC|CỤC|CHI CỤC|VỤ|BAN"
    r"|TRUNG TÂM|TRƯỜNG|HỌC VIỆN|VIỆN|BỆNH VIỆN|CÔNG AN|CÔNG TY|TỔNG CÔNG TY|TẬP ĐOÀN|THANH TRA"
    r"|TÒA ÁN|KHO BẠC|BẢO HIỂM|HẠT|TRẠM|ĐỘI|TỔ|ĐOÀN|HỘI|LIÊN ĐOÀN|MẶT TRẬN|BÁO|ĐÀI|QUỸ"
    r"|NGÂN HÀNG)(?!\w)"
)

_SEARCHED = 40  # lines in which a sign of a head is looked for
_LONGEST_SUBJECT = 200  # characters of one printed line of a subject
_MOST_SUBJECT_LINES = 8


@define
class Head:
    """What was found in the head, and where the body begins."""

    letterhead: Letterhead | None = None
    number: DocumentNumber | None = None
    dateline: Dateline | None = None
    kind: DocumentKind | None = None
    kind_line: str | None = None
    subject: str = ""
    urgency: Urgency | None = None
    secrecy: Secrecy | None = None
    circulation: str | None = None
    addressees: list[str] = Factory(list)
    legal_bases: list[str] = Factory(list)
    body: int = 0
    notes: Notes = Factory(Notes)

    def fields(self) -> dict[str, Any]:
        """Return what goes into the notice as it is."""
        return {
            "letterhead": self.letterhead,
            "number": self.number,
            "dateline": self.dateline,
            "kind": self.kind or _kind_by_symbol(self.number) or DocumentKind.NOTICE,
            "kind_line": self.kind_line,
            "subject": self.subject,
            "urgency": self.urgency,
            "secrecy": self.secrecy,
            "circulation": self.circulation,
            "addressees": self.addressees,
            "legal_bases": self.legal_bases,
        }


def read_head(lines: Sequence[Line]) -> Head:
    """Return what the first lines say, up to the line at which the body begins."""
    head = Head()
    if not any(_is_sign(line) for line in lines[:_SEARCHED]):
        return head
    at = _read_letterhead(lines, head)
    at = _read_title(lines, at, head)
    at = _read_addressees(lines, at, head)
    head.body = _read_bases(lines, at, head)
    return head


def is_motto(text: str) -> bool:
    """Whether a line is the motto, whatever dashes and blanks it is written with."""
    return re.sub(r"\W+", " ", fold(text)).strip() == _MOTTO


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


def _is_sign(line: Line) -> bool:
    text = line.text
    return bool(
        fold(text) == _NATIONAL_NAME
        or _NUMBER.fullmatch(text)
        or _dateline(text)
        or title_kind(text)
        or _LETTER_SUBJECT.match(text)
    )


def _read_letterhead(lines: Sequence[Line], head: Head) -> int:
    """Read ô 1 to 4 and the marks; return where the title or the body begins."""
    issuer: list[tuple[int, Line]] = []
    seen: set[str] = set()
    at = 0
    while at < len(lines):
        if lines[at].table is not None or not _take(lines[at], at, head, issuer, seen):
            break
        at += 1
        if "subject" in seen:
            # Ô 5b: the rest of its lines follow without a blank line between.
            while at < len(lines) and _goes_on(lines[at]):
                head.subject += "\n" + lines[at].text
                head.notes.place(at, Role.LETTER_SUBJECT, "subject")
                at += 1
            seen.discard("subject")
    head.letterhead = _letterhead(issuer, head.notes)
    return at


def _goes_on(line: Line) -> bool:
    text = line.text
    return not (line.apart or line.table or is_rule(line) or in_capitals(text) or _is_sign(line))


def _take(line: Line, at: int, head: Head, issuer: list[tuple[int, Line]], seen: set[str]) -> bool:
    """Put a line of the letterhead where it belongs; False when it is none."""
    text = line.text
    place = head.notes.place
    folded = fold(text)
    if is_rule(line):
        return True
    if folded == _NATIONAL_NAME and "name" not in seen:
        seen.add("name")
        place(at, Role.NATIONAL_NAME, "")
    elif "motto" not in seen and is_motto(text):
        seen.add("motto")
        place(at, Role.MOTTO, "")
    elif head.number is None and (number := _number(text)):
        head.number = number
        place(at, Role.NUMBER, "number")
    elif head.dateline is None and (dateline := _dateline(text)):
        head.dateline = dateline
        place(at, Role.DATELINE, "dateline")
    elif role := _take_mark(text, head):
        place(at, role, _MARKS[role])
    elif not head.subject and (found := _LETTER_SUBJECT.fullmatch(text)):
        head.kind, head.subject = DocumentKind.LETTER, found["subject"]
        seen.add("subject")
        place(at, Role.LETTER_SUBJECT, "subject")
    elif title_kind(text) or head.kind or not in_capitals(text):
        return False
    elif head.dateline is not None and head.number is not None:
        # Capitals after number and date are a title nobody knows, no issuing body.
        return False
    else:
        issuer.append((at, line))
    return True


_MARKS = {Role.URGENCY: "urgency", Role.SECRECY: "secrecy", Role.CIRCULATION: "circulation"}


def _take_mark(text: str, head: Head) -> Role | None:
    """Put a mark where it belongs, and return which it is; None when it is none."""
    found = _MARK.fullmatch(text)
    mark = found["text"] if found else text
    folded = fold(mark)
    if head.urgency is None and folded in _URGENCIES and in_capitals(mark):
        head.urgency = _URGENCIES[folded]
        return Role.URGENCY
    if head.secrecy is None and folded in _SECRECIES and in_capitals(mark):
        head.secrecy = _SECRECIES[folded]
        return Role.SECRECY
    if head.circulation is None and (found or folded in _CIRCULATIONS) and in_capitals(mark):
        head.circulation = mark
        return Role.CIRCULATION
    return None


def _number(text: str) -> DocumentNumber | None:
    found = _NUMBER.fullmatch(text)
    if found is None or not found["symbol"].strip(" /."):
        return None
    figure = int(found["number"]) if found["number"] else None
    if figure == 0:
        return None
    return DocumentNumber(number=figure, symbol=found["symbol"])


def _dateline(text: str) -> Dateline | None:
    if "tháng" not in text:
        return None
    found = _DATELINE.fullmatch(text)
    if found is None:
        return None
    day, month, year = (int(found[name]) if found[name] else None for name in _DATE_PARTS)
    possible = real_date(day or 1, month or 1, year or 2000) is not None
    if not possible or (day and not month) or (month and not year):
        return None
    if found["place"] is None and year is None:
        return None
    return Dateline(place=found["place"], day=day, month=month, year=year)


_DATE_PARTS = ("day", "month", "year")


def _letterhead(issuer: Sequence[tuple[int, Line]], notes: Notes) -> Letterhead | None:
    """Tell the issuing body from the body above it.

    The Decree prints only the issuing body in bold (II.2.b). Where nothing or all is bold, the
    issuing body begins at a line that begins as the name of a body does; other lines go on a name
    begun above.
    """
    if not issuer:
        return None
    texts = [line.text for _, line in issuer]
    above = 0
    while above < len(issuer) and not issuer[above][1].bold:
        above += 1
    if above in (0, len(issuer)):
        # "ỦY BAN NHÂN DÂN / TỈNH X" is one body on two lines.
        first = 2 if texts[0] in _WHOLE_BODY and _TERRITORY.match("".join(texts[1:2])) else 1
        begins = (i for i in range(first, len(texts)) if _BODY_WORD.match(texts[i]))
        above = next(begins, 0)
    for index, (at, _) in enumerate(issuer):
        if index < above:
            notes.place(at, Role.PARENT, "letterhead.parent")
        else:
            notes.place(at, Role.AGENCY, "letterhead.agency")
    return Letterhead(parent="\n".join(texts[:above]) or None, agency="\n".join(texts[above:]))


def _kind_by_symbol(number: DocumentNumber | None) -> DocumentKind | None:
    if number is None:
        return None
    return _BY_SYMBOL.get(number.symbol.split("-")[0])


def _read_title(lines: Sequence[Line], at: int, head: Head) -> int:
    """Read ô 5a: the type and the lines of the subject below it."""
    while at < len(lines) and is_rule(lines[at]):
        at += 1
    if head.kind is not None or at >= len(lines):
        return at
    named = title_kind(lines[at].text)
    if named is None:
        return at
    head.kind, head.kind_line = named
    head.notes.place(at, Role.KIND, "kind")
    title = lines[at]
    at += 1
    subject: list[str] = []
    while at < len(lines) and len(subject) < _MOST_SUBJECT_LINES:
        line = lines[at]
        if is_rule(line):
            at += 1
            break
        if not _is_subject(line, title):
            break
        subject.append(line.text)
        head.notes.place(at, Role.SUBJECT, "subject")
        at += 1
    head.subject = "\n".join(subject)
    return at


def _is_subject(line: Line, title: Line) -> bool:
    """Whether a line below the type belongs to the subject: bold as it, or set close to it."""
    text = line.text
    if line.table is not None or len(text) > _LONGEST_SUBJECT or _BODY_START.match(text):
        return False
    if title.bold:
        return line.bold
    return not line.apart or not text.endswith((".", ":", ";", ","))


def _read_addressees(lines: Sequence[Line], at: int, head: Head) -> int:
    """Read ô 9a: one addressee on the line, or a list below it."""
    found = _ADDRESSED.fullmatch(lines[at].text) if at < len(lines) else None
    if found is None:
        return at
    label = at
    if one := found["one"].strip():
        first = _ITEM.fullmatch(one)
        _add_addressee(first["item"] if first else one, at, head)
        if not first:
            return at + 1
    at += 1
    while at < len(lines) and (item := _ITEM.fullmatch(lines[at].text)):
        _add_addressee(item["item"], at, head)
        at += 1
        if lines[at - 1].text.endswith("."):
            break
    if not head.addressees:
        return label
    if not one:
        head.notes.place(label, Role.ADDRESSEE, "addressees")
    return at


def _add_addressee(text: str, at: int, head: Head) -> None:
    head.notes.place(at, Role.ADDRESSEE, f"addressees[{len(head.addressees)}]")
    head.addressees.append(_bare(text))


def _read_bases(lines: Sequence[Line], at: int, head: Head) -> int:
    """Read the legal bases: paragraphs that begin as one does and end as one does (II.6.a)."""
    begin = at
    while at < len(lines) and _BASIS.match(lines[at].text):
        text = lines[at].text
        if not text.endswith((";", ".", ",")):
            break
        at += 1
        if not text.endswith((";", ",")):
            break
    # A paragraph of the body may begin with the same words; a basis ends with a semicolon, or
    # follows one that does.
    if at - begin == 1 and not lines[begin].text.endswith(";") and len(lines[begin].text) > 200:
        return begin
    head.legal_bases = [_bare(line.text) for line in lines[begin:at]]
    for index in range(at - begin):
        head.notes.place(begin + index, Role.LEGAL_BASIS, f"legal_bases[{index}]")
    return at


def _bare(text: str) -> str:
    """Return a list item without its closing mark."""
    return tidy(text.rstrip(" ;.,")) or text
