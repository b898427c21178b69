"""Sentences and notices written without a look at what is read of them, each labelled by a person.

Each set was scored before anything was mended for it; now all of them must be read as marked.
"""

from pathlib import Path

import pytest

from benchmarks.accuracy import Report, Score, of_notice, of_sentences

FOLDER = Path(__file__).parent / "held_out"
FLOORS = {"directives": 0.99, "assignments": 0.97, "deadlines": 0.98, "fields": 0.99}


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    """The scores of every set of sentences and of every notice."""
    sentences = [of_sentences(path) for path in sorted(FOLDER.glob("*.jsonl"))]
    notices = [of_notice(path) for path in sorted(FOLDER.glob("notices/*.truth.json"))]
    assert len(sentences) >= 5
    assert len(notices) >= 20
    return [*sentences, *notices]


def test_no_day_is_given_out_that_nobody_marked(reports: list[Report]) -> None:
    """Never wrong and confident."""
    assert [each for report in reports for each in report.wrong] == []


@pytest.mark.parametrize("what", list(FLOORS))
def test_what_people_marked_is_read(reports: list[Report], what: str) -> None:
    """The F1 measure over all sets does not fall below its floor."""
    total = Score()
    for report in reports:
        assert report.unread is None
        total.add(report.scores.get(what, Score()))

    ours, truth = total.right + len(total.extra), total.right + len(total.missed)
    assert 2 * total.right / (ours + truth) >= FLOORS[what], [*total.missed, *total.extra]
