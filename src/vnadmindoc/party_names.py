"""What a party looks like in a text: a unit, an office, a person, or several of them.

Promised: a party is quoted as written; commas and *và* that belong to a name part nothing (*Sở Văn
hóa, Thể thao và Du lịch*), those between two names do. *Ban hành*, *Tổ chức*, *Bộ quy chế*, *phòng,
chống* begin no party.
Refused here: what a party is to do; who it is, which the directory knows.
"""

import re
from typing import NamedTuple

from vnadmindoc.predicates import begins_predicate, predicate_in, unlisted_in

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


# Bodies and parts of bodies; what they may begin otherwise is ruled out behind them.
_UNITS = r"""
    Hải đội | Bưu cục | Cổng(?= [A-ZĐ]) | [Nn]hóm(?= [A-ZĐ]| chuyên| công) | Vườn quốc gia |
    Khu bảo tồn | [Ll]ực lượng | [Tt]rung đoàn | [Tt]iểu đoàn | [Ll]ữ đoàn | [Ss]ư đoàn |
    [Đđ]ại đội | [Tt]rung đội | [Ss]ở(?! hữu| thích) |
    [Pp]hòng(?!,| chống| ngừa| cháy| dịch| bệnh| khi| thủ) | P\. | Ban(?! hành| đầu| ngày) |
    ban (?:quản lý|chỉ đạo|chỉ huy|giám hiệu|tổ chức|chấp hành) |
    Bộ(?! quy| hồ| tài| câu| chỉ| tiêu| sách| luật| máy| mẫu| đề| dữ) | [Vv]ăn phòng(?! phẩm) |
    [Tt]rung tâm | [ỦUủu][yỷ] ban | [Cc]ông an | [Cc]hi cục | [Cc]ục(?! bộ) | [Tt]ổng cục |
    [Tt]hanh tra | [Vv]ụ(?= [A-ZĐ]) | [Bb]ộ phận(?! của) | [Bb]ộ môn | [Tt]ổ(?! chức| hợp ) |
    [Đđ]oàn(?! kết) | [Cc]hi đoàn | [Cc]hi hội | [Cc]hi ủy | [Hh]ội đồng |
    Hội(?! nghị| thảo| trường| nhập| chợ| họp| thi| diễn) | [Đđ]ội(?! ngũ) | [Tt]rường(?! hợp) |
    [Hh]ọc viện | Đại học | Viện(?! dẫn| trợ| phí) | [Vv]iện [Kk]iểm sát | [Tt]òa án |
    [Bb]ệnh viện | [Tt]rạm(?! thu) | Khoa(?! học) | Báo(?! cáo| giá| chí| hiệu) | Đài |
    Thông tấn xã | [Cc]ông ty | [Tt]ổng [Cc]ông ty | [Cc]ông đoàn | [Dd]oanh nghiệp |
    [Hh]ợp tác xã | [Tt]ập đoàn | [Xx]í nghiệp | [Pp]hân xưởng |
    [Nn]hà (?:văn hóa|xuất bản|máy|thầu|trường|hát|đầu tư) | Tỉnh đoàn | Thành đoàn | Huyện đoàn |
    Xã đoàn | [Kk]ho bạc | Thuế(?= (?:tỉnh|thành|cơ sở|khu|[A-ZĐ])) | Hải quan |
    Cảng(?= vụ| [A-ZĐ]) | Thi hành án | Mặt trận | Liên đoàn | Liên hiệp | Liên minh | Hiệp hội |
    Câu lạc bộ | Điện lực | Viễn thông | Bưu điện | Ngân hàng | Bảo hiểm xã hội | Kiểm toán |
    Quản lý thị trường | Hạt(?= [A-ZĐ]| kiểm) | [Đđ]ồn(?= [A-ZĐBb]) | [Tt]hường trực |
    [Đđ]ảng [uủ][yỷ] | [Tt]ỉnh [uủ][yỷ] | [Hh]uyện ủy | [Tt]hành ủy | Quân khu | Bộ đội |
    [Cc]hi nhánh | [Cc]hi bộ | [Đđ]ảng bộ | [Cc]hính quyền | Quỹ(?= [A-ZĐ]) | Thư viện |
    Bảo tàng | [Tt]iểu ban | Xã(?= [A-ZĐ]) | Phường(?= [A-ZĐ]) | Thôn(?= [A-ZĐ]) |
    Bản(?= [A-ZĐ]) | Khu(?= Quản lý| [A-ZĐ]) | Khối(?= [A-ZĐ]| trưởng) | Cụm(?= [A-ZĐ]) |
    Trại(?= [A-ZĐ]) | Xưởng | [Tt]oàn thể | VNPT | Viettel | MobiFone | EVN | PVN | TKV | FPT
"""
# Those who hold an office or belong to a body.
_PEOPLE = r"""
    [Tt]rợ lý | [Cc]huyên gia | [ĐđDd]ồng chí | [Đđ]/c | [ÔôO]ng | [Bb]à | [Cc]ô(?= [A-ZĐ]) |
    [Tt]hầy(?= [A-ZĐ]) | [Cc]hánh (?:[Vv]ăn|[Tt]hanh|án) | [Kk]ế toán | [Tt]hủ quỹ |
    [Tt]rưởng(?! thành) | [Pp]hó(?! mặc| thác) | [Gg]iám đốc |
    [Tt]ổng (?:[Gg]iám đốc|[Bb]iên tập|[Pp]hụ trách|TGĐ) | [Hh]iệu trưởng | [Cc]hủ tịch |
    [Bb]í thư | [Ll]ãnh đạo | [Tt]ập thể lãnh đạo | [Cc]huyên viên | [Vv]ăn thư |
    [Bb]ảo vệ(?=[,\s]+(?:[Tt]rường|cơ quan|nhà trường)) | [Đđ]ại biểu | [Uu]ỷ viên |
    [ỦUủu]y viên | [Tt]hủ trưởng |
    [Nn]gười (?:đứng đầu|đại diện|phụ trách|dân|lao động|phát ngôn|nộp thuế|học) | [Bb]ộ trưởng |
    [Tt]hứ trưởng | [Tt]hủ tướng | [Cc]hỉ huy trưởng | [Cc]hính trị viên | [Cc]hính ủy |
    [Qq]uản đốc | [Tt]hư ký | [Cc]án bộ | [Cc]ông chức | [Vv]iên chức | [Nn]hân viên |
    [Gg]iáo viên | [Gg]iảng viên | [Hh]ọc viên | [Hh]ọc sinh | [Ss]inh viên | [Pp]hụ huynh |
    [Tt]hành viên | [Đđ]ảng viên | [Đđ]oàn viên | [Hh]ội viên | [Tt]hí sinh | [Bb]áo cáo viên |
    [Tt]uyên truyền viên | [Cc]ộng tác viên | [Hh]òa giải viên | [Đđ]iều tra viên | [Bb]ác sĩ |
    [Đđ]iều dưỡng | [Nn]hân dân | [Cc]ông dân | [Cc]ử tri |
    [Cc]hủ (?:đầu tư|cơ sở|rừng|hồ|doanh nghiệp|hộ|phương tiện|nhiệm|trang trại|dự án|tài khoản) |
    [Tt]ư vấn (?:giám sát|thiết kế|quản lý) | [Hh]ộ (?:kinh doanh|gia đình|dân|nuôi|sản xuất) |
    [Bb]an giám hiệu | [Đđ]ơn vị | [Cc]ơ quan |
    [Cc]ơ sở(?= (?:giáo dục|y tế|khám|sản xuất|kinh doanh|đào tạo|lưu trú)) | [Cc]ấp ủy | GVCN |
    GVBM | PCT | TGĐ | PTGĐ | BGH | BGĐ | HT | PHT
"""
# "Viện trưởng", "Tổ phó", "chi hội trưởng".
_BY_RANK = r"[^\W\d_]{2,6} (?:trưởng|phó)(?! (?:thành|phòng))"
# Abbreviations of bodies: what they begin with, and what may follow.
_LETTERS = (
    r"(?:UBND|HĐND|UBMTTQ|MTTQ|BHXH|VPUB|VP|BQL|BCH|BCĐ|BTV|BTC|BTG|CQ|QLDA|CA(?=[XTPH]?\b)"
    r"|TT(?!HC|r(?!\w)|ATGT|BC)|KBNN|NHNN|NHCSXH|SGDĐT|SNN|SYT|STC|SXD|SNV|SCT|STP|CCT|LĐLĐ|LHPN"
    r"|CCB|HND|HLHPN|ĐTN|TNCS|QLTT|VKS(?:ND)?|TAND|THADS|BV(?:ĐK)?|TYT|PGD|PC(?=\d)|PA(?=\d)|CĐCS"
    r"|TCT|ĐU|TU|NXB|HTX|THPT|THCS|TH(?=\s+[A-ZĐ]))"
    r"[A-ZĐ\d]*(?:[&.-]?[A-ZĐ]+)*"
)
# What stands in the plural: "các phòng", "các địa phương".
_GROUPS = r"""
    phòng(?!,? chống) | [Ss]ở | [Bb]an(?! hành) | [Bb]ộ | ngành | đơn vị | cơ quan | xã | phường |
    trường | đồng chí | địa phương | huyện | khoa | doanh nghiệp | công ty | [Tt]ổ(?! chức thực) |
    trung tâm | chi bộ | phó | trưởng | cán bộ | chuyên viên | đoàn thể | hội(?! nghị| thảo) |
    thành viên | chủ (?:đầu tư|rừng|hộ|cơ sở|doanh nghiệp|hồ|phương tiện|trang trại|dự án|nhiệm) |
    nhà thầu | nhà đầu tư | UBND | [ỦUủu]y ban | HĐND | đại biểu | chi đoàn | chi cục | cục | vụ |
    tỉnh | viện | thuế | thành phố | thôn | bản | xóm | ấp | khu phố | tổ dân phố |
    cấp(?= (?:ủy|công đoàn|chính quyền|hội|ngành)|,) | [Cc]hi nhánh | [Tt]rung tâm | bộ phận |
    bộ môn | cá nhân | hộ(?! chiếu) | cơ sở | nhà trường | lực lượng | [Tt]ập đoàn |
    [Tt]ổng [Cc]ông ty | Hội | lớp | giáo viên | bên | Phó | [Gg]iám đốc | Trưởng | ông | bà |
    đồng chủ trì | đội(?! ngũ) | đoàn | chi hội | đảng [uủ][yỷ] | [Đđ]ảng bộ | huyện ủy |
    công đoàn | bệnh viện | trạm | hạt | đồn | xí nghiệp | phân xưởng | hợp tác xã | hiệp hội |
    ngân hàng | báo | đài | liên đoàn | khối(?! lượng) | cụm | quỹ | câu lạc bộ | học sinh |
    sinh viên | học viên | phụ huynh | công chức | viên chức | nhân viên | đảng viên | đoàn viên |
    hội viên | người | mặt trận | tiểu ban | hiệu trưởng | chủ tịch | bí thư | lãnh đạo |
    ủy viên | nhóm | thầy | cô | điểm trường | tầng lớp | già làng | họ đạo | dòng họ | điện lực |
    công an | đặc khu | thị trấn | thị xã | quận | [Bb]an
"""
_HEADS = (
    f"{any_of(_UNITS)}|{any_of(_PEOPLE)}|{_BY_RANK}|{_LETTERS}"
    r"|(?:[Cc]ác|[Mm]ỗi|[Tt]ừng|[Tt]oàn thể(?: các)?|[Mm]ọi|[Nn]hững|[Qq]uý|[Tt]ất cả(?: các)?)"
    rf" (?:[Pp]hó )?(?:{any_of(_GROUPS)})"
)
HEAD = rf"(?:{_HEADS})(?<!\s)(?!\w)"
"""The pattern of the words that a party begins with."""
_HEAD = re.compile(HEAD)
# After "phối hợp với": a name in capitals will do, "VNPT Nghệ An", "Viettel".
_NAME = re.compile(r"[A-ZĐ][A-ZĐ&]{1,9}(?!\w)(?:\s+[A-ZÀ-ỸĐ][^\W\d_]*){0,5}")
_GROUP = re.compile(rf"(?:{any_of(_GROUPS)}|đặc khu|thị trấn|tiểu học|trung học)(?!\w)")

