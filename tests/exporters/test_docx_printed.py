"""A notice as a Word document, on paper: what LibreOffice makes of it."""

import subprocess
from pathlib import Path

import pytest
from attrs import evolve

from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.model import (
    Annex,
    Authority,
    Dateline,
    Directive,
    DocumentNumber,
    Letterhead,
    Notice,
    Paragraph,
    Signature,
    Table,
)
from vnadmindoc.standard import DECREE_30
from vnadmindoc.vocabulary import DocumentKind, Secrecy, SigningAuthority, Urgency

TASK = (
    "Rà soát, hoàn thiện hồ sơ số hóa của các đơn vị trực thuộc, báo cáo kết quả về Văn phòng "
    "trước ngày 30/11/2025 để tổng hợp, trình lãnh đạo xem xét."
)
TABLE = Table(rows=(("STT", "Việc", "Hạn"), ("1", TASK, None), ("2", "Báo cáo", "30/11/2025")))
NOTICE = Notice(
    subject="Hội nghị giao ban tháng 10",
    letterhead=Letterhead(parent="UBND tỉnh Bình Sơn", agency="Sở Số hóa và Lưu trữ"),
    number=DocumentNumber(number=7, symbol="TB-SSHLT"),
    dateline=Dateline(place="Bình Sơn", day=3, month=11, year=2025),
    closing=(Paragraph(text="Trên đây là kết luận của lãnh đạo Sở"),),
    recipients=("Giám đốc Sở", "Lưu: VT, SH"),
    signature=Signature(
        authority=(Authority(prefix=SigningAuthority.BY_ORDER, title="Giám đốc"),),
        title="Chánh Văn phòng",
        name="Trần Thị Hòa",
    ),
)
LETTER = evolve(
    NOTICE,
    kind=DocumentKind.LETTER,
    urgency=Urgency.VERY_URGENT,
    secrecy=Secrecy.SECRET,
    circulation="Lưu hành nội bộ",
    opening=(TABLE, TABLE),
    annexes=(
        Annex(title="Danh mục nhiệm vụ", body=(TABLE,), landscape=True),
        Annex(title="Biểu mẫu", body=(Paragraph(text=TASK),)),
    ),
)
BARE = Notice(subject="Kết luận giao ban tuần", opening=(Paragraph(text=TASK),))


def _of_length(count: int) -> Notice:
    tasks = [Directive(label=f"{number}.", text=TASK) for number in range(1, count + 1)]
    return evolve(NOTICE, opening=tasks)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of each page of several notices, by name, as LibreOffice prints them."""
    folder = tmp_path_factory.mktemp("printed")
    printed_notices = {
        "letter": LETTER,
        "bare": BARE,
        **{f"length {count}": _of_length(count) for count in range(11, 19)},
    }
    files = []
    for name, notice in printed_notices.items():
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(DocxExporter().export(notice))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, *map(str, files)], check=True, capture_output=True, timeout=300)
    return {file.stem: _pages(file.with_suffix(".pdf")) for file in files}


def _pages(pdf: Path) -> list[str]:
    command = ["pdftotext", "-layout", str(pdf), "-"]
    read = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    return read.stdout.split("\f")[:-1]


def test_the_head_stands_side_by_side(printed: dict[str, list[str]]) -> None:
    """Quốc hiệu and Tiêu ngữ take one line each, level with the agency's names."""
    lines = printed["length 11"][0].splitlines()

    assert lines[0].split() == f"UBND TỈNH BÌNH SƠN {DECREE_30.national_name}".split()
    assert lines[1].split() == f"SỞ SỐ HÓA VÀ LƯU TRỮ {DECREE_30.motto}".split()


def test_pages_are_numbered_from_the_second(printed: dict[str, list[str]]) -> None:
    """The first page shows no number, the others theirs."""
    pages = printed["length 18"]

    assert len(pages) > 1
    assert pages[0].split()[0] == "UBND"
    assert [page.split()[0] for page in pages[1:]] == [str(n + 2) for n in range(len(pages) - 1)]


def test_signature_and_recipients_are_never_alone(printed: dict[str, list[str]]) -> None:
    """Wherever the page ends, two lines of the body go along, and no page is left empty."""
    lengths = [pages for name, pages in printed.items() if name.startswith("length")]

    assert len({len(pages) for pages in lengths}) > 1  # the ends of the page were met
    for *_, last in lengths:
        for words in ("xem xét.", "kết luận của lãnh đạo Sở./.", "Nơi nhận:", "Trần Thị Hòa"):
            assert words in last


def test_marks_and_annexes_are_printed_whole(printed: dict[str, list[str]]) -> None:
    """Each mark is one line in its box; an annex begins a page, without a number."""
    pages = printed["letter"]

    lines = [" ".join(line.split()) for line in pages[0].splitlines()]
    assert {"MẬT", "THƯỢNG KHẨN", "LƯU HÀNH NỘI BỘ"} <= set(lines)
    assert [page.splitlines()[0].strip() for page in pages[-2:]] == ["Phụ lục I", "Phụ lục II"]


def test_a_notice_without_a_foot_is_one_page(printed: dict[str, list[str]]) -> None:
    """The parts that hold a table in place make no empty page."""
    assert len(printed["bare"]) == 1
