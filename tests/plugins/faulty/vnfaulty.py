"""A fictional package of exporters, each with one fault that a contract has to find."""

import os
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import ClassVar

from vnadmindoc.inventory import entries
from vnadmindoc.model import Notice


class Sound:
    suffix: ClassVar[str] = ".sound"
    media_type: ClassVar[str] = "text/plain"

    def export(self, notice: Notice) -> bytes:
        return "\n".join(str(each.said) for each in entries(notice)).encode()


class OtherType(Sound):
    media_type: ClassVar[str] = "text/"


class OtherEnding(Sound):
    suffix: ClassVar[str] = ".pdf"


class Untyped(Sound):
    def __init__(self, width=3) -> None:  # type: ignore[no-untyped-def]  # the fault
        self.width = width


class OtherDefault(Sound):
    def __init__(self, width: int = "3") -> None:  # type: ignore[assignment]  # the fault
        self.width = width


class Raises(Sound):
    def export(self, notice: Notice) -> bytes:
        raise KeyError(notice.kind)


class Exits(Sound):
    def export(self, notice: Notice) -> bytes:
        raise SystemExit(len(notice.subject))


class Text(Sound):
    def export(self, notice: Notice) -> bytes:
        return notice.subject  # type: ignore[return-value]  # the fault


class Counts(Sound):
    calls: ClassVar[int] = 0

    def export(self, notice: Notice) -> bytes:
        Counts.calls += 1
        return super().export(notice) + b"%d" % Counts.calls


class Half(Sound):
    def export(self, notice: Notice) -> bytes:
        text = super().export(notice).decode()
        return text[: len(text) // 2].encode()


class SaysNot(Sound):
    """It leaves keys out, which nobody sees, and does not say so."""

    def export(self, notice: Notice) -> bytes:
        said = [str(each.said) for each in entries(notice) if not each.path.endswith(".key")]
        return "\n".join(said).encode()


class OtherPath(Sound):
    def lost(self, notice: Notice) -> tuple[str, ...]:
        return ("$.title", *(each.path for each in entries(notice)))


class Shared(Sound):
    """It keeps what it works on where another thread writes, too."""

    def export(self, notice: Notice) -> bytes:
        self.data = super().export(notice)
        time.sleep(0.002)
        return self.data


class Clock(Sound):
    def export(self, notice: Notice) -> bytes:
        return super().export(notice) + f"{datetime.now(UTC):%Y}".encode()


class Zone(Sound):
    def export(self, notice: Notice) -> bytes:
        return super().export(notice) + time.tzname[0].encode()


class Today(Sound):
    def export(self, notice: Notice) -> bytes:
        return super().export(notice) + date.today().isoformat().encode()  # noqa: DTZ011  # the fault


class Seed(Sound):
    def export(self, notice: Notice) -> bytes:
        return super().export(notice) + b"%d" % hash("a")


class Process(Sound):
    def export(self, notice: Notice) -> bytes:
        return super().export(notice) + b"%d" % os.getpid()


class Held(Sound):
    def __init__(self) -> None:
        self.sign: Callable[[], bytes] = lambda: b"."

    def export(self, notice: Notice) -> bytes:
        return super().export(notice) + self.sign()
