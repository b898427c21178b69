"""Word documents that we wrote, as they were and as people left them."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from attrs import evolve
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as DocxParagraph
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import vnadmindoc
from vnadmindoc.errors import ExportError, ReadError
from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.identity import keyed
from vnadmindoc.model import (
    Annex,
    Assignment,
    Dateline,
    Deadline,
    Directive,
    DocumentNumber,
    Letterhead,
    Notice,
    Paragraph,
    Section,
    Signature,
    Table,
    directives_of,
)
from vnadmindoc.profiles import PROFILES
from vnadmindoc.readers import read_bytes, read_text
from vnadmindoc.recognition import Reading
from vnadmindoc.standard import Profile
from vnadmindoc.strategies import notices

TABLE = Table(rows=(("Việc", "Số lượng"), ("Báo cáo quý", "04 bản")))
OLD = keyed(
    Notice(
        subject="Kết luận Hội nghị giao ban tháng 10",
        letterhead=Letterhead(parent="UBND tỉnh Bình Sơn", agency="Sở Số hóa và Lưu trữ"),
        number=DocumentNumber(number=7, symbol="TB-SSHLT"),
        dateline=Dateline(place="Bình Sơn", day=3, month=11, year=2025),
        opening=(Paragraph(text="1. không phải là số mục."),),
        sections=(
            Section(
                label="I.",
                heading="Nhiệm vụ của Sở",
                body=(
                    Directive(
                        label="1.",
                        text="Phòng Số hóa chủ trì rà soát hồ sơ trước ngày 30/11/2025.",
                        assignments=(Assignment(party="Phòng Số hóa", role="chu_tri", key="tay"),),
                        deadlines=(
                            Deadline(phrase="trước ngày 30/11/2025", kind="vague", key="som"),
                        ),
                        key="ra-soat",
                    ),
                    Directive(
                        label="2.",
                        text="Văn phòng chuẩn bị hội trường tháng 12/2025.",
                        assignments=(Assignment(party="Văn phòng", role="thuc_hien"),),
                        children=(TABLE,),
                    ),
                    Directive(label="3.", text="Thanh tra Sở kiểm tra đột xuất các đơn vị."),
                ),
            ),
        ),
        recipients=("Giám đốc Sở", "Lưu: VT, SH"),
        signature=Signature(title="Giám đốc", name="Trần Thị Hòa"),
        annexes=(Annex(title="Danh mục hồ sơ", body=(Paragraph(text="Hồ sơ số một."),)),),
    )
)


def written(notice: Notice = OLD, **options: object) -> bytes:
    """Return a notice as a Word file."""
    return DocxExporter(**options).export(notice)  # type: ignore[arg-type]  # options of a test


def edited(data: bytes, edit: Callable[[Document], None]) -> Reading:
    """Return what is read after somebody edited the file with python-docx."""
    document, saved = docx.Document(BytesIO(data)), BytesIO()
    edit(document)
    document.save(saved)
    return read_bytes(saved.getvalue(), "docx")


def at(document: Document, beginning: str) -> DocxParagraph:
    """Return the paragraph that begins so."""
    (found,) = [p for p in document.paragraphs if p.text.startswith(beginning)]
    return found


def retyped(beginning: str, text: str) -> Callable[[Document], None]:
    """Return an edit that gives a paragraph another text."""

    def edit(document: Document) -> None:
        at(document, beginning).runs[0].text = text

    return edit


def place_of(beginning: str) -> str:
    """Return where a paragraph of the old file stands, counted in its XML."""
    document = docx.Document(BytesIO(written()))
    every = list(document.element.body.iter(qn("w:p")))
    return f"paragraph {every.index(at(document, beginning)._p) + 1}"


def keys(notice: Notice) -> list[str | None]:
    """Return the keys of a notice's directives."""
    return [directive.key for _, directive in directives_of(notice)]


def told(reading: Reading) -> list[tuple[str, str, str]]:
    """Return what the reader says of edits."""
    return [
        (f.code, str(f.place or ""), f.english)
        for f in reading.findings
        if f.code.startswith("DOCX")
    ]


# While nobody edits


