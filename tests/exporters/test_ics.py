"""A calendar holds every dated deadline once, and every reader reads the same day from it."""

import pickle
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TypeAlias

import icalendar
import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from vnadmindoc.errors import ExportError
from vnadmindoc.exporters import Exporter
from vnadmindoc.exporters.ics import CalendarForm, IcsExporter
from vnadmindoc.identity import carried, keyed, notice_key, uid
from vnadmindoc.model import (
    Annex,
    Assignment,
    BodyItem,
    Dateline,
    Deadline,
    Directive,
    DocumentNumber,
    Event,
    Notice,
    Section,
    directives_of,
)
from vnadmindoc.schedule import meeting_of
from vnadmindoc.strategies import notices
from vnadmindoc.vocabulary import AssignmentRole, DeadlineKind, Secrecy, Urgency
from vnadmindoc.working_days import WorkingDays

VIETNAM = timezone(timedelta(hours=7))
LAST_SECOND = time(23, 59, 59)

Moment: TypeAlias = date | datetime
Fact: TypeAlias = tuple[str, str, str, Moment | None, Moment | None]
"""UID, summary, description, first moment, last moment."""

every_form = pytest.mark.parametrize("form", CalendarForm)


def due(day: date, phrase: str, at: time | None = None) -> Deadline:
    """Return a deadline with its last day."""
    return Deadline(phrase=phrase, due=day, at=at)


TWELVE = Directive(
    label="12.",
    text="Trung tâm soạn hướng dẫn quản lý hệ thống. Thời gian hoàn thành trước ngày 8/10/2021",
    deadlines=[due(date(2021, 10, 7), "trước ngày 8/10/2021")],
)
SEVEN = Directive(
    label="7.",
    text="Hoàn thiện quy chế trước ngày 11/10/2021 (Văn phòng chủ trì).",
    deadlines=[due(date(2021, 10, 10), "trước ngày 11/10/2021")],
    assignments=[Assignment(party="Văn phòng", role=AssignmentRole.LEAD)],
)


def notice(*body: BodyItem) -> Notice:
    """Return a notice of October 2021 with these directives in section II."""
    return Notice(
        subject="Giao ban tháng 10",
        number=DocumentNumber(symbol="TB-SNV", number=5),
        dateline=Dateline(place="An Hòa", day=1, month=10, year=2021),
        sections=[Section(label="II.", heading="Nhiệm vụ", body=body)],
    )


def unfolded(data: bytes) -> list[str]:
    """Return the content lines, folds undone."""
    return data.decode().replace("\r\n ", "").split("\r\n")


def lines(data: bytes, name: str) -> list[str]:
    """Return the content lines of a property, in order."""
    return [line for line in unfolded(data) if re.match(rf"{name}[;:]", line)]


def entries(data: bytes) -> list[icalendar.Event | icalendar.Todo]:
    """Return events and tasks as icalendar reads them, in order."""
    components = icalendar.Calendar.from_ical(data).walk()
    assert not any(component.errors for component in components)
    return [each for each in components if isinstance(each, icalendar.Event | icalendar.Todo)]


def text(entry: icalendar.Component, name: str) -> str:
    """Return a text of an entry, empty where there is none."""
    value: str = entry.decoded(name, "")
    return value


def moment(entry: icalendar.Component, name: str) -> Moment | None:
    """Return a day or a point in time of an entry."""
    value: Moment | None = entry.decoded(name, None)
    return value


def facts(data: bytes) -> Counter[Fact]:
    """Count what icalendar reads."""
    return Counter(
        (
            text(each, "UID"),
            text(each, "SUMMARY"),
            text(each, "DESCRIPTION"),
            moment(each, "DTSTART"),
            moment(each, "DTEND") or moment(each, "DUE"),
        )
        for each in entries(data)
    )


def facts_elsewhere(data: bytes) -> Counter[Fact]:
    """Count what an independent reader reads."""
    calendar = IcsCalendarStream.calendar_from_ics(data.decode())
    events = [
        (each.uid, each.summary, each.description, each.dtstart, each.dtend)
        for each in calendar.events
    ]
    tasks = [
        (each.uid, each.summary, each.description, each.dtstart, each.due)
        for each in calendar.todos
    ]
    return Counter(
        (uid or "", summary or "", description or "", start, end)
        for uid, summary, description, start, end in [*events, *tasks]
    )


