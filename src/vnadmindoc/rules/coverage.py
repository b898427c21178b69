"""What of Phụ lục I-III is asked: clause by clause, by which rules, and what is not, and why.

Promised: a clause stands here once; a rule that asks it is named by its number.
"""

from typing import Final

from attrs import frozen


@frozen(kw_only=True)
class Clause:
    """A clause of the Decree, and what becomes of it (*điều khoản*).

    Attributes:
        place: Where it stands: ``"I, I.3"`` is Phụ lục I, Phần I, Mục I, khoản 3.
        about: What it is about, in Vietnamese.
        english: The same in English.
        rules: The numbers of the rules that ask it.
        not_evaluated: What of it, or why all of it, is not asked though it binds; empty if all is.
        out_of_scope: Why nothing of it is asked; empty if anything is.
    """

    place: str
    about: str
    english: str
    rules: tuple[int, ...] = ()
    not_evaluated: str = ""
    out_of_scope: str = ""


def _clause(
    place: str, about: str, english: str, *rules: int, but: str = "", out: str = ""
) -> Clause:
    return Clause(
        place=place, about=about, english=english, rules=rules, not_evaluated=but, out_of_scope=out
    )


_DICTIONARY: Final = "needs a dictionary of names: a machine cannot tell a name from a noun"

