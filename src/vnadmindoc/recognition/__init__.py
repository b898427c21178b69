"""From lines to a notice: what each line of a document is.

Promised: no text is refused; every word is in the notice that comes out, and what could not be
placed is kept at the end of the text and reported with its line.
Refused here: any file format. Text, Markdown and DOCX all arrive as the same lines, so two readers
cannot disagree.
"""

import re
from collections.abc import Sequence

from attrs import evolve, frozen

from vnadmindoc.dates import Reference, first_date
from vnadmindoc.findings import Finding, Severity
from vnadmindoc.identity import Namer
from vnadmindoc.model import Annex, BodyItem, Meeting, Notice, Paragraph
from vnadmindoc.recognition.body import read_body, read_items
from vnadmindoc.recognition.foot import Foot, is_annex_label, read_foot
from vnadmindoc.recognition.head import Head, read_head
from vnadmindoc.recognition.lines import Line, holds_words, in_capitals, is_rule
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.text import fold
from vnadmindoc.wording import annex_labels, annex_reference

_CHAIR = re.compile(
    r"(?:^|[.;,]\s+)(?P<chair>(?:[Đđ]ồng chí|[Đđ]/c|[ÔôO]ng|[Bb]à)\s+[^.;:]{3,120}?)"
    r"\s+(?:đã\s+)?chủ trì\s+(?:cuộc|hội nghị|Hội nghị|buổi|phiên|giao ban)"
)
_MEETING = re.compile(
    r"tổ chức\s+(?P<name>(?:[Hh]ội nghị|[Cc]uộc họp|[Bb]uổi|[Pp]hiên họp)\s[^.;]{3,300})"
)
_REFERENCE = re.compile(r"\(Kèm theo\s.*\)")
# "./." and what becomes of it: "./", ".../.", " /."
_END = re.compile(r"\s*(?:\.{1,3}/\.?|/\.)$")

_PARTS = {
    "letterhead": "the issuing body (cơ quan ban hành)",
    "number": "number and symbol (số, ký hiệu)",
    "dateline": "place and date (địa danh, thời gian)",
    "kind": "the type of document (tên loại)",
    "subject": "the subject (trích yếu)",
    "recipients": "the recipients (nơi nhận)",
    "signature": "the signature (người ký)",
}


@frozen(kw_only=True)
class Reading:
    """What was read (*kết quả đọc*).

    Attributes:
        notice: The notice; every word of the source is in it.
        findings: What could not be placed or is missing, with its line, in the source's order.
    """

    notice: Notice
    findings: tuple[Finding, ...] = ()


def recognize(lines: Sequence[Line], findings: Sequence[Finding] = ()) -> Reading:
    """Return the notice that the lines make.

    Args:
        lines: The document, one line or paragraph each; at least one with text or a table.
        findings: What the reader of the file had to say already.
    """
    head = read_head(lines)
    rest = lines[head.body :]
    if not head.subject and not any(map(holds_words, rest)):
        # Nothing but a head is no document: its lines are kept as they are.
        head, rest = Head(), lines
    foot = read_foot(rest)
    body_lines = _ended(rest[: foot.begin])
    if not head.subject and not body_lines:
        foot = Foot()
        foot.end, body_lines = len(rest), _ended(rest)
    meeting = _meeting(body_lines)
    day = Reference.of(head.dateline, meeting)
    namer = Namer()
    body = read_body(body_lines, day, namer)
    annexes, astray, unsettled = _annexes(rest[foot.end :], head, day, namer)
    unplaced = [*foot.unplaced, *astray]
    notice = Notice(
        **head.fields(),
        meeting=meeting,
        opening=body.opening,
        sections=body.sections,
        closing=(*body.closing, *map(_kept, unplaced)),
        recipients=foot.recipients,
        signature=foot.signature,
        annexes=annexes,
    )
    told = [
        *findings,
        *_missing(head, foot),
        *body.unsettled,
        *unsettled,
        *(_not_placed(line) for line in unplaced),
    ]
    return Reading(notice=notice, findings=tuple(told))


def _kept(line: Line) -> BodyItem:
    return line.table if line.table is not None else Paragraph(text=line.value)


