"""The sheet of duties: what its columns are, and what stands in a row (*bảng theo dõi nhiệm vụ*).

Promised: every duty is there once for each of its deadlines, and once where it has none, with all
who are bound and the words that say by when; a row is known again by its code through every issue.
Refused here: any file format; joining several notices, which `vnadmindoc.ledger` does.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from types import MappingProxyType
from typing import Any, Final, Literal

from attrs import asdict, frozen

from vnadmindoc.identity import keyed, notice_key, uid
from vnadmindoc.inventory import missing
from vnadmindoc.model import Assignment, Deadline, Directive, Notice
from vnadmindoc.schedule import Duty, duties_of
from vnadmindoc.vocabulary import AssignmentRole, DeadlineKind, DutyState
from vnadmindoc.wording import document_title, number_text

TITLE: Final = "BẢNG THEO DÕI NHIỆM VỤ"
_TASK = "VTODO"  # the code of a row is the UID of its task in a calendar


@frozen(kw_only=True)
class Row:
    """One thing to be done, by one day (*một nhiệm vụ*).

    Attributes:
        document: Number and symbol of the notice that gives it, ``"12/TB-SVH"``; of a draft its
            title.
        issued: The day of issue.
        number: Where it stands in the notice, ``"II.7"``.
        task: What is to be done: the words of those above it that only say who, then its own, then
            those of its points that are no duties of their own; a line each.
        lead: Who does it; a role that is no *chủ trì* is told in brackets.
        partners: Who takes part (*phối hợp*).
        overseers: Who directs it or follows it up.
        phrase: The words that say by when; empty without a deadline.
        due: The last day on time; None where the words name none.
        at: The hour of that day by which it is due, in Vietnam; None is the end of the day.
        state: How far it is.
        done: The day it was done, where that is known.
        remark: What else there is to know: how a deadline without a day is meant, and that it is
            to be looked at again.
        code: Names the row through every issue of the notice that gives it, in a ledger of the
            last one: the UID of the task in a calendar.
        first: The notice that gave it first, where that is another one.
        again: How many notices gave it again.
        late: How many days it is overdue; None where it is not.
    """

    document: str
    issued: date | None
    number: str
    task: str
    lead: str
    partners: str
    overseers: str
    phrase: str
    due: date | None
    at: time | None
    state: DutyState = DutyState.OPEN
    done: date | None = None
    remark: str = ""
    code: str
    first: str = ""
    again: int = 0
    late: int | None = None


@frozen
class Column:
    """A column of the sheet (*cột*).

    Attributes:
        name: The attribute of a `Row` that it shows; empty for the running number.
        head: What stands above it.
        width: How wide it is, in figures of the sheet's type.
        kind: What its cells hold.
    """

    name: str
    head: str
    width: float
    kind: Literal["text", "long", "day", "hour", "number", "state"] = "text"


STATE: Final = Column("state", "Tình trạng", 10, "state")
DONE: Final = Column("done", "Ngày xong", 11, "day")
CODE: Final = Column("code", "Mã", 38)

SHEET: Final = (
    Column("", "STT", 5, "number"),
    Column("document", "Văn bản", 13),
    Column("issued", "Ngày ban hành", 11, "day"),
    Column("number", "Mục", 7),
    Column("task", "Nhiệm vụ", 42, "long"),
    Column("lead", "Đơn vị thực hiện", 18),
    Column("partners", "Đơn vị phối hợp", 16),
    Column("overseers", "Chỉ đạo, theo dõi", 13),
    Column("phrase", "Thời hạn ghi trong văn bản", 17),
    Column("due", "Hạn cuối", 11, "day"),
    Column("at", "Giờ", 6, "hour"),
    STATE,
    DONE,
    Column("remark", "Ghi chú", 13),
    CODE,
)
"""The columns of one notice."""

LEDGER: Final = (
    *SHEET[:-1],
    Column("first", "Giao lần đầu", 14),
    Column("again", "Số lần giao lại", 8, "number"),
    Column("late", "Quá hạn (ngày)", 8, "number"),
    CODE,
)
"""The columns of a ledger of several notices."""

Cell = str | date | time | int | None


def cells(row: Row, number: int, columns: Iterable[Column]) -> Iterator[Cell]:
    """Yield what stands in a row, column by column; None is an empty cell.

    Args:
        row: The row.
        number: Its running number.
        columns: The columns.
    """
    for column in columns:
        value = getattr(row, column.name) if column.name else number
        yield value.printed if isinstance(value, DutyState) else value or None


def to_data(row: Row) -> dict[str, Any]:
    """Return a row as plain data, every attribute under its name; days and hours are ISO 8601."""
    data: dict[str, Any] = asdict(row)
    for name in ("issued", "due", "done"):
        data[name] = data[name] and data[name].isoformat()
    data["at"] = row.at and row.at.isoformat("minutes")
    return data


def rows_of(notice: Notice) -> Iterator[Row]:
    """Yield the rows of a notice, in reading order; unnamed duties are named."""
    named = keyed(notice)
    key = notice_key(named)
    for duty in duties_of(named):
        for due in duty.dues or (None,):
            yield row(named, duty, None if due is None else due.deadline, key)


def told_in_no_row(notice: Notice) -> tuple[str, ...]:
    """Return the paths of what no row of a notice says."""
    told = (
        str(cell)
        for at, each in enumerate(rows_of(notice), start=1)
        for cell in cells(each, at, SHEET)
        if cell is not None
    )
    return missing(notice, "\n".join(told))


def row(notice: Notice, duty: Duty, deadline: Deadline | None, key: str) -> Row:
    """Return the row of a duty by one of its deadlines.

    Args:
        notice: The notice that gives it, its duties named.
        duty: The duty.
        deadline: The deadline, None where it has none.
        key: The key of the document.
    """
    lead, partners, overseers = _parties(duty.assignments)
    return Row(
        document=document_mark(notice),
        issued=notice.dateline.date if notice.dateline else None,
        number=duty.number,
        task="\n".join(_task(duty)),
        lead=lead,
        partners=partners,
        overseers=overseers,
        phrase="" if deadline is None else deadline.phrase,
        due=None if deadline is None else deadline.due,
        at=None if deadline is None else deadline.at,
        remark="" if deadline is None else _remark(deadline),
        code=code(key, duty.directive, deadline),
    )


def code(key: str, directive: Directive, deadline: Deadline | None) -> str:
    """Return what names a row: the UID that the duty has as a task in a calendar.

    Args:
        key: The key of the document.
        directive: The directive of the duty, named.
        deadline: The deadline, None where it has none.
    """
    return uid(key, directive.key or "", (deadline and deadline.key) or "", _TASK)


def document_mark(notice: Notice) -> str:
    """Return number and symbol of a document, ``"12/TB-SVH"``; of a draft its title."""
    number = notice.number
    if number is None or number.number is None:
        return document_title(notice)
    return number_text(number).removeprefix("Số: ")


def _task(duty: Duty) -> Iterator[str]:
    yield from (str(frame.text) for frame in duty.frames)
    yield str(duty.directive.text)
    yield from duty.below()


_PLAIN: Final = (AssignmentRole.LEAD, AssignmentRole.PARTNER)
_GROUPS: Final[Mapping[AssignmentRole, int]] = MappingProxyType(
    {AssignmentRole.PARTNER: 1, AssignmentRole.DIRECTS: 2, AssignmentRole.FOLLOWS_UP: 2}
)


def _parties(assignments: Iterable[Assignment]) -> tuple[str, str, str]:
    """Return who does it, who takes part, and who oversees it."""
    groups: tuple[list[str], list[str], list[str]] = ([], [], [])
    for each in assignments:
        told = [] if each.role in _PLAIN else [each.role.printed]
        if each.note:
            told.append(each.note)
        groups[_GROUPS.get(each.role, 0)].append(
            each.party + (f" ({': '.join(told)})" if told else "")
        )
    lead, partners, overseers = ("; ".join(group) for group in groups)
    return lead, partners, overseers


def _remark(deadline: Deadline) -> str:
    parts = []
    if deadline.kind is not DeadlineKind.DATED:
        parts.append(deadline.kind.printed)
    if deadline.doubt is not None:
        parts.append("cần xem lại thời hạn")
    return "; ".join(parts)
