"""What RFC 5545 says a calendar MUST be, looked for in its octets.

Promised: every rule is one function, named by the sentence that holds; a file that breaks none is
taken by every reader we know. Nothing of the writing rooms is used, so no mistake can hide twice.
Refused here: guessing what was meant; a file whose lines cannot be told apart has that one finding.
Source: RFC 5545, RFC 5546 (methods), RFC 7986, each rule with its section.
"""

from typing import Final

from attrs import frozen

from vnadmindoc.calendar_lint import entries, methods, recurrences
from vnadmindoc.calendar_lint.octets import OCTET_RULES
from vnadmindoc.calendar_lint.parsing import parsed

__all__ = ["OCTET_RULES", "RULES", "Breach", "lint"]

RULES: Final = {**entries.RULES, **recurrences.RULES, **methods.RULES}
"""The rules of components, each with its section."""


@frozen
class Breach:
    """One rule that a calendar breaks.

    Attributes:
        rule: The name of the rule.
        section: Where it stands, ``"RFC 5545, 3.1"``.
        message: What is wrong.
        line: The physical line on which it begins, from 1; 0 for the file as a whole.
    """

    rule: str
    section: str
    message: str
    line: int

    def __str__(self) -> str:
        return f"line {self.line}: {self.message} ({self.rule}, {self.section})"


def lint(data: bytes) -> tuple[Breach, ...]:
    """Return the rules that a calendar breaks, in the order of the rules; none if it is sound."""
    found = [
        Breach(rule.__name__, section, message, line)
        for rule, section in OCTET_RULES.items()
        for line, message in rule(data)
    ]
    calendars, faults = parsed(data)
    found += [Breach("lines_are_read", "RFC 5545, 3.1", text, line) for line, text in faults]
    for calendar in calendars:
        found += [
            Breach(rule.__name__, section, message, line)
            for rule, section in RULES.items()
            for line, message in rule(calendar)
        ]
    return tuple(found)
