r"""Dated deadlines of a notice as a calendar file: events, or tasks.

Promised: every deadline with a last day is one entry, nothing else is; what is written is the last
day that is on time, never the day a phrase names; names, order and stamps come from the notice, so
equal notices give equal bytes. Physical lines hold at most 75 octets and no broken character.
Refused here: METHOD, ORGANIZER and ATTENDEE, for servers refuse the first in stored objects
(RFC 4791, 4.1) and import of the others has mailed everyone named; secret documents; meetings and
anniversaries, which are no deadlines.

icalendar is given finished values only: its own text class reads a line break in ``\N``, its
constructors take UIDs from chance and stamps from the clock.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from typing import ClassVar, Protocol, cast

from attrs import field, frozen
from icalendar import (
    Alarm,
    Calendar,
    Component,
    Event,
    Parameters,
    Todo,
    vCategory,
    vDatetime,
    vInt,
    vText,
    vUri,
)

from vnadmindoc.errors import ExportError
from vnadmindoc.identity import keyed, notice_key, uid
from vnadmindoc.model import (
    Assignment,
    BodyItem,
    Deadline,
    Directive,
    Notice,
    directives_of,
    texts_of,
)
from vnadmindoc.schedule import schedule_of
from vnadmindoc.validation import items
from vnadmindoc.vocabulary import AssignmentRole, Urgency
from vnadmindoc.wording import date_words, document_title, number_text


class CalendarForm(StrEnum):
    """What a deadline becomes (*dạng lịch*)."""

    EVENTS = "events"
    """Whole days, shown by every calendar."""
    TASKS = "tasks"
    """To be ticked off, under one task for the document; Outlook and Google read none."""


_PRODUCT = "-//vnadmindoc//vnadmindoc//VI"  # without a version: the same notice, the same bytes
# Without summer time since 1975: exact as an offset, where a TZID would shift in some readers.
_VIETNAM = timezone(timedelta(hours=7))
_END_OF_DAY = time(23, 59, 59)
_ALARM_HOUR = time(8)
_EVENT_LENGTH = timedelta(minutes=30)  # of an event that ends at its hour: DTEND follows DTSTART
_UNKNOWN_DAY = date(1970, 1, 1)  # stamps a notice without any date; the clock would differ
_PRIORITIES = {Urgency.EXPRESS: 1, Urgency.VERY_URGENT: 2, Urgency.URGENT: 3}

_LINE_OCTETS = 75  # RFC 5545, 3.1
_SUMMARY_LENGTH = 120  # characters
_PHRASE_LENGTH = 60  # characters of a summary that may be the phrase
_NUMBER_LENGTH = 40  # characters of a summary that may be the directive's number, a free label
_DESCRIPTION_LENGTH = 4_000  # characters, of which half at most are not the directive's own
_URL_LENGTH = 1_000
_URL = re.compile(r"https?://[!-~]+")
_ALARMS = range(1, 261)  # working days: from the day before to a year before
_UNDATED_SHOWN = 5

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
# What a phrase leaves behind where it is taken out: "()", a blank or a comma before a mark.
_REMAINS = re.compile(r"\(\s*\)|[\s,]+(?=[,.;:)])")


def _form(value: CalendarForm | str) -> CalendarForm:
    try:
        return CalendarForm(value)
    except ValueError as error:
        raise ExportError(
            f"unknown form of calendar {value!r}",
            place="form",
            expected="one of " + ", ".join(CalendarForm),
        ) from error


def _days(values: Iterable[int]) -> tuple[int, ...]:
    return items(values)


@frozen(kw_only=True)
class IcsExporter:
    """Writes the dated deadlines of a notice as iCalendar, RFC 5545 (*xuất lịch*).

    Attributes:
        form: Events, or tasks.
        alarms: On which working days before the last day a reminder rings, at 08:00 in Vietnam;
            empty for none. Each from 1 to 260.
        url: Where the document can be read, http or https; ends every description.
    """

    suffix: ClassVar[str] = ".ics"
    media_type: ClassVar[str] = "text/calendar"

    form: CalendarForm = field(default=CalendarForm.EVENTS, converter=_form)
    alarms: tuple[int, ...] = field(default=(3, 1), converter=_days)
    url: str | None = None

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.alarms, tuple) or not all(
            type(days) is int and days in _ALARMS for days in self.alarms
        ):
            raise ExportError(
                f"no reminder can ring {self.alarms!r} working days before a deadline",
                place="alarms",
                expected=f"whole numbers from {_ALARMS[0]} to {_ALARMS[-1]}",
            )
        if self.url is not None and not (_URL.fullmatch(self.url) and len(self.url) <= _URL_LENGTH):
            raise ExportError(
                f"not an address of a web page: {self.url!r}",
                place="url",
                expected=f"http:// or https://, no blanks, at most {_URL_LENGTH} characters",
                remedy="write letters beyond ASCII as percent signs and hexadecimal digits",
            )

    def export(self, notice: Notice) -> bytes:
        """Return the calendar: one entry a dated deadline, by last day, then in reading order.

        Raises:
            ExportError: The notice is secret, or no deadline in it has a last day: a calendar
                without an entry is none (RFC 5545, 3.6).
        """
        if notice.secrecy is not None:
            raise ExportError(
                f"a document marked {notice.secrecy.printed} is not put into a calendar",
                place="secrecy",
                remedy="pass its deadlines on by the ways open to secret documents",
            )
        notice = keyed(notice)
        duties = sorted(_duties(notice), key=lambda duty: duty.last_day)
        if not duties:
            raise _nothing_due(notice)
        return _Writer(notice, self).calendar(duties)


# What is due


@frozen
class _Duty:
    """One dated deadline with what a calendar says of it.

    Attributes:
        directive: Where it stands.
        deadline: The deadline.
        last_day: Its last day.
        number: The number of the directive in the notice, ``"II.7"``; may be empty.
        assignments: Who does what.
    """

    directive: Directive
    deadline: Deadline
    last_day: date
    number: str
    assignments: tuple[Assignment, ...]


def _duties(notice: Notice) -> Iterator[_Duty]:
    for each in schedule_of(notice):
        if each.deadline.due is not None:
            number = _clipped(each.number, _NUMBER_LENGTH)
            yield _Duty(each.directive, each.deadline, each.deadline.due, number, each.assignments)


def _nothing_due(notice: Notice) -> ExportError:
    undated = [
        f"“{_clipped(each.phrase, _PHRASE_LENGTH)}” ({path})"
        for path, directive in directives_of(notice)
        for each in directive.deadlines
    ]
    shown = ", ".join(undated[:_UNDATED_SHOWN])
    if len(undated) > _UNDATED_SHOWN:
        shown += f" and {len(undated) - _UNDATED_SHOWN} more"
    return ExportError(
        "this notice names no day by which anything is due"
        + (f"; deadlines without a day: {shown}" if shown else ""),
        expected="a deadline with a last day",
        remedy="give one its last day, or leave the calendar out",
    )


# The calendar


class _Text(vText):
    r"""Text escaped as RFC 5545, 3.3.11 says; the base class turns ``\N`` into a line break."""

    def to_ical(self) -> bytes:
        return self.translate(_ESCAPES).encode()


class _Property(Protocol):
    """What every value in a component has: the library's own union of them is looser."""

    params: Parameters

    def to_ical(self) -> bytes: ...


