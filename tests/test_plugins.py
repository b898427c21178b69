"""Packages of strangers: what they are promised, and what they cannot break."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from vnadmindoc.cli import main

ROOT = Path(__file__).parent.parent
PLUGINS = ROOT / "tests" / "plugins"
PAGE = (ROOT / "docs" / "how-to" / "write-an-exporter.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "examples" / "giao-ban.md"

BROKEN = {
    "broken": (
        "broken",
        (
            "format 'broken' of vnbroken 0.3 (vnbroken:BrokenExporter) cannot be loaded: "
            "ModuleNotFoundError: No module named 'a_library_nobody_has'"
        ),
        "update or uninstall vnbroken 0.3, or tell its authors",
    ),
    "wrong_type": (
        "text",
        "format 'text' of vntext 1.1 returned str where bytes are expected",
        "update or uninstall vntext 1.1, or tell its authors",
    ),
    "half_a_file": (
        "half",
        (
            "format 'half' of vnhalf 0.9 failed on this notice: "
            "OSError: [Errno 28] No space left on device"
        ),
        "update or uninstall vnhalf 0.9, or tell its authors",
    ),
    "wrong_version": (
        "later",
        (
            "format 'later' of vnlater 3.0 (vnlater:LaterExporter) was written for version 2 of "
            "exporters, this vnadmindoc knows 1"
        ),
        "update vnadmindoc, or install an earlier vnlater 3.0",
    ),
    "twin": (
        "pdf",
        "format 'pdf' is registered by vnadmindoc {version} and by vntwin 1.0",
        "uninstall all but one of them",
    ),
}
"""By folder: the name of the format, what is wrong with it, how to mend it."""


def run(
    folder: Path, site: Path, *command: str | Path, more: Mapping[str, str] = {}
) -> "subprocess.CompletedProcess[str]":
    """Run Python in a folder with a package installed beside ours."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(site), "PYTHONUTF8": "1", **more},
        capture_output=True,
        encoding="utf-8",
    )


def pytest_in(folder: Path, site: Path, file: str) -> "subprocess.CompletedProcess[str]":
    """Run the tests of a stranger's package, by its own settings and few examples."""
    options = ("-q", "-c", os.devnull, "--rootdir", folder, "-p", "no:cacheprovider", file)
    profile = "from hypothesis import settings; settings.register_profile('few', max_examples=20)"
    code = f"{profile}; settings.load_profile('few'); import pytest, sys; sys.exit(pytest.main())"
    return run(folder, site, "-c", code, *options)


def test_the_how_to_builds_a_plugin_that_keeps_the_contract(tmp_path: Path) -> None:
    """Every file and every command of the page, as it stands there."""
    files = re.findall(
        r"^```\{code-block\} \w+\n:caption: (\S+)\n\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL
    )
    commands = [
        line.removeprefix("$ ").split()
        for block in re.findall(r"^```console\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
        for line in block.splitlines()
    ]
    project, site = tmp_path / "project", tmp_path / "site"
    project.mkdir()
    for name, content in files:
        (project / name).write_text(content, encoding="utf-8")
    shutil.copy(EXAMPLE, project)
    # Without a network, and beside the environment that the tests run in.
    aside = ("--no-index", "--no-deps", "--no-build-isolation", "--target", str(site))
    printed = []

    for command, *arguments in commands:
        if command == "pip":
            done = run(project, site, "-m", "pip", *arguments, *aside)
        elif command == "pytest":
            done = pytest_in(project, site, *arguments)
        else:
            done = run(project, site, "-m", command, *arguments)
        assert done.returncode == 0, (command, arguments, done.stdout, done.stderr)
        printed.append(done.stdout)

    assert [name for name, _ in files] == ["vntodo.py", "pyproject.toml", "test_vntodo.py"]
    assert "9 passed" in printed[1]
    assert "vntodo 1.0" in printed[2]
    lines = (project / "giao-ban.todo").read_text(encoding="utf-8").splitlines()
    assert all(" @so" in line for line in lines)
    assert any(re.search(r" due:\d{4}-\d\d-\d\d$", line) for line in lines)


def test_a_package_written_from_the_page_alone_keeps_the_contract() -> None:
    """Another format by another hand."""
    folder = PLUGINS / "org"

    done = pytest_in(folder, folder, "test_vnorg.py")

    assert (done.returncode, "9 passed" in done.stdout) == (0, True), done.stdout


@pytest.mark.parametrize("folder", BROKEN)
def test_a_broken_package_gives_one_clear_message(
    folder: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit code 4, whose it is and what to do; the old file is as it was, no new one is there."""
    from importlib.metadata import version

    name, message, remedy = BROKEN[folder]
    monkeypatch.syspath_prepend(PLUGINS / folder)
    target = tmp_path / f"giao-ban.{name}"
    target.write_text("bản cũ", encoding="utf-8")

    code = main(["convert", str(EXAMPLE), str(target), str(tmp_path / "x.docx"), "--to", name])

    told = " ".join(capsys.readouterr().err.split())
    assert code == 4
    assert told == (f"error: {message.format(version=version('vnadmindoc'))} to mend it: {remedy}")
    assert target.read_text(encoding="utf-8") == "bản cũ"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("folder", BROKEN)
def test_a_broken_package_breaks_nothing_else(
    folder: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Other formats are written, and the list of formats is printed."""
    monkeypatch.syspath_prepend(PLUGINS / folder)

    codes = [main(["convert", str(EXAMPLE), str(tmp_path / "x.ics")]), main(["formats"])]

    assert codes == [0, 0]
    assert (tmp_path / "x.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert "jcal" in capsys.readouterr().out
