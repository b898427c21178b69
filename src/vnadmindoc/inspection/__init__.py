"""From a source to a specimen: a notice, a Word document, a PDF, a text.

Promised: every source gives the same two things, the notice that it says and the specimen that it
is, so that a rule is asked once. One room for each kind of source.
Refused here: what is allowed (``vnadmindoc.rules``).
"""

from pathlib import Path
from typing import TYPE_CHECKING

from vnadmindoc.errors import UnknownFormatError
from vnadmindoc.files import no_file, read_bytes
from vnadmindoc.inspection.from_layout import specimen_of_notice
from vnadmindoc.model import Notice
from vnadmindoc.recognition import Reading
from vnadmindoc.specimen import Specimen
from vnadmindoc.standard import DECREE_30, Profile

if TYPE_CHECKING:
    from vnadmindoc.ooxml import Limits

FORMATS = ("docx", "pdf", "md", "txt", "json", "yaml")
"""The formats that can be inspected; each is the suffix of its files."""

_ALIASES = {
    "markdown": "md",
    "text": "txt",
    "yml": "yaml",
    "doc": "docx",
    "docm": "docx",
    "dotx": "docx",
}
_MAGIC = {b"PK": "docx", b"\xd0\xcf\x11\xe0": "docx", b"%PDF": "pdf"}


def inspect(
    source: Notice | str | Path | bytes,
    *,
    format: str | None = None,  # noqa: A002  # the word users know
    profile: Profile = DECREE_30,
    limits: "Limits | None" = None,
) -> tuple[Reading, Specimen]:
    """Return what a source says, and how it stands.

    Args:
        source: A notice; the path of a file; or the bytes of one.
        format: One of `FORMATS`; by the file's suffix, or by the first bytes, when left out.
        profile: The form that a notice, or data, is laid out in.
        limits: How much a file may ask for.

    Raises:
        ReadError: The file cannot be read, or is not what it should be.
        UnknownFormatError: No room for this format.
    """
    if isinstance(source, Notice):
        return Reading(notice=source), specimen_of_notice(source, profile)
    if isinstance(source, bytes):
        name, data = "<bytes>", source
        known = _known(format, name) if format else _by_magic(data)
    else:
        path = Path(source)
        name = str(path)
        if path.is_dir():  # it has no ending, which would be blamed first
            raise no_file(path)
        known = _known(format or path.suffix, name)
        data = read_bytes(path)
    return _inspected(data, known, name, profile, limits)


def _inspected(
    data: bytes,
    known: str,
    name: str,
    profile: Profile,
    limits: "Limits | None",
) -> tuple[Reading, Specimen]:
    match known:
        case "docx":
            from vnadmindoc.inspection.from_docx import inspect_docx

            return inspect_docx(data, limits=limits, source=name)
        case "pdf":
            from vnadmindoc.inspection.from_pdf import inspect_pdf

            return inspect_pdf(data, source=name)
        case "json" | "yaml":
            from vnadmindoc.readers import read_bytes as read_data

            reading = read_data(data, known, source=name)
            return reading, specimen_of_notice(reading.notice, profile)
        case _:
            from vnadmindoc.inspection.from_lines import inspect_text
            from vnadmindoc.readers import decoded

            return inspect_text(decoded(data, name), known, source=name)


def _known(given: str, name: str) -> str:
    suffix = given.casefold().lstrip(".")
    suffix = _ALIASES.get(suffix, suffix)
    if suffix not in FORMATS:
        raise UnknownFormatError(suffix, FORMATS, place=name)
    return suffix


def _by_magic(data: bytes) -> str:
    return next((known for magic, known in _MAGIC.items() if data.startswith(magic)), "txt")
