"""Which days are worked in Vietnam: weekends, public holidays, days that were swapped.

Promised: a year's holidays, the lunar ones and those the Government has swapped, are those of the
`holidays` library; a file of the user's own goes before it, so what a library cannot know yet is
said once, in one place.
Refused here: what a term means; the clock.
Source: Bộ luật Lao động 2019, Điều 111-112; the days swapped each year are announced by the
Government.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

from vnadmindoc.errors import ReadError
from vnadmindoc.files import read_bytes
from vnadmindoc.validation import YEARS

if TYPE_CHECKING:
    from holidays.countries.vietnam import Vietnam

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_OFF, _WORKED = "days_off", "working_days"
_LONGEST_BREAK = 60  # days; a longer one is a slip in the user's own file


def _days(values: Iterable[date]) -> frozenset[date]:
    return frozenset(values)


@frozen(kw_only=True)
class WorkingDays:
    """The days that are worked (*ngày làm việc*).

    Attributes:
        days_off: Days off that are no public holiday: a swapped day, a local feast.
        working_days: Days that are worked although they would be off: a Saturday worked instead.
    """

    days_off: frozenset[date] = field(default=frozenset(), converter=_days)
    working_days: frozenset[date] = field(default=frozenset(), converter=_days)

    def is_working(self, day: date) -> bool:
        """Whether a day is worked."""
        if day in self.working_days:
            return True
        if day in self.days_off:
            return False
        if day.year not in YEARS:
            return day.weekday() < _SATURDAY
        return _is_worked(day)

    def name(self, day: date) -> str | None:
        """Return the Vietnamese name of a public holiday, None of any other day."""
        if day in self.working_days or day.year not in YEARS:
            return None
        return _holidays().get(day)

    def on_or_after(self, day: date) -> date:
        """Return the day itself if it is worked, else the next that is."""
        return self._first(day, _ONE_DAY)

    def on_or_before(self, day: date) -> date:
        """Return the day itself if it is worked, else the last one before that is."""
        return self._first(day, -_ONE_DAY)

    def after(self, day: date, count: int) -> date:
        """Return the working day that is `count` of them after a day, which is not counted."""
        return self._counted(day, count, _ONE_DAY)

    def before(self, day: date, count: int) -> date:
        """Return the working day that is `count` of them before a day, which is not counted."""
        return self._counted(day, count, -_ONE_DAY)

    def _first(self, day: date, step: timedelta) -> date:
        for _ in range(_LONGEST_BREAK):
            if self.is_working(day):
                return day
            day += step
        raise ReadError(
            f"no working day within {_LONGEST_BREAK} days of {day}",
            expected=f"fewer days under {_OFF}",
        )

    def _counted(self, day: date, count: int, step: timedelta) -> date:
        for _ in range(count):
            day = self._first(day + step, step)
        return day


@lru_cache(maxsize=4_096)  # ten years and more: every reminder asks for the same days again
def _is_worked(day: date) -> bool:
    holidays = _holidays()
    # Asked first: that a Saturday is worked it knows only once it has made its year.
    return day not in holidays and holidays.is_working_day(day)


@cache
def _holidays() -> "Vietnam":
    # Imported when a working day is first asked for: it takes longer than to read a notice.
    from holidays.countries.vietnam import Vietnam

    return Vietnam(language="vi")  # type: ignore[no-untyped-call]  # its __init__ has no types


def read_working_days(path: str | Path) -> WorkingDays:
    """Return the working days that a file of the user's own corrects.

    The file is TOML, with one or both of two lists of days::

        days_off = [2026-01-02]       # nghỉ hoán đổi
        working_days = [2026-01-10]   # đi làm bù

    Raises:
        ReadError: The file cannot be read, is no TOML, or holds anything else.
    """
    try:
        data = tomllib.loads(read_bytes(path).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReadError(f"is no TOML: {error}", place=str(path)) from error
    unknown = [key for key in data if key not in (_OFF, _WORKED)]
    if unknown:
        raise ReadError(
            f"unknown key {unknown[0]!r}", place=str(path), expected=f"{_OFF} or {_WORKED}"
        )
    off, worked = (frozenset(_listed(data, key, path)) for key in (_OFF, _WORKED))
    both = off & worked
    if both:
        raise ReadError(
            f"{min(both)} is both a day off and a working day",
            place=str(path),
            remedy="take it out of one of the two lists",
        )
    return WorkingDays(days_off=off, working_days=worked)


def _listed(data: Mapping[str, object], key: str, path: str | Path) -> Iterator[date]:
    values = data.get(key, [])
    if not isinstance(values, list):
        raise ReadError("no list", place=f"{path}: {key}", expected="days such as [2026-01-02]")
    for index, value in enumerate(values):
        if type(value) is not date or value.year not in YEARS:
            raise ReadError(
                f"{value!r} is no day",
                place=f"{path}: {key}[{index}]",
                expected="a day from 1900 to 2100 such as 2026-01-02, without quotes",
            )
        yield value
