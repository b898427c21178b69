"""Dates and deadlines in words: what is read, what is not, and back again."""

from collections.abc import Callable
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnadmindoc.dates import before, by, deadlines_in, events_in, first_date, short_date
from vnadmindoc.model import Deadline
from vnadmindoc.text import words
from vnadmindoc.vocabulary import Bound, DeadlineKind

ISSUED = date(2025, 10, 2)
DAYS = st.dates(date(1950, 1, 2), date(2099, 12, 31))


@given(DAYS, st.sampled_from((before, by)))
def test_words_of_a_deadline_are_read_back(day: date, make: Callable[[date], Deadline]) -> None:
    """What the builder writes, the reader understands: law of both directions."""
    deadline = make(day)

    assert deadlines_in(f"Hoàn thiện quy chế, hoàn thành {deadline.phrase}.") == (deadline,)


@pytest.mark.parametrize(
    ("text", "phrase", "bound", "due", "at"),
    [
        ("nộp trước ngày 11/10/2025", "trước ngày 11/10/2025", Bound.BEFORE, (2025, 10, 10), None),
        ("nộp trước ngày 1/1/2026", "trước ngày 1/1/2026", Bound.BEFORE, (2025, 12, 31), None),
        ("nộp trước ngày 01/3/2028", "trước ngày 01/3/2028", Bound.BEFORE, (2028, 2, 29), None),
        (
            "nộp trước ngày 05 tháng 11 năm 2025",
            "trước ngày 05 tháng 11 năm 2025",
            Bound.BEFORE,
            (2025, 11, 4),
            None,
        ),
        ("nộp trước 30/11/2025", "trước 30/11/2025", Bound.BEFORE, (2025, 11, 29), None),
        ("nộp trước ngày 15/10", "trước ngày 15/10", Bound.BEFORE, (2025, 10, 14), None),
        ("nộp trước ngày 15/02", "trước ngày 15/02", Bound.BEFORE, (2026, 2, 14), None),
        (
            "chậm nhất là ngày 8/10/2025",
            "chậm nhất là ngày 8/10/2025",
            Bound.BY,
            (2025, 10, 8),
            None,
        ),
        ("đến hết ngày 31/12/2025", "đến hết ngày 31/12/2025", Bound.BY, (2025, 12, 31), None),
        ("trong ngày 10/10/2025", "trong ngày 10/10/2025", Bound.WITHIN, (2025, 10, 10), None),
        ("xong trong tháng 10", "trong tháng 10", Bound.WITHIN, (2025, 10, 31), None),
        ("trong tháng 02/2028", "trong tháng 02/2028", Bound.WITHIN, (2028, 2, 29), None),
        ("trước tháng 7/2026", "trước tháng 7/2026", Bound.BEFORE, (2026, 6, 30), None),
        ("trong quý IV/2025", "trong quý IV/2025", Bound.WITHIN, (2025, 12, 31), None),
        ("trong quý 1 năm 2026", "trong quý 1 năm 2026", Bound.WITHIN, (2026, 3, 31), None),
        (
            "trước 17 giờ ngày 12/10/2025",
            "trước 17 giờ ngày 12/10/2025",
            Bound.BEFORE,
            (2025, 10, 12),
            (17, 0),
        ),
        (
            "trước 11h30’ ngày 07/11/2025",
            "trước 11h30’ ngày 07/11/2025",
            Bound.BEFORE,
            (2025, 11, 7),
            (11, 30),
        ),
        (
            "trước 16 giờ 45 phút, ngày 05/12/2025",
            "trước 16 giờ 45 phút, ngày 05/12/2025",
            Bound.BEFORE,
            (2025, 12, 5),
            (16, 45),
        ),
        (
            "trước 24 giờ 00 ngày 15/10/2025",
            "trước 24 giờ 00 ngày 15/10/2025",
            Bound.BEFORE,
            (2025, 10, 15),
            None,
        ),
    ],
)
def test_time_limits_are_settled(
    text: str,
    phrase: str,
    bound: Bound,
    due: tuple[int, int, int],
    at: tuple[int, int] | None,
) -> None:
    """The phrase as written, how it bounds, the last day on time, the hour where it is given."""
    (found,) = deadlines_in(f"Các phòng {text}.", ISSUED)

    assert found.phrase == phrase
    assert found.kind is DeadlineKind.DATED
    assert found.bound is bound
    assert found.due == date(*due)
    assert found.at == (None if at is None else time(*at))


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Quyết định số 12/QĐ-UBND ngày 03/5/2025 của UBND tỉnh",
        "Ngày 30/9/2025, Sở đã tổ chức hội nghị",
        "niên độ từ 01/01/2024 đến 30/8/2025",
        "giai đoạn 2021-2025, định hướng đến năm 2030",
        "đã hoàn thành trước ngày 01/9/2025",
        "giấy phép có giá trị đến hết ngày 30/6/2026",
        "treo cờ từ ngày 01/10/2025 đến hết ngày 05/10/2025",
        "kết quả công tác trong tháng 9/2025",
        "trước mắt, trong thời gian tới, trong công tác",
        "trong 6 tháng đầu năm 2025",
        "số liệu từ ngày 01/01/2025 đến trước ngày 11/3/2025",
        "các khoản nợ phát sinh đến trước ngày 11/3/2025",
    ],
)
def test_other_dates_are_no_deadlines(text: str) -> None:
    """A date that cites, tells of the past, or ends a period of validity sets no limit."""
    assert deadlines_in(text, ISSUED) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("trước ngày 31/9/2025", DeadlineKind.UNRESOLVED),
        ("trước ngày 30/02/2026", DeadlineKind.UNRESOLVED),
        ("trước 25 giờ ngày 12/10/2025", DeadlineKind.UNRESOLVED),
        ("trước ngày 25 hằng tháng", DeadlineKind.RECURRING),
        ("sau khi có kết quả thẩm định", DeadlineKind.CONDITIONAL),
        ("trong vòng 05 ngày làm việc kể từ ngày nhận", DeadlineKind.CONDITIONAL),
        ("đúng thời gian quy định", DeadlineKind.VAGUE),
        ("thực hiện thường xuyên", DeadlineKind.STANDING),
    ],
)
def test_limits_without_a_day_are_kept_as_what_they_are(text: str, kind: DeadlineKind) -> None:
    """No day is made up, and none of them is dropped."""
    (found,) = deadlines_in(f"Văn phòng nộp báo cáo {text}.", ISSUED)

    assert (found.phrase, found.kind, found.due) == (text, kind, None)


