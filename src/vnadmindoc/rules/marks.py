"""K. Marks and other parts: ô 10 to 13 (Mục III.2-4)."""

import re
from collections.abc import Iterator

from vnadmindoc.findings import Severity
from vnadmindoc.rules.lines import is_wide
from vnadmindoc.rules.looks import LETTERFORM, looks
from vnadmindoc.rules.rule import Breach, Case, Unknown, holds, plain, set_anew
from vnadmindoc.specimen import Fact, SeenBox, SeenParagraph
from vnadmindoc.standard import Role
from vnadmindoc.text import fold
from vnadmindoc.vocabulary import Secrecy, Urgency

_BOX_SLACK = 1.0
"""In mm (checks of the stamps)."""
_RED = re.compile(r"red|[c-f][0-9a-f](?:[0-3][0-9a-f]){2}", re.IGNORECASE)


def _box(case: Case, seen: SeenParagraph) -> SeenBox | None:
    return next((box for box in case.specimen.boxes if box.around == seen.index), None)


def _boxed(code: str, role: Role, clause: str, vi: str, en: str) -> None:
    @holds(
        code,
        clause,
        f"{vi} đóng khung viền đơn",
        f"{en} stands in a single-line box",
        needs=(Fact.BOXES,),
    )
    def mark_stands_in_a_box(case: Case) -> Iterator[Breach]:
        for seen in case.of(role):
            box = _box(case, seen)
            if box is None or not box.single_line:
                yield Breach(
                    vi=f"{vi} phải đóng khung viền đơn",
                    en=f"{en} must stand in a single-line box",
                    path=seen.path,
                    seen=seen,
                    fix=set_anew,
                )


def _worded(code: str, role: Role, words: tuple[str, ...], clause: str, vi: str, en: str) -> None:
    @holds(
        code,
        clause,
        f"{vi}: {', '.join(words)}",
        f"{en} is one of {', '.join(words)}",
    )
    def mark_is_known(case: Case) -> Iterator[Breach]:
        for seen in case.of(role):
            if fold(plain(seen.shown)) not in [fold(word) for word in words]:
                yield Breach(
                    vi=f"{plain(seen.text)!r}: {vi.lower()} là {', '.join(words)}",
                    en=f"{plain(seen.text)!r}: {en} is one of {', '.join(words)}",
                    path=seen.path,
                    seen=seen,
                )


_worded(
    "087a", Role.URGENCY, tuple(each.printed for each in Urgency), "III.2.b", "Độ khẩn",
    "the urgency mark",
)  # fmt: skip
looks("087b", Role.URGENCY, LETTERFORM, "III.2.b", vi="Độ khẩn", en="The urgency mark")
_boxed("087b-box", Role.URGENCY, "III.2.b", "Độ khẩn", "the urgency mark")


@holds(
    "087b-colour",
    "III.2.b",
    "Dấu độ khẩn màu đỏ tươi",
    "The urgency mark is bright red",
    needs=(Fact.LETTERS,),
)
def urgency_is_red(case: Case) -> Iterator[Breach]:
    """Letters and box."""
    for seen in case.of(Role.URGENCY):
        colours = {letters.colour for letters in seen.looks} - {None}
        if any(not _RED.fullmatch(str(colour)) for colour in colours):
            yield Breach(
                vi="dấu độ khẩn phải màu đỏ tươi",
                en="the urgency mark must be bright red",
                path=seen.path,
                seen=seen,
                fix=set_anew,
            )


