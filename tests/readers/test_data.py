"""JSON and YAML say what they seem to say, and what is wrong is told with its line."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnadmindoc.errors import InvalidNoticeError, ReadError
from vnadmindoc.exporters.data import JsonExporter, YamlExporter
from vnadmindoc.model import Notice
from vnadmindoc.readers.data import json_data, read_json, read_yaml, yaml_data
from vnadmindoc.serial import MAX_DEPTH, to_data
from vnadmindoc.strategies import notices

_SIGNS = "ab1 :-#'\"[]{},|>&*!%@`?~\\\n\t\u00a0ệ\ud800\x07"


@given(notices(drafts=True))
def test_both_formats_hold_the_same_data(notice: Notice) -> None:
    """Plain data, the same from either file."""
    data = to_data(notice)

    assert json_data(JsonExporter().export(notice).decode()) == data
    assert yaml_data(YamlExporter().export(notice).decode()) == data


@pytest.mark.parametrize("read", [read_json, read_yaml, json_data, yaml_data])
@given(text=st.one_of(st.text(_SIGNS), st.text(_SIGNS).map("schema: vnadmindoc/1\n".__add__)))
def test_no_text_raises_anything_but_our_errors(read: Callable[[str], object], text: str) -> None:
    """Neither the parser's own error nor an endless loop."""
    try:
        read(text)
    except ReadError as error:
        assert error.place is not None  # noqa: PT017  # most texts are refused, some are not


@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(-(10**17), 10**17), st.text()),
        lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    )
)
def test_json_is_read_as_python_reads_it(value: object) -> None:
    """Wherever both read it at all."""
    text = json.dumps(value)

    assert json_data(text) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("5", 5),
        ("-3", -3),
        ("0", 0),
        ("010", "010"),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("+5", "+5"),
        ("1.5", "1.5"),
        ("1e3", "1e3"),
        ("9" * 19, "9" * 19),
        ("12:30", "12:30"),
        ("2025-11-30", "2025-11-30"),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("y", "y"),
        ("True", "True"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        (".inf", ".inf"),
        ("'5'", "5"),
        ('"true"', "true"),
        ("''", ""),
        ("|-\n  5", "5"),
        ("1.", "1."),
        ("=", "="),
    ],
)
def test_plain_yaml_is_text_but_for_the_obvious(written: str, value: object) -> None:
    """No rule of a parser turns 010 into 8 or no into false."""
    assert yaml_data(f"a: {written}") == {"a": value}


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('{"a": 1,\n "a": 2}', "2:2", "key 'a' stands twice, first on line 1"),
        ('{"a":\n NaN}', "2:2", "NaN is no number"),
        ("[1,\n -Infinity]", "2:2", "-Infinity is no number"),
        ("[" * 10_000, f"1:{MAX_DEPTH + 1}", f"nested deeper than {MAX_DEPTH} levels"),
        ('{"a":' * 10_000, f"1:{5 * MAX_DEPTH + 1}", f"nested deeper than {MAX_DEPTH} levels"),
        ('{"a": 1,\n}', "2:1", "not well-formed JSON"),
        ("{'a': 1}", "1:2", "not well-formed JSON"),
        ('{"a": "b\n"}', "1:9", "not well-formed JSON"),
        ("", "1:1", "not well-formed JSON"),
        ("[\n" + "9" * 5_000 + "]", "2:1", "a number of 5000 figures"),
        ('{"a": "\x00"}', "1:8", "character U+0000 is not allowed in text"),
        ('{"a": 1}\n{}', "2:1", "not well-formed JSON"),
    ],
)
def test_json_that_is_none_is_told_with_its_place(text: str, place: str, message: str) -> None:
    """Line and column, counted from 1."""
    with pytest.raises(ReadError) as caught:
        json_data(text, source="a.json")

    assert caught.value.place == f"a.json:{place}"
    assert caught.value.message.startswith(message)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: *x", 2, "an alias: *x"),
        ("a: 1\nb: &x 2", 2, "an anchor: &x"),
        ("a: 1\nb: &x [2]", 2, "an anchor: &x"),
        ("a: 1\nb: !!str 2", 2, "a tag: tag:yaml.org,2002:str"),
        ("a: !!python/object/apply:os.system [ls]", 1, "a tag: tag:yaml.org,2002:python/object"),
        ("a: ! 2", 1, "a tag: !"),
        ("a: 1\n---\nb: 2", 2, "a second document in one file"),
        ("a: 1\nb: 2\na: 3", 3, "key 'a' stands twice, first on line 1"),
        ("a: 1\n? [b]\n: 2", 2, "a key is a mapping or a list"),
        ("a: 1\n{b: 1}: 2", 2, "a key is a mapping or a list"),
        ("a: 1\nb: \x07", 2, "character U+0007 is not allowed in text"),
        ("a:\n\t- b", 2, "not well-formed YAML"),
        ("a: 1\nb: c: d", 2, "not well-formed YAML"),
        ("a: 1\nb: @c", 2, "not well-formed YAML"),
        ("a: 1\nb: 'c", 2, "not well-formed YAML"),
        ("a:\n " + "[" * 10_000, 2, f"nested deeper than {MAX_DEPTH} levels"),
        ("- " * 10_000, 1, f"nested deeper than {MAX_DEPTH} levels"),
    ],
)
def test_yaml_that_is_none_is_told_with_its_line(text: str, line: int, message: str) -> None:
    """What YAML allows beyond plain data is refused as well."""
    with pytest.raises(ReadError) as caught:
        yaml_data(text, source="a.yaml")

    assert (caught.value.place or "").startswith(f"a.yaml:{line}:")
    assert caught.value.message.startswith(message)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("a:\n\t- b", "indent with spaces, no tabs"),
        ("a: Kính gửi: UBND", "put text that holds a colon into quotes"),
        ("a: @b", "put text that begins with such a sign into quotes"),
        ("a: *b", "write the value out once more"),
        ("subject: A", "add the line  schema: vnadmindoc/1"),
    ],
)
def test_a_slip_comes_with_its_remedy(text: str, remedy: str) -> None:
    """Said to who writes the file, not to who wrote the parser."""
    with pytest.raises(ReadError) as caught:
        read_yaml(text)

    assert remedy in (caught.value.remedy or "")


