"""Width of text in a Times-metric face, without a font file.

The advance widths are those of Tinos, which agree with Times New Roman's; they come from
``fonts/widths.json``, which ``tools/make_fonts.py`` writes from the bundled faces. Nothing is read
before the first question. Text is measured as the exporters set it: one advance after the other,
without kerning, as Word does by default.

Refused here: line breaking, and every font library.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

UNITS_PER_EM: Final = 2048
"""The unit of the widths in a `table`: so many make the size of the type."""

ASCENT: Final = 1825 / UNITS_PER_EM
"""Height above the baseline, as a fraction of the size."""

DESCENT: Final = 443 / UNITS_PER_EM
"""Depth below the baseline, as a fraction of the size; positive."""

LINE_GAP: Final = 87 / UNITS_PER_EM
"""White between two lines set solid, as a fraction of the size; stands above the ascent."""


class _Widths(dict[str, int]):
    """Advance widths in which a sign that the face lacks is as wide as the em."""

    def __missing__(self, sign: str) -> int:
        return UNITS_PER_EM


def width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Return how long a text is when set on one line, in pt.

    A sign that the face lacks counts as one em, so that a page can be laid out before `missing` is
    asked; a combining mark counts as nothing.

    Args:
        text: In NFC; a line break in it is a sign like others.
        size: Of the type, in pt.
        bold: Measure the bold face.
        italic: Measure the italic face.
    """
    widths = table(bold, italic)
    return sum(map(widths.__getitem__, text)) * size / UNITS_PER_EM


def missing(text: str, *, bold: bool = False, italic: bool = False) -> str:
    """Return the signs of a text that the bundled face cannot draw, each once, in order."""
    known = table(bold, italic)
    return "".join(sign for sign in dict.fromkeys(text) if sign not in known)


def line_height(size: float) -> float:
    """Return the height of a line at single spacing, in pt: 1.15 times the size.

    Word and LibreOffice both count the line gap of the face in. LibreOffice 7.4 sets a DOCX in
    Liberation Serif 14 pt at 16.10 pt from line to line, and puts the gap above the line: the
    first baseline lies ``ASCENT + LINE_GAP`` below the top of the page's text area.
    """
    return (ASCENT + DESCENT + LINE_GAP) * size


def table(bold: bool = False, italic: bool = False) -> Mapping[str, int]:
    """Return the advance width of every sign of a face, in 2048ths of the size.

    ``table()[sign]`` is the em for a sign that the face lacks; ``sign in table()`` tells the two
    apart. For callers that add up whole words themselves; the same object each time.
    """
    return _tables()[bold, italic]


@cache
def _tables() -> dict[tuple[bool, bool], _Widths]:
    """Return the widths of the four styles, by weight and slant."""
    data = json.loads((files("vnadmindoc") / "fonts" / "widths.json").read_text(encoding="utf-8"))
    return {
        (False, False): _Widths(data["regular"]),
        (True, False): _Widths(data["bold"]),
        (False, True): _Widths(data["italic"]),
        (True, True): _Widths(data["bold_italic"]),
    }
