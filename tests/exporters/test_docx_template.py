"""A house's own file as the base of a document."""

import hashlib
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from PIL import Image

from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Annex, Letterhead, Notice, Paragraph, Section
from vnadmindoc.readers import read_bytes

NOTICE = Notice(
    subject="Kết luận giao ban tuần",
    letterhead=Letterhead(agency="Sở Số hóa và Lưu trữ"),
    sections=(Section(heading="Nhiệm vụ", body=(Paragraph(text="Các phòng báo cáo."),)),),
    annexes=(Annex(title="Danh mục", body=(Paragraph(text="Một."),)),),
)


def picture() -> BytesIO:
    """Return a letterhead as an image."""
    file = BytesIO()
    Image.new("RGB", (300, 40), "navy").save(file, "PNG")
    file.seek(0)
    return file


def house(*texts: str, header: str | None = "", own_styles: bool = False) -> bytes:
    """Return a template made with python-docx: a letterhead image, texts, perhaps a style."""
    document = docx.Document()
    if header is not None:
        paragraph = document.sections[0].header.paragraphs[0]
        paragraph.add_run(header).add_picture(picture())
    if own_styles:
        style = document.styles.add_style("VB Nội dung", 1)
        style.element.set(qn("w:styleId"), "VBNoiDung")
        style.font.size = Pt(13)
    for text in texts:
        document.add_paragraph(text)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def opened(data: bytes) -> Document:
    """Return what python-docx reads."""
    return docx.Document(BytesIO(data))


def in_house(template: bytes, notice: Notice = NOTICE) -> bytes:
    """Return a notice in a template."""
    return DocxExporter(template=template).export(notice)


def texts(data: bytes) -> list[str]:
    """Return the texts of a document's body, cells too, blank paragraphs left out."""
    body = opened(data).element.body
    found = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
    return [text for text in found if text]


def test_the_notice_stands_in_the_place_of_the_marker() -> None:
    """What the house has before and behind it stays there."""
    data = in_house(house("Mẫu số 5", "{{văn bản}}", "Hết mẫu"))

    page = list(lay_out(NOTICE).texts())
    assert texts(data) == ["Mẫu số 5", *(text.replace("\n", " ") for text in page), "Hết mẫu"]


@pytest.mark.parametrize("before", [(), ("",), ("Thư mời",)])
def test_without_a_marker_the_notice_comes_last(before: tuple[str, ...]) -> None:
    """A blank paragraph of an empty template is no text of the house."""
    data = in_house(house(*before))

    assert len(texts(data)) == len(list(lay_out(NOTICE).texts())) + len("".join(before)) // 7
    assert opened(data).element.body[0].tag != qn("w:p") or before == ("Thư mời",)


def test_styles_of_the_house_win_and_missing_ones_are_filled_in() -> None:
    """A style filled in derives from a base of its own: the house's Normal does not reach it."""
    styles = opened(in_house(house(own_styles=True))).styles

    assert styles["VB Nội dung"].font.size == Pt(13)
    base = styles["VB Quốc hiệu"].base_style
    assert (base.name, base.font.name, base.font.size) == ("VB Cơ sở", "Times New Roman", Pt(14))
    assert styles["Normal"].font.name != "Times New Roman"


def test_the_letterhead_of_the_house_is_on_the_first_page_alone() -> None:
    """Later pages show their number (I.7), which this header lacks; annexes are pages of ours."""
    first, annex = opened(in_house(house())).sections

    assert first.first_page_header.part.blob != annex.first_page_header.part.blob
    assert len(first.first_page_header._element.findall(f".//{qn('w:drawing')}")) == 1
    for section in (first, annex):
        assert " PAGE " in "".join(section.header._element.itertext())


def test_a_header_of_the_house_that_numbers_its_pages_is_on_all_of_them() -> None:
    """It says what the Decree wants: it takes the place of ours."""
    document = opened(house())
    for kind in ("begin", None, "end"):
        run = document.sections[0].header.paragraphs[0].add_run()
        element = run._r.makeelement(qn("w:fldChar" if kind else "w:instrText"))
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = "PAGE"
        run._r.append(element)
    file = BytesIO()
    document.save(file)

    (section, _) = opened(in_house(file.getvalue())).sections

    assert section.header._element.findall(f".//{qn('w:drawing')}")


def test_the_file_reads_back_as_the_same_notice() -> None:
    """Texts of the house are no edit of the notice."""
    assert read_bytes(in_house(house("Mẫu số 5", "{{notice}}")), "docx").notice == NOTICE


def test_nothing_tells_of_the_template_alone() -> None:
    """Its title, its thumbnail and its author are not those of the notice."""
    data = in_house(house())

    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        whole = b"".join(map(archive.read, names))
    assert not [name for name in names if "thumbnail" in name or "WithEffects" in name]
    assert b"python-docx" not in whole
    assert opened(data).core_properties.title == "Thông báo Kết luận giao ban tuần"


def test_equal_templates_give_equal_bytes(tmp_path: Path) -> None:
    """As bytes or as a file, today or tomorrow."""
    template = house("{{notice}}")
    path = tmp_path / "mau.docx"
    path.write_bytes(template)

    made = [DocxExporter(template=each).export(NOTICE) for each in (template, path, str(path))]

    assert len({hashlib.sha256(each).digest() for each in made}) == 1


@pytest.mark.parametrize(
    "template", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_a_template_that_is_none_is_one_clear_error(template: bytes) -> None:
    """Never an error of the library below."""
    with pytest.raises(ExportError, match="the template cannot be used") as caught:
        in_house(template)

    assert caught.value.place == "template"
    assert caught.value.remedy


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    """With its path."""
    path = tmp_path / "khong-co.docx"

    with pytest.raises(ExportError, match="no such file") as caught:
        DocxExporter(template=path).export(NOTICE)

    assert caught.value.place == str(path)


def test_lists_of_word_and_a_template_do_not_go_together() -> None:
    """The template has lists of its own; the error says what to choose."""
    with pytest.raises(ExportError, match="its own lists"):
        DocxExporter(template=b"", numbering="automatic")
