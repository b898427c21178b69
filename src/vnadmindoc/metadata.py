"""What the records system keeps of an issued document (*thông tin đầu vào của dữ liệu quản lý*).

Promised: the fields of outgoing documents stand here as one table, with the names, types and
lengths of the Decree; a record made from a notice goes to plain data under those names and back.
What the system gives itself (the place in a file, identifiers of bodies) is taken as it is told.
Refused here: incoming documents and files, which no notice tells of; the message that carries a
document between systems.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục VI, Phần II, Mục I.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from attrs import field, frozen

from vnadmindoc.errors import ReadError
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Notice, Signature
from vnadmindoc.numerals import two_digits
from vnadmindoc.pagination import paginate
from vnadmindoc.validation import items
from vnadmindoc.vocabulary import Urgency
from vnadmindoc.wording import authority_text


@frozen(kw_only=True)
class RecordField:
    """A field of the records system (*trường thông tin*).

    Attributes:
        number: Its number in the Decree's table, ``"12.1"``.
        name: Its name there, ``"Position"``.
        label: What it is, in Vietnamese.
        kind: ``"String"``, ``"Number"``, ``"Date"`` or, of what has fields inside, ``"Group"``.
        length: The greatest number of characters; None of a group.
        accepted: The length that is accepted where it is not the Decree's own.
    """

    number: str
    name: str
    label: str
    kind: str
    length: int | None = None
    accepted: int | None = None


# The identifier of a body grew to 35 signs with Sửa đổi 1:2022 QCVN 102:2016/BTTTT.
_ORGAN_ID: Final = 35


def _field(
    number: str, name: str, label: str, kind: str, length: int | None = None
) -> tuple[str, RecordField]:
    accepted = _ORGAN_ID if name == "OrganId" else length
    return number, RecordField(
        number=number, name=name, label=label, kind=kind, length=length, accepted=accepted
    )


OUTGOING: Final[Mapping[str, RecordField]] = MappingProxyType(
    dict(
        (
            _field("1", "FileCode", "Mã hồ sơ", "Group"),
            _field("1.1", "OrganId", "Mã định danh cơ quan lập danh mục hồ sơ", "String", 13),
            _field("1.2", "FileCatalog", "Năm hình thành hồ sơ", "Number", 4),
            _field("1.3", "FileNotation", "Số và ký hiệu hồ sơ", "String", 20),
            _field("2", "DocOrdinal", "Số thứ tự văn bản trong hồ sơ", "Number", 3),
            _field("3", "TypeName", "Tên loại văn bản", "String", 100),
            _field("4", "CodeNumber", "Số của văn bản", "String", 11),
            _field("5", "CodeNotation", "Ký hiệu của văn bản", "String", 30),
            _field("6", "IssuedDate", "Ngày, tháng, năm văn bản", "Date", 10),
            _field("7", "OrganName", "Tên cơ quan, tổ chức ban hành", "String", 200),
            _field("8", "Subject", "Trích yếu nội dung", "String", 500),
            _field("9", "Language", "Ngôn ngữ", "String", 30),
            _field("10", "PageAmount", "Số trang của văn bản", "Number", 3),
            _field("11", "Description", "Ghi chú", "String", 500),
            _field("12", "SignerInfo", "Chức vụ, họ tên người ký", "Group"),
            _field("12.1", "Position", "Chức vụ", "String", 100),
            _field("12.2", "FullName", "Họ và tên", "String", 50),
            _field("13", "To", "Nơi nhận", "Group"),
            _field("13.1", "OrganId", "Mã định danh nơi nhận", "String", 13),
            _field("13.2", "OrganName", "Tên nơi nhận", "String", 200),
            _field("14", "Priority", "Mức độ khẩn, độ mật", "Number", 1),
            _field("15", "IssuedAmount", "Số lượng bản phát hành", "Number", 3),
            _field("16", "DueDate", "Hạn trả lời văn bản", "Date", 10),
        )
    )
)
"""The fields of an outgoing document, by their number, in the Decree's order."""


@frozen(kw_only=True)
class FileCode:
    """The file a document is put into (*mã hồ sơ*).

    Attributes:
        organ_id: The identifier of the body that keeps the list of files.
        year: The year of the file.
        notation: Number and symbol of the file.
    """

    organ_id: str
    year: int
    notation: str


@frozen(kw_only=True)
class RecordRecipient:
    """Who receives the document (*nơi nhận*); the identifier of a body is empty when unknown."""

    organ_name: str
    organ_id: str = ""


def _recipients(values: Iterable[RecordRecipient]) -> tuple[RecordRecipient, ...]:
    return items(values)


