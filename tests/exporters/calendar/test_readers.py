"""Independent readers find the same entries in a calendar, and strict ones nothing to blame."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

import icalendar
import ics  # type: ignore[import-untyped]  # it has no types
import pytest
import vobject
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from vnadmindoc.exporters.calendar.options import CalendarForm
from vnadmindoc.exporters.ics import IcsExporter
from vnadmindoc.exporters.jcal import JcalExporter
from vnadmindoc.model import Notice, directives_of
from vnadmindoc.readers import read
from vnadmindoc.strategies import notices

ROOT = Path(__file__).parents[3]
ICALJS = Path(sys.prefix) / "node" / "node_modules" / "ical.js" / "dist" / "ical.js"
KHAL = """\
[calendars]
[[a]]
path = {folder}/calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Asia/Ho_Chi_Minh
default_timezone = Asia/Ho_Chi_Minh
[default]
default_calendar = a
[sqlite]
path = {folder}/khal.db
"""

# What old libraries do to Python is no fault of a calendar.
pytestmark = pytest.mark.filterwarnings("ignore")

Row: TypeAlias = tuple[str, str, str, str]
"""UID, title, beginning, end."""


def shown(moment: date | datetime | None) -> str:
    """Return a day, or a point in time in UTC, as text."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).isoformat()
    return "" if moment is None else moment.isoformat()


def by_icalendar(data: bytes) -> Iterator[Row]:
    """Read with icalendar."""
    for each in icalendar.Calendar.from_ical(data).walk():
        if isinstance(each, icalendar.Event | icalendar.Todo):
            end = each.get("DTEND") or each.get("DUE")
            start = each.get("DTSTART")
            yield (
                str(each["UID"]),
                str(each["SUMMARY"]),
                shown(start and start.dt),
                shown(end and end.dt),
            )


def by_ical(data: bytes) -> Iterator[Row]:
    """Read with ical."""
    calendar = IcsCalendarStream.calendar_from_ics(data.decode())
    for event in calendar.events:
        yield event.uid, event.summary or "", shown(event.dtstart), shown(event.dtend)
    for todo in calendar.todos:
        yield todo.uid, todo.summary or "", shown(todo.dtstart), shown(todo.due)


def by_vobject(data: bytes) -> Iterator[Row]:
    """Read with vobject, which checks what is required."""
    calendar = vobject.readOne(data.decode())
    calendar.validate(raiseException=True)
    for each in calendar.components():
        if each.name in ("VEVENT", "VTODO"):

            def held(name: str, of: Any = each) -> Any:
                return getattr(of, name).value if hasattr(of, name) else None

            end = held("due" if each.name == "VTODO" else "dtend")
            yield held("uid"), held("summary"), shown(held("dtstart")), shown(end)


def by_ics(data: bytes) -> Iterator[Row]:
    """Read with ics, which takes a whole day for a span of time."""
    calendar = ics.Calendar(data.decode())
    for event in calendar.events:
        begin, end = event.begin.datetime, event.end.datetime
        if event.all_day:
            yield event.uid, event.name, shown(begin.date()), shown(end.date())
        else:
            yield event.uid, event.name, shown(begin), shown(end)
    for todo in calendar.todos:
        begin = todo.begin and todo.begin.datetime
        yield todo.uid, todo.name, shown(begin), shown(todo.due and todo.due.datetime)


def parsed(files: Sequence[bytes]) -> list[list[Any]]:
    """Return the jCal that ical.js makes of each file."""
    assert ICALJS.exists(), f"ical.js is expected at {ICALJS}: make test installs it"
    done = subprocess.run(
        ["node", ROOT / "tests/exporters/calendar/icaljs.mjs", ICALJS],
        input=json.dumps([file.decode() for file in files]).encode(),
        capture_output=True,
        check=True,
    )
    found: list[list[Any]] = json.loads(done.stdout)
    return found


def canonical(component: list[Any]) -> Any:
    """Return jCal in one order, and in one way where two are right.

    A name that the reader's table lacks is of unknown type, its escapes are left alone (RFC 7265,
    5); one value of a rule's part may stand without its list.
    """
    name, properties, parts = component
    known = []
    for key, parameters, kind, *values in properties:
        held = values
        if kind == "unknown":
            held = [re.sub(r"\\([\\,;])", r"\1", each) for each in values]
        if kind == "recur":
            held = [{k: v if isinstance(v, list) else [v] for k, v in values[0].items()}]
        typed = kind if key != "name" and not key.startswith("x-") else ""
        known.append([key, sorted(parameters.items()), typed, *held])
    return [name, sorted(known, key=json.dumps), [canonical(part) for part in parts]]


def due(notice: Notice) -> bool:
    """Whether a notice names a day."""
    found = (each for _, directive in directives_of(notice) for each in directive.deadlines)
    return any(each.due is not None for each in found)


several = st.lists(
    notices(drafts=True, max_sections=2, max_annexes=1)
    .map(lambda drawn: evolve(drawn, secrecy=None))
    .filter(due),
    min_size=1,
    max_size=6,
)


@settings(max_examples=25)
@given(several, st.sampled_from(CalendarForm))
def test_five_libraries_read_the_same(drawn: list[Notice], form: CalendarForm) -> None:
    """Names, titles, beginnings and ends, whoever reads them."""
    for notice in drawn:
        data = IcsExporter(form=form).export(notice)

        read = Counter(by_icalendar(data))
        assert read
        for library in (by_ical, by_vobject, by_ics):
            assert Counter(library(data)) == read, library.__name__


@settings(max_examples=10)
@given(several, st.sampled_from(CalendarForm))
def test_jcal_is_what_icaljs_makes_of_the_file(drawn: list[Notice], form: CalendarForm) -> None:
    """Its strict parser takes every file, and its jCal is ours."""
    files = [IcsExporter(form=form).export(notice) for notice in drawn]

    theirs = parsed(files)

    ours = [json.loads(JcalExporter(form=form).export(notice)) for notice in drawn]
    assert [canonical(each) for each in ours] == [canonical(each) for each in theirs]


def test_khal_imports_and_lists_a_calendar(tmp_path: Path) -> None:
    """A client in the terminal shows each deadline on its day."""
    notice = read(ROOT / "examples" / "giao-ban.md").notice
    data = IcsExporter().export(notice)
    (tmp_path / "calendar").mkdir()
    (tmp_path / "khal.conf").write_text(KHAL.format(folder=tmp_path), encoding="utf-8")
    (tmp_path / "a.ics").write_bytes(data)

    def khal(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "khal", "-c", tmp_path / "khal.conf", *words],
            capture_output=True,
            check=True,
            env={**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(tmp_path)},
        )
        return done.stdout.decode()

    khal("import", "--batch", "-a", "a", str(tmp_path / "a.ics"))
    rows = sorted(by_icalendar(data), key=lambda row: row[2])
    first, last = date.fromisoformat(rows[0][2][:10]), date.fromisoformat(rows[-1][2][:10])
    after = (last + timedelta(days=1)).isoformat()
    listed = khal("list", "--day-format", "", "--format", "{uid}", first.isoformat(), after).split()

    single = [uid for uid, *_ in rows if f"UID:{uid}".encode() in data]
    assert set(single) <= set(listed)
