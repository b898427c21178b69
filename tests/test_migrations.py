"""Files of every version of the form can be read by every later library."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnadmindoc.errors import ReadError
from vnadmindoc.migrations import CURRENT, STEPS, Step, migrated, name_of
from vnadmindoc.readers import read
from vnadmindoc.schema import json_schema
from vnadmindoc.serial import SCHEMA, to_data

VERSIONS = Path(__file__).parent / "versions"
FILES = sorted(VERSIONS.glob("*/*.yaml"))

# Versions of another form, to try the way through them.
RENAMED: dict[int, Step] = {
    1: lambda data: {**{k: v for k, v in data.items() if k != "title"}, "subject": data["title"]},
    2: lambda data: {**data, "sections": [{"heading": each} for each in data["sections"]]},
    3: lambda data: {**data, "sections": [*data["sections"], {"heading": "mới"}]},
}


def test_every_version_has_its_file_and_its_step() -> None:
    """Whoever counts `CURRENT` up is asked for both."""
    assert {path.parent.name for path in FILES} == {str(n) for n in range(1, CURRENT + 1)}
    assert set(STEPS) == set(range(1, CURRENT))
    assert name_of(CURRENT) == SCHEMA


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_of_a_version_says_today_what_it_said(path: Path) -> None:
    """Read and written in the present version: as a person has looked at it."""
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))

    assert to_data(read(path).notice) == expected


def test_what_the_schema_allowed_it_still_allows() -> None:
    """Within a version keys and codes are added, never taken away or asked for anew."""
    before = json.loads((VERSIONS / str(CURRENT) / "schema.json").read_text(encoding="utf-8"))
    now = json_schema()

    narrowed = [
        problem
        for name, old in [("Notice", before), *before["$defs"].items()]
        for problem in _narrowed(name, old, now if name == "Notice" else now["$defs"].get(name))
    ]

    assert narrowed == []


def _narrowed(name: str, old: dict[str, Any], new: dict[str, Any] | None) -> Iterator[str]:
    if new is None:
        yield f"{name} is gone"
        return
    for code in set(old.get("enum", [])) - set(new.get("enum", [])):
        yield f"{name}: code {code} is gone"
    for key in set(new.get("required", [])) - set(old.get("required", [])):
        yield f"{name}.{key} is asked for"
    for key, held in old.get("properties", {}).items():
        found = new["properties"].get(key, {})
        # The name of what a key holds stays, so what that may hold is asked once, of the name.
        if any(found.get(word) != held[word] for word in held.keys() - {"title", "description"}):
            yield f"{name}.{key} is gone, or holds something else"


@given(st.integers(1, 4))
def test_steps_are_taken_in_order_and_leave_what_they_were_given(version: int) -> None:
    """From each version to the present one."""
    data: dict[str, Any] = {"title": "A", "sections": ["x", "y"]}
    if version > 1:
        data["subject"] = data.pop("title")
    if version > 2:
        data["sections"] = [{"heading": each} for each in data["sections"]]
    before = json.dumps(data)

    result = migrated(data, f"vnadmindoc/{version}", steps=RENAMED, current=4)

    added = [{"heading": "mới"}] if version < 4 else []
    assert result == {"subject": "A", "sections": [{"heading": "x"}, {"heading": "y"}, *added]}
    assert json.dumps(data) == before


@pytest.mark.parametrize(
    ("schema", "message", "remedy"),
    [
        (f"vnadmindoc/{CURRENT + 1}", "a later schema version", "use the version of vnadmindoc"),
        ("vnadmindoc/999999", "a later schema version", "or a later one"),
        ("vnadmindoc/0", "unknown schema version", "that the file was made for"),
        ("vnadmindoc/01", "unknown schema version", "that the file was made for"),
        ("vnadmindoc/1.0", "unknown schema version", "that the file was made for"),
        ("vnadmindoc/-1", "unknown schema version", "that the file was made for"),
        ("vnadmindoc/٣", "unknown schema version", "that the file was made for"),
        ("other/1", "unknown schema version", "that the file was made for"),
        ("", "unknown schema version", "that the file was made for"),
    ],
)
def test_a_version_there_is_not_is_a_clear_error(schema: str, message: str, remedy: str) -> None:
    """A later one is told apart from none at all."""
    with pytest.raises(ReadError) as caught:
        migrated({}, schema)

    assert message in caught.value.message
    assert remedy in (caught.value.remedy or "")
    assert caught.value.place == "$.schema"
