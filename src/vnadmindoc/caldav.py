"""Deadlines kept on a CalDAV server: put there, brought up to date, withdrawn.

Promised: a publication that breaks off is finished by running it again, with nothing lost and
nothing doubled, for no state is kept but on the server; nothing is overwritten that was not seen
(by ETag); what people changed in their copy stays, and where a later issue says otherwise, their
words are kept as a comment and the caller is told.
Refused here: making calendars for people; a METHOD, which servers refuse.
Source: RFC 4791, 5.3.2 and 7.8; RFC 9110, 13.1 (If-Match).

Needs the extra ``caldav``.
"""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen
from icalendar import Alarm, Calendar, Component, vText

from vnadmindoc.calendar_reading import unescaped
from vnadmindoc.errors import ExportError, MissingExtraError
from vnadmindoc.exporters.calendar import lines
from vnadmindoc.exporters.calendar.components import written_out
from vnadmindoc.exporters.calendar.entries import Entry
from vnadmindoc.exporters.calendar.mapping import PRODUCT, Mapper, zones
from vnadmindoc.exporters.calendar.occasions import Occasion
from vnadmindoc.exporters.calendar.options import CalendarForm, CalendarOptions
from vnadmindoc.exporters.calendar.words import WITHDRAWN
from vnadmindoc.model import Notice

try:
    from caldav.davclient import DAVClient
    from caldav.lib.error import DAVError
except ImportError as error:
    raise MissingExtraError("publishing to a CalDAV server", "caldav") from error

_WROTE: Final = "X-VNADMINDOC-WROTE"
"""What we wrote, property by property: whatever is otherwise now, people have changed."""
_STAMPS: Final = frozenset({"DTSTAMP", "LAST-MODIFIED", "CREATED", "SEQUENCE", _WROTE})
"""Set by every program that touches an entry: no change of people's."""
_OFFICIAL: Final = frozenset(
    {"SUMMARY", "DESCRIPTION", "DTSTART", "DTEND", "DUE", "RRULE", "EXDATE", "LOCATION", "UID"}
)
"""What the notice says; the rest is people's own where they have changed it."""
_DOCUMENT: Final = "X-VNADMINDOC-DOCUMENT"
_ALARMS: Final = "VALARM"
_ATTEMPTS = 5  # at one entry that others write at the same time
_DIGEST = 8  # hexadecimal digits: to tell a change, not an attack
_GONE = 404
_CHANGED = 412  # somebody was there between reading and writing
_TYPE = "text/calendar; charset=utf-8"
_QUERY: Final = """<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<D:prop><D:getetag/><C:calendar-data/></D:prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="{kind}">
<C:prop-filter name="X-VNADMINDOC-DOCUMENT"/>
</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"""


@frozen(kw_only=True)
class Published:
    """What a publication did (*kết quả công bố*), by UID.

    Attributes:
        added: Put where nothing was.
        updated: Brought up to date.
        kept: There already as they should be.
        withdrawn: Taken away, for the notice says them no more.
        cancelled: Withdrawn, but left as cancelled, for people had written in them.
        overruled: Where a change of people's gave way to the notice: UID and names of properties.
    """

    added: tuple[str, ...]
    updated: tuple[str, ...]
    kept: tuple[str, ...]
    withdrawn: tuple[str, ...]
    cancelled: tuple[str, ...]
    overruled: Mapping[str, tuple[str, ...]]


@frozen
class _Resource:
    url: str
    etag: str
    calendar: Calendar
    entry: Component


def publish(
    notice: Notice,
    url: str,
    *,
    username: str | None = None,
    password: str | None = None,
    options: CalendarOptions | None = None,
) -> Published:
    """Bring a calendar on a server to what a notice says; other documents' entries are left alone.

    Args:
        notice: The notice; of a later issue the outcome of `vnadmindoc.identity.carried`.
        url: The address of the calendar, which is there already.
        username: Who publishes.
        password: The password.
        options: Events or tasks; a server keeps the two in calendars of their own.

    Raises:
        ExportError: The notice is secret, the server cannot be reached, breaks off or refuses; run
            it again then.
    """
    mapper = Mapper(notice, options or CalendarOptions())
    try:
        with DAVClient(url=url, username=username, password=password) as client:
            return _Publication(client, url.rstrip("/"), mapper).run()
    except (DAVError, OSError) as error:
        raise ExportError(
            f"the server broke off: {error}",
            place=url,
            remedy="run it again: nothing is lost and nothing will stand there twice",
        ) from error


