"""A document as it stands: what each paragraph says, which component it is, how it is set.

Promised: the same values for a page that the layout has settled, for a DOCX file that anyone made,
for the text of a PDF and for plain text, so that a rule is asked once, of what is seen, whoever
made it. What a source cannot show is not in `Specimen.facts`, and nothing is made up for it.
Refused here: opening a file, telling what a paragraph is, what is allowed.
Lengths are in pt, but for paper and boxes, which are in mm as in the Decree.
"""

from collections.abc import Iterator
from enum import StrEnum

from attrs import field, frozen

from vnadmindoc.findings import Place as Place  # noqa: PLC0414  # specimens and findings share it
from vnadmindoc.standard import Align, Role


class Fact(StrEnum):
    """A kind of thing that a source may show (*căn cứ kiểm tra*)."""

    NOTICE = "notice"
    """What the document says, as the model: always there."""
    TEXT = "text"
    """The text as it stands, with its marks, case and blanks."""
    LETTERS = "letters"
    """Typeface, size, weight, slant and colour of every run."""
    SETTING = "setting"
    """Alignment, indents and spacing of every paragraph."""
    PAPER = "paper"
    """Size and orientation of every section."""
    MARGINS = "margins"
    """The margins of every section."""
    NUMBERING = "numbering"
    """Page numbers: where they stand and how they run."""
    LINES = "lines"
    """Drawn lines and their lengths."""
    BOXES = "boxes"
    """Boxes round marks."""
    PLACES = "places"
    """Which paragraphs stand side by side, and in which half."""
    PAGES = "pages"
    """On which page a paragraph comes to stand."""
    IMAGES = "images"
    """Pictures: of a signature, of a seal."""
    FILE = "file"
    """What the file itself is: its version, the resolution of its scanned pages."""
    RECORD = "record"
    """The metadata of the records system (Phụ lục VI)."""
    SIGNING = "signing"
    """The day on which it was signed."""
    SERIES = "series"
    """The other documents of the same body and year."""


class Side(StrEnum):
    """The half of the page that a paragraph stands in."""

    LEFT = "left"
    RIGHT = "right"


@frozen(kw_only=True)
class Letters:
    """How a run is set, as it takes effect; None where it cannot be told.

    Attributes:
        typeface: Every face that its letters take, e.g. one for Latin letters and one for others.
        size: In pt.
        bold, italic, underline: Weight, slant, a line below.
        capitals: Whether it is shown in capitals whatever case it is typed in.
        colour: ``"black"`` (automatic too), or six hexadecimal digits.
    """

    typefaces: tuple[str, ...] | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    capitals: bool = False
    colour: str | None = None


@frozen
class SeenRun:
    """A stretch of text in one look."""

    text: str
    letters: Letters


@frozen(kw_only=True)
class Setting:
    """How a paragraph is set, as it takes effect; lengths in pt.

    Attributes:
        align: How its lines stand; None where that has no name here.
        indent: Of the first line beyond the others; negative for a hanging one.
        left, right: Of all lines.
        before, after: Space above and below, as the application computes it.
        line: A multiple of the single line (``exact`` false), or pt.
        exact: Whether `line` is a height in pt.
        least: Whether `line` is a least height in pt.
    """

    align: Align | None = None
    indent: float = 0.0
    left: float = 0.0
    right: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    exact: bool = False
    least: bool = False


@frozen(kw_only=True)
class SeenParagraph:
    """A paragraph as it stands.

    Attributes:
        index: Its place in `Specimen.paragraphs`.
        text: Its text, as it is shown but for `Letters.capitals`; blanks and marks untouched.
        role: The component it is; None where nobody could tell. Blank paragraphs have none.
        path: Where in the model its text went; empty for furniture and blanks.
        place: Where in its source it stands.
        runs: Its text in runs; empty where letters are not known.
        setting: How it is set; None where that is not known.
        sheet: The index of its section in `Specimen.sheets`.
        side: The half it stands in, where two stand side by side.
        row: Names the row of a table it stands in; paragraphs of one row stand level.
        in_table: Whether it stands in a table that is content, not a means of layout.
        room: The width it has, without its indents, in pt.
        numbered: A label that the application adds: ``"1."``; not part of `text`.
        offset: How many characters of its line, or paragraph, stand before `text`.
        looks: How its words are set, blanks left out: each look once.
    """

    index: int
    text: str
    role: Role | None = None
    path: str = ""
    place: Place = field(factory=Place)
    runs: tuple[SeenRun, ...] = ()
    setting: Setting | None = None
    sheet: int = 0
    side: Side | None = None
    row: str | None = None
    in_table: bool = False
    room: float | None = None
    numbered: str = ""
    offset: int = 0
    looks: tuple[Letters, ...] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        looks = tuple([run.letters for run in self.runs if run.text.strip()])
        if len(looks) > 1:
            looks = tuple(dict.fromkeys(looks))
        object.__setattr__(self, "looks", looks)

    @property
    def shown(self) -> str:
        """The text in the case it is shown in."""
        if not self.runs:
            return self.text
        return "".join(r.text.upper() if r.letters.capitals else r.text for r in self.runs)


