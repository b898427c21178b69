"""Blocks go down the pages: nothing is lost, and what belongs together stays together."""

from collections.abc import Iterable, Sequence

import pytest
from attrs import evolve
from hypothesis import given

from vnadmindoc.blocks import (
    Block,
    Columns,
    Grid,
    Layout,
    Page,
    Paragraph,
    Rule,
    Sheet,
    Span,
    Stamp,
)
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Notice
from vnadmindoc.pagination import Line, PlacedPage, paginate
from vnadmindoc.standard import Align, Role, Style
from vnadmindoc.strategies import notices

PAGE = Page(width=300.0, height=400.0, top=50.0, bottom=50.0, left=40.0, right=20.0)
LINE = 16.1  # the height of a line of 14 pt
ROOM = 18  # lines of a page
NUMBER = Style(size=13, align=Align.CENTRE)
BODY = Style(size=14)


def text(
    words: str, *, style: Style = BODY, keep: bool = False, role: Role = Role.BODY
) -> Paragraph:
    """Make a paragraph."""
    return Paragraph(role, (Span(words, style.bold, style.italic),), style, keep)


def tall(count: int, word: str = "dòng", *, keep: bool = False) -> Paragraph:
    """Make a paragraph of so many lines, each with its number."""
    return text("\n".join(f"{word} {index}" for index in range(1, count + 1)), keep=keep)


def layout(*sheets: Iterable[Block], page: Page = PAGE) -> Layout:
    """Make a layout of sheets."""
    made = [
        Sheet(page=page, blocks=tuple(s), number_style=NUMBER, number_offset=20) for s in sheets
    ]
    return Layout(sheets=tuple(made), styles={}, title="", author="")


def pages(*blocks: Block) -> list[PlacedPage]:
    """Return the pages of one sheet."""
    return list(paginate(layout(blocks)))


def said(page: PlacedPage) -> list[str]:
    """Return the lines of a page, the page number left out."""
    return [words(line) for line in page.lines if line.paragraph.role is not Role.PAGE_NUMBER]


def words(line: Line) -> str:
    """Return the text of a line."""
    return "".join(span.text for span in line.spans).strip()


def grid(rows: Sequence[Sequence[Paragraph]], *, header_rows: int = 1) -> Grid:
    """Make a table of two columns."""
    return Grid(tuple(map(tuple, rows)), header_rows, (100.0, 140.0), 4.0, 0.75, 6.0)


def columns(left: Sequence[Paragraph], right: Sequence[Paragraph]) -> Columns:
    """Make a pair of columns."""
    return Columns(tuple(left), tuple(right), (120.0, 120.0), "hai cột", before=12.0)


@given(notices())
def test_every_paragraph_is_placed_in_order(notice: Notice) -> None:
    """The lines of each paragraph, by its number, are its text; no number comes early.

    The address is at the foot of the first page, and is counted after all the rest.
    """
    laid = lay_out(notice)
    running = [*laid.paragraphs()]
    placed: dict[int, str] = {}
    for line in [line for page in paginate(laid) for line in page.lines]:
        if line.number is not None:
            spans = "".join(span.text for span in line.spans)
            placed[line.number] = placed.get(line.number, "") + spans

    text = [number for number in placed if number < len(running)]
    feet = [number for number in placed if number >= len(running)]
    assert (text, feet) == (sorted(text), sorted(feet))
    assert placed == {
        number: paragraph.text.replace("\n", " ")
        for number, paragraph in enumerate([*running, *laid.footers()])
        if paragraph.text
    }


@given(notices())
def test_nothing_stands_outside_the_margins(notice: Notice) -> None:
    """Every line of text lies within the text area; only the page number is above it."""
    for placed in paginate(lay_out(notice)):
        page = placed.page
        for line in placed.lines:
            if line.paragraph.role is not Role.PAGE_NUMBER:
                seen = words(line)
                blanks = seen.count(" ") + seen.count("\u00a0")
                assert page.left - 0.01 <= line.x
                assert (
                    line.x + line.width + blanks * line.word_space <= page.width - page.right + 0.4
                )
                assert page.top < line.baseline < page.height - page.bottom


def test_a_page_is_filled_to_its_last_line() -> None:
    """Eighteen lines of 16.1 pt fit into 300 pt; the nineteenth begins a page."""
    lines = [text(f"{index}") for index in range(1, ROOM + 2)]

    assert [len(said(page)) for page in pages(*lines)] == [ROOM, 1]


@pytest.mark.parametrize("above", range(ROOM + 1))
def test_two_lines_stand_at_the_end_and_at_the_top_of_a_page(above: int) -> None:
    """A paragraph of five lines leaves no single line on either page."""
    placed = pages(*[text("trên") for _ in range(above)], tall(5))
    parts = [sum(line.startswith("dòng") for line in said(page)) for page in placed]

    assert sum(parts) == 5
    assert 1 not in parts


