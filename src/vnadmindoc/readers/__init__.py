"""The door for what people have: a file, or bytes, to a notice.

Promised: text is never refused for what it says; a file that is no text, too large or damaged is
one `ReadError` with its place.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from vnadmindoc.errors import ReadError, UnknownFormatError
from vnadmindoc.files import no_file
from vnadmindoc.files import read_bytes as file_bytes
from vnadmindoc.recognition import Reading, recognize
from vnadmindoc.recognition.lines import Source, holds_words

if TYPE_CHECKING:
    from vnadmindoc.ooxml import Limits

FORMATS = ("md", "txt", "docx", "json", "yaml", "pdf")
"""The formats that can be read; each is the suffix of its files."""

_ALIASES = {"markdown": "md", "text": "txt", "yml": "yaml"}
_RESAVE = (
    "open the file in Word or LibreOffice and save it as a Word document (.docx), or run: "
    "soffice --headless --convert-to docx FILE"
)
_OF_OTHERS = {"doc": _RESAVE, "rtf": _RESAVE, "odt": _RESAVE, "dot": _RESAVE}
_BINARY = {"docx": "Word document", "pdf": "PDF"}
_MAGIC = {
    b"PK\x03\x04": "a zip archive, perhaps a .docx",
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old .doc or a password-protected document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"{\\rtf": "a rich text (.rtf) document",
}
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_TOO_MANY_CONTROLS = 0.02  # of the first bytes; text has none but line ends and tabs
_SNIFFED = 65_536


def read(
    source: str | Path,
    *,
    format: str | None = None,  # noqa: A002  # the word users know
    limits: "Limits | None" = None,
) -> Reading:
    """Read a file: Markdown, plain text, a Word document, JSON, YAML, or a PDF of ours.

    Args:
        source: The file's path.
        format: One of `FORMATS`, e.g. ``"md"``; by the file's suffix when left out.
        limits: How much a Word document may ask for.

    Returns:
        The notice, and what could not be placed, with line numbers.

    Raises:
        ReadError: The file cannot be read, is a folder or no text, or is no well-formed JSON or
            YAML; a PDF that is locked or damaged, or in which there is no notice.
        InvalidNoticeError: Data that makes no notice; every problem with its path.
        UnknownFormatError: No reader for this format.
    """
    path = Path(source)
    if path.is_dir():  # it has no ending, which would be blamed first
        raise no_file(path)
    name = format or path.suffix.lstrip(".").casefold()
    known = _known(name, str(path))
    return read_bytes(file_bytes(path), known, source=str(path), limits=limits)


def read_bytes(
    data: bytes,
    format: str,  # noqa: A002
    *,
    source: str = "<bytes>",
    limits: "Limits | None" = None,
) -> Reading:
    """Read the bytes of a document.

    Args:
        data: The bytes.
        format: One of `FORMATS`.
        source: What they are called in messages.
        limits: How much a Word document may ask for.

    Raises:
        ReadError: As `read`.
        UnknownFormatError: No reader for this format.
    """
    name = _known(format, source)
    if name == "docx":
        from vnadmindoc.readers.docx import read_docx

        return read_docx(data, source=source, limits=limits)
    if name == "pdf":
        from vnadmindoc.readers.pdf import read_pdf

        return Reading(notice=read_pdf(data, source=source))
    return read_text(decoded(data, source), name, source=source)


def read_text(
    text: str,
    format: str = "txt",  # noqa: A002
    *,
    source: str = "<text>",
    duties: bool = True,
) -> Reading:
    """Read a document that is in memory as text.

    Args:
        text: The text; pasted text may carry Markdown's marks.
        format: ``"md"``, ``"txt"``, ``"json"`` or ``"yaml"``.
        source: What it is called in messages.
        duties: Whether to look for assignments and deadlines in text; data has them anyway.

    Raises:
        ReadError: As `read`.
        UnknownFormatError: No reader for this format.
    """
    match _known(format, source):
        case "docx" | "pdf" as name:
            raise ReadError(
                f"a {_BINARY[name]} is no text",
                place=source,
                expected="bytes, or the path of a file",
                remedy="call read() with the path of the file",
            )
        case "json":
            from vnadmindoc.readers.data import read_json

            return Reading(notice=read_json(text, source=source))
        case "yaml":
            from vnadmindoc.readers.data import read_yaml

            return Reading(notice=read_yaml(text, source=source))
        case "md":
            from vnadmindoc.readers.markdown import markdown_lines

            return _recognized(markdown_lines, text, source, duties=duties)
        case _:
            from vnadmindoc.readers.markdown import text_or_markdown_lines

            return _recognized(text_or_markdown_lines, text, source, duties=duties)


def _recognized(
    read_lines: Callable[[str], Source], text: str, place: str, *, duties: bool
) -> Reading:
    source = read_lines(text)
    if not any(map(holds_words, source.lines)):
        raise ReadError(
            "there is nothing to read",
            place=place,
            expected="the text of a notice",
            remedy="paste or type the text into the file",
        )
    return recognize(source, duties=duties)


def _known(name: str, source: str) -> str:
    name = name.casefold().lstrip(".")
    name = _ALIASES.get(name, name)
    if name in _OF_OTHERS:
        raise UnknownFormatError(name, FORMATS, place=source, remedy=_OF_OTHERS[name])
    if name not in FORMATS:
        raise UnknownFormatError(name, FORMATS, place=source)
    return name


def decoded(data: bytes, source: str) -> str:
    """Return the text of a file, or say why it is none."""
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise ReadError(
                f"this is {what}, no text",
                place=source,
                expected="text: .md, .txt, .json or .yaml",
                remedy=_RESAVE if "document" in what else "save or export it as text first",
            )
    encoding = next((name for bom, name in _BOMS.items() if data.startswith(bom)), "utf-8")
    sample = data[:_SNIFFED]
    if encoding == "utf-8" and sample:
        controls = sum(sample.count(byte) for byte in _CONTROLS)
        if controls > len(sample) * _TOO_MANY_CONTROLS and controls > 1:
            raise ReadError(
                "this is a binary file, no text",
                place=source,
                expected="text in UTF-8",
                remedy="export the document as text",
            )
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError(
            f"byte 0x{data[error.start]:02X} is not {encoding.upper()} text",
            place=f"{source}:{line}",
            expected="text in UTF-8",
            remedy='save the file again with the encoding "UTF-8"',
        ) from error


_CONTROLS = [bytes([code]) for code in range(32) if code not in (9, 10, 11, 12, 13)]
