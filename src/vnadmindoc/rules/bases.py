"""G. Legal bases and citations (*căn cứ, viện dẫn*, Mục II.6.a-b; Phụ lục II, V.7)."""

import re
from collections.abc import Iterator

from vnadmindoc.findings import Severity
from vnadmindoc.orthography import cited_parts
from vnadmindoc.rules.looks import looks
from vnadmindoc.rules.rule import Breach, Case, holds, plain, set_anew
from vnadmindoc.rules.words import correction
from vnadmindoc.specimen import Fact
from vnadmindoc.standard import Role
from vnadmindoc.text import fold
from vnadmindoc.vocabulary import DocumentKind

_ENACTED = (DocumentKind.RESOLUTION, DocumentKind.DECISION)
_STATUTE = re.compile(r"\b(?:Hiến pháp|Bộ luật|Luật|Pháp lệnh)\b")
_NUMBERED = re.compile(
    r"(?:Nghị định|Thông tư|Quyết định|Nghị quyết|Chỉ thị|Thông tư liên tịch|Quy chế|Kế hoạch"
    r"|Thông báo|Công văn|Tờ trình|Báo cáo)\b(?! này)"
)
_SYMBOL = re.compile(r"\bsố\s+\d+[^\s,;]*|\b\d+/[\wĐđ/-]+")
_DAY = re.compile(r"\bngày\s+\d{1,2}(?:\s+tháng\s+|/)\d{1,2}(?:\s+năm\s+|/)\d{4}")
_ISSUER = re.compile(r"\bcủa\s+\S+")


looks("045", Role.LEGAL_BASIS, ("size", "slant"), "II.6.a", vi="Căn cứ", en="A legal basis")


@holds(
    "045-apart",
    "II.6.a",
    "Mỗi căn cứ ghi thành một dòng riêng",
    "Each legal basis is a paragraph of its own",
)
def bases_stand_apart(case: Case) -> Iterator[Breach]:
    """``…; Căn cứ …`` in one paragraph is two of them."""
    for seen in case.of(Role.LEGAL_BASIS):
        if found := re.search(r"[;.]\s*(?=(?:Căn cứ|Theo đề nghị|Xét) )", seen.text):
            yield Breach(
                vi="mỗi căn cứ phải xuống dòng",
                en="each legal basis begins a line of its own",
                path=seen.path,
                seen=seen,
                span=found.span(),
            )


@holds(
    "046",
    "II.6.a",
    "Cuối mỗi căn cứ có dấu chấm phẩy",
    "Every legal basis but the last ends with a semicolon",
)
def bases_end_with_semicolons(case: Case) -> Iterator[Breach]:
    """``Theo đề nghị …`` is the last of them, no other kind."""
    for seen in case.of(Role.LEGAL_BASIS)[:-1]:
        if not seen.text.rstrip().endswith(";"):
            end = len(seen.text.rstrip())
            yield Breach(
                vi="cuối căn cứ dùng dấu chấm phẩy (;)",
                en="a legal basis ends with a semicolon (;)",
                path=seen.path,
                seen=seen,
                span=(max(end - 1, 0), end),
                fix=set_anew,
            )


@holds(
    "046-last",
    "II.6.a",
    "Cuối căn cứ cuối cùng có dấu chấm",
    "The last legal basis ends with a full stop",
)
def last_basis_ends_with_a_stop(case: Case) -> Iterator[Breach]:
    """Older habit is a comma."""
    for seen in case.of(Role.LEGAL_BASIS)[-1:]:
        if not seen.text.rstrip().endswith("."):
            end = len(seen.text.rstrip())
            yield Breach(
                vi="cuối căn cứ cuối cùng dùng dấu chấm (.)",
                en="the last legal basis ends with a full stop (.)",
                path=seen.path,
                seen=seen,
                span=(max(end - 1, 0), end),
                fix=set_anew,
            )


