"""Formatting that takes effect, through every level that may speak of it."""

from pathlib import Path

import pytest

from tests.ooxml.files import NAMESPACES, docx, members, p, styles, zipped
from vnadmindoc.ooxml import Alignment, LineRule, Paragraph, RunLook, Table, open_docx

_DEFAULTS = (
    "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme='minorHAnsi' "
    "w:hAnsiTheme='minorHAnsi' w:cstheme='minorBidi'/><w:sz w:val='22'/></w:rPr></w:rPrDefault>"
    "<w:pPrDefault><w:pPr><w:spacing w:after='160' w:line='259' w:lineRule='auto'/></w:pPr>"
    "</w:pPrDefault></w:docDefaults>"
)
_THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>'
    '<a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
    '<a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme>'
    '<a:fontScheme name="x"><a:majorFont><a:latin typeface="Arial"/><a:cs typeface=""/>'
    '</a:majorFont><a:minorFont><a:latin typeface="Calibri"/><a:cs typeface="Tahoma"/>'
    "</a:minorFont></a:fontScheme></a:themeElements></a:theme>"
)


def style(kind: str, name: str, run: str = "", paragraph: str = "", based: str = "") -> str:
    """Return one style."""
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{on}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def look(body: str, sheet: str = "", defaults: str = _DEFAULTS) -> RunLook:
    """Return how the first run looks."""
    data = docx(body, styles=styles(sheet, defaults), theme=_THEME)
    return next(open_docx(data).paragraphs()).runs[0].look


def paragraph(body: str, sheet: str = "") -> Paragraph:
    """Return the first paragraph."""
    return next(open_docx(docx(body, styles=styles(sheet, _DEFAULTS))).paragraphs())


def test_a_document_without_styles_has_the_format_s_own() -> None:
    """Times New Roman of 10 pt, upright and black."""
    run = next(open_docx(docx(p("Một"))).paragraphs()).runs[0]

    assert run.look.faces_of("Một") == ("Times New Roman",)
    assert (run.look.size, run.look.bold, run.look.colour) == (10, False, "auto")


def test_a_theme_gives_the_face() -> None:
    """The defaults name a part of the theme; a style may name another, a run a face."""
    sheet = style("paragraph", "A", "<w:rFonts w:ascii='Verdana' w:hAnsi='Verdana'/>")

    assert look(p("Một")).faces_of("Một") == ("Calibri",)
    assert look(p("Một", "<w:pStyle w:val='A'/>"), sheet).faces_of("Một") == ("Verdana",)
    assert look(p("a", run="<w:rFonts w:asciiTheme='majorHAnsi'/>")).faces_of("a") == ("Arial",)


def test_letters_of_two_scripts_may_have_two_faces() -> None:
    """Vietnamese letters beyond ASCII take the face of the other Latin letters."""
    mixed = look(p("Số", run="<w:rFonts w:ascii='Arial' w:hAnsi='Tahoma'/>"))

    assert mixed.faces_of("Số") == ("Arial", "Tahoma")
    assert mixed.faces_of("S") == ("Arial",)


def test_a_complex_script_has_its_own_size_and_weight() -> None:
    """`w:rtl` and `w:cs` turn to szCs, bCs and the complex face."""
    run = look(p("Một", run="<w:b/><w:sz w:val='28'/><w:szCs w:val='20'/><w:cs/>"))

    assert (run.size, run.bold, run.faces_of("Một")) == (10, False, ("Tahoma",))


@pytest.mark.parametrize(
    ("paragraph_style", "character_style", "direct", "bold"),
    [
        ("", "", "", False),
        ("<w:b/>", "", "", True),
        ("<w:b/>", "<w:b/>", "", False),
        ("", "<w:b/>", "", True),
        ("<w:b/>", "<w:b/>", "<w:b/>", True),
        ("<w:b/>", "", "<w:b w:val='0'/>", False),
        ("<w:b w:val='false'/>", "<w:b/>", "", True),
    ],
)
def test_toggles_of_two_styles_cancel(
    paragraph_style: str, character_style: str, direct: str, bold: bool
) -> None:
    """What is said directly counts alone (17.7.3)."""
    sheet = style("paragraph", "A", paragraph_style) + style("character", "C", character_style)
    body = p("Một", "<w:pStyle w:val='A'/>", f"<w:rStyle w:val='C'/>{direct}")

    assert look(body, sheet).bold is bold


