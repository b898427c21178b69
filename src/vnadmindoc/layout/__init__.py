"""From a notice to blocks: wording, order, sizes, columns and lengths of lines, settled once.

Promised: every well-formed notice can be laid out; every word of the notice is on the page.
Refused here: any file format; a number of the Decree, which stands in `vnadmindoc.standard`.
Lengths are in pt.
"""

from collections.abc import Iterable, Sequence

from attrs import evolve

from vnadmindoc.blocks import Block, Layout, Paragraph, Rule, Sheet
from vnadmindoc.layout.attached import annex, copy_form, copy_note
from vnadmindoc.layout.body import ended, items, role_of, sections
from vnadmindoc.layout.foot import address, foot
from vnadmindoc.layout.head import fits, head
from vnadmindoc.layout.setting import Setter, setter
from vnadmindoc.model import Annex, Copy, Notice
from vnadmindoc.standard import DECREE_30, MM, Profile, Role, Scale
from vnadmindoc.vocabulary import Medium
from vnadmindoc.wording import annex_labels, document_title

__all__ = ["lay_out", "role_of"]


def lay_out(notice: Notice, profile: Profile = DECREE_30) -> Layout:
    """Return the notice as pages with everything settled.

    Args:
        notice: Any notice; a draft's blanks are left as room to fill in.
        profile: The form of document.
    """
    to = setter(profile, Scale.LARGE)
    if not fits(notice, to):
        to = setter(profile, Scale.SMALL)
    own = _sheet(to, _document(notice, to), address(notice.address, to))
    labels = annex_labels(notice.annexes)
    sheets = [
        own,
        *(_annexed(*each, notice, to) for each in zip(labels, notice.annexes, strict=True)),
    ]
    agency = notice.letterhead.agency if notice.letterhead else ""
    return Layout(
        sheets=tuple(sheets if notice.copy is None else _copied(sheets, notice.copy, to)),
        styles=to.styles,
        title=document_title(notice),
        author=agency.replace("\n", " "),
    )


def _document(notice: Notice, to: Setter) -> list[Block]:
    body = [*items(notice.opening, to), *sections(notice.sections, to), *items(notice.closing, to)]
    below = foot(notice, to)
    return [*head(notice, to), *ended(body, to, keep=bool(below)), *below]


def _annexed(label: str, part: Annex, notice: Notice, to: Setter) -> Sheet:
    if part.landscape:
        # Turned to the left: the margins keep to the edges as the reader sees them.
        to = evolve(to, page=evolve(to.page, width=to.page.height, height=to.page.width))
    return _sheet(to, annex(part, label, notice, to))


def _copied(sheets: Sequence[Sheet], copy: Copy, to: Setter) -> list[Sheet]:
    """Return the sheets of a copy: told at the top of an electronic one, below a paper one."""
    if copy.medium is Medium.ELECTRONIC:
        first, *rest = sheets
        return [evolve(first, blocks=(copy_note(copy, to), *first.blocks)), *rest]
    *rest, last = sheets
    below = copy_form(copy, evolve(to, page=last.page))
    return [*rest, evolve(last, blocks=(*last.blocks, *below))]


def _sheet(to: Setter, blocks: Iterable[Block], footer: tuple[Paragraph | Rule, ...] = ()) -> Sheet:
    return Sheet(
        page=to.page,
        blocks=tuple(blocks),
        number_style=to.styles[Role.PAGE_NUMBER],
        number_offset=to.profile.page.number_offset * MM,
        footer=footer,
    )
