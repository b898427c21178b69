"""H. The body: its levels and their numbers (Mục II.6.c-đ)."""

import re
from collections.abc import Callable, Iterator

from vnadmindoc.findings import Severity
from vnadmindoc.model import BodyItem, Directive, Notice, Section
from vnadmindoc.numerals import POINT_LETTERS, from_roman
from vnadmindoc.rules.contents import bodies
from vnadmindoc.rules.looks import looks
from vnadmindoc.rules.rule import Breach, Case, holds, plain, set_anew
from vnadmindoc.specimen import Fact
from vnadmindoc.standard import Role
from vnadmindoc.vocabulary import DocumentKind, SectionLevel

_LABELS = (Role.PART, Role.CHAPTER, Role.DIVISION, Role.SUBDIVISION)
_TITLES = (Role.PART_TITLE, Role.CHAPTER_TITLE, Role.DIVISION_TITLE, Role.SUBDIVISION_TITLE)
_LEVELS = tuple(SectionLevel)
_ARTICLE = re.compile(r"Điều (\d+)\.?")
_RIGHT_ARTICLE = re.compile(r"Điều \d+\.")
_SOME_ARTICLE = re.compile(r"điều\b", re.IGNORECASE)
_ITEM = re.compile(r"(\d+)\.")
_WRONG_ITEM = re.compile(r"\d+[)/:\-]")
_WRONG_POINT = re.compile(r"\([a-zđ]\)|[a-zđ][./]|[A-ZĐ][./)]")
_BARE_ARTICLES = (DocumentKind.DECISION, DocumentKind.RESOLUTION)
_DECIMAL = re.compile(r"\d+(?:\.\d+)+\.?")


@holds(
    "051",
    "II.6.c; V, dòng 6",
    "Bố cục xếp đúng thứ bậc: phần, chương, mục, tiểu mục, điều, khoản, điểm",
    "Levels nest: phần, chương, mục, tiểu mục, điều, khoản, điểm",
    needs=(Fact.NOTICE,),
)
def levels_nest(case: Case) -> Iterator[Breach]:
    """A level below stands in a level above that the body has."""
    for path, _, sections in bodies(case.notice):
        open_levels: list[SectionLevel] = []
        used = {section.level for section in sections}
        for index, section in enumerate(sections):
            level = section.level
            while open_levels and _LEVELS.index(open_levels[-1]) >= _LEVELS.index(level):
                open_levels.pop()
            above = [each for each in _ABOVE.get(level, ()) if each in used]
            if above and not set(above) & set(open_levels):
                yield Breach(
                    vi=f"{section.label} đứng ngoài {above[0].value.lower()}",
                    en=f"{section.label} stands outside any {above[0].value.lower()}",
                    path=f"{path}sections[{index}].label",
                )
            open_levels.append(level)


_ABOVE = {
    SectionLevel.CHAPTER: (SectionLevel.PART,),
    SectionLevel.DIVISION: (SectionLevel.CHAPTER,),
    SectionLevel.SUBDIVISION: (SectionLevel.DIVISION,),
}


@holds(
    "051-mixed",
    "II.6.c; V, dòng 6",
    "Không dùng lẫn hai cách bố cục (chương, điều và mục La Mã)",
    "The two skeletons are not mixed",
    needs=(Fact.NOTICE,),
)
def skeletons_are_not_mixed(case: Case) -> Iterator[Breach]:
    """Chương, Mục 1, Điều; or Roman mục: not both in one body."""
    for path, items, sections in bodies(case.notice):
        roman = [i for i, each in enumerate(sections) if _is_roman_section(each)]
        numbered = any(
            each.level in (SectionLevel.CHAPTER, SectionLevel.DIVISION, SectionLevel.SUBDIVISION)
            for each in sections
        )
        articles = any(
            _is_article(item) for group in (items, *(s.body for s in sections)) for item in group
        )
        if roman and (numbered or articles):
            yield Breach(
                vi="dùng lẫn chương, mục, điều với mục đánh số La Mã: chọn một cách bố cục",
                en="chương, mục, điều and Roman mục are mixed: choose one of the two",
                path=f"{path}sections[{roman[0]}].label",
            )


def _is_roman_section(section: Section) -> bool:
    return section.level is SectionLevel.ROMAN and _roman_of(section.label) is not None


def _is_article(item: BodyItem) -> bool:
    return isinstance(item, Directive) and _ARTICLE.fullmatch(item.label) is not None


def _roman_of(label: str) -> int | None:
    return from_roman(label.rsplit(" ", maxsplit=1)[-1].rstrip(".)"))


_ROMAN_LEVELS = (SectionLevel.PART, SectionLevel.CHAPTER, SectionLevel.ROMAN)
_ARABIC_LEVELS = (SectionLevel.DIVISION, SectionLevel.SUBDIVISION)


