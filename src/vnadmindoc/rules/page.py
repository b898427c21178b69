"""A. The page: paper, margins, typeface, colour, page numbers (Mục I)."""

from collections.abc import Callable, Iterator
from unicodedata import category

from vnadmindoc.findings import Severity
from vnadmindoc.rules.looks import ALIGNMENTS, NO_LETTERS, seen_size, sizes
from vnadmindoc.rules.rule import Breach, Case, Unknown, holds, plain, set_anew
from vnadmindoc.specimen import Fact, PageNumbers, SeenParagraph, SeenSheet
from vnadmindoc.standard import Range, Role
from vnadmindoc.text import nfc

_TOLERANCE = 0.2
"""In mm: 11906 twips are 210.0 mm, 11907 are too."""
_LEGACY = ("vni-", ".vn", "vntime", "abc ")
"""How the names of faces begin whose letters are no Unicode."""
STAMPS = (Role.URGENCY, Role.SECRECY, Role.CIRCULATION)


def annex_sheets(case: Case) -> dict[int, SeenParagraph]:
    """Return the sections that an annex begins, and the label it begins with."""
    return {seen.sheet: seen for seen in reversed(case.of(Role.ANNEX_LABEL))}


def _number(index: int) -> tuple[str, str]:
    return f"phần trang thứ {index + 1}", f"section {index + 1}"


_Wrong = tuple[str, str] | None
"""What is wrong with a section, in Vietnamese and English; None where nothing is."""


def _of_sections(
    code: str,
    clause: str,
    vi: str,
    en: str,
    *,
    needs: Fact,
    severity: Severity = Severity.ERROR,
) -> Callable[[Callable[[Case, SeenSheet], _Wrong]], None]:
    """Enter a test that is asked of each section; what is wrong is told with its number."""

    def enter(wrong: Callable[[Case, SeenSheet], _Wrong]) -> None:
        @holds(code, clause, vi, en, severity=severity, needs=(needs,))
        def judge(case: Case) -> Iterator[Breach]:
            for index, sheet in enumerate(case.specimen.sheets):
                if (found := wrong(case, sheet)) is not None:
                    where_vi, where_en = _number(index)
                    yield Breach(
                        vi=f"{where_vi}: {found[0]}", en=f"{where_en}: {found[1]}", fix=set_anew
                    )

    return enter


def _of_numbers(
    code: str, clause: str, vi: str, en: str, *, severity: Severity = Severity.ERROR
) -> Callable[[Callable[[Case, PageNumbers], _Wrong]], None]:
    """Enter a test that is asked of each section's page numbers."""

    def enter(wrong: Callable[[Case, PageNumbers], _Wrong]) -> None:
        def of_sheet(case: Case, sheet: SeenSheet) -> _Wrong:
            return wrong(case, sheet.numbers) if sheet.numbers is not None else None

        _of_sections(code, clause, vi, en, needs=Fact.NUMBERING, severity=severity)(of_sheet)

    return enter


@_of_sections(
    "001", "I.1", "Khổ giấy A4 (210 mm × 297 mm)", "The paper is A4 (210 mm × 297 mm)",
    needs=Fact.PAPER,
)  # fmt: skip
def paper_is_a4(case: Case, sheet: SeenSheet) -> _Wrong:
    """Every section's paper, on either side."""
    page = case.profile.page
    short, long = sorted((sheet.width, sheet.height))
    if abs(short - page.width) <= _TOLERANCE and abs(long - page.height) <= _TOLERANCE:
        return None
    size = f"{sheet.width:.0f} × {sheet.height:.0f} mm"
    wanted = f"{page.width:g} × {page.height:g} mm"
    return (
        f"khổ giấy {size}, phải là {wanted}",
        f"the paper is {size}, it must be {wanted}",
    )


