"""Each rule of the lint catches a fault that is put in for it, and our calendars break none."""

from datetime import UTC, datetime

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from vnadmindoc.calendar_lint import OCTET_RULES, RULES, lint
from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.calendar.options import COLOURS, CalendarForm, DaysOff
from vnadmindoc.exporters.ics import IcsExporter
from vnadmindoc.model import Notice
from vnadmindoc.strategies import notices

SOUND = (
    b"BEGIN:VCALENDAR\r\n"
    b"VERSION:2.0\r\n"
    b"PRODID:-//x//x//VI\r\n"
    b"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n"
    b"BEGIN:VTIMEZONE\r\n"
    b"TZID:Asia/Ho_Chi_Minh\r\n"
    b"BEGIN:STANDARD\r\n"
    b"DTSTART:19700101T000000\r\n"
    b"TZOFFSETFROM:+0700\r\n"
    b"TZOFFSETTO:+0700\r\n"
    b"END:STANDARD\r\n"
    b"END:VTIMEZONE\r\n"
    b"BEGIN:VEVENT\r\n"
    b"UID:a\r\n"
    b"DTSTAMP:20260101T000000Z\r\n"
    b"DTSTART;VALUE=DATE:20260102\r\n"
    b"DTEND;VALUE=DATE:20260103\r\n"
    b"RRULE:FREQ=MONTHLY;UNTIL=20261231;BYMONTHDAY=2\r\n"
    b"SUMMARY:H\xe1\xba\xa1n\\, vi\xe1\xbb\x87c\r\n"
    b"STATUS:CONFIRMED\r\n"
    b"PRIORITY:1\r\n"
    b"END:VEVENT\r\n"
    b"BEGIN:VTODO\r\n"
    b"UID:b\r\n"
    b"DTSTAMP:20260101T000000Z\r\n"
    b"DTSTART;TZID=Asia/Ho_Chi_Minh:20260102T000000\r\n"
    b"DUE;TZID=Asia/Ho_Chi_Minh:20260102T170000\r\n"
    b"RELATED-TO:a\r\n"
    b"BEGIN:VALARM\r\n"
    b"ACTION:DISPLAY\r\n"
    b"DESCRIPTION:!\r\n"
    b"TRIGGER;RELATED=END:-P1DT9H\r\n"
    b"END:VALARM\r\n"
    b"END:VTODO\r\n"
    b"END:VCALENDAR\r\n"
)
ASKED = (
    SOUND[: SOUND.index(b"BEGIN:VTODO")].replace(
        b"REFRESH-INTERVAL;VALUE=DURATION:PT12H", b"METHOD:REQUEST"
    ).replace(
        b"STATUS:", b"ORGANIZER:mailto:a@example.vn\r\nATTENDEE:mailto:b@example.vn\r\nSTATUS:"
    )
    + b"END:VCALENDAR\r\n"
)  # fmt: skip

