"""Lines put one below the other that stood side by side: tables without a meaning of their own.

Promised: a table that only sets a letterhead, the addressees or a signature in columns becomes the
lines in its cells, column by column; any other table stays one.
"""

from collections.abc import Iterator, Sequence

from vnadmindoc.recognition.lines import Line
from vnadmindoc.recognition.signs import (
    addressed,
    dateline_of,
    is_authority,
    is_motto,
    is_national_name,
    number_of,
    parts_of,
    recipients_label,
)

_MOST_COLUMNS = 4
_FIRST = 8  # rows in which a sign of a head or a foot is looked for
_LONGEST_HEAD = 2_000  # characters of a line in which parts of a head are looked for


def unfolded(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with every table that only sets others in columns opened."""
    if not any(line.cells for line in lines):
        return list(lines)
    return [each for line in lines for each in (_opened(line) if line.cells else (line,))]


def divided(line: Line) -> list[Line]:
    """Return the parts of a head that stand on one line, each as a line; one where it is none."""
    head = line.text[:_LONGEST_HEAD]
    parts = parts_of(head)
    if len(parts) < 2:
        return [line]
    pieces = []
    for begin, end in parts:
        rest = line.text[begin:] if end == len(head) else line.text[begin:end]
        pieces.append(
            line._replace(text=rest.strip(" |"), rich=None, apart=line.apart and not begin)
        )
    return pieces


def _opened(line: Line) -> Iterator[Line]:
    """Yield the lines in the cells of a table, or the table where it is one."""
    rows = line.cells
    width = max(map(len, rows))
    if width > _MOST_COLUMNS or not any(
        _is_set_in_columns(each.text) for row in rows[:_FIRST] for cell in row for each in cell
    ):
        yield line
        return
    for column in range(width):
        apart = True  # what stands in another column, or below an empty cell, begins anew
        for row in rows:
            cell = row[column] if column < len(row) else ()
            for each in cell:
                yield each._replace(apart=each.apart or apart, right=column > 0)
                apart = False
            apart = apart or not cell


def _is_set_in_columns(text: str) -> bool:
    """Whether a line is of those that a document sets in columns: of its head or its foot."""
    return (
        is_national_name(text)
        or is_motto(text)
        or number_of(text) is not None
        or dateline_of(text) is not None
        or addressed(text) is not None
        or recipients_label(text) is not None
        or is_authority(text)
    )
