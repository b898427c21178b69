"""The pages of a PDF as they are drawn: pieces of text and lines, with their places.

Promised: bounded work on any file; one `ReadError` for what is no PDF, is locked or damaged.
Lengths are in pt, counted from the upper left corner of the page.
Refused here: what a text is, and how its pieces belong together.
"""

import io
import logging
import re
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import define, evolve, field, frozen
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTItem, LTLine, LTPage, LTRect
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import LIT, PSLiteral, literal_name
from pdfminer.utils import Matrix, apply_matrix_pt, mult_matrix

from vnadmindoc.errors import ReadError

_MOST_PAGES: Final = 2_000
_MOST_THINGS: Final = 10_000_000  # letters and lines
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
# Faces of the same letterforms and widths, which stand in for Times New Roman: see `metrics`.
_TIMES = re.compile(r"Times ?New ?Roman|VNAdminTinos|Tinos|Liberation ?Serif", re.IGNORECASE)
_VERSION = re.compile(r"%PDF-(\d+)\.(\d+)")
_UNKNOWN = re.compile(r"\(cid:\d+\)")  # what the library gives for a letter without a meaning
_WIDGET: Final = LIT("Widget")
_SIDES: Final = 4  # of a rectangle
_UNMOVED: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_LEVEL: Final = 3.0  # pt: text no farther from a baseline is of its line
_FLAT: Final = 1.5  # pt: what is no thicker is a line
_JOINED: Final = 0.5  # of the size: letters no farther apart are one piece
_BLANK: Final = 0.2  # of the size: what is farther apart has a blank between

# What it makes of a damaged file is told in the error.
logging.getLogger("pdfminer").addHandler(logging.NullHandler())


@frozen
class Piece:
    """A stretch of text in one look.

    Attributes:
        text: Without blanks at its ends.
        x, y: Where its baseline begins.
        end: Where its last letter ends.
        after_blank: Whether a blank is typed between what was drawn before and it.
        colour: ``"black"``, six hexadecimal digits, or None where it cannot be told.
    """

    text: str
    x: float
    y: float
    size: float
    face: str
    bold: bool
    italic: bool
    end: float
    colour: str | None
    after_blank: bool