_PERSON = re.compile(r"[ĐđDd]ồng chí|[Đđ]/c|[ÔôO]ng |[Bb]à ")
# The marks first, what may not stand in front of them behind: the search rests at marks alone.
_STOP = re.compile(r"[.;:()](?<!\bP\.)(?<!\bT[Pp]\.)(?<!\bQ\.)(?<!\bTX\.)(?<!\bTT\.)")
_JOINT = re.compile(r"[,;]\s+|\s(?:và|hoặc|cùng)\s+")
_LISTING = re.compile(
    r"[Cc]ác (?:[Ss]ở|[Bb]ộ|ngành|xã|phường|phòng|huyện|đơn vị|đồng chí)(?: [^\W\d]+){0,3}:\s+"
    r"(?=[A-ZĐ])"
)
_BRACKET = re.compile(r"\s\([^()]{2,80}\)(?=\s[^\W\d_])")
# "Đơn vị nào", "cơ quan, đơn vị đó" point at somebody, they do not name anybody.
_NO_ONE = re.compile(r"(?:^|\s)(?:nào|đó|ấy|kia)$")
# "Văn phòng HĐND và UBND huyện" is one office.
_ONE_OFFICE = re.compile(
    r"HĐND\s+và\s+UBND|Hội đồng nhân dân\s+và\s+Ủy ban|giáo dục\s+và\s+đào tạo"
    r"|bồi thường,\s+hỗ trợ(?:,|\s+và)\s+tái định cư|tham mưu,\s+giúp việc"
    r"|[Pp]hòng,\s+chống|[Bb]iển,\s+đảo"
)


