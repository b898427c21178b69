"""Deadlines without a day: they wait for an event, hold always, stand elsewhere, or are vague.

Promised: no day is made up, and none of them is dropped.
"""

import re
from collections.abc import Iterator

from vnadmindoc.dates.context import Found, Surroundings, is_done, occurrences
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
_BEFORE = phrase(
    r"(?:xong|hoàn_thành|gửi|nộp|trình|báo_cáo)_trước_khi_(?P<event>" + _WORDS + ")", re.IGNORECASE
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
    r"(?:(?:được_)?(?:thực_hiện|tiến_hành|duy_trì|làm)_(?:một_cách_)?thường_xuyên(?:,_liên_tục)?"
    r"|thường_xuyên(?:,?_liên_tục)?_(?:trong_năm|hằng_năm|hàng_năm))(?!\w)",
    re.IGNORECASE,
)
_VAGUE = phrase(
    r"(?:đúng|bảo_đảm|đảm_bảo)_(?:thời_gian|thời_hạn|tiến_độ|kỳ_hạn)"
    r"(?:(?:_theo)?_quy_định|_yêu_cầu|_đề_ra|_được_giao|_kế_hoạch)?(?=[\s.;,:()]|$)"
    r"|trong_thời_gian_(?:sớm_nhất|nhanh_nhất|ngắn_nhất)|sớm_nhất_có_thể",
    re.IGNORECASE,
)
_AT_ONCE = phrase(r"khẩn_trương(?!\w)", re.IGNORECASE)
_TIME_SAID = re.compile(r"(?:thời hạn|thời gian|tiến độ|hạn)\b[^.;:()]{0,60}$", re.IGNORECASE)

_BARE_STANDING = phrase(r"(?:thực_hiện_)?thường_xuyên(?:,?_liên_tục)?\W*$", re.IGNORECASE)


def open_ended(text: str, around: Surroundings) -> Iterator[Found]:
    """Yield the deadlines without a day, in no order."""
    if "khi " in text:
        yield from _events(text, around)
    if "hường xuyên" in text:
        for needle, back in (("ực hiện ", 2), ("iến hành ", 1), ("uy trì ", 1), ("hường ", 1)):
            yield from _plain(_STANDING, text, needle, back, DeadlineKind.STANDING)
    if "theo " in text or "Theo " in text:
        yield from _referred(text, around)
    if " trên" in text:
        for needle, back in (("úng thời", 1), ("rong thời", 1)):
            for start in occurrences(text, needle, back):
                found = _IN_TIME_ABOVE.match(text, start)
                if found is not None:
                    yield _elsewhere(found, found["above"])
    for needle, back in (
        ("úng t", 1),
        ("úng k", 1),
        ("ảo đảm t", 1),
        ("ảm bảo t", 1),
        ("rong t", 1),
        ("ớm nhất", 1),
    ):
        yield from _plain(_VAGUE, text, needle, back, DeadlineKind.VAGUE)


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


def _plain(
    pattern: re.Pattern[str], text: str, needle: str, back: int, kind: DeadlineKind
) -> Iterator[Found]:
    for start in occurrences(text, needle, back):
        found = pattern.match(text, start)
        if found is not None:
            words = found.group().rstrip()
            yield Found(start, start + len(words), Deadline(phrase=words, kind=kind))


def _events(text: str, around: Surroundings) -> Iterator[Found]:
    for needle, back, pattern in (
        ("gay sau khi ", 1, _AFTER),
        ("au khi ", 1, _AFTER),
        ("gay khi ", 1, _AFTER),
        ("(khi ", -1, _WHEN),
        ("rước khi ", 1, None),
    ):
        for start in occurrences(text, needle, back):
            if pattern is None:
                # The task stands before: "gửi trước khi …".
                begin = max(0, start - 12)
                found = _BEFORE.search(text, begin, start + 200)
            else:
                found = pattern.match(text, start)
            if found is None or around.quoted(start) or is_done(around.before(start)):
                continue
            begin = start if pattern is not None else text.index("trước", found.start())
            words = text[begin : found.end()].rstrip()
            yield Found(
                begin,
                begin + len(words),
                Deadline(
                    phrase=words, kind=DeadlineKind.CONDITIONAL, event=found["event"].rstrip()
                ),
            )


def _referred(text: str, around: Surroundings) -> Iterator[Found]:
    for start in occurrences(text, "heo ", 1):
        found = _REFERRED.match(text, start)
        if found is None:
            continue
        target = found["place"] or found["above"] or found["ruled"]
        if found["ruled"] is not None:
            # A time told in this document, not what a law provides.
            said = _TIME_SAID.search(around.before(start))
            if said is None or not _OWN_PLACE.search(target.rstrip()):
                continue
        yield _elsewhere(found, target)


def _elsewhere(found: re.Match[str], target: str) -> Found:
    words = found.group().rstrip()
    start = found.start()
    deadline = Deadline(phrase=words, kind=DeadlineKind.REFERRED, target=target.strip())
    return Found(start, start + len(words), deadline)
