"""The style sheet: from a style's id and direct formatting to the look that takes effect.

Promised: every pair of style and direct formatting is resolved once; the same look is the same
object. The order is that of ECMA-376 Part 1, 17.7.2: defaults, table style, numbering, paragraph
style, character style, direct formatting; toggles cancel in pairs between styles (17.7.3).
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import Factory, define, frozen

from vnadmindoc.ooxml.looks import (
    NO_BORDERS,
    Alignment,
    Border,
    Borders,
    LineRule,
    ParagraphLook,
    RunLook,
    Typefaces,
)
from vnadmindoc.ooxml.measures import integer, number, on, points
from vnadmindoc.ooxml.xml import Element, name

Properties = Mapping[str, Any]  # Any: each word has values of its own type
"""What one level says: a property's own word, and its value."""

Key = tuple[object, ...]

_NOTHING: Final[Properties] = {}
_TOGGLES: Final = (
    "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "vanish",
)  # fmt: skip
_SLOTS: Final = ("ascii", "hAnsi", "eastAsia", "cs")
_THEME_SLOTS: Final = {
    "ascii": "asciiTheme",
    "hAnsi": "hAnsiTheme",
    "eastAsia": "eastAsiaTheme",
    "cs": "cstheme",
}
_AUTO_SPACE = 14.0  # what Word leaves where the space is left to it
_LINE = 12.0  # pt of the "line" that spaceBeforeLines counts
_FALLBACK_FACE = "Times New Roman"  # of a document that names none
_FALLBACK_SIZE = 10.0

_VAL = name("w:val")
_W = name("w:p")[:-1]
_STYLE = name("w:style")


def key_of(properties: Element | None, passed: frozenset[str]) -> Key:
    """Return what an element of properties says as something that can be compared.

    Args:
        properties: ``w:rPr``, ``w:pPr`` and the like.
        passed: Names of children that are passed over.
    """
    if properties is None:
        return ()
    return tuple(
        [
            (child.tag, *child.items(), key_of(child, passed)) if len(child) else
            (child.tag, *child.items())
            for child in properties
            if child.tag not in passed
        ]
    )  # fmt: skip


# What every child of ``w:rPr`` says, by its local name.


def _fonts(element: Element, said: dict[str, Any]) -> None:
    for slot in _SLOTS:
        theme = element.get(_W + _THEME_SLOTS[slot])
        face = element.get(_W + slot)
        # A level that names a face in either way replaces what was named below it.
        if theme:
            said[f"font:{slot}"] = ("theme", theme)
        elif face:
            said[f"font:{slot}"] = ("face", face)


def _toggle(word: str) -> Callable[[Element, dict[str, Any]], None]:
    def say(element: Element, said: dict[str, Any]) -> None:
        said[word] = on(element.get(_VAL))

    return say


def _size(word: str) -> Callable[[Element, dict[str, Any]], None]:
    def say(element: Element, said: dict[str, Any]) -> None:
        size = points(element.get(_VAL), 2.0)
        if size is not None and size > 0:
            said[word] = size

    return say


def _colour(element: Element, said: dict[str, Any]) -> None:
    said["color"] = (element.get(_VAL) or "auto", element.get(_W + "themeColor"))


def _underline(element: Element, said: dict[str, Any]) -> None:
    said["u"] = (element.get(_VAL) or "single") != "none"


def _raised(element: Element, said: dict[str, Any]) -> None:
    value = element.get(_VAL)
    said["vertAlign"] = value if value in ("superscript", "subscript") else ""


def _boxed(element: Element, said: dict[str, Any]) -> None:
    said["bdr"] = border(element) is not None


_RUN_WORDS: Final[dict[str, Callable[[Element, dict[str, Any]], None]]] = {
    _W + "rFonts": _fonts,
    _W + "sz": _size("sz"),
    _W + "szCs": _size("szCs"),
    _W + "color": _colour,
    _W + "u": _underline,
    _W + "vertAlign": _raised,
    _W + "bdr": _boxed,
    **{_W + word: _toggle(word) for word in (*_TOGGLES, "rtl", "cs")},
}