# "Các đơn vị được giao chỉ tiêu phải", "các xã chưa hoàn thành khẩn trương": which of them is told
# before what they are to do.
_GROUP_ALONE = re.compile(
    r"(?<!\w)(?:[Cc]ác |[Nn]hững |[Cc]ơ quan|[Đđ]ơn vị|[Cc]á nhân|[Tt]ổ chức|[Nn]gười )"
)
_RELATIVE = re.compile(
    r"[^.;:()]{3,60}?\s(?P<which>(?:được|bị|chưa|không|còn|đã|đang)\s[^.;:()]{2,90}?"
    r"(?:\s\([^()]{2,80}\))?)(?=\s(?:phải|cần|có trách nhiệm|khẩn trương|nghiêm túc"
    r"|chịu trách nhiệm|chủ động|tập trung|tiếp tục|chủ trì|kiên quyết)\s)"
)


_OFFICE_BEFORE = 30  # characters in front of a comma or a verb that the name of one office takes


class Parties(NamedTuple):
    """Parties that stand in a row.

    Attributes: names: Each as written. end: Where in the text the last one ends.
    """

    names: tuple[str, ...]
    end: int


def parties_at(
    text: str, start: int, *, named: bool = False, acting: bool = False
) -> Parties | None:
    """Return the party or parties that stand at a place, None if there is none.

    Args:
        text: One paragraph.
        start: Where they begin.
        named: Whether a name in capitals is taken for a party although its first word is unknown.
        acting: Whether something must be said of them behind their names.
    """
    head = _HEAD.match(text, start)
    name = _NAME.match(text, start) if head is None and named else None
    if head is None and name is None:
        return None
    stop = _stop(text, start, head)
    if acting and head is not None and not _acts_at(text, stop) and _BODY.match(text, start):
        told = unlisted_in(text, head.end(), stop)
        stop = stop if told is None else told - 1
    if name is not None and "," not in text[start:stop]:
        # Of a name in capitals nothing but the capitals is known.
        stop = min(stop, name.end())
    names: list[tuple[int, int]] = []
    begin = start
    at = start
    for joint in _JOINT.finditer(text, start, stop):
        if joint.start() < at:
            continue
        after = joint.end()
        if after >= stop or (
            begins_predicate(text, after)
            and not (_HEAD.match(text, after) or _within_one_office(text, joint))
        ):
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
    if any(not _is_name(each) for each in quoted) or _NO_ONE.search(quoted[-1]):
        return None
    return Parties(quoted, names[-1][0] + len(quoted[-1]))