def recurring(of: Notice, key: str, kind: str) -> set[str]:
    """Return the UIDs that entries of what comes round may have, over a year and more."""
    days = [of.reference_date + timedelta(days=n) for n in range(800)] if of.reference_date else []
    periods = ["", *(f"{day:%Y-%m}" for day in days), *(f"{day:%G-W%V}" for day in days)]
    return {
        uid(key, directive.key or "", deadline.key or "", kind, period=period)
        for _, directive in directives_of(of)
        for deadline in directive.deadlines
        if deadline.recurrence is not None
        for period in dict.fromkeys(periods)
    }


def dated(of: Notice) -> list[tuple[Directive, Deadline, date]]:
    """Return every dated deadline of a notice with its directive, in reading order."""
    return [
        (directive, deadline, deadline.due)
        for _, directive in directives_of(of)
        for deadline in directive.deadlines
        if deadline.due is not None
    ]


# A notice that may be exported: it names a day, and is not secret.
open_notices = (
    notices(drafts=True, max_sections=2, max_annexes=1)
    .map(lambda drawn: evolve(drawn, secrecy=None))
    .filter(dated)
)


def test_it_is_an_exporter() -> None:
    """It keeps the contract of every exporter."""
    assert isinstance(IcsExporter(), Exporter)


# The worked example


def test_an_event_is_the_last_day_that_is_on_time() -> None:
    """Before 8 October is the whole of 7 October, with reminders on working days at eight."""
    data = IcsExporter().export(notice(TWELVE))

    assert lines(data, "DTSTART") == ["DTSTART;VALUE=DATE:20211007"]
    assert lines(data, "DTEND") == ["DTEND;VALUE=DATE:20211008"]
    assert lines(data, "TRIGGER") == ["TRIGGER:-P2DT16H", "TRIGGER:-PT16H"]


def test_a_task_is_due_at_the_end_of_the_last_day() -> None:
    """The due time is the last second in Vietnam, in UTC; reminders count back from it."""
    data = IcsExporter(form=CalendarForm.TASKS, alarms=(1,)).export(notice(TWELVE))

    assert lines(data, "DUE") == ["DUE:20211007T165959Z"]
    assert lines(data, "DTSTART") == ["DTSTART:20210930T170000Z"]
    assert lines(data, "TRIGGER") == ["TRIGGER;RELATED=END:-P1DT15H59M59S"]


def test_a_last_day_without_work_names_the_working_day_before_it() -> None:
    """Sunday stays Sunday; the description and the last reminder turn to Friday."""
    events = IcsExporter().export(notice(SEVEN))
    tasks = IcsExporter(form=CalendarForm.TASKS).export(notice(SEVEN))

    assert lines(events, "DTSTART") == ["DTSTART;VALUE=DATE:20211010"]
    assert lines(events, "TRIGGER")[-1] == "TRIGGER:-P1DT16H"
    assert lines(tasks, "DUE") == ["DUE:20211010T165959Z"]
    for data in (events, tasks):
        description = text(entries(data)[-1], "DESCRIPTION")
        assert "Ngày làm việc cuối cùng: thứ Sáu 08/10/2021" in description.split("\n")


@every_form
def test_a_deadline_put_off_keeps_its_uid(form: CalendarForm) -> None:
    """A new day and a new order are the same entries; what moved has the next sequence number."""
    exporter = IcsExporter(form=form, alarms=())
    old = carried(notice(SEVEN, TWELVE), notice(SEVEN, TWELVE))
    later = evolve(
        TWELVE,
        label="3.",
        text=str(TWELVE.text).replace("8/10", "15/10"),
        deadlines=[due(date(2021, 10, 14), "trước ngày 15/10/2021")],
    )

    before, after = exporter.export(old), exporter.export(carried(old, notice(later, SEVEN)))

    assert sorted(lines(before, "UID")) == sorted(lines(after, "UID"))
    assert set(lines(before, "SEQUENCE")) == {"SEQUENCE:0"}
    assert lines(after, "SEQUENCE")[-1] == "SEQUENCE:1"
    assert set(lines(after, "SEQUENCE")[:-1]) == {"SEQUENCE:0"}
    moved = lines(after, "DUE" if form is CalendarForm.TASKS else "DTEND")[-1]
    assert "20211015" in moved or "20211014T" in moved


