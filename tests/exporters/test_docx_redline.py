"""Tracked changes: accepting all of them is the new notice, rejecting all of them the old one."""

import copy
import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.layout import lay_out
from vnadmindoc.model import (
    Annex,
    Dateline,
    Directive,
    Letterhead,
    Notice,
    Paragraph,
    Section,
    Signature,
    Table,
)
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.strategies import notices

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TASK = Directive(label="1.", text="Phòng Số hóa báo cáo kết quả trước ngày 30/11/2025.")
TABLE = Table(rows=(("Việc", "Hạn"), ("Báo cáo quý", "30/9"), ("Kiểm kê", None)))
OLD = Notice(
    subject="Kết luận giao ban tuần",
    letterhead=Letterhead(agency="Sở Số hóa và Lưu trữ"),
    sections=(
        Section(
            label="I.",
            heading="Nhiệm vụ",
            body=(
                TASK,
                Directive(label="2.", text="Văn phòng chuẩn bị hội trường cho hội nghị."),
                TABLE,
            ),
        ),
    ),
    recipients=("Giám đốc Sở", "Lưu: VT, SH"),
    signature=Signature(title="Giám đốc", name="Trần Thị Hòa"),
    annexes=(Annex(title="Danh mục hồ sơ", body=(Paragraph(text="Hồ sơ số một."),)),),
)


