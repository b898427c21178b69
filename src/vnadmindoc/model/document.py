"""The document itself (*văn bản*), whole and consistent."""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import field, frozen

from vnadmindoc.model.attached import Annex, Copy, medium_of
from vnadmindoc.model.body import (
    BODY_ITEMS,
    BodyItem,
    Directive,
    Section,
    Table,
    body_items,
    section_items,
)
from vnadmindoc.model.due import MAX_REVISION
from vnadmindoc.model.ending import Signature
from vnadmindoc.model.head import Dateline, DocumentNumber, Letterhead, Meeting, reference_date
from vnadmindoc.validation import (
    Problems,
    items,
    lines,
    member,
    optional_line,
    optional_lines,
    texts,
)
from vnadmindoc.vocabulary import DocumentKind, Medium, Secrecy, Urgency


def _kind(value: DocumentKind | str) -> DocumentKind:
    return member(DocumentKind, value)


def _urgency(value: Urgency | str | None) -> Urgency | None:
    return None if value is None else member(Urgency, value)


def _secrecy(value: Secrecy | str | None) -> Secrecy | None:
    return None if value is None else member(Secrecy, value)


def _annexes(values: "Iterable[Annex]") -> "tuple[Annex, ...]":
    return items(values)


def _letterheads(values: "Iterable[Letterhead]") -> "tuple[Letterhead, ...]":
    return items(values)


def _signatures(values: "Iterable[Signature]") -> "tuple[Signature, ...]":
    return items(values)


@frozen(kw_only=True)
class Notice:
    """An administrative document that says who must do what by when (*thông báo*).

    Attributes:
        kind: The type of document (*tên loại*).
        kind_line: The type as printed when it says more than the type's name, e.g.
            ``"THÔNG BÁO KẾT LUẬN"``.
        subject: What it is about (*trích yếu*); a line break forces a line. Empty when there is
            none.
        letterhead: Who issues it; None where a draft leaves it out.
        co_issuers: Who issues it together with that body, in order (*liên tịch*).
        number: Its number and symbol.
        dateline: Place and day of issue; a *biên bản* has none.
        urgency, secrecy, circulation: The marks (*độ khẩn, độ mật, phạm vi lưu hành*).
        salutation: The words before the addressees, without colon, where they are not *Kính gửi*:
            ``"CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện"``.
        addressees: To whom it is addressed (*kính gửi*).
        issuing_authority: Who has the power to issue a resolution or a decision (*thẩm quyền ban
            hành*), a line above the legal bases in capitals; a line break forces a line. With it
            the words *QUYẾT NGHỊ:* or *QUYẾT ĐỊNH:* stand before the articles.
        enacting_words: Those words where they are others, as printed.
        legal_bases: What it rests on (*căn cứ ban hành*), without the closing marks.
        meeting: The meeting it concludes.
        opening: The body before the first section; the whole body where there are no sections.
        sections: The parts with headings (*mục*).
        closing: What stands after the last section; the page ends it with ``./.``.
        recipients: Who receives it (*nơi nhận*), without dash and closing mark.
        drafter: The drafter's sign (*ký hiệu người soạn thảo*), ``"PL"``.
        copies: How many copies are issued (*số lượng bản phát hành*).
        signature: Who signs, at the right.
        cosignatures: Who signs besides, in reading order, before `signature`: at its left the
            secretary of a *biên bản* or the other party of a contract; signers of other bodies.
        endorsement: The words under which another body confirms it, below all (*xác nhận*,
            Mẫu 1.10).
        address: The lines at the foot of the first page (*địa chỉ, điện thoại, fax*), Mục III.4.
        annexes: What is attached (*phụ lục*).
        medium: What it is issued on; the line below an annex's title leaves its blanks on an
            electronic document (Mục III.1.c).
        copy: What makes it a copy (*bản sao*); None of an original.
        key: Names the document through every later issue; see `vnadmindoc.identity`.
        revision: How many times it was issued again; 0 at first.
    """

    kind: DocumentKind = field(default=DocumentKind.NOTICE, converter=_kind)
    kind_line: str | None = field(default=None, converter=optional_line)
    subject: str = field(default="", converter=lines)
    letterhead: Letterhead | None = None
    co_issuers: tuple[Letterhead, ...] = field(default=(), converter=_letterheads)
    number: DocumentNumber | None = None
    dateline: Dateline | None = None
    urgency: Urgency | None = field(default=None, converter=_urgency)
    secrecy: Secrecy | None = field(default=None, converter=_secrecy)
    circulation: str | None = field(default=None, converter=optional_line)
    salutation: str | None = field(default=None, converter=optional_line)
    addressees: tuple[str, ...] = field(default=(), converter=texts)
    issuing_authority: str | None = field(default=None, converter=optional_lines)
    legal_bases: tuple[str, ...] = field(default=(), converter=texts)
    enacting_words: str | None = field(default=None, converter=optional_line)
    meeting: Meeting | None = None
    opening: tuple[BodyItem, ...] = field(default=(), converter=body_items)
    sections: tuple[Section, ...] = field(default=(), converter=section_items)
    closing: tuple[BodyItem, ...] = field(default=(), converter=body_items)
    recipients: tuple[str, ...] = field(default=(), converter=texts)
    drafter: str | None = field(default=None, converter=optional_line)
    copies: int | None = None
    cosignatures: tuple[Signature, ...] = field(default=(), converter=_signatures)
    signature: Signature | None = None
    endorsement: str | None = field(default=None, converter=optional_lines)
    address: tuple[str, ...] = field(default=(), converter=texts)
    annexes: tuple[Annex, ...] = field(default=(), converter=_annexes)
    medium: Medium = field(default=Medium.PAPER, converter=medium_of)
    copy: Copy | None = None
    key: str | None = field(default=None, converter=optional_line)
    revision: int = 0

    def __attrs_post_init__(self) -> None:
        problems = Problems()
        problems.one_of("kind", self.kind, DocumentKind)
        problems.one_of("medium", self.medium, Medium)
        for name in _TEXTS:
            problems.text(name, getattr(self, name))
        for name, kind in _PARTS.items():
            problems.one_of(name, getattr(self, name), (kind, type(None)))
        problems.texts("addressees", self.addressees)
        problems.texts("recipients", self.recipients)
        problems.number("revision", self.revision, 0, MAX_REVISION)
        problems.texts("address", self.address)
        if self.copies is not None:
            problems.number("copies", self.copies, 1, 9_999_999)
        problems.texts("legal_bases", self.legal_bases)
        problems.all_of("co_issuers", self.co_issuers, Letterhead)
        problems.all_of("cosignatures", self.cosignatures, Signature)
        if self.co_issuers and self.letterhead is None:
            problems.append("other issuing bodies need a first one @ co_issuers")
        if self.cosignatures and self.signature is None:
            problems.append("other signers need a first one @ cosignatures")
        good = problems.all_of("opening", self.opening, BODY_ITEMS)
        good &= problems.all_of("sections", self.sections, Section)
        good &= problems.all_of("closing", self.closing, BODY_ITEMS)
        good &= problems.all_of("annexes", self.annexes, Annex)
        if good:
            if not (self.subject or self.opening or self.sections or self.closing):
                problems.append("a notice needs a subject or a body @ subject")
            seen: set[str] = set()
            placed: dict[str, Directive] = {}
            for path, directive in directives_of(self):
                placed[path] = directive
                if directive.key is not None and directive.key in seen:
                    problems.append(f"key {directive.key!r} stands twice @ {path}.key")
                elif directive.key is not None:
                    seen.add(directive.key)
                if any(each.inherited for each in directive.assignments):
                    self._check_inherited(problems, path, directive, placed)
        problems.settle()

    def _check_inherited(
        self, problems: Problems, path: str, directive: Directive, placed: dict[str, Directive]
    ) -> None:
        """Check that each inherited party stands in a directive or a heading above."""
        above = []
        at = path
        while ".children[" in at:
            at = at.rpartition(".children[")[0]
            above.append(str(placed[at].text))
        if at.startswith("sections["):
            above.append(self.sections[int(at[len("sections[") : at.index("]")])].heading)
        for index, assignment in enumerate(directive.assignments):
            if assignment.inherited and not any(assignment.party in text for text in above):
                problems.append(
                    f"{assignment.party!r} stands in nothing above @ "
                    f"{path}.assignments[{index}].party"
                )

    @property
    def reference_date(self) -> date | None:
        """The day incomplete dates are read against; see `reference_date`."""
        return reference_date(self.dateline, self.meeting)


