"""A notice as a Word document: its text, its look, its tables and its pages."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
import pytest
from attrs import evolve
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.styles.style import ParagraphStyle
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph
from docx.text.run import Run as DocxRun
from docx2python import docx2python
from hypothesis import given
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from vnadmindoc.blocks import Columns, Grid, Rule, Span, Stamp
from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.layout import lay_out
from vnadmindoc.model import (
    Annex,
    Authority,
    Dateline,
    Directive,
    DocumentNumber,
    Letterhead,
    Notice,
    Section,
    Signature,
    Table,
)
from vnadmindoc.model import Paragraph as TextParagraph
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.standard import DECREE_30, Align, Style
from vnadmindoc.strategies import notices
from vnadmindoc.vocabulary import DocumentKind, Secrecy, SigningAuthority, Urgency

TASK = (
    "Rà soát, hoàn thiện hồ sơ số hóa của các đơn vị trực thuộc, báo cáo kết quả về Văn phòng "
    "trước ngày 30/11/2025 để tổng hợp, trình lãnh đạo xem xét."
)
NOTICE = Notice(
    kind_line="Thông báo kết luận",
    subject="Hội nghị giao ban tháng 10\ntriển khai nhiệm vụ tháng 11",
    letterhead=Letterhead(parent="UBND tỉnh Bình Sơn", agency="Sở Số hóa và Lưu trữ"),
    number=DocumentNumber(number=7, symbol="TB-SSHLT"),
    dateline=Dateline(place="Bình Sơn", day=3, month=11, year=2025),
    legal_bases=("Căn cứ Quy chế làm việc của Sở",),
    opening=(TextParagraph(text=TASK),),
    sections=(
        Section(
            label="I.",
            heading="Nhiệm vụ trọng tâm",
            body=(
                Directive(
                    label="1.",
                    text=RichText(
                        (
                            Run(text="Phòng Số hóa "),
                            Run(text="chủ trì", bold=True),
                            Run(text=", "),
                            Run(text="phối hợp", italic=True, underline=True),
                            Run(text=" với các phòng."),
                        )
                    ),
                    children=(Directive(label="a)", text=TASK),),
                ),
            ),
        ),
    ),
    recipients=("Giám đốc Sở", "Lưu: VT, SH"),
    signature=Signature(
        authority=(Authority(prefix=SigningAuthority.BY_ORDER, title="Giám đốc"),),
        title="Chánh Văn phòng",
        name="Trần Thị Hòa",
    ),
)
TABLE = Table(
    rows=(("STT", "Việc", "Hạn"), ("1", TASK, None), ("2", "Báo cáo", "30/11/2025")), header_rows=1
)
LETTER = evolve(
    NOTICE,
    kind=DocumentKind.LETTER,
    kind_line=None,
    urgency=Urgency.VERY_URGENT,
    secrecy=Secrecy.SECRET,
    circulation="Lưu hành nội bộ",
    addressees=("Văn phòng", "Các phòng thuộc Sở"),
    opening=(TABLE, TABLE),
    sections=(),
    annexes=(
        Annex(title="Danh mục nhiệm vụ", body=(TABLE,), landscape=True),
        Annex(title="Biểu mẫu", body=(TextParagraph(text=TASK),)),
    ),
)
BARE = Notice(subject="Kết luận giao ban tuần", opening=(TextParagraph(text=TASK),))


def opened(notice: Notice, exporter: DocxExporter | None = None) -> Document:
    """Return what python-docx reads of an exported notice."""
    return docx.Document(BytesIO((exporter or DocxExporter()).export(notice)))


def paragraphs(container: Document | _Cell) -> Iterator[DocxParagraph]:
    """Yield every paragraph in reading order, those in tables too."""
    for item in container.iter_inner_content():
        if isinstance(item, DocxTable):
            for row in item.rows:
                for cell in row.cells:
                    yield from paragraphs(cell)
        else:
            yield item


def texts(notice: Notice) -> list[str]:
    """Return the texts of a notice's page; a blank that nobody sees stands before a break."""
    return [text.replace("\n", " \n") for text in lay_out(notice).texts()]


