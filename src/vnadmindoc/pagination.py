"""From blocks to lines and rules at their places on pages.

Promised: every word of the layout is on a page, in reading order, within its column; a page breaks
where LibreOffice breaks the same blocks as a Word document, so that both forms of a notice agree
line for line. Paragraphs leave two lines together at a page's end and top; what is kept together
moves together, unless it is taller than a page: nothing is lost and nothing loops.
Refused here: any file format; sizes and widths, which the layout has settled.

Lengths are in pt. A place is counted from the upper left corner of the paper, downwards.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, count, pairwise
from typing import assert_never

from attrs import asdict, evolve, field, frozen

from vnadmindoc.blocks import (
    Block,
    ColumnItem,
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
from vnadmindoc.standard import Role
from vnadmindoc.typesetting import SetLine, set_paragraph, snapped

# What is less than half of the unit in which word processors keep lengths is no overflow.
_TOLERANCE = 1 / 40
# Between a stamp's box and a text that wraps in it, left and right.
_STAMP_SIDE = 4.0
# The middle and the thickness of an underline, as fractions of the size: Times's own `post` table.
_UNDERLINE_DEPTH, _UNDERLINE_THICKNESS = 0.11, 0.05


@frozen
class Line:
    """A line of text at its place.

    Attributes:
        paragraph: The paragraph it belongs to.
        number: The place of that paragraph in `Layout.paragraphs`, and of what stands at the foot
            of a page in `Layout.footers`, counted on; None for what is no part of the text: the
            page number, a header row shown again.
        spans: Its text, a blank at the end where the text has one.
        x: The left end.
        baseline: The baseline.
        width: The natural width, without the blank at the end.
        word_space: What each blank is wider than it naturally is.
    """

    paragraph: Paragraph
    number: int | None
    spans: tuple[Span, ...]
    x: float
    baseline: float
    width: float
    word_space: float


@frozen
class Stroke:
    """A drawn line, level or upright, from one end to the other."""

    x1: float
    y1: float
    x2: float
    y2: float
    thickness: float
    colour: str = "black"


@frozen
class PlacedPage:
    """A page with everything at its place.

    Attributes:
        sheet: The place of its sheet in `Layout.sheets`.
        page: The geometry.
        lines: The text in reading order; a left column stands before the right one.
        strokes: Rules, borders, boxes and underlines.
    """

    sheet: int
    page: Page
    lines: tuple[Line, ...]
    strokes: tuple[Stroke, ...]


def paginate(layout: Layout) -> Iterator[PlacedPage]:
    """Yield the pages of a layout in order, sheet by sheet."""
    numbers = count()
    feet = count(sum(1 for _ in layout.paragraphs()))
    for index, sheet in enumerate(layout.sheets):
        yield from _Press(index, sheet, feet).pages(numbers)


# What stands in a column, before it has a place


@frozen
class _SetRule:
    """A rule of a column that has no place yet."""

    rule: Rule
    x: float
    before: float
    height: float


@frozen
class _SetStamp:
    """A stamp of a column that has no place yet, and the lines in it."""

    stamp: Stamp
    lines: tuple[SetLine, ...]
    x: float
    width: float
    before: float
    height: float


_SetItem = SetLine | _SetRule | _SetStamp


def _set(item: ColumnItem, number: int | None, column: float) -> list[_SetItem]:
    """Set what stands in a column."""
    match item:
        case Paragraph():
            return [*set_paragraph(item, number, column)]
        case Rule():
            x = (column - item.length) / 2
            return [_SetRule(item, x, item.before, item.thickness + item.after)]
        case Stamp():
            # A mark too long for its column wraps inside its box.
            wraps = item.width > column
            box = column if wraps else item.width
            side = _STAMP_SIDE if wraps else 0.0
            lines = tuple(
                [
                    evolve(line, x=line.x + side)
                    for line in set_paragraph(item.paragraph, number, box - 2 * side)
                ]
            )
            height = item.height + sum([line.height for line in lines[1:]])
            return [_SetStamp(item, lines, (column - box) / 2, box, item.before, height)]
        case _:
            assert_never(item)


# Flowing: what is set goes down the pages


@frozen
class _Column:
    """Set items one below the other; `x` is counted from the left margin."""

    x: float
    items: tuple[_SetItem, ...]

    @property
    def height(self) -> float:
        return sum([item.before + item.height for item in self.items])


@frozen
class _Band:
    """What goes over the width of the page and does not split, unless it is taller than a page.

    Attributes:
        columns: What stands side by side.
        before: Clear space above it, dropped at the top of a page.
        top, bottom: Clear space inside it, above and below what stands in it.
        sticks: Whether what follows may not begin on another page.
        grid: The table whose row it is.
        header: The rows that are shown again above it at the top of a page.
    """

    columns: tuple[_Column, ...]
    before: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    sticks: bool = False
    grid: Grid | None = None
    header: "tuple[_Band, ...]" = ()
    height: float = field(init=False)

    @height.default
    def _(self) -> float:
        return self.top + max([column.height for column in self.columns]) + self.bottom


@frozen
class _Single:
    """An item that stands alone over the width of the page: nearly all that flows is such.

    Attributes:
        item: The item; the space above it is dropped at the top of a page.
        sticks: Whether what follows may not begin on another page.
    """

    item: _SetItem
    sticks: bool

    @property
    def before(self) -> float:
        return self.item.before

    @property
    def height(self) -> float:
        return self.item.height


_Flowing = _Single | _Band


def _bands(block: Block, numbers: Iterator[int], width: float) -> Iterator[_Flowing]:
    match block:
        case Paragraph():
            yield from _paragraph_bands(block, next(numbers), width)
        case Rule():
            # A rule closes the heading above it and stands for no text: no page ends with it.
            for item in _set(block, None, width):
                yield _Single(item, sticks=True)
        case Columns():
            start, middle, end = _edges(block.widths)
            left = _column(block.left, numbers, start, middle - start)
            right = _column(block.right, numbers, middle, end - middle)
            yield _Band((left, right), top=snapped(block.before))
        case Grid():
            yield from _rows(block, numbers)
        case _:
            assert_never(block)


def _edges(widths: Iterable[float]) -> list[float]:
    """Return where columns begin and end; the edges are rounded, not the widths, so none drifts."""
    return [snapped(edge) for edge in accumulate(widths, initial=0.0)]


def _paragraph_bands(paragraph: Paragraph, number: int, width: float) -> Iterator[_Single]:
    lines = set_paragraph(paragraph, number, width)
    last = len(lines) - 1
    # LibreOffice does not divide a paragraph that is kept with the next; of others two lines at
    # least stand at the end of a page and at the top of the next.
    kept = range(last + 1) if paragraph.keep_with_next else {0, last - 1} - {last}
    for index, line in enumerate(lines):
        yield _Single(line, index in kept)


def _column(
    items: Iterable[ColumnItem], numbers: Iterator[int] | None, x: float, width: float
) -> _Column:
    """Set a column; without numbers it repeats what has been numbered already."""
    parts: list[_SetItem] = []
    for item in items:
        number = None if numbers is None or isinstance(item, Rule) else next(numbers)
        parts += _set(item, number, width)
    return _Column(x, tuple(parts))


def _rows(grid: Grid, numbers: Iterator[int]) -> Iterator[_Band]:
    header = tuple([_row(grid, row, None) for row in grid.rows[: grid.header_rows]])
    for index, row in enumerate(grid.rows):
        yield evolve(
            _row(grid, row, numbers),
            before=0.0 if index else snapped(grid.before),
            sticks=index < grid.header_rows or any(cell.keep_with_next for cell in row),
            header=header if index >= grid.header_rows else (),
        )


def _row(grid: Grid, row: Sequence[Paragraph], numbers: Iterator[int] | None) -> _Band:
    # LibreOffice moves a cell's text to the right by half a line and keeps its full width.
    inset = snapped(grid.padding + grid.thickness / 2)
    columns = tuple(
        _column([cell], numbers, left + inset, right - left - 2 * grid.padding)
        for cell, (left, right) in zip(row, pairwise(_edges(grid.widths)), strict=True)
    )
    # Each row brings the line above it; the line below the last row closes the table.
    inner = grid.padding / 2
    return _Band(columns, top=grid.thickness + inner, bottom=inner, grid=grid)


def _runs(bands: Iterable[_Flowing]) -> Iterator[list[_Flowing]]:
    """Yield what begins on one page together."""
    run: list[_Flowing] = []
    for band in bands:
        run.append(band)
        if not band.sticks:
            yield run
            run = []
    if run:
        yield run


def _snapped_page(page: Page) -> Page:
    return Page(**{name: snapped(length) for name, length in asdict(page).items()})


class _Press:
    """Puts the bands of one sheet on its pages, from top to bottom."""

    def __init__(self, index: int, sheet: Sheet, feet: Iterator[int]) -> None:
        self.index = index
        self.sheet = sheet
        self.page = _snapped_page(sheet.page)
        self.footer = _column(sheet.footer, feet, 0.0, self.page.text_width)
        self.number = 0
        self.grid: Grid | None = None
        self._begin()

    def pages(self, numbers: Iterator[int]) -> Iterator[PlacedPage]:
        """Yield the pages, each as soon as it is full."""
        width = self.page.text_width
        blocks = self.sheet.blocks
        for run in _runs(band for block in blocks for band in _bands(block, numbers, width)):
            needed = sum([self._before(band) + band.height for band in run])
            if not self.empty and needed > self._room:
                yield self._turned()
            for band in run:
                if isinstance(band, _Single):
                    yield from self._put_single(band)
                else:
                    yield from self._put(band)
        self._close_grid()
        yield self._placed()

    @property
    def _room(self) -> float:
        return self.bottom - self.y

    def _before(self, band: _Flowing) -> float:
        """Word and LibreOffice drop the space at the top of a page but keep it on the first."""
        return 0.0 if self.empty and self.number > 1 else band.before

    def _begin(self) -> None:
        self.number += 1
        self.lines: list[Line] = []
        self.strokes: list[Stroke] = []
        self.y = self.page.top
        self.bottom = self.page.height - self.page.bottom + _TOLERANCE
        self.empty = True
        if self.number == 1:
            self.bottom -= self.footer.height
        else:
            style = self.sheet.number_style
            number = Span(str(self.number), style.bold, style.italic)
            paragraph = Paragraph(Role.PAGE_NUMBER, (number,), style)
            for line in set_paragraph(paragraph, None, self.page.text_width):
                self._place_line(line, self.page.left, self.sheet.number_offset)

    def _place_footer(self) -> None:
        """Place what stands at the foot of the first page, below the text."""
        y = self.page.height - self.page.bottom - self.footer.height
        for item in self.footer.items:
            y += item.before
            self._place(item, self.page.left, y)
            y += item.height

    def _placed(self) -> PlacedPage:
        if self.number == 1:
            self._place_footer()
        return PlacedPage(self.index, self.page, tuple(self.lines), tuple(self.strokes))

    def _turned(self) -> PlacedPage:
        """Return the full page and begin the next; a table goes on there."""
        grid = self.grid
        self._close_grid()
        page = self._placed()
        self._begin()
        self.grid = grid
        return page

    def _put_single(self, single: _Single) -> Iterator[PlacedPage]:
        self._close_grid()
        if not self.empty and single.before + single.height > self._room:
            yield self._turned()
        self.y += self._before(single)
        self._place(single.item, self.page.left, self.y)
        self.y += single.height
        self.empty = False

    def _put(self, band: _Band) -> Iterator[PlacedPage]:
        if band.grid is not self.grid:
            self._close_grid()
            self.grid = band.grid
        if not self.empty and self._before(band) + band.height > self._room:
            yield self._turned()
        rest: _Band | None = band
        while rest is not None:
            if self.empty:
                self._repeat_header(rest)
            self.y += self._before(rest)
            rest = self._place_band(rest)
            if rest is not None:
                yield self._turned()

    def _repeat_header(self, band: _Band) -> None:
        """Show the header rows again, unless they would leave too little room for the row."""
        needed = sum([row.height for row in band.header]) + band.height
        if self.number > 1 and needed <= self._room:
            for row in band.header:
                self._place_band(row)

    def _place_band(self, band: _Band) -> _Band | None:
        """Place what fits and return the rest; of each column one item always stands."""
        rest = []
        depth = 0.0
        for column in band.columns:
            y = band.top
            taken = 0
            for item in column.items:
                below = y + item.before + item.height
                if taken and below + band.bottom > self._room:
                    break
                self._place(item, self.page.left + column.x, self.y + y + item.before)
                y = below
                taken += 1
            depth = max(depth, y)
            rest.append(_Column(column.x, column.items[taken:]))
        height = depth + band.bottom
        if band.grid is not None:
            self._frame(band.grid, height)
        self.y += height
        self.empty = False
        return evolve(band, columns=tuple(rest)) if any(c.items for c in rest) else None

    def _frame(self, grid: Grid, height: float) -> None:
        """Draw the line above a row and those between its cells."""
        self._level(self.y + grid.thickness / 2, grid)
        for edge in _edges(grid.widths):
            x = self.page.left + edge
            self.strokes.append(Stroke(x, self.y, x, self.y + height, grid.thickness))

    def _close_grid(self) -> None:
        if self.grid is not None:
            self._level(self.y + self.grid.thickness / 2, self.grid)
            self.y += self.grid.thickness
            self.grid = None

    def _level(self, y: float, grid: Grid) -> None:
        half = grid.thickness / 2
        right = self.page.left + snapped(sum(grid.widths))
        self.strokes.append(Stroke(self.page.left - half, y, right + half, y, grid.thickness))

    def _place(self, item: _SetItem, x: float, y: float) -> None:
        match item:
            case SetLine():
                self._place_line(item, x, y)
            case _SetRule(rule):
                middle = y + rule.thickness / 2
                left = x + item.x
                self.strokes.append(
                    Stroke(left, middle, left + rule.length, middle, rule.thickness)
                )
            case _SetStamp():
                self._place_stamp(item, x + item.x, y)
            case _:
                assert_never(item)

    def _place_line(self, line: SetLine, x: float, y: float) -> None:
        style = line.paragraph.style
        x += line.x
        baseline = y + line.baseline
        if line.spans:
            self.lines.append(
                Line(
                    line.paragraph,
                    line.number,
                    line.spans,
                    x,
                    baseline,
                    line.width,
                    line.word_space,
                )
            )
        for start, end in line.underlines:
            depth = baseline + _UNDERLINE_DEPTH * style.size
            thickness = _UNDERLINE_THICKNESS * style.size
            self.strokes.append(Stroke(x + start, depth, x + end, depth, thickness, style.colour))

    def _place_stamp(self, item: _SetStamp, x: float, y: float) -> None:
        stamp = item.stamp
        style = stamp.paragraph.style
        # The line of the box lies inside its measures.
        half = stamp.thickness / 2
        left, right = x + half, x + item.width - half
        top, bottom = y + half, y + item.height - half
        for x1, y1, x2, y2 in (
            (x, top, x + item.width, top),
            (right, top, right, bottom),
            (x, bottom, x + item.width, bottom),
            (left, top, left, bottom),
        ):
            self.strokes.append(Stroke(x1, y1, x2, y2, stamp.thickness, style.colour))
        line_y = y + (item.height - sum([line.height for line in item.lines])) / 2
        for line in item.lines:
            self._place_line(line, x, line_y)
            line_y += line.height
