"""What changes in calendars when a notice is issued again.

Promised: every deadline of the two issues with a day is in one group, and in one only; an entry
keeps its UID, its SEQUENCE grows only if it moved, and nothing is withdrawn in silence. A calendar
that follows the updates of every issue holds exactly what the last one says.
Refused here: guessing who is to be told; `vnadmindoc.invitations` writes to people.
Source: RFC 5545, 3.8.7.4; RFC 5546, 2.1.4 and 3.2.5.
"""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.calendar import lines
from vnadmindoc.exporters.calendar.entries import Entry, Plain
from vnadmindoc.exporters.calendar.mapping import Mapper, frame, zones
from vnadmindoc.exporters.calendar.occasions import Occasion
from vnadmindoc.exporters.calendar.options import CalendarOptions
from vnadmindoc.exporters.calendar.words import full_text
from vnadmindoc.identity import carried, keyed, notice_key
from vnadmindoc.model import Notice


@frozen
class Change:
    """What became of one entry.

    Attributes:
        uid: The UID of the entry.
        before: What was due by the earlier issue; None if it is added.
        after: What is due by the later one; None if it is withdrawn.
        sequence: The SEQUENCE that calendars are told.
    """

    uid: str
    before: Occasion | None
    after: Occasion | None
    sequence: int


@frozen(kw_only=True)
class CalendarUpdate:
    """What calendars are to be told of a later issue (*cập nhật lịch*).

    Attributes:
        old: The earlier issue, its duties named.
        new: The later issue under the names of the earlier one; keep it for the next.
        added: What was not due before.
        moved: What is due on another day or hour, comes round otherwise, or binds a party less:
            the same UID, the next SEQUENCE.
        reworded: What is due when it was, in other words, in another place or by more parties:
            the same UID and SEQUENCE.
        untouched: What says what it said.
        withdrawn: What is due no more.
        options: How the notice becomes a calendar.
    """

    old: Notice
    new: Notice
    added: tuple[Change, ...]
    moved: tuple[Change, ...]
    reworded: tuple[Change, ...]
    untouched: tuple[Change, ...]
    withdrawn: tuple[Change, ...]
    options: CalendarOptions

    @property
    def told(self) -> tuple[Change, ...]:
        """What calendars must be told: all but the untouched, the withdrawn last."""
        return (*self.added, *self.moved, *self.reworded, *self.withdrawn)

    def calendar(self) -> bytes | None:
        """Return what is told as one calendar file; None when there is nothing to tell.

        What is withdrawn is in it as cancelled. It has no METHOD, so that it can be imported and
        stored.
        """
        if not self.told:
            return None
        mapper, earlier = self._mappers()
        shown = [change.after for change in self.told if change.after is not None]
        gone = [change.before for change in self.withdrawn if change.before is not None]
        entries = [*mapper.entries(shown), *self._cancelled(mapper, earlier)]
        parts = (*zones([*shown, *gone]), *entries)
        return lines.octets(evolve(frame(self.options, mapper.name), parts=parts))

    def cancellations(self, organizer: str) -> Iterator[bytes]:
        """Yield a message that cancels, METHOD:CANCEL, for each entry that is withdrawn.

        One entry a message: readers act on the first alone (RFC 5546, 3.2.5).

        Args:
            organizer: The e-mail address of the body that had published the entries.

        Raises:
            ExportError: It is no e-mail address.
        """
        from vnadmindoc.exporters.calendar.messages import address, message

        held = Plain(f"mailto:{address(organizer, 'organizer')}")
        mapper, earlier = self._mappers()
        for change, entry in zip(self.withdrawn, self._cancelled(mapper, earlier), strict=True):
            found = [change.before] if change.before is not None else []
            said = evolve(entry, properties={**entry.properties, "ORGANIZER": held})
            yield message("CANCEL", said, zones(found))

    def _mappers(self) -> tuple[Mapper, Mapper]:
        return Mapper(self.new, self.options), Mapper(self.old, self.options)

    def _cancelled(self, mapper: Mapper, earlier: Mapper) -> list[Entry]:
        return [
            earlier.withdrawn(change.before, change.sequence, mapper.stamp)
            for change in self.withdrawn
            if change.before is not None
        ]


def calendar_update(
    old: Notice, new: Notice, options: CalendarOptions | None = None
) -> CalendarUpdate:
    """Return what calendars are to be told when a notice is issued again.

    Args:
        old: The earlier issue: the `new` of the last update, if there was one.
        new: The later issue, as it is read; renumbered, reordered or reworded, a duty is known
            again (`vnadmindoc.identity.carried`).
        options: How the notice becomes a calendar; an `IcsExporter` does.

    Raises:
        ExportError: An issue is secret, or the later one is dated before the earlier one, so that
            calendars would take it for the older.
    """
    options = options or CalendarOptions()
    named = carried(old, new)
    before = evolve(keyed(old), key=notice_key(old))
    earlier, later = Mapper(before, options), Mapper(named, options)
    if later.stamp < earlier.stamp:
        raise ExportError(
            f"the later issue is dated {later.issued}, before the earlier one, {earlier.issued}",
            place="dateline",
            expected="the day of the earlier issue, or one after it",
            remedy="hand in the two issues in their order",
        )
    was = _by_uid(earlier)
    now = _by_uid(later)
    groups: dict[str, list[Change]] = {name: [] for name in ("added", "moved", "reworded", "same")}
    for uid, occasion in now.items():
        groups[_group(was.get(uid), occasion)].append(
            Change(uid, was.get(uid), occasion, occasion.deadline.sequence)
        )
    withdrawn = [
        Change(uid, occasion, None, occasion.deadline.sequence + 1)
        for uid, occasion in was.items()
        if uid not in now
    ]
    return CalendarUpdate(
        old=before,
        new=named,
        added=tuple(groups["added"]),
        moved=tuple(groups["moved"]),
        reworded=tuple(groups["reworded"]),
        untouched=tuple(groups["same"]),
        withdrawn=tuple(withdrawn),
        options=options,
    )


def _by_uid(mapper: Mapper) -> dict[str, Occasion]:
    """Return what is due by the UID of its entry, by last day."""
    found: dict[str, Occasion] = {}
    for occasion in mapper.found():
        uid = mapper.uid(occasion)
        if uid in found:
            raise ExportError(
                "two deadlines have one name",
                place=f"{occasion.directive.key}, {occasion.deadline.key}",
                remedy="give each a key of its own",
            )
        found[uid] = occasion
    return found


def _group(before: Occasion | None, after: Occasion) -> str:
    if before is None:
        return "added"
    if before.deadline.sequence != after.deadline.sequence or _days(before) != _days(after):
        return "moved"
    return "same" if _said(before) == _said(after) else "reworded"


def _days(occasion: Occasion) -> Sequence[object]:
    series = occasion.series
    return occasion.last_day, occasion.at, series and series.days, occasion.without


def _said(occasion: Occasion) -> Sequence[object]:
    bound: Iterable[object] = [
        (each.party, each.role, each.note) for each in occasion.due.assignments
    ]
    return (
        full_text(occasion.directive),
        occasion.deadline.phrase,
        occasion.due.number,
        tuple(bound),
    )
