"""The check of a notice against the Decree, and what comes of it.

Promised: a check never raises and changes nothing; nonconformity is a value.
"""

from collections.abc import Iterator

from attrs import frozen

from vnadmindoc.errors import NonconformingError
from vnadmindoc.findings import Finding, Severity
from vnadmindoc.model import Notice
from vnadmindoc.rules import RULES


@frozen(kw_only=True)
class Report:
    """What a check found (*kết quả kiểm tra*).

    Attributes:
        findings: In the order of the rules.
    """

    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Whether no clause of the Decree is broken; warnings do not count."""
        return not any(True for _ in self.breaches())

    def breaches(self) -> Iterator[Finding]:
        """Yield the findings that break a clause."""
        return (each for each in self.findings if each.severity is Severity.ERROR)

    def raise_for_breaches(self) -> None:
        """Do nothing for a conforming notice.

        Raises:
            NonconformingError: A clause is broken; ``.findings`` has the breaches.
        """
        if not self.conforms:
            raise NonconformingError(self.breaches())


def check(notice: Notice) -> Report:
    """Check a notice against Nghị định 30/2020/NĐ-CP.

    Args:
        notice: Any notice; a draft's blank number and day are no breach.
    """
    return Report(findings=tuple(finding for rule in RULES for finding in rule.findings(notice)))