@holds(
    "047a",
    "II.6.a",
    "Căn cứ ghi đủ tên loại, số, ký hiệu, cơ quan ban hành, ngày, trích yếu",
    "A legal basis gives type, number, issuer, date and subject",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def bases_are_complete(case: Case) -> Iterator[Breach]:
    """Of a numbered document; laws give neither number nor issuer."""
    for index, basis in enumerate(case.notice.legal_bases):
        named = _NUMBERED.search(basis)
        if named is None or _STATUTE.search(basis[: named.start()]):
            continue
        lacking = [
            (vi, en)
            for pattern, vi, en in (
                (_SYMBOL, "số, ký hiệu", "number"),
                (_DAY, "ngày ban hành", "date"),
                (_ISSUER, "cơ quan ban hành", "issuer"),
            )
            if not pattern.search(basis, named.end())
        ]
        if lacking:
            yield Breach(
                vi=f"căn cứ thiếu {', '.join(vi for vi, _ in lacking)}",
                en=f"the legal basis lacks {', '.join(en for _, en in lacking)}",
                path=f"legal_bases[{index}]",
                span=named.span(),
                quote=named.group(),
            )


@holds(
    "047b",
    "II.6.a",
    "Căn cứ là luật, pháp lệnh không ghi số, ký hiệu, cơ quan ban hành",
    "A law or an ordinance is cited without number and issuer",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def laws_have_no_number(case: Case) -> Iterator[Breach]:
    """Name and day are enough."""
    for index, basis in enumerate(case.notice.legal_bases):
        if not (named := _STATUTE.search(basis)) or _NUMBERED.search(basis[: named.start()]):
            continue
        if found := re.search(r"\bsố\s+\d+/\d{4}/(?:QH|UBTVQH|PL)\S*", basis):
            yield Breach(
                vi="căn cứ là luật, pháp lệnh không ghi số, ký hiệu",
                en="a law or an ordinance is cited without its number",
                path=f"legal_bases[{index}]",
                span=found.span(),
                quote=found.group(),
            )


@holds(
    "048",
    "Phụ lục III, Mẫu 1.1-1.3",
    "Nghị quyết, quyết định có dòng thẩm quyền ban hành trước căn cứ",
    "A resolution or decision names who issues it before its bases",
    severity=Severity.WARNING,
)
def issuing_authority_is_named(case: Case) -> Iterator[Breach]:
    """``GIÁM ĐỐC SỞ …`` above ``Căn cứ …``."""
    notice = case.notice
    if notice.kind not in _ENACTED or not notice.legal_bases:
        return
    if notice.issuing_authority is None and case.first(Role.ISSUING_AUTHORITY) is None:
        yield Breach(
            vi="thiếu dòng thẩm quyền ban hành trước căn cứ",
            en="the line with the issuing authority is missing before the legal bases",
            path="issuing_authority",
            seen=case.first(Role.LEGAL_BASIS),
        )


@holds(
    "048-words",
    "Phụ lục III, Mẫu 1.1-1.3",
    "Giữa căn cứ và nội dung có 'QUYẾT NGHỊ:' hoặc 'QUYẾT ĐỊNH:'",
    "'QUYẾT NGHỊ:' or 'QUYẾT ĐỊNH:' stands between bases and articles",
    severity=Severity.WARNING,
)
def enacting_words_are_there(case: Case) -> Iterator[Breach]:
    """The words of the form, letter for letter."""
    notice = case.notice
    wanted = case.profile.words.enacting.get(notice.kind)
    if wanted is None or not notice.legal_bases:
        return
    seen = case.first(Role.ENACTING_WORDS)
    if seen is None or fold(plain(seen.shown)) != fold(wanted):
        yield Breach(
            vi=f"giữa căn cứ và nội dung ghi {wanted!r}",
            en=f"{wanted!r} stands between the legal bases and the articles",
            path="enacting_words",
            seen=seen,
        )


@holds(
    "049",
    "II.6.b",
    "Viện dẫn lần đầu ghi đủ, các lần sau chỉ ghi tên loại, số, ký hiệu",
    "A document is cited in full once, then by type and number",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def first_citation_is_in_full(case: Case) -> Iterator[Breach]:
    """Asked of the first citation; what the bases cite in full is known."""
    known = " ".join(case.notice.legal_bases)
    for path, text in case.texts.holding("/"):  # of every symbol
        for found in _CITED.finditer(text):
            if found["symbol"] in known:
                continue
            known += " " + found["symbol"]
            # Date and issuer may stand a little way behind the number.
            if not _DAY.match(text[found.end() : found.end() + _NEAR].lstrip(" ,")):
                yield Breach(
                    vi=f"viện dẫn lần đầu {found['symbol']}: ghi thêm ngày, cơ quan ban hành, "
                    "trích yếu",
                    en=f"first citation of {found['symbol']}: give date, issuer and subject too",
                    path=path,
                    span=found.span(),
                    quote=found.group(),
                )


_NEAR = 40
_CITED = re.compile(
    rf"{_NUMBERED.pattern}\s+(?:số\s+)?(?P<symbol>\d+(?:/\d{{4}})?/[\wĐđ]+(?:-[\wĐđ]+)*)"
)

correction(
    "050",
    "Phụ lục II, V.7",
    "Viện dẫn: Phần, Chương, Mục, Tiểu mục, Điều viết hoa; khoản, điểm viết thường",
    "In citations Phần, Chương, Mục, Tiểu mục, Điều have capitals, khoản and điểm none",
    cited_parts,
)
