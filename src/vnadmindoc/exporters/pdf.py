"""Placed lines and rules to a PDF file, through ReportLab's document objects.

Promised: the text of the file is the text of the layout and comes out in reading order; every font
is embedded; equal notices and options give equal bytes, whatever the clock, the time zone and
ReportLab's global settings, of which none is read or changed. A sign that a face cannot draw is an
error before anything is drawn, never an empty box on paper.
Refused here: where a line stands, which `vnadmindoc.pagination` has settled.

Pages are written as PDF operators and not drawn on ReportLab's canvas: its table of fonts is global
to the process and answers with another file when two have one PostScript name.
"""

import hashlib
import string
import threading
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import ClassVar, Final

from attrs import field, frozen
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import (
    FF_NONSYMBOLIC,
    FF_SYMBOLIC,
    TTFError,
    TTFontFace,
)

from vnadmindoc.blocks import Layout, Paragraph, Span
from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.fonts import VIETNAMESE, FontFamily, find_family
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Notice
from vnadmindoc.pagination import Line, PlacedPage, Stroke, paginate
from vnadmindoc.standard import DECREE_30, Profile, Role

_PDF_VERSION: Final = (1, 7)
_NO_DATE: Final = date(1980, 1, 1)
_OUTLINED: Final = frozenset(
    {
        Role.PART,
        Role.CHAPTER,
        Role.DIVISION,
        Role.SUBDIVISION,
        Role.SECTION,
        Role.ANNEX_LABEL,
    }
)
_SAMPLE = 60  # signs of a paragraph that an error quotes
_COLOURS: Final[Mapping[str, str]] = {"black": "0 g 0 G", "red": "1 0 0 rg 1 0 0 RG"}
_ESCAPES: Final = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\", "\r": r"\r"})
# The signs of nearly every notice: one subset of them serves all files of a process, which saves
# a quarter of the time of an export and costs about 10 kB a style.
_REPERTOIRE: Final = frozenset(
    {*map(chr, range(0x20, 0x7F)), *VIETNAMESE, *"“”‘’–—…•°§½²³₫€№≤≥−×±·«»"}
)
_SUBSET_SIZE: Final = 254
_BLANK: Final = 0x20
_NO_BREAK: Final = {0xA0: " "}  # a no-break space is drawn as a blank, and stretches like one
# A face reads its file through one cursor.
_CURSOR_LOCK: Final = threading.Lock()


def _font_source(value: str | Path | Sequence[str | Path]) -> str | Path | tuple[str | Path, ...]:
    return value if isinstance(value, str | Path) else tuple(value)


@frozen(kw_only=True)
class PdfExporter:
    """Writes a notice as a PDF file (*bộ xuất PDF*).

    Attributes:
        profile: The form of document.
        fonts: Where the faces come from, see `vnadmindoc.exporters.fonts.find_family`:
            ``"bundled"``, ``"system"``, a folder, or the four files.
    """

    suffix: ClassVar[str] = ".pdf"
    media_type: ClassVar[str] = "application/pdf"

    profile: Profile = DECREE_30
    fonts: str | Path | Sequence[str | Path] = field(default="bundled", converter=_font_source)

    def export(self, notice: Notice) -> bytes:
        """Return the notice as the bytes of a ``.pdf`` file.

        Raises:
            ExportError: The faces cannot be used, or lack a sign of the text.
        """
        layout = lay_out(notice, self.profile)
        faces = _faces(find_family(self.fonts))
        writer = _Writer(layout, faces, _used_signs(layout, faces))
        for page in paginate(layout):
            writer.add(page)
        subject = notice.subject.replace("\n", " ")
        return writer.finished(subject, notice.reference_date or _NO_DATE)


_Look = tuple[bool, bool]  # weight and slant


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

        first, second = divmod(number, 26)
        tag = f"VNAD{string.ascii_uppercase[first]}{string.ascii_uppercase[second]}"
        self.base = f"/{tag}+{face.name.decode()}"
        self.face = face
        # Whole thousandths of the size are near enough for paper.
        widths = face.charWidths
        self.widths = [round(widths.get(point, face.defaultWidth)) for point in points]
        program = face.makeSubset(points)
        self.length = len(program)
        self.program = zlib.compress(program, 9)
        self.mapping = zlib.compress(_unicode_map(codes).encode(), 9)

    def written(self, document: pdfdoc.PDFDocument) -> object:
        """Write the font into a file and return the reference to it."""
        face = self.face
        program = pdfdoc.PDFStream(content=self.program)
        program.dictionary["Length1"] = self.length
        mapping = pdfdoc.PDFStream(content=self.mapping)
        for stream in (program, mapping):
            stream.dictionary["Filter"] = "/FlateDecode"
        descriptor = {
            "Type": "/FontDescriptor",
            "FontName": self.base,
            # Its signs are found by their codes, not by names of a standard encoding.
            "Flags": face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC,
            "FontBBox": pdfdoc.PDFArray(face.bbox),
            "Ascent": face.ascent,
            "Descent": face.descent,
            "CapHeight": face.capHeight,
            "ItalicAngle": face.italicAngle,
            "StemV": face.stemV,
            "FontFile2": _reference(document, program),
        }
        font = {
            "Type": "/Font",
            "Subtype": "/TrueType",
            "BaseFont": self.base,
            "FirstChar": 0,
            "LastChar": len(self.widths) - 1,
            "Widths": f"[{' '.join(map(str, self.widths))}]",
            "ToUnicode": _reference(document, mapping),
            "FontDescriptor": _reference(document, pdfdoc.PDFDictionary(descriptor)),
        }
        return _reference(document, pdfdoc.PDFDictionary(font))


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


