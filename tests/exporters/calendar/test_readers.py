"""Independent readers find the same entries in a calendar, and strict ones nothing to blame."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
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

from vnadmindoc.calendar_lint import lint
from vnadmindoc.directory import Directory, Party
from vnadmindoc.exporters.calendar.entries import ORDER
from vnadmindoc.exporters.calendar.options import CalendarForm, DaysOff
from vnadmindoc.exporters.ics import IcsExporter
from vnadmindoc.exporters.jcal import JcalExporter
from vnadmindoc.invitations import invitations
from vnadmindoc.model import (
    Assignment,
    Dateline,
    Deadline,
    Directive,
    Notice,
    Recurrence,
    directives_of,
)
from vnadmindoc.readers import read
from vnadmindoc.strategies import notices
from vnadmindoc.vocabulary import AssignmentRole, DeadlineKind, Urgency

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

Component: TypeAlias = dict[str, Any]
"""What a component holds by name, its reminders under ``VALARM``; values as `shown` says them."""

MANY = frozenset({"ATTACH", "ATTENDEE", "CATEGORIES", "CONTACT", "EXDATE"})
"""Properties of several values, which have no order."""

LACKING: dict[str, dict[str, frozenset[str]]] = {
    "icalendar": {},
    "vobject": {},
    "ical": {"VALARM": frozenset({"RELATED"})},  # what a trigger counts from
    "ics": {
        "VEVENT": frozenset(
            {"SEQUENCE", "RRULE", "EXDATE", "ATTACH", "CONTACT", "PRIORITY", "RELATED-TO"}
        ),
        "VTODO": frozenset(
            {"SEQUENCE", "ATTACH", "CATEGORIES", "CLASS", "CONTACT", "LAST-MODIFIED", "RELATED-TO"}
        ),
        "VALARM": frozenset({"RELATED"}),
        "PERSON": frozenset({"RSVP"}),  # it takes FALSE for true
    },
}
"""What the model of each library has no place for; all else must be read alike."""


def shown(value: Any) -> Any:
    """Return a value as it is compared: points in time in UTC, spans in seconds, else text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    return str(value)


def plain(text: str) -> str:
    """Return text without its escapes, which libraries leave in names that they do not know."""
    return re.sub(r"\\([\\,;nN])", lambda found: "\n" if found[1] in "nN" else found[1], text)


def rule(text: str) -> list[str]:
    """Return the parts of a rule."""
    return sorted(text.upper().split(";"))


def person(uri: str, held: Any) -> dict[str, str]:
    """Return a calendar address with what is said of it."""
    names = ("CN", "CUTYPE", "PARTSTAT", "ROLE", "RSVP")
    said = {name: str(held[name]).upper() for name in names if held.get(name) is not None}
    return {"": uri.lower(), **said}


def settled(found: Component) -> Component:
    """Return a component in one order."""
    return {
        name: sorted(value, key=str) if name in MANY or name == "VALARM" else value
        for name, value in found.items()
        if value not in (None, [], "None")
    }


def by_icalendar(data: bytes) -> Iterator[tuple[str, Component]]:
    """Read with icalendar."""
    each: Any  # a value has one of thirty types there
    for each in icalendar.Calendar.from_ical(data).walk():
        if each.name in ("VEVENT", "VTODO"):
            found = {name: _of_icalendar(name, value) for name, value in each.items()}
            found["VALARM"] = [
                {
                    "ACTION": str(alarm["ACTION"]),
                    "DESCRIPTION": str(alarm["DESCRIPTION"]),
                    "TRIGGER": shown(alarm["TRIGGER"].dt),
                    "RELATED": alarm["TRIGGER"].params.get("RELATED", "START"),
                }
                for alarm in each.walk("VALARM")
            ]
            yield str(each.name), settled(found)


