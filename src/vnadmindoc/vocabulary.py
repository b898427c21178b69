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
    REPORTS = "bao_cao"

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
    "bao_cao": "báo cáo",
}


class DutyState(StrEnum):
    """How far a duty is (*tình trạng*)."""

    OPEN = "open"
    UNDER_WAY = "under_way"
    DONE = "done"
    WITHDRAWN = "withdrawn"

    @property
    def printed(self) -> str:
        """The state in Vietnamese words."""
        return _STATE_WORDS[self.value]


_STATE_WORDS = {
    "open": "chưa xong",
    "under_way": "đang làm",
    "done": "đã xong",
    "withdrawn": "thôi giao",
}


class DeadlineKind(StrEnum):
    """What a deadline's words fix (*loại thời hạn*)."""

    DATED = "dated"
    """A last day that the words, with the document's date, settle."""
    CONDITIONAL = "conditional"
    """Bound to an event with no date yet: *sau khi có kết quả thẩm định*."""
    RECURRING = "recurring"
    """Comes round again and again: *trước ngày 25 hằng tháng*."""
    STANDING = "standing"
    """At all times, with no end: *thường xuyên*."""
    REFERRED = "referred"
    """Told elsewhere in the document: *theo thời gian tại khoản 1 Công văn này*."""
    UNRESOLVED = "unresolved"
    """A day that cannot be settled: *trước ngày 31/9/2025*, or no year to be found."""
    VAGUE = "vague"
    """No day at all: *đúng thời gian quy định*, *khẩn trương*."""

    @property
    def printed(self) -> str:
        """What stands in a list in place of a day."""
        return {
            "dated": "có ngày",
            "conditional": "có điều kiện",
            "recurring": "định kỳ",
            "standing": "thường xuyên",
            "referred": "theo nơi khác",
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
    ON = "on"
    """*vào ngày*: on the stated day, neither sooner nor later."""
    FROM_TO = "from_to"
    """*từ ngày … đến ngày …*: from the first day allowed to the stated day, both included."""


class Precision(StrEnum):
    """How finely the words of a deadline fix its time (*độ chính xác của thời hạn*)."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class Unit(StrEnum):
    """In what a term is counted (*đơn vị tính thời hạn*)."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

    @property
    def printed(self) -> str:
        """The unit in Vietnamese words."""
        return _UNIT_WORDS[self.value]


_UNIT_WORDS = {
    "hour": "giờ",
    "day": "ngày",
    "working_day": "ngày làm việc",
    "week": "tuần",
    "month": "tháng",
    "year": "năm",
}


class Frequency(StrEnum):
    """How often a duty comes round (*định kỳ*)."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"

    @property
    def printed(self) -> str:
        """The words a notice writes: *hằng tháng*."""
        return _FREQUENCY_WORDS[self.value]


_FREQUENCY_WORDS = {
    "daily": "hằng ngày",
    "weekly": "hằng tuần",
    "monthly": "hằng tháng",
    "quarterly": "hằng quý",
    "half_yearly": "06 tháng một lần",
    "yearly": "hằng năm",
}


class Weekday(StrEnum):
    """A day of the week (*thứ*); *thứ Hai*, the second day, is Monday."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @property
    def printed(self) -> str:
        """The name in Vietnamese words."""
        return _WEEKDAY_WORDS[self.value]

    @property
    def index(self) -> int:  # type: ignore[override]  # str.index, which nobody asks a weekday
        """Its place in the week from Monday, 0, as `datetime.date.weekday` counts."""
        return list(_WEEKDAY_WORDS).index(self.value)


_WEEKDAY_WORDS = {
    "monday": "thứ Hai",
    "tuesday": "thứ Ba",
    "wednesday": "thứ Tư",
    "thursday": "thứ Năm",
    "friday": "thứ Sáu",
    "saturday": "thứ Bảy",
    "sunday": "Chủ nhật",
}


class Reckoning(StrEnum):
    """A step by which a last day was settled that its words alone do not say (*cách tính*).

    Source: Bộ luật Dân sự 2015, Điều 146-148.
    """

    BEFORE_INCLUDES_DAY = "before_includes_day"
    """By policy *trước ngày* takes the stated day in."""
    YEAR_OF_DOCUMENT = "year_of_document"
    """The year is that of the document: the first such day on or after it."""
    MONTH_OF_DOCUMENT = "month_of_document"
    """*trong tháng này*: the month, week, quarter or year of the document."""
    YEAR_OF_HEADING = "year_of_heading"
    """The year stands in the heading above."""
    DAY_OF_ISSUE = "day_of_issue"
    """*kể từ ngày ký*: the term runs from the day of issue."""
    PART_OF_PERIOD = "part_of_period"
    """*đầu, giữa, cuối tháng* or *năm* are days that the law fixes (Điều 146.3)."""
    FIRST_DAY_LEFT_OUT = "first_day_left_out"
    """The day of the event is not counted (Điều 147.2)."""
    CORRESPONDING_DAY = "corresponding_day"
    """A term in weeks, months or years ends on the corresponding day (Điều 148.2-148.4)."""
    NEXT_WORKING_DAY = "next_working_day"
    """A term that would end on a day off ends on the next working day (Điều 148.5)."""
    MOVED_LATER = "moved_later"
    """By policy a stated day that is a day off is moved to the next working day."""
    MOVED_EARLIER = "moved_earlier"
    """By policy a stated day that is a day off is moved to the working day before."""


class Doubt(StrEnum):
    """Why a day could not be settled, or why it should be looked at again (*điều chưa rõ*)."""

    NO_SUCH_DAY = "no_such_day"
    NO_SUCH_HOUR = "no_such_hour"
    NO_YEAR = "no_year"
    NO_MONTH = "no_month"
    NO_DAY = "no_day"
    NO_ISSUE_DAY = "no_issue_day"
    LUNAR = "lunar"
    UNREADABLE_FIGURES = "unreadable_figures"
    SHORT_YEAR = "short_year"
    TWO_READINGS = "two_readings"
    WEEKDAY_DIFFERS = "weekday_differs"
    BEFORE_DOCUMENT = "before_document"

    @property
    def printed(self) -> str:
        """The reason in plain words, after which nothing follows."""
        return _DOUBT_WORDS[self.value]


_DOUBT_WORDS = {
    "no_such_day": "the calendar has no such day",
    "no_such_hour": "the clock has no such hour",
    "no_year": "no year is written, and the document's date does not tell it",
    "no_month": "no month is written, and the document's date does not tell it",
    "no_day": "an hour is written and no day",
    "no_issue_day": "the day of issue is not known",
    "lunar": "the day is of the lunar calendar",
    "unreadable_figures": "a letter stands where a figure is expected",
    "short_year": "the year has two figures",
    "two_readings": "the words can be read in two ways",
    "weekday_differs": "the day of the week is another one",
    "before_document": "the day lies before the document's own",
}