class LineKind(StrEnum):
    """How a line is made."""

    DRAWN = "drawn"
    """A shape, or the border of a paragraph."""
    CELL = "cell"
    """The border of a table's cell."""
    UNDERLINE = "underline"
    """Underlined letters."""
    TYPED = "typed"
    """Typed signs: ``_____``."""


@frozen(kw_only=True)
class SeenLine:
    """A horizontal line.

    Attributes:
        after: The index of the paragraph it stands under.
        kind: How it is made.
        length: In pt; None where it cannot be told.
        centred: Whether it stands in the middle of what it is under; None where unknown.
        solid: Whether it is one unbroken line.
    """

    after: int
    kind: LineKind
    length: float | None = None
    centred: bool | None = None
    solid: bool = True


@frozen(kw_only=True)
class SeenBox:
    """A box round a mark; lengths in mm, None where they cannot be told."""

    around: int
    width: float | None = None
    height: float | None = None
    single_line: bool = True
    colour: str | None = None


@frozen(kw_only=True)
class SeenImage:
    """A picture.

    Attributes:
        after: The index of the paragraph it stands in or under.
        media_type: ``"image/png"`` and the like.
        transparent: Whether it lets the page through; None where unknown.
        colour: ``"blue"``, ``"red"``, ``"black"`` or ``"other"``: what most of it is.
        left, top, width, height: On the page, in mm; None where unknown.
    """

    after: int
    media_type: str
    transparent: bool | None = None
    colour: str | None = None
    left: float | None = None
    top: float | None = None
    width: float | None = None
    height: float | None = None


@frozen(kw_only=True)
class Scan:
    """A picture that is a whole page (*trang số hóa*).

    Attributes:
        page: The page, from 1.
        resolution: Its dots to an inch at the size it is shown in.
        colour: Whether it can show colours; None where that cannot be told.
    """

    page: int
    resolution: float
    colour: bool | None = None


@frozen(kw_only=True)
class SeenFile:
    """What a PDF file is itself (*tệp PDF*).

    Attributes:
        version: Of the format: ``(1, 7)``.
        scans: Its pages that are pictures.
    """

    version: tuple[int, int]
    scans: tuple[Scan, ...] = ()


@frozen(kw_only=True)
class PageNumbers:
    """The page numbers of a section.

    Attributes:
        top: Whether they stand in the header area.
        align: How they stand.
        letters: How they are set.
        arabic: Whether they are Arabic figures.
        start: The first number; None when they go on from the section before.
        first_shown: Whether the first page shows its number.
        alone: Whether the paragraph holds nothing but the figure.
    """

    top: bool
    align: Align | None
    letters: Letters
    arabic: bool = True
    start: int | None = None
    first_shown: bool = False
    alone: bool = True


@frozen(kw_only=True)
class SeenSheet:
    """A section of a document: paper and margins in mm, as the reader sees them.

    Attributes:
        holds_table: Whether a table stands on it that is content.
        numbers: Its page numbers; None without.
        pages: How many pages it takes; None where unknown.
    """

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    gutter: float = 0.0
    holds_table: bool = False
    numbers: PageNumbers | None = None
    pages: int | None = None

    @property
    def landscape(self) -> bool:
        """Whether it lies on its side."""
        return self.width > self.height


@frozen(kw_only=True)
class Specimen:
    """A whole document as it stands (*bản trình bày*).

    Attributes:
        facts: What the source shows.
        paragraphs: Every paragraph in reading order, blank ones too.
        sheets: Its sections; empty without `Fact.PAPER`.
        lines, boxes, images: What is drawn.
        file: What the file is; None without `Fact.FILE`.
    """

    facts: frozenset[Fact]
    paragraphs: tuple[SeenParagraph, ...] = field(repr=False)
    sheets: tuple[SeenSheet, ...] = ()
    lines: tuple[SeenLine, ...] = ()
    boxes: tuple[SeenBox, ...] = ()
    images: tuple[SeenImage, ...] = ()
    file: SeenFile | None = None

    def of(self, *roles: Role) -> Iterator[SeenParagraph]:
        """Yield the paragraphs of some components, in reading order."""
        return (each for each in self.paragraphs if each.role in roles)

    def first(self, role: Role) -> SeenParagraph | None:
        """Return the first paragraph of a component."""
        return next(self.of(role), None)

    def lines_under(self, paragraph: SeenParagraph) -> tuple[SeenLine, ...]:
        """Return the lines right under a paragraph."""
        return tuple(line for line in self.lines if line.after == paragraph.index)