def _of_icalendar(name: str, value: Any) -> Any:
    if name in ("ATTENDEE", "ORGANIZER"):
        people = [person(str(each), each.params) for each in _listed(value)]
        return people if name == "ATTENDEE" else people[0]
    if name == "ATTACH":
        return [(str(each), each.params.get("FMTTYPE")) for each in _listed(value)]
    if name == "CATEGORIES":
        return [str(each) for each in value.cats]
    if name == "CONTACT":
        return [str(each) for each in _listed(value)]
    if name == "EXDATE":
        return [shown(each.dt) for part in _listed(value) for each in part.dts]
    if name == "RRULE":
        return rule(value.to_ical().decode())
    if name.startswith("X-"):
        return plain(str(value))
    return shown(value.dt) if hasattr(value, "dt") else str(value)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def by_vobject(data: bytes) -> Iterator[tuple[str, Component]]:
    """Read with vobject, which checks what is required."""
    calendar = vobject.readOne(data.decode())
    if not hasattr(calendar, "method"):
        calendar.validate(raiseException=True)
    for each in calendar.components():
        if each.name not in ("VEVENT", "VTODO"):
            continue
        found = {
            name.upper(): _of_vobject(name.upper(), values)
            for name, values in each.contents.items()
            if name != "valarm"
        }
        found["VALARM"] = [
            {
                "ACTION": alarm.action.value,
                "DESCRIPTION": alarm.description.value,
                "TRIGGER": shown(alarm.trigger.value),
                "RELATED": alarm.trigger.params.get("RELATED", ["START"])[0],
            }
            for alarm in each.contents.get("valarm", [])
        ]
        yield each.name, settled(found)


def _of_vobject(name: str, values: list[Any]) -> Any:
    [first] = values[:1]
    if name in ("ATTENDEE", "ORGANIZER"):
        people = [
            person(each.value, {key: held[0] for key, held in each.params.items()})
            for each in values
        ]
        return people if name == "ATTENDEE" else people[0]
    if name == "ATTACH":
        return [(each.value, each.params.get("FMTTYPE", [None])[0]) for each in values]
    if name == "CATEGORIES":
        return first.value
    if name == "CONTACT":
        return [each.value for each in values]
    if name == "EXDATE":
        return [shown(day) for each in values for day in each.value]
    if name == "RRULE":
        return rule(first.value)
    return shown(first.value)


def by_ical(data: bytes) -> Iterator[tuple[str, Component]]:
    """Read with ical; each field of its model under the name it stands for."""
    calendar = IcsCalendarStream.calendar_from_ics(data.decode())
    for event in calendar.events:
        yield "VEVENT", settled(_of_ical(event, event.alarm, DTEND=event.dtend))
    for todo in calendar.todos:
        yield "VTODO", settled(_of_ical(todo, todo.alarms, DUE=todo.due))


def _of_ical(entry: Any, alarms: Any, **ends: Any) -> Component:
    held = {
        "UID": entry.uid,
        "SUMMARY": entry.summary,
        "DESCRIPTION": entry.description,
        "DTSTART": entry.dtstart and shown(entry.dtstart),
        "DTSTAMP": shown(entry.dtstamp),
        "LAST-MODIFIED": shown(entry.last_modified),
        "SEQUENCE": shown(entry.sequence),
        "STATUS": entry.status and entry.status.value,
        "PRIORITY": shown(entry.priority),
        "CLASS": entry.classification and entry.classification.value,
        "TRANSP": getattr(entry, "transparency", None),
        "LOCATION": entry.location,
        "URL": entry.url and str(entry.url),
        "CATEGORIES": entry.categories,
        "CONTACT": entry.contacts,
        "ATTACH": [(str(each.uri), each.fmttype) for each in entry.attach],
        "ATTENDEE": [_person_of_ical(each) for each in entry.attendees],
        "ORGANIZER": entry.organizer and _person_of_ical(entry.organizer),
        "RRULE": entry.rrule and rule(entry.rrule.as_rrule_str()),
        "EXDATE": [shown(each) for each in entry.exdate],
        "RELATED-TO": entry.related_to[0].uid if entry.related_to else None,
        "VALARM": [
            {
                "ACTION": each.action,
                "DESCRIPTION": each.description,
                "TRIGGER": shown(each.trigger),
            }
            for each in alarms
        ],
        **{name: end and shown(end) for name, end in ends.items()},
    }
    return held | {each.name.upper(): plain(each.value) for each in entry.extras}


def _person_of_ical(each: Any) -> dict[str, str]:
    rsvp = None if each.rsvp is None else str(each.rsvp)
    names = {"CN": each.common_name, "CUTYPE": each.user_type, "PARTSTAT": each.status}
    return person(str(each.uri), {**names, "ROLE": each.role, "RSVP": rsvp})


