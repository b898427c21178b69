"""A fictional package whose exporter returns text where bytes are expected."""

from typing import ClassVar

from vnadmindoc.model import Notice


class TextExporter:
    suffix: ClassVar[str] = ".text"
    media_type: ClassVar[str] = "text/plain"
    interface: ClassVar[int] = 1

    def export(self, notice: Notice) -> str:
        return notice.subject
