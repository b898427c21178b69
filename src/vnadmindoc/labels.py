"""How the parts of a text are labelled: ``I.``, ``1.``, ``1.1.``, ``(1)``, ``a)``, ``-``, ``+``.

Promised: one notion of a label for the reader, which looks for it, and for the writer of Markdown,
which must not write one by accident. Labels without a blank behind them (``1.Rà soát``,
``-Phòng``) and of older usage (``1/``, ``I-``, ``a.``) count where a capital letter follows.
Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6.đ, and usage.
"""

import re
from typing import NamedTuple

from attrs import define

from vnadmindoc.text import CAPITAL, SMALL

BULLETS = "-–—•●*+✓>▪■·◦\uf0b7\uf02d\uf0a7\uf0d8"
"""Signs that begin a point without a number; the last are glyphs of symbol fonts."""

_LABEL = re.compile(
    rf"(?:(?P<article>Điều \d{{1,3}}{SMALL}?)[.:]\s+"
    rf"|(?P<roman>[IVXLC]{{1,7}})(?:[.)](?:\s+|(?={CAPITAL}))|\s?[-–/]\s+(?={CAPITAL}))"
    rf"|(?P<figure>\d{{1,3}}(?:\.\d{{1,3}}){{0,3}})(?:[.)](?:\s+|(?={CAPITAL}))|[-–/]\s+(?={CAPITAL}))"
    rf"|(?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})\s+(?={CAPITAL})"
    rf"|(?P<round>\((?:\d{{1,3}}|[a-zđ])\))(?:\s+|(?={CAPITAL}))"
    rf"|(?P<letter>[a-zđ]{{1,2}})(?:\)(?:\s+|(?={CAPITAL}))|[./]\s+(?={CAPITAL}))"
    rf"|(?P<bullet>[{re.escape(BULLETS)}])(?:\s+|(?={CAPITAL})))(?=\S)"
)
_STARTS = frozenset(f"ĐIVXLC0123456789(abcdefghijklmnopqrstuvwxyzđ{BULLETS}")

_RANKS = {"article": 0, "roman": 1, "figure": 2, "decimal": 2, "round": 6, "letter": 7, "bullet": 8}


# What has a line of its own for its label, and its title below it or behind it.
_PART = re.compile(
    r"(?P<label>(?:Phần|Chương|Mục|Tiểu mục)(?: thứ)?"
    r" (?:[IVXLC]{1,7}|\d{1,3}|[A-H]|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))"
    r"(?:[.:]?|[.:]\s+(?P<heading>\S.{0,250}))",
    re.IGNORECASE,
)


class Label(NamedTuple):
    """The label a text begins with.

    Attributes:
        text: As it is printed, ``"1."``.
        length: How many characters of the text it takes, with the blank behind it.
        style: What labels of one list have in common, ``"1."``, ``"a)"``, ``"-"``.
        rank: How deep labels of this style usually stand; the lower, the higher in the tree.
    """

    text: str
    length: int
    style: str
    rank: int

    @property
    def figures(self) -> str:
        """The label without its marks: ``"1"``, ``"II"``, ``"a"``."""
        return self.text.strip("(./)-– ")

    @property
    def begins_list(self) -> bool:
        """Whether it is the first of its kind: ``1.``, ``a)``, ``1.1.``, or any bullet."""
        return self.rank >= _BULLET or self.figures.rpartition(".")[2] in ("1", "01", "a")


_BULLET = 8


def part_of(text: str) -> tuple[str, str] | None:
    """Return label and title of a part, a chapter, a *mục* or a *tiểu mục* that begins at a line.

    The title is empty where it stands below.
    """
    found = _PART.fullmatch(text) if text[:1] in "PpCcMmTt" else None
    if found is None or (found["heading"] or "").endswith((".", ";", ",")):
        return None
    return found["label"], found["heading"] or ""


@define
class _Level:
    label: Label
    announces: bool  # whether a list is announced that has not begun


class Nesting:
    """Tells how deep each item of a text stands, from the labels of those above it (*thứ bậc*).

    A label of a style in use goes on that list; another begins a list below, where one is
    announced by a colon or labels of its kind usually stand deeper, or else a list beside.
    """

    def __init__(self) -> None:
        self._levels: list[_Level] = []

    @property
    def depth(self) -> int:
        """How many items are open, one in the other."""
        return len(self._levels)

    def close_to(self, depth: int) -> None:
        """Close items until so many are open."""
        del self._levels[depth:]

    def place(self, label: Label, text: str, depth: int | None = None) -> int:
        """Open an item and return how many it stands in.

        Args:
            label: Its label.
            text: Its text.
            depth: In how many it stands, where that is known.
        """
        if depth is None:
            depth = self.depth_of(label)
        self.close_to(depth)
        self._levels.append(_Level(label, announces=text.endswith(":")))
        return depth

    def follow(self) -> None:
        """Tell that text without a label stands in the last item."""
        if self._levels:
            self._levels[-1].announces = False

    def depth_of(self, label: Label) -> int:
        """Return in how many of the open items one with this label would stand."""
        levels = self._levels
        if not levels:
            return 0
        beside = [level.label.style for level in levels]
        if levels[-1].announces and (label.begins_list or label.style not in beside):
            return len(levels)
        if label.style in beside:
            return beside.index(label.style)
        depth = len(levels)
        while depth and levels[depth - 1].label.rank >= label.rank:
            depth -= 1
        return depth


def label_of(text: str) -> Label | None:
    """Return the label a text begins with, or None."""
    if text[:1] not in _STARTS:
        return None
    found = _LABEL.match(text)
    if found is None:
        return None
    kind = found.lastgroup or ""
    label = found.group().rstrip()
    rank = _RANKS[kind]
    if kind == "bullet":
        return Label(label, found.end(), label, 9 if label == "+" else rank)
    inner = found[kind]
    if kind in ("figure", "decimal"):
        depth = inner.count(".")
        style = f"1{'.1' * depth}{label[len(inner) :]}"
        # "1)" stands below "1." where both are used.
        return Label(label, found.end(), style, 5 if style == "1)" else rank + depth)
    return Label(label, found.end(), kind + label[len(inner) :], rank)
