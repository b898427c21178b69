"""Every word that is seen is there once, in reading order, whatever wraps it."""

from typing import Any

import pytest

from tests.ooxml.files import NAMESPACES, docx, members, p, relationships, zipped
from vnadmindoc.ooxml import Changes, Document, ShapeKind, Table, open_docx


def opened(body: str, changes: Changes = Changes.ACCEPTED, **parts: str) -> Document:
    """Return a document of some parts."""
    return open_docx(docx(body, **parts), changes=changes)


def texts(body: str, changes: Changes = Changes.ACCEPTED) -> list[str]:
    """Return the texts of its paragraphs."""
    return [each.text for each in opened(body, changes).paragraphs()]


def r(text: str) -> str:
    """Return a run."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def box(content: str) -> str:
    """Return a run with a text box as Word writes it: twice, in two languages."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>127000</wp:posOffset></wp:positionH>'
        '<wp:extent cx="1270000" cy="254000"/><a:graphic><a:graphicData><wps:wsp><wps:spPr>'
        '<a:prstGeom prst="rect"/><a:ln w="9525"><a:solidFill><a:srgbClr val="FF0000"/>'
        "</a:solidFill></a:ln></wps:spPr><wps:txbx><w:txbxContent>"
        f"{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect><v:textbox><w:txbxContent>"
        f"{content}</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    f'{r("shown")}<w:r><w:fldChar w:fldCharType="end"/></w:r>{r("!")}'
)
_RUBY = (
    "<w:r><w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>a</w:t></w:r>"
    "</w:rubyBase></w:ruby></w:r>"
)
_GROUP = (
    '<v:group style="width:50pt;height:10pt" coordsize="1000,200">'
    '<v:line from="0,0" to="400,0"/></v:group>'
)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (r("a") + r("b"), "ab"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc"),
        ('<w:r><w:br w:type="page"/><w:t>a</w:t></w:r>', "\fa"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:softHyphen/></w:r>", "a\u2011\u00ad"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>', "•"),
        ('<w:r><w:sym w:font="X" w:char="zz"/></w:r>', "\ufffd"),
        (f"<w:hyperlink>{r('a')}</w:hyperlink>", "a"),
        (f"<w:smartTag>{r('a')}</w:smartTag><w:customXml>{r('b')}</w:customXml>", "ab"),
        (f"<w:sdt><w:sdtContent>{r('a')}</w:sdtContent></w:sdt>", "a"),
        (f'<w:fldSimple w:instr="DATE">{r("5")}</w:fldSimple>', "5"),
        (_FIELD, "shown!"),
        (_RUBY, "a"),
    ],
)
def test_every_wrapping_gives_its_text(inside: str, text: str) -> None:
    """Fields their result, symbols their sign, controls and links what they wrap."""
    assert texts(f"<w:p>{inside}</w:p>") == [text]


def test_a_page_number_without_a_result_is_told() -> None:
    """The program computes it; the file need not hold one."""
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    simple = '<w:p><w:fldSimple w:instr=" PAGE \\* MERGEFORMAT "/></w:p>'

    found = [each.runs[0].field for each in opened(field + simple).paragraphs()]

    assert found == ["PAGE", "PAGE"]


def test_a_field_may_span_paragraphs() -> None:
    """A table of contents is one field of many lines."""
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText>'
        f'<w:fldChar w:fldCharType="separate"/></w:r>{r("Mục 1")}</w:p><w:p>{r("Mục 2")}'
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>{p("sau")}'
    )

    runs = [each.runs[0] for each in opened(body).paragraphs()]

    assert [(run.text, run.field) for run in runs] == [
        ("Mục 1", "TOC"),
        ("Mục 2", "TOC"),
        ("sau", ""),
    ]


def test_a_text_box_is_read_once() -> None:
    """It comes after the paragraph that holds it; alternative content is one of its branches."""
    body = f"<w:p>{r('trước')}{box(p('trong'))}{r(' sau')}</w:p>{p('cuối')}"

    document = opened(body)
    (shape,) = next(document.paragraphs()).shapes

    assert [each.text for each in document.paragraphs()] == ["trước sau", "trong", "cuối"]
    assert (shape.kind, shape.width, shape.height, shape.left) == (ShapeKind.BOX, 100, 20, 10)
    assert (shape.outlined, shape.solid, shape.colour) == (True, True, "FF0000")


