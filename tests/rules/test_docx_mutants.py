"""Faults seeded in the XML of a good Word document: caught in the file, by the code alone."""

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Final

import pytest

from tests.rules import good
from tests.rules.mutants import BASES
from vnadmindoc import render
from vnadmindoc.conformance import check, medium_of
from vnadmindoc.rules.looks import BY_ROLE
from vnadmindoc.standard import DECREE_30, Align, Role

_DOCUMENT: Final = "word/document.xml"
_STYLES: Final = "word/styles.xml"
_FIRST: Final = '<w:r><w:t xml:space="preserve">Sở Nội vụ đề'
"""How the text of the letter begins."""
_STYLE_IDS: Final = {Role.KIND: "Title", Role.SECTION: "Heading1"}


@cache
def _file(base: str) -> bytes:
    return render(good.ALL[base], "docx")


def _codes(base: str, member: str, change: Callable[[str], str]) -> set[str]:
    """Return the codes found in a good file of which one member was changed."""
    with zipfile.ZipFile(io.BytesIO(_file(base))) as package:
        members = {name: package.read(name) for name in package.namelist()}
    before = members[member].decode()
    after = change(before)
    assert after != before, "the fault was not seeded"
    members[member] = after.encode()
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, data in members.items():
            package.writestr(name, data)
    report = check(written.getvalue(), format="docx", medium=medium_of(good.ALL[base]))
    # The reader tells besides that the text is no longer the one that was exported.
    codes = {each.code for each in report.findings if each.code.startswith("ND30-")}
    return {code.removeprefix("ND30-") for code in codes}


def _replaced(old: str, new: str, count: int = 1) -> Callable[[str], str]:
    return lambda xml: xml.replace(old, new, count)


@pytest.mark.parametrize("base", good.ALL)
def test_a_good_file_has_no_finding(base: str) -> None:
    """No false alarm on the files that the mutants are made from."""
    report = check(_file(base), format="docx", medium=medium_of(good.ALL[base]))

    assert [found.told("en") for found in report.findings] == []