def run_properties(element: Element | None) -> Properties:
    """Return what a ``w:rPr`` says."""
    if element is None or not len(element):
        return _NOTHING
    said: dict[str, Any] = {}
    for child in element:
        say = _RUN_WORDS.get(child.tag)
        if say is not None:
            say(child, said)
    return said


# What every child of ``w:pPr`` says.


def border(element: Element | None) -> Border | None:
    """Return the edge that an element describes; None where nothing is drawn."""
    if element is None:
        return None
    kind = element.get(_VAL) or "none"
    if kind in ("none", "nil"):
        return None
    eighths = number(element.get(_W + "sz"))
    return Border(
        kind,
        (eighths if eighths is not None else 4.0) / 8,
        element.get(_W + "color") or "auto",
        number(element.get(_W + "space")) or 0.0,
    )


def _spacing(element: Element, said: dict[str, Any]) -> None:
    for side in ("before", "after"):
        value = points(element.get(_W + side))
        lines = number(element.get(f"{_W}{side}Lines"))
        automatic = element.get(f"{_W}{side}Autospacing")
        if value is not None:
            said[side] = value
        if lines:
            said[side] = lines / 100 * _LINE
        if automatic is not None:
            said[f"{side}Auto"] = on(automatic)
    line = number(element.get(_W + "line"))
    height = points(element.get(_W + "line"))
    if height is not None:
        rule = element.get(_W + "lineRule") or "auto"
        multiple = rule == "auto" and line is not None
        said["line"] = height * 20 / 240 if multiple else abs(height)
        said["lineRule"] = _LINE_RULES.get(rule, LineRule.MULTIPLE)


_LINE_RULES: Final = {
    "auto": LineRule.MULTIPLE,
    "exact": LineRule.EXACT,
    "atLeast": LineRule.AT_LEAST,
}


def _indents(element: Element, said: dict[str, Any]) -> None:
    for word, names in (("left", ("start", "left")), ("right", ("end", "right"))):
        for each in names:
            value = points(element.get(_W + each))
            if value is not None:
                said[word] = value
                break
    hanging = points(element.get(_W + "hanging"))
    first = points(element.get(_W + "firstLine"))
    if hanging is not None:
        said["first"] = -hanging
    elif first is not None:
        said["first"] = first


def _justification(element: Element, said: dict[str, Any]) -> None:
    said["jc"] = element.get(_VAL) or "left"


def _paragraph_borders(element: Element, said: dict[str, Any]) -> None:
    for side in ("top", "bottom", "left", "right"):
        found = element.find(_W + side)
        if found is not None:
            said[f"border:{side}"] = border(found)


def _outline(element: Element, said: dict[str, Any]) -> None:
    level = integer(element.get(_VAL))
    said["outline"] = level if level is not None and level < 9 else None


def _numbering(element: Element, said: dict[str, Any]) -> None:
    level = element.find(_W + "ilvl")
    numbered = element.find(_W + "numId")
    if level is not None:
        said["ilvl"] = integer(level.get(_VAL)) or 0
    if numbered is not None:
        said["numId"] = numbered.get(_VAL) or "0"


def _frame(element: Element, said: dict[str, Any]) -> None:
    align = _FRAME_ALIGN.get(element.get(_W + "xAlign") or "")
    said["frame"] = (points(element.get(_W + "w")), points(element.get(_W + "h")), align)


_FRAME_ALIGN: Final = {
    "left": Alignment.LEFT,
    "inside": Alignment.LEFT,
    "center": Alignment.CENTRE,
    "right": Alignment.RIGHT,
    "outside": Alignment.RIGHT,
}


_PARAGRAPH_WORDS: Final[dict[str, Callable[[Element, dict[str, Any]], None]]] = {
    _W + "spacing": _spacing,
    _W + "ind": _indents,
    _W + "jc": _justification,
    _W + "pBdr": _paragraph_borders,
    _W + "outlineLvl": _outline,
    _W + "numPr": _numbering,
    _W + "framePr": _frame,
    **{
        _W + word: _toggle(word)
        for word in ("contextualSpacing", "keepNext", "pageBreakBefore", "bidi")
    },
}


