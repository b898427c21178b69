"""The Decree's rules that a notice can break: one function each, in the Decree's order.

A rule is the sentence that holds; it yields the places where it does not, and never raises. What
only a page can break is not here: the layout sets it from the same table.
Source: Nghị định 30/2020/NĐ-CP; clauses without more are of Phụ lục I, Phần I.
"""

import re
from collections.abc import Callable, Iterator

from attrs import frozen

from vnadmindoc.findings import Finding, Severity
from vnadmindoc.model import BodyItem, Directive, Notice, texts_of
from vnadmindoc.numerals import POINT_LETTERS
from vnadmindoc.text import fold
from vnadmindoc.vocabulary import DocumentKind, SigningAuthority
from vnadmindoc.wording import annex_labels

Breach = tuple[str, str]
"""Where, as a path in the notice, and what is wrong and how to mend it."""


@frozen
class Rule:
    """A rule of the Decree (*quy tắc*).

    Attributes:
        code: Its name for good.
        clause: Where the Decree says so; empty for usage.
        severity: How much a breach weighs.
        breaches: Yields the breaches of a notice.
    """

    code: str
    clause: str
    severity: Severity
    breaches: Callable[[Notice], Iterator[Breach]]

    def findings(self, notice: Notice) -> Iterator[Finding]:
        """Yield a finding for each breach."""
        for where, message in self.breaches(notice):
            yield Finding(
                code=self.code,
                message=message,
                where=where,
                severity=self.severity,
                clause=self.clause,
            )


_rules: list[Rule] = []


def _rule(
    number: int, clause: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[[Notice], Iterator[Breach]]], Callable[[Notice], Iterator[Breach]]]:
    """Enter a function into `RULES`."""

    def enter(
        function: Callable[[Notice], Iterator[Breach]],
    ) -> Callable[[Notice], Iterator[Breach]]:
        _rules.append(Rule(f"ND30-{number:03d}", clause, severity, function))
        return function

    return enter


_SHORTENED = re.compile(r"\b(?:UBND|HĐND|BQL|TT|BCĐ|VP)\b")
_YEAR_GROUP = re.compile(r"(?:19|20)\d{2}(?:/|$)")
_DEGREE = re.compile(
    r"(?:GS|PGS|TS|ThS|CN|KS|BS|DS|LS|CKI|CKII|Thạc sĩ|Tiến sĩ|Kỹ sư|Cử nhân|Bác sĩ|Giáo sư"
    r"|Phó Giáo sư|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|NGƯT|NGND)\.?(?=[\s.])",
)
_FILED = re.compile(r"Lưu: ?VT(?:\b|,)")
_TYPES = {kind.abbreviation for kind in DocumentKind if kind.abbreviation}
_WITHOUT_SUBJECT = (DocumentKind.INTRODUCTION, DocumentKind.LEAVE)


@_rule(18, "II.2; Điều 8.2.b")
def issuing_body_is_named(notice: Notice) -> Iterator[Breach]:
    """Ô 2 names the issuing body."""
    if notice.letterhead is None:
        yield "letterhead", "the issuing body is missing; give its full official name"


@_rule(20, "II.2.a", Severity.WARNING)
def issuing_body_is_in_full(notice: Notice) -> Iterator[Breach]:
    """The issuing body's own name is not abbreviated; that of the body above may be."""
    if notice.letterhead is not None and (found := _SHORTENED.search(notice.letterhead.agency)):
        yield (
            "letterhead.agency",
            f"{found.group()!r} is an abbreviation; write the issuing body's name in full",
        )


@_rule(24, "II.3; Điều 8.2.c")
def number_line_is_there(notice: Notice) -> Iterator[Breach]:
    """Ô 3 is there; a draft's figure may be blank."""
    if notice.number is None:
        yield "number", "number and symbol are missing; a draft needs at least the symbol"