@holds(
    "002",
    "I.2",
    "Trang đặt theo chiều dài; chỉ đặt ngang khi có bảng, biểu",
    "Pages stand upright, but for those with a table",
    needs=(Fact.PAPER,),
)
def sections_stand_upright(case: Case) -> Iterator[Breach]:
    """A section lies on its side only for a table."""
    for index, sheet in enumerate(case.specimen.sheets):
        if sheet.landscape and not sheet.holds_table:
            vi, en = _number(index)
            yield Breach(
                vi=f"{vi} đặt ngang mà không có bảng, biểu: đặt lại theo chiều dài",
                en=f"{en} lies on its side and holds no table: turn it upright",
            )


def _margin(letter: str, name: str, vi: str, en: str) -> None:
    @_of_sections(
        f"003{letter}",
        "I.3",
        f"Lề {vi} trong khoảng quy định",
        f"The {en} margin lies in its range",
        needs=Fact.MARGINS,
    )
    def margin_lies_in_its_range(case: Case, sheet: SeenSheet) -> _Wrong:
        allowed: Range = getattr(case.profile.page, name)
        found = getattr(sheet, name)
        if found in allowed or (name == "left" and found + sheet.gutter in allowed):
            return None
        span = f"{allowed.least:g}–{allowed.most:g} mm"
        return (
            f"lề {vi} {found:.1f} mm, phải là {span}",
            f"the {en} margin is {found:.1f} mm, it must be {span}",
        )


_margin("a", "top", "trên", "top")
_margin("b", "bottom", "dưới", "bottom")
_margin("c", "left", "trái", "left")
_margin("d", "right", "phải", "right")


@_of_sections(
    "003e",
    "I.3",
    "Không có khoảng đóng gáy, hoặc lề trái kể cả gáy vẫn trong khoảng quy định",
    "There is no gutter, or the left margin with it lies in its range",
    needs=Fact.MARGINS,
    severity=Severity.WARNING,
)
def gutter_is_in_the_margin(case: Case, sheet: SeenSheet) -> _Wrong:
    """The gutter counts as margin."""
    both = sheet.left + sheet.gutter
    if not sheet.gutter or both in case.profile.page.left:
        return None
    return (
        f"lề trái và gáy cộng lại {both:.1f} mm",
        f"left margin and gutter together are {both:.1f} mm",
    )


@holds(
    "003f",
    "I.3",
    "Các trang dọc có cùng một cỡ lề",
    "All upright sections have the same margins",
    severity=Severity.WARNING,
    needs=(Fact.MARGINS,),
)
def margins_are_the_same(case: Case) -> Iterator[Breach]:
    """One geometry for all upright pages."""
    upright = [each for each in case.specimen.sheets if not each.landscape]
    for index, sheet in enumerate(upright[1:], 1):
        pairs = zip(_margins(sheet), _margins(upright[0]), strict=True)
        if any(abs(one - other) > _TOLERANCE for one, other in pairs):
            vi, en = _number(index)
            yield Breach(
                vi=f"{vi}: lề khác với phần đầu",
                en=f"{en}: its margins differ from those of the first section",
                fix=set_anew,
            )


def _margins(sheet: SeenSheet) -> tuple[float, float, float, float]:
    return sheet.top, sheet.bottom, sheet.left, sheet.right


def _is_legacy(typeface: str) -> bool:
    return typeface.casefold().startswith(_LEGACY)


def _faces(case: Case) -> Iterator[tuple[SeenParagraph | None, str] | Unknown]:
    """Yield each paragraph with each face that its words take, page numbers (None) last."""
    for seen in case.written:
        told: set[str] = set()
        for letters in seen.looks:
            if letters.typefaces is None:
                yield NO_LETTERS
                continue
            for face in letters.typefaces:
                if face not in told:
                    told.add(face)
                    yield seen, face
    numbers = [face for _, each in _numbers(case) for face in each.letters.typefaces or ()]
    for face in dict.fromkeys(numbers):
        yield None, face


def _of(seen: SeenParagraph | None) -> tuple[str, str]:
    return ("", "") if seen is not None else ("số trang: ", "page numbers: ")


