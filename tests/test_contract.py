"""Our own exporters keep the contract that plugins are asked to keep."""

import html
import re
from io import BytesIO

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
from lxml.html import HtmlElement, document_fromstring  # type: ignore[import-untyped]
from openpyxl import load_workbook

from vnadmindoc.exporters.akn import AknExporter
from vnadmindoc.exporters.csv import CsvExporter
from vnadmindoc.exporters.data import JsonExporter, YamlExporter
from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.exporters.edxml import EdxmlExporter
from vnadmindoc.exporters.html import HtmlExporter
from vnadmindoc.exporters.ics import IcsExporter
from vnadmindoc.exporters.jcal import JcalExporter
from vnadmindoc.exporters.markdown import MarkdownExporter
from vnadmindoc.exporters.pdf import PdfExporter
from vnadmindoc.exporters.xlsx import XlsxExporter
from vnadmindoc.inventory import entries
from vnadmindoc.readers import read_bytes
from vnadmindoc.testing import ExporterContract

_ENOUGH = 40
"""Notices; the laws of the tests draw many more of each format."""


class TestJson(ExporterContract):  # noqa: D101  # named by what it tests
    name = "json"
    exporter = JsonExporter
    examples = _ENOUGH


class TestYaml(ExporterContract):  # noqa: D101
    name = "yaml"
    exporter = YamlExporter
    examples = _ENOUGH

    def text_of(self, data: bytes) -> str:
        """Emphasis divides a text into a list."""
        return said(data, "yaml")


class TestMarkdown(ExporterContract):  # noqa: D101
    name = "md"
    exporter = MarkdownExporter
    examples = _ENOUGH

    def text_of(self, data: bytes) -> str:
        """Some emphasis, and signs that would be marks, are written as in HTML."""
        return html.unescape(re.sub("</?[a-z]+>", "", data.decode()))


class TestDocx(ExporterContract):  # noqa: D101
    name = "docx"
    exporter = DocxExporter
    examples = _ENOUGH

    def text_of(self, data: bytes) -> str:
        """The notice rides inside."""
        return said(data, "docx")


class TestPdf(ExporterContract):  # noqa: D101
    name = "pdf"
    exporter = PdfExporter
    examples = _ENOUGH

    def text_of(self, data: bytes) -> str:
        """The notice rides inside."""
        return said(data, "pdf")


class TestIcs(ExporterContract):  # noqa: D101
    name = "ics"
    exporter = IcsExporter
    examples = _ENOUGH

    def text_of(self, data: bytes) -> str:
        """Lines are folded, and some signs escaped (RFC 5545, 3.1 and 3.3.11)."""
        return data.replace(b"\r\n ", b"").decode().replace("\\n", "\n").replace("\\", "")


class TestJcal(ExporterContract):  # noqa: D101
    name = "jcal"
    exporter = JcalExporter
    examples = _ENOUGH


class TestHtml(ExporterContract):  # noqa: D101
    name = "html"
    exporter = HtmlExporter
    examples = _ENOUGH

    def text_of(self, data: bytes) -> str:
        """What is shown, and the days that are told beside it."""
        root = document_fromstring(data)
        return "\n".join([text_of_page(root), *root.xpath("//time/@datetime")])


class TestCsv(ExporterContract):  # noqa: D101
    name = "csv"
    exporter = CsvExporter
    examples = _ENOUGH


class TestXlsx(ExporterContract):  # noqa: D101
    name = "xlsx"
    exporter = XlsxExporter
    examples = _ENOUGH

    def text_of(self, data: bytes) -> str:
        """What stands in the cells."""
        (sheet,) = load_workbook(BytesIO(data)).worksheets
        return "\n".join(str(cell) for row in sheet.values for cell in row if cell is not None)


class TestEdxml(ExporterContract):  # noqa: D101
    name = "edxml"
    exporter = EdxmlExporter
    examples = _ENOUGH

    def text_of(self, data: bytes) -> str:
        """What stands in the elements."""
        return "\n".join(etree.fromstring(data).itertext())


class TestAkn(ExporterContract):  # noqa: D101
    name = "akn"
    exporter = AknExporter
    examples = _ENOUGH

    def text_of(self, data: bytes) -> str:
        """What stands in the elements, and the days in their attributes."""
        root = etree.fromstring(data)
        words = [*root.itertext(), *root.xpath("//@date | //@due | //@value | //@showAs")]
        return "\n".join(words) + "\n" + "".join(root.itertext())


def text_of_page(root: HtmlElement) -> str:
    """Return what a page shows; marks of emphasis part no word."""
    return "\n".join(each.text_content() for each in root.iter("p", "span", "th", "td", "time"))


def said(data: bytes, name: str) -> str:
    """Return what the notice that is read back says."""
    return "\n".join(str(each.said) for each in entries(read_bytes(data, name).notice))
