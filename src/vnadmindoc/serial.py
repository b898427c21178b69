"""Notices as plain data, and back: the one form that JSON and YAML files hold.

Promised: `from_data` of `to_data` is the same notice. What is unknown, missing or of a wrong type
is refused, never guessed at, and one error names every problem with its path.
Refused here: the rules of the Decree; the syntax of a file.

The form is made to be written by hand. Keys are the attributes of the model, defaults are left
out. A paragraph of the body is its text; a mapping with ``rows`` is a table, any other a directive.
Text is a string, or a list of strings and ``{"text": ..., "bold": true}`` where a stretch of it is
emphasised. Days and hours are ISO 8601: ``2025-11-30``, ``17:00``, ``2025-11-30T17:00:00+07:00``;
where a moment names no zone it is Vietnam's.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, get_args, get_origin

from attrs import NOTHING, Attribute, fields, has, resolve_types
from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from vnadmindoc.errors import InvalidNoticeError, ReadError
from vnadmindoc.migrations import CURRENT, migrated, name_of
from vnadmindoc.model import (
    BodyItem,
    Dateline,
    Deadline,
    Directive,
    Notice,
    Paragraph,
    Recurrence,
    Signature,
    Table,
)
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.vocabulary import DeadlineKind

SCHEMA: Final = name_of(CURRENT)
"""The version of the form; it stands first in every file, under the key ``schema``."""

MAX_DEPTH: Final = 64
"""The deepest nesting of data; a notice as deep as the model allows needs 24 levels."""

_T = TypeVar("_T")
_Hook = Callable[[Any, Any], Any]


def to_data(notice: Notice) -> dict[str, Any]:
    """Return a notice as dictionaries, lists, strings, whole numbers and booleans.

    Keys stand in the order of the model; equal notices give equal data.
    """
    data: dict[str, Any] = _converter().unstructure(notice, Notice)
    return {"schema": SCHEMA, **data}


def from_data(data: object) -> Notice:
    """Return the notice that plain data describes.

    Args:
        data: What `to_data` returns, or the like written by hand.

    Raises:
        ReadError: It is no mapping, names no schema or an unknown one, or is nested beyond reason.
        InvalidNoticeError: It makes no notice; every problem is named with its path, such as
            ``required key is missing @ $.sections[0].heading``.
    """
    if not isinstance(data, dict):
        raise ReadError(
            f"the data of a notice is a mapping, found {_found(data)}",
            place="$",
            expected=f'keys and values, first of all "schema": "{SCHEMA}"',
        )
    version = data.get("schema")
    if version is None:
        raise ReadError(
            "no schema version",
            place="$.schema",
            expected=SCHEMA,
            remedy=f'add the line  schema: {SCHEMA}  at the top (in JSON: "schema": "{SCHEMA}",)',
        )
    if not isinstance(version, str):
        raise ReadError(
            f"unknown schema version: {_found(version)}", place="$.schema", expected=SCHEMA
        )
    if _too_deep(data):
        raise ReadError(f"nested deeper than {MAX_DEPTH} levels", place="$")
    held = {key: value for key, value in data.items() if key != "schema"}
    try:
        notice: Notice = _converter().structure(migrated(held, version), Notice)
    except _UnfitError as error:
        raise InvalidNoticeError(_placed(error.problems, "$")) from None
    return notice


def _too_deep(data: object) -> bool:
    level = [data]
    for _ in range(MAX_DEPTH):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return False
    return True


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


# Problems. A hook that cannot make its value raises all that is wrong with it, and offers a
# stand-in. With the stand-in its owner goes on and checks the rest, so nothing waits for the next
# attempt to be told.


class _UnfitError(Exception):
    """Data that does not make a value.

    Attributes:
        problems: As in `InvalidNoticeError`, each path relative to the value, perhaps empty.
        stand_in: A well-formed value to use in its place while the rest is checked.
    """

    def __init__(self, problems: Iterable[str], stand_in: object) -> None:
        self.problems = tuple(problems)
        self.stand_in = stand_in
        super().__init__(*self.problems)


def _placed(problems: Iterable[str], owner: str) -> Iterator[str]:
    """Put the path of the owner before the paths of problems."""
    for problem in problems:
        what, _, path = problem.rpartition(" @ ")
        dot = "" if not path or path.startswith("[") or not owner else "."
        yield f"{what} @ {owner}{dot}{path}"


def _unfit(wanted: str, value: object, stand_in: object) -> _UnfitError:
    # Figures where text is wanted: a YAML label ``1``, the cell of a table.
    hint = ", which needs quotes" if wanted.startswith("text") and type(value) is int else ""
    return _UnfitError([f"expected {wanted}, found {_found(value)}{hint} @ "], stand_in)


def _found(value: object) -> str:
    """Name a value in the words of who writes data by hand."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case int() if abs(value) > 10**20:
            return "a number of many figures"  # Python refuses to print some of them
        case int() | float():
            return f"the number {value}"
        case str():
            return repr(value if len(value) <= 60 else value[:59] + "…")
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case _:
            return f"a value of type {type(value).__name__}"


