"""The source shown with what was recognised in it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import html  # type: ignore[import-untyped]  # it has no stubs

from vnadmindoc.cli import main
from vnadmindoc.explanation import Mark, explained, page_of
from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.exporters.markdown import MarkdownExporter
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Notice, directives_of
from vnadmindoc.readers import read, read_bytes, read_text
from vnadmindoc.standard import Role
from vnadmindoc.strategies import notices
from vnadmindoc.text import nfc, words

EXAMPLES = Path(__file__).parent.parent / "examples"

TEXT = """SỞ NỘI VỤ
Số: 05/TB-SNV
THÔNG BÁO
Kết luận <giao ban> & việc

1. Văn phòng chủ trì **hoàn thiện** quy chế
trước ngày 20/3/2026.

Nơi nhận:
- Ban Giám đốc;
GIÁM ĐỐC
Trần Văn Bình
một dòng lạc
"""


@given(notices(drafts=True))
def test_every_character_of_the_source_is_shown(notice: Notice) -> None:
    """In order, nothing added, nothing left out."""
    source = MarkdownExporter().export(notice).decode()

    rows = explained(read_text(source, "md"))

    assert ["".join(each.text for each in row.stretches) for row in rows] == nfc(source).split("\n")


def test_days_and_parties_are_marked_where_they_stand() -> None:
    """With what was made of them."""
    rows = explained(read_text(TEXT, "md"))

    marked = {
        (row.number, each.text, each.mark, each.note)
        for row in rows
        for each in row.stretches
        if each.mark is not None
    }
    assert marked == {
        (6, "Văn phòng", Mark.PARTY, "chủ trì"),
        (7, "trước ngày 20/3/2026", Mark.DEADLINE, "thời hạn: 19/3/2026"),
    }


def test_components_are_named_and_what_is_left_over_is_told() -> None:
    """A line that nobody knows is shown as such."""
    rows = {row.number: row for row in explained(read_text(TEXT, "md"))}

    assert rows[1].roles == (Role.AGENCY,)
    assert rows[4].label == "Trích yếu"
    assert rows[7].roles == (Role.ITEM,)
    assert [number for number, row in rows.items() if row.left_over] == [13]
    assert rows[13].label == "(không rõ)"


def test_the_page_says_what_the_source_says() -> None:
    """Signs of HTML in the source are text; findings lead to their rows."""
    reading = read_text(TEXT, "md")

    page = html.document_fromstring(page_of(reading, "a<b>.md"))

    cells = [cell.text_content() for cell in page.find_class("text")]
    assert cells == TEXT.split("\n")
    assert page.findtext(".//title") == "a<b>.md"
    assert "#r13" in [link.get("href") for link in page.iter("a")]


def test_data_has_nothing_to_explain() -> None:
    """A notice in JSON says itself what each part is."""
    assert explained(read_text('{"schema": "vnadmindoc/1", "subject": "Việc"}', "json")) == ()


def test_the_command_prints_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the terminal row by row; as a page with --html."""
    source, page = tmp_path / "a.md", tmp_path / "a.html"
    source.write_text(TEXT, encoding="utf-8")

    codes = main(["explain", str(source)]), main(["explain", str(source), "--html", str(page)])

    assert codes == (0, 0)
    printed = capsys.readouterr().out
    assert "Cơ quan ban hành" in printed
    assert "thời hạn: 19/3/2026" in printed
    assert "<title>a.md</title>" in page.read_text(encoding="utf-8")


def test_the_command_refuses_what_has_no_text(tmp_path: Path) -> None:
    """With the exit code of wrong arguments."""
    source = tmp_path / "a.json"
    source.write_text('{"schema": "vnadmindoc/1", "subject": "Việc"}', encoding="utf-8")

    assert main(["explain", str(source)]) == 2


@settings(max_examples=max(1, settings().max_examples // 6))
@given(notices(drafts=True))
def test_a_word_file_of_ours_is_explained_word_for_word(notice: Notice) -> None:
    """Though the notice that it carries is taken as it is, and nothing had to be recognised."""
    reading = read_bytes(DocxExporter().export(notice), "docx")

    said = "\n".join("".join(each.text for each in row.stretches) for row in explained(reading))

    layout = lay_out(notice)
    foot = (paragraph.text for paragraph in layout.footers())
    assert words(said) == words("\n".join((*layout.texts(), *foot)))


@pytest.mark.parametrize("name", ["giao-ban.md", "mau/quyet-dinh.yaml", "mau/ke-hoach.yaml"])
def test_a_word_file_of_ours_shows_what_it_carries(name: str) -> None:
    """Each day and each party of a duty, and nothing is left over."""
    notice = read(EXAMPLES / name).notice
    duties = [duty for _, duty in directives_of(notice)]

    rows = explained(read_bytes(DocxExporter().export(notice), "docx"))

    marked = [each for row in rows for each in row.stretches if each.mark is not None]
    assert {each.text for each in marked if each.mark is Mark.DEADLINE} == {
        deadline.phrase for duty in duties for deadline in duty.deadlines
    }
    assert {each.text for each in marked if each.mark is Mark.PARTY} >= {
        assignment.party
        for duty in duties
        for assignment in duty.assignments
        if assignment.party in str(duty.text)
    }
    assert [row.number for row in rows if row.left_over] == []
