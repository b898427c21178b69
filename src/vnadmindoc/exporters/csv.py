"""The sheet of duties as CSV: one row a duty and deadline, the same columns as in the workbook.

Promised: RFC 4180, UTF-8, days and hours in ISO 8601; equal notices give equal bytes. No cell is
taken for a formula by the spreadsheet that opens it.
Source: RFC 4180; OWASP, CSV Injection.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import time
from typing import ClassVar, Final, Literal, get_args

from attrs import frozen

from vnadmindoc.duty_sheet import SHEET, Cell, Column, Row, cells, rows_of, told_in_no_row
from vnadmindoc.errors import ExportError
from vnadmindoc.model import Notice

Delimiter = Literal[",", ";", "\t"]

_FORMULA: Final = re.compile(r"[=+\-@\t\r]")
_GUARD: Final = "'"


@frozen(kw_only=True)
class CsvExporter:
    """Writes the duties of a notice as CSV (``.csv``), a row for each deadline (*xuất CSV*).

    Attributes:
        delimiter: What parts the cells: a comma, a semicolon or a tab.
        bom: Whether the file begins with the mark of UTF-8, by which Excel knows Vietnamese
            letters.
        guard: Whether an apostrophe stands before text that a spreadsheet would take for a
            formula (``=``, ``+``, ``-``, ``@``).
    """

    suffix: ClassVar[str] = ".csv"
    media_type: ClassVar[str] = "text/csv"

    delimiter: Delimiter = ","
    bom: bool = False
    guard: bool = True

    def __attrs_post_init__(self) -> None:
        if self.delimiter not in get_args(Delimiter):
            raise ExportError(
                f"{self.delimiter!r} parts no cells",
                place="delimiter",
                expected="a comma, a semicolon or a tab",
            )

    def lost(self, notice: Notice) -> tuple[str, ...]:
        """Return the paths of what the sheet does not say: all but the duties."""
        return told_in_no_row(notice)

    def export(self, notice: Notice) -> bytes:
        """Return the rows below one row of heads; a notice without duties has the heads alone."""
        return self.sheet(rows_of(notice))

    def sheet(self, rows: Iterable[Row], columns: Sequence[Column] = SHEET) -> bytes:
        """Return any rows, of several notices too.

        Args:
            rows: The rows, numbered from 1 in their order.
            columns: The columns.
        """
        file = io.StringIO(newline="")
        writer = csv.writer(file, delimiter=self.delimiter)
        writer.writerow([column.head for column in columns])
        for number, row in enumerate(rows, start=1):
            writer.writerow([self._text(cell) for cell in cells(row, number, columns)])
        return file.getvalue().encode("utf-8-sig" if self.bom else "utf-8")

    def _text(self, cell: Cell) -> str:
        if cell is None:
            return ""
        if isinstance(cell, str):
            return f"{_GUARD}{cell}" if self.guard and _FORMULA.match(cell) else cell
        return cell.isoformat("minutes") if isinstance(cell, time) else str(cell)
