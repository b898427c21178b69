"""How far duties are, read from what people filled in: a calendar of tasks, or a sheet of duties.

Promised: a row is known again by its code, whatever was sorted, filtered or added around it; what
is no state is one `ReadError` with its line.
Refused here: deciding that a duty is done; a workbook, which is saved as CSV to be read.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from attrs import frozen

from vnadmindoc.calendar_reading import read_calendar
from vnadmindoc.duty_sheet import CODE, DONE, STATE
from vnadmindoc.errors import ReadError
from vnadmindoc.text import fold, tidy
from vnadmindoc.vocabulary import DutyState

_CALENDAR: Final = b"BEGIN:VCALENDAR"
_DELIMITERS: Final = ",;\t"
_STATES: Final[Mapping[str, DutyState]] = MappingProxyType(
    {"": DutyState.OPEN} | {fold(state.printed): state for state in DutyState}
)
_DAY: Final = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")


@frozen(kw_only=True)
class Known:
    """How far one duty is (*tình trạng của một nhiệm vụ*).

    Attributes:
        code: The code of its row, or the UID of its entry in a calendar.
        state: How far it is.
        done: The day it was done; None where nobody says.
    """

    code: str
    state: DutyState
    done: date | None = None


def read_states(data: bytes, source: str = "<data>") -> tuple[Known, ...]:
    """Return what a file tells of duties.

    Args:
        data: A calendar, or a sheet of duties as CSV, in UTF-8, parted by commas, semicolons or
            tabs, with the columns *Mã* and *Tình trạng*, and perhaps *Ngày xong*.
        source: What it is called in messages.

    Raises:
        ReadError: It is neither, or a cell holds no state or no day.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[: len(_CALENDAR)].upper() == _CALENDAR:
        return tuple(
            Known(code=each.uid, state=each.state, done=each.done.date() if each.done else None)
            for each in read_calendar(data)
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(
            f"not UTF-8: {error}",
            place=source,
            expected="a calendar (.ics), or a sheet of duties as CSV in UTF-8",
            remedy="save the workbook as “CSV UTF-8”",
        ) from error
    return tuple(_rows(text, source))


def _rows(text: str, source: str) -> Iterator[Known]:
    head = text.partition("\n")[0].rstrip("\r")
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        heads = [tidy(each) for each in next(reader, [])]
        places = _Places(heads, source)
        for cells in reader:
            if any(cells):
                yield places.known(cells, f"{source}:{reader.line_num}")
    except csv.Error as error:
        raise ReadError(f"no CSV: {error}", place=f"{source}:{reader.line_num}") from error


class _Places:
    """Where the columns that are asked for stand in a sheet."""

    def __init__(self, heads: Sequence[str], source: str) -> None:
        for column in (CODE, STATE):
            if column.head not in heads:
                raise ReadError(
                    f"there is no column “{column.head}”",
                    place=f"{source}:1",
                    expected="a calendar (.ics), or a sheet of duties as CSV",
                    remedy="keep the heads of the columns as they were written",
                )
        self.heads = heads

    def known(self, cells: Sequence[str], place: str) -> Known:
        """Return what a row tells."""
        state = self._cell(cells, STATE.head)
        found = _STATES.get(fold(state))
        if found is None:
            words = (each.printed for each in DutyState)
            raise ReadError(
                f"“{state}” is no state", place=place, expected=f"one of {_listed(words)}"
            )
        done = self._cell(cells, DONE.head)
        return Known(
            code=self._cell(cells, CODE.head), state=found, done=_day(done, place) if done else None
        )

    def _cell(self, cells: Sequence[str], head: str) -> str:
        index = self.heads.index(head) if head in self.heads else len(cells)
        return tidy(cells[index]) if index < len(cells) else ""


def _day(text: str, place: str) -> date:
    found = _DAY.fullmatch(text)
    try:
        if found is not None:
            return date(*(int(found[part]) for part in ("year", "month", "day")))
        return date.fromisoformat(text)
    except ValueError as error:
        raise ReadError(
            f"“{text}” is no day", place=place, expected="a day such as 05/3/2026 or 2026-03-05"
        ) from error


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
