"""An invitation to a meeting: when and where stand in lines of their own (Mẫu 1.7)."""

from datetime import date, time

import pytest

from vnadmindoc import directives_of, read_text
from vnadmindoc.model import Event, Notice

HEAD = """**SỞ NỘI VỤ**

Số: 12/GM-SNV

**GIẤY MỜI**
**Họp tổ công tác**

Sở Nội vụ trân trọng kính mời: đại diện các phòng
"""


def events(notice: Notice) -> list[Event]:
    """Return the events of a notice, in reading order."""
    return [event for _, each in directives_of(notice) for event in each.events]


@pytest.mark.parametrize("label", ["Thời gian", "Thời gian họp", "Thời gian bắt đầu"])
def test_when_and_where_make_an_event(label: str) -> None:
    """The day and the hour of one line, the place of the next."""
    text = f"{HEAD}\n{label}: 14 giờ 30 phút ngày 05/8/2026.\n\nĐịa điểm: phòng họp tầng 3./.\n"

    [event] = events(read_text(text, "md").notice)

    assert (event.day, event.at) == (date(2026, 8, 5), time(14, 30))
    assert event.place == "phòng họp tầng 3"


def test_a_time_without_an_hour_is_text() -> None:
    """A programme that lasts some days is no meeting."""
    text = f"{HEAD}\nThời gian: từ tháng 8 năm 2026.\n\nĐịa điểm: tại trụ sở./.\n"

    notice = read_text(text, "md").notice

    assert events(notice) == []
