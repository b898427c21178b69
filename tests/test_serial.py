"""Plain data holds a notice whole, and what is no notice is refused with every reason."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, time
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vnadmindoc.errors import InvalidNoticeError, ReadError
from vnadmindoc.model import (
    Deadline,
    Directive,
    Notice,
    Paragraph,
    Table,
)
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.serial import MAX_DEPTH, SCHEMA, from_data, to_data
from vnadmindoc.strategies import notices
from vnadmindoc.vocabulary import DeadlineKind

_json = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=4),
        st.text("\x00\ud800\n\u200b"),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["text", "rows", "label", "x"]), inner, max_size=3),
    ),
    max_leaves=8,
)


_DEADLINE = "$.opening[0].deadlines[0]"


def _parts(value: Any, path: str = "$") -> Iterator[tuple[str, Any, Any, Any]]:
    """Yield every value inside data with its path, its owner and its place there."""
    places: Any = value.items() if isinstance(value, dict) else enumerate(value)
    for place, inner in places:
        here = f"{path}.{place}" if isinstance(value, dict) else f"{path}[{place}]"
        yield here, inner, value, place
        if isinstance(inner, dict | list):
            yield from _parts(inner, here)


def _problems(data: object) -> tuple[str, ...]:
    with pytest.raises(InvalidNoticeError) as caught:
        from_data(data)
    return tuple(caught.value.problems)


def _notice_data(**changes: Any) -> dict[str, Any]:
    return {"schema": SCHEMA, "subject": "Kết luận", **changes}


@given(notices(drafts=True, odd_labels=True))
def test_data_holds_the_whole_notice(notice: Notice) -> None:
    """What goes out comes back the same, be it ever so blank."""
    assert from_data(to_data(notice)) == notice


@given(notices(drafts=True))
def test_data_is_plain(notice: Notice) -> None:
    """Nothing in it needs Python to be understood, and no default is written down."""
    data = to_data(notice)
    kinds = {type(value) for _, value, _, _ in _parts(data)}

    assert kinds <= {dict, list, str, int, bool, type(None)}
    assert list(data)[:2] == ["schema", "kind"]
    assert not [
        path for path, value, _, _ in _parts(data) if value in ([], {}, "") or value is False
    ]


@given(notices(drafts=True))
def test_equal_notices_give_equal_data_in_equal_order(notice: Notice) -> None:
    """A file compares line by line."""
    again = from_data(to_data(notice))

    assert json.dumps(to_data(again)) == json.dumps(to_data(notice))


@given(notices(drafts=True), st.data())
def test_an_unknown_key_is_refused_wherever_it_stands(notice: Notice, data: st.DataObject) -> None:
    """A slip of the pen is told, never passed over."""
    form = to_data(notice)
    mappings = [("$", form), *((p, v) for p, v, _, _ in _parts(form) if isinstance(v, dict))]
    path, mapping = data.draw(st.sampled_from(mappings))
    mapping["ghi_chu"] = "x"

    assert _problems(form) == (f"unknown key 'ghi_chu' @ {path}.ghi_chu",)


@given(notices(drafts=True), st.data())
def test_a_value_of_a_wrong_type_is_named_wherever_it_stands(
    notice: Notice, data: st.DataObject
) -> None:
    """No number becomes text, and no text a number."""
    form = to_data(notice)
    leaves = [
        part for part in _parts(form) if type(part[1]) in (str, int, bool) and part[3] != "schema"
    ]
    path, _, owner, place = data.draw(st.sampled_from(leaves))
    owner[place] = 1.5

    problems = _problems(form)

    assert len([each for each in problems if each.endswith(f"found the number 1.5 @ {path}")]) == 1


@given(notices(drafts=True), st.data())
def test_two_slips_are_told_together(notice: Notice, data: st.DataObject) -> None:
    """Nothing waits for the next attempt."""
    form = to_data(notice)
    leaves = [p for p in _parts(form) if type(p[1]) in (str, int, bool) and p[3] != "schema"]
    assume(len(leaves) > 1)
    for path, _, owner, place in data.draw(
        st.lists(st.sampled_from(leaves), min_size=2, max_size=2, unique_by=lambda part: part[0])
    ):
        owner[place] = 1.5
        form.setdefault("expected", []).append(path)
    expected = form.pop("expected")

    told = "\n".join(_problems(form)) + "\n"

    assert all(f"@ {path}\n" in told for path in expected)


@given(notices(drafts=True), st.data(), _json)
def test_no_data_raises_anything_but_our_errors(
    notice: Notice, data: st.DataObject, anything: Any
) -> None:
    """Whatever stands in a place, the answer is a notice or a reason."""
    form = deepcopy(to_data(notice))
    _, _, owner, place = data.draw(st.sampled_from(list(_parts(form))))
    owner[place] = anything

    try:
        notice = from_data(form)
    except ReadError:
        return

    assert from_data(to_data(notice)) == notice


@given(_json)
def test_what_is_no_notice_at_all_is_refused(anything: Any) -> None:
    """The first thing said is that the schema is missing, or that it is no mapping."""
    with pytest.raises(ReadError, match=r"no schema version|is a mapping, found"):
        from_data(anything)


def test_every_problem_of_a_bad_file_is_told_once() -> None:
    """All levels, all kinds, one error."""
    data = _notice_data(
        kind="thong_boa",
        subjet="Kết luận",
        number={"number": 0},
        dateline={"day": True, "month": 13, "year": "2021"},
        sections=[
            {
                "body": [
                    5,
                    {"txt": "a"},
                    {"text": "a", "deadlines": [{"phrase": "a", "due": "2021-13-01"}]},
                    {"rows": [["a"], [1, None]]},
                    ["a", {"text": "", "bold": "yes"}],
                ]
            }
        ],
        recipients="Lưu: VT",
        signature="GIÁM ĐỐC",
        annexes=[{"title": "\x07", "landscape": True}],
        revision=-1,
    )

    assert [problem.rpartition(" @ ")[2] for problem in _problems(data)] == [
        "$.subjet",
        "$.kind",
        "$.number.symbol",
        "$.number.number",
        "$.dateline.day",
        "$.dateline.year",
        "$.dateline.month",
        "$.sections[0].heading",
        "$.sections[0].body[0]",
        "$.sections[0].body[1].txt",
        "$.sections[0].body[1].text",
        "$.sections[0].body[2].deadlines[0].due",
        "$.sections[0].body[3].rows[1][0]",
        "$.sections[0].body[4][1].bold",
        "$.sections[0].body[4][1].text",
        "$.recipients",
        "$.signature",
        "$.annexes[0].title",
        "$.annexes[0].landscape",
        "$.revision",
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            {"text": [5], "assignments": [{"party": "Sở A", "role": "giao"}]},
            "expected a mapping with text, found the number 5 @ $.opening[0].text[0]",
        ),
        (
            {
                "text": "Sau đây:",
                "children": [{"label": "a)"}],
                "assignments": [{"party": "Sở A", "role": "giao"}],
            },
            "required key is missing @ $.opening[0].children[0].text",
        ),
        (
            {"text": "a", "deadlines": [{"phrase": "a", "kind": 1}]},
            f"expected one of {', '.join(DeadlineKind)}; found the number 1 @ {_DEADLINE}.kind",
        ),
    ],
)
def test_no_problem_is_told_that_only_follows_from_another(body: object, expected: str) -> None:
    """A text that is missing cannot be quoted wrongly."""
    assert _problems(_notice_data(opening=[body])) == (expected,)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"subject": "A"}, "no schema version"),
        ({"schema": None}, "no schema version"),
        ({"schema": "vnadmindoc/2"}, "a later schema version: 'vnadmindoc/2'"),
        ({"schema": 1}, "unknown schema version: the number 1"),
        ([], "the data of a notice is a mapping, found a list"),
        (None, "the data of a notice is a mapping, found nothing"),
    ],
)
def test_the_schema_version_is_asked_for(data: object, message: str) -> None:
    """A file says by which rules it is written; the error says which line to add."""
    with pytest.raises(ReadError) as caught:
        from_data(data)

    assert caught.value.message == message
    assert SCHEMA in (caught.value.expected or "")


@pytest.mark.parametrize(
    ("given_key", "meant"), [("subjct", "subject"), ("recipient", "recipients"), ("ghi_chu", None)]
)
def test_an_unknown_key_names_the_one_that_may_be_meant(given_key: str, meant: str | None) -> None:
    """Only where one is near."""
    (problem,) = _problems({"schema": SCHEMA, "opening": ["A"], given_key: "x"})
    hint = f", perhaps {meant!r} is meant" if meant else ""

    assert problem == f"unknown key {given_key!r}{hint} @ $.{given_key}"


def test_a_key_that_is_no_text_is_refused() -> None:
    """Python's dictionaries take anything as a key, files do not."""
    keys: dict[Any, Any] = {5: "x", None: "y", "a b": "z"}

    assert _problems(_notice_data() | keys) == (
        "expected keys of text, found the number 5 @ $",
        "expected keys of text, found nothing @ $",
        "unknown key 'a b' @ $",
    )


