"""A text as a specimen: each line as it was typed, so that a linter finds what was typed wrong.

Promised: text and place of every line; nothing of looks, which a text does not have.
"""

import re
from collections.abc import Iterator

from vnadmindoc.readers import read_text
from vnadmindoc.recognition import Reading
from vnadmindoc.recognition.trace import Traced
from vnadmindoc.specimen import Fact, Place, SeenParagraph, Side, Specimen
from vnadmindoc.standard import Role
from vnadmindoc.text import tidy

_LINE_END = re.compile("\r\n|[\n\r\v\f\u0085\u2028\u2029]")


def inspect_text(
    text: str,
    format: str = "txt",  # noqa: A002  # the word users know
    *,
    source: str = "<text>",
) -> tuple[Reading, Specimen]:
    """Return what a text says, and how it is typed.

    Args:
        text: Plain text or Markdown.
        format: ``"txt"`` or ``"md"``.
        source: What it is called in messages.

    Raises:
        ReadError: There is nothing to read.
    """
    reading = read_text(text, format, source=source, duties=False)
    rows = _LINE_END.split(text)
    return reading, Specimen(
        facts=frozenset({Fact.NOTICE, Fact.TEXT}), paragraphs=tuple(_seen(rows, reading))
    )


def _seen(rows: list[str], reading: Reading) -> Iterator[SeenParagraph]:
    by_row: dict[int, list[Traced]] = {}
    for each in reading.trace:
        by_row.setdefault(each.line.number, []).append(each)
    index = 0
    for number, row in enumerate(rows, 1):
        there = by_row.get(number, [])
        if not there and row.strip():
            continue  # a row of a table, or of what was joined to the line above
        for seen in _of_row(row, number, there, index):
            yield seen
            index += 1


def _of_row(row: str, number: int, there: list[Traced], index: int) -> Iterator[SeenParagraph]:
    place = Place(line=number)
    if not there:
        yield SeenParagraph(index=index, text=row, place=place)
    at = 0
    for order, traced in enumerate(there):
        line = traced.line
        if line.table is not None:
            yield from _cells(traced, index + order, place)
            continue
        text, begin = _typed(row, at, line.text, last=order == len(there) - 1)
        at = begin + len(text)
        side = (Side.LEFT, Side.RIGHT)[min(order, 1)] if len(there) > 1 else None
        yield SeenParagraph(
            index=index + order,
            text=text,
            role=traced.role,
            path=traced.path,
            place=place,
            side=side,
            row=f"line {number}" if len(there) > 1 else None,
            offset=begin,
        )


def _typed(row: str, at: int, text: str, *, last: bool) -> tuple[str, int]:
    """Return a line of a row as it was typed, and where in the row it begins."""
    begin = row.find(text, at)
    if begin >= 0 and not last:
        return text, begin
    rest = row[at:]
    if tidy(rest) == text:
        return rest, at
    # Marks of Markdown stand round it, or the reader has brought it into its one form.
    return (text, begin) if begin >= 0 else (text, at)


def _cells(traced: Traced, index: int, place: Place) -> Iterator[SeenParagraph]:
    table = traced.line.table
    assert table is not None
    for down, row in enumerate(table.rows):
        for across, cell in enumerate(row):
            yield SeenParagraph(
                index=index,
                text=str(cell) if cell is not None else "",
                role=Role.CELL_HEADING if down < table.header_rows else Role.CELL,
                path=f"{traced.path}[{down}][{across}]",
                place=place,
                row=f"line {place.line}.{down}",
                in_table=True,
            )
            index += 1
