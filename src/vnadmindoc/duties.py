"""Who is told to do what, read from the words of one directive.

Promised: every assignment quotes its party as written; a person who presided over the meeting, a
noun (*quy chế phối hợp*, *Ban Chỉ đạo*) and a report of the past make no assignment. A role without
a party (*Chủ trì, phối hợp với …* below the heading *Sở Tài chính*) is that of the party above.
Refused here: dates; what a party looks like; splitting a text into directives.
"""

import re
from collections.abc import Iterator, Sequence

from vnadmindoc.model import Assignment
from vnadmindoc.party_names import HEAD, Parties, any_of, is_person, only_parties, parties_at
from vnadmindoc.vocabulary import AssignmentRole

# What a clause or a part of it may begin with before its party.
_OPENING = re.compile(
    r"(?:(?:[Kk]hẩn trương|[Tt]iếp tục|[Tt]rước mắt,|[Kk]ính|[Đđ]ồng thời,?|[Nn]goài ra,) )?"
    r"(?P<verb>[Gg]iao(?: cho)?|[Đđ]ề nghị|[Yy]êu cầu|[Gg]iao nhiệm vụ cho"
    r"|[Pp]hân công(?= (?:[Đđ]ồng chí|[Đđ]/c|[ÔôO]ng|[Bb]à|Phòng|Sở|Ban|Văn phòng)\s))\s+"
)
_ORDERED = {
    "giao": AssignmentRole.ASSIGNED,
    "phân": AssignmentRole.ASSIGNED,
    "yêu": AssignmentRole.ASSIGNED,
    "đề": AssignmentRole.REQUESTED,
}
_ASKS = ("yêu cầu", "đề nghị")
# What the party does, right behind it.
_ADVERBS = (
    r"(?:\s*,)?(?:\s+(?:trực tiếp|khẩn trương|chủ động|tiếp tục|kịp thời|nghiêm túc|phải|cần|sẽ"
    r"|tích cực|thường xuyên)){0,4}+\s*+:?\s*+"
)
_ROLE_WORDS = (
    r"(?P<role>chủ trì(?!\s+(?:cuộc|hội nghị|buổi (?:họp|làm)|phiên|giao ban|tại điểm))"
    r"|chịu trách nhiệm(?P<main> chính)?(?: (?P<what>chỉ đạo(?: chung)?))?"
    r"|có trách nhiệm|chỉ đạo|phụ trách|phối hợp|phối với|tham mưu"
    r"|(?:là|làm) (?:(?:cơ quan|đơn vị|bộ phận) )?đầu mối|theo dõi|đôn đốc)(?!\w)"
)
# "Tổng hợp, hướng dẫn, đôn đốc": who follows up does so by several means.
_MEANS = r"(?:(?:(?:tổng hợp|hướng dẫn|kiểm tra|giám sát)(?:,| và)\s+){1,3}+(?=theo dõi|đôn đốc))?"
_ROLE_NEXT = re.compile(_ADVERBS + _MEANS + _ROLE_WORDS)
_ROLE_ALONE = re.compile(
    r"(?:[Kk]hẩn trương |[Cc]hủ động |[Tt]iếp tục |[Tt]rực tiếp )?(?:"
    r"(?P<lead>[Cc]hủ trì(?!\s+(?:cuộc|hội nghị|phiên|tại điểm))(?!:))"
    r"|(?P<directs>Chỉ đạo)|(?P<focal>(?:Là|là|Làm|làm) đầu mối)"
    r"|(?P<follows>Theo dõi, (?:đôn|kiểm))"
    r"|(?P<advises>Tham mưu)|(?P<responsible>[Cc]hịu trách nhiệm))(?!\w)"
)
_PARTNERS = re.compile(
    r"(?:[Pp]hối hợp|[Pp]hối với)"
    r"(?P<how>(?:\s+(?:chặt chẽ|đồng bộ|tốt|kịp thời|thường xuyên))?"
    r"(?:\s+(?:với|cùng(?: với)?))?)\s+"
)
_ACTS_NEXT = re.compile(
    r"(?:\s*[,:])?\s+(?!(?:đã|đang|chưa|không|vẫn|được|của|là (?!đầu mối)|do|trong|từ|"
    r"đến(?! từng| tận)|trước|sau|"
    r"khi|nếu|thì|mà|bằng|vào(?! điểm| cuộc| sổ)|theo(?! dõi)|"
    r"giao(?! nộp| nhận| trả)|đề nghị|yêu cầu|quyết định(?! cho| việc)|kính|trân trọng)\s)"
    r"(?:(?:trực tiếp|khẩn trương|chủ động|tiếp tục|kịp thời|nghiêm túc|phải|cần|sẽ|tích cực|"
    r"căn cứ[^,.;:]{0,80},|tập trung)\s+){0,2}(?P<act>[a-zà-ỹđ]+(?:\s+[a-zà-ỹđ]+)?)"
)
_NOT_TO_DO = re.compile(
    r"(?:báo cáo|trình bày|phát biểu) (?:như sau|tại|nội dung sau)|có mặt|có hiệu lực|tự giải thể"
    r"|họp (?:phiên|vào|lúc|tại|bàn|thường kỳ)|tổ chức họp|nhận được|nhận thấy|kết luận"
    r"|đánh giá cao|ghi nhận|biểu dương|hoan nghênh|như sau"
    r"|thông báo (?:để|[^.;]{0,80}\b(?:biết|như sau))"
    r"|(?:ban hành|xây dựng) (?:[^.;]{0,120}\b)?như sau|có ý kiến như sau"
)
# "Đơn vị nhận báo giá: …" names a place to fill in.
_A_PLACE = re.compile(r"(?:[Đđ]ơn vị|[Cc]ơ quan|[Bb]ộ phận)$")
_ORDERS = re.compile(r"\s+(?P<verb>giao(?: cho| nhiệm vụ cho)?|yêu cầu|đề nghị)\s+")
_IN_BRACKETS = re.compile(
    r"\s*\((?:là )?(?P<role>chủ trì|phối hợp|chịu trách nhiệm|chỉ đạo|tham mưu|theo dõi|đầu mối)"
    r"(?:\s+[^()]{1,40})?\)"
)
_LED_BY = re.compile(r"(?:^|\s)do\s+(?=[^.;:]{3,160}?\schủ trì(?! cuộc| hội nghị| buổi| phiên))")
_PRESIDED = re.compile(
    r"(?:hội nghị|cuộc họp|buổi|phiên|hội thảo|tọa đàm|lễ|đoàn)(?:\s|$)", re.IGNORECASE
)
# Labels whose parties stand behind the colon.
_LABELS = re.compile(
    r"(?:(?:[Đđ]ơn vị|[Cc]ơ quan|[Bb]ộ phận|[Pp]hòng|[Ll]ãnh đạo|[Nn]gười|[Tt]rách nhiệm)\s+)?"
    r"(?P<label>[Cc]hủ trì|[Pp]hối hợp|[Tt]hực hiện|[Tt]ham mưu|[Tt]heo dõi|đầu mối|"
    r"chịu trách nhiệm|[Cc]hỉ đạo|[Pp]hụ trách|báo cáo)"
    r"(?: thực hiện| chính| tham mưu| soạn thảo| trình)?\s*:\s*"
)
_LABEL_ROLES = {
    "chủ trì": AssignmentRole.LEAD,
    "phối hợp": AssignmentRole.PARTNER,
    "thực hiện": AssignmentRole.EXECUTES,
    "tham mưu": AssignmentRole.ADVISES,
    "theo dõi": AssignmentRole.FOLLOWS_UP,
    "đầu mối": AssignmentRole.FOCAL_POINT,
    "chịu trách nhiệm": AssignmentRole.RESPONSIBLE,
    "chỉ đạo": AssignmentRole.DIRECTS,
    "phụ trách": AssignmentRole.DIRECTS,
    "báo cáo": AssignmentRole.REPORTS,
}
_ROLES = {
    "chủ": AssignmentRole.LEAD,
    "chịu": AssignmentRole.RESPONSIBLE,
    "có": AssignmentRole.RESPONSIBLE,
    "chỉ": AssignmentRole.DIRECTS,
    "phối": AssignmentRole.PARTNER,
    "tham": AssignmentRole.ADVISES,
    "là": AssignmentRole.FOCAL_POINT,
    "làm": AssignmentRole.FOCAL_POINT,
    "theo": AssignmentRole.FOLLOWS_UP,
    "đôn": AssignmentRole.FOLLOWS_UP,
    "đầu": AssignmentRole.FOCAL_POINT,
    "phụ": AssignmentRole.DIRECTS,
}
# A clause begins behind these; what stands in front of a comma may be when, why or on what ground.
_CLAUSE = re.compile(r"[;:(.!?]")
_ADVERBIAL = any_of(
    """
        [Tt]rước | [Tt]rong | [Đđ]ịnh kỳ | [Hh]ằng | [Hh]àng |
        [Mm]ỗi(?= (?:ngày|tuần|tháng|quý|năm|khi|lần|buổi|đợt|kỳ)) |
        [Nn]gay | [Ss]au | [Kk]hi |
        [Tt]ừ | [Cc]hậm nhất | Muộn nhất | Căn cứ | Trên cơ sở | Để | Nhằm | Theo(?! dõi) | Đến |
        Kể từ | Đối với | Tại | Trường hợp | Quá | Nếu | Quý | Tháng | [Vv]ào | Qua |
        Cuối | Đầu | Chiều | Sáng | Sáu tháng | Ba tháng | Kết thúc | Thay vì | Dịp | Nhân dịp | Hết
    """
)
_BEGINS = (
    rf"(?:(?P<label>(?={_LABELS.pattern.replace('?P<label>', '?:')}))"
    rf"|(?P<when>(?=(?:{_ADVERBIAL})(?!\w)))"
    rf"|(?P<party>(?:(?:Riêng|Về phía|Phía) )?(?={HEAD})"
    rf"|(?={_OPENING.pattern.replace('?P<verb>', '?:')})))"
)
_FIRST = re.compile(_BEGINS)
# One set of marks in front: the search rests at them alone.
_PLACE = re.compile(r"[;:(.!?,]\s*+" + _BEGINS)
_LAST_ROLES = (
    "chủ trì", "phối hợp", "phối với", "chỉ đạo", "trách nhiệm", "tham mưu", "đầu mối", "theo dõi",
    "đôn đốc", "giao ", "đề nghị ", "yêu cầu ",
)  # fmt: skip
_HINT = re.compile(
    r"hối hợp|hối với|hủ trì|hỉ đạo|hịu trách|ham mưu|đầu mối|heo dõi|ôn đốc|iao |ề nghị|êu cầu"
    r"|hân công|hực hiện:|hụ trách:"
)


