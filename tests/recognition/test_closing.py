"""What ends a text, who only attends, and the heads and numbers of the Party."""

import pytest

from vnadmindoc import Directive, Paragraph
from vnadmindoc.readers import read_text

HEAD = """UBND TỈNH A
SỞ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/TB-SNV
Hà Tĩnh, ngày 02 tháng 10 năm 2025

THÔNG BÁO
Kết luận tại cuộc họp giao ban

"""
FOOT = """

Nơi nhận:
- Như trên;
- Lưu: VT.

GIÁM ĐỐC

Lê Văn Nam
"""


@pytest.mark.parametrize(
    ("closing", "roles"),
    [
        ("Giao Văn phòng Sở theo dõi, đôn đốc việc thực hiện Thông báo này.", ["theo_doi"]),
        ("Văn phòng Sở theo dõi, đôn đốc việc thực hiện Thông báo này.", ["theo_doi"]),
        ("Yêu cầu các đơn vị báo cáo trước ngày 10/10/2025.", ["giao"]),
    ],
)
def test_a_closing_paragraph_with_a_duty_is_a_directive_of_its_own(
    closing: str, roles: list[str]
) -> None:
    """It hangs on no point in front of it."""
    notice = read_text(f"{HEAD}1. Phòng A rà soát hồ sơ.\n{closing}{FOOT}", "txt").notice

    (point,) = notice.opening
    (last,) = notice.closing
    assert isinstance(point, Directive)
    assert point.children == ()
    assert isinstance(last, Directive)
    assert [each.role.value for each in last.assignments] == roles


@pytest.mark.parametrize(
    "closing",
    [
        "Yêu cầu các đơn vị nghiêm túc thực hiện.",
        "Trên đây là kết luận, đề nghị các đơn vị phối hợp thực hiện.",
        "Văn phòng Sở thông báo để các phòng biết, thực hiện.",
    ],
)
def test_a_general_demand_is_text(closing: str) -> None:
    """What is asked of all sets nobody a duty of his own."""
    notice = read_text(f"{HEAD}1. Phòng A rà soát hồ sơ.\n{closing}{FOOT}", "txt").notice

    assert notice.closing == (Paragraph(text=closing),)


def test_a_paragraph_below_a_heading_belongs_to_it() -> None:
    """*3. Chế độ báo cáo* says nothing without what follows."""
    text = f"{HEAD}1. Chế độ báo cáo\nĐề nghị các phòng báo cáo trước ngày 10/10/2025.{FOOT}"

    notice = read_text(text, "txt").notice

    (point,) = notice.opening
    assert isinstance(point, Directive)
    assert len(point.deadlines) == 1
    assert notice.closing == ()


def test_who_attends_is_no_directive() -> None:
    """The dash stays in front of the name, as text; a duty among them is a directive."""
    text = (
        f"{HEAD}1. Thành phần\n- Đồng chí Lê An, Phó Giám đốc;\n"
        f"- Lãnh đạo các phòng (giao Văn phòng Sở thông báo).\n2. Địa điểm: Phòng họp.{FOOT}"
    )

    notice = read_text(text, "txt").notice

    attendance = notice.opening[0]
    assert isinstance(attendance, Directive)
    name, duty = attendance.children
    assert name == Paragraph(text="- Đồng chí Lê An, Phó Giám đốc;")
    assert isinstance(duty, Directive)
    assert [each.party for each in duty.assignments] == ["Văn phòng Sở"]


def test_a_head_of_the_party_is_read() -> None:
    """Its number has a hyphen before the type, its points a hyphen behind their figure."""
    text = """TỈNH ỦY A
ĐẢNG ỦY PHƯỜNG B
*
Số 64-TB/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Đông Hà, ngày 18 tháng 3 năm 2026

THÔNG BÁO
Kết luận của Ban Thường vụ Đảng ủy

Sau khi xem xét, Ban Thường vụ kết luận:
1- Giao Ban Xây dựng Đảng hoàn thiện hồ sơ trước ngày 31/3/2026.
2- Thống nhất chủ trương.

Nơi nhận:
- Lưu Văn phòng Đảng ủy.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Hoàng Thị Lệ
"""

    notice = read_text(text, "txt").notice

    assert notice.number is not None
    assert (notice.number.number, notice.number.symbol) == (64, "TB/ĐU")
    assert notice.dateline is not None
    assert [each.label for each in notice.opening if isinstance(each, Directive)] == ["1-", "2-"]
    assert Paragraph(text="ĐẢNG CỘNG SẢN VIỆT NAM") in notice.closing
