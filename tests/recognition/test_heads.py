"""Heads as they were printed, in columns, on one line, damaged: 28 real ones, field by field."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from vnadmindoc.model import Notice
from vnadmindoc.readers import read_text
from vnadmindoc.recognition import Reading
from vnadmindoc.text import words

BODY = "\n\nNội dung của văn bản này.\n"
"""Some of the printed heads have nothing behind them; a head alone is no document."""
KINDS = {"thong_bao_ket_luan": "thong_bao"}
OVERPRINTED = "071"
"""Its month is printed as 54, two digits one upon the other; the truth is of the picture."""


@pytest.fixture
def heads(shared_samples: Path) -> list[dict[str, Any]]:
    """The heads with what people read in them."""
    text = (shared_samples / "headers.jsonl").read_text(encoding="utf-8")
    return [json.loads(row) for row in text.splitlines()]


def as_read(head: dict[str, Any]) -> Reading:
    """Read a head as it was printed."""
    return read_text("\n".join(head["printed"]) + BODY)


def fields_of(notice: Notice) -> dict[str, Any]:
    """Return what was read, named as the truth names it."""
    issuer = notice.letterhead
    number, dateline = notice.number, notice.dateline
    return {
        "issuer_lines": [
            *(issuer.parent.split("\n") if issuer and issuer.parent else []),
            *(issuer.agency.split("\n") if issuer else []),
        ],
        "number": f"{number.number or ''}/{number.symbol}" if number else None,
        "place": dateline.place if dateline else None,
        "date_parts": {
            "day": dateline.day if dateline else None,
            "month": dateline.month if dateline else None,
            "year": dateline.year if dateline else None,
        },
        "kind": notice.kind.value,
        "subject": notice.subject.replace("\n", " "),
    }


def truth_of(head: dict[str, Any]) -> dict[str, Any]:
    """Return what people read."""
    header = head["header"]
    subject = head["title"] or (head["abstract"] or "").removeprefix("V/v ")
    return {
        "issuer_lines": header["issuer_lines"],
        "number": f"{header['number'] or ''}/{header['symbol']}",
        "place": header["place"],
        "date_parts": header["date_parts"],
        "kind": KINDS.get(head["kind"], head["kind"]),
        "subject": subject,
    }


def misses(heads: list[dict[str, Any]]) -> Iterator[tuple[str, str, object, object]]:
    """Yield what was read otherwise than people did: head, field, ours, theirs."""
    for head in heads:
        ours, theirs = fields_of(as_read(head).notice), truth_of(head)
        printed = set(words(" ".join(head["printed"])))
        for name, wanted in theirs.items():
            if name == "subject" and not set(words(str(wanted))) <= printed:
                continue  # people have put right what is not printed
            if ours[name] != wanted:
                yield head["id"], name, ours[name], wanted


def test_every_head_is_read_as_people_read_it(heads: list[dict[str, Any]]) -> None:
    """All fields of all 28, but for the month that no text tells."""
    found = list(misses(heads))

    assert len(heads) == 28
    assert [(head, name) for head, name, _, _ in found] == [(OVERPRINTED, "date_parts")], found


def test_an_impossible_date_is_left_blank_and_told(heads: list[dict[str, Any]]) -> None:
    """What is possible of it is taken, nothing is guessed, and the line is kept."""
    (head,) = (each for each in heads if each["id"] == OVERPRINTED)

    reading = as_read(head)

    assert fields_of(reading.notice)["date_parts"] == {"day": None, "month": None, "year": 2026}
    assert "READ-008" in {each.code for each in reading.findings}
    assert "tháng 54" in " ".join(str(getattr(each, "text", "")) for each in reading.notice.closing)


@pytest.mark.parametrize(
    ("printed", "number", "symbol"),
    [
        ("Số: 453 /TB-UBND", 453, "TB-UBND"),
        ("Số : 2917 /SGDĐT-VP", 2917, "SGDĐT-VP"),
        ("Số:\n14/QĐ-UBND", 14, "QĐ-UBND"),
        ("12094\nSố:        /BNV-CCHC", 12094, "BNV-CCHC"),
        ("Số: 05/UBND-\nKGVX", 5, "UBND-KGVX"),
        ("Số: 64/2024/QĐ-UBND", 64, "2024/QĐ-UBND"),
        ("Số: 6§0/TB-UBND", None, "TB-UBND"),
        ("Số: l2/TB-UBND", None, "TB-UBND"),
    ],
)
def test_numbers_as_they_are_written(printed: str, number: int | None, symbol: str) -> None:
    """Blanks, broken lines, stamps; what a scan has spoilt is no number."""
    notice = read_text(f"{printed}\nAn Hòa, ngày 05 tháng 3 năm 2026\nTHÔNG BÁO\n\n1. Việc.").notice

    assert notice.number is not None
    assert (notice.number.number, notice.number.symbol) == (number, symbol)
    assert notice.dateline is not None


@pytest.mark.parametrize(
    "printed",
    [
        "An Hòa, ngày15 tháng 4năm 2026",
        "An Hòa, ngày 15 háng 4 năm 2026",
        "An Hòa, ngày 15\ntháng 4 năm 2026",
        "An\nHòa, ngày 15 tháng 4 năm 2026",
        "An Hòa, ngày 15/4/2026",
    ],
)
def test_datelines_as_they_are_written(printed: str) -> None:
    """Glued, broken over two lines, mistyped or short."""
    notice = read_text(f"Số: 05/TB-SNV\n{printed}\n\nTHÔNG BÁO\n\n1. Việc.").notice

    assert notice.dateline is not None
    assert (notice.dateline.day, notice.dateline.month, notice.dateline.year) == (15, 4, 2026)
    assert (notice.dateline.place or "").replace("\n", " ").endswith("Hòa")
