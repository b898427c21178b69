"""The bytes of a PDF file to the notice inside it.

Promised: a file of ours gives back exactly the notice it was made from, signed or not, whoever has
put it behind a password that opens without being asked included. Whatever a stranger's file does to
the library that takes it apart, one `ReadError` comes out.
Refused here: the pages. What they show is not read; a file without a notice inside is told as such.
"""

import logging
from io import BytesIO
from typing import Final

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from vnadmindoc.dialect import PDF_DATA
from vnadmindoc.errors import ReadError
from vnadmindoc.files import MAX_BYTES
from vnadmindoc.model import Notice
from vnadmindoc.readers.data import read_json

_MAGIC: Final = b"%PDF-"
_MAGIC_WITHIN: Final = 1024  # bytes: what some programs put before it is overlooked
_MOST_ATTACHMENTS: Final = 1_000

# What it makes of a damaged file is told in the error: where nobody has set up a log, its own
# warnings are not printed beside it.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def read_pdf(data: bytes, *, source: str = "<pdf>") -> Notice:
    """Return the notice that a PDF file holds as data.

    Args:
        data: The file.
        source: What it is called in messages.

    Raises:
        ReadError: It is no PDF, is damaged or locked with a password, or holds no notice.
        InvalidNoticeError: The data in it makes no notice; every problem with its path and line.
    """
    if _MAGIC not in data[:_MAGIC_WITHIN]:
        raise ReadError("this is no PDF", place=source, expected="a file that begins with %PDF-")
    try:
        held = _held(PdfReader(BytesIO(data)))
    except (FileNotDecryptedError, DependencyError) as error:
        raise _locked(source) from error
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # a damaged file meets whatever the library did not expect
        raise ReadError(
            f"this PDF is damaged: {error or type(error).__name__}",
            place=source,
            expected="a whole PDF file",
            remedy="get the file once more, or open it in a viewer and save it anew",
        ) from error
    if held is None:
        raise _of_others(source)
    try:
        text = held.decode()
    except UnicodeDecodeError as error:
        raise ReadError(f"byte {error.start} is no UTF-8", place=f"{source}: {PDF_DATA}") from error
    return read_json(text, source=f"{source}: {PDF_DATA}")


def _held(reader: PdfReader) -> bytes | None:
    """Return the data inside a file; None when there is none."""
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise FileNotDecryptedError
    for number, attachment in enumerate(reader.attachment_list):
        if number == _MOST_ATTACHMENTS:
            return None
        if attachment.name == PDF_DATA:
            content = attachment.content
            if len(content) > MAX_BYTES:
                raise ReadError(f"larger than {MAX_BYTES:,} bytes", place=PDF_DATA)
            return content
    return None


def _locked(source: str) -> ReadError:
    return ReadError(
        "this PDF is locked with a password",
        place=source,
        expected="a PDF that opens without a password",
        remedy="open it in a viewer with its password and save it without one",
    )


def _of_others(source: str) -> ReadError:
    """Return what to say of a PDF that vnadmindoc has not written."""
    return ReadError(
        "there is no notice inside this PDF, and the pages of a PDF cannot be read yet",
        place=source,
        expected="a PDF that vnadmindoc has written, with its data attached",
        remedy="read the document it was made from, or save its text as .txt",
    )
