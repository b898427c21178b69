"""Word files against the standard, and against programs that share no code with the writer."""

import html
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import mammoth  # type: ignore[import-untyped]  # mammoth ships no types
import pytest
from docx2python import docx2python
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]  # it ships no types
from PIL import Image

from vnadmindoc.errors import InvalidNoticeError
from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Letterhead, Notice, Paragraph, Table
from vnadmindoc.readers import read, read_bytes
from vnadmindoc.strategies import notices
from vnadmindoc.text import words

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = sorted(
    path for path in (ROOT / "examples").rglob("*.*") if path.suffix in (".md", ".yaml")
)
SCHEMAS = {
    "[Content_Types].xml": "opc-contentTypes",
    "docProps/custom.xml": "shared-documentPropertiesCustom",
    "customXml/itemProps1.xml": "shared-customXmlDataProperties",
    "word/theme/theme1.xml": "dml-main",
}


def image() -> bytes:
    """Return the image of a signature."""
    file = BytesIO()
    Image.new("RGBA", (200, 80)).save(file, "PNG")
    return file.getvalue()


def signed(notice: Notice) -> bool:
    """Whether somebody signs a notice by name."""
    return notice.signature is not None and notice.signature.name is not None


Valid = Callable[[bytes], None]


@pytest.fixture
def assert_valid(shared_samples: Path, tmp_path: Path) -> Valid:
    """Assert that a file keeps the schemas of ECMA-376 and all that a validator knows of Word."""
    folder = shared_samples.parent / "standards" / "ooxml-xsd"
    names = {*SCHEMAS.values(), "wml", "opc-relationships"}
    schemas = {name: etree.XMLSchema(file=str(folder / f"{name}.xsd")) for name in names}
    validator = OpenXmlValidator()
    path = tmp_path / "file.docx"

    def check(data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                if schema := schema_of(name):
                    schemas[schema].assertValid(etree.fromstring(archive.read(name)))
        path.write_bytes(data)
        assert [str(each) for each in validator.validate(path).errors] == []

    return check


def schema_of(name: str) -> str | None:
    """Return the schema of a member; properties and what the notice itself says have none."""
    if name in SCHEMAS:
        return SCHEMAS[name]
    if name.endswith(".rels"):
        return "opc-relationships"
    return "wml" if name.startswith("word/") and name.endswith(".xml") else None


OPTIONS: list[dict[str, object]] = [
    {},
    {"numbering": "automatic"},
    {"signature": image()},
    {"signature_line": True},
    {"compare": None},
    {"controls": True},
]


def test_every_file_is_valid(assert_valid: Valid) -> None:
    """Whatever is in the notice, whatever was chosen: each part, and all of them together."""

    @settings(max_examples=max(1, settings().max_examples // 8))
    @given(notices(drafts=True), notices(drafts=True), st.sampled_from(OPTIONS))
    def check(notice: Notice, other: Notice, options: dict[str, object]) -> None:
        if "compare" in options:
            options = {"compare": other}
        elif any(name.startswith("signature") for name in options) and not signed(notice):
            options = {}
        assert_valid(DocxExporter(**options).export(notice))  # type: ignore[arg-type]  # drawn

    check()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_is_valid(path: Path, assert_valid: Valid) -> None:
    """What a user sees first."""
    assert_valid(DocxExporter().export(read(path).notice))


LONG = "Giao Phòng Số hóa rà soát hồ sơ và báo cáo. "
HARD: dict[str, Paragraph | Table] = {
    "the end of a section of XML": Paragraph(text="]]> <![CDATA[ &amp; &#0; <w:t/> -->"),
    "a million letters in one paragraph": Paragraph(text=LONG * (1_000_000 // len(LONG))),
    "a word of ten thousand letters": Paragraph(text="đ" * 10_000),
    "from right to left": Paragraph(text="Công hàm של ישראל và رسالة رسمية gửi Bộ"),
    "other scripts": Paragraph(text="Hội nghị 国家会议 với 한국, ใหม่, हिन्दी, 𠄩𡨸"),
    "pictures": Paragraph(text="Đã xong ✅ 👩‍👩‍👧 🇻🇳 trong ngày"),
    "sixty columns": Table(rows=[[f"C{n}" for n in range(60)], [None] * 59 + ["x"]]),
    "a table in which nothing stands": Table(rows=[[None, None]]),
}


@pytest.mark.parametrize("item", HARD.values(), ids=HARD)
def test_whatever_stands_in_it_the_file_is_sound(
    item: Paragraph | Table, assert_valid: Valid
) -> None:
    """Valid, and read back as it was."""
    notice = Notice(subject="Kết luận", opening=(item,))

    data = DocxExporter().export(notice)

    assert_valid(data)
    assert read_bytes(data, "docx").notice == notice


NAMES = "\n".join(f"Trung tâm số {number}" for number in range(40))
LONG_NAMES = Notice(subject=NAMES, letterhead=Letterhead(agency=NAMES, parent=NAMES))


def test_names_of_forty_lines_are_set(assert_valid: Valid) -> None:
    """They take the room they need beside the national name."""
    data = DocxExporter().export(LONG_NAMES)

    assert_valid(data)
    assert read_bytes(data, "docx").notice == LONG_NAMES


def test_whatever_stands_in_it_the_office_program_opens_it(tmp_path: Path) -> None:
    """Each of them becomes pages; a million letters do as well, but take it over a minute."""
    quick = [item for item in HARD.values() if len(str(item)) < 100_000]
    items = [Notice(subject="Kết luận", opening=(item,)) for item in quick]
    for index, notice in enumerate((*items, LONG_NAMES)):
        (tmp_path / f"{index}.docx").write_bytes(DocxExporter().export(notice))
    program = shutil.which("soffice")
    assert program is not None, "LibreOffice is needed: install it (.ci/run does)"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]

    subprocess.run(
        [*command, *map(str, tmp_path.glob("*.docx"))], check=True, capture_output=True, timeout=300
    )

    made = {path.stem for path in tmp_path.glob("*.pdf") if path.stat().st_size}
    assert made == {path.stem for path in tmp_path.glob("*.docx")}


@pytest.mark.parametrize("text", ["a\x00b", "a\x1fb", "\ud800", "\uffff"])
def test_what_no_xml_can_hold_never_comes_to_a_file(text: str) -> None:
    """The model refuses it at its door and says where it stands."""
    with pytest.raises(InvalidNoticeError) as caught:
        Paragraph(text=f"Văn bản {text}")

    assert caught.value.problems[0].endswith("@ text")


def by_docx2python(data: bytes) -> Iterator[str]:
    """Yield the words that docx2python finds in the body."""
    with docx2python(BytesIO(data)) as found:
        for table in found.body:
            for row in table:
                for cell in row:
                    for text in cell:
                        yield from words(text)


def by_mammoth(data: bytes) -> list[str]:
    """Return the words that mammoth finds."""
    page = mammoth.convert_to_html(BytesIO(data)).value
    return words(without_tags(page))


def by_mammoth_as_text(data: bytes) -> list[str]:
    """Return the words that mammoth finds when it is asked for bare text, without any break."""
    return words(mammoth.extract_raw_text(BytesIO(data)).value)


def without_tags(page: str) -> str:
    """Return the text of a page; looks within a word do not part it, captions are not seen."""
    page = re.sub(
        r"</?(?:strong|em|u|span)[^>]*>|<caption>.*?</caption>", "", page, flags=re.DOTALL
    )
    return html.unescape(re.sub(r"<[^>]*>", " ", page))


def by_pandoc(data: bytes) -> list[str]:
    """Return the words that pandoc finds."""
    program = shutil.which("pandoc")
    assert program is not None, "pandoc is needed: install it (.ci/run does)"
    command = [program, "--from=docx", "--to=html"]
    run = subprocess.run(command, input=data, capture_output=True, check=True)
    return words(without_tags(run.stdout.decode()))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_other_programs_read_the_same_words_in_the_same_order(path: Path) -> None:
    """docx2python, mammoth and pandoc: nothing lost, nothing moved."""
    notice = read(path).notice
    data = DocxExporter().export(notice)

    wanted = words(" ".join(lay_out(notice).texts()))

    assert list(by_docx2python(data)) == wanted
    assert by_pandoc(data) == wanted
    assert by_mammoth(data) == wanted
    assert by_mammoth_as_text(data) == wanted
