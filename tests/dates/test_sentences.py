"""Sentences in the styles of real notices: ours, and reworded real ones."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy import Report, compare_assignments, compare_deadlines
from benchmarks.accuracy import expected_due as expected
from benchmarks.accuracy import found_due as found
from vnadmindoc.dates import deadlines_in
from vnadmindoc.duties import assignments_in

OWN = Path(__file__).parent / "sentences.jsonl"


@pytest.fixture(params=["own", "real"])
def sentences(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    """The labelled sentences: those of the tests, and those that stand beside the checkout."""
    path = OWN
    if request.param == "real":
        path = request.getfixturevalue("shared_samples") / "sentences.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _report(
    sentences: list[dict[str, Any]], compare: Callable[[Report, dict[str, Any]], None]
) -> Report:
    report = Report("sentences")
    for each in sentences:
        compare(report, each)
    return report


def _deadlines(report: Report, each: dict[str, Any]) -> None:
    dues = deadlines_in(each["text"], date.fromisoformat(each["reference_date"]))
    compare_deadlines(report, each["id"], map(expected, each["deadlines"]), map(found, dues))


def _assignments(report: Report, each: dict[str, Any]) -> None:
    truth = [(one["role"], one["party"], one.get("optional", False)) for one in each["assignments"]]
    compare_assignments(report, each["id"], truth, assignments_in(each["text"]))


def test_no_day_is_given_out_that_nobody_marked(sentences: list[dict[str, Any]]) -> None:
    """Never wrong and confident."""
    assert _report(sentences, _deadlines).wrong == []


def test_every_deadline_is_found(sentences: list[dict[str, Any]]) -> None:
    """Kind, last day and rule; at most one in a hundred more than people marked."""
    score = _report(sentences, _deadlines).score("deadlines")

    assert score.missed == []
    assert len(score.extra) <= 1


def test_every_party_is_found_in_its_role(sentences: list[dict[str, Any]]) -> None:
    """As written, and nobody else."""
    score = _report(sentences, _assignments).score("assignments")

    assert (score.missed, score.extra) == ([], [])