@holds(
    "052",
    "II.6.đ",
    "Phần, chương, mục của bố cục thứ hai đánh số La Mã",
    "Phần, chương and the mục of the second skeleton have Roman numerals",
    needs=(Fact.NOTICE,),
)
def upper_levels_are_roman(case: Case) -> Iterator[Breach]:
    """``Phần I``, ``Chương II``, ``III.``."""
    for path, _, sections in bodies(case.notice):
        for index, section in enumerate(sections):
            word = section.label.split(" ")[-1].rstrip(".)")
            arabic = re.fullmatch(r"\d+", word)
            ordinal = section.level is not SectionLevel.ROMAN and not _roman_of(section.label)
            if section.level in _ROMAN_LEVELS and section.label and (arabic or ordinal):
                yield Breach(
                    vi=f"{section.label!r} phải đánh số La Mã",
                    en=f"{section.label!r} must have a Roman numeral",
                    path=f"{path}sections[{index}].label",
                )


@holds(
    "052-order",
    "II.6.đ",
    "Số thứ tự phần, chương, mục La Mã liên tục từ I",
    "Roman numerals run from I without a gap",
    needs=(Fact.NOTICE,),
)
def roman_numerals_run(case: Case) -> Iterator[Breach]:
    """Roman mục start again in each phần; chapters may run through."""
    yield from _consecutive(case.notice, _ROMAN_LEVELS, _roman_of)


@holds(
    "053",
    "II.6.đ",
    "Mục, tiểu mục của bố cục thứ nhất đánh số Ả Rập",
    "Mục and tiểu mục of the first skeleton have Arabic numerals",
    needs=(Fact.NOTICE,),
)
def lower_levels_are_arabic(case: Case) -> Iterator[Breach]:
    """``Mục 1``, ``Tiểu mục 2``."""
    for path, _, sections in bodies(case.notice):
        for index, section in enumerate(sections):
            if section.level in _ARABIC_LEVELS and _arabic_of(section.label) is None:
                yield Breach(
                    vi=f"{section.label!r} phải đánh số Ả Rập",
                    en=f"{section.label!r} must have an Arabic numeral",
                    path=f"{path}sections[{index}].label",
                )


def _arabic_of(label: str) -> int | None:
    word = label.rsplit(" ", maxsplit=1)[-1].rstrip(".)")
    return int(word) if re.fullmatch(r"\d{1,6}", word) else None


@holds(
    "053-order",
    "II.6.đ",
    "Số thứ tự mục, tiểu mục liên tục từ 1",
    "Arabic numerals run from 1 without a gap",
    needs=(Fact.NOTICE,),
)
def arabic_numerals_run(case: Case) -> Iterator[Breach]:
    """Anew in each chapter and each mục."""
    yield from _consecutive(case.notice, _ARABIC_LEVELS, _arabic_of)


def _consecutive(
    notice: Notice,
    levels: tuple[SectionLevel, ...],
    number_of: Callable[[str], int | None],
) -> Iterator[Breach]:
    """Yield each section whose number neither follows the one before nor begins anew rightly."""
    for path, _, sections in bodies(notice):
        last: dict[SectionLevel, int] = {}
        begun_anew: dict[SectionLevel, bool] = {}
        for index, section in enumerate(sections):
            level = section.level
            number = number_of(section.label)
            if level in levels and number is not None:
                before = last.get(level, 0)
                anew = number == 1 and begun_anew.get(level, False)
                if number != before + 1 and not anew:
                    yield Breach(
                        vi=f"{section.label!r}: số thứ tự không liên tục",
                        en=f"{section.label!r}: the number does not follow",
                        path=f"{path}sections[{index}].label",
                    )
                last[level] = number
                begun_anew[level] = False
            for below in _LEVELS[_LEVELS.index(level) + 1 :]:
                begun_anew[below] = True


looks(
    "054", _LABELS, ("case", "size", "weight", "slant", "align"), "II.6.đ",
    vi="Phần, chương, mục, tiểu mục", en="The label of phần, chương, mục, tiểu mục",
)  # fmt: skip


@holds(
    "054-line",
    "II.6.đ",
    "Chữ 'Phần', 'Chương', 'Mục', 'Tiểu mục' và số thứ tự ở một dòng riêng",
    "The label of phần, chương, mục, tiểu mục stands on a line of its own",
)
def labels_stand_alone(case: Case) -> Iterator[Breach]:
    """The title follows on the next line."""
    for seen in case.of(*_LABELS):
        if len(plain(seen.text).split(" ")) > _LABEL_WORDS:
            yield Breach(
                vi="tên phần, chương, mục đặt ở dòng dưới",
                en="the title belongs on the next line",
                path=seen.path,
                seen=seen,
                fix=set_anew,
            )


_LABEL_WORDS = 3  # "Tiểu mục 2"


