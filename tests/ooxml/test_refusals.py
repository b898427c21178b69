"""What is no Word document, or a hostile one, is refused with one clear error."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ooxml.files import (
    NAMESPACES,
    TYPES,
    docx,
    members,
    p,
    relationships,
    zipped,
)
from vnadmindoc.errors import ReadError
from vnadmindoc.exporters.docx import DocxExporter
from vnadmindoc.model import Notice, Paragraph
from vnadmindoc.ooxml import Limits, open_docx

_OUTSIDE = '<Relationship Id="x" Type="http://x/{kind}" Target="{target}" TargetMode="External"/>'


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
    with (
        zipfile.ZipFile(stream, "a") as archive,
        pytest.warns(UserWarning, match="Duplicate name"),
    ):
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
REFUSED = {
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
            relationships(_OUTSIDE.format(kind="image", target="https://example.org/a.png")),
        ),
        "outside the file",
    ),
    "a linked template": (
        _with(
            "word/_rels/settings.xml.rels",
            relationships(_OUTSIDE.format(kind="attachedTemplate", target="file:///x.dotm")),
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


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_sound_document_is_refused(name: str) -> None:
    """One error says what it is, and another line what to do."""
    data, message = REFUSED[name]

    with pytest.raises(ReadError, match=message) as caught:
        open_docx(data, source="thu.docx")

    assert caught.value.place == "thu.docx"
    assert caught.value.remedy or caught.value.expected


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(members=3), "holds 4 files"),
        (Limits(unpacked=1_000), "beyond 1,000 bytes"),
        (Limits(elements=10), "more than 10 tags"),
        (Limits(paragraphs=1), "more than 1 paragraphs"),
        (Limits(nesting=1), "more than 1 deep"),
        (Limits(ratio=2, ratio_from=100), "a zip bomb"),
    ],
    ids=str,
)
def test_every_limit_can_be_set(limits: Limits, message: str) -> None:
    """A smaller limit refuses what the usual one lets pass."""
    data = docx(p("Một" * 500) + f"<w:tbl><w:tr><w:tc>{p('Hai')}</w:tc></w:tr></w:tbl>")

    with pytest.raises(ReadError, match=message):
        open_docx(data, limits=limits)

    assert open_docx(data).blocks


def test_links_outside_may_be_passed_over() -> None:
    """They are never followed; with `Limits.external` the document is read without them."""
    data, _ = REFUSED["a linked picture"]

    document = open_docx(data, limits=Limits(external=True))

    assert [each.text for each in document.paragraphs()] == ["Nội dung"]


def test_a_hyperlink_is_no_danger() -> None:
    """It waits for its reader to follow it."""
    link = relationships(_OUTSIDE.format(kind="hyperlink", target="https://example.org/"))
    body = '<w:p><w:hyperlink r:id="x"><w:r><w:t>Xem</w:t></w:r></w:hyperlink></w:p>'
    data = zipped({**members(body), "word/_rels/document.xml.rels": link})

    run = next(open_docx(data).paragraphs()).runs[0]

    assert (run.text, run.link) == ("Xem", "https://example.org/")


_SOUND = DocxExporter().export(Notice(subject="Kết luận", opening=(Paragraph(text="Làm ngay."),)))


@pytest.mark.law
@given(st.data())
def test_damage_ends_in_a_document_or_in_one_error(data: st.DataObject) -> None:
    """Whatever bytes are changed, no other exception comes out."""
    damaged = bytearray(_SOUND)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(damaged)) | st.just(len(damaged)))

    try:
        outcome: object = open_docx(bytes(damaged[:cut]))
    except ReadError as error:
        outcome = error

    assert outcome is not None