def test_what_asks_for_newer_markup_falls_back() -> None:
    """A branch that needs what nobody knows is passed over for the other."""
    body = (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="w99"><w:t>mới</w:t></mc:Choice>'
        "<mc:Fallback><w:t>cũ</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )

    assert texts(body) == ["cũ"]


@pytest.mark.parametrize(
    ("shape", "length", "solid"),
    [
        ('<v:line from="10pt,2pt" to="110pt,2pt"/>', 100, True),
        ('<v:line from="0,0" to="100px,0"><v:stroke dashstyle="dash"/></v:line>', 75, False),
        ('<v:shape type="#_x0000_t32" style="position:absolute;width:4cm;height:0"/>', 113.4, True),
        ('<v:rect style="width:90pt;height:.5pt"/>', 90, True),
        (_GROUP, 20, True),
    ],
)
def test_lines_of_older_drawings_are_lines(shape: str, length: float, solid: bool) -> None:
    """Whatever they are made of, with their lengths in any unit."""
    (found,) = next(opened(f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>").paragraphs()).shapes

    assert found.kind is ShapeKind.LINE
    assert found.width == pytest.approx(length, abs=0.1)
    assert found.solid is solid


_CHANGED = (
    f'<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{r("Một ")}'
    '<w:del w:id="2"><w:r><w:delText>cũ</w:delText></w:r></w:del></w:p>'
    f'<w:p><w:ins w:id="3">{r("mới")}</w:ins>{r(".")}</w:p>'
    f'<w:tbl><w:tr><w:trPr><w:ins w:id="4"/></w:trPr><w:tc>{p("hàng mới")}</w:tc></w:tr>'
    f'<w:tr><w:trPr><w:del w:id="5"/></w:trPr><w:tc>{p("hàng cũ")}</w:tc></w:tr></w:tbl>'
    '<w:p><w:r><w:rPr><w:b/><w:rPrChange w:id="6"><w:rPr/></w:rPrChange></w:rPr>'
    "<w:t>đậm</w:t></w:r></w:p>"
)


def test_tracked_changes_have_two_views() -> None:
    """Words, ends of paragraphs, rows and formatting: as accepted, and as they were."""
    accepted = opened(_CHANGED)
    rejected = opened(_CHANGED, Changes.REJECTED)

    assert [each.text for each in accepted.paragraphs()] == ["Một mới.", "hàng mới", "đậm"]
    assert [each.text for each in rejected.paragraphs()] == ["Một cũ", ".", "hàng cũ", "đậm"]
    *_, last = accepted.paragraphs()
    *_, before = rejected.paragraphs()
    assert (last.runs[0].look.bold, before.runs[0].look.bold) == (True, False)
    assert accepted.changes >= 5


def test_cells_know_their_columns() -> None:
    """Spans across and down, columns left out at the left."""
    body = (
        '<w:tbl><w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="2000"/><w:gridCol w:w="3000"/>'
        '</w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
        f"{p('a')}</w:tc><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>{p('b')}</w:tc></w:tr>"
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>{p("c")}</w:tc>'
        f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{p('')}</w:tc></w:tr></w:tbl>"
    )
    (table,) = opened(body).blocks
    assert isinstance(table, Table)

    found = [(each.column, each.span, each.width, each.continued) for each in table.cells()]

    assert found == [(0, 2, 150, False), (2, 1, 150, False), (1, 1, 100, False), (2, 1, 150, True)]


_LIST = (
    f"<w:numbering {NAMESPACES}>"
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/>'
    '<w:pPr><w:ind w:left="360"/></w:pPr></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/>'
    "<w:isLgl/></w:lvl>"
    '<w:lvl w:ilvl="2"><w:start w:val="5"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%3)"/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/>'
    '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="7"/></w:lvlOverride></w:num></w:numbering>'
)


def _item(number: int, level: int) -> str:
    return p(
        "x", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    )  # fmt: skip


def test_automatic_numbers_are_as_programs_show_them() -> None:
    """Levels, restarts, legal figures, bullets, a list that begins anew."""
    items = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 3), (1, 0), (1, 1), (2, 0), (2, 0), (0, 0)]
    body = "".join(_item(*item) for item in items)

    found = list(opened(body, numbering=_LIST).paragraphs())

    labels = [each.label for each in found]
    assert labels == ["I.", "1.1", "1.2", "e)", "•", "II.", "2.1", "VII.", "VIII.", ""]
    assert [found[0].look.left, found[1].look.left] == [18, 0]


def test_headers_notes_and_sections_are_there() -> None:
    """A section has the headers of the one before where it names none."""
    first = (
        '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:titlePg/></w:sectPr></w:pPr></w:p>'
    )
    last = (
        '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:sectPr>'
        '<w:pgSz w:w="16838" w:h="11906"/><w:pgNumType w:start="1"/></w:sectPr>'
    )
    header = f"<w:hdr {NAMESPACES}>{p('đầu trang')}</w:hdr>"
    notes = (
        f'<w:footnotes {NAMESPACES}><w:footnote w:type="separator" w:id="0">{p("")}</w:footnote>'
        f'<w:footnote w:id="2">{p("chú thích")}</w:footnote></w:footnotes>'
    )

    document = opened(first + last, header1=header, footnotes=notes)

    upright, turned = document.sections
    assert upright.title_page
    assert (turned.width, turned.number_start) == (841.9, 1)
    assert turned.headers == upright.headers
    assert list(document.notes) == ["footnote 2"]
    *_, reference = document.paragraphs()
    assert (reference.runs[0].note, reference.section) == ("footnote 2", 1)


def test_what_is_not_looked_into_is_told() -> None:
    """An embedded object, a part in another format, macros."""
    body = '<w:altChunk r:id="x"/><w:p><w:r><w:object><o:OLEObject/></w:object></w:r></w:p>'
    parts: dict[str, Any] = members(body)
    data = zipped({**parts, "word/vbaProject.bin": b"x"})

    document = open_docx(data)

    assert document.unseen == (
        "a part in another format (altChunk)",
        "an embedded object",
        "macros",
    )


def test_a_missing_style_or_part_is_no_end() -> None:
    """A reference that leads nowhere counts as not said."""
    body = p("Một", '<w:pStyle w:val="Nowhere"/><w:numPr><w:numId w:val="9"/></w:numPr>',
             '<w:rStyle w:val="Nowhere"/>')  # fmt: skip
    dangling = relationships('<Relationship Id="z" Type="x/image" Target="NULL"/>')

    document = open_docx(zipped({**members(body), "word/_rels/document.xml.rels": dangling}))

    assert [(each.text, each.label) for each in document.paragraphs()] == [("Một", "")]