def _reference(document: pdfdoc.PDFDocument, value: pdfdoc.PDFObject) -> object:
    """Make a value an object of its own in the file and return the reference to it."""
    reference: object = document.Reference(value)  # type: ignore[no-untyped-call]  # bare in the stubs
    return reference


class _Face:
    """One style of the family.

    Attributes:
        signs: The signs it can draw and a PDF can name.
    """

    def __init__(self, path: Path) -> None:
        try:
            self.face = TTFontFace(str(path))
            # The map from the PDF's codes back to Unicode has four digits for each sign.
            points = [point for point in self.face.charToGlyph if point <= 0xFFFF]
            self.signs = frozenset(map(chr, points))
            self.usual = _Subset(self.face, 0, self.signs.intersection(_REPERTOIRE))
        except (TTFError, OSError) as error:
            raise ExportError("the font file cannot be embedded", place=str(path)) from error

    def subsets(self, used: frozenset[str]) -> list[_Subset]:
        """Return the usual signs, and what is used beyond them in as many subsets as it takes."""
        rest = sorted(used - self.usual.signs)
        parts = [rest[at : at + _SUBSET_SIZE] for at in range(0, len(rest), _SUBSET_SIZE)]
        if not parts:
            return [self.usual]
        with _CURSOR_LOCK:
            made = [_Subset(self.face, number, part) for number, part in enumerate(parts, 1)]
        return [self.usual, *made]


_Faces = Mapping[_Look, _Face]


@lru_cache(maxsize=8)
def _faces(family: FontFamily) -> _Faces:
    """Read the four files; once for each family in a process."""
    return {
        (False, False): _Face(family.regular),
        (True, False): _Face(family.bold),
        (False, True): _Face(family.italic),
        (True, True): _Face(family.bold_italic),
    }


def _used_signs(layout: Layout, faces: _Faces) -> dict[_Look, frozenset[str]]:
    """Return the signs of the text in each style that occurs.

    Raises:
        ExportError: A face lacks one of them.
    """
    texts: dict[_Look, list[str]] = {}
    for sheet in layout.sheets:
        number = sheet.number_style
        texts.setdefault((number.bold, number.italic), []).append(string.digits)
    for paragraph in (*layout.paragraphs(), *layout.footers()):
        for span in paragraph.spans:
            texts.setdefault((span.bold, span.italic), []).append(span.text)
    # A no-break space is written as a blank, so it is not asked of a face.
    unwritten = {"\n", *map(chr, _NO_BREAK)}
    used = {look: frozenset("".join(parts)) - unwritten for look, parts in texts.items()}
    if any(signs - faces[look].signs for look, signs in used.items()):
        raise _lack(layout, faces)
    return used


def _lack(layout: Layout, faces: _Faces) -> ExportError:
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


