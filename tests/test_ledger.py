"""The ledger: over any sequence of meetings no duty is lost, and none is there twice."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from attrs import define, evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from vnadmindoc.duty_sheet import rows_of
from vnadmindoc.duty_states import Known
from vnadmindoc.ledger import ledger
from vnadmindoc.model import (
    Assignment,
    Dateline,
    Deadline,
    Directive,
    DocumentNumber,
    Letterhead,
    Notice,
    Recurrence,
)
from vnadmindoc.vocabulary import AssignmentRole, DeadlineKind, DutyState, Frequency

FIRST = date(2026, 1, 5)
UNITS = ("Văn phòng Sở", "Phòng Di sản", "Thanh tra Sở")
TASKS = (
    "rà soát hồ sơ di tích",
    "báo cáo kết quả thực hiện Nghị quyết số 12",
    "báo cáo kết quả thực hiện Nghị quyết số 15",
    "hoàn thiện quy chế làm việc",
)


def duty(
    unit: str, task: str, due: date | None = None, *, label: str = "", urging: str = ""
) -> Directive:
    """Return a directive that gives a unit a task, by a day."""
    phrase = f"trước ngày {due.day}/{due.month}/{due.year}" if due else ""
    return Directive(
        label=label,
        text=" ".join(filter(None, (unit, urging, task, phrase))),
        assignments=[Assignment(party=unit, role=AssignmentRole.EXECUTES)],
        deadlines=[Deadline(phrase=phrase, due=due - timedelta(days=1))] if due else [],
    )


def meeting(number: int, *duties: Directive, day: date | None = None, **others: object) -> Notice:
    """Return the notice of the meeting of a week."""
    day = day or FIRST + timedelta(weeks=number)
    notice = Notice(
        subject="Kết luận giao ban",
        letterhead=Letterhead(agency="Sở Văn hóa"),
        number=DocumentNumber(number=number + 1, symbol="TB-SVH"),
        dateline=Dateline(place="Lam Giang", day=day.day, month=day.month, year=day.year),
        opening=duties,
    )
    return evolve(notice, **others)  # type: ignore[arg-type]  # fields of a notice


@define(eq=False)
class Truth:
    """A duty as the test knows it."""

    unit: str
    task: str
    state: DutyState = DutyState.OPEN
    again: int = 0


@pytest.mark.law
@settings(max_examples=max(1, settings().max_examples // 2))
@given(st.data())
def test_over_any_sequence_of_meetings_no_duty_is_lost_or_doubled(data: st.DataObject) -> None:
    """Some are given again, with another day or words of urging, some are done, some are alike."""
    truths: list[Truth] = []
    notices: list[Notice] = []
    known: list[Known] = []
    for number in range(data.draw(st.integers(1, 6), label="meetings")):
        waiting = [each for each in truths if each.state is DutyState.OPEN]
        given_again = data.draw(st.lists(st.sampled_from(waiting), unique_by=id)) if waiting else []
        for each in given_again:
            each.again += 1
        # A new one that is alike to one that waits would be that one: it must be given, too.
        fresh = [
            Truth(unit, task)
            for unit, task in data.draw(
                st.lists(st.tuples(st.sampled_from(UNITS), st.sampled_from(TASKS)), max_size=4)
            )
            if all(
                each in given_again for each in waiting if (each.unit, each.task) == (unit, task)
            )
        ]
        truths += fresh
        duties = data.draw(st.permutations([*given_again, *fresh]))
        notices.append(
            meeting(
                number,
                *(
                    duty(
                        each.unit,
                        each.task,
                        data.draw(st.none() | st.dates(date(2026, 3, 1), date(2026, 12, 31))),
                        label=f"{place}.",
                        urging=data.draw(st.sampled_from(["", "tiếp tục", "khẩn trương"])),
                    )
                    for place, each in enumerate(duties, start=1)
                ),
            )
        )
        for each, row in zip(duties, rows_of(notices[-1]), strict=True):
            alike = [t for t in truths if (t.unit, t.task) == (each.unit, each.task)]
            if len(alike) == 1 and data.draw(st.booleans(), label="done"):
                each.state = DutyState.DONE
                known.append(Known(code=row.code, state=DutyState.DONE))
    handed_in = data.draw(st.permutations([*notices, *notices[:2]]), label="in any order")

    found = ledger(handed_in, date(2026, 6, 1), known)

    # Of two open duties in the same words nobody can say which one was given again.
    ours = [
        (each.units[0], next(task for task in TASKS if task in each.row.task), each)
        for each in found.duties
    ]
    assert Counter((unit, task, each.row.state) for unit, task, each in ours) == Counter(
        (each.unit, each.task, each.state) for each in truths
    )
    assert _givings((unit, task, each.row.again) for unit, task, each in ours) == _givings(
        (each.unit, each.task, each.again) for each in truths
    )
    assert found.duties == ledger(notices, date(2026, 6, 1), known).duties


def _givings(told: Iterable[tuple[str, str, int]]) -> Counter[tuple[str, str]]:
    """Return how often a task was given to a unit, all in all."""
    total: Counter[tuple[str, str]] = Counter()
    for unit, task, again in told:
        total[unit, task] += again + 1
    return total


def test_what_no_later_notice_names_stays_open_and_is_overdue_one_day() -> None:
    """A duty is not forgotten because a meeting did not speak of it."""
    notices = [
        meeting(0, duty(UNITS[0], TASKS[0], date(2026, 2, 2))),
        meeting(1, duty(UNITS[1], TASKS[1])),
    ]

    on_time, late = (ledger(notices, date(2026, 2, day)) for day in (1, 4))

    assert [each.row.document for each in on_time.open] == ["01/TB-SVH", "02/TB-SVH"]
    assert (on_time.overdue, [each.row.late for each in late.overdue]) == ((), [3])


def test_a_duty_put_off_is_carried_over_with_its_new_day() -> None:
    """The row says where it was given first, and how often again."""
    notices = [
        meeting(number, duty(UNITS[0], TASKS[0], date(2026, 2 + number, 2))) for number in range(3)
    ]

    (tracked,) = ledger(reversed(notices), date(2026, 3, 1)).carried

    row = tracked.row
    assert (row.first, row.document, row.again) == ("01/TB-SVH", "03/TB-SVH", 2)
    assert (row.due, row.late) == (date(2026, 4, 1), None)
    assert tracked.documents == ("01/TB-SVH", "02/TB-SVH", "03/TB-SVH")


@pytest.mark.parametrize(
    "other",
    [
        duty(UNITS[1], TASKS[1]),  # another unit
        duty(UNITS[0], TASKS[2]),  # another figure
        duty(UNITS[0], TASKS[1] + " của các phòng"),  # more than that
    ],
)
def test_what_is_not_the_same_is_not_made_one(other: Directive) -> None:
    """Two duties made one would be one forgotten."""
    found = ledger([meeting(0, duty(UNITS[0], TASKS[1])), meeting(1, other)], date(2026, 6, 1))

    assert len(found.open) == 2
    assert found.carried == ()


def test_another_body_gives_duties_of_its_own() -> None:
    """The same words of two bodies are two duties."""
    one = meeting(0, duty(UNITS[0], TASKS[0]))
    other = evolve(meeting(1, duty(UNITS[0], TASKS[0])), letterhead=Letterhead(agency="Sở Nội vụ"))

    assert len(ledger([one, other], date(2026, 6, 1)).open) == 2


def test_a_key_set_by_hand_joins_other_words() -> None:
    """As long as they are alike: a key alone may mean another thing in another notice."""
    words = "hoàn thiện quy chế làm việc của cơ quan"
    first = evolve(duty(UNITS[0], TASKS[3]), key="nv-1")
    again = evolve(duty(UNITS[0], words), key="nv-1")
    else_ = evolve(duty(UNITS[0], TASKS[0]), key="nv-1")

    assert len(ledger([meeting(0, first), meeting(1, again)], date(2026, 6, 1)).duties) == 1
    assert len(ledger([meeting(0, first), meeting(1, else_)], date(2026, 6, 1)).duties) == 2


def test_a_later_issue_of_one_document_replaces_the_earlier() -> None:
    """What it leaves out is withdrawn; what it words anew is what it was."""
    first = meeting(0, duty(UNITS[0], TASKS[0]), duty(UNITS[1], TASKS[1]))
    second = meeting(0, duty(UNITS[0], TASKS[0] + " cấp tỉnh"), day=FIRST)

    found = ledger([first, evolve(second, revision=1)], date(2026, 6, 1))

    assert [(each.units, each.row.state) for each in found.duties] == [
        ((UNITS[0],), DutyState.OPEN),
        ((UNITS[1],), DutyState.WITHDRAWN),
    ]
    assert (len(found.open), found.carried) == (1, ())


def test_what_was_done_before_it_is_given_again_is_a_new_duty() -> None:
    """And what was done after is the one that was given before."""
    notices = [meeting(number, duty(UNITS[0], TASKS[0])) for number in range(2)]
    (row,) = rows_of(notices[0])

    def states(done: date | None) -> list[tuple[str, DutyState]]:
        known = [Known(code=row.code, state=DutyState.DONE, done=done)]
        found = ledger(notices, date(2026, 6, 1), known)
        return [(each.row.document, each.row.state) for each in found.duties]

    before = [("01/TB-SVH", DutyState.DONE), ("02/TB-SVH", DutyState.OPEN)]
    assert states(FIRST + timedelta(days=2)) == before
    assert states(None) == before
    assert states(FIRST + timedelta(days=20)) == [("02/TB-SVH", DutyState.DONE)]


def test_the_ledger_is_that_of_its_day() -> None:
    """Later notices are named and left out; what was done later is open."""
    notices = [meeting(0, duty(UNITS[0], TASKS[0])), meeting(9, duty(UNITS[1], TASKS[1]))]
    (row,) = rows_of(notices[0])
    known = [Known(code=row.code, state=DutyState.DONE, done=FIRST + timedelta(days=5))]

    early, late = (ledger(notices, FIRST + timedelta(days=days), known) for days in (4, 5))

    assert [each.row.state for each in (*early.duties, *late.duties)] == [
        DutyState.OPEN,
        DutyState.DONE,
    ]
    assert early.later == ("10/TB-SVH",)
    assert early.rows() != []
    assert (late.rows(), len(late.rows(settled=True))) == ([], 1)


def test_what_comes_round_is_due_on_its_next_day() -> None:
    """It is never overdue: nobody knows of the rounds before."""
    monthly = Recurrence(frequency=Frequency.MONTHLY, month_day=24)
    deadline = Deadline(
        phrase="trước ngày 25 hằng tháng", kind=DeadlineKind.RECURRING, recurrence=monthly
    )
    text = "Văn phòng Sở báo cáo trước ngày 25 hằng tháng"
    notice = meeting(0, Directive(text=text, deadlines=[deadline]))

    (tracked,) = ledger([notice], date(2026, 3, 25)).open

    assert (tracked.row.due, tracked.row.late) == (date(2026, 4, 24), None)


def test_units_and_days_sort_it() -> None:
    """By unit, however its name is spelt; within each by day; nobody's first."""
    nobody = Directive(
        text="Báo cáo trước ngày 2/2/2026",
        deadlines=[Deadline(phrase="trước ngày 2/2/2026", due=date(2026, 2, 1))],
    )
    notice = meeting(
        0,
        duty("Văn phòng Sở", TASKS[0], date(2026, 5, 5)),
        duty("văn phòng sở", TASKS[1], date(2026, 4, 4)),
        duty("Phòng Di sản", TASKS[2]),
        nobody,
    )

    found = ledger([notice], date(2026, 1, 31))

    by_unit = {unit: len(duties) for unit, duties in found.by_unit().items()}
    assert by_unit == {"": 1, "Phòng Di sản": 1, "văn phòng sở": 2}
    assert [row.number or row.lead[:8] for row in found.rows("unit")] == [
        "",
        "Phòng Di",
        "văn phòn",
        "Văn phòn",
    ]
    assert [row.due for row in found.rows()] == [
        date(2026, 2, 1),
        date(2026, 4, 3),
        date(2026, 5, 4),
        None,
    ]
