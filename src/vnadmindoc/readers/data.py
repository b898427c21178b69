"""JSON and YAML files to plain data, and on to a notice.

Promised: a file says what it seems to say. Of plain YAML only ``null``, ``true``, ``false`` and
decimal numbers are more than text; ``010``, ``12:30``, ``no`` and ``2025-11-30`` stay as written.
Refused here, each with its line: a key given twice, aliases, anchors, tags, several documents in
one file, numbers that are none, nesting beyond reason, control characters.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import yaml

from vnadmindoc.errors import InvalidNoticeError, ReadError
from vnadmindoc.model import Notice
from vnadmindoc.serial import MAX_DEPTH, from_data
from vnadmindoc.text import forbidden

_Loader: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)", re.ASCII)
_MOST_DIGITS = 18
_WORDS: Final = {"": None, "~": None, "null": None, "true": True, "false": False}

# Strings, brackets and marks, and everything between. An unfinished string runs to the end.
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.?)*+"?|[\[\]{}:,]|[^\s\[\]{}:,"]++', re.DOTALL)


def read_json(text: str, *, source: str = "<json>") -> Notice:
    """Return the notice that a JSON text holds.

    Args:
        text: The text.
        source: What it is called in messages.

    Raises:
        ReadError: It is no JSON, or none that a notice is written in.
        InvalidNoticeError: It makes no notice; every problem with its path and line.
    """
    return _notice(_from_json(text, source))


def read_yaml(text: str, *, source: str = "<yaml>") -> Notice:
    """Return the notice that a YAML text holds.

    Args:
        text: The text.
        source: What it is called in messages.

    Raises:
        ReadError: It is no YAML, or none that a notice is written in.
        InvalidNoticeError: It makes no notice; every problem with its path and line.
    """
    return _notice(_from_yaml(text, source))


def json_data(text: str, *, source: str = "<json>") -> object:
    """Return what a JSON text holds: dictionaries, lists, strings, numbers, booleans, None.

    Raises:
        ReadError: As `read_json`.
    """
    return _from_json(text, source).root


def yaml_data(text: str, *, source: str = "<yaml>") -> object:
    """Return what a YAML text holds: dictionaries, lists, strings, whole numbers, booleans, None.

    Raises:
        ReadError: As `read_yaml`.
    """
    return _from_yaml(text, source).root


def _notice(tree: "_Tree") -> Notice:
    """Make the notice; whatever is wrong with it is told with its line."""
    try:
        return from_data(tree.root)
    except InvalidNoticeError as error:
        lined = [(tree.line(problem.rpartition(" @ ")[2]), problem) for problem in error.problems]
        lined.sort(key=lambda each: each[0])
        problems = [f"{problem} (line {line})" for line, problem in lined]
        raise InvalidNoticeError(problems, place=tree.source) from None
    except ReadError as error:
        raise ReadError(
            error.message,
            place=f"{tree.source}:{tree.line(error.place or '$')}",
            expected=error.expected,
            remedy=error.remedy,
        ) from None


class _Place(NamedTuple):
    """Where something stands, counted from 1."""

    line: int
    column: int


class _Open(NamedTuple):
    """A mapping or list that is being built."""

    value: Any
    path: str


class _Tree:
    """Builds the data from a flat stream of parts, and keeps the line of each.

    Nesting needs no recursion here, so it can be as deep as a file makes it before it is refused.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.root: object = None
        self.lines: dict[str, int] = {}
        self._open: list[_Open] = []
        self._key: str | None = None
        self._key_line = 0

    def line(self, path: str) -> int:
        """Return the line of a path, or of the nearest part around it that is there."""
        while path not in self.lines and path:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.lines.get(path, 1)

    def error(
        self,
        message: str,
        place: _Place,
        *,
        expected: str | None = None,
        remedy: str | None = None,
    ) -> ReadError:
        """Return the error for this place of the file."""
        where = f"{self.source}:{place.line}:{place.column}"
        return ReadError(message, place=where, expected=expected, remedy=remedy)

    def begin(self, value: dict[str, Any] | list[Any], place: _Place) -> None:
        """Begin a mapping or a list."""
        if self.wants_key:
            raise self.error("a key is a mapping or a list", place, expected="text")
        if len(self._open) >= MAX_DEPTH:
            raise self.error(f"nested deeper than {MAX_DEPTH} levels", place)
        self._open.append(_Open(value, self._add(value, place)))

    def end(self) -> None:
        """End the innermost mapping or list."""
        self._open.pop()

    def scalar(self, value: object, place: _Place) -> None:
        """Add a value that holds no others."""
        self._add(value, place)

    @property
    def wants_key(self) -> bool:
        """Whether what comes next is the key of a mapping."""
        return bool(self._open) and isinstance(self._open[-1].value, dict) and self._key is None

    def key(self, key: str, place: _Place) -> None:
        """Take the key of the value that comes next."""
        owner, path = self._open[-1]
        if key in owner:
            first = self.lines[f"{path}.{key}"]
            raise self.error(
                f"key {key!r} stands twice, first on line {first}",
                place,
                remedy="leave one of them",
            )
        self._key = key
        self._key_line = place.line

    def _add(self, value: object, place: _Place) -> str:
        line = place.line
        if not self._open:
            self.root = value
            path = "$"
        elif isinstance(self._open[-1].value, dict):
            owner, path = self._open[-1]
            owner[self._key] = value
            path = f"{path}.{self._key}"
            # Who looks for a value looks for its key.
            line = self._key_line
            self._key = None
        else:
            owner, path = self._open[-1]
            path = f"{path}[{len(owner)}]"
            owner.append(value)
        self.lines[path] = line
        return path


