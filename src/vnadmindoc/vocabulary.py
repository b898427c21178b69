"""The closed lists of the Decree, as enumerations.

Source: Nghị định 30/2020/NĐ-CP, Điều 7 (types), Phụ lục I, Phần I, Mục II.7 (authority),
Mục III.2 (marks), Phụ lục III, Mục I (abbreviations).
"""

from enum import StrEnum
from typing import Self


class DocumentKind(StrEnum):
    """The type of a document (*tên loại văn bản*): the 29 types of Điều 7.

    The value is the stable name in data files; `printed` is the Vietnamese name in ordinary case,
    `abbreviation` the official one, empty where there is none (*công văn*, *thư công*).
    """

    printed: str
    abbreviation: str

    def __new__(cls, value: str, printed: str, abbreviation: str) -> Self:
        """Take the value with what belongs to it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.printed = printed
        member.abbreviation = abbreviation
        return member

    RESOLUTION = "nghi_quyet", "Nghị quyết", "NQ"
    DECISION = "quyet_dinh", "Quyết định", "QĐ"
    DIRECTION = "chi_thi", "Chỉ thị", "CT"
    STATUTE = "quy_che", "Quy chế", "QC"
    REGULATION = "quy_dinh", "Quy định", "QyĐ"
    COMMUNIQUE = "thong_cao", "Thông cáo", "TC"
    NOTICE = "thong_bao", "Thông báo", "TB"
    GUIDANCE = "huong_dan", "Hướng dẫn", "HD"
    PROGRAMME = "chuong_trinh", "Chương trình", "CTr"
    PLAN = "ke_hoach", "Kế hoạch", "KH"
    SCHEME = "phuong_an", "Phương án", "PA"
    PROPOSAL = "de_an", "Đề án", "ĐA"
    PROJECT = "du_an", "Dự án", "DA"
    REPORT = "bao_cao", "Báo cáo", "BC"
    MINUTES = "bien_ban", "Biên bản", "BB"
    SUBMISSION = "to_trinh", "Tờ trình", "TTr"
    CONTRACT = "hop_dong", "Hợp đồng", "HĐ"
    LETTER = "cong_van", "Công văn", ""
    TELEGRAM = "cong_dien", "Công điện", "CĐ"
    MEMORANDUM = "ban_ghi_nho", "Bản ghi nhớ", "BGN"
    AGREEMENT = "ban_thoa_thuan", "Bản thỏa thuận", "BTT"
    AUTHORIZATION = "giay_uy_quyen", "Giấy ủy quyền", "GUQ"
    INVITATION = "giay_moi", "Giấy mời", "GM"
    INTRODUCTION = "giay_gioi_thieu", "Giấy giới thiệu", "GGT"
    LEAVE = "giay_nghi_phep", "Giấy nghỉ phép", "GNP"
    DISPATCH_SLIP = "phieu_gui", "Phiếu gửi", "PG"
    TRANSFER_SLIP = "phieu_chuyen", "Phiếu chuyển", "PC"
    NOTICE_SLIP = "phieu_bao", "Phiếu báo", "PB"
    OPEN_LETTER = "thu_cong", "Thư công", ""


class SigningAuthority(StrEnum):
    """In whose stead a person signs (*quyền hạn của người ký*), Mục II.7.b; printed with a stop."""

    ON_BEHALF = "TM"
    FOR_HEAD = "KT"
    BY_ORDER = "TL"
    BY_DELEGATION = "TUQ"
    ACTING = "Q"


class SectionLevel(StrEnum):
    """What a part of the body with a heading is (*phần, chương, mục, tiểu mục*), Mục II.6.

    The value is the word its label begins with; a *mục* of the second skeleton has a Roman
    numeral alone.
    """

    PART = "Phần"
    CHAPTER = "Chương"
    DIVISION = "Mục"
    SUBDIVISION = "Tiểu mục"
    ROMAN = ""


class Medium(StrEnum):
    """What a document is issued on (*văn bản giấy, văn bản điện tử*), Điều 3."""

    PAPER = "giay"
    ELECTRONIC = "dien_tu"


class CopyKind(StrEnum):
    """The kind of a copy (*hình thức sao*), Điều 25; the value begins the symbol of its number."""

    FULL = "SY"
    OF_COPY = "SL"
    EXTRACT = "TrS"

    @property
    def printed(self) -> str:
        """What is printed above the copy's date."""
        return {"SY": "SAO Y", "SL": "SAO LỤC", "TrS": "TRÍCH SAO"}[self.value]