def assignments_in(text: str) -> tuple[Assignment, ...]:
    """Return who is told to do what, in reading order.

    Args:
        text: The text of one directive, NFC, without its label.
    """
    found = _found(text)
    if len(found) < 2:
        return (found[0][1],) if found else ()
    return tuple(dict.fromkeys([each for _, each in found]))


def duties_of(
    text: str, tails: Sequence[str] = (), above: Sequence[str] = (), *, leads: bool = True
) -> tuple[Assignment, ...]:
    """Return who is told to do what by a directive with what hangs below and above it.

    Args:
        text: The directive's own text.
        tails: Paragraphs below it that have no label, in order: their subject is the directive's.
        above: Texts of the directives above it, the outermost first: where the directive names a
            role and no party (*Chủ trì rà soát*), it is that of the nearest heading that is nothing
            but parties.
        leads: Whether anything stands below it: a name with nothing below is in a list of names.
    """
    heading = only_parties(text) if leads else ()
    own = () if heading else assignments_in(text)
    below = [assignments_in(tail) for tail in tails]
    found = [*own, *(each for one in below for each in one)]
    if heading:
        roles = [role for tail in tails for role in _roles_alone(tail)]
        # Partners of the heading's party, and those to whom it hands on, leave the duty with it.
        if not roles and all(each.role in _OF_ANOTHER for each in found):
            roles = [AssignmentRole.ASSIGNED]
        first = [Assignment(party=party, role=role) for party in heading for role in roles]
        found = [*first, *found]
    elif above:
        found = [*_inherited(text, own, above), *found]
    return tuple(found) if len(found) < 2 else tuple(dict.fromkeys(found))


