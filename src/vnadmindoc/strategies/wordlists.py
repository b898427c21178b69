"""The words that the strategies write with: syllables, set phrases, names of bodies and persons.

Promised: real Vietnamese, all 134 letters with marks among its syllables; nothing here names a
living person or a document that exists.
"""

import unicodedata
from itertools import product

_ONSETS = (
    "b", "c", "ch", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "q", "r", "s", "t",
    "th", "tr", "v", "x", "",
)  # fmt: skip
# The stop shows where the tone stands.
_RHYMES = (
    "a.n", "a.", "a.i", "a.nh", "ă.n", "ă.ng", "â.n", "â.y", "e.", "e.n", "ê.", "ê.n", "i.",
    "i.nh", "o.", "o.i", "ô.", "ô.ng", "ơ.", "ơ.n", "u.", "u.ng", "ư.", "ư.ng", "y.", "iê.n",
    "uô.n", "ươ.ng", "oa.n", "uâ.n", "uyê.n",
)  # fmt: skip
_TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")

# Syllables that begin the words of a duty, a time limit or a part of a document: left out of
# running text, so that it says nothing about who and when by accident.
_SIGNALS = frozenset(
    (
        "bà", "ban", "báo", "chi", "chỉ", "chính", "chịu", "chủ", "đã", "đài", "đầu", "đề", "điều",
        "đoàn", "đồng", "đúng", "giao", "hội", "khi", "kho", "kính", "là", "làm", "mẫu", "muộn",
        "ngày", "nơi", "ông", "phối", "quý", "sau", "số", "sở", "sớm", "tham", "tháng", "theo",
        "thường", "tổ", "trên", "trong", "trước", "trường", "từ", "và", "viện", "việc",
    )
)  # fmt: skip

PHRASES = (
    "hồ sơ", "kế hoạch", "quy chế", "nhiệm vụ trọng tâm", "cơ sở dữ liệu", "cải cách hành chính",
    "chuyển đổi số", "an toàn thông tin", "dịch vụ công trực tuyến", "kinh phí", "cơ quan, đơn vị",
    "đúng quy trình", "năm 2025", "giai đoạn 2021-2025", "quý I/2026", "tháng 9/2021", "UBND tỉnh",
    "CNTT&TT", "CCHC", "QĐ-UBND", "15%", "1.250 triệu đồng", "02 lớp", "cấp xã", "“một cửa”",
    "Nghị định số 30/2020/NĐ-CP", "(nếu có)", "hạ tầng", "Quảng Ngãi", "phòng, chống dịch bệnh",
)  # fmt: skip
SIGNS = (
    "R&D", "<mẫu>", "3*4", "a_b", "A|B", "#1", "`x`", "[1]", "C:\\temp", "50 % + 1", "**", "~",
)  # fmt: skip
"""Signs that mean something to a file format and nothing to a clerk."""

OPENINGS = (
    "Hoàn thiện", "Rà soát", "Triển khai", "Xây dựng", "Tiếp tục thực hiện", "Tăng cường",
    "Đẩy mạnh", "Gấp rút hoàn thành", "Cập nhật", "Tổng hợp", "Xử lý dứt điểm", "Ứng dụng",
)  # fmt: skip
ACTS = ("rà soát", "hoàn thiện", "tổng hợp", "xây dựng", "triển khai", "cập nhật")

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ", "Đặng", "Bùi", "Đỗ", "Ngô")
GIVEN = ("An", "Văn Bình", "Thị Hòa", "Quốc Ấn", "Minh Đức", "Như Ý", "Hữu Nghĩa", "Ngọc Uyển")
PROVINCES = (
    "Nghệ An", "Hà Nội", "Lâm Đồng", "Cà Mau", "Đắk Lắk", "Thừa Thiên Huế", "Quảng Trị", "Đà Nẵng",
    "Thành phố Hồ Chí Minh", "Bà Rịa - Vũng Tàu",
)  # fmt: skip
AGENCIES = (
    "Sở Nội vụ", "Sở Thông tin và Truyền thông", "Văn phòng", "Sở Tài chính",
    "Ban Quản lý Khu kinh tế và các khu công nghiệp", "Trung tâm Phục vụ hành chính công",
)  # fmt: skip
PARTIES = (
    "Sở Nội vụ", "Sở Tài chính", "Phòng Kế hoạch - Tài chính", "Văn phòng UBND tỉnh",
    "Trung tâm CNTT&TT", "các phòng chuyên môn", "Công an tỉnh", "UBND các huyện",
)  # fmt: skip
RECIPIENTS = (
    "Như trên", "Ban Giám đốc Sở", "Các phòng, đơn vị trực thuộc", "Cổng TTĐT tỉnh",
    "UBND tỉnh (để b/c)",
)  # fmt: skip
ISSUING_AUTHORITIES = ("GIÁM ĐỐC SỞ NỘI VỤ", "ỦY BAN NHÂN DÂN", "CHỦ TỊCH\nỦY BAN NHÂN DÂN TỈNH")
SALUTATIONS = ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện", "BỘ TRƯỞNG BỘ NỘI VỤ điện")
ADDRESS = (
    "Số 01, đường Hùng Vương, phường Hồng Gai, tỉnh Quảng Ninh",
    "ĐT: 0203.3812.345, Fax: 0203.3812.346",
    "E-Mail: vanthu@example.vn, Website: example.vn",
)
BASES = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
    "Theo đề nghị của Chánh Văn phòng Sở",
)
SUBJECTS = ("Kết luận", "Về việc", "Tăng cường", "Kết quả", "Ý kiến chỉ đạo về")
ANNIVERSARIES = (("Phụ nữ Việt Nam", 20, 10), ("Quốc khánh", 2, 9), ("Nhà giáo Việt Nam", 20, 11))
"""Name, day and month of days to observe."""
ODD_LABELS = ("", "1.1.", "(1)", "a.", "•", "Điều 1.", "Bước 2:", "(i)", "7.", "iv)")


def _syllable(onset: str, rhyme: str, tone: str) -> str:
    """Return a syllable spelt as usage has it: ``k`` before ``i``, ``gh`` before ``e``."""
    if onset == "q" and not rhyme.startswith("u"):
        onset = "qu"
    if onset in _BEFORE_FRONT_VOWELS and rhyme[0] in "ieêy":
        onset = _BEFORE_FRONT_VOWELS[onset]
    if rhyme == "y." and onset not in ("", "k", "h", "l", "m", "t"):
        rhyme = "uy."
    if rhyme.startswith("iê") and not onset:
        rhyme = "yê" + rhyme[2:]
    return unicodedata.normalize("NFC", onset + rhyme.replace(".", tone))


_BEFORE_FRONT_VOWELS = {"c": "k", "g": "gh", "ng": "ngh"}

SYLLABLES = tuple(
    dict.fromkeys(
        each
        for parts in product(_ONSETS, _RHYMES, _TONES)
        if (each := _syllable(*parts)) not in _SIGNALS
    )
)
"""Some four thousand syllables in small letters."""
