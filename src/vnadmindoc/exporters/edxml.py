"""The message in which one document system sends a document to another (*thông điệp edXML*).

Promised: the elements, names and order of QCVN 102:2016/BTTTT with its amendment 1:2022, written
strictly; files are carried as they are, so a signed PDF stays signed; equal notices and options
give equal bytes.
Refused here: the clock and the network; the text of the document, which is in the files that the
message carries; signing the message; messages about the state of a document.
Source: QCVN 102:2016/BTTTT, Sửa đổi 1:2022; Quyết định 28/2018/QĐ-TTg.
"""

import mimetypes
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Final

from attrs import field, frozen
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from vnadmindoc.errors import ExportError
from vnadmindoc.files import read_bytes
from vnadmindoc.inventory import missing
from vnadmindoc.metadata import OutgoingRecord, outgoing_record
from vnadmindoc.model import Notice, directives_of
from vnadmindoc.vocabulary import DocumentKind, Medium
from vnadmindoc.wording import annex_labels, authority_text, document_title

NAMESPACE: Final = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_VIETNAM: Final = timezone(timedelta(hours=7))
_LONGEST_ID: Final = 35  # Sửa đổi 1:2022
_NEW, _UPDATE = "0", "2"
_TYPES: Final[Mapping[DocumentKind, int]] = MappingProxyType(
    {kind: number for number, kind in enumerate(DocumentKind, start=1)}
)
"""The types by their place in Điều 7 of Nghị định 30/2020/NĐ-CP, as senders number them."""


def _paths(values: "Iterable[str | Path] | str | Path") -> tuple[Path, ...]:
    return (Path(values),) if isinstance(values, str | Path) else tuple(map(Path, values))


def _ids(values: Mapping[str, str]) -> Mapping[str, str]:
    return dict(values)


@frozen(kw_only=True)
class EdxmlExporter:
    """Writes the edXML message of an issued document (``.edxml``).

    Attributes:
        organ_id: The electronic identifier of the sender, ``"H37.12"`` (Quyết định
            20/2020/QĐ-TTg), at most 35 characters.
        organ_ids: Those of the receivers, by their names as they are printed.
        attach: The files that the message carries, the document first: a signed PDF as a rule.
        due: By when an answer is asked for.
        sent: When it is sent; without a zone in Vietnam. Left out, the message tells no time.
    """

    suffix: ClassVar[str] = ".edxml"
    media_type: ClassVar[str] = "application/xml"

    organ_id: str = ""
    organ_ids: Mapping[str, str] = field(factory=dict, converter=_ids)
    attach: Sequence[Path] = field(default=(), converter=_paths)
    due: date | None = None
    sent: datetime | None = None

    def __attrs_post_init__(self) -> None:
        for each in (self.organ_id, *self.organ_ids.values()):
            if not isinstance(each, str) or len(each) > _LONGEST_ID or not each.isprintable():
                raise ExportError(
                    f"no body has the identifier {each!r}",
                    place="organ_id",
                    expected=f"at most {_LONGEST_ID} characters, such as H37.12",
                )

    def export(self, notice: Notice) -> bytes:
        """Return the message.

        Raises:
            ExportError: The document is secret, or is not issued: without body, number or day.
            ReadError: A file to be carried cannot be read.
        """
        data: bytes = etree.tostring(
            self._message(notice), xml_declaration=True, encoding="UTF-8", pretty_print=True
        )
        return data

    def lost(self, notice: Notice) -> tuple[str, ...]:
        """Return the paths of what the message does not say: what is in its files alone.

        Raises:
            ExportError: As `export`.
            ReadError: As `export`.
        """
        envelope = self._message(notice)[0]
        return missing(notice, "\n".join(envelope.itertext()))

    def _message(self, notice: Notice) -> Any:
        """Return the root of the message."""
        _refuse(notice)
        files = [_File(path, number) for number, path in enumerate(self.attach, start=1)]
        root = etree.Element(_name("edXML"), nsmap={None: NAMESPACE})
        envelope = etree.SubElement(
            root, _name("edXMLEnvelope"), nsmap={"edXML": NAMESPACE, "xlink": _XLINK}
        )
        header = _Branch(envelope).branch("edXMLHeader")
        record = outgoing_record(notice, organ_ids=self.organ_ids, due=self.due)
        _message(header.branch("MessageHeader"), notice, record, self)
        _trace(header.branch("TraceHeaderList", version="1.0"), notice, self)
        manifest = _Branch(envelope).branch("edXMLBody").branch("edXMLManifest", version="1.0")
        for each in files:
            reference = manifest.branch("Reference", **{f"{{{_XLINK}}}href": f"cid:{each.id}"})
            each.describe(reference, f"cid:{each.id}")
        if files:
            _carry(root, files)
        return root


class _Branch:
    """An element that takes children by their names."""

    def __init__(self, element: Any) -> None:
        self.element = element

    def branch(self, name: str, **attributes: str) -> "_Branch":
        """Add an element that has children."""
        return _Branch(etree.SubElement(self.element, _name(name), attributes))

    def leaf(self, name: str, text: object) -> None:
        """Add an element with text; with none it is empty."""
        etree.SubElement(self.element, _name(name)).text = str(text) if text != "" else None


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _refuse(notice: Notice) -> None:
    if notice.secrecy is not None:
        raise ExportError(
            "a secret document is not sent in a message of this kind",
            place="secrecy",
            remedy="send it by the ways open to secret documents",
        )
    if notice.letterhead is None:
        raise ExportError("nobody issues this document", place="letterhead", expected=_ISSUED)
    if notice.number is None or notice.number.number is None:
        raise ExportError("this document has no number", place="number", expected=_ISSUED)
    if notice.dateline is None or notice.dateline.date is None:
        raise ExportError("this document has no day of issue", place="dateline", expected=_ISSUED)


