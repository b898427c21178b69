"""Seeded faults: for every test of the catalogue one document that breaks it, and nothing else.

A mutant names the good document it is made from, the one change, and the codes that come with it by
necessity, each with its reason.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from attrs import evolve, field, frozen

from tests.rules import good
from vnadmindoc.conformance import Report
from vnadmindoc.inspection.from_layout import specimen_of_notice
from vnadmindoc.metadata import FileCode, outgoing_record
from vnadmindoc.model import (
    Authority,
    Dateline,
    Directive,
    DocumentNumber,
    Letterhead,
    Notice,
    Paragraph,
    Section,
    Signature,
)
from vnadmindoc.rules.looks import BY_ROLE
from vnadmindoc.specimen import (
    Letters,
    LineKind,
    Place,
    Scan,
    SeenFile,
    SeenImage,
    SeenLine,
    SeenParagraph,
    SeenRun,
    Setting,
    Side,
    Specimen,
)
from vnadmindoc.standard import DECREE_30, Align, Role
from vnadmindoc.vocabulary import Medium

Page = Callable[[Specimen], Specimen]
Meant = Callable[[Notice], Notice]


@frozen(kw_only=True)
class Mutant:
    """A good document with one fault.

    Attributes:
        code: The test that catches it, without ``ND30-``.
        base: The good document.
        notice: The change of what it says; its page is made anew.
        page: The change of how it stands.
        implied: Further codes, without ``ND30-``, with the reason why they come along.
        options: Of the check.
    """

    code: str
    base: str
    notice: Meant | None = None
    page: Page | None = None
    implied: Mapping[str, str] = field(factory=dict)
    options: Mapping[str, Any] = field(factory=dict)

    def report(self) -> Report:
        """Return what the rules say of it."""
        notice = good.ALL[self.base]
        specimen = good.page(self.base)
        if self.notice is not None:
            facts = specimen.facts
            notice = self.notice(notice)
            specimen = evolve(specimen_of_notice(notice), facts=facts)
        if self.page is not None:
            specimen = self.page(specimen)
        return good.report_of(notice, specimen, **self.options)


# How a page is changed


def _at(specimen: Specimen, role: Role, which: int = 0) -> SeenParagraph:
    return list(specimen.of(role))[which]


def _with(specimen: Specimen, changed: Iterable[SeenParagraph]) -> Specimen:
    by_index = {each.index: each for each in changed}
    return evolve(
        specimen, paragraphs=tuple(by_index.get(each.index, each) for each in specimen.paragraphs)
    )


def old_pdf(specimen: Specimen) -> Specimen:
    """Show a file of a version that was old in 2001."""
    return evolve(specimen, file=SeenFile(version=(1, 3)))


def scanned(**changes: Any) -> Page:
    """Show one page that was scanned."""
    scan = evolve(Scan(page=1, resolution=300.0, colour=True), **changes)
    return lambda specimen: evolve(specimen, file=SeenFile(version=(1, 7), scans=(scan,)))


def seen(role: Role, which: int | None = 0, /, **changes: Any) -> Page:
    """Return the change of a paragraph of a component, or of all of them."""

    def changed(specimen: Specimen) -> Specimen:
        all_of = list(specimen.of(role))
        chosen = all_of if which is None else [all_of[which]]
        return _with(specimen, [evolve(each, **changes) for each in chosen])

    return changed


def text(role: Role, new: str | Callable[[str], str], which: int | None = 0) -> Page:
    """Return the change of a paragraph's text; its letters stay."""

    def one(each: SeenParagraph) -> SeenParagraph:
        written = new if isinstance(new, str) else new(each.text)
        return evolve(each, text=written, runs=(SeenRun(written, each.runs[0].letters),))

    def changed(specimen: Specimen) -> Specimen:
        all_of = list(specimen.of(role))
        chosen = all_of if which is None else [all_of[which]]
        return _with(specimen, map(one, chosen))

    return changed


def letters(role: Role, which: int | None = None, /, **changes: Any) -> Page:
    """Return the change of the letters of a component."""

    def one(each: SeenParagraph) -> SeenParagraph:
        runs = [SeenRun(run.text, evolve(run.letters, **changes)) for run in each.runs]
        return evolve(each, runs=tuple(runs))

    def changed(specimen: Specimen) -> Specimen:
        all_of = list(specimen.of(role))
        chosen = all_of if which is None else [all_of[which]]
        return _with(specimen, map(one, chosen))

    return changed


