"""Many notices as one ledger of duties: open, carried over, overdue on a day (*sổ theo dõi*).

Promised: every duty of every notice is in the ledger, and once: a duty that a later notice gives
again is one duty, carried over; what a later notice does not name stays open; equal input gives
equal ledgers, in whatever order the notices are handed in. The time grows with the number of
duties, not with its square.
Refused here: the clock; deciding that a duty is done, which only what is read back may tell.

When is a duty the same? In a later issue of one document (`vnadmindoc.identity.notice_key`) by
`vnadmindoc.identity.carried`. In another document of the same issuing body while it is open: by
equal words, who and by when left out, with the same bodies to do it; words like *tiếp tục* and
*khẩn trương* before the rest count for nothing; or by a key set by hand in both and words that are
alike. Anything less would make two duties one, and one of them would be forgotten.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Literal

from attrs import define, evolve, field, frozen

from vnadmindoc.alignment import likeness
from vnadmindoc.dates.rounds import occurrences_of
from vnadmindoc.duty_sheet import Row, code, document_mark, row
from vnadmindoc.duty_states import Known
from vnadmindoc.identity import carried, is_named_by_hand, keyed, notice_key, task_words, uid
from vnadmindoc.model import Assignment, Deadline, Notice
from vnadmindoc.schedule import Duty, duties_of
from vnadmindoc.text import fold, words
from vnadmindoc.vocabulary import AssignmentRole, DutyState

Order = Literal["date", "unit"]
"""How a ledger is sorted: by last day, or by who does it."""

_LIKENESS: Final = 0.6  # from which two wordings under one key are one duty
_GO_ON: Final = (
    ("tiếp", "tục"),
    ("khẩn", "trương"),
    ("tập", "trung"),
    ("đẩy", "nhanh"),
    ("sớm",),
)
"""Words before a task that ask to go on with it or to hurry."""
_OVERSEE: Final = (AssignmentRole.DIRECTS, AssignmentRole.FOLLOWS_UP)
_SETTLED: Final = (DutyState.DONE, DutyState.WITHDRAWN)


@frozen(kw_only=True)
class Tracked:
    """One duty by one of its deadlines, through all notices that give it.

    Attributes:
        row: What the sheet shows.
        units: Who does it; with nobody to do it, who takes part, else who oversees it. May be
            empty.
        documents: The notices that give it, first to last, by number and symbol.
    """

    row: Row
    units: tuple[str, ...]
    documents: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether it is neither done nor withdrawn."""
        return self.row.state not in _SETTLED

    @property
    def carried(self) -> bool:
        """Whether a later notice gave it again."""
        return len(self.documents) > 1


@frozen(kw_only=True)
class Ledger:
    """All duties of many notices as of a day (*sổ theo dõi nhiệm vụ*).

    Attributes:
        as_of: The day.
        duties: All duties by their last day, then in the order in which they were given; the
            settled ones too.
        later: The notices issued after that day, by number and symbol; their duties are not given
            yet.
    """

    as_of: date
    duties: tuple[Tracked, ...]
    later: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[Tracked, ...]:
        """The duties that are neither done nor withdrawn."""
        return tuple(each for each in self.duties if each.open)

    @property
    def overdue(self) -> tuple[Tracked, ...]:
        """The open duties whose last day is before the day of the ledger."""
        return tuple(each for each in self.duties if each.row.late is not None)

    @property
    def carried(self) -> tuple[Tracked, ...]:
        """The open duties that a later notice gave again."""
        return tuple(each for each in self.open if each.carried)

    def by_unit(self) -> dict[str, tuple[Tracked, ...]]:
        """Return the open duties of each body that does them, sorted by its name.

        A duty of two bodies is with each of them; one of nobody is under the empty name. A body is
        one however its name is spelt in capitals.
        """
        found: defaultdict[str, list[Tracked]] = defaultdict(list)
        names: dict[str, str] = {}
        for each in self.open:
            for unit in each.units or ("",):
                names.setdefault(fold(unit), unit)
                found[fold(unit)].append(each)
        return {names[unit]: tuple(found[unit]) for unit in sorted(found)}

    def rows(self, by: Order = "date", *, settled: bool = False) -> list[Row]:
        """Return the rows of the ledger.

        Args:
            by: Whether they stand by last day, or by who does it and then by last day.
            settled: Whether what is done or withdrawn is among them.
        """
        chosen = self.duties if settled else self.open
        if by == "unit":
            chosen = tuple(sorted(chosen, key=lambda each: [*map(fold, each.units)]))
        return [each.row for each in chosen]


