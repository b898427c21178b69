"""What each form of the Decree looks like: order, wording and components of its page."""

from datetime import datetime

import pytest
from attrs import evolve

from vnadmindoc.blocks import Columns, Grid, Rule
from vnadmindoc.blocks import Paragraph as PageParagraph
from vnadmindoc.layout import lay_out
from vnadmindoc.layout.breaking import longest
from vnadmindoc.model import (
    Annex,
    Authority,
    Copy,
    Dateline,
    Directive,
    DocumentNumber,
    Letterhead,
    Notice,
    Paragraph,
    Section,
    Signature,
    Table,
)
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.standard import Align, Role
from vnadmindoc.vocabulary import CopyKind, DocumentKind, Medium, SigningAuthority

DECISION = Notice(
    kind=DocumentKind.DECISION,
    subject="Ban hành Quy chế làm việc",
    letterhead=Letterhead(agency="Sở Nội vụ", parent="UBND tỉnh Lam Giang"),
    number=DocumentNumber(number=15, symbol="QĐ-SNV"),
    dateline=Dateline(place="Lam Giang", day=5, month=3, year=2026),
    issuing_authority="Giám đốc Sở Nội vụ",
    legal_bases=["Căn cứ Quy định A", "Theo đề nghị của Chánh Văn phòng"],
    opening=[Directive(label="Điều 1.", text="Ban hành Quy chế.")],
    recipients=["Như Điều 1", "Lưu: VT"],
    signature=Signature(title="Giám đốc", name="Nguyễn Văn An"),
)
HEAD = ["UBND TỈNH LAM GIANG", "SỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def shown(notice: Notice, *roles: Role) -> list[str]:
    """Return the texts of a page, of some components or of all."""
    return [
        paragraph.text
        for paragraph in lay_out(notice).paragraphs()
        if not roles or paragraph.role in roles
    ]


def headed(*sections: Section) -> list[tuple[Role, str]]:
    """Return component and text of what stands in a body of these sections."""
    paragraphs = list(lay_out(Notice(subject="-", sections=sections)).paragraphs())
    return [(each.role, each.text) for each in paragraphs[4:]]


def bold(text: str) -> RichText:
    """Return text that is a heading."""
    return RichText([Run(text=text, bold=True)])


def test_a_decision_says_who_decides_and_why() -> None:
    """Authority, grounds, enacting words, articles: the order of Mẫu 1.2."""
    texts = shown(DECISION)

    assert texts[6:13] == [
        "QUYẾT ĐỊNH",
        "Ban hành Quy chế làm việc",
        "GIÁM ĐỐC SỞ NỘI VỤ",
        "Căn cứ Quy định A;",
        "Theo đề nghị của Chánh Văn phòng.",
        "QUYẾT ĐỊNH:",
        "Điều 1. Ban hành Quy chế./.",
    ]


@pytest.mark.parametrize(
    ("kind", "given", "words"),
    [
        (DocumentKind.RESOLUTION, None, ["QUYẾT NGHỊ:"]),
        (DocumentKind.DECISION, None, ["QUYẾT ĐỊNH:"]),
        (DocumentKind.NOTICE, None, []),
        (DocumentKind.NOTICE, "nhất trí:", ["NHẤT TRÍ:"]),
    ],
)
def test_the_enacting_words_are_those_of_the_type(
    kind: DocumentKind, given: str | None, words: list[str]
) -> None:
    """Unless the document has its own; without an authority there are none."""
    notice = evolve(DECISION, kind=kind, enacting_words=given)

    assert shown(notice, Role.ENACTING_WORDS) == words
    assert shown(evolve(notice, issuing_authority=None), Role.ENACTING_WORDS) == (
        [] if given is None else words
    )


def test_every_level_has_its_line() -> None:
    """Label in ordinary letters, title below in capitals; a Roman mục on one line."""
    found = headed(
        Section(label="Phần I", heading="Chung"),
        Section(label="Chương I", heading="Phạm vi"),
        Section(label="Mục 1", heading="Thu"),
        Section(label="Tiểu mục 2", heading="Chi"),
        Section(label="I.", heading="Đánh giá"),
        Section(label="Chương II", heading=""),
    )

    assert found == [
        (Role.PART, "Phần I"),
        (Role.PART_TITLE, "CHUNG"),
        (Role.CHAPTER, "Chương I"),
        (Role.CHAPTER_TITLE, "PHẠM VI"),
        (Role.DIVISION, "Mục 1"),
        (Role.DIVISION_TITLE, "THU"),
        (Role.SUBDIVISION, "Tiểu mục 2"),
        (Role.SUBDIVISION_TITLE, "CHI"),
        (Role.SECTION, "I. ĐÁNH GIÁ"),
        (Role.CHAPTER, "Chương II./."),
    ]


def test_of_an_article_the_label_and_a_title_are_bold() -> None:
    """Running text stays upright but for what is emphasised in it."""
    mixed = RichText([Run(text="Giao "), Run(text="Sở A", bold=True), Run(text=" thực hiện")])
    notice = Notice(
        opening=[
            Directive(label="Điều 1.", text=bold("Phạm vi"), children=[Paragraph(text="Mọi việc")]),
            Directive(label="Điều 2.", text=mixed),
            Directive(label="1.", text=bold("Thu"), children=[Directive(label="a)", text="Phí")]),
            Directive(label="2.", text="Chi"),
        ]
    )
    found = {each.text: each for each in lay_out(notice).paragraphs()}

    spans = found["Điều 2. Giao Sở A thực hiện"].spans
    assert [(span.text, span.bold) for span in spans] == [
        ("Điều 2. ", True),
        ("Giao ", False),
        ("Sở A", True),
        (" thực hiện", False),
    ]
    assert [span.bold for span in found["Điều 1. Phạm vi"].spans] == [True]
    assert found["Điều 1. Phạm vi"].keep_with_next
    assert (found["1. Thu"].role, found["1. Thu"].keep_with_next) == (Role.ITEM_HEADING, True)
    assert found["2. Chi./."].role is Role.ITEM


def test_two_signers_stand_side_by_side_and_the_recipients_below() -> None:
    """The secretary at the left, the chair at the right (Mẫu 1.9); no place, no date."""
    minutes = evolve(
        DECISION,
        kind=DocumentKind.MINUTES,
        dateline=None,
        cosignatures=[Signature(title="Thư ký", name="Lê Thị Hạ")],
        signature=Signature(title="Chủ tọa", name="Trần Văn Bình"),
    )
    *_, signers, recipients = lay_out(minutes).sheets[0].blocks

    assert isinstance(signers, Columns)
    assert isinstance(recipients, Columns)
    left = [each.text for each in signers.left if isinstance(each, PageParagraph)]
    assert left == ["THƯ KÝ", "Lê Thị Hạ"]
    assert recipients.right == ()
    assert shown(minutes, Role.DATELINE) == []


def test_of_three_signers_the_last_stands_beside_the_recipients() -> None:
    """In reading order; nobody is left out."""
    others = [Signature(title="Phó Giám đốc", name=name) for name in ("Lê A", "Lê B")]
    notice = evolve(DECISION, cosignatures=others)

    assert shown(notice, Role.SIGNER_NAME) == ["Lê A", "Lê B", "Nguyễn Văn An"]
    last = lay_out(notice).sheets[0].blocks[-1]
    assert isinstance(last, Columns)
    assert last.left
    assert last.right


def test_several_issuing_bodies_name_what_is_above_them_once() -> None:
    """A hyphen goes between two names, the line below the last."""
    others = [
        Letterhead(agency="Công an tỉnh", parent="UBND tỉnh Lam Giang"),
        Letterhead(agency="Trường Chính trị"),
    ]
    notice = evolve(DECISION, co_issuers=others)

    assert shown(notice, Role.PARENT, Role.AGENCY) == [
        "UBND TỈNH LAM GIANG",
        "SỞ NỘI VỤ -",
        "CÔNG AN TỈNH -",
        "TRƯỜNG CHÍNH TRỊ",
    ]


def test_a_telegram_calls_its_addressees_by_its_own_words() -> None:
    """Centred, with the list around the middle (Mẫu 1.6)."""
    notice = evolve(
        DECISION,
        kind=DocumentKind.TELEGRAM,
        salutation="CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện",
        addressees=["Sở Y tế", "Công an tỉnh"],
    )
    label, *listed = [each for each in lay_out(notice).paragraphs() if each.role is Role.ADDRESSEE]

    assert label.text == "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:"
    assert label.style.align is Align.CENTRE
    assert [each.text for each in listed] == ["- Sở Y tế;", "- Công an tỉnh."]


@pytest.mark.parametrize(
    ("drafter", "copies", "text"),
    [("pl", 300, ["PL.(300)"]), ("PL", None, ["PL."]), (None, 12, ["(12)"]), (None, None, [])],
)
def test_the_drafter_signs_below_the_recipients(
    drafter: str | None, copies: int | None, text: list[str]
) -> None:
    """Sign in capitals, copies in figures (III.3)."""
    assert shown(evolve(DECISION, drafter=drafter, copies=copies), Role.DRAFTER) == text


def test_the_address_stands_at_the_foot_of_the_first_page_alone() -> None:
    """Below a line as long as the text is wide; it is no part of the running text."""
    layout = lay_out(evolve(DECISION, address=["Số 1, đường A", "ĐT: 0912"]))

    rule, *lines = layout.sheets[0].footer
    assert isinstance(rule, Rule)
    assert rule.length == layout.sheets[0].page.text_width
    assert [each.text for each in layout.footers()] == ["Số 1, đường A", "ĐT: 0912"]
    assert len(lines) == 2
    assert "ĐT: 0912" not in set(layout.texts())


def test_a_document_issued_with_a_decision_has_its_own_head() -> None:
    """Without number and date; its type and title, then to what it belongs."""
    statute = Annex(
        kind=DocumentKind.STATUTE,
        title="Làm việc của Sở",
        sections=[Section(label="Chương I", heading="Chung", body=[Paragraph(text="Một việc")])],
    )
    (_, sheet) = lay_out(evolve(DECISION, annexes=[statute])).sheets
    texts = list(evolve(lay_out(DECISION), sheets=(sheet,)).texts())

    assert texts == [
        *HEAD,
        "Độc lập - Tự do - Hạnh phúc",
        "QUY CHẾ",
        "Làm việc của Sở",
        "(Kèm theo Quyết định số 15/QĐ-SNV ngày 05 tháng 3 năm 2026 của Sở Nội vụ)",
        "Chương I",
        "CHUNG",
        "Một việc./.",
    ]


def test_an_electronic_annex_leaves_its_blanks_and_tells_its_signature() -> None:
    """III.1.c and d: the system fills number and date in; a file of its own says when."""
    annex = Annex(title="Danh mục", signed_at=datetime(2026, 3, 5, 9, 30))  # noqa: DTZ001  # Vietnam's
    notice = evolve(DECISION, medium=Medium.ELECTRONIC, annexes=[annex])

    assert shown(notice, Role.SIGNING_INFORMATION) == ["Số: 15/QĐ-SNV; 05/3/2026; 09:30:00 +07:00"]
    assert shown(notice, Role.ANNEX_REFERENCE) == [
        "(Kèm theo Quyết định số …/QĐ-SNV ngày … tháng … năm … của Sở Nội vụ)"
    ]


def test_a_copy_on_paper_stands_below_the_document() -> None:
    """Under a line over the whole width; after the annexes (Phần II, Mục II)."""
    copy = Copy(
        kind=CopyKind.EXTRACT,
        letterhead=Letterhead(agency="Văn phòng"),
        number=DocumentNumber(number=1, symbol="TrS-VP"),
        dateline=Dateline(place="Lam Giang", day=6, month=3, year=2026),
        signature=Signature(title="Chánh Văn phòng", name="Lê Thị Hạ"),
        recipients=["Lưu: VT"],
    )
    notice = evolve(DECISION, annexes=[Annex(title="Danh mục")], copy=copy)
    last = lay_out(notice).sheets[-1]

    (line,) = (each for each in last.blocks if isinstance(each, Rule) and each.length > 400)
    assert line.length == last.page.text_width
    assert shown(notice)[-8:] == [
        "VĂN PHÒNG",
        "TRÍCH SAO",
        "Số: 01/TrS-VP",
        "Lam Giang, ngày 06 tháng 3 năm 2026",
        "Nơi nhận:",
        "- Lưu: VT.",
        "CHÁNH VĂN PHÒNG",
        "Lê Thị Hạ",
    ]


def test_a_copy_is_as_wide_as_the_paper_it_stands_on() -> None:
    """Below an annex on its side its columns fill that page; its own date has room in them."""
    copy = Copy(
        kind=CopyKind.FULL,
        letterhead=Letterhead(agency="Văn phòng"),
        dateline=Dateline(place="Thành phố Hồ Chí Minh", day=6, month=3, year=2026),
        signature=Signature(title="Chánh Văn phòng", name="Lê Thị Hạ"),
    )
    table = Table(rows=[["Việc", "Hạn"], ["Báo cáo", "30/9"]])
    annexes = [Annex(title="Danh mục", body=[table], landscape=True)]
    sheet = lay_out(evolve(DECISION, annexes=annexes, copy=copy)).sheets[-1]

    columns = [block for block in sheet.blocks if isinstance(block, Columns)]

    assert len(columns) == 3
    assert {round(sum(each.widths)) for each in columns} == {round(sheet.page.text_width)}
    (date,) = columns[1].right
    assert isinstance(date, PageParagraph)
    assert longest(date.text, date.style) < columns[1].widths[1]


@pytest.mark.parametrize(
    ("signed_at", "told"),
    [
        (datetime(2026, 3, 6, 8, 5, 31), "SAO Y; Văn phòng; 06/3/2026; 08:05:31 +07:00"),  # noqa: DTZ001  # Vietnam's
        (None, f"SAO Y; Văn phòng; {chr(160) * 6}; {chr(160) * 6}"),
    ],
)
def test_an_electronic_copy_is_told_at_the_top(signed_at: datetime | None, told: str) -> None:
    """Kind, copying body and time, at the right above all (Phần II, Mục I)."""
    copy = Copy(
        letterhead=Letterhead(agency="Văn phòng"), medium=Medium.ELECTRONIC, signed_at=signed_at
    )
    first = next(lay_out(evolve(DECISION, copy=copy)).paragraphs())

    assert (first.role, first.text) == (Role.SIGNING_INFORMATION, told)
    assert first.style.align is Align.RIGHT


def test_another_body_confirms_at_the_left() -> None:
    """Below all else (Mẫu 1.10)."""
    notice = evolve(DECISION, endorsement="Xác nhận\ncủa Ủy ban nhân dân xã")

    assert shown(notice)[-1] == "Xác nhận\ncủa Ủy ban nhân dân xã"


def test_long_offices_break_evenly() -> None:
    """No word stands alone on a line."""
    on_behalf = Authority(
        prefix=SigningAuthority.ON_BEHALF, title="Ban Chỉ đạo cải cách hành chính tỉnh Lam Giang"
    )
    notice = evolve(DECISION, signature=Signature(authority=[on_behalf], name="Lê An"))

    assert shown(notice, Role.AUTHORITY) == ["TM. BAN CHỈ ĐẠO CẢI CÁCH\nHÀNH CHÍNH TỈNH LAM GIANG"]


def test_a_long_reference_breaks_before_the_issuing_body() -> None:
    """And not inside its date."""
    long = evolve(DECISION, letterhead=Letterhead(agency="Ủy ban nhân dân phường Bến Gỗ"))
    notice = evolve(long, annexes=[Annex(title="Danh mục")])

    (text,) = shown(notice, Role.ANNEX_REFERENCE)

    assert text.splitlines() == [
        "(Kèm theo Quyết định số 15/QĐ-SNV ngày 05 tháng 3 năm 2026",
        "của Ủy ban nhân dân phường Bến Gỗ)",
    ]


def test_columns_of_figures_stand_centred_and_narrow() -> None:
    """What holds words has the room."""
    table = Table(rows=[["TT", "Việc", "Số"], ["1", "Rà soát toàn bộ hồ sơ lưu", "1.250"]])
    blocks = lay_out(Notice(opening=[table])).sheets[0].blocks
    (grid,) = (each for each in blocks if isinstance(each, Grid))

    assert [cell.style.align for cell in grid.rows[1]] == [Align.CENTRE, Align.LEFT, Align.CENTRE]
    assert grid.widths[1] > 2 * grid.widths[0]