# What is in it


@given(open_notices, st.sampled_from(CalendarForm))
def test_every_dated_deadline_is_in_it_once_and_nothing_else(
    drawn: Notice, form: CalendarForm
) -> None:
    """Two readers find the same entries: one a deadline, on its last day, and all of its words."""
    data = IcsExporter(form=form).export(drawn)

    named = keyed(drawn)
    key = notice_key(named)
    kind = "VTODO" if form is CalendarForm.TASKS else "VEVENT"
    expected: dict[str, tuple[Directive, Deadline, Moment]] = {}
    for directive, deadline, day in dated(named):
        last: Moment = datetime.combine(day, deadline.at or LAST_SECOND, VIETNAM).astimezone(UTC)
        if deadline.at is None and form is not CalendarForm.TASKS:
            last = day + timedelta(days=1)
        name = uid(key, directive.key or "", deadline.key or "", kind)
        expected[name] = (directive, deadline, last)
    series = recurring(named, key, kind)
    read = Counter({fact: n for fact, n in facts(data).items() if fact[0] not in series})
    assert facts(data) == facts_elsewhere(data)
    if form is CalendarForm.TASKS:
        parent = uid(key, "", "", "document")
        [document] = [fact for fact in read if fact[0] == parent]
        assert document[2:] == ("", None, None)
        del read[document]
    elif (invited := meeting_of(named)) is not None:  # what a giấy mời invites to is in it as well
        [meeting] = [fact for fact in read if fact[0] == uid(key, "", "", "meeting")]
        begins = meeting[3]
        local = begins.astimezone(VIETNAM).date() if isinstance(begins, datetime) else begins
        assert local == invited[1].day
        del read[meeting]
    assert read.total() == len(dated(named)) == len(expected)
    for name, summary, description, _, end in read:
        directive, deadline, last = expected[name]
        assert end == last
        assert len(summary) <= 120
        assert str(directive.text) in description
        assert f"“{deadline.phrase}”" in description


HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            (
                "\\", "\\n", "\\N", "D:\\NAM2021", ";", ",", ":", '"', "^n", "END:VEVENT",
                "BEGIN:VALARM", "=", "%2C",
                "\t", "\r\n", "\u2028", "\x85", "ộ", "ộ", "🇻🇳", "ﷺ", "\u0301", " ",
            )
        ),
        st.characters(exclude_categories=("Cs", "Cc", "Cn")),
    ),
    min_size=1,
    max_size=120,
).map("".join)  # fmt: skip


def hostile(words: str, party: str) -> Notice:
    """Return a notice with these words in its title, its only duty and the party's name."""
    assignment = Assignment(party=f"Sở {party}", role=AssignmentRole.LEAD)
    directive = Directive(
        text=f"Việc {words} của {assignment.party} trước ngày 8/10/2021",
        deadlines=TWELVE.deadlines,
    )
    # A mark at the border of two words may join the blank between them.
    assume(assignment.party in str(directive.text))
    directive = evolve(directive, assignments=[assignment])
    return evolve(notice(directive), subject=f"Giao ban {words}")


@given(HOSTILE, HOSTILE, st.sampled_from(CalendarForm))
def test_no_text_breaks_out_of_its_property(words: str, party: str, form: CalendarForm) -> None:
    """Whatever a text holds, two readers read it back unchanged and find nothing more."""
    drawn = hostile(words, party)
    [(_, directive)] = directives_of(drawn)
    name = directive.assignments[0].party

    data = IcsExporter(form=form, alarms=(1,)).export(drawn)

    entry = entries(data)[-1]
    assert facts(data) == facts_elsewhere(data)
    assert text(entry, "DESCRIPTION").split("\n")[0] == str(directive.text)
    assert text(entry, "CONTACT") == f"{name} (chủ trì)"
    assert [str(each) for each in entry.categories] == ["Thông báo", name]
    parts = {CalendarForm.EVENTS: 3, CalendarForm.TASKS: 4, CalendarForm.FEED: 2}
    assert len(lines(data, "BEGIN")) == parts[form]


