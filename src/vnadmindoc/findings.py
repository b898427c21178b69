"""What a check or a reader has to say about a document, as values.

Promised: a finding carries its message in Vietnamese and in English; which one is shown is the
reader's choice, Vietnamese where nobody chose.
"""

from enum import StrEnum
from typing import Literal

from attrs import frozen

Language = Literal["vi", "en"]
"""The language that findings are told in."""


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """A clause of the Decree is broken, or words could not be placed."""
    WARNING = "warning"
    """A usage is broken, or a machine cannot be certain."""
    NOTE = "note"
    """Worth knowing; nothing to mend."""

    def named(self, language: Language) -> str:
        """Return what it is called in a language."""
        return _NAMES[self] if language == "vi" else self.value


_NAMES = {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo", Severity.NOTE: "ghi chú"}


@frozen(kw_only=True)
class Place:
    """Where in its source something stands (*vị trí*); what is not known is None.

    Attributes:
        line: The line of a text, from 1.
        paragraph: The paragraph of a file, from 1, cells and text boxes counted in reading order.
        page: The page, from 1.
    """

    line: int | None = None
    paragraph: int | None = None
    page: int | None = None

    def __str__(self) -> str:
        return self.told("en")

    def told(self, language: Language) -> str:
        """Return the place in words: ``"trang 2, đoạn 14"``."""
        names = ("trang", "đoạn", "dòng") if language == "vi" else ("page", "paragraph", "line")
        parts = zip(names, (self.page, self.paragraph, self.line), strict=True)
        return ", ".join(f"{name} {value}" for name, value in parts if value is not None)


@frozen(kw_only=True)
class Finding:
    """One thing found (*phát hiện*).

    Attributes:
        code: Names the rule for good, e.g. ``"ND30-025b"``; never used for another one.
        message: What is wrong and, where it is known, how to mend it; in Vietnamese for a rule.
        english: The same in English; empty where `message` is the only wording.
        where: The place: a path in the model (``sections[0].heading``) or ``"line 12"``; empty
            for the whole document.
        place: Where in its file it stands; None for a notice that comes from no file.
        span: The first character and the one after the last, counted in the paragraph or line at
            `place`, or in the text at `where`; None for all of it.
        quote: The words that the span holds, or the beginning of the paragraph.
        severity: How much it weighs.
        clause: The clause of the Decree, empty for usage and for a finding of a reader.
        suggestion: What to write instead, where that is known but a person has to decide.
        fixable: Whether ``check --fix``, or `vnadmindoc.conformance.mend`, mends it safely.
    """

    code: str
    message: str
    english: str = ""
    where: str = ""
    place: Place | None = None
    span: tuple[int, int] | None = None
    quote: str = ""
    severity: Severity = Severity.ERROR
    clause: str = ""
    suggestion: str = ""
    fixable: bool = False

    def said(self, language: Language = "vi") -> str:
        """Return the message in a language."""
        return self.english if language == "en" and self.english else self.message

    def located(self, language: Language = "vi") -> str:
        """Return where it stands, in words: the path, the place in the file, or both."""
        parts = [self.where] if self.where else []
        if self.place is not None and (told := self.place.told(language)):
            parts.append(told)
        return ", ".join(parts)

    def told(self, language: Language = "vi") -> str:
        """Return the finding in one line: place, severity, message, clause, code."""
        place = f"{place}: " if (place := self.located(language)) else ""
        clause = f" ({self.clause})" if self.clause else ""
        severity = self.severity.named(language)
        return f"{place}{severity}: {self.said(language)}{clause} [{self.code}]"

    def __str__(self) -> str:
        return self.told("vi")
