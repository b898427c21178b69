"""From lines to a notice: what each line of a document is.

Promised: no text is refused; every word is in the notice that comes out, and what could not be
placed is kept at the end of the text and reported with its line.
Refused here: any file format. Text, Markdown and DOCX all arrive as the same lines, so two readers
cannot disagree.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property, partial
from typing import NamedTuple

from attrs import Factory, define, evolve, field, frozen

from vnadmindoc.aliases import named
from vnadmindoc.dates import Reference, first_date
from vnadmindoc.findings import Finding, Severity
from vnadmindoc.identity import Namer
from vnadmindoc.model import Annex, BodyItem, Meeting, Notice, Paragraph
from vnadmindoc.recognition.body import read_body
from vnadmindoc.recognition.copies import read_copy, signing_moment
from vnadmindoc.recognition.foot import Foot, is_annex_label, read_foot
from vnadmindoc.recognition.head import Head, Unread, read_head
from vnadmindoc.recognition.lines import Line, Source, holds_words, in_capitals, is_rule
from vnadmindoc.recognition.signs import is_motto, is_national_name, title_kind
from vnadmindoc.recognition.trace import Notes, Traced, places, traced
from vnadmindoc.recognition.unfold import unfolded
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.standard import Role
from vnadmindoc.text import fold
from vnadmindoc.vocabulary import DocumentKind
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
    "letterhead": ("cơ quan ban hành", "the issuing body"),
    "number": ("số, ký hiệu", "number and symbol"),
    "dateline": ("địa danh, thời gian", "place and date"),
    "kind": ("tên loại", "the type of document"),
    "subject": ("trích yếu", "the subject"),
    "recipients": ("nơi nhận", "the recipients"),
    "signature": ("người ký", "the signature"),
}


@frozen(kw_only=True)
class Reading:
    """What was read (*kết quả đọc*).

    Attributes:
        notice: The notice; every word of the source is in it.
        findings: What could not be placed or is missing, with its line, in the source's order.
        lines: What it was read from; none where it was read from data.
        source: The rows of the source, which `lines` and findings number from 1.
    """

    notice: Notice
    findings: tuple[Finding, ...] = ()
    lines: tuple[Line, ...] = field(default=(), repr=False)
    source: Sequence[str] = field(default=(), repr=False, eq=False)
    _notes: Notes = field(default=Factory(Notes), repr=False, eq=False)
    _again: "Callable[[], Reading] | None" = field(default=None, repr=False, eq=False)
    _text: "Callable[[], Reading] | None" = field(default=None, repr=False, eq=False)

    @cached_property
    def trace(self) -> tuple[Traced, ...]:
        """What became of each of the lines: its component, and its path in the notice."""
        return tuple(traced(self.lines, self._notes, self.notice, self.source))

    def whole(self) -> "Reading":
        """Return the reading with assignments and deadlines, where it was done without them."""
        return self if self._again is None else self._again()

    def of_text(self) -> "Reading":
        """Return what the text says line by line, where the file brought its notice along.

        It holds that notice wherever the text has the same parts in the same places.
        """
        if self._text is None:
            return self
        reading = self._text()
        if list(places(reading.notice)) != list(places(self.notice)):
            return reading
        return evolve(reading, notice=self.notice)


def recognize(source: Source, *, duties: bool = True) -> Reading:
    """Return the notice that the lines make.

    Args:
        source: The document; at least one of its lines has text or a table.
        duties: Whether to tell who has to do what by when. Without, each line is the same
            component at the same path, but no directive has assignments, deadlines, events or a
            key: enough for who asks how a document stands, and much quicker.
    """
    lines = unfolded(source.lines)
    address = [line for line in lines if line.footer]
    below = [line for line in lines if line.note]
    if address or below:
        lines = [line for line in lines if not line.note and not line.footer]
    copied = Notes()
    copy, end = read_copy(lines, copied)
    copying, lines = lines[end:], lines[:end]
    head = read_head(lines)
    if not head.subject and not any(map(holds_words, lines[head.body :])):
        # Nothing but a head is no document: its lines are kept as they are.
        head = Head()
    notes = head.notes
    notes.placed.update(copied.placed)
    attached = _attached(lines, head)
    foot = read_foot(lines, head.body, attached[0] if attached else len(lines), notes)
    ended = _ended(lines, head.body, foot.begin)
    if not head.subject and not ended.lines:
        notes.forget(head.body)
        foot = Foot(begin=len(lines), end=len(lines))
        ended = _ended(lines, head.body, len(lines))
    meeting = _meeting(ended.lines)
    day = Reference.of(head.dateline, meeting)
    namer = Namer() if duties else None
    body = read_body(ended.lines, ended.places, day, namer)
    behind = _annexes(lines, foot.end, attached, head, day, namer)
    unplaced = [*head.left, *(at for at, _ in head.unread), *foot.unplaced, *behind.astray]
    notice = Notice(
        **head.fields(),
        meeting=meeting,
        opening=body.opening,
        sections=body.sections,
        closing=(
            *body.closing,
            *(_kept(each) for each in (*(lines[at] for at in unplaced), *below)),
        ),
        recipients=foot.recipients,
        drafter=foot.drafter,
        copies=foot.copies,
        cosignatures=foot.signatures[:-1],
        signature=foot.signatures[-1] if foot.signatures else None,
        endorsement=foot.endorsement,
        address=[line.text for line in address],
        annexes=behind.annexes,
        copy=copy or head.copy,
    )
    told = [
        *source.findings,
        *_missing(head, foot),
        *(_unread(lines[at], what) for at, what in head.unread),
        *body.unsettled,
        *behind.unsettled,
        *(_not_placed(lines[at]) for at in (*head.left, *foot.unplaced, *behind.astray)),
        *map(_noted, below),
    ]
    lines += copying
    for index, line in enumerate(address):
        notes.place(len(lines), Role.ADDRESS, f"address[{index}]")
        lines.append(line)
    kept_below = range(len(lines), len(lines) + len(below))
    lines += below
    notes.begins = [*body.begins, *unplaced, *kept_below, *behind.begins]
    for index, at in enumerate((*unplaced, *kept_below), len(body.closing)):
        kept = "rows" if lines[at].table is not None else "text"
        notes.leave(at, f"closing[{index}].{kept}")
    return Reading(
        notice=named(notice),
        findings=tuple(told),
        lines=tuple(lines),
        source=source.rows,
        notes=notes,
        again=None if duties else partial(recognize, source),
    )


def _kept(line: Line) -> BodyItem:
    return line.table if line.table is not None else Paragraph(text=line.value)


class _Kept(NamedTuple):
    """Lines that hold the text of a body, each with its index."""

    lines: list[Line]
    places: list[int]


def _ended(lines: Sequence[Line], begin: int, end: int) -> _Kept:
    """Return the lines of a body without drawn rules and without the mark that ends them."""
    places = _drawn_left_out(lines, begin, end)
    kept = [lines[at] for at in places]
    for index in range(len(kept) - 1, -1, -1):
        line = kept[index]
        found = _END.search(line.text) if line.table is None else None
        if found is not None:
            kept[index : index + 1] = cut = _cut(line, found.start())
            if not cut:
                del places[index]
            break
        if index < len(kept) - _END_SEARCHED:
            break
    return _Kept(kept, places)


def _drawn_left_out(lines: Sequence[Line], begin: int, end: int) -> list[int]:
    """Return the places of lines that are no drawn rule."""
    return [at for at in range(begin, end) if not is_rule(lines[at])]


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


@define
class _Behind:
    """What stands behind the foot; `astray` are the lines that belong to no annex."""

    annexes: list[Annex] = Factory(list)
    astray: list[int] = Factory(list)
    unsettled: list[Finding] = Factory(list)
    begins: list[int] = Factory(list)


def _attached(lines: Sequence[Line], head: Head) -> list[int]:
    """Return where annexes begin: at their label, or where the head of the document comes again."""
    begins = []
    for at in range(head.body, len(lines)):
        text = lines[at].text
        if is_annex_label(text):
            begins.append(_told_above(lines, at, head.body))
        elif text[:1] in "Cc" and at > head.body and is_national_name(text):
            first = at
            while first > head.body and _is_issuer_again(lines[first - 1].text, head):
                first -= 1
            begins.append(_told_above(lines, first, head.body))
    return begins


def _told_above(lines: Sequence[Line], at: int, first: int) -> int:
    """Step over the line that tells when an annex in a file of its own was signed."""
    return at - 1 if at > first and signing_moment(lines[at - 1].text) else at


def _is_issuer_again(text: str, head: Head) -> bool:
    issuers = [head.letterhead, *head.co_issuers] if head.letterhead else []
    names = [name for each in issuers for name in (each.parent, each.agency) if name]
    said = fold(text.rstrip(" -"))
    return any(said == fold(part) for name in names for part in name.split("\n"))


@define
class _Title:
    """What stands above the text of an annex: the lines of its title, and where they end."""

    kind: DocumentKind | None = None
    label: Line | None = None
    signed_at: datetime | None = None
    lines: list[int] = Factory(list)
    end: int = 0


def _title(lines: Sequence[Line], first: int, end: int, path: str, head: Head) -> _Title:
    """Return the title of the annex that begins at a line."""
    notes = head.notes
    title = _Title(end=first)
    at = first
    if (signed_at := signing_moment(lines[at].text)) is not None:
        title.signed_at = signed_at
        notes.place(at, Role.SIGNING_INFORMATION, f"{path}.signed_at")
        at += 1
    if is_annex_label(lines[at].text):
        title.label = lines[at]
        notes.place(at, Role.ANNEX_LABEL, f"{path}.label")
        at += 1
    else:
        while at < end and title.kind is None:
            text = lines[at].text
            named = title_kind(text)
            if named is not None and named[1] is None:
                title.kind = named[0]
                notes.place(at, Role.KIND, f"{path}.kind")
            elif is_national_name(text):
                notes.place(at, Role.NATIONAL_NAME, "")
            elif is_motto(text):
                notes.place(at, Role.MOTTO, "")
            elif _is_issuer_again(text, head):
                notes.place(at, Role.AGENCY, "letterhead")
            elif not is_rule(lines[at]):
                break
            at += 1
    role = Role.ANNEX_TITLE if title.kind is None else Role.SUBJECT
    while at < end and (is_rule(lines[at]) or _is_title(lines[at], title)):
        if not is_rule(lines[at]):
            title.lines.append(at)
            notes.place(at, role, f"{path}.title")
        at += 1
    title.end = at
    return title


def _annexes(
    lines: Sequence[Line],
    begin: int,
    attached: Sequence[int],
    head: Head,
    day: Reference | None,
    namer: Namer | None,
) -> _Behind:
    """Return the annexes that stand behind a line."""
    behind = _Behind()
    attached = [each for each in attached if each >= begin]
    behind.astray += _drawn_left_out(lines, begin, attached[0] if attached else len(lines))
    for first, end in zip(attached, [*attached[1:], len(lines)], strict=False):
        path = f"annexes[{len(behind.annexes)}]"
        title = _title(lines, first, end, path, head)
        if not title.lines or (title.kind is None and title.label is None):
            head.notes.forget(first, end)
            behind.astray += _drawn_left_out(lines, first, end)
            continue
        reference, text = _reference_line(lines, title.end, end)
        if reference == annex_reference(Notice(**{**head.fields(), "subject": "-"})):
            reference = None
        ended = _ended(lines, text, end)
        body = read_body(ended.lines, ended.places, day, namer, closed=False)
        behind.unsettled += body.unsettled
        behind.begins += body.begins
        for each in _drawn_left_out(lines, title.end, text):
            head.notes.place(each, Role.ANNEX_REFERENCE, f"{path}.reference")
        tables = any(line.table is not None for line in ended.lines)
        behind.annexes.append(
            Annex(
                title=" ".join(lines[each].text for each in title.lines),
                kind=title.kind,
                label=title.label.text if title.label is not None else None,
                reference=reference,
                body=body.opening,
                sections=body.sections,
                landscape=lines[first].landscape and tables,
                signed_at=title.signed_at,
            )
        )
    behind.annexes = _without_own_labels(behind.annexes)
    return behind


def _without_own_labels(annexes: Sequence[Annex]) -> list[Annex]:
    """Drop the labels that the Decree gives anyway; any other is kept as it is printed."""
    bare = [evolve(annex, label=None) for annex in annexes]
    return [
        plain if fold(annex.label or "") == fold(label) else annex
        for annex, plain, label in zip(annexes, bare, annex_labels(bare), strict=True)
    ]


def _reference_line(lines: Sequence[Line], begin: int, end: int) -> tuple[str | None, int]:
    """Return the line *(Kèm theo …)* that begins at a line, and where the text below it begins."""
    joined = ""
    for at in range(begin, min(end, begin + _MOST_REFERENCE_LINES)):
        line = lines[at]
        if is_rule(line):
            continue
        if line.table is not None or (joined and line.apart):
            break
        joined = f"{joined} {line.text}".strip()
        if _REFERENCE.fullmatch(joined):
            return joined, at + 1
    return None, begin


_MOST_REFERENCE_LINES = 5


def _is_title(line: Line, title: _Title) -> bool:
    """Whether a line is of the title of an annex: in capitals, or the very first."""
    if line.table is not None or line.text.startswith("(Kèm theo"):
        return False
    if not title.lines:
        return True
    return not line.apart and (in_capitals(line.text) or (title.kind is not None and line.bold))


def _missing(head: Head, foot: Foot) -> list[Finding]:
    """Tell which parts of a document were not found."""
    found = {**head.fields(), "recipients": foot.recipients, "signature": foot.signatures}
    found["kind"] = head.kind
    absent = [words for name, words in _PARTS.items() if not found[name]]
    if len(absent) == len(_PARTS):
        return [
            Finding(
                code="READ-001",
                message="không nhận ra phần đầu và phần cuối của văn bản hành chính: giữ toàn bộ "
                "làm nội dung",
                english="neither head nor foot of an administrative document was recognised; the "
                "whole text is kept as its body",
                severity=Severity.WARNING,
            )
        ]
    return [
        Finding(
            code="READ-002",
            message=f"không tìm thấy {vi}",
            english=f"not found: {en} ({vi})",
            severity=Severity.NOTE,
        )
        for vi, en in absent
    ]


def _noted(line: Line) -> Finding:
    return Finding(
        code="READ-009",
        message=f"chú thích được giữ ở cuối nội dung: {_shown(line, 'bảng')}",
        english=f"a note to the text is kept at its end: {_shown(line, 'a table')}",
        place=line.place,
        severity=Severity.NOTE,
    )


def _unread(line: Line, what: Unread) -> Finding:
    return Finding(
        code="READ-008",
        message=f"{what.vi}: để trống, dòng này được giữ ở cuối nội dung",
        english=f"{what.en}: it is left blank, and the line is kept at the end of the text",
        place=line.place,
        severity=Severity.WARNING,
    )


def _not_placed(line: Line) -> Finding:
    return Finding(
        code="READ-003",
        message=f"không xác định được thành phần, giữ ở cuối nội dung: {_shown(line, 'bảng')}",
        english="could not be placed and is kept at the end of the text: "
        f"{_shown(line, 'a table')}",
        place=line.place,
        severity=Severity.WARNING,
    )


def _shown(line: Line, table: str) -> str:
    if line.table is not None:
        return table
    return repr(line.text if len(line.text) <= 60 else line.text[:59] + "…")