@pytest.mark.law
@settings(max_examples=settings().max_examples * 5 // 3)
@given(
    notices(drafts=True),
    st.sampled_from(["literal", "automatic"]),
    st.sampled_from(list(PROFILES.values())),
)
def test_a_file_nobody_edited_reads_back_as_the_same_notice(
    notice: Notice, numbering: str, profile: Profile
) -> None:
    """Keys, parties, last days, emphasis, case: everything, and nothing to tell."""
    data = written(notice, numbering=numbering, profile=profile)

    assert read_bytes(data, "docx") == Reading(notice=notice)


def test_a_file_saved_by_another_program_reads_back() -> None:
    """python-docx writes the parts anew; the words are the same."""
    assert edited(written(), lambda _: None).notice == OLD


def test_a_change_of_looks_is_no_edit() -> None:
    """Fonts, spaces and styles are the page's."""

    def edit(document: Document) -> None:
        paragraph = at(document, "2. Văn phòng")
        paragraph.runs[0].bold = True
        paragraph.paragraph_format.space_before = 0

    reading = edited(written(), edit)

    assert reading == Reading(notice=OLD)


def test_tracked_changes_are_read_as_accepted() -> None:
    """A redline reads as the new notice, and says that there is something to decide."""
    new = evolve(OLD, subject="Kết luận khác hẳn")

    reading = read_bytes(written(new, compare=OLD), "docx")

    assert reading.notice == new
    assert [code for code, _, _ in told(reading)] == ["DOCX-005"]


# When people edit


def test_a_changed_word_wins_and_the_rest_is_what_it_was() -> None:
    """The duty keeps its key; what the page does not show of the others survives."""
    reading = edited(written(), retyped("2.", "2. Văn phòng chuẩn bị xe tháng 12/2025."))

    section = reading.notice.sections[0]
    assert section.body[0] == OLD.sections[0].body[0]
    assert isinstance(section.body[1], Directive)
    assert str(section.body[1].text) == "Văn phòng chuẩn bị xe tháng 12/2025."
    assert keys(reading.notice) == keys(OLD)
    assert evolve(reading.notice, sections=OLD.sections, revision=0, key=None) == OLD
    assert reading.notice.revision == 1
    message = (
        "edited in the file: '… Văn phòng chuẩn bị hội trường tháng 12/2025.' became "
        "'… Văn phòng chuẩn bị xe tháng 12/2025.'"
    )
    assert told(reading) == [("DOCX-001", place_of("2."), message)]


def test_an_inserted_directive_gets_a_key_of_its_own() -> None:
    """Typed in the plainest way: a paragraph with a label, in no style of ours."""

    def edit(document: Document) -> None:
        text = "9. Phòng Kế hoạch lập dự toán trước ngày 01/12/2025."
        at(document, "2.").insert_paragraph_before(text)

    reading = edited(written(), edit)

    before, *after = keys(OLD)
    assert keys(reading.notice) == [before, "lap-du-toan", *after]
    assert [(code, where) for code, where, _ in told(reading)] == [("DOCX-002", place_of("2."))]


def test_a_deleted_directive_is_gone_and_told() -> None:
    """Its key goes with it; no other duty takes it over."""

    def edit(document: Document) -> None:
        element = at(document, "1. Phòng")._p
        element.getparent().remove(element)

    reading = edited(written(), edit)

    assert keys(reading.notice) == keys(OLD)[1:]
    assert [message for _, _, message in told(reading)] == [
        "removed from the file: '1. Phòng Số hóa chủ trì rà soát hồ sơ trước ngày 30/11/2025.'"
    ]


def test_an_edit_in_a_draft_with_automatic_numbers_is_read_with_them() -> None:
    """Numbers that Word counts are words of the text."""
    data = written(numbering="automatic")

    reading = edited(data, retyped("Văn phòng", "Văn phòng chuẩn bị hội trường lớn tháng 12/2025."))

    labels = [d.label for _, d in directives_of(reading.notice)]
    assert labels == ["1.", "2.", "3."]
    assert keys(reading.notice) == keys(OLD)


def test_a_duty_in_a_content_control_is_known_whatever_became_of_it() -> None:
    """The control bears the key, so not one word of the duty has to be left."""
    data = written(controls=True)

    def edit(document: Document) -> None:
        for text in document.element.body.iter(qn("w:t")):
            if text.text.startswith("2."):
                text.text = "2. Đoàn kiểm tra lập biên bản, gửi Ban Giám đốc."

    reading = edited(data, edit)

    assert read_bytes(data, "docx").notice == OLD
    assert str(list(directives_of(reading.notice))[1][1].text).startswith("Đoàn kiểm tra")
    assert keys(reading.notice) == keys(OLD)


def test_content_controls_cannot_be_compared() -> None:
    """One clear error before anything is written."""
    with pytest.raises(ExportError, match="cannot be compared"):
        DocxExporter(controls=True, compare=OLD)


def test_an_edit_at_the_foot_of_the_page_is_seen() -> None:
    """The address stands in a part of its own, and is text all the same."""
    notice = evolve(OLD, address=("Số 1 Phố Mới, Bình Sơn", "ĐT: 0238.3.123456"))

    def edit(document: Document) -> None:
        document.sections[0].first_page_footer.paragraphs[1].runs[0].text = "Số 2 Phố Mới"

    reading = edited(written(notice), edit)

    assert reading.notice.address == ("Số 2 Phố Mới", "ĐT: 0238.3.123456")
    assert [code for code, _, _ in told(reading)] == ["DOCX-001"]
    assert evolve(reading.notice, address=notice.address, revision=0, key=None) == notice


@pytest.mark.law
@settings(max_examples=max(1, settings().max_examples // 12))
@given(notices(), st.data())
def test_the_keys_of_what_nobody_touched_survive(notice: Notice, data: st.DataObject) -> None:
    """Whatever paragraph is edited, all other duties keep their names and their days."""
    notice = keyed(notice)
    # Of a form that recognition does not know, nobody can say what became of its parts.
    plain = read_bytes(written(notice, embed=False), "docx").notice
    assume(len(list(directives_of(plain))) == len(list(directives_of(notice))))
    document = docx.Document(BytesIO(written(notice)))
    texts = [p for p in document.paragraphs if p.style is not None and p.style.style_id in BODY]
    assume(texts)
    chosen = data.draw(st.sampled_from(texts))
    words = chosen.text
    chosen.add_run(" và việc khác")
    saved = BytesIO()
    document.save(saved)

    again = read_bytes(saved.getvalue(), "docx").notice

    others = [d for _, d in directives_of(notice) if d.key and str(d.text)[:-1] not in words]
    assert {d.key for d in others} <= {d.key for _, d in directives_of(again)}


BODY = ("VBNoiDung", "VBKhoan", "VBDiem")
FORMS = [
    path
    for path in sorted((Path(__file__).parent.parent.parent / "examples").rglob("*.*"))
    if path.suffix in (".md", ".yaml")
]


def change_word(paragraph: DocxParagraph) -> None:
    """Add a word to a paragraph, before the stop that ends it."""
    run = paragraph.runs[-1]
    run.text = run.text.rstrip("./;") + " ngay"


def insert_another(paragraph: DocxParagraph) -> None:
    """Put a directive with the same label before a paragraph, in its style."""
    label = re.match(r"(?:Điều )?\S+ ", paragraph.text)
    assert label is not None
    text = f"{label.group()}Phòng Kế hoạch lập dự toán bổ sung."
    paragraph.insert_paragraph_before(text, paragraph.style)


def delete(paragraph: DocxParagraph) -> None:
    """Take a paragraph out."""
    paragraph._p.getparent().remove(paragraph._p)


@pytest.mark.parametrize(("edit", "more"), [(change_word, 0), (insert_another, 1), (delete, -1)])
@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_in_every_form_an_edit_touches_what_it_touches(
    path: Path, edit: Callable[[DocxParagraph], None], more: int
) -> None:
    """All else is what it was: keys, parties, last days, and what hangs below what."""
    notice = keyed(vnadmindoc.read(path).notice)
    leaves = [d for _, d in directives_of(notice) if d.label and not d.children]

    for leaf in leaves[-1 :: -max(1, len(leaves) // 2)]:
        beginning = f"{leaf.label} {leaf.text}".rstrip(".;")
        data = BytesIO()
        document = docx.Document(BytesIO(written(notice)))
        (paragraph,) = [p for p in document.paragraphs if p.text.startswith(beginning)]
        edit(paragraph)
        document.save(data)

        again = read_bytes(data.getvalue(), "docx").notice

        kept = [alone(d) for _, d in directives_of(again)]
        untouched = [alone(d) for _, d in directives_of(notice) if d is not leaf]
        assert [each for each in untouched if each not in kept] == []
        assert len(kept) == len(untouched) + 1 + more


def alone(directive: Directive) -> tuple[object, ...]:
    """Return all there is to a directive but what hangs below it."""
    of = directive
    return of.label, of.text, of.key, of.assignments, of.deadlines, of.events


# What a file carries is not trusted


def test_a_notice_the_page_does_not_print_is_not_believed() -> None:
    """Who forges the part can compute the digest as well: what is printed counts."""
    other = evolve(OLD, subject="Kết luận giả")
    mine, theirs = (zipfile.ZipFile(BytesIO(written(each))) for each in (OLD, other))
    digest = re.search(rb'text-sha256="(\w+)"', mine.read("customXml/item1.xml"))
    assert digest is not None
    forged = re.sub(rb"(?<=text-sha256=\")\w+", digest[1], theirs.read("customXml/item1.xml"))
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in mine.namelist():
            archive.writestr(name, forged if name == "customXml/item1.xml" else mine.read(name))

    reading = read_bytes(data.getvalue(), "docx")

    assert reading.notice.subject == OLD.subject


@pytest.mark.parametrize(
    "part", [b"{", b'{"schema":"vnadmindoc/99"}', b"[" * 50_000, b'{"schema":"vnadmindoc/1"}']
)
def test_a_damaged_part_is_told_and_the_text_is_read(part: bytes) -> None:
    """Nothing that is carried can keep a document from being read."""
    sound = zipfile.ZipFile(BytesIO(written()))
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in sound.namelist():
            content = sound.read(name)
            if name == "customXml/item1.xml":
                content = re.sub(rb"<data>.*</data>", b"<data>" + part + b"</data>", content)
            archive.writestr(name, content)

    reading = read_bytes(data.getvalue(), "docx")

    assert [code for code, _, _ in told(reading)] == ["DOCX-004"]
    assert reading.notice.subject == OLD.subject


# Files that carry nothing


def test_a_file_without_the_notice_is_read_by_its_text() -> None:
    """Letterhead, body, table, foot and annex are where they were."""
    notice = read_bytes(written(embed=False), "docx").notice

    names = Letterhead(parent="UBND TỈNH BÌNH SƠN", agency="SỞ SỐ HÓA VÀ LƯU TRỮ")
    (annex,) = notice.annexes
    assert notice.letterhead == names
    assert notice.number == OLD.number
    assert notice.dateline == OLD.dateline
    assert notice.subject == OLD.subject
    assert [d.label for _, d in directives_of(notice)][-3:] == ["1.", "2.", "3."]
    assert TABLE in [child for _, d in directives_of(notice) for child in d.children]
    assert notice.recipients == OLD.recipients
    assert (annex.title, annex.body) == ("DANH MỤC HỒ SƠ", (Paragraph(text="Hồ sơ số một"),))


def test_the_front_door_opens_word_files(tmp_path: Path) -> None:
    """By the suffix alone."""
    path = vnadmindoc.export(OLD, tmp_path / "thong-bao.docx")

    assert vnadmindoc.read(path).notice == OLD


def test_an_empty_document_is_an_error_with_its_place() -> None:
    """There is no notice without a word."""
    empty = BytesIO()
    docx.Document().save(empty)

    with pytest.raises(ReadError, match=r"nothing to read") as caught:
        read_bytes(empty.getvalue(), "docx", source="rong.docx")

    assert caught.value.place == "rong.docx"


def test_a_word_document_is_no_text() -> None:
    """Whoever passes text with this format is told what to pass."""
    with pytest.raises(ReadError, match="is no text"):
        read_text("Thông báo", "docx")
