"""A fictional package that was written for a later library."""

from typing import ClassVar

from vnadmindoc.model import Notice


class LaterExporter:
    suffix: ClassVar[str] = ".later"
    media_type: ClassVar[str] = "text/plain"
    interface: ClassVar[int] = 2

    def export(self, notice: Notice) -> bytes:
        return notice.subject.encode()