@frozen(kw_only=True)
class OutgoingRecord:
    """The record of an outgoing document (*dữ liệu quản lý văn bản đi*).

    Attributes:
        file_code: The file it is put into, None before.
        ordinal: Its place in the file.
        type_name: The type, also where the page prints none.
        number, notation: Number and symbol.
        issued: The day of issue.
        organ_name: The issuing body.
        subject: What it is about.
        language: The language.
        pages: How many pages it has, annexes too.
        description: A remark.
        position, full_name: Who signs.
        recipients: Who receives it.
        priority: 0 ordinary, 1 *khẩn*, 2 *thượng khẩn*, 3 *hỏa tốc*. The Decree has one digit for
            urgency and secrecy and no list of codes; these are the codes of the exchange of
            documents, which tell the urgency.
        copies: How many copies are issued.
        due: By when it is to be answered.
    """

    type_name: str
    number: str = ""
    notation: str = ""
    issued: date | None = None
    organ_name: str = ""
    subject: str = ""
    language: str = "Tiếng Việt"
    pages: int | None = None
    description: str = ""
    position: str = ""
    full_name: str = ""
    recipients: tuple[RecordRecipient, ...] = field(default=(), converter=_recipients)
    priority: int = 0
    copies: int | None = None
    due: date | None = None
    file_code: FileCode | None = None
    ordinal: int | None = None

    def values(self) -> Iterator[tuple[RecordField, str]]:
        """Yield every field that is filled in, with its value as text."""
        return _values(self)

    def problems(self) -> Iterator[str]:
        """Yield what does not fit its field: ``"Subject has 612 characters, 500 fit (8)"``."""
        for each, value in self.values():
            most, count = each.accepted, len(value)
            if most is not None and count > most:
                yield f"{each.name} has {count} characters, {most} fit ({each.number})"


_PRIORITIES: Mapping[Urgency, int] = MappingProxyType(
    {Urgency.URGENT: 1, Urgency.VERY_URGENT: 2, Urgency.EXPRESS: 3}
)
_NOBODY = re.compile(r"Như (?:trên|Điều \d+)|Lưu\b.*", re.IGNORECASE)
_PURPOSE = re.compile(r"\s*\((?:để|thay)\s[^()]*\)$")


def outgoing_record(
    notice: Notice,
    *,
    file_code: FileCode | None = None,
    ordinal: int | None = None,
    organ_ids: Mapping[str, str] = MappingProxyType({}),
    due: date | None = None,
    description: str = "",
) -> OutgoingRecord:
    """Return the record of a document as it is issued.

    Args:
        notice: The document.
        file_code: The file it is put into.
        ordinal: Its place there.
        organ_ids: Identifiers of bodies by their names.
        due: By when it is to be answered.
        description: A remark.
    """
    number, signature = notice.number, notice.signature
    names = [*notice.addressees, *notice.recipients]
    receivers = [_PURPOSE.sub("", name) for name in names if not _NOBODY.fullmatch(name)]
    return OutgoingRecord(
        type_name=notice.kind.printed,
        number="" if number is None or number.number is None else two_digits(number.number),
        notation="" if number is None else number.symbol,
        issued=notice.dateline.date if notice.dateline else None,
        organ_name=_line(notice.letterhead.agency) if notice.letterhead else "",
        subject=_line(notice.subject),
        pages=sum(1 for _ in paginate(lay_out(notice))),
        description=description,
        position=_position(signature) if signature else "",
        full_name=(signature.name or "") if signature else "",
        recipients=[
            RecordRecipient(organ_name=name, organ_id=organ_ids.get(name, "")) for name in receivers
        ],
        priority=_PRIORITIES[notice.urgency] if notice.urgency else 0,
        copies=notice.copies,
        due=due,
        file_code=file_code,
        ordinal=ordinal,
    )


def _line(text: str) -> str:
    return text.replace("\n", " ")


def _position(signature: Signature) -> str:
    """Return the signer's own office; of one who acts as head, the line that says so."""
    if signature.title:
        return _line(signature.title)
    return authority_text(signature.authority[-1]) if signature.authority else ""


# Data: the Decree's names, in its order; what is not known is left out.


def to_data(record: OutgoingRecord) -> dict[str, Any]:
    """Return a record as plain data under the Decree's names; days are ISO 8601."""
    data: dict[str, Any] = {}
    if (code := record.file_code) is not None:
        data["FileCode"] = {
            "OrganId": code.organ_id,
            "FileCatalog": code.year,
            "FileNotation": code.notation,
        }
    for each, value in _own_values(record):
        if value not in (None, ""):
            data[each.name] = value.isoformat() if isinstance(value, date) else value
    signer = {"Position": record.position, "FullName": record.full_name}
    if any(signer.values()):
        data["SignerInfo"] = {name: value for name, value in signer.items() if value}
    if record.recipients:
        data["To"] = [
            {**({"OrganId": each.organ_id} if each.organ_id else {}), "OrganName": each.organ_name}
            for each in record.recipients
        ]
    return data