class Urgency(StrEnum):
    """The urgency mark (*mức độ khẩn*), Mục III.2.b; the value is printed in capitals."""

    URGENT = "khan"
    VERY_URGENT = "thuong_khan"
    EXPRESS = "hoa_toc"

    @property
    def printed(self) -> str:
        """The text of the stamp."""
        return {"khan": "KHẨN", "thuong_khan": "THƯỢNG KHẨN", "hoa_toc": "HỎA TỐC"}[self.value]


class Secrecy(StrEnum):
    """The secrecy mark (*độ mật*), Mục III.2.a."""

    SECRET = "mat"
    TOP_SECRET = "toi_mat"
    MOST_SECRET = "tuyet_mat"

    @property
    def printed(self) -> str:
        """The text of the stamp."""
        return {"mat": "MẬT", "toi_mat": "TỐI MẬT", "tuyet_mat": "TUYỆT MẬT"}[self.value]


class AssignmentRole(StrEnum):
    """What a party does in a duty (*vai trò*)."""

    LEAD = "chu_tri"
    PARTNER = "phoi_hop"
    DIRECTS = "chi_dao"
    RESPONSIBLE = "chiu_trach_nhiem"
    ASSIGNED = "giao"
    EXECUTES = "thuc_hien"
    ADVISES = "tham_muu"
    FOLLOWS_UP = "theo_doi"
    FOCAL_POINT = "dau_moi"
    REQUESTED = "de_nghi"

    @property
    def printed(self) -> str:
        """The role in Vietnamese words."""
        return _ROLE_WORDS[self.value]


_ROLE_WORDS = {
    "chu_tri": "chủ trì",
    "phoi_hop": "phối hợp",
    "chi_dao": "chỉ đạo",
    "chiu_trach_nhiem": "chịu trách nhiệm",
    "giao": "được giao",
    "thuc_hien": "thực hiện",
    "tham_muu": "tham mưu",
    "theo_doi": "theo dõi, đôn đốc",
    "dau_moi": "đầu mối",
    "de_nghi": "được đề nghị",
}


class DeadlineKind(StrEnum):
    """What a deadline's words fix (*loại thời hạn*)."""

    DATED = "dated"
    """A last day that the words, with the document's date, settle."""
    CONDITIONAL = "conditional"
    """Bound to an event with no date yet: *sau khi có kết quả thẩm định*."""
    RECURRING = "recurring"
    """Comes round again and again: *trước ngày 25 hằng tháng*."""
    UNRESOLVED = "unresolved"
    """A day that cannot be settled: *trước ngày 31/9/2025*, or no year to be found."""
    VAGUE = "vague"
    """No day at all: *đúng thời gian quy định*, *thường xuyên*."""

    @property
    def printed(self) -> str:
        """What stands in a list in place of a day."""
        return {
            "dated": "có ngày",
            "conditional": "có điều kiện",
            "recurring": "định kỳ",
            "unresolved": "không rõ ngày",
            "vague": "không ghi ngày",
        }[self.value]


class Bound(StrEnum):
    """How a stated day bounds the time allowed."""

    BEFORE = "before"
    """*trước ngày*: the stated day is already too late."""
    BY = "by"
    """*chậm nhất ngày*, *đến hết ngày*: the stated day is the last."""
    WITHIN = "within"
    """*trong tháng*, *trong ngày*: the last day of the stated period."""