def ledger(notices: Iterable[Notice], as_of: date, known: Iterable[Known] = ()) -> Ledger:
    """Return the ledger of notices as of a day.

    Args:
        notices: The notices, in any order; one handed in twice counts once.
        as_of: The day. A notice issued after it is left out; what was done after it is open.
        known: How far duties are, see `vnadmindoc.duty_states.read_states`. A state is that of
            the duty as one notice gave it: what was done before a later notice gives it again is a
            new duty there; where no day is told, it was done before. Of what is told twice the
            last counts.
    """
    book = _Book(as_of, known)
    # A draft without a day is the newest there is.
    for notice in sorted(notices, key=_when_issued):
        book.enter(notice)
    duties = sorted(book.tracked(), key=lambda each: each.row.due or date.max)
    return Ledger(as_of=as_of, duties=tuple(duties), later=tuple(book.later))


def _when_issued(notice: Notice) -> tuple[date, str, int]:
    return notice.reference_date or date.max, notice_key(notice), notice.revision


@frozen
class _Giving:
    """A duty as one notice gives it."""

    notice: Notice
    key: str  # of the document
    duty: Duty

    def codes(self, deadline: Deadline | None) -> tuple[str, str]:
        """Return by what a state may be told: the code of the row, and the UID of the event."""
        directive = self.duty.directive
        event = uid(self.key, directive.key or "", (deadline and deadline.key) or "", "VEVENT")
        return code(self.key, directive, deadline), event

    @property
    def deadlines(self) -> Sequence[Deadline | None]:
        """Its deadlines; one None where it has none."""
        return [due.deadline for due in self.duty.dues] or [None]


@define(eq=False)
class _Entry:
    """A duty in the making: all its givings so far, and what is known of it by deadline."""

    givings: list[_Giving] = field(factory=list)
    known: dict[str | None, Known] = field(factory=dict)
    withdrawn: bool = False

    def settled_by(self, day: date) -> bool:
        """Return whether all of it was settled by a day, so that a later notice gives it anew."""
        return self.withdrawn or all(
            _holds(self.known.get(_name(each)), day) for each in self.givings[-1].deadlines
        )


def _name(deadline: Deadline | None) -> str | None:
    return None if deadline is None else deadline.key


def _holds(known: Known | None, day: date) -> bool:
    """Return whether a duty is settled on a day by what is known of it."""
    return known is not None and known.state in _SETTLED and (known.done or day) <= day


