"""What is attached to a document (*phụ lục*), and what makes one a copy (*bản sao*)."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from attrs import field, frozen

from vnadmindoc.model.body import BODY_ITEMS, BodyItem, Section, Table, body_items, section_items
from vnadmindoc.model.ending import Signature
from vnadmindoc.model.head import Dateline, DocumentNumber, Letterhead
from vnadmindoc.validation import Problems, line, member, optional_line, texts
from vnadmindoc.vocabulary import CopyKind, DocumentKind, Medium


def _some_kind(value: DocumentKind | str | None) -> DocumentKind | None:
    return None if value is None else member(DocumentKind, value)


def medium_of(value: Medium | str) -> Medium:
    """Take a medium or its name."""
    return member(Medium, value)


def _copy_kind(value: CopyKind | str) -> CopyKind:
    return member(CopyKind, value)


_VIETNAM = timezone(timedelta(hours=7))


def _moment(value: datetime | None) -> datetime | None:
    """Take a moment to the second, as a Vietnamese clock shows it."""
    if not isinstance(value, datetime):
        return value
    if value.tzinfo is not None:
        value = value.astimezone(_VIETNAM).replace(tzinfo=None)
    return value.replace(microsecond=0)


@frozen(kw_only=True)
class Annex:
    """What is attached to the document (*phụ lục, văn bản kèm theo*), Mục III.1.

    With a `kind` it is a document issued with this one: a statute that a decision puts into force
    has a head of its own, without number and date (the forms after Mẫu 1.3).

    Attributes:
        title: Its title; the page shows it in capitals, with a `kind` as a subject (*trích yếu*).
        kind: The type of a document issued with this one; None for an annex.
        label: The label as printed where it is not the Decree's own, e.g. ``"Phụ lục số 02"``.
        reference: The line that says to which document it belongs, as printed; None: made from
            this document's own number, date and issuing body.
        body: Paragraphs, directives and tables in order, before the first section.
        sections: The parts with headings.
        landscape: Whether its pages lie on their side; they must hold a table then.
        signed_at: When the issuing body signed it, in Vietnam, to the second; set exactly where it
            is an electronic file of its own, whose first page tells it (Mục III.1.d).
    """

    title: str = field(converter=line)
    kind: DocumentKind | None = field(default=None, converter=_some_kind)
    label: str | None = field(default=None, converter=optional_line)
    reference: str | None = field(default=None, converter=optional_line)
    body: tuple[BodyItem, ...] = field(default=(), converter=body_items)
    sections: tuple[Section, ...] = field(default=(), converter=section_items)
    landscape: bool = False
    signed_at: datetime | None = field(default=None, converter=_moment)

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.text("title", self.title, required=True)
        problems.one_of("kind", self.kind, (DocumentKind, type(None)))
        problems.text("label", self.label)
        if self.kind is not None and self.label is not None:
            problems.append("a document issued with another has no label of an annex @ label")
        problems.text("reference", self.reference)
        problems.one_of("landscape", self.landscape, bool)
        problems.moment("signed_at", self.signed_at)
        good = problems.all_of("body", self.body, BODY_ITEMS)
        good &= problems.all_of("sections", self.sections, Section)
        if good and self.landscape is True and not any(map(_is_table, self._items())):
            problems.append("only an annex with a table may lie on its side (I.2) @ landscape")
        problems.settle()

    def _items(self) -> Iterator[BodyItem]:
        yield from self.body
        for section in self.sections:
            yield from section.body


def _is_table(item: BodyItem) -> bool:
    return isinstance(item, Table)


@frozen(kw_only=True)
class Copy:
    """What makes a copy of the document one (*bản sao*), Phụ lục I, Phần II.

    On paper it stands below the end of the document; of an electronic copy the first page shows
    kind, copying body and time alone.

    Attributes:
        letterhead: Who makes the copy.
        kind: The kind of copy.
        number: Its number and symbol, ``01/SY-UBND``.
        dateline: Place and day of the copy.
        signature: Who signs it.
        recipients: Who receives it, without dash and closing mark.
        medium: What it is made on.
        signed_at: When the copying body signed an electronic copy, in Vietnam, to the second.
    """

    letterhead: Letterhead
    kind: CopyKind = field(default=CopyKind.FULL, converter=_copy_kind)
    number: DocumentNumber | None = None
    dateline: Dateline | None = None
    signature: Signature | None = None
    recipients: tuple[str, ...] = field(default=(), converter=texts)
    medium: Medium = field(default=Medium.PAPER, converter=medium_of)
    signed_at: datetime | None = field(default=None, converter=_moment)

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.one_of("letterhead", self.letterhead, Letterhead)
        problems.one_of("kind", self.kind, CopyKind)
        for name, kind in _COPY_PARTS.items():
            problems.one_of(name, getattr(self, name), (kind, type(None)))
        problems.texts("recipients", self.recipients)
        problems.one_of("medium", self.medium, Medium)
        problems.moment("signed_at", self.signed_at)
        if self.signed_at is not None and self.medium is Medium.PAPER:
            problems.append("only an electronic copy shows when it was signed @ signed_at")
        problems.settle()


_COPY_PARTS: dict[str, type] = {
    "number": DocumentNumber,
    "dateline": Dateline,
    "signature": Signature,
}