def attribute(element: Any, path: str, name: str = "val") -> str:
    """Return an attribute of the only element at a path; lxml's types know no namespaces here."""
    (found,) = element.xpath(path)
    return str(found.get(qn(f"w:{name}")))


# What it says


@pytest.mark.law
@given(notices(drafts=True))
def test_says_what_the_layout_says(notice: Notice) -> None:
    """Every text of the layout is in the file, in order, and nothing else is."""
    document = opened(notice)

    found = [paragraph.text for paragraph in paragraphs(document) if paragraph.text]
    assert found == texts(notice)


@pytest.mark.law
@given(notices(drafts=True))
def test_another_reader_reads_the_same(notice: Notice) -> None:
    """A reader that shares no code with the writer finds the same text in the same order."""
    data = DocxExporter().export(notice)

    with docx2python(BytesIO(data)) as read:
        found = [text for table in read.body for row in table for cell in row for text in cell]
    assert [text for text in found if text] == texts(notice)


@pytest.mark.parametrize(
    "text",
    [
        "5 < 7 & 8 > 6, \"trích\", 'dẫn', ]]> &amp; <w:t>",
        "Điều\u00a05 và khoản\u202f2",
        "Chữ hiếm: 𠄩 ✓ № ½ € ﬁ",
        "khối lượng 3 m² – 5 m³…",
    ],
)
def test_text_arrives_letter_for_letter(text: str) -> None:
    """Signs of XML, blanks that do not break and letters off the plane are text like others."""
    notice = evolve(BARE, subject=text, opening=(TextParagraph(text=text),))

    document = opened(notice)

    assert text in [paragraph.text.removesuffix("./.") for paragraph in paragraphs(document)]
    assert document.core_properties.title == f"Thông báo {text}"


def test_blanks_between_looks_are_kept() -> None:
    """A word in bold is not glued to its neighbours."""
    document = opened(NOTICE)

    assert "1. Phòng Số hóa chủ trì, phối hợp với các phòng." in [
        paragraph.text for paragraph in paragraphs(document)
    ]


def test_every_text_says_that_its_blanks_count() -> None:
    """Without the mark a word processor drops a blank at the end of a stretch."""
    body = opened(NOTICE).element.body

    space = "{http://www.w3.org/XML/1998/namespace}space"
    assert {text.get(space) for text in body.iter(qn("w:t"))} == {"preserve"}


def test_a_blank_number_leaves_its_room() -> None:
    """The blanks a clerk fills in by hand survive as they are."""
    notice = evolve(NOTICE, number=DocumentNumber(symbol="TB-SSHLT"))

    document = opened(notice)

    blank = "\u00a0" * 6
    assert f"Số: {blank}/TB-SSHLT" in [paragraph.text for paragraph in paragraphs(document)]


def test_a_text_no_xml_reader_takes_is_refused() -> None:
    """A paragraph of over ten million letters is an error of ours that says what to do."""
    notice = evolve(BARE, opening=(TextParagraph(text="dài " * 2_600_000),))

    with pytest.raises(ExportError, match="divide the longest paragraph"):
        DocxExporter().export(notice)


# How it looks

_JUSTIFIED = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    Align.JUSTIFY: WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def inherited(paragraph: DocxParagraph) -> Iterator[ParagraphStyle]:
    """Yield the styles a paragraph inherits from, nearest first."""
    style = paragraph.style
    while isinstance(style, ParagraphStyle):
        yield style
        style = style.base_style


def look_of(paragraph: DocxParagraph) -> dict[str, Any]:
    """Return how a paragraph stands by its own properties and its styles' together."""
    formats = [paragraph.paragraph_format, *(s.paragraph_format for s in inherited(paragraph))]

    def first(name: str) -> Any:
        return next((v for f in formats if (v := getattr(f, name)) is not None), None)

    def points(name: str) -> float:
        length = first(name)
        return 0.0 if length is None else float(length.pt)

    return {
        "align": first("alignment") or WD_ALIGN_PARAGRAPH.LEFT,
        "before": points("space_before"),
        "left": points("left_indent"),
        "indent": points("first_line_indent"),
        "line_spacing": first("line_spacing") or 1.0,
        "keep_with_next": bool(first("keep_with_next")),
    }


