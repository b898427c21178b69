"""What a party looks like in a text: a unit, an office, a person, or several of them.

Promised: a party is quoted as written; commas and *và* that belong to a name part nothing (*Sở Văn
hóa, Thể thao và Du lịch*), those between two names do. *Ban hành*, *Tổ chức*, *Bộ quy chế*, *phòng,
chống* begin no party.
Refused here: what a party is to do; who it is, which the directory knows.
"""

import re
from typing import NamedTuple

_MOST_PARTY = 200  # characters; longer, it is a sentence
_MOST_PARTIES = 20  # in one list
_MOST_WORDS = 14  # of one name


def any_of(listed: str) -> str:
    """Return a pattern of the alternatives that a list holds, parted by bars between blanks.

    Those that begin with the same letter stand together behind it: a search then asks for some
    twenty letters, not for hundreds of words.
    """
    behind: dict[str, list[str]] = {}
    for each in " ".join(listed.split()).split(" | "):
        first = each[: each.index("]") + 1] if each.startswith("[") else each[0]
        behind.setdefault(first, []).append(each[len(first) :])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in behind.items())


# Words a party begins with.
_HEADS = r"""
    [ĐđDd]ồng chí | [Đđ]/c | [ÔôO]ng | [Bb]à | [Ss]ở | [Pp]hòng(?!,| chống| ngừa| cháy) |
    Ban(?! hành) | Bộ(?! quy| hồ| tài| câu| chỉ| tiêu) | [Vv]ăn phòng | [Tt]rung tâm | UBND |
    HĐND | UBMTTQ | MTTQ | BHXH | VPUB | BQL | BCH | BCĐ | CQ | TT | VP | QLDA | [ỦU][yỷ] ban |
    [Cc]ông an | [Cc]hi cục | [Cc]ục | Tổng cục | Thanh tra | [Vv]ụ(?= [A-ZĐ]) |
    [Cc]hánh (?:[Vv]ăn|Thanh) | [Kk]ế toán | [Tt]rưởng | [Pp]hó | [Gg]iám đốc | [Tt]ổng giám đốc |
    [Hh]iệu trưởng | [Cc]hủ tịch | [Ll]ãnh đạo | [Bb]ộ phận | Tổ(?! chức) | [Đđ]oàn |
    [Cc]hi đoàn | Hội(?! nghị| thảo| trường) | [Đđ]ơn vị | [Cc]ơ quan | [Cc]huyên viên |
    [Vv]ăn thư | [Tt]oàn thể | [Tt]rường | Viện | [Vv]iện [Kk]iểm sát | [Tt]òa án | Bệnh viện |
    Báo(?! cáo) | Đài | [Cc]ông ty | Tổng công ty | [Cc]ông đoàn | [Dd]oanh nghiệp |
    [Hh]ợp tác xã | [Tt]ập đoàn | Khoa | Tỉnh đoàn | Thành đoàn | Huyện đoàn | Xã đoàn |
    [Kk]ho bạc | Mặt trận | Liên đoàn | Liên hiệp | Điện lực | Viễn thông | VNPT | Viettel | EVN |
    Ngân hàng | Bảo hiểm xã hội | Hạt | Trạm | [Đđ]ại biểu | Ủy viên | [Tt]hủ trưởng |
    [Tt]hường trực | Đảng [uủ][yỷ] | [Tt]ỉnh [uủ][yỷ] | Huyện ủy | Thành ủy | Quân khu |
    [Cc]hi nhánh | [Cc]hi bộ | Đảng bộ | [Cc]hủ đầu tư | [Cc]hủ cơ sở | [Nn]hà thầu |
    [Nn]hà trường | [Gg]iáo viên | [Cc]án bộ | Xã(?= [A-ZĐ]) | Phường(?= [A-ZĐ]) |
    [Cc]hính quyền | Hiệp hội | Quỹ(?= [A-ZĐ]) | Học viện | Nhà (?:văn hóa|xuất bản|máy) |
    [Tt]hành viên | Thư viện | Bảo tàng | [Hh]ộ kinh doanh | Kiểm toán | Hải quan | Bưu điện |
    Tổng biên tập | Thư ký | [Cc]ác (?:(?:Phó|phó) )?(?:GROUPS)
"""
# What stands in the plural: "các phòng", "các địa phương".
_GROUPS = r"""
    phòng(?!,? chống) | [Ss]ở | [Bb]an(?! hành) | [Bb]ộ | ngành | đơn vị | cơ quan | xã | phường |
    trường | đồng chí | địa phương | huyện | khoa | doanh nghiệp | công ty | tổ(?! chức thực) |
    trung tâm | chi bộ | phó | trưởng | cán bộ | chuyên viên | đoàn thể | hội | thành viên |
    chủ đầu tư | nhà thầu | UBND | Ủy ban | đại biểu | chi đoàn | chi cục | cục | vụ | tỉnh |
    thành phố | thôn | bản | khu phố | tổ dân phố | cấp ủy | Chi nhánh | chi nhánh | Ban |
    Trung tâm | bộ phận | cá nhân | hộ | cơ sở | nhà trường | lực lượng | Tập đoàn |
    Tổng công ty | Hội | lớp | giáo viên | bên | Phó | Giám đốc | Trưởng
"""
HEAD = rf"(?:{any_of(_HEADS)})(?!\w)".replace("GROUPS", any_of(_GROUPS))
"""The pattern of the words that a party begins with."""
_HEAD = re.compile(HEAD)
# After "phối hợp với": a name in capitals will do, "VNPT Nghệ An", "Viettel".
_NAME = re.compile(r"[A-ZĐ][A-ZĐ&]{1,9}(?!\w)(?:\s+[A-ZÀ-ỸĐ][^\W\d_]*){0,5}")
_GROUP = re.compile(rf"(?:{any_of(_GROUPS)}|đặc khu|thị trấn|tiểu học|trung học)(?!\w)")