@pytest.mark.parametrize("above", range(ROOM + 1))
def test_a_heading_takes_two_lines_along(above: int) -> None:
    """It is never the last of a page, nor has it one line for company."""
    heading = text("MỤC I", keep=True)
    for page in pages(*[text("trên") for _ in range(above)], heading, tall(4)):
        if "MỤC I" in said(page):
            assert said(page)[said(page).index("MỤC I") + 1 :][:2] == ["dòng 1", "dòng 2"]


@pytest.mark.parametrize("above", range(ROOM + 1))
def test_a_signature_is_never_alone(above: int) -> None:
    """The paragraph that is kept with it stands on its page, whole."""
    block = columns([text("Nơi nhận:"), text("- Lưu: VT.")], [text("GIÁM ĐỐC")])
    placed = pages(*[text("trên") for _ in range(above)], tall(2, keep=True), block)

    assert said(placed[-1])[-5:] == ["dòng 1", "dòng 2", "Nơi nhận:", "- Lưu: VT.", "GIÁM ĐỐC"]


def test_what_is_kept_together_but_taller_than_a_page_is_divided() -> None:
    """A chain of forty headings ends; every one of them is there."""
    chain = [text(f"{index}", keep=True) for index in range(40)]

    assert [line for page in pages(*chain) for line in said(page)] == [str(i) for i in range(40)]


def test_the_left_column_is_read_first() -> None:
    """Both begin at the same height; the lines of the left one come first."""
    (page,) = pages(columns([text("trái 1"), text("trái 2")], [text("phải 1")]))

    assert said(page) == ["trái 1", "trái 2", "phải 1"]
    assert page.lines[0].baseline == page.lines[2].baseline
    assert [line.x for line in page.lines] == [40.0, 40.0, 160.0]


def test_columns_move_to_the_next_page_whole() -> None:
    """They are not divided while a page can hold them."""
    first, second = pages(tall(10), columns([tall(10, "trái")], [tall(3, "phải")]))

    assert len(said(first)) == 10
    assert len(said(second)) == 13


def test_columns_taller_than_a_page_go_on_side_by_side() -> None:
    """No line is lost, and both columns go on at the top of the next page."""
    placed = pages(tall(3), columns([tall(30, "trái")], [tall(20, "phải")]))
    lines = [line for page in placed for line in said(page)]

    assert len(placed) == 3
    assert sorted(lines) == sorted(
        [f"dòng {i}" for i in range(1, 4)]
        + [f"trái {i}" for i in range(1, 31)]
        + [f"phải {i}" for i in range(1, 21)]
    )
    assert said(placed[2])[0].startswith("trái")
    assert said(placed[2])[-1] == "phải 20"


def test_space_above_is_dropped_at_the_top_of_a_page() -> None:
    """It stays at the top of a sheet, as in Word and in LibreOffice."""
    spaced = evolve(BODY, before=6.0)
    first, second = pages(*[text("dòng", style=spaced) for _ in range(15)])

    def top(page: PlacedPage) -> float:
        return next(ln.baseline for ln in page.lines if ln.paragraph.role is Role.BODY)

    assert top(first) - top(second) == pytest.approx(6.0)


def test_header_rows_are_shown_on_every_page() -> None:
    """They are repeated as furniture: the text holds them once."""
    rows = [[text(f"{index}"), text("việc")] for index in range(30)]
    placed = pages(grid([[text("TT"), text("Nhiệm vụ")], *rows]))
    header = [[ln.number for ln in page.lines if words(ln) == "TT"] for page in placed]

    assert header == [[0], [None], [None]]
    assert [line for page in placed for line in said(page) if line.isdigit()] == [
        str(index) for index in range(30)
    ]


def test_a_row_is_not_divided() -> None:
    """A row that does not fit begins the next page."""
    first, second = pages(
        tall(12), grid([[tall(5, "ô"), text("a")], [tall(4, "ô"), text("b")]], header_rows=0)
    )

    assert said(first)[12:] == ["ô 1", "ô 2", "ô 3", "ô 4", "ô 5", "a"]
    assert said(second) == ["ô 1", "ô 2", "ô 3", "ô 4", "b"]


def test_a_row_taller_than_a_page_is_divided() -> None:
    """It begins on a fresh page; its cells go on below, none of their lines is lost."""
    placed = pages(text("trên"), grid([[text("TT"), text("Việc")], [text("1"), tall(40, "ô")]]))
    lines = [line for page in placed for line in said(page)]

    assert [line for line in lines if line.startswith("ô")] == [f"ô {i}" for i in range(1, 41)]
    assert all(
        line.baseline < 350 for page in placed for line in page.lines if line.number is not None
    )


