"""One calendar for each party: what it leads, and what it helps with.

Promised: every deadline is in the calendar of each party that is bound by it, under the same UID,
or in the common one when nobody is named; a file's name stays in its folder, whatever a party is
called.
Refused here: telling two parties of one name apart without a directory.
"""

from typing import Final

from attrs import evolve, frozen

from vnadmindoc.directory import Directory
from vnadmindoc.exporters.calendar import lines
from vnadmindoc.exporters.calendar.mapping import Mapper, frame, zones
from vnadmindoc.exporters.calendar.occasions import Occasion
from vnadmindoc.exporters.calendar.options import CalendarOptions
from vnadmindoc.model import Notice
from vnadmindoc.text import fold, slug
from vnadmindoc.vocabulary import AssignmentRole

COMMON: Final = "chung"
"""The name of the calendar of what names nobody."""

_HELPING: Final = frozenset({AssignmentRole.PARTNER, AssignmentRole.ADVISES})
_NAME_LENGTH = 60  # characters, well below what any file system takes
# Names that Windows keeps for devices.
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)


@frozen(kw_only=True)
class PartyCalendar:
    """The calendar of one party.

    Attributes:
        party: Its name as the directory has it, else as the notice first writes it; None for the
            common calendar.
        file_name: A name for its file, in ASCII, unique among those made together.
        count: How many entries it has.
        data: The calendar.
    """

    party: str | None
    file_name: str
    count: int
    data: bytes


def party_calendars(
    notice: Notice,
    options: CalendarOptions | None = None,
    *,
    directory: Directory | None = None,
    helping: bool = True,
) -> tuple[PartyCalendar, ...]:
    """Return a calendar for each party, in the order in which the notice names them.

    Args:
        notice: The notice.
        options: Of every calendar.
        directory: Which names stand for one party; without it equal names do.
        helping: Whether what a party helps with is in its calendar, not only what it leads.

    Raises:
        ExportError: The notice is secret, or names no day.
    """
    options = options or CalendarOptions()
    mapper = Mapper(notice, options)
    found = mapper.occasions()
    names: dict[str, str | None] = {}
    shares: dict[str, list[Occasion]] = {}
    for occasion in found:
        bound = _bound(occasion, directory or Directory(), helping)
        for key, name in bound.items() or [("", None)]:
            names.setdefault(key, name)
            shares.setdefault(key, []).append(occasion)
    calendars = []
    taken: set[str] = set()
    for key, share in shares.items():
        party = names[key]
        title = mapper.name if party is None else f"{party}: {mapper.name}"
        parts = (*zones(share), *mapper.entries(share))
        calendars.append(
            PartyCalendar(
                party=party,
                file_name=f"{_stem(party or COMMON, taken)}.{options.form}.ics",
                count=len(share),
                data=lines.octets(evolve(frame(options, title), parts=parts)),
            )
        )
    return tuple(calendars)


def _bound(occasion: Occasion, directory: Directory, helping: bool) -> dict[str, str]:
    """Return the names of the parties bound by a deadline, each by its name for comparing."""
    bound: dict[str, str] = {}
    for each in occasion.due.assignments:
        if each.role in _HELPING and not helping:
            continue
        name = each.name or each.party
        known = directory.known_as(name) or directory.known_as(each.party)
        if len(known) == 1:
            name = known[0].name
        bound.setdefault(fold(name), name)
    return bound


def _stem(name: str, taken: set[str]) -> str:
    stem = slug(name, limit=_NAME_LENGTH) or "don-vi"
    if stem in _RESERVED:
        stem = f"{stem}-"
    unique, count = stem, 1
    while unique in taken:
        count += 1
        unique = f"{stem}-{count}"
    taken.add(unique)
    return unique
