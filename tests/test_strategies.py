"""What the strategies draw could stand on a desk, and holds everything the model knows."""

import re
import sys
import unicodedata
from collections.abc import Callable
from datetime import date
from subprocess import run
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from vnadmindoc import _hypothesis, strategies
from vnadmindoc.dates import deadlines_in, events_in
from vnadmindoc.duties import assignments_in
from vnadmindoc.layout import lay_out
from vnadmindoc.model import Directive, Notice, Paragraph, Section, Table, directives_of
from vnadmindoc.numerals import from_roman
from vnadmindoc.strategies import directives, notices, paragraphs, sections, wordlists
from vnadmindoc.vocabulary import DeadlineKind, DocumentKind, Medium, SectionLevel

_LABEL = re.compile(
    r"\W|[IVXLC]+\.|\d|\w{1,2}[.)]|Điều \d|Phụ lục|Nơi nhận|Kính gửi|Căn cứ|V/v|Số:"
    r"|(?:TM|KT|TL|TUQ|Q)\."
)
# The first draw that will do: to shrink it would only take time.
_first = settings(phases=[Phase.generate], max_examples=5_000, database=None)


def _marked_letters() -> set[str]:
    """Return the 134 letters that Vietnamese adds to ASCII, by composing them."""
    vowels = "aăâeêioôơuưy"
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    small = {unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in tones}
    small = {letter for letter in small if not letter.isascii()} | {"đ"}
    return small | {letter.upper() for letter in small}


def test_every_vietnamese_letter_can_be_drawn() -> None:
    """Both cases of all of them, in syllables that running text is made of."""
    letters = {letter for each in wordlists.SYLLABLES for letter in each + each.upper()}

    assert len(_marked_letters()) == 134
    assert _marked_letters() <= letters


@pytest.mark.parametrize("name", strategies.__all__)
def test_every_strategy_draws_without_arguments(name: str) -> None:
    """Defaults are enough to begin with."""
    drawn = getattr(strategies, name)
    if callable(drawn):
        drawn = find(drawn(), lambda _: True, settings=_first)

    assert drawn


@given(paragraphs())
def test_no_paragraph_begins_like_a_part_of_a_document(paragraph: Paragraph) -> None:
    """A page that is read back would be another page."""
    text = str(paragraph.text)

    assert text[0].isupper()
    assert not _LABEL.match(text)
    assert text != text.upper()


@given(sections())
def test_labels_stand_in_order(section: Section) -> None:
    """Directives count from 1, letters from a, and the lowest level has crosses."""
    labels = [item.label for item in section.body if isinstance(item, Directive)]

    assert from_roman(section.label.rstrip(".")) == 1
    assert labels == [f"{index + 1}." for index in range(len(labels))]


@given(directives(as_read=True, reference=date(2025, 3, 10)))
def test_a_reader_of_the_text_finds_what_is_annotated(directive: Directive) -> None:
    """Who, by when and which day stand in the words, no more and no less."""
    text = str(directive.text)

    assert directive.assignments == assignments_in(text)
    assert directive.deadlines == deadlines_in(text, date(2025, 3, 10))
    assert directive.events == events_in(text, date(2025, 3, 10))


@given(notices())
def test_a_notice_that_is_no_draft_is_complete(notice: Notice) -> None:
    """Head and foot are there, with nothing left to fill in."""
    assert notice.letterhead
    assert notice.number
    assert notice.number.number
    assert notice.dateline
    assert notice.dateline.date
    assert notice.recipients
    assert notice.signature
    assert notice.signature.name


@given(notices())
def test_a_notice_is_a_few_pages_long(notice: Notice) -> None:
    """Small enough to be turned into every format, again and again."""
    assert sum(len(text.split()) for text in lay_out(notice).texts()) < 5_000


def _has_emphasis(notice: Notice) -> bool:
    return any(len(directive.text.runs) > 1 for _, directive in directives_of(notice))


