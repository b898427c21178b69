"""Each kind of source gives a notice and a specimen, or one clear error."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from attrs import evolve
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from vnadmindoc.errors import ReadError, UnknownFormatError
from vnadmindoc.exporters.data import JsonExporter
from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.exporters.pdf import PdfExporter
from vnadmindoc.inspection import inspect
from vnadmindoc.inspection.from_lines import inspect_text
from vnadmindoc.model import Letterhead, Notice, Paragraph, Signature, Table
from vnadmindoc.specimen import Fact, LineKind, Place, Side
from vnadmindoc.standard import Role

NOTICE = Notice(
    letterhead=Letterhead(agency="Sở Nội vụ", parent="UBND tỉnh Lam Giang"),
    subject="Kết luận cuộc họp",
    opening=(Paragraph(text="Các phòng thực hiện ngay."),),
    recipients=("Như trên", "Lưu: VT"),
    signature=Signature(title="GIÁM ĐỐC", name="Đinh Công Hiển"),
)
TYPED = """UBND TỈNH LAM GIANG          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ                     Độc lập - Tự do - Hạnh phúc
Số: 5/TB-SNV                  Lam Giang, ngày 5 tháng 3 năm 2026
THÔNG BÁO
Kết luận cuộc họp

Các phòng  thực hiện ngay.
Nơi nhận:
- Lưu VT,
**TL.GIÁM ĐỐC**
CHÁNH VĂN PHÒNG
Đinh Công Hiển
"""


def head(beside: str) -> docx.document.Document:
    """Return a file of python-docx with one paragraph of two texts."""
    document = docx.Document()
    for text in (f"SỞ NỘI VỤ{beside}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "THÔNG BÁO", "Nội dung."):
        document.add_paragraph(text)
    return document


def saved(document: docx.document.Document) -> bytes:
    """Return the bytes of a file of python-docx."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "exporter", [DocxExporter(), PdfExporter(), JsonExporter()], ids=["docx", "pdf", "json"]
)
def test_bytes_and_files_are_told_by_what_they_are(
    exporter: DocxExporter | PdfExporter | JsonExporter, tmp_path: Path
) -> None:
    """A file by its suffix; the notice that comes out is the one that went in."""
    path = tmp_path / f"thong-bao{exporter.suffix}"
    path.write_bytes(exporter.export(NOTICE))

    reading, specimen = inspect(path)

    assert reading.notice == NOTICE
    assert specimen.first(Role.AGENCY) is not None
    assert Fact.LETTERS in specimen.facts


def test_a_notice_is_inspected_as_it_is_laid_out() -> None:
    """Every paragraph knows where in the notice its words come from."""
    _, specimen = inspect(NOTICE)

    paths = {each.role: each.path for each in specimen.paragraphs}

    assert paths[Role.AGENCY] == "letterhead.agency"
    assert paths[Role.BODY] == "opening[0].text"
    assert paths[Role.RECIPIENT] == "recipients[1]"


def test_a_text_keeps_what_was_typed_and_where() -> None:
    """Blanks, marks and the place in its row, for a linter to point at."""
    _, specimen = inspect_text(TYPED)
    by_role = {each.role: each for each in specimen.paragraphs}

    assert specimen.facts == {Fact.NOTICE, Fact.TEXT}
    assert by_role[Role.BODY].text == "Các phòng  thực hiện ngay."
    assert by_role[Role.NATIONAL_NAME].side is Side.RIGHT
    authority = by_role[Role.AUTHORITY]
    assert (authority.text, authority.offset) == ("TL.GIÁM ĐỐC", 2)
    assert authority.place == Place(line=10)
    assert TYPED.split("\n")[9][authority.offset :].startswith(authority.text)


@pytest.mark.parametrize("beside", ["\t\t\t", "          "])
def test_a_head_held_apart_by_tabs_or_blanks_has_two_sides(beside: str) -> None:
    """One paragraph, two components that stand level."""
    _, specimen = inspect(saved(head(beside)))
    agency, national = specimen.paragraphs[:2]

    assert (agency.role, agency.side) == (Role.AGENCY, Side.LEFT)
    assert (national.role, national.side) == (Role.NATIONAL_NAME, Side.RIGHT)
    assert agency.row == national.row
    assert agency.place == national.place == Place(paragraph=1)


