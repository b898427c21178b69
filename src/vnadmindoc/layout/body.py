"""The body of a document or of an annex (ô 6): sections, directives, paragraphs, tables.

Promised: what stands in a list knows how deep; a heading is never the last thing on a page.
Lengths are in pt.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from attrs import evolve

from vnadmindoc.blocks import Block, Grid, Paragraph
from vnadmindoc.layout.breaking import line_width
from vnadmindoc.layout.setting import SLACK, Setter
from vnadmindoc.model import BodyItem, Directive, Section, Table
from vnadmindoc.model import Paragraph as TextParagraph
from vnadmindoc.richtext import RichText
from vnadmindoc.standard import Align, Role
from vnadmindoc.vocabulary import SectionLevel

_CELL_PADDING = 4.0
_FITTING_SHARE = 0.25  # of the spare width, for a column that needs none
_FIGURES = re.compile(r"[\d.,%/()+-]+")
_ARTICLE = re.compile(r"Điều \d+\w?\.?")
_OWN_LINES: Mapping[SectionLevel, tuple[Role, Role]] = MappingProxyType(
    {
        SectionLevel.PART: (Role.PART, Role.PART_TITLE),
        SectionLevel.CHAPTER: (Role.CHAPTER, Role.CHAPTER_TITLE),
        SectionLevel.DIVISION: (Role.DIVISION, Role.DIVISION_TITLE),
        SectionLevel.SUBDIVISION: (Role.SUBDIVISION, Role.SUBDIVISION_TITLE),
    }
)
"""The levels whose label stands on a line of its own, and the components of label and title."""


def role_of(directive: Directive) -> Role:
    """Return the component that a directive is set as (II.6.đ).

    A figure with a stop makes a *khoản*, *Điều* and a figure an article, any other label a
    *điểm*, none plain body; a *khoản* whose text is wholly bold is its title.
    """
    label = directive.label
    if not label:
        return Role.BODY
    if _ARTICLE.fullmatch(label):
        return Role.ARTICLE
    if not label.endswith("."):
        return Role.POINT
    return Role.ITEM_HEADING if _is_title(directive) else Role.ITEM


def _is_title(directive: Directive) -> bool:
    return all(run.bold for run in directive.text.runs)


def sections(parts: Iterable[Section], to: Setter) -> list[Block]:
    """Return headings and what stands below them."""
    blocks: list[Block] = []
    for section in parts:
        blocks += _heading(section, to)
        blocks += items(section.body, to)
    return blocks


def _heading(section: Section, to: Setter) -> list[Block]:
    title = section.heading.upper()
    if section.level is SectionLevel.ROMAN:
        heading = f"{section.label} {title}".strip()
        return [to.paragraph(Role.SECTION, heading, keep_with_next=True)]
    of_label, of_title = _OWN_LINES[section.level]
    lines = [to.paragraph(of_label, section.label, keep_with_next=True)]
    if title:
        line = to.broken(of_title, title, to.page.text_width)
        lines.append(evolve(line, keep_with_next=True))
    return [*lines]


def items(parts: Iterable[BodyItem], to: Setter, depth: int = 0) -> list[Block]:
    """Return the blocks of body items, each with what belongs to it.

    Args:
        parts: The items.
        to: What sets them.
        depth: How many items of lists they stand in.
    """
    blocks: list[Block] = []
    for item in parts:
        match item:
            case TextParagraph():
                blocks.append(to.rich(Role.BODY, item.text, depth=depth))
            case Table():
                blocks.append(_grid(item, depth, to))
            case Directive():
                # Without a label it is no item, and what belongs to it stands beside it.
                inside = depth + 1 if item.label else depth
                blocks.append(_directive(item, inside, to))
                blocks += items(item.children, to, inside)
    return blocks


def _directive(directive: Directive, depth: int, to: Setter) -> Paragraph:
    role = role_of(directive)
    paragraph = to.rich(
        role, directive.text, label=directive.label, depth=depth, key=directive.key or ""
    )
    if directive.children and role is not Role.BODY and _is_title(directive):
        return evolve(paragraph, keep_with_next=True)
    return paragraph


def ended(blocks: Sequence[Block], to: Setter, *, keep: bool) -> list[Block]:
    """Return a body with its end mark; `keep` holds its last lines to what follows."""
    if not blocks:
        return []
    *rest, last = blocks
    if isinstance(last, Paragraph):
        spans = last.spans
        text = spans[-1].text
        mark = to.words.end_mark
        if not text.endswith(mark):
            spans = (*spans[:-1], evolve(spans[-1], text=text.rstrip(".;, ") + mark))
        last = evolve(last, spans=spans, keep_with_next=keep)
        one_line = line_width(last.text, last.style) <= to.page.text_width - last.style.indent
        if keep and one_line and rest and isinstance(rest[-1], Paragraph):
            # One line alone is little company for a signature: two lines go along.
            rest[-1] = evolve(rest[-1], keep_with_next=True)
    elif isinstance(last, Grid):
        *rows, end = last.rows
        kept = tuple(evolve(cell, keep_with_next=keep) for cell in end)
        last = evolve(last, rows=(*rows, kept))
    return [*rest, last]


# Tables


def _grid(table: Table, depth: int, to: Setter) -> Grid:
    top, rest = table.rows[: table.header_rows], table.rows[table.header_rows :]
    centred = [all(map(_is_figure, column)) for column in zip(*rest, strict=True)]
    rows = (
        *(tuple(_cell(Role.CELL_HEADING, cell, to) for cell in row) for row in top),
        *(
            tuple(
                _cell(Role.CELL, cell, to, centred=figures)
                for cell, figures in zip(row, centred, strict=True)
            )
            for row in rest
        ),
    )
    return Grid(
        rows=rows,
        header_rows=table.header_rows,
        widths=_column_widths(rows, to.page.text_width),
        padding=_CELL_PADDING,
        thickness=to.profile.rule_width,
        before=to.styles[Role.BODY].before,
        depth=depth,
    )


def _cell(role: Role, cell: RichText | None, to: Setter, *, centred: bool = False) -> Paragraph:
    if cell is None:
        return Paragraph(role, (), to.styles[role])
    paragraph = to.rich(role, cell)
    if centred:
        return evolve(paragraph, style=evolve(paragraph.style, align=Align.CENTRE))
    return paragraph


def _is_figure(cell: RichText | None) -> bool:
    """Whether a cell holds nothing but a figure; a column of them stands centred."""
    return cell is None or _FIGURES.fullmatch(str(cell)) is not None


def _column_widths(rows: Sequence[Sequence[Paragraph]], text_width: float) -> tuple[float, ...]:
    """Share the width by what the columns hold; none is narrower than its longest word.

    Where the width is enough for every cell on one line, no cell takes two.
    """
    columns = list(zip(*rows, strict=True))
    least = []
    wanted = []
    whole = []
    for column in columns:
        cells = [(cell.text, cell.style) for cell in column if cell.spans]
        words = [(word, style) for text, style in cells for word in text.split()]
        longest = max((line_width(*word) for word in words), default=0.0)
        least.append(longest + 2 * _CELL_PADDING + SLACK)
        widest = max((line_width(*cell) for cell in cells), default=0.0)
        # The root: a column with ten times the text needs more room, but not ten times more. One
        # that holds single words has the room it needs.
        share = 1.0 if widest > longest else _FITTING_SHARE
        wanted.append(share * max(widest, 1.0) ** 0.5)
        whole.append(widest + 2 * _CELL_PADDING + SLACK)
    if sum(whole) <= text_width:
        return tuple(text_width * each / sum(whole) for each in whole)
    spare = text_width - sum(least)
    if spare <= 0:
        return tuple(text_width * each / sum(least) for each in least)
    return tuple(
        each + spare * want / sum(wanted) for each, want in zip(least, wanted, strict=True)
    )
