"""Drawn lines: under the motto, the issuing body, the subject (*đường kẻ ngang, nét liền*).

Promised: a length is a share of the text above it, measured in the face's own widths.
"""

from collections.abc import Iterator

from vnadmindoc.findings import Severity
from vnadmindoc.metrics import width
from vnadmindoc.rules.looks import seen_size
from vnadmindoc.rules.rule import Breach, Case, Unknown, holds, set_anew
from vnadmindoc.specimen import Fact, LineKind, SeenLine, SeenParagraph
from vnadmindoc.standard import MM, Role

_SLACK = 0.03
"""By how much a share may miss its range: a line is drawn to a tenth of a millimetre at best."""
_NO_LENGTH = Unknown("không đo được độ dài đường kẻ", "the length of the line cannot be told")


def text_width(seen: SeenParagraph) -> float | None:
    """Return the length of the longest line of a paragraph, in pt; None where nobody can tell."""
    size = seen_size(seen)
    if size is None:
        return None
    bold = all(each.bold for each in seen.looks)
    italic = all(each.italic for each in seen.looks)
    return max(
        width(line.strip(), size, bold=bold, italic=italic) for line in seen.shown.split("\n")
    )


def last_of(case: Case, role: Role) -> SeenParagraph | None:
    """Return the last of the first paragraphs of a component that stand together."""
    group = _first_group(case, role)
    return group[-1] if group else None


def _first_group(case: Case, role: Role) -> list[SeenParagraph]:
    """Return the first paragraphs of a component that stand together.

    Names of several bodies stand in one row, with the body above the second between them; a copy,
    and what is issued with a document, has a head of its own.
    """
    group: list[SeenParagraph] = []
    for each in case.of(role):
        if group:
            last = group[-1]
            following = case.next_to(last)
            beside = last.row is not None and each.row == last.row
            if not beside and (following is None or following.index != each.index):
                break
        group.append(each)
    return group


def is_wide(case: Case, seen: SeenParagraph, length: float | None) -> bool:
    """Whether a line is as wide as the text; a length that cannot be told may be."""
    if length is None or seen.sheet >= len(case.specimen.sheets):
        return True
    sheet = case.specimen.sheets[seen.sheet]
    text = sheet.width - sheet.left - sheet.right - sheet.gutter
    return length >= (1 - _SLACK) * text * MM


def has_line(code: str, role: Role, clause: str, vi: str, en: str) -> None:
    """Enter the test that a line stands under a component."""

    @holds(
        code,
        clause,
        f"Dưới {vi} có đường kẻ ngang, nét liền",
        f"A solid line stands under {en}",
        needs=(Fact.LINES,),
    )
    def line_is_there(case: Case) -> Iterator[Breach]:
        seen = last_of(case, role)
        if seen is not None and not any(line.solid for line in case.specimen.lines_under(seen)):
            yield Breach(
                vi=f"thiếu đường kẻ ngang, nét liền dưới {vi}",
                en=f"there is no solid line under {en}",
                seen=seen,
                fix=set_anew,
            )


def line_is_as_long_as(
    code: str, role: Role, share: tuple[float, float] | None, clause: str, vi: str, en: str
) -> None:
    """Enter the test of a line's length; without a share the profile's share is asked."""

    @holds(
        code,
        clause,
        f"Đường kẻ dưới {vi} dài đúng quy định",
        f"The line under {en} has its length",
        severity=Severity.WARNING,
        needs=(Fact.LINES, Fact.LETTERS),
    )
    def line_has_its_length(case: Case) -> Iterator[Breach | Unknown]:
        low, high = share or case.profile.rule_share
        seen = last_of(case, role)
        for line in case.specimen.lines_under(seen) if seen else ():
            # An issuer's name may take several paragraphs: the longest line of all counts.
            group = _first_group(case, role)
            texts = [found for each in group if (found := text_width(each)) is not None]
            if line.length is None or not texts:
                yield _NO_LENGTH
                continue
            found = line.length / max(texts)
            if not low - _SLACK <= found <= high + _SLACK:
                yield Breach(
                    vi=f"đường kẻ dưới {vi} dài bằng {found:.2f} dòng chữ, "
                    f"phải từ {low:.2f} đến {high:.2f}",
                    en=f"the line under {en} is {found:.2f} of the text's length, "
                    f"it must be {low:.2f} to {high:.2f}",
                    seen=seen,
                    fix=set_anew,
                )


def line_is_centred(code: str, role: Role, clause: str, vi: str, en: str) -> None:
    """Enter the test that a line stands in the middle of what it is under."""

    @holds(
        code,
        clause,
        f"Đường kẻ đặt cân đối dưới {vi}",
        f"The line stands in the middle under {en}",
        severity=Severity.WARNING,
        needs=(Fact.LINES,),
    )
    def line_stands_in_the_middle(case: Case) -> Iterator[Breach]:
        seen = last_of(case, role)
        for line in case.specimen.lines_under(seen) if seen else ():
            if line.centred is False:
                yield Breach(
                    vi=f"đường kẻ dưới {vi} không cân đối so với dòng chữ",
                    en=f"the line under {en} does not stand in the middle",
                    seen=seen,
                    fix=set_anew,
                )


def line_is_drawn(code: str, role: Role, clause: str, vi: str, en: str) -> None:
    """Enter the test that a line is drawn, neither typed nor an underline."""

    @holds(
        code,
        clause,
        f"Đường kẻ dưới {vi} được kẻ, không gạch chân, không gõ ký tự",
        f"The line under {en} is drawn, neither an underline nor typed",
        severity=Severity.WARNING,
        needs=(Fact.LINES,),
    )
    def line_is_no_makeshift(case: Case) -> Iterator[Breach]:
        seen = last_of(case, role)
        for line in case.specimen.lines_under(seen) if seen else ():
            if line.kind in (LineKind.UNDERLINE, LineKind.TYPED):
                yield Breach(
                    vi=f"đường kẻ dưới {vi} là {_kind(line)[0]}: dùng đường kẻ",
                    en=f"the line under {en} is {_kind(line)[1]}: draw a line",
                    seen=seen,
                    fix=set_anew,
                )


def _kind(line: SeenLine) -> tuple[str, str]:
    if line.kind is LineKind.UNDERLINE:
        return "chữ gạch chân", "underlined text"
    return "ký tự gõ liền nhau", "typed characters"
