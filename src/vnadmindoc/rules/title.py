"""F. Type and subject: ô 5a and 5b (*tên loại và trích yếu nội dung*, Mục II.5)."""

from collections.abc import Iterator

from attrs import evolve

from vnadmindoc.findings import Severity
from vnadmindoc.rules.lines import has_line, line_is_as_long_as, line_is_centred
from vnadmindoc.rules.looks import LETTERFORM, looks
from vnadmindoc.rules.rule import Breach, Case, holds, plain, set_anew
from vnadmindoc.specimen import Fact
from vnadmindoc.standard import Role
from vnadmindoc.text import fold
from vnadmindoc.vocabulary import DocumentKind

_WITHOUT_SUBJECT = (DocumentKind.INTRODUCTION, DocumentKind.LEAVE, DocumentKind.OPEN_LETTER)
_WITHOUT_HEADING = (DocumentKind.LETTER, DocumentKind.OPEN_LETTER)
_TYPES = tuple(fold(kind.printed) for kind in DocumentKind)
_SUBJECTS = (Role.SUBJECT, Role.LETTER_SUBJECT)
_OTHER_TYPES = ("kết luận", "thông tri", "lời kêu gọi")


@holds(
    "038",
    "II.5.b",
    "Văn bản có tên loại hoặc có 'V/v' của công văn, không có cả hai",
    "There is a type or the 'V/v' of a công văn, and not both",
)
def type_or_letter_subject(case: Case) -> Iterator[Breach]:
    """5a and 5b exclude each other."""
    kind, letter = case.first(Role.KIND), case.first(Role.LETTER_SUBJECT)
    if kind is not None and letter is not None:
        yield Breach(
            vi="văn bản có tên loại không có 'V/v'; công văn không có tên loại",
            en="a document with a type has no 'V/v', a công văn has no type",
            seen=letter,
        )
    elif kind is None and letter is None and case.notice.kind not in _WITHOUT_HEADING:
        yield Breach(vi="thiếu tên loại văn bản", en="the type is missing", path="kind")


@holds(
    "038-letter",
    "II.5.b; Phụ lục III, Mẫu 1.5",
    "Công văn không in chữ 'CÔNG VĂN'",
    "A công văn has no heading 'CÔNG VĂN'",
)
def letter_has_no_heading(case: Case) -> Iterator[Breach]:
    """It is known by its 'V/v'."""
    seen = case.first(Role.KIND)
    if seen is not None and fold(plain(seen.shown)) == "công văn":
        yield Breach(
            vi="bỏ dòng 'CÔNG VĂN': công văn không có tên loại",
            en="take 'CÔNG VĂN' off: a công văn prints no type",
            seen=seen,
            fix=set_anew if case.notice.kind is DocumentKind.LETTER else None,
        )


@holds(
    "039",
    "Điều 7",
    "Tên loại thuộc 29 loại văn bản hành chính",
    "The type is one of the 29",
)
def type_is_one_of_the_decree(case: Case) -> Iterator[Breach]:
    """A word may stand behind it: ``THÔNG BÁO KẾT LUẬN``."""
    seen = case.first(Role.KIND)
    if seen is None:
        return
    text = fold(plain(seen.shown))
    if not text.startswith(_TYPES):
        hint = " (kết luận cuộc họp ban hành bằng thông báo)" if text in _OTHER_TYPES else ""
        yield Breach(
            vi=f"{plain(seen.shown)!r} không thuộc 29 loại văn bản hành chính{hint}",
            en=f"{plain(seen.shown)!r} is none of the 29 types",
            path="kind",
            seen=seen,
            suggestion="THÔNG BÁO" if hint else "",
        )


looks("040", Role.KIND, (*LETTERFORM, "align"), "II.5.b", vi="Tên loại", en="The type")


@holds(
    "041",
    "II.5.b",
    "Văn bản có trích yếu (trừ giấy giới thiệu, giấy nghỉ phép)",
    "There is a subject, but for the two personal slips",
    needs=(Fact.NOTICE,),
)
def subject_is_there(case: Case) -> Iterator[Breach]:
    """A document says what it is about; the two personal slips need not."""
    if not case.notice.subject and case.notice.kind not in _WITHOUT_SUBJECT:
        yield Breach(
            vi="thiếu trích yếu nội dung", en="the subject (trích yếu) is missing", path="subject"
        )


