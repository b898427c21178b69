"""Calendars read back: what became of each duty, and what people answered.

Promised: whatever a calendar made of our entries is read, line ends, order and unknown properties
aside; what it says is told, never put into the notice.
Refused here: what is not UTF-8 or no calendar; deciding that a duty is done.
Source: RFC 5545, 3.6; RFC 5546, 3.2.3 (REPLY); RFC 6047 (mail).
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta, timezone
from email import message_from_bytes
from email.policy import default
from enum import StrEnum
from typing import Final

from attrs import frozen
from icalendar import Calendar, Component

from vnadmindoc.errors import ReadError
from vnadmindoc.vocabulary import DutyState

_VIETNAM: Final = timezone(timedelta(hours=7))
_KINDS = ("VEVENT", "VTODO")
_ESCAPE = re.compile(r"\\([\\,;nN])")
_LAST_SECOND = time(23, 59, 59)


class Answer(StrEnum):
    """What somebody invited answered (*trả lời*); the values are those of PARTSTAT."""

    NONE = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    TENTATIVE = "TENTATIVE"
    DELEGATED = "DELEGATED"


_STATES = {
    "COMPLETED": DutyState.DONE,
    "IN-PROCESS": DutyState.UNDER_WAY,
    "CANCELLED": DutyState.WITHDRAWN,
}


@frozen(kw_only=True)
class Reply:
    """What one person answered.

    Attributes:
        uid: The UID of the entry.
        email: The address, in lower case.
        answer: The answer.
        sequence: The SEQUENCE of the entry that is answered.
        stamp: When it was answered; None where the message does not say.
        comment: What else was written.
    """

    uid: str
    email: str
    answer: Answer
    sequence: int = 0
    stamp: datetime | None = None
    comment: str | None = None


@frozen(kw_only=True)
class EntryState:
    """One entry as a calendar holds it.

    Attributes:
        uid: Its UID.
        kind: ``"VEVENT"`` or ``"VTODO"``.
        title: Its title.
        document: The key of the document, None of an entry that is not ours.
        directive: The key of the duty, None of an entry that is not ours or the document's own.
        state: How far it is.
        last_day: The last day by the calendar, in Vietnam; None without one.
        at: Until which hour of it; None is the end of the day.
        was: The last day when it was written; None of an entry that is not ours.
        was_at: The hour when it was written.
        done: When it was ticked off.
        percent: How much of it is done, 0 to 100.
        sequence: Its SEQUENCE.
        answers: What those invited answered, as the entry tells.
    """

    uid: str
    kind: str
    title: str
    document: str | None
    directive: str | None
    state: DutyState
    last_day: date | None
    at: time | None
    was: date | None
    was_at: time | None
    done: datetime | None
    percent: int | None
    sequence: int
    answers: tuple[Reply, ...]

    @property
    def moved(self) -> bool:
        """Whether its owner has moved it to another day or hour."""
        return self.was is not None and (self.last_day, self.at) != (self.was, self.was_at)


def read_calendar(data: bytes) -> tuple[EntryState, ...]:
    """Return the entries of a calendar file, in its order.

    Args:
        data: One or more calendars, as a file or a server gives them.

    Raises:
        ReadError: It is not UTF-8, or no calendar.
    """
    return tuple([_entry(each) for each in _components(data)])


def read_replies(data: bytes) -> tuple[Reply, ...]:
    """Return the answers in a message.

    Args:
        data: A mail (.eml) with a calendar in it, or the calendar itself, METHOD:REPLY.

    Raises:
        ReadError: There is no calendar in it, or it is no answer.
    """
    calendars = list(_calendars(data))
    replies = [
        reply
        for calendar in calendars
        if str(calendar.get("METHOD", "")).upper() == "REPLY"
        for each in calendar.walk()
        if each.name in _KINDS
        for reply in _answers(each)
    ]
    if not replies:
        raise ReadError("no answer to an invitation in it", expected="METHOD:REPLY")
    return tuple(replies)


def latest(replies: Iterable[Reply]) -> dict[tuple[str, str], Reply]:
    """Return the answer that counts, by UID and address.

    The one to the later entry counts, of these the later one (RFC 5546, 2.1.5).
    """
    found: dict[tuple[str, str], Reply] = {}
    for reply in replies:
        known = found.get((reply.uid, reply.email))
        if known is None or _rank(known) <= _rank(reply):
            found[reply.uid, reply.email] = reply
    return found


def _rank(reply: Reply) -> tuple[int, float]:
    return reply.sequence, reply.stamp.timestamp() if reply.stamp is not None else 0.0


def _calendars(data: bytes) -> Iterator[Component]:
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].upper()
    if start == b"BEGIN:VCALENDAR":
        yield from _parsed(data)
        return
    mail = message_from_bytes(data, policy=default)
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    if not parts:
        raise ReadError(
            "neither a calendar nor a mail with one in it", expected="BEGIN:VCALENDAR, or a .eml"
        )
    for part in parts:
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            yield from _parsed(payload)


def _parsed(data: bytes) -> Iterator[Component]:
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        raise ReadError(f"not UTF-8: {error}", expected="a calendar in UTF-8") from error
    try:
        found = Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise ReadError(f"no calendar: {error}", expected="BEGIN:VCALENDAR") from error
    calendars = [each for each in found if each.name == "VCALENDAR"]
    if not calendars:
        raise ReadError("no calendar in it", expected="BEGIN:VCALENDAR")
    yield from calendars


def _components(data: bytes) -> Iterator[Component]:
    for calendar in _parsed(data):
        for each in calendar.walk():
            if each.name in _KINDS:
                yield each


def _entry(component: Component) -> EntryState:
    try:
        last_day, at = _last(component)
    except OverflowError:  # the year 9999 in another zone: no day that anybody set
        last_day = at = None
    was, was_at = _written(_own(component, "DUE"))
    percent = _number(component, "PERCENT-COMPLETE")
    done = _moment(component, "COMPLETED")
    status = (_text(component, "STATUS") or "").upper()
    state = _STATES.get(status, DutyState.OPEN)
    if state is not DutyState.WITHDRAWN and (done is not None or percent == 100):
        state = DutyState.DONE
    elif state is DutyState.OPEN and percent:
        state = DutyState.UNDER_WAY
    return EntryState(
        uid=_text(component, "UID") or "",
        kind=component.name or "",
        title=_text(component, "SUMMARY") or "",
        document=_own(component, "DOCUMENT"),
        directive=_own(component, "DIRECTIVE"),
        state=state,
        last_day=last_day,
        at=at,
        was=was,
        was_at=was_at,
        done=done if isinstance(done, datetime) else None,
        percent=percent,
        sequence=_number(component, "SEQUENCE") or 0,
        answers=tuple(_answers(component)),
    )


def _last(component: Component) -> tuple[date | None, time | None]:
    """Return the last day and its hour, as a calendar shows them."""
    start = _moment(component, "DTSTART")
    end = _moment(component, "DUE" if component.name == "VTODO" else "DTEND")
    if end is None and start is not None:
        span = _decoded(component, "DURATION")
        end = start + span if isinstance(span, timedelta) else None
    if isinstance(end, datetime):
        local = end.astimezone(_VIETNAM) if end.tzinfo is not None else end
        return local.date(), None if local.time() == _LAST_SECOND else local.time()
    if end is not None:  # exclusive of an event, inclusive of a task
        return (end - timedelta(days=1) if component.name == "VEVENT" else end), None
    if isinstance(start, datetime):
        local = start.astimezone(_VIETNAM) if start.tzinfo is not None else start
        return local.date(), local.time()
    return start, None


def _written(text: str | None) -> tuple[date | None, time | None]:
    """Return the last day that we wrote: the reader may have moved its own."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None, None
    return moment.date(), moment.time() if text and "T" in text else None


