"""Text is as wide as the bundled faces make it."""

import subprocess
import sys
from importlib.resources import files

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools ships no types

from vnadmindoc import metrics
from vnadmindoc.exporters.fonts import VIETNAMESE

STYLES = {
    "Regular": (False, False),
    "Bold": (True, False),
    "Italic": (False, True),
    "BoldItalic": (True, True),
}
MM = 72 / 25.4

every_style = pytest.mark.parametrize("name", STYLES)


def face(name: str) -> TTFont:
    """Open a bundled face."""
    return TTFont(str(files("vnadmindoc") / "fonts" / f"VNAdminTinos-{name}.ttf"))


@every_style
def test_every_width_is_that_of_the_face(name: str) -> None:
    """The table holds the signs of the face, all of them and no other, with their advances."""
    font = face(name)

    assert metrics.table(*STYLES[name]) == {
        chr(code): font["hmtx"][glyph][0] for code, glyph in font.getBestCmap().items()
    }


@every_style
def test_the_vertical_measures_are_those_of_the_face(name: str) -> None:
    """Ascent, descent and gap are the same in all styles, and are the constants."""
    font = face(name)
    units = font["head"].unitsPerEm

    assert units == metrics.UNITS_PER_EM
    assert font["hhea"].ascent / units == font["OS/2"].usWinAscent / units == metrics.ASCENT
    assert -font["hhea"].descent / units == font["OS/2"].usWinDescent / units == metrics.DESCENT
    assert font["hhea"].lineGap / units == metrics.LINE_GAP


@pytest.mark.parametrize(
    ("text", "size", "millimetres"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, 95.7),
        ("Độc lập - Tự do - Hạnh phúc", 14, 60.5),
    ],
)
def test_the_national_name_and_motto_have_their_known_lengths(
    text: str, size: float, millimetres: float
) -> None:
    """*Quốc hiệu* and *tiêu ngữ* in bold are as long as measured on paper."""
    assert metrics.width(text, size, bold=True) / MM == pytest.approx(millimetres, abs=0.1)


def test_width_grows_with_the_size() -> None:
    """A text at twice the size is twice as long; no text has no length."""
    assert metrics.width("Điều 5", 28) == pytest.approx(2 * metrics.width("Điều 5", 14))
    assert metrics.width("", 14) == 0


def test_the_four_styles_are_told_apart() -> None:
    """Each pair of weight and slant measures its own face."""
    widths = {metrics.width("Thông báo", 14, bold=b, italic=i) for b, i in STYLES.values()}

    assert len(widths) == len(STYLES)


def test_a_sign_the_face_lacks_is_as_wide_as_the_em() -> None:
    """Layout goes on; what is lacking is a question of its own."""
    assert metrics.width("☐", 14) == 14
    assert "☐" not in metrics.table()


def test_what_is_missing_is_named_once_and_in_order() -> None:
    """The signs come back as they stand in the text, without repetition."""
    assert metrics.missing("☑ một, ☐ hai, ☑ ba 📅", bold=True) == "☑☐📅"


@every_style
def test_all_vietnamese_letters_are_there(name: str) -> None:
    """No style lacks a letter, nor the marks that a notice sets between letters."""
    bold, italic = STYLES[name]

    assert metrics.missing(VIETNAMESE, bold=bold, italic=italic) == ""
    assert (
        metrics.missing("“ ” ‘ ’ – — … • ° § ½ ² ₫ € № ≤ ≥ −", bold=bold, italic=italic) == ""
    )  # these signs are meant


def test_signs_that_cannot_be_drawn_are_missing() -> None:
    """Line separators and direction marks are not passed off as letters."""
    assert metrics.missing("a\n\t\u2028\u202e\u200bb") == "\n\t\u2028\u202e\u200b"


def test_a_line_at_single_spacing_is_that_of_libreoffice() -> None:
    """LibreOffice sets 12, 13, 14, 100 pt at 13.8, 14.95, 16.1, 115 pt, rounded to a twip."""
    measured = {12: 13.8, 13: 14.95, 14: 16.1, 100: 115.0}

    assert {size: metrics.line_height(size) for size in measured} == pytest.approx(
        measured, abs=0.05
    )


def test_importing_reads_nothing_and_loads_no_library() -> None:
    """The widths are read at the first question; no font or PDF library comes along."""
    program = (
        "import sys; from vnadmindoc import metrics; "
        "assert metrics._tables.cache_info().currsize == 0; "
        "metrics.width('a', 1); "
        "print(*{'reportlab', 'fontTools', 'docx'} & sys.modules.keys())"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert result.stdout.split() == []
