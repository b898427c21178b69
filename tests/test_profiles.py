"""Forms of documents as data: the Decree's, the Party's, a house's own."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from vnadmindoc.errors import ReadError
from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.exporters.pdf import PdfExporter
from vnadmindoc.layout import lay_out
from vnadmindoc.model import (
    Authority,
    Dateline,
    Directive,
    DocumentNumber,
    Letterhead,
    Notice,
    Signature,
)
from vnadmindoc.party import PARTY
from vnadmindoc.profiles import PROFILES, load_profile, read_profile
from vnadmindoc.standard import DECREE_30, MM, Role
from vnadmindoc.strategies import notices
from vnadmindoc.vocabulary import DocumentKind, SigningAuthority

HOUSE = """\
schema: vnadmindoc-profile/1
name: Sở Nội vụ tỉnh Lam Giang
base: nd30
page: {left: 32, right: [18, 20]}
components:
  NoiDung: {size: 14, indent: 12.7, before: 8, line_spacing: [1.1, 1.3]}
  QuocHieu: {size: [12, 12]}
signature_room: 60
"""

RESOLUTION = Notice(
    kind=DocumentKind.RESOLUTION,
    subject="về công tác cán bộ",
    letterhead=Letterhead(agency="Ban Chấp hành", parent="Tỉnh ủy Lam Giang"),
    number=DocumentNumber(number=7, symbol="NQ/TU"),
    dateline=Dateline(place="Lam Giang", day=5, month=3, year=2026),
    legal_bases=["Căn cứ Điều lệ Đảng", "Theo đề nghị của Ban Tổ chức"],
    opening=[Directive(label="1.", text="Thực hiện Nghị quyết.")],
    recipients=["Các chi bộ", "Lưu Văn phòng Tỉnh ủy"],
    signature=Signature(
        authority=[
            Authority(prefix=SigningAuthority.ON_BEHALF, title="Ban Chấp hành"),
            Authority(prefix=SigningAuthority.FOR_HEAD, title="Bí thư"),
        ],
        title="Phó Bí thư",
        name="Lê Thị Hạ",
    ),
)


def refused(text: str) -> str:
    """Return what is told of a file that describes no form."""
    with pytest.raises(ReadError) as caught:
        read_profile(text, source="nha.yaml")
    return str(caught.value)


def test_a_file_narrows_its_base() -> None:
    """One value is both ends; of a range the page takes what the base takes, if it may."""
    house = read_profile(HOUSE)

    body = house.specs[Role.BODY]
    assert house.name == "Sở Nội vụ tỉnh Lam Giang"
    assert (house.page.left.least, house.page.left.chosen) == (32, 32)
    assert (house.page.right.least, house.page.right.chosen) == (18, 18)
    assert house.page.top == DECREE_30.page.top
    assert body.size == (14, 14)
    assert [round(each / MM, 1) for each in body.indents] == [12.7]
    assert (body.before, body.line_spacing) == (8, (1.1, 1.3))
    assert house.signature_room == 60


def test_a_page_is_set_as_the_house_wants_it() -> None:
    """The first end of each range is what a page shows."""
    layout = lay_out(RESOLUTION, read_profile(HOUSE))

    (page,) = {sheet.page for sheet in layout.sheets}
    assert round(page.left / MM) == 32
    assert layout.styles[Role.BODY].before == 8
    assert layout.styles[Role.BODY].line_spacing == 1.1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("page: {left: 25}", "25: the base allows 30-35 @ $.page.left"),
        ("page: {left: [30, 40]}", "30-40: the base allows 30-35 @ $.page.left"),
        ("page: {left: [35, 30]}", "the least and the greatest @ $.page.left"),
        ("page: {left: [1, 2, 3]}", "the least and the greatest @ $.page.left"),
        ("page: {gutter: 5}", "unknown key 'gutter'"),
        ("page: 5", "expected a mapping @ $.page"),
        ("components: {NoiDung: {size: 15}}", "the base allows 13-14 @ $.components.NoiDung.size"),
        ("components: {NoiDung: {indent: 5}}", "the base allows 10 or 12.7"),
        ("components: {NoiDung: {indent: so}}", "expected a number"),
        ("components: {NoiDung: {before: 3}}", "the base asks 6 at least"),
        ("components: {NoiDung: {before: so}}", "expected a number"),
        ("components: {NoiDung: {line_spacing: 2}}", "the base allows 1-1.5"),
        ("components: {NoiDung: {bold: true}}", "unknown key 'bold'"),
        ("components: {NoiDun: {size: 14}}", "unknown key 'NoiDun', expected an id such as"),
        ("signature_room: rộng", "expected a number from 0 to 1000 @ $.signature_room"),
        ("signature_room: true", "expected a number from 0 to 1000 @ $.signature_room"),
        ("signature_rom: 60", "unknown key 'signature_rom'"),
    ],
)
def test_what_widens_its_base_is_refused(line: str, told: str) -> None:
    """With its path, and how to mend it."""
    message = refused(f"schema: vnadmindoc-profile/1\nname: Nhà\n{line}\n")

    assert told in message
    assert message.startswith("nha.yaml: ")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name: Nhà\n", "schema: vnadmindoc-profile/1 @ $"),
        ("- một\n", "schema: vnadmindoc-profile/1 @ $"),
        ("schema: vnadmindoc-profile/1\n", "the name of the form @ $.name"),
        ("schema: vnadmindoc-profile/1\nname: N\nbase: nd31\n", "nd30, dang @ $.base"),
    ],
)
def test_a_file_says_whose_form_it_narrows(text: str, told: str) -> None:
    """Nothing is guessed."""
    assert told in refused(text)


def test_every_problem_is_told_at_once() -> None:
    """Nobody mends a file line by line."""
    message = refused(HOUSE.replace("left: 32", "left: 20").replace("size: 14", "size: 20"))

    assert "$.page.left" in message
    assert "$.components.NoiDung.size" in message


def test_a_form_is_found_by_its_name_or_its_file(tmp_path: Path) -> None:
    """What is no name is a path."""
    path = tmp_path / "nha.yaml"
    path.write_text(HOUSE, encoding="utf-8")

    assert load_profile("nd30") is DECREE_30
    assert load_profile("dang") is PARTY
    assert load_profile(path) == read_profile(HOUSE)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """With its path."""
    path = tmp_path / "nha.yaml"
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(ReadError, match=r"nha\.yaml: this is no text in UTF-8"):
        load_profile(path)


def test_the_party_has_its_own_words() -> None:
    """Nothing of the State's head is on the page; the two forms are never mixed."""
    texts = list(lay_out(RESOLUTION, PARTY).texts())

    assert texts[:6] == [
        "TỈNH ỦY LAM GIANG",
        "BAN CHẤP HÀNH",
        "*",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số 07-NQ/TU",
        "Lam Giang, ngày 05 tháng 3 năm 2026",
    ]
    assert texts[6:9] == ["NGHỊ QUYẾT", "về công tác cán bộ", "-----"]
    assert texts[9:11] == ["- Căn cứ Điều lệ Đảng;", "- Theo đề nghị của Ban Tổ chức."]
    assert texts[11] == "1. Thực hiện Nghị quyết."
    assert {"T/M BAN CHẤP HÀNH", "K/T BÍ THƯ", "Nơi nhận:"} <= set(texts)
    assert DECREE_30.motto not in texts


def test_the_party_underlines_the_recipients() -> None:
    """And its signer's office is not bold."""
    paragraphs = list(lay_out(RESOLUTION, PARTY).paragraphs())

    (label,) = (each for each in paragraphs if each.role is Role.RECIPIENTS_LABEL)
    (title,) = (each for each in paragraphs if each.role is Role.SIGNER_TITLE)
    assert [span.underline for span in label.spans] == [True]
    assert [span.bold for span in title.spans] == [False]


@settings(max_examples=25)
@given(notices(drafts=True))
def test_every_notice_can_be_set_in_every_form(notice: Notice) -> None:
    """Also the Party's, on both kinds of page, with nothing of the State's beside it."""
    for profile in PROFILES.values():
        texts = list(lay_out(notice, profile).texts())

        assert (profile.national_name in texts) == (len(texts) > 0)
    assert DocxExporter(profile=PARTY).export(notice)
    assert PdfExporter(profile=PARTY).export(notice)
