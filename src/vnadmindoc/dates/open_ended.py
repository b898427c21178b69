"""Deadlines without a day: they wait for an event, hold always, stand elsewhere, or are vague.

Promised: no day is made up, and none of them is dropped.
"""

import re
from collections.abc import Iterator

from vnadmindoc.dates.context import Found, Surroundings, completes, is_done
from vnadmindoc.dates.phrases import phrase
from vnadmindoc.model import Deadline
from vnadmindoc.vocabulary import DeadlineKind

_WORDS = r"[^.;,:()]{2,160}"
_AFTER = phrase(
    r"(?:ngay_)?(?:sau_khi|khi)_(?P<event>(?:có|nhận_được|được|ban_hành|hoàn_thành|kết_thúc|"
    r"thống_nhất|cấp_có_thẩm_quyền|thẩm_định)_" + _WORDS + ")",
    re.IGNORECASE,
)
_WHEN = phrase(
    r"khi_(?P<event>[^.;:()]{2,120}?_(?:ban_hành|phê_duyệt|thông_qua|có|chấp_thuận|công_bố)"
    r"(?:_[^.;:()]{1,120})?)(?=\))",
    re.IGNORECASE,
)
_AFTER_ALL = phrase(
    r"(?:ngay_)?sau_khi_(?P<event>(?!nghe|xem|thảo|nghiên|trao)[^.;:,()]{2,120}?_(?:được|ban_hành|phê_duyệt|"
    r"thông_qua|hoàn_thành|kết_thúc|có_hiệu_lực|chấp_thuận|công_bố)(?!\w)(?:_[^.;:,()]{1,80})?)",
    re.IGNORECASE,
)
_BEFORE = phrase(r"trước_khi_(?P<event>" + _WORDS + ")", re.IGNORECASE)
_SEASON = phrase(
    r"trước_(?:thềm_)?(?P<event>(?:Tết|mùa_(?:mưa|lũ|bão|khô)|năm_học_mới|kỳ_họp|đại_hội|"
    r"ngày_(?:khai_giảng|khai_mạc|bầu_cử|bế_mạc))(?!\w)[^.;,:()]{0,60})",
    re.IGNORECASE,
)
_SURE_SEASON = re.compile(
    r"kỳ họp|năm học mới|mùa|ngày (?:khai giảng|khai mạc|bầu cử)", re.IGNORECASE
)
_DELIVERED = re.compile(r"\b(?:xong|thành|gửi|nộp|trình|cáo)\s+$", re.IGNORECASE)
_LEADING = phrase(
    r"(?:^|(?<=\W))(?P<words>theo(?:_đúng)?(?:_mốc|_quy)?|đúng|trong)_$",
    re.IGNORECASE,
)
_PLACE = (
    r"(?:khoản|điểm|mục|phần|Điều|gạch_đầu_dòng|nội_dung)_[^.;,:()]{1,80}?"
    r"(?=_(?:để|và|thì|phải)_|~[.;,:()/]|$)"
)
_REFERRED = phrase(
    r"theo_(?:đúng_)?(?:(?:mốc_)?(?:thời_gian|thời_hạn|tiến_độ)_(?:quy_định_|nêu_|đã_nêu_|ghi_|yêu_cầu_)?"
    rf"(?:(?:tại|ở)_(?P<place>{_PLACE})|(?P<above>(?:nêu_|nói_|đã_nêu_)?trên|đã_nêu_trên))"
    rf"|quy_định_tại_(?P<ruled>{_PLACE}))",
    re.IGNORECASE,
)
_IN_TIME_ABOVE = phrase(
    r"(?:đúng|trong)_(?:thời_gian|thời_hạn)_(?P<above>(?:nêu_|đã_nêu_|quy_định_|nói_)?trên)(?!\w)",
    re.IGNORECASE,
)
_OWN_PLACE = re.compile(r"(?:này|trên)$", re.IGNORECASE)
_STANDING = phrase(
    r"(?:(?:thực_hiện|tiến_hành|duy_trì|làm)_(?:một_cách_)?thường_xuyên(?:,_liên_tục)?"
    r"|thường_xuyên(?:,?_liên_tục)?_(?:trong_năm|hằng_năm|hàng_năm))(?!\w)",
    re.IGNORECASE,
)
_VAGUE = phrase(
    r"đúng_(?:thời_gian|thời_hạn|tiến_độ|kỳ_hạn)"
    r"(?:(?:_theo)?_quy_định|_yêu_cầu|_đề_ra|_được_giao|_kế_hoạch)?(?=[\s.;,:()]|$)"
    r"|trong_thời_gian_(?:sớm_nhất|nhanh_nhất|ngắn_nhất)",
    re.IGNORECASE,
)
_AT_ONCE = phrase(r"khẩn_trương(?!\w)", re.IGNORECASE)
_TIME_SAID = re.compile(r"(?:thời hạn|thời gian|tiến độ|hạn)\b[^.;:()]{0,60}$", re.IGNORECASE)