def run_look(run: DocxRun, paragraph: DocxParagraph) -> tuple[Any, ...]:
    """Return weight, slant, line, size and colour of a run by its own and its styles' fonts."""
    fonts = [run.font, *(style.font for style in inherited(paragraph))]

    def first(name: str) -> Any:
        return next((v for f in fonts if (v := getattr(f, name)) is not None), None)

    red = any(str(font.color.rgb) == "FF0000" for font in fonts)
    return bool(first("bold")), bool(first("italic")), bool(first("underline")), first("size"), red


def expected_look(style: Style, *, keep: bool) -> dict[str, Any]:
    """Return the same of a paragraph of the layout, in twentieths of a point."""
    return {
        "align": _JUSTIFIED[style.align],
        "before": pytest.approx(style.before, abs=0.05),
        "left": pytest.approx(style.left, abs=0.05),
        "indent": pytest.approx(style.indent, abs=0.05),
        "line_spacing": pytest.approx(style.line_spacing, abs=0.01),
        "keep_with_next": keep,
    }


def expected_run(span: Span, style: Style) -> tuple[Any, ...]:
    """Return the same of a span of the layout."""
    return span.bold, span.italic, span.underline, style.size * 12_700, style.colour == "red"


def stamps_of(notice: Notice) -> list[Stamp]:
    """Return the marks in boxes of a notice's page."""
    return [
        item
        for sheet in lay_out(notice).sheets
        for block in sheet.blocks
        if isinstance(block, Columns)
        for item in (*block.left, *block.right)
        if isinstance(item, Stamp)
    ]


@given(notices(drafts=True))
def test_every_paragraph_is_set_as_the_layout_says(notice: Notice) -> None:
    """Alignment, spaces, indents, weight, slant, size and colour are those of the layout."""
    wanted = [paragraph for paragraph in lay_out(notice).paragraphs() if paragraph.text]
    marks = {stamp.paragraph.role for stamp in stamps_of(notice)}

    written = [paragraph for paragraph in paragraphs(opened(notice)) if paragraph.text]

    for paragraph, twin in zip(wanted, written, strict=True):
        style = paragraph.style
        looks = [run_look(run, twin) for run in twin.runs if not run._r.xpath("w:br")]
        assert looks == [
            expected_run(span, style) for span in paragraph.spans for _ in span.text.split("\n")
        ]
        if paragraph.role not in marks:
            assert look_of(twin) == expected_look(style, keep=paragraph.keep_with_next)


def test_a_component_is_a_style_with_its_vietnamese_name() -> None:
    """A clerk finds each component in the list of styles, headings as Word's own."""
    written = [paragraph for paragraph in paragraphs(opened(LETTER)) if paragraph.text]
    roles = [paragraph.role for paragraph in lay_out(LETTER).paragraphs() if paragraph.text]

    names = [paragraph.style.name for paragraph in written if paragraph.style is not None]

    assert names == [f"VB {DECREE_30.specs[role].name}" for role in roles]


def test_headings_fill_the_navigation_pane() -> None:
    """The type is Word's title; sections and annexes stand on the first outline level."""
    document = opened(evolve(NOTICE, annexes=LETTER.annexes))
    styles = {p.text: p.style for p in document.paragraphs if p.style is not None}

    level = "string(w:pPr/w:outlineLvl/@w:val)"
    top = [text for text, style in styles.items() if style.element.xpath(level) == "0"]

    assert top == ["I. NHIỆM VỤ TRỌNG TÂM", "Phụ lục I", "Phụ lục II"]
    assert styles[top[0]] == document.styles["Heading 1"]
    assert styles["THÔNG BÁO KẾT LUẬN"] == document.styles["Title"]