looks("041", Role.SUBJECT, (*LETTERFORM, "align"), "II.5.b", vi="Trích yếu", en="The subject")


@holds(
    "041-below",
    "II.5.b",
    "Trích yếu đặt ngay dưới tên loại",
    "The subject stands right below the type",
)
def subject_stands_below_the_type(case: Case) -> Iterator[Breach]:
    """Nothing comes between."""
    kind, subject = case.first(Role.KIND), case.first(Role.SUBJECT)
    if kind is None or subject is None:
        return
    following = case.next_to(kind)
    if following is None or following.role not in (Role.SUBJECT, Role.KIND):
        yield Breach(
            vi="trích yếu phải đặt ngay dưới tên loại",
            en="the subject must stand right below the type",
            seen=subject,
            fix=set_anew,
        )


has_line("042a", Role.SUBJECT, "II.5.b", "trích yếu", "the subject")
line_is_as_long_as("042b", Role.SUBJECT, None, "II.5.b", "trích yếu", "the subject")
line_is_centred("042b-centred", Role.SUBJECT, "II.5.b", "trích yếu", "the subject")


@holds(
    "043",
    "II.5.b",
    "Trích yếu công văn bắt đầu bằng 'V/v '",
    "The subject of a công văn begins 'V/v '",
)
def letter_subject_begins_with_its_mark(case: Case) -> Iterator[Breach]:
    """``V/v``, a blank, the subject."""
    seen = case.first(Role.LETTER_SUBJECT)
    mark = case.profile.words.letter_subject
    if seen is not None and not plain(seen.text).startswith(f"{mark} "):
        yield Breach(
            vi=f"trích yếu công văn bắt đầu bằng '{mark} '",
            en=f"the subject of a công văn begins '{mark} '",
            path="subject",
            seen=seen,
            fix=set_anew,
        )


looks(
    "043", Role.LETTER_SUBJECT, (*LETTERFORM, "align"), "II.5.b", vi="Trích yếu công văn",
    en="The subject of a công văn",
)  # fmt: skip


@holds(
    "044a",
    "II.5.b",
    "Trích yếu công văn cách dòng số, ký hiệu 6 pt",
    "The subject of a công văn stands 6 pt below number and symbol",
    severity=Severity.WARNING,
    needs=(Fact.SETTING, Fact.PLACES),
)
def letter_subject_stands_six_points_below(case: Case) -> Iterator[Breach]:
    """Whichever of the two brings the space."""
    number, subject = case.first(Role.NUMBER), case.first(Role.LETTER_SUBJECT)
    if number is None or subject is None or number.setting is None or subject.setting is None:
        return
    if case.next_to(number) != subject:
        return
    wanted = case.profile.specs[Role.LETTER_SUBJECT].before
    found = max(number.setting.after, subject.setting.before)
    both = number.setting.after + subject.setting.before
    if abs(found - wanted) > 1 and abs(both - wanted) > 1:
        yield Breach(
            vi=f"trích yếu công văn cách dòng số, ký hiệu {both:g} pt, phải là {wanted:g} pt",
            en=f"the subject stands {both:g} pt below number and symbol, it must be {wanted:g} pt",
            seen=subject,
            fix=set_anew,
        )


@holds(
    "044b",
    "",
    "Trích yếu không có dấu chấm cuối",
    "The subject has no full stop at its end",
    severity=Severity.WARNING,
    needs=(Fact.NOTICE,),
)
def subject_has_no_full_stop(case: Case) -> Iterator[Breach]:
    """A subject is a phrase, no sentence."""
    subject = case.notice.subject
    if subject.endswith(".") and not subject.endswith(("…", "...")):
        yield Breach(
            vi="bỏ dấu chấm cuối trích yếu",
            en="take the full stop off the end of the subject",
            path="subject",
            seen=case.first(*_SUBJECTS),
            span=(len(subject) - 1, len(subject)),
            fix=lambda notice: evolve(notice, subject=notice.subject.rstrip(". ")),
        )
