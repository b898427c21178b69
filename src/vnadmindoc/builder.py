"""Writing a notice in Python with few words.

Promised: labels are numbered in the Decree's way, a deadline gets its Vietnamese words, and the
result is the same `Notice` a reader would give.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from attrs import evolve

from vnadmindoc.dates import before, by
from vnadmindoc.identity import keyed
from vnadmindoc.model import (
    Assignment,
    Authority,
    BodyItem,
    Dateline,
    Deadline,
    Directive,
    DocumentNumber,
    Letterhead,
    Notice,
    Paragraph,
    Section,
    Signature,
    Table,
)
from vnadmindoc.numerals import point_letter, roman
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.vocabulary import AssignmentRole, DocumentKind, SectionLevel, SigningAuthority

__all__ = ["article", "before", "by", "chapter", "directive", "notice", "section"]


def directive(
    text: str,
    *,
    lead: str | None = None,
    partners: Iterable[str] = (),
    due: Deadline | None = None,
    points: Iterable[str | Directive] = (),
    key: str | None = None,
) -> Directive:
    """Return a directive whose text says who does it and by when.

    Args:
        text: What is to be done: ``"hoàn thiện quy chế"``; with a lead its first letter is small.
        lead: Who leads (*chủ trì*); the text then begins with it.
        partners: Who takes part (*phối hợp*).
        due: By when: ``before(date(2026, 3, 10))`` or ``by(...)``; its words end the text.
        points: What it consists of; they are lettered a), b), c), d), đ), … when it is numbered.
        key: Names the duty for good; made from the text when left out.

    Raises:
        InvalidNoticeError: No text, or values of the wrong type.
    """
    partners = tuple(partners)
    words = text.strip().rstrip(".;")
    if lead is not None:
        joined = f", phối hợp với {', '.join(partners)}" if partners else ""
        words = f"{lead} chủ trì{joined} {words[:1].lower()}{words[1:]}"
    elif partners:
        words = f"{words}, phối hợp với {', '.join(partners)}"
    if due is not None:
        words = f"{words}, hoàn thành {due.phrase}"
    assignments = [Assignment(party=each, role=AssignmentRole.PARTNER) for each in partners]
    if lead is not None:
        assignments.insert(0, Assignment(party=lead, role=AssignmentRole.LEAD))
    children = [
        point if isinstance(point, Directive) else Directive(text=point) for point in points
    ]
    return Directive(
        text=f"{words}{':' if children else '.'}",
        assignments=assignments,
        deadlines=() if due is None else (due,),
        children=_labelled(children, lambda index: f"{point_letter(index)})"),
        key=key,
    )


def section(heading: str, *items: str | Directive | Paragraph | Table) -> Section:
    """Return a section; `notice` gives it its Roman numeral and numbers its directives.

    Args:
        heading: The heading.
        items: Directives, and paragraphs and tables between them; a string is a paragraph.
    """
    return Section(heading=heading, body=_numbered(items))


def article(
    text: str, *items: str | Directive | Paragraph | Table, titled: bool | None = None
) -> Directive:
    """Return an article; `notice` numbers it, through all chapters.

    Args:
        text: Its title, or what it says where nothing stands below it.
        items: Items, which are numbered from 1, and paragraphs and tables; a string is a paragraph.
        titled: Whether the text is a title, set bold; by default where items stand below it.

    Raises:
        InvalidNoticeError: No text, or values of the wrong type.
    """
    title = bool(items) if titled is None else titled
    return Directive(
        label=_ARTICLE,
        text=RichText([Run(text=text, bold=title)]),
        children=_numbered(items),
    )


def chapter(heading: str, *items: str | Directive | Paragraph | Table) -> Section:
    """Return a chapter (*chương*); `notice` gives it its Roman numeral.

    Args:
        heading: The heading.
        items: Articles, and paragraphs and tables between them; a string is a paragraph.
    """
    return Section(label=_CHAPTER, heading=heading, body=_numbered(items))


def notice(
    *body: str | Directive | Paragraph | Table | Section,
    subject: str,
    agency: str,
    symbol: str,
    signer: Iterable[str],
    recipients: Iterable[str],
    kind: DocumentKind = DocumentKind.NOTICE,
    kind_line: str | None = None,
    parent: str | None = None,
    number: int | None = None,
    place: str | None = None,
    day: date | None = None,
    addressees: Iterable[str] = (),
    legal_bases: Iterable[str] = (),
    closing: str | None = None,
    issuing_authority: str | None = None,
) -> Notice:
    """Return a notice whose sections and directives are numbered and whose duties have keys.

    Args:
        body: Directives, articles, paragraphs (a string is one), tables, sections and chapters, in
            order; what comes before the first section opens the notice.
        subject: What it is about (*trích yếu*).
        agency: The issuing body (*cơ quan ban hành*).
        symbol: Number's symbol without the figure: ``"TB-SNV"``.
        signer: Lines of the signature block, top to bottom, the name last:
            ``("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn Bình")``.
        recipients: Who receives it (*nơi nhận*); the last one is ``"Lưu: VT, ..."``.
        kind: The type of document.
        kind_line: The type as printed when it says more: ``"Thông báo kết luận"``.
        parent: The body above the issuing one.
        number: The number; left blank on the page when None.
        place: Where it is issued.
        day: When it is issued; left blank on the page when None.
        addressees: To whom (*kính gửi*).
        legal_bases: What it rests on (*căn cứ*).
        closing: The last paragraph.
        issuing_authority: Who has the power to decide: ``"Giám đốc Sở Nội vụ"``; of a resolution
            or a decision.

    Raises:
        InvalidNoticeError: Values that make no notice, every problem with its path.
    """
    opening: list[str | Directive | Paragraph | Table] = []
    sections: list[Section] = []
    for item in body:
        if isinstance(item, Section):
            sections.append(evolve(item, label=_section_label(item, sections)))
        elif sections:
            last = sections[-1]
            sections[-1] = evolve(last, body=_numbered((*last.body, item)))
        else:
            opening.append(item)
    opened, count = _articles(_numbered(opening), 1)
    for index, each in enumerate(sections):
        numbered, count = _articles(each.body, count)
        sections[index] = evolve(each, body=numbered)
    dateline = None
    if day is not None:
        dateline = Dateline(place=place, day=day.day, month=day.month, year=day.year)
    elif place is not None:
        dateline = Dateline(place=place)
    return keyed(
        Notice(
            kind=kind,
            kind_line=kind_line,
            subject=subject,
            letterhead=Letterhead(agency=agency, parent=parent),
            number=DocumentNumber(number=number, symbol=symbol),
            dateline=dateline,
            addressees=addressees,
            issuing_authority=issuing_authority,
            legal_bases=legal_bases,
            opening=opened,
            sections=sections,
            closing=() if closing is None else (Paragraph(text=closing),),
            recipients=recipients,
            signature=_signature(tuple(signer)),
        )
    )


# What `notice` puts a number behind.
_ARTICLE = "Điều"
_CHAPTER = "Chương"


def _section_label(section: Section, before: Sequence[Section]) -> str:
    """Return a section's own label, or the next numeral of its kind."""
    if section.label == _CHAPTER:
        chapters = sum(each.level is SectionLevel.CHAPTER for each in before)
        return f"{_CHAPTER} {roman(chapters + 1)}"
    return section.label or f"{roman(len(before) + 1)}."