def paragraph_properties(element: Element | None) -> Properties:
    """Return what a ``w:pPr`` says of the paragraph, its mark's letters left out."""
    if element is None or not len(element):
        return _NOTHING
    said: dict[str, Any] = {}
    for child in element:
        say = _PARAGRAPH_WORDS.get(child.tag)
        if say is not None:
            say(child, said)
    return said


@frozen
class Style:
    """One style as it is written.

    Attributes:
        id: Its id.
        name: What people see.
        kind: ``"paragraph"``, ``"character"``, ``"table"`` or ``"numbering"``.
        based_on, linked: Ids of other styles; empty without.
        run, paragraph: What it says.
        element: The style itself, for what only tables ask.
    """

    id: str
    name: str
    kind: str
    based_on: str
    linked: str
    run: Properties
    paragraph: Properties
    element: Element


@define(eq=False)
class Ground:
    """What a paragraph has before its direct formatting: the ground of its runs too.

    Attributes:
        style: The id of the paragraph's style.
        paragraph: What the levels below direct formatting say of the paragraph.
        run: What they say of its letters, toggles apart.
        toggles: What the styles say of toggles, to be paired with a character style's.
        runs: The looks made of it so far, by what their direct formatting says.
    """

    style: str
    paragraph: Properties
    run: Properties
    toggles: Mapping[str, bool]
    runs: dict[Key, RunLook] = Factory(dict)


class Theme:
    """Faces and colours that a document refers to by their part in its theme."""

    def __init__(self, root: Element | None) -> None:
        self._faces: dict[str, str] = {}
        self._colours: dict[str, str] = {}
        if root is not None:
            self._read_faces(root)
            self._read_colours(root)

    def _read_faces(self, root: Element) -> None:
        for part in ("major", "minor"):
            fonts = next(root.iter(name(f"a:{part}Font")), None)
            if fonts is None:
                continue
            for tag, words in _THEME_FACES.items():
                element = fonts.find(name(f"a:{tag}"))
                face = element.get("typeface") if element is not None else None
                if face:
                    self._faces.update({part + word: face for word in words})

    def _read_colours(self, root: Element) -> None:
        scheme = next(root.iter(name("a:clrScheme")), None)
        for each in scheme if scheme is not None else ():
            for colour in each:
                value = colour.get("lastClr") or colour.get("val")
                if value:
                    self._colours[each.tag.rpartition("}")[2]] = value

    def face(self, reference: str) -> str | None:
        """Return the face behind ``"minorHAnsi"`` and the like; None where it is not told."""
        return self._faces.get(reference)

    def colour(self, reference: str) -> str | None:
        """Return the colour behind ``"text1"`` and the like, as six hexadecimal digits."""
        return self._colours.get(_THEME_COLOURS.get(reference, reference))


