"""Whatever is put into a notice: its calendar is sound, or an error says what is wrong, where."""

from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from attrs import evolve

from vnadmindoc.calendar_lint import lint
from vnadmindoc.calendar_reading import read_calendar
from vnadmindoc.directory import Directory, Party
from vnadmindoc.errors import InvalidNoticeError
from vnadmindoc.exporters.calendar.options import CalendarForm, DaysOff
from vnadmindoc.exporters.ics import IcsExporter
from vnadmindoc.invitations import invitations
from vnadmindoc.model import (
    Assignment,
    Dateline,
    Deadline,
    Directive,
    Letterhead,
    Notice,
    Recurrence,
)
from vnadmindoc.vocabulary import AssignmentRole, DeadlineKind

SENT = datetime(2026, 3, 2, 2, tzinfo=UTC)
PHRASE = "trước ngày 21/3/2026"

# One fault each, put where a notice takes text: what is due, who does it, what it is called.
WORDS = {
    "carriage return": "một\rhai",
    "line feed": "một\nhai",
    "both": "một\r\nhai",
    "an entry of its own": "một\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:x",
    "a parameter": 'một";ROLE=CHAIR:mailto:x@example.vn',
    "quotes": "“một” \"hai\" 'ba'",
    "commas": "một,hai,,ba",
    "semicolons": "một;hai;;ba",
    "backslashes": "D:\\NAM\\nam\\\\,\\;",
    "a word of 10,000 letters": "ộ" * 10_000,
    "letters of four octets": "🇻🇳" * 500,
    "marks by themselves": "o\u0323\u0302" * 300,
    "separators": "một\u2028hai\u2029ba\x85bốn\vnăm\fsáu",
}
each_word = pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)


def notice(words: str, day: date = date(2026, 3, 20)) -> Notice:
    """Return a notice with these words wherever words stand."""
    party = Assignment(party=f"Phòng {words}", role=AssignmentRole.LEAD)
    directive = Directive(
        label=f"{words[:60]}.",
        text=f"{party.party} làm {words} {PHRASE}",
        deadlines=[Deadline(phrase=PHRASE, due=day)],
        assignments=[party],
    )
    return Notice(
        subject=f"Giao việc {words}",
        letterhead=Letterhead(agency="SỞ NỘI VỤ"),
        dateline=Dateline(place="An Hòa", day=2, month=3, year=2026),
        opening=[directive],
    )


@each_word
@pytest.mark.parametrize("form", CalendarForm)
def test_no_words_break_a_calendar(words: str, form: CalendarForm) -> None:
    """It breaks no rule, and has the entries it has with any words."""
    given = notice(words)

    data = IcsExporter(form=form, url="https://example.vn/5").export(given)

    assert lint(data) == ()
    due = [each for each in read_calendar(data) if each.directive]
    assert [each.last_day for each in due] == [date(2026, 3, 20)]


@each_word
def test_no_words_break_an_invitation(words: str) -> None:
    """One recipient, one attendee, who has the address of the directory."""
    given = notice(words)
    [directive] = given.opening
    assert isinstance(directive, Directive)
    name = directive.assignments[0].party
    parties = [Party(name="Sở Nội vụ", email="so@example.vn"), Party(name=name, email="p@so.vn")]

    [sent] = invitations(given, Directory(tuple(parties)), sent=SENT).mails

    assert lint(sent.calendar) == ()
    mail = message_from_bytes(sent.mail, policy=default)
    assert mail.defects == []
    assert [each.addr_spec for each in mail["To"].addresses] == ["p@so.vn"]
    [state] = read_calendar(sent.calendar)
    assert [each.email for each in state.answers] == ["p@so.vn"]


CONTROLS = [*range(9), *range(14, 32), *range(127, 133), *range(134, 160), 0xD800, 0xDFFF]


def test_control_characters_do_not_come_so_far() -> None:
    """No notice holds one, so no calendar does."""
    for code in CONTROLS:
        with pytest.raises(InvalidNoticeError, match=f"U\\+{code:04X}"):
            notice(f"a{chr(code)}b")


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1976, 12, 31), date(2100, 12, 31)])
@pytest.mark.parametrize("form", CalendarForm)
def test_the_first_and_the_last_day_there_are(day: date, form: CalendarForm) -> None:
    """Reminders that ring a year before the first, by zones that were others then."""
    given = evolve(notice("việc", day), dateline=None)

    data = IcsExporter(form=form, alarms=(260, 1)).export(given)

    assert lint(data) == ()
    assert day in [each.last_day for each in read_calendar(data)]


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1899, 12, 31), date(9999, 12, 31)])
def test_a_day_that_no_calendar_has_is_refused(day: date) -> None:
    """The error names the year and its place."""
    with pytest.raises(InvalidNoticeError, match="outside 1900-2100 @ due"):
        notice("việc", day)


@pytest.mark.parametrize("form", CalendarForm)
@pytest.mark.parametrize("days_off", DaysOff)
def test_a_series_runs_past_the_last_year(form: CalendarForm, days_off: DaysOff) -> None:
    """Begun in the last year there is, it goes on as far as it is asked to."""
    monthly = Recurrence(frequency="monthly", month_day=31, since=date(2100, 12, 1))
    rounds = Deadline(phrase="định kỳ", kind=DeadlineKind.RECURRING, recurrence=monthly)
    given = Notice(opening=[Directive(text="Báo cáo định kỳ", deadlines=[rounds])])

    data = IcsExporter(form=form, horizon=120, days_off=days_off).export(given)

    assert lint(data) == ()


def test_a_key_that_stands_twice_is_refused() -> None:
    """Of two duties, and of two deadlines of one: the second is named."""
    [directive] = notice("việc").opening
    assert isinstance(directive, Directive)
    twice = evolve(directive, key="a")
    deadlines = [Deadline(phrase=PHRASE, due=date(2026, 3, day), key="b") for day in (20, 21)]

    with pytest.raises(InvalidNoticeError, match=r"'a' stands twice @ opening\[1\]"):
        Notice(opening=[twice, twice])
    with pytest.raises(InvalidNoticeError, match=r"'b' stands twice @ deadlines\[1\]"):
        evolve(twice, deadlines=deadlines)


def test_a_name_of_two_persons_gets_nothing() -> None:
    """Neither of them is chosen; the name is told."""
    given = notice("việc")
    persons = [Party(name="Phòng việc", email=f"p{number}@so.vn", person=True) for number in (1, 2)]
    sender = Party(name="Sở Nội vụ", email="so@example.vn")

    found = invitations(given, Directory((sender, *persons)), sent=SENT)

    assert (found.mails, found.ambiguous) == ((), ("Phòng việc",))


@pytest.mark.parametrize(
    "lines",
    [
        "DTSTART:99991231T235959Z",
        "DTSTART;VALUE=DATE:99991231\r\nDURATION:P2D",
        "DTSTART:19000101T000000Z\r\nDURATION:P9999999D",
        "DTSTART:00010101T000000Z\r\nDTEND;VALUE=DATE:00010101",
    ],
)
def test_a_day_beyond_all_calendars_is_read_as_none(lines: str) -> None:
    """What others wrote is read as far as it goes."""
    data = (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a\r\n{lines}\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )

    [state] = read_calendar(data.encode())

    assert (state.uid, state.last_day) == ("a", None)