_OF_ANOTHER = (AssignmentRole.PARTNER, AssignmentRole.ASSIGNED, AssignmentRole.REQUESTED)


def _inherited(text: str, own: Sequence[Assignment], above: Sequence[str]) -> Iterator[Assignment]:
    roles = [role for role in _roles_alone(text) if not any(each.role is role for each in own)]
    if not roles:
        return
    for one in reversed(above):
        heading = only_parties(one)
        if heading:
            yield from (
                Assignment(party=party, role=role, inherited=True)
                for role in roles
                for party in heading
            )
            return


def _roles_alone(text: str) -> list[AssignmentRole]:
    """Return the roles that a text names without a party: the party is the one of its heading."""
    roles: list[AssignmentRole] = []
    if _HINT.search(text) is None:
        return roles
    for found in _CLAUSE_WITH_ROLE.finditer(text):
        role = _ALONE[found.lastgroup or ""]
        if role not in roles:
            roles.append(role)
    if AssignmentRole.DIRECTS in roles and _AND_RESPONSIBLE.search(text):
        roles.append(AssignmentRole.RESPONSIBLE)
    return roles


# Where `_starts` says that a clause begins.
_CLAUSE_WITH_ROLE = re.compile(rf"(?:\A|[;:(]\s?+|[.!?]\s){_ROLE_ALONE.pattern}")
_AND_RESPONSIBLE = re.compile(r" và chịu trách nhiệm(?! trước)")
_ALONE = {
    "lead": AssignmentRole.LEAD,
    "directs": AssignmentRole.DIRECTS,
    "focal": AssignmentRole.FOCAL_POINT,
    "follows": AssignmentRole.FOLLOWS_UP,
    "advises": AssignmentRole.ADVISES,
    "responsible": AssignmentRole.RESPONSIBLE,
}


