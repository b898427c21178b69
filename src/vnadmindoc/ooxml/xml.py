"""The XML of a part: parsed once, safely, seen through a few typed methods.

Promised: no entity is expanded, nothing is fetched, no DTD is obeyed; a part that asks for one, or
is damaged, is one `ReadError` that names it. Files of the strict variant of the format are seen
with the names of the usual one.
"""

import re
from collections.abc import Iterator
from typing import Final, Protocol, cast

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from vnadmindoc.errors import ReadError


class Element(Protocol):
    """What is asked of an element; comments and processing instructions are never seen."""

    @property
    def tag(self) -> str:
        """The name with its namespace in braces."""

    @property
    def text(self) -> str | None:
        """The text before the first child."""

    def get(self, key: str, default: str | None = None) -> str | None:
        """Return an attribute."""

    def items(self) -> list[tuple[str, str]]:
        """Return the attributes."""

    def find(self, path: str) -> "Element | None":
        """Return the first element at a path."""

    def iter(self, *tags: str) -> "Iterator[Element]":
        """Yield this element and all below it that bear one of the names."""

    def __iter__(self) -> "Iterator[Element]": ...

    def __len__(self) -> int: ...


_MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES: Final = {
    "w": _MAIN,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "pr": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
}

UNDERSTOOD: Final = frozenset({"wps", "wpg", "wpc", "w14", "w15", "wp14", "a14"})
"""Prefixes of newer markup that an `mc:Choice` may require and still be read."""

# The strict variant has the same names in namespaces of its own.
_STRICT = re.compile(rb"""(xmlns(?::\w+)?\s*=\s*["'])http://purl\.oclc\.org/ooxml/([^"']+)(["'])""")
_STRICT_PATHS: Final = {
    b"wordprocessingml/main": b"wordprocessingml/2006/main",
    b"officeDocument/relationships": b"officeDocument/2006/relationships",
    b"drawingml/main": b"drawingml/2006/main",
    b"drawingml/wordprocessingDrawing": b"drawingml/2006/wordprocessingDrawing",
    b"drawingml/picture": b"drawingml/2006/picture",
}
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']""")


def name(short: str) -> str:
    """Return a name as lxml writes it: ``"w:p"`` becomes ``"{http://…}p"``."""
    prefix, _, local = short.partition(":")
    return f"{{{_NAMES[prefix]}}}{local}"


def parse(data: bytes, part: str, *, elements: int) -> Element:
    """Return the root element of a part.

    Args:
        data: The bytes of the part.
        part: Its name, for messages.
        elements: The greatest number of tags it may have.

    Raises:
        ReadError: It declares a document type, has too many elements or is damaged.
    """
    if data.count(b"<") > elements:
        raise ReadError(
            f"{part} holds more than {elements:,} tags",
            expected="a document of a sane size",
            remedy="divide the document, or raise Limits.elements",
        )
    # The format forbids document types; refusing them ends every attack through entities, and the
    # silent loss of text where an entity is passed over.
    if b"<!DOCTYPE" in data or b"<!DOCTYPE".decode().encode("utf-16-le") in data:
        raise ReadError(
            f"{part} declares a document type (DTD), which may fetch or blow up things",
            expected="plain XML, as Word writes it",
            remedy="open the document in a word processor and save it anew",
        )
    declared = _ENCODING.search(data[:200])
    if declared and declared[1].upper() not in (b"UTF-8", b"UTF-16", b"US-ASCII", b"ASCII"):
        raise ReadError(
            f"{part} is in the encoding {declared[1].decode('ascii', 'replace')}",
            expected="UTF-8 or UTF-16",
            remedy="open the document in a word processor and save it anew",
        )
    if b"http://purl.oclc.org/ooxml/" in data:
        data = _STRICT.sub(_usual, data)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(
            f"{part} is damaged: {error.msg}",
            expected="well-formed XML",
            remedy="open the document in a word processor, let it repair the file and save it anew",
        ) from error
    return cast("Element", root)


def _usual(found: re.Match[bytes]) -> bytes:
    path = _STRICT_PATHS.get(found[2])
    if path is None:
        return found[0]
    return found[1] + b"http://schemas.openxmlformats.org/" + path + found[3]


def chosen(alternative: Element) -> Element | None:
    """Return the one branch of an ``mc:AlternateContent`` that is to be read; None for none."""
    fallback = None
    for branch in alternative:
        if branch.tag == _CHOICE:
            if UNDERSTOOD.issuperset((branch.get("Requires") or "").split()):
                return branch
        elif branch.tag == _FALLBACK:
            fallback = branch
    return fallback


_CHOICE = name("mc:Choice")
_FALLBACK = name("mc:Fallback")
