"""What makes a document a copy: the block below its end, or the line above an electronic one.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần II.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from vnadmindoc.model import Copy, Dateline, DocumentNumber, Letterhead
from vnadmindoc.recognition.foot import signed_by
from vnadmindoc.recognition.lines import Line, in_capitals, is_rule
from vnadmindoc.recognition.signs import dateline_of, number_of
from vnadmindoc.recognition.trace import Notes
from vnadmindoc.standard import Role
from vnadmindoc.vocabulary import CopyKind, Medium

_KINDS = {kind.printed: kind for kind in CopyKind}
_SIGNED = re.compile(
    rf"(?P<what>{'|'.join(_KINDS)}|Số:[\s\u00a0]*[^;]{{0,60}})(?:; (?P<agency>[^;]{{2,200}}))?"
    r"; (?P<day>\d{2}/\d{1,2}/\d{4}|[\s\u00a0]*)"
    r"; (?P<hour>\d{2}:\d{2}:\d{2} \+07:00|[\s\u00a0]*)"
)
_LAST_LINES = 40  # in which the block of a copy is looked for
_MOST_NAMES = 6  # lines between the rule and the kind of the copy


def electronic_copy(text: str) -> Copy | None:
    """Return the copy that the first line of an electronic one tells of."""
    found = _SIGNED.fullmatch(text) if ";" in text[:20] else None
    if found is None or found["what"] not in _KINDS or not found["agency"]:
        return None
    return Copy(
        letterhead=Letterhead(agency=found["agency"]),
        kind=_KINDS[found["what"]],
        medium=Medium.ELECTRONIC,
        signed_at=_moment(found),
    )


def signing_moment(text: str) -> datetime | None:
    """Return when an annex in a file of its own was signed, of the line that tells it."""
    found = _SIGNED.fullmatch(text) if ";" in text else None
    return _moment(found) if found is not None and found["what"].startswith("Số") else None


def _moment(found: re.Match[str]) -> datetime | None:
    if not found["day"].strip() or not found["hour"].strip():
        return None
    try:
        return datetime.strptime(f"{found['day']} {found['hour']}", "%d/%m/%Y %H:%M:%S %z")
    except ValueError:
        return None


def read_copy(lines: Sequence[Line], notes: Notes) -> tuple[Copy | None, int]:
    """Return what makes a document on paper a copy, and the index at which it begins.

    Args:
        lines: The document.
        notes: Where to note what each line is.
    """
    for at in range(len(lines) - 1, max(0, len(lines) - _LAST_LINES), -1):
        if lines[at].text in _KINDS:
            for begin in range(at - 1, max(-1, at - 2 - _MOST_NAMES), -1):
                if is_rule(lines[begin]):
                    copy = _block(lines, begin + 1, at, notes)
                    return (copy, begin) if copy is not None else (None, len(lines))
                if not in_capitals(lines[begin].text):
                    break
            break
    return None, len(lines)


def _block(lines: Sequence[Line], first: int, kind: int, notes: Notes) -> Copy | None:
    """Return the copy whose names and kind stand at these lines."""
    names = [lines[at] for at in range(first, kind)]
    if not names:
        return None
    above = [line.text for line in names if not line.bold] if names[-1].bold else []
    if len(names) > 1 and not names[-1].bold:
        above = [line.text for line in names[:-1]]
    own = [line.text for line in names[len(above) :]]
    for at in range(first, kind):
        part = "parent" if at - first < len(above) else "agency"
        role = Role.PARENT if part == "parent" else Role.AGENCY
        notes.place(at, role, f"copy.letterhead.{part}")
    notes.place(kind, Role.COPY_KIND, "copy.kind")
    number: DocumentNumber | None = None
    dateline: Dateline | None = None
    at = kind + 1
    while at < len(lines):
        text = lines[at].text
        if number is None and (found := number_of(text)) and found.number is not None:
            number = found.number
            notes.place(at, Role.NUMBER, "copy.number")
        elif dateline is None and (day := dateline_of(text)) and day.dateline is not None:
            dateline = day.dateline
            notes.place(at, Role.DATELINE, "copy.dateline")
        elif not is_rule(lines[at]):
            break
        at += 1
    recipients, signature = signed_by(lines, at, notes, "copy.")
    return Copy(
        letterhead=Letterhead(agency="\n".join(own), parent="\n".join(above) or None),
        kind=_KINDS[lines[kind].text],
        number=number,
        dateline=dateline,
        recipients=recipients,
        signature=signature,
    )