@holds(
    "055",
    "II.6.d-đ",
    "Phần, chương, mục, tiểu mục có tiêu đề",
    "Phần, chương, mục, tiểu mục have a title",
    needs=(Fact.NOTICE,),
)
def parts_have_titles(case: Case) -> Iterator[Breach]:
    """The clause demands one of each."""
    for path, _, sections in bodies(case.notice):
        for index, section in enumerate(sections):
            if not section.heading:
                yield Breach(
                    vi=f"{section.label} thiếu tiêu đề",
                    en=f"{section.label} lacks its title",
                    path=f"{path}sections[{index}].heading",
                )


looks(
    "055", (*_TITLES, Role.SECTION), ("case", "size", "weight", "slant"), "II.6.d-đ",
    vi="Tiêu đề phần, chương, mục", en="The title of phần, chương, mục",
)  # fmt: skip
looks(
    "055", _TITLES, ("align",), "II.6.d-đ", vi="Tiêu đề phần, chương, mục",
    en="The title of phần, chương, mục",
)  # fmt: skip


@holds(
    "056a",
    "II.6.đ",
    "Điều ghi 'Điều <số>.' bằng chữ số Ả Rập, có dấu chấm",
    "An article reads 'Điều <number>.' with a full stop",
    needs=(Fact.NOTICE,),
)
def articles_have_their_form(case: Case) -> Iterator[Breach]:
    """Neither ``ĐIỀU I`` nor ``Điều 1:``."""
    for path, directive in case.directives:
        label = directive.label
        if _SOME_ARTICLE.match(label) and not _RIGHT_ARTICLE.fullmatch(label):
            yield Breach(
                vi=f"{label!r} phải ghi theo mẫu 'Điều 1.'",
                en=f"{label!r} must read 'Điều 1.'",
                path=f"{path}.label",
                quote=label,
            )


looks("056a", Role.ARTICLE, ("size",), "II.6.đ", vi="Điều", en="An article")


@holds(
    "056a-weight",
    "II.6.đ",
    "Từ 'Điều' và số thứ tự là chữ đậm",
    "The word 'Điều' and its number are bold",
    needs=(Fact.LETTERS,),
)
def article_labels_are_bold(case: Case) -> Iterator[Breach]:
    """Of an article without a title the rest is running text."""
    for seen in case.of(Role.ARTICLE):
        if seen.runs and seen.runs[0].letters.bold is False:
            yield Breach(
                vi="'Điều' và số thứ tự phải là chữ đậm",
                en="'Điều' and its number must be bold",
                path=seen.path,
                seen=seen,
                fix=set_anew,
            )


@holds(
    "056c",
    "II.6.đ",
    "Điều đánh số liên tục trong toàn văn bản",
    "Articles are numbered through the whole document",
    needs=(Fact.NOTICE,),
)
def articles_run_through(case: Case) -> Iterator[Breach]:
    """An annex, or what is issued with the document, counts for itself."""
    for path, _, _ in bodies(case.notice):
        last = 0
        for where, directive in case.directives:
            if where.startswith("annexes") != bool(path) or not where.startswith(path):
                continue
            found = _ARTICLE.fullmatch(directive.label)
            if found is None:
                continue
            number = int(found[1])
            if number != last + 1:
                yield Breach(
                    vi=f"{directive.label!r}: số thứ tự điều không liên tục",
                    en=f"{directive.label!r}: the number of the article does not follow",
                    path=f"{where}.label",
                )
            last = number


