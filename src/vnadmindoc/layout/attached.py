"""What is attached to a document: annexes, and what makes it a copy (III.1; Phần II).

Lengths are in pt.
"""

from attrs import evolve

from vnadmindoc.blocks import Block, Columns, Paragraph, Rule
from vnadmindoc.layout.body import ended, items, sections
from vnadmindoc.layout.breaking import line_width, longest
from vnadmindoc.layout.foot import recipients, signed
from vnadmindoc.layout.head import dateline, issuers, names, number, widths_of
from vnadmindoc.layout.setting import COLUMN_GAP, Setter
from vnadmindoc.model import Annex, Copy, Notice
from vnadmindoc.standard import Role
from vnadmindoc.wording import annex_reference, copy_signing_text, number_text, signing_text


def annex(part: Annex, label: str, notice: Notice, to: Setter) -> list[Block]:
    """Return the blocks of an annex.

    Args:
        part: The annex.
        label: What it is called, "Phụ lục II".
        notice: What it is attached to.
        to: What sets it, on the paper of the annex.
    """
    text_width = to.page.text_width
    blocks: list[Block] = []
    if part.signed_at is not None:
        what = "Số: " if notice.number is None else number_text(notice.number, to.words)
        told = signing_text(what.strip(), part.signed_at)
        blocks.append(to.paragraph(Role.SIGNING_INFORMATION, told))
    if part.kind is not None:
        kind = to.paragraph(Role.KIND, part.kind.printed.upper(), keep_with_next=True)
        blocks += [names(notice, widths_of(notice.dateline, to), to), kind]
        title = to.broken(Role.SUBJECT, part.title, text_width)
    else:
        blocks.append(to.paragraph(Role.ANNEX_LABEL, label, keep_with_next=True))
        title = to.broken(Role.ANNEX_TITLE, part.title.upper(), text_width)
    reference = _reference(part.reference or annex_reference(notice, to.words), to)
    body = [*items(part.body, to), *sections(part.sections, to)]
    return [
        *blocks,
        evolve(title, keep_with_next=True),
        reference,
        to.title_end(reference),
        *ended(body, to, keep=False),
    ]


def _reference(text: str, to: Setter) -> Paragraph:
    """Set the line below an annex's title; one too long breaks before the issuing body."""
    style, limit = to.styles[Role.ANNEX_REFERENCE], to.page.text_width
    parted = text.replace(" của ", "\ncủa ", 1)
    if line_width(text, style) > limit >= longest(parted, style):
        text = parted
    return to.broken(Role.ANNEX_REFERENCE, text, limit)


def copy_note(part: Copy, to: Setter) -> Paragraph:
    """Return what stands at the top of an electronic copy."""
    return to.paragraph(Role.SIGNING_INFORMATION, copy_signing_text(part))


def copy_form(part: Copy, to: Setter) -> list[Block]:
    """Return what stands below the text of a paper copy: who copied it, when, for whom."""
    widths = widths_of(part.dateline, to)
    limit = widths[0] - COLUMN_GAP
    above = Columns(
        left=tuple(issuers((part.letterhead,), limit, to)),
        right=(to.paragraph(Role.COPY_KIND, part.kind.printed),),
        widths=widths,
        description="Cơ quan sao; hình thức sao",
    )
    numbers = Columns(
        left=tuple(number(part.number, limit, to)),
        right=tuple(dateline(part.dateline, to)),
        widths=widths,
        description="Số, ký hiệu bản sao; địa danh và thời gian sao",
    )
    line = Rule(to.page.text_width, to.profile.rule_width, before=12.0, after=6.0)
    blocks: list[Block] = [line, above]
    if numbers.left or numbers.right:
        blocks.append(numbers)
    return blocks + signed(recipients(part.recipients, to), part.signature, to)