_THEME_FACES: Final = {"latin": ("HAnsi", "Ascii"), "ea": ("EastAsia",), "cs": ("Bidi",)}
_THEME_COLOURS: Final = {
    "text1": "dk1",
    "dark1": "dk1",
    "tx1": "dk1",
    "background1": "lt1",
    "light1": "lt1",
    "bg1": "lt1",
    "text2": "dk2",
    "dark2": "dk2",
    "tx2": "dk2",
    "background2": "lt2",
    "light2": "lt2",
    "bg2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}


@frozen(eq=False)
class TableStyle:
    """What a table's style says of the paragraphs and letters in a cell."""

    paragraph: Properties
    run: Properties


_NO_TABLE_STYLE: Final = TableStyle(_NOTHING, _NOTHING)


class StyleSheet:
    """The styles of a document, and the looks made of them so far.

    Attributes:
        theme: Faces and colours of the document.
    """

    def __init__(self, root: Element | None, theme: Theme) -> None:
        self.theme = theme
        self._styles: dict[str, Style] = {}
        self._defaults: dict[str, str] = {}
        self._run_defaults: Properties = _NOTHING
        self._paragraph_defaults: Properties = _NOTHING
        if root is not None:
            self._read(root)
        self._chains: dict[str, tuple[Style, ...]] = {}
        self._grounds: dict[tuple[str, TableStyle | None], Ground] = {}
        self._looks: dict[RunLook, RunLook] = {}

    def _read(self, root: Element) -> None:
        defaults = root.find(_W + "docDefaults")
        if defaults is not None:
            self._run_defaults = run_properties(defaults.find(f"{_W}rPrDefault/{_W}rPr"))
            self._paragraph_defaults = paragraph_properties(
                defaults.find(f"{_W}pPrDefault/{_W}pPr")
            )
        for element in root.iter(_STYLE):
            style = _style(element)
            # Of two styles with one id the first counts, as in Word.
            self._styles.setdefault(style.id, style)
            if on(element.get(_W + "default", "0")):
                self._defaults.setdefault(style.kind, style.id)

    def __getitem__(self, style: str) -> Style:
        return self._styles[style]

    def __contains__(self, style: str) -> bool:
        return style in self._styles

    def default(self, kind: str) -> str:
        """Return the id of the style that things of a kind have when they name none."""
        return self._defaults.get(kind, "")

    def chain(self, style: str, kind: str) -> tuple[Style, ...]:
        """Return a style after all it is based on, the remotest first; empty if it is missing."""
        if style not in self._chains:
            found: list[Style] = []
            at = style
            while at in self._styles and self._styles[at] not in found:
                found.append(self._styles[at])
                at = self._styles[at].based_on
            self._chains[style] = tuple(reversed(found))
        chain = self._chains[style]
        return chain if chain and chain[-1].kind == kind else ()

    def names(self) -> dict[str, str]:
        """Return the names that people see, by the id of the style."""
        return {style.id: style.name for style in self._styles.values()}

    def ground(
        self, style: str, table: TableStyle | None, listed: Callable[[Properties], Properties]
    ) -> Ground:
        """Return what paragraphs of one style have, in one kind of table or outside of any.

        Args:
            style: The id of the paragraph style.
            table: What the style of the table says; None outside of tables.
            listed: Gives what a numbering says of the paragraphs that refer to it.
        """
        key = (style, table)
        ground = self._grounds.get(key)
        if ground is None:
            ground = self._grounds[key] = self._made_ground(style, table, listed)
        return ground

    def _made_ground(
        self, style: str, table: TableStyle | None, listed: Callable[[Properties], Properties]
    ) -> Ground:
        in_table = table if table is not None else _NO_TABLE_STYLE
        paragraph = {**self._paragraph_defaults, **in_table.paragraph}
        own: dict[str, Any] = {}
        for each in self.chain(style, "paragraph"):
            if "numId" in each.paragraph:
                paragraph.update(listed({**each.paragraph, "pStyle": style}))
            paragraph.update(each.paragraph)
            own.update(each.run)
        return Ground(
            style,
            paragraph,
            {**self._run_defaults, **in_table.run, **own},
            {word: bool(in_table.run.get(word)) != bool(own.get(word)) for word in _TOGGLES},
        )

    def paragraph(self, ground: Ground, direct: Properties, listed: Properties) -> ParagraphLook:
        """Return how a paragraph is set.

        Args:
            ground: What its style gives.
            direct: Its direct formatting.
            listed: What the numbering says that it refers to directly.
        """
        return _paragraph_look(ground.style, {**ground.paragraph, **listed, **direct})

    def run(self, ground: Ground, style: str, direct: Properties) -> RunLook:
        """Return how a run looks.

        Args:
            ground: What its paragraph's style gives.
            style: The id of its character style, empty without.
            direct: Its direct formatting.
        """
        if style in self._styles and self._styles[style].kind == "paragraph":
            style = self._styles[style].linked
        own: dict[str, Any] = {}
        for each in self.chain(style, "character"):
            own.update(each.run)
        said = {**ground.run, **own}
        for word in _TOGGLES:
            # Two styles that turn a toggle on turn it off again; what the defaults turn on stays.
            paired = ground.toggles[word] != bool(own.get(word))
            said[word] = paired or bool(self._run_defaults.get(word))
        said.update(direct)
        look = self._settled(said, style)
        return self._looks.setdefault(look, look)

    def _settled(self, said: Properties, style: str) -> RunLook:
        complex_script = bool(said.get("rtl") or said.get("cs"))
        of = {word: said.get(word + ("Cs" if complex_script else "")) for word in ("b", "i")}
        return RunLook(
            typefaces=self._typefaces(said),
            size=said.get("szCs" if complex_script else "sz", _FALLBACK_SIZE),
            bold=bool(of["b"]),
            italic=bool(of["i"]),
            underline=bool(said.get("u")),
            strike=bool(said.get("strike") or said.get("dstrike")),
            capitals=bool(said.get("caps")),
            small_capitals=bool(said.get("smallCaps")),
            hidden=bool(said.get("vanish")),
            colour=self._coloured(said.get("color")),
            raised=said.get("vertAlign", ""),
            complex=complex_script,
            boxed=bool(said.get("bdr")),
            style=style,
        )

    def _typefaces(self, said: Properties) -> Typefaces:
        ascii_face, other, east_asian, complex_face = (
            self._face(said.get(f"font:{slot}")) for slot in _SLOTS
        )
        return Typefaces(ascii=ascii_face, other=other, east_asian=east_asian, complex=complex_face)

    def _face(self, said: object) -> str | None:
        match said:
            case ("theme", str(reference)):
                return self.theme.face(reference)
            case ("face", str(face)):
                return face
            case _:
                return _FALLBACK_FACE

    def _coloured(self, said: object) -> str:
        match said:
            case (str(value), None | str() as theme):
                if len(value) == 6:
                    return value.upper()
                return (self.theme.colour(theme) or "auto").upper() if theme else "auto"
            case _:
                return "auto"


def _style(element: Element) -> Style:
    def said(word: str) -> str:
        child = element.find(_W + word)
        return (child.get(_VAL) or "") if child is not None else ""

    return Style(
        id=element.get(_W + "styleId") or "",
        name=said("name"),
        kind=element.get(_W + "type") or "paragraph",
        based_on=said("basedOn"),
        linked=said("link"),
        run=run_properties(element.find(_W + "rPr")),
        paragraph=paragraph_properties(element.find(_W + "pPr")),
        element=element,
    )


_ALIGNMENTS: Final = {
    "left": Alignment.LEFT,
    "start": Alignment.LEFT,
    "center": Alignment.CENTRE,
    "right": Alignment.RIGHT,
    "end": Alignment.RIGHT,
    "both": Alignment.JUSTIFY,
    "distribute": Alignment.JUSTIFY,
    "lowKashida": Alignment.JUSTIFY,
    "mediumKashida": Alignment.JUSTIFY,
    "highKashida": Alignment.JUSTIFY,
    "thaiDistribute": Alignment.JUSTIFY,
}
_MIRRORED: Final = {Alignment.LEFT: Alignment.RIGHT, Alignment.RIGHT: Alignment.LEFT}


def _paragraph_look(style: str, said: Properties) -> ParagraphLook:
    align = _ALIGNMENTS.get(said.get("jc", "left"), Alignment.LEFT)
    if said.get("bidi"):
        align = _MIRRORED.get(align, align)
    framed = "frame" in said
    width, height, placed = said.get("frame", (None, None, None))
    return ParagraphLook(
        style=style,
        align=align,
        first=said.get("first", 0.0),
        left=said.get("left", 0.0),
        right=said.get("right", 0.0),
        before=_AUTO_SPACE if said.get("beforeAuto") else said.get("before", 0.0),
        after=_AUTO_SPACE if said.get("afterAuto") else said.get("after", 0.0),
        line=said.get("line", 1.0),
        rule=said.get("lineRule", LineRule.MULTIPLE),
        contextual=bool(said.get("contextualSpacing")),
        borders=_borders(said),
        keep_next=bool(said.get("keepNext")),
        new_page=bool(said.get("pageBreakBefore")),
        outline=said.get("outline"),
        framed=framed,
        frame_width=width,
        frame_height=height,
        frame_align=placed,
    )


def _borders(said: Properties) -> Borders:
    borders = Borders(**{side: said.get(f"border:{side}") for side in _SIDES})
    return borders or NO_BORDERS


_SIDES: Final = ("top", "bottom", "left", "right")
