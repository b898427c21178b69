"""A paragraph becomes the lines that a word processor would set."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from vnadmindoc import metrics
from vnadmindoc.blocks import Paragraph, Span
from vnadmindoc.richtext import RichText
from vnadmindoc.standard import Align, Role, Style
from vnadmindoc.strategies import rich_texts, vietnamese_text
from vnadmindoc.typesetting import SetLine, line_stops, set_paragraph

BODY = Style(size=14)
SENTENCE = (
    "Văn phòng chủ trì, phối hợp với các phòng, đơn vị liên quan rà soát hồ sơ và báo cáo kết quả "
    "trước ngày 30/11/2025 để tổng hợp."
)


def paragraph(*spans: str | Span, style: Style = BODY) -> Paragraph:
    """Make a paragraph of plain texts and spans."""
    made = [span if isinstance(span, Span) else Span(span) for span in spans]
    return Paragraph(Role.BODY, tuple(made), style)


def said(line: SetLine) -> str:
    """Return the text of a line as it is drawn."""
    return "".join(span.text for span in line.spans)


def stretched(line: SetLine) -> float:
    """Return where a line ends when its blanks are stretched."""
    seen = said(line).rstrip(" ")
    return line.x + line.width + (seen.count(" ") + seen.count("\u00a0")) * line.word_space


@pytest.mark.parametrize(
    "marked",
    [
        "ghi ·nhận ·kết ·quả",
        "giai ·đoạn ·2021-·2025",
        "Covid-·19",
        "số ·30/2020/NĐ-·CP",
        "trước ·ngày ·11/10/2021",
        "1.250.000.000 ·đồng",
        "và/hoặc",
        "tỉnh.vv... ·theo",
        "theo ·quy ·định.·(Đồng ·chí",
        "(ngày ·5/3), ·- ·“tốt” ·– ·khá",
        "Hà ·Nội–·Huế·—·Vinh",
        "hồ ·sơ…·rồi",
        "hồ ·sơ ./.",
        "hồ ·sơ ; ·hồ ·sơ ) ·hồ ·sơ",
        "( hồ ·sơ)",
        "Điều\u00a05 ·này",
        "TB-·STTTT",
        "x-, ·y-) ·z-”",
        "-",
    ],
)
def test_a_line_may_end_where_libreoffice_ends_it(marked: str) -> None:
    """The places marked are those that LibreOffice 7.4 was seen to use, and no others are."""
    text = marked.replace("·", "")
    ends = [index - found for found, index in enumerate(places(marked, "·"))]

    assert [next_line for _, next_line in line_stops(text)] == ends


def places(text: str, mark: str) -> list[int]:
    """Return the places of a mark."""
    return [index for index, sign in enumerate(text) if sign == mark]


@given(text=vietnamese_text(), width=st.floats(min_value=5, max_value=480))
def test_no_sign_is_lost_or_moved(text: str, width: float) -> None:
    """The lines, one after the other, are the text, however narrow the column."""
    lines = set_paragraph(paragraph(text), 0, width)

    assert "".join(map(said, lines)) == text


@given(text=vietnamese_text(), width=st.floats(min_value=5, max_value=480))
def test_no_line_is_longer_than_its_column(text: str, width: float) -> None:
    """Only a single sign may be, which cannot be divided; else a hair, by rounding."""
    style = evolve(BODY, align=Align.JUSTIFY, left=3.0, indent=10.0)
    lines = set_paragraph(paragraph(text, style=style), 0, width)

    assert all(stretched(line) <= width + 0.4 or len(said(line).strip()) == 1 for line in lines)


@given(rich_texts())
def test_every_word_keeps_its_look(text: RichText) -> None:
    """Weight, slant and underline of each sign are those of its span, on whatever line it is."""
    runs = [Span(r.text, r.bold, r.italic, r.underline) for r in text.runs]
    lines = set_paragraph(paragraph(*runs), 0, 150)

    def looks(spans: list[Span]) -> list[tuple[str, bool, bool, bool]]:
        return [(c, s.bold, s.italic, s.underline) for s in spans for c in s.text]

    assert looks([span for line in lines for span in line.spans]) == looks(runs)


def test_a_justified_line_ends_at_the_edge() -> None:
    """Every line but the last is stretched to the column; the last stands as it is."""
    style = evolve(BODY, align=Align.JUSTIFY, indent=28.35)
    *lines, last = set_paragraph(paragraph(SENTENCE, style=style), 0, 300)

    assert len(lines) == 2
    assert [stretched(line) for line in lines] == pytest.approx([300, 300])
    assert last.word_space == 0


def test_a_settled_break_ends_a_line_that_is_not_stretched() -> None:
    """The words on both sides stay two, also for a reader that sees no line ends."""
    style = evolve(BODY, align=Align.JUSTIFY)
    lines = set_paragraph(paragraph("Hội nghị giao ban\ntháng 10", style=style), 0, 300)

    assert [said(line) for line in lines] == ["Hội nghị giao ban ", "tháng 10"]
    assert [line.word_space for line in lines] == [0, 0]


def test_only_the_first_line_is_indented_and_spaced() -> None:
    """`Style.left` holds for all lines, the first-line indent and the space above for one."""
    style = evolve(BODY, left=20.0, indent=28.0, before=6.0)
    first, *rest = set_paragraph(paragraph(SENTENCE, style=style), 0, 300)

    assert (first.x, first.before) == (48.0, 6.0)
    assert {(line.x, line.before) for line in rest} == {(20.0, 0.0)}


def test_a_centred_line_has_as_much_room_on_either_side() -> None:
    """The blank at a line's end does not count."""
    style = evolve(BODY, align=Align.CENTRE)
    for line in set_paragraph(paragraph(SENTENCE, style=style), 0, 300):
        assert line.x == pytest.approx(300 - line.x - line.width)


