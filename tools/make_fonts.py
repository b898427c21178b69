"""Make the fonts of the library from the four original Tinos files, or check those in place.

    python tools/make_fonts.py DIRECTORY    # DIRECTORY: the npm package named below, unpacked
    python tools/make_fonts.py --check

Tinos has the advance widths of Times New Roman, all Vietnamese letters and a licence that lets us
pass it on (OFL, without a reserved name). What the library carries is a subset: the repertoire
below, unhinted, under names of our own. The same originals and the same fonttools give the same
bytes. ``SOURCES.md`` in the folder is written here and is the record that ``--check`` goes by.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Final

from fontTools import subset  # type: ignore[import-untyped]  # fontTools ships no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # the same

FOLDER: Final = Path(__file__).resolve().parents[1] / "src" / "vnadmindoc" / "fonts"
RECORD: Final = "SOURCES.md"
RESULTS: Final = "## Files in this folder"
"""The heading of the record under which the sums stand that ``--check`` compares."""

TINOS: Final = "1.340"
PACKAGE: Final = "@expo-google-fonts/tinos@0.4.2"
"""The npm package whose files are those of ``TINOS``; change the two together."""

STYLES: Final = {
    "regular": ("Regular", "Regular"),
    "bold": ("Bold", "Bold"),
    "italic": ("Italic", "Italic"),
    "bold_italic": ("BoldItalic", "Bold Italic"),
}
"""The key in ``widths.json``: the style in file and PostScript names, the style in words."""

REPERTOIRE: Final = (
    *range(0x0020, 0x007F),
    *range(0x00A0, 0x0180),
    *map(ord, "ƠơƯư"),
    *range(0x1EA0, 0x1EFA),
    *(0x0300, 0x0301, 0x0302, 0x0303, 0x0306, 0x0309, 0x031B, 0x0323),  # Vietnamese marks
    # U+2028-202E lie between these two: line separators and direction marks, which nobody
    # can draw. Left out, they are reported as missing instead of leaving a hole in a line.
    *range(0x2010, 0x2028),
    *range(0x202F, 0x2031),
    *map(ord, "₫€№™←↑→↓≤≥≠□■●○"),
    0x2212,  # the minus sign, too easily taken for a dash
)

NAME_COPYRIGHT: Final = 0
NAME_VERSION: Final = 5
NAME_POSTSCRIPT: Final = 6
KEPT_NAMES: Final = (NAME_COPYRIGHT, 7, 8, 9, 13, 14)
"""Copyright, trademark, maker, designer, licence and where to read it: they stay as they are."""


def main() -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("originals", type=Path, nargs="?", help="folder with the original files")
    parser.add_argument("--check", action="store_true", help="compare the files with the record")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="default: %(default)s")
    arguments = parser.parse_args()
    if arguments.check == (arguments.originals is not None):
        parser.error("give either the folder with the originals or --check")

    if arguments.check:
        problems = check(arguments.folder)
        print("\n".join(problems) or "the fonts are as recorded")
        return 1 if problems else 0
    try:
        make(arguments.originals, arguments.folder)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def make(originals: Path, folder: Path) -> None:
    """Write the four faces, their widths, the licence and the record.

    Args:
        originals: Searched with its subfolders; files are known by their PostScript names.
        folder: Where the results go; made if it is not there.

    Raises:
        ValueError: An original or its licence is missing, or is not the one expected.
    """
    sources = _find_originals(originals)
    licence = _find_licence(originals)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "OFL.txt").write_bytes(licence)
    made = [_make_face(source, style, licence, folder) for style, source in sources.items()]
    _write_widths(dict(zip(STYLES, made, strict=True)), folder / "widths.json")
    _write_record(sources, [*made, folder / "widths.json", folder / "OFL.txt"], folder / RECORD)


def check(folder: Path) -> list[str]:
    """Return what differs between the files in a folder and its record; empty if nothing."""
    if not (folder / RECORD).is_file():
        return [f"{RECORD}: missing"]
    record = (folder / RECORD).read_text(encoding="utf-8").partition(RESULTS)[2]
    expected = dict(re.findall(r"(?m)^\| `([^`]+)` \| \d+ \| `([0-9a-f]{64})` \|$", record))
    problems = [
        f"{name}: not as recorded" if (folder / name).is_file() else f"{name}: missing"
        for name, digest in expected.items()
        if not (folder / name).is_file() or _sha256(folder / name) != digest
    ]
    unrecorded = {path.name for path in folder.glob("*.ttf")} - expected.keys()
    return problems + [f"{name}: not in the record" for name in sorted(unrecorded)]


def _find_originals(folder: Path) -> dict[str, Path]:
    """Return the original of each style, in the order of ``STYLES``."""
    by_name: dict[str, Path] = {}
    for path in sorted(folder.rglob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            by_name[font["name"].getDebugName(NAME_POSTSCRIPT)] = path
            found = font["name"].getDebugName(NAME_VERSION)
        if not re.match(rf"Version {re.escape(TINOS)}\b", found or ""):
            raise ValueError(f"{path}: expected version {TINOS} of Tinos, found {found!r}")
    missing = [name for name, _ in STYLES.values() if f"Tinos-{name}" not in by_name]
    if missing:
        raise ValueError(f"{folder}: no Tinos {', '.join(missing)}; unpack {PACKAGE} there")
    return {style: by_name[f"Tinos-{name}"] for style, (name, _) in STYLES.items()}


def _find_licence(folder: Path) -> bytes:
    """Return the text of the Open Font License that comes with the originals."""
    for path in sorted((*folder.rglob("LICENSE_FONT"), *folder.rglob("OFL.txt"))):
        text = path.read_bytes()
        if b"SIL OPEN FONT LICENSE Version 1.1" not in text:
            continue
        if re.search(rb"with Reserved Font Name", text, re.IGNORECASE):
            raise ValueError(f"{path}: reserves a font name; a subset must not be called Tinos")
        return text.rstrip() + b"\n"
    raise ValueError(f"{folder}: no LICENSE_FONT or OFL.txt with the Open Font License 1.1")


def _make_face(source: Path, style: str, licence: bytes, folder: Path) -> Path:
    """Write the subset of one original and return its path."""
    font = TTFont(source, recalcTimestamp=False)
    lacking = sorted(set(REPERTOIRE) - font.getBestCmap().keys())
    if lacking:
        raise ValueError(f"{source}: lacks {', '.join(f'U+{code:04X}' for code in lacking)}")
    copyright_line = font["name"].getDebugName(NAME_COPYRIGHT)
    if copyright_line.encode() not in licence:
        raise ValueError(f"{source}: {copyright_line!r} is not in the licence text")

    options = subset.Options(
        hinting=False,
        layout_features=["*"],
        name_IDs=list(KEPT_NAMES),
        notdef_outline=True,
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=REPERTOIRE)
    subsetter.subset(font)
    _rename(font, *STYLES[style])

    path = folder / f"VNAdminTinos-{STYLES[style][0]}.ttf"
    font.save(path)
    return path


def _rename(font: TTFont, style: str, style_in_words: str) -> None:
    """Give a face names of its own.

    ReportLab keeps one font table for the whole process and resolves a PostScript name that it
    knows to the file it met first: under the original name, a host that had registered its own
    Tinos would get its glyphs into our documents.
    """
    names = {
        1: "VNAdmin Tinos",
        2: style_in_words,
        3: f"{TINOS};VNAdminTinos-{style}",
        4: f"VNAdmin Tinos {style_in_words}",
        NAME_VERSION: f"Version {TINOS}; subset for vnadmindoc",
        NAME_POSTSCRIPT: f"VNAdminTinos-{style}",
    }
    for name_id, value in names.items():
        font["name"].setName(value, name_id, 3, 1, 0x409)  # Windows, Unicode, English
    font["name"].names.sort()


def _write_widths(faces: Mapping[str, Path], path: Path) -> None:
    """Write the advance widths of all characters, one line for 16 code points."""
    fonts = {style: TTFont(face) for style, face in faces.items()}
    regular = fonts["regular"]
    lines = [
        f'"unitsPerEm": {regular["head"].unitsPerEm}',
        f'"ascent": {regular["hhea"].ascent}',
        f'"descent": {-regular["hhea"].descent}',
        f'"lineGap": {regular["hhea"].lineGap}',
        *(f'"{style}": {{\n' + ",\n".join(_rows(font)) + "\n}" for style, font in fonts.items()),
    ]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8", newline="\n")


def _rows(font: TTFont) -> Iterator[str]:
    """Yield the lines of one style: a row of the Unicode charts each, so that diffs stay small."""
    rows: dict[int, list[str]] = {}
    for code, glyph in sorted(font.getBestCmap().items()):
        character = json.dumps(chr(code), ensure_ascii=False)
        rows.setdefault(code >> 4, []).append(f"{character}: {font['hmtx'][glyph][0]}")
    return map(", ".join, rows.values())


def _write_record(sources: Mapping[str, Path], made: Iterable[Path], path: Path) -> None:
    """Write where the files come from and the SHA-256 of all of them."""
    originals = "\n".join(
        f"| `Tinos-{STYLES[style][0]}.ttf` | {source.stat().st_size} | `{_sha256(source)}` |"
        for style, source in sources.items()
    )
    results = "\n".join(
        f"| `{result.name}` | {result.stat().st_size} | `{_sha256(result)}` |" for result in made
    )
    package, _, package_version = PACKAGE.rpartition("@")
    path.write_text(
        f"""\
# Where these fonts come from

Subsets of **Tinos {TINOS}**, by the Tinos Project Authors (`googlefonts/tinos`), under the SIL Open
Font License 1.1 (`OFL.txt`), which reserves no font name. The originals are the TrueType files of
the npm package `{package}`, version {package_version}.

Written by `tools/make_fonts.py` with fonttools {version("fonttools")}; do not edit by hand:

    npm pack {PACKAGE}
    tar xzf {package.strip("@").replace("/", "-")}-{package_version}.tgz
    python tools/make_fonts.py package
    python tools/make_fonts.py --check

Changed against the originals: other signs than the repertoire of `tools/make_fonts.py` removed,
hinting removed, family and PostScript names replaced. Outlines and advance widths are untouched.

## Originals

| file | bytes | SHA-256 |
| --- | ---: | --- |
{originals}

{RESULTS}

| file | bytes | SHA-256 |
| --- | ---: | --- |
{results}
""",
        encoding="utf-8",
        newline="\n",
    )


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    raise SystemExit(main())
