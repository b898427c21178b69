"""Who is told to do what: parties with their roles, and what is none."""

import pytest

from vnadmindoc.duties import assignments_in, duties_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Văn phòng Sở chủ trì rà soát.", [("chu_tri", "Văn phòng Sở", None)]),
        (
            "Sở Y tế chủ trì, phối hợp với Sở Tài chính, Sở Văn hóa, Thể thao và Du lịch báo cáo.",
            [
                ("chu_tri", "Sở Y tế", None),
                ("phoi_hop", "Sở Tài chính", None),
                ("phoi_hop", "Sở Văn hóa, Thể thao và Du lịch", None),
            ],
        ),
        ("Giao Phòng Kỹ thuật rà soát hồ sơ.", [("giao", "Phòng Kỹ thuật", None)]),
        ("Giao Chánh Văn phòng tham mưu kế hoạch.", [("giao", "Chánh Văn phòng", "tham mưu")]),
        ("Giao Công an xã chủ trì tuần tra.", [("chu_tri", "Công an xã", None)]),
        ("Đề nghị Cục Thống kê cung cấp số liệu.", [("de_nghi", "Cục Thống kê", None)]),
        ("Kế toán rà soát kinh phí (các phòng phối hợp).",
         [("thuc_hien", "Kế toán", None), ("phoi_hop", "các phòng", None)]),
        (
            "Sửa quy chế (đồng chí Lê An, Phó Giám đốc Sở chịu trách nhiệm chính chỉ đạo).",
            [("chiu_trach_nhiem", "đồng chí Lê An, Phó Giám đốc Sở", "chính")],
        ),
        ("Kỷ niệm (giao đồng chí Lê Hà chỉ đạo).", [("chi_dao", "đồng chí Lê Hà", "giao")]),
        ("UBND các xã, phường rà soát hồ sơ.", [("thuc_hien", "UBND các xã, phường", None)]),
        (
            "Sở Nội vụ chịu trách nhiệm chính rà soát.",
            [("chiu_trach_nhiem", "Sở Nội vụ", "chính")],
        ),
        ("Phòng A là đầu mối tổng hợp.", [("dau_moi", "Phòng A", None)]),
        ("Thanh tra tỉnh theo dõi, đôn đốc.", [("theo_doi", "Thanh tra tỉnh", None)]),
        (
            "Nội dung này do Sở Xây dựng chủ trì, Sở Tài chính phối hợp.",
            [("chu_tri", "Sở Xây dựng", None), ("phoi_hop", "Sở Tài chính", None)],
        ),
        (
            "Giao Sở Nội vụ (chủ trì), Sở Tài chính, Sở Tư pháp (phối hợp) xây dựng nghị quyết.",
            [
                ("chu_tri", "Sở Nội vụ", None),
                ("phoi_hop", "Sở Tài chính", None),
                ("phoi_hop", "Sở Tư pháp", None),
            ],
        ),
        ("Tổng Giám đốc yêu cầu Phòng Kỹ thuật báo cáo.", [("giao", "Phòng Kỹ thuật", None)]),
        ("Văn phòng tổng hợp, đôn đốc việc thực hiện.", [("theo_doi", "Văn phòng", None)]),
        ("TTYT huyện chốt danh sách.", [("thuc_hien", "TTYT huyện", None)]),
        ("Tổ bầu cử niêm yết danh sách.", [("thuc_hien", "Tổ bầu cử", None)]),
        ("Đoàn kiểm tra số 2 làm việc tại xã.", [("thuc_hien", "Đoàn kiểm tra số 2", None)]),
        (
            "Các đơn vị được giao chỉ tiêu khẩn trương nộp kết quả.",
            [("thuc_hien", "Các đơn vị được giao chỉ tiêu", None)],
        ),
        ("Công an phường 5 phúc tấu vụ án.", [("thuc_hien", "Công an phường 5", None)]),
        (
            "Đơn vị chủ trì: Sở Du lịch; đơn vị phối hợp: Sở Y tế, UBND thành phố.",
            [
                ("chu_tri", "Sở Du lịch", None),
                ("phoi_hop", "Sở Y tế", None),
                ("phoi_hop", "UBND thành phố", None),
            ],
        ),
    ],
)  # fmt: skip
def test_parties_and_roles_are_read(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    """Each party as written, in order, with its role and note."""
    assert [(a.role.value, a.party, a.note) for a in assignments_in(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Đồng chí Giám đốc Sở chủ trì cuộc họp.",
        "Ban hành quy chế phối hợp giữa các phòng.",
        "Tiếp tục thực hiện theo chỉ đạo của Bộ.",
        "Thực hiện tốt công việc được giao và bàn giao tài sản.",
        "Tổ chức hội nghị giao ban tháng 10.",
        "Theo chế độ chuyên viên chịu trách nhiệm trực tiếp trước Lãnh đạo Sở.",
        "Rà soát, phối hợp tập trung hoàn thiện hồ sơ.",
        "Hội nghị do đồng chí Giám đốc chủ trì.",
        "Đơn vị nào chậm trễ thì cơ quan đó giải trình.",
        "Đơn vị nhận báo giá: xem phụ lục.",
        "Sở Công Thương đề nghị các đơn vị nghiêm túc triển khai thực hiện.",
        "Văn phòng Sở thông báo để các phòng biết, thực hiện.",
    ],
)
def test_other_words_are_no_assignments(text: str) -> None:
    """Presiding, nouns, the past and other words give nobody anything to do."""
    assert assignments_in(text) == ()


@pytest.mark.parametrize(
    ("text", "tails", "above", "expected"),
    [
        ("Sở Tài chính", ["Rà soát hồ sơ."], [], [("giao", "Sở Tài chính", False)]),
        (
            "Sở Nội vụ",
            ["Chủ trì, phối hợp với Sở Tài chính rà soát nhu cầu."],
            [],
            [("chu_tri", "Sở Nội vụ", False), ("phoi_hop", "Sở Tài chính", False)],
        ),
        ("Văn phòng", ["Theo dõi, đôn đốc."], [], [("theo_doi", "Văn phòng", False)]),
        (
            "Ban Giám hiệu",
            ["Chỉ đạo toàn diện và chịu trách nhiệm về kết quả."],
            [],
            [("chi_dao", "Ban Giám hiệu", False), ("chiu_trach_nhiem", "Ban Giám hiệu", False)],
        ),
        (
            "Các Ban Quản lý dự án",
            ["Ban Quản lý dự án số 1 đẩy nhanh tiến độ."],
            [],
            [("thuc_hien", "Ban Quản lý dự án số 1", False)],
        ),
        (
            "Chủ trì, phối hợp với các cơ quan liên quan công bố danh mục.",
            [],
            ["Sở Công Thương"],
            [("chu_tri", "Sở Công Thương", True), ("phoi_hop", "các cơ quan liên quan", False)],
        ),
        ("Khẩn trương chủ trì rà soát.", [], ["A", "Sở Y tế"], [("chu_tri", "Sở Y tế", True)]),
        ("Rà soát hồ sơ.", [], ["Sở Y tế"], []),
        ("Chủ trì rà soát.", [], ["Nâng cao hiệu quả công tác"], []),
    ],
)  # fmt: skip
def test_a_role_without_a_party_is_that_of_the_heading(
    text: str, tails: list[str], above: list[str], expected: list[tuple[str, str, bool]]
) -> None:
    """The heading names the party; below it stand the roles, which other directives inherit."""
    found = duties_of(text, tails, above)

    assert [(each.role.value, each.party, each.inherited) for each in found] == expected


def test_a_name_in_a_list_of_names_is_told_nothing() -> None:
    """A line of those who attend is no heading: nothing stands below it."""
    assert duties_of("Đồng chí Lê An, Phó Giám đốc Sở;", leads=False) == ()
