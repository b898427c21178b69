"""The Decree as one table: every component of a page, what is allowed for it, and the clause.

Promised: a number of the Decree stands here and nowhere else; the layout sets what `Spec.style`
gives, the rules ask what `Spec` allows.
Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I; ``clause`` is counted from there.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeVar

from attrs import evolve, field, fields, frozen

from vnadmindoc.vocabulary import DocumentKind, SigningAuthority, Urgency

_Table = TypeVar("_Table", bound="FixedWords | Profile")

MM = 72 / 25.4
"""Points in a millimetre."""


class Align(StrEnum):
    """How the lines of a paragraph stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFY = "justify"


class Scale(StrEnum):
    """The two ends of every range of sizes; one holds for a whole document (footnote 1 of V)."""

    LARGE = "large"
    SMALL = "small"


class Role(StrEnum):
    """A component of the page (*thành phần thể thức*); the value is its stable id."""

    NATIONAL_NAME = "QuocHieu"
    MOTTO = "TieuNgu"
    PARENT = "CoQuanChuQuan"
    AGENCY = "CoQuanBanHanh"
    NUMBER = "SoKyHieu"
    DATELINE = "DiaDanhThoiGian"
    KIND = "TenLoai"
    SUBJECT = "TrichYeu"
    LETTER_SUBJECT = "TrichYeuCongVan"
    ADDRESSEE = "KinhGui"
    ISSUING_AUTHORITY = "ThamQuyenBanHanh"
    LEGAL_BASIS = "CanCu"
    ENACTING_WORDS = "LoiBanHanh"
    PART = "Phan"
    PART_TITLE = "PhanTieuDe"
    CHAPTER = "Chuong"
    CHAPTER_TITLE = "ChuongTieuDe"
    DIVISION = "MucSo"
    DIVISION_TITLE = "MucSoTieuDe"
    SUBDIVISION = "TieuMuc"
    SUBDIVISION_TITLE = "TieuMucTieuDe"
    SECTION = "Muc"
    ARTICLE = "Dieu"
    ITEM_HEADING = "KhoanTieuDe"
    ITEM = "Khoan"
    POINT = "Diem"
    BODY = "NoiDung"
    CELL_HEADING = "TieuDeBang"
    CELL = "NoiDungBang"
    AUTHORITY = "QuyenHanKy"
    SIGNER_TITLE = "ChucVuKy"
    SIGNER_NAME = "HoTenNguoiKy"
    RECIPIENTS_LABEL = "NoiNhanTieuDe"
    RECIPIENT = "NoiNhan"
    DRAFTER = "NguoiSoanThao"
    ENDORSEMENT = "XacNhan"
    ADDRESS = "DiaChi"
    COPY_KIND = "HinhThucSao"
    SIGNING_INFORMATION = "ThongTinKySo"
    ANNEX_LABEL = "PhuLuc"
    ANNEX_TITLE = "PhuLucTieuDe"
    ANNEX_REFERENCE = "PhuLucKemTheo"
    URGENCY = "DoKhan"
    SECRECY = "DoMat"
    CIRCULATION = "PhamViLuuHanh"
    PAGE_NUMBER = "SoTrang"
    RULE = "DuongKe"
    ORNAMENT = "DauNgan"


@frozen(kw_only=True)
class Style:
    """How a paragraph is set, complete: nothing is left to an exporter's taste.

    Attributes:
        size: Letter size in pt.
        bold, italic, underline: Weight, slant, and whether it is underlined.
        align: How the lines stand.
        indent: First-line indent in pt.
        before: Space above in pt. There is no space below: what follows brings its own.
        left: Indent of all lines in pt, the first one too.
        line_spacing: Multiple of the face's single line.
        colour: ``"black"``, or ``"red"`` for the stamps.
    """

    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: Align = Align.LEFT
    indent: float = 0.0
    before: float = 0.0
    left: float = 0.0
    line_spacing: float = 1.0
    colour: str = "black"


