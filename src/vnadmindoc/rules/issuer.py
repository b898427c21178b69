"""C. The issuing body: ô 2 (*tên cơ quan, tổ chức ban hành*, Mục II.2)."""

import re
from collections.abc import Iterator
from datetime import date

from vnadmindoc.findings import Severity
from vnadmindoc.rules.lines import has_line, last_of, line_is_as_long_as, line_is_centred
from vnadmindoc.rules.looks import LETTERFORM, looks
from vnadmindoc.rules.rule import Breach, Case, holds, plain, set_anew
from vnadmindoc.specimen import Fact, Side
from vnadmindoc.standard import Role

_NAMES = (Role.PARENT, Role.AGENCY)
_SHORTENED = re.compile(r"\b(?:UBND|HĐND|BQL|TT|BCĐ|VP)\b")
_TWO_TIERS = date(2025, 7, 1)
"""Luật 72/2025/QH15: from this day there are provinces and communes only."""
_CENTRAL_CITIES = "HÀ NỘI|HỒ CHÍ MINH|HẢI PHÒNG|ĐÀ NẴNG|CẦN THƠ|HUẾ"
_DISTRICT = re.compile(
    rf"\b(?:HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN|THÀNH PHỐ(?=\s+(?!{_CENTRAL_CITIES})\w))(?!\w)",
    re.IGNORECASE,
)


@holds(
    "018a",
    "II.2; Điều 8.2.b",
    "Có tên cơ quan ban hành",
    "The issuing body is named",
    needs=(Fact.NOTICE,),
)
def issuing_body_is_named(case: Case) -> Iterator[Breach]:
    """Ô 2 names the issuing body."""
    if case.notice.letterhead is None and case.first(Role.AGENCY) is None:
        yield Breach(
            vi="thiếu tên cơ quan, tổ chức ban hành: ghi đầy đủ tên chính thức",
            en="the issuing body is missing; give its full official name",
            path="letterhead",
        )


looks("018b", Role.AGENCY, LETTERFORM, "II.2.b", vi="Tên cơ quan ban hành", en="The issuing body")
looks(
    "019", Role.PARENT, LETTERFORM, "II.2.b", vi="Tên cơ quan chủ quản", en="The body above"
)  # fmt: skip


@holds(
    "019-order",
    "II.2.b",
    "Tên cơ quan chủ quản đặt trên tên cơ quan ban hành",
    "The body above stands above the issuing body",
    needs=(Fact.TEXT, Fact.PLACES),
)
def body_above_stands_above(case: Case) -> Iterator[Breach]:
    """The first of the two columns reads downwards."""
    # A copy, and what is issued with a document, has a head of its own.
    for parent in case.of(Role.PARENT):
        beside = [each.index for each in case.of(Role.AGENCY) if each.row == parent.row]
        if not beside or max(beside) > parent.index:
            continue
        yield Breach(
            vi="tên cơ quan chủ quản phải đặt trên tên cơ quan ban hành",
            en="the body above must stand above the issuing body",
            seen=parent,
            fix=set_anew,
        )


