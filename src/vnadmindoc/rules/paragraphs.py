"""H. The body's paragraphs: alignment, indents, spacing, the mark that ends them (Mục II.6.đ-e)."""

from collections.abc import Iterator
from typing import Final

from vnadmindoc.findings import Severity
from vnadmindoc.metrics import line_height
from vnadmindoc.rules.looks import looks, seen_size
from vnadmindoc.rules.rule import BODY, Breach, Case, holds, plain, set_anew
from vnadmindoc.specimen import Fact, SeenParagraph
from vnadmindoc.standard import MM, Role

_INDENT_SLACK = 0.2 * MM
"""In pt: the tolerance of all lengths, and what word processors make of 1,25 cm."""
_BLANKS: Final = ("\t", " ", "\u00a0")
"""What a first line is indented with where its paragraph has no indent."""


looks(
    "061", Role.BODY, ("size", "case", "slant"), "II.6.e", vi="Nội dung", en="The body",
    unless=Case.is_caption,
)  # fmt: skip
looks(
    "061", BODY, ("align",), "II.6.e", vi="Nội dung", en="The body",
    unless=lambda case, seen: seen.in_table or case.is_caption(seen),
)  # fmt: skip


def _indented(case: Case, *, of_articles: bool) -> list[tuple[SeenParagraph, float]]:
    """Return running text and its indent, but for what blanks or a tab have put where it is."""
    return [
        (seen, seen.setting.indent + max(seen.setting.left, 0.0))
        for seen in case.body
        if (seen.role is Role.ARTICLE) is of_articles
        and seen.setting is not None
        and seen.text[:1] not in _BLANKS
    ]


def _indents(case: Case, *, of_articles: bool) -> Iterator[Breach]:
    specs = case.profile.specs
    for seen, found in _indented(case, of_articles=of_articles):
        allowed = specs[seen.role or Role.BODY].indents
        if _is_one_of(found, allowed):
            continue
        shown = " hoặc ".join(f"{each / MM / 10:.3g} cm" for each in allowed)
        yield Breach(
            vi=f"lùi đầu dòng {found / MM / 10:.2f} cm, phải là {shown}",
            en=f"the first line is indented by {found / MM / 10:.2f} cm, it must be "
            f"{shown.replace('hoặc', 'or')}",
            path=seen.path,
            seen=seen,
            fix=set_anew,
        )


def _is_one_of(indent: float, allowed: tuple[float, ...]) -> bool:
    return any(abs(indent - each) <= _INDENT_SLACK for each in allowed)


@holds(
    "056b",
    "II.6.đ",
    "Điều lùi đầu dòng 1 cm hoặc 1,27 cm",
    "An article is indented by 1 cm or 1.27 cm",
    needs=(Fact.SETTING,),
)
def articles_are_indented(case: Case) -> Iterator[Breach]:
    """The first line."""
    yield from _indents(case, of_articles=True)


@holds(
    "062a",
    "II.6.e",
    "Dòng đầu đoạn lùi 1 cm hoặc 1,27 cm",
    "The first line of a paragraph is indented by 1 cm or 1.27 cm",
    needs=(Fact.SETTING,),
)
def paragraphs_are_indented(case: Case) -> Iterator[Breach]:
    """What is indented by a tab is a test of its own."""
    yield from _indents(case, of_articles=False)


@holds(
    "062b",
    "II.6.e",
    "Các đoạn lùi đầu dòng như nhau",
    "All paragraphs have the same indent",
    severity=Severity.WARNING,
    needs=(Fact.SETTING,),
)
def indents_are_the_same(case: Case) -> Iterator[Breach]:
    """One of the two allowed values throughout."""
    allowed = case.profile.specs[Role.BODY].indents
    right = [
        (seen, indent)
        for seen, indent in _indented(case, of_articles=False)
        if _is_one_of(indent, allowed)
    ]
    for seen, indent in right[1:]:
        if abs(indent - right[0][1]) > 2 * _INDENT_SLACK:
            yield Breach(
                vi="lùi đầu dòng khác với các đoạn trước",
                en="the indent differs from that of the paragraphs before",
                path=seen.path,
                seen=seen,
                fix=set_anew,
            )


@holds(
    "062c",
    "II.6.e",
    "Lùi đầu dòng bằng định dạng đoạn, không bằng dấu cách hay phím Tab",
    "The indent is a property of the paragraph, no tab and no blanks",
    severity=Severity.WARNING,
    needs=(Fact.SETTING,),
)
def indents_are_no_blanks(case: Case) -> Iterator[Breach]:
    """So that it is the same everywhere."""
    for seen in case.body:
        if seen.text[:1] in _BLANKS and seen.role is not Role.ARTICLE:
            blanks = len(seen.text) - len(seen.text.lstrip())
            yield Breach(
                vi="lùi đầu dòng bằng dấu cách hoặc Tab: dùng định dạng đoạn",
                en="blanks or a tab make the indent: use the paragraph's own",
                path=seen.path,
                seen=seen,
                span=(0, blanks),
                fix=set_anew,
            )


