"""A Word document as a file: its parts, its named styles, its properties and its bytes."""

import hashlib
import json
import os
import pickle
import re
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import pairwise
from typing import Any

import docx
import pytest
from attrs import evolve
from docx.document import Document
from docx.styles.style import ParagraphStyle
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
from PIL import Image

from vnadmindoc.exporters import Exporter
from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.exporters.docx_package import outline
from vnadmindoc.model import (
    Annex,
    Dateline,
    Directive,
    DocumentNumber,
    Letterhead,
    Notice,
    Paragraph,
    Signature,
    Table,
)
from vnadmindoc.standard import DECREE_30, Role, Spec
from vnadmindoc.vocabulary import Urgency

TEXT = Paragraph(text="Các phòng báo cáo kết quả trước ngày 30/11/2025.")
BARE = Notice(subject="Kết luận giao ban tuần", opening=(TEXT,))
NOTICE = evolve(
    BARE,
    kind_line="Thông báo kết luận",
    subject="Hội nghị giao ban tháng 10\ntriển khai nhiệm vụ tháng 11",
    letterhead=Letterhead(parent="UBND tỉnh Bình Sơn", agency="Sở Số hóa và Lưu trữ"),
    dateline=Dateline(place="Bình Sơn", day=3, month=11, year=2025),
    urgency=Urgency.VERY_URGENT,
    annexes=(
        Annex(title="Danh mục", body=(Table(rows=(("Việc", "Hạn"), ("Báo cáo", None))),)),
        Annex(title="Biểu mẫu", body=(TEXT,)),
    ),
)


def opened(notice: Notice, exporter: DocxExporter | None = None) -> Document:
    """Return what python-docx reads of an exported notice."""
    return docx.Document(BytesIO((exporter or DocxExporter()).export(notice)))


def parts(data: bytes) -> dict[str, bytes]:
    """Return the members of a package by name, in their order."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_style_names_are_ones_word_accepts() -> None:
    """No name holds a comma, which Word takes for a list of names, and none stands twice."""
    names = [str(style.name) for style in opened(BARE).styles]

    assert len(set(names)) == len(names)
    assert not [name for name in names if "," in name]


HEADINGS = st.sampled_from(
    [Role.PART, Role.CHAPTER, Role.SECTION, Role.ARTICLE, Role.ITEM_HEADING, Role.ANNEX_LABEL]
)


@given(st.lists(HEADINGS))
def test_no_level_of_the_outline_is_passed_over(roles: list[Role]) -> None:
    """The first heading is on the first level, each other at most one below the one before it."""
    levels = outline([*roles, Role.BODY])

    steps = pairwise([-1, *(levels[role] for role in roles)])
    assert all(below - above <= 1 for above, below in steps)
    assert all(level >= 0 for level in levels.values())


def test_a_chapter_stands_above_its_articles() -> None:
    """Where there is no gap, the levels are those of the parts."""
    levels = outline([Role.CHAPTER, Role.ARTICLE, Role.ARTICLE, Role.CHAPTER, Role.ANNEX_LABEL])

    assert levels == {Role.CHAPTER: 0, Role.ARTICLE: 1, Role.ANNEX_LABEL: 0}
    assert outline([Role.ARTICLE, Role.ARTICLE])[Role.ARTICLE] == 0


def test_a_profile_of_another_size_moves_the_whole_page() -> None:
    """The body's size is that of ``Normal``, from which all styles derive."""
    body = evolve(DECREE_30.specs[Role.BODY], size=(15, 15))
    exporter = DocxExporter(profile=DECREE_30.derive("thử nghiệm", BODY=body))

    document = opened(BARE, exporter)

    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    assert normal.font.size == 15 * 12_700
    assert document.styles[f"VB {body.name}"].element.xpath("w:rPr") == []


def test_a_name_of_a_profile_is_escaped() -> None:
    """A component may be called anything that a style may be called."""
    spec = Spec(name='Nội dung <"chính"> & phụ', size=(13, 14))
    exporter = DocxExporter(profile=DECREE_30.derive("thử nghiệm", BODY=spec))

    document = opened(BARE, exporter)

    assert {s.style_id: s.name for s in document.styles}["VBNoiDung"] == f"VB {spec.name}"