TITLES: Final = frozenset(
    {
        Role.KIND,
        Role.SUBJECT,
        Role.ISSUING_AUTHORITY,
        Role.ENACTING_WORDS,
        Role.PART,
        Role.PART_TITLE,
        Role.CHAPTER,
        Role.CHAPTER_TITLE,
        Role.DIVISION,
        Role.DIVISION_TITLE,
        Role.SUBDIVISION,
        Role.SUBDIVISION_TITLE,
        Role.SECTION,
        Role.ANNEX_LABEL,
        Role.ANNEX_TITLE,
    }
)
"""The components that name what follows: titles and headings with lines of their own."""


@frozen(kw_only=True)
class Spec:
    """What the Decree allows for a component (*quy định trình bày*).

    Attributes:
        name: The component in Vietnamese, for messages and style lists; without a comma.
        size: Least and greatest size in pt.
        bold, italic, underline: Weight and slant it must have, and whether it is underlined.
        capitals: Whether it is written in capitals.
        align: How its lines stand.
        indents: Allowed first-line indents in pt; the first is set.
        before: Space above in pt that is set; body paragraphs: the least allowed.
        line_spacing: Least and greatest line spacing allowed; the least is set.
        colour: ``"black"``, or ``"red"`` for the stamps.
        clause: Where the Decree says so; empty where it is usage.
    """

    name: str
    size: tuple[float, float]
    bold: bool = False
    italic: bool = False
    underline: bool = False
    capitals: bool = False
    align: Align = Align.LEFT
    indents: tuple[float, ...] = (0.0,)
    before: float = 0.0
    line_spacing: tuple[float, float] = (1.0, 1.0)
    colour: str = "black"
    clause: str = ""

    def style(self, scale: Scale) -> Style:
        """Return how the component is set at one end of the sizes."""
        return Style(
            size=self.size[1] if scale is Scale.LARGE else self.size[0],
            bold=self.bold,
            italic=self.italic,
            underline=self.underline,
            align=self.align,
            indent=self.indents[0],
            before=self.before,
            line_spacing=self.line_spacing[0],
            colour=self.colour,
        )


@frozen(kw_only=True)
class Range:
    """An allowed range of lengths in mm, and the one that is set."""

    least: float
    most: float
    chosen: float

    def __contains__(self, value: float) -> bool:
        # 850 twips are 14.99 mm and must pass for 15 mm.
        return self.least - 0.2 <= value <= self.most + 0.2


@frozen(kw_only=True)
class PageSpec:
    """The sheet and its margins (Mục I), lengths in mm."""

    width: float = 210.0
    height: float = 297.0
    top: Range = Range(least=20, most=25, chosen=20)
    bottom: Range = Range(least=20, most=25, chosen=20)
    left: Range = Range(least=30, most=35, chosen=30)
    right: Range = Range(least=15, most=20, chosen=15)
    number_offset: float = 10.0
    """Distance of the page number's line from the upper edge; I.7 only says "in the top margin"."""


def _read_only(specs: Mapping[Role, Spec]) -> Mapping[Role, Spec]:
    return MappingProxyType(dict(specs))


def _pickled(value: "FixedWords | Profile") -> tuple[object, ...]:
    """Return how a value is pickled: Python does not pickle mappings that are read only."""
    parts = {each.name: getattr(value, each.name) for each in fields(type(value)) if each.init}
    fixed = {name: dict(each) for name, each in parts.items() if isinstance(each, MappingProxyType)}
    return _made_again, (type(value), parts | fixed, tuple(fixed))


def _made_again(kind: type[_Table], parts: dict[str, Any], fixed: Iterable[str]) -> _Table:
    return kind(**parts | {name: MappingProxyType(parts[name]) for name in fixed})


# III.2.b, in mm.
_URGENCY_WIDTHS: Mapping[Urgency, float] = MappingProxyType(
    {Urgency.URGENT: 20.0, Urgency.VERY_URGENT: 40.0, Urgency.EXPRESS: 30.0}
)


