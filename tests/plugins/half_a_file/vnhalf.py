"""A fictional package whose exporter fails with half of its file written."""

from io import BytesIO
from typing import ClassVar

from vnadmindoc.model import Notice


class HalfExporter:
    suffix: ClassVar[str] = ".half"
    media_type: ClassVar[str] = "text/plain"
    interface: ClassVar[int] = 1

    def export(self, notice: Notice) -> bytes:
        file = BytesIO()
        text = notice.subject.encode()
        file.write(text[: len(text) // 2])
        raise OSError(28, "No space left on device")
