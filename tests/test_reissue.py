"""Calendars that follow every update hold exactly what the last issue says."""

import random
import re
from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from attrs import define, evolve, field
from hypothesis import given, settings
from hypothesis import strategies as st

from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.calendar.options import CalendarForm
from vnadmindoc.exporters.ics import IcsExporter
from vnadmindoc.model import (
    Assignment,
    Dateline,
    Deadline,
    Directive,
    DocumentNumber,
    Notice,
    Recurrence,
    Section,
)
from vnadmindoc.reissue import CalendarUpdate, calendar_update
from vnadmindoc.vocabulary import AssignmentRole, DeadlineKind, Secrecy

ISSUED = date(2026, 3, 2)


# An independent model of a calendar client


@define
class Client:
    """A calendar that knows RFC 5546 and nothing of this library.

    It keeps of each UID what it was told last: by SEQUENCE, then by DTSTAMP (2.1.5).
    """

    entries: dict[str, dict[str, str]] = field(factory=dict)

    def receive(self, data: bytes) -> None:
        """Take a calendar file, or a message with a method."""
        text = data.decode().replace("\r\n ", "")
        method = re.search(r"^METHOD:(\w+)\r$", text, re.MULTILINE)
        for _, body in re.findall(r"BEGIN:(VEVENT|VTODO)\r\n(.*?)END:\1", text, re.DOTALL):
            own = re.sub(r"BEGIN:VALARM.*?END:VALARM\r\n", "", body, flags=re.DOTALL)
            found = dict(re.findall(r"^([\w-]+)(.*)\r$", own, re.MULTILINE))
            if method and method[1] == "CANCEL":
                found["STATUS"] = ":CANCELLED"
            known = self.entries.get(found["UID"])
            if known is None or _rank(known) <= _rank(found):
                self.entries[found["UID"]] = found

    @property
    def shown(self) -> dict[str, tuple[str | None, ...]]:
        """What the user sees: by UID what is due, when, and how often."""
        names = ("SUMMARY", "DTSTART", "DTEND", "DUE", "RRULE", "EXDATE", "DESCRIPTION")
        return {
            uid: tuple(found.get(name) for name in names)
            for uid, found in self.entries.items()
            if found["STATUS"] != ":CANCELLED"
        }


def _rank(found: dict[str, str]) -> tuple[int, str]:
    return int(found["SEQUENCE"].removeprefix(":")), found["DTSTAMP"]


# Notices, and what may be done to them

WORDS = [
    a + b
    for a in ("b", "c", "d", "g", "h", "kh", "l", "m", "n", "ph", "s", "th", "tr", "v", "x")
    for b in ("an", "ong", "iên", "uy", "ôi", "ành", "ất", "ựng", "eo", "ương")
]


@define
class Job:
    """A duty as its author thinks of it, whatever it is called and wherever it stands."""

    words: list[str]
    day: date
    party: str | None = None
    at: time | None = None
    monthly: int | None = None

    def directive(self, label: str) -> Directive:
        """Write it down."""
        what = " ".join(self.words)
        assignments = []
        if self.party is not None:
            what = f"{self.party} {what}"
            assignments = [Assignment(party=self.party, role=AssignmentRole.LEAD)]
        if self.monthly is not None:
            phrase = f"chậm nhất ngày {self.monthly} hằng tháng"
            recurrence = Recurrence(frequency="monthly", month_day=self.monthly)
            due = Deadline(phrase=phrase, kind=DeadlineKind.RECURRING, recurrence=recurrence)
        else:
            phrase = f"chậm nhất ngày {self.day:%d/%m/%Y}"
            if self.at is not None:
                phrase = f"trước {self.at.hour} giờ ngày {self.day:%d/%m/%Y}"
            due = Deadline(phrase=phrase, due=self.day, at=self.at)
        text = f"{what} {due.phrase}"
        return Directive(label=label, text=text, deadlines=[due], assignments=assignments)


def issue(jobs: list[Job], number: int, day: date) -> Notice:
    """Issue a notice."""
    body = [job.directive(f"{index}.") for index, job in enumerate(jobs, start=1)]
    return Notice(
        subject="Giao việc",
        number=DocumentNumber(symbol="TB-SNV", number=number),
        dateline=Dateline(place="An Hòa", day=day.day, month=day.month, year=day.year),
        sections=[Section(label="I.", heading="Nhiệm vụ", body=body)],
    )


def new_job(chance: random.Random) -> Job:
    """Think of a duty."""
    return Job(
        words=chance.sample(WORDS, chance.randint(6, 10)),
        day=ISSUED + timedelta(days=chance.randint(0, 90)),
        party=chance.choice((None, "Văn phòng Sở", "Thanh tra Sở", "Phòng Pháp chế")),
        at=chance.choice((None, None, time(9), time(17))),
        monthly=chance.choice((None, None, None, 15, 25, 30)),
    )


