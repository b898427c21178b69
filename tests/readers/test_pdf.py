"""Reading PDF files: ours give their notice back, all others are told what is the matter."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from vnadmindoc.dialect import PDF_DATA
from vnadmindoc.errors import InvalidNoticeError, ReadError
from vnadmindoc.exporters.pdf import PdfExporter
from vnadmindoc.model import Annex, Directive, Notice, Paragraph
from vnadmindoc.readers import read, read_bytes, read_text
from vnadmindoc.serial import to_data

NOTICE = Notice(
    subject="Việc chuẩn bị Hội nghị\ntổng kết năm",
    opening=(
        Directive(label="1.", text="Văn phòng lập danh sách đại biểu.", key="lap-danh-sach"),
        Paragraph(text="Kính đề nghị các đơn vị phối hợp."),
    ),
    annexes=(Annex(title="Danh sách", body=(Paragraph(text="Có (kèm) tệp \\ này."),)),),
)
PDF = PdfExporter().export(NOTICE)


def written_again(**attachments: bytes) -> bytes:
    """Return our file with its pages alone, as another program saves it, and these files inside."""
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(PDF)).pages:
        writer.add_page(page)
    for name, data in attachments.items():
        writer.add_attachment(name.replace("_", "."), data)
    return saved(writer)


def saved(writer: PdfWriter) -> bytes:
    """Return the bytes of a file that pypdf writes."""
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def locked(password: str) -> bytes:
    """Return our file behind a password for those who open it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(PDF)))
    writer.encrypt(password, owner_password="chủ", algorithm="RC4-128")
    return saved(writer)


def test_our_own_file_gives_its_notice_back(tmp_path: Path) -> None:
    """Every value, those that no page shows included, by the file's name."""
    path = tmp_path / "thong-bao.PDF"
    path.write_bytes(PDF)

    reading = read(path)

    assert reading.notice == NOTICE
    assert reading.findings == ()


def test_another_programs_copy_still_has_it() -> None:
    """A file saved anew by a program that keeps attachments reads the same."""
    copy = saved(PdfWriter(clone_from=PdfReader(io.BytesIO(PDF))))

    assert copy != PDF
    assert read_bytes(copy, "pdf").notice == NOTICE


def test_bytes_before_the_file_do_not_matter() -> None:
    """Mail programs leave a line of their own above it."""
    assert read_bytes(b"\r\n" + PDF, "pdf").notice == NOTICE


def test_a_password_that_nobody_is_asked_for_is_no_hindrance() -> None:
    """A file locked against changes alone opens."""
    assert read_bytes(locked(""), "pdf").notice == NOTICE


def test_a_locked_file_is_told_as_such() -> None:
    """The message says how to go on."""
    with pytest.raises(ReadError, match="locked with a password") as caught:
        read_bytes(locked("bí mật"), "pdf", source="mat.pdf")

    assert caught.value.place == "mat.pdf"
    assert caught.value.remedy


@pytest.mark.parametrize(
    "data",
    [written_again(), written_again(other_json=b"{}"), PdfExporter(attach=False).export(NOTICE)],
    ids=["without files", "with another file", "without its data"],
)
def test_a_file_without_a_notice_is_told_as_such(data: bytes) -> None:
    """Its pages cannot be read yet; the message says what can."""
    with pytest.raises(ReadError, match="no notice inside this PDF") as caught:
        read_bytes(data, "pdf", source="la.pdf")

    assert (caught.value.place, bool(caught.value.remedy)) == ("la.pdf", True)


def test_data_that_is_no_notice_is_told_with_its_place() -> None:
    """Every problem of the data inside, with its path."""
    data = to_data(NOTICE) | {"subjekt": "?"}
    file = written_again(notice_json=json.dumps(data).encode())

    with pytest.raises(InvalidNoticeError, match="subjekt"):
        read_bytes(file, "pdf")


def test_data_in_another_encoding_is_told_with_its_place() -> None:
    """The place names the file inside the file."""
    with pytest.raises(ReadError) as caught:
        read_bytes(written_again(notice_json=b'"\xff"'), "pdf", source="a.pdf")

    assert caught.value.place == f"a.pdf: {PDF_DATA}"


def test_what_is_no_pdf_is_told_as_such() -> None:
    """Neither text nor nothing is taken apart; text cannot be a PDF."""
    for data in (b"", b"THONG BAO", b"PK\x03\x04"):
        with pytest.raises(ReadError, match="no PDF"):
            read_bytes(data, "pdf")
    with pytest.raises(ReadError, match="no text"):
        read_text("%PDF-1.7", "pdf")


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, len(PDF) - 1), st.binary(max_size=9)), min_size=1),
    st.integers(0, len(PDF)),
)
def test_a_damaged_file_gives_its_notice_or_one_error(
    changes: list[tuple[int, bytes]], end: int
) -> None:
    """Whatever is overwritten or cut off, nothing of the library below comes through."""
    damaged = bytearray(PDF)
    for at, data in changes:
        damaged[at : at + len(data)] = data
    found: Notice | str | None
    try:
        found = read_bytes(bytes(damaged[:end]), "pdf").notice
    except ReadError as error:
        found = error.place

    assert found == NOTICE or isinstance(found, str)
