"""The faults of a real notice: each found at its place, and gone when it was mended."""

from datetime import date
from pathlib import Path

import pytest

from vnadmindoc import render
from vnadmindoc.conformance import Report, check
from vnadmindoc.findings import Severity
from vnadmindoc.model import directives_of

_FAULTS = {
    "ND30-024-blank": ("number.number", 3, "Số: /KL-STTTT"),
    "ND30-027": ("number.symbol", 3, "KL"),
    "ND30-032-blank": ("dateline.day", 5, "Nghệ An, ngày tháng 10 năm 2021"),
    "ND30-033-text": ("sections[1].body[12].text", 61, "8"),
    "ND30-068-blank": ("signature.authority[0]", 72, "TL."),
    "ND30-081": ("recipients[3]", 70, "Lưu VT, Công TTĐT Sở, TH"),
    "ND30-094-country": ("sections[1].body[10].text", 57, "Việt nam"),
}
"""What is wrong with the notice: where it says so, the line, the words."""
_OPEN = {"ND30-024-blank", "ND30-032-blank"}
"""What nobody but the registry can give."""


@pytest.fixture(scope="module")
def source() -> Path:
    """The notice of a real office."""
    root = Path(__file__).parents[2]
    return root.parent / "shared" / "samples" / "giao-ban-thang-9-2021.md"


@pytest.fixture(scope="module")
def report(source: Path) -> Report:
    """What the check of it found."""
    return check(source)


@pytest.mark.parametrize("code", _FAULTS)
def test_a_fault_is_found_at_its_line_with_its_words(report: Report, code: str) -> None:
    """Place in the notice, line in the file, span in the line, clause."""
    where, number, quote = _FAULTS[code]

    (found,) = [each for each in report.findings if each.code == code]

    assert (found.where, found.place and found.place.line, found.quote) == (where, number, quote)
    assert found.clause
    assert found.fixable is (code not in _OPEN)
    if found.fixable:
        assert found.span is not None
        assert found.span[1] - found.span[0] == len(quote)


def test_the_blank_number_and_day_are_notes(report: Report) -> None:
    """A draft is legal."""
    severities = {each.code: each.severity for each in report.findings}

    assert {severities[code] for code in _OPEN} == {Severity.NOTE}


@pytest.mark.parametrize("format_", ["md", "yaml", "docx"])
def test_the_mended_notice_is_clean_of_them(report: Report, format_: str) -> None:
    """Written to a file, read again and checked."""
    mended = render(report.mended(), format_)

    left = {each.code for each in check(mended, format=format_).findings}

    assert left & set(_FAULTS) == _OPEN


def test_mending_keeps_every_word_and_every_deadline(report: Report) -> None:
    """A deadline whose words are corrected is quoted in its new words, and falls due as before."""
    before = [each for _, one in directives_of(report.notice) for each in one.deadlines]
    after = [each for _, one in directives_of(report.mended()) for each in one.deadlines]

    assert [each.due for each in after] == [each.due for each in before]
    assert [each.phrase for each in after if each.due == date(2021, 10, 7)] == [
        "trước ngày 08/10/2021"
    ]


def test_tone_marks_are_told_only_when_asked(source: Path) -> None:
    """Both placements are right; a house may want one of them throughout."""
    silent, asked = check(source), check(source, tones="new")

    told = [each for each in asked.findings if each.code == "ORTH-001"]
    assert {each.severity for each in told} == {Severity.WARNING}
    assert not any(each.code == "ORTH-001" for each in silent.findings)
    again = check(asked.mended(), tones="new")
    assert not any(each.code == "ORTH-001" for each in again.findings)