def test_borders_close_on_every_page() -> None:
    """A table over two pages has on each a line above, below, left and right of its rows."""
    for page in pages(grid([[text(f"{index}"), text("b")] for index in range(20)])):
        level = [stroke for stroke in page.strokes if stroke.y1 == stroke.y2]
        upright = [stroke for stroke in page.strokes if stroke.x1 == stroke.x2]
        rows = len({line.baseline for line in page.lines if line.paragraph.role is Role.BODY})

        assert len(level) == rows + 1
        assert {stroke.x1 for stroke in upright} == {40.0, 140.0, 280.0}
        assert min(s.y1 for s in upright) < min(s.y1 for s in level) < page.lines[-2].baseline
        assert max(s.y1 for s in level) > page.lines[-1].baseline


def test_a_cell_wraps_within_its_borders() -> None:
    """Its text keeps the padding on both sides."""
    (page,) = pages(grid([[text("một hai ba bốn năm sáu bảy"), text("b")]], header_rows=0))
    cell = [line for line in page.lines if words(line) != "b"]

    assert len(cell) == 2
    assert all(line.x >= 44 and line.x + line.width <= 136.5 for line in cell)


def test_a_rule_is_drawn_in_the_middle_and_leaves_its_room() -> None:
    """The next line begins below its clear space."""
    (page,) = pages(text("trên"), Rule(60.0, 0.75, 2.0, 3.0), text("dưới"))
    upper, lower = (line.baseline for line in page.lines)
    (rule,) = page.strokes

    assert (rule.x1, rule.x2, rule.thickness) == (130, 190, 0.75)
    assert rule.y1 == rule.y2 == pytest.approx(50 + LINE + 2.375)
    assert lower - upper == pytest.approx(LINE + 2 + 0.75 + 3)


def test_a_stamp_is_a_box_around_its_words() -> None:
    """The box is red as its words are, and they stand in its middle."""
    style = Style(size=14, bold=True, align=Align.CENTRE, colour="red")
    stamp = Stamp(text("KHẨN", style=style, role=Role.URGENCY), 60.0, 22.0, 6.0, 0.75)
    (page,) = pages(Columns((stamp,), (), (120.0, 120.0), ""))
    (line,) = page.lines

    assert {stroke.colour for stroke in page.strokes} == {"red"}
    assert min(s.x1 for s in page.strokes) == pytest.approx(70)
    assert max(s.x2 for s in page.strokes) == pytest.approx(130)
    assert max(s.y2 for s in page.strokes) - min(s.y1 for s in page.strokes) == pytest.approx(21.25)
    assert line.x + line.width / 2 == pytest.approx(100)


def test_a_mark_too_long_for_its_column_wraps_in_its_box() -> None:
    """Nothing of it leaves the column."""
    mark = "TÀI LIỆU THU HỒI SAU HỘI NGHỊ"
    stamp = Stamp(text(mark, style=evolve(BODY, align=Align.CENTRE)), 240.0, 22.0, 6.0, 0.75)
    (page,) = pages(Columns((stamp,), (), (120.0, 120.0), ""))

    assert len(page.lines) == 3
    assert all(line.x >= 44 and line.x + line.width <= 156 for line in page.lines)
    assert max(stroke.y2 for stroke in page.strokes) > page.lines[-1].baseline


def test_an_underline_is_drawn_below_the_letters() -> None:
    """It is as long as the words."""
    (page,) = pages(Paragraph(Role.BODY, (Span("hạn cuối", underline=True),), BODY))
    (line,) = page.lines
    (stroke,) = page.strokes

    assert stroke.x1 == line.x
    assert stroke.x2 == pytest.approx(line.x + line.width)
    assert 0 < stroke.y1 - line.baseline < 3


def test_pages_are_numbered_from_the_second_of_each_sheet() -> None:
    """The number is centred over the text at its distance from the edge; an annex begins anew."""
    lines = [text("dòng") for _ in range(ROOM * 2 + 1)]
    placed = list(paginate(layout(lines, lines)))
    numbers = [
        [ln for ln in page.lines if ln.paragraph.role is Role.PAGE_NUMBER] for page in placed
    ]

    assert [[words(line) for line in found] for found in numbers] == [[], ["2"], ["3"]] * 2
    (number,) = numbers[1]
    assert number.x + number.width / 2 == pytest.approx(40 + 240 / 2)
    assert 20 < number.baseline < 20 + 14.95
    assert number.number is None


def test_a_sheet_on_its_side_has_its_own_measure() -> None:
    """The lines of a landscape sheet are as long as its own text area."""
    turned = evolve(PAGE, width=PAGE.height, height=PAGE.width)
    long = text("việc " * 30, style=evolve(BODY, align=Align.JUSTIFY))
    (upright,) = pages(long)
    (sideways,) = paginate(layout([long], page=turned))

    assert sideways.page == turned
    assert len(sideways.lines) < len(upright.lines)
