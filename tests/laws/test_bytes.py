"""Law 5: the same notice gives the same bytes, whatever the clock, the zone and the hash seed."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import pytest
from hypothesis import given

from vnadmindoc import registry
from vnadmindoc.errors import ExportError
from vnadmindoc.model import Notice
from vnadmindoc.serial import from_data, to_data
from vnadmindoc.strategies import notices

pytestmark = pytest.mark.law

FORMATS = (
    "akn", "csv", "docx", "edxml", "html", "ics", "jcal", "json", "md", "pdf", "xlsx", "yaml",
)  # fmt: skip

# Another process far away: other seed, other zone, and no clock that the format libraries could
# ask. It takes a notice a line and answers with what its exporters made of it.
ELSEWHERE = """
import json, sys, time

def no_clock(*_):
    raise AssertionError("an exporter asked the clock")

def localtime(seconds=None):
    return no_clock() if seconds is None else known[1](seconds)

def gmtime(seconds=None):
    return no_clock() if seconds is None else known[2](seconds)

known = time.time, time.localtime, time.gmtime
import tests_of_bytes
for line in sys.stdin:
    time.time, time.localtime, time.gmtime = no_clock, localtime, gmtime
    answer = tests_of_bytes.made(json.loads(line))
    time.time, time.localtime, time.gmtime = known
    print(json.dumps(answer), flush=True)
"""


def made(data: object) -> dict[str, str]:
    """Return the digest of a notice's bytes in each format, or what its exporter refuses."""
    notice = from_data(data)
    digests = {}
    for name in FORMATS:
        try:
            digests[name] = hashlib.sha256(registry.render(notice, name)).hexdigest()
        except ExportError as error:
            digests[name] = error.message
    return digests


@contextmanager
def elsewhere(seed: str, zone: str) -> Iterator[tuple[IO[str], IO[str]]]:
    """Run another process and yield its ends: to write to, to read from."""
    program = ELSEWHERE.replace("import tests_of_bytes", f"{IMPORT_THIS}")
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": ":".join(sys.path)},
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield process.stdin, process.stdout


# The tests are no package: the other process loads this file by its place.
IMPORT_THIS = f"""
import importlib.util
from datetime import date
from vnadmindoc.working_days import WorkingDays
spec = importlib.util.spec_from_file_location("tests_of_bytes", {__file__!r})
tests_of_bytes = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tests_of_bytes)
# Templates, fonts and the library of holidays are made ready once, and may look at the clock; no
# notice may.
WorkingDays().is_working(date(2026, 1, 1))
tests_of_bytes.made({{"schema": "vnadmindoc/1", "subject": "Việc"}})
"""


def test_the_same_notice_gives_the_same_bytes_everywhere() -> None:
    """Every format, in two processes that share neither seed nor zone, one without a clock."""
    with elsewhere("4711", "America/New_York") as (to, answers):

        @given(notices(drafts=True))
        def same_bytes(notice: Notice) -> None:
            data = to_data(notice)
            to.write(json.dumps(data) + "\n")
            to.flush()

            assert json.loads(answers.readline()) == made(data)

        same_bytes()
