"""Word documents made by hand, part by part, for the tests of what reads them."""

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/></Types>'
)
ROOT_RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_KINDS = ("styles", "numbering", "settings", "theme", "footnotes", "header1", "header2")


def relationships(*extra: str) -> str:
    """Return the relationships of the document to its usual parts, and some more."""
    usual = [
        f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind.rstrip("12")}" Target="{kind}.xml"/>'
        for kind in _KINDS
    ]
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join([*usual, *extra])
        + "</Relationships>"
    )


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of some members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def members(body: str, **parts: str | bytes) -> dict[str, str | bytes]:
    """Return the members of a document: its body, and further parts by their names in ``word/``."""
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT_RELATIONSHIPS,
        "word/_rels/document.xml.rels": relationships(),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        **{f"word/{name}.xml": part for name, part in parts.items()},
    }


def docx(body: str, **parts: str | bytes) -> bytes:
    """Return the bytes of a document; see `members`."""
    return zipped(members(body, **parts))


def styles(content: str, defaults: str = "") -> str:
    """Return a part of styles."""
    return f"<w:styles {NAMESPACES}>{defaults}{content}</w:styles>"


def p(text: str, properties: str = "", run: str = "") -> str:
    """Return a paragraph of one run."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )
