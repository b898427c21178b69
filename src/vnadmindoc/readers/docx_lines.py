"""A Word document to lines: what recognition works on.

Promised: every word of the body is in a line, in reading order, the left column of a pair before
the right one; automatic numbers stand before their text as they are seen.
Refused here: what a line means; and trust in styles, but for those of our own files, which tell
what of a paragraph is emphasis and what its component's own weight.
"""

from collections.abc import Container, Iterable, Iterator
from typing import Final

from vnadmindoc import ooxml
from vnadmindoc.exporters.docx_package import style_id
from vnadmindoc.model import Table
from vnadmindoc.recognition.lines import Line
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.standard import DECREE_30, Role
from vnadmindoc.text import forbidden, tidy, without_forbidden

_OURS: Final = {style_id(role): role for role in Role}
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


def docx_lines(document: ooxml.Document, verbatim: Container[str] = ()) -> Iterator[Line]:
    """Yield the lines of a document.

    Args:
        document: The document.
        verbatim: Texts that begin with no label, whatever they look like.
    """
    yield from _Walk(document, verbatim).lines(document.blocks)


class _Walk:
    """Goes through the blocks of one document and counts its paragraphs."""

    def __init__(self, document: ooxml.Document, verbatim: Container[str]) -> None:
        self.sections = document.sections
        self.verbatim = verbatim
        self.number = 0

    def lines(self, blocks: Iterable[ooxml.Block]) -> Iterator[Line]:
        for block in blocks:
            if isinstance(block, ooxml.Paragraph):
                self.number += 1
                yield from self._paragraph(block)
                for shape in block.shapes:
                    yield from self.lines(shape.blocks)
            elif block.ruled:
                yield self._table(block)
            else:
                for cell in block.cells():
                    yield from self.lines(cell.blocks)

    def _paragraph(self, paragraph: ooxml.Paragraph) -> Iterator[Line]:
        role = _OURS.get(paragraph.look.style)
        section = self.sections[paragraph.section]
        text = text_of(paragraph)
        pieces = text.split("\n") if role is None or role in _BY_LINE else [text]
        for index, piece in enumerate(pieces):
            clean = tidy(_clean(piece))
            if clean:
                yield Line(
                    text=clean,
                    number=self.number,
                    rich=_rich(paragraph, role) if len(pieces) == 1 else None,
                    bold=all(run.look.bold for run in paragraph.runs if run.text.strip()),
                    apart=index == 0,
                    verbatim=clean in self.verbatim,
                    landscape=section.width > section.height,
                    unit="paragraph",
                )

    def _table(self, table: ooxml.Table) -> Line:
        first = self.number + 1
        rows = [[self._cell(cell) for cell in row.cells] for row in table.rows]
        columns = max(map(len, rows))
        headings = 0
        while headings < len(table.rows) and table.rows[headings].header:
            headings += 1
        made = Table(
            rows=[[*row, *[None] * (columns - len(row))] for row in rows], header_rows=headings
        )
        return Line(text="", number=first, apart=True, table=made, unit="paragraph")

    def _cell(self, cell: ooxml.Cell) -> RichText | None:
        runs: list[Run] = []
        for paragraph in ooxml.paragraphs_of(cell.blocks):
            self.number += 1
            if runs:
                runs.append(Run(text=" "))
            runs += _runs(paragraph, _OURS.get(paragraph.look.style))
        return RichText(runs) if any(tidy(run.text) for run in runs) else None


def text_of(paragraph: ooxml.Paragraph) -> str:
    """Return the text of a paragraph as it is seen, its automatic number before it."""
    return f"{paragraph.label} {paragraph.text}" if paragraph.label else paragraph.text


def _rich(paragraph: ooxml.Paragraph, role: Role | None) -> RichText | None:
    """Return the text with its emphasis; None where all of it looks alike."""
    runs = list(_runs(paragraph, role))
    if len({run.emphasis for run in runs}) < 2 and (role is None or not any(runs[0].emphasis)):
        return None
    return RichText(runs)


def _runs(paragraph: ooxml.Paragraph, role: Role | None) -> Iterator[Run]:
    """Yield the stretches of a paragraph; what its component has anyway is no emphasis."""
    own = DECREE_30.specs.get(role) if role is not None else None
    if paragraph.label:
        yield Run(text=f"{paragraph.label} ")
    for run in paragraph.runs:
        text = _clean(run.text)
        if text:
            yield Run(
                text=text,
                bold=run.look.bold and not (own is not None and own.bold),
                italic=run.look.italic and not (own is not None and own.italic),
                underline=run.look.underline,
            )


def _clean(text: str) -> str:
    return without_forbidden(text) if forbidden(text) else text
