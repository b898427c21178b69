"""Drawings, in both of the format's languages: lines, boxes and pictures with what they say.

Promised: DrawingML and VML give the same values; the text of a box is handed to who asked.
Refused here: the look of what is drawn beyond what a line or a box is.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from attrs import evolve

from vnadmindoc.ooxml.content import Block, Shape, ShapeKind
from vnadmindoc.ooxml.measures import EMU, number, on, points
from vnadmindoc.ooxml.xml import Element, name

BlocksOf = Callable[[Element], tuple[Block, ...]]
PartOf = Callable[[str], str]

_PIXEL: Final = 0.75  # pt
_PIXELS: Final = (_PIXEL, _PIXEL)
_LINES: Final = frozenset({"line", "straightConnector1", "bentConnector2", "bentConnector3"})
_FLAT: Final = 3.0  # pt: what is no higher, and much wider, is seen as a line
_VML_LINES: Final = frozenset({"#_x0000_t32", "#_x0000_t20"})
_VML_BOXES: Final = frozenset(
    {name("v:rect"), name("v:roundrect"), name("v:shape"), name("v:oval")}
)
_STYLE = re.compile(r"\s*([\w-]+)\s*:\s*([^;]*?)\s*(?:;|$)")
_TEXT = name("w:txbxContent")
_V_LINE, _V_GROUP = name("v:line"), name("v:group")
_WSP, _WGP, _GRP, _PIC = name("wps:wsp"), name("wpg:wgp"), name("wpg:grpSp"), name("pic:pic")
_CANVAS = name("wpc:wpc")
_EMBED, _LINKED, _ID = name("r:embed"), name("r:link"), name("r:id")


def drawn(element: Element, blocks_of: BlocksOf, part_of: PartOf) -> Iterator[Shape]:
    """Yield the shapes of a ``w:drawing``, ``w:pict`` or ``w:object``.

    Args:
        element: The drawing.
        blocks_of: Reads the text in a ``w:txbxContent``.
        part_of: Gives the name of the part behind the id of a relationship.
    """
    if element.tag == name("w:drawing"):
        for anchor in element:
            yield from _anchored(anchor, blocks_of, part_of)
    else:
        for each in element:
            yield from _vml(each, blocks_of, part_of, _PIXELS)


# DrawingML


def _anchored(anchor: Element, blocks_of: BlocksOf, part_of: PartOf) -> Iterator[Shape]:
    inline = anchor.tag == name("wp:inline")
    extent = anchor.find(name("wp:extent"))
    about = anchor.find(name("wp:docPr"))
    hidden = about is not None and on(about.get("hidden", "0"))
    data = anchor.find(f"{name('a:graphic')}/{name('a:graphicData')}")
    if data is None or hidden:
        return
    left, left_from, align = _position(anchor.find(name("wp:positionH")))
    top, top_from, _ = _position(anchor.find(name("wp:positionV")))
    place = Shape(
        kind=ShapeKind.OTHER,
        width=_emu(extent, "cx"),
        height=_emu(extent, "cy"),
        left=left,
        top=top,
        left_from=left_from,
        top_from=top_from,
        align=align,
        inline=inline,
        description=(about.get("descr") or "") if about is not None else "",
    )
    for element in data:
        yield from _graphic(element, place, blocks_of, part_of, alone=True)


def _graphic(
    element: Element, place: Shape, blocks_of: BlocksOf, part_of: PartOf, *, alone: bool
) -> Iterator[Shape]:
    match element.tag:
        case tag if tag in (_WGP, _GRP, _CANVAS):
            for child in element:
                yield from _graphic(child, place, blocks_of, part_of, alone=False)
        case tag if tag == _WSP:
            yield _shape(element, place, blocks_of, alone=alone)
        case tag if tag == _PIC:
            blip = next(element.iter(name("a:blip")), None)
            key = (blip.get(_EMBED) or blip.get(_LINKED)) if blip is not None else None
            yield evolve(place, kind=ShapeKind.PICTURE, part=part_of(key or ""), outlined=False)
        case tag if "}" in tag and tag.rpartition("}")[2] in ("chart", "relIds"):
            yield place


def _shape(element: Element, place: Shape, blocks_of: BlocksOf, *, alone: bool) -> Shape:
    properties = element.find(name("wps:spPr"))
    form = properties.find(name("a:prstGeom")) if properties is not None else None
    line = properties.find(name("a:ln")) if properties is not None else None
    size = properties.find(f"{name('a:xfrm')}/{name('a:ext')}") if properties is not None else None
    reference = element.find(f"{name('wps:style')}/{name('a:lnRef')}")
    outlined = reference is not None and reference.get("idx") != "0"
    solid, colour = True, "auto"
    if line is not None:
        if line.find(name("a:noFill")) is not None:
            outlined = False
        elif line.find(name("a:solidFill")) is not None or line.get("w"):
            outlined = True
        dash = line.find(name("a:prstDash"))
        solid = (dash is None or dash.get("val") == "solid") and (
            line.find(name("a:custDash")) is None and line.get("cmpd", "sng") == "sng"
        )
        ink = line.find(f"{name('a:solidFill')}/{name('a:srgbClr')}")
        colour = (ink.get("val") or "auto").upper() if ink is not None else "auto"
    text = element.find(f"{name('wps:txbx')}/{_TEXT}")
    if not alone:
        place = evolve(place, width=_emu(size, "cx"), height=_emu(size, "cy"), left=None, top=None)
    is_line = form is not None and form.get("prst") in _LINES and text is None
    return evolve(
        place,
        kind=ShapeKind.LINE if is_line or _flat(place, text) else ShapeKind.BOX,
        outlined=outlined,
        solid=solid,
        colour=colour,
        blocks=blocks_of(text) if text is not None else (),
    )


def _flat(place: Shape, text: Element | None) -> bool:
    """Whether a shape without text is so low that it is seen as a line."""
    width, height = place.width or 0.0, place.height or 0.0
    return text is None and height <= _FLAT and width > 4 * height and width > 0


def _position(element: Element | None) -> tuple[float | None, str, str]:
    if element is None:
        return None, "", ""
    offset = element.find(name("wp:posOffset"))
    align = element.find(name("wp:align"))
    return (
        points(offset.text, EMU) if offset is not None else None,
        element.get("relativeFrom") or "",
        (align.text or "") if align is not None else "",
    )


def _emu(element: Element | None, key: str) -> float | None:
    return points(element.get(key), EMU) if element is not None else None


# VML


def _vml(
    element: Element, blocks_of: BlocksOf, part_of: PartOf, scale: tuple[float, float]
) -> Iterator[Shape]:
    if element.tag == _V_GROUP:
        inner = _group_scale(element, scale)
        for child in element:
            yield from _vml(child, blocks_of, part_of, inner)
        return
    style = dict(_STYLE.findall(element.get("style") or ""))
    if style.get("visibility", "").strip() == "hidden":
        return
    solid = next((on_stroke(each) for each in element.iter(name("v:stroke"))), True)
    stroke = (element.get("strokecolor") or "").lstrip("#").split(" ")[0]
    place = Shape(
        kind=ShapeKind.OTHER,
        width=_scaled(style.get("width"), scale[0]),
        height=_scaled(style.get("height"), scale[1]),
        left=_scaled(style.get("margin-left") or style.get("left"), scale[0]),
        top=_scaled(style.get("margin-top") or style.get("top"), scale[1]),
        left_from=_VML_FROM.get(style.get("mso-position-horizontal-relative", ""), "column"),
        top_from=_VML_FROM.get(style.get("mso-position-vertical-relative", ""), "paragraph"),
        align=_VML_ALIGN.get(style.get("mso-position-horizontal", ""), ""),
        inline="absolute" not in style.get("position", ""),
        outlined=(element.get("stroked") or "t")[:1] not in "f0",
        solid=solid,
        colour=stroke.upper() if re.fullmatch(r"[0-9a-fA-F]{6}", stroke) else "auto",
        description=element.get("alt") or "",
    )
    if element.tag == _V_LINE:
        yield _vml_line(element, place, scale)
    elif element.tag in _VML_BOXES:
        yield _vml_shape(element, place, blocks_of, part_of)


def _vml_shape(element: Element, place: Shape, blocks_of: BlocksOf, part_of: PartOf) -> Shape:
    picture = element.find(name("v:imagedata"))
    if picture is not None:
        key = picture.get(_ID) or picture.get(name("o:relid")) or ""
        return evolve(place, kind=ShapeKind.PICTURE, part=part_of(key), outlined=False)
    text = next(element.iter(_TEXT), None)
    is_line = element.get("type") in _VML_LINES or _flat(place, text)
    return evolve(
        place,
        kind=ShapeKind.LINE if is_line and text is None else ShapeKind.BOX,
        blocks=blocks_of(text) if text is not None else (),
    )


def _vml_line(element: Element, place: Shape, scale: tuple[float, float]) -> Shape:
    begin, end = (
        [
            _scaled(each, unit)
            for each, unit in zip((element.get(word) or "0,0").split(","), scale, strict=False)
        ]
        for word in ("from", "to")
    )
    if len(begin) == len(end) == 2:
        (x1, y1), (x2, y2) = begin, end
        if x1 is not None and x2 is not None and y1 is not None and y2 is not None:
            place = evolve(
                place,
                width=abs(x2 - x1),
                height=abs(y2 - y1),
                left=min(x1, x2) if scale is _PIXELS else None,
                top=min(y1, y2) if scale is _PIXELS else None,
            )
    return evolve(place, kind=ShapeKind.LINE)


def on_stroke(stroke: Element) -> bool:
    """Return whether a stroke is one unbroken line."""
    return stroke.get("dashstyle", "solid") == "solid" and (
        stroke.get("linestyle", "single") == "single"
    )


def _group_scale(group: Element, scale: tuple[float, float]) -> tuple[float, float]:
    """Return how long the units of a group's own grid are."""
    style = dict(_STYLE.findall(group.get("style") or ""))
    grid = [number(each) for each in (group.get("coordsize") or "").split(",")]
    sizes = (_scaled(style.get("width"), scale[0]), _scaled(style.get("height"), scale[1]))
    if len(grid) != 2:
        return scale
    across, down = (
        size / units if size is not None and units else each
        for size, units, each in zip(sizes, grid, scale, strict=True)
    )
    return across, down


def _scaled(text: str | None, scale: float) -> float | None:
    """Return a length of VML in pt; a bare number counts units of the scale.

    Those are pixels, or inside a group the steps of its own grid.
    """
    if text is None:
        return None
    bare = number(text)
    if bare is not None:
        return bare * scale
    pixels = number(text.strip().removesuffix("px")) if text.strip().endswith("px") else None
    return pixels * _PIXEL if pixels is not None else points(text)


_VML_FROM: Final = {"page": "page", "margin": "margin", "text": "column", "char": "character"}
_VML_ALIGN: Final = {"left": "left", "center": "center", "right": "right"}