class _Publication:
    """Publishes one notice to one calendar."""

    def __init__(self, client: DAVClient, url: str, mapper: Mapper) -> None:
        self._client = client
        self._url = url
        self._mapper = mapper
        self._kind = "VTODO" if mapper.options.form is CalendarForm.TASKS else "VEVENT"
        self._done: dict[str, list[str]] = {
            name: [] for name in ("added", "updated", "kept", "withdrawn", "cancelled")
        }
        self._overruled: dict[str, tuple[str, ...]] = {}

    def run(self) -> Published:
        there = {str(found.entry["UID"]): found for found in self._ours()}
        wanted = dict(self._wanted())
        for uid, data in wanted.items():
            self._put(uid, data, there.get(uid))
        for uid, found in there.items():
            if uid not in wanted:
                self._withdraw(uid, found)
        done = {name: tuple(uids) for name, uids in self._done.items()}
        return Published(**done, overruled=self._overruled)

    def _wanted(self) -> Iterator[tuple[str, bytes]]:
        found = self._mapper.found()
        entries = self._mapper.entries(found) if found else iter(())
        by_uid = {self._mapper.uid(each): each for each in found}
        for entry in entries:
            uid = str(entry.properties["UID"])
            yield uid, _resource(entry, by_uid.get(uid))

    def _ours(self) -> Iterator[_Resource]:
        """Yield the entries of this document that are on the server."""
        answer = self._client.report(self._url + "/", _QUERY.format(kind=self._kind), 1)
        if answer.status == _GONE:
            raise ExportError(
                "there is no calendar at this address",
                place=self._url,
                remedy="make the calendar with your own program, then give its address",
            )
        for each in answer.parse_calendar_query():
            if each.calendar_data is None or each.etag is None:
                continue
            found = self._read(str(self._client.url.join(each.href)), each.etag, each.calendar_data)
            if found is not None and _document(found.entry) == self._mapper.key:
                yield found

    def _read(self, url: str, etag: str, data: str) -> _Resource | None:
        calendar = Calendar.from_ical(data)
        for part in calendar.subcomponents:
            if part.name == self._kind and "UID" in part:
                return _Resource(url, etag, calendar, part)
        return None

    def _put(self, uid: str, data: bytes, there: _Resource | None) -> None:
        url = there.url if there is not None else f"{self._url}/{uid}.ics"
        for _ in range(_ATTEMPTS):
            if there is None:
                body, outcome = _signed(data), "added"
                condition = {"If-None-Match": "*"}
            else:
                result = _merged(data, there)
                if result is None:
                    self._done["kept"].append(uid)
                    return
                body, overruled = result
                outcome = "updated"
                condition = {"If-Match": there.etag}
                if overruled:
                    self._overruled[uid] = overruled
            status = self._client.put(url, body.decode(), {"Content-Type": _TYPE, **condition})
            if status.status != _CHANGED:
                self._check(status.status, url)
                self._done[outcome].append(uid)
                return
            there = self._reread(url)
        raise self._unsettled(url)

    def _withdraw(self, uid: str, there: _Resource) -> None:
        found: _Resource | None = there
        for _ in range(_ATTEMPTS):
            if found is None or str(found.entry.get("STATUS")) == "CANCELLED":
                return
            condition = {"If-Match": found.etag}
            if _changed(found.entry):
                body = _cancelled(found).decode()
                answer = self._client.put(found.url, body, {"Content-Type": _TYPE, **condition})
                outcome = "cancelled"
            else:
                answer = self._client.delete(found.url, condition)
                outcome = "withdrawn"
            if answer.status not in (_CHANGED, _GONE):
                self._check(answer.status, found.url)
                self._done[outcome].append(uid)
                return
            found = self._reread(found.url)
        raise self._unsettled(there.url)

    def _reread(self, url: str) -> _Resource | None:
        answer = self._client.request(url, "GET")
        if answer.status == _GONE:
            return None
        self._check(answer.status, url)
        raw = answer.raw
        text = raw if isinstance(raw, str) else raw.decode()
        return self._read(url, str(answer.headers.get("ETag", "")), text)

    def _check(self, status: int, url: str) -> None:
        if not 200 <= status < 300:
            raise ExportError(
                f"the server refuses: HTTP {status}",
                place=url,
                remedy="see that the calendar takes entries of this kind, and that you may write",
            )

    def _unsettled(self, url: str) -> ExportError:
        return ExportError(
            f"changed by others {_ATTEMPTS} times while it was being written",
            place=url,
            remedy="run it again",
        )


def _resource(entry: Entry, occasion: Occasion | None) -> bytes:
    named = zones([occasion]) if occasion is not None else ()
    held = {"PRODID": PRODUCT, "VERSION": "2.0", "CALSCALE": "GREGORIAN"}
    return lines.octets(Entry("VCALENDAR", held, (*named, entry)))


