"""Values that exist are well formed, and what is wrong with one is told at once, with its path."""

import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from attrs import evolve, fields
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from vnadmindoc.errors import InvalidNoticeError
from vnadmindoc.model import (
    MAX_DEPTH,
    Annex,
    Assignment,
    Authority,
    Copy,
    Dateline,
    Deadline,
    Directive,
    DocumentNumber,
    Event,
    Letterhead,
    Meeting,
    Notice,
    Paragraph,
    Section,
    Signature,
    Table,
    directives_of,
    texts_of,
)
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.strategies import notices, rich_texts, runs, vietnamese_text
from vnadmindoc.vocabulary import Bound, DeadlineKind, DocumentKind, SectionLevel

KINDS: tuple[type[Any], ...] = (
    Annex,
    Assignment,
    Authority,
    Dateline,
    Deadline,
    Directive,
    DocumentNumber,
    Event,
    Letterhead,
    Meeting,
    Notice,
    Paragraph,
    RichText,
    Run,
    Section,
    Signature,
    Table,
)

_scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.text("\x00\ud800 aệ\n", max_size=3),
    st.binary(max_size=3),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.sampled_from(["before", "dated", "chu_tri", "TM", "khan", "thong_bao"]),
    st.sampled_from([Paragraph(text="a"), Directive(text="b"), Table(rows=[["c"]]), RichText("d")]),
    st.just(object()),
)
_garbage = st.recursive(
    _scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.text(max_size=2), inner, max_size=2),
        st.lists(inner, max_size=3).map(iter),
    ),
    max_leaves=6,
)


def _problems(make: Callable[[], object]) -> tuple[str, ...]:
    """Return what a constructor finds wrong."""
    with pytest.raises(InvalidNoticeError) as caught:
        make()
    return tuple(caught.value.problems)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_a_constructor_refuses_anything_with_one_kind_of_error(
    kind: type[Any], data: st.DataObject
) -> None:
    """Whatever it is given, it makes a value or says what is wrong with which field."""
    names = [each.name for each in fields(kind) if each.init]
    values = {name: data.draw(_garbage, label=name) for name in names}

    try:
        value = kind(**values)
    except InvalidNoticeError as error:
        paths = [problem.rpartition(" @ ")[2] for problem in error.problems]
        assert paths
        # Rich text is mostly given as a string, and then it has no runs to speak of.
        known = [*names, "text"] if kind is RichText else names
        assert all(path.split(".")[0].split("[")[0] in known for path in paths)
    else:
        assert hash(value) == hash(evolve(value))


@given(notices())
def test_a_notice_is_a_value(notice: Notice) -> None:
    """Equal parts make equal notices, with equal hashes, that nobody can change."""
    again = evolve(notice)

    assert again == notice
    assert hash(again) == hash(notice)
    with pytest.raises(FrozenInstanceError):
        notice.subject = "khác"  # type: ignore[misc]  # that it cannot be is the point