FAULTS = [
    ("every_line_ends_with_crlf", b"UID:a\r\n", b"UID:a\n"),
    ("every_line_ends_with_crlf", b"END:VCALENDAR\r\n", b"END:VCALENDAR"),
    ("no_line_is_longer_than_75_octets", b"UID:a", b"UID:" + b"a" * 72),
    ("every_line_is_utf8", b"H\xe1\xba\xa1n", b"H\xe1\xba\r\n \xa1n"),
    ("every_line_is_utf8", b"BEGIN:VCALENDAR", b"\xef\xbb\xbfBEGIN:VCALENDAR"),
    ("no_control_character_is_in_it", b"SUMMARY:H", b"SUMMARY:\x0bH"),
    ("lines_are_read", b"PRIORITY:1", b"PRIORITY 1"),
    ("lines_are_read", b"END:VEVENT\r\n", b""),
    ("lines_are_read", b"END:VCALENDAR\r\n", b"END:VCALENDAR\r\nX-A:1\r\n"),
    ("a_calendar_has_its_product_and_version", b"PRODID:-//x//x//VI\r\n", b""),
    ("a_calendar_has_its_product_and_version", b"VERSION:2.0", b"VERSION:1.0"),
    ("a_calendar_has_an_entry", SOUND[SOUND.index(b"BEGIN:VTIMEZONE") : -15], b""),
    ("an_entry_has_its_uid_and_stamp", b"UID:a\r\n", b""),
    ("an_entry_has_its_uid_and_stamp", b"DTSTAMP:20260101T000000Z\r\n", b""),
    ("an_event_has_its_beginning", b"DTSTART;VALUE=DATE:20260102\r\n", b""),
    ("no_uid_stands_twice", b"UID:b", b"UID:a"),
    ("what_stands_once_stands_once", b"PRIORITY:1\r\n", b"PRIORITY:1\r\nPRIORITY:1\r\n"),
    ("a_stamp_is_in_utc", b"DTSTAMP:20260101T000000Z", b"DTSTAMP:20260101T000000"),
    ("a_day_has_the_type_it_names", b"DTSTART;VALUE=DATE:20260102", b"DTSTART:20260102"),
    ("an_end_follows_its_beginning", b"DTEND;VALUE=DATE:20260103", b"DTEND;VALUE=DATE:20260102"),
    ("an_end_follows_its_beginning", b"DTEND;VALUE=DATE:20260103", b"DTEND:20260103T000000Z"),
    ("an_end_follows_its_beginning", b"PRIORITY:1", b"DURATION:P1D"),
    ("a_zone_that_is_named_is_defined", b"TZID:Asia/Ho_Chi_Minh", b"TZID:Asia/Hanoi"),
    ("a_zone_that_is_named_is_defined", b"20260102T170000", b"20260102T170000Z"),
    ("a_zone_has_its_offsets", b"TZOFFSETTO:+0700\r\n", b""),
    ("a_reminder_has_its_action_and_trigger", b"ACTION:DISPLAY\r\n", b""),
    ("a_reminder_has_its_action_and_trigger", b"TRIGGER;RELATED=END:-P1DT9H\r\n", b""),
    ("a_reminder_has_its_action_and_trigger", b"DESCRIPTION:!\r\n", b""),
    ("a_trigger_can_be_reckoned", b"-P1DT9H", b"-1DT9H"),
    ("a_trigger_can_be_reckoned", b"DUE;TZID=Asia/Ho_Chi_Minh:20260102T170000\r\n", b""),
    ("a_trigger_can_be_reckoned", b"TRIGGER;RELATED=END:-P1DT9H",
     b"TRIGGER;VALUE=DATE-TIME:20260101T000000"),
    ("a_status_is_of_its_kind", b"STATUS:CONFIRMED", b"STATUS:NEEDS-ACTION"),
    ("a_number_is_in_its_range", b"PRIORITY:1", b"PRIORITY:10"),
    ("text_is_escaped", b"n\\, v", b"n, v"),
    ("text_is_escaped", b"n\\, v", b"n\\x v"),
    ("an_address_is_one", b"PRIORITY:1", b"ORGANIZER:a@example.vn"),
    ("a_rule_has_its_frequency_and_one_end", b"FREQ=MONTHLY;", b""),
    ("a_rule_has_its_frequency_and_one_end", b"BYMONTHDAY=2", b"COUNT=2"),
    ("a_rule_ends_as_its_entry_begins", b"UNTIL=20261231", b"UNTIL=20261231T000000Z"),
    ("a_rule_ends_as_its_entry_begins", b"RELATED-TO:a",
     b"RRULE:FREQ=DAILY;UNTIL=20261231T170000"),
    ("a_rule_has_parts_that_there_are", b"FREQ=MONTHLY", b"FREQ=FORTNIGHTLY"),
    ("a_rule_has_parts_that_there_are", b"BYMONTHDAY=2", b"BYMONTHDAY=32"),
    ("a_rule_has_parts_that_there_are", b"BYMONTHDAY=2", b"BYMONTHDAY=0"),
    ("a_rule_has_parts_that_there_are", b"BYMONTHDAY=2", b"BYMONTHDAY=2;BYMONTHDAY=3"),
    ("a_rule_has_parts_that_there_are", b"BYMONTHDAY=2", b"INTERVAL=0"),
    ("a_rule_has_parts_that_there_are", b"BYMONTHDAY=2", b"INTERVAL=1,2"),
    ("a_rule_has_parts_that_there_are", b"BYMONTHDAY=2", b"BYSETPOS=1"),
    ("a_rule_has_parts_that_there_are", b"FREQ=MONTHLY", b"FREQ=WEEKLY"),
    ("a_rule_has_parts_that_there_are", b"FREQ=MONTHLY;UNTIL=20261231;BYMONTHDAY=2",
     b"FREQ=WEEKLY;BYDAY=2FR"),
    ("a_rule_has_parts_that_there_are", b"BYMONTHDAY=2", b"BYWEEKNO=2"),
    ("a_rule_has_parts_that_there_are", b"BYMONTHDAY=2", b"BYYEARDAY=2"),
    ("a_day_left_out_is_of_the_type_of_the_first", b"PRIORITY:1", b"EXDATE:20260202T000000Z"),
    ("a_day_left_out_is_of_the_type_of_the_first", b"DTSTART;VALUE=DATE:20260102\r\n",
     b"RDATE;VALUE=DATE:20260102\r\n"),
    ("a_component_stands_where_it_may", b"END:VTIMEZONE\r\n",
     b"BEGIN:VALARM\r\nEND:VALARM\r\nEND:VTIMEZONE\r\n"),
    ("a_component_stands_where_it_may", b"END:VEVENT\r\n",
     b"BEGIN:VTODO\r\nUID:z\r\nEND:VTODO\r\nEND:VEVENT\r\n"),
    ("what_stands_once_stands_once", b"VERSION:2.0\r\n",
     b"VERSION:2.0\r\nCALSCALE:GREGORIAN\r\nCALSCALE:GREGORIAN\r\n"),
    ("a_day_is_in_the_calendar", b"DTEND;VALUE=DATE:20260103", b"DTEND;VALUE=DATE:20260231"),
    ("a_day_is_in_the_calendar", b"20260102T170000", b"20260102T250000"),
    ("a_day_names_no_zone", b"DTEND;VALUE=DATE", b"DTEND;VALUE=DATE;TZID=Asia/Ho_Chi_Minh"),
    ("a_span_has_its_beginning", b"DTSTART;VALUE=DATE:20260102\r\nDTEND;VALUE=DATE:20260103",
     b"DURATION:P1D"),
    ("a_span_has_its_beginning", b"DTEND;VALUE=DATE:20260103", b"DURATION:-P1D"),
    ("a_span_has_its_beginning", b"DTEND;VALUE=DATE:20260103", b"DURATION:PT1H"),
    ("a_zone_is_defined_once", b"BEGIN:VEVENT",
     SOUND[SOUND.index(b"BEGIN:VTIMEZONE") : SOUND.index(b"BEGIN:VEVENT")] + b"BEGIN:VEVENT"),
    ("a_zone_has_its_offsets", b"TZOFFSETTO:+0700", b"TZOFFSETTO:+07:00"),
    ("a_zone_has_its_offsets", b"TZOFFSETTO:+0700", b"TZOFFSETTO:-0000"),
    ("a_zone_has_its_offsets", b"19700101T000000", b"19700101T000000Z"),
    ("a_reminder_has_its_action_and_trigger", b"ACTION:DISPLAY", b"ACTION:EMAIL"),
    ("a_reminder_repeats_with_its_pause", b"ACTION:DISPLAY", b"REPEAT:2\r\nACTION:DISPLAY"),
    ("time_is_taken_or_left_free", b"PRIORITY:1", b"TRANSP:FREE"),
    ("time_is_taken_or_left_free", b"RELATED-TO:a", b"TRANSP:OPAQUE"),
    ("text_is_escaped", b"PRIORITY:1", b"CATEGORIES:a;b"),
    ("a_link_is_a_uri", b"PRIORITY:1", b"URL:example.vn"),
    ("a_link_is_a_uri", b"PRIORITY:1", b"ATTACH:a b"),
    ("nothing_is_its_own_parent", b"RELATED-TO:a", b"RELATED-TO:b"),
    ("a_refresh_interval_names_its_type", b";VALUE=DURATION", b""),
]  # fmt: skip
REQUIRES, FORBIDS = "a_method_has_what_it_requires", "a_method_has_nothing_that_it_forbids"
EVENT = ASKED[ASKED.index(b"BEGIN:VEVENT") : -15]
REMINDER = b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:!\r\nTRIGGER:-PT1H\r\nEND:VALARM\r\n"
METHOD_FAULTS = [
    (REQUIRES, (b"ATTENDEE:mailto:b@example.vn\r\n", b"")),
    (REQUIRES, (b"BEGIN:VEVENT", EVENT.replace(b"UID:a", b"UID:c") + b"BEGIN:VEVENT")),
    (REQUIRES, (b"METHOD:REQUEST", b"METHOD:CANCEL"), (b"CONFIRMED", b"CANCELLED")),  # SEQUENCE
    ("a_method_is_known", (b"METHOD:REQUEST", b"METHOD:INVITE")),
    ("a_method_is_known", (b"END:VCALENDAR", EVENT.replace(b"VEVENT", b"VTODO")
                           + b"END:VCALENDAR")),
    (FORBIDS, (b"METHOD:REQUEST", b"METHOD:PUBLISH")),
    (FORBIDS, (b"STATUS:CONFIRMED", b"STATUS:CANCELLED")),
    (FORBIDS, (b"METHOD:REQUEST", b"METHOD:REPLY"),
     (b"ATTENDEE", b"ATTENDEE:mailto:c@example.vn\r\nATTENDEE")),
    (FORBIDS, (b"METHOD:REQUEST", b"METHOD:REPLY"), (b"END:VEVENT", REMINDER + b"END:VEVENT")),
    (FORBIDS, (b"METHOD:REQUEST", b"METHOD:CANCEL"), (b"PRIORITY:1", b"SEQUENCE:1")),
]  # fmt: skip


