"""L. Copies (*bản sao*, Phụ lục I, Phần II; Điều 25)."""

import re
from collections.abc import Iterator

from vnadmindoc.model import Copy
from vnadmindoc.rules.lines import is_wide
from vnadmindoc.rules.looks import LETTERFORM, looks
from vnadmindoc.rules.rule import Breach, Case, Scope, Unknown, holds, plain, set_anew
from vnadmindoc.specimen import Fact, SeenParagraph
from vnadmindoc.standard import Role
from vnadmindoc.text import fold
from vnadmindoc.vocabulary import CopyKind, Medium

_COPY = (Scope.COPY,)
_NUMBER = re.compile(r"Số:\s?(?P<n>0[1-9]|[1-9]\d+|\s*)/(?P<kind>SY|SL|TrS)-(?P<org>[^\s/]+)")
_INFORMATION = re.compile(
    r"(?P<kind>[^;]+); (?P<agency>[^;]+); (?P<date>\d{1,2}/\d{1,2}/\d{4}); "
    r"(?P<time>\d{1,2}:\d{2}:\d{2})(?: ?\+07:00)?"
)


def _copy(case: Case, medium: Medium) -> Copy | None:
    copy = case.notice.copy
    return copy if copy is not None and copy.medium is medium else None


def _of_copy(case: Case, role: Role) -> SeenParagraph | None:
    """Return the paragraph of the copy's own block."""
    return next((each for each in case.of(role) if case.is_of_copy(each)), None)


@holds(
    "090",
    "Phần II, II.2.b",
    "Hình thức sao là SAO Y, SAO LỤC hoặc TRÍCH SAO",
    "The kind of copy is SAO Y, SAO LỤC or TRÍCH SAO",
    scopes=_COPY,
)
def kind_of_copy_is_known(case: Case) -> Iterator[Breach]:
    """Printed in capitals."""
    kinds = [each.printed for each in CopyKind]
    for seen in case.of(Role.COPY_KIND):
        if fold(plain(seen.shown)) not in [fold(kind) for kind in kinds]:
            yield Breach(
                vi=f"{plain(seen.text)!r}: hình thức sao là {', '.join(kinds)}",
                en=f"{plain(seen.text)!r}: the kind of copy is one of {', '.join(kinds)}",
                path="copy.kind",
                seen=seen,
            )


looks(
    "090", Role.COPY_KIND, LETTERFORM, "Phần II, II.2.b", vi="Hình thức sao", en="The kind of copy"
)


@holds(
    "091a",
    "Điều 25",
    "Không sao y, sao lục từ văn bản điện tử sang văn bản điện tử",
    "Sao y and sao lục are never made from an electronic document to an electronic one",
    needs=(Fact.NOTICE,),
    scopes=_COPY,
)
def conversion_is_admissible(case: Case) -> Iterator[Breach]:
    """Only an extract may be."""
    copy = _copy(case, Medium.ELECTRONIC)
    if (
        copy is not None
        and case.notice.medium is Medium.ELECTRONIC
        and copy.kind is not CopyKind.EXTRACT
    ):
        yield Breach(
            vi=f"không {copy.kind.printed.lower()} từ văn bản điện tử sang văn bản điện tử",
            en=f"no {copy.kind.printed} is made from an electronic document to an electronic one",
            path="copy.kind",
        )


@holds(
    "091b",
    "Điều 3.10-12",
    "Sao lục được thực hiện từ bản sao y; sao y, trích sao từ bản gốc hoặc bản chính",
    "A sao lục is made from a sao y, the others from an original",
    scopes=_COPY,
)
def copy_is_made_from_the_right_one(case: Case) -> Iterator[Breach]:
    """Told by what the document copied shows of itself: one kind of copy under another."""
    shown = [fold(plain(each.shown)) for each in case.of(Role.COPY_KIND)]
    if len(shown) < 2:  # an earlier copy and this one
        return
    earlier, last = shown[-2:]
    if (earlier, last) != ("sao y", "sao lục"):
        yield Breach(
            vi="sao lục chỉ từ bản sao y; sao y và trích sao chỉ từ bản gốc, bản chính",
            en="a sao lục is made from a sao y only, the others from an original only",
            path="copy.kind",
            seen=case.of(Role.COPY_KIND)[-1],
        )


@holds(
    "092a",
    "Phần II, II.2.c",
    "Số, ký hiệu bản sao: 'Số: <số>/<SY, SL hoặc TrS>-<cơ quan>'",
    "The number of a copy reads 'Số: <n>/<SY, SL or TrS>-<body>'",
    scopes=_COPY,
)
def copy_has_its_number(case: Case) -> Iterator[Breach]:
    """Of a paper copy; the figure may be blank in a draft."""
    copy = _copy(case, Medium.PAPER)
    if copy is None:
        return
    seen = _of_copy(case, Role.NUMBER)
    found = _NUMBER.fullmatch(plain(seen.text)) if seen is not None else None
    if found is None or found["kind"] != copy.kind.value:
        yield Breach(
            vi=f"số, ký hiệu bản sao ghi 'Số: 01/{copy.kind.value}-…'",
            en=f"the copy's number reads 'Số: 01/{copy.kind.value}-…'",
            path="copy.number",
            seen=seen,
        )


