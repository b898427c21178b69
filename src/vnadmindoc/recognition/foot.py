"""The foot of a document: who receives it, who signs, and the annexes behind.

Promised: as the head: what is not surely a recipient or a signature is left over.
Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.7, II.9, III.1.
"""

import re
from collections.abc import Sequence

from attrs import Factory, define

from vnadmindoc.model import Authority, Signature
from vnadmindoc.recognition.lines import Line, in_capitals, is_rule
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
    """What was found in the foot, and which lines it spans."""

    recipients: list[str] = Factory(list)
    signature: Signature | None = None
    begin: int = 0
    end: int = 0
    unplaced: list[Line] = Factory(list)


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
    office: list[Line] = []
    while at < last:
        found = _RECIPIENTS.fullmatch(lines[at].text)
        if found and not foot.recipients:
            label = lines[at]
            at = _read_recipients(lines, at, last, found["first"], foot)
            if not foot.recipients:
                office.append(label)
        else:
            office.append(lines[at])
            at += 1
    foot.signature, foot.unplaced = _signature(office)
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
    if first.strip():
        item = _ITEM.fullmatch(first.strip())
        foot.recipients.append(_bare(item["item"] if item else first))
    at += 1
    while at < last:
        line = lines[at]
        item = _ITEM.fullmatch(line.text)
        if item is not None and line.table is None:
            foot.recipients.append(_bare(item["item"]))
        elif _continues(line, lines[at - 1], foot):
            foot.recipients[-1] = _bare(f"{foot.recipients[-1]} {line.text}")
        else:
            break
        at += 1
    return at


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


def _signature(lines: Sequence[Line]) -> tuple[Signature | None, list[Line]]:
    """Return the signature that the lines hold, and the lines that are no part of it."""
    authority: list[Authority] = []
    titles: list[str] = []
    name: str | None = None
    unplaced: list[Line] = []
    for line in lines[:_MOST_LINES]:
        text = line.text
        found = _AUTHORITY.fullmatch(text)
        if is_rule(line):
            continue
        if line.table is not None or name is not None:
            unplaced.append(line)
        elif found and in_capitals(text) and not titles:
            prefix = found["prefix"].replace("/", "")
            if prefix in {each.value for each in SigningAuthority}:
                authority.append(Authority(prefix=SigningAuthority(prefix), title=found["title"]))
            else:
                unplaced.append(line)
        elif _is_office(line):
            titles.append(text)
        elif (authority or titles) and _NAME.fullmatch(text) and fold(text) != "đã ký":
            name = text
        else:
            unplaced.append(line)
    unplaced += lines[_MOST_LINES:]
    if not authority and not titles and name is None:
        return None, unplaced
    return Signature(authority=authority, title="\n".join(titles) or None, name=name), unplaced


def _bare(text: str) -> str:
    """Return a recipient without its closing mark."""
    return tidy(text.rstrip(" ;.,")) or text
