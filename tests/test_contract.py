"""Our own exporters keep the contract that plugins are asked to keep."""

import html
import re

from vnadmindoc.exporters.data import JsonExporter, YamlExporter
from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.exporters.ics import IcsExporter
from vnadmindoc.exporters.jcal import JcalExporter
from vnadmindoc.exporters.markdown import MarkdownExporter
from vnadmindoc.exporters.pdf import PdfExporter
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


def said(data: bytes, name: str) -> str:
    """Return what the notice that is read back says."""
    return "\n".join(str(each.said) for each in entries(read_bytes(data, name).notice))
