"""What a page is made of: a closed, flat sequence with everything settled.

Promised: an exporter that draws each kind of block draws every notice; it decides no wording, no
size and no width. A new kind of block fails type-checking in every exporter that has not heard of
it (`typing.assert_never`).
Lengths are in pt.
"""

from collections.abc import Iterator

from attrs import field, frozen

from vnadmindoc.standard import Role, Style


@frozen
class Span:
    """A stretch of a paragraph in one look; weight and slant are the final ones."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


@frozen
class Paragraph:
    """A paragraph of one component; without spans only as an empty cell of a `Grid`.

    Attributes:
        role: The component.
        spans: Its text; a line feed in it is a line break that the layout has settled.
        style: How it is set.
        keep_with_next: Whether it may not be the last thing on a page.
        label: The label its text begins with, ``"1."``, ``"a)"``, ``"-"``; a blank follows it in
            the text. Empty when it is no item of a list.
        depth: How many items of lists it stands in, itself included.
        key: Names the duty it states, where it states one; the page does not show it.
    """

    role: Role
    spans: tuple[Span, ...]
    style: Style
    keep_with_next: bool = False
    label: str = ""
    depth: int = 0
    key: str = field(default="", eq=False)

    @property
    def text(self) -> str:
        """The whole text, line breaks included."""
        return "".join([span.text for span in self.spans])


@frozen
class Rule:
    """A drawn horizontal line, centred in its column.

    Attributes:
        length: Its length.
        thickness: Its thickness.
        before, after: Clear space above and below it.
    """

    length: float
    thickness: float
    before: float
    after: float


@frozen
class Stamp:
    """A mark in a single-line box, centred in its column (*dấu khẩn, dấu mật*).

    Attributes:
        paragraph: Its text, one line.
        width, height: Of the box.
        before: Clear space above it.
        thickness: Of the box's line.
    """

    paragraph: Paragraph
    width: float
    height: float
    before: float
    thickness: float


ColumnItem = Paragraph | Rule | Stamp


@frozen
class Columns:
    """Two columns side by side, never split over pages.

    Attributes:
        left, right: What stands in them, top to bottom.
        widths: Their widths, left and right.
        description: What the pair is, for readers who cannot see it.
        before: Clear space above.
    """

    left: tuple[ColumnItem, ...]
    right: tuple[ColumnItem, ...]
    widths: tuple[float, float]
    description: str
    before: float = 0.0


@frozen
class Grid:
    """A table with drawn lines; rows do not split over pages.

    Attributes:
        rows: The rows, each a tuple of cells of the same number; a cell is one paragraph.
        header_rows: How many rows at the top are repeated on every page.
        widths: The widths of the columns.
        padding: Clear space left and right inside a cell; above and below half of it.
        thickness: Of the lines.
        before: Clear space above.
        depth: How many items of lists it stands in.
    """

    rows: tuple[tuple[Paragraph, ...], ...]
    header_rows: int
    widths: tuple[float, ...]
    padding: float
    thickness: float
    before: float
    depth: int = 0


Block = Paragraph | Rule | Columns | Grid


@frozen(kw_only=True)
class Page:
    """A sheet of paper as it is read: width and height after turning."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float

    @property
    def text_width(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right


@frozen(kw_only=True)
class Sheet:
    """A run of pages with one geometry, numbered from 1; the first number is not shown (I.7).

    Attributes:
        page: The geometry.
        blocks: What stands on the pages, in reading order.
        number_style: How the page number is set, centred over the text.
        number_offset: From the upper edge of the paper to the top of the number's line.
        footer: What stands at the foot of the first page, on the bottom margin; the text ends
            above it. Empty on most sheets.
    """

    page: Page
    blocks: tuple[Block, ...]
    number_style: Style
    number_offset: float
    footer: "tuple[Paragraph | Rule, ...]" = ()


@frozen(kw_only=True)
class Layout:
    """A notice as pages, all settled (*bố cục*).

    Attributes:
        sheets: The document, then each annex.
        styles: The style of every role, at the scale of this document.
        title: The document's title for its properties.
        author: The issuing body for its properties, empty when unknown.
        language: BCP 47 tag.
    """

    sheets: tuple[Sheet, ...]
    styles: dict[Role, Style] = field(repr=False)
    title: str
    author: str
    language: str = "vi-VN"

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield every paragraph in reading order, stamps and cells included, feet of pages not."""
        for sheet in self.sheets:
            for block in sheet.blocks:
                match block:
                    case Paragraph():
                        yield block
                    case Columns():
                        for item in (*block.left, *block.right):
                            if isinstance(item, Paragraph):
                                yield item
                            elif isinstance(item, Stamp):
                                yield item.paragraph
                    case Grid():
                        for row in block.rows:
                            yield from row
                    case Rule():
                        pass

    def footers(self) -> Iterator[Paragraph]:
        """Yield every paragraph at the foot of a page, which is no part of the running text."""
        for sheet in self.sheets:
            for item in sheet.footer:
                if isinstance(item, Paragraph):
                    yield item

    def texts(self) -> Iterator[str]:
        """Yield the text of every paragraph that has one, in reading order."""
        for paragraph in self.paragraphs():
            if paragraph.text:
                yield paragraph.text
