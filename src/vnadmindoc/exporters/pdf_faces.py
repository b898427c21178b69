"""Faces to fonts of a PDF file: subsets with a byte for each sign, and their way back to Unicode.

Promised: what the fonts of a process have in common is made ready once; a sign that a face cannot
draw is an error before anything is drawn, never an empty box on paper.
Refused here: where the files of the faces come from, and where text stands.

ReportLab reads the files and cuts the subsets. Its own table of fonts is left alone: it is global
to the process and answers with another file when two have one PostScript name.
"""

import re
import string
import threading
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Final

from reportlab.pdfbase.ttfonts import (
    FF_NONSYMBOLIC,
    FF_SYMBOLIC,
    TTFontFace,
)

from vnadmindoc.blocks import Layout, Paragraph
from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.fonts import VIETNAMESE, FontFamily
from vnadmindoc.exporters.pdf_file import PdfFile, stream

_SAMPLE = 60  # signs of a paragraph that an error quotes
_ESCAPES: Final = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\", "\r": r"\r"})
# The signs of nearly every notice: one subset of them serves all files of a process, which saves
# a quarter of the time of an export and costs about 10 kB a style.
_REPERTOIRE: Final = frozenset(
    {*map(chr, range(0x20, 0x7F)), *VIETNAMESE, *"“”‘’–—…•°§½²³₫€№≤≥−×±·«»"}
)
_SUBSET_SIZE: Final = 254
_BLANK: Final = 0x20
_NO_BREAK: Final = {0xA0: " "}  # a no-break space is drawn as a blank, and stretches like one
_UNWRITTEN: Final = frozenset({"\n", *map(chr, _NO_BREAK)})
# A face reads its file through one cursor.
_CURSOR_LOCK: Final = threading.Lock()

Look = tuple[bool, bool]
"""Weight and slant: whether bold, whether italic."""


class _Subset:
    """Signs of a face, each with a byte that stands for it, made ready once for any file.

    Attributes:
        signs: The signs; at most `_SUBSET_SIZE`.
        codes: What `str.translate` asks to write them in a PDF string.
    """

    def __init__(self, face: TTFontFace, number: int, signs: Iterable[str]) -> None:
        self.signs = frozenset(signs)
        # ASCII in its own place, so that the blank has 32, to which alone word spacing applies;
        # 0 is the sign for a missing one.
        codes = {ord(sign): ord(sign) for sign in sorted(self.signs) if sign.isascii()}
        free = (code for code in range(1, 256) if code != _BLANK and code not in codes)
        codes |= {ord(sign): next(free) for sign in sorted(self.signs) if not sign.isascii()}
        points = [0] * (max(codes.values()) + 1)
        for point, code in codes.items():
            points[code] = point
        self.codes = {point: chr(code).translate(_ESCAPES) for point, code in codes.items()}
        self.codes |= _NO_BREAK

        first, second = divmod(number, 26)
        tag = f"VNAD{string.ascii_uppercase[first]}{string.ascii_uppercase[second]}"
        base = f"/{tag}+{face.name.decode()}"
        program = face.makeSubset(points)
        deflated = zlib.compress(program, 9)
        self._program = stream(deflated, f"/Filter/FlateDecode/Length1 {len(program)}")
        mapping = zlib.compress(_unicode_map(codes).encode(), 9)
        self._mapping = stream(mapping, "/Filter/FlateDecode")
        # Its signs are found by their codes, not by names of a standard encoding.
        flags = face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC
        box = " ".join([f"{edge:g}" for edge in face.bbox])
        self._descriptor = (
            f"<</Type/FontDescriptor/FontName{base}/Flags {flags}/FontBBox[{box}]"
            f"/Ascent {face.ascent:g}/Descent {face.descent:g}/CapHeight {face.capHeight:g}"
            f"/ItalicAngle {face.italicAngle:g}/StemV {face.stemV:g}/FontFile2 %d 0 R>>"
        )
        # Whole thousandths of the size are near enough for paper.
        widths = [round(face.charWidths.get(point, face.defaultWidth)) for point in points]
        self._font = (
            f"<</Type/Font/Subtype/TrueType/BaseFont{base}/FirstChar 0/LastChar {len(widths) - 1}"
            f"/Widths[{' '.join(map(str, widths))}]/ToUnicode %d 0 R/FontDescriptor %d 0 R>>"
        )

    def written(self, file: PdfFile) -> int:
        """Write the font into a file and return its number."""
        program = file.add_raw(self._program)
        mapping = file.add_raw(self._mapping)
        descriptor = file.add(self._descriptor % program)
        return file.add(self._font % (mapping, descriptor))


def _unicode_map(codes: Mapping[int, int]) -> str:
    """Return the map from the bytes of a subset to Unicode (ISO 32000-1, 9.10.3)."""
    pairs = [f"<{code:02X}> <{point:04X}>" for point, code in codes.items()]
    # A section holds at most a hundred.
    sections = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *(
                "\n".join([f"{len(section)} beginbfchar", *section, "endbfchar"])
                for section in sections
            ),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


