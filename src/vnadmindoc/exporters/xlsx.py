"""The sheet of duties as a workbook, to be filtered, filled in and printed (*bảng theo dõi*).

Promised: one row a duty and deadline; days are days and text is text, whatever it begins with;
what is overdue and what is due soon is in colour, by the day on which it is looked at or by one
that is given; equal notices and options give equal bytes.
Refused here: a formula in a cell.
Source: ECMA-376, Part 1, 18.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from types import MappingProxyType
from typing import Any, ClassVar, Final

from attrs import frozen

from vnadmindoc import metrics
from vnadmindoc.duty_sheet import SHEET, TITLE, Cell, Column, Row, cells, rows_of, told_in_no_row
from vnadmindoc.errors import ExportError, MissingExtraError
from vnadmindoc.model import Notice
from vnadmindoc.vocabulary import DutyState
from vnadmindoc.wording import document_title

_SHEET_NAME: Final = "Nhiệm vụ"
_SIZE: Final = 11
_FACE: Final = {"font_name": "Times New Roman", "font_size": _SIZE}
_LINE: Final = 13.5  # pt, of a line in this face
_FIGURE: Final = 5.25  # pt: the unit of a column's width, a figure of the workbook's own face
_PADDING: Final = 3.0
_HIGHEST: Final = 409.0  # Excel takes no higher row
_A4: Final = 9
_LONGEST_CELL: Final = 32_767  # characters, ECMA-376 and Excel alike
_LONGEST_HEADER: Final = 150  # of the title; Excel takes 255 characters with what sets them
_MOST_ROWS: Final = 1_048_575
_SOON: Final = range(91)
# A workbook must say when it was made; this one says what does not change.
_MADE: Final = datetime(1980, 1, 1)  # noqa: DTZ001  # as zip files do
_LOOKS: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "text": {},
        "long": {},
        "day": {"num_format": "dd/mm/yyyy", "align": "center"},
        "hour": {"num_format": "hh:mm", "align": "center"},
        "number": {"num_format": "0", "align": "center"},
        "state": {"align": "center"},
    }
)


@frozen(kw_only=True)
class XlsxExporter:
    """Writes the duties of a notice as a workbook (``.xlsx``), a row for each deadline.

    Attributes:
        soon: How many days before its last day a duty has the colour of what is due soon, 0 to 90.
        as_of: The day by which the colours are told; None is the day on which the file is looked
            at.
    """

    suffix: ClassVar[str] = ".xlsx"
    media_type: ClassVar[str] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    soon: int = 7
    as_of: date | None = None

    def __attrs_post_init__(self) -> None:
        if type(self.soon) is not int or self.soon not in _SOON:
            raise ExportError(
                f"{self.soon!r} days before is not soon",
                place="soon",
                expected=f"a whole number from {_SOON[0]} to {_SOON[-1]}",
            )
        if self.as_of is not None and type(self.as_of) is not date:
            raise ExportError(f"{self.as_of!r} is no day", place="as_of", expected="a date or None")

    def lost(self, notice: Notice) -> tuple[str, ...]:
        """Return the paths of what the sheet does not say: all but the duties."""
        return told_in_no_row(notice)

    def export(self, notice: Notice) -> bytes:
        """Return the workbook; of a notice without duties the heads alone.

        Raises:
            ExportError: A duty is longer than a cell can hold.
            MissingExtraError: The extra ``xlsx`` is not installed.
        """
        return self.sheet(rows_of(notice), title=document_title(notice))

    def sheet(self, rows: Iterable[Row], columns: Sequence[Column] = SHEET, *, title: str) -> bytes:
        """Return a workbook of any rows, of several notices too.

        Args:
            rows: The rows, numbered from 1 in their order.
            columns: The columns; the code, which is for programs, is there and hidden.
            title: What is printed above each page, and is the title of the file.

        Raises:
            ExportError: A duty is longer than a cell can hold, or there are more rows than a sheet
                has.
            MissingExtraError: The extra ``xlsx`` is not installed.
        """
        # Not above: a list of the formats is asked for where the extra is not installed, too.
        try:
            from xlsxwriter import Workbook  # type: ignore[import-untyped]  # ships no types
        except ModuleNotFoundError as error:
            raise MissingExtraError("a workbook", "xlsx") from error
        file = BytesIO()
        workbook = Workbook(file, {"in_memory": True})
        workbook.set_properties({"title": title, "subject": TITLE, "created": _MADE})
        _Writer(workbook, columns, self).write(rows, title)
        workbook.close()
        return file.getvalue()


class _Writer:
    """Writes the one sheet of a workbook."""

    def __init__(self, workbook: Any, columns: Sequence[Column], options: XlsxExporter) -> None:
        self.workbook = workbook
        self.sheet = workbook.add_worksheet(_SHEET_NAME)
        self.columns = columns
        self.options = options
        base = {**_FACE, "border": 1, "text_wrap": True, "valign": "top"}
        self.looks = {
            kind: workbook.add_format({**base, **looks}) for kind, looks in _LOOKS.items()
        }
        self.head = workbook.add_format(
            {**base, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#DDE6F0"}
        )

    def write(self, rows: Iterable[Row], title: str) -> None:
        """Write heads, rows, and how they are seen and printed."""
        for index, column in enumerate(self.columns):
            hidden = {"hidden": True} if column.name == "code" else None
            self.sheet.set_column(index, index, column.width, None, hidden)
            self.sheet.write_string(0, index, column.head, self.head)
        self.sheet.set_row(0, 2 * _LINE + _PADDING)
        last = 0
        for last, row in enumerate(rows, start=1):
            if last > _MOST_ROWS:
                raise ExportError(
                    f"a sheet holds {_MOST_ROWS:,} rows",
                    expected="fewer duties",
                    remedy="divide the notices, or write CSV",
                )
            shown = list(cells(row, last, self.columns))
            for index, cell in enumerate(shown):
                self._put(last, index, cell)
            self.sheet.set_row(last, self._height(shown))
        self.sheet.freeze_panes(1, 0)
        self.sheet.autofilter(0, 0, max(last, 1), len(self.columns) - 1)
        if last:
            self._choose(last)
            self._colour(last)
        self._print(title)

    def _put(self, row: int, index: int, cell: Cell) -> None:
        column = self.columns[index]
        look = self.looks[column.kind]
        match cell:
            case None:
                self.sheet.write_blank(row, index, None, look)
            case str():
                if len(cell) > _LONGEST_CELL:
                    raise ExportError(
                        f"{column.head} has {len(cell):,} characters",
                        place=f"row {row}",
                        expected=f"at most {_LONGEST_CELL:,}, as a cell of a workbook holds",
                        remedy="write CSV, which has no such bound",
                    )
                # Never `write`, which takes "=1+1" for a formula and an address for a link.
                self.sheet.write_string(row, index, cell, look)
            case int():
                self.sheet.write_number(row, index, cell, look)
            case date() | time():
                self.sheet.write_datetime(row, index, cell, look)

    def _height(self, shown: Sequence[Cell]) -> float:
        """Return how high a row must be for all of it to be seen: LibreOffice does not ask."""
        lines = max(
            _lines(cell, column.width * _FIGURE - _PADDING)
            for cell, column in zip(shown, self.columns, strict=True)
            if column.name != "code"
        )
        return min(lines * _LINE + _PADDING, _HIGHEST)

    def _place(self, name: str) -> str | None:
        """Return the letter of a column; None where the sheet has no such one."""
        names = [column.name for column in self.columns]
        return chr(ord("A") + names.index(name)) if name in names else None

    def _choose(self, last: int) -> None:
        """Let states be chosen from a list."""
        for index, column in enumerate(self.columns):
            if column.kind == "state":
                states = [state.printed for state in DutyState]
                self.sheet.data_validation(
                    1, index, last, index, {"validate": "list", "source": states}
                )

    def _colour(self, last: int) -> None:
        """Colour whole rows: done and withdrawn, overdue, due soon, in this order."""
        due, state = self._place("due"), self._place("state")
        if due is None or state is None:
            return
        given = self.options.as_of
        today = "TODAY()" if given is None else f"DATE({given.year},{given.month},{given.day})"
        settled = (DutyState.DONE, DutyState.WITHDRAWN)
        over = ",".join(f'${state}2="{each.printed}"' for each in settled)
        for condition, looks in (
            (f"=OR({over})", {"font_color": "#7F7F7F"}),
            (f'=AND(${due}2<>"",${due}2<{today})', {"bg_color": "#F8CBAD", "bold": True}),
            (
                f'=AND(${due}2<>"",${due}2<={today}+{self.options.soon})',
                {"bg_color": "#FFF2CC"},
            ),
        ):
            self.sheet.conditional_format(
                1,
                0,
                last,
                len(self.columns) - 1,
                {
                    "type": "formula",
                    "criteria": condition,
                    "format": self.workbook.add_format(looks),
                    "stop_if_true": True,
                },
            )

    def _print(self, title: str) -> None:
        """Set the paper: A4 on its side, as wide as the sheet, with the heads on every page."""
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.6, right=0.4, top=0.9, bottom=0.6)  # inches
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        shown = title if len(title) <= _LONGEST_HEADER else f"{title[:_LONGEST_HEADER]}…"
        # In a header "&" begins a sign; a figure after a size would belong to it.
        told = shown.replace("&", "&&")
        sheet.set_header(
            f'&C&"Times New Roman,Bold"&13{TITLE}\n&"Times New Roman,Regular"&11 {told}'
        )
        sheet.set_footer('&C&"Times New Roman,Regular"&10 &P/&N')


def _lines(cell: Cell, width: float) -> int:
    """Return how many lines a cell takes in a column of a width in pt."""
    if not isinstance(cell, str):
        return 1
    count = 0
    for part in cell.split("\n"):
        count += 1
        room = width
        for word in part.split(" "):
            # Bold, as an overdue row is set; a word of more than a line is divided.
            needed = metrics.width(word, _SIZE, bold=True)
            if needed > room and room < width:
                count += 1
                room = width
            count += int(needed // width)
            room -= needed % width + metrics.width(" ", _SIZE)
    return count
