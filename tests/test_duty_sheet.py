"""The sheet of duties: every duty once, with all who are bound and all words that say by when."""

from datetime import date, time

import pytest
from hypothesis import given, settings

from vnadmindoc.duty_sheet import LEDGER, SHEET, Row, cells, rows_of, to_data
from vnadmindoc.exporters.calendar.options import CalendarForm, CalendarOptions
from vnadmindoc.exporters.ics import IcsExporter
from vnadmindoc.identity import keyed
from vnadmindoc.model import (
    Assignment,
    Deadline,
    Directive,
    DocumentNumber,
    Notice,
    Table,
    directives_of,
)
from vnadmindoc.schedule import duties_of, is_frame, schedule_of
from vnadmindoc.strategies import notices
from vnadmindoc.vocabulary import AssignmentRole, DeadlineKind, DutyState


def _directive(text: str, **others: object) -> Directive:
    return Directive(text=text, **others)  # type: ignore[arg-type]  # what it takes is the model's


@pytest.mark.law
@settings(max_examples=max(1, settings().max_examples // 3))
@given(notices(drafts=True, odd_labels=True))
def test_every_duty_is_there_once_for_each_of_its_deadlines(notice: Notice) -> None:
    """With its words and everybody bound; what only names who is in the rows of its points."""
    bound = [each for _, each in directives_of(keyed(notice)) if each.assignments or each.deadlines]
    wanted = [
        (each, deadline)
        for each in bound
        if not is_frame(each)
        for deadline in each.deadlines or (None,)
    ]

    rows = list(rows_of(notice))

    assert len({row.code for row in rows}) == len(rows) == len(wanted)
    for row, (directive, deadline) in zip(rows, wanted, strict=True):
        assert str(directive.text) in row.task
        told = "; ".join((row.lead, row.partners, row.overseers))
        assert all(each.party in told for each in directive.assignments)
        assert (row.phrase, row.due) == (
            ("", None) if deadline is None else (deadline.phrase, deadline.due)
        )
    frames = [str(each.text) for each in bound if is_frame(each)]
    assert all(any(text in row.task for row in rows) for text in frames)
    assert [due for duty in duties_of(notice) for due in duty.dues] == list(schedule_of(notice))


def test_a_row_is_found_in_the_calendar_of_tasks() -> None:
    """Its code is the UID of its task, so that a state travels from the one to the other."""
    notice = Notice(
        subject="Giao việc",
        number=DocumentNumber(number=5, symbol="TB-SVH"),
        opening=[
            _directive(
                "Lập danh sách trước ngày 15/5/2026",
                deadlines=[Deadline(phrase="trước ngày 15/5/2026", due=date(2026, 5, 14))],
            )
        ],
    )
    options = CalendarOptions(form=CalendarForm.TASKS)
    calendar = IcsExporter(form=options.form).export(notice).decode()

    (row,) = rows_of(notice)

    assert f"UID:{row.code}\r\n" in calendar


def test_a_frame_stands_in_the_rows_of_its_points_and_has_none_itself() -> None:
    """What only says who is no duty beside what its points say."""
    office = Assignment(party="Văn phòng", role=AssignmentRole.ASSIGNED)
    deadlines = [Deadline(phrase="trước ngày 15/5/2026", due=date(2026, 5, 14), at=time(17))]
    points = [
        _directive("Lập danh sách trước ngày 15/5/2026", label="a)", deadlines=deadlines),
        _directive("Thường xuyên theo dõi", label="b)", deadlines=[_standing("Thường xuyên")]),
    ]
    frame = _directive("Giao Văn phòng:", label="1.", assignments=[office], children=points)

    first, second = rows_of(Notice(subject="Giao việc", opening=[frame]))

    assert first.task == "Giao Văn phòng:\nLập danh sách trước ngày 15/5/2026"
    assert (first.number, first.lead) == ("1.a", "Văn phòng (được giao)")
    assert (first.due, first.at, first.remark) == (date(2026, 5, 14), time(17), "")
    assert (second.due, second.remark) == (None, "thường xuyên")


def test_points_that_are_no_duties_belong_to_the_duty_above() -> None:
    """A directive with one point of another kind is a duty, and says what its points say."""
    office = Assignment(party="Văn phòng", role=AssignmentRole.LEAD, note="chỉ đạo chung")
    point = _directive("Bảo đảm tiến độ;", label="-", children=[Table(rows=[["Việc", None]])])
    duty = _directive("Văn phòng rà soát:", label="1.", assignments=[office], children=[point])

    (row,) = rows_of(Notice(subject="Giao việc", opening=[duty]))

    assert row.task == "Văn phòng rà soát:\n- Bảo đảm tiến độ;\nViệc"
    assert row.lead == "Văn phòng (chỉ đạo chung)"


def test_a_draft_is_named_by_its_title() -> None:
    """It has no number by which a sheet could tell it."""
    duty = _directive("Báo cáo", assignments=[Assignment(party="Báo cáo", role="phoi_hop")])

    (row,) = rows_of(Notice(subject="Về việc chung", opening=[duty]))

    assert row.document == "Thông báo Về việc chung"
    assert (row.lead, row.partners) == ("", "Báo cáo")


def test_cells_are_those_of_the_columns() -> None:
    """What is empty is None; a state is told in words."""
    row = Row(
        document="1/TB-A", issued=date(2026, 1, 2), number="", task="Việc", lead="A", partners="",
        overseers="", phrase="", due=None, at=None, state=DutyState.DONE, code="x",
    )  # fmt: skip

    shown = dict(zip([column.head for column in LEDGER], cells(row, 7, LEDGER), strict=True))

    assert shown["STT"] == 7
    assert shown["Ngày ban hành"] == date(2026, 1, 2)
    assert shown["Tình trạng"] == "đã xong"
    assert {head for head, cell in shown.items() if cell is None} == {
        "Mục", "Đơn vị phối hợp", "Chỉ đạo, theo dõi", "Thời hạn ghi trong văn bản", "Hạn cuối",
        "Giờ", "Ngày xong", "Ghi chú", "Giao lần đầu", "Số lần giao lại", "Quá hạn (ngày)",
    }  # fmt: skip
    assert set(SHEET) < set(LEDGER)
    assert to_data(row)["issued"] == "2026-01-02"


def _standing(phrase: str) -> Deadline:
    return Deadline(phrase=phrase, kind=DeadlineKind.STANDING)