class _Face:
    """One style of the family.

    Attributes:
        signs: The signs it can draw and a PDF can name.
        unusual: Finds a sign that is not among the usual ones.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._readable():
            self.face = TTFontFace(str(path))
            # The map from the PDF's codes back to Unicode has four digits for each sign.
            points = [point for point in self.face.charToGlyph if point <= 0xFFFF]
            self.signs = frozenset(map(chr, points))
            self.usual = _Subset(self.face, 0, self.signs.intersection(_REPERTOIRE))
            usual = re.escape("".join(sorted(self.usual.signs | _UNWRITTEN)))
            self.unusual = re.compile(f"[^{usual}]")

    def subsets(self, used: frozenset[str]) -> list[_Subset]:
        """Return the usual signs, and what is used beyond them in as many subsets as it takes."""
        rest = sorted(used - self.usual.signs)
        parts = [rest[at : at + _SUBSET_SIZE] for at in range(0, len(rest), _SUBSET_SIZE)]
        if not parts:
            return [self.usual]
        with _CURSOR_LOCK, self._readable():
            made = [_Subset(self.face, number, part) for number, part in enumerate(parts, 1)]
        return [self.usual, *made]

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """Turn whatever a damaged file does to the library into an error that names it."""
        try:
            yield
        except MemoryError:
            raise
        except Exception as error:  # a damaged file meets whatever the library did not expect
            raise ExportError(
                f"the font file cannot be embedded: {error or type(error).__name__}",
                place=str(self.path),
                expected="a whole TrueType file",
                remedy="install the font anew, or leave the option fonts out",
            ) from error


Faces = Mapping[Look, _Face]


@lru_cache(maxsize=8)
def faces_of(family: FontFamily) -> Faces:
    """Read the four files; once for each family in a process.

    Raises:
        ExportError: One of them cannot be embedded.
    """
    return {
        (False, False): _Face(family.regular),
        (True, False): _Face(family.bold),
        (False, True): _Face(family.italic),
        (True, True): _Face(family.bold_italic),
    }


class Alphabet:
    """How text in one style is written in one file: names of fonts, and strings in them."""

    def __init__(self, subsets: Mapping[str, _Subset]) -> None:
        self.usual = next(iter(subsets))
        self.codes = {name: subset.codes for name, subset in subsets.items()}
        self.home = {}
        if len(subsets) > 1:
            self.home = {sign: name for name, subset in subsets.items() for sign in subset.signs}

    def pieces(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield a text in pieces: the name of a font and the inside of a PDF string."""
        if not self.home:
            yield self.usual, text.translate(self.codes[self.usual])
            return
        for name, signs in groupby(text, key=lambda sign: self.home.get(sign, self.usual)):
            yield name, "".join(signs).translate(self.codes[name])


def written_fonts(
    file: PdfFile, layout: Layout, faces: Faces
) -> tuple[str, Mapping[Look, Alphabet]]:
    """Write the fonts of a document's text; return the dictionary of them and the alphabets.

    Raises:
        ExportError: A face lacks a sign of the text.
    """
    fonts: list[int] = []
    alphabets = {}
    for look, signs in _used_signs(layout, faces).items():
        subsets = {f"F{len(fonts) + n}": each for n, each in enumerate(faces[look].subsets(signs))}
        fonts += [subset.written(file) for subset in subsets.values()]
        alphabets[look] = Alphabet(subsets)
    entries = "".join([f"/F{index} {number} 0 R" for index, number in enumerate(fonts)])
    return f"<<{entries}>>", alphabets


def _used_signs(layout: Layout, faces: Faces) -> dict[Look, frozenset[str]]:
    """Return the signs of the text in each style that occurs, none where all are usual.

    Raises:
        ExportError: A face lacks one of them.
    """
    texts: dict[Look, list[str]] = {}
    for sheet in layout.sheets:
        number = sheet.number_style
        texts.setdefault((number.bold, number.italic), []).append(string.digits)
    for paragraph in (*layout.paragraphs(), *layout.footers()):
        for span in paragraph.spans:
            texts.setdefault((span.bold, span.italic), []).append(span.text)
    used: dict[Look, frozenset[str]] = {}
    for look, parts in texts.items():
        text = "".join(parts)
        used[look] = frozenset()
        if faces[look].unusual.search(text):
            # A no-break space is written as a blank, so it is not asked of a face.
            used[look] = frozenset(text) - _UNWRITTEN
            if not used[look] <= faces[look].signs:
                raise _lack(layout, faces)
    return used


def _lack(layout: Layout, faces: Faces) -> ExportError:
    """Return what to say of the first paragraph with signs that its face lacks."""
    for paragraph in (*layout.paragraphs(), *layout.footers()):
        lacking: set[str] = set()
        for span in paragraph.spans:
            lacking |= set(span.text) - faces[span.bold, span.italic].signs - {"\n"}
        if lacking:
            break
    names = ", ".join([f"{sign!r} (U+{ord(sign):04X})" for sign in sorted(lacking)])
    return ExportError(
        f"the face has no sign for {names}",
        place=f"{paragraph.role.value} {_beginning(paragraph)!r}",
        remedy="write it otherwise, or name a font that has it",
    )


def _beginning(paragraph: Paragraph) -> str:
    text = paragraph.text
    return text if len(text) <= _SAMPLE else f"{text[: _SAMPLE - 1]}…"