def test_a_plain_paragraph_leaves_everything_to_its_style() -> None:
    """Body text carries a style and text; a clerk changes the style and all of it changes."""
    document = opened(BARE)

    (element,) = [p._p for p in document.paragraphs if p.text.startswith("Rà soát")]

    assert [child.tag for child in element.iter()] == [
        qn(f"w:{name}") for name in ("p", "pPr", "pStyle", "r", "t")
    ]


def test_lines_are_as_long_and_as_thick_as_the_layout_says() -> None:
    """Each drawn line is an empty paragraph: its border and its indents."""
    layout = lay_out(NOTICE)
    (head, *_) = [block for block in layout.sheets[0].blocks if isinstance(block, Columns)]
    columns = [
        (item, width)
        for side, width in zip((head.left, head.right), head.widths, strict=True)
        for item in side
        if isinstance(item, Rule)
    ]
    whole = [(b, layout.sheets[0].page.text_width) for b in layout.sheets[0].blocks]
    rules = [*columns, *((block, width) for block, width in whole if isinstance(block, Rule))]

    written = [p for p in paragraphs(opened(NOTICE)) if p._p.xpath("w:pPr/w:pBdr")]

    assert [p.text for p in written] == [""] * 3
    assert len(rules) == 3
    for paragraph, (rule, column) in zip(written, rules, strict=True):
        properties = paragraph._p.pPr
        side = int(attribute(properties, "w:ind", "left"))
        assert side == int(attribute(properties, "w:ind", "right"))
        assert column - 2 * side / 20 == pytest.approx(rule.length, abs=0.1)
        assert int(attribute(properties, "w:pBdr/w:top", "sz")) / 8 == rule.thickness
        assert paragraph.paragraph_format.space_before == rule.before * 12_700
        assert paragraph.paragraph_format.line_spacing == rule.after * 12_700
    # The line below the title goes with the text below it.
    assert [p.paragraph_format.keep_with_next for p in written] == [None, None, True]


def test_marks_stand_in_red_boxes_of_their_size() -> None:
    """The box lies outside the indents; its height is met to half a point."""
    stamps = {stamp.paragraph.text: stamp for stamp in stamps_of(LETTER)}
    (head, *_) = [block for block in lay_out(LETTER).sheets[0].blocks if isinstance(block, Columns)]

    written = {p.text: p for p in paragraphs(opened(LETTER)) if p.text in stamps}

    assert list(written) == ["MẬT", "THƯỢNG KHẨN", "LƯU HÀNH NỘI BỘ"]
    for text, stamp in stamps.items():
        box = written[text]._p.pPr
        side = int(attribute(box, "w:ind", "left")) / 20
        clear = int(attribute(box, "w:pBdr/w:left", "space")) + stamp.thickness
        assert head.widths[0] - 2 * (side - clear) == pytest.approx(stamp.width, abs=0.1)
        inside = sum(int(attribute(box, f"w:pBdr/w:{at}", "space")) for at in ("top", "bottom"))
        line = 1.15 * stamp.paragraph.style.size
        assert inside + line + 2 * stamp.thickness == pytest.approx(stamp.height, abs=0.51)
        ink = "FF0000" if stamp.paragraph.style.colour == "red" else "auto"
        inks = written[text]._p.xpath("w:pPr/w:pBdr/*/@w:color")
        assert [str(colour) for colour in inks] == [ink] * 4


# Tables


@given(notices(drafts=True))
def test_tables_never_touch(notice: Notice) -> None:
    """A paragraph stands between tables and after the last one, in cells too."""
    body = opened(notice).element.body

    styles = [child.xpath("string(w:pPr/w:pStyle/@w:val)") for child in body]
    kinds = [etree.QName(child).localname for child in body]
    assert "tbl tbl" not in " ".join(kinds)
    assert "VBNganCach VBNganCach" not in " ".join(map(str, styles))
    assert kinds[-2:] == ["p", "sectPr"]
    assert all(cell[-1].tag == qn("w:p") for cell in body.iter(qn("w:tc")))