def test_nothing_of_anybodys_template_is_left() -> None:
    """Only our parts are there, in Vietnamese, in one face, with no trace of who wrote them."""
    members = parts(DocxExporter().export(NOTICE))

    assert sorted(members) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "customXml/_rels/item1.xml.rels",
        "customXml/item1.xml",
        "customXml/itemProps1.xml",
        "docProps/core.xml",
        "docProps/custom.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/header1.xml",
        "word/header2.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    ]
    together = b"".join(members.values()).decode()
    assert "python-docx" not in together
    assert set(re.findall(r'w:(?:ascii|hAnsi|eastAsia|cs)="([^"]*)"', together)) == {
        "Times New Roman",
        "vi-VN",
    }
    (faces,) = re.findall(r"<w:rFonts ([^>]*)/>", together)
    assert re.findall(r"w:(\w+)=", faces) == ["ascii", "hAnsi", "eastAsia", "cs"]
    assert "Theme=" not in together
    assert b'w:name="compatibilityMode"' in members["word/settings.xml"]
    assert all(b"xmlns:r=" in part for name, part in members.items() if "header" in name)


def test_properties_are_those_of_the_notice() -> None:
    """Title, issuer, language and the day of issue; nobody's clock and nobody's name."""
    properties = opened(NOTICE).core_properties

    day = datetime(2025, 11, 3, tzinfo=UTC)
    assert (properties.title, properties.author, properties.language) == (
        "Thông báo kết luận Hội nghị giao ban tháng 10 triển khai nhiệm vụ tháng 11",
        "Sở Số hóa và Lưu trữ",
        "vi-VN",
    )
    assert (properties.created, properties.modified) == (day, day)
    assert properties.last_modified_by == ""


def test_a_registry_finds_the_metadata_of_the_decree() -> None:
    """Under the names of Appendix VI, with their types, each no longer than it says."""
    notice = evolve(
        NOTICE,
        subject="dài " * 200,
        number=DocumentNumber(number=7, symbol="TB-SSHLT"),
        signature=Signature(title="Chánh\nVăn phòng", name="Trần Thị Hòa"),
    )

    part = etree.fromstring(parts(DocxExporter().export(notice))["docProps/custom.xml"])

    found = {each.get("name"): (etree.QName(each[0]).localname, each[0].text) for each in part}
    assert len(found.pop("Subject")[1]) <= 500
    assert found == {
        "TypeName": ("lpwstr", "Thông báo"),
        "CodeNumber": ("lpwstr", "07"),
        "CodeNotation": ("lpwstr", "TB-SSHLT"),
        "OrganName": ("lpwstr", "Sở Số hóa và Lưu trữ"),
        "Language": ("lpwstr", "Tiếng Việt"),
        "Position": ("lpwstr", "Chánh Văn phòng"),
        "FullName": ("lpwstr", "Trần Thị Hòa"),
        "IssuedDate": ("filetime", "2025-11-03T00:00:00Z"),
        "Priority": ("i4", "2"),
    }
    assert [each.get("pid") for each in part] == [str(number) for number in range(2, 12)]


def test_the_core_properties_say_what_and_whether_it_is_issued() -> None:
    """Subject, key words, identifier and state are those of the notice."""
    number = DocumentNumber(number=7, symbol="TB-SSHLT")
    issued, draft = (opened(evolve(NOTICE, number=each)) for each in (number, None))

    properties = issued.core_properties

    assert properties.subject == NOTICE.subject.replace("\n", " ")
    assert properties.keywords == "Thông báo; TB-SSHLT; Thượng khẩn"
    assert (properties.identifier, properties.content_status) == ("07/TB-SSHLT", "Chính thức")
    assert draft.core_properties.content_status == "Dự thảo"
    assert draft.core_properties.identifier == ""


def test_a_notice_that_stays_at_home_is_not_in_the_file() -> None:
    """Without it the file holds what the page shows, and the properties."""
    members = parts(DocxExporter(embed=False).export(NOTICE))

    assert not [name for name in members if name.startswith("customXml")]
    assert b"customXml" not in b"".join(members.values())


def test_without_a_day_the_properties_have_a_fixed_one() -> None:
    """A draft without any date is the same file tomorrow."""
    properties = opened(BARE).core_properties

    assert properties.created is not None
    assert properties.created.date() == date(1980, 1, 1)


