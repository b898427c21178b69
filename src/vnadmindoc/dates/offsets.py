"""Terms counted from an event: *trong vòng 05 ngày làm việc kể từ ngày ký*.

Promised: the last day is told only where the day of the event is known and the words bind to it;
otherwise amount and event are kept, for whoever learns the day.
Source: Bộ luật Dân sự 2015, Điều 147-148.
"""

import re
from collections.abc import Iterator
from datetime import date

from vnadmindoc.dates.arithmetic import term_end
from vnadmindoc.dates.context import (
    Found,
    Surroundings,
    is_asked_before,
    is_validity,
)
from vnadmindoc.dates.phrases import AMOUNT, phrase
from vnadmindoc.dates.policy import Policy, Reference
from vnadmindoc.dates.terms import term_at
from vnadmindoc.model import Deadline, Offset
from vnadmindoc.vocabulary import Bound, DeadlineKind, Precision, Reckoning, Unit

_EVENT = r"(?P<event>[^.;:,()]{2,160})"
_LEAD = (
    r"(?:(?P<may>sau|quá)|(?:trong|chậm_nhất|muộn_nhất|thời_hạn|hạn|không_quá|tối_đa)"
    r"(?:_(?:là|sau|trong|vòng|thời_hạn|thời_gian|khoảng|tối_đa|không_quá|hạn)){0,4})_"
)
_LABEL = r"(?:thời_(?:hạn|gian)|hạn)(?:_[^\W\d]{1,12}){0,5}?~:~"
_FORWARD = phrase(
    rf"(?:{_LEAD}|{_LABEL}){AMOUNT}~,?~(?:(?:kể_|tính_)từ(?:_khi)?|từ(?:_khi)?(?=_[^\W\d])|sau_khi|sau)_{_EVENT}",
    re.IGNORECASE,
)
_AFTERWARDS = phrase(
    rf"kể_từ_(?P<event>ngày_[^.;:,()]{{2,120}}?)_(?:trong_(?:vòng|thời_hạn)|chậm_nhất)_{AMOUNT}",
    re.IGNORECASE,
)
_BACKWARD = phrase(
    rf"(?:(?:chậm|muộn|ít)_nhất|tối_thiểu|trước)(?:_(?:là|trước)){{0,2}}_{AMOUNT}_"
    rf"(?:trước_(?:khi_)?|so_với_|khi_){_EVENT}",
    re.IGNORECASE,
)
_EVENT_BEFORE = (
    r"trước_(?P<event>(?:ngày|khi|giờ|cuộc|hội_nghị|kỳ|buổi|phiên|lễ)_[^.;:,()]{2,80}?)_"
)
_BEFORE_EVENT = phrase(
    rf"{_EVENT_BEFORE}(?:(?:ít_nhất|tối_thiểu|chậm_nhất)_(?:là_)?{AMOUNT})", re.IGNORECASE
)
_SO_LONG_BEFORE = phrase(rf"{_EVENT_BEFORE}{AMOUNT}(?=~(?:[.,;)]|$))", re.IGNORECASE)
_ALLOWED = phrase(
    rf"trong_(?:vòng|thời_hạn)_(?:tối_đa_|không_quá_)?{AMOUNT}(?!_(?:đầu|cuối|tới|qua|gần|tiếp))",
    re.IGNORECASE,
)
# Working days are counted for a task; of other days an event may take so many.
_WORKED = phrase(rf"trong_{AMOUNT}(?<=việc)(?!_(?:đầu|cuối|tới|qua|tiếp))", re.IGNORECASE)
_AHEAD = phrase(rf"trước_{AMOUNT}(?=~(?:[.;,)]|$))", re.IGNORECASE)
# "Trong 03 ngày tới": from the day of issue on.
_COMING = phrase(rf"trong_(?:vòng_)?{AMOUNT}_(?:tới|tiếp_theo)(?!\w)", re.IGNORECASE)
# A clause of the task itself ends the name of the event.
_TASK = re.compile(
    r"\s(?:mà|thì|để|phải|gửi|nộp|đề nghị|yêu cầu|có trách nhiệm|các (?:đơn vị|cơ quan|sở|phòng))\s"
)
_DATED = phrase(r"~\((?:ngày_)?(?=\d)")
_DAY_IN_EVENT = phrase(r"(?:^|_)(?=ngày_\d)")
_OF_ISSUE = phrase(
    r"ngày_(?:(?:ký|ban_hành|phát_hành|ra)(?:_(?:ban_hành|phát_hành))?(?:~,?~(?:và_)?ban_hành)?"
    r"(?:_(?:Thông_báo|Công_văn|Kế_hoạch|Quyết_định|Chỉ_thị|Công_điện|Kết_luận|văn_bản|Văn_bản)"
    r"(?:_[Kk]ết_luận)?_này)?"
    r"|(?:Thông_báo|Công_văn|Kế_hoạch|Quyết_định|Chỉ_thị|Công_điện|[Vv]ăn_bản)(?:_[Kk]ết_luận)?"
    r"_này_(?:được_)?(?:ký|ban_hành)(?:_ban_hành)?)$",
    re.IGNORECASE,
)
_UNITS = {
    "ngày": Unit.DAY,
    "tuần": Unit.WEEK,
    "tháng": Unit.MONTH,
    "năm": Unit.YEAR,
    "giờ": Unit.HOUR,
    "tiếng": Unit.HOUR,
}
_NUMBERS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười hai": 12, "mười lăm": 15, "hai mươi": 20, "ba mươi": 30,
}  # fmt: skip
_PRECISIONS = {
    Unit.HOUR: Precision.HOUR,
    Unit.MONTH: Precision.MONTH,
    Unit.YEAR: Precision.YEAR,
}


