"""Strategies for the body: paragraphs, tables, directives with all that hangs on them, sections."""

from collections.abc import Callable
from datetime import date

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from vnadmindoc.model import (
    Assignment,
    BodyItem,
    Deadline,
    Directive,
    Event,
    Paragraph,
    Section,
    Table,
)
from vnadmindoc.numerals import point_letter
from vnadmindoc.richtext import RichText
from vnadmindoc.strategies import wordlists
from vnadmindoc.strategies.parts import REFERENCE, deadlines, events
from vnadmindoc.strategies.texts import (
    ACTS,
    ENDINGS,
    HEADINGS,
    MAYBE,
    OPENINGS,
    PARTIES,
    PERSONS,
    RARELY,
    RUNNING,
    SELDOM,
    emphasized,
    rich_texts,
    vietnamese_text,
)
from vnadmindoc.vocabulary import AssignmentRole


def paragraphs(*, emphasis: bool = True) -> SearchStrategy[Paragraph]:
    """Return paragraphs without a label (*đoạn văn*).

    Args:
        emphasis: Whether bold, italic and underline occur.
    """
    return st.builds(Paragraph, text=rich_texts(emphasis=emphasis))


@st.composite
def tables(
    draw: DrawFn, *, max_rows: int = 4, max_columns: int = 4, header_rows: int | None = None
) -> Table:
    """Draw tables (*bảng*); a cell may be empty, a row is never.

    Args:
        draw: Given by Hypothesis.
        max_rows: The greatest number of rows.
        max_columns: The greatest number of columns.
        header_rows: How many rows are headings; None draws none, one or two, mostly one.
    """
    columns = draw(st.integers(1, max_columns))
    count = draw(st.integers(max(1, header_rows or 0), max(1, max_rows)))
    if header_rows is None:
        header_rows = min(draw(st.sampled_from((1, 1, 1, 0, 2))), count)
    rows = []
    for _ in range(count):
        row = [draw(_cells) for _ in range(columns)]
        if not any(row):
            row[draw(st.integers(0, columns - 1))] = RichText(draw(RUNNING))
        rows.append(row)
    return Table(rows=rows, header_rows=header_rows)


_cells: SearchStrategy[RichText | None] = st.one_of(
    st.builds(RichText, vietnamese_text(max_words=3, capitalized=False)),
    st.none(),
    st.builds(RichText, st.integers(1, 99).map(str)),
    rich_texts(max_words=3),
)


@st.composite
def directives(
    draw: DrawFn,
    *,
    label: str = "1.",
    reference: date = REFERENCE,
    max_depth: int = 3,
    odd_labels: bool = False,
    as_read: bool = False,
) -> Directive:
    """Draw directives with all that hangs on them (*nội dung chỉ đạo*).

    Args:
        draw: Given by Hypothesis.
        label: The label of the uppermost one; the others count below it.
        reference: The day from which deadlines fall due.
        max_depth: The deepest nesting, 1 to 3.
        odd_labels: Whether labels may be of another scheme or missing.
        as_read: Whether only what a reader finds in the printed text is annotated, without keys.
    """
    writer = Writer(draw, reference=reference, odd_labels=odd_labels, as_read=as_read)
    return writer.directive(label, levels=max_depth)


@st.composite
def sections(
    draw: DrawFn,
    *,
    label: str = "I.",
    reference: date = REFERENCE,
    max_directives: int = 4,
    odd_labels: bool = False,
    as_read: bool = False,
) -> Section:
    """Draw parts of the body with a heading (*mục*).

    Args:
        draw: Given by Hypothesis.
        label: The label of the section.
        reference: The day from which deadlines fall due.
        max_directives: The greatest number of directives at its top.
        odd_labels: Whether labels may be of another scheme or missing.
        as_read: Whether only what a reader finds in the printed text is annotated, without keys.
    """
    writer = Writer(draw, reference=reference, odd_labels=odd_labels, as_read=as_read)
    return writer.section(label, max_directives)


