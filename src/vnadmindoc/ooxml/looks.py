"""How runs and paragraphs look once every source of their formatting has spoken.

Promised: plain values with everything settled; equal looks are one object in a document, so that
they can be compared by identity. Lengths are in pt.
"""

import re
from enum import StrEnum

from attrs import frozen


class Alignment(StrEnum):
    """How the lines of a paragraph stand, as they are seen."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFY = "justify"


class LineRule(StrEnum):
    """What the line spacing of a paragraph counts."""

    MULTIPLE = "multiple"
    """Multiples of the single line."""
    EXACT = "exact"
    """A height in pt, whatever stands in the line."""
    AT_LEAST = "at least"
    """A least height in pt."""


@frozen(kw_only=True)
class Typefaces:
    """The faces of a run by script; None where the document leaves it to the program."""

    ascii: str | None
    other: str | None
    east_asian: str | None
    complex: str | None


@frozen(kw_only=True)
class RunLook:
    """How a run looks (*định dạng chữ*).

    Attributes:
        typefaces: By script; a run of a complex script takes ``complex`` alone.
        size: In pt.
        bold, italic, underline, strike: As they take effect.
        capitals: Whether small letters are shown as capitals (``w:caps``).
        small_capitals: Whether they are shown as small capitals.
        hidden: Whether it is not printed.
        colour: Six hexadecimal digits, or ``"auto"``: black on white.
        raised: ``"superscript"``, ``"subscript"`` or empty.
        complex: Whether it is set as a complex script, or from right to left.
        boxed: Whether a border is drawn round it.
        style: The id of its character style, empty without.
    """

    typefaces: Typefaces
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    capitals: bool = False
    small_capitals: bool = False
    hidden: bool = False
    colour: str = "auto"
    raised: str = ""
    complex: bool = False
    boxed: bool = False
    style: str = ""

    def faces_of(self, text: str) -> tuple[str | None, ...]:
        """Return the faces that the letters of a text take, each once, blanks left out.

        Source: ECMA-376 Part 1, 17.3.2.26.
        """
        faces = self.typefaces
        if self.complex:
            return (faces.complex,)
        if text.isascii():
            return (faces.ascii,) if text.strip() else ()
        if faces.ascii == faces.other and _SCRIPT.search(text) is None:
            return (faces.ascii,) if text.strip() else ()
        found = dict.fromkeys(
            faces.ascii if sign < "\x80" else _beyond_ascii(sign, faces)
            for sign in dict.fromkeys(text)
            if not sign.isspace()
        )
        return tuple(found)


# Signs of scripts that have faces of their own: complex ones (Hebrew, Arabic, the scripts of India,
# Thai), then those of East Asia.
_COMPLEX = "\u0590-\u0e7f"
_EAST_ASIAN = "\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef"
_SCRIPTS = re.compile(f"(?P<complex>[{_COMPLEX}])|[{_EAST_ASIAN}]")
_SCRIPT = re.compile(f"[{_COMPLEX}{_EAST_ASIAN}]")  # in one class: it is gone through much faster


def _beyond_ascii(sign: str, faces: Typefaces) -> str | None:
    script = _SCRIPTS.match(sign)
    if script is not None:
        return faces.complex if script["complex"] else faces.east_asian
    return faces.other


@frozen
class Border:
    """A drawn edge.

    Attributes:
        kind: ``"single"``, ``"double"``, ``"dashed"`` …, as the format names it.
        thickness: In pt.
        colour: Six hexadecimal digits, or ``"auto"``.
        clear: Space between it and the text, in pt.
    """

    kind: str
    thickness: float
    colour: str = "auto"
    clear: float = 0.0


@frozen(kw_only=True)
class Borders:
    """The edges round something; None where nothing is drawn."""

    top: Border | None = None
    bottom: Border | None = None
    left: Border | None = None
    right: Border | None = None

    def __bool__(self) -> bool:
        return any(self.edges)

    @property
    def edges(self) -> "tuple[Border | None, ...]":
        """Top, bottom, left and right."""
        return self.top, self.bottom, self.left, self.right

    @property
    def closed(self) -> bool:
        """Whether all four are drawn, so that they make a box."""
        return all(self.edges)


NO_BORDERS = Borders()


@frozen(kw_only=True)
class ParagraphLook:
    """How a paragraph is set (*định dạng đoạn*).

    Attributes:
        style: The id of its style.
        align: How its lines stand.
        first: Indent of the first line beyond the others; negative for a hanging one.
        left, right: Indents of all lines.
        before, after: Space above and below.
        line: By `rule`: multiples of the single line, or pt.
        rule: What `line` counts.
        contextual: Whether no space is left to a neighbour of the same style.
        borders: Drawn round it.
        keep_next: Whether it may not be the last thing on a page.
        new_page: Whether it begins a page.
        outline: Its level in the outline from 0; None for body text.
        framed: Whether it stands in a frame of its own (``w:framePr``).
        frame_width, frame_height: Of that frame; None where it fits its text.
        frame_align: Where that frame stands between the margins: as `align`, or None.
    """

    style: str = ""
    align: Alignment = Alignment.LEFT
    first: float = 0.0
    left: float = 0.0
    right: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    rule: LineRule = LineRule.MULTIPLE
    contextual: bool = False
    borders: Borders = NO_BORDERS
    keep_next: bool = False
    new_page: bool = False
    outline: int | None = None
    framed: bool = False
    frame_width: float | None = None
    frame_height: float | None = None
    frame_align: Alignment | None = None