def offset_at(
    text: str, start: int, around: Surroundings, reference: Reference | None, policy: Policy
) -> Iterator[Found]:
    """Yield the term that the words at a place count from an event, if they do."""
    for pattern in _BEGINNING.get(text[start : start + 3].rstrip().casefold(), ()):
        found = pattern.match(text, start)
        if found is not None:
            yield from _counted(text, found, around, reference, policy)
            return


# In the order in which they are tried, with the letters that each may begin with.
_PATTERNS = {
    _FORWARD: ("sau", "quá", "tro", "chậ", "muộ", "thờ", "hạn", "khô", "tối"),
    _BACKWARD: ("chậ", "muộ", "ít", "tối", "trư"),
    _BEFORE_EVENT: ("trư",),
    _SO_LONG_BEFORE: ("trư",),
    _AFTERWARDS: ("kể",),
    _COMING: ("tro",),
    _ALLOWED: ("tro",),
    _WORKED: ("tro",),
    _AHEAD: ("trư",),
}
_BEGINNING = {
    letters: tuple([pattern for pattern, begins in _PATTERNS.items() if letters in begins])
    for letters in {each for begins in _PATTERNS.values() for each in begins}
}
_WITHOUT_EVENT = (_ALLOWED, _WORKED, _AHEAD)


def _counted(
    text: str,
    found: re.Match[str],
    around: Surroundings,
    reference: Reference | None,
    policy: Policy,
) -> Iterator[Found]:
    start, end = found.span()
    before = around.before(start)
    if around.quoted(start) or is_validity(before) or is_asked_before(before):
        return
    amount = _number(found["amount"])
    if not amount:
        return
    if found.re is _COMING:
        yield _coming(text, found, amount, reference, policy)
        return
    if found.re in _WITHOUT_EVENT:
        words = text[start:end]
        yield Found(start, end, Deadline(phrase=words, kind=DeadlineKind.CONDITIONAL))
        return
    event = found["event"]
    task = _TASK.search(event)
    if task is not None:
        end = found.start("event") + task.start()
        event = event[: task.start()]
    words, event = text[start:end].rstrip(), event.strip()
    if not event:
        return
    backwards = found.re in (_BACKWARD, _BEFORE_EVENT, _SO_LONG_BEFORE)
    unit = Unit.WORKING_DAY if found["work"] else _UNITS[found["unit"].casefold()]
    day, known_by = _day_of(event, text, found.end(), reference)
    offset = Offset(amount=amount, unit=unit, anchor=event, backwards=backwards, anchor_day=day)
    binds = found.re is not _FORWARD or found["may"] is None
    deadline = _settled(words, offset, known_by, binds=binds, policy=policy, reference=reference)
    yield Found(start, start + len(words), deadline)


def _coming(
    text: str,
    found: re.Match[str],
    amount: int,
    reference: Reference | None,
    policy: Policy,
) -> Found:
    """Return the term that runs from the day of issue."""
    start, end = found.span()
    words = text[start:end]
    unit = Unit.WORKING_DAY if found["work"] else _UNITS[found["unit"].casefold()]
    if reference is None or not reference.exact or unit is Unit.HOUR:
        return Found(start, end, Deadline(phrase=words, kind=DeadlineKind.CONDITIONAL))
    last, steps = term_end(reference.day, amount, unit, policy.days, backwards=False) or (None, ())
    if last is None:
        return Found(start, end, Deadline(phrase=words, kind=DeadlineKind.CONDITIONAL))
    return Found(
        start,
        end,
        Deadline(
            phrase=words,
            bound=Bound.WITHIN,
            stated=last,
            due=last,
            reference=reference.day,
            reckoning=(Reckoning.DAY_OF_ISSUE, *steps),
        ),
    )


def _number(words: str) -> int:
    return int(words) if words.isdecimal() else _NUMBERS[" ".join(words.casefold().split())]


def _day_of(
    event: str, text: str, end: int, reference: Reference | None
) -> tuple[date | None, tuple[Reckoning, ...]]:
    """Return the day of an event, where it is written beside it or is the day of issue."""
    for found in (_DATED.match(text, end), _DAY_IN_EVENT.search(event)):
        if found is not None:
            term = term_at(found.string, found.end(), reference)
            if term is not None and term.span is not None and term.span[0] == term.span[1]:
                return term.span[0], term.steps
    if reference is not None and reference.exact and _OF_ISSUE.match(event):
        return reference.day, (Reckoning.DAY_OF_ISSUE,)
    return None, ()


def _settled(
    words: str,
    offset: Offset,
    steps: tuple[Reckoning, ...],
    *,
    binds: bool,
    policy: Policy,
    reference: Reference | None,
) -> Deadline:
    ended = None
    if offset.anchor_day is not None and binds and offset.unit is not Unit.HOUR:
        ended = term_end(
            offset.anchor_day, offset.amount, offset.unit, policy.days, backwards=offset.backwards
        )
    if ended is None:
        precision = _PRECISIONS.get(offset.unit, Precision.DAY)
        return Deadline(
            phrase=words, kind=DeadlineKind.CONDITIONAL, offset=offset, precision=precision
        )
    used = bool(steps)
    return Deadline(
        phrase=words,
        bound=Bound.BY if offset.backwards else Bound.WITHIN,
        stated=ended[0],
        due=ended[0],
        offset=offset,
        reference=reference.day if used and reference is not None else None,
        reckoning=(*steps, *ended[1]),
    )
