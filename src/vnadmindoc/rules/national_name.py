"""B. National name and motto: ô 1 (*Quốc hiệu và Tiêu ngữ*, Mục II.1)."""

import re
from collections.abc import Iterator

from vnadmindoc.findings import Severity
from vnadmindoc.rules.lines import has_line, line_is_as_long_as, line_is_drawn, text_width
from vnadmindoc.rules.looks import LETTERFORM, looks
from vnadmindoc.rules.rule import Breach, Case, Unknown, holds, plain, set_anew
from vnadmindoc.specimen import Fact, Side
from vnadmindoc.standard import Role
from vnadmindoc.text import fold, nfc

_LINES = (Role.NATIONAL_NAME, Role.MOTTO)
_BEFORE = (Role.AGENCY, Role.PARENT, Role.CIRCULATION, Role.SIGNING_INFORMATION)
"""Ô 2, 11 and 14: what may stand before the national name."""
_DASHES = re.compile(r"[-\u2010-\u2015\u2212]")


@holds(
    "011",
    "II.1; Điều 8.2.a",
    "Có Quốc hiệu và Tiêu ngữ",
    "National name and motto are there",
    needs=(Fact.PLACES,),
)
def head_is_there(case: Case) -> Iterator[Breach]:
    """Both lines; a bare text is no page, and gets them when it is set."""
    for role, name in zip(_LINES, ("Quốc hiệu", "Tiêu ngữ"), strict=True):
        if case.profile.motto and case.first(role) is None:
            yield Breach(vi=f"thiếu {name}", en=f"{name} is missing", fix=set_anew)


@holds(
    "011-place",
    "II.1",
    "Quốc hiệu và Tiêu ngữ ở phía trên, bên phải, trang đầu",
    "National name and motto stand at the top right of the first page",
    needs=(Fact.PLACES,),
)
def head_stands_at_the_right(case: Case) -> Iterator[Breach]:
    """Before everything but the issuing body, the circulation mark and a copy's signature."""
    for role in _LINES:
        seen = case.first(role)
        if seen is None:
            continue
        above = [
            each
            for each in case.written[: case.written.index(seen)]
            if each.role not in (*_LINES, *_BEFORE) and each.row != seen.row
        ]
        if seen.side is Side.LEFT or above or (seen.place.page or 1) > 1:
            yield Breach(
                vi="Quốc hiệu và Tiêu ngữ phải ở trên cùng, bên phải, trang đầu",
                en="national name and motto belong at the top right of the first page",
                seen=seen,
                fix=set_anew,
            )


@holds(
    "012a",
    "II.1.a",
    "Quốc hiệu: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "The national name reads CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
)
def national_name_is_right(case: Case) -> Iterator[Breach]:
    """Letter for letter, either placement of the tone."""
    wanted = case.profile.national_name
    seen = case.first(Role.NATIONAL_NAME)
    if seen is not None and fold(plain(seen.shown)) != fold(wanted):
        yield Breach(
            vi=f"Quốc hiệu phải là {wanted!r}",
            en=f"the national name must read {wanted!r}",
            seen=seen,
            fix=set_anew,
        )


@holds(
    "012b",
    "II.1.a",
    "Quốc hiệu viết HÒA, không viết HOÀ",
    "The national name is spelt HÒA, not HOÀ",
    severity=Severity.WARNING,
)
def tone_stands_as_in_the_decree(case: Case) -> Iterator[Breach]:
    """Both spellings occur in official prints; the clause prints HÒA."""
    seen = case.first(Role.NATIONAL_NAME)
    found = re.search("HOÀ", nfc(seen.shown)) if seen is not None else None
    if found is not None:
        yield Breach(
            vi="Quốc hiệu viết 'HOÀ': Nghị định in 'HÒA'",
            en="the national name is spelt 'HOÀ': the Decree prints 'HÒA'",
            seen=seen,
            span=found.span(),
            fix=set_anew,
        )


looks(
    "013", Role.NATIONAL_NAME, LETTERFORM, "II.1.a", vi="Quốc hiệu", en="The national name"
)  # fmt: skip


