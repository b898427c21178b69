"""What rides inside a PDF file: the notice as data, and its deadlines as a calendar.

Promised: associated files (ISO 19005-3, 6.8) that are made and compressed piece by piece, for those
of a long document are larger than its pages; equal notices give equal files.
Refused here: the form of either, which `vnadmindoc.serial` and the calendar exporter settle.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any, Final

from attrs import frozen

from vnadmindoc.dialect import PDF_DATA
from vnadmindoc.errors import ExportError
from vnadmindoc.exporters.pdf_file import LEVEL, PdfFile, moment, stream, text
from vnadmindoc.model import Notice
from vnadmindoc.serial import to_data

# From the notice down to a single item of a section's body.
_LEVELS: Final = 4
_JSON: Final = json.JSONEncoder(ensure_ascii=False)


@frozen(kw_only=True)
class _Attachment:
    """A file inside the file (*tệp đính kèm*).

    Attributes:
        name: Its name.
        media_type: Its Internet media type.
        relationship: What it is to the document: ``Source``, ``Data`` (ISO 19005-3, annex E).
        description: What it is, for people.
        data: Its bytes, piece by piece; asked for once.
    """

    name: str
    media_type: str
    relationship: str
    description: str
    data: Iterable[bytes]


def written_attachments(file: PdfFile, notice: Notice, day: date) -> str:
    """Write the files inside and return the entries for the catalog.

    Args:
        file: Where to.
        notice: What they tell.
        day: When they were made.
    """
    # By their names, as names in a tree must be; the one is forgotten before the other is made.
    pairs = [
        (text(each.name), _written(file, each, day))
        for make in (_calendar, _data)
        if (each := make(notice)) is not None
    ]
    names = " ".join([f"{name} {number} 0 R" for name, number in pairs])
    associated = " ".join([f"{number} 0 R" for _, number in pairs])
    return f"/Names<</EmbeddedFiles<</Names[{names}]>>>>/AF[{associated}]"


def _calendar(notice: Notice) -> _Attachment | None:
    """Return the deadlines as a calendar; None where there can be none, as for secret documents."""
    # An exporter of pages needs no calendar library until there is something due.
    from vnadmindoc.exporters.calendar.options import CalendarOptions
    from vnadmindoc.exporters.calendar.writing import written

    pieces = written([notice], CalendarOptions())
    try:
        # Whether there is a calendar is known before its first line.
        pieces = chain([next(pieces)], pieces)
    except ExportError:
        return None
    return _Attachment(
        name="deadlines.ics",
        media_type="text/calendar",
        relationship="Data",
        description="Lịch các việc có thời hạn",
        data=pieces,
    )


def _data(notice: Notice) -> _Attachment:
    return _Attachment(
        name=PDF_DATA,
        media_type="application/json",
        relationship="Source",
        description="Nội dung văn bản dưới dạng dữ liệu (vnadmindoc)",
        data=(piece.encode() for piece in _json(to_data(notice), _LEVELS)),
    )


def _json(value: Any, levels: int) -> Iterator[str]:
    """Yield what `json.dumps` returns; so many levels are taken apart for it."""
    if not levels or not value:
        yield _JSON.encode(value)
    elif isinstance(value, dict):
        opening = "{"
        for key, each in value.items():
            yield f"{opening}{_JSON.encode(key)}: "
            yield from _json(each, levels - 1)
            opening = ", "
        yield "}"
    elif isinstance(value, list):
        opening = "["
        for each in value:
            yield opening
            yield from _json(each, levels - 1)
            opening = ", "
        yield "]"
    else:
        yield _JSON.encode(value)


def _written(file: PdfFile, attachment: _Attachment, day: date) -> int:
    kind = attachment.media_type.replace("/", "#2F")
    packed = _Packed(attachment.data)
    number = file.add_raw(
        stream(
            packed.data,
            f"/Filter/FlateDecode/Type/EmbeddedFile/Subtype/{kind}"
            f"/Params<</Size {packed.size}/ModDate{moment(day)}/CheckSum<{packed.mark}>>>",
        )
    )
    name = text(attachment.name)
    return file.add(
        f"<</Type/Filespec/F{name}/UF{name}/Desc{text(attachment.description)}"
        f"/AFRelationship/{attachment.relationship}/EF<</F {number} 0 R/UF {number} 0 R>>>>"
    )


class _Packed:
    """Data compressed as it comes.

    Attributes:
        data: Compressed.
        size: Of what was compressed, in bytes.
        mark: Its MD5, in hexadecimal.
    """

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.size = 0
        mark = hashlib.md5(usedforsecurity=False)
        packer = zlib.compressobj(LEVEL)
        packed = []
        for piece in pieces:
            self.size += len(piece)
            mark.update(piece)
            packed.append(packer.compress(piece))
        self.mark = mark.hexdigest()
        self.data = b"".join([*packed, packer.flush()])