@holds(
    "004",
    "I.4",
    "Phông chữ Times New Roman",
    "The typeface is Times New Roman",
    needs=(Fact.LETTERS,),
)
def typeface_is_times(case: Case) -> Iterator[Breach | Unknown]:
    """Every face that a visible run takes."""
    for found in _faces(case):
        if isinstance(found, Unknown):
            yield found
            continue
        seen, face = found
        if face not in case.profile.typefaces and not _is_legacy(face):
            vi, en = _of(seen)
            yield Breach(
                vi=f"{vi}phông chữ {face}, phải là {case.profile.typefaces[0]}",
                en=f"{en}the typeface is {face}, it must be {case.profile.typefaces[0]}",
                seen=seen,
                fix=set_anew,
            )


@holds(
    "004-legacy",
    "I.4",
    "Không dùng phông chữ mã cũ (.Vn…, VNI-…)",
    "No face with a legacy encoding is used (.Vn…, VNI-…)",
    needs=(Fact.LETTERS,),
)
def no_face_is_of_another_encoding(case: Case) -> Iterator[Breach]:
    """Their letters are no Unicode, whatever they look like."""
    for found in _faces(case):
        if isinstance(found, Unknown) or not _is_legacy(found[1]):
            continue
        seen, face = found
        vi, en = _of(seen)
        yield Breach(
            vi=f"{vi}phông chữ {face} dùng bảng mã cũ: chuyển văn bản sang Unicode",
            en=f"{en}the letters of {face} are no Unicode: convert the text",
            seen=seen,
        )


@holds(
    "005",
    "I.4 (TCVN 6909:2001)",
    "Chữ Việt là Unicode dựng sẵn",
    "Vietnamese letters are precomposed Unicode",
    severity=Severity.WARNING,
)
def text_is_precomposed(case: Case) -> Iterator[Breach]:
    """NFC, as TCVN 6909 text is."""
    for seen in case.written:
        if nfc(seen.text) != seen.text:
            yield Breach(
                vi="chữ Việt tổ hợp (dấu rời): chuyển sang Unicode dựng sẵn",
                en="letters and marks are apart: convert to precomposed Unicode (NFC)",
                seen=seen,
                fix=set_anew,
            )


@holds(
    "005-private",
    "I.4 (TCVN 6909:2001)",
    "Không có ký tự thuộc vùng dùng riêng",
    "No character is one for private use",
    severity=Severity.WARNING,
)
def no_sign_is_private(case: Case) -> Iterator[Breach]:
    """Such a sign is another one in every face."""
    for seen in case.written:
        if seen.text.isprintable():
            continue
        for index, sign in enumerate(seen.text):
            if category(sign) == "Co":
                yield Breach(
                    vi=f"ký tự U+{ord(sign):04X} thuộc vùng dùng riêng: thay bằng ký tự Unicode",
                    en=f"U+{ord(sign):04X} is a private character: replace it by a Unicode one",
                    seen=seen,
                    span=(index, index + 1),
                )


@holds("006", "I.4", "Chữ màu đen", "The text is black", needs=(Fact.LETTERS,))
def text_is_black(case: Case) -> Iterator[Breach]:
    """But for the stamps, whose colour is a rule of its own."""
    for seen in case.written:
        if seen.role in STAMPS:
            continue
        colours = {letters.colour for letters in seen.looks}
        if wrong := colours - {None, "black", "000000"}:
            yield Breach(
                vi=f"chữ màu {', '.join(sorted(map(str, wrong)))}, phải là màu đen",
                en=f"the colour is {', '.join(sorted(map(str, wrong)))}, it must be black",
                seen=seen,
                fix=set_anew,
            )


_TRIO = (Role.NATIONAL_NAME, Role.MOTTO, Role.DATELINE)