@given(vietnamese_text())
def test_text_has_one_form_however_it_is_typed(text: str) -> None:
    """Decomposed letters and stray blanks make no other value."""
    loose = "  " + unicodedata.normalize("NFD", text).replace(" ", " \t") + "\u200b "

    assert Section(heading=loose) == Section(heading=text)
    assert Directive(text=loose) == Directive(text=text)
    assert Notice(subject=loose) == Notice(subject=text)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: Letterhead(agency=" "), "required text is empty @ agency"),
        (lambda: Letterhead(agency="a\x07"), "U+0007 is not allowed in text @ agency"),
        (lambda: DocumentNumber(symbol="/"), "required text is empty @ symbol"),
        (lambda: DocumentNumber(symbol="TB", number=0), "from 1 to 9999999, found 0 @ number"),
        (lambda: DocumentNumber(symbol="TB", number=True), "found True @ number"),
        (lambda: DocumentNumber(symbol="TB", number=10**5_000), "a far greater one @ number"),
        (Dateline, "expected a place or a year @ place"),
        (lambda: Dateline(place="Huế", month=3), "a month needs a year @ month"),
        (lambda: Dateline(year=2025, day=3), "a day needs a month @ day"),
        (lambda: Dateline(year=2025, month=2, day=29), "29/2/2025 is no day @ day"),
        (lambda: Dateline(year=1899), "from 1900 to 2100, found 1899 @ year"),
        (lambda: Assignment(party="", role="chu_tri"), "required text is empty @ party"),
        (lambda: Assignment(party="A", role="chủ trì"), "found 'chủ trì' @ role"),
        (lambda: Deadline(phrase="a"), "a dated deadline has a last day, any other has none @ due"),
        (
            lambda: Deadline(phrase="a", kind="vague", due=date(2025, 1, 1)),
            "a dated deadline has a last day, any other has none @ due",
        ),
        (
            lambda: Deadline(phrase="a", due=date(2025, 1, 1), bound="by"),
            "a stated day and its bound come together @ bound",
        ),
        (
            lambda: Deadline(phrase="a", kind="vague", at=time(9)),
            "an hour needs a last day @ at",
        ),
        (
            lambda: Deadline(phrase="a", due=date(2025, 1, 1), at=time(9, tzinfo=UTC)),
            "expected an hour without a time zone @ at",
        ),
        (
            lambda: Deadline(phrase="a", due=datetime(2025, 1, 1, tzinfo=UTC)),
            "expected a date, found datetime @ due",
        ),
        (lambda: Deadline(phrase="a", due=date(2101, 1, 1)), "outside 1900-2100 @ due"),
        (lambda: Event(phrase="a", day=date(1, 1, 1)), "outside 1900-2100 @ day"),
        (lambda: Paragraph(text=""), "required text is empty @ text"),
        (lambda: Table(rows=[]), "a table needs a row and a column @ rows"),
        (lambda: Table(rows=[[]]), "a table needs a row and a column @ rows"),
        (lambda: Table(rows=[["a", "b"], ["c"]]), "1 cells, the first row has 2 @ rows[1]"),
        (lambda: Table(rows=[["a"]], header_rows=2), "from 0 to 1, found 2 @ header_rows"),
        (lambda: Section(heading=""), "required text is empty @ heading"),
        (lambda: Authority(prefix="TM.", title="A"), "found 'TM.' @ prefix"),
        (Signature, "expected a line of authority, a title or a name @ title"),
        (
            lambda: Annex(title="A", body=[Paragraph(text="a")], landscape=True),
            "only an annex with a table may lie on its side (I.2) @ landscape",
        ),
        (Notice, "a notice needs a subject or a body @ subject"),
        (lambda: Notice(subject="A", revision=-1), "from 0 to 9999, found -1 @ revision"),
        (lambda: Notice(subject="A", recipients=["B", " "]), "text is empty @ recipients[1]"),
        (lambda: RichText(""), "required text is empty @ runs"),
        (lambda: Run(text=""), "required text is empty @ text"),
    ],
)
def test_what_is_wrong_is_named_with_its_path(make: Callable[[], object], problem: str) -> None:
    """One rule broken, one problem told."""
    (told,) = _problems(make)

    assert told.endswith(problem)


@pytest.mark.parametrize(
    ("make", "place"),
    [
        (lambda: Notice(subject="A", sections="I."), "sections"),  # type: ignore[arg-type]
        (lambda: Notice(subject="A", recipients="VT"), "recipients"),
        (lambda: Notice(subject="A", opening=["a"]), "opening[0]"),  # type: ignore[list-item]
        (lambda: Notice(subject="A", letterhead="UBND"), "letterhead"),  # type: ignore[arg-type]
        (lambda: Table(rows="ab"), "rows"),
        (lambda: Directive(text=5), "text"),  # type: ignore[arg-type]
        (lambda: Run(text="a", bold=1), "bold"),  # type: ignore[arg-type]
    ],
)
def test_a_value_of_a_wrong_type_is_refused(make: Callable[[], object], place: str) -> None:
    """A lone string is no list of strings, and nothing is turned into text in silence."""
    assert [problem.rpartition(" @ ")[2] for problem in _problems(make)] == [place]


def test_all_problems_of_a_value_come_in_one_error() -> None:
    """Nobody has to mend a notice one error at a time."""
    problems = _problems(
        lambda: Notice(kind="thong_boa", subject="a\x00", revision=-1, recipients=["", "b"])
    )

    assert [problem.rpartition(" @ ")[2] for problem in problems] == [
        "kind",
        "subject",
        "recipients[0]",
        "revision",
    ]


@pytest.mark.parametrize(
    "annotation",
    [
        {"assignments": [Assignment(party="Sở Tài chính", role="chu_tri")]},
        {"deadlines": [Deadline(phrase="trước ngày 3/5/2025", kind="vague")]},
        {"events": [Event(phrase="ngày hội")]},
    ],
    ids=str,
)
def test_an_annotation_quotes_its_directive(annotation: dict[str, Any]) -> None:
    """Whoever prints the directive prints who and by when."""
    (told,) = _problems(lambda: Directive(text="Sở Nội vụ báo cáo.", **annotation))

    assert "does not stand in the directive's text" in told