def test_an_underlined_motto_is_no_drawn_line() -> None:
    """It is told as what it is, with its length."""
    document = head("\t\t")
    document.paragraphs[1].insert_paragraph_before().add_run(
        "Độc lập - Tự do - Hạnh phúc"
    ).underline = True

    _, specimen = inspect(saved(document))
    (line,) = specimen.lines

    assert line.kind is LineKind.UNDERLINE
    assert line.length == pytest.approx(114, abs=30)


def test_a_heading_of_other_people_is_no_component_of_ours() -> None:
    """A style counts only where it is ours."""
    document = head("\t\t")
    document.add_heading("Độc lập - Tự do - Hạnh phúc", 1)

    _, specimen = inspect(saved(document))

    assert specimen.paragraphs[-1].role is not Role.SECTION


def _locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(PdfExporter().export(NOTICE))))
    writer.encrypt("mat-khau", algorithm="AES-256")
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _blank() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (_locked(), "locked with a password"),
        (_blank(), "holds no text; it may be a scan"),
        (b"%PDF-1.7 \n%%EOF", "damaged"),
        (saved(docx.Document()), "nothing to read"),
        (b"\n\n", "nothing to read"),
    ],
    ids=["locked", "scan", "damaged", "empty docx", "empty text"],
)
def test_what_shows_nothing_is_one_error(data: bytes, message: str) -> None:
    """It says what the file is and what to do."""
    with pytest.raises(ReadError, match=message) as caught:
        inspect(data)

    assert caught.value.remedy


def test_a_picture_is_no_format() -> None:
    """The formats that are there are named."""
    with pytest.raises(UnknownFormatError, match="docx"):
        inspect("quet.png")


def test_real_files_have_their_components(shared_samples: Path) -> None:
    """Of every sample with a head: body, number, date, motto, signature and recipients."""
    wanted = {
        Role.AGENCY,
        Role.NATIONAL_NAME,
        Role.MOTTO,
        Role.NUMBER,
        Role.DATELINE,
        Role.RECIPIENTS_LABEL,
        Role.SIGNER_NAME,
    }
    paths = [*shared_samples.glob("*.docx"), *shared_samples.glob("*.pdf")]

    found = {path.name: {each.role for each in inspect(path)[1].paragraphs} for path in paths}

    assert len(found) == 7
    assert {name: wanted - roles for name, roles in found.items() if not wanted <= roles} == {}


def test_the_head_of_a_table_that_a_pdf_repeats_on_each_page_is_said_once() -> None:
    """So the notice inside is what the pages say, however many pages its table takes."""
    rows: list[list[str | None]] = [["TT", "Nội dung", "Ghi chú"]]
    rows += [[str(number), "Rà soát hồ sơ", None] for number in range(1, 90)]
    notice = evolve(NOTICE, opening=[Table(rows=rows, header_rows=1)])

    reading, specimen = inspect(PdfExporter().export(notice))

    assert (reading.notice, reading.lines) == (notice, ())
    assert sum("Ghi chú" in each.text for each in specimen.paragraphs) == 1


@pytest.mark.parametrize(
    ("mode", "dots", "expected"),
    [("RGB", 1654, (200, True)), ("L", 827, (100, False))],
)
def test_a_page_that_was_scanned_is_told_with_its_resolution_and_colours(
    mode: str, dots: int, expected: tuple[int, bool]
) -> None:
    """A picture as large as the page, with the text of a recogniser over it."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4, pdfVersion=(1, 4))
    canvas.drawImage(ImageReader(Image.new(mode, (dots, dots * 297 // 210))), 0, 0, *A4)
    canvas.drawString(100, 700, "Thong bao")
    canvas.save()

    _, specimen = inspect(stream.getvalue())

    assert specimen.file is not None
    (scan,) = specimen.file.scans
    assert (specimen.file.version, scan.page) == ((1, 4), 1)
    assert (round(scan.resolution), scan.colour) == expected