@given(HOSTILE, HOSTILE, st.sampled_from(CalendarForm))
def test_its_octets_are_what_every_reader_takes(words: str, party: str, form: CalendarForm) -> None:
    """UTF-8 in NFC, CRLF, at most 75 octets a line, no character cut in two, no control."""
    data = IcsExporter(form=form, url="https://example.vn/5").export(hostile(words, party))

    assert data.endswith(b"\r\n")
    physical = data.split(b"\r\n")[:-1]
    assert all(0 < len(line) <= 75 for line in physical)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029]", "".join(map(bytes.decode, physical)))
    assert all(unicodedata.is_normalized("NFC", line) for line in unfolded(data))
    assert lines(data, "METHOD|ORGANIZER|ATTENDEE") == []


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.one_of(st.none(), st.times()),
    st.sets(st.integers(1, 260), min_size=1, max_size=3),
    st.sampled_from((CalendarForm.EVENTS, CalendarForm.TASKS)),
)
def test_reminders_ring_at_eight_on_working_days(
    day: date, at: time | None, days: set[int], form: CalendarForm
) -> None:
    """As many working days lie between a reminder and the last day as was asked for."""
    directive = evolve(TWELVE, deadlines=[due(day, "trước ngày 8/10/2021", at)])

    undated = evolve(notice(directive), dateline=None)  # nothing rings before the day of issue

    data = IcsExporter(form=form, alarms=days).export(undated)

    entry = entries(data)[-1]
    anchor = moment(entry, "DTSTART" if form is CalendarForm.EVENTS else "DUE")
    assert anchor is not None
    if not isinstance(anchor, datetime):
        anchor = datetime.combine(anchor, time(), VIETNAM)
    rings = [
        (anchor + alarm.decoded("TRIGGER")).astimezone(VIETNAM) for alarm in entry.walk("VALARM")
    ]
    assert all(ring.time() == time(8) and WorkingDays().is_working(ring.date()) for ring in rings)
    assert [working_days(ring.date(), day) for ring in rings] == list(days)


def working_days(first: date, end: date) -> int:
    """Count the working days from a day to the day before another."""
    days = (first + timedelta(days=n) for n in range((end - first).days))
    return sum(map(WorkingDays().is_working, days))


def test_a_backslash_before_n_is_no_line_break() -> None:
    """A path on a disk is written with its backslashes doubled."""
    directive = evolve(TWELVE, text=r"Xem D:\NAM\nam trước ngày 8/10/2021")

    data = IcsExporter(alarms=()).export(notice(directive))

    assert r"SUMMARY:Hạn: Xem D:\\NAM\\nam (trước ngày 8/10/2021)" in unfolded(data)


def test_no_line_is_folded_between_a_backslash_and_what_it_escapes() -> None:
    """Some readers undo escapes before folds."""
    for length in range(60, 80):
        directive = evolve(TWELVE, text="a" * length + ";,\\;,\\;,\\ trước ngày 8/10/2021")

        data = IcsExporter().export(notice(directive))

        for line in data.split(b"\r\n"):
            assert (len(line) - len(line.rstrip(b"\\"))) % 2 == 0


def test_entries_stand_by_last_day_then_in_reading_order() -> None:
    """The order of the file is that of the days; on one day that of the notice."""
    same_day = evolve(TWELVE, label="13.", text="Báo cáo trước ngày 8/10/2021")

    data = IcsExporter(form=CalendarForm.TASKS).export(notice(SEVEN, TWELVE, same_day))

    assert [text(each, "SUMMARY") for each in entries(data)] == [
        "Thông báo Giao ban tháng 10 (số 05/TB-SNV, ngày 01 tháng 10 năm 2021)",
        "[NV II.12] Trung tâm soạn hướng dẫn quản lý hệ thống. Thời gian hoàn thành",
        "[NV II.13] Báo cáo",
        "[NV II.7] Hoàn thiện quy chế (Văn phòng chủ trì)",
    ]


