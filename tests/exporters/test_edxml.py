"""The edXML message: names, order and prefixes as receivers ask for them.

No schema of the standard is to be had; what stands here is `nd30.md`, 10.4, written as a test.
"""

from base64 import b64decode
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.edxml import NAMESPACE, EdxmlExporter
from vnadmindoc.model import Annex, Letterhead, Notice
from vnadmindoc.readers import read
from vnadmindoc.strategies import notices
from vnadmindoc.vocabulary import DocumentKind, Medium, Secrecy, Urgency

ROOT = Path(__file__).parents[2]
NOTICE = read(ROOT / "examples" / "giao-ban.md").notice
NAMES = {"e": NAMESPACE}
HEADER = (
    "From", "To", "Code", "PromulgationInfo", "DocumentType", "Subject", "Content", "SignerInfo",
    "DueDate", "ToPlaces", "OtherInfo", "SteeringType", "DocumentId",
)  # fmt: skip


def message(notice: Notice, **options: Any) -> Any:
    """Return the root element of the message."""
    return etree.fromstring(EdxmlExporter(**options).export(notice))


def value(root: Any, path: str) -> str | None:
    """Return the text of the first element at a path of names."""
    found: str | None = root.findtext(
        ".//" + "/".join(f"e:{each}" for each in path.split("/")), None, NAMES
    )
    return found


def test_the_skeleton_is_that_of_the_standard() -> None:
    """Envelope with header and body in the prefix, attachments outside and without one."""
    data = EdxmlExporter(organ_id="H37.12", attach=[ROOT / "LICENSE"]).export(NOTICE)
    root = etree.fromstring(data)

    assert root.tag == f"{{{NAMESPACE}}}edXML"
    assert [(each.prefix, etree.QName(each).localname) for each in root] == [
        ("edXML", "edXMLEnvelope"),
        (None, "AttachmentEncoded"),
    ]
    assert {each.prefix for each in root[0].iter()} == {"edXML"}
    assert {each.prefix for each in root[1].iter()} == {None}
    header, body = root[0]
    assert [etree.QName(each).localname for each in header] == ["MessageHeader", "TraceHeaderList"]
    assert [etree.QName(each).localname for each in body] == ["edXMLManifest"]


@settings(max_examples=max(1, settings().max_examples // 6))
@given(notices())
def test_the_header_keeps_names_and_order(notice: Notice) -> None:
    """One of each but receivers; what is unknown is empty, a day that is unknown left out."""
    if notice.secrecy is not None or _unissued(notice):
        with pytest.raises(ExportError):
            EdxmlExporter().export(notice)
        return

    root = message(notice, organ_id="H37")

    names = [etree.QName(each).localname for each in root.find(".//e:MessageHeader", NAMES)]
    once = list(dict.fromkeys(names))
    assert once == [name for name in HEADER if name in once]
    assert set(HEADER) - set(once) <= {"DueDate", "To"}
    assert len(names) - names.count("To") == len(once) - ("To" in once)
    assert notice.number is not None
    assert value(root, "Code/CodeNotation") == notice.number.symbol
    assert [each.text for each in root.iterfind(".//e:ToPlaces/e:Place", NAMES)] == [
        *notice.recipients
    ]


def _unissued(notice: Notice) -> bool:
    number, line = notice.number, notice.dateline
    return (
        notice.letterhead is None
        or number is None
        or number.number is None
        or line is None
        or line.date is None
    )


def test_the_document_is_told_as_it_is() -> None:
    """Who, what, which number, when, how urgent, signed by whom."""
    notice = evolve(
        NOTICE, urgency=Urgency.EXPRESS, medium=Medium.ELECTRONIC, revision=1, copies=30
    )
    notice = evolve(notice, annexes=[Annex(title="Danh mục")])

    root = message(
        notice,
        organ_id="H37.12",
        organ_ids={"Các phòng, đơn vị thuộc Sở": "H37.12.1"},
        due=date(2026, 3, 31),
        sent=datetime.fromisoformat("2026-03-05T08:30:00+00:00"),
    )

    assert {path: value(root, path) for path in (
        "From/OrganId", "From/OrganName", "Code/CodeNumber", "Code/CodeNotation",
        "PromulgationInfo/PromulgationDate", "DocumentType/Type", "DocumentType/TypeName",
        "DueDate", "OtherInfo/Priority", "OtherInfo/PromulgationAmount", "SteeringType",
        "OtherInfo/Appendixes/Appendix", "DocumentId", "TraceHeader/Timestamp",
        "Bussiness/BussinessDocType", "Bussiness/Paper",
    )} == {
        "From/OrganId": "H37.12",
        "From/OrganName": "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",
        "Code/CodeNumber": "27",
        "Code/CodeNotation": "TB-SNNMT",
        "PromulgationInfo/PromulgationDate": "2026/03/05",
        "DocumentType/Type": "7",
        "DocumentType/TypeName": "Thông báo",
        "DueDate": "2026/03/31",
        "OtherInfo/Priority": "3",
        "OtherInfo/PromulgationAmount": "30",
        "SteeringType": "1",
        "OtherInfo/Appendixes/Appendix": "Phụ lục: Danh mục",
        "DocumentId": "H37.12,2026/03/05,27/TB-SNNMT",
        "TraceHeader/Timestamp": "2026/03/05 15:30:00",
        "Bussiness/BussinessDocType": "2",
        "Bussiness/Paper": "0",
    }  # fmt: skip


def test_a_letter_is_the_eighteenth_type() -> None:
    """As senders number it: its place in Điều 7."""
    root = message(evolve(NOTICE, kind=DocumentKind.LETTER))

    assert value(root, "DocumentType/Type") == "18"


def test_files_are_carried_as_they_are(tmp_path: Path) -> None:
    """Byte for byte, in their order, each referred to by its name in the envelope."""
    contents = {"thong-bao.pdf": b"%PDF-1.7\xff\x00", "phu luc.xlsx": b"PK\x03\x04"}
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)

    root = message(NOTICE, attach=[tmp_path / name for name in contents])

    carried = {
        each.findtext("e:AttachmentName", None, NAMES): b64decode(
            each.findtext("e:ContentTransferEncoded", None, NAMES)
        )
        for each in root.iterfind("e:AttachmentEncoded/e:Attachment", NAMES)
    }
    assert carried == contents
    ids = [each.text for each in root.iterfind(".//e:Attachment/e:ContentId", NAMES)]
    references = root.findall(".//e:Reference", NAMES)
    href = "{http://www.w3.org/1999/xlink}href"
    assert [each.get(href) for each in references] == [f"cid:{each}" for each in ids]
    assert value(root, "Reference/ContentType") == "application/pdf"


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"secrecy": Secrecy.SECRET}, "secrecy"),
        ({"letterhead": None}, "letterhead"),
        ({"number": None}, "number"),
        ({"dateline": None}, "dateline"),
    ],
)
def test_what_is_secret_or_not_issued_is_not_sent(changed: dict[str, Any], place: str) -> None:
    """A message names a document by body, day, number and symbol."""
    with pytest.raises(ExportError) as caught:
        EdxmlExporter().export(evolve(NOTICE, **changed))

    assert caught.value.place == place


@pytest.mark.parametrize("organ_id", ["H" * 36, "H\n37", 5])
def test_an_identifier_that_is_none_is_refused(organ_id: Any) -> None:
    """35 characters since 2022."""
    with pytest.raises(ExportError, match="at most 35"):
        EdxmlExporter(organ_id=organ_id)

    assert EdxmlExporter(organ_id="H" * 35).export(
        evolve(NOTICE, letterhead=Letterhead(agency="A"))
    )
