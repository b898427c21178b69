"""The Decree's rules, a room for each part; asked of a document as it stands and as it is meant.

Promised: a code names one test for good: ``ND30-020`` is a rule of one sentence, ``ND30-003b`` a
lettered one, ``ND30-013-size`` a facet of a sentence that tells several things at once.
Refused here: deciding what is checked and how it is told, which is `vnadmindoc.conformance`.
Source: Nghị định 30/2020/NĐ-CP; clauses without more are of Phụ lục I, Phần I.
"""

from collections.abc import Mapping
from itertools import groupby
from types import MappingProxyType

from attrs import frozen

from vnadmindoc.rules import (  # noqa: F401  # each room enters its tests when it is imported
    annexes,
    bases,
    copies,
    dateline,
    issuer,
    marks,
    national_name,
    number,
    page,
    paragraphs,
    recipients,
    record,
    running_text,
    signature,
    structure,
    title,
)
from vnadmindoc.rules.rule import Test, entered

__all__ = ["RULES", "TESTS", "Rule"]


@frozen
class Rule:
    """A rule of the Decree (*quy tắc*): one number, and its tests.

    Attributes:
        code: ``"ND30-003"``.
        tests: Its tests, by code.
    """

    code: str
    tests: tuple[Test, ...]


TESTS: Mapping[str, Test] = MappingProxyType({test.code: test for test in entered()})
"""Every test by its code, in the Decree's order."""

RULES: tuple[Rule, ...] = tuple(
    Rule(code, tuple(tests))
    for code, tests in groupby(TESTS.values(), key=lambda test: test.code[:8])
)
"""Every rule, in the order of its number."""
