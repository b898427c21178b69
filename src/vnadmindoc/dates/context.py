"""What stands around a time limit and makes it none: the past, a citation, a quotation.

Promised: a look back goes no further than the sentence, and no further than 400 characters.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from vnadmindoc.model import Deadline

_SENTENCE = 400  # characters before a limit in which its sentence is looked for
_END = re.compile(r"[;\n]|[.?!](?=\s)")
_QUOTED = re.compile(r"“[^“”]{0,600}”|\"[^\"]{0,600}\"")

# Told of the past: what has been done, asked for or put off before.
_DONE = re.compile(r"(?:^|\W)[đĐ]ã\W")
_ASKED = re.compile(
    r"(?:^|\W)(?<!như )đã\s+(?:được\s+)?(?:yêu cầu|đề nghị|gia hạn|giao|chỉ đạo|quy định|"
    r"thông báo|ấn định|có (?:[Cc]ông )?văn)\b"
    r"(?![^;]*\W(?:yêu cầu|đề nghị|phải|có trách nhiệm)\W)[^;]*$"
)
# A time that bounds what something is, not when it is to be done.
_BOUNDS = re.compile(
    r"(?:^|\W)(?:hiệu lực|giá trị|thời hiệu|niên độ|giai đoạn|nhiệm kỳ|năm học|có mặt|sinh|"
    r"tuyển dụng|thành lập|ban hành|được cấp|hợp đồng|phát sinh)\W[^;]*$"
    r"|(?:^|\W)(?:cấp|ký|có|xây dựng|sử dụng|công nhận|phê duyệt|mua)\s*$"
)
_VALID = re.compile(
    r"(?:^|\W)(?:hiệu lực|giá trị|thời hiệu|niên độ|có thời hạn|thời hạn (?:ủy quyền|sử dụng"
    r"|hợp đồng|thuê|hoạt động|bảo hành|lưu giữ|bảo quản|giấy phép))\W[^;]*$",
    re.IGNORECASE,
)
# "Thay vì trước ngày 10/8, …": the time that is no longer meant.
_INSTEAD = re.compile(r"(?:^|\W)[Tt]hay (?:vì|cho(?: thời hạn)?)\s(?:[^,;]*)$")
# What an "up to" sums up.
_SUMMED = re.compile(
    r"(?:^|\W)(?:tính|lũy kế|luỹ kế|số liệu|kỳ báo cáo|tình hình|kết quả|từ(?! nay| giờ)|"
    r"giai đoạn|áp dụng|duy trì)\W[^;]*$",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"(?:^|\W)(?:(?:kết quả|tình hình|số liệu|phát sinh|diễn biến|đánh giá|việc cần làm)"
    r"(?:\s+[^\s,;]+){0,6}|công tác|hoạt động|nhiệm vụ(?: trọng tâm)?)\s*$",
    re.IGNORECASE,
)
_GOAL = re.compile(
    r"(?:^|\W)(?:phấn đấu|mục tiêu|giai đoạn|định hướng|tầm nhìn|tỷ lệ|chỉ tiêu)\W|%",
    re.IGNORECASE,
)
_COMPLETION = re.compile(
    r"(?:^|\W)(?:hoàn thành|hoàn tất|xong|kết thúc|hoàn thiện)(?:\W|$)", re.IGNORECASE
)


class Found(NamedTuple):
    """A deadline and where in the text its words stand.

    Attributes:
        start: Index of the first letter of its words.
        end: Index behind the last one.
        deadline: The deadline.
    """

    start: int
    end: int
    deadline: Deadline


def occurrences(
    text: str, needle: str, back: int, begin: int = 0, stop: int | None = None
) -> Iterator[int]:
    """Yield where words begin whose needle stands so many letters behind their beginning.

    To look for the needle is many times as fast as to look for a pattern.
    """
    at = text.find(needle, begin, stop)
    while at >= 0:
        start = at - back
        if start >= 0 and (not start or not text[start - 1].isalnum()):
            yield start
        at = text.find(needle, at + len(needle), stop)


class Surroundings:
    """The text around limits; looks back from each of them once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._quoted: list[tuple[int, int]] | None = None
        self._ends: list[int] | None = None

    def before(self, at: int) -> str:
        """Return the words of the sentence in front of a place."""
        near = max(0, at - _SENTENCE)
        start = near
        for found in _END.finditer(self.text, near, at):
            start = found.end()
        return self.text[start:at]

    def sentence(self, at: int) -> tuple[int, int]:
        """Return where the sentence round a place begins and ends."""
        found = _END.search(self.text, at, at + _SENTENCE)
        stop = found.start() if found else min(len(self.text), at + _SENTENCE)
        return at - len(self.before(at)), stop

    def quoted(self, at: int) -> bool:
        """Whether a place stands inside quotation marks."""
        if self._quoted is None:
            marks = "“" in self.text or '"' in self.text
            self._quoted = [found.span() for found in _QUOTED.finditer(self.text)] if marks else []
        return any(start < at < end for start, end in self._quoted)


def is_done(before: str) -> bool:
    """Whether the words tell of what has been done."""
    return "ã " in before and _DONE.search(before) is not None


def is_asked_before(before: str) -> bool:
    """Whether the words tell of a limit that was set before."""
    if "hay " in before and _INSTEAD.search(before):
        return True
    return "đã" in before and _ASKED.search(before) is not None


def is_validity(before: str) -> bool:
    """Whether the words tell how long something is valid."""
    return _VALID.search(before) is not None


def is_condition(before: str) -> bool:
    """Whether the words tell of what came about before a day: issued, founded, hired."""
    return _BOUNDS.search(before) is not None


def is_summed(before: str) -> bool:
    """Whether an "up to" ends what is summed up: figures, a period."""
    return _SUMMED.search(before) is not None


def is_reported(before: str) -> bool:
    """Whether the words in front of a period name what is reported of it."""
    return _REPORTED.search(before) is not None


def is_goal(before: str) -> bool:
    """Whether a year is the horizon of a goal."""
    return _GOAL.search(before) is not None


def completes(before: str) -> bool:
    """Whether the words say that something is to be finished."""
    return _COMPLETION.search(before) is not None