_LABEL_ENDS = phrase(r"(?:thời_(?:gian|hạn)|hạn)(?:_[^\W\d]{1,12}){0,3}~:~$", re.IGNORECASE)
_ALONE = phrase(r"thường_xuyên(?:,?_liên_tục)?(?=~(?:[.;,)]|$))", re.IGNORECASE)
_BARE_STANDING = phrase(r"(?:thực_hiện_)?thường_xuyên(?:,?_liên_tục)?\W*$", re.IGNORECASE)


def waiting_at(text: str, start: int, around: Surroundings) -> Iterator[Found]:
    """Yield what *sau khi*, *khi* or *trước khi* at a place waits for."""
    if text[start] in "tT":
        found = None
        if not text.startswith("khi", start + len("trước ")):
            found = _SEASON.match(text, start)
            if found is not None and not (
                completes(around.before(start)) or _SURE_SEASON.match(found["event"])
            ):
                found = None
        elif _DELIVERED.search(text, max(0, start - _VERB_BEFORE), start):
            found = _BEFORE.match(text, start)
    else:
        found = _AFTER.match(text, start) or _AFTER_ALL.match(text, start)
        if found is None and text[start - 1 : start] == "(":
            found = _WHEN.match(text, start)
    if found is None or around.quoted(start) or is_done(around.before(start)):
        return
    if text[max(0, start - 5) : start].casefold() == "ngay ":
        start -= 5
    words, event = text[start : found.end()].rstrip(), found["event"].rstrip()
    deadline = Deadline(phrase=words, kind=DeadlineKind.CONDITIONAL, event=event)
    yield Found(start, start + len(words), deadline)


_VERB_BEFORE = 10  # characters


def time_named_at(text: str, start: int, around: Surroundings) -> Iterator[Found]:
    """Yield what *thời gian*, *thời hạn*, *tiến độ* or *quy định tại* at a place belongs to.

    It may refer to another time of the document, or be none at all.
    """
    near = max(0, start - _WORDS_BEFORE)
    lead = _LEADING.search(text, near, start)
    if lead is None:
        return
    begin = lead.start("words")
    found = _REFERRED.match(text, begin)
    if found is not None:
        target = found["place"] or found["above"] or found["ruled"]
        # A time told in this document, not what a law provides.
        said = found["ruled"] is None or (
            _TIME_SAID.search(around.before(begin)) and _OWN_PLACE.search(target.rstrip())
        )
        if said:
            yield _elsewhere(found, target)
        return
    found = _IN_TIME_ABOVE.match(text, begin)
    if found is not None:
        yield _elsewhere(found, found["above"])
        return
    yield from _plain(_VAGUE.match(text, begin), DeadlineKind.VAGUE)


_WORDS_BEFORE = 16  # characters, in which "theo đúng mốc" has room


def always_at(text: str, start: int) -> Iterator[Found]:
    """Yield *thực hiện thường xuyên*, whose *thường xuyên* begins at a place."""
    found = _STANDING.search(text, max(0, start - _WORDS_BEFORE), start + _STANDING_LENGTH)
    if found is not None and found.end() > start:
        yield from _plain(found, DeadlineKind.STANDING)
    elif _LABEL_ENDS.search(text, max(0, start - _LABEL_LENGTH), start):
        yield from _plain(_ALONE.match(text, start), DeadlineKind.STANDING)


_STANDING_LENGTH = 40  # characters
_LABEL_LENGTH = 40


def _plain(found: re.Match[str] | None, kind: DeadlineKind) -> Iterator[Found]:
    if found is not None:
        words = found.group().rstrip()
        start = found.start()
        yield Found(start, start + len(words), Deadline(phrase=words, kind=kind))


def urgency(text: str) -> Found | None:
    """Return *khẩn trương* at the head of a text as its deadline, if it is there."""
    found = _AT_ONCE.match(text)
    if found is None:
        return None
    return Found(0, found.end(), Deadline(phrase=found.group(), kind=DeadlineKind.VAGUE))


def standing(text: str) -> Found | None:
    """Return the deadline of a cell or label that says no more than *thường xuyên*."""
    found = _BARE_STANDING.match(text)
    if found is None:
        return None
    words = text.rstrip(" .;,")
    return Found(0, len(words), Deadline(phrase=words, kind=DeadlineKind.STANDING))


def _elsewhere(found: re.Match[str], target: str) -> Found:
    words = found.group().rstrip()
    start = found.start()
    deadline = Deadline(phrase=words, kind=DeadlineKind.REFERRED, target=target.strip())
    return Found(start, start + len(words), deadline)
