"""The benchmarks: they run, and compare like with like. What they measure is no test's business."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run the benchmarks, one round each."""
    return subprocess.run(
        [
            sys.executable,
            "-X",
            "utf8",
            "-m",
            "benchmarks.run",
            "--rounds",
            "1",
            "--duties",
            "400",
            "--notices",
            "40",
            "--archive",
            "200",
            "--megabytes",
            "0.5",
            *arguments,
        ],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )


def test_every_promise_has_its_line_and_a_broken_one_is_the_exit_status() -> None:
    """Each is judged; a peer that wrote something else than we do would end the run."""
    done = run()

    assert done.stderr == ""
    rows = [line.split("|")[1:-1] for line in done.stdout.splitlines() if line.startswith("|")][2:]
    assert {row[-1].strip() for row in rows} <= {"yes", "no"}
    assert [row[-2].strip() for row in rows] == [
        "at most 2 × the time",
        "none",
        "at least 3 MB a second",
        "at most 12 × the time",
        "at most 12 × the time",
        "at most 7 × the time",
        "at most 2 × the time",
        "at least 8 × as fast",
        "at least 3 × as fast",
        "at most 4 × the time",
        "at most 12 × the time",
        "at most 1.5 × the memory",
        "at least 5 × as fast",
        "at least 1.8 × as fast",
        "at least 15 × as fast",
        "at most 12 × the time",
        "at least 2.6 × as fast",
        "at most 60 MiB",
        "at least 3 × as fast",
        "at least 5 × as fast",
        "at most 12 × the time",
        "at most 0.1 × the memory",
        "at most 1.5 × the time",
        "at most 3 × the time",
        "at most 10 s",
        "at most 2 × the time",
        "at least 0.85 of twice as many",
        "at most 1.2 × the memory",
    ]
    assert done.returncode == ("| no |" in done.stdout)


def test_a_notice_that_cannot_be_repeated_is_told(tmp_path: Path) -> None:
    """A message instead of a traceback."""
    notice = tmp_path / "notice.md"
    notice.write_text("Không có nhiệm vụ nào.\n", encoding="utf-8")

    done = run("--notice", str(notice))

    assert done.returncode == 1
    assert done.stderr == "the notice has no numbered directives to repeat\n"


@pytest.mark.parametrize("mark", ["% bench: begin", "% bench: end"])
def test_the_page_has_room_for_the_table(mark: str) -> None:
    """`--write` puts the table between the two marks."""
    page = (ROOT / "docs" / "explanation" / "speed.md").read_text(encoding="utf-8")

    assert page.splitlines().count(mark) == 1
