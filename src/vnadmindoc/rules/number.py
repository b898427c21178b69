"""D. Number and symbol: ô 3 (*số, ký hiệu*, Mục II.3; Điều 15)."""

import re
from collections.abc import Iterator

from attrs import evolve

from vnadmindoc.findings import Severity
from vnadmindoc.model import Notice
from vnadmindoc.rules.looks import looks
from vnadmindoc.rules.rule import Breach, Case, Fix, holds, plain, set_anew
from vnadmindoc.specimen import Fact, SeenParagraph
from vnadmindoc.standard import Role
from vnadmindoc.vocabulary import DocumentKind

YEAR_GROUP = re.compile(r"(?:19|20)\d{2}(?:/|$)")
"""A year at the beginning of a symbol: ``2026/TB-UBND``."""
_LINE = re.compile(
    r"\s*(?P<label>Số)?(?P<colon>\s*:)?\s*(?P<number>[^\s/]*)\s*(?P<slash>/[/\s]*)(?P<symbol>.*)",
    re.DOTALL,
)
_TYPES = {kind.abbreviation for kind in DocumentKind if kind.abbreviation}
_OBSOLETE = {"KL", "QCh", "QCH", "DAn", "CV", "TTR", "CTR", "QYĐ", "TTr", "CTr", "QyĐ"}
"""First groups that are no body's abbreviation: the Party's, former ones, wrong cases."""
_WITHOUT_NUMBER = (DocumentKind.OPEN_LETTER,)


def _parts(case: Case) -> tuple[SeenParagraph, re.Match[str]] | None:
    seen = case.first(Role.NUMBER)
    found = _LINE.fullmatch(seen.text) if seen is not None else None
    return (seen, found) if seen is not None and found is not None else None


@holds(
    "024a",
    "II.3; Điều 8.2.c",
    "Có số, ký hiệu, bắt đầu bằng 'Số:'",
    "Number and symbol are there and begin 'Số:'",
    needs=(Fact.NOTICE,),
)
def number_line_is_there(case: Case) -> Iterator[Breach]:
    """Ô 3 is there; a draft's figure may be blank."""
    seen = case.first(Role.NUMBER)
    if case.notice.number is None and seen is None:
        if case.notice.kind not in _WITHOUT_NUMBER:
            yield Breach(
                vi="thiếu số, ký hiệu; bản dự thảo ít nhất phải có ký hiệu",
                en="number and symbol are missing; a draft needs at least the symbol",
                path="number",
            )
    elif seen is not None and not plain(seen.text).startswith("Số:"):
        yield Breach(
            vi="dòng số, ký hiệu phải bắt đầu bằng 'Số:'",
            en="the line of number and symbol must begin 'Số:'",
            path="number",
            seen=seen,
            fix=set_anew,
        )


@holds(
    "024-blank",
    "II.3; Điều 15.2",
    "Số của văn bản đã được ghi",
    "The number has been given",
    severity=Severity.NOTE,
    needs=(Fact.NOTICE,),
)
def number_is_given(case: Case) -> Iterator[Breach]:
    """A draft's number is blank, and legal; before it is issued it has one."""
    number = case.notice.number
    if number is not None and number.number is None:
        yield Breach(
            vi="chưa ghi số của văn bản: văn thư cấp số khi ban hành",
            en="the number is still blank: the registry gives it when the document is issued",
            path="number.number",
            seen=case.first(Role.NUMBER),
        )


looks(
    "024b", Role.NUMBER, ("size", "weight", "slant"), "II.3.c", vi="Số, ký hiệu",
    en="Number and symbol",
)  # fmt: skip
looks("024c", Role.NUMBER, ("align",), "II.3.c", vi="Số, ký hiệu", en="Number and symbol")


@holds("025a", "II.3.c", "Số là chữ số Ả Rập", "The number is in Arabic figures")
def number_is_arabic(case: Case) -> Iterator[Breach]:
    """Figures and nothing else; blank in a draft."""
    if (parts := _parts(case)) and re.search(r"[^\d.…_]", parts[1]["number"]):
        yield Breach(
            vi=f"số {parts[1]['number']!r} phải là chữ số Ả Rập",
            en=f"the number {parts[1]['number']!r} must be in Arabic figures",
            path="number",
            seen=parts[0],
            span=parts[1].span("number"),
        )


