"""A Word document as lines for recognition, each with the number of its paragraph.

Promised: every word of the body is in a line; two texts that tabs hold apart are two lines.
"""

import re
from collections.abc import Iterator, Sequence

from vnadmindoc.inspection.flow import Flow, Placed
from vnadmindoc.model import Table as ModelTable
from vnadmindoc.ooxml import Cell, RunLook, Table, paragraphs_of
from vnadmindoc.ooxml import Run as SeenInFile
from vnadmindoc.readers.text import columns_of
from vnadmindoc.recognition.lines import Line
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.text import forbidden, tidy, tidy_run, without_forbidden

# Line breaks after which another line begins, not the rest of the one before.
_ANOTHER = re.compile(r"\n(?=\s*(?:[-–+*]\s|\n|$))|(?<=[:;])\s*\n|\n\s*\n")


def pieces(placed: Placed, shown: str) -> list[str]:
    """Return the lines that a paragraph stands for.

    Args:
        placed: The paragraph.
        shown: Its text in the case it is shown in.
    """
    found = _ANOTHER.split(shown.replace("\f", "\n")) if "\n" in shown or "\f" in shown else [shown]
    if placed.room.table is not None or placed.room.side is not None:
        return found
    return [column for piece in found for _, column in columns_of(piece, placed.number)]


def docx_lines(flow: Flow) -> list[Line]:
    """Return the lines of a document in reading order."""
    lines: list[Line] = []
    apart = False
    tables: set[int] = set()
    for placed in flow.placed:
        if placed.room.table is not None:
            table = placed.room.table[0]
            if table not in tables:
                tables.add(table)
                lines.append(_table_line(flow.tables[table], flow.heads[table], placed.number))
            continue
        begun = len(lines)
        lines += _lines(placed, apart=apart)
        apart = len(lines) == begun
    return lines


def shown_text(placed: Placed) -> str:
    """Return the text of a paragraph in the case it is shown in, hidden letters left out."""
    return "".join([_shown(run) for run in placed.paragraph.runs if not run.look.hidden])


def _shown(run: SeenInFile) -> str:
    text = run.text if forbidden(run.text) is None else without_forbidden(run.text)
    return text.upper() if run.look.capitals else text


def _lines(placed: Placed, *, apart: bool) -> Iterator[Line]:
    shown = shown_text(placed)
    looks = [run.look for run in placed.paragraph.runs if run.text.strip()]
    bold = bool(looks) and all(look.bold for look in looks)
    whole = pieces(placed, shown)
    emphasis = _rich(placed) if len(whole) == 1 and _mixed(looks) else None
    for index, piece in enumerate(whole):
        text = tidy(piece)
        label = placed.paragraph.label
        if label and not index:
            text = tidy(f"{label} {text}")
            emphasis = RichText((Run(text=f"{label} "), *emphasis.runs)) if emphasis else None
        if text:
            rich = emphasis if emphasis is not None and str(emphasis) == text else None
            yield Line(text, placed.number, rich=rich, bold=bold, apart=apart, unit="paragraph")
            apart = False
        else:
            apart = True


def _mixed(looks: Sequence[RunLook]) -> bool:
    return len({(look.bold, look.italic, look.underline) for look in looks}) > 1


def _rich(placed: Placed) -> RichText | None:
    runs = [
        Run(text=text, bold=run.look.bold, italic=run.look.italic, underline=run.look.underline)
        for run in placed.paragraph.runs
        if not run.look.hidden and (text := tidy_run(_shown(run)))
    ]
    return RichText(runs) if any(map(str.strip, (run.text for run in runs))) else None


def _table_line(table: Table, head: int, number: int) -> Line:
    columns = max(cell.column + cell.span for cell in table.cells())
    rows = []
    for row in table.rows:
        texts: list[str | None] = [None] * columns
        for cell in row.cells:
            if cell.column < columns and not cell.continued:
                texts[cell.column] = _cell_text(cell) or None
        rows.append(tuple(texts))
    model = ModelTable(rows=tuple(rows), header_rows=head)
    return Line("", number, table=model, unit="paragraph")


def _cell_text(cell: Cell) -> str:
    texts = [
        "".join([_shown(run) for run in paragraph.runs if not run.look.hidden])
        for paragraph in paragraphs_of(cell.blocks)
    ]
    return tidy(" ".join(texts))