@holds(
    "087c",
    "III.2.b",
    "Khung dấu độ khẩn đúng kích thước",
    "The box of the urgency mark has its size",
    severity=Severity.WARNING,
    needs=(Fact.BOXES,),
)
def urgency_box_has_its_size(case: Case) -> Iterator[Breach | Unknown]:
    """KHẨN 20 × 8, THƯỢNG KHẨN 40 × 8, HỎA TỐC 30 × 8 mm."""
    for seen in case.of(Role.URGENCY):
        level = next(
            (each for each in Urgency if fold(each.printed) == fold(plain(seen.shown))), None
        )
        box = _box(case, seen)
        if level is None or box is None:
            continue
        if box.width is None or box.height is None:
            yield Unknown("không đo được khung dấu", "the size of the box cannot be told")
            continue
        width, height = case.profile.urgency_widths[level], case.profile.stamp_height
        if abs(box.width - width) > _BOX_SLACK or abs(box.height - height) > _BOX_SLACK:
            yield Breach(
                vi=f"khung dấu {box.width:.0f} × {box.height:.0f} mm, phải là "
                f"{width:g} × {height:g} mm",
                en=f"the box is {box.width:.0f} × {box.height:.0f} mm, it must be "
                f"{width:g} × {height:g} mm",
                path=seen.path,
                seen=seen,
                fix=set_anew,
            )


_worded(
    "088a", Role.SECRECY, tuple(each.printed for each in Secrecy), "III.2.a", "Độ mật",
    "the secrecy mark",
)  # fmt: skip
looks(
    "088b", Role.CIRCULATION, LETTERFORM, "III.2.c", vi="Chỉ dẫn phạm vi lưu hành",
    en="The circulation note",
)  # fmt: skip
_boxed(
    "088b-box", Role.CIRCULATION, "III.2.c", "Chỉ dẫn phạm vi lưu hành", "the circulation note"
)  # fmt: skip
looks(
    "089a", Role.DRAFTER, ("size", "weight", "slant"), "III.3", vi="Ký hiệu người soạn thảo",
    en="The drafter's sign",
)  # fmt: skip


@holds(
    "089a",
    "III.3",
    "Ký hiệu người soạn thảo in hoa, số lượng bản bằng chữ số Ả Rập: PL.(300)",
    "The drafter's sign is in capitals, the number of copies in figures: PL.(300)",
)
def drafter_has_its_form(case: Case) -> Iterator[Breach]:
    """Either may be left out."""
    for seen in case.of(Role.DRAFTER):
        text = plain(seen.text)
        if text != text.upper() or re.search(r"\([^)\d]*[^\d)][^)]*\)", text):
            yield Breach(
                vi="ký hiệu người soạn thảo in hoa, số lượng bản là chữ số: PL.(300)",
                en="the sign in capitals, the number of copies in figures: PL.(300)",
                path=seen.path,
                seen=seen,
                fix=set_anew,
            )


looks("089b", Role.ADDRESS, ("size", "weight", "slant"), "III.4", vi="Địa chỉ", en="The address")


@holds(
    "089b-page",
    "III.4",
    "Địa chỉ cơ quan chỉ ở trang thứ nhất",
    "The address stands on the first page only",
    needs=(Fact.PAGES,),
)
def address_stands_on_the_first_page(case: Case) -> Iterator[Breach]:
    """At its foot."""
    for seen in case.of(Role.ADDRESS):
        if (seen.place.page or 1) > 1 or seen.sheet > 0:
            yield Breach(
                vi="địa chỉ chỉ ghi ở trang thứ nhất",
                en="the address stands on the first page only",
                path=seen.path,
                seen=seen,
                fix=set_anew,
            )


@holds(
    "089b-line",
    "III.4",
    "Trên địa chỉ có đường kẻ ngang dài hết chiều ngang vùng trình bày",
    "A line as wide as the text stands above the address",
    needs=(Fact.LINES,),
)
def address_stands_under_a_line(case: Case) -> Iterator[Breach]:
    """A solid one."""
    seen = case.first(Role.ADDRESS)
    if seen is None:
        return
    # In a file the line may be a blank paragraph of its own.
    begin = seen.index - 1
    while begin > 0 and not case.specimen.paragraphs[begin].text.strip():
        begin -= 1
    above = [
        line for line in case.specimen.lines if begin <= line.after < seen.index and line.solid
    ]
    wide = [line for line in above if is_wide(case, seen, line.length)]
    if not wide:
        yield Breach(
            vi="thiếu đường kẻ ngang dài hết chiều ngang phía trên địa chỉ",
            en="there is no line as wide as the text above the address",
            path=seen.path,
            seen=seen,
            fix=set_anew,
        )