def from_data(data: object) -> OutgoingRecord:
    """Return the record that plain data describes.

    Raises:
        ReadError: A key is unknown, or a value is not what its field holds.
    """
    reader = _Reader(data, "$", {*_OWN, "FileCode", "SignerInfo", "To"})
    values = {name: reader.value(each) for each, name in _OWN.values()}
    signer = _Reader(reader.data.get("SignerInfo", {}), "$.SignerInfo", {"Position", "FullName"})
    values["position"] = signer.value(OUTGOING["12.1"])
    values["full_name"] = signer.value(OUTGOING["12.2"])
    if "FileCode" in reader.data:
        keys = {"OrganId", "FileCatalog", "FileNotation"}
        code = _Reader(reader.data["FileCode"], "$.FileCode", keys)
        values["file_code"] = FileCode(
            organ_id=code.value(OUTGOING["1.1"]) or "",
            year=code.value(OUTGOING["1.2"]) or 0,
            notation=code.value(OUTGOING["1.3"]) or "",
        )
    to = reader.data.get("To", [])
    if not isinstance(to, list):
        raise ReadError("expected a list", place="$.To")
    receivers = [
        _Reader(each, f"$.To[{at}]", {"OrganId", "OrganName"}) for at, each in enumerate(to)
    ]
    values["recipients"] = [
        RecordRecipient(
            organ_id=each.value(OUTGOING["13.1"]) or "",
            organ_name=each.value(OUTGOING["13.2"]) or "",
        )
        for each in receivers
    ]
    known = {name: value for name, value in values.items() if value is not None}
    return OutgoingRecord(**{"type_name": "", **known})


_OWN: Final[Mapping[str, tuple[RecordField, str]]] = MappingProxyType(
    {
        OUTGOING[number].name: (OUTGOING[number], attribute)
        for number, attribute in (
            ("2", "ordinal"),
            ("3", "type_name"),
            ("4", "number"),
            ("5", "notation"),
            ("6", "issued"),
            ("7", "organ_name"),
            ("8", "subject"),
            ("9", "language"),
            ("10", "pages"),
            ("11", "description"),
            ("14", "priority"),
            ("15", "copies"),
            ("16", "due"),
        )
    }
)
"""The fields outside groups, and the attributes that hold them."""


def _own_values(record: OutgoingRecord) -> Iterator[tuple[RecordField, Any]]:
    for each, attribute in _OWN.values():
        yield each, getattr(record, attribute)


def _values(record: OutgoingRecord) -> Iterator[tuple[RecordField, str]]:
    """Yield every field that is filled in, with its value as text."""
    for each, value in _own_values(record):
        if value is not None:
            yield each, str(value)
    if record.file_code is not None:
        yield OUTGOING["1.1"], record.file_code.organ_id
        yield OUTGOING["1.2"], str(record.file_code.year)
        yield OUTGOING["1.3"], record.file_code.notation
    yield OUTGOING["12.1"], record.position
    yield OUTGOING["12.2"], record.full_name
    for receiver in record.recipients:
        yield OUTGOING["13.1"], receiver.organ_id
        yield OUTGOING["13.2"], receiver.organ_name


class _Reader:
    """Reads one mapping; says what is wrong with its place."""

    def __init__(self, data: object, place: str, known: set[str]) -> None:
        if not isinstance(data, dict):
            raise ReadError("expected a mapping", place=place)
        for key in data:
            if key not in known:
                listed = ", ".join(sorted(known))
                raise ReadError(f"unknown key {key!r}", place=place, expected=f"one of {listed}")
        self.data: dict[str, Any] = data
        self.place = place

    def value(self, wanted: RecordField) -> Any:
        """Return the value of a field, None where it is not there."""
        value = self.data.get(wanted.name)
        if value is None:
            return None
        if wanted.kind == "Number" and type(value) is int and value >= 0:
            return value
        if wanted.kind == "String" and isinstance(value, str):
            return value
        if wanted.kind == "Date" and isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        raise ReadError(
            f"{wanted.label}: {value!r} does not fit",
            place=f"{self.place}.{wanted.name}",
            expected=_WANTED[wanted.kind],
        )


_WANTED: Final = {
    "Number": "a whole number from 0",
    "String": "text",
    "Date": "a day such as 2026-03-05",
}
