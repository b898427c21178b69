"""The head of a document: names, number, date, title, addressees, grounds (ô 1 to 5b, 9a, 10).

Promised: names, number and date stand where the Decree wants them however many lines they take;
no line is wider than its column.
Lengths are in pt.
"""

from collections.abc import Sequence

from attrs import evolve

from vnadmindoc.blocks import Block, ColumnItem, Columns, Paragraph
from vnadmindoc.layout.breaking import line_width, longest
from vnadmindoc.layout.setting import COLUMN_GAP, SLACK, Setter
from vnadmindoc.model import Dateline, DocumentNumber, Letterhead, Notice
from vnadmindoc.standard import MM, Align, Role
from vnadmindoc.vocabulary import DocumentKind
from vnadmindoc.wording import (
    addressees_label,
    closed,
    dateline_text,
    enacting_text,
    kind_text,
    number_text,
)

# How many lines a part of the head may take before the smaller scale is tried.
_MOST_LINES = {Role.PARENT: 3, Role.AGENCY: 3, Role.NUMBER: 1}
_MOST_RIGHT = 0.7  # of the text width: a place name as long as a sentence may not push it all


def head(notice: Notice, to: Setter) -> list[Block]:
    """Return all that stands above the body.

    Args:
        notice: The notice.
        to: What sets it.
    """
    blocks = _top(notice, to)
    if notice.kind is not DocumentKind.LETTER:
        blocks += _title(kind_text(notice), notice.subject, to)
    return [*blocks, *_addressees(notice, to), *_enactment(notice, to)]


def fits(notice: Notice, to: Setter) -> bool:
    """Whether the left column holds names and number beside the right one at this scale."""
    widths = widths_of(notice.dateline, to)
    limit = widths[0] - COLUMN_GAP
    for item in (*names(notice, widths, to).left, *_marks(notice, limit, to)):
        if isinstance(item, Paragraph):
            lines = item.text.count("\n") + 1
            most = _MOST_LINES.get(item.role, lines)
            if longest(item.text, item.style) > limit or lines > most:
                return False
    return True


# Two pairs of columns, one below the other, so that number and date stand on one line however
# many lines the names take (II.4.c).


def _top(notice: Notice, to: Setter) -> list[Block]:
    widths = widths_of(notice.dateline, to)
    numbers = Columns(
        left=tuple(_marks(notice, widths[0] - COLUMN_GAP, to)),
        right=tuple(dateline(notice.dateline, to)),
        widths=widths,
        description="Số, ký hiệu; địa danh và thời gian ban hành",
    )
    above = names(notice, widths, to)
    return [above, numbers] if numbers.left or numbers.right else [above]


def widths_of(day: Dateline | None, to: Setter) -> tuple[float, float]:
    """Return the widths of the two columns: the right one as wide as its lines."""
    lines = (*_national(to), *dateline(day, to))
    needed = max(line_width(item.text, item.style) for item in lines if isinstance(item, Paragraph))
    right = min(needed + SLACK, to.page.text_width * _MOST_RIGHT)
    return to.page.text_width - right, right


def names(notice: Notice, widths: tuple[float, float], to: Setter) -> Columns:
    """Return the issuing bodies beside the national name."""
    own = () if notice.letterhead is None else (notice.letterhead,)
    return Columns(
        left=tuple(issuers((*own, *notice.co_issuers), widths[0] - COLUMN_GAP, to)),
        right=tuple(_national(to)),
        widths=widths,
        description="Cơ quan ban hành; Quốc hiệu và Tiêu ngữ",
    )


def _national(to: Setter) -> list[ColumnItem]:
    lines = [to.paragraph(Role.NATIONAL_NAME, to.profile.national_name)]
    if to.profile.motto:
        lines.append(to.paragraph(Role.MOTTO, to.profile.motto))
    last = lines[-1]
    return [*lines, to.rule(line_width(last.text, last.style))]


