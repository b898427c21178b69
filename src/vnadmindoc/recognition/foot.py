"""The foot of a document: who receives it, who signs, and the annexes behind.

Promised: as the head: what is not surely a recipient or a signature is left over.
Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.7, II.9, III.1.
"""

import re
from collections.abc import Sequence

from attrs import Factory, define

from vnadmindoc.labels import label_of, part_of
from vnadmindoc.model import Authority, Signature
from vnadmindoc.recognition.lines import Line, in_capitals, is_rule
from vnadmindoc.recognition.signs import authority_of, recipients_label
from vnadmindoc.recognition.trace import Notes
from vnadmindoc.standard import Role
from vnadmindoc.text import CAPITAL, tidy
from vnadmindoc.wording import END_MARK

_ITEM = re.compile(r"[-–•+*]\s*(?P<item>[^\s-].*)")
# A degree, a rank or a title may stand before a name: "TS. Nguyễn Văn An", "Đại tá Trần Bình".
_NAME = re.compile(
    rf"(?:(?:{CAPITAL}[\w.]{{0,5}}\.\s?)+)?{CAPITAL}\w*\.?(?:[ -]{CAPITAL}\w*\.?){{1,7}}"
    rf"|(?:Thiếu|Trung|Thượng|Đại)(?: tướng| tá| úy) {CAPITAL}\w*(?: {CAPITAL}\w*){{1,5}}"
)
_OFFICE = re.compile(
    r"(?:TỔNG |PHÓ |QUYỀN )*(?:GIÁM ĐỐC|CHỦ TỊCH|BỘ TRƯỞNG|THỨ TRƯỞNG|HIỆU TRƯỞNG|\w+ TRƯỞNG"
    r"|TRƯỞNG|THỦ TƯỚNG|CHÁNH|CHỦ NHIỆM|CHỦ TỌA|CHỦ TRÌ|THƯ KÝ|ĐẠI DIỆN|NGƯỜI|BÊN)(?!\w)"
)
_DRAFTER = re.compile(
    rf"(?:(?P<sign>(?:{CAPITAL}|\d){{1,8}})(?P<stop>\.)?)?\s?(?:\((?P<copies>\d{{1,6}})\))?"
)
_SIGNED = re.compile(r"\(?\s*(?:đã ký|ký tên|đã ký và|ký, đóng dấu)[^()]{0,40}\)?", re.IGNORECASE)
_ANNEX = re.compile(r"(?:Phụ lục|PHỤ LỤC)(?:\s+(?:[IVXLC]+|\d{1,2}|số \d{1,2}))?[.:]?")

_LONGEST_TITLE = 120  # characters of one line of a signer's office
_MOST_LINES = 14  # of a signature block
_LAST_LINES = 16  # in which a signature without recipients is looked for


@define
class Foot:
    """What was found in the foot, which lines it spans, and which of them are left over."""

    recipients: list[str] = Factory(list)
    signatures: list[Signature] = Factory(list)
    drafter: str | None = None
    copies: int | None = None
    endorsement: str | None = None
    begin: int = 0
    end: int = 0
    unplaced: list[int] = Factory(list)


def is_annex_label(text: str) -> bool:
    """Whether a line is nothing but *Phụ lục* and its numeral."""
    return text[:1] in "pP" and _ANNEX.fullmatch(text) is not None


def read_foot(lines: Sequence[Line], first: int, last: int, notes: Notes) -> Foot:
    """Return recipients and signature, wherever behind the head they stand.

    ``begin`` and ``end`` bound their lines; without a foot both are the index of the first annex,
    or the number of lines.

    Args:
        lines: The document.
        first: Where its head ends.
        last: Where its annexes begin.
        notes: Where to note what each line is.
    """
    begin = _begin(lines, first, last)
    if begin == last:
        return Foot(begin=last, end=last)
    reader = _FootReader(lines, notes)
    reader.read(begin, last)
    return Foot(
        recipients=reader.recipients,
        signatures=reader.signatures,
        drafter=reader.drafter,
        copies=reader.copies,
        endorsement="\n".join(reader.endorsement) or None,
        begin=begin,
        end=last,
        unplaced=sorted(reader.unplaced),
    )


