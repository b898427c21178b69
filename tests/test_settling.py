"""Deadlines settled by another policy, or with another calendar of working days."""

from datetime import date

import pytest
from hypothesis import given

from vnadmindoc.dates import DayOff, Policy, Reference, deadlines_in
from vnadmindoc.model import Notice, directives_of
from vnadmindoc.readers import read_text
from vnadmindoc.settling import settled
from vnadmindoc.strategies import notices
from vnadmindoc.vocabulary import Reckoning
from vnadmindoc.working_days import WorkingDays

ISSUED = Reference(date(2021, 10, 1))
TEXT = """Nghệ An, ngày 01 tháng 10 năm 2021

THÔNG BÁO
Kết luận giao ban

1. Văn phòng hoàn thiện quy chế trước ngày 11/10/2021.
2. Văn phòng gửi kế hoạch trong vòng 05 ngày làm việc kể từ ngày ký Thông báo này.
"""


@pytest.mark.parametrize(
    ("policy", "due", "steps"),
    [
        (Policy(), date(2021, 10, 10), ()),
        (
            Policy(before_includes_day=True),
            date(2021, 10, 11),
            (Reckoning.BEFORE_INCLUDES_DAY,),
        ),
        (Policy(day_off=DayOff.PREVIOUS), date(2021, 10, 8), (Reckoning.MOVED_EARLIER,)),
        (Policy(day_off=DayOff.NEXT), date(2021, 10, 11), (Reckoning.MOVED_LATER,)),
        (
            Policy(day_off=DayOff.NEXT, days=WorkingDays(days_off=[date(2021, 10, 11)])),
            date(2021, 10, 12),
            (Reckoning.MOVED_LATER,),
        ),
    ],
)
def test_a_policy_settles_the_day(policy: Policy, due: date, steps: tuple[Reckoning, ...]) -> None:
    """The last day before 11/10/2021 is a Sunday; the policy says what becomes of it."""
    (found,) = deadlines_in("Hoàn thiện quy chế trước ngày 11/10/2021.", ISSUED, policy)

    assert (found.due, found.stated) == (due, date(2021, 10, 11))
    assert found.reckoning == steps


def test_a_notice_is_settled_anew() -> None:
    """Its last days move, its words and keys do not; an own day off lengthens a term."""
    notice = read_text(TEXT).notice
    own = WorkingDays(days_off=[date(2021, 10, 4)])

    changed = settled(notice, Policy(day_off=DayOff.PREVIOUS, days=own))

    before = [each for _, one in directives_of(notice) for each in one.deadlines]
    after = [each for _, one in directives_of(changed) for each in one.deadlines]
    assert [each.due for each in before] == [date(2021, 10, 10), date(2021, 10, 8)]
    assert [each.due for each in after] == [date(2021, 10, 8), date(2021, 10, 11)]
    assert [(e.phrase, e.key) for e in after] == [(e.phrase, e.key) for e in before]


@given(notices())
def test_the_usual_policy_changes_nothing(notice: Notice) -> None:
    """What was settled by it is settled."""
    dues = [each.due for _, one in directives_of(notice) for each in one.deadlines]

    after = settled(notice, Policy())

    assert [each.due for _, one in directives_of(after) for each in one.deadlines] == dues


def test_a_heading_tells_the_year_of_a_document_without_a_date() -> None:
    """Nhiệm vụ trọng tâm tháng 10 năm 2021: the year of the days below it, and nothing more."""
    text = """THÔNG BÁO
Kết luận

II. Nhiệm vụ tháng 10 năm 2021

1. Văn phòng báo cáo trước ngày 15/10.
2. Văn phòng báo cáo trong vòng 05 ngày kể từ ngày ký.
"""

    one, other = [
        each
        for _, directive in directives_of(read_text(text).notice)
        for each in directive.deadlines
    ]

    assert one.due == date(2021, 10, 14)
    assert one.reckoning == (Reckoning.YEAR_OF_HEADING,)
    assert other.due is None
