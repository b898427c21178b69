"""How patterns of this room are spelled.

``_`` stands for blanks, of which at least one is there, ``~`` for blanks that may be missing. Both
are possessive: they give nothing back, so that no run of blanks is tried twice.
"""

import re


def phrase(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Compile a pattern with these signs."""
    spelled = pattern.replace("_", r"\s++").replace("~", r"\s*+")
    return re.compile(spelled, flags)


HOUR = (
    r"(?P<hour>\d{1,2})~(?:giờ|[hg](?![a-zà-ỹđ])|:)(?:~(?P<minute>\d{2}))?+"
    r"(?:~(?:phút|ph|p(?!\w)|[’'′‘`]))?+(?:_(?P<part>sáng|trưa|chiều|tối|đêm))?+~,?+~(?:(?:của|vào)_)?+"
)
"""*17 giờ 30 phút*, *15h00*, *11g00*, *11h30’*, *17:00*, *5 giờ chiều*."""

WEEKDAY = r"(?:thứ_(?:hai|ba|tư|năm|sáu|bảy|[2-7])(?!\w)|chủ_nhật)"

AMOUNT = (
    r"(?P<amount>\d{1,4}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?:_(?:lăm|hai))?|hai_mươi|ba_mươi)"
    r"(?:~\([^()\d]{1,12}\))?_(?P<unit>ngày|tuần|tháng|năm|giờ|tiếng)(?!\w)"
    r"(?P<work>_làm_việc)?+(?:_đêm)?+"
)
"""*05 ngày làm việc*, *05 (năm) ngày*, *ba tháng*, *24 giờ*."""

EVERY = r"(?:h[ằà]ng|mỗi|từng)"
