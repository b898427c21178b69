"""Law 2: no word of a source text is missing from the notice read from it."""

import html
import re
from collections import Counter
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vnadmindoc.exporters.markdown import MarkdownExporter
from vnadmindoc.layout import lay_out
from vnadmindoc.model import (
    Annex,
    Authority,
    Dateline,
    Directive,
    DocumentNumber,
    Notice,
    Paragraph,
    Section,
    Table,
    texts_of,
)
from vnadmindoc.readers import read, read_text
from vnadmindoc.readers.markdown import looks_like_markdown
from vnadmindoc.recognition import Reading
from vnadmindoc.standard import DECREE_30, Role
from vnadmindoc.strategies import notices, vietnamese_text
from vnadmindoc.text import fold, tidy_lines, without_forbidden, words
from vnadmindoc.vocabulary import Secrecy, Urgency
from vnadmindoc.wording import (
    annex_labels,
    annex_reference,
    authority_text,
    dateline_text,
    kind_text,
    number_text,
)

pytestmark = pytest.mark.law


def counted(text: str) -> Counter[str]:
    """Count words whatever their case, their tone placement and a figure's leading zeros.

    The old form of a line of authority, ``T/M`` for ``TM.``, is the same word.
    """
    clean = re.sub(r"\b([KT])/([MTL])\b", r"\1\2", tidy_lines(without_forbidden(text)))
    return Counter(word.lstrip("0") or "0" for word in words(fold(clean)))


def on_the_page(reading: Reading) -> Counter[str]:
    """Count the words of the page that a notice makes."""
    return counted("\n".join(lay_out(reading.notice).texts()))


# Lines that could begin, end or number something, in any order, among ordinary ones.
SCRAPS = st.sampled_from(
    (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc", "UBND TỈNH AN HÒA",
        "SỞ NỘI VỤ", "ỦY BAN NHÂN DÂN", "TỈNH AN HÒA", "Số: 05/TB-SNV", "Số:      /KL-SNV",
        "Số: 0/TB", "An Hòa, ngày 05 tháng 3 năm 2026", "ngày   tháng   năm 2026",
        "An Hòa, ngày 31 tháng 2 năm 2026", "THÔNG BÁO", "THÔNG BÁO KẾT LUẬN", "BÁO CÁO",
        "V/v báo cáo kết quả", "Kính gửi: Sở Tài chính", "Kính gửi:", "- Sở Tài chính;",
        "- Như trên.", "Căn cứ Luật Tổ chức chính quyền địa phương;", "KHẨN", "MẬT",
        "[LƯU HÀNH NỘI BỘ]", "I. Đánh giá", "II. Nhiệm vụ", "IIII. Sai", "1. Một việc",
        "1.1. Việc con", "a) Điểm", "đ) Điểm", "+ Ý", "(1) Việc", "Nơi nhận:", "Nơi nhận",
        "Lưu: VT", "TL. GIÁM ĐỐC", "KT.GIÁM ĐỐC", "T/M BAN CHẤP HÀNH", "PHÓ GIÁM ĐỐC",
        "Nguyễn Văn An", "(Đã ký)", "Phụ lục", "Phụ lục I", "DANH SÁCH",
        "(Kèm theo Thông báo số 05/TB-SNV của Sở Nội vụ)", "Trên đây là kết luận./.", "./.",
        "------", "______", "***", "| a | b |", "|---|---|", "| c |", "", "**đậm**", "**đậm mà hở",
        "*nghiêng* <u>gạch</u> <b>", "\\- không là gạch", "# Tiêu đề", "<!-- ẩn -->",
        "trước ngày 31/9/2025", "Giao Sở A chủ trì, phối hợp với Sở B báo cáo trước ngày 5/3.",
    )
)  # fmt: skip
# Marks inside a word ("a*b*") join what they part, so free text is drawn without them.
LINES = st.one_of(
    SCRAPS,
    vietnamese_text(),
    st.text(st.characters(exclude_characters="*<&\\"), max_size=40),
)


@given(st.lists(LINES, min_size=1, max_size=25), st.sampled_from(("md", "txt")))
def test_no_word_of_any_text_is_lost(lines: list[str], form: str) -> None:
    """Whatever the lines are, their words are on the page."""
    source = "\n".join(lines)
    assume(words(source))

    reading = read_text(source, form)

    missing = counted(_shown(source, form)) - on_the_page(reading)
    assert not missing


@given(st.lists(LINES, min_size=1, max_size=25), st.sampled_from(("md", "txt")))
def test_every_line_is_traced_to_its_words(lines: list[str], form: str) -> None:
    """Each line has one entry, in order, and where its path leads its words are."""
    source = "\n".join(lines)
    assume(words(source))

    reading = read_text(source, form)

    assert [each.line for each in reading.trace] == list(reading.lines)
    for line, role, path, *_ in reading.trace:
        own = FURNITURE.get(role, "") if not path else written_at(reading.notice, path)
        said = " ".join(texts_of(line.table)) if line.table else line.text
        assert not counted(said) - counted(own) - LABELS, (line, role, path)


