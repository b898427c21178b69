"""Where a Times-metric face in four styles comes from: the package, the computer, or the caller.

The Decree asks for Times New Roman, which may not be passed on; the package carries a subset of
Tinos, equal in width. Promised of every family returned that is not our own: four styles of one
family, TrueType outlines, embedding allowed, all letters of Vietnamese, and the advance widths of
Times, since the page is laid out by `vnadmindoc.metrics` before a font is opened.

Refused here: drawing, and every font library. The few tables needed are read with `struct`.
"""

import os
import platform
import shutil
import struct
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import attrs

from vnadmindoc import metrics
from vnadmindoc.errors import ExportError

VIETNAMESE: Final = (
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
)
"""The 134 letters beyond ASCII. Old fonts have but some: Liberation 1.07 lacks 92 of them."""

_TIMES: Final = "Times New Roman"
_STYLES: Final = {
    (False, False): "regular",
    (True, False): "bold",
    (False, True): "italic",
    (True, True): "bold italic",
}
"""The styles by bold and italic, in the order of `FontFamily`."""

# The names under which Windows, macOS and the msttcorefonts packages of Linux install the styles.
_FILE_NAMES: Final = (
    ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"),
    (
        "Times New Roman.ttf",
        "Times New Roman Bold.ttf",
        "Times New Roman Italic.ttf",
        "Times New Roman Bold Italic.ttf",
    ),
    (
        "Times_New_Roman.ttf",
        "Times_New_Roman_Bold.ttf",
        "Times_New_Roman_Italic.ttf",
        "Times_New_Roman_Bold_Italic.ttf",
    ),
)

# OS/2.fsType: installable, print and preview, editable. Anything else forbids embedding, or
# embedding as a subset, or allows bitmaps only.
_EMBEDDABLE: Final = frozenset({0, 4, 8})

# Only these are compared in width: in the letters beyond, faces that pass for Times may differ by
# a hair, and a substitute of another design is found out here already.
_MEASURED: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ,.-()"
_TOLERANCE: Final = 0.002
"""Of the em: what rounding to a thousand units for the em can cost, twice."""


@attrs.frozen
class FontFamily:
    """A family with the four files of its styles.

    Attributes:
        name: The family in the name table, e.g. ``"Times New Roman"``.
        regular: The upright face.
        bold: The bold face.
        italic: The italic face.
        bold_italic: The bold italic face.
    """

    name: str
    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path


def find_family(
    source: str | Path | Sequence[str | Path] = "bundled",
    *,
    search: Sequence[Path] | None = None,
    use_fontconfig: bool = True,
) -> FontFamily:
    """Return the four files of a Times-metric family.

    Args:
        source: ``"bundled"``, the faces of the package: the same bytes everywhere. ``"system"``,
            the Times New Roman of the computer. A folder with one family of four styles. The four
            files, in any order.
        search: For ``"system"``: the folders to look in, without their subfolders; by default
            those where Windows, macOS and Linux keep Times New Roman.
        use_fontconfig: For ``"system"``: when no folder has it, ask ``fc-match`` if it is there.

    Raises:
        ExportError: There is no such family, or it cannot be used; the message says why.
    """
    match source:
        case "bundled":
            return _bundled()
        case "system":
            return _on_this_computer(_known_folders() if search is None else search, use_fontconfig)
        case str() | Path():
            return _in_folder(Path(source))
        case _:
            return _usable(map(_Face.read, map(Path, source)))


@cache
def _bundled() -> FontFamily:
    """Return the faces of the package; the tests of the package have checked them."""
    folder = Path(str(files("vnadmindoc") / "fonts"))
    styles = ("Regular", "Bold", "Italic", "BoldItalic")
    return FontFamily("VNAdmin Tinos", *(folder / f"VNAdminTinos-{style}.ttf" for style in styles))


def _on_this_computer(search: Sequence[Path], use_fontconfig: bool) -> FontFamily:
    """Return the first set of Times New Roman that can be used."""
    objections = []
    for paths in _candidates(search, use_fontconfig):
        try:
            family = _usable(map(_Face.read, paths))
        except ExportError as error:
            objections.append(f"{error.place}: {error.message}" if error.place else error.message)
            continue
        # fontconfig answers with a substitute when it has no such font.
        if family.name == _TIMES:
            return family
        objections.append(f"{family.regular}: the family is {family.name!r}")
    raise ExportError(
        "; ".join([f"no {_TIMES} that can be embedded on this computer", *objections]),
        expected=f"{_TIMES} in four styles, with all Vietnamese letters",
        remedy='install it, name its four files, or use the font of the package, "bundled"',
    )


