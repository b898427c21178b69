"""The deadlines of a notice, settled anew by other rules or other working days.

Promised: words, keys and order stay; only what a policy decides is changed: whether *trước ngày*
takes its day in, what becomes of a day off, which days are worked.
Refused here: deadlines whose words the notice's own text does not say so; they stay as they are.
"""

from collections.abc import Iterable

from attrs import evolve

from vnadmindoc.dates import Policy, Reference, deadlines_in
from vnadmindoc.model import BodyItem, Deadline, Directive, Notice, texts_of


def settled(notice: Notice, policy: Policy) -> Notice:
    """Return the notice with every deadline settled by a policy (*quy ước tính thời hạn*)."""
    reference = Reference.of(notice.dateline, notice.meeting)
    return evolve(
        notice,
        opening=_items(notice.opening, reference, policy),
        sections=tuple(
            evolve(
                section,
                body=_items(
                    section.body, reference or Reference.in_heading(section.heading), policy
                ),
            )
            for section in notice.sections
        ),
        closing=_items(notice.closing, reference, policy),
        annexes=tuple(
            evolve(annex, body=_items(annex.body, reference, policy)) for annex in notice.annexes
        ),
    )


def _items(
    items: Iterable[BodyItem], reference: Reference | None, policy: Policy
) -> tuple[BodyItem, ...]:
    return tuple(
        _directive(each, reference, policy) if isinstance(each, Directive) else each
        for each in items
    )


def _directive(directive: Directive, reference: Reference | None, policy: Policy) -> Directive:
    children = _items(directive.children, reference, policy)
    if not directive.deadlines:
        return evolve(directive, children=children)
    read: dict[str, Deadline] = {}
    own = evolve(directive, assignments=(), deadlines=(), events=(), children=())
    below = [child for child in directive.children if not isinstance(child, Directive)]
    for text in [str(own.text), *(text for child in below for text in texts_of(child))]:
        for each in deadlines_in(text, reference, policy):
            read.setdefault(each.phrase, each)
    deadlines = tuple(_again(each, read.get(each.phrase)) for each in directive.deadlines)
    return evolve(directive, children=children, deadlines=deadlines)


def _again(deadline: Deadline, read: Deadline | None) -> Deadline:
    """Return what was read anew in place of a deadline; one of another kind is another deadline."""
    if read is None:
        return deadline
    # A counted term that ends on another day states another day.
    counted = read.offset is not None and deadline.offset is not None
    if not counted and (read.kind, read.stated) != (deadline.kind, deadline.stated):
        return deadline
    return evolve(
        deadline,
        kind=read.kind,
        bound=read.bound,
        stated=read.stated,
        due=read.due,
        at=read.at,
        reckoning=read.reckoning,
    )
