"""Names that outlive an edit: keys of duties, carried from one issue of a notice to the next.

Promised: a key never holds a date or a place in a list, so a duty that is put off, renumbered,
moved or reworded keeps its key, hence its calendar UID. No key stands twice, a key once used is
given to no other duty of the next issue, and equal input gives equal keys.
Refused here: what the words of a duty mean; the keys of an issue nobody hands in.
"""

import hashlib
import re
import uuid
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

import attrs
from attrs import evolve, frozen

from vnadmindoc.matching import Traits, matched
from vnadmindoc.model import (
    Annex,
    Assignment,
    BodyItem,
    Deadline,
    Directive,
    Event,
    Notice,
    Section,
    Table,
    directives_of,
    texts_of,
)
from vnadmindoc.schedule import Due, meeting_of, schedule_of
from vnadmindoc.text import fold, slug, tidy, words
from vnadmindoc.vocabulary import AssignmentRole

NAMESPACE = uuid.UUID("5a2804f5-6885-4004-8194-5199b89a994e")
"""The name space of every UID; a new value would orphan each calendar entry ever written."""

_SEPARATOR = "\x1f"  # joins the fields of a UID's name: no text of a notice can hold it
# A document's key is stored in `Notice.key` and printed, where no control character may stand:
# its fields are joined by the printed sign for U+001F.
_PRINTED_SEPARATOR = "\u241f"

_KEY_WORDS = 6  # of a duty's text, in its key
_KEY_TEXT = 120  # characters of the text, in which these words nearly always stand
_KEY_LENGTH = 60  # characters
_DEADLINE_KEY = "han"  # "hạn"; never from the date, for a date that moves must keep its UID
_PIECE = 10_000  # characters that are folded at a time
# Goes from a path to that of what stands above: a section, a directive, a table's directive.
_ABOVE = re.compile(r"\.(?:body|children)\[\d+\](?:\.duties\[\d+\])?$")
_NAMELESS = "muc"  # "mục": the key of a duty whose text holds no letter or figure

_Named = TypeVar("_Named", Assignment, Deadline)
_Value = TypeVar("_Value", Assignment, Deadline, Directive)