def test_a_word_longer_than_the_line_goes_on_below() -> None:
    """It begins on a line of its own, fills it, and other words follow its end."""
    lines = set_paragraph(paragraph("tại " + "m" * 25 + " nhé"), 0, 100)

    assert [said(line) for line in lines] == ["tại ", "m" * 9, "m" * 9, "m" * 7 + " nhé"]


def test_a_line_holds_what_libreoffice_puts_on_it() -> None:
    """It is 0.01 pt short of the column; LibreOffice rounds its letters up and breaks it."""
    text = "chính công của tỉnh.vv... theo Đề án và quyết định của UBND tỉnh về công tác này."
    lines = set_paragraph(paragraph(text), 0, 467.75)

    assert metrics.width(text, 14) < 467.75
    assert [said(line) for line in lines] == [text.removesuffix("này."), "này."]


def test_italics_keep_off_the_edge() -> None:
    """A line that ends in italics stays a twelfth of its height short of the edge."""
    width = metrics.width("nhanh", 14, italic=True)
    italics = paragraph(Span("nhanh nhanh", italic=True))
    room = width * 2 + metrics.width(" ", 14, italic=True)

    assert len(set_paragraph(italics, 0, room + 1.2)) == 2
    assert len(set_paragraph(italics, 0, room + 1.4)) == 1


def test_an_underline_runs_below_its_words_only() -> None:
    """It is stretched with the blanks of its line and leaves out the blank at the end."""
    style = evolve(BODY, align=Align.JUSTIFY)
    spans = ("Văn phòng ", Span("rà soát hồ sơ của các phòng", underline=True), " và báo cáo")
    first, second = set_paragraph(paragraph(*spans, style=style), 0, 190)
    (line,) = first.underlines

    assert said(first) == "Văn phòng rà soát hồ sơ của các "
    assert line[0] == pytest.approx(metrics.width("Văn phòng ", 14) + 2 * first.word_space)
    assert line[1] == pytest.approx(190)
    assert second.underlines[0][1] == pytest.approx(metrics.width("phòng", 14))


@pytest.mark.parametrize(("size", "height"), [(11, 12.65), (12, 13.8), (13, 14.95), (14, 16.1)])
def test_a_line_is_as_high_as_a_word_processor_makes_it(size: float, height: float) -> None:
    """To the twentieth of a point, so that pages of forty lines end alike."""
    (line,) = set_paragraph(paragraph("hồ sơ", style=Style(size=size)), 0, 300)

    assert line.height == pytest.approx(height, abs=1e-9)


def test_wider_spacing_lies_below_the_letters() -> None:
    """At one and a half lines the baseline stays, as LibreOffice was measured to do."""
    (single,) = set_paragraph(paragraph("hồ sơ"), 0, 300)
    (wide,) = set_paragraph(paragraph("hồ sơ", style=evolve(BODY, line_spacing=1.5)), 0, 300)

    assert wide.height == pytest.approx(24.15)
    assert wide.baseline == single.baseline


def test_an_empty_cell_has_a_line_without_words() -> None:
    """An empty cell is as high as one with a word."""
    (line,) = set_paragraph(paragraph(), 0, 100)

    assert line.spans == ()
    assert line.height == pytest.approx(16.1)


@given(text=vietnamese_text(), width=st.floats(min_value=40, max_value=480))
def test_words_measured_whole_break_as_signs_do(text: str, width: float) -> None:
    """Whole words are the fast way; a second span of the same look goes sign by sign."""
    style = evolve(BODY, align=Align.JUSTIFY, indent=10.0)
    whole = set_paragraph(paragraph(text, style=style), 0, width)
    by_sign = set_paragraph(paragraph(text, Span(""), style=style), 0, width)

    assert [said(line) for line in whole] == [said(line) for line in by_sign]
    assert [(line.x, line.width, line.word_space) for line in whole] == [
        pytest.approx((line.x, line.width, line.word_space)) for line in by_sign
    ]