# What a party does, and the words that may stand before it: the party ends before them. Small
# letters only, for "Sở Xây dựng" is a name. Of one syllable are only those that end no other word.
_ACTS = r"""
    rà soát | hoàn thiện | kính | công bố | hoàn thành | hoàn tất | tổng hợp | triển khai |
    thực hiện | tổ chức | báo cáo | trình | gửi | rà | chuẩn bị | tham mưu | đề xuất | kiểm tra |
    kiểm kê | kiểm đếm | đôn đốc | theo dõi | hướng dẫn | tập trung | tiếp tục | cung cấp |
    cập nhật | nghiên cứu | bố trí | phối hợp | phối với | tuyên truyền | ban hành | đăng ký |
    xử lý | tiếp nhận | phân công | đẩy mạnh | đẩy nhanh | tăng cường | sửa đổi | bàn giao |
    công khai | niêm yết | khẩn trương | có ý kiến | góp ý | cho ý kiến | rút kinh nghiệm |
    tuần tra | khảo sát | thu thập | nâng cấp | đầu tư(?= đồng) | phát hành | mời | giúp | để |
    là | giải ngân | nộp | chấp hành | tham gia | khắc phục | kiện toàn | chuyển |
    có trách nhiệm | cử(?! tri) | thông báo | đánh giá | tiến hành | duy trì | nâng cao |
    vận hành | phê duyệt | thành lập | xác định | mua sắm | chi trả | phát động | tuyển |
    giải quyết | giải trình | rút | chịu trách nhiệm | chủ trì | chỉ đạo | trực tiếp | chủ động |
    kịp thời | nghiêm túc | thường xuyên | phải | cần | sẽ | được | đã | đang | chưa | không |
    vẫn | căn cứ | trên cơ sở | theo | trước | sau | khi | nếu | thì | mà | do | bằng | vào |
    trong | từ | đến | bảo đảm | đảm bảo | thống kê | lấy ý kiến | xem xét | ưu tiên | quan tâm |
    thẩm định | quyết toán | đối chiếu | trả lời | phản ánh | xác minh | thu hồi | hỗ trợ |
    vận động | phát huy | chịu | quán triệt | phổ biến | tạo điều kiện | đề nghị | yêu cầu |
    giao(?! thông| dịch| ban| tiếp) | thống nhất | cùng(?= rà| tham| thực) | làm việc |
    làm đầu mối | dự họp | nghiệm thu | khởi công | bám sát | lồng ghép | cân đối | huy động |
    cấp phát | biên soạn | soạn | tự | dừng | chấn chỉnh | kiểm điểm | nhắc nhở | tập huấn |
    bồi dưỡng | in ấn | đăng tải | đưa | nắm | ký | lập | cấp kinh phí | xây dựng | thẩm tra |
    thẩm duyệt | phúc tra | tiêm chủng | tiêm phòng | phun | di dời | cưỡng chế | giải tỏa |
    phụ trách | xác nhận | chứng thực | kê khai | khai báo | đưa tin | phát sóng | tuyên dương |
    khen thưởng | tổng kết | sơ kết | ký kết | ký cam kết | đấu thầu | đấu giá | thanh toán |
    thanh lý | phân bổ | điều chỉnh | điều động | luân chuyển | bổ nhiệm | tuyển dụng |
    tuyển sinh | diễn tập | canh gác | trực ban | ngăn chặn | đấu tranh | phát hiện | số hóa |
    nhập dữ liệu | kết nối | tích hợp | liên thông | khai thác | sử dụng | bảo trì | sửa chữa |
    thi công | lắp đặt | trồng | chăm sóc | nạo vét | vệ sinh | thu gom | xử phạt | quan trắc |
    đo đạc | cắm mốc | công nhận | cấp phép | gia hạn | phân loại | lưu trữ | chỉnh lý |
    tiêu hủy | giao nộp | sáp nhập | sắp xếp | tinh giản | cắt giảm | đơn giản hóa | mở rộng |
    duy tu | bồi thường | đối thoại | tiếp xúc | giám định | cam kết | lưu ý | học tập |
    trao đổi | thảo luận | biểu quyết | hiệp thương | phân tích | dự báo | cảnh báo |
    tự kiểm tra | tự đánh giá | kiểm soát | giám sát | đào tạo | phấn đấu | nỗ lực | đổi mới |
    củng cố | phân cấp | ủy quyền | chuẩn hóa | tham dự | nhắc | bổ sung | xin ý kiến | quản lý |
    tư vấn
"""
_ACT = re.compile(rf"\s(?P<act>{any_of(_ACTS)})(?!\w)")
# Behind these words an act is the second half of another word, "đăng ký", "công trình", or says of
# what kind a body is, "đơn vị thi công".
_KINDS = ("đơn vị", "cơ quan", "cơ sở", "bộ phận", " tổ", "cán bộ", "nhà thầu", " ban", "chi cục")
_HALVES = {
    "ký": ("đăng",),
    "lập": ("thành", "độc", "tân", "công", "tự"),
    "trình": ("công", "chương", "quy", "quá", "lộ", "tờ"),
    "tổng hợp": ("dịch vụ",),
    "xây dựng": ("đầu tư",),
    "tổ chức": ("các", "của"),
    **dict.fromkeys(
        ("sử dụng", "đào tạo", "lưu trữ", "khai thác", "tư vấn", "thi công", "phụ trách",
         "quản lý", "vận hành", "giám sát", "kiểm soát", "giám định", "thanh tra"),
        _KINDS,
    ),
}  # fmt: skip
_ACT_FIRST = re.compile(rf"(?:{any_of(_ACTS)})(?!\w)")
_PERSON = re.compile(r"[ĐđDd]ồng chí|[Đđ]/c|[ÔôO]ng |[Bb]à ")
_STOP = re.compile(r"[.;:()]|$")
_JOINT = re.compile(r",\s+|\s+(?:và|hoặc|cùng)\s+|\s*;\s+")
_LISTING = re.compile(
    r"[Cc]ác (?:[Ss]ở|[Bb]ộ|ngành|xã|phường|phòng|huyện|đơn vị|đồng chí)(?: [^\W\d]+){0,3}:\s+"
    r"(?=[A-ZĐ])"
)
_BRACKET = re.compile(r"\s\([^()]{2,80}\)(?=\s[^\W\d_])")
_NO_ONE = re.compile(r"(?:[Đđ]ơn vị|[Cc]ơ quan|[Đđ]ồng chí|[Dd]oanh nghiệp) (?:nào|khác)(?!\w)")
# "Văn phòng HĐND và UBND huyện" is one office.
_ONE_OFFICE = re.compile(r"HĐND\s+và\s+UBND|Hội đồng nhân dân\s+và\s+Ủy ban")


