"""Word files typed by people: the real ones against their truth, and what such files hold."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from vnadmindoc.model import Directive, Notice
from vnadmindoc.readers import read, read_bytes
from vnadmindoc.recognition import Reading
from vnadmindoc.standard import Role

SAMPLES = (
    "cong-van-don-doc-hang-tuan",
    "cong-van-gia-han",
    "giay-moi-hop",
    "ke-hoach-truong-hoc",
    "ket-luan-cum-cong-nghiep",
    "thong-bao-kiem-tra-hai-dot",
)
# How the truth files name the kinds of documents, where they are finer than the Decree.
KINDS = {"thong_bao_ket_luan": "thong_bao"}


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest, shared_samples: Path) -> tuple[Reading, dict[str, Any]]:
    """A real file as read, and what people who read it wrote down."""
    path = shared_samples / f"{request.param}.docx"
    truth: dict[str, Any] = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
    return read(path), truth


def issuer_lines(notice: Notice) -> list[str]:
    """Return the lines of the letterhead, top to bottom."""
    head = notice.letterhead
    if head is None:
        return []
    return [*(head.parent.split("\n") if head.parent else []), *head.agency.split("\n")]


def test_heads_are_the_truth(sample: tuple[Reading, dict[str, Any]]) -> None:
    """Issuing body, number, place, date, type, subject and addressees."""
    reading, truth = sample
    notice, header = reading.notice, truth["header"]

    assert issuer_lines(notice) == header["issuer_lines"]
    assert notice.number is not None
    assert (notice.number.number, notice.number.symbol) == (header["number"], header["symbol"])
    assert notice.dateline is not None
    assert notice.dateline.place == header["place"]
    assert {
        "day": notice.dateline.day,
        "month": notice.dateline.month,
        "year": notice.dateline.year,
    } == header["date_parts"]
    assert notice.kind.value == KINDS.get(truth["kind"], truth["kind"])
    subject = truth["title"] or truth["abstract"].removeprefix("V/v ")
    assert notice.subject.replace("\n", " ") == subject
    assert list(notice.addressees) == truth.get("addressees", list(notice.addressees))


def test_feet_are_the_truth(sample: tuple[Reading, dict[str, Any]]) -> None:
    """Recipients, and the signer with authority, title and name."""
    reading, truth = sample
    signature = reading.notice.signature

    assert signature is not None
    assert {
        "authority": [f"{each.prefix}. {each.title}" for each in signature.authority],
        "title": signature.title,
        "name": signature.name,
    } == truth["signature"]
    recipients = list(reading.notice.recipients)
    assert recipients == truth.get("recipients", recipients)


def test_every_directive_of_the_truth_is_found(sample: tuple[Reading, dict[str, Any]]) -> None:
    """With its place in the tree and its label; sections with their headings."""
    reading, truth = sample
    notice = reading.notice

    sections = [{"label": each.label, "heading": each.heading} for each in notice.sections]
    assert sections == truth.get("sections", sections)
    wanted = {(each["ref"], each["label"]) for each in truth.get("directives", ())}
    assert wanted <= {(ref, each.label) for ref, each in referred(notice)}


def test_nothing_but_notes_is_left_over(sample: tuple[Reading, dict[str, Any]]) -> None:
    """Every other line of these files was placed."""
    reading, _ = sample

    assert {each.code for each in reading.findings} <= {"READ-009", "READ-004", "READ-007"}
    assert all(each.role for each in reading.trace if not each.line.note)


def referred(notice: Notice) -> Iterator[tuple[str, Directive]]:
    """Yield directives with references as the truth files count them: ``II.2.-3``, ``2.1``."""
    yield from _below("", notice.opening)
    for section in notice.sections:
        yield from _below(section.label.rstrip("."), section.body)


def _below(prefix: str, items: tuple[Any, ...]) -> Iterator[tuple[str, Directive]]:
    dashes = 0
    for item in items:
        if not isinstance(item, Directive):
            continue
        label = item.label.rstrip(".)")
        if item.label == "-":
            dashes += 1
            label = f"-{dashes}"
        whole = not prefix or re.fullmatch(r"\d+(?:\.\d+)+", label)
        ref = label if whole else f"{prefix}.{label}"
        yield ref, item
        yield from _below(ref, item.children)


# Files made here: what people do


def saved(document: Any) -> bytes:
    """Return the bytes of a document of python-docx."""
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def notice_of(document: Any) -> Notice:
    """Read a document of python-docx."""
    return read_bytes(saved(document), "docx").notice


def test_a_letterhead_set_with_tabs_is_read() -> None:
    """Two columns on one line, held apart by a tab."""
    document = docx.Document()
    document.add_paragraph("UBND TỈNH AN HÒA\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    document.add_paragraph("SỞ NỘI VỤ\tĐộc lập - Tự do - Hạnh phúc")
    document.add_paragraph("Số: 05/TB-SNV\tAn Hòa, ngày 05 tháng 3 năm 2026")
    document.add_paragraph("THÔNG BÁO").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("Kết luận giao ban tháng 3").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("1. Văn phòng gửi báo cáo trước ngày 20/3/2026.")

    notice = notice_of(document)

    assert issuer_lines(notice) == ["UBND TỈNH AN HÒA", "SỞ NỘI VỤ"]
    assert notice.number is not None
    assert notice.number.symbol == "TB-SNV"
    assert notice.dateline is not None
    assert notice.dateline.place == "An Hòa"
    assert notice.subject == "Kết luận giao ban tháng 3"


def test_a_letterhead_in_a_table_with_a_row_a_line_is_read_by_columns() -> None:
    """Left and right alternate in the file; the issuing body's lines belong together."""
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    cells = (
        ("UBND TỈNH AN HÒA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("SỞ NỘI VỤ", "Độc lập - Tự do - Hạnh phúc"),
        ("Số: 05/TB-SNV", "An Hòa, ngày 05 tháng 3 năm 2026"),
    )
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("THÔNG BÁO")
    document.add_paragraph("1. Rà soát hồ sơ.")

    notice = notice_of(document)

    assert issuer_lines(notice) == ["UBND TỈNH AN HÒA", "SỞ NỘI VỤ"]
    assert notice.dateline is not None


def test_old_fonts_are_read_by_their_font() -> None:
    """TCVN3 and VNI, capitals included, in the runs that are set in them."""
    document = docx.Document()
    for text, font in (
        ("céng hoµ x· héi chñ nghÜa viÖt nam", ".VnTimeH"),
        ("1. Rµ so¸t hå s¬ tr­íc ngµy 20/3/2026.", ".VnTime"),
        ("2. Hoaøn thieän hoà sô.", "VNI-Times"),
    ):
        run = document.add_paragraph().add_run(text)
        run.font.name = font
        (fonts,) = run._element.iter(qn("w:rFonts"))
        fonts.set(qn("w:hAnsi"), font)

    reading = read_bytes(saved(document), "docx")

    assert reading.trace[0].role is Role.NATIONAL_NAME
    texts = [str(each.text) for each in reading.notice.opening if isinstance(each, Directive)]
    assert texts == ["Rà soát hồ sơ trước ngày 20/3/2026.", "Hoàn thiện hồ sơ."]


def test_automatic_numbers_are_labels() -> None:
    """The label is not in the text; a reader of the page sees it."""
    document = docx.Document()
    document.add_paragraph("Sở Nội vụ yêu cầu:")
    for text in ("Văn phòng rà soát.", "Phòng Tài chính tổng hợp."):
        document.add_paragraph(text, style="List Number")

    notice = notice_of(document)

    labels = [each.label for each in notice.opening if isinstance(each, Directive)]
    assert labels == ["1.", "2."]


def test_tracked_changes_are_accepted_and_told() -> None:
    """What was struck out is not read, what was put in is, and it is said."""
    document = docx.Document()
    paragraph = document.add_paragraph("1. Rà soát ")
    for word, text_tag, words in (("w:del", "w:delText", "sổ"), ("w:ins", "w:t", "hồ sơ")):
        change, run, text = (OxmlElement(tag) for tag in (word, "w:r", text_tag))
        change.set(qn("w:id"), "1")
        change.set(qn("w:author"), "A")
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)

    reading = read_bytes(saved(document), "docx")

    (duty,) = (each for each in reading.notice.opening if isinstance(each, Directive))
    assert str(duty.text) == "Rà soát hồ sơ"
    assert "DOCX-005" in {each.code for each in reading.findings}
