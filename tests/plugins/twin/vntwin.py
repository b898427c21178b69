"""A fictional package that offers a format under a name that is taken."""

from typing import ClassVar

from vnadmindoc.model import Notice


class PdfExporter:
    suffix: ClassVar[str] = ".pdf"
    media_type: ClassVar[str] = "application/pdf"
    interface: ClassVar[int] = 1

    def export(self, notice: Notice) -> bytes:
        return notice.subject.encode()