@_rule(27, "II.3.b; Phụ lục III, Mục I")
def symbol_begins_with_the_type(notice: Notice) -> Iterator[Breach]:
    """The symbol of a named document is its type's abbreviation, a hyphen and the body's."""
    wanted = notice.kind.abbreviation
    if notice.number is None or not wanted or _YEAR_GROUP.match(notice.number.symbol):
        return
    first, hyphen, body = notice.number.symbol.partition("-")
    if first != wanted or not hyphen or not body:
        message = (
            f"{notice.number.symbol!r}: expected {wanted}-… for {notice.kind.printed.lower()}, "
            "with the body's abbreviation behind the hyphen"
        )
        yield "number.symbol", message


@_rule(28, "II.3.b")
def letter_symbol_names_body_and_unit(notice: Notice) -> Iterator[Breach]:
    """The symbol of a công văn is the body's abbreviation and the drafting unit's."""
    if notice.kind is not DocumentKind.LETTER or notice.number is None:
        return
    body, _, unit = notice.number.symbol.partition("-")
    if not unit or body == "CV" or body in _TYPES:
        message = (
            f"{notice.number.symbol!r}: a công văn has the issuing body and the drafting unit, "
            "as in UBND-VX, and no type"
        )
        yield "number.symbol", message


@_rule(29, "II.3; Điều 15.1", Severity.WARNING)
def number_has_no_year(notice: Notice) -> Iterator[Breach]:
    """The year belongs to the number of a normative document only."""
    if notice.number is not None and _YEAR_GROUP.match(notice.number.symbol):
        yield "number.symbol", "the year is not part of an administrative document's number"


@_rule(31, "II.4; Điều 8.2.d")
def dateline_is_there(notice: Notice) -> Iterator[Breach]:
    """Ô 4 is there, except in a biên bản."""
    if notice.kind is DocumentKind.MINUTES:
        return
    if notice.dateline is None:
        yield "dateline", "place and date are missing"
    elif notice.dateline.place is None:
        yield "dateline.place", "the place is missing"


@_rule(35, "II.4.c; Phụ lục II, III")
def place_begins_with_capitals(notice: Notice) -> Iterator[Breach]:
    """Every syllable of the place begins with a capital, but for a leading common noun."""
    if notice.dateline is None or notice.dateline.place is None:
        return
    syllables = re.findall(r"[^\W\d_]+", notice.dateline.place)
    if any(not syllable[0].isupper() for syllable in syllables if syllable != "phố"):
        yield (
            "dateline.place",
            f"{notice.dateline.place!r}: every syllable of a place begins with a capital",
        )


@_rule(41, "II.5.b")
def subject_is_there(notice: Notice) -> Iterator[Breach]:
    """A document says what it is about; the two personal slips need not."""
    if not notice.subject and notice.kind not in _WITHOUT_SUBJECT:
        yield "subject", "the subject (trích yếu) is missing"


@_rule(44, "", Severity.WARNING)
def subject_has_no_full_stop(notice: Notice) -> Iterator[Breach]:
    """A subject is a phrase, no sentence."""
    if notice.subject.endswith("."):
        yield "subject", "take the full stop off the end of the subject"


@_rule(59, "II.6.đ")
def points_are_lettered_in_vietnamese(notice: Notice) -> Iterator[Breach]:
    """Points run a b c d đ e g h …: đ follows d; f, j, w, z do not exist."""
    yield from _letters("opening", notice.opening)
    for index, section in enumerate(notice.sections):
        yield from _letters(f"sections[{index}].body", section.body)
    for index, annex in enumerate(notice.annexes):
        yield from _letters(f"annexes[{index}].body", annex.body)
        for number, section in enumerate(annex.sections):
            yield from _letters(f"annexes[{index}].sections[{number}].body", section.body)