@frozen
class Stroke:
    """A drawn straight line, its ends in order."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def flat(self) -> bool:
        """Whether it is horizontal."""
        return abs(self.y2 - self.y1) <= _FLAT < self.x2 - self.x1

    @property
    def length(self) -> float:
        """How long it is across."""
        return self.x2 - self.x1


@frozen
class Picture:
    """A picture: how large it is shown, and what it is made of.

    Attributes:
        dots: How many it has across.
        colour: Whether it can show colours; None where that cannot be told.
    """

    width: float
    height: float
    dots: int
    colour: bool | None


@frozen
class PdfPage:
    """A page as it is seen."""

    width: float
    height: float
    pieces: tuple[Piece, ...]
    strokes: tuple[Stroke, ...]
    pictures: tuple[Picture, ...]


def version_of(data: bytes) -> tuple[int, int]:
    """Return the version of a PDF that `pdf_pages` has read: of its header, or a later one inside.

    Source: ISO 32000-2, 7.2.2, 7.5.5.
    """
    found = [_VERSION.search(data[:1024].decode("latin-1"))]
    catalog = PDFDocument(PDFParser(io.BytesIO(data))).catalog
    inside = resolve1(catalog.get("Version"))
    if isinstance(inside, PSLiteral):
        found.append(_VERSION.search(f"%PDF-{literal_name(inside)}"))
    return max((int(each[1]), int(each[2])) for each in found if each is not None)


def pdf_pages(data: bytes, source: str) -> tuple[PdfPage, ...]:
    """Return the pages of a PDF.

    Args:
        data: The file.
        source: What it is called in messages.

    Raises:
        ReadError: It is no PDF, is locked or damaged, or too large.
    """
    if b"%PDF-" not in data[:1024]:
        raise _error("this is no PDF", source, "a file that begins with %PDF-")
    try:
        return tuple(_pages(data, source))
    except (ReadError, MemoryError):
        raise
    except PDFPasswordIncorrect as error:
        raise _error("this PDF is locked with a password", source, "one without") from error
    except Exception as error:  # a damaged file meets whatever the library did not expect
        raise _error(
            f"this PDF is damaged: {error or type(error).__name__}", source, "a whole PDF file"
        ) from error


def _error(message: str, source: str, expected: str) -> ReadError:
    return ReadError(
        message,
        place=source,
        expected=expected,
        remedy="open it in a viewer and save it anew, without a password",
    )


def _pages(data: bytes, source: str) -> Iterator[PdfPage]:
    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=None)
    interpreter = PDFPageInterpreter(manager, device)
    left = _MOST_THINGS
    for number, page in enumerate(PDFPage.get_pages(io.BytesIO(data))):
        if number == _MOST_PAGES:
            raise _error(f"more than {_MOST_PAGES:,} pages", source, "a document of a sane size")
        interpreter.process_page(page)
        drawn = device.get_result()
        stamps = _stamped(page, interpreter, device)
        seen = _Canvas(drawn, stamps.pieces)
        seen.pictures += stamps.pictures
        left -= seen.things + stamps.things
        if left < 0:
            raise _error("this PDF draws too much", source, "a document of a sane size")
        yield seen.page()


def _stamped(
    page: PDFPage, interpreter: PDFPageInterpreter, device: PDFPageAggregator
) -> "_Canvas":
    """Return what signatures and form fields of a page show: a registry stamps number and day so.

    Source: ISO 32000-2, 12.5.5.
    """
    left, bottom, _, _ = page.mediabox
    device.begin_page(page, (1, 0, 0, 1, -left, -bottom))
    for each in resolve1(page.annots) or ():
        annotation = dict_value(each)
        looks = dict_value(annotation.get("AP", {}))
        shown = resolve1(looks.get("N"))
        if annotation.get("Subtype") is not _WIDGET or not isinstance(shown, PDFStream):
            continue
        moved = _moved(shown, _figures(annotation.get("Rect")))
        if moved is not None:
            ctm = mult_matrix(moved, (1, 0, 0, 1, -left, -bottom))
            interpreter.render_contents(dict_value(shown.get("Resources", {})), [shown], ctm=ctm)
    device.end_page(page)
    return _Canvas(device.get_result())


def _figures(array: object) -> list[float]:
    """Return the numbers of an array; none where there is no array."""
    return [
        float(each) for each in map(resolve1, list_value(array)) if isinstance(each, int | float)
    ]


def _moved(shown: PDFStream, place: list[float]) -> Matrix | None:
    """Return the matrix that puts an appearance into its place; None where it has no extent."""
    box, own = _figures(shown.get("BBox")), _figures(shown.get("Matrix"))
    if len(box) != _SIDES or len(place) != _SIDES:
        return None
    matrix: Matrix = (own[0], own[1], own[2], own[3], own[4], own[5]) if len(own) > 5 else _UNMOVED
    corners = [apply_matrix_pt(matrix, (x, y)) for x in box[::2] for y in box[1::2]]
    left, bottom = min(x for x, _ in corners), min(y for _, y in corners)
    width, height = max(x for x, _ in corners) - left, max(y for _, y in corners) - bottom
    if not width or not height:
        return None
    to_x, to_y = sorted(place[::2]), sorted(place[1::2])
    across, up = (to_x[1] - to_x[0]) / width, (to_y[1] - to_y[0]) / height
    fitted = (across, 0.0, 0.0, up, to_x[0] - left * across, to_y[0] - bottom * up)
    return mult_matrix(matrix, fitted)


@define
class _Canvas:
    """Takes the things apart that stand on a page.

    Attributes:
        stamps: Words that fill blanks in its lines. What a signature says of itself stands alone,
            and is no text of the document.
    """

    layout: LTPage
    stamps: list[Piece] = field(factory=list)
    things: int = 0
    pictures: list[Picture] = field(factory=list)
    strokes: list[Stroke] = field(factory=list)
    pieces: list[Piece] = field(factory=list)
    _letters: list[LTChar] = field(factory=list)
    _blank: bool = False

    def __attrs_post_init__(self) -> None:
        self._take(self.layout)
        self._close()

    def page(self) -> PdfPage:
        """Return what was taken."""
        return PdfPage(
            width=self.layout.width,
            height=self.layout.height,
            pieces=tuple(self.pieces),
            strokes=tuple(self.strokes),
            pictures=tuple(self.pictures),
        )

    def _take(self, things: Iterable[LTItem]) -> None:
        for thing in things:
            self.things += 1
            match thing:
                case LTChar():
                    self._letter(thing)
                case LTLine():
                    self.strokes.append(self._stroke(thing))
                case LTRect():
                    self._rectangle(thing)
                case LTImage():
                    self.pictures.append(_picture(thing))
                case LTContainer():
                    self._take(thing)

    # Lines

    def _stroke(self, thing: LTCurve) -> Stroke:
        top = self.layout.y1
        return Stroke(
            thing.x0 - self.layout.x0,
            top - thing.y1,
            thing.x1 - self.layout.x0,
            top - thing.y0,
        )

    def _rectangle(self, thing: LTRect) -> None:
        whole = self._stroke(thing)
        if thing.height <= _FLAT or thing.width <= _FLAT:
            # Some programs draw a line as a very low filled rectangle.
            self.strokes.append(whole)
        elif thing.stroke:
            x1, y1, x2, y2 = whole.x1, whole.y1, whole.x2, whole.y2
            self.strokes += [Stroke(x1, y1, x2, y1), Stroke(x1, y2, x2, y2)]
            self.strokes += [Stroke(x1, y1, x1, y2), Stroke(x2, y1, x2, y2)]

    # Letters

    def _letter(self, letter: LTChar) -> None:
        if abs(letter.matrix[1]) > 0.01 or (abs(letter.matrix[2]) > 0.01 and not letter.upright):
            return  # text that runs upwards
        if self._letters and not _goes_on(self._letters[-1], letter):
            self._close()
        self._letters.append(letter)

    def _close(self) -> None:
        """Make a piece of the letters collected so far, or two with a stamp between."""
        letters, self._letters = self._letters, []
        stamp = next((each for each in self.stamps if self._is_within(each, letters)), None)
        if stamp is None:
            self._add(letters)
            return
        middle = (stamp.x + stamp.end) / 2 + self.layout.x0
        before = [each for each in letters if (each.x0 + each.x1) / 2 < middle]
        behind = letters[len(before) :]
        self._add(before)
        first = next(each for each in behind if each.get_text().strip())
        # It stands in its line as if it were typed there.
        end = first.x0 - self.layout.x0
        self.pieces.append(evolve(stamp, y=self._baseline(first), end=end, after_blank=True))
        self._blank = first.get_text() != "/"
        self._add(letters[letters.index(first) :])

    def _is_within(self, stamp: Piece, letters: list[LTChar]) -> bool:
        """Whether a stamp stands between the words of a line."""
        shown = [each for each in letters if each.get_text().strip()]
        return (
            bool(shown)
            and abs(stamp.y - self._baseline(shown[0])) <= _LEVEL
            and shown[0].x0 - self.layout.x0 < stamp.x
            and stamp.end < shown[-1].x1 - self.layout.x0
        )

    def _baseline(self, letter: LTChar) -> float:
        return float(self.layout.y1 - letter.matrix[5])

    def _add(self, letters: list[LTChar]) -> None:
        text = "".join([_UNKNOWN.sub("\ufffd", each.get_text()) for each in letters])
        shown = [each for each in letters if each.get_text().strip()]
        if not shown:
            self._blank |= bool(letters)
            return
        after_blank, self._blank = self._blank or text[0].isspace(), text[-1].isspace()
        first = shown[0]
        name = _SUBSET.sub("", first.fontname)
        self.pieces.append(
            Piece(
                text=text.strip(),
                x=first.x0 - self.layout.x0,
                y=self._baseline(first),
                size=round(first.size, 2),
                face=_face(name),
                bold=_BOLD.search(name) is not None,
                italic=_ITALIC.search(name) is not None,
                end=shown[-1].x1 - self.layout.x0,
                colour=_colour(first.graphicstate.ncolor),
                after_blank=after_blank,
            )
        )


def _picture(image: LTImage) -> Picture:
    spaces = [each.name for each in image.colorspace if isinstance(each, PSLiteral)]
    known = {"DeviceRGB": True, "DeviceCMYK": True, "CalRGB": True, "ICCBased": None}
    known |= {"DeviceGray": False, "CalGray": False}
    colour = known.get(str(spaces[0])) if spaces else None
    if image.imagemask or image.bits == 1:
        colour = False
    return Picture(image.width, image.height, int(image.srcsize[0] or 0), colour)


def _goes_on(last: LTChar, letter: LTChar) -> bool:
    """Whether a letter belongs to the piece that another one is of."""
    gap = letter.x0 - last.x1
    return (
        last.fontname == letter.fontname
        and last.matrix[5] == letter.matrix[5]
        and abs(last.size - letter.size) < 0.01
        and -0.5 * letter.size < gap < _JOINED * letter.size
        and last.graphicstate.ncolor == letter.graphicstate.ncolor
    )


def _colour(given: object) -> str | None:
    """Return a colour of a device as a specimen has it; None for one of a space of its own."""
    match given:
        case int() | float():
            parts = [float(given)] * 3
        case (float() | int(), float() | int(), float() | int()):
            parts = [float(each) for each in given]
        case (
            float() | int() as c,
            float() | int() as m,
            float() | int() as y,
            float() | int() as k,
        ):
            parts = [(1 - float(each)) * (1 - float(k)) for each in (c, m, y)]
        case _:
            return None
    figures = "".join([f"{round(min(max(each, 0.0), 1.0) * 255):02X}" for each in parts])
    return "black" if figures == "000000" else figures


def _face(name: str) -> str:
    family = re.split(r"[,-]|PSMT|PS(?=$|[,-])|MT(?=$|[,-])", name, maxsplit=1)[0]
    return "Times New Roman" if _TIMES.match(name) else family or name
