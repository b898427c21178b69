"""Objects to the bytes of a PDF file: numbers, streams, references (ISO 32000-1, 7.3, 7.5).

Promised: a file that archives accept: every stream ends with a line end before its last keyword,
which ReportLab leaves out (ISO 19005-3, 6.1.7.1); the identifier comes from the content, so equal
objects give equal bytes.
Refused here: what the objects mean. An object is handed over as text in Latin-1, a stream as bytes.
"""

import hashlib
import zlib
from array import array
from datetime import date
from io import BytesIO
from itertools import repeat
from typing import Final

# The second line tells programs that move files that this one is no text (7.5.2).
_HEADER: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
# The first level: a file is larger by a hundredth, and written sooner by a twentieth.
LEVEL: Final = 1
"""How hard `zlib` is to try."""
_ESCAPES: Final = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\", "\r": r"\r", "\n": r"\n"})


class PdfFile:
    """A file that grows object by object; objects are numbered from 1.

    Each object is written as soon as it is known and not kept: of a long document there is nothing
    in memory but what the file holds.
    """

    def __init__(self) -> None:
        self._content = BytesIO()
        self._content.write(_HEADER)
        self._places = array("Q")  # where each object begins; 0 for one that is yet to come

    def reserve(self, count: int = 1) -> int:
        """Return the first of new numbers in a row, for objects that are put in later."""
        first = len(self._places) + 1
        self._places.extend(repeat(0, count))
        return first

    def put(self, number: int, body: str) -> None:
        """Write the object of a reserved number."""
        self._write(number, body.encode("latin-1"))

    def add(self, body: str) -> int:
        """Write an object and return its number."""
        return self.add_raw(body.encode("latin-1"))

    def add_stream(self, data: bytes, entries: str = "", *, deflate: bool = True) -> int:
        """Write a stream and return its number.

        Args:
            data: What it holds.
            entries: What its dictionary says beyond its length.
            deflate: Whether to compress it.
        """
        if deflate:
            data = zlib.compress(data, LEVEL)
            entries = f"/Filter/FlateDecode{entries}"
        return self.add_raw(stream(data, entries))

    def add_raw(self, body: bytes) -> int:
        """Write an object whose bytes stand, such as a `stream` made earlier."""
        number = self.reserve()
        self._write(number, body)
        return number

    def _write(self, number: int, body: bytes) -> None:
        self._places[number - 1] = self._content.tell()
        self._content.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def finished(self, catalog: int, info: int) -> bytes:
        """Return the file; the two numbers are those of its catalog and of its properties."""
        content = self._content
        at = content.tell()
        mark = hashlib.sha256(content.getbuffer()).hexdigest()[:32].encode()
        content.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(self._places) + 1))
        content.writelines(b"%010d 00000 n \n" % place for place in self._places)
        content.write(
            b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]>>\n"
            b"startxref\n%d\n%%%%EOF\n" % (len(self._places) + 1, catalog, info, mark, mark, at)
        )
        return content.getvalue()


def stream(data: bytes, entries: str) -> bytes:
    """Return a stream object of data that is already as its entries say."""
    head = f"<</Length {len(data)}{entries}>>\nstream\n".encode("latin-1")
    return b"%b%b\nendstream" % (head, data)


def text(value: str) -> str:
    """Return a text string (7.9.2): plain where ASCII is enough, else UTF-16 in hexadecimal."""
    if value.isascii() and value.isprintable():
        return f"({value.translate(_ESCAPES)})"
    return f"<FEFF{value.encode('utf-16-be').hex().upper()}>"


def moment(day: date) -> str:
    """Return the first moment of a day in Vietnam as a date string (7.9.4)."""
    return f"(D:{day:%Y%m%d}000000+07'00')"


def references(numbers: list[int]) -> str:
    """Return an array of references."""
    return f"[{' '.join([f'{number} 0 R' for number in numbers])}]"
