"""The pages of a PDF as they are drawn: pieces of text and lines, with their places.

Promised: bounded work on any file; one `ReadError` for what is no PDF, is locked or damaged.
Lengths are in pt, counted from the upper left corner of the page.
Refused here: what a text is, and how its pieces belong together.
"""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from attrs import define, field, frozen
from pypdf import PageObject, PasswordType, PdfReader

from vnadmindoc.errors import ReadError
from vnadmindoc.metrics import width

_MOST_PAGES: Final = 2_000
_MOST_OPERATIONS: Final = 2_000_000
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
# Faces of the same letterforms and widths, which stand in for Times New Roman: see `metrics`.
_TIMES = re.compile(
    r"Times ?New ?Roman|VNAdminTinos|Tinos|Liberation ?Serif|TimesNewRoman", re.IGNORECASE
)
_FLAT: Final = 1.5  # pt: what is no thicker is a line


@frozen
class Piece:
    """A stretch of text in one look.

    Attributes:
        text: Without blanks at its ends.
        x, y: Where its baseline begins.
        apart: Whether a blank stands before it.
    """

    text: str
    x: float
    y: float
    size: float
    face: str
    bold: bool
    italic: bool
    apart: bool = False

    @property
    def end(self) -> float:
        """Where it ends, measured in a Times-metric face."""
        return self.x + width(self.text, self.size, bold=self.bold, italic=self.italic)


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
class PdfPage:
    """A page as it is seen."""

    width: float
    height: float
    pieces: tuple[Piece, ...]
    strokes: tuple[Stroke, ...]
    pictures: int


def pdf_pages(data: bytes, source: str) -> tuple[PdfPage, ...]:
    """Return the pages of a PDF.

    Args:
        data: The file.
        source: What it is called in messages.

    Raises:
        ReadError: It is no PDF, is locked or damaged, or too large.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
            raise _error("this PDF is locked with a password", source, "a PDF that opens without")
        count = len(reader.pages)
        if count > _MOST_PAGES:
            raise _error(f"this PDF has {count:,} pages", source, f"at most {_MOST_PAGES:,}")
        return tuple(_page(page, source) for page in reader.pages)
    except (ReadError, MemoryError):
        raise
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


def _page(page: PageObject, source: str) -> PdfPage:
    box = page.mediabox
    turned = page.rotation % 180 == 90
    across, down = float(box.width), float(box.height)
    seen = _Canvas(left=float(box.left), top=float(box.top), source=source)
    page.extract_text(visitor_text=seen.text, visitor_operand_before=seen.operation)
    return PdfPage(
        width=down if turned else across,
        height=across if turned else down,
        pieces=tuple(seen.pieces),
        strokes=tuple(seen.strokes),
        pictures=seen.pictures,
    )


Matrix = Sequence[float]


@define
class _Canvas:
    """Notes what pypdf draws."""

    left: float
    top: float
    source: str
    pieces: list[Piece] = field(factory=list)
    strokes: list[Stroke] = field(factory=list)
    pictures: int = 0
    _path: list[Stroke] = field(factory=list)
    _at: tuple[float, float] = (0.0, 0.0)
    _operations: int = 0
    _blank: bool = False

    # Any: what pypdf hands to a visitor has no types of its own.
    def text(self, text: str, cm: Matrix, tm: Matrix, font: Any, size: float) -> None:
        """Note a piece of text."""
        bare = text.strip()
        shown = text.strip("\r\n")
        if not bare:
            self._blank |= shown != ""
            return
        if abs(tm[1]) > 0.01 or abs(tm[2]) > 0.01:
            return  # text that runs upwards
        x, y = self._placed(tm[4], tm[5], cm)
        name = _SUBSET.sub("", str((font or {}).get("/BaseFont", "")).lstrip("/"))
        scale = abs(tm[3]) * abs(cm[3])
        look = _BOLD.search(name) is not None, _ITALIC.search(name) is not None
        apart = self._blank or shown[0].isspace()
        self._blank = shown[-1].isspace()
        self.pieces.append(Piece(bare, x, y, round(size * scale, 2), _face(name), *look, apart))

    def operation(self, operator: bytes, operands: Any, cm: Matrix, tm: Matrix) -> None:  # noqa: ARG002  # pypdf gives both matrices
        """Note a path that is drawn."""
        self._operations += 1
        if self._operations > _MOST_OPERATIONS:
            raise _error("a page draws too much", self.source, "a page that people can read")
        match operator:
            case b"m" if len(operands) == 2:
                self._at = self._placed(float(operands[0]), float(operands[1]), cm)
            case b"l" if len(operands) == 2:
                to = self._placed(float(operands[0]), float(operands[1]), cm)
                self._path.append(_between(self._at, to))
                self._at = to
            case b"re" if len(operands) == 4:
                x, y, across, down = map(float, operands)
                self._path += self._rectangle(x, y, across, down, cm)
            case b"S" | b"s" | b"B" | b"b" | b"B*" | b"b*":
                self.strokes += self._path
                self._path.clear()
            case b"f" | b"F" | b"f*":
                # Some programs draw a line as a very low filled rectangle.
                if (
                    self._path
                    and max(each.y2 for each in self._path) - min(each.y1 for each in self._path)
                    <= _FLAT
                ):
                    self.strokes.append(max(self._path, key=lambda each: each.length))
                self._path.clear()
            case b"n":
                self._path.clear()
            case b"Do":
                self.pictures += 1

    def _placed(self, x: float, y: float, cm: Matrix) -> tuple[float, float]:
        return (
            x * cm[0] + y * cm[2] + cm[4] - self.left,
            self.top - (x * cm[1] + y * cm[3] + cm[5]),
        )

    def _rectangle(
        self, x: float, y: float, across: float, down: float, cm: Matrix
    ) -> Iterator[Stroke]:
        corners = [
            self._placed(x, y, cm),
            self._placed(x + across, y, cm),
            self._placed(x + across, y + down, cm),
            self._placed(x, y + down, cm),
        ]
        for begin, end in zip(corners, [*corners[1:], corners[0]], strict=True):
            yield _between(begin, end)


def _between(one: tuple[float, float], other: tuple[float, float]) -> Stroke:
    (x1, x2), (y1, y2) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return Stroke(x1, y1, x2, y2)


def _face(name: str) -> str:
    family = re.split(r"[,-]|PSMT|PS(?=$|[,-])|MT(?=$|[,-])", name, maxsplit=1)[0]
    return "Times New Roman" if _TIMES.match(name) else family or name
