"""What else makes Word files: docxtpl, and plain strings with `zipfile`, as fast as Python gets.

Promised: as in `benchmarks.peers`. Both get the parts that never change for nothing, from a file of
ours; their paragraphs have a style and text, and nothing else: less work than ours, not more.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from xml.sax.saxutils import escape

from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # docxtpl ships no types

from vnadmindoc.blocks import Columns, Grid, Layout, Paragraph, Stamp

_DOCUMENT = "word/document.xml"
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
_EMPTY = "<w:p/>"


@cache
def constant_parts(file: bytes) -> Mapping[str, bytes]:
    """Return the members of a Word file of ours that carries nothing, but the document itself."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != _DOCUMENT}


def string_docx(layout: Layout, parts: Mapping[str, bytes]) -> bytes:
    """Return the notice as strings put together and zipped.

    Args:
        layout: The notice.
        parts: All members but the document.
    """
    body = "".join([_block(block) for sheet in layout.sheets for block in sheet.blocks])
    return _zipped(body, parts)


def _block(block: object) -> str:
    match block:
        case Paragraph():
            return _paragraph(block)
        case Columns():
            return _table([[block.left, block.right]]) + _EMPTY
        case Grid():
            return _table([[[cell] for cell in row] for row in block.rows]) + _EMPTY
        case Stamp():
            return _paragraph(block.paragraph)
        case _:
            return _EMPTY


def _paragraph(paragraph: Paragraph) -> str:
    runs = "".join([f"<w:r><w:t>{_text(span.text)}</w:t></w:r>" for span in paragraph.spans])
    return f'<w:p><w:pPr><w:pStyle w:val="VB{paragraph.role}"/></w:pPr>{runs}</w:p>'


def _text(text: str) -> str:
    return escape(text).replace("\n", "</w:t><w:br/><w:t>")


def _table(rows: Iterable[Iterable[Iterable[object]]]) -> str:
    written = "".join(
        [
            f"<w:tr>{''.join([f'<w:tc>{_cell(items)}</w:tc>' for items in cells])}</w:tr>"
            for cells in rows
        ]
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{written}</w:tbl>"


def _cell(items: Iterable[object]) -> str:
    return "".join([_block(item) for item in items]) or _EMPTY


def _zipped(body: str, parts: Mapping[str, bytes]) -> bytes:
    document = f"<w:document {_NAMESPACE}><w:body>{body}{_SECTION}</w:body></w:document>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
        archive.writestr(_DOCUMENT, document)
    return stream.getvalue()


def template(parts: Mapping[str, bytes]) -> bytes:
    """Return the template for `templated_docx`: a loop with a paragraph for headings and others."""
    lines = (
        ("", "{%p for role, text in paragraphs %}"),
        ("", "{%p if role == 'Muc' %}"),
        ("Heading1", "{{ text }}"),
        ("", "{%p else %}"),
        ("VBNoiDung", "{{ text }}"),
        ("", "{%p endif %}"),
        ("", "{%p endfor %}"),
    )
    body = "".join(
        [
            f'<w:p><w:pPr><w:pStyle w:val="{style or "Normal"}"/></w:pPr>'
            f"<w:r><w:t>{line}</w:t></w:r></w:p>"
            for style, line in lines
        ]
    )
    return _zipped(body, parts)


def templated_docx(layout: Layout, made: bytes) -> bytes:
    """Return the notice filled into a template with docxtpl.

    Args:
        layout: The notice.
        made: What `template` returns.
    """
    document = DocxTemplate(io.BytesIO(made))
    document.render({"paragraphs": list(_paragraphs(layout))}, autoescape=True)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _paragraphs(layout: Layout) -> Iterator[tuple[str, str]]:
    for paragraph in layout.paragraphs():
        if paragraph.text:
            yield paragraph.role, paragraph.text