def _ended(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a body without drawn rules and without the mark that ends them."""
    kept = [line for line in lines if not is_rule(line)]
    for index in range(len(kept) - 1, -1, -1):
        line = kept[index]
        found = _END.search(line.text) if line.table is None else None
        if found is not None:
            kept[index : index + 1] = _cut(line, found.start())
            break
        if index < len(kept) - _END_SEARCHED:
            break
    return kept


_END_SEARCHED = 3  # lines from the end in which the end mark is looked for


def _cut(line: Line, length: int) -> list[Line]:
    """Return a line cut to its first characters; nothing when none are left."""
    if not length:
        return []
    rich = line.rich
    if rich is not None:
        runs: list[Run] = []
        left = length
        for run in rich.runs:
            if left > 0:
                runs.append(evolve(run, text=run.text[:left]))
            left -= len(run.text)
        rich = RichText(runs)
    return [line._replace(text=line.text[:length], rich=rich)]


def _meeting(lines: Sequence[Line]) -> Meeting | None:
    """Return the meeting that the first paragraphs tell of."""
    name = chair = None
    day = None
    for line in lines[:_MEETING_SEARCHED]:
        text = line.text
        held = _MEETING.search(text) if "tổ chức" in text else None
        if held and name is None:
            name = held["name"]
            day = first_date(text[: held.start()])
        presided = _CHAIR.search(text) if "chủ trì" in text else None
        if presided and chair is None:
            chair = presided["chair"]
    if name is None and chair is None:
        return None
    return Meeting(name=name, day=day, chair=chair)


_MEETING_SEARCHED = 4  # paragraphs at the beginning of the body


def _annexes(
    lines: Sequence[Line], head: Head, day: Reference | None, namer: Namer
) -> tuple[list[Annex], list[Line], list[Finding]]:
    """Return the annexes, the lines that belong to none, and what could not be settled."""
    labels = [i for i, line in enumerate(lines) if is_annex_label(line.text)]
    astray = list(lines[: labels[0]] if labels else lines)
    annexes: list[Annex] = []
    unsettled: list[Finding] = []
    for begin, end in zip(labels, [*labels[1:], len(lines)], strict=False):
        label, *below = lines[begin:end]
        below = [line for line in below if not is_rule(line)]
        titles = 0
        while titles < len(below) and _is_title(below[titles], first=titles == 0):
            titles += 1
        if not titles:
            astray += [label, *below]
            continue
        title = " ".join(line.text for line in below[:titles])
        below = below[titles:]
        reference, lines_taken = _reference_line(below)
        below = below[lines_taken:]
        if reference == annex_reference(Notice(**{**head.fields(), "subject": "-"})):
            reference = None
        body, more = read_items(_ended(below), day, namer)
        unsettled += more
        wide = label.landscape and any(line.table is not None for line in below)
        annexes.append(
            Annex(
                title=title,
                label=label.text,
                reference=reference,
                body=body,
                landscape=wide,
            )
        )
    return _without_own_labels(annexes), astray, unsettled


def _without_own_labels(annexes: Sequence[Annex]) -> list[Annex]:
    """Drop the labels that the Decree gives anyway; any other is kept as it is printed."""
    bare = [evolve(annex, label=None) for annex in annexes]
    return [
        plain if fold(annex.label or "") == fold(label) else annex
        for annex, plain, label in zip(annexes, bare, annex_labels(bare), strict=True)
    ]


def _reference_line(lines: Sequence[Line]) -> tuple[str | None, int]:
    """Return the line *(Kèm theo …)* that the lines begin with, and how many it takes."""
    joined = ""
    for taken, line in enumerate(lines[:_MOST_REFERENCE_LINES], 1):
        if line.table is not None or (joined and line.apart):
            break
        joined = f"{joined} {line.text}".strip()
        if _REFERENCE.fullmatch(joined):
            return joined, taken
    return None, 0


_MOST_REFERENCE_LINES = 5


def _is_title(line: Line, *, first: bool) -> bool:
    """Whether a line below an annex's label is of its title: in capitals, or the very first."""
    if line.table is not None or line.text.startswith("(Kèm theo"):
        return False
    return first or (in_capitals(line.text) and not line.apart)


def _missing(head: Head, foot: Foot) -> list[Finding]:
    """Tell which parts of a document were not found."""
    found = {**head.fields(), "recipients": foot.recipients, "signature": foot.signature}
    found["kind"] = head.kind
    absent = [words for name, words in _PARTS.items() if not found[name]]
    if len(absent) == len(_PARTS):
        return [
            Finding(
                code="READ-001",
                message="neither head nor foot of an administrative document was recognised; the "
                "whole text is kept as its body",
                severity=Severity.WARNING,
            )
        ]
    return [
        Finding(code="READ-002", message=f"not found: {words}", severity=Severity.NOTE)
        for words in absent
    ]


def _not_placed(line: Line) -> Finding:
    shown = repr(line.text if len(line.text) <= 60 else line.text[:59] + "…")
    if line.table is not None:
        shown = "a table"
    return Finding(
        code="READ-003",
        message=f"could not be placed and is kept at the end of the text: {shown}",
        where=f"line {line.number}",
        severity=Severity.WARNING,
    )