def _checked(text: str, tree: _Tree) -> str:
    """Return the text without a byte order mark; refuse characters that no text may hold."""
    bad = forbidden(text)
    if bad is not None:
        raise tree.error(
            f"character U+{ord(bad):04X} is not allowed in text",
            _place_of(text, text.index(bad)),
            remedy="delete it",
        )
    return text.removeprefix("\ufeff")


def _place_of(text: str, offset: int) -> _Place:
    return _Place(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


# JSON


def _from_json(text: str, source: str) -> _Tree:
    tree = _Tree(source)
    text = _checked(text, tree)
    # Python's parser calls itself for every level: too deep a nesting is refused before it runs.
    depth = 0
    for found in _TOKEN.finditer(text):
        depth += _STEPS.get(found.group(), 0)
        if depth > MAX_DEPTH:
            place = _place_of(text, found.start())
            raise tree.error(f"nested deeper than {MAX_DEPTH} levels", place)
    try:
        json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        place = _Place(error.lineno, error.colno)
        raise tree.error(f"not well-formed JSON: {error.msg}", place) from error
    for token, place in _tokens(text):
        match token:
            case "{":
                tree.begin({}, place)
            case "[":
                tree.begin([], place)
            case "}" | "]":
                tree.end()
            case ":" | ",":
                pass
            case _ if tree.wants_key:
                tree.key(json.loads(token), place)
            case _:
                tree.scalar(_json_scalar(token, tree, place), place)
    return tree


_STEPS = {"{": 1, "[": 1, "}": -1, "]": -1}


def _tokens(text: str) -> Iterator[tuple[str, _Place]]:
    """Yield the tokens of well-formed JSON with their places."""
    line, start = 1, 0
    for found in _TOKEN.finditer(text):
        at = found.start()
        breaks = text.count("\n", start, at)
        if breaks:
            line += breaks
            start = text.rfind("\n", start, at) + 1
        yield found.group(), _Place(line, at - start + 1)


def _json_scalar(token: str, tree: _Tree, place: _Place) -> object:
    if token in ("NaN", "Infinity", "-Infinity"):
        raise tree.error(f"{token} is no number", place, expected="what JSON (RFC 8259) knows")
    figures = _INTEGER.fullmatch(token)
    if figures and len(figures[1]) > _MOST_DIGITS:
        raise tree.error(f"a number of {len(figures[1])} figures", place)
    return json.loads(token)


# YAML


def _from_yaml(text: str, source: str) -> _Tree:
    tree = _Tree(source)
    text = _checked(text, tree)
    documents = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            place = _mark_place(event.start_mark)
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise tree.error(
                        "a second document in one file", place, remedy="one file for each notice"
                    )
            _take(event, tree, place)
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, text, tree) from error
    except yaml.YAMLError as error:
        raise ReadError(f"not well-formed YAML: {error}", place=source) from error
    return tree


def _take(event: yaml.Event, tree: _Tree, place: _Place) -> None:
    match event:
        case yaml.AliasEvent():
            raise tree.error(
                f"an alias: *{event.anchor}", place, remedy="write the value out once more"
            )
        case yaml.NodeEvent(anchor=str(name)):
            raise tree.error(f"an anchor: &{name}", place, remedy="leave it out")
        case yaml.ScalarEvent(tag=str(tag)) | yaml.CollectionStartEvent(tag=str(tag)):
            raise tree.error(f"a tag: {tag}", place, remedy="leave it out; quotes make it text")
        case yaml.MappingStartEvent():
            tree.begin({}, place)
        case yaml.SequenceStartEvent():
            tree.begin([], place)
        case yaml.CollectionEndEvent():
            tree.end()
        case yaml.ScalarEvent() if tree.wants_key:
            tree.key(event.value, place)
        case yaml.ScalarEvent():
            tree.scalar(_yaml_scalar(event), place)


def _mark_place(mark: Any) -> _Place:
    """Return a mark of PyYAML counted from 1; its stubs know neither its one type nor when."""
    return _Place(1, 1) if mark is None else _Place(mark.line + 1, mark.column + 1)


def _yaml_scalar(event: yaml.ScalarEvent) -> object:
    value: str = event.value
    # Quoted text, and text in a block, is text whatever it looks like.
    if not event.implicit[0]:
        return value
    if value in _WORDS:
        return _WORDS[value]
    figures = _INTEGER.fullmatch(value)
    return int(value) if figures and len(figures[1]) <= _MOST_DIGITS else value


def _syntax_error(error: yaml.MarkedYAMLError, text: str, tree: _Tree) -> ReadError:
    place = _mark_place(error.problem_mark or error.context_mark)
    lines = text.split("\n")
    around = lines[place.line - 1] if place.line <= len(lines) else ""
    what = ", ".join(part for part in (error.context, error.problem) if part)
    if "maximum nesting depth" in what:
        # libyaml has a limit of its own from 0.2.6 on, above ours, and looks ahead.
        return tree.error(f"nested deeper than {MAX_DEPTH} levels", place)
    remedy = None
    if "\t" in around[: place.column]:
        remedy = "indent with spaces, no tabs"
    elif "cannot start" in what:
        remedy = "put text that begins with such a sign into quotes"
    elif "mapping values" in what:
        remedy = "put text that holds a colon into quotes"
    return tree.error(f"not well-formed YAML: {what}", place, remedy=remedy)
