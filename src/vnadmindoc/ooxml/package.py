"""The zip that a .docx is: its parts and their relationships, opened with care.

Promised: whatever the bytes are, the result is a package or one `ReadError` that says what they are
and what to do; no more is unpacked than `Limits` allows, nothing outside is ever fetched.
"""

import io
import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import IO, Final

from attrs import frozen

from vnadmindoc.errors import ReadError
from vnadmindoc.ooxml.xml import Element, name, parse

_OFFICE = "officeDocument"
_HYPERLINK: Final = "hyperlink"  # the one kind that is followed by hand
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# All that `zipfile` and what it unpacks with raise for bytes that are no sound zip.
_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
_CHUNK = 1 << 20
_MIB = 1 << 20
_ANOTHER: Final = {
    "xl/workbook.xml": "an Excel workbook (.xlsx)",
    "ppt/presentation.xml": "a PowerPoint presentation (.pptx)",
    "content.xml": "an OpenDocument file (.odt)",
    "META-INF/container.xml": "an e-book (.epub)",
    "META-INF/MANIFEST.MF": "a Java archive",
}


@frozen(kw_only=True)
class Limits:
    """How much a file may ask for (*giới hạn*); beyond is a `ReadError`, not a full memory.

    Attributes:
        members: Files in the zip.
        unpacked: Bytes of all parts that are read, unpacked; pictures that nobody asks for are
            not unpacked and do not count.
        ratio: Unpacked bytes for a packed one, of a member larger than `ratio_from` bytes.
        ratio_from: See `ratio`; small members may repeat themselves as they like.
        elements: Tags in one part.
        paragraphs: Paragraphs in the document.
        nesting: Tables in tables, text boxes in text boxes.
        external: Whether links to pictures and templates outside the file are passed over; they
            are never followed, and refused unless this is true.
    """

    members: int = 1_000
    unpacked: int = 64 * _MIB
    ratio: int = 100
    ratio_from: int = 16 * _MIB
    elements: int = 2_000_000
    paragraphs: int = 200_000
    nesting: int = 24
    external: bool = False


@frozen(kw_only=True)
class Relationship:
    """What a part refers to (*quan hệ*).

    Attributes:
        kind: The last word of its type: ``"image"``, ``"hyperlink"``.
        target: The name of a part, or an address outside.
        external: Whether it is outside.
    """

    kind: str
    target: str
    external: bool


