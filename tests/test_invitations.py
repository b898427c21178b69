"""Each party with an address gets a mail for each duty; answers come back."""

import re
from datetime import UTC, date, datetime, time, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import icalendar
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from vnadmindoc.acceptance import NextStep, acceptances
from vnadmindoc.calendar_reading import Answer, latest, read_calendar, read_replies
from vnadmindoc.directory import Directory, Party, read_directory
from vnadmindoc.errors import ExportError, ReadError
from vnadmindoc.exporters.ics import IcsExporter
from vnadmindoc.identity import carried
from vnadmindoc.invitations import Invitation, Invitations, invitations, updates
from vnadmindoc.model import (
    Assignment,
    Dateline,
    Deadline,
    Directive,
    DocumentNumber,
    Event,
    Letterhead,
    Meeting,
    Notice,
    Paragraph,
)
from vnadmindoc.reissue import calendar_update
from vnadmindoc.vocabulary import AssignmentRole, DocumentKind

SENT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
OFFICE = Party(name="Sở Nội vụ", aliases=["Sở"], email="so.noi.vu@example.vn")
LEAD = Party(name="Văn phòng Sở", aliases=["Văn phòng"], email="van.phong@example.vn")
HELPER = Party(name="Thanh tra Sở", email="thanh.tra@example.vn")
PERSON = Party(name="Lê Thị Hạ", email="ha.le@example.vn", person=True)
DIRECTORY = Directory((OFFICE, LEAD, HELPER, PERSON))


def duty(what: str, day: date, *bound: tuple[str, AssignmentRole]) -> Directive:
    """Return a duty of several parties."""
    phrase = f"chậm nhất ngày {day:%d/%m/%Y}"
    names = ", ".join(name for name, _ in bound)
    return Directive(
        text=f"{names} {what} {phrase}",
        deadlines=[Deadline(phrase=phrase, due=day)],
        assignments=[Assignment(party=name, role=role) for name, role in bound],
    )


DAY = date(2026, 3, 20)
BOTH = duty(
    "rà soát quy chế làm việc",
    DAY,
    ("Văn phòng", AssignmentRole.LEAD),
    ("Thanh tra Sở", AssignmentRole.PARTNER),
)


def notice(*body: Directive) -> Notice:
    """Return a notice of March 2026."""
    return Notice(
        subject="Giao việc tháng 3",
        letterhead=Letterhead(agency="SỞ NỘI VỤ"),
        number=DocumentNumber(symbol="TB-SNV", number=7),
        dateline=Dateline(place="An Hòa", day=2, month=3, year=2026),
        opening=body,
    )


def sent(found: Invitations) -> list[tuple[str, str]]:
    """Return what goes to whom."""
    return [(each.method, each.party.name) for each in found.mails]


def read(invitation: Invitation) -> tuple[EmailMessage, EmailMessage, icalendar.Event]:
    """Read a mail as any program does: the mail, its calendar part, the event in it."""
    mail = message_from_bytes(invitation.mail, policy=default)
    assert isinstance(mail, EmailMessage)
    assert mail.get_content_type() == "multipart/alternative"
    assert not mail.defects
    plain, part = mail.iter_parts()
    assert plain.get_content_type() == "text/plain"
    assert isinstance(part, EmailMessage)
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    [event] = icalendar.Calendar.from_ical(payload).events
    return mail, part, event


def test_each_party_is_asked_with_its_role() -> None:
    """Who leads is needed and answers, who helps may come; the issuing body asks."""
    found = invitations(notice(BOTH), DIRECTORY, sent=SENT)

    assert sent(found) == [("REQUEST", "Văn phòng Sở"), ("REQUEST", "Thanh tra Sở")]
    for each in found.mails:
        mail, part, event = read(each)
        assert mail["To"].addresses[0].addr_spec == each.party.email
        assert mail["From"].addresses[0].display_name == "Sở Nội vụ"
        assert mail["Subject"] == event["SUMMARY"]
        assert part.get_content_type() == "text/calendar"
        assert dict(part["Content-Type"].params) == {
            "charset": "UTF-8",
            "method": "REQUEST",
            "component": "VEVENT",
        }
        assert event["ORGANIZER"] == "mailto:so.noi.vu@example.vn"
        assert [(str(who), who.params["ROLE"], who.params["RSVP"]) for who in event.attendees] == [
            ("mailto:van.phong@example.vn", "REQ-PARTICIPANT", "TRUE"),
            ("mailto:thanh.tra@example.vn", "OPT-PARTICIPANT", "FALSE"),
        ]
        assert event.decoded("DTSTAMP") == SENT