def issuers(letterheads: Sequence[Letterhead], limit: float, to: Setter) -> list[ColumnItem]:
    """Return the names of the issuing bodies, a hyphen between them, and the line below.

    A body above several of them is named once.
    """
    lines: list[ColumnItem] = []
    widest = 0.0
    above = None
    for letterhead in letterheads:
        if letterhead.parent and letterhead.parent != above:
            lines.append(to.broken(Role.PARENT, letterhead.parent.upper(), limit))
            above = letterhead.parent
        agency = letterhead.agency.upper() + (" -" if letterhead is not letterheads[-1] else "")
        name = to.broken(Role.AGENCY, agency, limit)
        widest = max(widest, longest(name.text, name.style))
        lines.append(name)
    if not lines:
        return []
    if to.words.issuer_mark:
        return [*lines, to.paragraph(Role.ORNAMENT, to.words.issuer_mark)]
    return [*lines, to.share_rule(widest)]


def number(value: DocumentNumber | None, limit: float, to: Setter) -> list[ColumnItem]:
    """Return number and symbol, where there is one."""
    return [] if value is None else [to.broken(Role.NUMBER, number_text(value, to.words), limit)]


def dateline(value: Dateline | None, to: Setter) -> list[ColumnItem]:
    """Return place and date, where there are any."""
    return [] if value is None else [to.paragraph(Role.DATELINE, dateline_text(value))]


def _marks(notice: Notice, limit: float, to: Setter) -> list[ColumnItem]:
    """Return what stands below the names: number, subject of a letter, stamps."""
    items = number(notice.number, limit, to)
    if notice.kind is DocumentKind.LETTER and notice.subject:
        subject = f"{to.words.letter_subject} {notice.subject}"
        items.append(to.broken(Role.LETTER_SUBJECT, subject, limit))
    if notice.secrecy is not None:
        items.append(to.stamp(Role.SECRECY, notice.secrecy.printed))
    if notice.urgency is not None:
        box = to.profile.urgency_widths[notice.urgency] * MM
        items.append(to.stamp(Role.URGENCY, notice.urgency.printed, box))
    if notice.circulation is not None:
        items.append(to.stamp(Role.CIRCULATION, notice.circulation.upper()))
    return items


def _title(kind: str, subject: str, to: Setter) -> list[Block]:
    lines = [to.paragraph(Role.KIND, kind, keep_with_next=True)]
    if subject:
        broken = to.broken(Role.SUBJECT, subject, to.page.text_width)
        lines.append(evolve(broken, keep_with_next=True))
    return [*lines, to.title_end(lines[-1])]


def _addressees(notice: Notice, to: Setter) -> list[Block]:
    addressees = notice.addressees
    style = to.styles[Role.ADDRESSEE]
    label = addressees_label(notice, to.words)
    if not addressees:
        return []
    if len(addressees) == 1:
        style = evolve(style, align=Align.CENTRE)
        return [to.paragraph(Role.ADDRESSEE, f"{label} {addressees[0]}", style=style)]
    items = closed(addressees)
    wide = max(line_width(to.listed(Role.ADDRESSEE, item, style).text, style) for item in items)
    label_width = line_width(label, style)
    if notice.salutation is not None:
        # Words of any length, "… điện:": centred, the list below around the middle (Mẫu 1.6).
        above = evolve(style, align=Align.CENTRE)
        edge = max((to.page.text_width - wide) / 2, style.indent)
        label_width = 0.0
    else:
        # The dashes stand below the colon, the whole around the middle (II.9.d; ô 9a).
        edge = max((to.page.text_width - label_width - wide) / 2, style.indent)
        above = evolve(style, left=edge)
    dash = evolve(style, left=edge + label_width, before=0.0)
    return [
        to.paragraph(Role.ADDRESSEE, label, style=above, keep_with_next=True),
        *(to.listed(Role.ADDRESSEE, item, dash) for item in items),
    ]


def _enactment(notice: Notice, to: Setter) -> list[Block]:
    """Return in whose power and on what grounds a document is issued (Mẫu 1.1-1.3)."""
    bullet = to.words.basis_bullet
    blocks: list[Block] = []
    if notice.issuing_authority is not None:
        authority = notice.issuing_authority.upper()
        line = to.broken(Role.ISSUING_AUTHORITY, authority, to.page.text_width)
        blocks.append(evolve(line, keep_with_next=True))
    blocks += [to.paragraph(Role.LEGAL_BASIS, bullet + text) for text in closed(notice.legal_bases)]
    if words := enacting_text(notice, to.words):
        blocks.append(to.paragraph(Role.ENACTING_WORDS, words, keep_with_next=True))
    return blocks
