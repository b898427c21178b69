r"""What a calendar says of each deadline: the entries of a notice.

Promised: what is written is the last day that is on time, never the day a phrase names; names,
order and stamps come from the notice, so equal notices give equal entries.
Refused here: METHOD, ORGANIZER and ATTENDEE, for servers refuse the first in stored objects
(RFC 4791, 4.1) and import of the others has mailed everyone named; secret documents; octets.
Source: RFC 5545 and 7986, and what calendars make of them.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.calendar.alarms import (
    moments,
    ringing_days,
    working_day_before,
)
from vnadmindoc.exporters.calendar.entries import (
    VIETNAM,
    ZONE,
    ZONE_SINCE,
    Entry,
    Held,
    Plain,
    Value,
)
from vnadmindoc.exporters.calendar.occasions import Occasion, Policy, nothing_due, occasions
from vnadmindoc.exporters.calendar.options import COLOURS, CalendarForm, CalendarOptions, DaysOff
from vnadmindoc.exporters.calendar.series import Series
from vnadmindoc.exporters.calendar.words import (
    NUMBER_LENGTH,
    WITHDRAWN,
    around,
    clipped,
    day_words,
    described,
    document_name,
    event_title,
    full_text,
    hour_words,
    party_lines,
    reminder,
    short_title,
    task_title,
)
from vnadmindoc.identity import keyed, notice_key, uid
from vnadmindoc.model import Event, Notice
from vnadmindoc.vocabulary import AssignmentRole, Urgency

PRODUCT: Final = "-//vnadmindoc//vnadmindoc//VI"
"""Without a version: the same notice, the same bytes."""

_END_OF_DAY = time(23, 59, 59)
_EVENT_LENGTH = timedelta(minutes=30)  # of an event that ends at its hour: DTEND follows DTSTART
_DAY = timedelta(days=1)
_UNKNOWN_DAY = date(1970, 1, 1)  # stamps a notice without any date; the clock would differ
_PRIORITIES = {Urgency.EXPRESS: 1, Urgency.VERY_URGENT: 2, Urgency.URGENT: 3}
# Types of attachments by the ending of an address; a table of the machine's would differ.
_TYPES = {
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".htm": "text/html",
}
_AT_END = (("RELATED", "END"),)
_SHIFTS = {DaysOff.KEEP: 0, DaysOff.BEFORE: -1, DaysOff.AFTER: 1}


class Mapper:
    """Says what a calendar holds of one notice; holds what all its entries share."""

    def __init__(self, notice: Notice, options: CalendarOptions) -> None:
        """Take a notice; its duties are named here if they are not yet.

        Raises:
            ExportError: The notice is secret.
        """
        if notice.secrecy is not None:
            raise ExportError(
                f"a document marked {notice.secrecy.printed} is not put into a calendar",
                place="secrecy",
                remedy="pass its deadlines on by the ways open to secret documents",
            )
        self.notice = notice = keyed(notice)
        self.options = options
        self.is_working = options.days_worked.is_working
        self.key = notice_key(notice)
        self.kind = notice.kind.printed
        self.name = document_name(notice)
        self.stamp = stamp_of(notice)
        self.issued = notice.reference_date
        dated = notice.dateline.date if notice.dateline else None
        self._begin = None if dated is None else datetime.combine(dated, time(), VIETNAM)
        self._ringing: dict[tuple[date, bool], list[datetime]] = {}
        self._component = "VTODO" if options.form is CalendarForm.TASKS else "VEVENT"
        self._shared: dict[str, Value] = {
            "DTSTAMP": self.stamp,
            "LAST-MODIFIED": self.stamp,
            "X-VNADMINDOC-DOCUMENT": self.key,
        }
        if notice.urgency is not None:
            self._shared["PRIORITY"] = _PRIORITIES[notice.urgency]
        if notice.circulation is not None:
            self._shared["CLASS"] = "PRIVATE"
        if options.url is not None:
            self._shared["URL"] = Plain(options.url)
            self._shared["ATTACH"] = _attachment(options.url)

    def occasions(self) -> list[Occasion]:
        """Return what is due, by last day, then in reading order.

        Raises:
            ExportError: Nothing has a day.
        """
        found = self.found()
        if not found:
            raise nothing_due(self.notice)
        return found

    def found(self) -> list[Occasion]:
        """Return what is due, by last day, then in reading order; maybe nothing."""
        policy = Policy(
            horizon=self.options.horizon,
            # Readers disagree on what ticking off one time of a series does.
            expanded=self.options.form is CalendarForm.TASKS,
            is_working=self.is_working,
            shift=_SHIFTS[self.options.days_off],
        )
        return sorted(occasions(self.notice, policy), key=lambda each: each.last_day)

    def uid(self, occasion: Occasion) -> str:
        """Return the UID of the entry of what is due."""
        return occasion.uid(self.key, self._component)

    def entries(self, found: Sequence[Occasion]) -> Iterator[Entry]:
        """Yield the entries of what is due, in a file's order, the document's task before them."""
        if self.options.form is CalendarForm.TASKS:
            yield self.document()
        present = {id(each.due) for each in found}
        for each in found:
            yield self.entry(each, present)

    def entry(self, occasion: Occasion, present: set[int] = frozenset()) -> Entry:  # type: ignore[assignment]  # an empty set that nobody fills
        """Return the entry of what is due.

        Args:
            occasion: What is due.
            present: By `id`, the deadlines that have an entry in the same file: those above may be
                named as parents.
        """
        if self.options.form is CalendarForm.TASKS:
            return self._task(occasion, present)
        return self._event(occasion, present)

    def withdrawn(self, occasion: Occasion, sequence: int, stamp: datetime) -> Entry:
        """Return the entry that takes back one of an earlier issue.

        Args:
            occasion: What was due.
            sequence: The number that outranks the entry so far.
            stamp: When it was taken back, in UTC.
        """
        entry = self.entry(occasion)
        properties = dict(entry.properties)
        properties["SUMMARY"] = around(WITHDRAWN, str(properties["SUMMARY"]), "")
        properties |= {"STATUS": "CANCELLED", "SEQUENCE": sequence}
        properties |= {"DTSTAMP": stamp, "LAST-MODIFIED": stamp}
        return Entry(entry.name, properties)

    def document(self) -> Entry:
        """Return the task of the document itself, under which all others stand."""
        properties: dict[str, Value] = {
            **self._shared,
            "UID": uid(self.key, "", "", "document"),
            "SUMMARY": self.name,
            "SEQUENCE": 0,  # it has no day that could move
            "STATUS": "NEEDS-ACTION",
            "CATEGORIES": (self.kind,),
        }
        return Entry("VTODO", properties)

    def _event(self, occasion: Occasion, present: set[int]) -> Entry:
        if occasion.meeting is not None:
            return self._meeting(occasion, occasion.meeting)
        deadline = occasion.deadline
        title = short_title(str(occasion.directive.text), deadline.phrase)
        held = self._described(occasion, present)
        held["SUMMARY"] = event_title(title, deadline.phrase)
        held["STATUS"] = "CONFIRMED"
        held["TRANSP"] = "TRANSPARENT"  # a deadline leaves the day free
        if occasion.at is None:
            held["DTSTART"] = occasion.last_day
            held["DTEND"] = occasion.last_day + _DAY  # exclusive: RFC 5545, 3.6.1
            anchor = datetime.combine(occasion.last_day, time(), VIETNAM)
        else:
            end = _moment(occasion.last_day, occasion.at)
            anchor = end - _EVENT_LENGTH
            held["DTSTART"], held["DTEND"] = _named(anchor), _named(end)
        if occasion.series is not None:
            _repeat(held, occasion, occasion.series)
        alarms: tuple[Entry, ...] = ()
        if self.options.form is not CalendarForm.FEED:
            alarms = self._alarms(occasion, title, anchor, ())
        return Entry("VEVENT", held, alarms)

    def _meeting(self, occasion: Occasion, meeting: Event) -> Entry:
        """Return what an invitation invites to; it takes the time of those who come."""
        held = self._shared.copy()
        held["UID"] = self.uid(occasion)
        held["SEQUENCE"] = occasion.deadline.sequence
        held["SUMMARY"] = around("", self.notice.subject.replace("\n", " ") or self.name, "")
        held["STATUS"] = "CONFIRMED"
        held["TRANSP"] = "OPAQUE"
        held["CATEGORIES"] = (self.kind,)
        if occasion.directive.key is not None:  # some readers take no empty value
            held["X-VNADMINDOC-DIRECTIVE"] = occasion.directive.key
        held["X-VNADMINDOC-DUE"] = _last_moment(occasion)
        held["X-VNADMINDOC-PHRASE"] = meeting.phrase
        facts = [f"Thời gian: {meeting.phrase}"]
        if meeting.place is not None:
            held["LOCATION"] = meeting.place
            facts.append(f"Địa điểm: {meeting.place}")
        facts.append(f"Văn bản: {self.name}")
        held["DESCRIPTION"] = described(full_text(occasion.directive), facts, self.options.url)
        last = meeting.until or occasion.last_day
        if occasion.at is None:
            held["DTSTART"], held["DTEND"] = occasion.last_day, last + _DAY
            anchor = datetime.combine(occasion.last_day, time(), VIETNAM)
        else:
            anchor = _moment(occasion.last_day, occasion.at)
            end = _moment(last, occasion.at) + timedelta(minutes=self.options.meeting_length)
            held["DTSTART"], held["DTEND"] = _named(anchor), _named(end)
        alarms: tuple[Entry, ...] = ()
        if self.options.form is not CalendarForm.FEED:
            alarms = self._alarms(occasion, str(held["SUMMARY"]), anchor, ())
        return Entry("VEVENT", held, alarms)

    def _task(self, occasion: Occasion, present: set[int]) -> Entry:
        title = short_title(str(occasion.directive.text), occasion.deadline.phrase)
        held = self._described(occasion, present)
        number = clipped(occasion.due.number, NUMBER_LENGTH)
        held["SUMMARY"] = task_title(number, title)
        held["STATUS"] = "NEEDS-ACTION"
        # Without an hour it is written in UTC: a DATE is overdue at its beginning for some readers,
        # at its end for others. DTSTART has the type of DUE (RFC 5545, 3.8.2.3).
        due = _moment(occasion.last_day, occasion.at or _END_OF_DAY)
        if self._begin is not None and self._begin < due:
            held["DTSTART"] = (
                self._begin.astimezone(UTC) if occasion.at is None else _named(self._begin)
            )
        held["DUE"] = due.astimezone(UTC) if occasion.at is None else _named(due)
        held.setdefault("RELATED-TO", uid(self.key, "", "", "document"))
        return Entry("VTODO", held, self._alarms(occasion, title, due, _AT_END))

    def _described(self, occasion: Occasion, present: set[int]) -> dict[str, Value]:
        """Return what an event and a task of one deadline have in common."""
        deadline, assignments = occasion.deadline, occasion.due.assignments
        held = self._shared.copy()
        held["UID"] = self.uid(occasion)
        held["SEQUENCE"] = deadline.sequence
        held["DESCRIPTION"] = self._description(occasion)
        held["X-VNADMINDOC-DIRECTIVE"] = occasion.directive.key or ""
        held["X-VNADMINDOC-DUE"] = _last_moment(occasion)
        held["X-VNADMINDOC-PHRASE"] = deadline.phrase
        leads = [each.party for each in assignments if each.role is AssignmentRole.LEAD]
        held["CATEGORIES"] = (self.kind, *leads[:1])
        if assignments:
            held["CONTACT"] = [f"{each.party} ({each.role.printed})" for each in assignments]
        above = occasion.due.above
        if above is not None and id(above) in present:
            parent = Occasion(above, occasion.last_day, None)
            held["RELATED-TO"] = self.uid(parent)
        return held

    def _description(self, occasion: Occasion) -> str:
        day = occasion.last_day
        facts = [f"Thời hạn ghi trong văn bản: “{occasion.deadline.phrase}”"]
        if occasion.series is not None:
            facts.append(f"Định kỳ: {occasion.series.frequency.printed}")
            facts.append(f"Hạn cuối lần đầu: {hour_words(occasion.at)} {day_words(day)}")
            recurrence = occasion.deadline.recurrence
            if recurrence is not None and recurrence.until is None and recurrence.count is None:
                last = day_words(occasion.series.last)
                facts.append(f"Văn bản không nêu ngày kết thúc; lịch ghi đến {last}")
        else:
            facts.append(f"Hạn cuối: {hour_words(occasion.at)} {day_words(day)}")
        if occasion.series is None and not self.is_working(day):
            working_day = working_day_before(day, 1, self.is_working)
            facts.append(f"Ngày làm việc cuối cùng: {day_words(working_day)}")
        facts += party_lines(occasion.due.assignments)
        number = clipped(occasion.due.number, NUMBER_LENGTH)
        place = f", mục {number}" if number else ""
        facts.append(f"Văn bản: {self.name}{place}")
        return described(full_text(occasion.directive), facts, self.options.url)

    def _alarms(
        self,
        occasion: Occasion,
        title: str,
        anchor: datetime,
        parameters: tuple[tuple[str, str], ...],
    ) -> tuple[Entry, ...]:
        """Return the reminders; each trigger counts from the anchor."""
        as_series = occasion.series is not None
        when = occasion.deadline.phrase if as_series else day_words(occasion.last_day)
        words = reminder(when, title)
        where = occasion.last_day, as_series
        if where not in self._ringing:
            days = ringing_days(
                occasion.last_day, self.options.alarms, None if as_series else self.is_working
            )
            # The first time of a series may be sooner than its reminders, the later ones are not.
            issued = None if as_series else self.issued
            self._ringing[where] = moments(days, issued, None if as_series else self.options.now)
        made = []
        for moment in self._ringing[where]:
            trigger: Value = moment - anchor
            if parameters:
                trigger = Held(moment - anchor, parameters)
            held = {"ACTION": "DISPLAY", "DESCRIPTION": words, "TRIGGER": trigger}
            made.append(Entry("VALARM", held))
        return tuple(made)


def frame(options: CalendarOptions, name: str) -> Entry:
    """Return the calendar around the entries.

    Args:
        options: Its form, and what it is called.
        name: What it is called if the options do not say.
    """
    name = options.title or name
    # NAME is the standard's (RFC 7986, 5.1), the other is what clients read.
    held: dict[str, Value] = {
        "PRODID": PRODUCT,
        "VERSION": "2.0",
        "CALSCALE": "GREGORIAN",
        "NAME": name,
        "X-WR-CALNAME": name,
    }
    if options.colour is not None:
        held["COLOR"] = options.colour
        held["X-APPLE-CALENDAR-COLOR"] = COLOURS[options.colour]
    if options.form is CalendarForm.FEED:
        pause = timedelta(hours=options.refresh)
        # The type must be named: RFC 7986, 5.7.
        held["REFRESH-INTERVAL"] = Held(pause, (("VALUE", "DURATION"),))
        held["X-PUBLISHED-TTL"] = pause
    return Entry("VCALENDAR", held)


def zones(found: Sequence[Occasion]) -> tuple[Entry, ...]:
    """Return the definitions of the zones that the entries name; none for whole days."""
    named = any(each.at is not None and each.last_day.year >= ZONE_SINCE for each in found)
    return (ZONE,) if named else ()


def stamp_of(notice: Notice) -> datetime:
    """Return when an issue was made, in UTC: midnight of its day in Vietnam.

    Each revision is a second later, so a correction of the same day is the later one.
    """
    day = notice.reference_date or _UNKNOWN_DAY
    stamp = datetime.combine(day, time(), VIETNAM) + timedelta(seconds=notice.revision)
    return stamp.astimezone(UTC)


def _moment(day: date, hour: time) -> datetime:
    """Return an hour of a day in Vietnam; parts of a second, which a file lacks, go."""
    return datetime.combine(day, hour.replace(microsecond=0), VIETNAM)


def _named(moment: datetime) -> datetime:
    """Return an hour in the zone that is named in the file, or in UTC before it had its offset."""
    return moment if moment.year >= ZONE_SINCE else moment.astimezone(UTC)


def _repeat(held: dict[str, Value], occasion: Occasion, series: Series) -> None:
    """Set the rule of a series and the days on which it does not fall."""
    last = series.last
    if occasion.at is None:
        held["RRULE"] = Plain(series.bounded(f"{last:%Y%m%d}"))
        if occasion.without:
            held["EXDATE"] = occasion.without
        return
    # UNTIL has the type of DTSTART, but is always in UTC (RFC 5545, 3.3.10).
    until = (_moment(last, occasion.at) - _EVENT_LENGTH).astimezone(UTC)
    held["RRULE"] = Plain(series.bounded(f"{until:%Y%m%dT%H%M%SZ}"))
    if occasion.without:
        held["EXDATE"] = tuple(
            [_named(_moment(day, occasion.at) - _EVENT_LENGTH) for day in occasion.without]
        )


def _last_moment(occasion: Occasion) -> str:
    """Return the last day, with its hour if it has one, as it was set: a reader may move it."""
    if occasion.at is None:
        return occasion.last_day.isoformat()
    return f"{occasion.last_day.isoformat()}T{occasion.at:%H:%M:%S}"


def _attachment(url: str) -> Plain | Held:
    for ending, kind in _TYPES.items():
        if url.lower().endswith(ending):
            return Held(Plain(url), (("FMTTYPE", kind),))
    return Plain(url)