def setting(role: Role, which: int | None = None, /, **changes: Any) -> Page:
    """Return the change of how paragraphs of a component are set."""

    def changed(specimen: Specimen) -> Specimen:
        all_of = list(specimen.of(role))
        chosen = all_of if which is None else [all_of[which]]
        return _with(
            specimen,
            [evolve(each, setting=evolve(each.setting or Setting(), **changes)) for each in chosen],
        )

    return changed


def sheet(which: int = 0, **changes: Any) -> Page:
    """Return the change of a section."""

    def changed(specimen: Specimen) -> Specimen:
        sheets = list(specimen.sheets)
        sheets[which] = evolve(sheets[which], **changes)
        return evolve(specimen, sheets=tuple(sheets))

    return changed


def numbers(which: int = 0, **changes: Any) -> Page:
    """Return the change of a section's page numbers."""

    def changed(specimen: Specimen) -> Specimen:
        found = specimen.sheets[which].numbers
        assert found is not None
        return sheet(which, numbers=evolve(found, **changes))(specimen)

    return changed


def blank_before(role: Role) -> Page:
    """Return the change that puts a blank paragraph before a component."""

    def changed(specimen: Specimen) -> Specimen:
        below = _at(specimen, role)
        blank = evolve(below, text="", role=None, path="", runs=())
        return inserted(specimen, blank, below.index)

    return changed


def inserted(specimen: Specimen, new: SeenParagraph, index: int) -> Specimen:
    """Return the specimen with one paragraph more."""

    def moved(old: int) -> int:
        return old + (old >= index)

    rest = [evolve(each, index=moved(each.index)) for each in specimen.paragraphs]
    rest.insert(index, evolve(new, index=index))
    return evolve(
        specimen,
        paragraphs=tuple(rest),
        lines=tuple(evolve(each, after=moved(each.after)) for each in specimen.lines),
        boxes=tuple(evolve(each, around=moved(each.around)) for each in specimen.boxes),
        images=tuple(evolve(each, after=moved(each.after)) for each in specimen.images),
    )


def swapped(one: Role, other: Role) -> Page:
    """Return the change that lets two components change places."""

    def changed(specimen: Specimen) -> Specimen:
        a, b = _at(specimen, one), _at(specimen, other)
        return _with(specimen, [evolve(b, index=a.index), evolve(a, index=b.index)])

    return changed


def line(role: Role, **changes: Any) -> Page:
    """Return the change of the line under a component."""

    def changed(specimen: Specimen) -> Specimen:
        above = _at(specimen, role).index
        return evolve(
            specimen,
            lines=tuple(
                evolve(each, **changes) if each.after == above else each for each in specimen.lines
            ),
        )

    return changed


def no_line(role: Role, offset: int = 0) -> Page:
    """Return the change that takes off the line under a component, or above it."""

    def changed(specimen: Specimen) -> Specimen:
        place = _at(specimen, role).index + offset
        return evolve(specimen, lines=tuple(each for each in specimen.lines if each.after != place))

    return changed


def image(role: Role, **values: Any) -> Page:
    """Return the change that puts a picture under a component."""

    def changed(specimen: Specimen) -> Specimen:
        new = SeenImage(after=_at(specimen, role).index, **values)
        return evolve(specimen, images=(*specimen.images, new))

    return changed


def box(role: Role, **changes: Any) -> Page:
    """Return the change of the box round a mark; without changes it is taken off."""

    def changed(specimen: Specimen) -> Specimen:
        around = _at(specimen, role).index
        boxes = []
        for each in specimen.boxes:
            if each.around != around:
                boxes.append(each)
            elif changes:
                boxes.append(evolve(each, **changes))
        return evolve(specimen, boxes=tuple(boxes))

    return changed


def both(*pages: Page) -> Page:
    """Return several changes in one."""

    def changed(specimen: Specimen) -> Specimen:
        for each in pages:
            specimen = each(specimen)
        return specimen

    return changed


def without(role: Role) -> Page:
    """Return the change that a component is no longer told."""
    return seen(role, None, role=None)


# How a notice is changed


def say(**changes: Any) -> Meant:
    """Return the change of a notice's fields."""
    return lambda notice: evolve(notice, **changes)


def symbol(value: str, number: int | None = 5) -> Meant:
    """Return the change of number and symbol."""
    return say(number=DocumentNumber(number=number, symbol=value))


def signed(**changes: Any) -> Meant:
    """Return the change of the signature."""

    def changed(notice: Notice) -> Notice:
        assert notice.signature is not None
        return evolve(notice, signature=evolve(notice.signature, **changes))

    return changed