@pytest.mark.parametrize(
    "due",
    ["20251130", "2025-W48-7", "2025-11-30T00:00", "30/11/2025", "2025-11-31", "2025-1-1", "", 7],
)
def test_a_day_has_one_form(due: object) -> None:
    """Others are refused, also those that Python would take."""
    (problem,) = _problems(
        _notice_data(opening=[{"text": "a", "deadlines": [{"phrase": "a", "due": due}]}])
    )

    assert problem.startswith("expected a day such as 2025-11-30, found ")


@pytest.mark.parametrize(
    "at", ["17", "1700", "17h00", "17:00+07:00", "24:00", "7:00", "17:00Z", 17]
)
def test_an_hour_has_one_form(at: object) -> None:
    """Hours and minutes; seconds where there are any."""
    (problem,) = _problems(
        _notice_data(opening=[{"text": "a", "events": [{"phrase": "a", "at": at}]}])
    )

    assert problem.startswith("expected an hour such as 17:00, found ")


@pytest.mark.parametrize(
    ("hour", "written"),
    [
        (time(7), "07:00"),
        (time(17, 30, 5), "17:30:05"),
        (time(23, 59, 59, 10), "23:59:59.000010"),
    ],
)
def test_hours_are_written_as_short_as_they_are(hour: time, written: str) -> None:
    """And read back to the microsecond."""
    deadline = Deadline(phrase="a", due=date(2025, 1, 1), at=hour)
    notice = Notice(opening=[Directive(text="a", deadlines=[deadline])])

    data = to_data(notice)

    assert data["opening"][0]["deadlines"][0]["at"] == written
    assert from_data(data) == notice