def _found(text: str) -> list[tuple[int, Assignment]]:
    """Return the assignments with their places, in reading order.

    One search goes to the places where a clause, or what follows a comma in it, begins with a
    party, an order, a label or an adverbial; from there the party and its role are read.
    """
    hinted = _HINT.search(text) is not None
    found: list[tuple[int, Assignment]] = []
    last_role: int | None = None if hinted else -1  # looked for when a comma asks for it
    subjects: list[int] = []  # where those end of whom something is said
    when = -1  # where an adverbial began that awaits its clause's subject
    done = 0
    for at, what, comma in _places(text):
        if at < done:
            continue
        if what == "label":
            label = _LABELS.match(text, at)
            if label is not None:
                role = _LABEL_ROLES[label["label"].casefold()]
                named, done = _labelled(text, label.end())
                found += [(at, Assignment(party=party, role=role)) for party in named]
                continue
        if what == "when":
            when = at if not comma or when < 0 else when
            continue
        awaited = when >= 0 and _in_one_clause(text, when, at)
        when = -1 if not comma else when
        if comma and not awaited:
            if last_role is None:
                last_role = max(map(text.rfind, _LAST_ROLES))
            if last_role < at:
                continue
        named_here, given = _subject(text, at)
        if named_here is None or (
            comma and not awaited and _goes_on(text, at, named_here, given, subjects)
        ):
            continue
        when = -1
        subjects.append(named_here.end)
        told, done = _in_brackets(text, named_here)
        found += [(at, each) for each in told or _assigned(text, named_here, given)]
    found += _elsewhere(text, found, subjects) if hinted else []
    found.sort(key=lambda each: each[0])
    return found


