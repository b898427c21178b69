"""A face is found, or refused with a reason."""

import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from fontTools import subset  # type: ignore[import-untyped]  # fontTools ships no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # the same
from reportlab.pdfbase import ttfonts

from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.fonts import VIETNAMESE, FontFamily, find_family

MAKE_FONTS = Path(__file__).parents[2] / "tools" / "make_fonts.py"
WINDOWS_NAMES = ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")


def paths(family: FontFamily) -> list[Path]:
    """Return the four files of a family, in order."""
    return [family.regular, family.bold, family.italic, family.bold_italic]


def rename(family: str) -> Callable[[TTFont], None]:
    """Return a change that gives a face another family name."""
    return lambda font: font["name"].setName(family, 1, 3, 1, 0x409)


def forbid_embedding(font: TTFont) -> None:
    """Set the licence bit "restricted"."""
    font["OS/2"].fsType = 2


def drop_a_letter(font: TTFont) -> None:
    """Leave one letter of Vietnamese out."""
    subsetter = subset.Subsetter()
    subsetter.populate(unicodes=font.getBestCmap().keys() - {ord("ữ")})
    subsetter.subset(font)


def widen(font: TTFont) -> None:
    """Give a letter a width that is not that of Times."""
    advance, bearing = font["hmtx"]["M"]
    font["hmtx"]["M"] = (advance + 100, bearing)


def write_family(
    folder: Path,
    *changes: Callable[[TTFont], None],
    names: tuple[str, ...] = WINDOWS_NAMES,
) -> list[Path]:
    """Write the bundled faces, changed, under other file names."""
    written = [folder / name for name in names]
    for source, target in zip(paths(find_family()), written, strict=True):
        font = TTFont(source)
        for change in changes:
            change(font)
        font.save(target)
    return written


class TestBundled:
    """The faces of the package."""

    def test_they_are_as_recorded(self) -> None:
        """The files have the SHA-256 that SOURCES.md names."""
        result = subprocess.run(
            [sys.executable, MAKE_FONTS, "--check"], capture_output=True, text=True, check=False
        )

        assert (result.returncode, result.stdout) == (0, "the fonts are as recorded\n")

    def test_a_changed_file_is_noticed(self, tmp_path: Path) -> None:
        """The check names a file that differs, one that is gone and one that is new."""
        source = find_family().regular.parent
        for path in source.iterdir():
            (tmp_path / path.name).write_bytes(path.read_bytes())
        (tmp_path / "widths.json").write_text("{}", encoding="utf-8")
        (tmp_path / "OFL.txt").unlink()
        (tmp_path / "New.ttf").touch()

        result = subprocess.run(
            [sys.executable, MAKE_FONTS, "--check", "--folder", tmp_path],
            capture_output=True,
            text=True,
            check=False,
        )

        assert result.returncode == 1
        assert result.stdout.splitlines() == [
            "widths.json: not as recorded",
            "OFL.txt: missing",
            "New.ttf: not in the record",
        ]

    def test_they_have_names_of_their_own(self) -> None:
        """A host that has registered its own Tinos cannot get its glyphs into our files."""
        family = find_family("bundled")
        names = [TTFont(path)["name"] for path in paths(family)]

        assert family.name == "VNAdmin Tinos"
        assert [table.getDebugName(1) for table in names] == [family.name] * 4
        assert [table.getDebugName(6) for table in names] == [f"VNAdminTinos-{s}" for s in STYLES]

    def test_their_licence_comes_along(self) -> None:
        """The OFL stands beside the files, with the copyright line that is in the files."""
        family = find_family()
        licence = (family.regular.parent / "OFL.txt").read_text(encoding="utf-8")

        assert "SIL OPEN FONT LICENSE Version 1.1" in licence
        assert "Reserved Font Name" not in licence.partition("PREAMBLE")[0]
        for path in paths(family):
            table = TTFont(path)["name"]
            assert table.getDebugName(0) == licence.splitlines()[0]
            assert "SIL Open Font License, Version 1.1" in table.getDebugName(13)

    def test_reportlab_takes_all_four(self) -> None:
        """The PDF writer reads them and sees the names and the letters."""
        for style, path in zip(STYLES, paths(find_family()), strict=True):
            font = ttfonts.TTFont(f"test-{style}", path)

            assert font.face.name == f"VNAdminTinos-{style}".encode()
            assert {ord(letter) for letter in VIETNAMESE} <= font.face.charToGlyph.keys()

    def test_they_pass_the_checks_that_others_must_pass(self) -> None:
        """Our own faces, named as a folder, are found acceptable."""
        family = find_family()

        assert find_family(family.regular.parent) == family


