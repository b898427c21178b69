"""A Word document to lines: what recognition works on.

Promised: every word of the body is in a line, in reading order, the left column of a pair before
the right one; automatic numbers stand before their text as they are seen.
Refused here: what a line means; and trust in styles, but for those of our own files, which tell
what of a paragraph is emphasis and what its component's own weight.
"""

from collections.abc import Container, Iterator
from typing import Final

from vnadmindoc import ooxml
from vnadmindoc.model import Table
from vnadmindoc.readers.docx_flow import Flow, Placed
from vnadmindoc.readers.text import columns_of
from vnadmindoc.recognition.lines import Line
from vnadmindoc.richtext import RichText, Run
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
    tables: set[int] = set()
    for placed in flow.placed:
        if placed.room.table is None:
            yield from _lines(placed, flow, verbatim)
        elif placed.room.table[0] not in tables:
            table = placed.room.table[0]
            tables.add(table)
            made = _table(table, flow)
            yield Line(text="", number=placed.number, apart=True, table=made, unit="paragraph")


def pieces_of(placed: Placed, flow: Flow) -> list[str]:
    """Return the texts that a paragraph may stand for, as they are typed, blank ones too."""
    text = "".join([_shown(run) for run in placed.paragraph.runs if not run.look.hidden])
    role = flow.components.get(placed.paragraph.look.style)
    if role is not None:
        return text.split("\n") if role in _BY_LINE else [text]
    pieces = text.replace("\f", "\n").split("\n")
    if placed.room.side is not None:
        return pieces
    return [column for piece in pieces for _, column in columns_of(piece, placed.number)]


def _shown(run: ooxml.Run) -> str:
    text = _clean(run.text)
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
            )


def _table(number: int, flow: Flow) -> Table:
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
    runs = list(_runs(paragraph, role))
    if not runs:
        return None
    if len({run.emphasis for run in runs}) < 2 and (role is None or not any(runs[0].emphasis)):
        return None
    return RichText(runs)


def _runs(paragraph: ooxml.Paragraph, role: Role | None) -> Iterator[Run]:
    """Yield the stretches of a paragraph; what its component has anyway is no emphasis."""
    own = DECREE_30.specs.get(role) if role is not None else None
    if paragraph.label:
        yield Run(text=f"{paragraph.label} ")
    for run in paragraph.runs:
        text = _shown(run)
        if text and not run.look.hidden:
            yield Run(
                text=text,
                bold=run.look.bold and not (own is not None and own.bold),
                italic=run.look.italic and not (own is not None and own.italic),
                underline=run.look.underline,
            )


def _clean(text: str) -> str:
    return without_forbidden(text) if forbidden(text) else text