def test_what_is_sound_breaks_no_rule() -> None:
    """The files that the faults are put into have none of their own."""
    assert lint(SOUND) == lint(ASKED) == ()


@pytest.mark.parametrize(("rule", "before", "after"), FAULTS)
def test_a_rule_catches_its_fault(rule: str, before: bytes, after: bytes) -> None:
    """One fault, and the rule that is for it names it with its section."""
    assert before in SOUND

    found = lint(SOUND.replace(before, after, 1))

    assert rule in {each.rule for each in found}
    assert all(each.section and str(each) for each in found)


@pytest.mark.parametrize(("rule", "changes"), [(rule, changes) for rule, *changes in METHOD_FAULTS])
def test_a_rule_of_methods_catches_its_fault(rule: str, changes: list[tuple[bytes, bytes]]) -> None:
    """People or a number that are missing or too many, two entries, a reminder, a status."""
    data = ASKED
    for before, after in changes:
        assert before in data
        data = data.replace(before, after, 1)

    assert rule in {each.rule for each in lint(data)}


def test_every_rule_has_its_fault() -> None:
    """No rule is without a proof that it can fail."""
    named = {rule.__name__ for rule in (*OCTET_RULES, *RULES)}

    faults = {rule for rule, *_ in FAULTS} | {rule for rule, *_ in METHOD_FAULTS}
    assert named == faults - {"lines_are_read"}


@settings(max_examples=100)
@given(
    notices(drafts=True, max_sections=2, max_annexes=1),
    st.sampled_from(CalendarForm),
    st.sampled_from((None, *COLOURS)),
    st.sampled_from(DaysOff),
)
def test_our_calendars_break_no_rule(
    drawn: Notice, form: CalendarForm, colour: str | None, days_off: DaysOff
) -> None:
    """Whatever stands in a notice."""
    exporter = IcsExporter(form=form, colour=colour, days_off=days_off, now=datetime.now(UTC))
    try:
        data = exporter.export(evolve(drawn, secrecy=None))
    except ExportError:
        return

    assert lint(data) == ()
