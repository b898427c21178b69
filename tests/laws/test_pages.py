"""Laws 3 and 4: pages say what the layout says, and DOCX and PDF are the same pages."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from docx2python import docx2python
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.exporters.pdf import PdfExporter
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Notice
from vnadmindoc.readers import read
from vnadmindoc.strategies import notices
from vnadmindoc.text import fold, nfc, words

pytestmark = pytest.mark.law

EXAMPLES = [
    path
    for path in sorted((Path(__file__).parent.parent.parent / "examples").rglob("*.*"))
    if path.suffix in (".md", ".yaml")
]
LETTER = next(path for path in EXAMPLES if path.stem == "cong-van")
TOGETHER = 30
"""Notices given to one run of the office program, which takes a second to start."""


def program(name: str, package: str) -> str:
    """Return the path of a program these laws need, or say what brings it."""
    path = shutil.which(name)
    assert path is not None, f"{name} is needed: install {package} (.ci/run does)"
    return path


def text_of_pdf(path: Path, *options: str) -> str:
    """Return the text of a PDF as poppler reads it."""
    run = subprocess.run(
        [program("pdftotext", "poppler-utils"), *options, str(path), "-"],
        capture_output=True,
        check=True,
    )
    return run.stdout.decode()


def in_office(folder: Path, format: str = "pdf") -> None:  # noqa: A002
    """Turn every DOCX of a folder into another format, beside it."""
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            program("soffice", "libreoffice-writer"),
            f"-env:UserInstallation={profile}",
            "--headless", "--convert-to", format, "--outdir", str(folder),
            *map(str, sorted(folder.glob("*.docx"))),
        ],
        capture_output=True,
        check=True,
    )  # fmt: skip


def lines_of(text: str) -> list[str]:
    """Return the lines of pages without what position adds: blanks, and page ends."""
    shown = [" ".join(nfc(line).split()) for line in text.replace("\f", "\n").splitlines()]
    return [line for line in shown if line]


def in_order(wanted: Iterable[str], found: Iterable[str]) -> str | None:
    """Return the first of the wanted words that does not come in its order, or None."""
    stream: Iterator[str] = iter(found)
    return next((word for word in wanted if word not in stream), None)


@pytest.fixture
def sample_words(shared_samples: Path) -> list[str]:
    """The words of the real notice, in order, whatever their case."""
    path = shared_samples / "giao-ban-thang-9-2021.md"
    return words(fold(path.read_text(encoding="utf-8")))


@pytest.fixture
def sample(shared_samples: Path) -> Notice:
    """The real notice as read."""
    return read(shared_samples / "giao-ban-thang-9-2021.md").notice


def test_every_word_of_the_sample_is_in_the_layout(sample: Notice, sample_words: list[str]) -> None:
    """In the order of the source."""
    assert len(sample_words) > 1_200
    assert in_order(sample_words, words(fold(" ".join(lay_out(sample).texts())))) is None


def test_every_word_of_the_sample_is_in_the_docx(
    sample: Notice, sample_words: list[str], tmp_path: Path
) -> None:
    """As a reader that is not ours finds it, in the order of the source."""
    path = tmp_path / "gb.docx"
    path.write_bytes(DocxExporter().export(sample))

    with docx2python(path) as document:
        found = words(fold(document.text))

    assert in_order(sample_words, found) is None


def test_every_word_of_the_sample_is_in_the_pdf(
    sample: Notice, sample_words: list[str], tmp_path: Path
) -> None:
    """As poppler finds it, in the order of the source."""
    path = tmp_path / "gb.pdf"
    path.write_bytes(PdfExporter().export(sample))

    assert in_order(sample_words, words(fold(text_of_pdf(path, "-raw")))) is None


def test_sample_is_the_same_pages_in_both(sample: Notice, tmp_path: Path) -> None:
    """The DOCX as LibreOffice sets it and the PDF: page for page, line for line."""
    (tmp_path / "gb.docx").write_bytes(DocxExporter().export(sample))
    (tmp_path / "own.pdf").write_bytes(PdfExporter().export(sample))
    in_office(tmp_path)

    office = text_of_pdf(tmp_path / "gb.pdf", "-layout")
    own = text_of_pdf(tmp_path / "own.pdf", "-layout")

    assert office.count("\f") == own.count("\f") == 3
    assert lines_of(own) == lines_of(office)


def test_every_example_is_the_same_in_the_office_program(tmp_path: Path) -> None:
    """Page for page and line for line as our PDF; as text, the words of the layout in order."""
    examples = {path.stem: read(path).notice for path in EXAMPLES}
    for name, notice in examples.items():
        (tmp_path / f"{name}.docx").write_bytes(DocxExporter().export(notice))
        (tmp_path / f"own-{name}.pdf").write_bytes(PdfExporter().export(notice))
    in_office(tmp_path)
    in_office(tmp_path, "txt:Text (encoded):UTF8")

    assert len(examples) >= 32
    for name, notice in examples.items():
        office = text_of_pdf(tmp_path / f"{name}.pdf", "-raw")
        own = text_of_pdf(tmp_path / f"own-{name}.pdf", "-raw")
        assert own.count("\f") == office.count("\f")
        assert sorted(lines_of(own)) == sorted(lines_of(office))
        text = (tmp_path / f"{name}.txt").read_text(encoding="utf-8-sig")
        assert words(text) == words(" ".join(lay_out(notice).texts()))


def test_a_broken_line_stands_in_the_middle(tmp_path: Path) -> None:
    """What parts the words at a break moves no line: all of a centred text share one middle."""
    (tmp_path / "a.docx").write_bytes(DocxExporter().export(read(LETTER).notice))
    in_office(tmp_path)

    lines = middles(tmp_path / "a.pdf", ["V/v", "đường", "sau"], ["khi", "hành", "chính"])

    assert lines[0] == pytest.approx(lines[1], abs=0.3)


def middles(path: Path, *lines: list[str]) -> list[float]:
    """Return where the middle of each line of the first page lies, known by words of it, in pt."""
    page = text_of_pdf(path, "-bbox-layout", "-l", "1")
    edges = r'<line xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"[^>]*>(.*?)</line>'
    found = re.findall(edges, page, re.DOTALL)
    return [
        (float(left) + float(right)) / 2
        for wanted in lines
        for left, right, inside in found
        if all(f">{word}<" in inside for word in wanted)
    ]


# One run of the office program takes seconds, so an example is a whole batch: ten of them are the
# three hundred notices that the other laws see.
@settings(
    max_examples=max(1, settings().max_examples // TOGETHER),
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(notices(), min_size=TOGETHER, max_size=TOGETHER))
def test_docx_and_pdf_are_the_same_pages(batch: list[Notice]) -> None:
    """Whatever the notice, both break lines and pages alike."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for index, notice in enumerate(batch):
            (folder / f"{index}.docx").write_bytes(DocxExporter().export(notice))
            (folder / f"own-{index}.pdf").write_bytes(PdfExporter().export(notice))
        in_office(folder)
        for index in range(len(batch)):
            office = text_of_pdf(folder / f"{index}.pdf", "-raw")
            own = text_of_pdf(folder / f"own-{index}.pdf", "-raw")

            assert own.count("\f") == office.count("\f")
            assert sorted(lines_of(own)) == sorted(lines_of(office))
