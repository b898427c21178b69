"""The foot of a document: who receives it, who signs, and the annexes behind.

Promised: as the head: what is not surely a recipient or a signature is left over.
Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.7, II.9, III.1.
"""

import re
from collections.abc import Sequence

from attrs import Factory, define

from vnadmindoc.model import Authority, Signature
from vnadmindoc.recognition.lines import Line, in_capitals, is_rule
from vnadmindoc.recognition.trace import Notes
from vnadmindoc.standard import Role
from vnadmindoc.text import fold, tidy
from vnadmindoc.vocabulary import SigningAuthority

_RECIPIENTS = re.compile(r"Nơi nhận\s*:?\s*(?P<first>.*)")
_ITEM = re.compile(r"[-–•+*]\s*(?P<item>\S.*)")
_AUTHORITY = re.compile(r"(?P<prefix>TM|KT|TL|TUQ|Q|T/M|K/T|T/L|T/U)(?:\.\s*|\s+)(?P<title>\S.*)")
_NAME = re.compile(r"[^\W\d_]\w*\.?(?:\s+[^\W\d_]\w*\.?){1,7}")
_ANNEX = re.compile(r"(?:Phụ lục|PHỤ LỤC)(?:\s+(?:[IVXLC]+|\d{1,2}|số \d{1,2}))?[.:]?")

_LONGEST_TITLE = 120  # characters of one line of a signer's office
_MOST_LINES = 14  # of a signature block
_LAST_LINES = 16  # in which a signature without recipients is looked for


@define
class Foot:
    """What was found in the foot, which lines it spans, and which of them are left over."""

    recipients: list[str] = Factory(list)
    signature: Signature | None = None
    begin: int = 0
    end: int = 0
    unplaced: list[int] = Factory(list)
    notes: Notes = Factory(Notes)


def is_annex_label(text: str) -> bool:
    """Whether a line is nothing but *Phụ lục* and its numeral."""
    return _ANNEX.fullmatch(text) is not None


def read_foot(lines: Sequence[Line]) -> Foot:
    """Return recipients and signature, wherever in the document they stand.

    ``begin`` and ``end`` bound their lines; without a foot both are the number of lines before the
    first annex, or of all lines.
    """
    last = _first_annex(lines)
    begin = _begin(lines, last)
    foot = Foot(begin=begin, end=last)
    if begin == last:
        return foot
    at = begin
    office: list[int] = []
    while at < last:
        found = _RECIPIENTS.fullmatch(lines[at].text)
        if found and not foot.recipients:
            label = at
            at = _read_recipients(lines, at, last, found["first"], foot)
            if not foot.recipients:
                office.append(label)
        else:
            office.append(at)
            at += 1
    _read_signature(lines, office, foot)
    return foot


def _first_annex(lines: Sequence[Line]) -> int:
    for index, line in enumerate(lines):
        if line.text[:1] in "pP" and is_annex_label(line.text):
            return index
    return len(lines)


def _begin(lines: Sequence[Line], last: int) -> int:
    """Return where the foot begins: at *Nơi nhận*, or at a signature before or without it."""
    for index in range(last - 1, -1, -1):
        text = lines[index].text
        if text[:1] in "Nn" and _RECIPIENTS.fullmatch(text):
            begin = index
            # In some files the signer's cell comes first.
            while begin > 0 and _is_office(lines[begin - 1]):
                begin -= 1
            return _with_name_before(lines, begin, index)
    for index in range(max(0, last - _LAST_LINES), last):
        if _AUTHORITY.fullmatch(lines[index].text) and in_capitals(lines[index].text):
            return index
    return last


def _with_name_before(lines: Sequence[Line], begin: int, index: int) -> int:
    """Step over a signer's name right before *Nơi nhận* when an office stands above it."""
    if begin == index and index >= 2 and _NAME.fullmatch(lines[index - 1].text):
        at = index - 1
        while at > 0 and _is_office(lines[at - 1]):
            at -= 1
        if at < index - 1 and lines[at - 1].text.endswith("./."):
            return at
    return begin


def _is_office(line: Line) -> bool:
    text = line.text
    return (
        line.table is None
        and not is_rule(line)
        and in_capitals(text)
        and len(text) <= _LONGEST_TITLE
        and not text.endswith("./.")
    )


def _read_recipients(lines: Sequence[Line], at: int, last: int, first: str, foot: Foot) -> int:
    label = at
    if first.strip():
        item = _ITEM.fullmatch(first.strip())
        _add_recipient(item["item"] if item else first, at, foot)
    at += 1
    while at < last:
        line = lines[at]
        item = _ITEM.fullmatch(line.text)
        if item is not None and line.table is None:
            _add_recipient(item["item"], at, foot)
        elif _continues(line, lines[at - 1], foot):
            _add_recipient(f"{foot.recipients.pop()} {line.text}", at, foot)
        else:
            break
        at += 1
    if foot.recipients and not first.strip():
        foot.notes.place(label, Role.RECIPIENTS_LABEL, "recipients")
    return at


def _add_recipient(text: str, at: int, foot: Foot) -> None:
    foot.notes.place(at, Role.RECIPIENT, f"recipients[{len(foot.recipients)}]")
    foot.recipients.append(_bare(text))


def _continues(line: Line, previous: Line, foot: Foot) -> bool:
    """Whether a line without a dash is the second half of the recipient above it."""
    return (
        bool(foot.recipients)
        and not line.apart
        and not line.bold
        and line.table is None
        and not in_capitals(line.text)
        and not previous.text.endswith((";", "."))
    )


def _read_signature(lines: Sequence[Line], office: Sequence[int], foot: Foot) -> None:
    """Read the signature that some of the lines hold; those that are no part of it are kept."""
    authority: list[Authority] = []
    titles: list[str] = []
    name: str | None = None
    unplaced = foot.unplaced
    place = foot.notes.place
    for at in office[:_MOST_LINES]:
        line = lines[at]
        text = line.text
        found = _AUTHORITY.fullmatch(text)
        if is_rule(line):
            continue
        if line.table is not None or name is not None:
            unplaced.append(at)
        elif found and in_capitals(text) and not titles:
            prefix = found["prefix"].replace("/", "")
            if prefix in {each.value for each in SigningAuthority}:
                place(at, Role.AUTHORITY, f"signature.authority[{len(authority)}]")
                authority.append(Authority(prefix=SigningAuthority(prefix), title=found["title"]))
            else:
                unplaced.append(at)
        elif _is_office(line):
            place(at, Role.SIGNER_TITLE, "signature.title")
            titles.append(text)
        elif (authority or titles) and _NAME.fullmatch(text) and fold(text) != "đã ký":
            place(at, Role.SIGNER_NAME, "signature.name")
            name = text
        else:
            unplaced.append(at)
    unplaced += office[_MOST_LINES:]
    if authority or titles or name is not None:
        title = "\n".join(titles) or None
        foot.signature = Signature(authority=authority, title=title, name=name)


def _bare(text: str) -> str:
    """Return a recipient without its closing mark."""
    return tidy(text.rstrip(" ;.,")) or text
