"""Lines, boxes and pictures of a Word document: how long they are and what they belong to.

Promised: of a drawing in a file only what the file tells; what cannot be told is None.
"""

from typing import Final

from attrs import frozen

from vnadmindoc.inspection.docx_looks import colour_of
from vnadmindoc.metrics import line_height, width
from vnadmindoc.ooxml import Border, Borders, Cell, LineRule, Shape
from vnadmindoc.readers.docx_flow import Placed, Room
from vnadmindoc.specimen import LineKind, SeenBox, SeenImage, SeenParagraph, SeenRun
from vnadmindoc.standard import MM, Align

_ASKEW: Final = 3 * MM  # how far from the middle a line may begin and still be seen as centred
_HALF: Final = 0.6  # of a line of text: a drawing that begins below belongs under that line


@frozen
class Stroke:
    """A drawn line on its way to a `SeenLine`.

    Attributes:
        kind: How it is made.
        begin: Where it begins, in pt from the left margin; None where that is not told.
        length: In pt.
        solid: Whether it is one unbroken line.
    """

    kind: LineKind
    begin: float | None
    length: float | None
    solid: bool = True


def paragraph_edge(edge: Border, placed: Placed) -> Stroke:
    """Return a border above or below a paragraph."""
    look, room = placed.paragraph.look, placed.room
    return Stroke(
        LineKind.DRAWN,
        room.left + look.left,
        room.width - look.left - look.right,
        edge.kind == "single",
    )


def is_centred(stroke: Stroke, seen: SeenParagraph, room: Room) -> bool | None:
    """Whether a line stands in the middle of a text; None where it cannot be told."""
    middle = middle_of(seen, room)
    if stroke.begin is None or stroke.length is None or middle is None:
        return None
    return abs(stroke.begin + stroke.length / 2 - middle) <= _ASKEW


def length_of(run: SeenRun) -> float:
    """Return how long the text of a run is, blanks at its ends left out, in pt."""
    text = run.text.strip().upper() if run.letters.capitals else run.text.strip()
    letters = run.letters
    return width(text, letters.size or 0.0, bold=bool(letters.bold), italic=bool(letters.italic))


def middle_of(seen: SeenParagraph, room: Room) -> float | None:
    """Return where the middle of a text lies, counted from the left margin."""
    setting = seen.setting
    if setting is None:
        return None
    free = room.width - setting.left - setting.right
    if setting.align is Align.CENTRE:
        return room.left + setting.left + (free + setting.indent) / 2
    longest = max(
        (_text_width(seen, text) for text in "".join(r.text for r in seen.runs).split("\n")),
        default=0.0,
    )
    if longest >= free:
        return room.left + setting.left + free / 2
    if setting.align is Align.RIGHT:
        return room.left + room.width - setting.right - longest / 2
    return room.left + setting.left + setting.indent + longest / 2


def _text_width(seen: SeenParagraph, text: str) -> float:
    letters = seen.runs[0].letters
    shown = text.upper() if letters.capitals else text
    return width(
        shown.rstrip(), letters.size or 0.0, bold=bool(letters.bold), italic=bool(letters.italic)
    )


def hangs_below(shape: Shape, placed: Placed, *, blank: bool) -> bool:
    """Whether a line that is anchored in a paragraph lies under its text, not above it."""
    if blank:
        return False
    if shape.inline:
        return False
    if shape.top is None or shape.top_from not in ("paragraph", "line"):
        return True
    sizes = [run.look.size for run in placed.paragraph.runs if run.text.strip()]
    return shape.top > _HALF * line_height(max(sizes, default=placed.paragraph.mark.size))


def stroke_of(shape: Shape, placed: Placed) -> Stroke:
    """Return a drawing that is a line."""
    room = placed.room
    begin = None
    length = shape.width
    if shape.align == "center" and length is not None:
        begin = room.left + (room.width - length) / 2
    elif shape.left is not None and shape.left_from in ("column", "character", ""):
        begin = room.left + shape.left
    elif shape.left is not None and shape.left_from == "margin":
        begin = shape.left
    return Stroke(LineKind.DRAWN, begin, length, shape.solid)


def cell_edge(edge: Border, room: Room) -> Stroke:
    """Return the edge of the cell that is a room."""
    padding = sum(room.cell.padding) if room.cell is not None else 0.0
    begin = room.left - (room.cell.padding[0] if room.cell is not None else 0.0)
    return Stroke(LineKind.CELL, begin, room.width + padding, edge.kind == "single")


def paragraph_box(around: int, placed: Placed, runs: list[SeenRun]) -> SeenBox:
    """Return the box that the borders of a paragraph make."""
    look, room = placed.paragraph.look, placed.room
    top, bottom, left, right = map(_thick, look.borders.edges)
    free = room.width - look.left - look.right
    # The box lies outside the indents, and outside of its clear space.
    across = free + left + right
    size = max((run.letters.size or 0.0 for run in runs), default=placed.paragraph.mark.size)
    text = "".join([run.text for run in runs])
    fits = sum(map(length_of, runs)) <= free + 0.1 and "\n" not in text
    down = line_height(size) + top + bottom
    return SeenBox(
        around=around,
        width=across / MM,
        height=down / MM if fits and look.rule is not LineRule.EXACT else None,
        single_line=_single(look.borders),
        colour=_colour(look.borders),
    )


def cell_box(around: int, cell: Cell) -> SeenBox:
    """Return the box that the edges of a cell make; its height is not told."""
    return SeenBox(
        around=around,
        width=cell.width / MM if cell.width is not None else None,
        single_line=_single(cell.borders),
        colour=_colour(cell.borders),
    )


def _thick(edge: Border | None) -> float:
    return edge.clear + edge.thickness if edge is not None else 0.0


def _single(borders: Borders) -> bool:
    return all(edge is not None and edge.kind == "single" for edge in borders.edges)


def _colour(borders: Borders) -> str | None:
    return next((colour_of(edge.colour) for edge in borders.edges if edge is not None), None)


def shape_box(around: int, shape: Shape) -> SeenBox:
    """Return the outline of a text box."""
    return SeenBox(
        around=around,
        width=shape.width / MM if shape.width is not None else None,
        height=shape.height / MM if shape.height is not None else None,
        single_line=shape.solid,
        colour=colour_of(shape.colour),
    )


_MEDIA_TYPES: Final = {
    "bmp": "image/bmp",
    "emf": "image/x-emf",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "tiff": "image/tiff",
    "wmf": "image/x-wmf",
}


def image_of(after: int, shape: Shape) -> SeenImage:
    """Return a drawing that is a picture."""
    suffix = shape.part.rpartition(".")[2].casefold()
    return SeenImage(
        after=after,
        media_type=_MEDIA_TYPES.get(suffix, "application/octet-stream"),
        width=shape.width / MM if shape.width is not None else None,
        height=shape.height / MM if shape.height is not None else None,
    )
