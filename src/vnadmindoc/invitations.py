"""Invitations by mail: each duty to those who are bound by it, a meeting to those invited.

Promised: a mail for each party with an address and each entry, ready to send; whoever has no
address, or a name that two parties share, is named to the caller and gets nothing. Answers are
read back.
Refused here: sending; making up an address; several entries in one mail, of which readers take the
first alone.
Source: RFC 5546, 3.2 (methods); RFC 6047, 2.4 (mail).
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from attrs import evolve, frozen

from vnadmindoc.directory import Directory, Party
from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.calendar.entries import Entry, Held, Value
from vnadmindoc.exporters.calendar.mapping import Mapper, zones
from vnadmindoc.exporters.calendar.messages import calendar_address, message
from vnadmindoc.exporters.calendar.occasions import Occasion
from vnadmindoc.exporters.calendar.options import CalendarForm, CalendarOptions
from vnadmindoc.model import Notice, texts_of
from vnadmindoc.reissue import CalendarUpdate
from vnadmindoc.text import fold, slug, tidy
from vnadmindoc.vocabulary import AssignmentRole

_OPTIONAL: Final = frozenset({AssignmentRole.PARTNER, AssignmentRole.ADVISES})
_INVITES = "kính mời"
_BETWEEN_NAMES = tuple(map(re.compile, (r"[:;]", r"[:;,]", r"[:;,]|\bvà\b")))
_NAME_LENGTH = 60  # characters of a party in the name of a file


@frozen(kw_only=True)
class Invitation:
    """One mail (*thư mời*).

    Attributes:
        party: Who it goes to.
        method: ``"REQUEST"`` or ``"CANCEL"``.
        uid: The entry it is about.
        sequence: The SEQUENCE of the entry.
        title: The title of the entry.
        answers: Whether an answer is asked for.
        file_name: A name for its file, in ASCII, unique among those made together.
        mail: The mail as octets, ready to send (.eml).
        calendar: The calendar in it.
    """

    party: Party
    method: str
    uid: str
    sequence: int
    title: str
    answers: bool
    file_name: str
    mail: bytes
    calendar: bytes


@frozen(kw_only=True)
class Invitations:
    """What there is to send, and to whom nothing can be sent.

    Attributes:
        mails: The mails, by last day, then by the order of the parties.
        without_address: Names of the notice that the directory does not know, or knows without an
            address; each once.
        ambiguous: Names that stand for several parties of the directory; each once.
    """

    mails: tuple[Invitation, ...]
    without_address: tuple[str, ...]
    ambiguous: tuple[str, ...]


@frozen
class _Attendee:
    party: Party
    role: str
    answers: bool


def invitations(
    notice: Notice,
    directory: Directory,
    *,
    sent: datetime,
    options: CalendarOptions | None = None,
    organizer: str | None = None,
) -> Invitations:
    """Return the mails that invite each party to what it is bound by.

    Args:
        notice: The notice.
        directory: Who the parties are.
        sent: When they are sent, with its zone.
        options: How a duty becomes an entry; always an event.
        organizer: The name of the sender in the directory; the issuing body when left out.

    Raises:
        ExportError: The notice is secret or names no day, the sender has no address, or the time
            has no zone.
    """
    post = _Post(notice, directory, sent, options, organizer)
    for occasion in post.mapper.occasions():
        post.request(occasion)
    return post.result()


def _invited(notice: Notice, directory: Directory) -> list[str]:
    """Return the names of the directory that stand behind *kính mời* (Mẫu 1.7), each by itself.

    *Thanh tra* is not found in *Thanh tra tỉnh*. Those that the directory does not know are not
    told: the words there are a sentence, not a list.
    """
    said = [fold(text) for item in notice.opening for text in texts_of(item)]
    behind = " ".join(text.partition(_INVITES)[2] for text in said)
    # Commas and "và" may belong to a name: "Sở Văn hóa, Thể thao và Du lịch".
    parts = {part.strip(" .") for marks in _BETWEEN_NAMES for part in marks.split(behind)}
    names = (name for party in directory.parties for name in (party.name, *party.aliases))
    return [name for name in names if fold(name) in parts]


def updates(
    update: CalendarUpdate,
    directory: Directory,
    *,
    sent: datetime,
    organizer: str | None = None,
) -> Invitations:
    """Return the mails that tell each party what a later issue changes.

    What is added, moved or reworded goes to all bound by it, what is withdrawn to all who were;
    whoever is released is told that it is cancelled.

    Args:
        update: What `vnadmindoc.reissue.calendar_update` found.
        directory: As in `invitations`.
        sent: As there.
        organizer: As there.

    Raises:
        ExportError: As there.
    """
    post = _Post(update.new, directory, sent, update.options, organizer)
    was = _Post(update.old, directory, sent, update.options, organizer)
    for change in update.told:
        bound = [] if change.after is None else post.attendees(change.after)
        before = [] if change.before is None else was.attendees(change.before)
        if change.after is not None:
            post.request(change.after)
        there = {each.party for each in bound}
        released = [each for each in before if each.party not in there]
        if released and change.before is not None:
            entry = was.mapper.withdrawn(change.before, change.sequence, post.mapper.stamp)
            post.send("CANCEL", entry, change.sequence, change.before, released)
    return post.result()


class _Post:
    """Writes the mails about one issue."""

    def __init__(
        self,
        notice: Notice,
        directory: Directory,
        sent: datetime,
        options: CalendarOptions | None,
        organizer: str | None,
    ) -> None:
        if sent.tzinfo is None:
            raise ExportError(
                "an hour without a time zone is no point in time",
                place="sent",
                remedy="give it one, e.g. datetime.now(UTC)",
            )
        chosen = evolve(options or CalendarOptions(), form=CalendarForm.EVENTS)
        self.mapper = Mapper(notice, chosen)
        self.notice = notice
        self.directory = directory
        self.sent = sent
        self.organizer = self._organizer(organizer)
        self._mails: list[Invitation] = []
        self._names: set[str] = set()
        self._unreached: dict[str, None] = {}
        self._ambiguous: dict[str, None] = {}

    def result(self) -> Invitations:
        """Return what was written."""
        return Invitations(
            mails=tuple(self._mails),
            without_address=tuple(self._unreached),
            ambiguous=tuple(self._ambiguous),
        )

    def request(self, occasion: Occasion) -> None:
        """Write the mails that ask those bound by it."""
        entry, sequence = self.mapper.entry(occasion), occasion.deadline.sequence
        self.send("REQUEST", entry, sequence, occasion, self.attendees(occasion))

    def attendees(self, occasion: Occasion) -> list[_Attendee]:
        """Return who can be written to, each once, with what it does."""
        wanted: list[tuple[tuple[str, ...], str, bool]] = []
        if occasion.meeting is not None:
            chair = self.notice.meeting.chair if self.notice.meeting is not None else None
            if chair is not None:
                wanted.append(((chair,), "CHAIR", True))
            invited = (*self.notice.addressees, *_invited(self.notice, self.directory))
            wanted += [((name,), "REQ-PARTICIPANT", True) for name in invited]
        for each in occasion.due.assignments:
            names = tuple(filter(None, (each.name, each.party)))
            role = "OPT-PARTICIPANT" if each.role in _OPTIONAL else "REQ-PARTICIPANT"
            wanted.append((names, role, each.role not in _OPTIONAL))
        found: dict[Party, _Attendee] = {}
        for names, role, answers in wanted:
            party = self._reached(names)
            if party is not None and party not in found:
                found[party] = _Attendee(party, role, answers)
        return list(found.values())

    def send(
        self,
        method: str,
        entry: Entry,
        sequence: int,
        occasion: Occasion,
        attendees: list[_Attendee],
    ) -> None:
        """Write a mail to each of these."""
        if not attendees:
            return
        held = dict(entry.properties)
        held["DTSTAMP"] = self.sent.astimezone(UTC).replace(microsecond=0)
        held["ORGANIZER"] = calendar_address(self.organizer.name, _mail(self.organizer))
        held["ATTENDEE"] = [_attendee(each) for each in attendees]
        data = message(method, evolve(entry, properties=held), zones([occasion]))
        uid = str(held["UID"])
        for each in attendees:
            stem = f"{slug(each.party.name, limit=_NAME_LENGTH) or 'thu'}-{uid[:8]}"
            name = stem
            count = 1
            while name in self._names:
                count += 1
                name = f"{stem}-{count}"
            self._names.add(name)
            mail = self._mail(method, held, each.party, data)
            self._mails.append(
                Invitation(
                    party=each.party,
                    method=method,
                    uid=uid,
                    sequence=sequence,
                    title=str(held["SUMMARY"]),
                    answers=each.answers and method == "REQUEST",
                    file_name=f"{name}.eml",
                    mail=mail,
                    calendar=data,
                )
            )

    def _mail(self, method: str, held: Mapping[str, Value], party: Party, data: bytes) -> bytes:
        title, words = str(held["SUMMARY"]), str(held["DESCRIPTION"])
        mail = EmailMessage(policy=SMTP)
        mail["From"] = _mailbox(self.organizer)
        mail["To"] = _mailbox(party)
        mail["Subject"] = title
        mail["Date"] = format_datetime(self.sent)
        name = hashlib.sha256(data + _mail(party).encode()).hexdigest()[:32]
        mail["Message-ID"] = f"<{name}@{_mail(self.organizer).rpartition('@')[2]}>"
        mail.set_content(f"{title}\n\n{words}\n", cte="base64")
        # The parameters must be there, or readers show a mere attachment (RFC 6047, 2.4).
        mail.add_alternative(
            data,
            maintype="text",
            subtype="calendar",
            cte="base64",
            params={"charset": "UTF-8", "method": method, "component": "VEVENT"},
        )
        mail.set_boundary(f"=_{name}")  # the library's own comes from chance
        return mail.as_bytes()

    def _organizer(self, name: str | None) -> Party:
        names = [name] if name is not None else []
        if name is None and self.notice.letterhead is not None:
            agency = tidy(self.notice.letterhead.agency.replace("\n", " "))
            parent = tidy((self.notice.letterhead.parent or "").replace("\n", " "))
            names = [f"{agency} {parent}".strip(), agency]
        for each in names:
            found = [party for party in self.directory.known_as(each) if party.email is not None]
            if len(found) == 1:
                return found[0]
        raise ExportError(
            "the directory has no address for the issuing body"
            + (f", {names[-1]}" if names else ""),
            place="organizer",
            expected="one party of this name with an e-mail address",
            remedy="add it to the directory, or name another sender",
        )

    def _reached(self, names: Iterable[str]) -> Party | None:
        """Return the party that can be written to under one of these names."""
        shown = ""
        for name in names:
            found = self.directory.known_as(name)
            if len(found) > 1:
                self._ambiguous[name] = None
                return None
            if found and found[0].email is not None:
                return found[0]
            shown = name
        self._unreached[shown] = None
        return None


def _mail(party: Party) -> str:
    if party.email is None:
        raise ExportError("a party without an address", place=party.name)
    return party.email


def _mailbox(party: Party) -> Address:
    return Address(display_name=party.name, addr_spec=_mail(party))


def _attendee(attendee: _Attendee) -> Held:
    party = attendee.party
    return calendar_address(
        party.name,
        _mail(party),
        CUTYPE="INDIVIDUAL" if party.person else "GROUP",
        PARTSTAT="NEEDS-ACTION",
        ROLE=attendee.role,
        RSVP="TRUE" if attendee.answers else "FALSE",
    )
