"""Strategies for annexes and whole documents."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from vnadmindoc import dates
from vnadmindoc.model import Annex, Meeting, Notice, Paragraph
from vnadmindoc.numerals import roman
from vnadmindoc.strategies import wordlists
from vnadmindoc.strategies.bodies import Writer, paragraphs, tables
from vnadmindoc.strategies.conforming import conforming as conforming_notices
from vnadmindoc.strategies.forms import ENACTED, foot_parts, head_parts, issued_with, skeleton
from vnadmindoc.strategies.parts import (
    REFERENCE,
    datelines,
    letterheads,
    meetings,
    numbers,
    signatures,
)
from vnadmindoc.strategies.texts import HEADINGS, MAYBE, PLAIN, RARELY, SELDOM
from vnadmindoc.vocabulary import DocumentKind, Medium, Secrecy, Urgency

_T = TypeVar("_T")

# Built once: a strategy that is made anew for every draw costs more than the draw.
_paragraphs = paragraphs()
_tables = tables()
_meetings = meetings()
_letterheads = letterheads()
_title_words = st.lists(PLAIN, min_size=1, max_size=6).map(" ".join)
_subject_lines = st.lists(_title_words, min_size=1, max_size=3).map("\n".join)
_archives = st.sampled_from(("TH", "KTN.05", "VP"))
_kinds = st.one_of(
    st.sampled_from(
        (DocumentKind.NOTICE, DocumentKind.NOTICE, DocumentKind.LETTER, DocumentKind.DECISION)
    ),
    st.sampled_from(DocumentKind),
)
_EXTENDED = (DocumentKind.NOTICE, DocumentKind.MINUTES)


@st.composite
def annexes(draw: DrawFn, *, reference: date = REFERENCE, max_directives: int = 2) -> Annex:
    """Draw annexes (*phụ lục*); one that lies on its side begins with a table.

    Args:
        draw: Given by Hypothesis.
        reference: The day from which deadlines fall due.
        max_directives: The greatest number of directives.
    """
    writer = Writer(draw, reference=reference, odd_labels=False, as_read=True)
    return _annex(writer, max_directives)


def _annex(writer: Writer, max_directives: int) -> Annex:
    draw = writer.draw
    landscape = draw(SELDOM)
    body = writer.body(max_directives, levels=2)
    if landscape or draw(MAYBE) or not body:
        body = (draw(_tables), *body)
    odd = draw(RARELY)
    return Annex(
        title=f"Danh mục {draw(_title_words)}",
        label="Phụ lục số 02" if odd else None,
        reference="(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/3/2025)" if odd else None,
        body=body,
        landscape=landscape,
    )


@st.composite
def notices(
    draw: DrawFn,
    *,
    drafts: bool = False,
    kind: DocumentKind | None = None,
    max_sections: int = 3,
    max_directives: int = 4,
    max_annexes: int = 2,
    odd_labels: bool = False,
    as_read: bool = False,
    forms: bool = True,
    conforming: bool = False,
) -> Notice:
    """Draw whole documents of a page or two (*thông báo*), with every part the model knows.

    Args:
        draw: Given by Hypothesis.
        drafts: Whether parts of the head and foot may be blank or missing.
        kind: The type of document; None draws notices mostly, letters often, others seldom.
        max_sections: The greatest number of sections; a notice without any has its body before.
        max_directives: The greatest number of directives at the top of each part.
        max_annexes: The greatest number of annexes.
        odd_labels: Whether labels may be of another scheme or missing.
        as_read: Whether only what a reader finds in the printed text is annotated, without keys.
        forms: Whether parts occur that only some forms have: chapters and articles, several
            issuing bodies and signers, an address, copies, documents issued with a decision.
        conforming: Whether the document keeps the Decree, so that `vnadmindoc.check` finds no
            error in it; of the other arguments only `kind` counts then, and None draws all types
            alike.
    """
    if conforming:
        return draw(conforming_notices(kind=kind))
    if kind is None:
        kind = draw(_kinds)
    dateline = _optional(draw, datelines(drafts=drafts), drafts)
    meeting = draw(_meetings) if draw(SELDOM) else None
    head = Notice(subject="-", dateline=dateline, meeting=meeting)
    reference = head.reference_date or REFERENCE
    writer = Writer(draw, reference=reference, odd_labels=odd_labels, as_read=as_read)

    forms = forms and draw(MAYBE)
    medium = Medium.ELECTRONIC if forms and draw(RARELY) else Medium.PAPER
    if forms and max_sections and draw(SELDOM):
        parts = skeleton(writer, max_directives // 2)
    else:
        parts = tuple(
            writer.section(f"{roman(index + 1)}.", max_directives)
            for index in range(draw(st.integers(0, max_sections)))
        )
    opening = [draw(_paragraphs)] if parts else writer.body(max_directives)
    if meeting is not None:
        opening = (_report_of(meeting), *opening)
    closing = [Paragraph(text="Trên đây là " + draw(HEADINGS) + ".")] if draw(MAYBE) else []
    if not (parts or opening or closing):
        opening = (draw(_paragraphs),)
    recipients = _recipients(draw, drafts)
    letterhead = _optional(draw, _letterheads, drafts)
    signature = None
    if recipients and _present(draw, drafts):
        signature = draw(signatures(drafts=drafts))
    attached = [
        _annex(writer, max_directives // 2)
        for _ in range(draw(st.integers(0, max_annexes)) if draw(SELDOM) else 0)
    ]
    rest = {}
    if forms:
        rest = head_parts(draw, kind, letterhead) | foot_parts(draw, kind, signature)
        if max_annexes and draw(RARELY):
            attached.insert(0, issued_with(writer, max_directives // 2, medium))
    return Notice(
        kind=kind,
        kind_line=f"{kind.printed} kết luận" if kind in _EXTENDED and draw(SELDOM) else None,
        subject=_subject(draw, kind),
        letterhead=letterhead,
        number=_optional(draw, numbers(kind=kind, drafts=drafts), drafts),
        dateline=dateline,
        urgency=draw(st.sampled_from(Urgency)) if draw(RARELY) else None,
        secrecy=draw(st.sampled_from(Secrecy)) if draw(RARELY) else None,
        circulation="LƯU HÀNH NỘI BỘ" if draw(RARELY) else None,
        addressees=_addressees(draw, kind),
        legal_bases=wordlists.BASES[: draw(st.integers(1, 3))]
        if draw(MAYBE if kind in ENACTED else SELDOM)
        else (),
        meeting=meeting,
        opening=opening,
        sections=parts,
        closing=closing,
        recipients=recipients,
        signature=signature,
        annexes=attached,
        medium=medium,
        key="tb-1" if writer.keyed else None,
        revision=1 if writer.keyed and draw(MAYBE) else 0,
        **rest,
    )


def _present(draw: DrawFn, drafts: bool) -> bool:
    return not (drafts and draw(SELDOM))


def _optional(draw: DrawFn, strategy: SearchStrategy[_T], drafts: bool) -> _T | None:
    return draw(strategy) if _present(draw, drafts) else None


def _subject(draw: DrawFn, kind: DocumentKind) -> str:
    """Write one to three lines, none in capitals, none ending like a paragraph."""
    first = "việc" if kind is DocumentKind.LETTER else draw(st.sampled_from(wordlists.SUBJECTS))
    return f"{first} {draw(_subject_lines)}"


def _addressees(draw: DrawFn, kind: DocumentKind) -> Iterable[str]:
    if kind is not DocumentKind.LETTER and not draw(RARELY):
        return ()
    return draw(st.lists(st.sampled_from(wordlists.AGENCIES), min_size=1, max_size=3, unique=True))


def _recipients(draw: DrawFn, drafts: bool) -> Iterable[str]:
    if not _present(draw, drafts):
        return ()
    named = draw(st.lists(st.sampled_from(wordlists.RECIPIENTS), max_size=4, unique=True))
    return (*named, f"Lưu: VT, {draw(_archives)}")


def _report_of(meeting: Meeting) -> Paragraph:
    """Write the paragraph that tells of a meeting, as readers look for it."""
    held = f"Ngày {dates.short_date(meeting.day)}, cơ quan" if meeting.day else "Cơ quan"
    text = f"{held} đã tổ chức {meeting.name}."
    if meeting.chair:
        text += f" {meeting.chair} chủ trì cuộc họp."
    return Paragraph(text=text)