def test_an_invitation_is_the_entry_of_the_calendar() -> None:
    """It has the UID, the day and the SEQUENCE that the calendar file has."""
    [event] = icalendar.Calendar.from_ical(IcsExporter().export(notice(BOTH))).events

    _, _, invited = read(invitations(notice(BOTH), DIRECTORY, sent=SENT).mails[0])

    for name in ("UID", "SUMMARY", "SEQUENCE", "DESCRIPTION"):
        assert invited[name] == event[name]
    assert invited.decoded("DTSTART") == event.decoded("DTSTART")


def test_whoever_cannot_be_written_to_is_named() -> None:
    """No address, no entry in the directory, a name of two: each is told, nothing is made up."""
    twins = [Party(name="Nguyễn An", email=f"an{n}@example.vn", person=True) for n in (1, 2)]
    directory = Directory((OFFICE, Party(name="Thanh tra Sở"), *twins))
    asked = duty(
        "báo cáo",
        DAY,
        ("Thanh tra Sở", AssignmentRole.LEAD),
        ("Nguyễn An", AssignmentRole.PARTNER),
        ("Phòng Pháp chế", AssignmentRole.PARTNER),
    )

    found = invitations(notice(asked), directory, sent=SENT)

    assert found.mails == ()
    assert found.without_address == ("Thanh tra Sở", "Phòng Pháp chế")
    assert found.ambiguous == ("Nguyễn An",)


def test_equal_input_gives_equal_mails() -> None:
    """Neither the clock nor chance is in a mail."""
    first, second = (invitations(notice(BOTH), DIRECTORY, sent=SENT).mails for _ in range(2))

    assert [each.mail for each in first] == [each.mail for each in second]


def test_a_correction_is_sent_to_those_it_concerns() -> None:
    """Moved: asked again; withdrawn or released: cancelled; untouched: nothing."""
    quiet = duty("lập dự toán kinh phí", DAY, ("Văn phòng", AssignmentRole.LEAD))
    gone = duty("mua sắm máy tính", DAY, ("Thanh tra Sở", AssignmentRole.LEAD))
    later = duty(
        "rà soát quy chế làm việc",
        DAY + timedelta(days=7),
        ("Văn phòng", AssignmentRole.LEAD),
        ("đồng chí Lê Thị Hạ, Phó Giám đốc", AssignmentRole.PARTNER),
    )
    first = notice(BOTH, quiet, gone)

    update = calendar_update(first, notice(later, evolve(quiet)))
    found = updates(update, DIRECTORY, sent=SENT)

    assert sent(found) == [
        ("REQUEST", "Văn phòng Sở"),
        ("REQUEST", "Lê Thị Hạ"),
        ("CANCEL", "Thanh tra Sở"),
        ("CANCEL", "Thanh tra Sở"),
    ]
    _, part, cancelled = read(found.mails[-1])
    assert part["Content-Type"].params["method"] == "CANCEL"
    assert (cancelled["STATUS"], cancelled["SEQUENCE"]) == ("CANCELLED", 1)
    assert cancelled.walk("VALARM") == []
    assert b"METHOD:CANCEL\r\n" in found.mails[-1].calendar


HOSTILE = st.text(
    st.one_of(
        st.sampled_from('";,:\\^=<>()@'),
        st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp")),
    ),
    min_size=1,
    max_size=40,
).filter(lambda name: name.strip() and Party(name=name).name)


@given(HOSTILE)
def test_no_name_breaks_out_of_a_mail(name: str) -> None:
    """Whatever a party is called, the mail has one recipient and the event one attendee."""
    party = Party(name=f"Sở {name}", email="x@example.vn")
    asked = duty("báo cáo", DAY, ("Văn phòng", AssignmentRole.LEAD))
    directory = Directory((OFFICE, evolve(party, aliases=["Văn phòng"])))

    [invitation] = invitations(notice(asked), directory, sent=SENT).mails

    mail, _, event = read(invitation)
    [address] = mail["To"].addresses
    assert address.addr_spec == "x@example.vn"
    [attendee] = event.attendees
    assert str(attendee) == "mailto:x@example.vn"
    assert set(attendee.params) == {"CN", "CUTYPE", "PARTSTAT", "ROLE", "RSVP"}
    assert len(mail.items()) == 7
    assert invitation.file_name.isascii()