class Namer:
    """Names the duties of one notice, one after the other.

    A duty gets a key from the first words of its text, e.g. ``"hoan-thien-bo-quy-che"``, without
    parties, roles and deadlines; an assignment one from role and party, unique in its duty; a
    deadline ``"han"``, ``"han-2"``. A key that is there is kept.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._keys = _Keys(taken)

    def named(
        self,
        key: str | None,
        texts: Sequence[str],
        assignments: tuple[Assignment, ...],
        deadlines: tuple[Deadline, ...],
    ) -> tuple[str | None, tuple[Assignment, ...], tuple[Deadline, ...]]:
        """Return key, assignments and deadlines of a directive, all named.

        Args:
            key: The key it has.
            texts: Its own text, then those of what stands below it.
            assignments: Its assignments.
            deadlines: Its deadlines; without these and those it needs no key.
        """
        if not assignments and not deadlines:
            return key, (), ()
        if key is None:
            key = self._keys.fresh(_duty_base(texts, assignments, deadlines))
        return key, _all_keyed(assignments, _assignment_base), _all_keyed(deadlines, _deadline_base)


def keyed(notice: Notice) -> Notice:
    """Return the notice with every duty named (*khóa của nhiệm vụ*), as `Namer` names it.

    Naming twice changes nothing.
    """
    directives = [directive for _, directive in directives_of(notice)]
    if all(_is_named(each) for each in directives):
        return notice
    namer = Namer(each.key for each in directives if each.key is not None)
    names = [
        _Names(*namer.named(each.key, list(texts_of(each)), each.assignments, each.deadlines))
        for each in directives
    ]
    return _renamed(notice, names)


def _is_named(directive: Directive) -> bool:
    assignments, deadlines = directive.assignments, directive.deadlines
    if not assignments and not deadlines:
        return True
    return (
        directive.key is not None
        and all(each.key is not None for each in assignments)
        and all(each.key is not None for each in deadlines)
    )


def carried(old: Notice, new: Notice) -> Notice:
    """Return a new issue of a notice under the names of the old one.

    A duty is known again by a key set by hand, else by its words, else by the likeness of its
    words, parties and deadlines left out; each earlier duty answers for one later duty at most.
    What is not known again gets a key that the old issue does not hold. The document's key is the
    old one's, so a draft's entries survive the day its number is filled in.

    A deadline that moved, or that a party is released from, has a `sequence` one higher than
    before; one that was not there begins at the new revision. So a deadline that is withdrawn and
    set again outranks its cancellation, and nobody has to remember what was withdrawn.

    Args:
        old: The earlier issue, itself the outcome of `carried` if it was not the first.
        new: The later issue, with or without keys.

    Returns:
        The new issue, keyed; its revision is one above the old one's if anything differs.

    Raises:
        InvalidNoticeError: The revision would pass 9,999.
    """
    before = evolve(keyed(old), key=notice_key(old))
    earlier = list(_in_context(before))
    later = list(_in_context(new))
    partners = matched(
        [_directive_traits(*each) for each in earlier],
        [_directive_traits(*each, later=True) for each in later],
    )
    keys = _settled(
        [each.key for each, _ in earlier],
        [each.key for each, _ in later],
        partners,
        [_directive_base(each) if _carries(each) else None for each, _ in later],
    )
    names = []
    for index, ((each, _), key) in enumerate(zip(later, keys, strict=True)):
        partner = earlier[partners[index]][0] if index in partners else None
        names.append(
            _Names(
                key=key,
                assignments=_all_carried(
                    partner.assignments if partner else (),
                    each.assignments,
                    _assignment_traits,
                    _assignment_base,
                ),
                deadlines=_all_carried(
                    partner.deadlines if partner else (),
                    each.deadlines,
                    _deadline_traits,
                    _deadline_base,
                ),
            )
        )
    after = evolve(_renamed(new, names), key=before.key, revision=before.revision)
    after = _counted(before, after)
    return after if after == before else evolve(after, revision=before.revision + 1)


def notice_key(notice: Notice) -> str:
    """Return the key of a document (*khóa của văn bản*), one line of text.

    It is `Notice.key`; else issuing body, number with symbol, and day of issue; else, while the
    number or the day is blank, a hash of the text, 64 hexadecimal digits.
    """
    if notice.key is not None:
        return notice.key
    number = notice.number
    day = notice.dateline.date if notice.dateline else None
    if number is None or number.number is None or day is None:
        digest = hashlib.sha256()
        for piece in _in_pieces(_texts(notice)):
            digest.update(fold(piece).encode())
        return digest.hexdigest()
    body = ""
    if notice.letterhead is not None:
        # "Văn phòng" alone names no body: the one above it tells which.
        body = f"{notice.letterhead.parent or ''} {notice.letterhead.agency}"
    fields = (body, f"{number.number}/{number.symbol}", day.isoformat())
    return _PRINTED_SEPARATOR.join(fold(tidy(each)) for each in fields)


def task_words(directive: Directive) -> list[str]:
    """Return the words of a duty's own text that say neither who nor by when; may be none."""
    quotes = _quotes(directive.assignments, directive.deadlines)
    return words(_without(str(directive.text), quotes))


def is_named_by_hand(directive: Directive) -> bool:
    """Return whether a duty has a key that says more than its words: `keyed` would not make it."""
    key = directive.key
    return key is not None and not _is_derived(key, _directive_base(directive))


def is_provisional(notice: Notice) -> bool:
    """Return whether the document's key comes from its text, and changes with it.

    So it is while the number or the day of issue is blank and no key is given: unless `carried`
    brings the key along, filling them in changes every UID.
    """
    if notice.key is not None:
        return False
    number = notice.number
    day = notice.dateline.date if notice.dateline else None
    return number is None or number.number is None or day is None


def uid(
    notice_key: str, directive_key: str, deadline_key: str, component: str, *, period: str = ""
) -> str:
    """Return the UID of a calendar entry: a UUID of version 5 in lower case.

    Args:
        notice_key: The document's key; see the function of that name.
        directive_key: The duty's key; empty for the document itself.
        deadline_key: The deadline's key; empty for the document itself.
        component: ``"VEVENT"``, ``"VTODO"`` or ``"document"``. One deadline has two UIDs, as event
            and as task, for a server refuses one UID in two resources (RFC 4791, 5.3.2.1).
        period: Which one of a series it is, e.g. ``"2021-10"``; empty for a whole series.
    """
    fields = [notice_key, directive_key, deadline_key, component]
    if period:
        fields.append(period)
    return str(uuid.uuid5(NAMESPACE, _SEPARATOR.join([tidy(each) for each in fields])))


