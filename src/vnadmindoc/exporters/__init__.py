"""What an exporter is: a notice in, bytes out.

Promised: this module is the whole contract between the library and an exporter, ours or anyone's;
`vnadmindoc.testing.ExporterContract` asks whether it is kept.
"""

from typing import ClassVar, Final, Protocol, runtime_checkable

from vnadmindoc.model import Notice

ENTRY_POINT_GROUP: Final = "vnadmindoc.exporters"
"""The entry-point group in which every exporter is declared."""

INTERFACE: Final = 1
"""The version of this contract; an exporter says as ``interface`` for which one it was written."""


@runtime_checkable
class Exporter(Protocol):
    """Turns a notice into the bytes of one format (*bộ xuất*).

    An exporter is pure: equal notices and options give equal bytes, whatever the clock, the time
    zone and the hash seed, in any thread and any process. Options are constructor arguments with
    defaults and types.

    It may also have ``interface``, a `ClassVar[int]`: the version of this contract for which it was
    written, 1 where it says nothing. One that this library does not know is refused before it is
    asked for anything. What its format cannot carry it tells as `TellsLosses`.

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
            NothingToExportError: There is nothing in the notice for this format.
        """
        ...


@runtime_checkable
class TellsLosses(Protocol):
    """An exporter whose format does not carry all that a notice says."""

    def lost(self, notice: Notice) -> tuple[str, ...]:
        """Return the paths of what is not in the bytes, ``"$.sections[0].heading"``.

        The paths are those of `vnadmindoc.inventory.entries`; one that names a whole part, such as
        ``"$.letterhead"``, stands for all that is in it. An exporter without this method carries
        everything.

        Raises:
            ExportError: As ``export``.
        """
        ...
