"""Law 1: what is read back is what was written; where it shows no keys, the same page."""

import pytest
from hypothesis import given

from vnadmindoc.exporters.markdown import MarkdownExporter
from vnadmindoc.exporters.pdf import PdfExporter
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Notice
from vnadmindoc.readers import read_bytes, read_text
from vnadmindoc.strategies import notices

pytestmark = pytest.mark.law


@given(notices(drafts=True))
def test_markdown_read_back_is_the_same_page(notice: Notice) -> None:
    """What Markdown shows is enough to set the page again."""
    written = MarkdownExporter().export(notice).decode()

    assert lay_out(read_text(written, "md").notice).sheets == lay_out(notice).sheets


@given(notices())
def test_reading_twice_changes_nothing(notice: Notice) -> None:
    """A notice that was read, written and read again is equal, keys and deadlines too."""
    once = read_text(MarkdownExporter().export(notice).decode(), "md").notice
    twice = read_text(MarkdownExporter().export(once).decode(), "md").notice

    assert twice == once


@given(notices(drafts=True))
def test_a_pdf_gives_its_notice_back(notice: Notice) -> None:
    """Not the same page alone, but every value: it rides inside."""
    assert read_bytes(PdfExporter().export(notice), "pdf").notice == notice
