"""What a .docx holds, as values: paragraphs, tables, shapes and sections in reading order.

Promised: everything is settled as it is seen; nothing here knows XML. Lengths are in pt.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from attrs import field, frozen

from vnadmindoc.ooxml.looks import NO_BORDERS, Borders, ParagraphLook, RunLook


class Changes(StrEnum):
    """Which view of tracked changes is read (*theo dõi thay đổi*)."""

    ACCEPTED = "accepted"
    """As if all were accepted: what the document is to become."""
    REJECTED = "rejected"
    """As if all were rejected: what it was before."""


@frozen
class Run:
    """A stretch of text in one look.

    Attributes:
        text: Line breaks are line feeds, page and column breaks form feeds, tabs tabs; soft
            hyphens U+00AD, hyphens that do not break U+2011. Signs of a symbol face are Unicode
            where they are known.
        look: How it looks.
        field: The first word of the field whose result it is, such as ``"PAGE"``; else empty.
        link: Where a hyperlink leads; else empty.
        note: The key in `Document.notes` of the note it refers to; its text is then empty.
    """

    text: str
    look: RunLook
    field: str = ""
    link: str = ""
    note: str = ""


class ShapeKind(StrEnum):
    """What a drawing is."""

    LINE = "line"
    BOX = "box"
    PICTURE = "picture"
    OTHER = "other"


@frozen(kw_only=True)
class Shape:
    """A drawing anchored in a paragraph, or standing in its line.

    Attributes:
        kind: What it is.
        width, height: Of the drawing; None where it is not told.
        left, top: Where it stands, counted from `left_from` and `top_from`; None where it is not
            told, or told by `align`.
        left_from, top_from: ``"column"``, ``"page"``, ``"margin"``, ``"paragraph"`` …
        align: ``"left"``, ``"center"`` or ``"right"`` within `left_from`; else empty.
        inline: Whether it stands in the line as a letter does.
        outlined: Whether its outline, or the line itself, is drawn.
        solid: Whether that is one unbroken line.
        colour: Of the outline: six hexadecimal digits, or ``"auto"``.
        blocks: The text in it.
        part: The part of the package that holds the picture; else empty.
        description: What it shows, for people who cannot see it.
    """

    kind: ShapeKind
    width: float | None = None
    height: float | None = None
    left: float | None = None
    top: float | None = None
    left_from: str = ""
    top_from: str = ""
    align: str = ""
    inline: bool = False
    outlined: bool = True
    solid: bool = True
    colour: str = "auto"
    blocks: "tuple[Block, ...]" = ()
    part: str = ""
    description: str = ""


@frozen(kw_only=True)
class Paragraph:
    """A paragraph (*đoạn văn*).

    Attributes:
        runs: Its text; neighbours of one look are one run.
        look: How it is set.
        mark: How the sign that ends it looks: an empty paragraph is as high as that.
        label: The automatic number before it, without what follows it; else empty.
        shapes: What is anchored in it, text boxes included.
        section: The index of its section in `Document.sections`.
        page: The page it begins on, from 1, by the page breaks that are written in the file;
            None when no program has left any.
    """

    runs: tuple[Run, ...]
    look: ParagraphLook
    mark: RunLook
    label: str = ""
    shapes: tuple[Shape, ...] = ()
    section: int = 0
    page: int | None = None

    @property
    def text(self) -> str:
        """The text as it is typed."""
        return "".join([run.text for run in self.runs])


@frozen(kw_only=True)
class Cell:
    """A cell of a table (*ô*).

    Attributes:
        blocks: What stands in it, at least one paragraph in a sound file.
        column: The index of its first column.
        span: How many columns it takes.
        width: Its width, margins included; None where it is not told.
        padding: Clear space at its left and right.
        continued: Whether it is the lower part of a cell that begins in a row above.
        borders: The edges drawn round it.
    """

    blocks: "tuple[Block, ...]"
    column: int
    span: int = 1
    width: float | None = None
    padding: tuple[float, float] = (0.0, 0.0)
    continued: bool = False
    borders: Borders = NO_BORDERS


@frozen(kw_only=True)
class Row:
    """A row of a table; `header` when it is repeated on every page."""

    cells: tuple[Cell, ...]
    header: bool = False


@frozen(kw_only=True)
class Table:
    """A table (*bảng*).

    Attributes:
        rows: From top to bottom.
        widths: Of the columns of its grid.
        indent: From the left margin to the left edge of its text, may be negative.
        align: ``"left"``, ``"center"`` or ``"right"`` between the margins.
        style: The id of its style, empty without.
        section: The index of its section.
    """

    rows: tuple[Row, ...]
    widths: tuple[float, ...] = ()
    indent: float = 0.0
    align: str = "left"
    style: str = ""
    section: int = 0

    def cells(self) -> Iterator[Cell]:
        """Yield the cells row by row, the lower parts of merged ones too."""
        for row in self.rows:
            yield from row.cells

    @property
    def ruled(self) -> bool:
        """Whether any of its edges is drawn."""
        return any(cell.borders for cell in self.cells())


Block = Paragraph | Table


@frozen(kw_only=True)
class Section:
    """A run of pages with one geometry (*phần văn bản*).

    Attributes:
        width, height: The paper as it is read.
        top, bottom, left, right, gutter: Margins.
        title_page: Whether the first page has a header and footer of its own.
        headers, footers: By ``"default"``, ``"first"``, ``"even"``; those of the section before
            where it names none.
        number_start: The number of its first page; None when numbers go on.
        number_format: ``"decimal"``, ``"upperRoman"`` …
        begins: ``"nextPage"``, ``"continuous"`` …
    """

    width: float = 612.0
    height: float = 792.0
    top: float = 72.0
    bottom: float = 72.0
    left: float = 72.0
    right: float = 72.0
    gutter: float = 0.0
    header_distance: float = 36.0
    footer_distance: float = 36.0
    title_page: bool = False
    headers: "Mapping[str, tuple[Block, ...]]" = field(factory=dict, repr=False)
    footers: "Mapping[str, tuple[Block, ...]]" = field(factory=dict, repr=False)
    number_start: int | None = None
    number_format: str = "decimal"
    begins: str = "nextPage"

    @property
    def text_width(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right - self.gutter


@frozen(kw_only=True)
class Document:
    """A .docx in one view of its tracked changes.

    Attributes:
        blocks: The body in reading order.
        sections: At least one.
        notes: Footnotes and endnotes by key, ``"footnote 2"``, in the order of the file.
        styles: The names that people see, by the id of the style.
        parts: The names of all parts of the package.
        even_and_odd: Whether even pages have headers of their own.
        changes: How many tracked changes there are.
        comments: How many comments it refers to.
        unseen: What could not be looked into, in words for people.
    """

    blocks: tuple[Block, ...] = field(repr=False)
    sections: tuple[Section, ...]
    notes: Mapping[str, tuple[Block, ...]] = field(factory=dict, repr=False)
    styles: Mapping[str, str] = field(factory=dict, repr=False)
    parts: tuple[str, ...] = ()
    even_and_odd: bool = False
    changes: int = 0
    comments: int = 0
    unseen: tuple[str, ...] = ()

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield every paragraph of the body in reading order: cells and text boxes included."""
        return paragraphs_of(self.blocks)


def paragraphs_of(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Yield every paragraph of some blocks in reading order.

    A text box comes right after the paragraph it is anchored in.
    """
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            for shape in block.shapes:
                yield from paragraphs_of(shape.blocks)
        else:
            for cell in block.cells():
                yield from paragraphs_of(cell.blocks)
