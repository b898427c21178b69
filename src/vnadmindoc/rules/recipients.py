"""J. Addressees and recipients: ô 9a and 9b (*kính gửi, nơi nhận*, Mục II.9)."""

import re
from collections.abc import Iterator

from attrs import evolve

from vnadmindoc.findings import Severity
from vnadmindoc.metrics import width
from vnadmindoc.model import Notice
from vnadmindoc.rules.looks import looks
from vnadmindoc.rules.rule import Breach, Case, Fix, Unknown, holds, plain, set_anew
from vnadmindoc.specimen import Fact, SeenParagraph
from vnadmindoc.standard import Align, Role
from vnadmindoc.text import fold
from vnadmindoc.vocabulary import DocumentKind

_FILED = re.compile(r"Lưu: VT(?:, .+)?")
_FILED_SOMEHOW = re.compile(r"lưu\s*[:,]?\s*(?:tại\s+)?VT?\b[\s,]*(?P<rest>.*)", re.IGNORECASE)
_DASH = re.compile(r"\s*(?P<dash>[-\u2010-\u2015\u2212+*•])(?P<blank>\s*)")


@holds(
    "076a",
    "II.9.b",
    "Công văn có 'Kính gửi'",
    "A công văn says to whom it is addressed",
    needs=(Fact.NOTICE,),
)
def letter_is_addressed(case: Case) -> Iterator[Breach]:
    """Always."""
    if case.notice.kind is DocumentKind.LETTER and not case.notice.addressees:
        yield Breach(
            vi="thiếu 'Kính gửi'",
            en="to whom it is addressed (Kính gửi) is missing",
            path="addressees",
        )


@holds(
    "076b",
    "II.9.b",
    "Tờ trình có 'Kính gửi'",
    "A tờ trình says to whom it is addressed",
    needs=(Fact.NOTICE,),
)
def submission_is_addressed(case: Case) -> Iterator[Breach]:
    """It goes to a higher body."""
    if case.notice.kind is DocumentKind.SUBMISSION and not case.notice.addressees:
        yield Breach(
            vi="thiếu 'Kính gửi'",
            en="to whom it is addressed (Kính gửi) is missing",
            path="addressees",
        )