def test_a_description_tells_all_that_hangs_on_a_deadline() -> None:
    """The text with its points, the phrase, the last day, who does what, where it stands."""
    point = Directive(label="a)", text="rà soát mẫu biểu;")
    directive = evolve(
        SEVEN,
        children=[point],
        assignments=[
            *SEVEN.assignments,
            Assignment(party="Văn phòng", role=AssignmentRole.FOCAL_POINT, note="tổng hợp"),
        ],
    )

    data = IcsExporter(url="https://example.vn/5").export(notice(directive))

    [event] = entries(data)
    assert text(event, "DESCRIPTION").split("\n") == [
        "7. Hoàn thiện quy chế trước ngày 11/10/2021 (Văn phòng chủ trì).",
        "a) rà soát mẫu biểu;",
        "Thời hạn ghi trong văn bản: “trước ngày 11/10/2021”",
        "Hạn cuối: hết ngày Chủ nhật 10/10/2021",
        "Ngày làm việc cuối cùng: thứ Sáu 08/10/2021",
        "Chủ trì: Văn phòng",
        "Đầu mối: Văn phòng (tổng hợp)",
        "Văn bản: Thông báo Giao ban tháng 10 (số 05/TB-SNV, ngày 01 tháng 10 năm 2021), mục II.7",
        "https://example.vn/5",
    ]
    assert lines(data, "CONTACT") == [
        "CONTACT:Văn phòng (chủ trì)",
        "CONTACT:Văn phòng (đầu mối)",
    ]
    assert lines(data, "CATEGORIES") == ["CATEGORIES:Thông báo,Văn phòng"]
    assert lines(data, "URL") == ["URL:https://example.vn/5"]


def test_a_point_that_names_nobody_is_a_duty_of_those_above_it() -> None:
    """The party of a directive leads its points; their numbers tell where they stand."""
    points = [
        Directive(label="-", text="báo cáo trước ngày 8/10/2021", deadlines=TWELVE.deadlines),
        evolve(TWELVE, label="2.1."),
    ]
    above = Directive(
        label="2.",
        text="Giao Thanh tra:",
        assignments=[Assignment(party="Thanh tra", role=AssignmentRole.ASSIGNED)],
        children=points,
    )

    data = IcsExporter(form=CalendarForm.TASKS).export(notice(above))

    assert lines(data, "CONTACT") == ["CONTACT:Thanh tra (được giao)"] * 2
    assert [line.partition("]")[0] for line in lines(data, "SUMMARY")[1:]] == [
        "SUMMARY:[NV II.2",
        "SUMMARY:[NV II.2.1",
    ]


def test_duties_outside_the_sections_are_in_it() -> None:
    """Deadlines stand after the last section and in annexes too; an annex is told by its number."""
    drawn = evolve(
        notice(), closing=[SEVEN], annexes=[Annex(title="Danh mục nhiệm vụ", body=[TWELVE])]
    )

    data = IcsExporter(form=CalendarForm.TASKS).export(drawn)

    assert [line.partition("]")[0] for line in lines(data, "SUMMARY")[1:]] == [
        "SUMMARY:[NV PL.12",
        "SUMMARY:[NV 7",
    ]


@pytest.mark.parametrize(
    ("phrase", "sentence", "title"),
    [
        ("Trước ngày 8/10/2021", "{}, Văn phòng báo cáo.", "Văn phòng báo cáo"),
        ("trước ngày 8/10/2021", "Văn phòng, {}, báo cáo", "Văn phòng, báo cáo"),
        ("trước ngày 8/10/2021", "Văn phòng {} báo cáo", "Văn phòng báo cáo"),
        ("trước ngày 8/10/2021", "Báo cáo ({});", "Báo cáo"),
        ("trước ngày 8/10/2021", "{}", "trước ngày 8/10/2021"),
    ],
)
def test_a_phrase_is_shown_once_in_a_summary(phrase: str, sentence: str, title: str) -> None:
    """What stands in brackets is taken out of the title, its commas and brackets with it."""
    directive = Directive(text=sentence.format(phrase), deadlines=[due(date(2021, 10, 7), phrase)])

    [event] = entries(IcsExporter().export(notice(directive)))

    assert text(event, "SUMMARY") == f"Hạn: {title} ({phrase})"