_ISSUED: Final = "an issued document: a message names it by body, day, number and symbol"


def _message(
    message: _Branch, notice: Notice, record: OutgoingRecord, options: EdxmlExporter
) -> None:
    """Write what the document is, 1.1 to 1.14 of the standard."""
    issued = _day(record.issued) if record.issued else ""
    _sender(message.branch("From"), notice, record, options)
    for receiver in record.recipients:
        _body(message.branch("To"), receiver.organ_id, receiver.organ_name)
    code = message.branch("Code")
    code.leaf("CodeNumber", record.number)
    code.leaf("CodeNotation", record.notation)
    info = message.branch("PromulgationInfo")
    info.leaf("Place", (notice.dateline and notice.dateline.place) or "")
    info.leaf("PromulgationDate", issued)
    kind = message.branch("DocumentType")
    kind.leaf("Type", _TYPES[notice.kind])
    kind.leaf("TypeName", record.type_name)
    if notice.kind_line:
        kind.leaf("TypeDetail", notice.kind_line)
    message.leaf("Subject", record.subject)
    message.leaf("Content", document_title(notice))
    signer = message.branch("SignerInfo")
    lines = notice.signature.authority if notice.signature else ()
    signer.leaf("Competence", " ".join(map(authority_text, lines)))
    signer.leaf("Position", record.position)
    signer.leaf("FullName", record.full_name)
    if record.due is not None:
        message.leaf("DueDate", _day(record.due))
    places = message.branch("ToPlaces")
    for place in notice.recipients:
        places.leaf("Place", place)
    _other(message.branch("OtherInfo"), notice, record)
    bound = any(each.assignments for _, each in directives_of(notice))
    message.leaf("SteeringType", 1 if bound else 0)
    number = f"{record.number}/{record.notation}"
    message.leaf("DocumentId", f"{options.organ_id},{issued},{number}")


def _sender(
    sender: _Branch, notice: Notice, record: OutgoingRecord, options: EdxmlExporter
) -> None:
    parent = (notice.letterhead and notice.letterhead.parent) or ""
    address = "; ".join(notice.address)
    _body(sender, options.organ_id, record.organ_name, parent=parent.replace("\n", " "), at=address)


def _body(branch: _Branch, organ_id: str, name: str, *, parent: str = "", at: str = "") -> None:
    branch.leaf("OrganId", organ_id)
    branch.leaf("OrganizationInCharge", parent)
    branch.leaf("OrganName", name)
    branch.leaf("OrganAdd", at)
    for what in ("Email", "Telephone", "Fax", "Website"):
        branch.leaf(what, "")


def _other(other: _Branch, notice: Notice, record: OutgoingRecord) -> None:
    other.leaf("Priority", record.priority)
    other.leaf("SphereOfPromulgation", notice.circulation or "")
    other.leaf("TyperNotation", notice.drafter or "")
    other.leaf("PromulgationAmount", record.copies or "")
    other.leaf("PageAmount", record.pages or "")
    if notice.annexes:
        annexes = other.branch("Appendixes")
        for label, annex in zip(annex_labels(notice.annexes), notice.annexes, strict=True):
            annexes.leaf("Appendix", f"{label}: {annex.title}")


def _trace(trace: _Branch, notice: Notice, options: EdxmlExporter) -> None:
    """Write where the message comes from and what it is for, 2.1 and 2.2 of the standard."""
    if options.sent is not None:
        sent = options.sent
        if sent.tzinfo is not None:
            sent = sent.astimezone(_VIETNAM)
        header = trace.branch("TraceHeader")
        header.leaf("OrganId", options.organ_id)
        header.leaf("Timestamp", f"{_day(sent)} {sent:%H:%M:%S}")
    business = trace.branch("Bussiness")  # sic, and so in the names below
    business.leaf("BussinessDocType", _UPDATE if notice.revision else _NEW)
    business.leaf("BussinessDocReason", "")
    business.leaf("Paper", 0 if notice.medium is Medium.ELECTRONIC else 1)


class _File:
    """A file that the message carries."""

    def __init__(self, path: Path, number: int) -> None:
        self.name = path.name
        self.id = f"tep-{number}"
        self.kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self.data = read_bytes(path)

    def describe(self, branch: _Branch, content_id: str) -> None:
        """Write what the file is."""
        branch.leaf("ContentId", content_id)
        branch.leaf("ContentType", self.kind)
        branch.leaf("AttachmentName", self.name)
        branch.leaf("Description", "")


def _carry(root: Any, files: Iterable[_File]) -> None:
    # Outside the envelope, where names have no prefix.
    encoded = _Branch(root).branch("AttachmentEncoded")
    for each in files:
        branch = encoded.branch("Attachment")
        branch.leaf("ContentType", each.kind)
        branch.leaf("ContentId", each.id)
        branch.leaf("Description", "")
        branch.leaf("ContentTransferEncoded", b64encode(each.data).decode())
        branch.leaf("AttachmentName", each.name)


def _day(day: date) -> str:
    return f"{day.year}/{day.month:02}/{day.day:02}"