def _letters(path: str, items: tuple[BodyItem, ...]) -> Iterator[Breach]:
    previous = -1
    for index, item in enumerate(items):
        if not isinstance(item, Directive):
            continue
        here = f"{path}[{index}]"
        letter = item.label.removesuffix(")")
        if item.label.endswith(")") and len(letter) == 1 and letter.isalpha():
            place = POINT_LETTERS.find(letter)
            if place < 0:
                yield f"{here}.label", f"{item.label!r}: there is no point of this letter"
            elif previous >= 0 and place != previous + 1 and place != 0:
                after, wanted = POINT_LETTERS[previous], POINT_LETTERS[previous + 1 :][:1]
                yield f"{here}.label", f"{item.label!r} after {after}): expected {wanted})"
            previous = place
        else:
            previous = -1
        yield from _letters(f"{here}.children", item.children)


@_rule(66, "II.7; Điều 8.2.g")
def signer_has_title_and_name(notice: Notice) -> Iterator[Breach]:
    """Title and full name of the signer are there."""
    if notice.signature is None:
        yield "signature", "the signature block is missing: title and full name"
        return
    acting = [line.prefix for line in notice.signature.authority][-1:] == [SigningAuthority.ACTING]
    if notice.signature.title is None and not acting:
        yield "signature.title", "the signer's title is missing"
    if notice.signature.name is None:
        yield "signature.name", "the signer's full name is missing"


@_rule(70, "Điều 13.3")
def delegation_is_not_passed_on(notice: Notice) -> Iterator[Breach]:
    """Who signs by delegation (TUQ.) signs in person: no KT. or TL. beside it."""
    if notice.signature is None:
        return
    prefixes = {line.prefix for line in notice.signature.authority}
    others = prefixes & {SigningAuthority.FOR_HEAD, SigningAuthority.BY_ORDER}
    if SigningAuthority.BY_DELEGATION in prefixes and others:
        yield "signature.authority", "TUQ. may not stand together with KT. or TL."


@_rule(72, "II.7.c")
def name_has_no_degree(notice: Notice) -> Iterator[Breach]:
    """No degree, rank or honour before the signer's name."""
    name = notice.signature.name if notice.signature is not None else None
    if name is not None and (found := _DEGREE.match(name)):
        yield "signature.name", f"take {found.group()!r} off: only the name is printed"


@_rule(76, "II.9.b")
def letter_is_addressed(notice: Notice) -> Iterator[Breach]:
    """A công văn and a tờ trình say to whom they are addressed."""
    if notice.kind in (DocumentKind.LETTER, DocumentKind.SUBMISSION) and not notice.addressees:
        yield "addressees", "to whom it is addressed (Kính gửi) is missing"


@_rule(81, "II.9.d")
def archive_line_is_last(notice: Notice) -> Iterator[Breach]:
    """The list of recipients ends with the registry: ``Lưu: VT, …``."""
    if not notice.recipients:
        yield "recipients", "the recipients (Nơi nhận) are missing; the last one is Lưu: VT"
    elif not _FILED.match(notice.recipients[-1]):
        yield (
            f"recipients[{len(notice.recipients) - 1}]",
            f"{notice.recipients[-1]!r}: the last recipient is 'Lưu: VT' and the drafting unit",
        )


@_rule(82, "II.9.b")
def addressees_receive_first(notice: Notice) -> Iterator[Breach]:
    """Where addressees are named, the list of recipients begins ``Như trên``."""
    if notice.addressees and notice.recipients and fold(notice.recipients[0]) != "như trên":
        yield "recipients[0]", f"{notice.recipients[0]!r}: the list begins with 'Như trên'"


@_rule(83, "III.1.a")
def annexes_are_referred_to(notice: Notice) -> Iterator[Breach]:
    """The text refers to each annex."""
    if not notice.annexes:
        return
    items = [*notice.opening, *notice.closing]
    items += [item for section in notice.sections for item in section.body]
    text = fold(" ".join(text for item in items for text in texts_of(item)))
    for index, label in enumerate(annex_labels(notice.annexes)):
        if not re.search(rf"{re.escape(fold(label))}(?!\w)", text):
            yield f"annexes[{index}]", f"the text does not refer to {label}"


RULES: tuple[Rule, ...] = tuple(_rules)
"""Every rule, in the order of its number."""
