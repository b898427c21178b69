"""The corpus: small fictional notices, and all that must be read from them and printed."""

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

from vnadmindoc import check, read
from vnadmindoc.findings import Severity
from vnadmindoc.text import words

ROOT = Path(__file__).parent.parent
FOLDERS = sorted(path for path in (ROOT / "tests" / "corpus").iterdir() if path.is_dir())
EXAMPLES = sorted(
    path for path in (ROOT / "examples").rglob("*") if path.suffix in (".md", ".yaml")
)


@pytest.fixture(scope="module")
def golden() -> Callable[[Path], dict[str, str]]:
    """The very function with which ``make golden`` writes the expected files."""
    made: Callable[[Path], dict[str, str]] = runpy.run_path(str(ROOT / "tools" / "make_golden.py"))[
        "golden"
    ]
    return made


@pytest.mark.parametrize("name", ["notice.yaml", "layout.txt", "findings.txt"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_source_gives_what_a_clerk_has_reviewed(
    folder: Path, name: str, golden: Callable[[Path], dict[str, str]]
) -> None:
    """Values, page and findings of each source are those kept beside it."""
    expected = (folder / name).read_text(encoding="utf-8")

    assert golden(folder)[name] == expected, (
        "if this is meant: make golden, and read the difference"
    )


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_reviewed_values_read_as_the_source_does(folder: Path) -> None:
    """A source and its notice.yaml are the same notice."""
    (source,) = folder.glob("source.*")

    notice = read(folder / "notice.yaml").notice

    assert notice == read(source).notice


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_word_of_a_source_is_on_its_page(folder: Path) -> None:
    """No word is lost between a source and its page; capitals and zeros before a figure are."""
    (source,) = folder.glob("source.*")
    page = (folder / "layout.txt").read_text(encoding="utf-8")

    lost = _bare_words(source.read_text(encoding="utf-8")) - _bare_words(page)

    assert lost <= _MARKUP


_MARKUP = {"u", "trang", "ngang", "số", "hàng", "tiêu", "đề", "br"}
"""Words of tags and comments, which are no text."""


def _bare_words(text: str) -> set[str]:
    return {word.casefold().lstrip("0") for word in words(text)}


def test_the_corpus_has_every_kind_of_finding_a_reader_makes_of_text() -> None:
    """A new kind of finding comes with a source that shows it."""
    found = "".join((folder / "findings.txt").read_text(encoding="utf-8") for folder in FOLDERS)

    missing = [
        code for code in ("001", "002", "003", "004", "006") if f"[READ-{code}]" not in found
    ]

    assert missing == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_read_without_a_doubt_and_conforms(example: Path) -> None:
    """What we show to newcomers is right in every line."""
    reading = read(example)

    findings = (*reading.findings, *check(reading.notice).findings)

    assert [str(each) for each in findings if each.severity is not Severity.NOTE] == []
