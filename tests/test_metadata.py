"""The record of an outgoing document: from a notice, to plain data and back."""

import json
from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from vnadmindoc.errors import ReadError
from vnadmindoc.metadata import (
    OUTGOING,
    FileCode,
    OutgoingRecord,
    from_data,
    outgoing_record,
    to_data,
)
from vnadmindoc.model import (
    Authority,
    Dateline,
    DocumentNumber,
    Letterhead,
    Notice,
    Signature,
)
from vnadmindoc.strategies import notices
from vnadmindoc.vocabulary import DocumentKind, SigningAuthority, Urgency

LETTER = Notice(
    kind=DocumentKind.LETTER,
    subject="rà soát\nbiển tên đường",
    letterhead=Letterhead(agency="Sở Xây dựng"),
    number=DocumentNumber(number=5, symbol="SXD-HT"),
    dateline=Dateline(place="Bình Sơn", day=21, month=5, year=2026),
    urgency=Urgency.EXPRESS,
    addressees=["Công an tỉnh"],
    recipients=["Như trên", "UBND tỉnh (để báo cáo)", "Lưu: VT, HT"],
    copies=12,
    signature=Signature(
        authority=[Authority(prefix=SigningAuthority.FOR_HEAD, title="Giám đốc")],
        title="Phó Giám đốc",
        name="Lương Công Thành",
    ),
)
FILE = FileCode(organ_id="H08.15", year=2026, notation="12/HTKT")


def test_a_record_says_what_the_document_says() -> None:
    """Under the names and in the order of the Decree; who is told "Như trên" is no recipient."""
    record = outgoing_record(
        LETTER,
        file_code=FILE,
        ordinal=3,
        organ_ids={"Công an tỉnh": "H08.02"},
        due=date(2026, 6, 10),
        description="Gửi kèm bảng thống kê",
    )

    assert to_data(record) == {
        "FileCode": {"OrganId": "H08.15", "FileCatalog": 2026, "FileNotation": "12/HTKT"},
        "DocOrdinal": 3,
        "TypeName": "Công văn",
        "CodeNumber": "05",
        "CodeNotation": "SXD-HT",
        "IssuedDate": "2026-05-21",
        "OrganName": "Sở Xây dựng",
        "Subject": "rà soát biển tên đường",
        "Language": "Tiếng Việt",
        "PageAmount": 1,
        "Description": "Gửi kèm bảng thống kê",
        "Priority": 3,
        "IssuedAmount": 12,
        "DueDate": "2026-06-10",
        "SignerInfo": {"Position": "Phó Giám đốc", "FullName": "Lương Công Thành"},
        "To": [
            {"OrganId": "H08.02", "OrganName": "Công an tỉnh"},
            {"OrganName": "UBND tỉnh"},
        ],
    }
    assert list(record.problems()) == []


def test_who_acts_as_head_has_that_office() -> None:
    """A lone line of authority is the office; without any there is none."""
    acting = Authority(prefix=SigningAuthority.ACTING, title="Giám đốc")
    record = outgoing_record(evolve(LETTER, signature=Signature(authority=[acting], name="Lê An")))
    nameless = outgoing_record(evolve(LETTER, signature=Signature(name="Lê An")))

    assert record.position == "Q. GIÁM ĐỐC"
    assert nameless.position == ""


@settings(max_examples=60)
@given(notices(drafts=True), st.booleans())
def test_a_record_comes_back_from_its_data(notice: Notice, filed: bool) -> None:
    """Of every notice, through JSON too; it fits but for what is long."""
    record = outgoing_record(notice, file_code=FILE if filed else None, ordinal=1)

    assert from_data(json.loads(json.dumps(to_data(record)))) == record


def test_the_lengths_are_those_of_the_decree() -> None:
    """And an identifier may have the 35 signs that the exchange of documents gives it."""
    lengths = {each.number: each.length for each in OUTGOING.values()}

    assert len(OUTGOING) == 23
    assert (lengths["8"], lengths["12.2"], lengths["14"], lengths["13.1"]) == (500, 50, 1, 13)
    assert (OUTGOING["13.1"].accepted, OUTGOING["8"].accepted) == (35, 500)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"subject": "x" * 501}, "Subject has 501 characters, 500 fit (8)"),
        ({"full_name": "x" * 51}, "FullName has 51 characters, 50 fit (12.2)"),
        ({"pages": 1_000}, "PageAmount has 4 characters, 3 fit (10)"),
        ({"file_code": evolve(FILE, organ_id="x" * 36)}, "OrganId has 36 characters, 35 fit (1.1)"),
    ],
)
def test_what_is_too_long_is_told(change: dict[str, Any], told: str) -> None:
    """The system would cut it off."""
    record = evolve(outgoing_record(LETTER), **change)

    assert list(record.problems()) == [told]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ([], "$: expected a mapping"),
        ({"Sbject": "x"}, "unknown key 'Sbject'"),
        ({"IssuedDate": "21/05/2026"}, "$.IssuedDate"),
        ({"PageAmount": "1"}, "a whole number from 0"),
        ({"Priority": True}, "$.Priority"),
        ({"Subject": 5}, "expected: text"),
        ({"SignerInfo": "Lê An"}, "$.SignerInfo: expected a mapping"),
        ({"To": "Công an tỉnh"}, "$.To: expected a list"),
        ({"To": [{"Name": "Công an tỉnh"}]}, "$.To[0]: unknown key 'Name'"),
    ],
)
def test_data_that_is_no_record_is_refused(data: object, told: str) -> None:
    """With its place and what was expected."""
    with pytest.raises(ReadError) as caught:
        from_data(data)

    assert told in str(caught.value)


def test_an_empty_record_is_a_record() -> None:
    """Nothing is asked for that is not known yet."""
    assert from_data({}) == OutgoingRecord(type_name="")