def signed_by(
    lines: Sequence[Line], begin: int, notes: Notes, path: str
) -> tuple[Sequence[str], Signature | None]:
    """Return recipients and signature of what stands from a line on, such as a copy.

    Args:
        lines: The document.
        begin: Where it begins.
        notes: Where to note what each line is.
        path: Where in the notice it goes, with its stop.
    """
    reader = _FootReader(lines, notes, path)
    reader.read(begin, len(lines))
    return reader.recipients, reader.signatures[-1] if reader.signatures else None


def _begin(lines: Sequence[Line], first: int, last: int) -> int:
    """Return where the foot begins: at *Nơi nhận*, or at a signature before or without it."""
    for index in range(last - 1, first - 1, -1):
        text = lines[index].text
        if text[:1] in "Nn" and recipients_label(text) is not None:
            return _with_signers_before(lines, first, index)
    for index in range(max(first, last - _LAST_LINES), last):
        if authority_of(lines[index].text) is not None:
            return _with_signers_before(lines, first, index)
    for index in range(max(first, last - _LAST_LINES), last):
        if _is_signed(lines, index):
            return _with_signers_before(lines, first, index)
    return next(
        (
            index
            for index in range(max(first, last - _LAST_LINES), last)
            if _is_alone_in_foot(lines, first, index)
        ),
        last,
    )


def _is_alone_in_foot(lines: Sequence[Line], first: int, index: int) -> bool:
    """Whether words of another body, or a drafter's sign, stand right behind the end of a text."""
    if index == first or not lines[index - 1].text.endswith(END_MARK):
        return False
    drafter = _DRAFTER.fullmatch(lines[index].text)
    return lines[index].text.startswith("Xác nhận") or bool(drafter and drafter["copies"])


def _with_signers_before(lines: Sequence[Line], first: int, begin: int) -> int:
    """Step over the signatures that stand before a line: offices, each with a name or without."""
    while begin > first:
        at = begin
        named = begin - first >= 2 and _NAME.fullmatch(lines[begin - 1].text)
        if named and not _is_office(lines[begin - 1]):
            at -= 1
        above = at
        while above > first and _is_office(lines[above - 1]):
            above -= 1
        if above == at:
            break
        begin = above
    return begin


def _is_signed(lines: Sequence[Line], index: int) -> bool:
    """Whether an office stands at a line, and a name below it."""
    below = lines[index + 1 : index + 4]
    return (
        _is_office(lines[index])
        and _OFFICE.match(lines[index].text) is not None
        and any(_NAME.fullmatch(line.text) for line in below)
    )


def _is_office(line: Line) -> bool:
    text = line.text
    return (
        line.table is None
        and not is_rule(line)
        and in_capitals(text)
        and len(text) <= _LONGEST_TITLE
        and not text.endswith("./.")
        and label_of(text) is None
        and part_of(text) is None
    )


