"""What README and documentation say: their code runs, their files, commands and options exist."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from vnadmindoc.rules import RULES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted(
    path for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")] if "_build" not in path.parts
)
TARGETS = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
_LARGEST_PICTURE = 150_000
_ENVIRONMENT = {**os.environ, "PYTHONUTF8": "1"}


def blocks(language: str) -> list[str]:
    """Return the code blocks of README in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    """Return the command lines of README, without their comments."""
    lines = "".join(blocks("console")).splitlines()
    return [line.removeprefix("$ ").split("  #")[0].strip() for line in lines]


def test_the_python_of_readme_runs_as_it_stands(tmp_path: Path) -> None:
    """Ten lines: they conform, and leave three files."""
    (code,) = blocks("python")

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=_ENVIRONMENT,
        capture_output=True,
        encoding="utf-8",
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "conforms to the Decree"
    assert len(code.splitlines()) == 10
    names = ["thong-bao.docx", "thong-bao.ics", "thong-bao.pdf"]
    assert sorted(path.name for path in (tmp_path / "build").iterdir()) == names


@pytest.mark.parametrize("line", [each for each in commands() if each.startswith("vnadmindoc")])
def test_a_command_of_readme_does_what_it_says(line: str, tmp_path: Path) -> None:
    """Each ends with 0 and leaves the files that it names."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    arguments = line.split()[1:]

    done = subprocess.run(
        [sys.executable, "-m", "vnadmindoc", *arguments],
        cwd=tmp_path,
        env=_ENVIRONMENT,
        capture_output=True,
        encoding="utf-8",
    )

    assert (done.returncode, done.stderr) == (0, "")
    outputs = [tmp_path / each for each in arguments if each.startswith("build/")]
    assert [path.name for path in outputs if not path.exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_names_only_make_targets_that_exist(page: Path) -> None:
    """Whoever types what stands there gets what is promised."""
    text = page.read_text(encoding="utf-8")

    named = re.findall(r"(?:`|\$ )make ([a-z]+)", text)

    assert [target for target in named if target not in TARGETS] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_links_only_to_files_that_exist(page: Path) -> None:
    """Links and pictures within the project lead somewhere."""
    text = page.read_text(encoding="utf-8")

    links = re.findall(r"\]\(([^)#:]+)\)|src=\"([^\":]+)\"", text)

    targets = [one or other for one, other in links]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_readme_names_only_files_that_exist() -> None:
    """Paths in code spans and command lines, but for what is built."""
    named = re.findall(r"(?:examples|docs|src|tests|\.ci)/[\w./-]*\w", README)

    assert [name for name in named if not (ROOT / name).exists()] == []


def test_readme_counts_the_rules_right() -> None:
    """The number of rules is the code's."""
    found = re.search(r"^(\d+) rules", README, re.MULTILINE)

    assert found is not None
    assert int(found[1]) == len(RULES)


def test_the_picture_is_small_enough_for_a_first_screen() -> None:
    """A page on a slow line: under 150 kB."""
    picture = ROOT / "docs" / "_static" / "giao-ban-1.png"

    assert 0 < picture.stat().st_size < _LARGEST_PICTURE


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_has_one_sentence_on_a_line(page: Path) -> None:
    """So that a change to one sentence shows as one."""
    prose = re.sub(
        r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )

    crowded = [
        line
        for line in prose.splitlines()
        if not line.startswith("|") and re.search(r"(?<!\b[TKQM])[.?!] [A-Z][a-z]", line)
    ]

    assert crowded == []
