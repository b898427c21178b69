"""Which law a document is under, before any rule is asked (*phạm vi áp dụng*, Điều 2, 4.2.a).

Promised: the form of the Party, normative documents and older ones are told apart by what they
show of themselves; none of them is measured by rules that are not theirs.
"""

import re
from datetime import date

from attrs import frozen

from vnadmindoc.findings import Finding, Severity
from vnadmindoc.rules.rule import Case, plain
from vnadmindoc.standard import Role
from vnadmindoc.text import fold

IN_FORCE = date(2020, 3, 5)
"""The day Nghị định 30/2020/NĐ-CP came into force (Điều 37)."""

_PARTY_HEAD = "đảng cộng sản việt nam"
_HEAD_PARAGRAPHS = 12
_NORMATIVE_NUMBER = re.compile(
    r"\d*\s*/\s*(?:19|20)\d{2}\s*/\s*(?:NĐ|TT|TTLT|QĐ|NQ|NQLT|L|PL|QH|UBTVQH|LCT|CT)\d*(?:-|$|\s)"
)
_NORMATIVE_TYPES = ("luật", "bộ luật", "pháp lệnh", "nghị định", "thông tư", "thông tư liên tịch")


@frozen
class Gate:
    """A gate that a document came to (*phạm vi áp dụng*).

    Attributes:
        code: ``"NR-1"`` the Party's form, ``"NR-2"`` a normative document, ``"NR-3"`` one of a
            sector's own rules, ``"NR-4"`` one from before the Decree.
        vi: What is told in Vietnamese.
        en: The same in English.
        stops: Whether no rule of the Decree is asked.
    """

    code: str
    vi: str
    en: str
    stops: bool

    def finding(self) -> Finding:
        """Return what a report says of it."""
        return Finding(
            code=self.code, message=self.vi, english=self.en, severity=Severity.NOTE, clause=_CLAUSE
        )


_CLAUSE = "Điều 2, 4.2.a"
PARTY = Gate(
    "NR-1",
    "văn bản theo thể thức của Đảng: không xét theo Nghị định 30/2020/NĐ-CP",
    "this is the Party's form: the Decree does not apply",
    True,
)
NORMATIVE = Gate(
    "NR-2",
    "văn bản quy phạm pháp luật: có thể thức riêng, không xét theo Nghị định 30/2020/NĐ-CP",
    "this is a normative document: it has a form of its own, the Decree does not apply",
    True,
)
SPECIALISED = Gate(
    "NR-3",
    "văn bản chuyên ngành: theo quy định của ngành, mọi điểm khác chỉ là cảnh báo",
    "this is a document of a sector's own rules: every breach is a warning only",
    False,
)
OLDER = Gate(
    "NR-4",
    "văn bản trước ngày 05/3/2020: theo quy định cũ, không xét theo Nghị định 30/2020/NĐ-CP",
    "this is from before 5 March 2020: older law applies, not the Decree",
    True,
)


def gate_of(case: Case, *, specialised: bool = False) -> Gate | None:
    """Return the gate that a document comes to, or None: it is under the Decree.

    Args:
        case: The document.
        specialised: Whether its sender declares it one of a sector's own rules.
    """
    if _is_party(case):
        return PARTY
    if _is_normative(case):
        return NORMATIVE
    if case.day is not None and case.day < IN_FORCE:
        return OLDER
    return SPECIALISED if specialised else None


def _is_party(case: Case) -> bool:
    seen = case.first(Role.NATIONAL_NAME)
    if seen is not None:
        return fold(plain(seen.shown)) == _PARTY_HEAD
    head = case.written[:_HEAD_PARAGRAPHS]
    return any(fold(plain(each.shown)) == _PARTY_HEAD for each in head)


def _is_normative(case: Case) -> bool:
    number = case.notice.number
    if number is not None and _NORMATIVE_NUMBER.match(f"/{number.symbol}"):
        return True
    kind = case.first(Role.KIND)
    return kind is not None and fold(plain(kind.shown)) in _NORMATIVE_TYPES