def _candidates(search: Sequence[Path], use_fontconfig: bool) -> Iterator[Sequence[Path]]:
    """Yield sets of four files that may be Times New Roman, the likeliest first."""
    for folder in search:
        # Case is folded by hand: TIMES.TTF copied from Windows to Linux is as good.
        present = {path.name.casefold(): path for path in _list(folder)}
        for names in _FILE_NAMES:
            paths = [present[name.casefold()] for name in names if name.casefold() in present]
            if len(paths) == len(names):
                yield paths
    if use_fontconfig and (program := shutil.which("fc-match")):
        yield [_ask_fontconfig(program, bold, italic) for bold, italic in _STYLES]


def _ask_fontconfig(program: str, bold: bool, italic: bool) -> Path:
    """Return the file that fontconfig holds for a style of Times New Roman, or a substitute."""
    import subprocess  # half a megabyte that the bundled faces do without

    style = (":bold" if bold else "") + (":italic" if italic else "")
    command = [program, "--format=%{file}", _TIMES + style]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    return Path(answer.stdout)


def _known_folders() -> list[Path]:
    """Return where this system keeps Times New Roman; some of the folders may not be there."""
    home = Path.home()
    match platform.system():
        case "Windows":
            local = os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
            return [
                Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts"),
                Path(local, "Microsoft", "Windows", "Fonts"),
            ]
        case "Darwin":
            return [
                Path("/System/Library/Fonts/Supplemental"),
                Path("/Library/Fonts"),
                home / "Library" / "Fonts",
            ]
        case _:
            return [
                Path("/usr/share/fonts/truetype/msttcorefonts"),
                Path("/usr/share/fonts/msttcorefonts"),
                Path("/usr/share/fonts/msttcore"),
                Path("/usr/share/fonts/corefonts"),
                Path("/usr/share/fonts/TTF"),
                Path("/usr/local/share/fonts"),
                home / ".local" / "share" / "fonts",
                home / ".fonts",
            ]


def _in_folder(folder: Path) -> FontFamily:
    """Return the one family of a folder that can be used."""
    if not folder.is_dir():
        raise ExportError(
            "no such folder of fonts",
            place=str(folder),
            expected='"bundled", "system", a folder, or four files',
        )
    families: dict[str, list[_Face]] = {}
    objections = []
    for path in sorted(path for path in _list(folder) if path.suffix.casefold() == ".ttf"):
        try:
            face = _Face.read(path)
        except ExportError as error:
            objections.append(f"{path.name}: {error.message}")
        else:
            families.setdefault(face.family, []).append(face)

    usable = []
    for name, faces in families.items():
        try:
            usable.append(_usable(faces))
        except ExportError as error:
            objections.append(f"{name}: {error.message}")
    match usable:
        case [family]:
            return family
        case []:
            raise ExportError(
                "; ".join(["no family of fonts that can be used", *objections]),
                place=str(folder),
                expected="TrueType files (.ttf) of a Times-metric family in four styles",
            )
        case _:
            names = ", ".join(family.name for family in usable)
            raise ExportError(
                f"several families could be meant: {names}",
                place=str(folder),
                remedy="name the four files",
            )


def _list(folder: Path) -> list[Path]:
    """Return what is in a folder; nothing if it is not there or closed to us."""
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _usable(faces: Iterable["_Face"]) -> FontFamily:
    """Return faces as a family.

    Raises:
        ExportError: They are not four styles of one family, or one of them cannot be used.
    """
    by_style: dict[tuple[bool, bool], _Face] = {}
    for face in faces:
        face.require_usable()
        if (twin := by_style.setdefault((face.bold, face.italic), face)) is not face:
            style = _STYLES[face.bold, face.italic]
            raise ExportError(f"two files for {style}: {twin.path.name} and {face.path.name}")
    absent = [name for style, name in _STYLES.items() if style not in by_style]
    if absent:
        raise ExportError(f"no file for {', '.join(absent)}", expected="one file for each style")
    names = {face.family for face in by_style.values()}
    if len(names) > 1:
        raise ExportError(f"the files are of several families: {', '.join(sorted(names))}")
    return FontFamily(names.pop(), *(by_style[style].path for style in _STYLES))


