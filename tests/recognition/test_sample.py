"""The real notice that this library began with, against every field of its truth file."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vnadmindoc.model import Directive, Notice, Paragraph
from vnadmindoc.readers import read
from vnadmindoc.recognition import Reading
from vnadmindoc.vocabulary import DeadlineKind

# How the truth file names the kinds of deadlines, in our words.
KINDS = {
    "absolute": DeadlineKind.DATED,
    "relative": DeadlineKind.CONDITIONAL,
    "vague": DeadlineKind.VAGUE,
}


@pytest.fixture
def truth(shared_samples: Path) -> dict[str, Any]:
    """What people who read the document wrote down."""
    text = (shared_samples / "giao-ban-thang-9-2021.truth.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@pytest.fixture
def reading(shared_samples: Path) -> Reading:
    """What we read."""
    return read(shared_samples / "giao-ban-thang-9-2021.md")


@pytest.fixture
def notice(reading: Reading) -> Notice:
    """The notice we read."""
    return reading.notice


def referred(notice: Notice) -> Iterator[tuple[str, Directive]]:
    """Yield directives with references as the truth file counts them: ``II.2.-3``."""
    for section in notice.sections:
        yield from _below(section.label.rstrip("."), section.body)


def _below(prefix: str, items: tuple[Any, ...]) -> Iterator[tuple[str, Directive]]:
    dashes = 0
    for item in items:
        if isinstance(item, Directive):
            label = item.label.rstrip(".")
            if item.label == "-":
                dashes += 1
                label = f"-{dashes}"
            yield f"{prefix}.{label}", item
            yield from _below(f"{prefix}.{label}", item.children)


def test_header_is_the_truth(notice: Notice, truth: dict[str, Any]) -> None:
    """Number, symbol, place and the blank day are as printed; no issuing body is made up."""
    header = truth["header"]

    assert notice.letterhead is None
    assert header["issuer_lines"] == []
    assert notice.number is not None
    assert notice.number.number == header["number"]
    assert notice.number.symbol == header["symbol"]
    assert notice.dateline is not None
    assert notice.dateline.place == header["place"]
    assert notice.dateline.date == header["date"]
    assert {
        "day": notice.dateline.day,
        "month": notice.dateline.month,
        "year": notice.dateline.year,
    } == header["date_parts"]
    assert notice.reference_date == date.fromisoformat(truth["reference_date"])


def test_title_is_the_truth(notice: Notice, truth: dict[str, Any]) -> None:
    """Type and subject are as printed."""
    assert notice.kind_line == truth["doc_type"]
    assert notice.subject.replace("\n", " ") == truth["title"]
    assert list(notice.addressees) == truth["addressees"]


def test_sections_are_the_truth(notice: Notice, truth: dict[str, Any]) -> None:
    """Two sections with their labels and headings."""
    read_sections = [{"label": each.label, "heading": each.heading} for each in notice.sections]

    assert read_sections == truth["sections"]


def test_directives_are_the_truth(notice: Notice, truth: dict[str, Any]) -> None:
    """Every directive, with its place in the tree, its label and its first words."""
    read_directives = [
        {"ref": ref, "label": each.label, "head": " ".join(str(each.text).split()[:8])}
        for ref, each in referred(notice)
    ]

    assert read_directives == truth["directives"]
    assert len([item for item in notice.sections[1].body if isinstance(item, Directive)]) == 12


def test_undashed_line_belongs_to_the_point_above(notice: Notice) -> None:
    """The second half of a broken point hangs on its first half."""
    point = dict(referred(notice))["II.2.-1"]

    (tail,) = point.children
    assert isinstance(tail, Paragraph)
    assert str(tail.text).startswith("Phần mềm quản lý văn bản và điều hành")


def test_assignments_are_the_truth(notice: Notice, truth: dict[str, Any]) -> None:
    """Who does what, each with its note, and nobody else."""
    read_assignments = [
        {"ref": ref, "role": each.role.value, "party": each.party}
        | ({"note": each.note} if each.note else {})
        for ref, directive in referred(notice)
        for each in directive.assignments
    ]

    assert read_assignments == truth["assignments"]


def test_deadlines_are_the_truth(notice: Notice, truth: dict[str, Any]) -> None:
    """Every deadline with its kind and last day, and no other."""
    read_deadlines = {
        (ref, each.phrase): (each.kind, each.bound, each.stated, each.due)
        for ref, directive in referred(notice)
        for each in directive.deadlines
    }
    told = {
        (each["ref"], each["phrase"]): (
            KINDS[each["kind"]],
            each["op"] if each["date"] else None,
            date.fromisoformat(each["date"]) if each["date"] else None,
            date.fromisoformat(each["due"]) if each["due"] else None,
        )
        for each in truth["deadlines"]
    }

    assert read_deadlines == told


def test_no_decoy_is_a_deadline(notice: Notice, truth: dict[str, Any]) -> None:
    """Dates that cite, report or commemorate make no deadline; the anniversary is an event."""
    phrases = [each.phrase for _, directive in referred(notice) for each in directive.deadlines]
    decoys = [each["phrase"] for each in truth["non_deadlines"]]
    years = re.findall(r"01/01/2020|30/8/2021|30/9/2021|2025|2030|20/10", " ".join(phrases))
    events = {ref: each for ref, directive in referred(notice) for each in directive.events}

    assert not years
    assert not set(decoys) & set(phrases)
    assert events.keys() == {"II.10"}
    assert events["II.10"].phrase == "ngày Phụ nữ Việt nam 20/10"
    assert events["II.10"].day == date(2021, 10, 20)


def test_foot_is_the_truth(notice: Notice, truth: dict[str, Any]) -> None:
    """Recipients, and the signer with authority, title and name."""
    signature = notice.signature

    assert list(notice.recipients) == truth["recipients"]
    assert signature is not None
    assert [f"{each.prefix}.{each.title}" for each in signature.authority] == truth["signature"][
        "authority"
    ]
    assert signature.title == truth["signature"]["title"]
    assert signature.name == truth["signature"]["name"]


def test_meeting_is_the_truth(notice: Notice, truth: dict[str, Any]) -> None:
    """The meeting with its day and who presided."""
    assert notice.meeting is not None
    assert notice.meeting.name == truth["meeting"]["name"]
    assert notice.meeting.day == date.fromisoformat(truth["meeting"]["date"])
    assert notice.meeting.chair == truth["meeting"]["chair"]


def test_only_the_missing_issuer_is_told(reading: Reading) -> None:
    """Everything else of this document was placed."""
    assert [finding.code for finding in reading.findings] == ["READ-002"]
    assert "cơ quan ban hành" in reading.findings[0].message