@holds(
    "007a",
    "V, chú thích 1",
    "Cỡ chữ Quốc hiệu, Tiêu ngữ, địa danh cùng tăng, cùng giảm",
    "National name, motto and dateline are at one end of their sizes",
    severity=Severity.WARNING,
    needs=(Fact.LETTERS,),
)
def head_sizes_move_together(case: Case) -> Iterator[Breach]:
    """12, 13, 13 or 13, 14, 14."""
    seen = [case.first(role) for role in _TRIO]
    found = [seen_size(each) if each else None for each in seen]
    present = [(role, size) for role, size in zip(_TRIO, found, strict=True) if size is not None]
    specs = case.profile.specs
    inside = all(specs[role].size[0] <= size <= specs[role].size[1] for role, size in present)
    if not inside:
        return  # told by the rules of each
    for end in (0, 1):
        if all(size == specs[role].size[end] for role, size in present):
            return
    shown = " / ".join(f"{size:g}" for _, size in present)
    yield Breach(
        vi=f"cỡ chữ Quốc hiệu / Tiêu ngữ / địa danh là {shown}: dùng 12 / 13 / 13 hoặc "
        "13 / 14 / 14",
        en=f"national name / motto / dateline are {shown} pt: use 12 / 13 / 13 or 13 / 14 / 14",
        seen=next(each for each in seen if each),
        fix=set_anew,
    )


@holds(
    "007b",
    "V, chú thích 1",
    "Nội dung văn bản dùng một cỡ chữ",
    "The body has one size throughout",
    severity=Severity.WARNING,
    needs=(Fact.LETTERS,),
)
def body_has_one_size(case: Case) -> Iterator[Breach]:
    """Every paragraph of running text is set in the size that most of them have."""
    found = [(each, seen_size(each)) for each in case.body]
    counts: dict[float, int] = {}
    for seen, size in found:
        if size is not None:
            counts[size] = counts.get(size, 0) + len(seen.text)
    if len(counts) < 2:
        return
    usual = max(counts, key=lambda size: counts[size])
    for seen, size in found:
        spec = case.profile.specs[seen.role or Role.BODY]
        if size not in (None, usual) and size is not None and spec.size[0] <= size <= spec.size[1]:
            yield Breach(
                vi=f"cỡ chữ {size:g} pt, phần còn lại là {usual:g} pt",
                en=f"the size is {size:g} pt, the rest of the body is {usual:g} pt",
                seen=seen,
                fix=set_anew,
            )


_NO_PAGES = Unknown("không biết văn bản có mấy trang", "how many pages there are is not known")


def _numbers(case: Case) -> Iterator[tuple[int, PageNumbers]]:
    for index, sheet in enumerate(case.specimen.sheets):
        if sheet.numbers is not None:
            yield index, sheet.numbers


@holds(
    "008a",
    "I.7",
    "Văn bản từ hai trang trở lên có số trang",
    "A document of two pages or more has page numbers",
    needs=(Fact.NUMBERING,),
)
def pages_are_numbered(case: Case) -> Iterator[Breach | Unknown]:
    """Each section, as each annex counts for itself."""
    for index, sheet in enumerate(case.specimen.sheets):
        if sheet.numbers is not None:
            continue
        if sheet.pages is None:
            yield _NO_PAGES
        elif sheet.pages > 1:
            vi, en = _number(index)
            yield Breach(
                vi=f"{vi}: có {sheet.pages} trang mà không đánh số trang",
                en=f"{en}: it has {sheet.pages} pages and no page numbers",
                fix=set_anew,
            )


@_of_numbers("008b", "I.7", "Số trang đặt tại lề trên", "Page numbers stand in the top margin")
def page_numbers_stand_above(_: Case, numbers: PageNumbers) -> _Wrong:
    """In the header, not in the footer."""
    if numbers.top:
        return None
    return (
        "số trang ở lề dưới, phải đặt ở lề trên",
        "the page number stands at the foot, it must stand in the top margin",
    )


@_of_numbers("008b-align", "I.7", "Số trang canh giữa", "Page numbers are centred")
def page_numbers_are_centred(case: Case, numbers: PageNumbers) -> _Wrong:
    """In the middle of the text."""
    wanted = case.profile.specs[Role.PAGE_NUMBER].align
    if numbers.align in (None, wanted):
        return None
    vi, en = ALIGNMENTS[wanted]
    return f"số trang phải {vi}", f"the page number must stand {en}"


