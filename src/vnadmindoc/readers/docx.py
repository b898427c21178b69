"""A Word document to a notice: the one it carries while nobody edited it, else what it says.

Promised: a file that we wrote and nobody edited reads back as the same notice, whatever program
saved it since. When people have edited it the text wins: what they wrote is read, duties that they
left alone keep their keys and all that was known of them, and findings name what changed.
Refused here: trusting what is packed over what is seen.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from attrs import evolve

from vnadmindoc.blocks import Layout
from vnadmindoc.errors import ReadError
from vnadmindoc.exporters.docx_carrier import (
    DIGEST,
    NAMESPACE,
    PIECE,
    ROOT,
    digest,
    foot_of,
    shown,
    text_of,
    unpacked,
)
from vnadmindoc.exporters.docx_package import style_id
from vnadmindoc.findings import Finding, Severity
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Notice
from vnadmindoc.ooxml import Document, Limits, open_docx
from vnadmindoc.ooxml.package import Package
from vnadmindoc.ooxml.xml import name
from vnadmindoc.party import PARTY
from vnadmindoc.readers.docx_edits import edits, reconciled
from vnadmindoc.readers.docx_flow import Flow, flow_of
from vnadmindoc.readers.docx_lines import docx_lines, rows_of
from vnadmindoc.recognition import Reading, recognize
from vnadmindoc.recognition.lines import Line, Source, holds_words
from vnadmindoc.standard import DECREE_30, Role
from vnadmindoc.text import tidy


def read_docx(data: bytes, *, source: str = "<bytes>", limits: Limits | None = None) -> Reading:
    """Read a Word document; tracked changes are read as if they were accepted.

    Args:
        data: The bytes of the file.
        source: What it is called in messages.
        limits: How much the file may ask for.

    Raises:
        ReadError: It is no Word document, is damaged or protected, asks for more than the limits
            allow, or holds no text.
    """
    document = open_docx(data, source=source, limits=limits)
    return reading_of(flow_of(document), data, source=source, limits=limits)


def reading_of(
    flow: Flow,
    data: bytes,
    *,
    source: str = "<bytes>",
    limits: Limits | None = None,
    duties: bool = True,
) -> Reading:
    """Return what an opened document says; see `read_docx`.

    Args:
        flow: The document.
        data: The bytes it was opened from.
        source: What it is called in messages.
        limits: How much the file may ask for.
        duties: Whether to look for assignments and deadlines in what is read; those that a file
            carries are there anyway.

    Raises:
        ReadError: It holds no text.
    """
    reading = _reading_of(flow, data, source=source, limits=limits, duties=duties)
    if duties or not reading.lines:
        return reading
    # From the bytes: an opened document takes far more room.
    return evolve(reading, again=partial(read_docx, data, source=source, limits=limits))


def _reading_of(
    flow: Flow, data: bytes, *, source: str, limits: Limits | None, duties: bool
) -> Reading:
    document = flow.document
    package = Package(data, source=source, limits=limits or Limits())
    packed = _packed(package)
    told = list(_told(document))
    if packed is None or packed.notice is None:
        if packed is not None:
            told.append(_UNREADABLE)
        return _read(flow, told, source, duties=duties)
    texts = shown(document)
    if packed.digest == digest(texts.values()) and any(
        _says(texts.values(), lay_out(packed.notice, profile)) for profile in (DECREE_30, PARTY)
    ):
        again = partial(_text_of, data, source, limits)
        return Reading(notice=packed.notice, findings=tuple(told), text=again)
    layout = lay_out(packed.notice)
    plain = {p.text for p in layout.paragraphs() if p.role is Role.BODY and not p.label}
    reading = _read(flow, told, source, verbatim=plain, duties=duties)
    return evolve(
        reading,
        notice=reconciled(packed.notice, reading.notice, texts.values(), _tagged(package)),
        findings=(*edits(packed.notice, texts), *reading.findings),
    )


def _text_of(data: bytes, source: str, limits: Limits | None) -> Reading:
    """Return what a file says, whatever it carries."""
    flow = flow_of(open_docx(data, source=source, limits=limits))
    return _read(flow, (), source, duties=True)


def _read(
    flow: Flow,
    told: Sequence[Finding],
    source: str,
    verbatim: Container[str] = (),
    *,
    duties: bool,
) -> Reading:
    lines = list(docx_lines(flow, verbatim))
    if not any(map(holds_words, lines)):
        raise ReadError(
            "there is nothing to read",
            place=source,
            expected="the text of a notice",
            remedy="choose a document that holds more than pictures",
        )
    rows = rows_of(flow)
    for each in foot_of(flow.document):
        if each.look.style == _ADDRESS:
            rows.append(text_of(each))
            lines.append(Line(rows[-1], len(rows), footer=True, unit="paragraph"))
    return recognize(Source(lines, rows, told), duties=duties)


_ADDRESS = style_id(Role.ADDRESS)


def _told(document: Document) -> Iterator[Finding]:
    if document.changes:
        yield Finding(
            code="DOCX-005",
            message=f"đọc {document.changes} thay đổi được theo dõi như đã chấp nhận",
            english=f"{document.changes} tracked changes are read as if they were accepted",
            severity=Severity.NOTE,
        )

    for what in document.unseen:
        yield Finding(
            code="READ-010",
            message=f"không đọc được phần này của tệp: {_UNSEEN.get(what, what)}",
            english=f"a part of the file was not looked into: {what}",
            severity=Severity.NOTE,
        )


_UNSEEN = {
    "an embedded object": "đối tượng nhúng",
    "a control": "điều khiển ActiveX",
    "a part in another format (altChunk)": "phần ở định dạng khác (altChunk)",
    "macros": "macro",
}
_UNREADABLE = Finding(
    code="DOCX-004",
    message="văn bản lưu kèm trong tệp bị hỏng hoặc thuộc phiên bản vnadmindoc khác: đọc phần chữ "
    "thay thế",
    english="the notice that the file carries is damaged, or of another version of vnadmindoc; "
    "the text was read instead",
    severity=Severity.WARNING,
)


class _Packed(NamedTuple):
    """What a file carries beside its text."""

    digest: str
    notice: Notice | None


def _packed(package: Package) -> _Packed | None:
    """Return what a file of ours carries; None in any other file."""
    for each in package.relationships(package.document).values():
        if each.kind != "customXml" or each.external or each.target not in package:
            continue
        root = package.xml(each.target)
        if root.tag == f"{{{NAMESPACE}}}{ROOT}":
            pieces = [piece.text or "" for piece in root if piece.tag == f"{{{NAMESPACE}}}{PIECE}"]
            return _Packed(root.get(DIGEST) or "", unpacked(pieces))
    return None


def _tagged(package: Package) -> dict[str, str]:
    """Return the tag of each content control of the document by its text."""
    found = {}
    for control in package.xml(package.document).iter(_CONTROL):
        tag = control.find(_TAG)
        if tag is not None:
            text = "".join([each.text or "" for each in control.iter(_TEXT)])
            found[tidy(text)] = tag.get(_VALUE) or ""
    return found


_CONTROL, _TEXT, _VALUE = name("w:sdt"), name("w:t"), name("w:val")
_TAG = f"{name('w:sdtPr')}/{name('w:tag')}"


def _says(texts: Iterable[str], layout: Layout) -> bool:
    """Whether a document says what a notice prints, as one stretch of its paragraphs.

    A house's own letterhead may stand before it. That the digest is right is not enough: whoever
    packs another notice can compute it as well.
    """
    found = [" ".join(text.split()) for text in texts]
    wanted = [" ".join(text.split()) for text in layout.texts()]
    foot = {" ".join(paragraph.text.split()) for paragraph in layout.footers()}
    places = range(len(found) - len(wanted) + 1)
    return foot <= set(found) and any(found[at : at + len(wanted)] == wanted for at in places)
