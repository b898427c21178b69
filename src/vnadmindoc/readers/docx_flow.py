"""A Word document as one flow: every paragraph in reading order, with the room it stands in.

Promised: the order and the count of `Document.paragraphs`; tables that are a means of layout are
told from tables that are content.
Refused here: what a paragraph is.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from attrs import define, field, frozen

from vnadmindoc.exporters.docx_package import style_id
from vnadmindoc.ooxml import (
    Block,
    Cell,
    Document,
    Paragraph,
    Shape,
    ShapeKind,
    Table,
    paragraphs_of,
)
from vnadmindoc.specimen import Side
from vnadmindoc.standard import Role

# What stands in the table of a head or a foot, or beside the words "Kính gửi".
_LAYOUT_WORDS = re.compile(
    r"CỘNG H|Độc lập|Số\s*:|Nơi nhận|NƠI NHẬN|Kính gửi|^(?:TM|KT|TL|TUQ|Q)\.|ĐẢNG CỘNG SẢN",
    re.MULTILINE,
)
_OURS: Final = {style_id(role): role for role in Role}
_MOTTO: Final = style_id(Role.MOTTO)  # in every file of ours, and in no other
_MOST_COLUMNS = 4  # of a table that is a means of layout
_MOST_ROWS = 8


@frozen(kw_only=True)
class Room:
    """Where a paragraph stands (*vị trí*); lengths in pt.

    Attributes:
        left: From the left margin to the room's left edge.
        width: Of the room.
        side: The half of the page, where two stand side by side.
        row: Names the row of a table.
        column: Names what stands in one column, through the rows of a table.
        table: The content table, by its number, with row and column of the cell; None outside.
        boxed: The text box that is the room; None outside of one.
        cell: The cell that is the room; None outside of one.
    """

    left: float
    width: float
    side: Side | None = None
    row: str | None = None
    column: str = ""
    table: tuple[int, int, int] | None = None
    boxed: Shape | None = None
    cell: Cell | None = None


@frozen
class Placed:
    """A paragraph and the room it stands in.

    Attributes:
        number: Its number in the document, from 1.
        begins, ends: Whether it is the first, or the last one in its room.
    """

    paragraph: Paragraph
    room: Room
    number: int
    begins: bool
    ends: bool


@define
class Flow:
    """All paragraphs of a document, and its tables that are content, by number.

    Attributes:
        document: The document.
        components: What the styles of our own files stand for, by their ids; empty for a file of
            others, whose headings are no components.
        placed: The paragraphs in reading order.
        tables: The tables of content in reading order.
        heads: How many rows at the top of each are its head.
        pieces: The texts that a paragraph may stand for, by its number, once they were asked for.
    """

    document: Document
    components: Mapping[str, Role]
    placed: list[Placed] = field(factory=list)
    tables: list[Table] = field(factory=list)
    heads: list[int] = field(factory=list)
    pieces: dict[int, list[str]] = field(factory=dict)


def flow_of(document: Document) -> Flow:
    """Return the flow of a document's body."""
    return _Flowing(document).flow


class _Flowing:
    def __init__(self, document: Document) -> None:
        self.flow = Flow(document, _OURS if _MOTTO in document.styles else {})
        self._pages = [Room(left=0.0, width=each.text_width) for each in document.sections]
        self._rows = 0
        self._layout_tables = 0
        self._go(document.blocks, None)

    def _go(self, blocks: tuple[Block, ...], room: Room | None) -> None:
        for index, block in enumerate(blocks):
            inside = room
            if inside is None:
                inside = self._pages[min(block.section, len(self._pages) - 1)]
            if isinstance(block, Paragraph):
                self._paragraph(block, inside, index == 0, index == len(blocks) - 1)
            else:
                self._table(block, inside)

    def _paragraph(self, paragraph: Paragraph, room: Room, begins: bool, ends: bool) -> None:
        placed = Placed(paragraph, room, len(self.flow.placed) + 1, begins, ends)
        self.flow.placed.append(placed)
        for shape in paragraph.shapes:
            if shape.blocks:
                self._go(shape.blocks, self._in_box(shape, room))

    def _in_box(self, shape: Shape, around: Room) -> Room:
        width = shape.width or around.width
        left = around.left + (shape.left or 0.0)
        side = around.side
        if shape.left is not None and shape.left_from in ("column", "margin") and side is None:
            side = Side.LEFT if shape.left + width / 2 < around.width / 2 else Side.RIGHT
        return Room(left=left, width=width, side=side, boxed=shape)

    def _table(self, table: Table, around: Room) -> None:
        widths = _widths(table, around.width)
        content = around.table is None and not is_layout(table)
        if content:
            self.flow.tables.append(table)
            self.flow.heads.append(_head_rows(table))
        else:
            self._layout_tables += 1
        offset = around.left + table.indent
        if table.align != "left":
            spare = around.width - sum(widths)
            offset = around.left + (spare / 2 if table.align == "center" else spare)
        sides = not content and len(widths) > 1
        for down, row in enumerate(table.rows):
            self._rows += 1
            for across, cell in enumerate(row.cells):
                begin = offset + sum(widths[: cell.column])
                width = cell.width or sum(widths[cell.column : cell.column + cell.span])
                middle = begin - offset + width / 2
                whole = cell.span >= len(widths)
                side = None
                if sides and not whole:
                    side = Side.LEFT if middle < sum(widths) / 2 else Side.RIGHT
                room = Room(
                    left=begin + cell.padding[0],
                    width=width - sum(cell.padding),
                    side=side if around.side is None else around.side,
                    row=f"row {self._rows}",
                    column=f"{self._layout_tables}.{cell.column}" if not content else "",
                    table=(len(self.flow.tables) - 1, down, across) if content else around.table,
                    cell=cell,
                )
                self._go(cell.blocks, room)


def _widths(table: Table, room: float) -> tuple[float, ...]:
    """Return the widths of the columns; equal ones where the file tells none."""
    if any(table.widths):
        return table.widths
    columns = max((cell.column + cell.span for cell in table.cells()), default=1)
    return (room / columns,) * columns


def is_layout(table: Table) -> bool:
    """Whether a table is a means of layout: the head, the foot, an address in two columns."""
    columns = max((cell.column + cell.span for cell in table.cells()), default=0)
    if columns > _MOST_COLUMNS or len(table.rows) > _MOST_ROWS:
        return False
    return not table.ruled or any(_LAYOUT_WORDS.search(text) for text in _texts(table))


def _head_rows(table: Table) -> int:
    """Return how many rows at the top of a table are its head: repeated ones, or a bold one."""
    repeated = next((at for at, row in enumerate(table.rows) if not row.header), len(table.rows))
    if repeated or len(table.rows) < 2:
        return repeated
    runs = [
        run
        for cell in table.rows[0].cells
        for paragraph in paragraphs_of(cell.blocks)
        for run in paragraph.runs
        if run.text.strip()
    ]
    return int(bool(runs) and all(run.look.bold for run in runs))


def _texts(table: Table) -> Iterator[str]:
    for cell in table.cells():
        yield "\n".join([paragraph.text.strip() for paragraph in paragraphs_of(cell.blocks)])


def is_line(shape: Shape) -> bool:
    """Whether a drawing is a horizontal line that is seen."""
    width, height = shape.width or 0.0, shape.height or 0.0
    return shape.kind is ShapeKind.LINE and shape.outlined and width > 0.0 and height <= width / 4
