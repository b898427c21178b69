"""Strategies for what only some forms have: chapters and articles, several signers, copies.

Promised: every part of the model beyond the ordinary one is drawn, seldom enough that most
documents stay ordinary, and each in a document that may have it.
"""

from datetime import date, datetime, time
from typing import Any

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from vnadmindoc.model import Annex, Copy, Directive, DocumentNumber, Letterhead, Section, Signature
from vnadmindoc.numerals import roman
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.strategies import wordlists
from vnadmindoc.strategies.bodies import Writer
from vnadmindoc.strategies.parts import datelines, letterheads, signatures
from vnadmindoc.strategies.texts import HEADINGS, MAYBE, PERSONS, RARELY, SELDOM
from vnadmindoc.vocabulary import CopyKind, DocumentKind, Medium, SectionLevel

# Built once: a strategy that is made anew for every draw costs more than the draw.
_signatures = signatures()
_letterheads = letterheads()
_datelines = datelines()
_moments = st.builds(
    datetime.combine,
    st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    st.builds(time, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59)),
)
_signs = st.sampled_from(("PL", "NTH", "VĐ"))
_counts = st.one_of(st.integers(1, 40), st.integers(1, 9_999))
ENACTED = (DocumentKind.DECISION, DocumentKind.RESOLUTION)
"""The types with a line of the issuing authority and words before the articles."""
_TWO_SIGNERS = (
    DocumentKind.MINUTES,
    DocumentKind.CONTRACT,
    DocumentKind.MEMORANDUM,
    DocumentKind.AGREEMENT,
)
_ISSUED_WITH = (DocumentKind.STATUTE, DocumentKind.REGULATION, DocumentKind.PLAN)
# The levels a document may use, from the outermost in.
_OUTLINES = (
    (SectionLevel.CHAPTER,),
    (SectionLevel.CHAPTER, SectionLevel.DIVISION),
    (SectionLevel.CHAPTER, SectionLevel.DIVISION, SectionLevel.SUBDIVISION),
    (SectionLevel.PART, SectionLevel.CHAPTER),
    (SectionLevel.PART, SectionLevel.ROMAN),
)


def skeleton(writer: Writer, max_directives: int) -> tuple[Section, ...]:
    """Write sections of several levels; the innermost hold articles, below Roman ones items.

    Articles run through all of them.
    """
    levels = writer.draw(st.sampled_from(_OUTLINES))
    sections: list[Section] = []
    _descend(writer, levels, max_directives, sections, count=[0])
    return tuple(sections)


def _descend(
    writer: Writer,
    levels: tuple[SectionLevel, ...],
    max_directives: int,
    sections: list[Section],
    count: list[int],
) -> None:
    """Write the sections of the first level and those inside them; `count` is of articles."""
    level, *inner = levels
    for number in range(1, writer.draw(st.integers(1, 2)) + 1):
        body: tuple[Directive, ...] = ()
        if not inner and level is SectionLevel.ROMAN:
            sections.append(writer.section(f"{roman(number)}.", max_directives))
            continue
        if not inner:
            body = articles(writer, max_directives, count)
        arabic = level in (SectionLevel.DIVISION, SectionLevel.SUBDIVISION)
        label = f"{level.value} {number if arabic else roman(number)}"
        sections.append(Section(label=label, heading=writer.draw(_titles), body=body))
        if inner:
            _descend(writer, tuple(inner), max_directives, sections, count)


_titles = st.builds("Nhiệm vụ {}".format, HEADINGS)


def articles(writer: Writer, most: int, count: list[int]) -> tuple[Directive, ...]:
    """Write articles numbered on from `count`: with a title above items, or as running text."""
    written = []
    for _ in range(writer.draw(st.integers(1, max(1, most)))):
        count[0] += 1
        label = f"Điều {count[0]}."
        if writer.draw(MAYBE):
            title = RichText([Run(text=writer.draw(_titles), bold=True)])
            items = tuple(
                writer.directive(f"{index + 1}.", levels=2)
                for index in range(writer.draw(st.integers(0, 2)))
            )
            written.append(Directive(label=label, text=title, children=items))
        else:
            written.append(evolve(writer.directive(label, levels=1), label=label))
    return tuple(written)


def head_parts(draw: DrawFn, kind: DocumentKind, letterhead: Letterhead | None) -> dict[str, Any]:
    """Draw what the head has besides the ordinary: issuing bodies, the line of the authority."""
    parts: dict[str, Any] = {}
    if letterhead is not None and draw(RARELY):
        parts["co_issuers"] = [draw(_letterheads) for _ in range(draw(st.integers(1, 2)))]
    if kind in ENACTED:
        parts["issuing_authority"] = draw(st.sampled_from(wordlists.ISSUING_AUTHORITIES))
    elif draw(RARELY):
        parts["enacting_words"] = "NHẤT TRÍ:"
    if kind is DocumentKind.TELEGRAM:
        parts["salutation"] = draw(st.sampled_from(wordlists.SALUTATIONS))
    return parts


def foot_parts(draw: DrawFn, kind: DocumentKind, signature: Signature | None) -> dict[str, Any]:
    """Draw what the foot has besides the ordinary: signers, drafter, copies, address, copy."""
    parts: dict[str, Any] = {}
    if signature is not None and (kind in _TWO_SIGNERS or draw(RARELY)):
        parts["cosignatures"] = [draw(_signatures) for _ in range(draw(st.integers(1, 2)))]
    if draw(RARELY):
        parts["drafter"] = draw(_signs)
        parts["copies"] = draw(_counts)
    if draw(RARELY):
        parts["address"] = wordlists.ADDRESS[: draw(st.integers(1, 3))]
    if kind is DocumentKind.LEAVE or draw(RARELY):
        parts["endorsement"] = "Xác nhận của chính quyền địa phương\nnơi nghỉ phép"
    if draw(RARELY):
        parts["copy"] = draw(copies())
    return parts


@st.composite
def copies(draw: DrawFn) -> Copy:
    """Draw what makes a copy one (*bản sao*), on paper and electronic.

    Args:
        draw: Given by Hypothesis.
    """
    kind = draw(st.sampled_from(CopyKind))
    letterhead = draw(_letterheads)
    if draw(SELDOM):
        return Copy(
            letterhead=letterhead, kind=kind, medium=Medium.ELECTRONIC, signed_at=draw(_moments)
        )
    return Copy(
        letterhead=letterhead,
        kind=kind,
        number=DocumentNumber(symbol=f"{kind}-VP", number=draw(_counts)),
        dateline=draw(_datelines),
        signature=Signature(title="CHÁNH VĂN PHÒNG", name=draw(PERSONS)),
        recipients=("Lưu: VT",),
    )


def issued_with(writer: Writer, max_directives: int, medium: Medium) -> Annex:
    """Write a document issued with a decision, with a head of its own."""
    draw = writer.draw
    return Annex(
        kind=draw(st.sampled_from(_ISSUED_WITH)),
        title=f"Về việc {draw(HEADINGS)}",
        sections=skeleton(writer, max_directives),
        signed_at=draw(_moments) if medium is Medium.ELECTRONIC else None,
    )
