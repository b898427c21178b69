"""Tables of duties: each row a duty, with who and by when from the columns."""

from datetime import date

import pytest

from vnadmindoc.errors import InvalidNoticeError
from vnadmindoc.identity import keyed
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Directive, Notice, Paragraph, Table, directives_of
from vnadmindoc.readers import read_text
from vnadmindoc.schedule import schedule_of
from vnadmindoc.serial import from_data, to_data

HEAD = "Số: 05/TB-SNV\nAn Hòa, ngày 05 tháng 3 năm 2026\n\n**THÔNG BÁO**\n\n"
TABLE = """1. Phân công như sau:

| STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành |
|---|---|---|---|---|
| 1 | Rà soát quy chế | Văn phòng | Phòng Tài chính; Thanh tra | 20/3/2026 |
| 2 | Báo cáo | Sở Y tế | | Quý II/2026 |
| | Nhóm việc khác | | | |
| 3 | Kiểm tra | Thanh tra | | Thường xuyên |
"""


@pytest.fixture
def notice() -> Notice:
    """A notice with a table of duties below a directive."""
    return read_text(HEAD + TABLE, "md").notice


def test_each_row_is_a_duty(notice: Notice) -> None:
    """With its number, who leads, who takes part, and the last day."""
    duties = [each for path, each in directives_of(notice) if ".duties[" in path]

    assert [(each.label, str(each.text)) for each in duties] == [
        ("1", "Rà soát quy chế"),
        ("2", "Báo cáo"),
        ("", "Nhóm việc khác"),
        ("3", "Kiểm tra"),
    ]
    assert [(each.party, each.role.value) for each in duties[0].assignments] == [
        ("Văn phòng", "chu_tri"),
        ("Phòng Tài chính", "phoi_hop"),
        ("Thanh tra", "phoi_hop"),
    ]
    assert [each.due for duty in duties for each in duty.deadlines] == [
        date(2026, 3, 20),
        date(2026, 6, 30),
        None,
    ]
    assert all(each.key for each in duties if each.deadlines)


def test_the_page_shows_the_rows_alone(notice: Notice) -> None:
    """What a duty quotes is not printed twice."""
    printed = list(lay_out(notice).texts())

    assert printed.count("Rà soát quy chế") == 1


def test_the_duties_of_a_table_are_in_every_list(notice: Notice) -> None:
    """The schedule, the data, the names."""
    assert [each.number for each in schedule_of(notice)] == ["1.1", "1.2", "1.3"]
    assert from_data(to_data(notice)) == notice
    assert keyed(notice) == notice


def test_the_day_is_not_also_the_directives_above(notice: Notice) -> None:
    """One duty, one deadline."""
    assert dict(directives_of(notice))["opening[0]"].deadlines == ()


def test_a_programme_is_no_table_of_duties() -> None:
    """Hours and speakers are nobody's deadline."""
    text = (
        "| Thời gian | Nội dung | Phụ trách |\n|---|---|---|\n| 7h00 | Khai mạc | Ban Giám hiệu |"
    )

    notice = read_text(f"{HEAD}1. Chương trình:\n\n{text}\n", "md").notice

    assert [path for path, _ in directives_of(notice)] == ["opening[0]"]


def test_a_duty_quotes_its_table() -> None:
    """A text that stands in no cell is refused, with its path."""
    duty = Directive(text="Việc", children=[Paragraph(text="Không có")])

    with pytest.raises(InvalidNoticeError, match=r"'Không có' stands in no cell .* duties\[0\]"):
        Table(rows=[["Việc"]], duties=[duty])