class Parties(NamedTuple):
    """Parties that stand in a row.

    Attributes:
        names: Each as written.
        end: Where in the text the last one ends.
    """

    names: tuple[str, ...]
    end: int


def parties_at(text: str, start: int, *, named: bool = False) -> Parties | None:
    """Return the party or parties that stand at a place, None if there is none.

    Args:
        text: One paragraph.
        start: Where they begin.
        named: Whether a name in capitals is taken for a party although its first word is unknown.
    """
    if _HEAD.match(text, start) is None and not (named and _NAME.match(text, start)):
        return None
    if _NO_ONE.match(text, start):
        return None
    stop = _stop(text, start)
    if _HEAD.match(text, start) is None:
        # Of a name in capitals nothing but the capitals is known.
        name = _NAME.match(text, start)
        stop = min(stop, name.end()) if name is not None and "," not in text[start:stop] else stop
    names: list[tuple[int, int]] = []
    begin = start
    at = start
    for joint in _JOINT.finditer(text, start, stop):
        if joint.start() < at:
            continue
        after = joint.end()
        if after >= stop or _ACT_FIRST.match(text, after):
            stop = joint.start()
            break
        if _parts(text, begin, joint):
            names.append((begin, joint.start()))
            begin = after
            if len(names) >= _MOST_PARTIES:
                return None
        elif not _continues(text, begin, joint, stop):
            stop = joint.start()
            break
        at = after
    names.append((begin, stop))
    quoted = tuple(text[one:other].rstrip(" ,") for one, other in names)
    if any(not _is_name(each) for each in quoted):
        return None
    return Parties(quoted, names[-1][0] + len(quoted[-1]))


