"""What is written is read back: law of both directions."""

from datetime import date, time

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from vnadmindoc.dates import Reference, before, by, deadlines_in, every, render, short_date, worded
from vnadmindoc.dates.arithmetic import last_of_month, months_span, term_end
from vnadmindoc.model import Deadline, Offset, Recurrence
from vnadmindoc.vocabulary import (
    Bound,
    DeadlineKind,
    Frequency,
    Precision,
    Reckoning,
    Unit,
    Weekday,
)
from vnadmindoc.working_days import WorkingDays

ISSUED = date(2025, 3, 10)
DAYS = st.dates(date(2025, 4, 2), date(2040, 12, 31))
HOURS = st.builds(time, st.integers(0, 23), st.integers(1, 59))
MONTH_DAYS = st.integers(1, 31)
ANCHORS = st.sampled_from(("ngày nhận đủ hồ sơ", "ngày có kết quả trúng thầu"))


def _within(day: date, precision: Precision) -> Deadline:
    months = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF_YEAR: 6, Precision.YEAR: 12}
    count = months[precision]
    span = months_span(day.year, (day.month - 1) // count * count + 1, count)
    assert span is not None
    return Deadline(
        phrase="?",
        bound=Bound.WITHIN,
        start=span[0],
        stated=span[1],
        due=span[1],
        precision=precision,
    )


def _from_to(one: date, other: date) -> Deadline:
    first, last = sorted((one, other))
    return Deadline(phrase="?", bound=Bound.FROM_TO, start=first, stated=last, due=last)


def _part(day: date) -> Deadline:
    return Deadline(
        phrase="?",
        bound=Bound.BY,
        stated=last_of_month(day),
        due=last_of_month(day),
        precision=Precision.MONTH,
        reckoning=(Reckoning.PART_OF_PERIOD,),
    )


def _term(day: date, amount: int, unit: Unit, *, backwards: bool) -> Deadline:
    ended = term_end(day, amount, unit, WorkingDays(), backwards=backwards)
    assert ended is not None
    anchor = "ngày khai mạc" if backwards else f"ngày {short_date(day)}"
    offset = Offset(amount=amount, unit=unit, anchor=anchor, backwards=backwards, anchor_day=day)
    return Deadline(
        phrase="?",
        bound=Bound.BY if backwards else Bound.WITHIN,
        stated=ended[0],
        due=ended[0],
        offset=offset,
        reckoning=ended[1],
    )


def _waiting(amount: int, unit: Unit, anchor: str) -> Deadline:
    precisions = {Unit.HOUR: Precision.HOUR, Unit.MONTH: Precision.MONTH, Unit.YEAR: Precision.YEAR}
    return Deadline(
        phrase="?",
        kind=DeadlineKind.CONDITIONAL,
        offset=Offset(amount=amount, unit=unit, anchor=anchor),
        precision=precisions.get(unit, Precision.DAY),
    )


COUNTED = st.sampled_from((Unit.DAY, Unit.WORKING_DAY, Unit.WEEK, Unit.MONTH))
LAST = st.just(-1)
ROUNDS = st.one_of(
    st.builds(
        Recurrence,
        frequency=st.just(Frequency.WEEKLY),
        weekday=st.sampled_from(Weekday),
        at=st.none() | HOURS,
        since=st.none() | DAYS,
        until=st.none() | DAYS,
    ),
    st.builds(
        Recurrence,
        frequency=st.just(Frequency.MONTHLY),
        month_day=LAST | MONTH_DAYS,
        at=st.none() | HOURS,
        since=st.none() | DAYS,
    ),
    st.builds(
        Recurrence,
        frequency=st.just(Frequency.QUARTERLY),
        month=st.integers(1, 3),
        month_day=LAST | MONTH_DAYS,
    ),
    st.builds(
        Recurrence,
        frequency=st.just(Frequency.YEARLY),
        month=st.integers(1, 12),
        month_day=LAST | st.integers(1, 28),
    ),
    st.builds(Recurrence, frequency=st.just(Frequency.DAILY), at=HOURS),
    st.builds(
        Recurrence,
        frequency=st.sampled_from(
            (Frequency.WEEKLY, Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.HALF_YEARLY)
        ),
        until=st.none() | DAYS,
    ),
    st.builds(
        Recurrence,
        frequency=st.sampled_from((Frequency.WEEKLY, Frequency.YEARLY)),
        interval=st.integers(2, 5),
    ),
)
DEADLINES = st.one_of(
    st.builds(before, DAYS, st.none() | HOURS),
    st.builds(by, DAYS, st.none() | HOURS),
    st.builds(lambda day: Deadline(phrase="?", bound=Bound.ON, stated=day, due=day), DAYS),
    st.builds(lambda day: Deadline(phrase="?", bound=Bound.WITHIN, stated=day, due=day), DAYS),
    st.builds(
        _within,
        DAYS,
        st.sampled_from((Precision.MONTH, Precision.QUARTER, Precision.HALF_YEAR, Precision.YEAR)),
    ),
    st.builds(_from_to, DAYS, DAYS),
    st.builds(_part, DAYS),
    st.builds(_term, DAYS, st.integers(1, 40), COUNTED, backwards=st.just(False)),
    st.builds(
        _term,
        DAYS.filter(lambda day: day.year > 2025),
        st.integers(1, 10),
        st.sampled_from((Unit.DAY, Unit.WORKING_DAY)),
        backwards=st.just(True),
    ),
    st.builds(_waiting, st.integers(1, 90), st.sampled_from(Unit), ANCHORS),
    st.builds(every, ROUNDS),
    st.just(Deadline(phrase="?", kind=DeadlineKind.STANDING)),
    st.builds(
        lambda event: Deadline(phrase="?", kind=DeadlineKind.CONDITIONAL, event=event),
        st.sampled_from(("có kết quả thẩm định", "được phê duyệt dự toán")),
    ),
    st.builds(
        lambda number: Deadline(
            phrase="?", kind=DeadlineKind.REFERRED, target=f"khoản {number} Công văn này"
        ),
        st.integers(1, 20),
    ),
)


@given(DEADLINES)
def test_words_of_a_deadline_are_read_back(deadline: Deadline) -> None:
    """What is written for a typed deadline says that deadline and nothing else."""
    written = worded(deadline)

    (found,) = deadlines_in(f"Các phòng báo cáo, hoàn thành {written.phrase}.", Reference(ISSUED))

    assert evolve(found, phrase=written.phrase) == written
    assert written.phrase.startswith(found.phrase)


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (before(date(2025, 3, 5)), "trước ngày 05/3/2025"),
        (before(date(2025, 2, 5), time(17)), "trước 17 giờ 00 ngày 05/02/2025"),
        (by(date(2025, 12, 31)), "chậm nhất ngày 31/12/2025"),
        (by(date(2025, 12, 31), time(8, 5)), "chậm nhất 8 giờ 05 ngày 31/12/2025"),
        (
            every(Recurrence(frequency=Frequency.WEEKLY, weekday=Weekday.FRIDAY, at=time(16))),
            "chậm nhất 16 giờ 00 thứ Sáu hằng tuần",
        ),
        (
            every(Recurrence(frequency=Frequency.MONTHLY, month_day=-1)),
            "chậm nhất ngày cuối cùng của tháng",
        ),
        (every(Recurrence(frequency=Frequency.HALF_YEARLY)), "định kỳ 06 tháng"),
        (Deadline(phrase="khẩn trương", kind=DeadlineKind.VAGUE), "khẩn trương"),
    ],
)
def test_the_wording_is_that_of_offices(deadline: Deadline, words: str) -> None:
    """With the zeros of the Decree, and nothing made up for what the words alone carry."""
    assert render(deadline) == words