class _Writer:
    """Writes one notice; holds what all its entries share."""

    def __init__(self, notice: Notice, options: IcsExporter) -> None:
        self.options = options
        self.is_working: Callable[[date], bool] = _on_weekday
        self.key = notice_key(notice)
        self.kind = notice.kind.printed
        self.name = _document_name(notice)
        issued = notice.dateline.date if notice.dateline else None
        self.issued = None if issued is None else _utc(issued, time())
        stamp = vDatetime(_utc(notice.reference_date or _UNKNOWN_DAY, time()))
        self.shared: dict[str, object] = {
            "DTSTAMP": stamp,
            "LAST-MODIFIED": stamp,
            "SEQUENCE": vInt(notice.revision),
            "X-VNADMINDOC-DOCUMENT": _Text(self.key),
        }
        if notice.urgency is not None:
            self.shared["PRIORITY"] = vInt(_PRIORITIES[notice.urgency])
        if notice.circulation is not None:
            self.shared["CLASS"] = _Text("PRIVATE")
        if options.url is not None:
            self.shared["URL"] = self.shared["ATTACH"] = vUri(options.url)

    def calendar(self, duties: Sequence[_Duty]) -> bytes:
        frame = Calendar()
        frame["PRODID"] = _Text(_PRODUCT)
        frame["VERSION"] = _Text("2.0")
        frame["CALSCALE"] = _Text("GREGORIAN")
        # NAME is the standard's (RFC 7986, 5.1), the other is what clients read.
        frame["NAME"] = frame["X-WR-CALNAME"] = _Text(self.name)
        if self.options.form is CalendarForm.EVENTS:
            entries = [_octets(self._event(duty)) for duty in duties]
        else:
            entries = [_octets(self._document())]
            entries += [_octets(self._task(duty)) for duty in duties]
        # Entry by entry: one tree of 10,000 entries takes half as long again.
        end = b"END:VCALENDAR\r\n"
        return b"".join([_octets(frame).removesuffix(end), *entries, end])

    def _event(self, duty: _Duty) -> Component:
        event = Event(self.shared)
        self._describe(event, duty)
        phrase = _clipped(duty.deadline.phrase, _PHRASE_LENGTH)
        event["SUMMARY"] = _Text(_around("Hạn: ", _short_title(duty), f" ({phrase})"))
        event["STATUS"] = _Text("CONFIRMED")
        event["TRANSP"] = _Text("TRANSPARENT")  # a deadline leaves the day free
        if duty.deadline.at is None:
            start = _utc(duty.last_day, time())
            event.add("dtstart", duty.last_day)
            event.add("dtend", duty.last_day + timedelta(days=1))  # exclusive: RFC 5545, 3.6.1
        else:
            end = _utc(duty.last_day, duty.deadline.at)
            start = end - _EVENT_LENGTH
            event.add("dtstart", start)
            event.add("dtend", end)
        self._remind(event, duty, start, {})
        return event

    def _task(self, duty: _Duty) -> Component:
        task = Todo(self.shared)
        self._describe(task, duty)
        mark = f"[NV {duty.number}] " if duty.number else "[NV] "
        task["SUMMARY"] = _Text(_around(mark, _short_title(duty), ""))
        task["STATUS"] = _Text("NEEDS-ACTION")
        task["RELATED-TO"] = _Text(uid(self.key, "", "", "document"))
        # A DATE is overdue at its beginning for some readers, at its end for others.
        due = _utc(duty.last_day, duty.deadline.at or _END_OF_DAY)
        if self.issued is not None and self.issued < due:
            task.add("dtstart", self.issued)
        task.add("due", due)
        self._remind(task, duty, due, {"RELATED": "END"})
        return task

    def _document(self) -> Component:
        task = Todo(self.shared)
        task["UID"] = _Text(uid(self.key, "", "", "document"))
        task["SUMMARY"] = _Text(self.name)
        task["STATUS"] = _Text("NEEDS-ACTION")
        task["CATEGORIES"] = _categories([self.kind])
        return task

    def _describe(self, entry: Component, duty: _Duty) -> None:
        """Set what an event and a task of one deadline have in common."""
        directive_key, deadline_key = duty.directive.key or "", duty.deadline.key or ""
        entry["UID"] = _Text(uid(self.key, directive_key, deadline_key, entry.name or ""))
        entry["DESCRIPTION"] = _Text(self._description(duty))
        entry["X-VNADMINDOC-DIRECTIVE"] = _Text(directive_key)
        entry["X-VNADMINDOC-PHRASE"] = _Text(duty.deadline.phrase)
        leads = [each.party for each in duty.assignments if each.role is AssignmentRole.LEAD]
        entry["CATEGORIES"] = _categories([self.kind, *leads[:1]])
        if duty.assignments:
            entry["CONTACT"] = [
                _Text(f"{each.party} ({each.role.printed})") for each in duty.assignments
            ]

    def _description(self, duty: _Duty) -> str:
        deadline = duty.deadline
        hour = "hết ngày" if deadline.at is None else f"{deadline.at:%H:%M}"
        facts = [
            f"Thời hạn ghi trong văn bản: “{deadline.phrase}”",
            f"Hạn cuối: {hour} {_day_words(duty.last_day)}",
        ]
        if not self.is_working(duty.last_day):
            working_day = _working_day_before(duty.last_day, 1, self.is_working)
            facts.append(f"Ngày làm việc cuối cùng: {_day_words(working_day)}")
        facts += _party_lines(duty.assignments)
        place = f", mục {duty.number}" if duty.number else ""
        facts.append(f"Văn bản: {self.name}{place}")
        link = [self.options.url] if self.options.url is not None else []
        rest = "\n".join([_clipped("\n".join(facts), _DESCRIPTION_LENGTH // 2), *link])
        text = "\n".join(_lines(duty.directive))
        return f"{_clipped(text, _DESCRIPTION_LENGTH - len(rest) - 1)}\n{rest}"

    def _remind(
        self, entry: Component, duty: _Duty, anchor: datetime, parameters: dict[str, str]
    ) -> None:
        """Add the reminders; each trigger counts from the anchor, back to 08:00 of its day."""
        if not self.options.alarms:
            return
        words = f"Sắp đến hạn {_day_words(duty.last_day)}: "
        text = _Text(_around(words, _short_title(duty), ""))
        for days in self.options.alarms:
            day = _working_day_before(duty.last_day, days, self.is_working)
            alarm = Alarm()
            alarm["ACTION"] = _Text("DISPLAY")
            alarm["DESCRIPTION"] = text
            alarm.add("trigger", _utc(day, _ALARM_HOUR) - anchor, parameters=dict(parameters))
            entry.add_component(alarm)


def _octets(component: Component) -> bytes:
    """Return a component's lines, folded by octets (RFC 5545, 3.1).

    icalendar would decode each value again and fold it letter by letter: half of all the time.
    """
    lines = []
    for name, value in component.property_items():
        octets = name.encode()
        if isinstance(value, bytes):  # the component's name, after BEGIN and END
            octets += b":" + value
        else:
            written = cast(_Property, value)  # all that `property_items` knows beside bytes
            if parameters := written.params.to_ical():
                octets += b";" + parameters
            octets += b":" + written.to_ical()
        lines.append(_folded(octets))
    return b"".join(lines)


def _folded(line: bytes) -> bytes:
    """Return a line with its line break, in pieces of at most 75 octets, the blank included."""
    pieces = []
    room = _LINE_OCTETS
    while len(line) > room:
        cut = room
        while line[cut] & 0xC0 == 0x80:  # inside a character
            cut -= 1
        backslashes = cut - len(line[:cut].rstrip(b"\\"))
        cut -= backslashes % 2  # between a backslash and what it escapes some readers break
        pieces.append(line[:cut])
        line = line[cut:]
        room = _LINE_OCTETS - 1
    return b"\r\n ".join([*pieces, line]) + b"\r\n"


def _categories(names: Iterable[str]) -> vCategory:
    categories = vCategory([])
    categories.cats = [_Text(name) for name in names]  # the constructor would take plain vText
    return categories


# Days


def _utc(day: date, hour: time) -> datetime:
    """Return an hour of a day in Vietnam, in UTC; parts of a second, which a file lacks, go."""
    return datetime.combine(day, hour.replace(microsecond=0), _VIETNAM).astimezone(UTC)


def _on_weekday(day: date) -> bool:
    return day.weekday() < 5


def _working_day_before(day: date, count: int, is_working: Callable[[date], bool]) -> date:
    """Return the working day that is `count` working days before a day, which counts for none."""
    while count:
        day -= timedelta(days=1)
        count -= is_working(day)
    return day


def _day_words(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


# Wording


def _lines(item: BodyItem) -> Iterator[str]:
    """Yield the texts of a body item as they are printed, labels in front."""
    if isinstance(item, Directive):
        yield f"{item.label} {item.text}".strip()
        for child in item.children:
            yield from _lines(child)
    else:
        yield from texts_of(item)


def _document_name(notice: Notice) -> str:
    """Return the document's title with its number and day, as far as they are known."""
    known = []
    if notice.number is not None and notice.number.number is not None:
        known.append(number_text(notice.number).replace("Số: ", "số "))
    if notice.dateline is not None and notice.dateline.date is not None:
        known.append(date_words(notice.dateline))
    marks = _clipped(", ".join(known), _SUMMARY_LENGTH // 2)
    return _around("", document_title(notice), f" ({marks})" if marks else "")


def _party_lines(assignments: Iterable[Assignment]) -> list[str]:
    """Return a line for each role, ``"Chủ trì: Văn phòng Sở; Thanh tra Sở"``."""
    parties: dict[AssignmentRole, list[str]] = {}
    for each in assignments:
        note = f" ({each.note})" if each.note else ""
        parties.setdefault(each.role, []).append(each.party + note)
    return [
        f"{role.printed[:1].upper()}{role.printed[1:]}: {'; '.join(names)}"
        for role, names in parties.items()
    ]


def _short_title(duty: _Duty) -> str:
    """Return what is to be done, without by when: that stands beside it."""
    text, phrase = str(duty.directive.text), duty.deadline.phrase
    start = text.find(phrase)
    end = start + len(phrase)
    # "trước ngày 8/10" is not taken out of "trước ngày 8/10/2021".
    if start < 0 or text[end : end + 1] == "/" or text[end : end + 1].isalnum():
        return text
    bare = _REMAINS.sub("", f"{text[:start]} {text[end:]}").strip(" ,.;:-–")
    return " ".join(bare.split()) or text


def _around(before: str, title: str, after: str) -> str:
    """Return a summary whose title is cut so that the whole keeps to its length."""
    return before + _clipped(title, _SUMMARY_LENGTH - len(before) - len(after)) + after


def _clipped(text: str, limit: int) -> str:
    """Return text of at most `limit` characters, cut at a word if one ends in its second half."""
    if len(text) <= limit:
        return text
    end = max(text.rfind(" ", 0, limit), text.rfind("\n", 0, limit))
    return text[: end if end > limit // 2 else limit - 1].rstrip() + "…"
