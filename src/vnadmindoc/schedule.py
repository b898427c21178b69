"""What is due in a notice, where it stands and who is bound: its deadlines in one list.

Promised: every deadline of the notice is there once, in reading order, dated or not; a point that
names nobody is a duty of those named above it.
Refused here: how a deadline is shown, and what its words mean, which the reader has settled.
"""

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from vnadmindoc.model import (
    Assignment,
    BodyItem,
    Deadline,
    Directive,
    Event,
    Notice,
    Section,
    Table,
    directives_of,
)
from vnadmindoc.vocabulary import DocumentKind, SectionLevel


@frozen(kw_only=True)
class Due:
    """One deadline in its place (*việc có thời hạn*).

    Attributes:
        directive: The directive it stands in.
        deadline: The deadline.
        number: The number of the directive in the notice, e.g. ``"II.7"``, in an annex
            ``"PL.2"``; empty when nothing above it is numbered.
        assignments: Who does what, in reading order; empty when nobody is named.
        above: The first dated deadline of the nearest directive above it that has one.
    """

    directive: Directive
    deadline: Deadline
    number: str
    assignments: tuple[Assignment, ...]
    above: "Due | None" = field(default=None, eq=False, repr=False)


def schedule_of(notice: Notice) -> Iterator[Due]:
    """Yield every deadline of a notice, in reading order."""
    yield from _due_in(notice.opening, (), ())
    for section in notice.sections:
        yield from _due_in(section.body, _within((), section), ())
    yield from _due_in(notice.closing, (), ())
    annexes = sum(annex.kind is None for annex in notice.annexes)
    index = 0
    for annex in notice.annexes:
        if annex.kind is not None:
            mark = annex.kind.abbreviation or annex.kind.printed
        else:
            index += 1
            mark = "PL" if annexes == 1 else f"PL{index}"
        yield from _due_in(annex.body, (mark,), ())
        for section in annex.sections:
            yield from _due_in(section.body, _within((mark,), section), ())


def meeting_of(notice: Notice) -> tuple[Directive, Event] | None:
    """Return what an invitation (*giấy mời*) invites to, with the directive that says it.

    It is the first event with an hour, else the first with a day; None of any other document.
    """
    if notice.kind is not DocumentKind.INVITATION:
        return None
    found = [
        (directive, event)
        for _, directive in directives_of(notice)
        for event in directive.events
        if event.day is not None
    ]
    return next((each for each in found if each[1].at is not None), found[0] if found else None)


def _due_in(
    body: Iterable[BodyItem],
    above: tuple[str, ...],
    inherited: tuple[Assignment, ...],
    parent: Due | None = None,
) -> Iterator[Due]:
    for item in body:
        if isinstance(item, Table):
            yield from _due_in(item.duties, above, inherited, parent)
        if not isinstance(item, Directive) or not (item.deadlines or item.children):
            continue
        numbers = _numbered(above, item.label)
        assignments = item.assignments or inherited
        found = [
            Due(
                directive=item,
                deadline=deadline,
                number=".".join(numbers),
                assignments=assignments,
                above=parent,
            )
            for deadline in item.deadlines
        ]
        yield from found
        if item.children:
            dated = next((each for each in found if each.deadline.due is not None), parent)
            yield from _due_in(item.children, numbers, assignments, dated)


def _within(above: tuple[str, ...], section: Section) -> tuple[str, ...]:
    """Add a section to a path; articles run through all chapters and need none."""
    return _numbered(above, section.label) if section.level is SectionLevel.ROMAN else above


def _numbered(above: tuple[str, ...], label: str) -> tuple[str, ...]:
    """Return the path of numbers down to a label: ``("II",)`` and ``"7."`` make ``II``, ``7``."""
    number = label.strip(" .,:;()[]/-–—+*•")
    if not number:  # a dash is no number
        return above
    if above and number.startswith(f"{above[-1]}."):  # "2.1." below "2." says it all
        return (*above[:-1], number)
    return (*above, number)
