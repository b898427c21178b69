"""How far duties are, as people filled it in."""

from datetime import date

import pytest

from vnadmindoc.duty_states import Known, read_states
from vnadmindoc.errors import ReadError
from vnadmindoc.vocabulary import DutyState

CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x
BEGIN:VTODO
UID:a-1
STATUS:COMPLETED
COMPLETED:20260507T020000Z
END:VTODO
BEGIN:VTODO
UID:a-2
PERCENT-COMPLETE:40
END:VTODO
END:VCALENDAR
"""


def test_a_calendar_tells_by_the_uid_of_the_task() -> None:
    """Ticked off, begun."""
    assert read_states(CALENDAR.encode()) == (
        Known(code="a-1", state=DutyState.DONE, done=date(2026, 5, 7)),
        Known(code="a-2", state=DutyState.UNDER_WAY),
    )


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_sheet_tells_by_its_code(bom: str, delimiter: str) -> None:
    """In any order of columns and rows, as Excel saves it, days in either writing."""
    rows = [
        ("Ngày xong", "Mã", "Nhiệm vụ", "Tình trạng"),
        ("07/5/2026", "a-1", '"Lập, gửi; và\nbáo cáo"', "Đã xong"),
        ("", "a-2", "Khác", " đang  làm "),
        ("", "", "", ""),
        ("2026-05-08", "a-3", "Khác", "thôi giao"),
        ("", "a-4", "Khác", ""),
    ]
    text = bom + "".join(delimiter.join(row) + "\r\n" for row in rows)

    assert read_states(text.encode()) == (
        Known(code="a-1", state=DutyState.DONE, done=date(2026, 5, 7)),
        Known(code="a-2", state=DutyState.UNDER_WAY),
        Known(code="a-3", state=DutyState.WITHDRAWN, done=date(2026, 5, 8)),
        Known(code="a-4", state=DutyState.OPEN),
    )


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("Mã,Tình trạng\r\na,xong rồi\r\n", "so.csv:2", "chưa xong, đang làm, đã xong"),
        ("Mã,Tình trạng,Ngày xong\na,đã xong,31/2/2026\n", "so.csv:2", "such as 05/3/2026"),
        ("Mã,Tình trạng,Ngày xong\na,đã xong,hôm qua\n", "so.csv:2", "“hôm qua” is no day"),
        ("Mã,Trạng thái\n", "so.csv:1", "“Tình trạng”"),
        ("", "so.csv:1", "“Mã”"),
    ],
)
def test_what_is_no_state_is_told_with_its_line(text: str, place: str, told: str) -> None:
    """So that the cell can be mended."""
    with pytest.raises(ReadError) as caught:
        read_states(text.encode(), "so.csv")

    assert caught.value.place == place
    assert told in str(caught.value)


def test_a_workbook_is_told_to_be_saved_as_csv() -> None:
    """Bytes that are no text are no sheet."""
    with pytest.raises(ReadError, match="CSV UTF-8"):
        read_states(b"PK\x03\x04\xff", "so.xlsx")
