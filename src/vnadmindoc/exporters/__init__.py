"""What an exporter is: a notice in, bytes out.

Promised: this module is the whole contract between the library and an exporter, ours or anyone's.
"""

from typing import ClassVar, Protocol, runtime_checkable

from vnadmindoc.model import Notice

ENTRY_POINT_GROUP = "vnadmindoc.exporters"
"""The entry-point group in which every exporter is declared."""


@runtime_checkable
class Exporter(Protocol):
    """Turns a notice into the bytes of one format (*bộ xuất*).

    An exporter is pure: equal notices and options give equal bytes, whatever the clock, the time
    zone and the hash seed. Options are constructor arguments with defaults.

    Attributes:
        suffix: The file name's ending, with its dot: ``".docx"``.
        media_type: The Internet media type of the bytes.
    """

    suffix: ClassVar[str]
    media_type: ClassVar[str]

    def export(self, notice: Notice) -> bytes:
        """Return the notice in this format.

        Raises:
            ExportError: The format cannot carry this notice.
        """
        ...
