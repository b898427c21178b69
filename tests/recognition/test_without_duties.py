"""A reading that looks for no duties: what a check needs, and nothing of it less."""

import pytest
from hypothesis import given

from vnadmindoc import render
from vnadmindoc.conformance import check, judged
from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.exporters.markdown import MarkdownExporter
from vnadmindoc.inspection.from_lines import inspect_text
from vnadmindoc.model import Notice, directives_of
from vnadmindoc.readers import read_text
from vnadmindoc.readers.docx import read_docx
from vnadmindoc.strategies import notices

_NOTICE = """1. Sở Tài chính hoàn thành trước ngày 05/11/2025.

Giao Sở Nội vụ chủ trì, báo cáo trước ngày 10/11/2025.

| Nội dung | Chủ trì | Thời hạn |
| --- | --- | --- |
| Rà soát quy chế | Sở Tư pháp | 12/11/2025 |
"""


@pytest.mark.law
@given(notices())
def test_the_page_is_judged_alike_with_duties_and_without(notice: Notice) -> None:
    """Every line is the same component at the same path, so every rule says the same."""
    text = render(notice, "md").decode()

    quick, specimen = inspect_text(text, "md")
    whole = read_text(text, "md")

    places = [(each.role, each.path) for each in whole.trace]
    assert [(each.role, each.path) for each in quick.trace] == places
    found = judged(quick.notice, specimen).findings
    assert found == judged(whole.notice, specimen).findings


def test_a_reading_without_duties_has_none_and_gives_them_when_asked() -> None:
    """Nothing is lost: what was left out is read from the same lines."""
    quick = read_text(_NOTICE, "md", duties=False)

    assert not any(each.deadlines or each.assignments for _, each in directives_of(quick.notice))
    assert quick.whole() == read_text(_NOTICE, "md")


@pytest.mark.parametrize("format_", ["md", "docx"])
def test_a_report_gives_the_notice_with_its_duties(format_: str) -> None:
    """Who mends a document after its check keeps every deadline of it."""
    written = read_text(_NOTICE, "md").notice
    exporter = DocxExporter(embed=False) if format_ == "docx" else MarkdownExporter()
    data = exporter.export(written)
    read = read_docx(data).notice if format_ == "docx" else read_text(data.decode(), "md").notice

    report = check(data, format=format_)

    assert report.notice == read
    assert len([each for _, one in directives_of(report.mended()) for each in one.deadlines]) == 3