def test_part_of_a_date_is_not_taken_out_of_a_title() -> None:
    """A phrase that ends inside a date leaves the date whole."""
    directive = evolve(TWELVE, deadlines=[due(date(2021, 10, 7), "trước ngày 8/10")])

    [event] = entries(IcsExporter().export(notice(directive)))

    assert "trước ngày 8/10/2021 (trước ngày 8/10)" in text(event, "SUMMARY")


def test_long_texts_are_cut_at_a_word() -> None:
    """A summary keeps its phrase, a description its facts and its link."""
    words = "hoàn thiện hồ sơ " * 2_000
    parties = [
        Assignment(party=f"Phòng {number}", role=AssignmentRole.PARTNER) for number in range(400)
    ]
    directive = Directive(
        text=f"{words} {' '.join(each.party for each in parties)} trước ngày 8/10/2021",
        deadlines=TWELVE.deadlines,
        assignments=parties,
    )

    [event] = entries(IcsExporter(url="https://example.vn/5").export(notice(directive)))

    summary, description = text(event, "SUMMARY"), text(event, "DESCRIPTION")
    assert 110 <= len(summary) <= 120
    assert re.fullmatch(r"Hạn: (?:\w+ )+\w+… \(trước ngày 8/10/2021\)", summary)
    assert 3_900 <= len(description) <= 4_000
    assert description.count("…") == 2
    assert description.endswith("…\nhttps://example.vn/5")
    assert "“trước ngày 8/10/2021”" in description


def test_long_labels_and_symbols_leave_room_for_the_title() -> None:
    """Whatever is free text keeps to its share of a summary."""
    directive = evolve(TWELVE, label="mục " * 100)
    drawn = evolve(notice(directive), number=DocumentNumber(symbol="TB-" * 100, number=5))

    document, task = entries(IcsExporter(form=CalendarForm.TASKS).export(drawn))

    for entry, beginning in ((document, "Thông báo Giao ban tháng 10 ("), (task, "[NV II.mục mục")):
        assert text(entry, "SUMMARY").startswith(beginning)
        assert len(text(entry, "SUMMARY")) <= 120
    assert "Trung tâm soạn hướng dẫn" in text(task, "SUMMARY")


def test_a_word_without_end_is_cut_where_it_must_be() -> None:
    """Text without blanks keeps to its length too."""
    directive = evolve(TWELVE, text="ộ" * 5_000 + " trước ngày 8/10/2021")

    [event] = entries(IcsExporter().export(notice(directive)))

    assert len(text(event, "SUMMARY")) == 120
    assert len(text(event, "DESCRIPTION")) == 4_000


# Hours, stamps, marks


@pytest.mark.parametrize("form", [CalendarForm.EVENTS, CalendarForm.TASKS])
def test_a_deadline_with_an_hour_ends_at_it(form: CalendarForm) -> None:
    """Before 17 o'clock is 17 o'clock in Vietnam; an event begins half an hour earlier."""
    directive = Directive(
        text="Gửi trước 17h00 ngày 8/10/2021",
        deadlines=[due(date(2021, 10, 8), "trước 17h00 ngày 8/10/2021", time(17, 0, 0, 5))],
    )

    data = IcsExporter(form=form, alarms=(1,)).export(notice(directive))

    entry = entries(data)[-1]
    assert "Hạn cuối: 17:00 thứ Sáu 08/10/2021" in text(entry, "DESCRIPTION")
    if form is CalendarForm.EVENTS:
        assert lines(data, "DTSTART")[1:] == ["DTSTART;TZID=Asia/Ho_Chi_Minh:20211008T163000"]
        assert lines(data, "DTEND") == ["DTEND;TZID=Asia/Ho_Chi_Minh:20211008T170000"]
        assert lines(data, "TRIGGER") == ["TRIGGER:-P1DT8H30M"]
    else:
        assert lines(data, "DTSTART")[1:] == ["DTSTART;TZID=Asia/Ho_Chi_Minh:20211001T000000"]
        assert lines(data, "DUE") == ["DUE;TZID=Asia/Ho_Chi_Minh:20211008T170000"]
        assert lines(data, "TRIGGER") == ["TRIGGER;RELATED=END:-P1DT9H"]


