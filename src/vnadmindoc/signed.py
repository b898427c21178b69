"""Signed PDF files on the disk: they are records, and nothing of ours writes over one.

Promised: a signed file is replaced only by itself with something added, such as one more signature.
Refused here: whether a signature holds, which `vnadmindoc.signing` says.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from vnadmindoc.errors import ExportError

_MAGIC: Final = b"%PDF-"
_SIGNED: Final = b"/ByteRange"  # what every signature says of itself (ISO 32000-1, 12.8.1)


def keep_signed(contents: Mapping[Path, bytes]) -> None:
    """Refuse to lose a signature by writing these files.

    Raises:
        ExportError: A file that is there is a signed PDF, and what would be written is not that
            file with something added.
    """
    for path, data in contents.items():
        if path.suffix.casefold() != ".pdf" or not path.is_file():
            continue
        try:
            old = path.read_bytes()
        except OSError:
            continue  # the writing will tell
        if old.startswith(_MAGIC) and _SIGNED in old and not data.startswith(old):
            raise ExportError(
                "refused: this file is signed, and writing it anew would lose the signature",
                place=str(path),
                remedy="choose another name, or move the signed file away",
            )