CLAUSES: Final[tuple[Clause, ...]] = (
    # Phụ lục I, Phần I
    _clause("I, I.1", "Khổ giấy", "Paper", 1),
    _clause("I, I.2", "Kiểu trình bày", "Orientation", 2),
    _clause("I, I.3", "Định lề trang", "Margins", 3),
    _clause("I, I.4", "Phông chữ, màu chữ", "Typeface and colour", 4, 5, 6),
    _clause("I, I.5", "Cỡ chữ và kiểu chữ", "Sizes and styles", 13, 15, 18, 19, 24, 36, 40, 41, 43,
            45, 54, 55, 56, 57, 58, 61, 67, 77, 79, 80, 84, 87, 88, 89, 90),
    _clause("I, I.6", "Vị trí trình bày", "Places of the components", 11, 22, 37, 67, 79,
            but="exact places: the drawing of Mục IV has no printed coordinates"),
    _clause("I, I.7", "Số trang", "Page numbers", 8, 9),
    _clause("I, II.1", "Quốc hiệu và Tiêu ngữ", "National name and motto", 11, 12, 13, 14, 15, 16,
            17),
    _clause("I, II.2.a", "Tên cơ quan: cách ghi", "The issuing body: how it is named", 18, 20, 23,
            but="whether the name is the official one is not known to a machine"),
    _clause("I, II.2.b", "Tên cơ quan: trình bày", "The issuing body: how it is set", 18, 19, 21,
            22),
    _clause("I, II.3.a", "Số của văn bản", "The number", 25, 30),
    _clause("I, II.3.b", "Ký hiệu của văn bản", "The symbol", 27, 28, 29,
            but="abbreviations of bodies are each body's own; only their form is asked"),
    _clause("I, II.3.c", "Số, ký hiệu: trình bày", "Number and symbol: how they are set", 24, 25,
            26),
    _clause("I, II.4.a", "Địa danh", "The place", 35,
            but="whether the body sits there; army and police follow their ministries"),
    _clause("I, II.4.b", "Thời gian ban hành", "The date", 33, 34),
    _clause("I, II.4.c", "Địa danh và thời gian: trình bày", "Place and date: how they are set", 31,
            32, 35, 36, 37),
    _clause("I, II.5", "Tên loại và trích yếu", "Type and subject", 38, 39, 40, 41, 42, 43, 44),
    _clause("I, II.6.a", "Căn cứ ban hành", "Legal bases", 45, 46, 47, 48,
            but="whether a basis is in force"),
    _clause("I, II.6.b", "Viện dẫn", "Citations", 49),
    _clause("I, II.6.c", "Bố cục", "Structure", 51),
    _clause("I, II.6.d", "Tiêu đề của phần, chương, mục, điều", "Titles of the levels", 55, 56),
    _clause("I, II.6.đ", "Trình bày phần, chương, mục, điều, khoản, điểm", "How the levels are set",
            52, 53, 54, 55, 56, 57, 58, 59, 60),
    _clause("I, II.6.e", "Trình bày nội dung", "How paragraphs are set", 61, 62, 63, 64),
    _clause("I, II.7.a", "Chữ ký", "The signature itself", 66,
            but="whether the signer is competent is written in no document"),
    _clause("I, II.7.b", "Quyền hạn, chức vụ", "Authority and title", 66, 68, 69, 70, 71),
    _clause("I, II.7.c", "Họ và tên", "The name", 72, 73),
    _clause("I, II.7.d", "Hình ảnh chữ ký số", "The picture of the signature", 74),
    _clause("I, II.7.đ", "Khối ký: trình bày", "How the block is set", 67, 73),
    _clause("I, II.8", "Dấu, chữ ký số của cơ quan", "The agency's seal and signature", 75, 86,
            but="the true size of a seal is not in the Decree; ink on paper is not in a file"),
    _clause("I, II.9.a-b", "Nơi nhận: nội dung", "Recipients: who they are", 76, 82),
    _clause("I, II.9.c-d", "Nơi nhận: trình bày", "Recipients: how they are set", 77, 78, 79, 80,
            81),
    _clause("I, III.1.a", "Phụ lục: chỉ dẫn, đánh số", "Annexes: reference and number", 83),
    _clause("I, III.1.b-c", "Phụ lục: tiêu đề, thông tin kèm theo", "Annexes: title and line", 84,
            85),
    _clause("I, III.1.d", "Phụ lục của văn bản điện tử", "Annexes of electronic documents", 86, 98),
    _clause("I, III.1.đ", "Số trang của phụ lục", "Page numbers of annexes", 10),
    _clause("I, III.2.a", "Dấu độ mật", "Secrecy marks", 88,
            but="the stamp itself is set by the law on State secrets"),
    _clause("I, III.2.b", "Dấu độ khẩn", "Urgency marks", 87),
    _clause("I, III.2.c", "Chỉ dẫn phạm vi lưu hành", "Circulation notes", 88),
    _clause("I, III.3", "Ký hiệu người soạn thảo", "The drafter's sign", 89),
    _clause("I, III.4", "Địa chỉ cơ quan", "The address", 89),
    _clause("I, IV", "Sơ đồ bố trí", "The plan of a page", 11, 22, 37, 67, 79,
            but="exact places: the drawing has no printed coordinates"),
    _clause("I, V", "Mẫu chữ", "The table of letterforms", 7, 13, 15, 18, 19, 24, 36, 40, 41, 43,
            61, 67, 77, 79, 80),
    # Phụ lục I, Phần II
    _clause("I, Phần II, I", "Sao sang định dạng điện tử", "Electronic copies", 91, 93),
    _clause("I, Phần II, II", "Sao sang định dạng giấy", "Paper copies", 90, 91, 92),
    # Phụ lục II
    _clause("II, I", "Viết hoa vì phép đặt câu", "Capitals of sentences", 94,
            but="at the beginning of a list item, which may go on a sentence"),
    _clause("II, II.1", "Tên người Việt Nam", "Vietnamese names", 73,
            but="in running text: " + _DICTIONARY),
    _clause("II, II.2", "Tên người nước ngoài", "Foreign names", but=_DICTIONARY),
    _clause("II, III.1.a-b", "Tên đơn vị hành chính", "Administrative units", 94,
            but="units named after a person or an event: " + _DICTIONARY),
    _clause("II, III.1.c", "Thủ đô Hà Nội, Thành phố Hồ Chí Minh", "The two special names", 35, 94),
    _clause("II, III.1.d-đ", "Tên địa lý, vùng, miền", "Terrain and regions", 94,
            but="but for names that are known, names with a noun of terrain: " + _DICTIONARY),
    _clause("II, III.2", "Địa lý nước ngoài", "Foreign places", but=_DICTIONARY),
    _clause("II, IV.1", "Tên cơ quan Việt Nam", "Vietnamese bodies", 94,
            but="but for names whose capitals are fixed: " + _DICTIONARY),
    _clause("II, IV.2", "Tên cơ quan nước ngoài", "Foreign bodies", 94,
            but="but for the usual abbreviations: " + _DICTIONARY),
    _clause("II, V.1", "Nhân dân, Nhà nước", "Nhân dân, Nhà nước", 94,
            but="nhà nước as an attribute, which usage writes small"),
    _clause("II, V.2", "Huân chương, danh hiệu", "Orders and honours", 94),
    _clause("II, V.3-4", "Chức vụ, danh từ chung đã riêng hóa", "Titles, nouns made names",
            but="whether a title is joined to a person is for people to judge"),
    _clause("II, V.5", "Ngày lễ, ngày kỷ niệm", "Holidays", 94),
    _clause("II, V.6", "Tên loại văn bản", "Names of documents", 94,
            but="but for laws that are often cited: " + _DICTIONARY),
    _clause("II, V.7", "Viện dẫn phần, chương, điều, khoản, điểm", "Parts of cited documents", 50),
    _clause("II, V.8", "Năm âm lịch, tết, ngày, tháng", "Lunar years, feasts, days, months", 94,
            but="lunar years that no 'năm' stands before: the same syllables are nouns"),
    _clause("II, V.9-10", "Sự kiện, tác phẩm", "Events and works", 94,
            but="but for events and works whose capitals are fixed: " + _DICTIONARY),
    # Phụ lục III
    _clause("III, I", "Chữ viết tắt tên loại", "Abbreviations of the types", 27, 39, 92),
    _clause("III, II, 1.1-1.3", "Nghị quyết, quyết định", "Resolutions and decisions", 48, 65, 82),
    _clause("III, II, 1.4", "Văn bản có tên loại khác", "Other named documents", 38, 65),
    _clause("III, II, 1.5", "Công văn", "Letters", 28, 38, 43, 76),
    _clause("III, II, 1.6-1.8, 1.10", "Công điện, giấy mời, giấy giới thiệu, giấy nghỉ phép",
            "Telegrams, invitations and slips", 38, 41, 65,
            but="the words inside a form are its writer's"),
    _clause("III, II, 1.9", "Biên bản", "Minutes", 31, 73),
    _clause("III, II, 2.1-2.2", "Phụ lục", "Annexes", 65, 83, 84, 85, 86),
    _clause("III, II, 3.1-3.2", "Bản sao", "Copies", 90, 91, 92, 93),
    # Others
    _clause("IV-V", "Sổ đăng ký, lập hồ sơ", "Registers and files", out="registers, no documents"),
    _clause("VI", "Dữ liệu quản lý văn bản", "The record of a document", 95, 96, 97, 98,
            but="incoming documents and files; the day of signing is the caller's to tell"),
)  # fmt: skip
"""Every clause of Phụ lục I-III, in the Decree's order, and the appendices behind them."""