@pytest.mark.parametrize(
    "limit",
    ["trước ngày 11/3/2025", "chậm nhất ngày 11/3/2025", "trong tháng 3/2025"],
)
@pytest.mark.parametrize(
    "word",
    ["ý kiến", "tuyến", "gia hạn đến", "giao thông", "thành công", "bản", "hạt", "quan", "dòng"],
)
def test_no_word_hides_the_limit_behind_it(word: str, limit: str) -> None:
    """A search for hints that overlap must not lose the one that counts."""
    found = deadlines_in(f"Hoàn thiện {word} {limit}.", date(2025, 3, 1))

    assert [each.phrase for each in found] == [limit]


def test_without_a_year_and_a_reference_nothing_is_guessed() -> None:
    """A day without a year stays unresolved until somebody says which."""
    (found,) = deadlines_in("nộp trước ngày 15/10.")

    assert found.kind is DeadlineKind.UNRESOLVED


def test_two_limits_in_one_text_are_both_read_in_order() -> None:
    """One for executing, one for reporting."""
    found = deadlines_in("xong trước ngày 10/10/2025, báo cáo chậm nhất ngày 15/10/2025.", ISSUED)

    assert [each.due for each in found] == [date(2025, 10, 9), date(2025, 10, 15)]


def test_anniversaries_are_events() -> None:
    """A day to observe has its date and makes no deadline."""
    text = "Tổ chức kỷ niệm ngày Phụ nữ Việt Nam 20/10 và ngày Nhà giáo Việt Nam 20/11."

    assert [(e.phrase, e.day) for e in events_in(text, ISSUED)] == [
        ("ngày Phụ nữ Việt Nam 20/10", date(2025, 10, 20)),
        ("ngày Nhà giáo Việt Nam 20/11", date(2025, 11, 20)),
    ]
    assert deadlines_in(text, ISSUED) == ()


@given(st.text(max_size=200), st.none() | DAYS)
def test_any_text_is_read_without_an_error(text: str, reference: date | None) -> None:
    """Whatever stands there, phrases are quoted from it."""
    phrases = [deadline.phrase for deadline in deadlines_in(text, reference)]
    phrases += [event.phrase for event in events_in(text, reference)]

    assert all(words(phrase) for phrase in phrases)
    assert all(words(phrase)[0] in words(text) for phrase in phrases)


@given(DAYS)
def test_short_dates_have_the_decrees_zeros(day: date) -> None:
    """A leading zero for the day, and for months 1 and 2 only; read back the same."""
    written = short_date(day)
    shown, month, _ = written.split("/")

    assert len(shown) == 2
    assert month == (f"{day.month:02d}" if day.month <= 2 else str(day.month))
    assert first_date(f"Ngày {written}, họp.") == day