def test_a_style_has_what_it_is_based_on() -> None:
    """The nearer style counts; a ring of styles ends somewhere."""
    sheet = (
        style("paragraph", "A", "<w:b/><w:sz w:val='30'/>", "<w:jc w:val='center'/>", "C")
        + style("paragraph", "B", "<w:sz w:val='26'/>", "<w:ind w:left='720'/>", "A")
        + style("paragraph", "C", "<w:i/>", "", "B")
    )
    found = paragraph(p("Một", "<w:pStyle w:val='B'/>"), sheet)

    assert (found.runs[0].look.size, found.runs[0].look.bold) == (13, True)
    assert (found.look.align, found.look.left, found.look.after) == (Alignment.CENTRE, 36, 8)


def test_spacing_is_in_points_or_lines() -> None:
    """`auto` counts 240ths of a line, the others twentieths of a point."""
    multiple = paragraph(p("Một", "<w:spacing w:line='360' w:before='120'/>")).look
    exact = paragraph(p("Một", "<w:spacing w:line='360' w:lineRule='exact'/>")).look
    automatic = paragraph(p("Một", "<w:spacing w:before='5' w:beforeAutospacing='1'/>")).look

    assert (multiple.line, multiple.rule, multiple.before) == (1.5, LineRule.MULTIPLE, 6)
    assert (exact.line, exact.rule) == (18, LineRule.EXACT)
    assert automatic.before == 14


def test_a_table_s_style_speaks_below_the_paragraph_s() -> None:
    """Its first row may be bold; a paragraph style still counts more."""
    sheet = (
        '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:rPr><w:sz w:val="24"/>'
        '<w:i/></w:rPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
        "</w:style>" + style("paragraph", "A", "<w:sz w:val='28'/>")
    )
    styled = p("Hai", "<w:pStyle w:val='A'/>")
    row = f"<w:tr><w:tc>{p('Một')}</w:tc><w:tc>{styled}</w:tc></w:tr>"
    body = (
        "<w:tbl><w:tblPr><w:tblStyle w:val='T'/><w:tblLook w:val='0020'/></w:tblPr>"
        f"{row}{row}</w:tbl>"
    )
    looks = [
        each.runs[0].look
        for each in open_docx(docx(body, styles=styles(sheet, _DEFAULTS))).paragraphs()
    ]

    assert [(each.size, each.bold, each.italic) for each in looks] == [
        (12, True, True),
        (14, True, True),
        (12, False, True),
        (14, False, True),
    ]


def test_borders_of_cells_come_from_table_and_style() -> None:
    """A cell may take one off again."""
    body = (
        "<w:tbl><w:tblPr><w:tblBorders><w:top w:val='single' w:sz='8'/>"
        "<w:insideH w:val='single' w:sz='4'/></w:tblBorders></w:tblPr>"
        f"<w:tr><w:tc>{p('1')}</w:tc></w:tr>"
        f"<w:tr><w:tc><w:tcPr><w:tcBorders><w:top w:val='nil'/></w:tcBorders></w:tcPr>{p('2')}"
        "</w:tc></w:tr></w:tbl>"
    )
    (table,) = open_docx(docx(body)).blocks
    assert isinstance(table, Table)
    first, second = table.cells()

    assert first.borders.top is not None
    assert first.borders.top.thickness == 1
    assert first.borders.bottom is not None
    assert second.borders.top is None
    assert table.ruled


def test_colours_are_black_unless_told() -> None:
    """A theme's colour may stand in place of digits."""
    assert look(p("a", run="<w:color w:val='auto'/>")).colour == "auto"
    assert look(p("a", run="<w:color w:val='ff0000'/>")).colour == "FF0000"
    assert look(p("a", run="<w:color w:val='x' w:themeColor='accent1'/>")).colour == "4472C4"


def test_damaged_numbers_count_as_not_said() -> None:
    """Nothing is made of what is no number."""
    found = paragraph(p("Một", "<w:ind w:left='x' w:firstLine='1e400'/>", "<w:sz w:val='-3'/>"))

    assert (found.look.left, found.look.first, found.runs[0].look.size) == (0, 0, 11)


def test_the_strict_variant_is_read_alike() -> None:
    """Its names stand in namespaces of their own, its lengths may have units."""
    body = p("Một", "<w:ind w:firstLine='1cm'/><w:jc w:val='both'/>")
    strict = docx(body)
    usual = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    foreign = usual.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    found = next(open_docx(zipped({**members(body), "word/document.xml": foreign})).paragraphs())

    assert found == next(open_docx(strict).paragraphs())
    assert found.look.first == pytest.approx(72 / 2.54)


def test_the_samples_open(shared_samples: Path) -> None:
    """Real files of many hands open, and say something."""
    opened = [
        open_docx(path.read_bytes(), source=str(path)) for path in shared_samples.glob("*.docx")
    ]

    assert len(opened) == 6
    assert all(sum(len(each.text) for each in one.paragraphs()) > 1_000 for one in opened)