def _answers(component: Component) -> Iterator[Reply]:
    held = component.get("ATTENDEE", [])
    for each in held if isinstance(held, list) else [held]:
        parameters = getattr(each, "params", {})
        try:
            answer = Answer(str(parameters.get("PARTSTAT", Answer.NONE)).upper())
        except ValueError:
            continue
        stamp = _moment(component, "DTSTAMP")
        yield Reply(
            uid=_text(component, "UID") or "",
            email=str(each).lower().removeprefix("mailto:"),
            answer=answer,
            sequence=_number(component, "SEQUENCE") or 0,
            stamp=stamp if isinstance(stamp, datetime) else None,
            comment=_text(component, "COMMENT"),
        )


def unescaped(text: str) -> str:
    """Return TEXT without its escapes (RFC 5545, 3.3.11)."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def _own(component: Component, name: str) -> str | None:
    """Return a property of ours, which icalendar does not know and leaves as it is written."""
    found = _text(component, f"X-VNADMINDOC-{name}")
    return None if found is None else unescaped(found)


def _text(component: Component, name: str) -> str | None:
    value = component.get(name)
    first = value[0] if isinstance(value, list) and value else value
    return None if first is None else str(first)


def _number(component: Component, name: str) -> int | None:
    try:
        return int(_text(component, name) or "")
    except ValueError:
        return None


def _moment(component: Component, name: str) -> date | datetime | None:
    value = _decoded(component, name)
    return value if isinstance(value, date) else None


def _decoded(component: Component, name: str) -> object:
    try:
        return component.decoded(name, None)
    except (ValueError, TypeError, AttributeError, KeyError):
        return None
