"""Every test of the catalogue catches a fault seeded for it, and only what comes with it."""

import pytest

from tests.rules import good
from tests.rules.mutants import MUTANTS, Mutant
from vnadmindoc.rules import TESTS


@pytest.mark.parametrize("name", good.ALL)
def test_a_good_document_has_no_finding(name: str) -> None:
    """No false alarm on what the mutants are made from, errors, warnings and notes alike."""
    report = good.report_of(good.ALL[name], good.page(name))

    assert [finding.told("en") for finding in report.findings] == []


@pytest.mark.parametrize(
    "mutant", MUTANTS, ids=[f"{number}-{each.code}" for number, each in enumerate(MUTANTS)]
)
def test_a_mutant_is_caught_by_its_code_alone(mutant: Mutant) -> None:
    """The one change is told by the one code, in both languages; what is implied comes along."""
    findings = mutant.report().findings

    codes = {finding.code.removeprefix("ND30-") for finding in findings}
    assert codes == {mutant.code, *mutant.implied}
    assert all(finding.message and finding.english for finding in findings)


def test_every_test_of_the_catalogue_has_its_mutant() -> None:
    """The kill rate is over the whole catalogue: a new test without a mutant fails here."""
    killed = {f"ND30-{mutant.code}" for mutant in MUTANTS}

    assert set(TESTS) - killed == set()
    assert killed - set(TESTS) == set()


def test_what_is_implied_has_its_reason() -> None:
    """Nobody lists a code to be rid of it."""
    assert [each.code for each in MUTANTS if not all(each.implied.values())] == []