# In front of these no verb has been found yet.
_NO_VERB = re.compile(
    r"\s*(?:$|[.;,()]|(?:theo|trước|sau|khi|trong|từ|đến|tới|để|cho|bằng|vào|do|tại|ở|về|với|không|đã)"
    r"(?!\w))"
)
_BODY = re.compile(r"(?![Cc]ác |[Đđ]ồng chí|[Đđ]/c|[ÔôO]ng |[Bb]à )[A-ZĐÀ-Ỹ]")


def _acts_at(text: str, stop: int) -> bool:
    """Whether a verb stands where the names end."""
    # Behind a comma it is the second of two: "sáng tác, quảng bá tác phẩm".
    return _NO_VERB.match(text, stop) is None and text[stop - 1] != ","


def _stop(text: str, start: int, known: re.Match[str] | None) -> int:
    """Return where the row of parties ends at the latest: at a verb, or at the clause's end."""
    limit = min(len(text), start + _MOST_PARTY * 3)
    listing = _LISTING.match(text, start)
    at = listing.end() if listing is not None else start
    head = known.end() if known is not None and not _PERSON.match(text, start) else start
    for _ in range(3):
        found = _STOP.search(text, at, limit)
        end = found.start() if found is not None else limit
        bracket = None
        if text[end : end + 1] == "(" and end and not begins_predicate(text, end + 1):
            bracket = _BRACKET.match(text, end - 1)
        act = _act(text, at, end, head)
        if act is not None:
            group = _GROUP_ALONE.search(text, max(start, act - _OFFICE_BEFORE), act)
            told = _RELATIVE.match(text, start) if group is not None else None
            return told.end() if told is not None and told.start("which") == act else act - 1
        if bracket is None or not begins_predicate(text, bracket.end() + 1):
            return end
        at = bracket.end()  # "Đ/c Mai (Kế toán trưởng) lập": the bracket belongs to the name
    return at


