"""How tables and their cells are formed: widths, margins, edges, and what a table's style says.

Promised: the effective value of each, through table style, table and cell.
Refused here: what stands in the cells.
"""

from collections.abc import Mapping
from typing import Final

from attrs import define, frozen

from vnadmindoc.ooxml.looks import NO_BORDERS, Border, Borders
from vnadmindoc.ooxml.measures import integer, on, points
from vnadmindoc.ooxml.styles import (
    Style,
    StyleSheet,
    TableStyle,
    border,
    paragraph_properties,
    run_properties,
)
from vnadmindoc.ooxml.xml import Element, name

_W = name("w:p")[:-1]
_VAL, _WIDTH, _TYPE = name("w:val"), name("w:w"), name("w:type")
_MARGIN: Final = 5.75  # pt at the sides of a cell when nobody says anything (17.4.7)
_OUTER: Final = ("top", "bottom", "left", "right")
_EDGES: Final = (*_OUTER, "insideH", "insideV")
_NAMES: Final = {"left": ("start", "left"), "right": ("end", "right")}
# What `w:tblLook` turns on, by its bit of the older spelling; the last ones win.
_CONDITIONS: Final = (
    ("firstColumn", "firstCol", 0x0080),
    ("lastColumn", "lastCol", 0x0100),
    ("firstRow", "firstRow", 0x0020),
    ("lastRow", "lastRow", 0x0040),
)


@frozen(kw_only=True)
class Seat:
    """Where in its table a cell stands."""

    first_row: bool
    last_row: bool
    first: bool
    last: bool


@frozen(kw_only=True)
class WrittenCell:
    """What is written of a cell, settled."""

    span: int
    width: float | None
    padding: tuple[float, float]
    continued: bool
    borders: Borders


Edges = dict[str, Border | None]


@define(eq=False)
class TableForm:
    """What all cells of one table share.

    Attributes:
        style: The id of its style.
        widths: Of the columns of its grid.
        indent, align: Where it stands between the margins.
        edges: Its lines: outer and inner ones.
        padding: At the sides of its cells.
        conditions: Which parts its style sets apart.
    """

    style: str
    widths: tuple[float, ...]
    indent: float
    align: str
    edges: Edges
    padding: tuple[float, float]
    conditions: tuple[str, ...]
    owner: "TableStyles"

    def text_style(self, seat: Seat) -> TableStyle | None:
        """Return what the table's style says of the text in a cell."""
        return self.owner.text_style(self.style, self._applying(seat))

    def _applying(self, seat: Seat) -> tuple[str, ...]:
        there = {
            "firstCol": seat.first,
            "lastCol": seat.last,
            "firstRow": seat.first_row,
            "lastRow": seat.last_row,
        }
        return tuple(each for each in self.conditions if there[each])

    def cell(self, element: Element, column: int, seat: Seat) -> WrittenCell:
        """Return how a cell is formed.

        Args:
            element: The ``w:tc``.
            column: Its first column.
            seat: Where it stands.
        """
        properties = element.find(_W + "tcPr")
        edges = {
            "top": self.edges.get("top" if seat.first_row else "insideH"),
            "bottom": self.edges.get("bottom" if seat.last_row else "insideH"),
            "left": self.edges.get("left" if seat.first else "insideV"),
            "right": self.edges.get("right" if seat.last else "insideV"),
        }
        for condition in self._applying(seat):
            edges.update(self.owner.cell_edges(self.style, condition))
        padding = self.padding
        span, width, continued = 1, None, False
        if properties is not None:
            edges.update(_edges(properties.find(_W + "tcBorders"), _OUTER))
            padding = _padding(properties.find(_W + "tcMar"), padding)
            spanned = properties.find(_W + "gridSpan")
            # Never beyond what a page could hold: the number is a stranger's.
            span = _clamped(spanned.get(_VAL)) if spanned is not None else 1
            width = _length(properties.find(_W + "tcW"))
            merged = properties.find(_W + "vMerge")
            continued = merged is not None and merged.get(_VAL, "continue") == "continue"
        if width is None and self.widths:
            width = sum(self.widths[column : column + span]) or None
        return WrittenCell(
            span=span,
            width=width,
            padding=padding,
            continued=continued,
            borders=Borders(**edges) or NO_BORDERS,
        )