def placed(place: str) -> Meant:
    """Return the change of the place of issue."""
    return say(dateline=Dateline(place=place, day=5, month=3, year=2026))


def unreceived(notice: Notice) -> Notice:
    """Return a copy without recipients."""
    assert notice.copy is not None
    return evolve(notice, copy=evolve(notice.copy, recipients=()))


def words(value: str) -> Meant:
    """Return the change that the text opens with other words."""
    return lambda notice: evolve(notice, opening=[Paragraph(text=value), *notice.opening])


def labels(*values: str) -> Meant:
    """Return the change that the text is a list with these labels."""
    return say(opening=[Directive(label=each, text="Làm việc.") for each in values])


def points(*values: str) -> Meant:
    """Return the change that the text is one item with points of these labels."""
    below = [Directive(label=each, text="Làm việc;") for each in values]
    return say(opening=[Directive(label="1.", text="Văn phòng:", children=below)])


def sections(*values: tuple[str, str]) -> Meant:
    """Return the change that the body has sections of these labels and headings."""
    body = [Paragraph(text="Nội dung của phần này.")]
    return say(
        opening=(),
        sections=[Section(label=label, heading=heading, body=body) for label, heading in values],
    )


def basis(index: int, value: str) -> Meant:
    """Return the change of a legal basis."""

    def changed(notice: Notice) -> Notice:
        bases = list(notice.legal_bases)
        bases[index] = value
        return evolve(notice, legal_bases=bases)

    return changed


def extracted_again(specimen: Specimen) -> Specimen:
    """Return a copy that another kind of copy is made from."""
    kind = _at(specimen, Role.COPY_KIND)
    extract = _at(text(Role.COPY_KIND, "TRÍCH SAO")(specimen), Role.COPY_KIND)
    return inserted(specimen, extract, kind.index)


# Facets of a look: made from the catalogue itself


def _faulty(facet: str, role: Role) -> Page:
    spec = DECREE_30.specs[role]
    match facet:
        case "size":
            return letters(role, size=spec.size[0] - 1)
        case "weight":
            return letters(role, bold=not spec.bold)
        case "slant":
            return letters(role, italic=not spec.italic)
        case "case":
            return text(role, _small if spec.capitals else str.upper, None)
        case _:
            return setting(role, align=Align.RIGHT if spec.align is not Align.RIGHT else Align.LEFT)


def _small(value: str) -> str:
    return value[:1] + value[1:].lower()


BASES: Final = {
    Role.PARENT: "letter",
    Role.LETTER_SUBJECT: "letter",
    Role.ADDRESSEE: "letter",
    Role.LEGAL_BASIS: "decision",
    Role.PART: "statute",
    Role.PART_TITLE: "statute",
    Role.CHAPTER: "statute",
    Role.CHAPTER_TITLE: "statute",
    Role.DIVISION: "statute",
    Role.DIVISION_TITLE: "statute",
    Role.SUBDIVISION: "statute",
    Role.SUBDIVISION_TITLE: "statute",
    Role.ARTICLE: "statute",
    Role.ANNEX_LABEL: "annexed",
    Role.ANNEX_TITLE: "annexed",
    Role.ANNEX_REFERENCE: "annexed",
    Role.SIGNING_INFORMATION: "electronic",
    Role.COPY_KIND: "copied",
}
_LINE_SHARE: Final = "the line is measured by the text above it"
_ONE_SIZE: Final = "the rest of the body keeps its size"
_FACET_IMPLIED: Final[dict[tuple[str, Role], dict[str, str]]] = {
    ("size", Role.MOTTO): {"016b": _LINE_SHARE},
    ("case", Role.MOTTO): {"016b": _LINE_SHARE},
    ("case", Role.AGENCY): {"021b": _LINE_SHARE},
    ("size", Role.LEGAL_BASIS): {"007b": _ONE_SIZE},
    ("size", Role.BODY): {"007b": _ONE_SIZE},
    ("case", Role.LETTER_SUBJECT): {"043": "'V/V' is no 'V/v'"},
}


def _facets() -> Iterable[Mutant]:
    for code, roles in BY_ROLE.items():
        number, _, facet = code.removeprefix("ND30-").rpartition("-")
        for role in roles:
            yield Mutant(
                code=f"{number}-{facet}",
                base=BASES.get(role, "notice"),
                page=_faulty(facet, role),
                implied=_FACET_IMPLIED.get((facet, role), {}),
            )


_OTHERS: Final = (
    evolve(good.NOTICE, number=DocumentNumber(number=5, symbol="TB-SNV"), subject="Việc khác"),
)