@pytest.mark.parametrize(
    "directory", [Directory(), Directory((evolve(OFFICE, email=None),)), Directory((LEAD,))]
)
def test_a_sender_without_an_address_is_refused(directory: Directory) -> None:
    """Nobody answers to nobody."""
    with pytest.raises(ExportError) as caught:
        invitations(notice(BOTH), directory, sent=SENT)

    assert caught.value.place == "organizer"


def test_an_hour_without_a_zone_is_refused() -> None:
    """It would be another moment on another machine."""
    with pytest.raises(ExportError, match="time zone"):
        invitations(notice(BOTH), DIRECTORY, sent=SENT.replace(tzinfo=None))


# A meeting

CALLED = Notice(
    kind=DocumentKind.INVITATION,
    subject="Họp đánh giá cải cách hành chính quý I",
    letterhead=Letterhead(agency="SỞ NỘI VỤ"),
    number=DocumentNumber(symbol="GM-SNV", number=8),
    dateline=Dateline(place="An Hòa", day=2, month=3, year=2026),
    meeting=Meeting(chair="Đồng chí Lê Thị Hạ"),
    addressees=["Văn phòng Sở", "Thanh tra Sở"],
    opening=[
        Directive(
            text="Thời gian: 8 giờ 30, ngày 12/3/2026 tại phòng họp tầng 2.",
            events=[
                Event(
                    phrase="8 giờ 30, ngày 12/3/2026",
                    day=date(2026, 3, 12),
                    at=time(8, 30),
                    place="phòng họp tầng 2",
                )
            ],
        )
    ],
)


def test_an_invitation_becomes_a_meeting() -> None:
    """An hour, a place, who presides and who comes; it takes their time."""
    found = invitations(CALLED, DIRECTORY, sent=SENT)

    assert sent(found) == [
        ("REQUEST", "Lê Thị Hạ"),
        ("REQUEST", "Văn phòng Sở"),
        ("REQUEST", "Thanh tra Sở"),
    ]
    _, _, event = read(found.mails[0])
    assert event.decoded("DTSTART").astimezone(UTC) == datetime(2026, 3, 12, 1, 30, tzinfo=UTC)
    assert event["LOCATION"] == "phòng họp tầng 2"
    assert event["TRANSP"] == "OPAQUE"
    roles = [who.params["ROLE"] for who in event.attendees]
    assert roles == ["CHAIR", "REQ-PARTICIPANT", "REQ-PARTICIPANT"]
    assert b"BEGIN:VTIMEZONE" in found.mails[0].calendar
    assert not re.search(rb"^[A-Z-]+:\r$", found.mails[0].calendar, re.MULTILINE)


def test_those_named_behind_the_words_of_invitation_are_asked() -> None:
    """Mẫu 1.7 names them in a sentence; the sender, who stands before it, is not asked."""
    words = "Văn phòng Sở trân trọng kính mời: Thanh tra tỉnh; lãnh đạo các phòng"
    invitation = Notice(
        kind=DocumentKind.INVITATION,
        subject="Họp",
        letterhead=Letterhead(agency="Văn phòng Sở"),
        dateline=Dateline(place="Lam Giang", day=1, month=8, year=2026),
        opening=[
            Paragraph(text=words),
            Directive(
                text="Thời gian: 14 giờ ngày 05/8/2026.",
                events=[
                    Event(phrase="14 giờ ngày 05/8/2026", day=date(2026, 8, 5), at=time(14)),
                ],
            ),
        ],
    )
    known = Directory(
        parties=(
            Party(name="Văn phòng Sở", email="vp@so.example.vn"),
            Party(name="Thanh tra tỉnh", email="thanhtra@tinh.example.vn"),
            Party(name="Thanh tra", email="khac@tinh.example.vn"),
        )
    )

    found = invitations(invitation, known, sent=datetime(2026, 8, 1, 8, tzinfo=UTC))

    assert {each.party.email for each in found.mails} == {"thanhtra@tinh.example.vn"}