def _elsewhere(
    text: str, found: list[tuple[int, Assignment]], subjects: Sequence[int]
) -> list[tuple[int, Assignment]]:
    """Return the roles of those who are no known subject of a clause."""
    more: list[tuple[int, Assignment]] = []
    if "chủ trì" in text:
        if "phối hợp" in text:
            more += _of_unknown(text, found)
        if "do" in text:
            more += _led_by(text)
    if "hối hợp" in text or "hối với" in text:
        more += _partners(text, subjects)
    return more


def _goes_on(
    text: str,
    at: int,
    named_here: Parties,
    given: AssignmentRole | None,
    subjects: Sequence[int],
) -> bool:
    """Whether a party behind a comma is only spoken of in the duty of the one before."""
    if given is None:
        return _ROLE_NEXT.match(text, named_here.end) is None
    # "Đội Thuế lập biên bản, yêu cầu chủ hộ ký": to ask is a part of its own duty.
    asks = text.startswith(_ASKS, at) and bool(subjects)
    return asks and _in_one_clause(text, subjects[-1], at)


def _in_brackets(text: str, named_here: Parties) -> tuple[list[Assignment], int]:
    """Return who has the role that brackets behind the name tell: *Sở A (chủ trì), Sở B (…)*."""
    found: list[Assignment] = []
    named: Parties | None = named_here
    end = named_here.end
    while named is not None and (told := _IN_BRACKETS.match(text, named.end)) is not None:
        role = _ROLES[told["role"].split()[0]]
        found += [Assignment(party=party, role=role) for party in named.names]
        end = told.end()
        joint = _NEXT_NAME.match(text, end)
        named = parties_at(text, joint.end()) if joint is not None else None
    return found, end


_NEXT_NAME = re.compile(r"\s*[,;]\s+|\s+và\s+")


def _led_by(text: str) -> Iterator[tuple[int, Assignment]]:
    """Yield who leads by *do … chủ trì*; who presides over a meeting leads no duty."""
    for found in _LED_BY.finditer(text):
        named = parties_at(text, found.end())
        if named is None or _PRESIDED.search(text, max(0, found.start() - _NEAR), found.start()):
            continue
        told = _ROLE_NEXT.match(text, named.end)
        if told is not None and told["role"].startswith("chủ"):
            for party in named.names:
                yield found.end(), Assignment(party=party, role=AssignmentRole.LEAD)


_NEAR = 60  # characters


def _in_one_clause(text: str, start: int, end: int) -> bool:
    """Whether nothing between two places ends a clause, nor tells of a case that may not arise."""
    if end - start > _LONGEST_ADVERBIAL or _IN_CASE.search(text, start, end):
        return False
    return _ENDS.search(text, start, end) is None


_LONGEST_ADVERBIAL = 400  # characters
_ENDS = re.compile(r"[;:]|[.!?]\s")


def _starts(text: str) -> Iterator[int]:
    """Yield where clauses begin: at the beginning, and behind each mark."""
    yield 0
    for mark in _CLAUSE.finditer(text):
        at = mark.end()
        if mark.group() in ".!?" and not text[at : at + 1].isspace():
            continue
        yield at + 1 if text[at : at + 1].isspace() else at