class _Writer:
    """Writes one file; pages are added in order, then it is finished."""

    def __init__(self, layout: Layout, faces: _Faces, used: Mapping[_Look, frozenset[str]]) -> None:
        self.layout = layout
        self.document = pdfdoc.PDFDocument(
            compression=1, invariant=1, pdfVersion=_PDF_VERSION, lang=layout.language
        )
        # ReportLab begins it with the time of SOURCE_DATE_EPOCH.
        seed = hashlib.md5(usedforsecurity=False)
        self.document.signature = seed  # type: ignore[attr-defined]  # the stubs lack it
        self.alphabets = {}
        fonts: dict[str, object] = {}
        for look, signs in used.items():
            subsets = {
                f"F{number}": subset
                for number, subset in enumerate(faces[look].subsets(signs), len(fonts))
            }
            fonts |= {name: subset.written(self.document) for name, subset in subsets.items()}
            self.alphabets[look] = _Alphabet(subsets)
        self.fonts = _reference(self.document, pdfdoc.PDFDictionary(fonts))
        # The headings of the outline, by the number of their paragraph.
        self.titles: dict[str, str] = {}
        self.places: dict[str, pdfdoc.Destination] = {}

    def add(self, page: PlacedPage) -> None:
        """Write a page."""
        height = page.page.height
        content = _Content(self.alphabets, height)
        for line in page.lines:
            self._mark(line, height)
            content.line(line)
        content.strokes(page.strokes)
        code = content.code()
        self.document.updateSignature(code)

        leaf = pdfdoc.PDFPage()
        leaf.MediaBox = pdfdoc.PDFArray([0, 0, page.page.width, height])
        leaf.Resources = pdfdoc.PDFResourceDictionary()
        leaf.Resources.Font = self.fonts
        leaf.Contents = pdfdoc.PDFStream(content=code, filters=[pdfdoc.PDFZCompress])
        self.document.addPage(leaf)

    def finished(self, subject: str, day: date) -> bytes:
        """Return the whole file."""
        document = self.document
        document.setTitle(self.layout.title)
        document.setAuthor(self.layout.author)
        document.setSubject(subject)
        document.setCreator("vnadmindoc")
        document.setDateFormatter(lambda *_: f"D:{day:%Y%m%d}000000+07'00'")
        catalog = document.Catalog  # type: ignore[attr-defined]  # the stubs lack it
        catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})
        if self.titles:
            document.outline = self._outlines()
            document.Outlines = catalog.Outlines = document.outline
        return document.GetPDFData(None)

    def _outlines(self) -> pdfdoc.PDFOutlines:
        outlines = pdfdoc.PDFOutlines()
        outlines.destinationnamestotitles = self.titles
        outlines.setDestinations([{name: place} for name, place in self.places.items()])
        return outlines

    def _mark(self, line: Line, height: float) -> None:
        """Enter a heading into the outline, at the first of its lines."""
        name = str(line.number)
        if line.number is None or line.paragraph.role not in _OUTLINED or name in self.titles:
            return
        place = pdfdoc.Destination(name)
        place.xyz(0, height - line.baseline + line.paragraph.style.size, 0)
        place.setPage(self.document.thisPageRef())
        self.places[name] = place
        self.titles[name] = line.paragraph.text.replace("\n", " ")


class _Alphabet:
    """How text in one style is written in one file: names of subsets, and strings in them."""

    def __init__(self, subsets: Mapping[str, _Subset]) -> None:
        self.usual = next(iter(subsets))
        self.codes = {name: {**subset.codes, **_NO_BREAK} for name, subset in subsets.items()}
        self.home = {sign: name for name, subset in subsets.items() for sign in subset.signs}

    def pieces(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield a text in pieces: the name of a subset and the inside of a PDF string."""
        if len(self.codes) == 1:
            yield self.usual, text.translate(self.codes[self.usual])
            return
        for name, signs in groupby(text, key=lambda sign: self.home.get(sign, self.usual)):
            yield name, "".join(signs).translate(self.codes[name])


class _Content:
    """The operators of one page; an operator is written where its value changes."""

    def __init__(self, alphabets: Mapping[_Look, _Alphabet], height: float) -> None:
        self.alphabets = alphabets
        self.height = height
        self.parts = ["BT"]
        self.font = ("", 0.0)
        self.colour = "black"
        self.word_space = 0.0

    def line(self, line: Line) -> None:
        """Write a line of text."""
        style = line.paragraph.style
        self._colour(style.colour)
        if line.word_space != self.word_space:
            self.word_space = line.word_space
            self.parts.append(f"{line.word_space:.4f} Tw")
        self.parts.append(f"1 0 0 1 {line.x:.3f} {self.height - line.baseline:.3f} Tm")
        for span in line.spans:
            self._span(span, style.size)

    def strokes(self, strokes: Iterable[Stroke]) -> None:
        """Write the drawn lines; text cannot follow."""
        self.parts.append("ET")
        thickness = 1.0
        for stroke in strokes:
            self._colour(stroke.colour)
            if stroke.thickness != thickness:
                thickness = stroke.thickness
                self.parts.append(f"{thickness:.3f} w")
            self.parts.append(
                f"{stroke.x1:.3f} {self.height - stroke.y1:.3f} m "
                f"{stroke.x2:.3f} {self.height - stroke.y2:.3f} l S"
            )

    def code(self) -> bytes:
        """Return the operators."""
        return "\n".join(self.parts).encode("latin-1")

    def _span(self, span: Span, size: float) -> None:
        for name, codes in self.alphabets[span.bold, span.italic].pieces(span.text):
            if self.font != (name, size):
                self.font = name, size
                self.parts.append(f"/{name} {size:g} Tf")
            self.parts.append(f"({codes}) Tj")

    def _colour(self, colour: str) -> None:
        if colour != self.colour:
            self.colour = colour
            self.parts.append(_COLOURS[colour])
