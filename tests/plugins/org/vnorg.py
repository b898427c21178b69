"""A fictional package that writes the duties of a notice as an Emacs Org agenda."""

from dataclasses import dataclass
from typing import ClassVar

from vnadmindoc import NothingToExportError, Notice, directives_of
from vnadmindoc.inventory import entries


@dataclass(frozen=True, kw_only=True)
class OrgExporter:
    suffix: ClassVar[str] = ".org"
    media_type: ClassVar[str] = "text/org"
    interface: ClassVar[int] = 1

    keyword: str = "TODO"
    warning_days: int = 3

    def export(self, notice: Notice) -> bytes:
        lines = [f"#+TITLE: {notice.subject}".replace("\n", " ")]
        for _, directive in directives_of(notice):
            if not directive.deadlines:
                continue
            lines.append(f"* {self.keyword} {directive.text}")
            for deadline in directive.deadlines:
                if deadline.due is not None:
                    lines.append(f"  DEADLINE: <{deadline.due} -{self.warning_days}d>")
                lines.append(f"  {deadline.phrase}")
        if len(lines) == 1:
            raise NothingToExportError("no duty of this notice has a deadline")
        return "\n".join(lines).encode()

    def lost(self, notice: Notice) -> tuple[str, ...]:
        kept: set[object] = {notice.subject}
        for _, directive in directives_of(notice):
            if directive.deadlines:
                kept.add(str(directive.text))
                for deadline in directive.deadlines:
                    kept |= {deadline.phrase, deadline.due}
        return tuple(entry.path for entry in entries(notice) if entry.said not in kept)