@holds("025b", "II.3.c", "Số dưới 10 có số 0 phía trước", "A number below 10 has a leading 0")
def number_below_ten_has_a_zero(case: Case) -> Iterator[Breach]:
    """05, not 5."""
    if (parts := _parts(case)) and re.fullmatch(r"[1-9]", parts[1]["number"]):
        figure = parts[1]["number"]
        yield Breach(
            vi=f"số dưới 10 phải ghi số 0 phía trước: 0{figure}",
            en=f"a number below 10 takes a leading zero: 0{figure}",
            path="number.number",
            seen=parts[0],
            span=parts[1].span("number"),
            fix=set_anew,
        )


@holds(
    "025c",
    "II.3.c",
    "Số từ 10 trở lên không có số 0 phía trước",
    "A number from 10 on has no leading 0",
    severity=Severity.WARNING,
)
def number_from_ten_has_no_zero(case: Case) -> Iterator[Breach]:
    """12, not 012; and 05, not 005."""
    if (parts := _parts(case)) and re.fullmatch(r"0\d{2,}", parts[1]["number"]):
        yield Breach(
            vi=f"bỏ số 0 phía trước: {int(parts[1]['number']):02d}",
            en=f"take off the leading zero: {int(parts[1]['number']):02d}",
            path="number.number",
            seen=parts[0],
            span=parts[1].span("number"),
            fix=set_anew,
        )


@holds(
    "026a",
    "II.3.c",
    "Giữa số và ký hiệu có một dấu gạch chéo (/)",
    "One slash stands between number and symbol",
)
def one_slash_stands_between(case: Case) -> Iterator[Breach]:
    """Exactly one."""
    seen = case.first(Role.NUMBER)
    if seen is None:
        return
    parts = _LINE.fullmatch(seen.text)
    if parts is None or parts["slash"].count("/") != 1:
        yield Breach(
            vi="giữa số và ký hiệu dùng đúng một dấu gạch chéo (/)",
            en="between number and symbol stands exactly one slash (/)",
            path="number",
            seen=seen,
            fix=set_anew if parts is not None else None,
        )


@holds(
    "026b",
    "II.3.c",
    "Giữa các nhóm chữ của ký hiệu có dấu gạch nối (-)",
    "Hyphens stand between the groups of the symbol",
)
def hyphens_stand_between_groups(case: Case) -> Iterator[Breach]:
    """No dash, no slash, no stop."""
    if (parts := _parts(case)) is None:
        return
    start = parts[1].start("symbol")
    symbol = YEAR_GROUP.sub("", parts[1]["symbol"])
    start += len(parts[1]["symbol"]) - len(symbol)
    if found := re.search(r"[/\u2010-\u2015\u2212_]", symbol):
        wanted = re.sub(r"\s*[/\u2010-\u2015\u2212_]\s*", "-", plain(symbol))
        yield Breach(
            vi=f"giữa các nhóm chữ của ký hiệu dùng dấu gạch nối: {wanted}",
            en=f"the groups of the symbol are joined by hyphens: {wanted}",
            path="number.symbol",
            seen=parts[0],
            span=(start + found.start(), start + found.end()),
            fix=_symbol(wanted),
        )


def _symbol(wanted: str) -> Fix:
    """Return the repair that sets the symbol."""

    def repaired(notice: Notice) -> Notice:
        if notice.number is None:
            return notice
        return evolve(notice, number=evolve(notice.number, symbol=wanted))

    return repaired


@holds(
    "026c",
    "II.3.c",
    "Không có dấu cách quanh dấu gạch chéo và dấu gạch nối",
    "No blanks stand around slash and hyphens",
)
def no_blanks_stand_around(case: Case) -> Iterator[Breach]:
    """The room for a draft's number is no blank around the slash."""
    if (parts := _parts(case)) is None:
        return
    seen, found = parts
    symbol = found["symbol"]
    before = found["number"] and seen.text[found.end("number") : found.start("slash")]
    if before or found["slash"] != "/" * len(found["slash"]) or re.search(r"\s-|-\s", symbol):
        wanted = re.sub(r"\s*-\s*", "-", plain(symbol))
        yield Breach(
            vi="bỏ dấu cách quanh dấu gạch chéo và dấu gạch nối",
            en="take the blanks off around slash and hyphens",
            path="number.symbol",
            seen=seen,
            span=(found.start("number"), len(seen.text)),
            fix=_symbol(wanted),
        )


