"""Automatic numbers: the label that a program shows before a paragraph of a list.

Promised: labels as a reader sees them, through levels, restarts and shared counters.
Source: ECMA-376 Part 1, 17.9.
"""

import re
from collections.abc import Mapping
from typing import Final

from attrs import define, field, frozen

from vnadmindoc.numerals import roman
from vnadmindoc.ooxml.measures import integer, on
from vnadmindoc.ooxml.styles import Properties, StyleSheet, paragraph_properties
from vnadmindoc.ooxml.symbols import symbol
from vnadmindoc.ooxml.xml import Element, name

_W = name("w:p")[:-1]
_VAL = name("w:val")
_LEVELS: Final = 9
_PLACE = re.compile(r"%([1-9])")
_MOST_ROMAN: Final = 3999


@frozen(kw_only=True)
class Level:
    """One level of a list as it is written."""

    start: int
    format: str
    text: str
    restart: int | None
    legal: bool
    style: str
    symbol_face: str
    paragraph: Properties


@define(eq=False)
class _List:
    """An abstract list and where its counters stand."""

    levels: dict[int, Level]
    counters: list[int | None] = field(factory=lambda: [None] * _LEVELS)


@define(eq=False)
class _Instance:
    """What refers to an abstract list: ``w:num``."""

    list: _List
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a document; asking for a label counts on."""

    def __init__(self, root: Element | None, styles: StyleSheet) -> None:
        self._instances: dict[str, _Instance] = {}
        if root is not None:
            self._read(root, styles)

    def _read(self, root: Element, styles: StyleSheet) -> None:
        lists: dict[str, _List] = {}
        linked: dict[str, str] = {}
        for element in root.iter(_W + "abstractNum"):
            key = element.get(_W + "abstractNumId") or ""
            lists[key] = _List(_levels(element))
            link = element.find(_W + "numStyleLink")
            if link is not None:
                linked[key] = link.get(_VAL) or ""
        for element in root.iter(_W + "num"):
            key = element.get(_W + "numId") or ""
            reference = element.find(_W + "abstractNumId")
            found = lists.get((reference.get(_VAL) or "") if reference is not None else "")
            if found is None:
                continue
            starts = {}
            levels = dict(found.levels)
            for override in element.iter(_W + "lvlOverride"):
                at = integer(override.get(_W + "ilvl")) or 0
                start = override.find(_W + "startOverride")
                if start is not None:
                    starts[at] = integer(start.get(_VAL)) or 0
                levels.update(_levels(override))
            self._instances[key] = _Instance(found, levels, starts)
        self._link(lists, linked, styles, root)

    def _link(
        self, lists: dict[str, _List], linked: Mapping[str, str], styles: StyleSheet, root: Element
    ) -> None:
        """Let lists that only name a style have the levels of the list of that style."""
        of_style = {}
        for element in root.iter(_W + "abstractNum"):
            link = element.find(_W + "styleLink")
            if link is not None:
                of_style[link.get(_VAL) or ""] = element.get(_W + "abstractNumId") or ""
        for key, style in linked.items():
            source = lists.get(of_style.get(style, ""))
            if source is None and style in styles:
                instance = self._instances.get(styles[style].paragraph.get("numId", ""))
                source = instance.list if instance is not None else None
            if source is None or source is lists[key]:
                continue
            for instance in self._instances.values():
                if instance.list is lists[key]:
                    instance.levels = {**source.levels, **instance.levels}
                    instance.list = source

    def said(self, properties: Properties) -> Properties:
        """Return what the numbering that a paragraph or style refers to says of its setting."""
        level = self._level(properties)
        return level.paragraph if level is not None else {}

    def _level(self, properties: Properties) -> Level | None:
        instance = self._instances.get(properties.get("numId", ""))
        if instance is None:
            return None
        return instance.levels.get(_at(instance, properties))

    def label(self, properties: Properties) -> str:
        """Return the label of the next paragraph with these properties, and count it.

        Args:
            properties: All that is said of the paragraph; ``numId``, ``ilvl`` and ``pStyle`` count.
        """
        instance = self._instances.get(properties.get("numId", ""))
        if instance is None:
            return ""
        at = _at(instance, properties)
        level = instance.levels.get(at)
        if level is None:
            return ""
        _count(instance, at)
        return _written(instance, at, level)


def _at(instance: _Instance, properties: Properties) -> int:
    """Return the level: what is said, or the one that bears the paragraph's style."""
    if "ilvl" in properties:
        return min(max(int(properties["ilvl"]), 0), _LEVELS - 1)
    style = properties.get("pStyle", "")
    for at, level in instance.levels.items():
        if style and level.style == style:
            return at
    return 0


def _count(instance: _Instance, at: int) -> None:
    counters = instance.list.counters
    restarted = instance.starts.pop(at, None)  # an override counts where it is first met
    current = counters[at]
    if restarted is not None:
        counters[at] = restarted
    elif current is None:
        counters[at] = instance.levels[at].start
    else:
        counters[at] = current + 1
    for deeper in range(at + 1, _LEVELS):
        level = instance.levels.get(deeper)
        after = level.restart if level is not None else None
        # 0: never; else the level, counted from 1, whose use restarts this one.
        if after is None or (after and at < after):
            counters[deeper] = None


def _written(instance: _Instance, at: int, level: Level) -> str:
    if level.format == "none":
        return _PLACE.sub("", level.text)
    if level.format == "bullet":
        return "".join(symbol(level.symbol_face, sign) for sign in level.text)

    def number(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        other = instance.levels.get(place)
        if other is None or place > at:
            return ""
        value = instance.list.counters[place]
        plain = level.legal and place != at
        return _figure(
            other.start if value is None else value, "decimal" if plain else other.format
        )

    return _PLACE.sub(number, level.text)


def _figure(value: int, kind: str) -> str:
    match kind:
        case "upperRoman" | "lowerRoman" if 0 < value <= _MOST_ROMAN:
            return roman(value) if kind == "upperRoman" else roman(value).lower()
        case "upperLetter" | "lowerLetter" if value > 0:
            letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
            return letter.upper() if kind == "upperLetter" else letter
        case "decimalZero":
            return f"{value:02d}"
        case "none":
            return ""
        case _:
            return str(value)


def _levels(element: Element) -> dict[int, Level]:
    levels = {}
    for each in element.iter(_W + "lvl"):
        levels[min(max(integer(each.get(_W + "ilvl")) or 0, 0), _LEVELS - 1)] = _read_level(each)
    return levels


def _read_level(element: Element) -> Level:
    def said(word: str) -> str | None:
        child = element.find(_W + word)
        return child.get(_VAL) if child is not None else None

    fonts = element.find(f"{_W}rPr/{_W}rFonts")
    face = fonts.get(_W + "ascii") or fonts.get(_W + "hAnsi") if fonts is not None else None
    start = integer(said("start"))
    restart = said("lvlRestart")
    legal = element.find(_W + "isLgl")
    return Level(
        start=start if start is not None else 0,
        format=said("numFmt") or "decimal",
        text=said("lvlText") or "",
        restart=integer(restart),
        legal=legal is not None and on(legal.get(_VAL)),
        style=said("pStyle") or "",
        symbol_face=face or "",
        paragraph=paragraph_properties(element.find(_W + "pPr")),
    )