def test_the_body_is_written_as_one_would_by_hand() -> None:
    """A paragraph is its text, a table its rows, a directive all its keys."""
    emphasised = RichText([Run(text="Hạn "), Run(text="cuối", bold=True), Run(text=" là mai")])
    notice = Notice(
        opening=[
            Paragraph(text="Một đoạn."),
            Directive(label="1.", text=emphasised),
            Table(rows=[["STT", None]]),
        ]
    )

    assert to_data(notice) == {
        "schema": SCHEMA,
        "kind": "thong_bao",
        "opening": [
            "Một đoạn.",
            {"text": ["Hạn ", {"text": "cuối", "bold": True}, " là mai"], "label": "1."},
            {"rows": [["STT", None]]},
        ],
    }


def test_an_empty_cell_may_be_written_either_way() -> None:
    """As nothing, or as an empty text."""
    table = from_data(_notice_data(opening=[{"rows": [["", None, "a"]]}])).opening[0]

    assert table == Table(rows=[[None, None, "a"]])


def test_nesting_beyond_reason_is_refused() -> None:
    """Also where it is deep enough to exhaust Python's stack."""
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]

    with pytest.raises(ReadError, match=f"nested deeper than {MAX_DEPTH} levels"):
        from_data(_notice_data(opening=deep))
    while deep:  # taken apart by hand: the interpreter would need its stack for it
        deep = deep.pop()


def test_a_long_value_does_not_flood_the_message() -> None:
    """A whole document in the wrong place is shortened, and so is a number without end."""
    problems = _problems(_notice_data(urgency="x" * 10_000, secrecy=-(10**5_000)))

    assert len(problems) == 2
    assert all(len(problem) < 200 for problem in problems)
