"""Time limits: the words that make a time a deadline, and the deadline they make.

Promised: linear in the length of the text; a date that cites, reports or commemorates is no limit.
Refused here: what counts from an event and what waits for one; they have their own rooms.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from vnadmindoc.dates.context import (
    Found,
    Surroundings,
    completes,
    is_asked_before,
    is_condition,
    is_done,
    is_goal,
    is_reported,
    is_summed,
    is_validity,
)
from vnadmindoc.dates.events import stretch
from vnadmindoc.dates.phrases import phrase
from vnadmindoc.dates.policy import DayOff, Policy, Reference
from vnadmindoc.dates.rounds import frequencies_in, recurring, reported_in, with_frequency
from vnadmindoc.dates.terms import Term, stretched, term_at
from vnadmindoc.model import Deadline
from vnadmindoc.validation import YEARS
from vnadmindoc.vocabulary import Bound, DeadlineKind, Doubt, Frequency, Precision, Reckoning

_ONE_DAY = timedelta(days=1)

# What a label names the time of: a task, and no meeting.
_TASKS = (
    r"(?:hoàn_thành|hoàn_tất|thực_hiện|báo_cáo|triển_khai|trình|giải_quyết|xử_lý|yêu_cầu|nộp|gửi|nhận"
    r"|tiếp_nhận|đăng_ký|góp_ý|lấy_ý_kiến|bàn_giao|giao_nộp|kết_thúc|thanh_toán|cung_cấp|phát_hành"
    r"|trả_lời|phản_hồi|cập_nhật|chi_trả|khắc_phục|ban_hành)(?:_[^\W\d]{1,12}){0,4}?"
)
TIME_LABEL = rf"thời_(?:gian|hạn)(?:_{_TASKS})?|(?:hạn|hạn_cuối|hạn_chót)_{_TASKS}"

_LEAD = phrase(
    r"(?:(?P<before>trước(?:_thời_điểm)?)"
    r"|(?P<within>trong)"
    # A label: what follows it is the time itself.
    rf"|(?P<label>(?:{TIME_LABEL}|hạn(?:_cuối(?:_cùng)?|_chót)?|tiến_độ(?:_(?:hoàn_thành|thực_hiện))?)~:)"
    r"|(?P<by>(?:(?:chậm|muộn)_nhất|hạn_(?:cuối(?:_cùng)?|chót)|không_(?:muộn|chậm)_hơn"
    r"|không_quá)(?:~:)?(?:_là)?(?:_(?:vào|đến|trong))?(?:_hết)?)"
    r"|(?P<upto>đến_hết)"
    r"|(?P<until>đến)"
    r"|(?P<on>(?:định_kỳ_)?vào(?=_(?:ngày|thứ)_)|định_kỳ(?=_ngày_\d))"
    r"|(?P<completed>hoàn_thành(?:~:)?|xong))(?:_|(?<=:))",
    re.IGNORECASE,
)
# The most frequent of them by itself.
_BEFORE = phrase(r"(?P<before>trước(?:_thời_điểm)?)_", re.IGNORECASE)
_DELIVERED = re.compile(
    r"(?:^|\W)(?:hoàn thành|hoàn tất|xong|nộp|gửi|trình|báo cáo|đăng ký|bàn giao)(?:\W|$)",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"(?:^|\W)(?:tổ chức|họp|diễn ra|khai mạc|tham dự|dự|có mặt|kỷ niệm|bắt đầu|khởi công|"
    r"ban hành)(?:\W|$)",
    re.IGNORECASE,
)
_EXTENDED = re.compile(
    r"(?:^|\W)(?:gia hạn|kéo dài|lùi|thời hạn|hạn|hoàn thành|xong)(?:\s+[^\s,;]+){0,12}\s*$",
    re.IGNORECASE,
)
# "Đến trước ngày …" ends a stretch, which may be one that is told of.
_RUNS_TO = re.compile(r"(?:đến|tới)\s+$", re.IGNORECASE)
_SINCE = re.compile(r"(?:^|\W)(?:từ(?=\s+(?:ngày\s+)?\d)|phát sinh|tính)(?:\W|$)", re.IGNORECASE)
_AND_THEN = phrase(r"(?:~,~|_và_)(?:(?:trước|chậm_nhất)_)?+(?=(?:ngày_)?\d)")
_CLOSED = phrase(r"~(?:[.;,:)]|$)")
_COARSE = (Precision.YEAR, Precision.HALF_YEAR)


def limit_at(
    text: str, start: int, around: Surroundings, reference: Reference | None, policy: Policy
) -> Iterator[Found]:
    """Yield the time limits that the words at a place lead to: none, one, or those of a list."""
    lead = (_BEFORE if text.startswith("ước ", start + 2) else _LEAD).match(text, start)
    if lead is None:
        return
    kind = lead.lastgroup or ""
    term = term_at(text, lead.end(), reference)
    if term is None or around.quoted(start):
        return
    if kind in ("label", "within", "completed"):
        term = stretched(text, term)
    before = around.before(start)
    if not _is_limit(kind, text, lead, term, before):
        return
    terms = [(lead.end() if kind in ("label", "completed") else start, term)]
    if term.precision is Precision.DAY and kind in ("before", "by"):
        terms += _coordinated(text, term, reference)
    yearly = terms[-1][1].every
    for begin, each in terms:
        settled = each
        if len(terms) > 1 and yearly is not None and yearly.frequency is Frequency.YEARLY:
            settled = with_frequency(each, (Frequency.YEARLY,))
        elif (each.every is not None and each.every.frequency is None) or _hour_alone(each):
            often = (*reported_in(before), *frequencies_in(text, *around.sentence(start)))
            settled = with_frequency(each, often)
        words = text[begin : settled.end].rstrip(" ,")
        deadline = settled_limit(words, _BOUNDS[kind], settled, policy)
        if not _is_history(deadline, before, reference):
            yield Found(begin, begin + len(words), _in_time(deadline, reference))


_BOUNDS = {
    "before": Bound.BEFORE,
    "within": Bound.WITHIN,
    "by": Bound.BY,
    "upto": Bound.BY,
    "until": Bound.BY,
    "on": Bound.ON,
    "label": Bound.BY,
    "completed": Bound.BY,
}


def _hour_alone(term: Term) -> bool:
    return term.span is None and term.every is None and term.doubt is None


def _coordinated(text: str, term: Term, reference: Reference | None) -> Iterator[tuple[int, Term]]:
    """Yield further days of a list: *trước ngày 10/6 và 10/12 hằng năm*."""
    for _ in range(_MOST_DAYS):
        joint = _AND_THEN.match(text, term.end)
        following = term_at(text, joint.end(), reference) if joint is not None else None
        if joint is None or following is None or not _CLOSED.match(text, following.end):
            return
        if following.precision is not Precision.DAY or _hour_alone(following):
            return
        term = following
        yield joint.end(), term


_MOST_DAYS = 6  # in one list


def _is_limit(
    kind: str,
    text: str,
    lead: re.Match[str],
    term: Term,
    before: str,
) -> bool:
    """Whether the words around a time make it a limit for what is to be done."""
    if _is_ruled_out(text, term, before):
        return False
    comes_round = term.every is not None and term.every.frequency is not None
    if term.precision in _COARSE and not comes_round:
        finished = kind in ("label", "completed") or completes(before)
        if not finished or is_goal(before):
            return False
    match kind:
        case "within":
            return _is_time_allowed(text, term, before)
        case "upto":
            return completes(before) or not is_summed(before)
        case "before" if _RUNS_TO.search(before):
            return completes(before) or not (is_summed(before) or _SINCE.search(before))
        case "until":
            if comes_round and term.at is not None:
                return not before.strip()  # "Đến 16 giờ hằng ngày, …"
            return _EXTENDED.search(before) is not None and not is_summed(before)
        case "on":
            said = before + (text[term.end : term.end + _NEXT_WORDS] if comes_round else "")
            return _DELIVERED.search(said) is not None and not _HELD.search(said)
        case "label":
            return not _hour_alone(term) and (
                term.at is None or lead["label"].casefold().split() != ["thời", "gian:"]
            )
        case "completed":
            bare = text[lead.end()].isdigit() and term.reference is not None
            return not (_hour_alone(term) or bare or term.over or is_done(before))
    return True


def _is_ruled_out(text: str, term: Term, before: str) -> bool:
    """Whether the words around a time tell of validity, of the past, or of what a delay brings."""
    if is_validity(before) or is_asked_before(before):
        return True
    if _NOT_BY.search(before) and _CONSEQUENCE.match(text, term.end):
        return True  # "chưa nộp trước ngày 01/8 sẽ bị khóa"
    if _ALREADY.match(text, term.end) or _WHOEVER.match(text, term.end):
        return True  # "báo cáo trước ngày 15/7 đã được thực hiện"
    # "có mặt trước 6 giờ 30 phút"
    return _hour_alone(term) and _HELD.search(before) is not None


def _is_time_allowed(text: str, term: Term, before: str) -> bool:
    """Whether *trong tháng 10* is the time for a task, and not the time that is told of."""
    if _hour_alone(term) or term.over:
        return False
    if term.precision in (Precision.DAY, Precision.HOUR, Precision.WEEK):
        return not _HELD_ON_DAY.search(before)
    if before.strip():
        ends = _CLOSED.match(text, term.end) is not None
        return not is_reported(before) or (ends and _RESULT_DUE.search(before) is not None)
    # "Trong tháng 10/2025, các phòng đã …"
    return " đã " not in text[term.end : term.end + _NEXT_WORDS].split(".", maxsplit=1)[0]


_NEXT_WORDS = 120  # characters
_NOT_BY = re.compile(r"(?:^|\W)(?:chưa|không)\s[^,;]{2,80}$")
# "Đến hết ngày 28/02, đơn vị nào chưa nộp thì …"
_WHOEVER = re.compile(r",\s+[^,.;]{2,40}\snào\s")
_ALREADY = re.compile(r"[,\s]+(?:đều\s+)?đã\s")
_CONSEQUENCE = re.compile(r"[,\s]+(?:sẽ|thì|coi như|xem như|bị)\s")
# "…, báo cáo kết quả trong tháng 6." tells when the result is due, not of which month it is.
_RESULT_DUE = re.compile(r"(?:,|;|và)\s+(?:báo cáo|gửi|trình|có|trả)(?: \w+){0,3} kết quả\s*$")
_HELD_ON_DAY = re.compile(r"(?:^|\W)(?:diễn ra|khai mạc|họp)(?:\W|$)", re.IGNORECASE)


def settled_limit(words: str, bound: Bound, term: Term, policy: Policy) -> Deadline:
    """Return the deadline that a bound and a time make.

    Args:
        words: The words as written.
        bound: How the time bounds; for a period *by* becomes *within*.
        term: The time.
        policy: The rules.
    """
    if term.every is not None and term.every.frequency is not None:
        return recurring(words, bound, term)
    if term.span is None:
        doubt = term.doubt or Doubt.NO_DAY
        return Deadline(phrase=words, kind=DeadlineKind.UNRESOLVED, doubt=doubt)
    if bound is Bound.BEFORE and term.part:
        # "trước cuối tháng": before its last day, or before its last days?
        return Deadline(phrase=words, kind=DeadlineKind.UNRESOLVED, doubt=Doubt.TWO_READINGS)
    first, last = term.span
    if bound is Bound.BY and first != last:
        bound = Bound.WITHIN
    due, steps = last, list(term.steps)
    if bound is Bound.BEFORE and term.at is None and not term.day_end:
        if policy.before_includes_day and not term.hour_zero:
            steps.append(Reckoning.BEFORE_INCLUDES_DAY)
        else:
            due = first - _ONE_DAY
    elif term.hour_zero:
        due = first - _ONE_DAY
    if due.year not in YEARS:
        return Deadline(phrase=words, kind=DeadlineKind.UNRESOLVED, doubt=Doubt.NO_SUCH_DAY)
    due = _on_working_day(due, steps, policy)
    return Deadline(
        phrase=words,
        bound=bound,
        stated=first if bound is Bound.BEFORE and first == last else last,
        due=due,
        at=term.at,
        precision=term.precision,
        start=first if bound is Bound.WITHIN and first != last else None,
        reference=term.reference,
        reckoning=tuple(steps),
        doubt=term.doubt,
    )


def _on_working_day(due: date, steps: list[Reckoning], policy: Policy) -> date:
    """Return the day, moved where the policy wants a working day; note the step."""
    if policy.day_off is DayOff.KEEP or policy.days.is_working(due):
        return due
    if policy.day_off is DayOff.NEXT:
        steps.append(Reckoning.MOVED_LATER)
        return policy.days.on_or_after(due)
    steps.append(Reckoning.MOVED_EARLIER)
    return policy.days.on_or_before(due)


def _is_history(deadline: Deadline, before: str, reference: Reference | None) -> bool:
    """Whether a limit that is over, or cannot be placed, tells of the past."""
    if deadline.kind is DeadlineKind.UNRESOLVED:
        over = deadline.doubt is Doubt.BEFORE_DOCUMENT
        return is_done(before) or (over and is_condition(before))
    if deadline.due is None or reference is None:
        return is_done(before)
    if deadline.due >= reference.day:
        return False
    return is_done(before) or is_condition(before) or deadline.bound is Bound.WITHIN


def stretch_at(
    text: str, start: int, around: Surroundings, reference: Reference | None
) -> Iterator[Found]:
    """Yield the stretch of days at a place in which something is to be handed in or finished."""
    before = around.before(start)
    labelled = _LABELLED.search(before) is not None
    found = stretch(text, start, reference, coarse=labelled)
    if found is None or around.quoted(start):
        return
    if is_asked_before(before) or is_done(before) or is_summed(before):
        return
    after = text[found.end : around.sentence(found.end)[1]]
    clause = _CLAUSE.split(before)[-1] if before.strip() else after
    if not (labelled or _DELIVERED.search(clause)) or _HELD.search(clause):
        return
    if reference is not None and found.last < reference.day:
        return
    words = text[start : found.end].rstrip(" ,")
    deadline = Deadline(
        phrase=words,
        bound=Bound.FROM_TO,
        stated=found.last,
        due=found.last,
        start=found.first,
        at=found.term.at,
        reference=found.term.reference,
        reckoning=found.term.steps,
    )
    yield Found(start, start + len(words), deadline)


_CLAUSE = re.compile(r"[,:(]\s")
_LABELLED = phrase(rf"(?:{TIME_LABEL})~:~$", re.IGNORECASE)


def _in_time(deadline: Deadline, reference: Reference | None) -> Deadline:
    """Return the deadline; one that was over when the document was issued is settled no more."""
    if deadline.due is None or reference is None or deadline.due >= reference.day:
        return deadline
    if not reference.exact and deadline.due.replace(day=1) == reference.day.replace(day=1):
        return deadline
    return Deadline(
        phrase=deadline.phrase, kind=DeadlineKind.UNRESOLVED, doubt=Doubt.BEFORE_DOCUMENT
    )
