"""Which days are worked, with a user's own corrections."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnadmindoc.errors import ReadError
from vnadmindoc.working_days import WorkingDays, read_working_days

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
CALENDAR = WorkingDays()


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "Tết Dương lịch"),
        (date(2026, 2, 17), "Tết Nguyên Đán"),
        (date(2025, 4, 7), "Ngày Giỗ Tổ Hùng Vương"),
        (date(2025, 9, 2), "Quốc khánh"),
    ],
)
def test_holidays_are_off_and_have_a_name(day: date, name: str) -> None:
    """Those of the lunar calendar too."""
    assert not CALENDAR.is_working(day)
    assert CALENDAR.name(day) == name


def test_swapped_days_are_known() -> None:
    """Friday 02/5/2025 was off for Saturday 26/4/2025, which was worked."""
    assert not CALENDAR.is_working(date(2025, 5, 2))
    assert CALENDAR.is_working(date(2025, 4, 26))
    assert not CALENDAR.is_working(date(2025, 4, 27))


def test_what_is_asked_first_changes_nothing() -> None:
    """A worked Saturday is known although no other day of its year was asked for before."""
    assert WorkingDays().is_working(date(2015, 2, 14))


def test_the_users_days_go_first() -> None:
    """A day off of one's own, and a Sunday that is worked."""
    own = WorkingDays(days_off=[date(2025, 10, 10)], working_days=[date(2025, 10, 12)])

    assert not own.is_working(date(2025, 10, 10))
    assert own.is_working(date(2025, 10, 12))
    assert own.after(date(2025, 10, 9), 1) == date(2025, 10, 12)
    assert own.before(date(2025, 10, 13), 2) == date(2025, 10, 9)


@given(DAYS, st.integers(1, 30))
def test_there_and_back_lie_so_many_working_days(day: date, count: int) -> None:
    """From a working day forth and back again one is where one was."""
    start = CALENDAR.on_or_after(day)

    assert CALENDAR.before(CALENDAR.after(start, count), count) == start


@given(DAYS)
def test_the_nearest_working_day_is_the_nearest(day: date) -> None:
    """No working day lies between."""
    later, earlier = CALENDAR.on_or_after(day), CALENDAR.on_or_before(day)

    between = [earlier + timedelta(days=n) for n in range(1, (later - earlier).days)]
    assert CALENDAR.is_working(later)
    assert CALENDAR.is_working(earlier)
    assert not any(map(CALENDAR.is_working, between))


def test_a_file_corrects_the_days(tmp_path: Path) -> None:
    """TOML, with the days as they are written there."""
    path = tmp_path / "ngay-nghi.toml"
    path.write_text("days_off = [2026-01-02]\nworking_days = [2026-01-10]\n", encoding="utf-8")

    days = read_working_days(path)

    assert not days.is_working(date(2026, 1, 2))
    assert days.is_working(date(2026, 1, 10))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("days_off = [", "is no TOML"),
        ('days_off = ["2026-01-02"]', "without quotes"),
        ("days_off = 5", "no list"),
        ("ngay_nghi = []", "unknown key 'ngay_nghi'"),
        ("days_off = [2026-01-02T08:00:00]", "is no day"),
        ("days_off = [1800-01-02]", "1900 to 2100"),
        ("days_off = [2026-01-02]\nworking_days = [2026-01-02]", "both a day off"),
    ],
)
def test_a_wrong_file_is_told(tmp_path: Path, content: str, said: str) -> None:
    """With its place and what was expected."""
    path = tmp_path / "x.toml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(ReadError) as caught:
        read_working_days(path)

    assert said in str(caught.value)
    assert "x.toml" in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """As an error of ours."""
    with pytest.raises(ReadError, match="no such file"):
        read_working_days(tmp_path / "none.toml")


def test_days_off_without_end_are_a_slip() -> None:
    """A file that leaves no working day is told, not searched for ever."""
    first = date(2026, 1, 1)
    own = WorkingDays(days_off=[first + timedelta(days=n) for n in range(100)])

    with pytest.raises(ReadError, match="no working day"):
        own.on_or_after(first)