# A seed draws words that differ; Hypothesis' own chance would draw the same ones for every duty.
seeds = st.integers(0, 2**32).map(random.Random)

Edit = Callable[[list[Job], random.Random], None]


def add(jobs: list[Job], chance: random.Random) -> None:
    """Put another duty in."""
    jobs.insert(chance.randint(0, len(jobs)), new_job(chance))


def withdraw(jobs: list[Job], chance: random.Random) -> None:
    """Take a duty out."""
    if len(jobs) > 1:
        jobs.pop(chance.randrange(len(jobs)))


def reorder(jobs: list[Job], chance: random.Random) -> None:
    """Give every duty another number."""
    chance.shuffle(jobs)


def reword(jobs: list[Job], chance: random.Random) -> None:
    """Say a duty with another word."""
    job = chance.choice(jobs)
    job.words[chance.randrange(len(job.words))] = chance.choice(("gấp", "sớm", "nhanh"))


def put_off(jobs: list[Job], chance: random.Random) -> None:
    """Give a duty another day."""
    job = chance.choice(jobs)
    job.day += timedelta(days=chance.randint(1, 30))
    if job.monthly is not None:
        job.monthly = chance.choice((10, 20, 25, 29))


def pass_on(jobs: list[Job], chance: random.Random) -> None:
    """Give a duty to others."""
    chance.choice(jobs).party = chance.choice((None, "Văn phòng Sở", "Chi cục Thủy lợi"))


EDITS: tuple[Edit, ...] = (add, withdraw, reorder, reword, put_off, pass_on)


def shown_of(notice: Notice, exporter: IcsExporter) -> dict[str, tuple[str | None, ...]]:
    """Return what a calendar shows that is given the whole notice and no update."""
    client = Client()
    if calendar_update(notice, notice, exporter).untouched:
        client.receive(exporter.export(notice))
    return {uid: found for uid, found in client.shown.items() if found[1] or found[3]}


