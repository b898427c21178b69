"""The numbers and switches of the format, read leniently: what is damaged counts as not said."""

import re
from typing import Final

_UNITS: Final = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}
_MEASURE = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(pt|in|cm|mm|pc|pi)\s*")
_MOST: Final = 1e6  # pt; beyond is damage

EMU: Final = 12_700
"""English metric units in a point."""


def number(text: str | None) -> float | None:
    """Return a number; None for none, or for one no page could show."""
    if text is None:
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) <= _MOST * EMU else None


def integer(text: str | None) -> int | None:
    """Return a whole number; None for none."""
    value = number(text)
    return None if value is None else int(value)


def points(text: str | None, per_point: float = 20.0) -> float | None:
    """Return a length in pt; a bare number counts parts of a point, twentieths by default."""
    if text is None:
        return None
    value = number(text)
    if value is not None:
        value /= per_point
    elif found := _MEASURE.fullmatch(text):
        value = float(found[1]) * _UNITS[found[2]]
    return value if value is not None and abs(value) <= _MOST else None


def on(text: str | None) -> bool:
    """Return whether a switch is on; its mere presence turns it on."""
    return text not in _OFF


_OFF: Final = frozenset({"0", "false", "off", "none"})