def by_ics(data: bytes) -> Iterator[tuple[str, Component]]:
    """Read with ics, which takes a whole day for a span of time."""
    calendar = ics.Calendar(data.decode())
    for event in calendar.events:
        whole = event.all_day
        begin, end = event.begin.datetime, event.end.datetime
        found = {
            "DTSTART": shown(begin.date() if whole else begin),
            "DTEND": shown(end.date() if whole else end),
            "DTSTAMP": shown(event.created.datetime),
            "LAST-MODIFIED": shown(event.last_modified.datetime),
            "LOCATION": event.location,
            "STATUS": event.status,
            "CLASS": event.classification,
            "TRANSP": "TRANSPARENT" if event.transparent else "OPAQUE",
            "CATEGORIES": list(event.categories),
            "ATTENDEE": [_person_of_ics(each) for each in event.attendees],
            "ORGANIZER": event.organizer and _person_of_ics(event.organizer),
        }
        yield "VEVENT", settled(found | _of_ics(event))
    for todo in calendar.todos:
        found = {
            "DTSTART": todo.begin and shown(todo.begin.datetime),
            "DUE": todo.due and shown(todo.due.datetime),
            "DTSTAMP": shown(todo.dtstamp.datetime),
            "STATUS": todo.status,
            "PRIORITY": shown(todo.priority),
        }
        yield "VTODO", settled(found | _of_ics(todo))


def _of_ics(entry: Any) -> Component:
    own = {each.name: plain(each.value) for each in entry.extra if each.name.startswith("X-")}
    return own | {
        "UID": entry.uid,
        "SUMMARY": entry.name,
        "DESCRIPTION": entry.description,
        "URL": entry.url,
        "VALARM": [
            {
                "ACTION": each.action,
                "DESCRIPTION": each.display_text,
                "TRIGGER": shown(each.trigger),
            }
            for each in entry.alarms
        ],
    }


def _person_of_ics(each: Any) -> dict[str, str]:
    held = {
        "CN": each.common_name,
        "CUTYPE": getattr(each, "cutype", None),
        "PARTSTAT": getattr(each, "partstat", None),
        "ROLE": getattr(each, "role", None),
        "RSVP": getattr(each, "rsvp", None),
    }
    return person(f"mailto:{each.email}", held)


LIBRARIES = {
    "icalendar": by_icalendar,
    "vobject": by_vobject,
    "ical": by_ical,
    "ics": by_ics,
}


def without(found: Component, library: str, kind: str) -> Component:
    """Return what a library has a place for."""
    lacking = LACKING[library]

    def part(held: dict[str, Any], of: str) -> dict[str, Any]:
        return {name: value for name, value in held.items() if name not in lacking.get(of, ())}

    held = part(found, kind)
    for name, of in (("VALARM", "VALARM"), ("ATTENDEE", "PERSON")):
        if name in held:
            held[name] = [part(each, of) for each in held[name]]
    return settled(held)


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


def invited(notice: Notice) -> list[bytes]:
    """Return the calendars of the mails that go to everybody a notice names."""
    named = [
        each.name or each.party
        for _, directive in directives_of(notice)
        for each in directive.assignments
    ]
    names = dict.fromkeys([*named, *notice.addressees])
    parties = [
        Party(name=name, email=f"so-{number}@example.vn") for number, name in enumerate(names)
    ]
    sender = Party(name="Ban Biên tập lịch", email="lich@example.vn")
    found = invitations(
        notice, Directory((sender, *parties)), sent=datetime(2026, 1, 1, tzinfo=UTC),
        organizer=sender.name,
    )  # fmt: skip
    return list({each.calendar: None for each in found.mails})


def agree(data: bytes) -> set[tuple[str, str]]:
    """Hold what the libraries read against each other; return which properties there were."""
    wanted = sorted(by_icalendar(data), key=lambda each: each[1]["UID"])
    assert wanted
    for library, read_by in LIBRARIES.items():
        read_back = sorted(read_by(data), key=lambda each: each[1]["UID"])
        found = [(kind, without(held, library, kind)) for kind, held in read_back]
        expected = [(kind, without(held, library, kind)) for kind, held in wanted]
        assert found == expected, library
    return {(kind, name) for kind, held in wanted for name in held}