class Package:
    """An opened .docx; parts are unpacked and parsed when they are asked for.

    Attributes:
        limits: What it may ask for.
        source: What it is called in messages.
        document: The name of the part that is the document.
    """

    def __init__(self, data: bytes, *, limits: Limits, source: str) -> None:
        self.limits = limits
        self.source = source
        self._left = limits.unpacked
        self._archive = self._opened(data)
        self._members = self._checked_members()
        self._defaults, self._overrides = self._content_types()
        self._relationships: dict[str, Mapping[str, Relationship]] = {}
        self._refuse_what_is_fetched()
        self.document = self._document()

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self._members

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(member.filename for member in self._members.values())

    def read(self, part: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            ReadError: It is not there, damaged, or too large.
        """
        member = self._members.get(part.casefold())
        if member is None:
            raise self.error(f"the part {part} is missing", "a complete document", _RESAVE)
        try:
            with self._archive.open(member) as stream:
                return self._bounded(stream, part)
        except _DAMAGED as error:
            raise self.error(f"{part} is damaged: {error}", "a complete file", _AGAIN) from error

    def _bounded(self, stream: IO[bytes], part: str) -> bytes:
        # What a zip says of its sizes is not believed: bytes are counted as they come.
        chunks = []
        while chunk := stream.read(_CHUNK):
            self._left -= len(chunk)
            if self._left < 0:
                raise self.error(
                    f"unpacking {part} goes beyond {self.limits.unpacked:,} bytes",
                    "a document of a sane size; this may be a zip bomb",
                    "raise Limits.unpacked if you trust the file",
                )
            chunks.append(chunk)
        return b"".join(chunks)

    def xml(self, part: str) -> Element:
        """Return the root element of a part.

        Raises:
            ReadError: It is not there, damaged, or asks for what is refused.
        """
        try:
            return parse(self.read(part), part, elements=self.limits.elements)
        except ReadError as error:
            if error.place is None:
                raise self.error(error.message, error.expected, error.remedy) from error
            raise

    def media_type(self, part: str) -> str:
        """Return the media type of a part; empty when it is not told."""
        extension = part.rpartition(".")[2].casefold()
        return self._overrides.get(part.casefold()) or self._defaults.get(extension, "")

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """Return what a part refers to, by id; ``""`` stands for the package itself."""
        if part not in self._relationships:
            folder, _, base = part.rpartition("/")
            rels = f"{folder}/_rels/{base}.rels".lstrip("/")
            self._relationships[part] = (
                {each.get("Id") or "": _relationship(each, folder) for each in self.xml(rels)}
                if rels in self
                else {}
            )
        return self._relationships[part]

    def _refuse_what_is_fetched(self) -> None:
        """Look at every relationship, of parts that nobody will ask for too."""
        if self.limits.external:
            return
        for rels in self.names:
            if not rels.endswith(".rels"):
                continue
            for each in (_relationship(element, "") for element in self.xml(rels)):
                if each.external and each.kind != _HYPERLINK:
                    raise self.error(
                        f"{rels} links to something outside the file ({each.kind}): "
                        f"{_shortened(each.target)}",
                        "a document that holds all it shows",
                        "break the link in the word processor, or pass Limits(external=True) to "
                        "go on without it",
                    )

    def related(self, part: str, kind: str) -> str | None:
        """Return the name of the part of one kind that a part refers to; None without one."""
        for each in self.relationships(part).values():
            if each.kind == kind and not each.external and each.target in self:
                return each.target
        return None

    def error(self, message: str, expected: str | None, remedy: str | None) -> ReadError:
        """Return an error with this file as its place."""
        return ReadError(message, place=self.source, expected=expected, remedy=remedy)

    def _opened(self, data: bytes) -> zipfile.ZipFile:
        if data.startswith(_OLE):
            raise self._compound(data)
        if not data:
            raise self.error("the file is empty", "a Word document (.docx)", _AGAIN)
        if not data.startswith(b"PK"):
            raise self.error(
                f"this is {_likely(data)}", "a Word document (.docx), which is a zip", _SAVE_AS
            )
        try:
            return zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED as error:
            raise self.error(
                f"the zip is damaged or cut off: {error}", "a complete .docx file", _AGAIN
            ) from error

    def _compound(self, data: bytes) -> ReadError:
        if "EncryptedPackage".encode("utf-16-le") in data:
            return self.error(
                "the document is protected by a password",
                "a .docx that opens without a password",
                "open it in a word processor and save it without a password",
            )
        return self.error(
            "this is an old Office file (.doc), or one protected by a password",
            "a Word document (.docx)",
            _SAVE_AS,
        )

    def _checked_members(self) -> dict[str, zipfile.ZipInfo]:
        infos = self._archive.infolist()
        limits = self.limits
        if len(infos) > limits.members:
            raise self.error(
                f"the zip holds {len(infos):,} files",
                f"at most {limits.members:,}",
                "raise Limits.members if you trust the file",
            )
        members: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            if info.flag_bits & 0x1:
                raise self.error(
                    "the zip is protected by a password",
                    "a .docx that opens without a password",
                    "save it without a password",
                )
            packed = max(info.compress_size, 1)
            if info.file_size > limits.ratio_from and info.file_size / packed > limits.ratio:
                raise self.error(
                    f"{_shortened(info.filename)} unpacks to {info.file_size:,} bytes, "
                    f"{info.file_size // packed:,} times its size: a zip bomb",
                    f"at most {limits.ratio} times",
                    "raise Limits.ratio if you trust the file",
                )
            if not info.filename:
                raise self.error("the zip holds a file without a name", "names of parts", _RESAVE)
            if info.is_dir():
                continue
            if info.filename.casefold() in members:
                raise self.error(
                    f"the zip holds two files named {_shortened(info.filename)}",
                    "one of each",
                    _RESAVE,
                )
            members[info.filename.casefold()] = info
        return members

    def _content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        if _TYPES not in self:
            raise self._another()
        defaults: dict[str, str] = {}
        overrides: dict[str, str] = {}
        for each in self.xml(_TYPES):
            media_type = each.get("ContentType") or ""
            if each.tag == _OVERRIDE:
                overrides[(each.get("PartName") or "").lstrip("/").casefold()] = media_type
            else:
                defaults[(each.get("Extension") or "").casefold()] = media_type
        return defaults, overrides

    def _another(self) -> ReadError:
        what = next((what for key, what in _ANOTHER.items() if key in self), "some other zip")
        return self.error(f"this is {what}", "a Word document (.docx)", _SAVE_AS)

    def _document(self) -> str:
        part = self.related("", _OFFICE)
        if part is None:
            if any(key in self for key in _ANOTHER):
                raise self._another()
            raise self.error(
                "the part that holds the document is missing", "word/document.xml", _RESAVE
            )
        return part


def _relationship(element: Element, folder: str) -> Relationship:
    kind = (element.get("Type") or "").rpartition("/")[2]
    target = element.get("Target") or ""
    external = element.get("TargetMode") == "External"
    if not external:
        # Names are counted from the part that refers; none leaves the package.
        path = target if target.startswith("/") else f"/{folder}/{target}"
        target = posixpath.normpath(path).lstrip("/")
    return Relationship(kind=kind, target=target, external=external)


_TYPES = "[content_types].xml"
_OVERRIDE = name("ct:Override")
_RESAVE = "open the document in a word processor and save it anew"
_AGAIN = "get the file again; it may have been cut off on its way"
_SAVE_AS = "open it in a word processor and save it as a Word document (.docx)"
_MAGIC: Final = {
    b"%PDF": "a PDF",
    b"{\\rtf": "a rich text file (.rtf)",
    b"<html": "a web page",
    b"<!DOCTYPE html": "a web page",
    b"<?xml": "an XML file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}


def _likely(data: bytes) -> str:
    return next((what for magic, what in _MAGIC.items() if data.startswith(magic)), "no zip")


def _shortened(text: str) -> str:
    text = re.sub(r"[^\x20-\x7e\u00a1-\uffff]", "?", text)
    return repr(text if len(text) <= 80 else text[:79] + "…")
