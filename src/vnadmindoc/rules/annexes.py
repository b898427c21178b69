"""K. Annexes (*phụ lục*, Mục III.1)."""

import re
from collections.abc import Iterator

from vnadmindoc.findings import Severity
from vnadmindoc.model import texts_of
from vnadmindoc.numerals import from_roman, roman
from vnadmindoc.rules.looks import LETTERFORM, looks
from vnadmindoc.rules.rule import Breach, Case, Scope, holds, plain, set_anew
from vnadmindoc.specimen import Fact, SeenParagraph, Side
from vnadmindoc.standard import Align, Role
from vnadmindoc.text import fold
from vnadmindoc.wording import annex_labels

_BLANKS = re.compile(r"…|\.{3,}|_{2,}|\s{3,}|số\s*/|ngày\s+tháng")
_SIGNED = re.compile(
    r"(?P<what>Số: ?\S+|[A-ZĐÀ-Ỹ ]+; .+); (?P<date>\d{1,2}/\d{1,2}/\d{4}); "
    r"(?P<time>\d{1,2}:\d{2}:\d{2})(?: ?\+07:00)?"
)


@holds(
    "083a",
    "III.1.a",
    "Văn bản có chỉ dẫn về từng phụ lục",
    "The text refers to each annex",
    needs=(Fact.NOTICE,),
)
def annexes_are_referred_to(case: Case) -> Iterator[Breach]:
    """The text refers to each annex; what is issued with it, to the type."""
    notice = case.notice
    if not notice.annexes:
        return
    items = [*notice.opening, *notice.closing]
    items += [item for section in notice.sections for item in section.body]
    text = fold(" ".join(text for item in items for text in texts_of(item)))
    for index, label in enumerate(annex_labels(notice.annexes)):
        if not re.search(rf"{re.escape(fold(label))}(?!\w)", text):
            yield Breach(
                vi=f"nội dung văn bản không nhắc đến {label}",
                en=f"the text does not refer to {label}",
                path=f"annexes[{index}]",
                seen=case.of(Role.ANNEX_LABEL)[index : index + 1][0]
                if len(case.of(Role.ANNEX_LABEL)) > index
                else None,
            )


@holds(
    "083b",
    "III.1.a",
    "Từ hai phụ lục trở lên đánh số La Mã liên tục",
    "Two annexes or more have Roman numerals, one after the other",
)
def annexes_have_roman_numerals(case: Case) -> Iterator[Breach]:
    """A single one needs no number."""
    labels = case.of(Role.ANNEX_LABEL)
    for index, seen in enumerate(labels, 1):
        found = _NUMBERED.match(plain(seen.text))
        number = from_roman(found["number"]) if found is not None else None
        if len(labels) > 1 and number != index:
            yield Breach(
                vi=f"{plain(seen.text)!r} phải là 'Phụ lục {roman(index)}'",
                en=f"{plain(seen.text)!r} must read 'Phụ lục {roman(index)}'",
                path=seen.path,
                seen=seen,
                suggestion=f"Phụ lục {roman(index)}",
            )


_NUMBERED = re.compile(r"phụ lục (?P<number>[IVXLC]+)(?!\w)", re.IGNORECASE)

looks(
    "084a", Role.ANNEX_LABEL, (*LETTERFORM, "align"), "III.1.b", vi="Từ 'Phụ lục'",
    en="The annex's label",
)  # fmt: skip


@holds(
    "084a-line",
    "III.1.b",
    "Từ 'Phụ lục' và số thứ tự ở một dòng riêng",
    "The annex's label stands on a line of its own",
)
def annex_labels_stand_alone(case: Case) -> Iterator[Breach]:
    """Its title follows below."""
    for seen in case.of(Role.ANNEX_LABEL):
        if not re.fullmatch(r"phụ lục(?: (?:số )?\S+)?", fold(plain(seen.text))):
            yield Breach(
                vi="từ 'Phụ lục' và số thứ tự ghi ở một dòng riêng, tiêu đề ở dòng dưới",
                en="the label stands on a line of its own, the title below it",
                path=seen.path,
                seen=seen,
                fix=set_anew,
            )


looks(
    "084b", Role.ANNEX_TITLE, (*LETTERFORM, "align"), "III.1.b", vi="Tiêu đề phụ lục",
    en="The annex's title",
)  # fmt: skip
looks(
    "084c", Role.ANNEX_REFERENCE, ("size", "weight", "slant", "align"), "III.1.c",
    vi="Dòng '(Kèm theo …)'", en="The line '(Kèm theo …)'",
)  # fmt: skip


def _references(case: Case) -> Iterator[tuple[int, SeenParagraph, SeenParagraph | None]]:
    """Yield each annex: its index, its label, its line "(Kèm theo …)"."""
    labels = case.of(Role.ANNEX_LABEL)
    references = case.of(Role.ANNEX_REFERENCE)
    ends = [each.index for each in labels[1:]] + [len(case.specimen.paragraphs)]
    for index, (label, end) in enumerate(zip(labels, ends, strict=False)):
        mine = [each for each in references if label.index < each.index < end]
        yield index, label, mine[0] if mine else None


@holds(
    "084c-there",
    "III.1.c",
    "Phụ lục có dòng '(Kèm theo …)' dưới tiêu đề",
    "The line '(Kèm theo …)' stands below an annex's title",
)
def annexes_name_their_document(case: Case) -> Iterator[Breach]:
    """Right below."""
    for _, label, reference in _references(case):
        title = case.next_to(label)
        if reference is None or (
            title is not None
            and (following := case.next_to(title)) is not None
            and following.role not in (Role.ANNEX_TITLE, Role.ANNEX_REFERENCE)
        ):
            yield Breach(
                vi="dưới tiêu đề phụ lục ghi '(Kèm theo … số … ngày … của …)'",
                en="'(Kèm theo … số … ngày … của …)' stands below the annex's title",
                path=label.path,
                seen=reference or label,
                fix=set_anew,
            )