def test_an_annotation_may_quote_what_hangs_on_the_directive() -> None:
    """A party named in a point or in a table's cell belongs to the duty above it."""
    below = (Directive(text="Sở Y tế báo cáo"), Table(rows=[["Công an tỉnh"]]))
    parties = [Assignment(party=each, role="giao") for each in ("Sở Y tế", "Công an tỉnh")]

    directive = Directive(text="Các việc sau:", children=below, assignments=parties)

    assert list(texts_of(directive)) == ["Các việc sau:", "Sở Y tế báo cáo", "Công an tỉnh"]


def test_keys_are_unique_within_their_owner() -> None:
    """A key names one thing."""
    twice = [
        Assignment(party="A", role="giao", key="k"),
        Assignment(party="B", role="giao", key="k"),
    ]

    (in_directive,) = _problems(lambda: Directive(text="A B", assignments=twice))
    (in_notice,) = _problems(
        lambda: Notice(
            opening=[Directive(text="A", key="k")],
            sections=[Section(heading="B", body=[Directive(text="C", key="k")])],
        )
    )

    assert in_directive == "key 'k' stands twice @ assignments[1].key"
    assert in_notice == "key 'k' stands twice @ sections[0].body[0].key"


def test_nesting_ends_somewhere() -> None:
    """Directives go as deep as is promised, and no deeper."""
    directive = Directive(text="a")
    for _ in range(MAX_DEPTH - 1):
        directive = Directive(text="a", children=[directive])

    (told,) = _problems(lambda: Directive(text="a", children=[directive]))

    assert told == f"nested deeper than {MAX_DEPTH} levels @ children"


def test_directives_are_found_in_reading_order_with_their_paths() -> None:
    """Wherever they stand in the notice."""
    point = Directive(text="điểm")
    notice = Notice(
        opening=[Paragraph(text="đoạn"), Directive(text="mở đầu", children=[point])],
        sections=[Section(heading="mục", body=[Directive(text="khoản")])],
        closing=[Directive(text="kết")],
        annexes=[Annex(title="phụ lục", body=[Directive(text="việc")])],
    )

    assert [(path, str(directive.text)) for path, directive in directives_of(notice)] == [
        ("opening[1]", "mở đầu"),
        ("opening[1].children[0]", "điểm"),
        ("sections[0].body[0]", "khoản"),
        ("closing[0]", "kết"),
        ("annexes[0].body[0]", "việc"),
    ]


@pytest.mark.parametrize(
    ("dateline", "meeting", "expected"),
    [
        (Dateline(year=2021, month=10, day=5), date(2021, 9, 30), date(2021, 10, 5)),
        (Dateline(year=2021, month=10), date(2021, 9, 30), date(2021, 10, 1)),
        (Dateline(year=2021), date(2021, 9, 30), date(2021, 9, 30)),
        (None, date(2021, 9, 30), date(2021, 9, 30)),
        (None, None, None),
    ],
)
def test_incomplete_dates_are_read_against_the_day_of_issue(
    dateline: Dateline | None, meeting: date | None, expected: date | None
) -> None:
    """Else against the first of its month, else the day of the meeting."""
    notice = Notice(subject="A", dateline=dateline, meeting=Meeting(day=meeting))

    assert notice.reference_date == expected


def test_values_take_the_words_of_a_data_file() -> None:
    """An enumeration may be given by its value, a sequence as any sequence, text as a string."""
    assert Notice(kind="cong_van", subject="A").kind is DocumentKind.LETTER
    assert Deadline(phrase="a", kind="vague").kind is DeadlineKind.VAGUE
    day = date(2025, 1, 1)
    assert Deadline(phrase="a", bound="by", stated=day, due=day).bound is Bound.BY
    assert Notice(recipients=iter(["A", "B"]), subject="C").recipients == ("A", "B")
    assert DocumentNumber(symbol="/TB-UBND").symbol == "TB-UBND"
    assert Table(rows=[["a", ""]]).rows == ((RichText("a"), None),)


@given(st.lists(runs(), min_size=1, max_size=5))
def test_rich_text_is_settled_once(pieces: list[Run]) -> None:
    """What comes out of it goes in again and comes out the same."""
    text = RichText(pieces)

    assert RichText(text.runs) == text
    assert RichText(text) == text
    assert str(text) == "".join(run.text for run in text.runs)
    assert all(
        one.emphasis != next_.emphasis for one, next_ in zip(text.runs, text.runs[1:], strict=False)
    )