def _stop(text: str, start: int) -> int:
    """Return where the row of parties ends at the latest: at a verb, or at the clause's end."""
    limit = min(len(text), start + _MOST_PARTY * 3)
    listing = _LISTING.match(text, start)
    at = listing.end() if listing is not None else start
    for _ in range(3):
        found = _STOP.search(text, at, limit)
        end = found.start() if found is not None else limit
        bracket = _BRACKET.match(text, end - 1) if text[end : end + 1] == "(" and end else None
        act = _act(text, at, end)
        if act is not None:
            return act
        if bracket is None or not _ACT.match(text, bracket.end()):
            return end
        at = bracket.end()  # "Đ/c Mai (Kế toán trưởng) lập": the bracket belongs to the name
    return at


def _act(text: str, start: int, end: int) -> int | None:
    """Return where the first act between two places begins, None if there is none."""
    for found in _ACT.finditer(text, start, end):
        halves = _HALVES.get(found["act"])
        at = found.start()
        if halves is None or not text[max(0, at - 8) : at].casefold().endswith(halves):
            return at
    return None


def _parts(text: str, begin: int, joint: re.Match[str]) -> bool:
    """Whether a comma or *và* parts two parties."""
    after = joint.end()
    if _HEAD.match(text, after) is None:
        return False
    if _PERSON.match(text, begin) and not _PERSON.match(text, after) and "," in joint.group():
        # After a person the comma leads to the person's office.
        return False
    return _ONE_OFFICE.match(text, joint.start() - len("HĐND")) is None


def _continues(text: str, begin: int, joint: re.Match[str], stop: int) -> bool:
    """Whether what follows a comma or *và* goes on with the same name."""
    after = joint.end()
    if _PERSON.match(text, begin):
        return _HEAD.match(text, after) is not None
    word = text[after : after + 1]
    if _GROUP.match(text, after) or word.isupper():
        return True
    # "các trường tiểu học, trung học cơ sở": small letters go on with a plural alone.
    following = _JOINT.search(text, after, stop)
    end = following.start() if following is not None else stop
    return " và " in joint.group() and len(text[after:end].split()) <= 4


def _is_name(name: str) -> bool:
    words = name.split()
    return 0 < len(words) <= _MOST_WORDS * (1 + name.count(",")) and len(name) <= _MOST_PARTY


def is_person(party: str) -> bool:
    """Whether a party is a person, with or without an office."""
    return _PERSON.match(party) is not None


def only_parties(text: str) -> tuple[str, ...]:
    """Return the parties of a text that is nothing else: the heading *1. Sở Tài chính*.

    A *Giao* in front and a colon behind are no more; empty where there is anything else.
    """
    if len(text) > _MOST_PARTY:
        return ()
    bare = text.rstrip(" .:;")
    start = _GIVEN.match(bare)
    begin = start.end() if start is not None else 0
    found = parties_at(bare, begin)
    if found is None or found.end != len(bare):
        return ()
    return found.names


_GIVEN = re.compile(r"(?:Giao|Đề nghị|Yêu cầu|Đối với|Về phía)\s+")