@pytest.mark.parametrize(("subject", "length"), [("dài " * 100, 254), ("d" * 400, 10)])
def test_a_long_title_is_cut_at_a_word(subject: str, length: int) -> None:
    """The property holds 255 characters; the page has the whole subject."""
    document = opened(evolve(BARE, subject=subject))

    title = document.core_properties.title
    assert title.startswith("Thông báo")
    assert title.endswith("…")
    assert len(title) == length
    assert subject.split(maxsplit=1)[0] in title or length == 10


def test_the_document_may_be_edited_further() -> None:
    """A notice is an ordinary document of python-docx, and editing it changes no later one."""
    before = DocxExporter().export(NOTICE)
    stream = BytesIO()

    document = DocxExporter().document(NOTICE)
    document.add_paragraph("Thêm một đoạn.", style="VB Nội dung")
    document.styles["VB Nội dung"].name = "Đã đổi"
    document.sections[0].header.paragraphs[0].text = "Trang"
    document.save(stream)

    assert docx.Document(stream).paragraphs[-1].text == "Thêm một đoạn."
    assert DocxExporter().export(NOTICE) == before


def test_python_docx_saves_the_same_parts() -> None:
    """The members are those that python-docx itself would write, types and relations too."""
    exporter, stream = DocxExporter(), BytesIO()

    exporter.document(NOTICE).save(stream)

    saved, written = parts(stream.getvalue()), parts(exporter.export(NOTICE))
    assert sorted(saved) == sorted(written)
    for name, part in saved.items():
        trees = [etree.fromstring(either) for either in (part, written[name])]
        described = [sorted(map(etree.tostring, tree)) for tree in trees]
        assert described[0] == described[1]


EXPORT = """
import hashlib, json, pickle, sys, time
from vnadmindoc.exporters.docx import DocxExporter
notice, options = pickle.load(sys.stdin.buffer)
time.sleep(2)
files = [DocxExporter(**each).export(notice) for each in options]
print(json.dumps([hashlib.sha256(each).hexdigest() for each in files]))
"""


def test_bytes_depend_on_nothing_but_the_notice_and_the_options() -> None:
    """Seconds later, in a time zone where it is another day, with another seed: equal digests."""
    notice = evolve(
        NOTICE,
        opening=(Directive(label="1.", text="Văn phòng báo cáo.", key="bao-cao"),),
        signature=Signature(title="Giám đốc", name="Trần Thị Hòa"),
    )
    house, image = BytesIO(), BytesIO()
    docx.Document().save(house)
    Image.new("RGBA", (200, 80)).save(image, "PNG")
    options: list[dict[str, Any]] = [
        {},
        {"embed": False, "compression": 9},
        {"numbering": "automatic"},
        {"compare": BARE},
        {"template": house.getvalue()},
        {"signature": image.getvalue()},
        {"signature_line": True},
        {"controls": True},
    ]
    written = [hashlib.sha256(DocxExporter(**each).export(notice)).hexdigest() for each in options]

    assert len(set(written)) == len(options)
    for zone, seed in (("Pacific/Kiritimati", "1"), ("Etc/GMT+12", "2")):
        child = subprocess.run(
            [sys.executable, "-c", EXPORT],
            input=pickle.dumps((notice, options)),
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert json.loads(child.stdout) == written


def test_members_carry_no_stamp_and_the_types_come_first() -> None:
    """Every member has the one stamp of all zips of this kind, of no machine's system."""
    with zipfile.ZipFile(BytesIO(DocxExporter().export(NOTICE))) as archive:
        members = archive.infolist()

    assert members[0].filename == "[Content_Types].xml"
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    assert {member.create_system for member in members} == {0}


def test_compression_changes_the_size_alone() -> None:
    """The parts are the same however hard they are pressed."""
    loose, tight = (DocxExporter(compression=level).export(NOTICE) for level in (0, 9))

    assert len(loose) > 2 * len(tight)
    assert parts(loose) == parts(tight)


@pytest.mark.parametrize("level", [-1, 10])
def test_a_compression_that_is_none_is_refused(level: int) -> None:
    """Levels are those of the zip format."""
    with pytest.raises(ValueError, match="compression"):
        DocxExporter(compression=level)


def test_it_is_an_exporter() -> None:
    """It keeps the contract of the registry."""
    exporter: Exporter = DocxExporter()

    assert isinstance(exporter, Exporter)
    assert exporter.suffix == ".docx"