# II.7.b: a full stop, and a blank before what is signed for.
_AUTHORITY_MARKS: Mapping[SigningAuthority, str] = MappingProxyType(
    {each: f"{each}." for each in SigningAuthority}
)
_ENACTING_WORDS: Mapping[DocumentKind, str] = MappingProxyType(
    {DocumentKind.RESOLUTION: "QUYẾT NGHỊ:", DocumentKind.DECISION: "QUYẾT ĐỊNH:"}
)
_NO_LABELS: Mapping[DocumentKind, str] = MappingProxyType({})


@frozen(kw_only=True)
class FixedWords:
    """The words and marks that a form of documents prints around what a notice says.

    Attributes:
        number: The line of number and symbol, with ``{number}`` and ``{symbol}``.
        issuer_mark, subject_mark: What stands below the issuing body's name and below the subject;
            empty: a drawn line.
        letter_subject: What begins the subject of a *công văn*.
        addressees: What stands before the addressees.
        addressees_of: The same where a type of document has other words.
        basis_bullet: What stands before a legal basis, with its blank; may be empty.
        enacting: What stands before the articles, for the types that have such words (Mẫu 1.1-1.3).
        authority: How each way to sign in another's stead is written (II.7.b).
        recipients: The line above the recipients.
        end_mark: What ends the text of a document and of an annex.
    """

    number: str = "Số: {number}/{symbol}"
    issuer_mark: str = ""
    subject_mark: str = ""
    letter_subject: str = "V/v"
    addressees: str = "Kính gửi:"
    addressees_of: Mapping[DocumentKind, str] = field(factory=lambda: _NO_LABELS)
    basis_bullet: str = ""
    enacting: Mapping[DocumentKind, str] = field(factory=lambda: _ENACTING_WORDS)
    authority: Mapping[SigningAuthority, str] = field(factory=lambda: _AUTHORITY_MARKS)
    recipients: str = "Nơi nhận:"
    end_mark: str = "./."

    def __reduce__(self) -> tuple[object, ...]:
        return _pickled(self)


@frozen(kw_only=True)
class Profile:
    """A whole form of documents: the page and all its components (*mẫu thể thức*).

    Attributes:
        name: What it is called in messages.
        page: Sheet and margins.
        typefaces: The names of the faces that may be used; the first is the one to ask for.
        specs: What is allowed for each component; every `Role` has an entry.
        rule_share: Least and greatest length of the line under agency and subject, as a share of
            the line of text above it; their middle is drawn.
        rule_width: Thickness of drawn lines in pt.
        signature_room: Height left for the signature in pt.
        national_name, motto: The two lines at the head; the motto may be empty.
        words: The other fixed words and marks.
        stamp_height: Height in mm of the box of a stamp.
        urgency_widths: Width in mm of the box of each urgency stamp.
    """

    name: str
    page: PageSpec = PageSpec()
    typefaces: tuple[str, ...] = ("Times New Roman",)
    specs: Mapping[Role, Spec] = field(converter=_read_only)
    rule_share: tuple[float, float] = (1 / 3, 1 / 2)
    rule_width: float = 0.75
    signature_room: float = 66.0
    stamp_height: float = 8.0
    urgency_widths: Mapping[Urgency, float] = field(factory=lambda: _URGENCY_WIDTHS)
    national_name: str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    motto: str = "Độc lập - Tự do - Hạnh phúc"
    words: FixedWords = FixedWords()
    _styles: Mapping[Scale, dict[Role, Style]] = field(init=False, eq=False, repr=False)

    @_styles.default
    def _(self) -> Mapping[Scale, dict[Role, Style]]:
        # Made once: every page that is laid out asks for them.
        return {
            scale: {role: spec.style(scale) for role, spec in self.specs.items()} for scale in Scale
        }

    def __reduce__(self) -> tuple[object, ...]:
        return _pickled(self)

    def styles(self, scale: Scale) -> dict[Role, Style]:
        """Return how every component is set at one end of the sizes."""
        return self._styles[scale].copy()

    def __attrs_post_init__(self) -> None:
        missing = [role.value for role in Role if role not in self.specs]
        if missing:
            raise ValueError(f"profile {self.name!r} lacks a Spec for: {', '.join(missing)}")

    def derive(self, name: str, **changes: Spec) -> "Profile":
        """Return a profile of another name in which some components differ.

        Args:
            name: The new profile's name.
            changes: A `Spec` for each changed component, named as the members of `Role`.
        """
        return evolve(
            self, name=name, specs={**self.specs, **{Role[k]: v for k, v in changes.items()}}
        )