def test_stamps_are_the_day_of_issue() -> None:
    """Midnight in Vietnam, in UTC; a notice without any date has a fixed stamp."""
    undated = evolve(notice(TWELVE), dateline=None)

    known, unknown = IcsExporter().export(notice(TWELVE)), IcsExporter().export(undated)

    for name in ("DTSTAMP", "LAST-MODIFIED"):
        assert lines(known, name) == [f"{name}:20210930T170000Z"]
        assert lines(unknown, name) == [f"{name}:19691231T170000Z"]


@pytest.mark.parametrize(
    "dateline", [None, Dateline(month=10, year=2021), Dateline(day=8, month=10, year=2021)]
)
def test_a_task_begins_only_before_it_ends(dateline: Dateline | None) -> None:
    """A day of issue that is blank, or after the last day, is no beginning."""
    drawn = evolve(notice(TWELVE), dateline=dateline)

    data = IcsExporter(form=CalendarForm.TASKS).export(drawn)

    assert lines(data, "DTSTART") == []
    assert lines(data, "DUE") == ["DUE:20211007T165959Z"]


def test_a_task_due_on_the_day_of_issue_begins_that_morning() -> None:
    """Beginning and end of one day are in order."""
    drawn = evolve(notice(TWELVE), dateline=Dateline(day=7, month=10, year=2021))

    data = IcsExporter(form=CalendarForm.TASKS).export(drawn)

    assert lines(data, "DTSTART") == ["DTSTART:20211006T170000Z"]


def test_tasks_hang_on_the_document() -> None:
    """Each names the document's task as its parent; that one hangs on nothing."""
    data = IcsExporter(form=CalendarForm.TASKS).export(notice(SEVEN, TWELVE))

    document, *tasks = entries(data)
    assert "RELATED-TO" not in document
    assert {text(task, "RELATED-TO") for task in tasks} == {text(document, "UID")}


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (notice(TWELVE), []),
        (evolve(notice(TWELVE), urgency=Urgency.EXPRESS), ["PRIORITY:1"]),
        (evolve(notice(TWELVE), urgency=Urgency.VERY_URGENT), ["PRIORITY:2"]),
        (evolve(notice(TWELVE), urgency=Urgency.URGENT), ["PRIORITY:3"]),
        (evolve(notice(TWELVE), circulation="LƯU HÀNH NỘI BỘ"), ["CLASS:PRIVATE"]),
    ],
)
def test_marks_are_told(marked: Notice, expected: list[str]) -> None:
    """Urgency is a priority, circulation within the body a private entry."""
    assert lines(IcsExporter().export(marked), "PRIORITY|CLASS") == expected


def test_the_calendar_names_itself_and_its_entries() -> None:
    """The frame has no version and no method; entries name document, duty and phrase."""
    data = IcsExporter(alarms=()).export(evolve(notice(TWELVE), key="giao-ban-10"))

    assert unfolded(data)[:6] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//vnadmindoc//vnadmindoc//VI",
        "CALSCALE:GREGORIAN",
        r"NAME:Thông báo Giao ban tháng 10 (số 05/TB-SNV\, ngày 01 tháng 10 năm 2021)",
        r"X-WR-CALNAME:Thông báo Giao ban tháng 10 (số 05/TB-SNV\, ngày 01 tháng 10 năm 2021)",
    ]
    assert lines(data, "X-VNADMINDOC-[A-Z]+") == [
        "X-VNADMINDOC-DIRECTIVE:trung-tam-soan-huong-dan-quan",
        "X-VNADMINDOC-DOCUMENT:giao-ban-10",
        "X-VNADMINDOC-DUE:2021-10-07",
        "X-VNADMINDOC-PHRASE:trước ngày 8/10/2021",
    ]


def test_no_reminders_are_set_when_none_are_wanted() -> None:
    """An empty choice leaves entries without alarms."""
    assert lines(IcsExporter(alarms=()).export(notice(TWELVE)), "BEGIN") == [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
    ]


# The same bytes

EXPORT = """
import datetime, os, pickle, random, sys, uuid

def refuse(*args, **kwargs):
    raise AssertionError("neither clock nor chance may be asked")

given = pickle.load(sys.stdin.buffer)

class Timeless(datetime.datetime):
    now = utcnow = today = classmethod(refuse)

datetime.datetime = Timeless
uuid.uuid1 = uuid.uuid4 = os.urandom = random.random = refuse

from vnadmindoc.exporters.ics import IcsExporter
for form in ("events", "tasks", "feed"):
    sys.stdout.buffer.write(IcsExporter(form=form).export(given))
"""


