"""The workbook of duties, as openpyxl and LibreOffice open it."""

import csv
import io
import subprocess
import sys
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.laws.test_pages import program, text_of_pdf
from vnadmindoc.duty_sheet import LEDGER, SHEET, Row, cells, rows_of
from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.xlsx import XlsxExporter
from vnadmindoc.model import Assignment, Directive, Notice
from vnadmindoc.strategies import notices
from vnadmindoc.vocabulary import DutyState

DANGEROUS = ("=1+1", "+84 912", "-5", "@SUM(A1)", "https://x.vn/", "00123", "_x0041_", "1/2/2026")
HEADS = [column.head for column in SHEET]


def opened(data: bytes) -> Worksheet:
    """Return the one sheet of a workbook."""
    (sheet,) = load_workbook(BytesIO(data)).worksheets
    return sheet


def values(sheet: Worksheet) -> list[list[Any]]:
    """Return what stands in the cells; a day without an hour is a date."""
    return [
        [
            each.date() if isinstance(each, datetime) else each
            for each in (cell.value for cell in row)
        ]
        for row in sheet.iter_rows()
    ]


def row(**changed: Any) -> Row:
    """Return a row of a sheet."""
    given: dict[str, Any] = {
        "document": "1/TB-A", "issued": date(2026, 1, 2), "number": "I.1", "task": "Lập danh sách",
        "lead": "Văn phòng", "partners": "", "overseers": "", "phrase": "trước ngày 5/3/2026",
        "due": date(2026, 3, 4), "at": time(17), "code": "x",
    }  # fmt: skip
    return Row(**{**given, **changed})


