"""The JSON Schema of a notice's data, made from the model itself.

Promised: whatever `vnadmindoc.serial.to_data` writes is valid, and a key the model does not know is
not; each type, key and code is told in Vietnamese and in English, so that an editor can help who
fills in a notice. English is the model's own, Vietnamese stands in ``schema_vi.toml``.
The schema tells shapes and names; what values must have to do with each other (a phrase stands in
its directive's text) only `vnadmindoc.serial.from_data` knows.
Source: JSON Schema 2020-12.
"""

import inspect
import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import NoneType, UnionType
from typing import Any, Final, Literal, get_args, get_origin

from attrs import NOTHING, fields, resolve_types

from vnadmindoc.model import BodyItem, Notice, Paragraph
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.serial import SCHEMA

_LEAVES: Mapping[Any, Mapping[str, object]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    date: {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    datetime: {
        "type": "string",
        "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\+07:00)?$",
    },
    time: {"type": "string", "pattern": r"^[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{6})?)?$"},
}

# An attribute, or several, in the section "Attributes" of a docstring; what follows is indented.
_ATTRIBUTES = re.compile(r"^([a-z_, ]+): (.+(?:\n {4,}.+)*)$", re.MULTILINE)


Language = Literal["vi", "en"]
"""The language of titles and descriptions."""


def json_schema(language: Language | None = None) -> dict[str, Any]:
    """Return the schema of the data of a notice, in JSON or YAML; the same each time.

    Args:
        language: The language of titles and descriptions; Vietnamese and English when left out.
    """
    maker = _Maker(language)
    notice = maker.object(Notice)
    known = {"schema": {"const": SCHEMA, **maker.told("Notice", "schema", _VERSION_WORDS)}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA.replace('/', ':')}",
        **notice,
        "properties": known | notice["properties"],
        "required": ["schema"],
        "$defs": dict(sorted(maker.definitions.items())),
    }


def vietnamese(name: str, key: str = "") -> tuple[str, str]:
    """Return what a type of the model, or a key of it, is called in Vietnamese, and what it is."""
    title, about = _vietnamese()[name][key]
    return title, about


def codes(kind: type[StrEnum]) -> dict[str, str]:
    """Return the codes of a closed list, each with its name in Vietnamese."""
    words = _vietnamese()[kind.__name__]
    return {each.value: words.get(each.value) or each.printed for each in kind}  # type: ignore[attr-defined]  # those that have none stand in the file


_VERSION_WORDS: Final = ("Schema", "The version of this form; it stands first.")


@cache
def _vietnamese() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("vnadmindoc").joinpath("schema_vi.toml").read_text(encoding="utf-8"))


class _Maker:
    """Makes schemas of types, and collects the definitions that they refer to."""

    def __init__(self, language: Language | None) -> None:
        self.definitions: dict[str, Any] = {}
        self._language = language

    def told(self, name: str, key: str, english: tuple[str, str]) -> dict[str, str]:
        """Return title and description of a type or a key."""
        if self._language == "en":
            title, about = english
        elif self._language == "vi":
            title, about = vietnamese(name, key)
        else:
            pairs = zip(vietnamese(name, key), english, strict=True)
            title, about = (
                mark.join(filter(None, pair))
                for mark, pair in zip((" / ", "\n\n"), pairs, strict=True)
            )
        return {"title": title, "description": about}

    def schema(self, kind: Any) -> dict[str, Any]:
        """Return the schema of a type, and put into the definitions what it refers to."""
        if kind in _LEAVES:
            return dict(_LEAVES[kind])
        if get_origin(kind) is tuple:
            return {"type": "array", "items": self.schema(get_args(kind)[0])}
        if kind is Paragraph:
            # A paragraph is written as its text.
            kind = RichText
        if isinstance(kind, UnionType) and kind != BodyItem:
            return {"anyOf": [self.schema(each) for each in get_args(kind)]}
        name = "BodyItem" if kind == BodyItem else kind.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # a directive holds directives: it must be there at once
            self.definitions[name] = self._definition(kind, name)
        return {"$ref": f"#/$defs/{name}"}

    def _definition(self, kind: Any, name: str) -> dict[str, Any]:
        if kind == BodyItem:
            words = self.told(name, "", ("Body item", "A directive, a paragraph or a table."))
            return {**words, "anyOf": [self.schema(each) for each in get_args(kind)]}
        words = self.told(name, "", (_title(name), _first_line(kind)))
        if kind is RichText:
            plain = self.schema(str)
            runs = {"type": "array", "items": {"anyOf": [plain, self.schema(Run)]}}
            return {**words, "anyOf": [plain, runs]}
        if issubclass(kind, StrEnum):
            # What editors show beside a code; a validator passes over it.
            named = [
                self._code(each, told)
                for each, told in zip(kind, codes(kind).values(), strict=True)
            ]
            return {**words, "enum": [each.value for each in kind], "enumDescriptions": named}
        return self.object(kind)

    def _code(self, member: StrEnum, told: str) -> str:
        english = member.name.replace("_", " ").lower()
        if self._language is None:
            return f"{told} / {english}"
        return told if self._language == "vi" else english

    def object(self, kind: type[Any]) -> dict[str, Any]:
        """Return the schema of a class of the model."""
        resolve_types(kind)
        words = _words(kind)
        properties = {}
        required = []
        for each in fields(kind):
            if each.init:
                english = (_title(each.name), words.get(each.name, ""))
                properties[each.name] = {
                    **self.schema(each.type),
                    **self.told(kind.__name__, each.name, english),
                }
                if each.default is NOTHING:
                    required.append(each.name)
        return {
            **self.told(kind.__name__, "", (_title(kind.__name__), _first_line(kind))),
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }


def _title(name: str) -> str:
    """Return the name of a type or a key in words: ``"Legal bases"``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", name).capitalize()


def _first_line(kind: type) -> str:
    return _plain((inspect.getdoc(kind) or kind.__name__).partition("\n")[0])


def _words(kind: type) -> dict[str, str]:
    """Return what the docstring of a class says of its attributes."""
    _, _, attributes = (inspect.getdoc(kind) or "").partition("\nAttributes:\n")
    return {
        name.strip(): _plain(found[2])
        for found in _ATTRIBUTES.finditer(inspect.cleandoc(attributes))
        for name in found[1].split(",")
    }


def _plain(text: str) -> str:
    """Return a docstring's words in one line, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"[`*]", "", text)).strip()
