"""The rules of the Decree: each with a notice that keeps it and one that breaks it."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from vnadmindoc.builder import before, directive, notice
from vnadmindoc.conformance import check
from vnadmindoc.errors import NonconformingError
from vnadmindoc.findings import Severity
from vnadmindoc.model import (
    Annex,
    Authority,
    Dateline,
    Directive,
    DocumentNumber,
    Letterhead,
    Notice,
    Signature,
)
from vnadmindoc.rules import RULES, TESTS
from vnadmindoc.rules.coverage import CLAUSES
from vnadmindoc.vocabulary import DocumentKind


def conforming() -> Notice:
    """A notice without any breach."""
    return notice(
        directive("Hoàn thiện quy chế", lead="Văn phòng", due=before(date(2026, 3, 20))),
        subject="Kết luận giao ban tháng 3",
        agency="Sở Nội vụ tỉnh An Hòa",
        symbol="TB-SNV",
        number=5,
        place="An Hòa",
        day=date(2026, 3, 5),
        recipients=("Ban Giám đốc", "Lưu: VT, VP"),
        signer=("GIÁM ĐỐC", "Trần Văn Bình"),
    )


def test_a_conforming_notice_has_no_finding() -> None:
    """The notice the others are made from breaks nothing."""
    report = check(conforming())

    assert report.findings == ()
    assert report.conforms
    report.raise_for_breaches()


LETTER: dict[str, Any] = {
    "kind": DocumentKind.LETTER,
    "number": DocumentNumber(number=5, symbol="SNV-VP"),
    "addressees": ("Sở Tài chính",),
    "recipients": ("Như trên", "Lưu: VT"),
}
SIGNED = Signature(title="GIÁM ĐỐC", name="Trần Văn Bình")


@pytest.mark.parametrize(
    ("code", "where", "changes"),
    [
        ("ND30-018a", "letterhead", {"letterhead": None}),
        ("ND30-020", "letterhead.agency", {"letterhead": Letterhead(agency="UBND tỉnh An Hòa")}),
        ("ND30-024a", "number", {"number": None}),
        ("ND30-027", "number.symbol", {"number": DocumentNumber(symbol="KL-SNV")}),
        ("ND30-027-body", "number.symbol", {"number": DocumentNumber(symbol="TB")}),
        ("ND30-028b", "number.symbol", {**LETTER, "number": DocumentNumber(symbol="CV-SNV")}),
        ("ND30-028a", "number.symbol", {**LETTER, "number": DocumentNumber(symbol="SNV")}),
        ("ND30-029a", "number.symbol", {"number": DocumentNumber(number=5, symbol="2026/TB-SNV")}),
        ("ND30-031", "dateline", {"dateline": None}),
        ("ND30-031", "dateline.place", {"dateline": Dateline(year=2026)}),
        ("ND30-035a", "dateline.place", {"dateline": Dateline(place="An hòa", year=2026)}),
        ("ND30-041", "subject", {"subject": ""}),
        ("ND30-044b", "subject", {"subject": "Kết luận giao ban."}),
        ("ND30-059a", "opening[0].label", {"opening": [Directive(label="f)", text="Việc")]}),
        (
            "ND30-059a",
            "opening[0].children[4].label",
            {
                "opening": [
                    Directive(
                        label="1.",
                        text="Việc",
                        children=[Directive(label=f"{letter})", text="Việc") for letter in "abcde"],
                    )
                ]
            },
        ),
        ("ND30-066", "signature", {"signature": None}),
        ("ND30-066", "signature.name", {"signature": evolve(SIGNED, name=None)}),
        ("ND30-066", "signature.title", {"signature": evolve(SIGNED, title=None)}),
        (
            "ND30-070",
            "signature.authority",
            {
                "signature": evolve(
                    SIGNED,
                    authority=[
                        Authority(prefix="TUQ", title="GIÁM ĐỐC"),
                        Authority(prefix="KT", title="CHÁNH VĂN PHÒNG"),
                    ],
                )
            },
        ),
        ("ND30-072", "signature.name", {"signature": evolve(SIGNED, name="TS. Trần Văn Bình")}),
        ("ND30-076a", "addressees", {**LETTER, "addressees": ()}),
        ("ND30-081", "recipients", {"recipients": ()}),
        ("ND30-081", "recipients[0]", {"recipients": ("Ban Giám đốc",)}),
        ("ND30-082a", "recipients[0]", {**LETTER, "recipients": ("Sở Tài chính", "Lưu: VT")}),
        ("ND30-083a", "annexes[0]", {"annexes": [Annex(title="Danh sách")]}),
    ],
)
def test_each_rule_is_broken_at_its_place(code: str, where: str, changes: dict[str, Any]) -> None:
    """One change, one finding, with the path of what was changed."""
    findings = [
        each
        for each in check(evolve(conforming(), **changes)).findings
        if each.severity is not Severity.NOTE
    ]

    assert [(each.code, each.where) for each in findings] == [(code, where)]
    assert findings[0].message
    assert findings[0].english


def test_a_letter_that_keeps_the_rules_has_no_finding() -> None:
    """The form of a công văn is another, and known."""
    assert check(evolve(conforming(), **LETTER)).findings == ()


def test_a_blank_number_and_day_are_a_draft_and_no_breach() -> None:
    """What is given at the end may be blank before."""
    draft = evolve(
        conforming(),
        number=DocumentNumber(symbol="TB-SNV"),
        dateline=Dateline(place="An Hòa", month=3, year=2026),
    )

    findings = check(draft).findings

    assert [(each.code, each.severity) for each in findings] == [
        ("ND30-024-blank", Severity.NOTE),
        ("ND30-032-blank", Severity.NOTE),
    ]


def test_codes_are_never_used_twice_and_rise() -> None:
    """Every rule has a name of its own, in the Decree's order."""
    codes = [rule.code for rule in RULES]

    assert codes == sorted(set(codes))


def test_only_breaches_are_raised() -> None:
    """A warning is told and does not stop anyone."""
    warned = check(evolve(conforming(), subject="Kết luận giao ban."))
    broken = check(evolve(conforming(), subject="", signature=None))

    assert [each.severity for each in warned.findings] == [Severity.WARNING]
    warned.raise_for_breaches()
    with pytest.raises(NonconformingError, match="trích yếu") as caught:
        broken.raise_for_breaches()
    assert [each.code for each in caught.value.findings] == ["ND30-041", "ND30-066"]


def test_the_table_of_clauses_names_every_rule_and_only_rules_that_are_there() -> None:
    """What the documentation prints is what the code asks."""
    named = {number for clause in CLAUSES for number in clause.rules}

    assert named == {int(rule.code[5:]) for rule in RULES}
    assert [c.place for c in CLAUSES if not (c.rules or c.not_evaluated or c.out_of_scope)] == []


def test_there_are_the_rules_of_the_whole_decree() -> None:
    """All 98 numbers, and a test for each sentence and facet."""
    assert [rule.code for rule in RULES] == [f"ND30-{number:03d}" for number in range(1, 99)]
    assert len(TESTS) >= 170
    assert all(test.vi and test.en for test in TESTS.values())