def _places(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield where something begins that may name a party: the place, what, whether at a comma."""
    first = _FIRST.match(text)
    if first is not None:
        yield first.end(), first.lastgroup or "", False
    for found in _PLACE.finditer(text):
        mark = found.group()
        if len(mark) > 1 or mark in ";:(":
            yield found.end(), found.lastgroup or "", mark[0] == ","


def _subject(text: str, at: int) -> tuple[Parties | None, AssignmentRole | None]:
    """Return the party of whom the clause at a place says something, and the order it is given."""
    opening = _OPENING.match(text, at)
    named = parties_at(text, at if opening is None else opening.end(), acting=True)
    if named is None:
        return None, None
    if opening is not None:
        return named, _ORDERED[opening["verb"].split()[0].casefold()]
    # "UBND tỉnh giao Sở Y tế …": who orders is told nothing.
    ordered = _ORDERS.match(text, named.end)
    told = parties_at(text, ordered.end(), acting=True) if ordered is not None else None
    if ordered is None or told is None:
        return named, None
    if _IN_GENERAL_TERMS.match(text, told.end):
        return None, None
    return told, _ORDERED[ordered["verb"].split()[0]]


def _of_unknown(text: str, found: list[tuple[int, Assignment]]) -> list[tuple[int, Assignment]]:
    """Return who leads although no word of the name says that it is a party's."""
    known = {at for at, _ in found}
    starts = [at for at in _starts(text) if at not in known and _STRONG.match(text, at)]
    unknown = [(at, _unknown(text, at)) for at in starts]
    return [
        (at, each)
        for at, named in unknown
        if named is not None
        for each in _assigned(text, named, None)
    ]


# "Nếu có khó khăn, vướng mắc, các bộ phận báo cáo …" closes every other document.
_IN_CASE = re.compile(r"(?:khó khăn|vướng mắc|phát sinh),")
# A subject of unknown kind before words that only a party is the subject of.
_STRONG = re.compile(r"[A-ZĐ][^.;:,()]{2,60}?(?::|,)?\s+chủ trì\s*,?\s+phối hợp")
_SUBJECT = re.compile(r"(?P<name>[A-ZĐ][^.;:,()]{2,60}?)(?=:?,?\s+chủ trì)")


def _unknown(text: str, start: int) -> Parties | None:
    found = _SUBJECT.match(text, start)
    if found is None or _ROLE_ALONE.match(text, start):
        return None
    name = found["name"]
    return Parties((name,), start + len(name)) if len(name.split()) <= 8 else None


def _assigned(text: str, subject: Parties, given: AssignmentRole | None) -> Iterator[Assignment]:
    """Yield what the subject of a clause is told to do, if it is told anything."""
    found = _ROLE_NEXT.match(text, subject.end)
    if found is None:
        role = given
        if role is None and _is_told(text, subject):
            role = AssignmentRole.EXECUTES
        if role is not None:
            yield from (Assignment(party=party, role=role) for party in subject.names)
        return
    role, note = _refined(text, found, given, subject)
    if role is AssignmentRole.RESPONSIBLE and _IN_GENERAL.match(text, found.end()):
        return  # "theo chế độ chuyên viên chịu trách nhiệm trực tiếp trước …"
    yield from (Assignment(party=party, role=role, note=note) for party in subject.names)


# "Sở A đề nghị các đơn vị nghiêm túc triển khai thực hiện." closes a letter.
_IN_GENERAL_TERMS = re.compile(
    r"\s+(?:(?:nêu cao|biết|nghiêm túc|khẩn trương|tích cực|quan tâm|chủ động|phối hợp|tổ chức"
    r"|triển khai)\W+){1,4}"
    r"(?:(?:và )?(?:triển khai|tổ chức)\W+)?(?:(?:thực hiện|triển khai)(?:[^.;:,]{0,60})(?:[.;/]|$)"
    r"|tinh thần)"
)
_IN_GENERAL = re.compile(r"\s+trực tiếp trước")


def _is_told(text: str, subject: Parties) -> bool:
    """Whether a party without any order is followed by what it does."""
    following = _ACTS_NEXT.match(text, subject.end)
    if following is None or text[subject.end : subject.end + 1] == ",":
        return bool(following) and _verb_after_comma(text, subject.end)
    if len(subject.names) == 1 and _A_PLACE.match(subject.names[0]):
        return False
    act = following.start("act")
    presided = text.startswith("chủ trì", act)
    return not presided and _NOT_TO_DO.match(text, act) is None


def _verb_after_comma(text: str, end: int) -> bool:
    return re.match(r",\s+(?:trên cơ sở|căn cứ|theo chức năng)", text[end : end + 40]) is not None


def _refined(
    text: str, found: re.Match[str], given: AssignmentRole | None, subject: Parties
) -> tuple[AssignmentRole, str | None]:
    """Return the role with the note that the words around it add."""
    role = _ROLES[found["role"].split()[0].casefold()]
    match role:
        case AssignmentRole.RESPONSIBLE if given and found["role"].startswith("có"):
            return given, None
        case AssignmentRole.RESPONSIBLE:
            what = None if found["what"] == "chỉ đạo" else found["what"]
            return role, found["main"].strip() if found["main"] else what
        case AssignmentRole.DIRECTS if found["role"] == "phụ trách" and not is_person(
            subject.names[0]
        ):
            return given or AssignmentRole.EXECUTES, None
        case AssignmentRole.DIRECTS:
            return role, "giao" if given else _part_directed(text, found.end())
        case AssignmentRole.ADVISES if given:
            return given, "tham mưu"
        case AssignmentRole.PARTNER if given is not None and len(subject.names) > 1:
            return given, None
        case AssignmentRole.PARTNER if given or _PARTNERS.match(text, found.start("role")):
            # Who works together with others is the one to do it.
            others = _partners_at(text, found.start("role"))
            if others is not None:
                return given or AssignmentRole.EXECUTES, None
    return role, None


def _part_directed(text: str, start: int) -> str | None:
    """Return which part of the duty is directed: the words up to "để" or the clause's end."""
    stop = _CLAUSE_END.search(text, start)
    words = text[start : stop.start() if stop else len(text)].split(" để ", maxsplit=1)[0]
    part = words.split(",")[0].strip()
    return None if part in ("", "thực hiện", "chung") or len(part) > _MOST_NOTE else part


_CLAUSE_END = re.compile(r"[.;:()]")
_MOST_NOTE = 120  # characters


def _partners_at(text: str, start: int) -> Parties | None:
    found = _PARTNERS.match(text, start)
    if found is None:
        return None
    return parties_at(text, found.end(), named=bool(found["how"]))


def _partners(text: str, subjects: Sequence[int]) -> Iterator[tuple[int, Assignment]]:
    """Yield the parties named behind *phối hợp (với)*.

    Args:
        text: The directive's text.
        subjects: Where those end of whom something is said.
    """
    for found in _PARTNERS.finditer(text):
        start = found.start()
        before = text[max(0, start - 30) : start]
        ends = start - len(before) + len(before.rstrip())
        if not _FREE.search(before) and ends not in subjects:
            continue
        named = parties_at(text, found.end(), named=bool(found["how"]))
        if named is not None:
            for each in named.names:
                yield found.end(), Assignment(party=each, role=AssignmentRole.PARTNER)


# In front of "phối hợp" when it is said of the subject, and not of those who are urged on, nor the
# noun "quy chế phối hợp".
_FREE = re.compile(
    r"(?:^|[,;:(.]|chủ trì|chủ động|tiếp tục|khẩn trương|trách nhiệm|tăng cường|và)\s*$",
    re.IGNORECASE,
)


def _labelled(text: str, start: int) -> tuple[list[str], int]:
    """Return the parties behind a label, and where they end; a semicolon may part them."""
    named = parties_at(text, start, named=True)
    if named is None:
        return [], start
    names = list(named.names)
    end = named.end
    while (joint := _SEMICOLON.match(text, end)) is not None:
        if _LABELS.match(text, joint.end()):
            break
        more = parties_at(text, joint.end(), named=True)
        if more is None or not _CLOSED.match(text, more.end):
            break
        names += more.names
        end = more.end
    return names, end


_SEMICOLON = re.compile(r"\s*;\s+")
_CLOSED = re.compile(r"\s*(?:[.;,]|$)")