@pytest.mark.parametrize(
    "holds",
    [
        lambda notice: notice.kind is DocumentKind.LETTER and len(notice.addressees) > 1,
        lambda notice: notice.kind_line,
        lambda notice: notice.subject.count("\n") == 2,
        lambda notice: notice.urgency and notice.secrecy,
        lambda notice: notice.circulation,
        lambda notice: len(notice.legal_bases) == 3,
        lambda notice: notice.meeting and notice.meeting.day and notice.meeting.chair,
        lambda notice: len(notice.sections) == 3,
        lambda notice: not notice.sections and directives_of(notice),
        lambda notice: notice.closing,
        lambda notice: len(notice.annexes) == 2,
        lambda notice: any(annex.landscape for annex in notice.annexes),
        lambda notice: any(annex.label for annex in notice.annexes),
        lambda notice: len(notice.signature.authority) == 2,
        lambda notice: "\n" in (notice.signature.title or ""),
        lambda notice: notice.signature.title is None,
        lambda notice: notice.key and notice.revision,
        lambda notice: any(isinstance(i, Table) for s in notice.sections for i in s.body),
        lambda notice: any(path.count("children") == 2 for path, _ in directives_of(notice)),
        lambda notice: {each.level for each in notice.sections} > {SectionLevel.SUBDIVISION},
        lambda notice: {"Phần I", "I."} <= {each.label for each in notice.sections},
        lambda notice: any(each.label == "Điều 2." for _, each in directives_of(notice)),
        lambda notice: len(notice.co_issuers) == 2,
        lambda notice: notice.issuing_authority and notice.legal_bases,
        lambda notice: notice.enacting_words,
        lambda notice: notice.salutation,
        lambda notice: len(notice.cosignatures) == 2,
        lambda notice: notice.drafter and notice.copies,
        lambda notice: notice.endorsement,
        lambda notice: len(notice.address) == 3,
        lambda notice: notice.medium is Medium.ELECTRONIC,
        lambda notice: any(annex.kind and annex.sections for annex in notice.annexes),
        lambda notice: any(annex.signed_at for annex in notice.annexes),
        lambda notice: notice.copy and notice.copy.number,
        lambda notice: notice.copy and notice.copy.signed_at,
        _has_emphasis,
        lambda notice: any(e.at and e.place for _, d in directives_of(notice) for e in d.events),
    ],
)
def test_every_feature_of_the_model_is_drawn(holds: Callable[[Notice], object]) -> None:
    """A test that draws notices meets each of them."""
    assert holds(find(notices(), lambda notice: bool(holds(notice)), settings=_first))


@pytest.mark.parametrize("kind", list(DeadlineKind))
def test_every_kind_of_deadline_is_drawn(kind: DeadlineKind) -> None:
    """With and without a day."""
    found = find(strategies.deadlines(), lambda deadline: deadline.kind is kind, settings=_first)

    assert (found.due is not None) == (kind is DeadlineKind.DATED)


@pytest.mark.parametrize(
    "blank",
    [
        lambda notice: notice.letterhead is None,
        lambda notice: notice.number is None,
        lambda notice: notice.number and notice.number.number is None,
        lambda notice: notice.dateline is None,
        lambda notice: notice.dateline and notice.dateline.day is None,
        lambda notice: notice.dateline and notice.dateline.place is None,
        lambda notice: notice.dateline and notice.dateline.year is None,
        lambda notice: notice.signature is None,
        lambda notice: notice.signature and notice.signature.name is None,
        lambda notice: not notice.recipients,
    ],
)
def test_a_draft_may_lack_any_part(blank: Callable[[Notice], object]) -> None:
    """What circulates before it is signed."""
    assert blank(find(notices(drafts=True), lambda notice: bool(blank(notice)), settings=_first))


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_a_conforming_document_of_every_kind_is_drawn(kind: DocumentKind) -> None:
    """The type that is asked for; without one, any of the 29."""
    found = find(notices(kind=kind, conforming=True), lambda _: True, settings=_first)

    assert found.kind is kind
    assert found.number
    assert found.signature


def test_odd_labels_are_drawn_when_asked_for() -> None:
    """Other schemes of numbering, and none at all."""

    def is_odd(notice: Notice) -> bool:
        return any(each.label in wordlists.ODD_LABELS for _, each in directives_of(notice))

    assert is_odd(find(notices(odd_labels=True), is_odd, settings=_first))


def test_the_simplest_notice_can_be_read_at_a_glance() -> None:
    """What a failing test shows is no wall of text."""
    simplest = find(notices(), lambda _: True, settings=settings(database=None))

    assert sum(len(text.split()) for text in lay_out(simplest).texts()) < 80


@pytest.mark.parametrize("kind", _hypothesis.TYPES, ids=lambda kind: kind.__name__)
def test_hypothesis_knows_every_type_of_the_model(kind: type[Any]) -> None:
    """``st.from_type`` and ``st.builds`` of a class with such a field just work."""
    assert isinstance(find(st.from_type(kind), lambda _: True, settings=_first), kind)


def test_asking_for_nothing_of_ours_loads_no_strategy() -> None:
    """The hook costs other projects' tests little."""
    code = "import vnadmindoc._hypothesis, sys; print('vnadmindoc.strategies' in sys.modules)"

    assert run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"
