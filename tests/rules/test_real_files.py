"""What is wrong with real documents of real offices, each kind of finding looked at on its page.

A page was seen as a picture, a size or a face that a picture does not tell in the file's XML.
"""

from collections import Counter
from pathlib import Path

import pytest

from vnadmindoc.conformance import check

_FOUND = {
    "cong-van-don-doc-hang-tuan.docx": {
        "ND30-004-legacy": 1,  # the page number is .VnTime
        "ND30-007a": 1,  # 13, 14, 13
        "ND30-012b": 1,  # HOÀ
        "ND30-021b": 1,  # the line below the body's name: 0.59 of it
        "ND30-021b-centred": 1,  # and 3 mm to the left of its middle
        "ND30-024-blank": 1,
        "ND30-032-blank": 1,
        "ND30-062a": 11,  # 698 twips
        "ND30-080-size": 4,  # 12 pt
    },
    "cong-van-gia-han.docx": {
        "ND30-014b": 2,  # en dashes
        "ND30-021b": 1,  # 0.19
        "ND30-024-blank": 1,
        "ND30-032-blank": 1,
        "ND30-044a": 1,  # V/v right below the number
        "ND30-049": 1,  # Nghị định số 126/2024/NĐ-CP của Chính phủ, without its day
        "ND30-069c": 1,  # KT. CHỦ TỊCH of an ủy ban, without TM.
        "ND30-080-marks": 1,  # the last line ends "NCKSTTHC.Châu"
    },
    "giay-moi-hop.docx": {
        "READ-009": 1,  # a footnote
        "ND30-004": 1,  # in Calibri Light
        "ND30-006": 2,  # the time and the last day are red
        "ND30-008a": 1,  # two pages, no number
        "ND30-012b": 1,  # HOÀ
        "ND30-013-size": 1,  # 14 pt
        "ND30-018b-size": 2,  # 14 pt
        "ND30-024-blank": 1,
        "ND30-024b-size": 1,  # 14 pt
        "ND30-032-blank": 1,
        "ND30-037-align": 1,  # put about the middle with blanks, 4 mm off
        "ND30-040-size": 1,  # 14.5 pt
        "ND30-044b": 1,  # "… địa bàn tỉnh."
        "ND30-057-slant": 2,  # 2.1., 2.2. are italic
        "ND30-060": 2,  # 2.1., 2.2.
        "ND30-062c": 5,
        "ND30-080-size": 2,  # "(Bích)" is 7 pt, "(T.Q.Hùng)" 10 pt
    },
    "ke-hoach-truong-hoc.docx": {
        "ND30-007a": 1,  # 13, 14, 13
        "ND30-008c-size": 1,  # 12 pt
        "ND30-024-blank": 1,
        "ND30-042b": 1,  # 0.27
        "ND30-045-slant": 2,  # bases are upright
        "ND30-046-last": 1,  # the last ends ";"
        "ND30-065": 1,  # "… trao đổi, xử lý"
    },
    "ket-luan-cum-cong-nghiep.docx": {
        "ND30-003b": 1,  # 15 mm
        "ND30-004": 59,  # the theme's Calibri Light, throughout
        "ND30-013-size": 1,  # 14 pt
        "ND30-018b-size": 1,  # 14 pt
        "ND30-019-size": 1,  # 14 pt
        "ND30-021b": 1,  # 0.75
        "ND30-024-blank": 1,
        "ND30-024b-size": 1,  # 14 pt
        "ND30-032-blank": 1,
        "ND30-042b": 1,  # 0.17
        "ND30-049": 1,  # Nghị định số 32/2024/NĐ-CP, without its day
    },
    "thong-bao-hoi-nghi.pdf": {
        "READ-010": 1,  # seal and signature are pictures
        "ND30-007a": 1,  # 13, 13, 13
        "ND30-042b": 1,  # 0.23
        "ND30-061-slant": 1,  # "(Thông báo này thay cho Giấy mời)"
        "ND30-080-size": 1,  # "VHTin507" is 7 pt
        "ND30-094d": 1,  # "sáng Thứ Bảy"
    },
    "thong-bao-kiem-tra-hai-dot.docx": {
        "ND30-003b": 1,  # 15 mm
        "ND30-004": 1,  # the page number
        "ND30-008c-size": 1,  # 11 pt
        "ND30-021b": 1,  # 0.59
        "ND30-024-blank": 1,
        "ND30-024b-size": 1,  # 14 pt
        "ND30-032-blank": 1,
        "ND30-043-align": 1,  # V/v is justified
        "ND30-060": 2,  # 1.1., 1.2.
        "ND30-063": 15,  # 3 pt, once 0
    },
}
"""How often each code is found."""


@pytest.mark.parametrize("name", _FOUND)
def test_a_real_file_has_the_faults_that_its_pages_show(shared_samples: Path, name: str) -> None:
    """No false alarm, and nothing that was seen is missed."""
    report = check(shared_samples / name)

    assert Counter(each.code for each in report.findings) == _FOUND[name]
