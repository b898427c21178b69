"""A fictional package that prints a notice as a reminder slip."""

from typing import ClassVar

from attrs import frozen

from vnadmindoc.model import Notice, directives_of


@frozen
class SlipExporter:
    suffix: ClassVar[str] = ".phieu"
    media_type: ClassVar[str] = "text/plain"

    width: int = 40
    capitals: bool = False

    def export(self, notice: Notice) -> bytes:
        duties = [str(directive.text)[: self.width] for _, directive in directives_of(notice)]
        text = "\n".join(["Phiếu nhắc việc", *duties])
        return (text.upper() if self.capitals else text).encode()
