"""Who is told to do what, read from the words of one directive.

Promised: every assignment quotes its party as written; a person who presided over the meeting, a
noun (*quy chế phối hợp*, *Ban Chỉ đạo*) and a report of the past make no assignment.
Refused here: dates; splitting a text into directives.
"""

import re
from collections.abc import Iterator

from vnadmindoc.model import Assignment
from vnadmindoc.vocabulary import AssignmentRole


def _any_of(listed: str) -> str:
    """Return a pattern of the alternatives that a list holds, parted by bars between blanks.

    Those that begin with the same letter stand together behind it: a search then asks for some
    twenty letters, not for a hundred words.
    """
    behind: dict[str, list[str]] = {}
    for each in " ".join(listed.split()).split(" | "):
        first = each[: each.index("]") + 1] if each.startswith("[") else each[0]
        behind.setdefault(first, []).append(each[len(first) :])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in behind.items())


# Words a party begins with. "Ban hành", "Tổ chức", "Bộ quy chế", "Hội nghị", "phòng, chống" are
# no parties.
_HEADS = r"""
    [ĐđDd]ồng chí | [Đđ]/c | [ÔôO]ng | [Bb]à | Sở | [Pp]hòng(?!,| chống| ngừa| cháy) |
    Ban(?! hành) | Bộ(?! quy| hồ| tài| câu) | [Vv]ăn phòng | Trung tâm | UBND | HĐND |
    [ỦU][yỷ] ban | [Cc]ông an | [Cc]hi cục | [Cc]ục | Tổng cục | Thanh tra |
    [Cc]hánh (?:[Vv]ăn|Thanh) | [Kk]ế toán | [Tt]rưởng | [Pp]hó | [Gg]iám đốc |
    [Hh]iệu trưởng | [Cc]hủ tịch | [Ll]ãnh đạo | [Bb]ộ phận | Tổ(?! chức) | Đoàn |
    Hội(?! nghị| thảo) | [Đđ]ơn vị | [Cc]ơ quan | [Cc]huyên viên | [Vv]ăn thư | [Tt]oàn thể |
    Trường | Viện | Bệnh viện | Báo(?! cáo) | Đài | [Cc]ông ty | [Cc]ông đoàn |
    [Dd]oanh nghiệp | Hợp tác xã | [Tt]ập đoàn | Khoa | Tỉnh đoàn | Thành đoàn | Kho bạc |
    Mặt trận | Liên đoàn | Điện lực | Hạt | Trạm | [Đđ]ại biểu | Ủy viên |
    [Cc]ác (?:GROUPS)
"""
# What stands in the plural: "các phòng", "các địa phương".
_GROUPS = """
    phòng | sở | ban | bộ | ngành | đơn vị | cơ quan | xã | phường | trường | đồng chí |
    địa phương | huyện | khoa | doanh nghiệp | công ty | tổ | trung tâm | chi bộ | phó | trưởng |
    cán bộ | chuyên viên
"""
_HEAD = re.compile(rf"(?:{_any_of(_HEADS)})(?!\w)".replace("GROUPS", _any_of(_GROUPS)))
_GROUP = re.compile(rf"(?:{_any_of(_GROUPS)})(?!\w)")

# Verbs that begin what is to be done: a party ends before them.
_ACTS = """
    rà soát | hoàn thiện | hoàn thành | tổng hợp | xây dựng | triển khai | thực hiện |
    tổ chức | báo cáo | trình | gửi | rà | lập | chuẩn bị | tham mưu | đề xuất | kiểm tra |
    đôn đốc | theo dõi | hướng dẫn | tập trung | tiếp tục | cung cấp | cập nhật | nghiên cứu |
    bố trí | đảm bảo | bảo đảm | phối hợp | chủ trì | chỉ đạo | thẩm định | tuyên truyền |
    ban hành | đăng ký | xử lý | tiếp nhận | phân công | quản lý | đẩy mạnh | tăng cường |
    sửa đổi | bàn giao | công khai | niêm yết | khẩn trương | có ý kiến | góp ý |
    rút kinh nghiệm | tuần tra | khảo sát | thu thập | in | phát hành | mời | giúp | để | là |
    làm | giải ngân | ký | nộp | nhận | chấp hành | tham gia | hoàn tất | khắc phục |
    kiện toàn | chuyển | có trách nhiệm | cử | thông báo | giám sát | đánh giá | tiến hành |
    duy trì | nâng cao | vận hành | phê duyệt | thành lập | xác định | mua | cấp | chi trả |
    phát động | tuyển | giải quyết | giải trình | rút | chịu trách nhiệm
"""
_ACT = re.compile(rf"\s(?:{_any_of(_ACTS)})(?!\w)")

