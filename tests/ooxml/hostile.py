"""What is no Word document, or a hostile one, and what its refusal says."""

import io
import warnings
import zipfile
from typing import Final

from tests.ooxml.files import NAMESPACES, TYPES, docx, members, p, relationships, zipped

OUTSIDE: Final = (
    '<Relationship Id="x" Type="http://x/{kind}" Target="{target}" TargetMode="External"/>'
)


def _with(name: str, content: str | bytes) -> bytes:
    return zipped({**members(p("Nội dung")), name: content})


def _ole(text: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + text.encode("utf-16-le") + bytes(600)


def _encrypted_zip() -> bytes:
    data = bytearray(docx(p("Nội dung")))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def _twice() -> bytes:
    stream = io.BytesIO(docx(p("Nội dung")))
    with zipfile.ZipFile(stream, "a") as archive, warnings.catch_warnings(action="ignore"):
        archive.writestr("word/document.xml", "<x/>")
    return stream.getvalue()


def _nameless() -> bytes:
    stream = io.BytesIO(docx(p("Nội dung")))
    nameless = zipfile.ZipInfo("x")
    nameless.filename = ""
    with zipfile.ZipFile(stream, "a") as archive, archive.open(nameless, "w") as member:
        member.write(b"x")
    return stream.getvalue()


def _without_a_piece() -> bytes:
    """Return a file whose directory sends to places in front of it."""
    data = docx(p("Nội dung"))
    return data[:60] + data[90:]


def _bomb(name: str) -> bytes:
    return _with(name, bytes(40 << 20))


_ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
)
_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)
REFUSED: Final = {
    "nothing": (b"", "empty"),
    "text": (b"Xin ch\xc3\xa0o", "no zip"),
    "a PDF": (b"%PDF-1.7", "a PDF"),
    "RTF": (b"{\\rtf1 x}", "rich text"),
    "an old .doc": (_ole("WordDocument"), r"old Office file \(\.doc\)"),
    "a password": (_ole("EncryptedPackage"), "protected by a password"),
    "a zip with a password": (_encrypted_zip(), "protected by a password"),
    "a cut-off zip": (docx(p("Nội dung"))[:-60], "damaged or cut off"),
    "any zip": (zipped({"a.txt": "a"}), "some other zip"),
    "a workbook": (
        zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<x/>"}),
        "an Excel workbook",
    ),
    "an OpenDocument": (zipped({"mimetype": "x", "content.xml": "<x/>"}), "an OpenDocument"),
    "no document part": (
        zipped({k: v for k, v in members("").items() if k != "word/document.xml"}),
        "the part that holds the document is missing",
    ),
    "another root": (_with("word/document.xml", "<x/>"), "holds no Word document"),
    "damaged XML": (_with("word/document.xml", "<w:document>"), "is damaged"),
    "another encoding": (
        _with("word/document.xml", '<?xml version="1.0" encoding="EBCDIC-US"?><x/>'),
        "in the encoding EBCDIC",
    ),
    "an external entity": (_with("word/document.xml", _ENTITY), "document type"),
    "a UTF-16 entity": (_with("word/document.xml", _ENTITY.encode("utf-16")), "document type"),
    "a billion laughs": (_with("word/document.xml", _LAUGHS), "document type"),
    "entities in styles": (_with("word/styles.xml", _LAUGHS), "document type"),
    "a bomb in a picture": (_bomb("word/media/image1.bmp"), "a zip bomb"),
    "a bomb in the text": (_bomb("word/document.xml"), "a zip bomb"),
    "two of one name": (_twice(), "two files named"),
    "a file without a name": (_nameless(), "without a name"),
    "a lost piece": (_without_a_piece(), "is damaged"),
    "a linked picture": (
        _with(
            "word/_rels/document.xml.rels",
            relationships(OUTSIDE.format(kind="image", target="https://example.org/a.png")),
        ),
        "outside the file",
    ),
    "a linked template": (
        _with(
            "word/_rels/settings.xml.rels",
            relationships(OUTSIDE.format(kind="attachedTemplate", target="file:///x.dotm")),
        ),
        "outside the file",
    ),
    "millions of paragraphs": (docx("<w:p/>" * 2_000_001), "more than 2,000,000 tags"),
    "many paragraphs": (docx("<w:p/>" * 200_001), "more than 200,000 paragraphs"),
    "tables in tables": (
        docx("<w:tbl><w:tr><w:tc>" * 40 + p("x") + "</w:tc></w:tr></w:tbl>" * 40),
        "more than 24 deep",
    ),
    "too deep for XML": (docx("<w:p>" * 400 + "</w:p>" * 400), "is damaged|nested too deep"),
}
"""By a name for people: the bytes, and a pattern of the error."""