@holds(
    "027",
    "II.3.b; Phụ lục III, Mục I",
    "Ký hiệu văn bản có tên loại bắt đầu bằng chữ viết tắt của tên loại",
    "The symbol of a named document begins with its type's abbreviation",
    needs=(Fact.NOTICE,),
)
def symbol_begins_with_the_type(case: Case) -> Iterator[Breach]:
    """Case counts: ``QyĐ``, ``CTr``, ``TTr``."""
    notice, wanted = case.notice, case.notice.kind.abbreviation
    if notice.number is None or not wanted or YEAR_GROUP.match(notice.number.symbol):
        return
    symbol = notice.number.symbol
    first, hyphen, rest = symbol.partition("-")
    if first == wanted:
        return
    mistaken = hyphen and (first in _TYPES | _OBSOLETE or first.casefold() == wanted.casefold())
    right = f"{wanted}-{rest if mistaken else symbol}"
    yield Breach(
        vi=f"ký hiệu {symbol!r}: {notice.kind.printed.lower()} dùng chữ viết tắt {wanted}: {right}",
        en=f"the symbol {symbol!r}: the abbreviation of {notice.kind.printed.lower()} is {wanted}: "
        f"{right}",
        path="number.symbol",
        seen=case.first(Role.NUMBER),
        quote=first,
        fix=_symbol(right) if mistaken else None,
        suggestion=right,
    )


@holds(
    "027-body",
    "II.3.b",
    "Ký hiệu văn bản có tên loại có chữ viết tắt tên cơ quan",
    "The symbol of a named document names the issuing body",
    needs=(Fact.NOTICE,),
)
def symbol_names_the_body(case: Case) -> Iterator[Breach]:
    """A second group."""
    notice, wanted = case.notice, case.notice.kind.abbreviation
    if notice.number is None or not wanted or YEAR_GROUP.match(notice.number.symbol):
        return
    first, _, body = notice.number.symbol.partition("-")
    if first == wanted and not body.strip("- "):
        yield Breach(
            vi=f"ký hiệu {notice.number.symbol!r} thiếu chữ viết tắt tên cơ quan ban hành",
            en=f"the symbol {notice.number.symbol!r} lacks the body's abbreviation",
            path="number.symbol",
            seen=case.first(Role.NUMBER),
            suggestion=f"{wanted}-…",
        )


def _letter_groups(case: Case) -> list[str]:
    if case.notice.kind is not DocumentKind.LETTER or case.notice.number is None:
        return []
    return re.split(r"[-/]", case.notice.number.symbol)


@holds(
    "028a",
    "II.3.b",
    "Ký hiệu công văn gồm tên cơ quan và đơn vị soạn thảo hoặc lĩnh vực",
    "The symbol of a công văn names the body and the drafting unit",
    needs=(Fact.NOTICE,),
)
def letter_symbol_names_body_and_unit(case: Case) -> Iterator[Breach]:
    """Two groups at least."""
    groups = _letter_groups(case)
    if groups and (len(groups) < 2 or not all(groups)):
        yield Breach(
            vi="ký hiệu công văn gồm tên cơ quan và đơn vị soạn thảo, như UBND-VX",
            en="a công văn has the issuing body and the drafting unit, as in UBND-VX",
            path="number.symbol",
            seen=case.first(Role.NUMBER),
        )


@holds(
    "028b",
    "II.3.b",
    "Ký hiệu công văn không có chữ 'CV'",
    "The symbol of a công văn has no 'CV'",
    needs=(Fact.NOTICE,),
)
def letter_symbol_has_no_cv(case: Case) -> Iterator[Breach]:
    """Công văn has no abbreviation."""
    groups = _letter_groups(case)
    if len(groups) > 1 and groups[0] == "CV":
        yield Breach(
            vi="công văn không có chữ viết tắt tên loại: bỏ 'CV'",
            en="công văn has no abbreviation: take 'CV' off",
            path="number.symbol",
            seen=case.first(Role.NUMBER),
            quote="CV",
            fix=_symbol("-".join(groups[1:])) if len(groups) > 2 else None,
        )


