"""Vietnamese administrative notices as typed values: read, check, lay out and export them.

::

    import vnadmindoc

    reading = vnadmindoc.read("giao-ban.md")
    vnadmindoc.export(reading.notice, "giao-ban.docx")
    for finding in vnadmindoc.check(reading.notice).findings:
        print(finding)

Promised: importing this package loads none of the format libraries; each is loaded when the first
notice is read from, or written to, its format.
"""

from typing import TYPE_CHECKING, Any

from vnadmindoc.errors import (
    BatchError,
    ExportError,
    InvalidNoticeError,
    MissingExtraError,
    NonconformingError,
    NothingToExportError,
    PluginError,
    ReadError,
    UnknownFormatError,
    VnAdminDocError,
)
from vnadmindoc.findings import Finding, Severity
from vnadmindoc.model import (
    Annex,
    Assignment,
    Authority,
    Copy,
    Dateline,
    Deadline,
    Directive,
    DocumentNumber,
    Event,
    Letterhead,
    Meeting,
    Notice,
    Offset,
    Paragraph,
    Recurrence,
    Section,
    Signature,
    Table,
    directives_of,
)
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.vocabulary import (
    AssignmentRole,
    Bound,
    CopyKind,
    DeadlineKind,
    DocumentKind,
    Doubt,
    Frequency,
    Medium,
    Precision,
    Reckoning,
    Secrecy,
    SectionLevel,
    SigningAuthority,
    Unit,
    Urgency,
    Weekday,
)

if TYPE_CHECKING:
    from pathlib import Path

    from vnadmindoc.conformance import Report
    from vnadmindoc.ooxml import Limits
    from vnadmindoc.recognition import Reading

__all__ = [
    "Annex",
    "Assignment",
    "AssignmentRole",
    "Authority",
    "BatchError",
    "Bound",
    "Copy",
    "CopyKind",
    "Dateline",
    "Deadline",
    "DeadlineKind",
    "Directive",
    "DocumentKind",
    "DocumentNumber",
    "Doubt",
    "Event",
    "ExportError",
    "Finding",
    "Frequency",
    "InvalidNoticeError",
    "Letterhead",
    "Medium",
    "Meeting",
    "MissingExtraError",
    "NonconformingError",
    "NothingToExportError",
    "Notice",
    "Offset",
    "Paragraph",
    "PluginError",
    "Precision",
    "ReadError",
    "Reckoning",
    "Recurrence",
    "RichText",
    "Run",
    "Secrecy",
    "Section",
    "SectionLevel",
    "Severity",
    "Signature",
    "SigningAuthority",
    "Table",
    "Unit",
    "UnknownFormatError",
    "Urgency",
    "VnAdminDocError",
    "Weekday",
    "check",
    "directives_of",
    "export",
    "read",
    "read_text",
    "render",
]


def _shown(notice: Notice) -> str:
    """Return what a notebook shows of a notice."""
    from vnadmindoc.exporters.html import shown

    return shown(notice)


# Here, where the rooms are joined: a value knows no format.
Notice._repr_html_ = _shown  # type: ignore[attr-defined]  # asked for by notebooks alone


def read(
    source: "str | Path",
    *,
    format: str | None = None,  # noqa: A002  # the word users know
    limits: "Limits | None" = None,
) -> "Reading":
    """Read a file: Markdown, plain text, a Word document, JSON, YAML, or a PDF of ours.

    Args:
        source: The file's path.
        format: ``"md"``, ``"txt"``, ``"json"``, ``"yaml"`` or ``"pdf"``; by the file's suffix when
            left out.
        limits: How much a Word document may ask for, `vnadmindoc.ooxml.Limits`.

    Returns:
        ``.notice``, and in ``.findings`` what could not be placed, with line numbers.

    Raises:
        ReadError: The file cannot be read, is no text, or is no well-formed JSON or YAML; a PDF
            that is locked or damaged, or in which there is no notice.
        InvalidNoticeError: Data that makes no notice; every problem with its path.
        UnknownFormatError: No reader for this format.
    """
    from vnadmindoc import readers

    return readers.read(source, format=format, limits=limits)


def read_text(text: str, format: str = "txt", *, source: str = "<text>") -> "Reading":  # noqa: A002
    """Read a document that is in memory as text.

    Args:
        text: The text; pasted text may carry Markdown's marks.
        format: ``"md"``, ``"txt"``, ``"json"`` or ``"yaml"``.
        source: What it is called in messages.

    Raises:
        ReadError: As `read`.
        UnknownFormatError: No reader for this format.
    """
    from vnadmindoc import readers

    return readers.read_text(text, format, source=source)


def render(notice: Notice, format: str, **options: Any) -> bytes:  # noqa: A002
    """Return the notice in a format, as bytes.

    Args:
        notice: The notice.
        format: The name of an exporter: ``"docx"``, ``"pdf"``, ``"ics"``, ``"md"``, ``"json"``,
            ``"yaml"``, or one from another package.
        options: What the exporter takes, e.g. ``form="tasks"`` for ``"ics"``.

    Raises:
        UnknownFormatError: Nobody has registered this format.
        PluginError: The exporter is broken.
        ExportError: The format cannot carry this notice.
    """
    from vnadmindoc import registry

    return registry.render(notice, format, **options)


def export(
    notice: Notice,
    target: "str | Path",
    *,
    format: str | None = None,  # noqa: A002
    **options: Any,
) -> "Path":
    """Write the notice to a file, whole or not at all.

    Args:
        notice: The notice.
        target: The file; an existing one is replaced, missing folders are made.
        format: The name of an exporter; by the file's suffix when left out.
        options: What the exporter takes.

    Returns:
        The file's path.

    Raises:
        UnknownFormatError: Nobody has registered this format.
        PluginError: The exporter is broken.
        ExportError: The format cannot carry this notice, or the file cannot be written; or it is
            a signed PDF, which nothing writes over.
    """
    from pathlib import Path

    from vnadmindoc import files, registry, signed

    path = Path(target)
    data = registry.render(notice, format or registry.format_of(path), **options)
    signed.keep_signed({path: data})
    files.write_whole(path, data)
    return path


def check(source: "Notice | str | Path | bytes", **options: Any) -> "Report":
    """Check a notice, or a file that anyone made, against Nghị định 30/2020/NĐ-CP.

    Args:
        source: A notice, the path of a file, or the bytes of one; a draft's blank number and day
            are no breach.
        options: What `vnadmindoc.conformance.check` takes, e.g. ``medium="dien_tu"``.

    Returns:
        ``.findings``, ``.unevaluated``, ``.conforms``, ``.raise_for_breaches()``, ``.mended()``.

    Raises:
        ReadError: The file cannot be read, or is not what it should be.
        InvalidNoticeError: JSON or YAML that makes no notice.
        UnknownFormatError: No reader for this format.
    """
    from vnadmindoc import conformance

    return conformance.check(source, **options)