# No group and no look-behind in front: the search then skips to the letters a match begins with.
_ROLE = re.compile(
    r"chủ trì(?!\s+(?:cuộc|hội nghị|buổi|phiên|giao ban))"
    r"|chịu trách nhiệm(?P<main> chính)?(?: (?P<what>chỉ đạo(?: chung)?))?"
    r"|chỉ đạo|phối hợp(?: với)?|tham mưu|là đầu mối|làm đầu mối|theo dõi"
    r"|giao(?= )|Giao(?= )|đề nghị(?= )|Đề nghị(?= )"
)
_CLAUSE = re.compile(r"[.;:()]")
# After these words the verb is a noun or tells of the past.
_NOUN_BEFORE = frozenset(
    {"đã", "quy chế", "công tác", "ý kiến", "việc", "sự", "theo", "được", "tiếp tục", "văn bản"}
    | {"Ban"}
)
_PERSON = re.compile(r"[ĐđDd]ồng chí|[Đđ]/c|[ÔôO]ng |[Bb]à ")
_COMMA = re.compile(r",\s+")
_LISTED = re.compile(r",\s+|;\s+|\s+và\s+")

_ROLES = {
    "chủ": AssignmentRole.LEAD,
    "chịu": AssignmentRole.RESPONSIBLE,
    "chỉ": AssignmentRole.DIRECTS,
    "phối": AssignmentRole.PARTNER,
    "tham": AssignmentRole.ADVISES,
    "là": AssignmentRole.FOCAL_POINT,
    "làm": AssignmentRole.FOCAL_POINT,
    "theo": AssignmentRole.FOLLOWS_UP,
    "giao": AssignmentRole.ASSIGNED,
    "đề": AssignmentRole.REQUESTED,
}
_OPENING = (AssignmentRole.ASSIGNED, AssignmentRole.REQUESTED)
_LABELS = ("đơn vị", "cơ quan")

_MOST_COMMAS = 6  # of one party
_MOST_NAME = 10  # words of one name
_MOST_PARTY = 160
"""The greatest length of a party in characters; longer, it is a sentence."""


def assignments_in(text: str) -> tuple[Assignment, ...]:
    """Return who is told to do what, in reading order.

    Args:
        text: The text of one directive, NFC, without its label.
    """
    found = list(_by_role(text))
    subject = _bare_subject(text)
    if subject is not None and not any(each.party == subject for each in found):
        found.insert(0, Assignment(party=subject, role=AssignmentRole.EXECUTES))
    return tuple(found) if len(found) < 2 else tuple(dict.fromkeys(found))


def _by_role(text: str) -> Iterator[Assignment]:
    """Go from role word to role word; each looks back for its party, "phối hợp" ahead as well."""
    clause = 0  # where the part of the sentence begins that may name the next party
    scanned = 0
    given = False  # whether "giao" or "đề nghị" opens that part
    for found in _ROLE.finditer(text):
        if found.start() and text[found.start() - 1].isalnum():
            continue
        role = _ROLES[found.group().partition(" ")[0].casefold()]
        for mark in _CLAUSE.finditer(text, max(scanned, clause), found.start()):
            clause, given = mark.end(), False
        scanned = found.start()
        before = text[max(clause, found.start() - 2 * _MOST_PARTY) : found.start()]
        if role in _OPENING:
            # "được giao", "bàn giao" are other words.
            if before.strip() and not before.rstrip().endswith(","):
                continue
            clause, given = found.end(), True
            named = _party_ahead(text, found.end())
            if named is not None and not _ROLE.match(text, clause + len(named) + 2):
                yield Assignment(party=named, role=role)
                clause, given = clause + 1 + len(named), False
            continue
        if text.startswith(":", found.end()) and before.strip().casefold() in _LABELS:
            # "Đơn vị chủ trì: Sở A": a label, its parties stand behind the colon.
            parties, clause = _parties_ahead(text, found.end() + 1)
            yield from (Assignment(party=party, role=role) for party in parties)
            continue
        parties = [] if _is_noun(before) else _parties(before)
        if parties:
            role, note = _refined(text, found, role, given=given)
            yield from (Assignment(party=party, role=role, note=note) for party in parties)
            clause, given = found.end(), False
        if role is AssignmentRole.PARTNER:
            partners, end = _parties_ahead(text, found.end())
            yield from (Assignment(party=party, role=role) for party in partners)
            clause = max(clause, end)


