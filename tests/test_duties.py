"""Who is told to do what: parties with their roles, and what is none."""

import json
from datetime import date
from pathlib import Path

import pytest

from vnadmindoc.duties import assignments_in


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
    ],
)
def test_other_words_are_no_assignments(text: str) -> None:
    """Presiding, nouns, the past and other words give nobody anything to do."""
    assert assignments_in(text) == ()


def test_labelled_sentences_are_mostly_right(shared_samples: Path) -> None:
    """Of 40 reworded real sentences, at least 34 give exactly the parties people marked.

    The rest begin with an adverbial of time before the party; the reading issue goes on there.
    """
    lines = (shared_samples / "sentences.jsonl").read_text(encoding="utf-8").splitlines()
    sentences = [json.loads(line) for line in lines]

    right = [
        [(a.role.value, a.party) for a in assignments_in(each["text"])]
        == [(a["role"], a["party"]) for a in each["assignments"]]
        for each in sentences
    ]

    assert len(right) == 40
    assert sum(right) >= 34


def _day(text: str) -> date:

    return date.fromisoformat(text)