def test_a_meeting_that_moves_is_the_same_meeting() -> None:
    """Another hour is the next SEQUENCE of the same UID; other words are not."""
    body = CALLED.opening[0]
    assert isinstance(body, Directive)
    text = "Thời gian: 14 giờ 00, ngày 12/3/2026 tại phòng họp tầng 2."
    event = evolve(body.events[0], phrase="14 giờ 00, ngày 12/3/2026", at=time(14))
    moved = evolve(CALLED, opening=[evolve(body, text=text, events=[event])])

    update = calendar_update(CALLED, moved)
    same = calendar_update(CALLED, evolve(CALLED, subject="Họp"))

    assert [change.sequence for change in update.moved] == [1]
    assert [change.sequence for change in same.untouched] == [0]
    assert update.moved[0].uid == same.untouched[0].uid


def test_a_meeting_without_an_end_takes_as_long_as_is_said() -> None:
    """Two hours if nobody says otherwise."""
    lasting = [
        icalendar.Calendar.from_ical(exporter.export(CALLED)).events[0]
        for exporter in (IcsExporter(), IcsExporter(meeting_length=45))
    ]

    spans = [each.decoded("DTEND") - each.decoded("DTSTART") for each in lasting]
    assert spans == [timedelta(hours=2), timedelta(minutes=45)]


# Answers


def reply(invitation: Invitation, email: str, answer: str, stamp: str, sequence: int = 0) -> bytes:
    """Return the answer that another program would mail."""
    calendar = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
        f"UID:{invitation.uid}\r\nDTSTAMP:{stamp}\r\nSEQUENCE:{sequence}\r\n"
        f"ORGANIZER:mailto:so.noi.vu@example.vn\r\n"
        f"ATTENDEE;PARTSTAT={answer};CN=Văn phòng:MAILTO:{email}\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    mail = EmailMessage()
    mail["Subject"] = "Re"
    mail.set_content("x")
    mail.add_alternative(calendar, subtype="calendar", params={"method": "REPLY"})
    return mail.as_bytes()


def test_answers_are_read_back() -> None:
    """The last answer to the latest issue counts, by mail or as a calendar file."""
    [first, _] = invitations(notice(BOTH), DIRECTORY, sent=SENT).mails
    address = "Van.Phong@example.vn"
    mails = [
        reply(first, address, "ACCEPTED", "20260303T010000Z"),
        reply(first, address, "DECLINED", "20260302T010000Z"),
        reply(first, "thanh.tra@example.vn", "TENTATIVE", "20260302T010000Z"),
    ]

    found = latest(each for mail in mails for each in read_replies(mail))

    assert {email: each.answer for (_, email), each in found.items()} == {
        "van.phong@example.vn": Answer.ACCEPTED,
        "thanh.tra@example.vn": Answer.TENTATIVE,
    }
    assert {uid for uid, _ in found} == {first.uid}
    after = read_replies(reply(first, address, "DECLINED", "20260301T010000Z", sequence=1))
    both = latest([*found.values(), *after])
    assert both[first.uid, "van.phong@example.vn"].answer is Answer.DECLINED


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n", b"\xff\xfe"],
)
def test_what_is_no_answer_is_refused(data: bytes) -> None:
    """A mail without a calendar, a calendar that asks."""
    with pytest.raises(ReadError):
        read_replies(data)


def test_an_invitation_reads_as_unanswered() -> None:
    """The states of those invited stand in the entry itself."""
    [first, _] = invitations(notice(BOTH), DIRECTORY, sent=SENT).mails

    [state] = read_calendar(first.calendar)

    assert [each.answer for each in state.answers] == [Answer.NONE, Answer.NONE]
    assert not state.moved


def test_a_carried_notice_sends_the_same_uids() -> None:
    """What was invited once is known when it is issued again."""
    old = notice(BOTH)

    first = invitations(old, DIRECTORY, sent=SENT).mails
    again = invitations(carried(old, old), DIRECTORY, sent=SENT).mails

    assert [each.uid for each in first] == [each.uid for each in again]


# Who has taken on what


def answered(
    first: Invitation, *answers: tuple[str, str, str, int]
) -> list[tuple[Answer, NextStep]]:
    """Return where both parties stand after these answers."""
    read = [each for answer in answers for each in read_replies(reply(first, *answer))]
    stands, strange = acceptances(invitations(notice(BOTH), DIRECTORY, sent=SENT).mails, read)
    assert strange == ()
    return [(each.answer, each.step) for each in stands]