@settings(max_examples=25)
@given(several, st.sampled_from(CalendarForm), st.sampled_from(DaysOff))
def test_five_libraries_read_the_same(
    drawn: list[Notice], form: CalendarForm, days_off: DaysOff
) -> None:
    """All that each has a place for, and nothing more, whoever reads it."""
    exporter = IcsExporter(form=form, days_off=days_off, url="https://example.vn/5.pdf")
    for notice in drawn:
        agree(exporter.export(notice))


@settings(max_examples=10)
@given(several)
def test_five_libraries_read_the_same_invitations(drawn: list[Notice]) -> None:
    """Those who ask and are asked, with their roles."""
    for notice in drawn:
        for data in invited(notice)[:5]:
            agree(data)
            assert lint(data) == ()


def every_property(form: CalendarForm) -> bytes:
    """Return a calendar in which every property stands that we ever write in an entry."""
    office = [Assignment(party="Văn phòng", role=AssignmentRole.LEAD)]
    late = Deadline(phrase="trước 17h00 ngày 8/10/2021", due=date(2021, 10, 8), at=time(17))
    part = Directive(
        text="báo cáo ngày 7/10/2021",
        deadlines=[Deadline(phrase="ngày 7/10/2021", due=date(2021, 10, 7))],
    )
    monthly = Recurrence(frequency="monthly", month_day=25, at=time(17))
    rounds = Deadline(phrase="ngày 25 hằng tháng", kind=DeadlineKind.RECURRING, recurrence=monthly)
    notice = Notice(
        subject="Giao ban",
        dateline=Dateline(day=1, month=9, year=2021),
        urgency=Urgency.URGENT,
        circulation="LƯU HÀNH NỘI BỘ",
        opening=[
            Directive(
                text="Văn phòng lập kế hoạch trước 17h00 ngày 8/10/2021",
                deadlines=[late],
                assignments=office,
                children=[part],
            ),
            Directive(text="Báo cáo ngày 25 hằng tháng", deadlines=[rounds]),
        ],
    )
    url = "https://example.vn/5.pdf"
    return IcsExporter(form=form, url=url, days_off=DaysOff.BEFORE).export(notice)


def test_no_property_is_left_out_of_the_comparison() -> None:
    """What we may write is compared, in events and in tasks."""
    found = agree(every_property(CalendarForm.EVENTS)) | agree(every_property(CalendarForm.TASKS))

    elsewhere = {"ATTENDEE", "ORGANIZER", "LOCATION"}  # of invitations and of meetings
    for kind in ("VEVENT", "VTODO"):
        written = {name for name in ORDER[kind] if name not in elsewhere}
        assert written <= {name for each, name in found if each == kind}


def test_what_a_library_is_said_to_lack_it_lacks() -> None:
    """Its model keeps it as an unknown line only, so the list of gaps cannot outlive them."""
    for form, kind in ((CalendarForm.EVENTS, "VEVENT"), (CalendarForm.TASKS, "VTODO")):
        data = every_property(form)
        calendar = ics.Calendar(data.decode())
        unknown = {
            line.name
            for entry in (*calendar.events, *calendar.todos)
            for line in entry.extra
            if not isinstance(line, str) and not line.name.startswith(("X-", "VALARM"))
        }
        assert unknown == LACKING["ics"][kind]
    tasks = every_property(CalendarForm.TASKS)
    assert b"RELATED=END" in tasks
    [alarm, *_] = next(
        each for each in IcsCalendarStream.calendar_from_ics(tasks.decode()).todos if each.alarms
    ).alarms
    assert isinstance(alarm.trigger, timedelta)
    assert "related" not in type(alarm).model_fields
    assert alarm.extras == []
    assert not hasattr(ics.alarm.DisplayAlarm(), "related")
    declined = ics.grammar.parse.ContentLine.parse("ATTENDEE;RSVP=FALSE:mailto:an@example.vn")
    assert ics.attendee.Attendee.parse(declined).rsvp is True


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
    rows = sorted((held["DTSTART"], held["UID"]) for _, held in by_icalendar(data))
    first, last = date.fromisoformat(rows[0][0][:10]), date.fromisoformat(rows[-1][0][:10])
    after = (last + timedelta(days=1)).isoformat()
    listed = khal("list", "--day-format", "", "--format", "{uid}", first.isoformat(), after).split()

    single = [uid for _, uid in rows if f"UID:{uid}".encode() in data]
    assert set(single) <= set(listed)