class _FootReader:
    """Reads recipients and signature, one after the other or line by line side by side."""

    def __init__(self, lines: Sequence[Line], notes: Notes, path: str = "") -> None:
        self.lines = lines
        self.notes = notes
        self.path = path
        self.recipients: list[str] = []
        self.signatures: list[Signature] = []
        self.drafter: str | None = None
        self.copies: int | None = None
        self.endorsement: list[str] = []
        self.authority: list[Authority] = []
        self.titles: list[str] = []
        self.name: str | None = None
        self.unplaced: list[int] = []
        self._begin = 0
        self._label: int | None = None
        self._item: int | None = None  # the last line of the list of recipients
        self._office: list[tuple[int, Role, str]] = []  # lines of the signature being read

    def place(self, at: int, role: Role, path: str) -> None:
        """Note what a line is."""
        self.notes.place(at, role, self.path + path)

    def read(self, begin: int, end: int) -> None:
        """Read the lines of a foot."""
        self._begin = begin
        for at in range(begin, end):
            line = self.lines[at]
            if is_rule(line):
                continue
            if line.table is not None or not (
                self._take_recipient(at)
                or self._take_drafter(at)
                or self._take_office(at)
                or self._take_endorsement(at)
            ):
                self.unplaced.append(at)
        self._sign(last=True)
        if self._label is not None and not self.recipients:
            self.unplaced.append(self._label)
        elif self._label is not None and self._label != self._item:
            self.place(self._label, Role.RECIPIENTS_LABEL, "recipients")

    def _sign(self, *, last: bool) -> None:
        """Note the signature that was read; the last of several is the document's."""
        if not self._office:
            return
        path = "signature" if last else f"cosignatures[{len(self.signatures)}]"
        for at, role, part in self._office:
            self.place(at, role, f"{path}.{part}")
        self.signatures.append(
            Signature(
                authority=self.authority, title="\n".join(self.titles) or None, name=self.name
            )
        )
        self.authority, self.titles, self.name, self._office = [], [], None, []

    def _take_drafter(self, at: int) -> bool:
        """Take drafter's sign and number of copies, right below the recipients."""
        found = _DRAFTER.fullmatch(self.lines[at].text)
        below = self._item == at - 1 and not self.lines[at].apart
        if found is None or not (below or at == self._begin):
            return False
        copies = int(found["copies"]) if found["copies"] else None
        if copies == 0 or not (copies or found["stop"]):
            return False
        self.drafter, self.copies = found["sign"], copies
        self.place(at, Role.DRAFTER, "drafter" if self.drafter else "copies")
        return True

    def _take_endorsement(self, at: int) -> bool:
        """Take the words under which another body confirms the document."""
        text = self.lines[at].text
        goes_on = self.endorsement and not self.lines[at].apart
        if not (goes_on or text.startswith("Xác nhận")):
            return False
        self.place(at, Role.ENDORSEMENT, "endorsement")
        self.endorsement.append(text)
        return True

    def _take_recipient(self, at: int) -> bool:
        line = self.lines[at]
        label = recipients_label(line.text) if self._label is None else None
        if label is not None:
            self._label = at
            if label:
                item = _ITEM.fullmatch(label)
                self._add(item["item"] if item else label, at)
                self._label = self._item
            return True
        if self._label is None or (line.right and not _ITEM.match(line.text)):
            return False
        item = _ITEM.fullmatch(line.text)
        if item is not None:
            if self.recipients and self._item != at - 1 and line.apart and self.name:
                return False  # a list behind the signature is none of recipients
            self._add(item["item"], at)
            return True
        if self._item is not None and self._is_rest(at):
            self._add(f"{self.recipients.pop()} {line.text}", at)
            return True
        return False

    def _is_rest(self, at: int) -> bool:
        """Whether a line without a dash is the second half of the recipient above it."""
        line = self.lines[at]
        above = self.lines[self._item or 0]
        return (
            self._item in (at - 1, at - 2)
            and not line.apart
            and not line.bold
            and not in_capitals(line.text)
            and not above.text.endswith((";", "."))
            and not (self._item == at - 2 and not self.lines[at - 1].right)
        )

    def _add(self, text: str, at: int) -> None:
        self.place(at, Role.RECIPIENT, f"recipients[{len(self.recipients)}]")
        self.recipients.append(_bare(text))
        self._item = at

    def _take_office(self, at: int) -> bool:
        """Take a line of a signature; an office behind a name begins another's."""
        line = self.lines[at]
        authority = authority_of(line.text)
        office = authority is not None or _is_office(line)
        if self.name is not None:
            if not office or line.text == self.name.upper():
                return False
            self._sign(last=False)
        if len(self._office) >= _MOST_LINES:
            return False
        if authority is not None and not self.titles:
            self._office.append((at, Role.AUTHORITY, f"authority[{len(self.authority)}]"))
            self.authority.append(authority)
        elif office:
            self._office.append((at, Role.SIGNER_TITLE, "title"))
            self.titles.append(line.text)
        elif self._office and _NAME.fullmatch(line.text) and not _SIGNED.fullmatch(line.text):
            self._office.append((at, Role.SIGNER_NAME, "name"))
            self.name = line.text
        else:
            return False
        return True


def _bare(text: str) -> str:
    """Return a recipient without its closing mark."""
    return tidy(text.rstrip(" ;.,")) or text