def _numbered(number: int, year: int = 2026, **changes: Any) -> Notice:
    return evolve(
        good.LETTER,
        number=DocumentNumber(number=number, symbol="SNV-VP"),
        dateline=Dateline(place="An Hòa", day=5, month=3, year=year),
        **changes,
    )


_SEAL: Final = {
    "media_type": "image/png", "transparent": True, "colour": "red",
    "left": 100.0, "top": 195.0, "width": 33.0, "height": 33.0,
}  # fmt: skip
_INK: Final = {
    "media_type": "image/png", "transparent": True, "colour": "blue",
    "left": 120.0, "top": 200.0, "width": 40.0, "height": 20.0,
}  # fmt: skip


def _images(ink: dict[str, Any], seal: dict[str, Any]) -> Page:
    return both(
        image(Role.SIGNER_TITLE, **(_INK | ink)), image(Role.SIGNER_TITLE, **(_SEAL | seal))
    )


def _recorded(code: str, **changes: Any) -> Mutant:
    record = outgoing_record(good.LETTER)
    return Mutant(code=code, base="letter", options={"record": evolve(record, **changes)})


def _records() -> Iterable[Mutant]:
    long_id = FileCode(organ_id="H" * 36, year=2026, notation="01.TC")
    yield _recorded("095", description="a" * 501)
    yield evolve(
        _recorded("096a", file_code=long_id),
        implied={"096b": "what is longer than 35 is longer than 13"},
    )
    yield _recorded("096b", file_code=evolve(long_id, organ_id="H" * 14))
    yield _recorded("097-number", number="99")
    yield _recorded("097-notation", notation="SNV-TCCB")
    yield _recorded("097-date", issued=date(2026, 3, 6))
    yield _recorded("097-subject", subject="việc khác")
    yield _recorded("097-signer", full_name="Trần Văn Bình")
    yield _recorded("097-issuer", organ_name="Sở Tài chính")
    yield _recorded("098c", due=date(2026, 3, 1))


def _one(
    code: str, base: str, change: Page, *implied: str, why: str = "", **options: Any
) -> Mutant:
    return Mutant(
        code=code, base=base, page=change, implied=dict.fromkeys(implied, why), options=options
    )


def _all(
    code: str, base: str, change: Meant, *implied: str, why: str = "", **options: Any
) -> Mutant:
    return Mutant(
        code=code, base=base, notice=change, implied=dict.fromkeys(implied, why), options=options
    )