@_of_numbers("008c", "I.7", "Số trang là chữ số Ả Rập", "Page numbers are Arabic figures")
def page_numbers_are_arabic(_: Case, numbers: PageNumbers) -> _Wrong:
    """1, 2, 3."""
    if numbers.arabic:
        return None
    return "số trang phải là chữ số Ả Rập", "the page number must be in Arabic figures"


@_of_numbers("008c-size", "I.7", "Cỡ chữ số trang đúng quy định", "Page numbers have their size")
def page_numbers_have_their_size(case: Case, numbers: PageNumbers) -> _Wrong:
    """13 to 14 pt."""
    low, high = case.profile.specs[Role.PAGE_NUMBER].size
    size = numbers.letters.size
    if size is None or low <= size <= high:
        return None
    return (
        f"số trang cỡ {size:g} pt, phải là {sizes(low, high)}",
        f"the page number is {size:g} pt, it must be {sizes(low, high)}",
    )


@_of_numbers("008c-slant", "I.7", "Số trang kiểu chữ đứng", "Page numbers are upright")
def page_numbers_are_upright(_: Case, numbers: PageNumbers) -> _Wrong:
    """Neither italic nor bold."""
    if not (numbers.letters.italic or numbers.letters.bold):
        return None
    return (
        "số trang phải là chữ đứng, không đậm",
        "the page number must be upright and not bold",
    )


@holds("008d", "I.7", "Số trang bắt đầu từ 1", "Page numbers start at 1", needs=(Fact.NUMBERING,))
def page_numbers_start_at_one(case: Case) -> Iterator[Breach]:
    """The document's own; an annex is a rule of its own."""
    if not case.specimen.sheets:
        return
    numbers = case.specimen.sheets[0].numbers
    if numbers is not None and numbers.start not in (None, 1):
        yield Breach(
            vi=f"số trang bắt đầu từ {numbers.start}, phải bắt đầu từ 1",
            en=f"page numbers start at {numbers.start}, they must start at 1",
            fix=set_anew,
        )


@_of_numbers(
    "008e",
    "V, dòng 14",
    "Số trang đứng một mình, không có chữ kèm theo",
    "The page number stands alone",
    severity=Severity.WARNING,
)
def page_numbers_stand_alone(_: Case, numbers: PageNumbers) -> _Wrong:
    """No ``Trang 2/5``."""
    if numbers.alone:
        return None
    return "bỏ chữ đi kèm số trang", "take off what stands beside the page number"


@holds(
    "009",
    "I.7",
    "Không hiển thị số trang thứ nhất",
    "The number of the first page is not shown",
    needs=(Fact.NUMBERING,),
)
def first_page_shows_no_number(case: Case) -> Iterator[Breach]:
    """Of the document; of an annex either is accepted."""
    if not case.specimen.sheets:
        return
    numbers = case.specimen.sheets[0].numbers
    if numbers is not None and numbers.first_shown:
        yield Breach(
            vi="trang thứ nhất hiển thị số trang: ẩn số trang đầu",
            en="the first page shows its number: hide it",
            fix=set_anew,
        )


@holds(
    "010",
    "III.1.đ",
    "Mỗi phụ lục đánh số trang riêng, bắt đầu từ 1",
    "Each annex has page numbers of its own from 1",
    needs=(Fact.NUMBERING,),
)
def annexes_count_for_themselves(case: Case) -> Iterator[Breach]:
    """In a section of its own that starts at 1."""
    for index, label in annex_sheets(case).items():
        if index >= len(case.specimen.sheets):
            continue
        numbers = case.specimen.sheets[index].numbers
        if numbers is not None and (index == 0 or numbers.start != 1):
            yield Breach(
                vi=f"{plain(label.text)}: đánh số trang riêng, bắt đầu từ 1",
                en=f"{plain(label.text)}: its pages are to be numbered from 1 again",
                seen=label,
                fix=set_anew,
            )
