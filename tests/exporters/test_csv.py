"""The sheet of duties as CSV, as other programs read it."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given, settings

from vnadmindoc.duty_sheet import SHEET, cells, rows_of
from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.csv import CsvExporter
from vnadmindoc.model import Assignment, Directive, Notice
from vnadmindoc.strategies import notices

DANGEROUS = ("=1+1", "+84 912", "-5", "@SUM(A1)")


def read(data: bytes, delimiter: str = ",") -> list[list[str]]:
    """Return the rows of a file, refusing what is not RFC 4180."""
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=delimiter, strict=True))


@pytest.mark.law
@settings(max_examples=max(1, settings().max_examples // 6))
@given(notices(drafts=True, odd_labels=True))
def test_every_row_comes_back(notice: Notice) -> None:
    """Below one row of heads, days in ISO 8601."""
    head, *found = read(CsvExporter(guard=False).export(notice))

    assert head == [column.head for column in SHEET]
    wanted = [list(cells(row, at, SHEET)) for at, row in enumerate(rows_of(notice), start=1)]
    hours = [column.kind for column in SHEET].index("hour")
    for ours, theirs in zip(wanted, found, strict=True):
        at = ours[hours]
        ours[hours] = None if at is None else f"{at:%H:%M}"
        assert ["" if each is None else str(each) for each in ours] == theirs


def test_lines_end_as_the_standard_says() -> None:
    """CR LF after every row, the last one too, and no mark of an encoding."""
    data = CsvExporter().export(Notice(subject="Không giao việc"))

    assert data.endswith("Mã\r\n".encode())
    assert data.startswith(b"STT,")


def test_excel_knows_the_letters_by_the_mark() -> None:
    """With `bom` the same file has the mark of UTF-8 in front."""
    notice = Notice(subject="Không giao việc")

    assert CsvExporter(bom=True).export(notice) == b"\xef\xbb\xbf" + CsvExporter().export(notice)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_cells_are_parted_as_asked(delimiter: Any) -> None:
    """A text that holds the delimiter is in quotes."""
    text = f"Lập{delimiter}gửi"
    notice = _notice("Lập;gửi") if delimiter == ";" else _notice("Lập gửi")

    rows = read(CsvExporter(delimiter=delimiter).export(notice), delimiter)

    assert len(rows[0]) == len(rows[1]) == len(SHEET)
    assert rows[1][4] == text.replace("\t", " ")


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    """An apostrophe makes text of it, in Excel and LibreOffice; it can be left out."""
    guarded, bare = (
        read(CsvExporter(guard=guard).export(_notice(text))) for guard in (True, False)
    )

    assert guarded[1][4:6] == [f"'{text}", f"'{text}"]
    assert bare[1][4:6] == [text, text]


def test_an_unknown_delimiter_is_refused() -> None:
    """At once, with those that are known."""
    with pytest.raises(ExportError, match="comma, a semicolon or a tab") as caught:
        CsvExporter(delimiter="|")  # type: ignore[arg-type]  # that is the point

    assert caught.value.place == "delimiter"


def _notice(text: str) -> Notice:
    duty = Directive(text=text, assignments=[Assignment(party=text, role="chu_tri")])
    return Notice(subject="Giao việc", opening=[duty])