MUTANTS: Final[tuple[Mutant, ...]] = (
    *_facets(),
    # A. The page
    _one("001", "letter", sheet(width=215.9, height=279.4)),
    _one("002", "letter", sheet(width=297, height=210)),
    _one("003a", "letter", sheet(top=15)),
    _one("003b", "letter", sheet(bottom=30)),
    _one("003c", "letter", sheet(left=25)),
    _one("003d", "letter", sheet(right=25)),
    _one("003e", "letter", sheet(gutter=10)),
    _one("003f", "annexed", sheet(1, left=34)),
    _one("004", "letter", letters(Role.BODY, 0, typefaces=("Arial",))),
    _one("004-legacy", "letter", letters(Role.BODY, 0, typefaces=(".VnTime",))),
    _one("005", "letter", text(Role.BODY, "Sở Nội vu\u0323 đề nghị.")),
    _one("005-private", "letter", text(Role.BODY, "\uf0b7 Sở Nội vụ đề nghị.")),
    _one("006", "letter", letters(Role.BODY, 0, colour="0000FF")),
    _one("007a", "letter", letters(Role.DATELINE, size=13)),
    _one("007b", "letter", letters(Role.BODY, 0, size=13)),
    _one("008a", "letter", sheet(numbers=None, pages=2)),
    _one("008b", "letter", numbers(top=False)),
    _one("008b-align", "letter", numbers(align=Align.RIGHT)),
    _one("008c", "letter", numbers(arabic=False)),
    _one("008c-size", "letter", numbers(letters=Letters(size=10))),
    _one("008c-slant", "letter", numbers(letters=Letters(size=13, italic=True))),
    _one("008d", "letter", numbers(start=2)),
    _one("008e", "letter", numbers(alone=False)),
    _one("009", "letter", numbers(first_shown=True)),
    _one("010", "annexed", numbers(1, start=None)),
    # B. National name and motto
    _one("011", "letter", without(Role.NATIONAL_NAME)),
    _one("011-place", "letter", seen(Role.MOTTO, side=Side.LEFT)),
    _one("012a", "letter", text(Role.NATIONAL_NAME, "CỘNG HÒA XÃ HỘI CHŨ NGHĨA VIỆT NAM")),
    _one("012b", "letter", text(Role.NATIONAL_NAME, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
    _one("014a", "letter", text(Role.MOTTO, "Độc lập - Tự do - Hạnh phước")),
    _one("014b", "letter", text(Role.MOTTO, "Độc lập – Tự do – Hạnh phúc")),
    _one("016a", "letter", no_line(Role.MOTTO)),
    _one("016b", "letter", line(Role.MOTTO, length=80)),
    _one("016c", "letter", line(Role.MOTTO, kind=LineKind.UNDERLINE)),
    _one("017a", "letter", setting(Role.MOTTO, before=6)),
    _one("017b", "letter", seen(Role.NATIONAL_NAME, room=200)),
    # C. The issuing body
    _all("018a", "letter", say(letterhead=None)),
    _one("019-order", "letter", swapped(Role.PARENT, Role.AGENCY),
         "021a", "021c", why="the line stays where it was"),
    _all("020", "letter", say(letterhead=Letterhead(agency="UBND tỉnh An Hòa"))),
    _one("021a", "letter", no_line(Role.AGENCY)),
    _one("021b", "letter", line(Role.AGENCY, length=10)),
    _one("021b-centred", "letter", line(Role.AGENCY, centred=False)),
    _one("021c", "letter", lambda page: evolve(page, lines=(
        *page.lines, SeenLine(after=_at(page, Role.PARENT).index, kind=LineKind.DRAWN, length=50),
    ))),
    _one("022-side", "letter", seen(Role.AGENCY, side=Side.RIGHT)),
    _one("022-spacing", "letter", setting(Role.AGENCY, before=6)),
    _all("023", "letter", say(letterhead=Letterhead(agency="Ủy ban nhân dân huyện Lam Sơn"))),
    # D. Number and symbol
    _all("024-blank", "letter", symbol("SNV-VP", None)),
    _all("024a", "letter", say(number=None)),
    _one("025a", "letter", text(Role.NUMBER, "Số: XII/SNV-VP")),
    _one("025b", "letter", text(Role.NUMBER, "Số: 5/SNV-VP")),
    _one("025c", "letter", text(Role.NUMBER, "Số: 012/SNV-VP")),
    _one("026a", "letter", text(Role.NUMBER, "Số: 12//SNV-VP")),
    _one("026b", "letter", text(Role.NUMBER, "Số: 12/SNV–VP")),
    _one("026c", "letter", text(Role.NUMBER, "Số: 12 / SNV-VP")),
    _all("027", "notice", symbol("KL-SNV")),
    _all("027-body", "notice", symbol("TB")),
    _all("028a", "letter", symbol("SNV")),
    _all("028b", "letter", symbol("CV-SNV")),
    _all("028c", "letter", symbol("TB-SNV")),
    _all("029a", "notice", symbol("2026/TB-SNV")),
    _all("029b", "letter", symbol("SNV-vp")),
    _all("030a", "notice", say(), others=_OTHERS),
    Mutant(code="030b", base="letter",
           options={"others": (_numbered(11, 2025),)}),
    Mutant(code="030c", base="letter", notice=say(secrecy="mat"),
           options={"others": (_numbered(11), _numbered(13))}),
    # E. Place and date
    _all("031", "letter", say(dateline=None)),
    _one("032", "letter", text(Role.DATELINE, "An Hòa, 05-3-2026")),
    _all("032-blank", "letter", say(dateline=Dateline(place="An Hòa", month=3, year=2026))),
    _one("033a", "letter", text(Role.DATELINE, "An Hòa, ngày 5 tháng 3 năm 2026")),
    _one("033b", "letter", text(Role.DATELINE, "An Hòa, ngày 05 tháng 1 năm 2026")),
    _one("033c", "letter", text(Role.DATELINE, "An Hòa, ngày 05 tháng 03 năm 2026")),
    _one("034a", "letter", text(Role.DATELINE, "An Hòa, ngày 31 tháng 4 năm 2026")),
    _one("034a", "letter",
         text(Role.DATELINE, f"An Hòa, ngày {20 * '9'} tháng 4 năm 2026")),
    _all("034b", "decision", say(dateline=Dateline(place="An Hòa", day=5, month=3, year=2025))),
    _all("035a", "letter", placed("An hòa")),
    _one("035b", "letter", text(Role.DATELINE, "An Hòa ngày 05 tháng 3 năm 2026")),
    _all("035c", "letter", placed("TP. Hồ Chí Minh")),
    _one("037-row", "letter", seen(Role.DATELINE, row="row 99")),
    # F. Type and subject
    _one("038", "notice", without(Role.KIND)),
    _one("038-letter", "letter", lambda page: inserted(
        page,
        evolve(_at(page, Role.ADDRESSEE), text="CÔNG VĂN", role=Role.KIND, path="", runs=(
            SeenRun("CÔNG VĂN", Letters(typefaces=("Times New Roman",), size=14, bold=True,
                                        italic=False)),
        ), setting=Setting(align=Align.CENTRE)),
        _at(page, Role.ADDRESSEE).index,
    ), "038", why="a heading beside 'V/v' is both of them"),
    _one("039", "notice", text(Role.KIND, "KẾT LUẬN")),
    _all("041", "notice", say(subject="")),
    _one("041-below", "notice", swapped(Role.KIND, Role.SUBJECT),
         "042a", why="the line stays where it was"),
    _one("042a", "notice", no_line(Role.SUBJECT)),
    _one("042b", "notice", line(Role.SUBJECT, length=300)),
    _one("042b-centred", "notice", line(Role.SUBJECT, centred=False)),
    _one("043", "letter", text(Role.LETTER_SUBJECT, "Về việc báo cáo")),
    _one("044a", "letter", setting(Role.LETTER_SUBJECT, before=18)),
    _all("044b", "notice", say(subject="Kết luận giao ban.")),
    # G. Legal bases
    _one("045-apart", "decision", text(Role.LEGAL_BASIS, lambda t: f"{t} Căn cứ Luật Viên chức;")),
    _one("046", "decision", text(Role.LEGAL_BASIS, lambda t: t[:-1] + ",")),
    _one("046-last", "decision", text(Role.LEGAL_BASIS, lambda t: t[:-1] + ",", -1)),
    _all("047a", "decision", basis(1, "Căn cứ Nghị định về công tác văn thư")),
    _all("047b", "decision", basis(0, "Căn cứ Luật số 72/2025/QH15 ngày 16 tháng 6 năm 2025")),
    _all("048", "decision", say(issuing_authority=None, enacting_words="Quyết định:")),
    _one("048-words", "decision", text(Role.ENACTING_WORDS, "QUYẾT ĐỊNH")),
    _all("049", "letter", words("Thực hiện Nghị định số 63/2026/NĐ-CP về bí mật.")),
    _all("050", "letter", words("Thực hiện Khoản 2 điều 5 của quy chế.")),
    # H. Structure
    _all("051", "statute", sections(("Chương I", "Một"), ("Phần I", "Hai"), ("Chương II", "Ba"))),
    _all("051-mixed", "statute", sections(("Chương I", "Một"), ("I.", "Hai"))),
    _all("052", "statute", sections(("Chương 1", "Một"))),
    _all("052-order", "statute", sections(("Chương I", "Một"), ("Chương III", "Hai"))),
    _all("053", "statute", sections(("Chương I", "Một"), ("Mục I", "Hai"))),
    _all("053-order", "statute", sections(("Mục 1", "Một"), ("Mục 3", "Hai"))),
    _one("054-line", "statute", text(Role.CHAPTER, "Chương I Phạm vi điều chỉnh")),
    _all("055", "statute", sections(("Chương I", ""))),
    _all("056a", "decision", labels("Điều 1:", "Điều 2.", "Điều 3."), "056c",
         why="a label of another form is not counted"),
    _one("056a-weight", "decision", letters(Role.ARTICLE, bold=False)),
    _one("056b", "decision", setting(Role.ARTICLE, 0, indent=60)),
    _all("056c", "decision", labels("Điều 1.", "Điều 3.")),
    _all("056d", "statute", labels("Điều 1."), "056c", why="the next article counts from there"),
    _all("057", "notice", labels("1)", "2)")),
    _all("057-order", "notice", labels("1.", "3.")),
    _all("058", "notice", points("(a)")),
    _all("059a", "notice", points("a)", "b)", "c)", "d)", "e)")),
    _all("059b", "notice", points("a)", "c)")),
    _all("060", "notice", labels("1.1.", "1.2.")),
    _one("062a", "letter", setting(Role.BODY, 0, indent=60)),
    _one("062b", "letter", setting(Role.BODY, 1, indent=36)),
    _one("062c", "letter", text(Role.BODY, lambda t: "\t" + t)),
    _one("063", "letter", setting(Role.BODY, 1, before=3)),
    _one("063-blank", "letter", lambda page: inserted(
        page,
        evolve(_at(page, Role.BODY, 1), text="", role=None, path="", runs=()),
        _at(page, Role.BODY, 1).index,
    )),
    _one("064a", "letter", setting(Role.BODY, 0, line=2)),
    _one("064b", "letter", setting(Role.BODY, 0, line=30, exact=True)),
    _one("065", "letter", text(Role.BODY, lambda t: t.removesuffix("./."), -1)),
    # I. The signature
    _all("066", "letter", say(signature=None)),
    _one("067-side", "letter", seen(Role.AUTHORITY, side=Side.LEFT)),
    _one("068", "letter", text(Role.AUTHORITY, "K/T GIÁM ĐỐC")),
    _one("068-blank", "letter", text(Role.AUTHORITY, "KT.GIÁM ĐỐC")),
    _all("069a", "letter", signed(authority=[Authority(prefix="KT", title="Ủy ban nhân dân")])),
    _all("069b", "letter", signed(title="Giám đốc")),
    _all("069c", "letter", say(
        letterhead=Letterhead(agency="Ủy ban nhân dân tỉnh An Hòa"),
        signature=Signature(title="Chủ tịch", name="Trần Văn Bình"),
    )),
    _all("070", "letter", signed(authority=[
        Authority(prefix="TUQ", title="Giám đốc"), Authority(prefix="KT", title="Trưởng phòng"),
    ])),
    _all("071", "letter", signed(authority=(), title="Phụ trách Văn phòng")),
    _all("072", "letter", signed(name="TS. Lò Thị Hoan")),
    _all("072-rank", "letter", signed(name="Đại tá Lò Thị Hoan")),
    _all("072-allowed", "letter", say(
        letterhead=Letterhead(agency="Trường Đại học An Hòa"),
        signature=Signature(title="Hiệu trưởng", name="TS. Lò Thị Hoan"),
    )),
    _all("073a", "letter", signed(name="Lò thị Hoan")),
    _all("073b", "minutes", say(cosignatures=())),
    _one("073c", "letter", both(
        seen(Role.AUTHORITY, place=Place(page=1)), seen(Role.SIGNER_NAME, place=Place(page=2)),
    )),
    _one("074a", "electronic", _images({"media_type": "image/jpeg"}, {})),
    _one("074b", "electronic", _images({"colour": "black"}, {})),
    _one("075a", "electronic", _images({}, {"transparent": False})),
    _one("075b", "electronic", both(
        image(Role.SIGNER_TITLE, **_INK), image(Role.SIGNER_TITLE, **(_SEAL | {"colour": "black"})),
    )),
    _one("075c", "electronic", _images({}, {"left": 60.0})),
    # J. Addressees and recipients
    _all("076a", "letter", say(addressees=())),
    _all("076b", "submission", say(addressees=())),
    _all("076c", "report", say(addressees=())),
    _one("077", "letter", text(Role.ADDRESSEE, "Kính gửi")),
    _one("078a", "letter", text(Role.ADDRESSEE, "Sở Tài chính;", 1)),
    _one("078a-marks", "letter", text(Role.ADDRESSEE, "- Sở Y tế", -1)),
    _one("078b", "letter", setting(Role.ADDRESSEE, -1, left=300)),
    _one("079", "letter", text(Role.RECIPIENTS_LABEL, "Nơi nhận")),
    _one("079-level", "letter", seen(Role.RECIPIENTS_LABEL, row="row 99")),
    _one("080-dash", "letter", text(Role.RECIPIENT, "+ Như trên;")),
    _one("080-left", "letter", setting(Role.RECIPIENT, 0, left=20)),
    _one("080-marks", "letter", text(Role.RECIPIENT, "- Như trên")),
    _all("081", "letter", say(recipients=["Như trên", "Lưu VT, VP"])),
    _all("082a", "letter", say(recipients=["Sở Tài chính", "Lưu: VT"])),
    _all("082b", "decision", say(recipients=["Các phòng", "Lưu: VT"])),
    # K. Annexes and marks
    _all("083a", "annexed", say(opening=[Paragraph(text="Danh sách tại Phụ lục I kèm theo.")])),
    _one("083b", "annexed", text(Role.ANNEX_LABEL, "Phụ lục 2", 1)),
    _one("084a-line", "annexed", text(Role.ANNEX_LABEL, "Phụ lục I Danh sách")),
    _one("084c-there", "annexed", without(Role.ANNEX_REFERENCE)),
    _one("085a", "annexed", text(Role.ANNEX_REFERENCE, "(Kèm theo Thông báo số …/TB-… ngày …)")),
    _one("085b", "electronic", text(Role.ANNEX_REFERENCE, "(Kèm theo Thông báo số 05/TB-SNV)")),
    _all("086a", "electronic", lambda notice: evolve(
        notice, annexes=[notice.annexes[0], evolve(notice.annexes[1], signed_at=None)],
    )),
    _one("086b", "electronic", text(Role.SIGNING_INFORMATION, "Số: 05/TB-SNV, 05/3/2026")),
    _one("086b-image", "electronic", image(Role.SIGNING_INFORMATION, **_SEAL)),
    _one("086b-place", "electronic", setting(Role.SIGNING_INFORMATION, align=Align.LEFT)),
    _one("087a", "notice", text(Role.URGENCY, "RẤT KHẨN")),
    _one("087b-box", "notice", box(Role.URGENCY), ),
    _one("087b-colour", "notice", letters(Role.URGENCY, colour="black")),
    _one("087c", "notice", box(Role.URGENCY, width=60.0)),
    _one("088a", "notice", text(Role.SECRECY, "BÍ MẬT")),
    _one("088b-box", "notice", box(Role.CIRCULATION)),
    _one("089a", "notice", text(Role.DRAFTER, "pl.(ba mươi)")),
    _one("089b-line", "notice", no_line(Role.ADDRESS, -1)),
    _one("089b-page", "notice", seen(Role.ADDRESS, place=Place(page=2))),
    # L. Copies
    _one("090", "copied", text(Role.COPY_KIND, "BẢN SAO")),
    _all("091a", "copied electronic", say(medium=Medium.ELECTRONIC)),
    _one("091b", "copied", extracted_again),
    _one("092a", "copied", text(Role.NUMBER, "Số: 01/SNV-VP", -1)),
    _one("092b", "copied", lambda page: evolve(page, lines=tuple(
        each for each in page.lines if each.length is None or each.length < 400
    ))),
    _all("092c", "copied", unreceived),
    _one("093a", "copied electronic", old_pdf),
    _one("093a-resolution", "copied electronic", scanned(resolution=150.0)),
    _one("093a-colour", "copied electronic", scanned(colour=False)),
    _one("093b", "copied electronic", text(Role.SIGNING_INFORMATION, "SAO Y, Sở Tài chính")),
    # M. Running text, record, days
    *_records(),
    _one("098a", "letter", lambda page: page, signed=date(2026, 3, 2)),
    _all("098b", "electronic", lambda notice: evolve(notice, annexes=[
        evolve(each, signed_at=datetime(2026, 3, 16, 9, 30, tzinfo=UTC)) for each in notice.annexes
    ])),
    _all("033-text", "letter", words("Báo cáo trước ngày 8/10/2026.")),
    _all("094a", "letter", words("Đơn vị tại Tỉnh Nghệ An báo cáo.")),
    _all("094b", "letter", words("Họp tại thủ đô Hà Nội.")),
    _all("094c", "letter", words("Phục vụ nhân dân tốt hơn.")),
    _all("094d", "letter", words("Họp vào thứ hai hằng tuần.")),
    _all("094e", "letter", words("Dịp tết Nguyên Đán các phòng trực.")),
    _all("094f", "letter", words("Các phòng báo cáo kết quả. văn phòng tổng hợp.")),
    _all("094-country", "letter", words("Kỷ niệm ngày thành lập nước Việt nam.")),
    _all("094-terrain", "letter", words("Họp tại thành phố Vũng tàu.")),
    _all("094-foreign", "letter", words("Phối hợp với Unesco tổ chức.")),
    _all("094-laws", "letter", words("Tập huấn Luật tổ chức Quốc hội cho cán bộ.")),
    _all("094-lunar", "letter", words("Chúc Tết năm bính Ngọ 2026.")),
    _all("094-works", "letter", words("Đặt mua Tạp chí Cộng Sản.")),
    _all("094-regions", "letter", words("Các tỉnh Bắc bộ cùng thực hiện.")),
    _all("094-bodies", "letter", words("Báo cáo Hội đồng Nhân dân tỉnh.")),
    _all("094-honours", "letter", words("Đề nghị tặng Huân chương lao động cho đơn vị.")),
    _all("094-holidays", "letter", words("Chào mừng ngày quốc khánh năm nay.")),
    _all("094-events", "letter", words("Kỷ niệm cách mạng Tháng Tám thành công.")),
)  # fmt: skip
"""Every seeded fault."""
