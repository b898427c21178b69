"""The notice that travels unseen in a Word document, and how to tell whether it is still true.

Promised: what is packed here is unpacked as the same notice; the digest changes whenever a word of
the page does, and with nothing else: not with fonts, spaces, line breaks or who saved the file.
Refused here: opening a file. What was packed is never trusted over the page: who unpacks it
compares both (`vnadmindoc.readers.docx`).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from vnadmindoc.blocks import Layout
from vnadmindoc.errors import InvalidNoticeError, ReadError
from vnadmindoc.exporters.docx_package import DECLARATION, OFFICE, Link
from vnadmindoc.model import Notice
from vnadmindoc.serial import from_data, to_data
from vnadmindoc.text import nfc

if TYPE_CHECKING:
    from vnadmindoc.ooxml import Document, Paragraph

NAMESPACE: Final = "urn:vnadmindoc:notice"
"""The XML name space of the part."""

ROOT: Final = "notice"
"""The local name of its root, which has the attribute `DIGEST` and holds the children `PIECE`."""

DIGEST: Final = "text-sha256"
PIECE: Final = "data"

TAG_LIMIT: Final = 64
"""Characters that Word takes of the tag of a content control; a longer key is cut."""

_PIECE_LENGTH: Final = 2_000_000  # characters: no reader of XML refuses a text of this length
# Names the kind of part; any constant will do, and a new one for each file would change its bytes.
_STORE_ITEM: Final = "{5A2804F5-6885-4004-8194-5199B89A994E}"
_DATA_STORE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"

_ITEM: Final = Link("customXml/item1.xml", f"{OFFICE}/customXml", "rIdNotice")
_ITEM_PROPERTIES: Final = Link(
    "customXml/itemProps1.xml",
    f"{OFFICE}/customXmlProps",
    "rId1",
    owner=_ITEM.name,
    content_type="application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
)
_PROPERTIES: Final = (
    f'{DECLARATION}<ds:datastoreItem xmlns:ds="{_DATA_STORE}" ds:itemID="{_STORE_ITEM}">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)


def carrier(notice: Notice, texts: Iterable[str]) -> dict[Link, str | bytes]:
    """Return the parts that carry a notice through Word.

    Args:
        notice: The notice.
        texts: The text of every paragraph of the page, in order, labels included.
    """
    data = json.dumps(to_data(notice), ensure_ascii=False, separators=(",", ":"))
    pieces = [data[at : at + _PIECE_LENGTH] for at in range(0, len(data), _PIECE_LENGTH)]
    children = "".join([f"<{PIECE}>{escape(piece)}</{PIECE}>" for piece in pieces])
    root = f'<{ROOT} xmlns="{NAMESPACE}" {DIGEST}="{digest(texts)}">{children}</{ROOT}>'
    return {_ITEM: f"{DECLARATION}{root}", _ITEM_PROPERTIES: _PROPERTIES}


def unpacked(pieces: Iterable[str]) -> Notice | None:
    """Return the notice that was packed, or None if it is damaged or of another version.

    Args:
        pieces: The text of each `PIECE`.
    """
    try:
        return from_data(json.loads("".join(pieces)))
    except (ValueError, RecursionError, ReadError, InvalidNoticeError):
        return None


def printed(layout: Layout) -> list[str]:
    """Return the text of every paragraph that a layout prints, the foot of the page last."""
    return [*layout.texts(), *(paragraph.text for paragraph in layout.footers())]


def shown(document: "Document") -> dict[int, str]:
    """Return the text of every paragraph that has one, by its number in the document, from 1.

    Automatic numbers are part of it, for they are seen. The foot of the first page comes last.
    """
    paragraphs = (*document.paragraphs(), *foot_of(document))
    texts = enumerate(map(text_of, paragraphs), 1)
    return {number: text for number, text in texts if text.strip()}


def foot_of(document: "Document") -> "Iterator[Paragraph]":
    """Yield the paragraphs at the foot of the first page."""
    from vnadmindoc.ooxml import paragraphs_of  # lxml, which writing goes without

    section = document.sections[0]
    yield from paragraphs_of(section.footers.get("first", ()) if section.title_page else ())


def text_of(paragraph: "Paragraph") -> str:
    """Return the text of a paragraph as it is seen, its automatic number before it."""
    return f"{paragraph.label} {paragraph.text}" if paragraph.label else paragraph.text


def digest(texts: Iterable[str]) -> str:
    """Return the SHA-256 of the words of a page, one line for each paragraph that has any.

    Args:
        texts: The text of every paragraph, in order.
    """
    lines = [" ".join(nfc(text).split()) for text in texts]
    return hashlib.sha256("\n".join([line for line in lines if line]).encode()).hexdigest()