@holds(
    "056d",
    "II.6.d",
    "Điều có tiêu đề (trừ nghị quyết, quyết định cá biệt)",
    "An article has a title, but for individual decisions",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def articles_have_titles(case: Case) -> Iterator[Breach]:
    """The forms of individual decisions show bare articles."""
    for where, directive in case.directives:
        if case.notice.kind in _BARE_ARTICLES and not where.startswith("annexes"):
            continue
        if _is_article(directive) and not any(run.bold for run in directive.text.runs[:1]):
            yield Breach(
                vi=f"{directive.label} thiếu tên điều",
                en=f"{directive.label} lacks its title",
                path=f"{where}.text",
            )


@holds(
    "057",
    "II.6.đ",
    "Khoản đánh số Ả Rập, có dấu chấm",
    "A khoản has an Arabic number and a full stop",
    needs=(Fact.NOTICE,),
)
def items_have_their_form(case: Case) -> Iterator[Breach]:
    """``1.``, neither ``1)`` nor ``1/``."""
    for where, directive in case.directives:
        if _WRONG_ITEM.fullmatch(directive.label):
            yield Breach(
                vi=f"{directive.label!r}: sau số thứ tự khoản là dấu chấm",
                en=f"{directive.label!r}: a full stop stands behind the number of a khoản",
                path=f"{where}.label",
                quote=directive.label,
            )


@holds(
    "057-order",
    "II.6.đ",
    "Khoản đánh số liên tục từ 1 trong mỗi điều, mục",
    "Khoản run from 1 in each article or mục",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def items_run(case: Case) -> Iterator[Breach]:
    """A list that goes on behind a table or a paragraph goes on."""
    for path, items in case.lists:
        last: int | None = None
        for index, item in enumerate(items):
            found = isinstance(item, Directive) and _ITEM.fullmatch(item.label)
            if not found:
                continue
            number = int(found[1])
            if number != (last or 0) + 1:
                yield Breach(
                    vi=f"khoản {number}: số thứ tự không liên tục",
                    en=f"khoản {number}: the number does not follow",
                    path=f"{path}[{index}].label",
                )
            last = number


looks("057", (Role.ITEM, Role.ITEM_HEADING), ("size", "slant"), "II.6.đ", vi="Khoản", en="A khoản")
looks(
    "057", Role.ITEM_HEADING, ("weight",), "II.6.đ", vi="Khoản có tiêu đề", en="A khoản's title"
)  # fmt: skip


@holds(
    "058",
    "II.6.đ",
    "Điểm đánh chữ cái thường, có dấu ngoặc đơn đóng",
    "A điểm has a small letter and a closing bracket",
    needs=(Fact.NOTICE,),
)
def points_have_their_form(case: Case) -> Iterator[Breach]:
    """``a)``, neither ``a.`` nor ``(a)`` nor ``A)``."""
    for where, directive in case.directives:
        if _WRONG_POINT.fullmatch(directive.label):
            letter = directive.label.strip("()./").lower()
            yield Breach(
                vi=f"{directive.label!r} phải ghi '{letter})'",
                en=f"{directive.label!r} must read '{letter})'",
                path=f"{where}.label",
                quote=directive.label,
            )


looks("058", Role.POINT, ("size", "slant"), "II.6.đ", vi="Điểm", en="A điểm")


def _letters(case: Case) -> Iterator[tuple[str, int, int, str]]:
    """Yield path, place in the alphabet, place of the one before (or -1) and label of points."""
    for path, items in case.lists:
        previous = -1
        for index, item in enumerate(items):
            if not isinstance(item, Directive):
                continue
            letter = item.label.removesuffix(")")
            if item.label.endswith(")") and len(letter) == 1 and letter.isalpha():
                place = POINT_LETTERS.find(letter)
                yield f"{path}[{index}].label", place, previous, item.label
                previous = place
            else:
                previous = -1


@holds(
    "059a",
    "II.6.đ",
    "Chữ cái của điểm thuộc a, b, c, d, đ, e, g, h, i, k, …",
    "Points are lettered a b c d đ e g h i k …",
    needs=(Fact.NOTICE,),
)
def points_are_lettered_in_vietnamese(case: Case) -> Iterator[Breach]:
    """f, j, w, z do not exist; đ follows d."""
    for path, place, previous, label in _letters(case):
        if place < 0 and label != label.upper():
            yield Breach(
                vi=f"{label!r}: không có điểm mang chữ cái này",
                en=f"{label!r}: there is no point of this letter",
                path=path,
                quote=label,
            )
        elif previous >= 0 and POINT_LETTERS[previous] == "d" and label == "e)":
            yield Breach(vi="sau d) là đ)", en="'e)' after d): expected đ)", path=path, quote=label)


@holds(
    "059b",
    "II.6.đ",
    "Các điểm xếp theo thứ tự bảng chữ cái, không bỏ quãng",
    "Points follow each other without a gap",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def points_follow_each_other(case: Case) -> Iterator[Breach]:
    """A list begins with a."""
    for path, place, previous, label in _letters(case):
        if place < 0 or place == previous + 1:
            continue
        if previous >= 0 and POINT_LETTERS[previous] == "d" and label == "e)":
            continue  # told by 059a
        if place != 0 or previous < 0:
            wanted = POINT_LETTERS[previous + 1 :][:1]
            yield Breach(
                vi=f"{label!r}: ở đây phải là {wanted})",
                en=f"{label!r}: expected {wanted})",
                path=path,
                quote=label,
            )


@holds(
    "060",
    "II.6.đ",
    "Không đánh số thập phân (1.1, 1.1.1)",
    "No decimal numbers (1.1, 1.1.1) are headings",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def no_number_is_decimal(case: Case) -> Iterator[Breach]:
    """They are not among the forms of the Decree."""
    for where, directive in case.directives:
        if _DECIMAL.fullmatch(directive.label):
            yield Breach(
                vi=f"{directive.label!r}: dùng điểm a), b) thay cho số thập phân",
                en=f"{directive.label!r}: use the points a), b) instead of decimal numbers",
                path=f"{where}.label",
                quote=directive.label,
            )
