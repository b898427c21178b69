"""The JSON Schema of a notice's data, made from the model itself.

Promised: whatever `vnadmindoc.serial.to_data` writes is valid, and a key the model does not know is
not. The schema tells shapes and names; what values must have to do with each other (a phrase stands
in its directive's text) only `vnadmindoc.serial.from_data` knows.
Source: JSON Schema 2020-12.
"""

import inspect
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

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


def json_schema() -> dict[str, Any]:
    """Return the schema of the data of a notice, in JSON or YAML; the same each time."""
    definitions: dict[str, Any] = {}
    notice = _object(Notice, definitions)
    known = {"schema": {"const": SCHEMA, "description": "The version of this form."}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA.replace('/', ':')}",
        **notice,
        "properties": known | notice["properties"],
        "required": ["schema"],
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a type, and put into the definitions what it refers to."""
    if kind in _LEAVES:
        return dict(_LEAVES[kind])
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema(get_args(kind)[0], definitions)}
    if kind is Paragraph:
        # A paragraph is written as its text.
        kind = RichText
    if isinstance(kind, UnionType) and kind != BodyItem:
        return {"anyOf": [_schema(each, definitions) for each in get_args(kind)]}
    name = "BodyItem" if kind == BodyItem else kind.__name__
    if name not in definitions:
        definitions[name] = {}  # a directive holds directives: the name must be there at once
        definitions[name] = _definition(kind, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _definition(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind == BodyItem:
        alternatives = [_schema(each, definitions) for each in get_args(kind)]
        return {"description": "A directive, a paragraph or a table.", "anyOf": alternatives}
    if kind is RichText:
        plain = _schema(str, definitions)
        runs = {"type": "array", "items": {"anyOf": [plain, _schema(Run, definitions)]}}
        return {"description": _first_line(kind), "anyOf": [plain, runs]}
    if issubclass(kind, StrEnum):
        return {"description": _first_line(kind), "enum": [member.value for member in kind]}
    return _object(kind, definitions)


def _object(kind: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    resolve_types(kind)
    words = _words(kind)
    properties = {}
    required = []
    for each in fields(kind):
        if each.init:
            schema = _schema(each.type, definitions)
            properties[each.name] = schema | (
                {"description": words[each.name]} if each.name in words else {}
            )
            if each.default is NOTHING:
                required.append(each.name)
    return {
        "title": kind.__name__,
        "description": _first_line(kind),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


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