@holds(
    "028c",
    "II.3.b",
    "Ký hiệu công văn không bắt đầu bằng chữ viết tắt tên loại",
    "The symbol of a công văn begins with no type's abbreviation",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def letter_symbol_has_no_type(case: Case) -> Iterator[Breach]:
    """A body may happen to be abbreviated so."""
    groups = _letter_groups(case)
    if len(groups) > 1 and groups[0] in _TYPES:
        yield Breach(
            vi=f"{groups[0]!r} là chữ viết tắt tên loại, công văn không có",
            en=f"{groups[0]!r} is a type's abbreviation, which a công văn does not have",
            path="number.symbol",
            seen=case.first(Role.NUMBER),
            quote=groups[0],
        )


@holds(
    "029a",
    "II.3; Điều 15.1",
    "Số văn bản hành chính không có năm",
    "The number has no year",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def number_has_no_year(case: Case) -> Iterator[Breach]:
    """The year belongs to the number of a normative document only."""
    number = case.notice.number
    if number is not None and (found := YEAR_GROUP.match(number.symbol)):
        rest = number.symbol[found.end() :]
        yield Breach(
            vi="số của văn bản hành chính không ghi năm",
            en="the year is not part of an administrative document's number",
            path="number.symbol",
            seen=case.first(Role.NUMBER),
            quote=found.group(),
            fix=_symbol(rest) if rest else None,
        )


@holds(
    "029b",
    "II.3",
    "Chữ viết tắt tên cơ quan, đơn vị trong ký hiệu viết in hoa",
    "The groups of body and unit are in capitals",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def groups_are_in_capitals(case: Case) -> Iterator[Breach]:
    """The type's own abbreviation excepted."""
    notice = case.notice
    if notice.number is None:
        return
    for group in re.split(r"[-/]", notice.number.symbol):
        # "UBNDTP", "KTTHg": one small letter at the end is a body's own way.
        if group not in _TYPES and len(group) > 1 and group == group.lower() != group.upper():
            wanted = re.sub(rf"\b{re.escape(group)}\b", group.upper(), notice.number.symbol)
            yield Breach(
                vi=f"{group!r} phải viết in hoa: {group.upper()!r}",
                en=f"{group!r} is written in capitals: {group.upper()!r}",
                path="number.symbol",
                seen=case.first(Role.NUMBER),
                quote=group,
                fix=_symbol(wanted),
            )


# The series of a body and year


def _key(notice: Notice) -> tuple[int, str, int] | None:
    number, dateline = notice.number, notice.dateline
    if number is None or number.number is None or dateline is None or dateline.year is None:
        return None
    return number.number, number.symbol, dateline.year


def _same_body(case: Case) -> list[Notice]:
    agency = case.notice.letterhead
    return [each for each in case.others if each.letterhead == agency and each != case.notice]


@holds(
    "030a",
    "Điều 15.1",
    "Số và ký hiệu là duy nhất trong năm của một cơ quan",
    "Number and symbol are unique in a body's year",
    needs=(Fact.SERIES,),
)
def number_is_unique(case: Case) -> Iterator[Breach]:
    """Paper and electronic documents together; secret ones have a series of their own."""
    mine = _key(case.notice)
    for other in _same_body(case) if mine else ():
        if _key(other) == mine and _is_secret(other) == _is_secret(case.notice):
            yield Breach(
                vi="số và ký hiệu này đã có ở một văn bản khác trong năm",
                en="another document of the year has this number and symbol",
                path="number",
                seen=case.first(Role.NUMBER),
            )
            return


def _is_secret(notice: Notice) -> bool:
    return notice.secrecy is not None


@holds(
    "030b",
    "Điều 15.1",
    "Số bắt đầu từ 01 vào ngày 01 tháng 01 hằng năm",
    "Numbers start from 01 every year",
    needs=(Fact.SERIES,),
)
def numbers_start_every_year(case: Case) -> Iterator[Breach]:
    """A document goes on in no series of the year before."""
    mine = _key(case.notice)
    if mine is None or mine[0] == 1:
        return
    keys = [key for other in _same_body(case) if (key := _key(other)) and key[1] == mine[1]]
    smaller = any(year == mine[2] and number < mine[0] for number, _, year in keys)
    before = any(year == mine[2] - 1 and number == mine[0] - 1 for number, _, year in keys)
    if before and not smaller:
        yield Breach(
            vi=f"số {mine[0]} nối tiếp số của năm {mine[2] - 1}: mỗi năm đánh lại từ 01",
            en=f"number {mine[0]} goes on from {mine[2] - 1}: numbers start from 01 every year",
            path="number.number",
            seen=case.first(Role.NUMBER),
        )


@holds(
    "030c",
    "Điều 15.1; II.3.a",
    "Văn bản mật có hệ thống số riêng",
    "Secret documents have a series of their own",
    needs=(Fact.SERIES,),
)
def secret_documents_have_their_own_series(case: Case) -> Iterator[Breach]:
    """A secret number that fills a gap of the open series is of that series."""
    mine = _key(case.notice)
    if mine is None or not _is_secret(case.notice):
        return
    open_ones = {
        key[0]
        for other in _same_body(case)
        if not _is_secret(other) and (key := _key(other)) and key[1:] == mine[1:]
    }
    if {mine[0] - 1, mine[0] + 1} <= open_ones and mine[0] not in open_ones:
        yield Breach(
            vi="văn bản mật lấy số chung với văn bản thường: phải có hệ thống số riêng",
            en="the secret document is numbered among open ones: it needs its own series",
            path="number",
            seen=case.first(Role.NUMBER),
        )