class _Book:
    """Takes notices in their order and finds their duties again."""

    def __init__(self, as_of: date, known: Iterable[Known]) -> None:
        self.as_of = as_of
        self.known = {each.code: each for each in known}
        self.later: list[str] = []
        self.entries: list[_Entry] = []
        self.documents: dict[str, tuple[Notice, Mapping[str | None, _Entry]]] = {}
        self.traits: defaultdict[Hashable, list[_Entry]] = defaultdict(list)

    def enter(self, notice: Notice) -> None:
        """Enter the duties of a notice."""
        day = notice.reference_date
        if day is not None and day > self.as_of:
            self.later.append(document_mark(notice))
            return
        key = notice_key(notice)
        before, earlier = self.documents.get(key, (None, {}))
        named = keyed(notice) if before is None else carried(before, notice)
        if named == before:
            return  # handed in twice
        duties = list(duties_of(named))
        entries = {
            duty.directive.key: earlier[duty.directive.key]
            for duty in duties
            if duty.directive.key in earlier
        }
        traits = [_traits(named, duty) for duty in duties]
        self._find_again(named.reference_date or self.as_of, duties, traits, entries)
        for duty, own in zip(duties, traits, strict=True):
            entry = entries.get(duty.directive.key)
            if entry is None:
                entry = _Entry()
                self.entries.append(entry)
                entries[duty.directive.key] = entry
            self._give(entry, _Giving(named, key, duty), own)
        for name, entry in earlier.items():
            # Of what another notice has given since, this one has nothing more to say.
            if name not in entries and entry.givings[-1].key == key:
                entry.withdrawn = True
        self.documents[key] = named, entries

    def _find_again(
        self,
        day: date,
        duties: Sequence[Duty],
        traits: Sequence[Sequence[Hashable]],
        entries: dict[str | None, _Entry],
    ) -> None:
        """Find the open duties of other notices that this one gives again, one for one."""
        taken = {id(entry) for entry in entries.values()}
        for stage, same in enumerate(zip(*traits, strict=True)):
            for duty, trait in zip(duties, same, strict=True):
                if duty.directive.key in entries:
                    continue
                for entry in self._waiting(trait, day):
                    if id(entry) not in taken and (stage or _alike(entry.givings[-1].duty, duty)):
                        taken.add(id(entry))
                        entries[duty.directive.key] = entry
                        break

    def _waiting(self, trait: Hashable, day: date) -> Sequence[_Entry]:
        """Return the open duties with a trait; what is settled by one notice is so for the next."""
        if trait is None or trait not in self.traits:
            return ()
        waiting = [each for each in self.traits[trait] if not each.settled_by(day)]
        self.traits[trait] = waiting
        return waiting

    def _give(self, entry: _Entry, giving: _Giving, traits: Iterable[Hashable]) -> None:
        entry.givings.append(giving)
        entry.withdrawn = False
        for deadline in giving.deadlines:
            for told in giving.codes(deadline) if self.known else ():
                if told in self.known:
                    entry.known[_name(deadline)] = self.known[told]
        for trait in traits:
            if trait is not None and entry not in self.traits[trait][-1:]:
                self.traits[trait].append(entry)

    def tracked(self) -> Iterator[Tracked]:
        """Yield every duty by each of its deadlines, in the order in which they were given."""
        for entry in self.entries:
            for deadline in entry.givings[-1].deadlines:
                yield self._tracked(entry, deadline)

    def _tracked(self, entry: _Entry, deadline: Deadline | None) -> Tracked:
        last = entry.givings[-1]
        documents = tuple({each.key: document_mark(each.notice) for each in entry.givings}.values())
        shown = row(last.notice, last.duty, deadline, last.key)
        due = self._due(last, deadline)
        state, done = self._state(entry, deadline)
        late = None
        if state not in _SETTLED and due is not None and due < self.as_of:
            late = (self.as_of - due).days
        return Tracked(
            row=evolve(
                shown,
                due=due,
                state=state,
                done=done,
                first=documents[0] if len(documents) > 1 else "",
                again=len(documents) - 1,
                late=late,
            ),
            units=_units(last.duty.assignments),
            documents=documents,
        )

    def _state(self, entry: _Entry, deadline: Deadline | None) -> tuple[DutyState, date | None]:
        known = entry.known.get(_name(deadline))
        if entry.withdrawn:
            return DutyState.WITHDRAWN, None
        if known is None:
            return DutyState.OPEN, None
        if known.state in _SETTLED and not _holds(known, self.as_of):
            return DutyState.OPEN, None
        return known.state, known.done

    def _due(self, giving: _Giving, deadline: Deadline | None) -> date | None:
        """Return the last day; of what comes round the next one, None after the last."""
        if deadline is None:
            return None
        if deadline.recurrence is None:
            return deadline.due
        begins = giving.notice.reference_date or self.as_of
        days = occurrences_of(deadline.recurrence, begins)
        return next((each for each in days if each >= self.as_of), None)


# By what a duty of another document is known again


def _traits(notice: Notice, duty: Duty) -> tuple[Hashable, ...]:
    """Return the traits of a duty, the most telling first; None tells nothing.

    They are its key, where it was set by hand; its words in their place; its words.
    """
    issuer, directive = _issuer(notice), duty.directive
    by_hand = (issuer, directive.key) if is_named_by_hand(directive) else None
    said = _said(duty)
    if not said:
        return by_hand, None, None
    doers = frozenset(fold(each.name or each.party) for each in _doing(duty.assignments))
    above = tuple(fold(str(frame.text)) for frame in duty.frames)
    return by_hand, (issuer, above, said, doers), (issuer, _without_urging(said), doers)


def _issuer(notice: Notice) -> str:
    head = notice.letterhead
    return "" if head is None else fold(f"{head.parent or ''} {head.agency}")


def _said(duty: Duty) -> tuple[str, ...]:
    """Return the words of a task and of the points that belong to it."""
    own = task_words(duty.directive)
    if not own:
        return ()
    below = (word for text in duty.below() for word in words(text))
    return tuple(fold(" ".join([*own, *below])).split())


def _without_urging(said: tuple[str, ...]) -> tuple[str, ...]:
    while True:
        begun = next((each for each in _GO_ON if said[: len(each)] == each), None)
        if begun is None:
            return said
        said = said[len(begun) :]


def _alike(one: Duty, other: Duty) -> bool:
    texts = (" ".join(task_words(each.directive)) for each in (one, other))
    return likeness(*texts) >= _LIKENESS


def _units(assignments: Sequence[Assignment]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.name or each.party for each in _doing(assignments)))


def _doing(assignments: Sequence[Assignment]) -> Sequence[Assignment]:
    """Return who does a duty; with nobody to do it who takes part, else who oversees it."""
    rest = [each for each in assignments if each.role not in _OVERSEE]
    doing = [each for each in rest if each.role is not AssignmentRole.PARTNER]
    return doing or rest or assignments