class TestSystem:
    """The Times New Roman of the computer."""

    def test_an_empty_computer_gives_a_clear_error(self, tmp_path: Path) -> None:
        """The error says what is missing and what to do."""
        with pytest.raises(ExportError, match="no Times New Roman") as caught:
            find_family("system", search=[tmp_path, tmp_path / "gone"], use_fontconfig=False)

        assert "four styles" in str(caught.value)
        assert '"bundled"' in str(caught.value)

    @pytest.mark.parametrize(
        "names",
        [
            WINDOWS_NAMES,
            ("TIMES.TTF", "TIMESBD.TTF", "TIMESI.TTF", "TIMESBI.TTF"),
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
        ],
        ids=["Windows", "capitals", "macOS", "msttcorefonts"],
    )
    def test_the_files_are_known_by_name(self, tmp_path: Path, names: tuple[str, ...]) -> None:
        """The names of Windows, macOS and Linux are found, in whatever case."""
        written = write_family(tmp_path, rename("Times New Roman"), names=names)

        family = find_family("system", search=[tmp_path], use_fontconfig=False)

        assert family == FontFamily("Times New Roman", *written)

    def test_three_styles_are_not_enough(self, tmp_path: Path) -> None:
        """A set without its italic is passed over."""
        write_family(tmp_path, rename("Times New Roman"))[2].unlink()

        with pytest.raises(ExportError, match="no Times New Roman"):
            find_family("system", search=[tmp_path], use_fontconfig=False)

    def test_the_name_in_the_file_decides(self, tmp_path: Path) -> None:
        """A substitute under the file names of Times is refused, and the next folder tried."""
        substitute, real = tmp_path / "substitute", tmp_path / "real"
        substitute.mkdir()
        real.mkdir()
        write_family(substitute)

        with pytest.raises(ExportError, match="the family is 'VNAdmin Tinos'"):
            find_family("system", search=[substitute], use_fontconfig=False)

        write_family(real, rename("Times New Roman"))
        family = find_family("system", search=[substitute, real], use_fontconfig=False)
        assert family.regular.parent == real

    def test_an_unusable_set_is_reported(self, tmp_path: Path) -> None:
        """The error names the file and what is wrong with it."""
        write_family(tmp_path, rename("Times New Roman"), forbid_embedding)

        with pytest.raises(ExportError, match=r"times\.ttf: the font forbids embedding"):
            find_family("system", search=[tmp_path], use_fontconfig=False)

    def test_fontconfig_is_asked_last(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What fc-match names is taken if it is Times, refused if it is a substitute."""
        program = tmp_path / "fc-match"
        program.write_text(
            "#!/bin/sh\n"
            'case "$2" in\n'
            "  *:bold:italic) style=bi ;;\n"
            "  *:bold) style=bd ;;\n"
            "  *:italic) style=i ;;\n"
            "esac\n"
            f'printf %s "{tmp_path}/times$style.ttf"\n',
            encoding="utf-8",
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(tmp_path))

        written = write_family(tmp_path, rename("Times New Roman"))
        assert paths(find_family("system", search=[])) == written

        write_family(tmp_path, rename("Liberation Serif"))
        with pytest.raises(ExportError, match="the family is 'Liberation Serif'"):
            find_family("system", search=[])


class TestNamed:
    """A folder or four files that the caller names."""

    def test_four_files_may_come_in_any_order(self, tmp_path: Path) -> None:
        """The style is read from the file, not from its place in the list."""
        written = write_family(tmp_path, rename("Serif of the Ministry"))

        family = find_family([str(path) for path in reversed(written)])

        assert family == FontFamily("Serif of the Ministry", *written)

    def test_a_folder_may_be_given_as_text(self, tmp_path: Path) -> None:
        """Other files in the folder do not disturb."""
        written = write_family(tmp_path, rename("Serif of the Ministry"))
        (tmp_path / "README.txt").touch()
        (tmp_path / "broken.ttf").write_bytes(b"\0\1\0\0\0\1")

        assert find_family(str(tmp_path)) == FontFamily("Serif of the Ministry", *written)

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            (forbid_embedding, "forbids embedding"),
            (drop_a_letter, "lacks 1 of 134 letters of Vietnamese, such as 'ữ'"),
            (widen, "has not the widths of Times New Roman: 'M' differs"),
        ],
    )
    def test_wrong_fonts_are_refused_with_the_reason(
        self, tmp_path: Path, change: Callable[[TTFont], None], reason: str
    ) -> None:
        """Licence, letters and widths are checked, in a folder and in a list alike."""
        written = write_family(tmp_path, change)

        with pytest.raises(ExportError, match=reason):
            find_family(tmp_path)
        with pytest.raises(ExportError, match=reason):
            find_family(written)

    def test_a_folder_without_fonts_is_refused(self, tmp_path: Path) -> None:
        """So is one whose files only look like fonts; the error names them."""
        (tmp_path / "broken.ttf").write_text("not a font", encoding="utf-8")

        with pytest.raises(ExportError, match=r"broken\.ttf: not a TrueType font") as caught:
            find_family(tmp_path)

        assert caught.value.place == str(tmp_path)

    def test_a_misspelt_word_is_no_folder(self) -> None:
        """The error lists what could have been meant."""
        with pytest.raises(ExportError, match="no such folder") as caught:
            find_family("sistem")

        assert caught.value.place == "sistem"
        assert '"system"' in (caught.value.expected or "")

    def test_two_families_in_a_folder_are_ambiguous(self, tmp_path: Path) -> None:
        """The caller is asked to name the files."""
        write_family(tmp_path, rename("One"))
        write_family(tmp_path, rename("Two"), names=("a.ttf", "b.ttf", "c.ttf", "d.ttf"))

        with pytest.raises(ExportError, match="several families could be meant: Two, One"):
            find_family(tmp_path)

    def test_four_files_must_be_four_styles_of_one_family(self, tmp_path: Path) -> None:
        """A style twice, a style too few, a style of another family: each is named."""
        regular, bold, italic, bold_italic = paths(find_family())
        other = write_family(tmp_path, rename("Other"))

        with pytest.raises(ExportError, match="two files for bold"):
            find_family([regular, bold, bold, italic])
        with pytest.raises(ExportError, match="no file for italic, bold italic"):
            find_family([regular, bold])
        with pytest.raises(ExportError, match="of several families: Other, VNAdmin Tinos"):
            find_family([regular, bold, italic, other[3]])
        with pytest.raises(ExportError, match="cannot be read"):
            find_family([regular, bold, italic, tmp_path / "gone.ttf"])
        assert find_family([bold_italic, italic, bold, regular]) == find_family()

    @pytest.mark.parametrize("kept", [4, 12])
    def test_either_form_of_the_character_map_is_read(self, tmp_path: Path, kept: int) -> None:
        """Fonts with signs above U+FFFF map them by groups, others by segments."""

        def leave_one_map(font: TTFont) -> None:
            table = font["cmap"].tables[0]
            if kept == 12:
                table = type(table).newSubtable(12)
                table.platformID, table.platEncID, table.language = 3, 10, 0
                table.cmap = font.getBestCmap() | {0x1F4C5: "A"}
            font["cmap"].tables = [table]

        assert find_family(write_family(tmp_path, leave_one_map)).name == "VNAdmin Tinos"

    def test_a_family_is_a_value(self) -> None:
        """It is compared by its files and cannot be changed."""
        family = find_family()

        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            family.name = "Tinos"  # type: ignore[misc]  # the point of the test