def _document(entry: Component) -> str:
    """Return the key of an entry's document; icalendar leaves escapes in names it does not know."""
    return unescaped(str(entry.get(_DOCUMENT, "")))


def _own(calendar: Calendar) -> Component:
    return next(each for each in calendar.subcomponents if each.name in ("VEVENT", "VTODO"))


def _digests(entry: Component) -> dict[str, str]:
    """Return a sign for what an entry holds under each name; what programs set aside."""
    said: dict[str, list[bytes]] = {}
    for name, value in entry.property_items(recursive=False):
        if name not in _STAMPS and name not in ("BEGIN", "END"):
            parameters = getattr(value, "params", None)
            octets = value if isinstance(value, bytes) else value.to_ical()  # type: ignore[attr-defined]  # all values can
            written = octets.encode() if isinstance(octets, str) else octets
            said.setdefault(name, []).append(
                (parameters.to_ical() if parameters else b"") + b":" + written
            )
    alarms = [each.to_ical() for each in entry.subcomponents if isinstance(each, Alarm)]
    if alarms:
        said[_ALARMS] = alarms
    return {
        name: hashlib.sha256(b"\n".join(sorted(each))).hexdigest()[:_DIGEST]
        for name, each in said.items()
    }


def _sign(entry: Component, digests: Mapping[str, str]) -> None:
    """Note in an entry what we wrote."""
    entry[_WROTE] = vText(" ".join(f"{name}={sign}" for name, sign in sorted(digests.items())))


def _wrote(entry: Component) -> dict[str, str]:
    pairs = (each.partition("=") for each in str(entry.get(_WROTE, "")).split())
    return {name: sign for name, _, sign in pairs}


def _changed(entry: Component) -> bool:
    """Return whether people have changed an entry since we wrote it."""
    return _digests(entry) != _wrote(entry)


def _signed(data: bytes) -> bytes:
    calendar = Calendar.from_ical(data)
    entry = _own(calendar)
    _sign(entry, _digests(entry))
    return written_out(calendar)


def _merged(data: bytes, there: _Resource) -> tuple[bytes, tuple[str, ...]] | None:
    """Return what an entry becomes, and where people are overruled; None if it stays as it is."""
    calendar = Calendar.from_ical(data)
    ours, theirs = _own(calendar), there.entry
    now, then, wrote = _digests(ours), _digests(theirs), _wrote(theirs)
    overruled = []
    for name in sorted(now.keys() | then.keys()):
        if then.get(name) in (wrote.get(name), now.get(name)):
            continue  # people left it as it was, or say the same: it is ours
        if now.get(name) == wrote.get(name) or name not in _OFFICIAL:
            _take(name, ours, theirs)
        else:
            overruled.append(name)
    for name in overruled:
        if name in theirs:
            comments = ours.get("COMMENT", [])
            held = comments if isinstance(comments, list) else [comments]
            words = vText(f"{name}: {_words(theirs, name)}")
            if str(words) not in map(str, held):
                ours["COMMENT"] = [*held, words]
    for name in ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED"):
        _take_later(name, ours, theirs)
    _sign(ours, now)
    if _digests(ours) == then and _wrote(ours) == wrote:
        return None
    for zone in there.calendar.walk("VTIMEZONE"):
        if not any(each.get("TZID") == zone.get("TZID") for each in calendar.walk("VTIMEZONE")):
            calendar.subcomponents.insert(0, zone)  # of a day that people moved
    return written_out(calendar), tuple(overruled)


def _take(name: str, ours: Component, theirs: Component) -> None:
    if name == _ALARMS:
        ours.subcomponents = [each for each in theirs.subcomponents if isinstance(each, Alarm)]
    elif name in theirs:
        ours[name] = theirs[name]
    else:
        ours.pop(name, None)


def _take_later(name: str, ours: Component, theirs: Component) -> None:
    mine, other = ours.decoded(name, None), theirs.decoded(name, None)
    if other is not None and (mine is None or other > mine):
        ours[name] = theirs[name]


def _words(entry: Component, name: str) -> str:
    value = entry[name]
    if hasattr(value, "dt"):
        return str(value.dt)
    return str(value)


def _cancelled(there: _Resource) -> bytes:
    """Return an entry as cancelled, with all that people wrote in it."""
    entry = there.entry
    entry["STATUS"] = vText("CANCELLED")
    entry["SUMMARY"] = vText(WITHDRAWN + str(entry.get("SUMMARY", "")))
    entry.subcomponents = [each for each in entry.subcomponents if not isinstance(each, Alarm)]
    entry["SEQUENCE"] = int(entry.get("SEQUENCE", 0)) + 1
    return written_out(there.calendar)
