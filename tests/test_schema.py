"""The published schema agrees with what is written and what is refused."""

import json
import tomllib
from importlib.resources import files
from typing import Any

import pytest
from attrs import fields
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from vnadmindoc import model, richtext
from vnadmindoc.model import Notice
from vnadmindoc.schema import Language, json_schema
from vnadmindoc.serial import SCHEMA, to_data
from vnadmindoc.strategies import notices

VALIDATOR = Draft202012Validator(json_schema())


def _mappings(value: Any) -> list[dict[str, Any]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = [value] if isinstance(value, dict) else []
    return own + [mapping for each in inner for mapping in _mappings(each)]


def test_the_schema_is_one() -> None:
    """It obeys JSON Schema 2020-12, and every definition is used."""
    schema = json_schema()
    text = json.dumps(schema)

    Draft202012Validator.check_schema(schema)
    assert all(f'"#/$defs/{name}"' in text for name in schema["$defs"])


@given(notices(drafts=True, odd_labels=True))
def test_whatever_is_written_is_valid(notice: Notice) -> None:
    """Every file of ours passes any validator."""
    VALIDATOR.validate(to_data(notice))


@given(notices(drafts=True), st.data())
def test_an_unknown_key_is_not_valid(notice: Notice, data: st.DataObject) -> None:
    """An editor shows the slip before we are asked."""
    form = to_data(notice)
    data.draw(st.sampled_from(_mappings(form)))["ghi_chu"] = "x"

    assert not VALIDATOR.is_valid(form)


@pytest.mark.parametrize(
    "changes",
    [
        {"schema": "vnadmindoc/2"},
        {"subject": 5},
        {"kind": "thong_boa"},
        {"sections": [{"label": "I."}]},
        {"opening": [{"label": "1."}]},
        {"opening": [5]},
        {"opening": [{"text": "a", "deadlines": [{"phrase": "a", "due": "30/11/2025"}]}]},
        {"recipients": "Lưu: VT"},
        {"annexes": [{"title": "A", "landscape": "yes"}]},
    ],
    ids=str,
)
def test_what_is_refused_is_not_valid(changes: dict[str, Any]) -> None:
    """Wrong types, missing keys, other versions."""
    data = {"schema": SCHEMA, "subject": "A"}

    assert VALIDATOR.is_valid(data)
    assert not VALIDATOR.is_valid(data | changes)


def test_a_file_without_schema_version_is_not_valid() -> None:
    """It is asked for by the reader, too."""
    assert not VALIDATOR.is_valid({"subject": "A"})


@pytest.mark.parametrize("name", sorted({*json_schema()["$defs"], "Notice"}))
def test_every_key_of_the_model_is_there(name: str) -> None:
    """The schema is made from the model, so none is forgotten, and each type is explained."""
    schema = json_schema()
    definition = schema if name == "Notice" else schema["$defs"][name]

    assert definition["description"]
    if "properties" in definition:
        kind = getattr(model, name, None) or getattr(richtext, name)
        known = {each.name for each in fields(kind) if each.init}
        assert set(definition["properties"]) - {"schema"} == known


def test_what_an_attribute_is_stands_beside_it() -> None:
    """Taken from the model's own words."""
    deadline = json_schema()["$defs"]["Deadline"]["properties"]

    assert "last day that is still on time" in deadline["due"]["description"]
    assert "Ngày cuối cùng còn kịp" in deadline["due"]["title"]
    assert all("description" in each for each in deadline.values())


@pytest.mark.parametrize("language", ["vi", "en", None])
def test_everything_is_told_in_each_language(language: Language | None) -> None:
    """Types, keys and codes: none without a name, none in the other language alone."""
    schema = json_schema(language)

    for each in [schema, *schema["$defs"].values()]:
        assert each["title"]
        assert each["description"]
        for key in each.get("properties", {}).values():
            assert key["title"]
            assert key["description"] or language == "en"
        assert len(each.get("enum", [])) == len(each.get("enumDescriptions", []))
        assert all(each.get("enumDescriptions", ["x"]))


def test_vietnamese_words_are_of_the_model_and_of_nothing_else() -> None:
    """A key that is renamed takes its words along."""
    words = tomllib.loads(
        files("vnadmindoc").joinpath("schema_vi.toml").read_text(encoding="utf-8")
    )
    schema = json_schema()
    known = {"Notice": schema, **schema["$defs"]}

    assert set(words) == set(known)
    for name, told in words.items():
        keys = {*known[name].get("properties", {}), *known[name].get("enum", [])}
        assert set(told) - {""} <= keys, name


def test_a_language_changes_words_alone() -> None:
    """What is valid is the same."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            words = {"title", "description", "enumDescriptions"}
            # "title" is a key of the model, too.
            return {k: bare(v) for k, v in value.items() if k not in words or isinstance(v, dict)}
        return [bare(each) for each in value] if isinstance(value, list) else value

    assert bare(json_schema("vi")) == bare(json_schema("en")) == bare(json_schema())