@pytest.mark.law
@settings(max_examples=max(1, settings().max_examples // 6))
@given(notice=notices(drafts=True))
def test_every_row_comes_back(notice: Notice) -> None:
    """Text as text, days as days, hours as hours; nothing is a formula."""
    sheet = opened(XlsxExporter().export(notice))

    wanted = [list(cells(each, at, SHEET)) for at, each in enumerate(rows_of(notice), start=1)]
    head, *found = values(sheet)
    assert head == HEADS
    assert found == wanted
    assert not any(cell.data_type == "f" for line in sheet.iter_rows() for cell in line)


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_stays_text_whatever_it_begins_with(text: str) -> None:
    """No formula, no link, no number, no escape."""
    duty = Directive(text=text, assignments=[Assignment(party=text, role="chu_tri")])

    sheet = opened(XlsxExporter().export(Notice(subject="Giao việc", opening=[duty])))

    cell = sheet.cell(2, HEADS.index("Nhiệm vụ") + 1)
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_it_can_be_filtered_filled_in_and_printed() -> None:
    """Filters over all, a frozen head, states to choose from, A4 on its side with its head."""
    sheet = opened(XlsxExporter().sheet([row(), row()], LEDGER, title="Tháng 3 & 4"))

    assert sheet.auto_filter.ref == f"A1:{_letter(len(LEDGER))}3"
    assert sheet.freeze_panes == "A2"
    (choice,) = sheet.data_validations.dataValidation
    state = _letter([column.name for column in LEDGER].index("state") + 1)
    assert str(choice.sqref) == f"{state}2:{state}3"
    assert choice.formula1 == f'"{",".join(each.printed for each in DutyState)}"'
    assert sheet.column_dimensions[_letter(len(LEDGER))].hidden
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$1:$1"
    setup, header = sheet.sheet_properties.pageSetUpPr, sheet.oddHeader
    assert setup is not None
    assert setup.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert header is not None
    assert str(header.center.text).endswith("Tháng 3 && 4")


def test_days_are_told_in_colour_by_the_day_on_which_it_is_looked_at() -> None:
    """Or by a day that is given; settled rows first, so that they have no alarm."""
    due, state = (
        _letter([each.name for each in SHEET].index(name) + 1) for name in ("due", "state")
    )

    def rules(exporter: XlsxExporter) -> list[str]:
        sheet = opened(exporter.sheet([row()], title="A"))
        found = [each for one in sheet.conditional_formatting for each in one.rules]
        assert all(each.stopIfTrue for each in found)
        return [each.formula[0] for each in sorted(found, key=lambda each: each.priority)]

    assert rules(XlsxExporter()) == [
        f'OR(${state}2="đã xong",${state}2="thôi giao")',
        f'AND(${due}2<>"",${due}2<TODAY())',
        f'AND(${due}2<>"",${due}2<=TODAY()+7)',
    ]
    fixed = rules(XlsxExporter(as_of=date(2026, 3, 1), soon=3))
    assert fixed[1:] == [
        f'AND(${due}2<>"",${due}2<DATE(2026,3,1))',
        f'AND(${due}2<>"",${due}2<=DATE(2026,3,1)+3)',
    ]


def test_libreoffice_reads_the_same_and_prints_its_head_on_every_page(tmp_path: Path) -> None:
    """Days with their figures, text as it is; pages on their side, the head on each, all in it."""
    task = "Rà soát, hoàn thiện hồ sơ; báo cáo kết quả thực hiện về Văn phòng. " * 6
    rows = [row(task=f"{number} {task}".strip(), at=None) for number in range(1, 41)]
    rows[0] = row(task="=1+1")
    path = tmp_path / "so.xlsx"
    path.write_bytes(XlsxExporter(as_of=date(2026, 3, 1)).sheet(rows, title="Sổ tháng 3"))
    # 44 a comma, 34 quotes, 76 UTF-8, as shown, with values as they are formatted.
    filters = ("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true", "pdf")

    for each in filters:
        subprocess.run(
            [
                program("soffice", "libreoffice-calc"),
                f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
                "--headless", "--convert-to", each, "--outdir", str(tmp_path), str(path),
            ],
            capture_output=True,
            check=True,
        )  # fmt: skip

    text = (tmp_path / "so.csv").read_text(encoding="utf-8")
    head, first, second, *_ = csv.reader(io.StringIO(text, newline=""))
    assert head == HEADS
    assert first[4] == "=1+1"
    assert first[2:4] + first[9:12] == ["02/01/2026", "I.1", "04/03/2026", "17:00", "chưa xong"]
    assert second[4] == rows[1].task
    pages = text_of_pdf(tmp_path / "so.pdf", "-layout").split("\f")[:-1]
    assert len(pages) > 1
    assert all("BẢNG THEO DÕI NHIỆM VỤ" in page and "Nhiệm vụ" in page for page in pages)
    assert all("Sổ tháng 3" in page for page in pages)
    words = " ".join(text_of_pdf(tmp_path / "so.pdf", "-raw").split())
    assert words.count("báo cáo kết quả") >= 6 * 39 * 0.9
    info = subprocess.run(
        [program("pdfinfo", "poppler-utils"), tmp_path / "so.pdf"], capture_output=True, check=True
    )
    assert b"841.89 x 595.304 pts (A4)" in info.stdout


def test_equal_sheets_are_equal_bytes_and_tell_no_time() -> None:
    """The one moment in it is a fixed one."""
    data = XlsxExporter().sheet([row()], title="A")

    assert data == XlsxExporter().sheet([row()], title="A")
    with ZipFile(BytesIO(data)) as file:
        assert {each.date_time for each in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.read("docProps/core.xml").count(b"1980-01-01T00:00:00Z") == 2


def test_a_cell_too_long_is_told_with_its_row() -> None:
    """Excel would cut it in silence."""
    with pytest.raises(ExportError) as caught:
        XlsxExporter().sheet([row(), row(task="a" * 32_768)], title="A")

    assert caught.value.place == "row 2"
    assert "Nhiệm vụ" in caught.value.message


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("soon", -1),
        ("soon", 91),
        ("soon", True),
        ("as_of", "2026-03-01"),
        ("as_of", datetime(2026, 3, 1, tzinfo=UTC)),
    ],
)
def test_options_that_cannot_be_followed_are_refused(name: str, value: Any) -> None:
    """At once, with what is expected."""
    with pytest.raises(ExportError) as caught:
        XlsxExporter(**{name: value})

    assert caught.value.place == name
    assert caught.value.expected


def test_without_the_extra_it_is_told_how_to_get_it() -> None:
    """Formats are listed all the same; only the export asks for the library."""
    code = (
        "import sys; sys.modules['xlsxwriter'] = None\n"
        "from vnadmindoc import Notice, registry\n"
        "assert not registry.broken() and registry.registered('xlsx').options\n"
        "registry.render(Notice(subject='A'), 'xlsx')"
    )

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")

    assert ran.stderr.splitlines()[-2:] == [
        "vnadmindoc.errors.MissingExtraError: a workbook needs an optional dependency",
        '  to mend it: pip install "vnadmindoc[xlsx]"',
    ]


def _letter(number: int) -> str:
    return chr(ord("A") + number - 1)