# What the page has by itself; a drawn rule and the end mark hold no word.
FURNITURE: dict[Role | None, str] = {
    Role.NATIONAL_NAME: DECREE_30.national_name,
    Role.NATIONAL_NAME: DECREE_30.national_name,
    Role.MOTTO: DECREE_30.motto,
}
LABELS = counted("Số Kính gửi Nơi nhận V v")


def written_at(notice: Notice, path: str) -> str:
    """Return what stands at a path of a notice, as it is printed."""
    value: object = notice
    for name, index in re.findall(r"(\w+)|\[(\d+)\]", path):
        if isinstance(value, Annex) and name == "label":
            return value.label or "Phụ lục " + " ".join(annex_labels(notice.annexes))
        if isinstance(value, Annex) and name == "reference":
            return value.reference or annex_reference(notice)
        if isinstance(value, Notice) and name == "kind":
            return kind_text(value)
        if isinstance(value, Section) and name == "heading":
            return f"{value.label} {value.heading}"
        if isinstance(value, Directive) and name == "text":
            return f"{value.label} {value.text}"
        value = getattr(value, name) if name else value[int(index)]  # type: ignore[index]  # a path
    return printed(value)


def printed(value: object) -> str:
    """Return a value of a notice as its words on the page."""
    match value:
        case DocumentNumber():
            return number_text(value)
        case Dateline():
            return dateline_text(value)
        case Authority():
            return authority_text(value)
        case Urgency() | Secrecy():
            return value.printed
        case Paragraph() | Table():
            return " ".join(texts_of(value))
        case tuple():
            return " ".join(str(cell) for row in value for cell in row)
        case _:
            return str(value)


def _shown(source: str, form: str) -> str:
    """Return the words a reader sees: in Markdown neither tags nor named characters are words."""
    if form == "txt" and not looks_like_markdown(source):
        return source
    return html.unescape(re.sub(r"</?(?:b|i|u|strong|em|br\s*/?)>", " ", source))


@given(notices(drafts=True))
def test_no_word_of_a_notice_is_lost(notice: Notice) -> None:
    """Words and order of a well-formed text survive, with Markdown's marks and without."""
    printed = list(lay_out(notice).texts())
    for text, form in (
        (MarkdownExporter().export(notice).decode(), "md"),
        ("\n\n".join(printed), "txt"),
    ):
        reading = read_text(text, form)

        assert not counted("\n".join(printed)) - on_the_page(reading)


# Damage to real documents


SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


def real_texts() -> list[str]:
    """Return the real documents as pasted text."""
    markdown = (SAMPLES / "giao-ban-thang-9-2021.md").read_text(encoding="utf-8")
    return [
        markdown,
        *("\n".join(read(path).source) for path in sorted(SAMPLES.glob("*.docx"))),
    ]


REAL = real_texts()
MARKS = re.compile(r"\*\*|^\s*[-+#|]+\s*|\t", re.MULTILINE)
NUMBERS = re.compile(r"^(\s*)(\d{1,2}|[a-e]|[IVX]+)([.)])", re.MULTILINE)
RENUMBERED = st.sampled_from(("1", "7", "99", "a", "đ", "I", "IX", "1.1"))


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Draw a real document with what pasting, converting and typing do to one."""
    lines = draw(st.sampled_from(REAL)).split("\n")
    for index in draw(st.lists(st.integers(0, len(lines) - 2), max_size=12)):
        if index + 1 < len(lines):
            match draw(st.sampled_from(("join", "marks", "nfd", "blanks", "number", "break"))):
                case "join":
                    lines[index : index + 2] = [f"{lines[index]} {lines[index + 1]}"]
                case "marks":
                    lines[index] = MARKS.sub(" ", lines[index])
                case "nfd":
                    lines[index] = normalize("NFD", lines[index])
                case "blanks":
                    lines[index] = lines[index].replace(" ", draw(st.sampled_from(BLANKS)))
                case "number":
                    lines[index] = NUMBERS.sub(rf"\g<1>{draw(RENUMBERED)}\3", lines[index])
                case _:
                    begin, blank, end = lines[index].partition(" ")
                    lines[index : index + 1] = [begin + blank, end]
    return "\n".join(lines)


BLANKS = ("  ", "\u00a0", "\u00a0 ", "\t", " \u200b")


@given(damaged(), st.sampled_from(("md", "txt")))
def test_no_word_of_a_damaged_document_is_lost(source: str, form: str) -> None:
    """Whatever happened to a real document, its words are on the page."""
    reading = read_text(source, form)

    missing = counted(_shown(source, form)) - on_the_page(reading)
    assert not missing
