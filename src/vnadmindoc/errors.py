"""Every exception of the library, in one tree.

VnAdminDocError              place, expected, remedy: each shown when known
├─ ReadError (ValueError)                input that cannot be read: file and line, or path
│  └─ InvalidNoticeError                 .problems: what is wrong, each with its path
├─ UnknownFormatError (LookupError)      .name, .known
├─ MissingExtraError (ImportError)       .extra: pip install "vnadmindoc[testing]"
├─ PluginError                           an entry point that is broken or no exporter
├─ ExportError                           a notice this format cannot carry, or a file not written
│  └─ NothingToExportError               a notice in which there is nothing for this format
├─ BatchError                            a batch that cannot go on; what is done is kept
└─ NonconformingError (ValueError)       .findings; only from Report.raise_for_breaches()

Promised: no exception of a dependency leaves the library bare.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vnadmindoc.findings import Finding


class VnAdminDocError(Exception):
    """Something a caller of vnadmindoc can put right.

    Args:
        message: What is wrong, in one sentence.
        place: Where: a file and line, or a path in the document (``$.sections[0].heading``).
        expected: What was expected there.
        remedy: How to mend it.
    """

    def __init__(
        self,
        message: str,
        *,
        place: str | None = None,
        expected: str | None = None,
        remedy: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.expected = expected
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        # Python would call the class again with the message alone, which not every kind takes: an
        # error that comes from another process could not be told.
        return _again, (type(self), self.args), self.__dict__

    def __str__(self) -> str:
        parts = [f"{self.place}: {self.message}" if self.place else self.message]
        if self.expected:
            parts.append(f"expected: {self.expected}")
        if self.remedy:
            parts.append(f"to mend it: {self.remedy}")
        return "\n  ".join(parts)


def _again(kind: type[VnAdminDocError], arguments: tuple[object, ...]) -> VnAdminDocError:
    """Return an error as it comes out of a pickle, before its attributes are given back."""
    error = kind.__new__(kind, *arguments)
    error.args = arguments
    return error


class ReadError(VnAdminDocError, ValueError):
    """Input that cannot be read."""


class InvalidNoticeError(ReadError):
    """Values that make no notice.

    Attributes:
        problems: One line each, ``"what is wrong @ path"``, in the order of the document.
    """

    def __init__(self, problems: Iterable[str], *, place: str | None = None) -> None:
        self.problems: Sequence[str] = tuple(problems)
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        super().__init__(f"not a valid notice, {count} {noun}", place=place)

    def __str__(self) -> str:
        return "\n  - ".join([super().__str__() + ":", *self.problems])


class UnknownFormatError(VnAdminDocError, LookupError):
    """A format nobody has registered.

    Attributes:
        name: What was asked for.
        known: The names that are there, sorted.
    """

    def __init__(
        self,
        name: str,
        known: Iterable[str],
        *,
        place: str | None = None,
        remedy: str | None = None,
    ) -> None:
        self.name = name
        self.known: Sequence[str] = tuple(sorted(known))
        super().__init__(
            f"unknown format {name!r}" if name else "no ending that tells the format",
            place=place,
            expected="one of " + ", ".join(self.known),
            remedy=remedy or (None if name else "give the file an ending, or say its format"),
        )


class MissingExtraError(VnAdminDocError, ImportError):
    """A part of the library whose optional dependency is not installed.

    Attributes:
        extra: The extra that brings it.
    """

    def __init__(self, what: str, extra: str) -> None:
        self.extra = extra
        super().__init__(
            f"{what} needs an optional dependency",
            remedy=f'pip install "vnadmindoc[{extra}]"',
        )


class PluginError(VnAdminDocError):
    """An exporter from elsewhere that is broken, or no exporter at all."""


class ExportError(VnAdminDocError):
    """A notice that a format cannot carry, or a file that could not be written."""


class NothingToExportError(ExportError):
    """A notice in which there is nothing for this format: no day, for a calendar."""


class BatchError(VnAdminDocError):
    """A batch that cannot go on: a worker died, or its list of what is done is damaged."""


class NonconformingError(VnAdminDocError, ValueError):
    """A notice that breaks the Decree; raised only by ``Report.raise_for_breaches()``.

    Attributes:
        findings: The breaches, as values.
    """

    def __init__(self, findings: "Iterable[Finding]") -> None:
        self.findings: Sequence[Finding] = tuple(findings)
        lines = "\n  ".join(str(finding) for finding in self.findings)
        super().__init__(f"{len(self.findings)} breaches of the Decree\n  {lines}")
