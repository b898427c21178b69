"""Every branch of the grammar by labelled phrases, each written for it."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from vnadmindoc.dates import Reference, find
from vnadmindoc.model import Deadline, Recurrence
from vnadmindoc.vocabulary import DeadlineKind

_PHRASES = Path(__file__).parent / "phrases.txt"


def _cases() -> Iterator[tuple[str, Reference | None, str]]:
    reference: Reference | None = Reference(date(2025, 10, 2))
    for line in _PHRASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            day = line.removeprefix("@ ")
            reference = None
            if day != "-":
                reference = Reference(date.fromisoformat(day.lstrip("~")), exact=day[0] != "~")
        elif line and not line.startswith("#"):
            text, _, outcome = line.partition(" => ")
            yield text, reference, outcome


CASES = tuple(_cases())


def _told(deadline: Deadline) -> str:
    """Say a deadline in the words of the file."""
    match deadline.kind:
        case DeadlineKind.DATED:
            words = [str(deadline.due)]
            words += [f"{deadline.at:%H:%M}"] if deadline.at else []
            if deadline.bound == "from_to":
                words += ["from", str(deadline.start)]
            words += [deadline.doubt.value] if deadline.doubt else []
            return " ".join(words)
        case DeadlineKind.RECURRING if deadline.recurrence is not None:
            return _round(deadline.recurrence)
        case DeadlineKind.CONDITIONAL if deadline.offset is not None:
            return f"wait {deadline.offset.amount} {deadline.offset.unit.value}"
        case DeadlineKind.UNRESOLVED if deadline.doubt is not None:
            return f"open {deadline.doubt.value}"
    return {
        DeadlineKind.CONDITIONAL: "event",
        DeadlineKind.REFERRED: "elsewhere",
        DeadlineKind.STANDING: "always",
        DeadlineKind.VAGUE: "vague",
    }.get(deadline.kind, repr(deadline))


def _round(recurrence: Recurrence) -> str:
    words = [recurrence.frequency.value]
    words += [f"x{recurrence.interval}"] if recurrence.interval > 1 else []
    words += [recurrence.weekday.value] if recurrence.weekday else []
    if recurrence.month_day is not None:
        day = str(recurrence.month_day)
        words += [day if recurrence.month is None else f"{recurrence.month}/{day}"]
    words += [f"{recurrence.at:%H:%M}"] if recurrence.at else []
    for name in ("since", "until"):
        value = getattr(recurrence, name)
        words += [name, str(value)] if value else []
    return " ".join(words)


@pytest.mark.parametrize(("marked", "reference", "outcome"), CASES)
def test_a_phrase_is_read_as_people_read_it(
    marked: str, reference: Reference | None, outcome: str
) -> None:
    """Its words, its place and what it settles; "also" where the sentence holds more."""
    text = marked.replace("⟦", "").replace("⟧", "")
    wanted = re.findall("⟦(.+?)⟧", marked)
    only = not outcome.endswith(" also")

    found = find(text, reference)

    if outcome == "none":
        assert found == []
    else:
        (words,) = wanted
        hits = [each for each in found if text[each.start : each.end] == words]
        assert outcome.removesuffix(" also") in [_told(each.deadline) for each in hits]
        assert hits[0].start == marked.index("⟦")
        assert not only or len(found) == 1


def test_there_are_enough_phrases() -> None:
    """Three hundred at least, an eighth of them no deadlines; none stands twice."""
    none = [text for text, _, outcome in CASES if outcome == "none"]

    assert len(CASES) >= 300
    assert len(none) * 8 >= len(CASES)
    assert len(set(CASES)) == len(CASES)
