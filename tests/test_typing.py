"""The library as a user's type checker sees it: installed, strict, with no settings of ours."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

USES = Path(__file__).parent / "typing" / "uses.py"
WRONG = """
import vnadmindoc

notice = vnadmindoc.Notice(subject="Giao việc")
vnadmindoc.export(notice)
days: int = notice.dateline
vnadmindoc.reed("a.md")
"""


def checked(tool: str, file: Path) -> "subprocess.CompletedProcess[str]":
    """Check a file with the rules that the tool itself calls strict."""
    if tool == "mypy":
        cache = f"--cache-dir={file.parent / 'cache'}"
        command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", cache, file.name]
    else:
        settings = file.parent / "pyrightconfig.json"
        settings.write_text(json.dumps({"typeCheckingMode": "strict"}))
        command = [
            str(Path(sys.executable).with_name("basedpyright")),
            f"--pythonpath={sys.executable}",
            file.name,
        ]
    environment = {name: value for name, value in os.environ.items() if name != "MYPYPATH"}
    return subprocess.run(
        command, cwd=file.parent, env=environment, capture_output=True, encoding="utf-8"
    )


@pytest.mark.parametrize("tool", ["mypy", "pyright"])
def test_typical_uses_are_well_typed(tool: str, tmp_path: Path) -> None:
    """Not one complaint."""
    file = Path(shutil.copy(USES, tmp_path))

    done = checked(tool, file)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("tool", ["mypy", "pyright"])
def test_wrong_uses_are_found(tool: str, tmp_path: Path) -> None:
    """Types are there to be seen: a missing argument, a wrong type, a name there is not."""
    file = tmp_path / "wrong.py"
    file.write_text(WRONG, encoding="utf-8")

    done = checked(tool, file)

    assert done.returncode == 1
    assert [f"wrong.py:{line}" in done.stdout for line in (5, 6, 7)] == [True] * 3