@holds(
    "014a",
    "II.1.b",
    "Tiêu ngữ: Độc lập - Tự do - Hạnh phúc",
    "The motto reads Độc lập - Tự do - Hạnh phúc",
)
def motto_is_right(case: Case) -> Iterator[Breach]:
    """Letter for letter; its dashes are a test of their own."""
    wanted = case.profile.motto
    seen = case.first(Role.MOTTO)
    if seen is None:
        return
    if _undashed(plain(seen.text)) != _undashed(wanted):
        yield Breach(
            vi=f"Tiêu ngữ phải là {wanted!r}",
            en=f"the motto must read {wanted!r}",
            seen=seen,
            fix=set_anew,
        )


def _undashed(text: str) -> str:
    return re.sub(rf"\s*{_DASHES.pattern}\s*", " - ", nfc(text)).casefold()


@holds(
    "014b",
    "II.1.b",
    "Tiêu ngữ dùng dấu gạch nối (-), có cách chữ hai bên",
    "The motto has hyphens with a blank on both sides",
    severity=Severity.WARNING,
)
def motto_has_hyphens(case: Case) -> Iterator[Breach]:
    """No dash that a word processor makes of them."""
    seen = case.first(Role.MOTTO)
    if seen is None:
        return
    for found in _DASHES.finditer(seen.text):
        around = seen.text[max(found.start() - 1, 0) : found.end() + 1]
        if found.group() != "-" or plain(around) == around:
            if found.group() == "-" and around.strip() != around and len(around) == 3:
                continue
            yield Breach(
                vi="Tiêu ngữ: nối các cụm từ bằng ' - '",
                en="the phrases of the motto are joined by ' - '",
                seen=seen,
                span=found.span(),
                fix=set_anew,
            )


looks("015", Role.MOTTO, (*LETTERFORM, "align"), "II.1.b", vi="Tiêu ngữ", en="The motto")
has_line("016a", Role.MOTTO, "II.1.b", "Tiêu ngữ", "the motto")
line_is_as_long_as("016b", Role.MOTTO, (0.93, 1.07), "II.1.b", "Tiêu ngữ", "the motto")
line_is_drawn("016c", Role.MOTTO, "II.1.b", "Tiêu ngữ", "the motto")


@holds(
    "017a",
    "II.1.c",
    "Quốc hiệu và Tiêu ngữ cách nhau dòng đơn",
    "National name and motto are single-spaced",
    severity=Severity.WARNING,
    needs=(Fact.SETTING, Fact.PLACES),
)
def head_is_single_spaced(case: Case) -> Iterator[Breach]:
    """No blank paragraph and no extra space between the two."""
    name, motto = case.first(Role.NATIONAL_NAME), case.first(Role.MOTTO)
    if name is None or motto is None or name.setting is None or motto.setting is None:
        return
    between = case.specimen.paragraphs[name.index + 1 : motto.index]
    blank = any(not each.text.strip() and each.row == motto.row for each in between)
    if blank or name.setting.after + motto.setting.before > 0:
        yield Breach(
            vi="bỏ khoảng trống giữa Quốc hiệu và Tiêu ngữ",
            en="take off the space between national name and motto",
            seen=motto,
            fix=set_anew,
        )


@holds(
    "017b",
    "",
    "Quốc hiệu và Tiêu ngữ mỗi phần trên một dòng",
    "Neither the national name nor the motto wraps",
    severity=Severity.WARNING,
    needs=(Fact.LETTERS, Fact.PLACES),
)
def head_does_not_wrap(case: Case) -> Iterator[Breach | Unknown]:
    """Each fits the width it has."""
    for role in _LINES:
        seen = case.first(role)
        if seen is None:
            continue
        needed = text_width(seen)
        if needed is None or seen.room is None:
            yield Unknown("không đo được bề rộng của cột", "the width of the column cannot be told")
        elif needed > seen.room or "\n" in seen.text.strip():
            yield Breach(
                vi=f"dòng này cần {needed / 72 * 25.4:.1f} mm mà cột chỉ rộng "
                f"{seen.room / 72 * 25.4:.1f} mm: nới cột hoặc giảm cỡ chữ",
                en=f"this line takes {needed / 72 * 25.4:.1f} mm and has "
                f"{seen.room / 72 * 25.4:.1f} mm: widen the column or take the smaller size",
                seen=seen,
                fix=set_anew,
            )