@holds(
    "076c",
    "II.9.b",
    "Báo cáo gửi cấp trên có 'Kính gửi'",
    "A report to a higher body says to whom it is addressed",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def report_is_addressed(case: Case) -> Iterator[Breach]:
    """Told by its first recipient, or by the words "để báo cáo"."""
    notice = case.notice
    if notice.kind is not DocumentKind.REPORT or notice.addressees:
        return
    upward = [
        each for each in notice.recipients if "để b/c" in fold(each) or "để báo cáo" in fold(each)
    ]
    if upward:
        yield Breach(
            vi="báo cáo gửi cấp trên phải có 'Kính gửi'",
            en="a report to a higher body needs 'Kính gửi'",
            path="addressees",
            suggestion=re.sub(r"\s*\(.*", "", upward[0]),
        )


looks(
    "077", Role.ADDRESSEE, ("size", "weight", "slant"), "II.9.d", vi="Kính gửi", en="Kính gửi"
)  # fmt: skip


@holds("077", "II.9.d", "Sau 'Kính gửi' có dấu hai chấm", "A colon stands behind 'Kính gửi'")
def addressees_have_their_colon(case: Case) -> Iterator[Breach]:
    """Words that are other ones, as in a công điện, have it too."""
    seen = case.first(Role.ADDRESSEE)
    if seen is None or not case.profile.words.addressees.endswith(":"):
        return
    if found := re.match(r"\s*Kính gửi(?!\s*:)", seen.text, re.IGNORECASE):
        yield Breach(
            vi="sau 'Kính gửi' có dấu hai chấm",
            en="a colon stands behind 'Kính gửi'",
            path="addressees",
            seen=seen,
            span=found.span(),
            fix=set_anew,
        )


def _listed(case: Case, role: Role) -> list[SeenParagraph]:
    """Return the lines of a list of addressees, without the label above it."""
    first, *rest = case.of(role) or (None,)
    if first is None:
        return []
    return rest if rest and not first.text.lstrip().startswith("-") else [first, *rest]


@holds(
    "078a",
    "II.9.d",
    "Nhiều nơi: mỗi nơi một dòng có gạch đầu dòng; một nơi: cùng dòng 'Kính gửi'",
    "Several addressees have a line and a dash each, a single one stands behind 'Kính gửi:'",
)
def addressees_are_listed(case: Case) -> Iterator[Breach]:
    """``- Bộ Nội vụ;``."""
    label = case.first(Role.ADDRESSEE)
    if label is None:
        return
    for seen in case.of(Role.ADDRESSEE)[1:]:
        if not re.match(r"\s*-\s", seen.text):
            yield Breach(
                vi="mỗi nơi nhận ở một dòng, bắt đầu bằng '- '",
                en="each addressee has a line of its own and begins '- '",
                path=seen.path or "addressees",
                seen=seen,
                fix=set_anew,
            )


@holds(
    "078a-marks",
    "II.9.d",
    "Cuối mỗi dòng là dấu chấm phẩy, cuối dòng cuối là dấu chấm",
    "Each line ends with a semicolon, the last with a full stop",
)
def addressees_have_their_marks(case: Case) -> Iterator[Breach]:
    """A single one on the label's line has none in the specimen."""
    yield from _marks(_listed(case, Role.ADDRESSEE)[:], "addressees", several=True)


def _marks(lines: list[SeenParagraph], path: str, *, several: bool) -> Iterator[Breach]:
    if several and len(lines) < 2:  # several are two or more
        return
    for index, seen in enumerate(lines):
        text = seen.text.rstrip()
        wanted = "." if index == len(lines) - 1 else ";"
        if not text.endswith(wanted):
            yield Breach(
                vi=f"cuối dòng là dấu {wanted!r}",
                en=f"the line ends with {wanted!r}",
                path=seen.path or path,
                seen=seen,
                span=(max(len(text) - 1, 0), len(text)),
                fix=set_anew,
            )


@holds(
    "078b",
    "II.9.d",
    "Các gạch đầu dòng thẳng hàng dưới dấu hai chấm",
    "The dashes stand below the colon",
    severity=Severity.WARNING,
    needs=(Fact.SETTING,),
)
def dashes_are_aligned(case: Case) -> Iterator[Breach]:
    """One below the other, at least: where the colon stands depends on the face."""
    lines = [each for each in _listed(case, Role.ADDRESSEE) if each.text.lstrip().startswith("-")]
    edges = [_dash(each) for each in lines if each.setting]
    for seen, edge in zip(lines[1:], edges[1:], strict=False):
        if abs(edge - edges[0]) > _STRAIGHT:
            yield Breach(
                vi="các gạch đầu dòng phải thẳng hàng",
                en="the dashes must stand one below the other",
                path=seen.path or "addressees",
                seen=seen,
                fix=set_anew,
            )


_STRAIGHT = 3.0  # pt: blanks that push a dash are as wide as a blank is


def _dash(seen: SeenParagraph) -> float:
    """Return where the dash of a line stands, in pt from the left; blanks may push it."""
    assert seen.setting is not None
    blanks = seen.text[: len(seen.text) - len(seen.text.lstrip())]
    size = seen.runs[0].letters.size if seen.runs else None
    return seen.setting.left + seen.setting.indent + width(blanks, size or 0.0)


@holds(
    "079",
    "II.9.d",
    "Có dòng 'Nơi nhận:' riêng, có dấu hai chấm",
    "'Nơi nhận:' stands on a line of its own, with a colon",
)
def recipients_have_their_label(case: Case) -> Iterator[Breach]:
    """What stands behind it belongs below it."""
    if not case.notice.recipients:
        return  # told by 081
    seen = case.first(Role.RECIPIENTS_LABEL)
    if seen is None or plain(seen.text) != case.profile.words.recipients:
        yield Breach(
            vi="'Nơi nhận:' ghi ở một dòng riêng, có dấu hai chấm",
            en="'Nơi nhận:' stands on a line of its own, with a colon",
            path="recipients",
            seen=seen,
            fix=set_anew,
        )


looks(
    "079", Role.RECIPIENTS_LABEL, ("size", "slant", "weight", "align"), "II.9.d", vi="'Nơi nhận:'",
    en="'Nơi nhận:'",
)  # fmt: skip


@holds(
    "079-level",
    "II.9.d",
    "'Nơi nhận:' ngang hàng với dòng quyền hạn, chức vụ người ký",
    "'Nơi nhận:' stands level with the first line of the signature",
    needs=(Fact.PLACES,),
)
def label_is_level_with_the_signature(case: Case) -> Iterator[Breach | Unknown]:
    """But below the two signers of a biên bản."""
    label = case.first(Role.RECIPIENTS_LABEL)
    signed = case.first(Role.AUTHORITY, Role.SIGNER_TITLE)
    if label is None or signed is None or case.notice.cosignatures:
        return
    if label.row is None and signed.row is None:
        yield Unknown("không biết các đoạn nào ngang hàng", "which paragraphs are level is unknown")
    elif label.row != signed.row:
        yield Breach(
            vi="'Nơi nhận:' phải ngang hàng với dòng đầu của khối ký",
            en="'Nơi nhận:' must stand level with the first line of the signature",
            seen=label,
            fix=set_anew,
        )


looks(
    "080", Role.RECIPIENT, ("size", "slant", "weight"), "II.9.d", vi="Danh sách nơi nhận",
    en="A recipient",
)  # fmt: skip


@holds(
    "080-left",
    "II.9.d",
    "Gạch đầu dòng của nơi nhận sát lề trái",
    "The recipients' dashes stand at the left margin",
    needs=(Fact.SETTING,),
)
def recipients_stand_at_the_left(case: Case) -> Iterator[Breach]:
    """No indent and not centred."""
    for seen in case.of(Role.RECIPIENT):
        setting = seen.setting
        if setting is None:
            continue
        centred = setting.align in (Align.CENTRE, Align.RIGHT)
        if centred or setting.left + setting.indent > _EDGE:
            yield Breach(
                vi="gạch đầu dòng phải sát lề trái",
                en="the dash must stand at the left margin",
                path=seen.path,
                seen=seen,
                fix=set_anew,
            )


_EDGE = 3.0  # in pt: what nobody sees


@holds(
    "080-dash",
    "II.9.d",
    "Mỗi nơi nhận một dòng, bắt đầu bằng '- '",
    "Each recipient has a line that begins '- '",
)
def recipients_have_dashes(case: Case) -> Iterator[Breach]:
    """A hyphen and a blank."""
    for seen in case.of(Role.RECIPIENT):
        text = seen.numbered + " " + seen.text if seen.numbered else seen.text
        found = _DASH.match(text)
        if found is None or found["dash"] not in "-–" or not found["blank"]:
            yield Breach(
                vi="dòng nơi nhận bắt đầu bằng '- '",
                en="a recipient's line begins '- '",
                path=seen.path,
                seen=seen,
                span=(0, found.end() if found else 1),
                fix=set_anew,
            )


@holds(
    "080-marks",
    "II.9.d",
    "Cuối mỗi nơi nhận là dấu chấm phẩy, cuối dòng cuối là dấu chấm",
    "Each recipient ends with a semicolon, the last with a full stop",
)
def recipients_have_their_marks(case: Case) -> Iterator[Breach]:
    """A single one too ends with a full stop."""
    groups: dict[bool, list[SeenParagraph]] = {}
    for seen in case.of(Role.RECIPIENT):
        groups.setdefault(case.is_of_copy(seen), []).append(seen)
    for lines in groups.values():
        yield from _marks(lines, "recipients", several=False)


@holds(
    "081",
    "II.9.d",
    "Dòng cuối của nơi nhận là 'Lưu: VT, …'",
    "The last recipient is 'Lưu: VT, …'",
    needs=(Fact.NOTICE,),
)
def archive_line_is_last(case: Case) -> Iterator[Breach]:
    """The list of recipients ends with the registry: ``Lưu: VT, …``."""
    recipients = case.notice.recipients
    if not recipients:
        yield Breach(
            vi="thiếu 'Nơi nhận'; dòng cuối là 'Lưu: VT'",
            en="the recipients (Nơi nhận) are missing; the last one is Lưu: VT",
            path="recipients",
        )
        return
    last = recipients[-1]
    if _FILED.fullmatch(last):
        return
    written = _FILED_SOMEHOW.fullmatch(last)
    right = f"Lưu: VT, {written['rest']}" if written and written["rest"] else "Lưu: VT"
    path = f"recipients[{len(recipients) - 1}]"
    yield Breach(
        vi=f"{last!r}: dòng cuối của nơi nhận là {right!r}",
        en=f"{last!r}: the last recipient is {right!r}",
        path=path,
        quote=last,
        fix=_filed(right) if written else None,
        suggestion=right,
    )


def _filed(right: str) -> Fix:
    def repaired(notice: Notice) -> Notice:
        return evolve(notice, recipients=(*notice.recipients[:-1], right))

    return repaired


@holds(
    "082a",
    "II.9.b",
    "Có 'Kính gửi' thì nơi nhận bắt đầu bằng 'Như trên'",
    "Where addressees are named the recipients begin 'Như trên'",
    needs=(Fact.NOTICE,),
)
def addressees_receive_first(case: Case) -> Iterator[Breach]:
    """Where addressees are named, the list of recipients begins ``Như trên``."""
    notice = case.notice
    if notice.addressees and notice.recipients and not _AS_ABOVE.match(fold(notice.recipients[0])):
        yield Breach(
            vi=f"{notice.recipients[0]!r}: nơi nhận bắt đầu bằng 'Như trên'",
            en=f"{notice.recipients[0]!r}: the list begins with 'Như trên'",
            path="recipients[0]",
            quote=notice.recipients[0],
            suggestion="Như trên",
        )


_AS_ABOVE = re.compile(r"như (?:trên|kính gửi)\b")


@holds(
    "082b",
    "Phụ lục III, Mẫu 1.1-1.3",
    "Nơi nhận của nghị quyết, quyết định bắt đầu bằng 'Như Điều …'",
    "The recipients of a resolution or decision begin 'Như Điều …'",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def articles_name_who_receives_first(case: Case) -> Iterator[Breach]:
    """The article that names who carries it out."""
    notice = case.notice
    enacted = notice.kind in (DocumentKind.DECISION, DocumentKind.RESOLUTION)
    if enacted and notice.recipients and not fold(notice.recipients[0]).startswith("như điều"):
        yield Breach(
            vi=f"{notice.recipients[0]!r}: nơi nhận bắt đầu bằng 'Như Điều …'",
            en=f"{notice.recipients[0]!r}: the list begins with 'Như Điều …'",
            path="recipients[0]",
            quote=notice.recipients[0],
        )
