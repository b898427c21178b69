"""What many hands put into Word files: text boxes, fields, notes, numbers, old fonts, edits.

Each file is made here, in the markup that Word or LibreOffice writes.
"""

import pytest

from tests.ooxml.files import NAMESPACES, docx, p, styles
from tests.test_legacy import SMALL, VNI, tcvn3
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Directive, Notice
from vnadmindoc.readers import read_bytes
from vnadmindoc.recognition import Reading
from vnadmindoc.standard import Role


def reading_of(body: str, **parts: str) -> Reading:
    """Read a document of some body."""
    return read_bytes(docx(body, **parts), "docx")


def directives(notice: Notice) -> list[tuple[str, str]]:
    """Return labels and texts of what is to be done, of the outermost."""
    return [(e.label, str(e.text)) for e in notice.opening if isinstance(e, Directive)]


def printed(notice: Notice) -> str:
    """Return the page as one text."""
    return " ".join(lay_out(notice).texts())


# Letterheads in text boxes


def drawn(lines: tuple[str, ...], left: int) -> str:
    """Return a text box as Word writes it: a drawing, and the same again for older programs."""
    content = f"<w:txbxContent>{''.join(map(p, lines))}</w:txbxContent>"
    return (
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor>"
        f"<wp:positionH relativeFrom='column'><wp:posOffset>{left}</wp:posOffset></wp:positionH>"
        "<wp:extent cx='2800000' cy='700000'/><a:graphic><a:graphicData uri='x'><wps:wsp>"
        f"<wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style='width:220pt'><v:textbox>"
        f"{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )


def old_drawn(lines: tuple[str, ...], left: int) -> str:
    """Return a text box as older programs write it."""
    content = f"<w:txbxContent>{''.join(map(p, lines))}</w:txbxContent>"
    return (
        f"<w:pict><v:shape style='position:absolute;margin-left:{left // 12700}pt;width:220pt;"
        f"height:50pt'><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    )


LEFT = ("UBND TỈNH AN HÒA", "SỞ NỘI VỤ", "Số: 05/TB-SNV")
RIGHT = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "An Hòa, ngày 05 tháng 3 năm 2026",
)


@pytest.mark.parametrize("box", [drawn, old_drawn])
def test_a_letterhead_in_text_boxes_is_read_once(box: object) -> None:
    """The two boxes are the two halves of the head, whichever markup holds them."""
    assert callable(box)
    reading = reading_of(
        f"<w:p><w:r>{box(LEFT, 0)}</w:r><w:r>{box(RIGHT, 3_000_000)}</w:r></w:p>"
        + p("THÔNG BÁO")
        + p("Kết luận giao ban tháng 3")
        + p("1. Văn phòng gửi báo cáo trước ngày 20/3.")
    )

    notice = reading.notice
    assert notice.letterhead is not None
    assert (notice.letterhead.parent, notice.letterhead.agency) == LEFT[:2]
    assert notice.number is not None
    assert (notice.number.number, notice.number.symbol) == (5, "TB-SNV")
    assert notice.dateline is not None
    assert (notice.dateline.place, notice.dateline.day) == ("An Hòa", 5)
    assert notice.subject == "Kết luận giao ban tháng 3"
    assert printed(notice).count("SỞ NỘI VỤ") == 1
    assert [each.role for each in reading.trace].count(Role.MOTTO) == 1


def test_text_in_a_shape_is_kept() -> None:
    """A box in the middle of the text says something too."""
    body = (
        p("THÔNG BÁO") + p("Kết luận") + f"<w:p><w:r>{drawn(('Lưu ý hạn chót.',), 0)}</w:r></w:p>"
    )

    assert "Lưu ý hạn chót." in printed(reading_of(body + p("1. Rà soát hồ sơ.")).notice)


# What stands in a run, and round runs


def run(text: str) -> str:
    """Return a run."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction: str, result: str) -> str:
    """Return a field of three parts."""
    return (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run(result)}"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )


PARTY = run("Sở Y tế")
STRUCK = "<w:r><w:delText>Sở Công Thương</w:delText></w:r>"
HOLDING = {
    "a field": field("MERGEFIELD don_vi", "Sở Y tế"),
    "a simple field": f"<w:fldSimple w:instr='DOCPROPERTY x'>{PARTY}</w:fldSimple>",
    "a link": f"<w:hyperlink w:anchor='x'>{PARTY}</w:hyperlink>",
    "a smart tag": f"<w:smartTag>{PARTY}</w:smartTag>",
    "a content control": f"<w:sdt><w:sdtContent>{PARTY}</w:sdtContent></w:sdt>",
    "custom markup": f"<w:customXml>{PARTY}</w:customXml>",
    "an insertion": f"<w:ins w:author='A'>{PARTY}</w:ins><w:del w:author='A'>{STRUCK}</w:del>",
    "a move": f"<w:moveTo w:author='A'>{PARTY}</w:moveTo><w:moveFrom w:author='A'>"
    f"{run('Sở Công Thương')}</w:moveFrom>",
    "a soft hyphen": f"{run('Sở Y t')}<w:r><w:softHyphen/></w:r>{run('ế')}",
    "a break behind": f"{PARTY}<w:r><w:br/></w:r>",
    "several runs": f"<w:proofErr/>{run('Sở Y ')}<w:bookmarkStart w:id='1'/>{run('tế')}",
}


@pytest.mark.parametrize("inside", HOLDING.values(), ids=HOLDING)
def test_a_party_is_read_whatever_holds_its_name(inside: str) -> None:
    """Fields show their results, changes are accepted, wrappings and breaks are no words."""
    body = f"<w:p>{run('1. Giao ')}{inside}{run(' chủ trì rà soát trước ngày 20/3/2026.')}</w:p>"

    notice = reading_of(p("THÔNG BÁO") + p("Kết luận") + body).notice

    ((label, text),) = directives(notice)
    assert label == "1."
    assert text == "Giao Sở Y tế chủ trì rà soát trước ngày 20/3/2026."
    (duty,) = (each for each in notice.opening if isinstance(each, Directive))
    assert [each.party for each in duty.assignments] == ["Sở Y tế"]
    assert [each.phrase for each in duty.deadlines] == ["trước ngày 20/3/2026"]


def test_changes_to_paragraphs_and_rows_are_accepted() -> None:
    """A row struck out is gone, a row put in is there; findings say that there were changes."""

    def row(text: str, change: str = "") -> str:
        return f"<w:tr><w:trPr>{change}</w:trPr><w:tc>{p(text)}</w:tc><w:tc>{p('x')}</w:tc></w:tr>"

    table = (
        "<w:tbl>"
        + row("Một")
        + row("Hai", "<w:del w:author='A'/>")
        + row("Ba", "<w:ins w:author='A'/>")
        + "</w:tbl>"
    )

    reading = reading_of(p("THÔNG BÁO") + p("Kết luận") + p("1. Việc:") + table + p("2. Việc."))

    said = printed(reading.notice)
    assert "Một" in said
    assert "Ba" in said
    assert "Hai" not in said
    assert "DOCX-005" in {each.code for each in reading.findings}


def test_footnotes_are_kept_behind_the_text() -> None:
    """Nothing of a note is lost, and it is told that it stands elsewhere now."""
    notes = (
        f"<w:footnotes {NAMESPACES}><w:footnote w:id='2'>{p('Theo Kế hoạch số 5.')}</w:footnote>"
        "</w:footnotes>"
    )
    body = f"<w:p>{run('1. Rà soát hồ sơ')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"

    reading = reading_of(p("THÔNG BÁO") + p("Kết luận") + body, footnotes=notes)

    assert "Theo Kế hoạch số 5." in printed(reading.notice)
    assert directives(reading.notice) == [("1.", "Rà soát hồ sơ")]
    assert [each.line.text for each in reading.trace if each.line.note] == ["Theo Kế hoạch số 5."]


# Numbers


def levels(*formats: tuple[str, str]) -> str:
    """Return a part of numbering with one list of some levels, and a second use that restarts."""
    written = "".join(
        f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{form}'/>"
        f"<w:lvlText w:val='{text}'/></w:lvl>"
        for at, (form, text) in enumerate(formats)
    )
    return (
        f"<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId='0'>{written}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
        "<w:num w:numId='2'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'>"
        "<w:startOverride w:val='1'/></w:lvlOverride></w:num></w:numbering>"
    )


def numbered(level: int, text: str, number: int = 1) -> str:
    """Return a paragraph of an automatic list."""
    return p(text, f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>")


def test_automatic_numbers_of_several_levels_make_the_tree() -> None:
    """As a reader of the page sees them; a list that restarts begins anew."""
    numbering = levels(
        ("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("lowerLetter", "%4)")
    )
    body = (
        numbered(0, "Nhiệm vụ")
        + numbered(1, "Sở Tài chính:")
        + numbered(2, "Rà soát hồ sơ.")
        + numbered(2, "Lập dự toán:")
        + numbered(3, "Chi thường xuyên;")
        + numbered(1, "Sở Nội vụ tổng hợp.")
        + numbered(0, "Tổ chức thực hiện")
        + numbered(1, "Văn phòng đôn đốc.")
    )

    notice = reading_of(p("THÔNG BÁO") + p("Kết luận") + body, numbering=numbering).notice

    first, second = notice.sections
    assert [(each.label, each.heading) for each in notice.sections] == [
        ("I.", "Nhiệm vụ"),
        ("II.", "Tổ chức thực hiện"),
    ]
    one, two = (each for each in first.body if isinstance(each, Directive))
    assert (one.label, two.label) == ("1.", "2.")
    below = [each for each in one.children if isinstance(each, Directive)]
    assert [each.label for each in below] == ["1.1.", "1.2."]
    assert [e.label for e in below[1].children if isinstance(e, Directive)] == ["a)"]
    assert [e.label for e in second.body if isinstance(e, Directive)] == ["1."]


def test_typed_numbers_may_be_followed_by_a_tab() -> None:
    """A label is a label whatever blank stands behind it."""
    tabbed = "<w:p><w:r><w:t>1.</w:t><w:tab/><w:t>Rà soát hồ sơ.</w:t></w:r></w:p>"
    narrow = p("2.\u00a0Lập dự toán.")

    notice = reading_of(p("THÔNG BÁO") + p("Kết luận") + tabbed + narrow).notice

    assert directives(notice) == [("1.", "Rà soát hồ sơ."), ("2.", "Lập dự toán.")]


# Fonts from before Unicode


def in_font(text: str, font: str) -> str:
    """Return a paragraph in a font that its style names."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return p(escaped, f"<w:pStyle w:val='{font.strip('.')}'/>")


FONTS = styles(
    "".join(
        f"<w:style w:type='paragraph' w:styleId='{font.strip('.')}'><w:name w:val='{font}'/>"
        f"<w:rPr><w:rFonts w:ascii='{font}' w:hAnsi='{font}'/></w:rPr></w:style>"
        for font in (".VnTime", ".VnTimeH", "VNI-Times")
    )
)


def test_all_letters_of_both_old_tables_are_read_from_a_file() -> None:
    """134 letters in either table; the font stands in the style, as typists set it."""
    small = " ".join(SMALL)
    stored = tcvn3(small)
    vni = " ".join(VNI[letter] for letter in SMALL)
    body = (
        in_font(stored, ".VnTime")
        + in_font(stored, ".VnTimeH")
        + in_font(vni, "VNI-Times")
        + in_font(vni.upper(), "VNI-Times")
    )

    reading = reading_of(p("Mở đầu") + body, styles=FONTS)

    assert [each.line.text for each in reading.trace][1:] == [small, small.upper()] * 2