def _articles(items: Iterable[BodyItem], count: int) -> tuple[tuple[BodyItem, ...], int]:
    """Number the articles among items on from a count; return the next one too."""
    numbered: list[BodyItem] = []
    for item in items:
        if isinstance(item, Directive) and item.label == _ARTICLE:
            numbered.append(evolve(item, label=f"{_ARTICLE} {count}."))
            count += 1
        else:
            numbered.append(item)
    return tuple(numbered), count


def _numbered(items: Iterable[str | Directive | Paragraph | Table]) -> tuple[BodyItem, ...]:
    body = [Paragraph(text=item) if isinstance(item, str) else item for item in items]
    return _labelled(body, lambda index: f"{index + 1}.")


def _labelled(items: Iterable[BodyItem], label: Callable[[int], str]) -> tuple[BodyItem, ...]:
    """Give each directive without a label its own, counting the directives."""
    labelled: list[BodyItem] = []
    count = 0
    for item in items:
        if isinstance(item, Directive):
            labelled.append(item if item.label else evolve(item, label=label(count)))
            count += 1
        else:
            labelled.append(item)
    return tuple(labelled)


def _signature(lines: Sequence[str]) -> Signature:
    authority = []
    titles = []
    prefixes = {each.value: each for each in SigningAuthority}
    for line in lines[:-1]:
        prefix, stop, title = line.partition(".")
        if stop and prefix in prefixes:
            authority.append(Authority(prefix=prefixes[prefix], title=title))
        else:
            titles.append(line)
    name = lines[-1] if lines else None
    return Signature(authority=authority, title="\n".join(titles) or None, name=name)