def _is_noun(before: str) -> bool:
    """Whether the words before a verb make it a noun, or a report of the past."""
    last = before.split()[-2:]
    return bool(last) and (last[-1] in _NOUN_BEFORE or " ".join(last) in _NOUN_BEFORE)


def _refined(
    text: str, found: re.Match[str], role: AssignmentRole, *, given: bool
) -> tuple[AssignmentRole, str | None]:
    """Return the role with the note that the words around it add."""
    match role:
        case AssignmentRole.RESPONSIBLE:
            what = None if found["what"] == "chỉ đạo" else found["what"]
            return role, found["main"] or what
        case AssignmentRole.DIRECTS:
            return role, "giao" if given else _part_directed(text, found.end())
        case AssignmentRole.ADVISES if given:
            return AssignmentRole.ASSIGNED, "tham mưu"
    return role, None


def _part_directed(text: str, start: int) -> str | None:
    """Return which part of the duty is directed: the words up to "để" or the clause's end."""
    stop = _CLAUSE.search(text, start)
    words = text[start : stop.start() if stop else len(text)].split(" để ", maxsplit=1)[0]
    part = words.split(",")[0].strip()
    return None if part in ("", "thực hiện", "chung") else part


def _parties(before: str) -> list[str]:
    """Return the party or parties that end a stretch of text; empty where there is none.

    A comma may belong to the party ("đồng chí A, Phó Giám đốc Sở"): the longest stretch after a
    comma, or the whole, that begins as a party does and holds no verb is taken.
    """
    stretch = before.strip(" ,")
    if not stretch:
        return []
    starts = [0]
    if "," in stretch:
        starts += [mark.end() for mark in _COMMA.finditer(stretch)]
    for start in starts[-_MOST_COMMAS:]:
        candidate = stretch[start:]
        if len(candidate) <= _MOST_PARTY and _HEAD.match(candidate):
            return [] if _ACT.search(candidate) else list(_listed(candidate))
    return []


def _party_ahead(text: str, start: int) -> str | None:
    """Return the party that stands right after a verb, up to the verb of what it does."""
    stop = _CLAUSE.search(text, start)
    ahead = text[start : stop.start() if stop else len(text)].lstrip()
    if not _HEAD.match(ahead):
        return None
    act = _ACT.search(ahead)
    party = ahead[: act.start()] if act else ahead
    party = party.rstrip(" ,")
    return party if 0 < len(party) <= _MOST_PARTY else None


def _parties_ahead(text: str, start: int) -> tuple[list[str], int]:
    """Return the parties named right after a word, and where they end."""
    named = _party_ahead(text, start)
    if named is None:
        return [], start
    return list(_listed(named)), text.index(named, start) + len(named)


def _listed(named: str) -> Iterator[str]:
    """Split a list of parties where a new one begins; other commas belong to a name."""
    begin = 0
    for mark in _LISTED.finditer(named):
        # After a person the comma leads to the person's office, not to another party.
        person = _PERSON.match(named, begin) and not _PERSON.match(named, mark.end())
        if _HEAD.match(named, mark.end()) and " và " not in mark.group() and not person:
            yield named[begin : mark.start()]
            begin = mark.end()
    yield named[begin:]


def _bare_subject(text: str) -> str | None:
    """Return the party that opens a directive and is followed by what it does."""
    if not _HEAD.match(text):
        return None
    party = _party_ahead(text, 0)
    if party is None or len(party) == len(text) or not _names_only(party):
        return None
    following = text[len(party) :].lstrip(" ,")
    # "chủ trì cuộc họp" is no role word, and nothing to be done either.
    if _ROLE.match(following) or following.startswith("chủ trì") or not _ACT.match(" " + following):
        return None
    return party


def _names_only(party: str) -> bool:
    """Whether behind each comma of a party another name begins, or a person's office."""
    parts = _COMMA.split(party)
    names = all(_HEAD.match(part) or _GROUP.match(part) for part in parts)
    return names and len(party.split()) <= _MOST_NAME * len(parts)