def test_problems_of_a_notice_are_told_in_the_order_of_their_lines() -> None:
    """Each with its path and its line; what is missing with the line of what it is missing in."""
    text = (
        "schema: vnadmindoc/1\n"
        "number:\n"
        "  number: 0\n"
        "sections:\n"
        "  - label: I.\n"
        "    body:\n"
        "      - text: Báo cáo\n"
        "        lable: 1.\n"
        "revision: -1\n"
    )

    with pytest.raises(InvalidNoticeError) as caught:
        read_yaml(text, source="a.yaml")

    assert caught.value.place == "a.yaml"
    assert [problem.rpartition(" @ ")[2] for problem in caught.value.problems] == [
        "$.number.symbol (line 2)",
        "$.number.number (line 3)",
        "$.sections[0].heading (line 5)",
        "$.sections[0].body[0].lable (line 8)",
        "$.revision (line 9)",
    ]


def test_problems_of_a_json_notice_name_their_lines_too() -> None:
    """The same error for the same slip."""
    with pytest.raises(InvalidNoticeError) as caught:
        read_json('{"schema": "vnadmindoc/1",\n "subject": 5}', source="a.json")

    assert caught.value.problems == (
        "expected text, found the number 5, which needs quotes @ $.subject (line 2)",
    )


@pytest.mark.parametrize(("read", "text"), [(read_json, "[]"), (read_yaml, "- a")])
def test_what_is_no_mapping_is_told_with_the_source(read: Callable[..., Notice], text: str) -> None:
    """A list is no notice."""
    with pytest.raises(ReadError) as caught:
        read(text, source="a.data")

    assert caught.value.place == "a.data:1"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_byte_order_mark_is_no_part_of_the_text(mark: str) -> None:
    """Some editors put one at the front."""
    assert read_yaml(f"{mark}schema: vnadmindoc/1\nsubject: A") == Notice(subject="A")
    assert read_json(mark + '{"schema": "vnadmindoc/1", "subject": "A"}') == Notice(subject="A")