class Writer:
    """Writes the body of one notice.

    It holds what all parts share: the source of chance, the reference day, the keys given so far.
    """

    def __init__(self, draw: DrawFn, *, reference: date, odd_labels: bool, as_read: bool) -> None:
        self.draw = draw
        self.reference = reference
        self.odd_labels = odd_labels
        self.as_read = as_read
        self.keyed = not as_read and draw(SELDOM)
        self._keys = 0

    def section(self, label: str, max_directives: int) -> Section:
        """Write a section; its body may be empty."""
        heading = f"Nhiệm vụ {self.draw(HEADINGS)}"
        body = self.body(max_directives)
        return Section(label=self._label(label), heading=heading, body=body)

    def body(self, max_directives: int, *, levels: int = 3) -> tuple[BodyItem, ...]:
        """Write paragraphs and tables around directives numbered from 1; may be empty."""
        items: list[BodyItem] = []
        if self.draw(MAYBE):
            items.append(self.draw(_paragraphs))
        for index in range(self.draw(st.integers(0, max_directives))):
            items.append(self.directive(f"{index + 1}.", levels=levels))
            if self.draw(RARELY):
                items.append(self.draw(_tables_or_paragraphs))
        return tuple(items)

    def directive(self, label: str, *, levels: int, level: int = 1) -> Directive:
        """Write a directive of a level, and points below it down to the last of the levels."""
        text, assigned, due, observed = self._duty()
        children: list[BodyItem] = []
        if level < levels and self.draw(SELDOM):
            lettered = level == 1 and self.draw(MAYBE)
            for index in range(self.draw(st.integers(1, 3))):
                point = "+" if level == 2 else f"{point_letter(index)})" if lettered else "-"
                children.append(self.directive(point, levels=levels, level=level + 1))
        if self.draw(RARELY):
            children.append(self.draw(_tables_or_paragraphs))
        return Directive(
            label=self._label(label),
            text=emphasized(self.draw, text),
            assignments=[evolve(each, key=self._key()) for each in assigned],
            deadlines=[evolve(each, key=self._key()) for each in due],
            events=observed,
            children=children,
            key=self._key(),
        )

    def _duty(self) -> tuple[str, list[Assignment], list[Deadline], list[Event]]:
        """Write the text of a directive and what it says: who, by when, on which day."""
        what = " ".join(self.draw(_few_words))
        text, assigned = self.draw(st.sampled_from(_DUTIES))(self.draw, what)
        due: list[Deadline] = []
        observed: list[Event] = []
        if self.draw(MAYBE):
            due = [self.draw(deadlines(reference=self.reference))]
            text = f"{text} {due[0].phrase}."
        if self.draw(RARELY):
            observed = [self.draw(events(reference=self.reference, as_read=self.as_read))]
            # A full stop: the words of some time limits go on to the end of the sentence.
            text = f"{text.rstrip('.')}. Chuẩn bị {observed[0].phrase}."
        if not due and not observed:
            text += self.draw(ENDINGS)
        return text, assigned, due, observed

    def _label(self, label: str) -> str:
        odd = self.odd_labels and self.draw(SELDOM)
        return self.draw(st.sampled_from(wordlists.ODD_LABELS)) if odd else label

    def _key(self) -> str | None:
        self._keys += 1
        return f"nv-{self._keys}" if self.keyed else None


_few_words = st.lists(RUNNING, min_size=1, max_size=8)
_paragraphs = paragraphs()
_tables_or_paragraphs: SearchStrategy[BodyItem] = st.one_of(_paragraphs, tables())

_Duty = Callable[[DrawFn, str], tuple[str, list[Assignment]]]


def _one_party(words: str, role: AssignmentRole, note: str | None = None) -> _Duty:
    """Make duties of one party; ``words`` holds ``{party}`` and other blanks."""

    def write(draw: DrawFn, what: str) -> tuple[str, list[Assignment]]:
        party = draw(PARTIES)
        if words.startswith("{party}"):
            party = party[:1].upper() + party[1:]
        text = words.format(party=party, act=draw(ACTS), opening=draw(OPENINGS), what=what)
        return text, [Assignment(party=party, role=role, note=note)]

    return write


def _nobody(draw: DrawFn, what: str) -> tuple[str, list[Assignment]]:
    return f"{draw(OPENINGS)} {what}", []


def _lead_and_partner(draw: DrawFn, what: str) -> tuple[str, list[Assignment]]:
    lead, partner = draw(st.lists(PARTIES, min_size=2, max_size=2, unique=True))
    lead = lead[:1].upper() + lead[1:]
    text = f"{lead} chủ trì, phối hợp với {partner} {draw(ACTS)} {what}"
    return text, [
        Assignment(party=lead, role=AssignmentRole.LEAD),
        Assignment(party=partner, role=AssignmentRole.PARTNER),
    ]


def _directed(draw: DrawFn, what: str) -> tuple[str, list[Assignment]]:
    party = f"Đồng chí {draw(PERSONS)}, Phó Giám đốc Sở"
    text = f"{draw(OPENINGS)} {what} ({party} chỉ đạo thực hiện)"
    return text, [Assignment(party=party, role=AssignmentRole.DIRECTS)]


_DUTIES: tuple[_Duty, ...] = (
    _nobody,
    _nobody,
    _lead_and_partner,
    _directed,
    _one_party("{party} chủ trì {act} {what}", AssignmentRole.LEAD),
    _one_party("{party} {act} {what}", AssignmentRole.EXECUTES),
    _one_party("Giao {party} {act} {what}", AssignmentRole.ASSIGNED),
    _one_party("Đề nghị {party} {act} {what}", AssignmentRole.REQUESTED),
    _one_party("{party} tham mưu {act} {what}", AssignmentRole.ADVISES),
    _one_party("{party} theo dõi, đôn đốc {what}", AssignmentRole.FOLLOWS_UP),
    _one_party("{party} là đầu mối {act} {what}", AssignmentRole.FOCAL_POINT),
    _one_party(
        "{opening} {what} ({party} chịu trách nhiệm chính)", AssignmentRole.RESPONSIBLE, "chính"
    ),
)