@pytest.mark.parametrize(
    ("code", "base", "member", "old", "new"),
    [
        ("001", "letter", _DOCUMENT, 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"'),
        ("002", "letter", _DOCUMENT, 'w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906"'),
        ("003a", "letter", _DOCUMENT, '<w:pgMar w:top="1134"', '<w:pgMar w:top="567"'),
        ("003b", "letter", _DOCUMENT, 'w:bottom="1134"', 'w:bottom="1701"'),
        ("003c", "letter", _DOCUMENT, 'w:left="1701" w:header', 'w:left="1134" w:header'),
        ("003d", "letter", _DOCUMENT, '<w:pgMar w:top="1134" w:right="850"',
         '<w:pgMar w:top="1134" w:right="1417"'),
        ("003e", "letter", _DOCUMENT, 'w:gutter="0"', 'w:gutter="567"'),
        ("004", "letter", _DOCUMENT, _FIRST,
         f'<w:r><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr>{_FIRST[5:]}'),
        ("006", "letter", _DOCUMENT, _FIRST,
         f'<w:r><w:rPr><w:color w:val="0000FF"/></w:rPr>{_FIRST[5:]}'),
        ("008e", "letter", "word/header1.xml", "</w:p></w:hdr>",
         '<w:r><w:t xml:space="preserve"> trang</w:t></w:r></w:p></w:hdr>'),
        ("009", "letter", _DOCUMENT, "<w:titlePg/>", ""),
        ("012b", "letter", _DOCUMENT, "CỘNG HÒA", "CỘNG HOÀ"),
        ("014b", "letter", _DOCUMENT, "Độc lập - Tự do", "Độc lập – Tự do"),
        ("017a", "letter", _DOCUMENT, '<w:pStyle w:val="VBTieuNgu"/>',
         '<w:pStyle w:val="VBTieuNgu"/><w:spacing w:before="120"/>'),
        ("025b", "notice", _DOCUMENT, "Số: 05/", "Số: 5/"),
        ("033a", "letter", _DOCUMENT, "ngày 05 tháng", "ngày 5 tháng"),
        ("033c", "letter", _DOCUMENT, "tháng 3 năm", "tháng 03 năm"),
        ("062a", "letter", _DOCUMENT, '<w:pStyle w:val="VBNoiDung"/>',
         '<w:pStyle w:val="VBNoiDung"/><w:ind w:firstLine="1440"/>'),
        ("064a", "letter", _DOCUMENT, '<w:pStyle w:val="VBNoiDung"/>',
         '<w:pStyle w:val="VBNoiDung"/><w:spacing w:before="120" w:line="480" w:lineRule="auto"/>'),
        ("065", "letter", _DOCUMENT, "20/3/2026./.", "20/3/2026."),
        ("068-blank", "letter", _DOCUMENT, "KT. GIÁM ĐỐC", "KT.GIÁM ĐỐC"),
        ("080-marks", "letter", _DOCUMENT, "- Như trên;", "- Như trên,"),
        ("081", "letter", _DOCUMENT, "Lưu: VT, VP", "Lưu VT, VP"),
        ("087b-colour", "notice", _STYLES, "FF0000", "000000"),
        ("094-country", "letter", _DOCUMENT, "báo cáo kết quả.", "báo cáo Việt nam."),
    ],
)  # fmt: skip
def test_a_fault_in_the_file_is_caught(
    code: str, base: str, member: str, old: str, new: str
) -> None:
    """What a person changes in Word is found, whatever the notice inside the file says."""
    assert _codes(base, member, _replaced(old, new)) == {code}


def _restyled(role: Role, facet: str) -> Callable[[str], str]:
    """Return the change of a component's style that breaks one facet of its look."""
    spec = DECREE_30.specs[role]
    name = _STYLE_IDS.get(role, f"VB{role.value}")

    def broken(style: str) -> str:
        if facet == "align":
            wrong = '<w:jc w:val="right"/>' if spec.align is not Align.RIGHT else ""
            style = re.sub(r"<w:jc [^>]*/>", "", style)
            return _in(style, "pPr", wrong)
        if facet == "size":
            style = re.sub(r"<w:sz(?:Cs)? [^>]*/>", "", style)
            return _in(style, "rPr", f'<w:sz w:val="{round(2 * (spec.size[0] - 1))}"/>')
        sign, wanted = ("b", spec.bold) if facet == "weight" else ("i", spec.italic)
        if wanted:
            return re.sub(rf"<w:{sign}(?:Cs)?/>", "", style)
        return _in(style, "rPr", f"<w:{sign}/>")

    return lambda xml: re.sub(
        rf'<w:style [^>]*w:styleId="{name}".*?</w:style>',
        lambda found: broken(found.group()),
        xml,
        flags=re.DOTALL,
    )


def _in(style: str, properties: str, added: str) -> str:
    if f"</w:{properties}>" in style:
        return style.replace(f"</w:{properties}>", f"{added}</w:{properties}>")
    return style.replace("</w:style>", f"<w:{properties}>{added}</w:{properties}></w:style>")


_RESTYLED: Final = [
    (code.removeprefix("ND30-"), role)
    for code, roles in BY_ROLE.items()
    for role in roles
    if not code.endswith("-case")
]


@pytest.mark.parametrize(("code", "role"), _RESTYLED)
def test_a_style_that_breaks_a_look_is_caught(code: str, role: Role) -> None:
    """Effective formatting is asked: the fault is in the style, not in the paragraph."""
    base = BASES.get(role, "notice")

    found = _codes(base, _STYLES, _restyled(role, code.rpartition("-")[2]))

    assert code in found
    assert found - {code} <= _IMPLIED.get((code.rpartition("-")[2], role), set())


_IMPLIED: Final[dict[tuple[str, Role], set[str]]] = {
    # The line is measured by the text above it, and stays where it is; the rest of the body keeps
    # its size.
    ("align", Role.AGENCY): {"021b-centred"},
    ("align", Role.SUBJECT): {"042b-centred"},
    ("size", Role.MOTTO): {"016b"},
    ("size", Role.LEGAL_BASIS): {"007b"},
    ("size", Role.BODY): {"007b"},
}
