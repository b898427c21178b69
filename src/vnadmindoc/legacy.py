"""Text of the fonts before Unicode: TCVN3 (``.VnTime``) and VNI (``VNI-Times``), told by the font.

Promised: every letter of Vietnamese in both cases; capitals of TCVN3 are those fonts whose name
ends with *H*, which show small letters as capitals. Text of any other font is left as it is.
Refused here: guessing an encoding from the letters: without its font such text is not known.
Source: TCVN 5712:1993 (the set called VN3); the VNI-Windows code page.
"""

import re
from functools import lru_cache
from itertools import product
from unicodedata import normalize

_TCVN3_FONT = re.compile(r"\.vn[a-z3]", re.IGNORECASE)
_VNI_FONT = re.compile(r"vni[- ]", re.IGNORECASE)
_UNICODE = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")

# The bytes from 0xA1 on; a dot where there is no letter.
_TCVN3 = str.maketrans(
    {
        chr(code): letter
        for code, letter in enumerate(
            "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù"
            ".ủũúụừửữứựỳỷỹýỵ",
            0xA1,
        )
        if letter != "."
    }
)

# A sign behind a vowel is its mark; the order is that of `_MARKS`.
_MARKS = "\u0300\u0301\u0309\u0303\u0323"
_TONES = "øùûõï"
_ROUND = "àáåãä"  # the same tones together with a circumflex
_BREVE = "èéúüë"  # the same together with a breve
_HORNS = {"ô": "ơ", "ö": "ư"}
_ALONE = {"ñ": "đ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", **_HORNS}


def _vni_pairs() -> dict[str, str]:
    """Return what each sign or pair of signs of VNI is, in small letters."""
    pairs = dict(_ALONE)
    for vowel, (sign, mark) in product("aeouy", zip(_TONES, _MARKS, strict=True)):
        pairs[vowel + sign] = normalize("NFC", vowel + mark)
    for (sign, horned), (tone, mark) in product(_HORNS.items(), zip(_TONES, _MARKS, strict=True)):
        pairs[sign + tone] = normalize("NFC", horned + mark)
    for vowel in "aeo":
        round_vowel = normalize("NFC", vowel + "\u0302")
        pairs[vowel + "â"] = round_vowel
        for sign, mark in zip(_ROUND, _MARKS, strict=True):
            pairs[vowel + sign] = normalize("NFC", round_vowel + mark)
    pairs["aê"] = "ă"
    for sign, mark in zip(_BREVE, _MARKS, strict=True):
        pairs["a" + sign] = normalize("NFC", "ă" + mark)
    return pairs


_VNI = _vni_pairs()
_VNI_SIGNS = re.compile(
    "|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)), re.IGNORECASE
)


def decoded(text: str, font: str | None) -> str:
    """Return the text of a run as it is seen in its font.

    Args:
        text: The text as it is stored.
        font: The name of its font; None when it is not known.
    """
    if not is_legacy(font) or _UNICODE.search(text):
        # A letter that no such font has is from another one, and so is all of its run.
        return text
    assert font is not None
    if _VNI_FONT.match(font):
        return _VNI_SIGNS.sub(_vni_letter, text)
    plain = text.translate(_TCVN3)
    return plain.upper() if font.endswith("H") else plain


@lru_cache(maxsize=256)
def is_legacy(font: str | None) -> bool:
    """Whether a font shows other letters than Unicode has."""
    return font is not None and bool(_VNI_FONT.match(font) or _TCVN3_FONT.match(font))


def _vni_letter(found: re.Match[str]) -> str:
    signs = found.group()
    letter = _VNI[signs.lower()]
    return letter.upper() if signs[0].isupper() else letter