_PARTS: dict[str, type] = {
    "letterhead": Letterhead,
    "number": DocumentNumber,
    "dateline": Dateline,
    "urgency": Urgency,
    "secrecy": Secrecy,
    "meeting": Meeting,
    "signature": Signature,
    "copy": Copy,
}


_TEXTS = (
    "kind_line",
    "subject",
    "circulation",
    "salutation",
    "issuing_authority",
    "enacting_words",
    "drafter",
    "endorsement",
    "key",
)


def directives_of(notice: Notice) -> Iterator[tuple[str, Directive]]:
    """Yield every directive with its path, in reading order: ``("sections[1].body[0]", ...)``."""
    yield from _directives("opening", notice.opening)
    for index, section in enumerate(notice.sections):
        yield from _directives(f"sections[{index}].body", section.body)
    yield from _directives("closing", notice.closing)
    for index, annex in enumerate(notice.annexes):
        yield from _directives(f"annexes[{index}].body", annex.body)
        for number, section in enumerate(annex.sections):
            yield from _directives(f"annexes[{index}].sections[{number}].body", section.body)


def _directives(path: str, items: Iterable[BodyItem]) -> Iterator[tuple[str, Directive]]:
    for index, item in enumerate(items):
        if isinstance(item, Directive):
            here = f"{path}[{index}]"
            yield here, item
            if item.children:
                yield from _directives(f"{here}.children", item.children)
        elif isinstance(item, Table) and item.duties:
            yield from _directives(f"{path}[{index}].duties", item.duties)