def _pairs(case: Case) -> Iterator[tuple[SeenParagraph, SeenParagraph, bool]]:
    """Yield paragraphs of the body that follow each other, and whether blank ones are between."""
    indices = {each.index for each in case.body}
    for one in case.body:
        following = case.next_to(one)
        if following is not None and following.index in indices and one.sheet == following.sheet:
            yield one, following, following.index - one.index > 1


@holds(
    "063",
    "II.6.e",
    "Khoảng cách giữa các đoạn tối thiểu 6 pt",
    "The space between paragraphs is 6 pt at least",
    needs=(Fact.SETTING,),
)
def paragraphs_stand_apart(case: Case) -> Iterator[Breach]:
    """The space of both, as applications compute it."""
    least = case.profile.specs[Role.BODY].before
    for one, other, blank in _pairs(case):
        if blank or one.setting is None or other.setting is None:
            continue
        space = one.setting.after + other.setting.before
        if space < least - 0.05:
            yield Breach(
                vi=f"cách đoạn trước {space:g} pt, tối thiểu {least:g} pt",
                en=f"{space:g} pt below the paragraph before, the least is {least:g} pt",
                path=other.path,
                seen=other,
                fix=set_anew,
            )


@holds(
    "063-blank",
    "II.6.e",
    "Khoảng cách giữa các đoạn không tạo bằng dòng trống",
    "The space between paragraphs is not made by blank ones",
    needs=(Fact.SETTING,),
)
def no_blank_paragraphs_stand_between(case: Case) -> Iterator[Breach]:
    """Space is a property of the paragraph."""
    for _, other, blank in _pairs(case):
        if blank:
            yield Breach(
                vi="bỏ dòng trống phía trên: dùng khoảng cách đoạn",
                en="take off the blank paragraph above: use the space of paragraphs",
                path=other.path,
                seen=other,
                fix=set_anew,
            )


@holds(
    "064a",
    "II.6.e",
    "Giãn dòng từ đơn đến 1,5 dòng",
    "Line spacing is single to 1.5 lines",
    needs=(Fact.SETTING,),
)
def lines_are_spaced_right(case: Case) -> Iterator[Breach]:
    """As a multiple of the single line."""
    for seen in case.body:
        setting = seen.setting
        if setting is None or setting.exact or setting.least:
            continue
        low, high = case.profile.specs[seen.role or Role.BODY].line_spacing
        if not low - 0.01 <= setting.line <= high + 0.01:
            yield Breach(
                vi=f"giãn dòng {setting.line:.2f}, phải từ {low:g} đến {high:g} dòng",
                en=f"line spacing is {setting.line:.2f}, it must be {low:g} to {high:g} lines",
                path=seen.path,
                seen=seen,
                fix=set_anew,
            )


@holds(
    "064b",
    "II.6.e",
    "Giãn dòng theo pt tương ứng với dòng đơn đến 1,5 dòng",
    "Exact line spacing lies between single and 1.5 lines",
    severity=Severity.WARNING,
    needs=(Fact.SETTING, Fact.LETTERS),
)
def exact_lines_are_spaced_right(case: Case) -> Iterator[Breach]:
    """Of the face's own line."""
    for seen in case.body:
        if seen.setting is None or not seen.setting.exact:
            continue
        if (size := seen_size(seen)) is None:
            continue
        low, high = case.profile.specs[seen.role or Role.BODY].line_spacing
        # Common values are round: 15 pt for a line of 14.95.
        if not low * line_height(size) - 0.6 <= seen.setting.line <= high * line_height(size) + 0.6:
            yield Breach(
                vi=f"giãn dòng chính xác {seen.setting.line:g} pt không nằm trong khoảng từ đơn "
                "đến 1,5 dòng",
                en=f"lines are exactly {seen.setting.line:g} pt apart, which is not single to 1.5",
                path=seen.path,
                seen=seen,
                fix=set_anew,
            )


@holds(
    "065",
    "Phụ lục III",
    "Nội dung kết thúc bằng './.'",
    "The body ends with './.'",
    severity=Severity.WARNING,
)
def body_ends_with_its_mark(case: Case) -> Iterator[Breach]:
    """In every specimen, and in no clause; annexes too. A body may end with a table."""
    mark = case.profile.words.end_mark
    roles = (*BODY, Role.CELL, Role.CELL_HEADING)
    last: dict[int, SeenParagraph] = {}
    for seen in case.of(*roles):
        if seen.text.strip() and seen.role is not Role.LEGAL_BASIS:
            last[seen.sheet] = seen
    for seen in last.values():
        text = plain(seen.text)
        if seen.role not in (Role.CELL, Role.CELL_HEADING) and not text.endswith(mark):
            yield Breach(
                vi=f"kết thúc nội dung bằng {mark!r}",
                en=f"the body ends with {mark!r}",
                path=seen.path,
                seen=seen,
                span=(max(len(seen.text.rstrip()) - 1, 0), len(seen.text.rstrip())),
                fix=set_anew,
            )
