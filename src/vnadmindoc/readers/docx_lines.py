"""A Word document to lines: what recognition works on.

Promised: every word of the body is in a line, in reading order, the left column of a pair before
the right one, and footnotes behind it; automatic numbers stand before their text as they are seen;
text in fonts from before Unicode is Unicode.
Refused here: what a line means; and trust in styles, but for those of our own files, which tell
what of a paragraph is emphasis and what its component's own weight.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from vnadmindoc import ooxml
from vnadmindoc.legacy import decoded
from vnadmindoc.model import Table
from vnadmindoc.readers.docx_flow import Flow, Placed, Room
from vnadmindoc.readers.text import columns_of
from vnadmindoc.recognition.lines import Line
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.specimen import Side
from vnadmindoc.standard import DECREE_30, Role
from vnadmindoc.text import forbidden, tidy, without_forbidden

# Components that recognition finds line by line; in all others a break is a blank.
_BY_LINE: Final = frozenset(
    {
        Role.PARENT,
        Role.AGENCY,
        Role.NUMBER,
        Role.KIND,
        Role.SUBJECT,
        Role.LETTER_SUBJECT,
        Role.SIGNER_TITLE,
        Role.ANNEX_TITLE,
        Role.ANNEX_REFERENCE,
    }
)


def docx_lines(flow: Flow, verbatim: Container[str] = ()) -> Iterator[Line]:
    """Yield the lines of a document; two texts that tabs hold apart are two lines.

    Args:
        flow: The document.
        verbatim: Texts that begin with no label, whatever they look like.
    """
    cells: dict[tuple[int, int, int], list[Line]] = defaultdict(list)
    firsts: dict[int, int] = {}
    running: list[Line] = []
    for placed, apart in _in_columns(flow):
        lines = list(_lines(placed, flow, verbatim))
        if lines and not apart:
            lines[0] = lines[0]._replace(apart=False)
        if (place := placed.room.table) is None:
            running += lines
        else:
            cells[place] += lines
            if place[0] not in firsts:
                firsts[place[0]] = placed.number
                running.append(Line(text="", number=placed.number, apart=True, table=_PENDING))
    for line in running:
        yield line if line.table is None else _table(line.number, firsts, cells, flow)
    for placed in _notes(flow):
        yield from (line._replace(note=True) for line in _lines(placed, flow, verbatim))


_PENDING: Final = Table(rows=[["-"]])  # stands for a table until all its cells are read


def rows_of(flow: Flow) -> list[str]:
    """Return the paragraphs that the numbers of the lines count, as they are seen."""
    return [
        " ".join(filter(None, (placed.paragraph.label, *pieces_of(placed, flow))))
        for placed in (*flow.placed, *_notes(flow))
    ]


def _notes(flow: Flow) -> Iterator[Placed]:
    """Yield the paragraphs of footnotes and endnotes, numbered behind those of the body."""
    number = len(flow.placed)
    for blocks in flow.document.notes.values():
        for paragraph in ooxml.paragraphs_of(blocks):
            number += 1
            yield Placed(paragraph, Room(left=0.0, width=0.0), number, True, True)


def _in_columns(flow: Flow) -> Iterator[tuple[Placed, bool]]:
    """Yield the paragraphs, those of a table of layout column by column, and whether apart.

    In a cell a paragraph goes closely with the one above it.
    """
    for _, group in groupby(flow.placed, key=_layout_table):
        placed = list(group)
        if placed[0].room.column:
            placed.sort(key=lambda each: int(each.room.column.partition(".")[2]))
        above: Placed | None = None
        for each in placed:
            close = (
                above is not None
                and each.room.cell is not None
                and each.room.column == above.room.column
                and bool(above.paragraph.text.strip())
            )
            yield each, not close
            above = each


def _layout_table(placed: Placed) -> str:
    return placed.room.column.partition(".")[0]


def pieces_of(placed: Placed, flow: Flow) -> list[str]:
    """Return the texts that a paragraph may stand for, as they are typed, blank ones too."""
    found = flow.pieces.get(placed.number)
    if found is None:
        found = _pieces(placed, flow)
        if placed.number:  # those at the foot of a page have none of their own
            flow.pieces[placed.number] = found
    return found


def _pieces(placed: Placed, flow: Flow) -> list[str]:
    text = "".join([_shown(run) for run in _seen(placed.paragraph)])
    role = flow.components.get(placed.paragraph.look.style)
    if role is not None:
        return text.split("\n") if role in _BY_LINE else [text]
    pieces = text.replace("\f", "\n").split("\n")
    if placed.room.side is not None:
        return pieces
    return [column for piece in pieces for column in columns_of(piece, placed.number)]


def _shown(run: ooxml.Run) -> str:
    text = _clean(decoded(run.text, run.look.typefaces.ascii))
    return text.upper() if run.look.capitals else text


def _lines(placed: Placed, flow: Flow, verbatim: Container[str]) -> Iterator[Line]:
    paragraph = placed.paragraph
    sections = flow.document.sections
    section = sections[min(paragraph.section, len(sections) - 1)]
    pieces = pieces_of(placed, flow)
    label = paragraph.label
    role = flow.components.get(paragraph.look.style)
    rich = _rich(paragraph, role) if len(pieces) == 1 else None
    for index, piece in enumerate(pieces):
        clean = tidy(piece)
        if label:
            clean, label = tidy(f"{label} {clean}"), ""
        if clean:
            yield Line(
                text=clean,
                number=placed.number,
                rich=rich,
                bold=all(run.look.bold for run in paragraph.runs if run.text.strip()),
                apart=index == 0,
                verbatim=clean in verbatim,
                landscape=section.width > section.height,
                unit="paragraph",
                right=placed.room.side is Side.RIGHT,
                centred=paragraph.look.align is ooxml.Alignment.CENTRE,
            )


def _table(
    number: int,
    firsts: Mapping[int, int],
    cells: Mapping[tuple[int, int, int], Sequence[Line]],
    flow: Flow,
) -> Line:
    """Return the line of the table that begins at a paragraph, with the lines in its cells."""
    index = next(index for index, first in firsts.items() if first == number)
    rows = flow.tables[index].rows
    lines = tuple(
        tuple(tuple(cells.get((index, down, across), ())) for across in range(len(row.cells)))
        for down, row in enumerate(rows)
    )
    return Line(
        text="",
        number=number,
        apart=True,
        table=_values(index, flow),
        unit="paragraph",
        cells=lines,
    )


def _values(number: int, flow: Flow) -> Table:
    table = flow.tables[number]
    columns = max(cell.column + cell.span for cell in table.cells())
    rows = []
    for row in table.rows:
        cells: list[RichText | None] = [None] * columns
        for cell in row.cells:
            text = _cell(cell, flow)
            if text is not None or not cell.continued:
                cells[cell.column] = text
        rows.append(cells)
    return Table(rows=rows, header_rows=flow.heads[number])


def _cell(cell: ooxml.Cell, flow: Flow) -> RichText | None:
    runs: list[Run] = []
    for paragraph in ooxml.paragraphs_of(cell.blocks):
        if runs:
            runs.append(Run(text=" "))
        runs += _runs(paragraph, flow.components.get(paragraph.look.style))
    return RichText(runs) if any(tidy(run.text) for run in runs) else None


def _rich(paragraph: ooxml.Paragraph, role: Role | None) -> RichText | None:
    """Return the text with its emphasis; None where all of it looks alike."""
    found = {_emphasis(run.look, role) for run in _seen(paragraph)}
    if paragraph.label:
        found.add(_PLAIN)
    if not found or (len(found) == 1 and (role is None or found == {_PLAIN})):
        return None
    return RichText(list(_runs(paragraph, role)))


_PLAIN: Final = (False, False, False)


def _emphasis(look: ooxml.RunLook, role: Role | None) -> tuple[bool, bool, bool]:
    """Return whether letters are bold, italic, underlined beyond what their component is."""
    own = DECREE_30.specs.get(role) if role is not None else None
    return (
        look.bold and not (own is not None and own.bold),
        look.italic and not (own is not None and own.italic),
        look.underline,
    )


def _seen(paragraph: ooxml.Paragraph) -> Iterator[ooxml.Run]:
    return (run for run in paragraph.runs if run.text and not run.look.hidden)


def _runs(paragraph: ooxml.Paragraph, role: Role | None) -> Iterator[Run]:
    """Yield the stretches of a paragraph; what its component has anyway is no emphasis."""
    if paragraph.label:
        yield Run(text=f"{paragraph.label} ")
    for run in _seen(paragraph):
        bold, italic, underline = _emphasis(run.look, role)
        yield Run(text=_shown(run), bold=bold, italic=italic, underline=underline)


def _clean(text: str) -> str:
    return without_forbidden(text) if forbidden(text) else text