@given(rich_texts(), st.data())
def test_equal_looks_are_equal_values(text: RichText, data: st.DataObject) -> None:
    """Where a writer cut the runs, and on which side of a border a blank stands, is not seen."""
    pieces: list[Run] = []
    for run in text.runs:
        cut = data.draw(st.integers(0, len(run.text)))
        halves = (run.text[:cut], run.text[cut:])
        pieces += [evolve(run, text=half) for half in halves if half]
    for index in range(len(pieces) - 1):
        one, other = pieces[index], pieces[index + 1]
        if one.text.endswith(" ") and one.text.strip() and data.draw(st.booleans()):
            pieces[index] = evolve(one, text=one.text[:-1])
            pieces[index + 1] = evolve(other, text=" " + other.text)

    assert RichText(pieces) == text


@given(st.lists(runs(), min_size=1, max_size=5))
def test_rich_text_keeps_every_word(pieces: list[Run]) -> None:
    """Joining runs neither drops nor joins words."""
    assert str(RichText(pieces)).split() == "".join(run.text for run in pieces).split()


@pytest.mark.parametrize(
    ("label", "level"),
    [
        ("Phần I", SectionLevel.PART),
        ("PHẦN THỨ NHẤT", SectionLevel.PART),
        ("Chương II", SectionLevel.CHAPTER),
        ("Mục 1", SectionLevel.DIVISION),
        ("Tiểu mục 2.", SectionLevel.SUBDIVISION),
        ("II.", SectionLevel.ROMAN),
        ("", SectionLevel.ROMAN),
        ("Mục tiêu", SectionLevel.ROMAN),
        ("Phần mềm A", SectionLevel.ROMAN),
    ],
)
def test_a_label_says_the_level_of_its_section(label: str, level: SectionLevel) -> None:
    """A word and an ordinal stand on a line of their own; anything else is a Roman mục."""
    assert Section(label=label, heading="Chung").level is level


def test_a_part_may_lack_its_title_and_a_roman_one_may_not() -> None:
    """A check tells of the one; the other would be nothing at all."""
    assert Section(label="Chương I", heading="").heading == ""
    with pytest.raises(InvalidNoticeError, match="required text is empty @ heading"):
        Section(label="I.", heading="")


def test_a_moment_is_told_by_a_clock_in_vietnam() -> None:
    """To the second; without a zone it is Vietnam's already."""
    greenwich = datetime(2026, 3, 5, 2, 30, 0, 999, tzinfo=UTC)
    annex = Annex(title="Danh mục", signed_at=greenwich)

    assert annex.signed_at == datetime(2026, 3, 5, 9, 30)  # noqa: DTZ001  # Vietnam's
    assert evolve(annex, signed_at=annex.signed_at) == annex


ANYTHING: Any = "hôm nay"


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (
            lambda: Annex(title="A", kind=DocumentKind.STATUTE, label="Phụ lục I"),
            "has no label of an annex @ label",
        ),
        (lambda: Annex(title="A", kind="qui_che"), "@ kind"),
        (lambda: Annex(title="A", signed_at=ANYTHING), "expected a date with an hour"),
        (
            lambda: Annex(title="A", signed_at=datetime(1066, 1, 1)),  # noqa: DTZ001  # Vietnam's
            "outside 1900-2100 @ signed_at",
        ),
        (
            lambda: Annex(title="A", landscape=True, sections=[Section(heading="I")]),
            "only an annex with a table",
        ),
        (
            lambda: Copy(letterhead=Letterhead(agency="A"), signed_at=datetime(2026, 1, 1)),  # noqa: DTZ001  # Vietnam's
            "only an electronic copy shows when it was signed @ signed_at",
        ),
        (lambda: Copy(letterhead=ANYTHING), "expected Letterhead"),
        (lambda: Copy(letterhead=Letterhead(agency="A"), kind="XX"), "expected one of SY, SL, TrS"),
        (
            lambda: Notice(subject="A", co_issuers=[Letterhead(agency="B")]),
            "other issuing bodies need a first one @ co_issuers",
        ),
        (
            lambda: Notice(subject="A", cosignatures=[Signature(name="B")]),
            "other signers need a first one @ cosignatures",
        ),
        (lambda: Notice(subject="A", copies=0), "whole number from 1 to 9999999, found 0 @ copies"),
        (lambda: Notice(subject="A", medium="giấy"), "expected one of giay, dien_tu"),
        (lambda: Notice(subject="A", address=[""]), "required text is empty @ address[0]"),
    ],
)
def test_a_form_that_cannot_be_is_refused(make: Callable[[], object], problem: str) -> None:
    """Each with its path."""
    with pytest.raises(InvalidNoticeError) as caught:
        make()

    assert problem in str(caught.value)


def test_a_table_in_a_section_may_lie_on_its_side() -> None:
    """Wherever in the annex it stands."""
    section = Section(heading="Bảng", body=[Table(rows=[["a"]])])

    assert Annex(title="A", landscape=True, sections=[section]).landscape