@holds(
    "085a",
    "III.1.c",
    "Văn bản giấy: dòng '(Kèm theo …)' ghi đầy đủ, khớp với số, ngày của văn bản",
    "On paper '(Kèm theo …)' is filled in and agrees with the document",
    scopes=(Scope.PAPER,),
)
def reference_is_filled_in(case: Case) -> Iterator[Breach]:
    """Of a draft nothing is known yet; a copy shows what it copies as that was issued."""
    if case.notice.copy is not None:
        return
    number, dateline = case.notice.number, case.notice.dateline
    if number is None or number.number is None or dateline is None or dateline.date is None:
        return
    for _, _, reference in _references(case):
        if reference is None:
            continue
        text = plain(reference.text)
        if _BLANKS.search(reference.text) or number.symbol not in text:
            yield Breach(
                vi="văn bản giấy: ghi đủ số, ký hiệu và ngày như ở văn bản",
                en="on paper number, symbol and date are filled in as in the document",
                path=reference.path,
                seen=reference,
                fix=set_anew,
            )


@holds(
    "085b",
    "III.1.c",
    "Văn bản điện tử: dòng '(Kèm theo …)' để trống số và ngày",
    "On an electronic document the blanks of '(Kèm theo …)' are left",
    severity=Severity.WARNING,
    scopes=(Scope.ELECTRONIC,),
)
def reference_is_left_blank(case: Case) -> Iterator[Breach]:
    """The system gives number and date later; of a copy the medium is another one."""
    if case.notice.copy is not None:
        return
    for _, _, reference in _references(case):
        if reference is not None and re.search(r"số \d|ngày \d", plain(reference.text)):
            yield Breach(
                vi="văn bản điện tử: không điền số, ngày ở dòng '(Kèm theo …)'",
                en="on an electronic document number and date are not filled in here",
                path=reference.path,
                seen=reference,
                fix=set_anew,
            )


_ELECTRONIC = (Scope.ELECTRONIC,)


def _information(case: Case) -> Iterator[SeenParagraph]:
    """Yield the lines that tell of the signature of an attachment."""
    for seen in case.of(Role.SIGNING_INFORMATION):
        if plain(seen.text).startswith("Số"):
            yield seen


@holds(
    "086a",
    "II.8.b; III.1.d",
    "Phụ lục cùng tệp không ký số riêng; phụ lục tệp riêng có thông tin chữ ký số",
    "An annex in the same file is not signed apart, one in a file of its own is",
    needs=(Fact.NOTICE,),
    scopes=_ELECTRONIC,
)
def attachments_are_signed_rightly(case: Case) -> Iterator[Breach]:
    """All annexes of one document are in one of the two ways."""
    signed = [annex.signed_at is not None for annex in case.notice.annexes]
    if any(signed) and not all(signed):
        index = signed.index(False)
        yield Breach(
            vi="phụ lục tệp riêng phải có thông tin chữ ký số của cơ quan",
            en="an annex in a file of its own must tell of the agency's signature",
            path=f"annexes[{index}].signed_at",
        )


@holds(
    "086b",
    "III.1.d",
    "Thông tin chữ ký số ghi 'Số: …; ngày/tháng/năm; giờ:phút:giây +07:00'",
    "The information reads 'Số: …; date; time +07:00'",
    scopes=_ELECTRONIC,
)
def information_has_its_form(case: Case) -> Iterator[Breach]:
    """Number and symbol of the document, and the time in Vietnam."""
    for seen in _information(case):
        if not _SIGNED.fullmatch(plain(seen.text)):
            yield Breach(
                vi="ghi theo mẫu 'Số: <số, ký hiệu>; <ngày/tháng/năm>; <giờ:phút:giây> +07:00'",
                en="it must read 'Số: <number, symbol>; <date>; <time> +07:00'",
                path=seen.path,
                seen=seen,
            )


looks(
    "086b", Role.SIGNING_INFORMATION, ("size", "weight", "slant"), "III.1.d; Phần II, I",
    vi="Thông tin chữ ký số", en="The information on a signature",
)  # fmt: skip


@holds(
    "086b-place",
    "III.1.d; Phần II, I",
    "Thông tin chữ ký số ở góc trên bên phải trang đầu",
    "The information stands at the top right of the first page",
    needs=(Fact.SETTING,),
)
def information_stands_at_the_top_right(case: Case) -> Iterator[Breach]:
    """Above all else of its section."""
    for seen in case.of(Role.SIGNING_INFORMATION):
        before = [
            each for each in case.written if each.sheet == seen.sheet and each.index < seen.index
        ]
        right = seen.side is Side.RIGHT or (seen.setting and seen.setting.align is Align.RIGHT)
        if before or not right:
            yield Breach(
                vi="thông tin chữ ký số phải ở góc trên bên phải trang đầu",
                en="the information must stand at the top right of the first page",
                path=seen.path,
                seen=seen,
                fix=set_anew,
            )


@holds(
    "086b-image",
    "III.1.d; Phần II, I",
    "Thông tin chữ ký số không hiển thị hình ảnh",
    "The information shows no picture",
    needs=(Fact.IMAGES,),
    scopes=_ELECTRONIC,
)
def information_shows_no_picture(case: Case) -> Iterator[Breach]:
    """The words alone."""
    lines = {seen.index: seen for seen in case.of(Role.SIGNING_INFORMATION)}
    for image in case.specimen.images:
        if image.after in lines:
            yield Breach(
                vi="thông tin chữ ký số không kèm hình ảnh",
                en="no picture stands with the information",
                seen=lines[image.after],
            )
