"""Signs of the faces Symbol and Wingdings as Unicode, where offices use them.

Promised: a sign that is known becomes what it looks like; any other is left as it is, a sign of the
private use area, which is told as such by who looks for it.
"""

from typing import Final

_PRIVATE: Final = 0xF000  # where Word puts the 256 signs of a symbol face

_SYMBOL: Final = {
    0x2D: "-", 0xA3: "≤", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB0: "°", 0xB8: "÷",
    0xB9: "≠", 0xAE: "→", 0xAC: "←", 0xDE: "⇒", 0xA8: "♦", 0x22: "∀", 0x61: "α", 0x62: "β",
    0x6D: "μ", 0x70: "π", 0x53: "Σ", 0x57: "Ω", 0xA5: "∞", 0xD6: "√",
}  # fmt: skip
_WINGDINGS: Final = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x9F: "•",
    0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑", 0x28: "☎", 0x2A: "✉", 0x46: "☞", 0xF0: "⇨",
}  # fmt: skip
_FACES: Final = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def symbol(face: str, sign: str) -> str:
    """Return what a sign of a face looks like, as Unicode.

    Args:
        face: The name of the face; others than Symbol and Wingdings change nothing.
        sign: One sign, in Word's private area or below 256.
    """
    table = _FACES.get(face.casefold())
    code = ord(sign)
    if table is None and _PRIVATE <= code < _PRIVATE + 256:
        table = _SYMBOL  # bullets whose face is not told
    if table is None or (code >= 256 and not _PRIVATE <= code < _PRIVATE + 256):
        return sign
    return table.get(code & 0xFF, sign)