@pytest.mark.law
@settings(max_examples=settings().max_examples // 4)  # each is several issues
@given(
    seeds,
    st.lists(st.lists(st.sampled_from(EDITS), max_size=3), max_size=4),
    st.sampled_from((CalendarForm.EVENTS, CalendarForm.TASKS)),
)
def test_a_client_that_follows_every_update_holds_the_last_issue(
    chance: random.Random, issues: list[list[Edit]], form: CalendarForm
) -> None:
    """Whatever is edited, a client told of each change shows the last issue and nothing else.

    Old updates that arrive again late change nothing.
    """
    exporter = IcsExporter(form=form, alarms=(1,), horizon=3)
    jobs = [new_job(chance) for _ in range(chance.randint(1, 5))]
    first = issue(jobs, 1, ISSUED)
    current = calendar_update(first, first, exporter).new
    client = Client()
    client.receive(exporter.export(current))
    sent = [exporter.export(current)]

    for number, edits in enumerate(issues, start=2):
        for edit in edits:
            edit(jobs, chance)
        update = calendar_update(current, issue(jobs, number, ISSUED), exporter)
        if chance.random() < 0.5:
            told = [update.calendar() or b""]
        else:
            kept = evolve(update, withdrawn=())
            told = [kept.calendar() or b"", *update.cancellations("so.noi.vu@example.vn")]
        for data in [*told, *chance.sample(sent, 1)]:
            client.receive(data)
        sent += told
        current = update.new

    last = shown_of(current, exporter)
    assert {uid: found[:-1] for uid, found in client.shown.items() if uid in last} == {
        uid: found[:-1] for uid, found in last.items()
    }
    extra = client.shown.keys() - last.keys()
    assert all(client.shown[uid][1] is client.shown[uid][3] is None for uid in extra)


@pytest.mark.law
@settings(max_examples=settings().max_examples // 4)
@given(seeds)
def test_each_duty_keeps_its_uid(chance: random.Random) -> None:
    """Renumbered, reordered, reworded, put off or passed on, a duty is the same entry."""
    jobs = [new_job(chance) for _ in range(4)]
    for job in jobs:
        job.monthly = None
    before = issue(jobs, 1, ISSUED)
    first = {id(job): place for place, job in enumerate(jobs)}

    chance.choice((reword, put_off, pass_on))(jobs, chance)
    reorder(jobs, chance)
    update = calendar_update(before, issue(jobs, 2, ISSUED))

    assert update.added == update.withdrawn == ()
    for change in (*update.moved, *update.reworded, *update.untouched):
        assert change.before is not None
        assert change.after is not None
        places = [int(each.due.number.removeprefix("I.")) for each in (change.before, change.after)]
        assert places[0] - 1 == first[id(jobs[places[1] - 1])]


# One correction


def corrected() -> CalendarUpdate:
    """Return what one correction brings: a duty of each kind."""
    days = [ISSUED + timedelta(days=days) for days in (10, 20, 30, 40)]
    names = ("rà soát quy chế", "lập dự toán năm", "tổ chức hội nghị", "mua sắm máy tính")
    jobs = [Job(name.split(), day) for name, day in zip(names, days, strict=True)]
    before = issue(jobs, 1, ISSUED)
    jobs[0].day += timedelta(days=7)
    jobs[1].words.append("tới")
    jobs[3] = Job(["đào", "tạo", "công", "chức", "mới"], days[3])
    return calendar_update(before, issue([jobs[3], jobs[1], jobs[0], jobs[2]], 2, ISSUED))


def test_a_correction_tells_what_it_changes() -> None:
    """Each deadline is in the group of what became of it."""
    update = corrected()

    groups = {
        name: [
            str((change.after or change.before).directive.text)[:8]
            for change in getattr(update, name)
        ]
        for name in ("added", "moved", "reworded", "untouched", "withdrawn")
    }
    assert groups == {
        "added": ["đào tạo "],
        "moved": ["rà soát "],
        "reworded": ["lập dự t", "tổ chức "],  # the latter by its number
        "untouched": [],
        "withdrawn": ["mua sắm "],
    }
    assert [change.sequence for change in update.told] == [1, 1, 0, 0, 1]


def test_what_is_withdrawn_is_cancelled_in_the_file() -> None:
    """It has its UID, the next SEQUENCE, its status, a mark before its title and no reminder."""
    update = corrected()

    data = update.calendar()

    assert data is not None
    [cancelled] = re.findall(
        rb"BEGIN:VEVENT\r\n(?:(?!END:).)*CANCELLED.*?END:VEVENT", data, re.DOTALL
    )
    assert b"SUMMARY:[H\xe1\xbb\xa6Y] " in cancelled
    assert f"UID:{update.withdrawn[0].uid}\r\n".encode() in cancelled
    assert b"SEQUENCE:1\r\n" in cancelled
    assert b"VALARM" not in cancelled
    assert b"METHOD" not in data


def test_a_cancellation_is_a_message_with_an_organizer() -> None:
    """METHOD:CANCEL, one entry, who cancels (RFC 5546, 3.2.5)."""
    [data] = corrected().cancellations("so.noi.vu@example.vn")

    for line in (
        b"METHOD:CANCEL",
        b"STATUS:CANCELLED",
        b"ORGANIZER:mailto:so.noi.vu@example.vn",
        b"SEQUENCE:1",
    ):
        assert line + b"\r\n" in data
    assert data.count(b"BEGIN:VEVENT") == 1


@pytest.mark.parametrize(
    "address",
    ["", "an", "an@", "an@b", "an @example.vn", "an@example.vn\r\nBcc: x@example.vn",
     "an@example.vn;ROLE=CHAIR", "an@example.vn?cc=x@example.vn", '"a b"@example.vn', "an@ví-dụ.vn",
     "a..b@example.vn", "a" * 65 + "@example.vn"],
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    """Neither a parameter nor a header comes in with an address."""
    with pytest.raises(ExportError, match="not an e-mail address"):
        next(corrected().cancellations(address))


def test_an_issue_like_the_last_tells_nothing() -> None:
    """Where nothing changed no calendar is told."""
    before = issue([Job(["rà", "soát", "quy", "chế"], ISSUED)], 1, ISSUED)

    update = calendar_update(before, before)

    assert (update.told, update.calendar()) == ((), None)
    assert len(update.untouched) == 1


def test_an_issue_of_an_earlier_day_is_refused() -> None:
    """Calendars would take it for the older one."""
    jobs = [Job(["rà", "soát", "quy", "chế"], ISSUED)]

    with pytest.raises(ExportError, match="before the earlier one"):
        calendar_update(issue(jobs, 1, ISSUED), issue(jobs, 2, ISSUED - timedelta(days=1)))


def test_a_correction_of_the_same_day_is_the_later_one() -> None:
    """Its stamp is later, so readers do not take its words for the old ones."""
    jobs = [Job(["rà", "soát", "quy", "chế"], ISSUED)]
    before = issue(jobs, 1, ISSUED)
    jobs[0].words.append("nội bộ")

    update = calendar_update(before, issue(jobs, 1, ISSUED))

    assert b"DTSTAMP:20260301T170001Z\r\n" in (update.calendar() or b"")
    assert [change.sequence for change in update.reworded] == [0]


def test_a_secret_issue_is_refused() -> None:
    """What is said of it would be told as well."""
    before = issue([Job(["rà", "soát", "quy", "chế"], ISSUED)], 1, ISSUED)

    with pytest.raises(ExportError, match="MẬT"):
        calendar_update(before, evolve(before, secrecy=Secrecy.SECRET))