@pytest.mark.parametrize(
    ("zone", "seed"), [("UTC", "0"), ("Pacific/Kiritimati", "1"), ("America/Adak", "4711")]
)
def test_the_same_notice_gives_the_same_bytes_anywhere(zone: str, seed: str) -> None:
    """Neither the time zone, the hash seed, the clock nor chance is in the file."""
    drawn = evolve(notice(SEVEN, TWELVE), dateline=None, number=None)
    here = b"".join(IcsExporter(form=form).export(drawn) for form in CalendarForm)

    there = subprocess.run(
        [sys.executable, "-c", EXPORT],
        input=pickle.dumps(drawn),
        capture_output=True,
        env={"TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        check=True,
    )

    assert there.stdout == here


# Refusals


@pytest.mark.parametrize("mark", Secrecy)
def test_a_secret_document_is_refused(mark: Secrecy) -> None:
    """A calendar is no place for a secret."""
    with pytest.raises(ExportError, match=mark.printed):
        IcsExporter().export(evolve(notice(TWELVE), secrecy=mark))


@every_form
def test_a_notice_without_a_day_is_refused(form: CalendarForm) -> None:
    """A calendar without entries is none; the error lists what has no day, and where."""
    vague = [Deadline(phrase="thường xuyên", kind=DeadlineKind.VAGUE)] * 7
    directive = Directive(
        text="Báo cáo thường xuyên; kỷ niệm ngày 20/10",
        deadlines=[evolve(each, key=f"han-{n}") for n, each in enumerate(vague)],
        events=[Event(phrase="ngày 20/10", day=date(2021, 10, 20))],
    )

    with pytest.raises(ExportError, match="no day") as caught:
        IcsExporter(form=form).export(notice(directive))

    assert "“thường xuyên” (sections[0].body[0])" in str(caught.value)
    assert "and 2 more" in str(caught.value)
    assert caught.value.remedy


def test_a_notice_without_deadlines_is_refused() -> None:
    """Where there is nothing to list, the error says only what is missing."""
    with pytest.raises(ExportError) as caught:
        IcsExporter().export(notice(Directive(text="Báo cáo")))

    assert caught.value.message == "this notice names no day by which anything is due"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.vn",
        "ftp://example.vn/5",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "https://example.vn/a b",
        "https://example.vn/\r\nBEGIN:VEVENT",
        "https://example.vn/văn-bản",
        "https://example.vn/" + "a" * 1_000,
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    """Only http and https in ASCII, without blanks or line breaks."""
    with pytest.raises(ExportError) as caught:
        IcsExporter(url=url)

    assert caught.value.place == "url"


@pytest.mark.parametrize("alarms", [(0,), (-1,), (261,), (1.0,), (True,), ("1",), "31", 3])
def test_a_reminder_that_cannot_ring_is_refused(alarms: object) -> None:
    """Only working days before the last day, a year at most."""
    with pytest.raises(ExportError) as caught:
        IcsExporter(alarms=alarms)  # type: ignore[arg-type]  # what a caller may get wrong

    assert caught.value.place == "alarms"


def test_an_invitation_is_no_form_of_a_calendar() -> None:
    """It goes to one party and is one entry; the error says who writes it."""
    with pytest.raises(ExportError) as caught:
        IcsExporter(form="invite")

    assert "vnadmindoc.invitations" in (caught.value.remedy or "")


@pytest.mark.parametrize("minutes", [0, -5, 1_441, 90.0, True])
def test_a_length_that_no_meeting_has_is_refused(minutes: object) -> None:
    """Whole minutes, a day at most."""
    with pytest.raises(ExportError) as caught:
        IcsExporter(meeting_length=minutes)  # type: ignore[arg-type]  # what a caller may get wrong

    assert caught.value.place == "meeting_length"


def test_an_unknown_form_is_refused() -> None:
    """The error names the forms there are."""
    with pytest.raises(ExportError, match="events, tasks, feed"):
        IcsExporter(form="journal")
