"""A placed page to the operators that draw it, every piece marked with what it is.

Promised: the text of a page comes out in reading order, each line with the blank that parts it from
the next; what is no text of the document (page numbers, rules, a table's head shown again) is
marked as furniture, so that nobody has it read aloud (ISO 14289-1, 7.1).
Refused here: where a line stands, which `vnadmindoc.pagination` has settled.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from vnadmindoc.blocks import Span
from vnadmindoc.exporters.pdf_faces import Alphabet, Look
from vnadmindoc.exporters.pdf_tags import StructureTree
from vnadmindoc.pagination import Line, PlacedPage, Stroke
from vnadmindoc.standard import Role

_COLOURS: Final[Mapping[str, str]] = {"black": "0 g 0 G", "red": "1 0 0 rg 1 0 0 RG"}
_PAGE_NUMBER: Final = "/Artifact<</Type/Pagination/Subtype/Header>>BDC"
_SHOWN_AGAIN: Final = "/Artifact<</Type/Pagination>>BDC"
_DRAWN: Final = "/Artifact<</Type/Layout>>BDC"


def content(page: PlacedPage, alphabets: Mapping[Look, Alphabet], tree: StructureTree) -> bytes:
    """Return the operators of a page that the tree has begun, and tell it what is marked on it."""
    writer = _Content(page.page.height, alphabets, tree)
    for line in page.lines:
        writer.line(line)
    writer.end_text()
    writer.strokes(page.strokes)
    return "\n".join(writer.parts).encode("latin-1")


class _Content:
    """The operators of one page; an operator is written where its value changes."""

    def __init__(
        self, height: float, alphabets: Mapping[Look, Alphabet], tree: StructureTree
    ) -> None:
        self.height = height
        self.alphabets = alphabets
        self.tree = tree
        self.parts = ["BT"]
        self.open: int | None = None  # the paragraph of which a piece is open
        self.font = ("", 0.0)
        self.colour = "black"
        self.word_space = 0.0

    def line(self, line: Line) -> None:
        """Write a line of text."""
        style = line.paragraph.style
        if style.colour != self.colour:
            self._colour(style.colour)
        if line.word_space != self.word_space:
            self.word_space = line.word_space
            self.parts.append(f"{line.word_space:.3f} Tw")
        self.parts.append(f"1 0 0 1 {line.x:.2f} {self.height - line.baseline:.2f} Tm")
        if line.number is None:
            self._close()
            is_number = line.paragraph.role is Role.PAGE_NUMBER
            self.parts.append(_PAGE_NUMBER if is_number else _SHOWN_AGAIN)
            self._text(line.spans, style.size)
            self.parts.append("EMC")
        elif line.number == self.open:
            self._text(line.spans, style.size)
        else:
            self._close()
            self._begin(line, line.number)

    def end_text(self) -> None:
        """End the text of the page."""
        self._close()
        self.parts.append("ET")

    def strokes(self, strokes: Iterable[Stroke]) -> None:
        """Write the drawn lines."""
        if not strokes:
            return
        self.parts.append(_DRAWN)
        thickness = 1.0
        for stroke in strokes:
            if stroke.colour != self.colour:
                self._colour(stroke.colour)
            if stroke.thickness != thickness:
                thickness = stroke.thickness
                self.parts.append(f"{thickness:.2f} w")
            self.parts.append(
                f"{stroke.x1:.2f} {self.height - stroke.y1:.2f} m "
                f"{stroke.x2:.2f} {self.height - stroke.y2:.2f} l S"
            )
        self.parts.append("EMC")

    def _begin(self, line: Line, number: int) -> None:
        """Write a paragraph's first line on this page; its label is a piece of its own."""
        place = self.tree.places[number]
        spans: Sequence[Span] = line.spans
        if place.label is not None:
            label, spans = _parted(spans, len(line.paragraph.label) + 1)
            self.parts.append(self.tree.mark(place.label))
            self._text(label, line.paragraph.style.size)
            self.parts.append("EMC")
            place.label = None
            if not spans:
                return
        self.parts.append(self.tree.mark(place.element))
        self.open = number
        self._text(spans, line.paragraph.style.size)

    def _close(self) -> None:
        if self.open is not None:
            if self.tree.places[self.open].goes_on:
                self.parts.append("( ) Tj")
            self.parts.append("EMC")
            self.open = None

    def _text(self, spans: Iterable[Span], size: float) -> None:
        for span in spans:
            for name, codes in self.alphabets[span.bold, span.italic].pieces(span.text):
                if self.font != (name, size):
                    self.font = name, size
                    self.parts.append(f"/{name} {size:g} Tf")
                self.parts.append(f"({codes}) Tj")

    def _colour(self, colour: str) -> None:
        self.colour = colour
        self.parts.append(_COLOURS[colour])


def _parted(spans: Iterable[Span], at: int) -> tuple[list[Span], list[Span]]:
    """Return the spans of the first signs and those of the others."""
    first: list[Span] = []
    rest: list[Span] = []
    for span in spans:
        head, tail = span.text[:at], span.text[at:]
        if head:
            first.append(Span(head, span.bold, span.italic, span.underline))
        if tail:
            rest.append(Span(tail, span.bold, span.italic, span.underline))
        at -= len(head)
    return first, rest
