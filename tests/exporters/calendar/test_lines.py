"""The octets written straight from entries are those of icalendar's own objects."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from vnadmindoc.exporters.calendar import lines
from vnadmindoc.exporters.calendar.components import calendar, component
from vnadmindoc.exporters.calendar.entries import VIETNAM, Entry, Held, Plain, Value
from vnadmindoc.exporters.calendar.options import COLOURS, CalendarForm, DaysOff
from vnadmindoc.exporters.ics import IcsExporter
from vnadmindoc.model import Dateline, Deadline, Directive, Notice, Recurrence, directives_of
from vnadmindoc.strategies import notices
from vnadmindoc.vocabulary import DeadlineKind, Frequency, Weekday

# A notice that may be exported: it names a day, and is not secret.
open_notices = (
    notices(drafts=True, max_sections=2, max_annexes=1)
    .map(lambda drawn: evolve(drawn, secrecy=None))
    .filter(
        lambda drawn: any(
            due.due is not None for _, each in directives_of(drawn) for due in each.deadlines
        )
    )
)
exporters = st.builds(
    IcsExporter,
    form=st.sampled_from(CalendarForm),
    alarms=st.lists(st.integers(1, 30), max_size=3),
    url=st.sampled_from((None, "https://example.vn/5.pdf", "http://example.vn/a?b=c,d;e")),
    colour=st.sampled_from((None, *COLOURS)),
    days_off=st.sampled_from(DaysOff),
)


def unfolded(data: bytes) -> bytes:
    """Return the octets with every fold undone."""
    return data.replace(b"\r\n ", b"")


@pytest.mark.law
@given(open_notices, exporters)
def test_a_calendar_is_what_icalendar_writes(drawn: Notice, exporter: IcsExporter) -> None:
    """Line for line, in icalendar's own order; only where lines are folded is our own affair."""
    ours = exporter.export(drawn)

    theirs: bytes = calendar(drawn, exporter).to_ical()

    assert unfolded(ours) == unfolded(theirs)


TEXTS = st.text(
    st.one_of(
        st.sampled_from("\\;,:\"\nnN '^="),
        st.characters(exclude_categories=("Cs", "Cc", "Cn")),
    ),
    max_size=200,
)
MOMENTS = st.builds(
    lambda day, seconds, zone: datetime.combine(day, time(), zone) + timedelta(seconds=seconds),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.integers(0, 86_399),
    st.sampled_from((UTC, VIETNAM)),
)
SPANS = st.timedeltas(timedelta(days=-400), timedelta(days=400)).map(
    lambda span: timedelta(days=span.days, seconds=span.seconds)
)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters='"'))


@st.composite
def events(draw: st.DrawFn) -> Entry:
    """Draw events of any values, whether they make sense or not."""
    held: dict[str, Value] = {
        "UID": draw(TEXTS),
        "SUMMARY": draw(TEXTS),
        "DESCRIPTION": draw(TEXTS),
        "SEQUENCE": draw(st.integers(0, 9_999)),
        "DTSTAMP": draw(MOMENTS),
        "DTSTART": draw(st.one_of(MOMENTS, DAYS)),
        "CATEGORIES": tuple(draw(st.lists(TEXTS, min_size=1, max_size=3))),
        "CONTACT": draw(st.lists(TEXTS, min_size=1, max_size=3)),
        "EXDATE": tuple(draw(st.lists(DAYS, min_size=1, max_size=3))),
        "ATTENDEE": [
            Held(
                Plain("mailto:an@example.vn"),
                (("CN", name), ("PARTSTAT", "NEEDS-ACTION"), ("RSVP", "TRUE")),
            )
            for name in draw(st.lists(NAMES, min_size=1, max_size=3))
        ],
    }
    trigger: Value = draw(SPANS)
    alarm = Entry("VALARM", {"ACTION": "DISPLAY", "DESCRIPTION": "!", "TRIGGER": trigger})
    return Entry("VEVENT", held, (alarm,))


@pytest.mark.law
@given(events())
def test_an_entry_of_any_values_is_what_icalendar_writes(entry: Entry) -> None:
    """Escapes, types, parameters and spans are those of the library."""
    theirs: bytes = component(entry).to_ical()

    assert unfolded(lines.octets(entry)) == unfolded(theirs)


@pytest.mark.law
@given(st.text(st.one_of(st.sampled_from("\\;a"), st.characters(exclude_categories=("Cs", "Cc")))))
def test_a_fold_cuts_no_letter_and_no_escape(text: str) -> None:
    """Undone it is the line again; each piece is text, keeps to its length and to its escapes."""
    line = f"DESCRIPTION:{lines.escaped(text * 5)}".encode()

    folded = lines.folded(line)

    pieces = folded.removesuffix(b"\r\n").split(b"\r\n")
    assert unfolded(folded) == line + b"\r\n"
    assert all(len(piece) <= 75 and piece.decode() for piece in pieces)
    assert all((len(piece) - len(piece.rstrip(b"\\"))) % 2 == 0 for piece in pieces)


def coming_round(recurrence: Recurrence) -> Notice:
    """Return a notice of 2026 with a duty that comes round."""
    phrase = "chậm nhất ngày 25 hằng tháng"
    deadline = Deadline(phrase=phrase, kind=DeadlineKind.RECURRING, recurrence=recurrence)
    directive = Directive(text=f"Các phòng báo cáo {phrase}.", deadlines=[deadline])
    return Notice(
        subject="Nền nếp báo cáo", opening=[directive], dateline=Dateline(day=1, month=1, year=2026)
    )


@settings(max_examples=60)
@given(st.sampled_from(DaysOff), st.sampled_from(CalendarForm), st.integers(1, 31), st.booleans())
def test_a_series_is_what_icalendar_writes(
    days_off: DaysOff, form: CalendarForm, day: int, timed: bool
) -> None:
    """Rules and the days left out of them too."""
    recurrence = Recurrence(
        frequency=Frequency.MONTHLY, month_day=day, at=time(17) if timed else None
    )
    exporter = IcsExporter(form=form, days_off=days_off)

    ours = exporter.export(coming_round(recurrence))

    assert unfolded(ours) == unfolded(calendar(coming_round(recurrence), exporter).to_ical())


def test_a_week_has_its_day() -> None:
    """Every Friday of three months, by its own name."""
    recurrence = Recurrence(frequency=Frequency.WEEKLY, weekday=Weekday.FRIDAY)

    data = IcsExporter(horizon=3, alarms=()).export(coming_round(recurrence))

    assert b"RRULE:FREQ=WEEKLY;UNTIL=20260327;BYDAY=FR\r\n" in data
    assert b"DTSTART;VALUE=DATE:20260102\r\n" in data
