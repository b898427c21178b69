"""Files that are hard to check: findings or one clear error, for a check as for a reading."""

import pytest

from tests.ooxml.files import docx, members, p, relationships, zipped
from tests.ooxml.hostile import REFUSED
from vnadmindoc.conformance import check
from vnadmindoc.errors import ReadError
from vnadmindoc.ooxml import Limits
from vnadmindoc.readers import read_bytes
from vnadmindoc.rules.contents import Texts
from vnadmindoc.text import words

_SLOW = {"many paragraphs", "millions of paragraphs", "a bomb in the text"}
"""What takes long until it is refused; the tests of the opener have them."""


@pytest.mark.parametrize("name", sorted(REFUSED.keys() - _SLOW))
def test_a_hostile_file_is_refused_whoever_asks(name: str) -> None:
    """One error, its own words, the file's name, and what to do."""
    data, message = REFUSED[name]

    with pytest.raises(ReadError, match=message) as checked:
        check(data, format="docx")
    with pytest.raises(ReadError, match=message) as read:
        read_bytes(data, "docx", source="thu.docx")

    assert read.value.place == "thu.docx"
    assert str(checked.value).replace("<bytes>", "thu.docx") == str(read.value)
    assert checked.value.remedy or checked.value.expected


def test_limits_are_the_callers_to_set() -> None:
    """A smaller one refuses, a larger one lets pass, in a check as in a reading."""
    data = docx(p("Một") + p("Hai"))
    strict = Limits(paragraphs=1)

    with pytest.raises(ReadError, match="more than 1 paragraphs"):
        check(data, format="docx", limits=strict)
    with pytest.raises(ReadError, match="more than 1 paragraphs"):
        read_bytes(data, "docx", limits=strict)

    linked, _ = REFUSED["a linked picture"]
    assert check(linked, format="docx", limits=Limits(external=True)).findings
    assert read_bytes(linked, "docx", limits=Limits(external=True)).notice


_BOX = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
    '<wp:extent cx="3600000" cy="360000"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>'
    f"<w:txbxContent>{p('Trong khung')}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData>"
    "</a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>"
)
_MERGED = (
    '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    f'{p("Chung")}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
    f"{p('Cao')}</w:tc><w:tc>{p('Một')}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>"
    f"<w:p/></w:tc><w:tc>{p('Hai')}</w:tc></w:tr></w:tbl>"
)
_TRACKED = (
    '<w:p><w:r><w:t xml:space="preserve">Giữ </w:t></w:r>'
    '<w:ins w:id="1" w:author="A"><w:r><w:t>thêm</w:t></w:r></w:ins>'
    '<w:del w:id="2" w:author="A"><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>'
)
_EMBEDDED = (
    '<w:p><w:r><w:object><v:shape style="width:10pt;height:10pt"/>'
    '<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" r:id="o"/></w:object></w:r></w:p>'
)
_HARD = {
    "text boxes": (p("Ngoài") + _BOX, ["Ngoài", "Trong", "khung"], ()),
    "merged cells": (_MERGED, ["Chung", "Cao", "Một", "Hai"], ()),
    "tracked changes": (_TRACKED, ["Giữ", "thêm"], ("DOCX-005",)),
    "missing styles": (p("Chữ", '<w:pStyle w:val="Khong"/>'), ["Chữ"], ()),
    "an embedded object": (p("Chữ") + _EMBEDDED, ["Chữ"], ("READ-010",)),
}


@pytest.mark.parametrize("name", _HARD)
def test_a_hard_file_is_checked_with_every_word_of_it(name: str) -> None:
    """No word is lost, no error raised; what was not looked into is told, in both languages."""
    body, expected, codes = _HARD[name]
    data = zipped({**members(body), "word/_rels/document.xml.rels": relationships()})

    report = check(data, format="docx")
    reading = read_bytes(data, "docx")

    said = [word for _, text in Texts(reading.notice) for word in words(text)]
    assert sorted(said) == sorted(expected)
    assert report.notice == reading.notice
    told = {each.code: each for each in report.findings}
    assert set(codes) <= told.keys()
    assert all(told[code].english != told[code].message for code in codes)
    assert any(code.startswith("ND30-") for code in told)
