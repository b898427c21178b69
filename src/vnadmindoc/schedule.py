"""What is due in a notice, where it stands and who is bound: its deadlines and its duties.

Promised: every deadline of the notice is there once, in reading order, dated or not; a point that
names nobody is a duty of those named above it. Every directive that binds somebody, or has a
deadline, is in one duty.
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
    texts_of,
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


@frozen(kw_only=True)
class Duty:
    """One thing to be done, by whom, and all its deadlines (*nhiệm vụ*).

    Attributes:
        directive: The directive that says it.
        number: The number of the directive, as in `Due`.
        assignments: Who does what, in reading order; those named above where it names nobody.
        dues: Its deadlines, in order; may be empty.
        frames: The directives above that only name who is to do what their points say, outermost
            first; they are in the duties of their points and are none of their own.
    """

    directive: Directive
    number: str
    assignments: tuple[Assignment, ...]
    dues: tuple[Due, ...]
    frames: tuple[Directive, ...] = ()

    def below(self) -> Iterator[str]:
        """Yield what its points say, label in front, those left out that are duties themselves."""
        for child in self.directive.children:
            yield from _below(child)


def _below(item: BodyItem) -> Iterator[str]:
    if not isinstance(item, Directive):
        yield from texts_of(item)
    elif not is_duty(item):
        yield f"{item.label} {item.text}".strip()
        for child in item.children:
            yield from _below(child)


def is_duty(item: BodyItem) -> bool:
    """Return whether an item of the body binds somebody or has a deadline."""
    return isinstance(item, Directive) and bool(item.assignments or item.deadlines)


def is_frame(item: BodyItem) -> bool:
    """Return whether a directive says no more than who does what all of its points say.

    It names somebody and no deadline, and every point below is a duty, or such a frame again.
    """
    return (
        isinstance(item, Directive)
        and bool(item.assignments)
        and not item.deadlines
        and bool(item.children)
        and all(is_duty(child) for child in item.children)
    )


def schedule_of(notice: Notice) -> Iterator[Due]:
    """Yield every deadline of a notice, in reading order."""
    for duty in _placed(notice):
        yield from duty.dues


def duties_of(notice: Notice) -> Iterator[Duty]:
    """Yield every duty of a notice, in reading order, those without a deadline too."""
    for duty in _placed(notice):
        if is_duty(duty.directive) and not is_frame(duty.directive):
            yield duty


def _placed(notice: Notice) -> Iterator[Duty]:
    """Yield every directive of a notice with what holds of it where it stands."""
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
    frames: tuple[Directive, ...] = (),
) -> Iterator[Duty]:
    for item in body:
        if isinstance(item, Table):
            yield from _due_in(item.duties, above, inherited, parent, frames)
        if not isinstance(item, Directive):
            continue
        numbers = _numbered(above, item.label)
        assignments = item.assignments or inherited
        number = ".".join(numbers)
        found = tuple(
            [
                Due(
                    directive=item,
                    deadline=deadline,
                    number=number,
                    assignments=assignments,
                    above=parent,
                )
                for deadline in item.deadlines
            ]
        )
        yield Duty(
            directive=item, number=number, assignments=assignments, dues=found, frames=frames
        )
        if item.children:
            dated = next((each for each in found if each.deadline.due is not None), parent)
            inside = (*frames, item) if is_frame(item) else ()
            yield from _due_in(item.children, numbers, assignments, dated, inside)


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