_BODY = Spec(
    name="Nội dung",
    size=(13, 14),
    align=Align.JUSTIFY,
    indents=(10 * MM, 12.7 * MM),
    before=6,
    line_spacing=(1.0, 1.5),
    clause="II.6.e",
)
_CENTRED = Align.CENTRE
# The label of a part and its title (II.6.đ); the space above keeps it apart from what went before.
_PART_LABEL = Spec(
    name="Phần", size=(13, 14), bold=True, align=_CENTRED, before=12, clause="II.6.đ"
)
_PART_TITLE = Spec(
    name="Phần (tiêu đề)",
    size=(13, 14),
    bold=True,
    capitals=True,
    align=_CENTRED,
    clause="II.6.đ",
)

DECREE_30 = Profile(
    name="Nghị định 30/2020/NĐ-CP",
    specs={
        Role.NATIONAL_NAME: Spec(
            name="Quốc hiệu", size=(12, 13), bold=True, capitals=True, align=_CENTRED,
            clause="II.1.a",
        ),
        Role.MOTTO: Spec(
            name="Tiêu ngữ", size=(13, 14), bold=True, align=_CENTRED, clause="II.1.b"
        ),
        Role.PARENT: Spec(
            name="Cơ quan chủ quản", size=(12, 13), capitals=True, align=_CENTRED, clause="II.2.b"
        ),
        Role.AGENCY: Spec(
            name="Cơ quan ban hành", size=(12, 13), bold=True, capitals=True, align=_CENTRED,
            clause="II.2.b",
        ),
        Role.NUMBER: Spec(
            name="Số ký hiệu", size=(13, 13), align=_CENTRED, before=6, clause="II.3.c"
        ),
        Role.DATELINE: Spec(
            name="Địa danh và thời gian", size=(13, 14), italic=True, align=_CENTRED, before=6,
            clause="II.4.c",
        ),
        Role.KIND: Spec(
            name="Tên loại", size=(13, 14), bold=True, capitals=True, align=_CENTRED, before=18,
            clause="II.5.b",
        ),
        Role.SUBJECT: Spec(
            name="Trích yếu", size=(13, 14), bold=True, align=_CENTRED, clause="II.5.b"
        ),
        Role.LETTER_SUBJECT: Spec(
            name="Trích yếu công văn", size=(12, 13), align=_CENTRED, before=6, clause="II.5.b"
        ),
        Role.ADDRESSEE: Spec(name="Kính gửi", size=(13, 14), before=6, clause="II.9.d"),
        Role.ISSUING_AUTHORITY: Spec(
            name="Thẩm quyền ban hành", size=(13, 14), bold=True, capitals=True, align=_CENTRED,
            before=12, clause="Phụ lục III, Mẫu 1.1-1.3",
        ),
        Role.LEGAL_BASIS: evolve(_BODY, name="Căn cứ", italic=True, clause="II.6.a"),
        Role.ENACTING_WORDS: Spec(
            name="Lời ban hành", size=(13, 14), bold=True, capitals=True, align=_CENTRED,
            before=12, clause="Phụ lục III, Mẫu 1.1-1.3",
        ),
        Role.PART: _PART_LABEL,
        Role.PART_TITLE: _PART_TITLE,
        Role.CHAPTER: evolve(_PART_LABEL, name="Chương"),
        Role.CHAPTER_TITLE: evolve(_PART_TITLE, name="Chương (tiêu đề)"),
        Role.DIVISION: evolve(_PART_LABEL, name="Mục đánh số"),
        Role.DIVISION_TITLE: evolve(_PART_TITLE, name="Mục đánh số (tiêu đề)"),
        Role.SUBDIVISION: evolve(_PART_LABEL, name="Tiểu mục"),
        Role.SUBDIVISION_TITLE: evolve(_PART_TITLE, name="Tiểu mục (tiêu đề)"),
        Role.SECTION: evolve(_BODY, name="Mục", bold=True, capitals=True, clause="II.6.đ"),
        Role.ARTICLE: evolve(_BODY, name="Điều", bold=True, clause="II.6.đ"),
        Role.ITEM_HEADING: evolve(_BODY, name="Khoản có tiêu đề", bold=True, clause="II.6.đ"),
        Role.ITEM: evolve(_BODY, name="Khoản", clause="II.6.đ"),
        Role.POINT: evolve(_BODY, name="Điểm", clause="II.6.đ"),
        Role.BODY: _BODY,
        Role.CELL_HEADING: Spec(
            name="Tiêu đề bảng", size=(12, 13), bold=True, align=_CENTRED
        ),
        Role.CELL: Spec(name="Nội dung bảng", size=(12, 13)),
        Role.AUTHORITY: Spec(
            name="Quyền hạn ký", size=(13, 14), bold=True, capitals=True, align=_CENTRED,
            clause="II.7.đ",
        ),
        Role.SIGNER_TITLE: Spec(
            name="Chức vụ ký", size=(13, 14), bold=True, capitals=True, align=_CENTRED,
            clause="II.7.đ",
        ),
        Role.SIGNER_NAME: Spec(
            name="Họ tên người ký", size=(13, 14), bold=True, align=_CENTRED, clause="II.7.đ"
        ),
        Role.RECIPIENTS_LABEL: Spec(
            name="Nơi nhận (tiêu đề)", size=(12, 12), bold=True, italic=True, clause="II.9.d"
        ),
        Role.RECIPIENT: Spec(name="Nơi nhận", size=(11, 11), clause="II.9.d"),
        Role.DRAFTER: Spec(name="Ký hiệu người soạn thảo", size=(11, 11), clause="III.3"),
        Role.ENDORSEMENT: Spec(
            name="Xác nhận", size=(13, 14), align=_CENTRED, clause="Phụ lục III, Mẫu 1.10"
        ),
        Role.ADDRESS: Spec(name="Địa chỉ", size=(11, 12), clause="III.4"),
        Role.COPY_KIND: Spec(
            name="Hình thức sao", size=(13, 14), bold=True, capitals=True, align=_CENTRED,
            clause="Phần II, II",
        ),
        Role.SIGNING_INFORMATION: Spec(
            name="Thông tin chữ ký số", size=(10, 10), align=Align.RIGHT, clause="III.1.d"
        ),
        Role.ANNEX_LABEL: Spec(
            name="Phụ lục", size=(14, 14), bold=True, align=_CENTRED, clause="III.1.b"
        ),
        Role.ANNEX_TITLE: Spec(
            name="Tiêu đề phụ lục", size=(13, 14), bold=True, capitals=True, align=_CENTRED,
            clause="III.1.b",
        ),
        Role.ANNEX_REFERENCE: Spec(
            name="Kèm theo", size=(13, 14), italic=True, align=_CENTRED, clause="III.1.c"
        ),
        Role.URGENCY: Spec(
            name="Độ khẩn", size=(13, 14), bold=True, capitals=True, align=_CENTRED,
            colour="red", clause="III.2.b",
        ),
        Role.SECRECY: Spec(
            name="Độ mật", size=(13, 14), bold=True, capitals=True, align=_CENTRED,
            colour="red", clause="III.2.a",
        ),
        Role.CIRCULATION: Spec(
            name="Phạm vi lưu hành", size=(13, 14), bold=True, capitals=True, align=_CENTRED,
            clause="III.2.c",
        ),
        Role.PAGE_NUMBER: Spec(name="Số trang", size=(13, 14), align=_CENTRED, clause="I.7"),
        Role.RULE: Spec(name="Đường kẻ", size=(1, 1), align=_CENTRED, clause="II.1.b"),
        Role.ORNAMENT: Spec(name="Dấu ngăn cách", size=(13, 14), align=_CENTRED),
    },
)  # fmt: skip
"""The form of administrative documents of Nghị định 30/2020/NĐ-CP, Phụ lục I."""