def _collected(
    values: Iterable[tuple[str, object]], hook: _Hook, kind: Any
) -> tuple[list[Any], list[str]]:
    """Structure values one by one; return them, with stand-ins, and what is wrong."""
    made: list[Any] = []
    problems: list[str] = []
    for path, value in values:
        try:
            made.append(hook(value, kind))
        except _UnfitError as error:
            made.append(error.stand_in)
            problems += _placed(error.problems, path)
    return made, problems


# From data


@lru_cache(maxsize=1)
def _converter() -> Converter:
    """Return the converter with its hooks; built once, at the first use."""
    converter = Converter(unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(StrEnum, lambda member: member.value)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(datetime, lambda moment: f"{moment.isoformat()}+07:00")
    converter.register_unstructure_hook(time, _hour_to_data)
    converter.register_unstructure_hook_factory(has, lambda kind: _class_to_data(kind, converter))
    converter.register_unstructure_hook(RichText, lambda text: _text_to_data(text, converter))
    converter.register_unstructure_hook(
        Paragraph, lambda paragraph: _text_to_data(paragraph.text, converter)
    )
    converter.register_unstructure_hook(BodyItem, converter.unstructure)

    for kind, hook in _LEAVES.items():
        converter.register_structure_hook(kind, hook)
    converter.register_structure_hook(StrEnum, _member_from_data)
    converter.register_structure_hook_factory(has, lambda kind: _class_from_data(kind, converter))
    converter.register_structure_hook_factory(
        _is_optional, lambda kind: _optional_from_data(kind, converter)
    )
    converter.register_structure_hook_factory(
        _is_tuple, lambda kind: _list_from_data(kind, converter)
    )
    converter.register_structure_hook_func(
        lambda kind: kind == RichText | None, lambda value, _: _cell_from_data(value, converter)
    )
    converter.register_structure_hook(RichText, lambda value, _: _text_from_data(value, converter))
    converter.register_structure_hook(
        Paragraph, lambda value, _: Paragraph(text=_text_from_data(value, converter))
    )
    converter.register_structure_hook(BodyItem, lambda value, _: _item_from_data(value, converter))
    return converter


def _is_enumeration(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _is_optional(kind: Any) -> bool:
    return isinstance(kind, UnionType) and NoneType in get_args(kind)


def _without_none(kind: Any) -> Any:
    """Return ``X`` of ``X | None``; the model has no other optional types."""
    return next(each for each in get_args(kind) if each is not NoneType)


def _class_from_data(kind: type[Any], converter: Converter) -> _Hook:
    resolve_types(kind)
    known = {each.name: each for each in fields(kind) if each.init}
    hooks = {name: converter.get_structure_hook(each.type) for name, each in known.items()}

    def structure(data: object, _: Any) -> Any:
        if not isinstance(data, dict):
            raise _unfit(_shape(known), data, _stand_in(kind))
        problems = [_unknown(key, known, data) for key in data if key not in known]
        broken: set[str] = set()
        values: dict[str, Any] = {}
        for name, each in known.items():
            if name in data:
                (values[name],), wrong = _collected([(name, data[name])], hooks[name], each.type)
            elif each.default is NOTHING:
                values[name] = _stand_in(each.type)
                wrong = [f"required key is missing @ {name}"]
            else:
                continue
            if wrong:
                problems += wrong
                broken.add(name)
        try:
            value = kind(**values)
        except InvalidNoticeError as error:
            problems += _judged(kind, error.problems, broken)
            value = _stand_in(kind)
        if problems:
            raise _UnfitError(problems, value)
        return value

    return structure


def _shape(known: Mapping[str, "Attribute[Any]"]) -> str:
    required = [name for name, each in known.items() if each.default is NOTHING]
    return f"a mapping with {', '.join(required)}" if required else "a mapping"


def _unknown(key: object, known: Iterable[str], data: Mapping[Any, Any]) -> str:
    """Say that a key is unknown, and which one may be meant."""
    if not isinstance(key, str):
        return f"expected keys of text, found {_found(key)} @ "
    missing = [name for name in known if name not in data]
    near = get_close_matches(key[:60], missing, n=1)
    hint = f", perhaps {near[0]!r} is meant" if near else ""
    step = key if _PLAIN_KEY.fullmatch(key) else ""
    return f"unknown key {_found(key)}{hint} @ {step}"


_PLAIN_KEY = re.compile(r"\w{1,60}")

# What the model says of these fields rests on others; with a stand-in there it says nothing true.
_RESTS_ON: Mapping[type, Mapping[str, frozenset[str]]] = {
    Directive: dict.fromkeys(
        ("assignments", "deadlines", "events"), frozenset({"text", "children"})
    ),
    Deadline: dict.fromkeys(("due", "at", "recurrence"), frozenset({"kind", "due"})),
    Recurrence: dict.fromkeys(
        ("weekday", "month_day", "month", "count"), frozenset({"frequency", "month_day", "until"})
    ),
}


def _judged(kind: type, problems: Iterable[str], broken: set[str]) -> Iterator[str]:
    """Yield the problems the model sees that are no consequence of a stand-in."""
    rests_on = _RESTS_ON.get(kind, {})
    for problem in problems:
        field = re.split(r"[.\[]", problem.rpartition(" @ ")[2])[0]
        if field not in broken and not broken & rests_on.get(field, frozenset()):
            yield problem


def _stand_in(kind: Any) -> Any:
    """Return some well-formed value of a type of the model."""
    if kind in _STAND_INS:
        return _STAND_INS[kind]
    if _is_enumeration(kind):
        return next(iter(kind))
    if _is_tuple(kind):
        return (_stand_in(get_args(kind)[0]),)
    if _is_optional(kind):
        return _stand_in(_without_none(kind))
    required = [each for each in fields(kind) if each.init and each.default is NOTHING]
    return kind(**{each.name: _stand_in(each.type) for each in required})


_STAND_INS: Mapping[Any, Any] = {
    str: "?",
    int: 1,
    bool: False,
    RichText: RichText("?"),
    # A table holds what a body or an annex on its side may be asked to hold.
    BodyItem: Table(rows=[["?"]]),
    Dateline: Dateline(place="?"),
    Deadline: Deadline(phrase="?", kind=DeadlineKind.VAGUE),
    Signature: Signature(name="?"),
    Notice: Notice(subject="?"),
}


def _optional_from_data(kind: Any, converter: Converter) -> _Hook:
    inner = _without_none(kind)
    hook = converter.get_structure_hook(inner)
    return lambda value, _: None if value is None else hook(value, inner)


def _list_from_data(kind: Any, converter: Converter) -> _Hook:
    inner = get_args(kind)[0]
    hook = converter.get_structure_hook(inner)

    def structure(value: object, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _unfit("a list", value, ())
        places = ((f"[{index}]", each) for index, each in enumerate(value))
        made, problems = _collected(places, hook, inner)
        if problems:
            raise _UnfitError(problems, tuple(made))
        return tuple(made)

    return structure


def _item_from_data(value: object, converter: Converter) -> Any:
    match value:
        case str() | list():
            return converter.structure(value, Paragraph)
        case {"rows": _}:
            return converter.structure(value, Table)
        case dict():
            return converter.structure(value, Directive)
    wanted = "a paragraph (text), a directive (a mapping with text) or a table (one with rows)"
    raise _unfit(wanted, value, _stand_in(BodyItem))


def _text_from_data(value: object, converter: Converter) -> RichText:
    if isinstance(value, str):
        return _checked(lambda: RichText(value))
    if not isinstance(value, list):
        raise _unfit("text, or a list of texts with emphasis", value, _stand_in(RichText))
    places = ((f"[{index}]", each) for index, each in enumerate(value))
    runs, problems = _collected(places, lambda each, _: _run_from_data(each, converter), Run)
    if problems:
        raise _UnfitError(problems, _stand_in(RichText))
    return _checked(lambda: RichText(runs))


def _run_from_data(value: object, converter: Converter) -> Run:
    if isinstance(value, str):
        return _checked(lambda: Run(text=value), Run(text="?"))
    run: Run = converter.structure(value, Run)
    return run


def _checked(make: Callable[[], _T], stand_in: object = _STAND_INS[RichText]) -> _T:
    """Return what is made of a text; the problems of a text have no path of their own."""
    try:
        return make()
    except InvalidNoticeError as error:
        problems = (problem.rpartition(" @ ")[0] + " @ " for problem in error.problems)
        raise _UnfitError(problems, stand_in) from None


def _cell_from_data(value: object, converter: Converter) -> RichText | None:
    return None if value is None or value == "" else _text_from_data(value, converter)


def _member_from_data(value: object, kind: type[StrEnum]) -> StrEnum:
    members = {each.value: each for each in kind}
    if isinstance(value, str) and value in members:
        return members[value]
    near = get_close_matches(value[:60], members, n=1) if isinstance(value, str) else []
    hint = f", perhaps {near[0]!r} is meant" if near else ""
    problem = f"expected one of {', '.join(members)}; found {_found(value)}{hint} @ "
    raise _UnfitError([problem], _stand_in(kind))


def _exactly(kind: type, wanted: str) -> _Hook:
    def structure(value: object, _: Any) -> object:
        # True is an int to Python, and to nobody who writes a file.
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise _unfit(wanted, value, _stand_in(kind))
        return value

    return structure


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\+07:00)?", re.ASCII)
_HOUR = re.compile(r"\d{2}:\d{2}(?::\d{2}(?:\.\d{6})?)?", re.ASCII)


def _iso(
    pattern: re.Pattern[str], parse: Callable[[str], Any], wanted: str, stand_in: Any
) -> _Hook:
    def structure(value: object, _: Any) -> Any:
        # Python's own parser takes more than one form of ISO 8601.
        if isinstance(value, str) and pattern.fullmatch(value):
            try:
                return parse(value)
            except ValueError:
                pass
        raise _unfit(wanted, value, stand_in)

    return structure


_LEAVES: Mapping[type, _Hook] = {
    str: _exactly(str, "text"),
    int: _exactly(int, "a whole number"),
    bool: _exactly(bool, "true or false"),
    date: _iso(_DAY, date.fromisoformat, "a day such as 2025-11-30", date(2000, 1, 1)),
    datetime: _iso(
        _MOMENT,
        datetime.fromisoformat,
        "a moment such as 2025-11-30T17:00:00",
        datetime(2000, 1, 1),  # noqa: DTZ001  # moments of the model are Vietnam's, without a zone
    ),
    time: _iso(_HOUR, time.fromisoformat, "an hour such as 17:00", time(0)),
}


# To data


def _class_to_data(kind: type[Any], converter: Converter) -> Callable[[Any], dict[str, Any]]:
    resolve_types(kind)
    if kind is Notice:
        # The type of document is told even where it is the usual one: a file speaks for itself.
        return make_dict_unstructure_fn(
            kind, converter, _cattrs_omit_if_default=True, kind=override(omit_if_default=False)
        )
    return make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True)


def _text_to_data(text: RichText, converter: Converter) -> object:
    if not any(text.runs[0].emphasis) and len(text.runs) == 1:
        return text.runs[0].text
    return [converter.unstructure(run, Run) if any(run.emphasis) else run.text for run in text.runs]


def _hour_to_data(hour: time) -> str:
    return hour.isoformat("auto" if hour.second or hour.microsecond else "minutes")