def _texts(notice: Notice) -> Iterator[str]:
    yield notice.subject
    for item in notice.opening:
        yield from texts_of(item)
    for section in notice.sections:
        yield section.heading
        for item in section.body:
            yield from texts_of(item)
    for item in notice.closing:
        yield from texts_of(item)
    for annex in notice.annexes:
        yield annex.title
        for item in annex.body:
            yield from texts_of(item)
        for section in annex.sections:
            yield section.heading
            for item in section.body:
                yield from texts_of(item)


def _in_pieces(texts: Iterable[str]) -> Iterator[str]:
    """Yield the texts as lines, many in one piece, but never all of a long notice."""
    held: list[str] = []
    size = 0
    for text in texts:
        held.append(text)
        size += len(text)
        if size > _PIECE:
            yield "\n".join(held)
            held, size = [""], 0  # the break before the next line
    yield "\n".join(held)


# New keys


class _Keys:
    """The keys of a notice or of a directive, and which are still free."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def fresh(self, base: str) -> str:
        """Return ``base``, ``base-2``, ``base-3``, …: the first that is free, now taken."""
        number = self._next.get(base, 1)
        while (key := base if number == 1 else f"{base}-{number}") in self._taken:
            number += 1
        self._next[base] = number + 1
        self._taken.add(key)
        return key


def _carries(directive: Directive) -> bool:
    return bool(directive.assignments or directive.deadlines)


def _quotes(assignments: Sequence[Assignment], deadlines: Sequence[Deadline]) -> list[str]:
    """Return the words that say who and by when; the longest party first."""
    quotes = [each.phrase for each in deadlines]
    # "Văn phòng Sở" before "Văn phòng".
    quotes += sorted((each.party for each in assignments), key=len, reverse=True)
    quotes += [each.role.printed for each in assignments]
    return quotes


def _without(text: str, quotes: Iterable[str]) -> str:
    for quote in quotes:
        text = text.replace(quote, " ")
    return text


def _directive_base(directive: Directive) -> str:
    return _duty_base(list(texts_of(directive)), directive.assignments, directive.deadlines)


def _duty_base(
    texts: Sequence[str], assignments: Sequence[Assignment], deadlines: Sequence[Deadline]
) -> str:
    quotes = _quotes(assignments, deadlines)
    found = words(_without(texts[0][:_KEY_TEXT], quotes))
    if len(found) <= _KEY_WORDS:
        found = words(_without(texts[0], quotes)) or words(" ".join(texts))
    return slug(" ".join(found[:_KEY_WORDS]), limit=_KEY_LENGTH) or _NAMELESS


def _assignment_base(assignment: Assignment) -> str:
    return _named_after(assignment.role, assignment.party)


@lru_cache(maxsize=2_048)  # an office writes the names of its parties again and again
def _named_after(role: AssignmentRole, party: str) -> str:
    return slug(f"{role} {party}".replace("_", " "), limit=_KEY_LENGTH)


def _deadline_base(_: Deadline) -> str:
    return _DEADLINE_KEY


def _is_derived(key: str, base: str) -> bool:
    """Whether `keyed` may have made a key: then it says no more than the words do."""
    stem, _, number = key.rpartition("-")
    return key == base or (stem == base and number.isdecimal())


def _all_keyed(items: tuple[_Named, ...], base: Callable[[_Named], str]) -> tuple[_Named, ...]:
    if len(items) == 1 and items[0].key is None:  # one party, one deadline: nothing can clash
        return (_changed(items[0], key=base(items[0])),)
    if all(each.key is not None for each in items):
        return items
    keys = _Keys(each.key for each in items if each.key is not None)
    return tuple(
        [
            each if each.key is not None else _with_key(each, keys.fresh(base(each)))
            for each in items
        ]
    )


def _with_key(item: _Named, key: str | None) -> _Named:
    return item if item.key == key else _changed(item, key=key)


def _changed(value: _Value, **names: object) -> _Value:
    """Return a copy with other names, unchecked: all but the names has been checked already.

    A key is made of letters and hyphens here, or comes from a value that was checked; checking a
    whole notice again would double the time of reading it.
    """
    kind = type(value)
    changed = object.__new__(kind)
    for slot in _SLOTS[kind]:
        slot.__set__(changed, slot.__get__(value))
    for name, new in names.items():
        object.__setattr__(changed, name, new)
    return changed


_SLOTS = {
    kind: tuple([vars(kind)[field.name] for field in attrs.fields(kind)])
    for kind in (Assignment, Deadline, Directive)
}


# Knowing a duty again


def _in_context(notice: Notice) -> Iterator[tuple[Directive, str]]:
    """Yield every directive in reading order with what it stands under, folded.

    That is the directive above it, else the heading of its section, else the title of its annex.
    """
    above = _headings(notice)
    for path, directive in directives_of(notice):
        above[path] = fold(str(directive.text))
        stem = _ABOVE.sub("", path)
        yield directive, "" if stem == path else above.get(stem, "")


def _headings(notice: Notice) -> dict[str, str]:
    """Return the folded headings by the paths of what stands under them."""
    found = {f"sections[{n}]": each.heading for n, each in enumerate(notice.sections)}
    for n, annex in enumerate(notice.annexes):
        found[f"annexes[{n}]"] = annex.title
        for number, section in enumerate(annex.sections):
            found[f"annexes[{n}].sections[{number}]"] = section.heading
    return {path: fold(heading) for path, heading in found.items()}


def _hand_key(key: str | None, base: str, *, later: bool) -> str | None:
    """Return the key that tells for sure: of a later issue only one set by hand."""
    return None if key is None or (later and _is_derived(key, base)) else key


def _directive_traits(directive: Directive, context: str, *, later: bool = False) -> Traits:
    text = fold(str(directive.text))
    key = directive.key
    return Traits(
        telling=(
            _hand_key(key, _directive_base(directive), later=later),
            None if key is None else (key, text),
            (context, text),
            text,
        ),
        task=Counter(fold(each) for each in task_words(directive)),
        whole=Counter(words(_without(text, [fold(each.phrase) for each in directive.deadlines]))),
        near=frozenset(
            [
                *([context] if context else ()),
                *[(each.role, fold(each.party)) for each in directive.assignments],
                *[_when(each) for each in directive.deadlines],
            ]
        ),
        last=(key,),
    )


def _assignment_traits(assignment: Assignment, *, later: bool = False) -> Traits:
    party = fold(assignment.party)
    key = assignment.key
    return Traits(
        telling=(
            _hand_key(key, _assignment_base(assignment), later=later),
            (assignment.role, party),
            party,
        ),
        task=Counter(),
        whole=Counter(words(party)),
        near=frozenset(),
        last=(key,),
    )


def _deadline_traits(deadline: Deadline, *, later: bool = False) -> Traits:
    return Traits(
        telling=(
            _hand_key(deadline.key, _DEADLINE_KEY, later=later),
            fold(deadline.phrase),
        ),
        task=Counter(),
        whole=Counter(),
        near=frozenset(),
        # A date that moved shares no word with the old one; its place among its like tells.
        last=(deadline.kind, ""),
    )


def _settled(
    earlier: Sequence[str | None],
    own: Sequence[str | None],
    partners: Mapping[int, int],
    bases: Sequence[str | None],
) -> list[str | None]:
    """Return the key of each later thing: its partner's, else its own, else a fresh one.

    Args:
        earlier: The keys of the old issue.
        own: The keys the new issue came with.
        partners: Which earlier thing each later one is.
        bases: What a fresh key is made from; None where no key is needed.
    """
    taken = {each for each in earlier if each is not None}
    keys = _Keys([*taken, *(each for each in own if each is not None)])
    settled: list[str | None] = []
    for index, (key, base) in enumerate(zip(own, bases, strict=True)):
        known = earlier[partners[index]] if index in partners else None
        if known is not None:
            settled.append(known)
        elif key is not None and key not in taken:
            settled.append(key)
        else:
            settled.append(None if base is None else keys.fresh(base))
    return settled


def _all_carried(
    earlier: tuple[_Named, ...],
    later: tuple[_Named, ...],
    traits: Callable[..., Traits],
    base: Callable[[_Named], str],
) -> tuple[_Named, ...]:
    partners = matched(
        [traits(each) for each in earlier], [traits(each, later=True) for each in later]
    )
    keys = _settled(
        [each.key for each in earlier],
        [each.key for each in later],
        partners,
        [base(each) for each in later],
    )
    return tuple([_with_key(each, key) for each, key in zip(later, keys, strict=True)])


# What moved


def _counted(before: Notice, after: Notice) -> Notice:
    """Return the later issue with the sequence of every deadline."""
    earlier = {(due.directive.key, due.deadline.key): due for due in schedule_of(before)}
    moved = []
    for due in schedule_of(after):
        known = earlier.get((due.directive.key, due.deadline.key))
        if known is None:
            moved.append(before.revision + 1)
        else:
            # What comes round begins with the issue, unless its words say from when.
            restarted = due.deadline.recurrence is not None and (
                before.reference_date != after.reference_date
            )
            moved.append(known.deadline.sequence + (restarted or _has_moved(known, due)))
    sequences = iter(moved)
    names = []
    for _, each in directives_of(after):
        deadlines = [_changed(one, sequence=next(sequences)) for one in each.deadlines]
        names.append(_Names(each.key, each.assignments, tuple(deadlines)))
    return _with_meeting(before, _renamed(after, names))


def _with_meeting(before: Notice, after: Notice) -> Notice:
    """Return the later issue with the sequence of the meeting it invites to."""
    was, now = meeting_of(before), meeting_of(after)
    if now is None:
        return after
    directive, event = now
    if was is None:
        sequence = before.revision + 1
    else:
        moved = evolve(was[1], phrase=event.phrase, sequence=0) != evolve(event, sequence=0)
        sequence = was[1].sequence + moved
    names = []
    for _, each in directives_of(after):
        events = each.events
        if each is directive:
            events = tuple([evolve(one, sequence=sequence * (one is event)) for one in events])
        names.append(_Names(each.key, each.assignments, each.deadlines, events))
    return _renamed(after, names)


def _has_moved(before: Due, after: Due) -> bool:
    """Return whether a deadline is another one for those bound by it.

    So it is when it falls on another day or hour or comes round otherwise, and when a party is
    released: whoever was released and is bound again must see the later entry as the later one.
    Another wording, another number or one party more is none of this (RFC 5546, 2.1.4).
    """
    released = {each.key for each in before.assignments} - {each.key for each in after.assignments}
    return _when(before.deadline) != _when(after.deadline) or bool(released)


def _when(deadline: Deadline) -> Hashable:
    return deadline.kind, deadline.due, deadline.at, deadline.recurrence


# The notice rebuilt


@frozen
class _Names:
    """What a directive is to carry in place of what it has; events may stay."""

    key: str | None
    assignments: tuple[Assignment, ...]
    deadlines: tuple[Deadline, ...]
    events: tuple[Event, ...] | None = None


def _renamed(notice: Notice, names: Iterable[_Names]) -> Notice:
    """Return the notice with names for every directive, in reading order."""
    each = iter(names)
    opening = _renamed_items(notice.opening, each)
    sections = tuple([_renamed_section(one, each) for one in notice.sections])
    closing = _renamed_items(notice.closing, each)
    annexes = tuple([_renamed_annex(one, each) for one in notice.annexes])
    parts = (opening, sections, closing, annexes)
    # What stays as it is, is not built and checked again: most of a notice, on the second time.
    if parts == (notice.opening, notice.sections, notice.closing, notice.annexes):
        return notice
    return evolve(notice, opening=opening, sections=sections, closing=closing, annexes=annexes)


def _renamed_section(section: Section, names: Iterator[_Names]) -> Section:
    body = _renamed_items(section.body, names)
    return section if body == section.body else evolve(section, body=body)


def _renamed_annex(annex: Annex, names: Iterator[_Names]) -> Annex:
    body = _renamed_items(annex.body, names)
    sections = tuple([_renamed_section(one, names) for one in annex.sections])
    if (body, sections) == (annex.body, annex.sections):
        return annex
    return evolve(annex, body=body, sections=sections)


def _renamed_items(items: tuple[BodyItem, ...], names: Iterator[_Names]) -> tuple[BodyItem, ...]:
    return tuple([_renamed_item(one, names) for one in items])


def _renamed_item(item: BodyItem, names: Iterator[_Names]) -> BodyItem:
    if isinstance(item, Directive):
        return _renamed_one(item, names)
    if isinstance(item, Table) and item.duties:
        duties = tuple([_renamed_one(duty, names) for duty in item.duties])
        return item if duties == item.duties else evolve(item, duties=duties)
    return item


def _renamed_one(directive: Directive, names: Iterator[_Names]) -> Directive:
    own = next(names)  # before those of its points: reading order
    children = _renamed_items(directive.children, names)
    events = directive.events if own.events is None else own.events
    if (own.key, own.assignments, own.deadlines, events, children) == (
        directive.key,
        directive.assignments,
        directive.deadlines,
        directive.events,
        directive.children,
    ):
        return directive
    return _changed(
        directive,
        key=own.key,
        assignments=own.assignments,
        deadlines=own.deadlines,
        events=events,
        children=children,
    )