@pytest.mark.parametrize(
    ("answer", "step"),
    [
        ("ACCEPTED", NextStep.NOTHING),
        ("DECLINED", NextStep.SETTLE),
        ("TENTATIVE", NextStep.SETTLE),
        ("DELEGATED", NextStep.ASK_DELEGATE),
        ("NEEDS-ACTION", NextStep.REMIND),
    ],
)
def test_each_answer_has_its_next_step(answer: str, step: NextStep) -> None:
    """Who leads is asked for an answer; who helps need not give one."""
    [first, _] = invitations(notice(BOTH), DIRECTORY, sent=SENT).mails

    stands = answered(first, ("van.phong@example.vn", answer, "20260303T010000Z", 0))

    assert stands == [(Answer(answer), step), (Answer.NONE, NextStep.NOTHING)]


def test_whoever_did_not_answer_is_to_be_reminded() -> None:
    """An answer is missing only where one was asked for."""
    [first, _] = invitations(notice(BOTH), DIRECTORY, sent=SENT).mails

    assert answered(first) == [(Answer.NONE, NextStep.REMIND), (Answer.NONE, NextStep.NOTHING)]


def test_an_answer_to_an_earlier_issue_is_asked_again() -> None:
    """Accepted was another day; answered again, it counts."""
    old = notice(BOTH)
    [first, _] = invitations(old, DIRECTORY, sent=SENT).mails
    later = duty(
        "rà soát quy chế làm việc", DAY + timedelta(days=7), ("Văn phòng", AssignmentRole.LEAD)
    )
    asked = invitations(carried(old, notice(later)), DIRECTORY, sent=SENT).mails
    before = read_replies(reply(first, "van.phong@example.vn", "ACCEPTED", "20260303T010000Z"))
    after = read_replies(reply(first, "van.phong@example.vn", "ACCEPTED", "20260309T010000Z", 1))

    [[early], _] = acceptances(asked, before)
    [[again], _] = acceptances(asked, [*after, *before])

    assert (early.outdated, early.step) == (True, NextStep.ASK_AGAIN)
    assert (again.outdated, again.step) == (False, NextStep.NOTHING)


def test_an_answer_of_somebody_who_was_not_asked_is_told() -> None:
    """A forwarded invitation is answered from another address."""
    asked = invitations(notice(BOTH), DIRECTORY, sent=SENT).mails
    forwarded = read_replies(reply(asked[0], "khac@example.vn", "ACCEPTED", "20260303T010000Z"))

    stands, strange = acceptances(asked, forwarded)

    assert [each.reply for each in stands] == [None, None]
    assert strange == forwarded


# The directory


def test_a_directory_is_a_file(tmp_path: Path) -> None:
    """Names, other names, addresses; upper case and old spelling aside."""
    path = tmp_path / "danh-ba.toml"
    path.write_text(
        '[[party]]\nname = "Văn phòng Sở"\naliases = ["VP"]\nemail = "vp@example.vn"\n'
        '[[party]]\nname = "Hoà An"\nperson = true\n',
        encoding="utf-8",
    )

    directory = read_directory(path)

    [office] = directory.known_as("VĂN PHÒNG SỞ")
    assert office.email == "vp@example.vn"
    assert directory.known_as("vp") == (office,)
    assert directory.known_as("đồng chí Hòa An, Trưởng phòng")[0].person
    assert directory.known_as("Thanh tra") == ()


@pytest.mark.parametrize(
    "text",
    [
        "party = 3",
        "[[parties]]\nname = 'A'",
        "[[party]]\nemail = 'a@example.vn'",
        "[[party]]\nname = 'A'\nmail = 'a@example.vn'",
        "[[party]]\nname = 3",
        "[[party]]\nname = 'A'\nemail = 'a@example.vn;CN=x'",
        '[[party]]\nname = "A\\r\\nBcc: x@example.vn"',
        "[[party]]\nname = 'A'\naliases = 'B'",
        "[[party]]\nname = ' '",
        "[[party",
    ],
)
def test_a_directory_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    """The message names the file and what stands there."""
    path = tmp_path / "danh-ba.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ReadError) as caught:
        read_directory(path)

    assert str(path) in str(caught.value)
