"""What became of each line: the trace of a reading."""

from vnadmindoc.readers import read_text
from vnadmindoc.readers.text import text_lines
from vnadmindoc.standard import Role

NOTICE = """UBND TỈNH AN HÒA          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ                 Độc lập - Tự do - Hạnh phúc
-------
Số: 05/TB-SNV             An Hòa, ngày 05 tháng 3 năm 2026
THÔNG BÁO
Kết luận giao ban tháng 3

Ngày 04/3/2026, Sở Nội vụ đã tổ chức hội nghị giao ban.
I. Nhiệm vụ
1. Văn phòng hoàn thiện quy chế trước ngày 20/3/2026.
a) Gửi lấy ý kiến.
Trên đây là kết luận.
./.
Nơi nhận:
- Ban Giám đốc;
- Lưu: VT, VP.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Trần Văn Bình
một dòng lạc
PHỤ LỤC
DANH SÁCH
(Kèm theo Thông báo của Sở)
1. Một mục
"""

TRACE = [
    (1, 1, Role.PARENT, "letterhead.parent"),
    (1, 27, Role.NATIONAL_NAME, ""),
    (2, 1, Role.AGENCY, "letterhead.agency"),
    (2, 27, Role.MOTTO, ""),
    (3, 1, Role.RULE, ""),
    (4, 1, Role.NUMBER, "number"),
    (4, 27, Role.DATELINE, "dateline"),
    (5, 1, Role.KIND, "kind"),
    (6, 1, Role.SUBJECT, "subject"),
    (8, 1, Role.BODY, "opening[0].text"),
    (9, 1, Role.SECTION, "sections[0].heading"),
    (10, 1, Role.ITEM, "sections[0].body[0].text"),
    (11, 1, Role.POINT, "sections[0].body[0].children[0].text"),
    (12, 1, Role.BODY, "closing[0].text"),
    (13, 1, Role.BODY, "closing[0].text"),
    (14, 1, Role.RECIPIENTS_LABEL, "recipients"),
    (15, 1, Role.RECIPIENT, "recipients[0]"),
    (16, 1, Role.RECIPIENT, "recipients[1]"),
    (17, 1, Role.AUTHORITY, "signature.authority[0]"),
    (18, 1, Role.SIGNER_TITLE, "signature.title"),
    (19, 1, Role.SIGNER_NAME, "signature.name"),
    (20, 1, None, "closing[1].text"),
    (21, 1, Role.ANNEX_LABEL, "annexes[0].label"),
    (22, 1, Role.ANNEX_TITLE, "annexes[0].title"),
    (23, 1, Role.ANNEX_REFERENCE, "annexes[0].reference"),
    (24, 1, Role.ITEM, "annexes[0].body[0].text"),
]


def test_every_line_has_its_component_and_its_path() -> None:
    """Head, body, foot and annex; the right-hand column knows where it begins."""
    trace = read_text(NOTICE).trace

    assert [(each.line.number, each.begin + 1, each.role, each.path) for each in trace] == TRACE


def test_the_trace_is_of_the_lines_as_the_reader_gave_them() -> None:
    """In order, none left out."""
    lines = text_lines(NOTICE).lines

    assert [each.line for each in read_text(NOTICE).trace] == lines


def test_data_has_no_lines_to_trace() -> None:
    """A notice in JSON says itself what each part is."""
    assert read_text('{"schema": "vnadmindoc/1", "subject": "Việc"}', "json").trace == ()