def test_a_table_repeats_its_headings_and_splits_no_row() -> None:
    """Header rows are marked, rows hold together, widths add up to the measure."""
    layout = lay_out(LETTER)
    (grid, *_) = [block for block in layout.sheets[0].blocks if isinstance(block, Grid)]

    table = opened(LETTER).tables[2]

    rows = table._tbl.tr_lst
    assert [len(row.xpath("w:trPr/w:tblHeader")) for row in rows] == [1, 0, 0]
    assert [len(row.xpath("w:trPr/w:cantSplit")) for row in rows] == [1, 1, 1]
    assert attribute(table._tbl, "w:tblPr/w:tblLayout", "type") == "fixed"
    widths = [int(width) for width in table._tbl.xpath("w:tblGrid/w:gridCol/@w:w")]
    assert widths == [pytest.approx(width * 20, abs=1) for width in grid.widths]
    assert sum(widths) == round(layout.sheets[0].page.text_width * 20)
    assert [cell.text for row in table.rows for cell in row.cells][5] == ""


def test_a_table_keeps_its_distance() -> None:
    """The paragraph above it is as high as the clear space, and goes with it."""
    grids = [block for block in lay_out(LETTER).sheets[0].blocks if isinstance(block, Grid)]
    document = opened(LETTER)

    above = [table._tbl.getprevious() for table in document.tables[2:4]]

    assert [element in document.element.body for element in above] == [True, True]
    for element, grid in zip(above, grids, strict=True):
        spacer = DocxParagraph(element, document)
        assert spacer.paragraph_format.keep_with_next
        assert look_of(spacer)["before"] + look_of(spacer)["line_spacing"].pt == grid.before


def test_columns_have_no_lines_and_no_margins_of_their_own() -> None:
    """Head and foot are tables nobody sees: bare, fixed, described, each cell with zero sides."""
    tables = opened(NOTICE).tables

    assert len(tables) == 3  # names, number and date, foot
    for table in tables:
        element = table._tbl
        assert element.xpath(".//w:tblBorders | .//w:tcBorders | .//w:tblStyle") == []
        assert attribute(element, "w:tblPr/w:tblDescription") != ""
        sides = element.xpath(".//w:tcMar/w:left/@w:w | .//w:tcMar/w:right/@w:w")
        assert [str(side) for side in sides] == ["0"] * 4
        assert len(element.xpath("w:tr/w:trPr/w:cantSplit")) == 1


@pytest.mark.parametrize(
    "notice",
    [evolve(NOTICE, signature=None), evolve(NOTICE, recipients=()), BARE],
    ids=["no signature", "no recipients", "no head"],
)
def test_an_empty_column_is_still_a_cell(notice: Notice) -> None:
    """A side with nothing in it holds an empty paragraph, as the schema wants."""
    table = opened(notice).tables[-1]

    assert [cell.text == "" for cell in table.rows[0].cells].count(True) == 1


# Pages


def test_each_annex_is_a_section_that_counts_from_one() -> None:
    """Geometry is that of each sheet; a first page shows no number, the others one field."""
    sheets = lay_out(LETTER).sheets

    sections = opened(LETTER).sections

    assert [section.orientation for section in sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert [str(s._sectPr.xpath("string(w:pgNumType/@w:start)")) for s in sections] == [
        "",
        "1",
        "1",
    ]
    for section, sheet in zip(sections, sheets, strict=True):
        page = sheet.page
        lengths = [
            section.page_width,
            section.page_height,
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.right_margin,
            section.header_distance,
        ]
        assert [length.pt for length in lengths if length is not None] == pytest.approx(
            [
                page.width,
                page.height,
                page.top,
                page.bottom,
                page.left,
                page.right,
                sheet.number_offset,
            ],
            abs=0.03,
        )
        assert section.different_first_page_header_footer
        assert section.first_page_header._element.xpath(".//w:r") == []
        (number,) = section.header.paragraphs
        assert number._p.xpath("string(.//w:instrText)") == " PAGE "
        assert number._p.xpath(".//w:fldChar/@w:fldCharType") == ["begin", "separate", "end"]
        assert number.style is not None
        assert number.style.name == "VB Số trang"
