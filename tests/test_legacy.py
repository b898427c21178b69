"""Text of the fonts before Unicode: every letter, in both cases, in both sets."""

import shutil
import subprocess
from itertools import product
from unicodedata import normalize

import pytest

from vnadmindoc.legacy import decoded, is_legacy

TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
SMALL = [
    letter
    for vowel, tone in product("aăâeêioôơuưy", TONES)
    if not (letter := normalize("NFC", vowel + tone)).isascii()
] + ["đ"]
"""The 67 letters that Vietnamese has beyond the Latin ones; with their capitals 134."""

# As the keyboard programs of the time stored them in the VNI-Windows code page.
LETTERS = """
àáảãạ ằắẳẵặ ầấẩẫậ èéẻẽẹ ềếểễệ ìíỉĩị òóỏõọ ồốổỗộ ờớởỡợ ùúủũụ ừứửữự ỳýỷỹỵ ăâêôơưđ
"""
SIGNS = """
aø aù aû aõ aï aè aé aú aü aë aà aá aå aã aä eø eù eû eõ eï eà eá eå eã eä ì í æ ó ò
oø où oû oõ oï oà oá oå oã oä ôø ôù ôû ôõ ôï uø uù uû uõ uï öø öù öû öõ öï
yø yù yû yõ î aê aâ eâ oâ ô ö ñ
"""
VNI = dict(zip("".join(LETTERS.split()), SIGNS.split(), strict=True))


def tcvn3(letter: str) -> str:
    """Return how a letter is stored in TCVN3, as the C library knows the national standard."""
    program = shutil.which("iconv")
    assert program is not None, "iconv of the C library is needed"
    run = subprocess.run(
        [program, "-f", "UTF-8", "-t", "TCVN5712-1"],
        input=letter.encode(),
        capture_output=True,
        check=True,
    )
    return run.stdout.decode("latin-1")


@pytest.fixture(scope="module")
def stored() -> dict[str, str]:
    """How all small letters are stored in TCVN3."""
    return dict(zip(SMALL, tcvn3("".join(SMALL)), strict=True))


def test_there_are_134_letters() -> None:
    """Nothing of the table is forgotten."""
    assert len(set(SMALL)) == len(SMALL) == 67
    assert set(VNI) == set(SMALL)


def test_every_letter_of_tcvn3_is_known(stored: dict[str, str]) -> None:
    """Small letters by their code; capitals by the font that shows them as capitals."""
    for letter, code in stored.items():
        assert decoded(code, ".VnTime") == letter
        assert decoded(code, ".VnTimeH") == letter.upper()


def test_the_capitals_without_a_tone_have_codes_of_their_own() -> None:
    """TCVN3 has seven capitals beyond the Latin ones."""
    for letter in "ĂÂÊÔƠƯĐ":
        assert decoded(tcvn3(letter), ".VnArial") == letter


def test_every_letter_of_vni_is_known() -> None:
    """A vowel and its mark, in both cases; a capital may carry a mark of either case."""
    for letter, code in VNI.items():
        assert decoded(code, "VNI-Times") == letter
        assert decoded(code.upper(), "VNI-Times") == letter.upper()
        assert decoded(code[0].upper() + code[1:], "VNI-Times") == letter.upper()


def test_whole_words_are_read() -> None:
    """As they stand in the letterheads of old templates."""
    assert decoded("Céng hoµ x· héi chñ nghÜa ViÖt Nam", ".VnTime") == (
        "Cộng hoà xã hội chủ nghĩa Việt Nam"
    )
    assert decoded("céng hoµ x· héi", ".VnTimeH") == "CỘNG HOÀ XÃ HỘI"
    assert decoded("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "VNI-Times") == (
        "Cộng hòa xã hội chủ nghĩa Việt Nam"
    )
    assert decoded("ÑOÄC LAÄP - TÖÏ DO", "VNI-Times") == "ĐỘC LẬP - TỰ DO"


@pytest.mark.parametrize("font", [None, "Times New Roman", "VNtimes", "Vni"])
def test_other_fonts_are_left_alone(font: str | None) -> None:
    """The letters of Unicode mean what they are."""
    assert decoded("Céng hoµ", font) == "Céng hoµ"
    assert not is_legacy(font)


def test_unicode_in_an_old_font_is_left_alone() -> None:
    """A word processor shows such a run in another font."""
    assert decoded("Cộng hòa", ".VnTime") == "Cộng hòa"
    assert decoded("Độc lập", ".VnTimeH") == "Độc lập"