@holds(
    "092b",
    "Phần II, II.1",
    "Khối bản sao đặt ngay sau văn bản, dưới đường kẻ dài hết chiều ngang",
    "The copy's block stands below the document under a line as wide as the text",
    needs=(Fact.LINES,),
    scopes=_COPY,
)
def copy_stands_under_a_line(case: Case) -> Iterator[Breach | Unknown]:
    """On the same sheet."""
    if _copy(case, Medium.PAPER) is None:
        return
    block = [each for each in case.written if case.is_of_copy(each)]
    if not block:
        yield Unknown("không tìm thấy khối bản sao", "the copy's block was not found")
        return
    first = block[0]
    kind = case.of(Role.COPY_KIND)[0]
    # Where rows are not drawn, the document's own foot may be taken for one row with the block.
    before = max(
        (
            each.index
            for each in case.written
            if each.index < first.index
            and (each.row is None or each.row != kind.row)
            and each.role is not Role.ADDRESS  # the foot of the first page
        ),
        default=0,
    )
    above = [
        line
        for line in case.specimen.lines
        if before <= line.after < kind.index and is_wide(case, first, line.length)
    ]
    if not above:
        yield Breach(
            vi="thiếu đường kẻ dài hết chiều ngang phía trên khối bản sao",
            en="there is no line as wide as the text above the copy's block",
            path="copy",
            seen=first,
            fix=set_anew,
        )


@holds(
    "092c",
    "Phần II, II.2",
    "Bản sao giấy có cơ quan sao, số, địa danh và ngày, người ký, nơi nhận",
    "A paper copy has its body, number, place and date, signer and recipients",
    needs=(Fact.NOTICE,),
    scopes=_COPY,
)
def copy_is_complete(case: Case) -> Iterator[Breach]:
    """As ô 2, 3, 4, 7 and 9 of a document."""
    copy = _copy(case, Medium.PAPER)
    if copy is None:
        return
    parts = (
        ("number", copy.number, "số, ký hiệu", "number"),
        ("dateline", copy.dateline, "địa danh và ngày", "place and date"),
        ("signature", copy.signature, "người ký", "signer"),
        ("recipients", copy.recipients, "nơi nhận", "recipients"),
    )
    for name, value, vi, en in parts:
        if not value:
            yield Breach(
                vi=f"bản sao thiếu {vi}", en=f"the copy lacks its {en}", path=f"copy.{name}"
            )


_DIGITISED = (Scope.COPY, Scope.ELECTRONIC)
_LEAST_VERSION = (1, 4)
_LEAST_RESOLUTION = 200  # dots to an inch
_MEASURED = 0.97  # of it: a page's edges are cut


@holds(
    "093a",
    "Phần II, I.2",
    "Bản sao điện tử là tệp PDF, phiên bản 1.4 trở lên",
    "An electronic copy is a PDF of version 1.4 or later",
    needs=(Fact.FILE,),
    scopes=_DIGITISED,
)
def copy_is_a_recent_pdf(case: Case) -> Iterator[Breach]:
    """Told by the file's own header."""
    file = case.specimen.file
    if file is not None and file.version < _LEAST_VERSION:
        shown = ".".join(map(str, file.version))
        yield Breach(
            vi=f"tệp PDF phiên bản {shown}, phải từ 1.4 trở lên",
            en=f"the PDF is of version {shown}, it must be 1.4 or later",
        )


@holds(
    "093a-resolution",
    "Phần II, I.2",
    "Trang số hóa có độ phân giải từ 200 dpi, tỷ lệ 100%",
    "A page that was scanned has 200 dots to an inch at full size",
    needs=(Fact.FILE,),
    scopes=_DIGITISED,
)
def scanned_pages_are_sharp(case: Case) -> Iterator[Breach]:
    """A document that was never on paper has no such page."""
    for scan in case.specimen.file.scans if case.specimen.file else ():
        if scan.resolution < _MEASURED * _LEAST_RESOLUTION:
            yield Breach(
                vi=f"trang {scan.page}: độ phân giải {scan.resolution:.0f} dpi, tối thiểu "
                f"{_LEAST_RESOLUTION} dpi",
                en=f"page {scan.page}: {scan.resolution:.0f} dots to an inch, the least is "
                f"{_LEAST_RESOLUTION}",
            )


@holds(
    "093a-colour",
    "Phần II, I.2",
    "Trang số hóa là ảnh màu",
    "A page that was scanned is in colour",
    needs=(Fact.FILE,),
    scopes=_DIGITISED,
)
def scanned_pages_are_coloured(case: Case) -> Iterator[Breach]:
    """So that seal and signature are told from print."""
    for scan in case.specimen.file.scans if case.specimen.file else ():
        if scan.colour is False:
            yield Breach(
                vi=f"trang {scan.page}: ảnh không có màu, phải quét màu",
                en=f"page {scan.page}: the picture has no colours, it must be scanned in colour",
            )


@holds(
    "093b",
    "Phần II, I.2-3",
    "Bản sao điện tử có dòng '<hình thức sao>; <cơ quan sao>; <thời gian ký>'",
    "An electronic copy tells '<kind>; <body>; <time of signing>'",
    scopes=(Scope.COPY, Scope.ELECTRONIC),
)
def electronic_copy_tells_of_itself(case: Case) -> Iterator[Breach]:
    """At the top right of the first page."""
    copy = _copy(case, Medium.ELECTRONIC)
    if copy is None or copy.signed_at is None:
        return
    seen = case.first(Role.SIGNING_INFORMATION)
    found = _INFORMATION.fullmatch(plain(seen.text)) if seen is not None else None
    if found is None or fold(found["kind"]) != fold(copy.kind.printed):
        yield Breach(
            vi="ghi '<SAO Y, SAO LỤC hoặc TRÍCH SAO>; <cơ quan sao>; <ngày>; <giờ:phút:giây>'",
            en="it must tell '<kind of copy>; <body>; <date>; <time>'",
            path="copy.signed_at",
            seen=seen,
            fix=set_anew,
        )