class TableStyles:
    """The table styles of a document, and what they say of text and edges."""

    def __init__(self, styles: StyleSheet) -> None:
        self._styles = styles
        self._texts: dict[tuple[str, tuple[str, ...]], TableStyle | None] = {}

    def form(self, element: Element) -> TableForm:
        """Return what all cells of a ``w:tbl`` share."""
        properties = element.find(_W + "tblPr")
        said = _children(properties)
        named = said.get("tblStyle")
        style = (named.get(_VAL) or "") if named is not None else ""
        if style not in self._styles:
            style = self._styles.default("table")
        edges: Edges = {}
        padding = (_MARGIN, _MARGIN)
        for each in self._chain(style):
            form = _children(each.element.find(_W + "tblPr"))
            edges.update(_edges(form.get("tblBorders"), _EDGES))
            padding = _padding(form.get("tblCellMar"), padding)
        edges.update(_edges(said.get("tblBorders"), _EDGES))
        grid = element.find(_W + "tblGrid")
        align = said["jc"].get(_VAL) if "jc" in said else None
        return TableForm(
            style=style,
            widths=tuple(
                points(each.get(_WIDTH)) or 0.0 for each in (grid if grid is not None else ())
            ),
            indent=_length(said.get("tblInd")) or 0.0,
            align=_ALIGN.get(align or "left", "left"),
            edges=edges,
            padding=_padding(said.get("tblCellMar"), padding),
            conditions=_conditions(said.get("tblLook")),
            owner=self,
        )

    def _chain(self, style: str) -> tuple[Style, ...]:
        return self._styles.chain(style, "table")

    def text_style(self, style: str, conditions: tuple[str, ...]) -> TableStyle | None:
        """Return what a style says of the text in cells to which some conditions apply."""
        key = (style, conditions)
        if key not in self._texts:
            chain = self._chain(style)
            paragraph: dict[str, object] = {}
            run: dict[str, object] = {}
            for each in chain:
                paragraph.update(each.paragraph)
                run.update(each.run)
            for condition in conditions:
                for part in self._parts(style, condition):
                    paragraph.update(paragraph_properties(part.find(_W + "pPr")))
                    run.update(run_properties(part.find(_W + "rPr")))
            self._texts[key] = TableStyle(paragraph, run) if paragraph or run else None
        return self._texts[key]

    def cell_edges(self, style: str, condition: str) -> Edges:
        """Return the edges that a style draws round cells to which a condition applies."""
        edges: Edges = {}
        for part in self._parts(style, condition):
            edges.update(_edges(part.find(f"{_W}tcPr/{_W}tcBorders"), _OUTER))
        return edges

    def _parts(self, style: str, condition: str) -> list[Element]:
        return [
            part
            for each in self._chain(style)
            for part in each.element.iter(_W + "tblStylePr")
            if part.get(_TYPE) == condition
        ]


def _children(element: Element | None) -> Mapping[str, Element]:
    return {
        child.tag.rpartition("}")[2]: child for child in (element if element is not None else ())
    }


def _edges(element: Element | None, names: tuple[str, ...]) -> Edges:
    """Return the edges that are spoken of; None for one that is not to be drawn."""
    edges: Edges = {}
    if element is None:
        return edges
    for each in names:
        for spelling in _NAMES.get(each, (each,)):
            found = element.find(_W + spelling)
            if found is not None:
                edges[each] = border(found)
                break
    return edges


def _padding(element: Element | None, inherited: tuple[float, float]) -> tuple[float, float]:
    if element is None:
        return inherited
    sides = []
    for side, value in zip(("left", "right"), inherited, strict=True):
        said = (_length(element.find(_W + each)) for each in _NAMES[side])
        sides.append(next((each for each in said if each is not None), value))
    return sides[0], sides[1]


def _length(element: Element | None) -> float | None:
    """Return a width in pt; None where it is a share of the page, or left to the program."""
    if element is None or element.get(_TYPE, "dxa") != "dxa":
        return None
    return points(element.get(_WIDTH))


def _clamped(text: str | None) -> int:
    return min(max(integer(text) or 1, 1), 1_000)


def _conditions(look: Element | None) -> tuple[str, ...]:
    if look is None:
        return ()
    bits = 0
    old = look.get(_VAL)
    if old:
        try:
            bits = int(old, 16)
        except ValueError:
            bits = 0
    found = []
    for attribute, condition, bit in _CONDITIONS:
        said = look.get(_W + attribute)
        if on(said) if said is not None else bits & bit:
            found.append(condition)
    return tuple(found)


_ALIGN: Final = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
}
