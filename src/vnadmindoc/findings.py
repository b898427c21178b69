"""What a check or a reader has to say about a document, as values."""

from enum import StrEnum

from attrs import frozen


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """A clause of the Decree is broken, or words could not be placed."""
    WARNING = "warning"
    """A usage is broken, or a machine cannot be certain."""
    NOTE = "note"
    """Worth knowing; nothing to mend."""


@frozen(kw_only=True)
class Finding:
    """One thing found (*phát hiện*).

    Attributes:
        code: Names the rule for good, e.g. ``"ND30-025"``; never used for another one.
        message: What is wrong and, where it is known, how to mend it.
        where: The place: a path in the model (``sections[0].heading``) or ``"line 12"``; empty
            for the whole document.
        severity: How much it weighs.
        clause: The clause of the Decree, empty for a finding of a reader.
    """

    code: str
    message: str
    where: str = ""
    severity: Severity = Severity.ERROR
    clause: str = ""

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        clause = f" ({self.clause})" if self.clause else ""
        return f"{place}{self.severity}: {self.message}{clause} [{self.code}]"
