"""Law 8: importing the package loads no format library."""

import subprocess
import sys

import pytest

HEAVY = (
    "docx",
    "lxml",
    "reportlab",
    "icalendar",
    "yaml",
    "hypothesis",
    "cattrs",
    "rich",
    "cyclopts",
    "xlsxwriter",
)

pytestmark = pytest.mark.law


def test_import_loads_no_format_library() -> None:
    """A program that only builds values pays for attrs alone."""
    code = f"import sys, vnadmindoc; print([m for m in {HEAVY!r} if m in sys.modules])"

    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()

    assert loaded == "[]"


def test_every_public_name_is_there() -> None:
    """What ``__all__`` promises can be imported, and nothing is promised twice."""
    import vnadmindoc

    assert len(set(vnadmindoc.__all__)) == len(vnadmindoc.__all__)
    assert all(getattr(vnadmindoc, name) is not None for name in vnadmindoc.__all__)