@holds(
    "020",
    "II.2.a",
    "Tên cơ quan ban hành viết đầy đủ, không viết tắt",
    "The issuing body's name is written in full",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def issuing_body_is_in_full(case: Case) -> Iterator[Breach]:
    """The issuing body's own name is not abbreviated; that of the body above may be."""
    letterhead = case.notice.letterhead
    if letterhead is not None and (found := _SHORTENED.search(letterhead.agency)):
        yield Breach(
            vi=f"{found.group()!r} là chữ viết tắt: viết đầy đủ tên cơ quan ban hành",
            en=f"{found.group()!r} is an abbreviation; write the issuing body's name in full",
            path="letterhead.agency",
            seen=case.first(Role.AGENCY),
            quote=found.group(),
            suggestion=_IN_FULL.get(found.group(), ""),
        )


_IN_FULL = {
    "UBND": "ỦY BAN NHÂN DÂN",
    "HĐND": "HỘI ĐỒNG NHÂN DÂN",
    "BQL": "BAN QUẢN LÝ",
    "BCĐ": "BAN CHỈ ĐẠO",
    "VP": "VĂN PHÒNG",
    "TT": "TRUNG TÂM",
}

has_line("021a", Role.AGENCY, "II.2.b", "tên cơ quan ban hành", "the issuing body")
line_is_as_long_as("021b", Role.AGENCY, None, "II.2.b", "tên cơ quan ban hành", "the issuing body")
line_is_centred("021b-centred", Role.AGENCY, "II.2.b", "tên cơ quan ban hành", "the issuing body")


@holds(
    "021c",
    "II.2.b",
    "Dưới tên cơ quan chủ quản không có đường kẻ",
    "No line stands under the body above",
    severity=Severity.WARNING,
    needs=(Fact.LINES,),
)
def body_above_has_no_line(case: Case) -> Iterator[Breach]:
    """The line belongs to the issuing body."""
    seen = last_of(case, Role.PARENT)
    if seen is not None and case.specimen.lines_under(seen):
        yield Breach(
            vi="bỏ đường kẻ dưới tên cơ quan chủ quản",
            en="take the line off under the body above",
            seen=seen,
            fix=set_anew,
        )


looks("022", _NAMES, ("align",), "II.2.b", vi="Tên cơ quan", en="The names of the bodies")


@holds(
    "022-side",
    "II.2",
    "Tên cơ quan ở nửa trang bên trái",
    "The names of the bodies stand in the left half",
    needs=(Fact.PLACES,),
)
def names_stand_at_the_left(case: Case) -> Iterator[Breach]:
    """On one axis, level with the national name."""
    for seen in case.of(*_NAMES):
        if seen.side is Side.RIGHT:
            yield Breach(
                vi="tên cơ quan phải ở nửa trang bên trái",
                en="the names of the bodies belong in the left half",
                seen=seen,
                fix=set_anew,
            )


@holds(
    "022-spacing",
    "II.2.b",
    "Tên cơ quan trình bày cách nhau dòng đơn",
    "The names of the bodies are single-spaced",
    needs=(Fact.SETTING, Fact.PLACES),
)
def names_are_single_spaced(case: Case) -> Iterator[Breach]:
    """No blank paragraph and no extra space between the two."""
    parent, agency = last_of(case, Role.PARENT), case.first(Role.AGENCY)
    if parent is None or agency is None or parent.setting is None or agency.setting is None:
        return
    between = case.specimen.paragraphs[parent.index + 1 : agency.index]
    blank = any(not each.text.strip() and each.row == agency.row for each in between)
    if blank or parent.setting.after + agency.setting.before > 0:
        yield Breach(
            vi="bỏ khoảng trống giữa tên cơ quan chủ quản và tên cơ quan ban hành",
            en="take off the space between the body above and the issuing body",
            seen=agency,
            fix=set_anew,
        )


@holds(
    "023",
    "Luật 72/2025/QH15",
    "Từ ngày 01/7/2025 không còn tên đơn vị hành chính cấp huyện, thị trấn",
    "From 1 July 2025 no district and no township is named",
    severity=Severity.WARNING,
    since=_TWO_TIERS,
)
def no_district_is_named(case: Case) -> Iterator[Breach]:
    """In ô 2 and ô 4."""
    for seen in case.of(*_NAMES, Role.DATELINE):
        # A person's title or a body's name may hold the syllable; the word before a name counts.
        if found := _DISTRICT.search(plain(seen.text)):
            start = seen.text.find(found.group())
            yield Breach(
                vi=f"{found.group()!r}: từ ngày 01/7/2025 không còn cấp huyện và thị trấn",
                en=f"{found.group()!r}: since 1 July 2025 there are no districts and townships",
                seen=seen,
                span=(start, start + len(found.group())) if start >= 0 else None,
            )