@attrs.frozen
class _Face:
    """What the header of a TrueType file says.

    Attributes:
        path: The file.
        family: Name 1 of the name table: the family in at most four styles.
        bold: From the style bits of ``head``.
        italic: The same.
        embedding: ``OS/2.fsType``.
        advances: Advance widths by code point, as fractions of the em.
    """

    path: Path
    family: str
    bold: bool
    italic: bool
    embedding: int
    advances: Mapping[int, float]

    @classmethod
    def read(cls, path: Path) -> "_Face":
        """Read a file.

        Raises:
            ExportError: It is not there, or it is not a TrueType font.
        """
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ExportError(
                "the font file cannot be read", place=str(path), expected="a TrueType file (.ttf)"
            ) from error
        try:
            tables = _tables(data)
            style = _u16(tables["head"], 44)
            return cls(
                path=path,
                family=_family(tables["name"]),
                bold=bool(style & 1),
                italic=bool(style & 2),
                embedding=_u16(tables["OS/2"], 8),
                advances=_advances(tables),
            )
        except (struct.error, LookupError, ValueError, ZeroDivisionError) as error:
            raise ExportError(
                "not a TrueType font that can be read",
                place=str(path),
                expected="a TrueType file (.ttf), no collection, no OpenType with CFF outlines",
            ) from error

    def require_usable(self) -> None:
        """Check licence bits, letters and widths.

        Raises:
            ExportError: One of them is wrong.
        """
        place = str(self.path)
        if self.embedding not in _EMBEDDABLE:
            raise ExportError(
                f"the font forbids embedding (fsType {self.embedding})",
                place=place,
                expected="fsType 0, 4 or 8",
            )
        lacking = [letter for letter in VIETNAMESE if ord(letter) not in self.advances]
        if lacking:
            raise ExportError(
                f"the font lacks {len(lacking)} of {len(VIETNAMESE)} letters of Vietnamese, "
                f"such as {lacking[0]!r}",
                place=place,
            )
        times = metrics.table(self.bold, self.italic)
        unequal = [
            sign
            for sign in _MEASURED
            if abs(self.advances.get(ord(sign), 0) - times[sign] / metrics.UNITS_PER_EM)
            > _TOLERANCE
        ]
        if unequal:
            raise ExportError(
                f"the font has not the widths of {_TIMES}: {unequal[0]!r} differs",
                place=place,
                remedy='use a face of equal widths, such as Liberation Serif, or "bundled"',
            )


def _u16(data: bytes, offset: int) -> int:
    """Return a number of two bytes; all numbers in a font file are big-endian."""
    value: int = struct.unpack_from(">H", data, offset)[0]
    return value


def _tables(data: bytes) -> dict[str, bytes]:
    """Return the tables of a font file by tag.

    Raises:
        ValueError: The outlines are not TrueType, or the file is a collection.
    """
    version, count = struct.unpack_from(">4sH", data)
    if version not in (b"\0\1\0\0", b"true"):
        raise ValueError(f"unexpected signature {version!r}")
    tables = {}
    for entry in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * entry)
        tables[tag.decode("latin-1")] = data[offset : offset + length]
    if "glyf" not in tables:
        raise ValueError("no outlines")
    return tables


def _family(table: bytes) -> str:
    """Return the family of a name table, in English if it is there."""
    count, strings = struct.unpack_from(">2xHH", table)
    found = {}
    for record in range(count):
        fields = struct.unpack_from(">6H", table, 6 + 12 * record)
        maker, _, language, name_id, length, offset = fields
        if name_id == 1:
            encoding = "mac-roman" if maker == 1 else "utf-16-be"
            start = strings + offset
            found[maker, language] = table[start : start + length].decode(encoding)
    english = [found[key] for key in ((3, 0x409), (1, 0)) if key in found]  # Windows, Macintosh
    return [*english, *found.values()][0]


def _cmap(table: bytes) -> dict[int, int]:
    """Return the glyph of each code point, from the richest Unicode subtable."""
    subtables = {}
    for entry in range(_u16(table, 2)):
        maker, encoding, offset = struct.unpack_from(">HHL", table, 4 + 8 * entry)
        if maker == 0 or (maker == 3 and encoding in (1, 10)):
            subtables[_u16(table, offset)] = table[offset:]
    pairs = _format_12(subtables[12]) if 12 in subtables else _format_4(subtables[4])
    return {code: glyph for code, glyph in pairs if glyph}


def _format_4(table: bytes) -> Iterator[tuple[int, int]]:
    """Yield code points and glyphs of a map by segments; glyph 0 where there is none."""
    size = _u16(table, 6)  # of each of the four arrays, in bytes
    ends, starts = 14, 16 + size
    deltas, ranges = starts + size, starts + 2 * size
    for at in range(0, size, 2):
        start, end = _u16(table, starts + at), _u16(table, ends + at)
        delta, shift = _u16(table, deltas + at), _u16(table, ranges + at)
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if shift:
                # The offset counts from its own place in the file.
                glyph = _u16(table, ranges + at + shift + 2 * (code - start))
            yield code, (glyph + delta) & 0xFFFF if glyph or not shift else 0


def _format_12(table: bytes) -> Iterator[tuple[int, int]]:
    """Yield code points and glyphs of a map by groups."""
    (count,) = struct.unpack_from(">L", table, 12)
    for group in range(count):
        start, end, glyph = struct.unpack_from(">LLL", table, 16 + 12 * group)
        for code in range(start, min(end, sys.maxunicode) + 1):
            yield code, glyph + code - start


def _advances(tables: Mapping[str, bytes]) -> dict[int, float]:
    """Return the advance width of each code point, as a fraction of the em."""
    units = _u16(tables["head"], 18)
    last = _u16(tables["hhea"], 34) - 1  # the last width holds for all glyphs after it
    return {
        code: _u16(tables["hmtx"], 4 * min(glyph, last)) / units
        for code, glyph in _cmap(tables["cmap"]).items()
    }