def _act(text: str, start: int, end: int, head: int) -> int | None:
    """Return where the first act between two places begins that begins no further name."""
    act = predicate_in(text, start, end, head=head)
    while act is not None:
        office = _ONE_OFFICE.search(text, max(start, act - _OFFICE_BEFORE), end)
        if office is not None and office.start() <= act < office.end():
            act = predicate_in(text, office.end(), end, head=office.end())
            continue
        further = _HEAD.match(text, act) if text[act - 2 : act] in (", ", "; ") else None
        if further is None:
            break
        act = predicate_in(text, further.end(), end, head=further.end())
    return act


def _parts(text: str, begin: int, joint: re.Match[str]) -> bool:
    """Whether a comma or *và* parts two parties."""
    after = joint.end()
    place = _PLACE.match(text, after) is not None and _PLACE.match(text, begin) is not None
    if _HEAD.match(text, after) is None and not place:
        return False
    if "," in joint.group() and _is_bare(text, after) and _PLURAL.match(text, begin, joint.start()):
        return False  # "các cơ quan, đơn vị"
    if _PERSON.match(text, begin) and not _PERSON.match(text, after) and "," in joint.group():
        # After a person the comma leads to the person's office.
        return False
    return not _within_one_office(text, joint)


def _is_bare(text: str, at: int) -> bool:
    """Whether a noun without its own *các* stands at a place."""
    return text[at].islower() and not text.startswith("các ", at)


def _within_one_office(text: str, joint: re.Match[str]) -> bool:
    near = max(0, joint.start() - _OFFICE_BEFORE), joint.end() + _OFFICE_BEFORE
    found = _ONE_OFFICE.search(text, *near)
    return found is not None and found.start() < joint.start() and joint.end() < found.end()


def _continues(text: str, begin: int, joint: re.Match[str], stop: int) -> bool:
    """Whether what follows a comma or *và* goes on with the same name."""
    after = joint.end()
    if _within_one_office(text, joint):
        return True
    if _PERSON.match(text, begin):
        return _HEAD.match(text, after) is not None
    word = text[after : after + 1]
    if _GROUP.match(text, after) or word.isupper():
        return True
    # "các trường tiểu học, trung học cơ sở": small letters go on with a plural alone.
    if _PLURAL.match(text, begin, joint.start()):
        return True
    following = _JOINT.search(text, after, stop)
    end = following.start() if following is not None else stop
    return " và " in joint.group() and len(text[after:end].split()) <= 4


_PLACE = re.compile(r"(?:[Tt]hôn|[Xx]ã|[Pp]hường|[Bb]ản|[Xx]óm|[Kk]hu phố) (?=[A-ZĐ\d])")
_PLURAL = re.compile(r"(?:\S+ ){0,4}?[Cc]ác ")


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
