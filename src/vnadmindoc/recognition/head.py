"""The head of a document: ô 1 to 5, 9a and 10, and the legal bases.

Promised: a line is taken only when it surely is what it is taken for; any other ends the head or
is left over, never dropped.
Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from attrs import Factory, define

from vnadmindoc.labels import label_of, part_of
from vnadmindoc.model import Copy, Dateline, DocumentNumber, Letterhead
from vnadmindoc.recognition.copies import electronic_copy
from vnadmindoc.recognition.lines import Line, in_capitals, is_rule, joined
from vnadmindoc.recognition.signs import (
    addressed,
    dateline_of,
    is_broken_name,
    is_letter_symbol,
    is_motto,
    is_national_name,
    kind_by_symbol,
    letter_subject,
    number_of,
    title_kind,
)
from vnadmindoc.recognition.trace import Notes
from vnadmindoc.recognition.unfold import divided
from vnadmindoc.standard import DECREE_30, Role
from vnadmindoc.text import CAPITAL, SMALL, fold, tidy
from vnadmindoc.vocabulary import DocumentKind, Secrecy, Urgency

_ITEM = re.compile(r"[-–•+]\s*(?P<item>[^\s-].*)")
_ITEMS_IN_LINE = re.compile(r"(?<=[;,.])\s+[-–]\s+")
_BASIS = re.compile(r"(?:Căn cứ|Theo đề nghị của|Xét đề nghị của)\s+\S")
_MARK = re.compile(r"\[(?P<text>[^\[\]]+)\]")
_BODY_START = re.compile(
    r"Ngày |Căn cứ |Kính |Thực hiện |Trên cơ sở |(?:[IVXLC]+|\d{1,3})\. |[-+] |Điều 1\b"
)
_NO_ISSUER = re.compile(r"DỰ THẢO|BẢN THẢO|ĐẾN(?!\w)|CÔNG VĂN ĐẾN|CHUYỂN:|MẪU SỐ|MẬT MÃ")
_STAMPED = re.compile(r"\d{1,6}")
_PLACE = re.compile(rf"{CAPITAL}{SMALL}+(?: {CAPITAL}{SMALL}+){{0,3}}")
_OFFICE = re.compile(
    r"(?:TỔNG |PHÓ |Q\. ?)?(?:GIÁM ĐỐC|CHỦ TỊCH|BỘ TRƯỞNG|THỨ TRƯỞNG|HIỆU TRƯỞNG|CỤC TRƯỞNG"
    r"|CHI CỤC TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG|TRƯỞNG|THỦ TRƯỞNG|THỦ TƯỚNG|CHÁNH|CHỦ NHIỆM)(?!\w)"
)

_URGENCIES = {fold(mark.printed): mark for mark in Urgency}
_SECRECIES = {fold(mark.printed): mark for mark in Secrecy}
_CIRCULATIONS = {fold("XEM XONG TRẢ LẠI"), fold("LƯU HÀNH NỘI BỘ")}
_WHOLE_BODY = ("ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN")
_TERRITORY = re.compile(r"(?:TỈNH|THÀNH PHỐ|TP\.|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|ĐẶC KHU) ")

_BODY_WORD = re.compile(
    r"(?:UBND|HĐND|[ỦU][YỶ] BAN|HỘI ĐỒNG|BỘ|SỞ|PHÒNG(?!,| CHỐNG| NGỪA)|VĂN PHÒNG"
    r"|TỔNG CỤC|CỤC|CHI CỤC|VỤ|BAN|TRUNG TÂM"
    r"|TRƯỜNG|HỌC VIỆN|VIỆN|BỆNH VIỆN|CÔNG AN|CÔNG TY|TỔNG CÔNG TY|TẬP ĐOÀN|THANH TRA"
    r"|TÒA ÁN|KHO BẠC|BẢO HIỂM|HẠT|TRẠM|ĐỘI|TỔ|ĐOÀN|HỘI|LIÊN ĐOÀN|MẶT TRẬN|BÁO|ĐÀI|QUỸ"
    r"|NGÂN HÀNG)(?!\w)"
)

_SEARCHED = 40  # lines in which a sign of a head is looked for
_LONGEST_SUBJECT = 200  # characters of one printed line of a subject
_MOST_SUBJECT_LINES = 8
_LONGEST_HEAD_LINE = 160  # characters of a line that may stand among those of a letterhead
_AHEAD = 4  # lines behind one that nobody knows in which the letterhead may go on


class Unread(NamedTuple):
    """What stands in a line and cannot be, in Vietnamese and English."""

    vi: str
    en: str


@define
class Head:
    """What was found in the head, and where the body begins.

    `left` are lines that stand in the head and are no part of it; `unread` tells, with its line,
    what could not be read in a line that is a part.
    """

    letterhead: Letterhead | None = None
    number: DocumentNumber | None = None
    dateline: Dateline | None = None
    kind: DocumentKind | None = None
    kind_line: str | None = None
    subject: str = ""
    urgency: Urgency | None = None
    secrecy: Secrecy | None = None
    circulation: str | None = None
    co_issuers: list[Letterhead] = Factory(list)
    salutation: str | None = None
    addressees: list[str] = Factory(list)
    issuing_authority: str | None = None
    enacting_words: str | None = None
    legal_bases: list[str] = Factory(list)
    copy: Copy | None = None
    body: int = 0
    notes: Notes = Factory(Notes)
    left: list[int] = Factory(list)
    unread: list[tuple[int, Unread]] = Factory(list)

    def fields(self) -> dict[str, Any]:
        """Return what goes into the notice as it is."""
        return {
            "letterhead": self.letterhead,
            "number": self.number,
            "dateline": self.dateline,
            "kind": self.kind or kind_by_symbol(self.number) or DocumentKind.NOTICE,
            "kind_line": self.kind_line,
            "subject": self.subject,
            "urgency": self.urgency,
            "secrecy": self.secrecy,
            "circulation": self.circulation,
            "co_issuers": self.co_issuers,
            "salutation": self.salutation,
            "addressees": self.addressees,
            "issuing_authority": self.issuing_authority,
            "enacting_words": self.enacting_words,
            "legal_bases": self.legal_bases,
        }


def read_head(lines: list[Line]) -> Head:
    """Return what the first lines say, up to the line at which the body begins.

    Args:
        lines: The document; where a whole head stands on one line, that line is divided.
    """
    head = Head()
    if not any(_is_sign(line) for line in lines[:_SEARCHED]):
        return head
    at = _LetterheadReader(lines, head).read()
    at = _read_title(lines, at, head)
    if head.kind is None and head.letterhead is not None and is_letter_symbol(head.number):
        head.kind = DocumentKind.LETTER
    at = _read_addressees(lines, at, head)
    head.body = _read_enactment(lines, at, head)
    return head


def _is_sign(line: Line) -> bool:
    text = line.text
    return bool(
        is_national_name(text)
        or number_of(text)
        or dateline_of(text)
        or title_kind(text)
        or letter_subject(text)
        or len(divided(line)) > 1
    )


# What the Party and the Youth Union write in place of the national name.
_OTHER_NAMES = ("ĐẢNG CỘNG SẢN VIỆT NAM", "ĐOÀN TNCS HỒ CHÍ MINH")


class _LetterheadReader:
    """Reads ô 1 to 5b and the marks, in whatever order columns have left them."""

    def __init__(self, lines: list[Line], head: Head) -> None:
        self.lines = lines
        self.head = head
        self.issuer: list[tuple[int, Line]] = []
        self.named = self.motto = False
        self.subject_lines = 0  # of an official letter; 0 too when no further line may follow

    def read(self) -> int:
        """Return where the title or the body begins."""
        at = 0
        while at < len(self.lines) and self.lines[at].table is None:
            taken = self._taken(at)
            if not taken:
                parts = divided(self.lines[at])
                if len(parts) > 1:
                    self.lines[at : at + 1] = parts
                    continue
                if not self._goes_on_ahead(at):
                    break
                self.head.left.append(at)
                taken = 1
            at += taken
        self._name_issuers()
        return at

    def _name_issuers(self) -> None:
        """Tell the issuing bodies apart: each but the last ends with a hyphen."""
        ends = [n for n, (_, line) in enumerate(self.issuer, 1) if line.text.endswith((" -", " –"))]
        begins = [0, *(end for end in ends if end < len(self.issuer))]
        for number, begin in enumerate(begins):
            end = begins[number + 1] if number + 1 < len(begins) else len(self.issuer)
            path = f"co_issuers[{number - 1}]" if number else "letterhead"
            named = _letterhead(self.issuer[begin:end], path, self.head.notes)
            if not number:
                self.head.letterhead = named
            elif named is not None:
                self.head.co_issuers.append(named)

    def _taken(self, at: int) -> int:
        """Put the line where it belongs, and return how many lines it takes; 0 when it is none."""
        line = self.lines[at]
        if line.apart:
            self.subject_lines = 0
        if is_rule(line):
            return 1
        if at == 0 and (copy := electronic_copy(line.text)) is not None:
            self.head.copy = copy
            return self._place(at, 1, Role.SIGNING_INFORMATION, "copy")
        return (
            self._take_fixed(at)
            or self._take_number(at)
            or self._take_dateline(at)
            or self._take_subject(at)
            or self._take_capitals(at)
        )

    def _place(self, at: int, lines: int, role: Role, path: str) -> int:
        for each in range(at, at + lines):
            self.head.notes.place(each, role, path)
        return lines

    def _with_next(self, at: int, more: int) -> str:
        """Return a line with the next ones; empty where they do not follow close by."""
        following = self.lines[at + 1 : at + 1 + more]
        if len(following) < more or any(line.apart or line.table for line in following):
            return ""
        return " ".join([self.lines[at].text, *(line.text for line in following)])

    def _take_fixed(self, at: int) -> int:
        """Take the national name or the motto, on one line or broken over some."""
        text = self.lines[at].text
        if not self.named:
            count = 1 if is_national_name(text) else 0
            if is_broken_name(text):
                # "CỘNG" may stand alone, and "HÒA XÃ HỘI …" below it.
                for more in (1, 2):
                    if is_broken_name(below := self._with_next(at, more)) and (
                        is_national_name(below)
                    ):
                        count = more + 1
            if count:
                self.named = True
                return self._place(at, count, Role.NATIONAL_NAME, "")
        if not self.motto and text[:1] in "ĐđDd":
            for count in (1, 2):
                if is_motto(self._with_next(at, count - 1)):
                    self.motto = True
                    return self._place(at, count, Role.MOTTO, "")
        return 0

    def _take_number(self, at: int) -> int:
        """Take number and symbol, on one line or on two."""
        if self.head.number is not None:
            return 0
        text = self.lines[at].text
        if len(divided(self.lines[at])) > 1:
            return 0
        found, count = number_of(text), 1
        if found is not None and found.number is None:
            # "Số:" may have its figure and symbol on the next line.
            below = number_of(self._with_next(at, 1))
            if below is None or below.number is None:
                self.head.left.append(at)
                return 1
            found, count = below, 2
        elif found is None and _STAMPED.fullmatch(text) and at + 1 < len(self.lines):
            # A figure that was stamped stands above the line it belongs to.
            below = number_of(self.lines[at + 1].text)
            if below is None or below.number is None or below.number.number is not None:
                return 0
            symbol = below.number.symbol
            found, count = number_of(f"Số: {text}/{symbol}"), 2
        elif found is not None and text.endswith("-") and at + 1 < len(self.lines):
            more = self.lines[at + 1].text
            if in_capitals(more) and " " not in more:
                found, count = number_of(text + more), 2
        if found is None or found.number is None:
            return 0
        self.head.number = found.number
        if found.unread is not None:
            self._keep(
                at,
                Unread(
                    f"{found.unread!r} không phải số của văn bản",
                    f"{found.unread!r} is no number of a document",
                ),
            )
        return self._place(at, count, Role.NUMBER, "number")

    def _take_dateline(self, at: int) -> int:
        """Take place and date, on one line or on two."""
        if self.head.dateline is not None:
            return 0
        text = self.lines[at].text
        found, count = dateline_of(text), 1
        if found is None and at + 1 < len(self.lines):
            below = self.lines[at + 1]
            if not below.apart and (
                "ngày" in text or (_PLACE.fullmatch(text) and dateline_of(below.text))
            ):
                found, count = dateline_of(self._with_next(at, 1)), 2
        if found is None or found.dateline is None:
            return 0
        self.head.dateline = found.dateline
        if found.unread is not None:
            self._keep(
                at,
                Unread(
                    f"{found.unread!r} không phải ngày có thật",
                    f"{found.unread!r} is no day of the calendar",
                ),
            )
        return self._place(at, count, Role.DATELINE, "dateline")

    def _keep(self, at: int, unread: Unread) -> None:
        """Keep a line whole of which only a part could be read."""
        self.head.unread.append((at, unread))

    def _take_subject(self, at: int) -> int:
        """Take a line of the subject of an official letter: it goes on until a blank line."""
        head, text = self.head, self.lines[at].text
        if not head.subject and (begun := letter_subject(text)):
            head.kind, head.subject = DocumentKind.LETTER, begun
            self.subject_lines = 1
            return self._place(at, 1, Role.LETTER_SUBJECT, "subject")
        if 0 < self.subject_lines < _MOST_SUBJECT_LINES and self._may_go_on(at):
            head.subject += "\n" + text
            self.subject_lines += 1
            return self._place(at, 1, Role.LETTER_SUBJECT, "subject")
        return 0

    def _may_go_on(self, at: int) -> bool:
        line = self.lines[at]
        return not (
            line.apart
            or in_capitals(line.text)
            or len(line.text) > _LONGEST_SUBJECT
            or addressed(line.text) is not None
            or len(divided(line)) > 1
        )

    def _take_capitals(self, at: int) -> int:
        """Take a mark, or a line of the issuing body."""
        head, line = self.head, self.lines[at]
        if role := _take_mark(line.text, head):
            return self._place(at, 1, role, _MARKS[role])
        if not in_capitals(line.text) or title_kind(line.text) or head.kind:
            return 0
        if len(divided(line)) > 1 or (head.dateline is not None and head.number is not None):
            # Capitals after number and date are a title nobody knows, no issuing body.
            return 0
        if _NO_ISSUER.match(line.text) or line.text in _OTHER_NAMES:
            head.left.append(at)
        else:
            self.issuer.append((at, line))
        return 1

    def _goes_on_ahead(self, at: int) -> bool:
        """Whether the letterhead goes on behind a line that is none of it, such as a stamp."""
        for line in self.lines[at : at + 1 + _AHEAD]:
            text = line.text
            if line.table is not None or len(text) > _LONGEST_HEAD_LINE:
                return False
            if title_kind(text) or addressed(text) is not None or _BODY_START.match(text):
                return False
            if (
                (not self.named and is_national_name(text))
                or (not self.motto and is_motto(text))
                or (self.head.number is None and number_of(text))
                or (self.head.dateline is None and dateline_of(text))
            ):
                return True
        return False


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


def _letterhead(issuer: Sequence[tuple[int, Line]], path: str, notes: Notes) -> Letterhead | None:
    """Tell the issuing body from the body above it.

    The Decree prints only the issuing body in bold (II.2.b). Where nothing or all is bold, the
    issuing body begins at a line that begins as the name of a body does; other lines go on a name
    begun above.
    """
    if not issuer:
        return None
    texts = [line.text.rstrip(" -–") or line.text for _, line in issuer]
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
            notes.place(at, Role.PARENT, f"{path}.parent")
        else:
            notes.place(at, Role.AGENCY, f"{path}.agency")
    return Letterhead(parent="\n".join(texts[:above]) or None, agency="\n".join(texts[above:]))


def _read_title(lines: Sequence[Line], at: int, head: Head) -> int:
    """Read ô 5a: the type and the lines of the subject below it."""
    while at < len(lines) and is_rule(lines[at]):
        at += 1
    if head.kind is not None or at >= len(lines):
        return at
    title = lines[at]
    named = title_kind(title.text)
    if named is not None:
        head.kind, head.kind_line = named
        head.notes.place(at, Role.KIND, "kind")
        at += 1
    elif not (kind_by_symbol(head.number) and head.dateline and in_capitals(title.text)):
        return at
    # Without its type, which the symbol tells, a title in capitals is the subject.
    subject: list[str] = []
    while at < len(lines) and len(subject) < _MOST_SUBJECT_LINES:
        line = lines[at]
        if is_rule(line):
            at += 1
            break
        if not _is_subject(line, title) or (subject and _is_issuer(line.text, head)):
            break
        if subject and head.kind in _ENACTED and _begins_capitals(subject[-1], line.text):
            break  # who decides
        subject.append(line.text)
        head.notes.place(at, Role.SUBJECT, "subject")
        at += 1
    head.subject = "\n".join(subject)
    return at


def _begins_capitals(above: str, text: str) -> bool:
    return in_capitals(text) and not in_capitals(above)


def _is_subject(line: Line, title: Line) -> bool:
    """Whether a line below the type belongs to the subject: set as it, or close to it."""
    text = line.text
    if line.table is not None or len(text) > _LONGEST_SUBJECT or _BODY_START.match(text):
        return False
    if text.endswith(":") or addressed(text) is not None:
        return False
    if line.bold or line.centred:
        return True
    if title.bold or title.centred:
        return not line.apart and title.right == line.right
    return not line.apart or not text.endswith((".", ":", ";", ","))


def _is_issuer(text: str, head: Head) -> bool:
    """Whether a line in capitals below the subject says again who decides."""
    if not in_capitals(text):
        return False
    if _OFFICE.match(text):
        return True
    return head.letterhead is not None and fold(text).startswith(
        fold(head.letterhead.agency.replace("\n", " "))
    )


def _read_addressees(lines: Sequence[Line], at: int, head: Head) -> int:
    """Read ô 9a: one addressee on the line, or a list below it."""
    one = _addressed(lines[at].text, head) if at < len(lines) else None
    if one is None:
        return at
    label = at
    if one:
        first = _ITEM.fullmatch(one)
        for item in _ITEMS_IN_LINE.split(first["item"] if first else one):
            _add_addressee(item, label, head)
        if not first:
            return at + 1
    at += 1
    while at < len(lines) and lines[at].table is None:
        text = lines[at].text
        item = _ITEM.fullmatch(text)
        if item is None:
            if not (head.addressees and _is_rest(lines[at], lines[at - 1])):
                break
            text = f"{head.addressees.pop()} {text}"
        _add_addressee(item["item"] if item else text, at, head)
        at += 1
        if lines[at - 1].text.endswith("."):
            break
    if not head.addressees and at < len(lines) and _is_lone_addressee(lines[at]):
        _add_addressee(lines[at].text, at, head)
        at += 1
    if not head.addressees:
        return label
    if not one:
        head.notes.place(label, Role.ADDRESSEE, "addressees")
    return at


def _addressed(text: str, head: Head) -> str | None:
    """Return what stands behind the words before the addressees; None on any other line."""
    one = addressed(text)
    if one is None and (found := _SALUTATION.fullmatch(text)):
        head.salutation, one = found["who"], found["one"].strip()
    return one


def _is_rest(line: Line, previous: Line) -> bool:
    """Whether a line without a dash is the rest of the item above it."""
    return not line.apart and not previous.text.endswith((";", "."))


def _is_lone_addressee(line: Line) -> bool:
    text = line.text
    return (
        line.table is None
        and len(text) <= _LONGEST_HEAD_LINE
        and _ADDRESSEE.match(text) is not None
        and not text.endswith(":")
    )


# The words of a telegram, and of the Party's letters.
_SALUTATION = re.compile(
    r"(?P<who>\S.{0,150} điện|Kính chuyển|Kính báo cáo)\s*:\s*(?P<one>.*)", re.DOTALL
)
_ADDRESSEE = re.compile(
    r"(?:Ông|Bà|Đồng chí|Các|Sở|Bộ|UBND|HĐND|Ủy ban|Uỷ ban|Văn phòng|Công ty|Ban|Phòng|Trường)\s"
)


def _add_addressee(text: str, at: int, head: Head) -> None:
    head.notes.place(at, Role.ADDRESSEE, f"addressees[{len(head.addressees)}]")
    head.addressees.append(_bare(text))


def _read_enactment(lines: Sequence[Line], at: int, head: Head) -> int:
    """Read who decides, on what grounds, and the words that enact it (Mẫu 1.1-1.3)."""
    begin = at = _behind_rules(lines, at)
    kind = head.fields()["kind"]
    while at < len(lines) and at - begin < _MOST_AUTHORITY_LINES and _is_title_line(lines[at]):
        at += 1
    decided = [lines[each].text for each in range(begin, at)]
    if kind not in _ENACTED:
        decided, at = [], begin
    at = _read_bases(lines, _behind_rules(lines, at), head)
    words = _behind_rules(lines, at)
    if words < len(lines) and _ENACTING.fullmatch(lines[words].text):
        if not decided or lines[words].text != _ENACTED.get(kind):
            head.enacting_words = lines[words].text
        head.notes.place(words, Role.ENACTING_WORDS, "enacting_words")
        at = words + 1
    if decided:
        head.issuing_authority = "\n".join(decided)
        for each in range(begin, begin + len(decided)):
            head.notes.place(each, Role.ISSUING_AUTHORITY, "issuing_authority")
    return at


def _behind_rules(lines: Sequence[Line], at: int) -> int:
    while at < len(lines) and is_rule(lines[at]):
        at += 1
    return at


def _is_title_line(line: Line) -> bool:
    """Whether a line is of a title in capitals, and no label or announcement."""
    text = line.text
    return (
        line.table is None
        and in_capitals(text)
        and not text.endswith((":", "./."))
        and len(text) <= _LONGEST_HEAD_LINE
        and label_of(text) is None
        and part_of(text) is None
    )


_ENACTED = DECREE_30.words.enacting
_ENACTING = re.compile(rf"{CAPITAL}+(?: {CAPITAL}+){{0,5}}\s?:")
_MOST_AUTHORITY_LINES = 4


def _read_bases(lines: Sequence[Line], at: int, head: Head) -> int:
    """Read the legal bases: paragraphs that begin as one does and end as one does (II.6.a)."""
    begin = at
    bases: list[tuple[int, str]] = []
    while at < len(lines) and _BASIS.match(lines[at].text):
        line, end = joined(lines, at, len(lines))
        if not line.text.endswith((";", ".", ",")):
            break
        bases.append((at, line.text))
        at = end
        if not line.text.endswith((";", ",")):
            break
    # A paragraph of the body may begin with the same words; a basis ends with a semicolon, or
    # follows one that does.
    if len(bases) == 1 and not bases[0][1].endswith(";") and len(bases[0][1]) > 200:
        return begin
    for index, (first, text) in enumerate(bases):
        end = bases[index + 1][0] if index + 1 < len(bases) else at
        head.legal_bases.append(_bare(text))
        for each in range(first, end):
            head.notes.place(each, Role.LEGAL_BASIS, f"legal_bases[{index}]")
    return at


def _bare(text: str) -> str:
    """Return a list item without its closing mark."""
    return tidy(text.rstrip(" ;.,")) or text
