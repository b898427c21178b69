"""Which law a document is under, by what it shows of itself and by its own date."""

from typing import Any

import pytest
from attrs import evolve

from tests.rules import good
from vnadmindoc.conformance import check, judged
from vnadmindoc.findings import Severity
from vnadmindoc.inspection.from_layout import specimen_of_notice
from vnadmindoc.model import Dateline, DocumentNumber, Letterhead
from vnadmindoc.party import PARTY
from vnadmindoc.standard import Role

_DISTRICT = Letterhead(agency="Ủy ban nhân dân huyện Lam Sơn")


def _dated(year: int, month: int = 3) -> Dateline:
    return Dateline(place="An Hòa", day=5, month=month, year=year)


@pytest.mark.parametrize(
    ("gate", "changes"),
    [
        ("NR-2", {"number": DocumentNumber(number=12, symbol="2026/QĐ-UBND")}),
        ("NR-2", {"number": DocumentNumber(number=30, symbol="2026/NĐ-CP")}),
        ("NR-4", {"dateline": _dated(2019)}),
    ],
)
def test_another_law_is_told_and_no_rule_is_asked(gate: str, changes: dict[str, Any]) -> None:
    """One note, whatever else is wrong by the Decree."""
    report = check(evolve(good.LETTER, subject="", **changes))

    assert [(each.code, each.severity) for each in report.findings] == [(gate, Severity.NOTE)]
    assert report.asked == 0


def test_a_year_alone_makes_no_normative_document() -> None:
    """A thông báo is never one."""
    notice = evolve(good.NOTICE, number=DocumentNumber(number=5, symbol="2026/TB-SNV"))

    assert [each.code for each in check(notice).findings] == ["ND30-029a"]


def test_the_form_of_the_party_is_measured_by_its_own_values() -> None:
    """What the library sets for the Party passes; a State size in it is a warning, never more."""
    right = check(good.LETTER, profile=PARTY)
    large = evolve(PARTY.specs[Role.BODY], size=(20, 20))
    wrong = check(good.LETTER, profile=PARTY.derive("chi bộ", BODY=large))

    assert {each.code for each in right.findings} == {"NR-1"}
    assert {each.code for each in wrong.findings} == {"NR-1", "HD05-061-size"}


def test_a_file_in_the_form_of_the_party_is_asked_its_looks() -> None:
    """Nothing known of that form is certain: a warning, never more."""
    large = evolve(PARTY.specs[Role.BODY], size=(20, 20))
    specimen = specimen_of_notice(good.LETTER, PARTY.derive("chi bộ", BODY=large))

    report = judged(good.LETTER, specimen)

    assert {each.code for each in report.findings} == {"NR-1", "HD05-061-size"}
    assert report.conforms


def test_a_sector_of_its_own_rules_has_warnings_only() -> None:
    """The declaration is the sender's."""
    broken = evolve(good.LETTER, addressees=())

    assert check(broken).conforms is False
    report = check(broken, specialised=True)
    assert report.conforms
    assert [each.code for each in report.findings] == ["NR-3", "ND30-076a"]


@pytest.mark.parametrize(("day", "told"), [(_dated(2025, 6), False), (_dated(2025, 7), True)])
def test_a_district_is_judged_by_the_law_of_the_documents_day(day: Dateline, told: bool) -> None:
    """The level ended on 1 July 2025."""
    report = check(evolve(good.LETTER, letterhead=_DISTRICT, dateline=day))

    assert ("ND30-023" in {each.code for each in report.findings}) is told