def body_of(data: bytes) -> Any:
    """Return the body of a Word file."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))[0]


def redlined(old: Notice, new: Notice) -> Any:
    """Return the body with the changes from one to the other."""
    return body_of(DocxExporter(compare=old).export(new))


def settled(body: Any, side: str) -> Any:
    """Return the body with all changes accepted (``ins``) or rejected (``del``), as Word does it.

    What the other side wrote goes, with its rows and the marks of its paragraphs; earlier
    properties go, or come back.
    """
    body = copy.deepcopy(body)
    gone = {"ins": "del", "del": "ins"}[side]
    for mark in list(body.iter(f"{W}{gone}")):
        if mark.getparent().tag == f"{W}trPr":
            row = mark.getparent().getparent()
            row.getparent().remove(row)
        elif mark.getparent().tag == f"{W}p":
            mark.getparent().remove(mark)
    for table in list(body.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            table.getparent().remove(table)
    for mark in list(body.iterfind(f".//{W}pPr/{W}rPr/{W}{gone}")):
        paragraph = mark.getparent().getparent().getparent()
        assert [child.tag for child in paragraph] == [f"{W}pPr"], "its text would join the next"
        assert paragraph.getnext() is not None, "the last mark of a cell or a body stays"
        paragraph.getparent().remove(paragraph)
    for mark in list(body.iter(f"{W}{side}")):
        parent, at = mark.getparent(), mark.getparent().index(mark)
        parent[at : at + 1] = list(mark)
    for deleted in list(body.iter(f"{W}delText")):
        deleted.tag = f"{W}t"
    for change in list(body.iter(f"{W}pPrChange", f"{W}rPrChange", f"{W}sectPrChange")):
        now = change.getparent()
        now.remove(change)
        if side == "del":
            headers = [e for e in now if e.tag.endswith("Reference")]
            kept = [e for e in now if e.tag == f"{W}sectPr" or (e.tag == f"{W}rPr")]
            now[:] = [*headers, *change[0], *(kept if now.tag == f"{W}pPr" else [])]
    return body


def written(body: Any) -> list[tuple[str, ...]]:
    """Return what a body says and how: each paragraph with text, its properties and looks."""
    found = []
    for paragraph in body.iter(f"{W}p"):
        words: list[tuple[str, str]] = []
        for run in paragraph.iter(f"{W}r"):
            look = "".join(inner(each) for each in run.iterfind(f"{W}rPr"))
            text = "".join(
                "\n" if e.tag == f"{W}br" else e.text or "" for e in run if e.tag != f"{W}rPr"
            )
            if words and words[-1][1] == look:
                words[-1] = (words[-1][0] + text, look)
            elif text:
                words.append((text, look))
        if words:
            properties = [e for e in paragraph[0] if e.tag not in (f"{W}rPr", f"{W}sectPr")]
            inside = "tc" if paragraph.getparent().tag == f"{W}tc" else "body"
            found.append(
                (inside, "".join(map(shown, properties)), *(x for pair in words for x in pair))
            )
    return found


def shown(element: Any) -> str:
    """Return an element as text, without the declarations of name spaces."""
    return re.sub(
        r' xmlns:\w+="[^"]*"', "", etree.tostring(element, encoding="unicode", with_tail=False)
    )


def inner(element: Any) -> str:
    """Return the children of an element as text."""
    return "".join(map(shown, element))


def pages(body: Any) -> list[str]:
    """Return the sections of a body, but for the feet of pages: Word tracks no change of them."""
    found = [shown(section) for section in body.iter(f"{W}sectPr")]
    return [re.sub(r'<w:footerReference [^>]*>| w:footer="\d+"', "", each) for each in found]


def tables(body: Any) -> list[list[list[str]]]:
    """Return the texts of the cells of each table."""
    return [
        [["".join(cell.itertext()) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in body.iter(f"{W}tbl")
    ]


def assert_between(old: Notice, new: Notice) -> None:
    """Assert that both notices are in the redline, whole."""
    body = redlined(old, new)

    for side, notice in (("ins", new), ("del", old)):
        plain = body_of(DocxExporter().export(notice))
        assert written(settled(body, side)) == written(plain)
        assert pages(settled(body, side)) == pages(plain)
        assert tables(settled(body, side)) == tables(plain)


@pytest.mark.law
@given(notices(drafts=True), notices(drafts=True))
def test_any_two_notices_are_in_their_redline(old: Notice, new: Notice) -> None:
    """Whatever changed: text, looks, components, tables and sections."""
    assume(lay_out(old).styles == lay_out(new).styles)  # the sheet of styles is one for both

    assert_between(old, new)


@pytest.mark.law
@settings(max_examples=max(1, settings().max_examples // 10))
@given(st.data())
def test_an_edited_notice_is_in_its_redline(data: st.DataObject) -> None:
    """Items left out, added or in another order: the small changes of real life."""
    old = data.draw(notices())
    items = data.draw(st.permutations((*old.opening, *old.closing, TASK)))
    annexes = data.draw(st.permutations(old.annexes))
    cut = data.draw(st.integers(0, 6))
    new = evolve(old, opening=items[:cut], closing=(), annexes=annexes[:2])

    assert_between(old, new)


def edited(**changes: Any) -> Notice:
    """Return the old notice with another body of its section."""
    return evolve(OLD, sections=(evolve(OLD.sections[0], **changes),))


TASKS = OLD.sections[0].body
HEAD, TAIL = str(TASK.text)[:6], str(TASK.text)[6:]  # an item that is bold as a whole is a heading
CHANGES = {
    "a word": (edited(body=(evolve(TASK, text="Phòng Số hóa gửi kết quả."), *TASKS[1:])), 1, 2),
    "an item added": (edited(body=(*TASKS[:2], evolve(TASK, label="3."), TASKS[2])), 1, 0),
    "an item left out": (edited(body=TASKS[1:]), 0, 1),
    "a look": (
        edited(
            body=(
                evolve(TASK, text=RichText([Run(text=HEAD), Run(text=TAIL, bold=True)])),
                *TASKS[1:],
            )
        ),
        0,
        0,
    ),
    "a row": (edited(body=(*TASKS[:2], Table(rows=(*TABLE.rows, ("Tổng kết", "31/12"))))), 2, 0),
    "a column": (edited(body=(*TASKS[:2], Table(rows=(("Việc", "Hạn", "Ai"),)))), 3, 5),
    "no signature": (evolve(OLD, signature=None), 0, 2),
    "no annex": (evolve(OLD, annexes=()), 0, 4),
    "one more annex": (
        evolve(OLD, annexes=(Annex(title="Biểu mẫu", body=(TASK,)), *OLD.annexes)),
        5,
        0,
    ),
    "nothing": (OLD, 0, 0),
}


@pytest.mark.parametrize(("new", "inserted", "deleted"), CHANGES.values(), ids=CHANGES)
def test_what_stays_is_not_marked(new: Notice, inserted: int, deleted: int) -> None:
    """As few stretches of text are marked as the change has; both notices are there."""
    body = redlined(OLD, new)

    assert len(body.findall(f".//{W}ins/{W}r")) == inserted
    assert len(body.findall(f".//{W}del/{W}r")) == deleted
    assert_between(OLD, new)


def test_a_change_of_look_keeps_the_words() -> None:
    """Bold is a change of properties, no deletion and insertion."""
    body = redlined(OLD, CHANGES["a look"][0])

    (change,) = body.iter(f"{W}rPrChange")
    assert "".join(change.getparent().getparent().itertext()) == TAIL.lstrip()


def test_a_change_says_whose_and_when() -> None:
    """The issuing body and the day of the new notice; without a day no date, never the clock's."""
    dated = evolve(
        edited(body=TASKS[1:]), dateline=Dateline(place="Bình Sơn", day=3, month=11, year=2025)
    )
    undated = redlined(OLD, edited(body=TASKS[1:]))

    changes = list(redlined(OLD, dated).iter(f"{W}del"))

    assert {c.get(f"{W}author") for c in changes} == {"Sở Số hóa và Lưu trữ"}
    assert {c.get(f"{W}date") for c in changes} == {"2025-11-03T00:00:00Z"}
    assert {c.get(f"{W}date") for c in undated.iter(f"{W}del")} == {None}


def test_every_change_has_a_number_of_its_own() -> None:
    """Word refuses a file in which two changes share one."""
    body = redlined(OLD, evolve(CHANGES["a column"][0], annexes=()))

    numbers = [each.get(f"{W}id") for each in body.iter() if each.get(f"{W}id")]
    assert len(numbers) == len(set(numbers)) > 5


def test_a_long_document_is_compared_in_time() -> None:
    """Ten thousand paragraphs, a fifth of them other: no pair of them is compared with each."""
    items = [Paragraph(text=f"Đoạn {number} nói việc {number * 7}.") for number in range(4_000)]
    old = evolve(OLD, opening=items)
    new = evolve(OLD, opening=[*items[:700], *items[1_500:], *items[:100]])

    body = redlined(old, new)

    assert len(body.findall(f".//{W}p/{W}del")) == 800
    assert len(body.findall(f".//{W}p/{W}ins")) == 100
