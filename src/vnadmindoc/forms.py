"""Notices to fill in: a commented form in YAML for each type of document (*biểu mẫu*).

Promised: a form is a notice already, which breaks no clause of the Decree; its comments are the
words of the schema; every key of the schema is in it, in use or ready to be used: what stands
behind ``#`` is well formed too.
Refused here: the Decree's rules.
"""

import json
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib.resources import files
from textwrap import wrap
from types import UnionType
from typing import Any, Final, get_args

from attrs import fields, resolve_types

from vnadmindoc.model import Notice
from vnadmindoc.readers.data import yaml_data
from vnadmindoc.richtext import RichText, Run
from vnadmindoc.schema import codes, vietnamese
from vnadmindoc.serial import SCHEMA
from vnadmindoc.vocabulary import DocumentKind

SCHEMA_FILE: Final = "vnadmindoc.schema.json"
"""The name of the schema beside a form, where an editor finds it."""

_WIDTH: Final = 98
_COMMON: Final = "common"

# A letter first, and nothing that YAML takes for a mark, or one of its readers for more than text.
_PLAIN = re.compile(r"[^\W\d_][^\x00-\x1f:#\[\]{}&*!|>'\"%@`]*(?<! )|\d{4}-\d{2}-\d{2}")
_WORDS: Final = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})

# What a part that a form does not use may look like.
_EXAMPLES: Final[Mapping[str, str]] = {
    "kind_line": "Thông báo kết luận",
    "subject": "Về việc rà soát hồ sơ di tích",
    "co_issuers": "[{agency: Sở Tài chính}]",
    "dateline": "{place: Hương Giang, day: 9, month: 3, year: 2026}",
    "urgency": "khan",
    "secrecy": "mat",
    "circulation": "Lưu hành nội bộ",
    "salutation": "GIÁM ĐỐC SỞ điện",
    "addressees": "[Phòng Văn hóa các xã]",
    "issuing_authority": "Giám đốc Sở Văn hóa",
    "legal_bases": "[Căn cứ Quy chế làm việc của Sở]",
    "enacting_words": '"NHẤT TRÍ:"',
    "meeting": "{name: Cuộc họp giao ban, day: 2026-03-06, chair: Đồng chí Lê Thị Hạ}",
    "opening": "[Sở Văn hóa thông báo như sau.]",
    "sections": "[{label: I., heading: Nhiệm vụ, body: [Các phòng thực hiện.]}]",
    "closing": "[Sở Văn hóa thông báo để các đơn vị biết.]",
    "drafter": "TMĐ",
    "copies": "12",
    "cosignatures": "[{title: Thư ký, name: Lê Thị Hạ}]",
    "endorsement": "Xác nhận của chính quyền địa phương",
    "address": '["Số 1, đường Hùng Vương, phường Hương Giang, tỉnh Hương Giang"]',
    "annexes": "[{title: Danh sách di tích, body: [{rows: [[TT, Di tích], ['1', Đình làng]]}]}]",
    "medium": "dien_tu",
    "copy": "{kind: SY, letterhead: {agency: Sở Tài chính}}",
    "key": "giao-ban-thang-3",
    "revision": "1",
}


def form(kind: DocumentKind, *, schema: str | None = SCHEMA_FILE) -> str:
    """Return a form in YAML.

    Args:
        kind: The type of document.
        schema: The address of the schema, for editors that know the language server of YAML: a
            name beside the form, or a URL. None: it names none.
    """
    return "\n".join([*_lines(kind, schema), ""])


def beginning(kind: DocumentKind) -> dict[str, Any]:
    """Return the data that the form of a type begins with."""
    parts: Any = yaml_data(files("vnadmindoc").joinpath("forms.yaml").read_text(encoding="utf-8"))
    held = {**parts[_COMMON], **parts[kind.value]}
    return {"schema": SCHEMA, "kind": kind.value} | {
        name: part for name, part in held.items() if part is not None
    }


def _lines(kind: DocumentKind, schema: str | None) -> Iterator[str]:
    if schema is not None:
        yield f"# yaml-language-server: $schema={schema}"
    yield f"# {kind.printed}: biểu mẫu để điền. Sau dấu # là lời giải thích, xóa đi cũng được."
    yield "# Phần nào không dùng thì xóa; dòng nào có #? ở đầu thì bỏ hai dấu ấy đi để dùng."
    yield "#"
    yield "#   vnadmindoc check TỆP.yaml                      kiểm tra theo Nghị định 30/2020/NĐ-CP"
    yield "#   vnadmindoc convert TỆP.yaml TỆP.docx TỆP.pdf   in ra trang giấy"
    yield "#   vnadmindoc convert TỆP.yaml TỆP.ics            đưa thời hạn vào lịch"
    yield "#   vnadmindoc deadlines TỆP.yaml                  xem ai làm gì, đến ngày nào"
    yield ""
    held = beginning(kind)
    yield f"schema: {held.pop('schema')}"
    seen: set[type] = {Notice}
    resolve_types(Notice)
    for each in fields(Notice):
        if not each.init:
            continue
        yield ""
        yield from _comment(Notice, each, "")
        if each.name in held:
            yield from _mapping(each.name, held[each.name], each.type, "", seen)
        else:
            yield f"#? {each.name}: {_EXAMPLES[each.name]}"


def _comment(owner: type, each: Any, indent: str) -> Iterator[str]:
    title, about = vietnamese(owner.__name__, each.name)
    text = f"{title}. {about}"
    kind = _inner(each.type)
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not DocumentKind:
        text += " " + "; ".join(f"{code}: {name}" for code, name in codes(kind).items()) + "."
    for line in wrap(text, _WIDTH - len(indent) - 2):
        yield f"{indent}# {line}"


def _inner(kind: Any) -> Any:
    """Return what a key holds in the end: ``X`` of ``X | None`` and of ``tuple[X, ...]``."""
    while isinstance(kind, UnionType) or getattr(kind, "__origin__", None) is tuple:
        kinds = [each for each in get_args(kind) if each not in (type(None), ...)]
        if len(kinds) != 1:
            return kind
        (kind,) = kinds
    return kind


def _mapping(name: str, value: Any, kind: Any, indent: str, seen: set[type]) -> Iterator[str]:
    """Yield the lines of a key and its value."""
    match value:
        case dict():
            yield f"{indent}{name}:"
            yield from _parts(value, kind, indent + "  ", seen)
        case list():
            yield f"{indent}{name}:"
            for each in value:
                yield from _item(each, kind, indent + "  ", seen)
        case _:
            yield from _scalar(f"{indent}{name}:", value, indent + "  ")


def _item(value: Any, kind: Any, indent: str, seen: set[type]) -> Iterator[str]:
    """Yield the lines of an item of a list; a mapping begins on the line of its dash."""
    match value:
        case dict():
            lines = list(_parts(value, kind, indent + "  ", seen))
            first = next(index for index, line in enumerate(lines) if "#" not in line.split()[0])
            # What explains the first key stands above the dash.
            yield from (indent + line[len(indent) + 2 :] for line in lines[:first])
            yield f"{indent}- {lines[first][len(indent) + 2 :]}"
            yield from lines[first + 1 :]
        case list():
            yield f"{indent}- [{', '.join(_text(each, between=',') for each in value)}]"
        case _:
            yield from _scalar(f"{indent}-", value, indent + "  ")


def _parts(value: Mapping[str, Any], kind: Any, indent: str, seen: set[type]) -> Iterator[str]:
    """Yield the keys of a mapping, each explained where its type is met for the first time."""
    owner = _owner(_inner(kind), value)
    held = {each.name: each for each in fields(owner) if each.init}
    first = owner not in seen
    seen.add(owner)
    for name, part in value.items():
        if first:
            yield from _comment(owner, held[name], indent)
        yield from _mapping(name, part, held[name].type, indent, seen)


def _owner(kind: Any, value: Mapping[str, Any]) -> type[Any]:
    """Return the class that a mapping is of: of those that may stand there, the one that fits."""
    kinds = (Run,) if kind is RichText else get_args(kind) or (kind,)
    owner = next(each for each in kinds if _fits(each, value))
    resolve_types(owner)
    return owner  # type: ignore[no-any-return]  # the model's annotations


def _fits(kind: Any, value: Mapping[str, Any]) -> bool:
    return set(value) <= {each.name for each in fields(kind)}


def _scalar(head: str, value: object, indent: str) -> Iterator[str]:
    """Yield a text or number; a long text in lines that are read as one."""
    if isinstance(value, str) and "\n" in value:
        yield f"{head} |-"
        yield from (indent + line for line in value.split("\n"))
    elif isinstance(value, str) and len(head) + len(value) > _WIDTH:
        yield f"{head} >-"
        yield from (indent + line for line in wrap(value, _WIDTH - len(indent)))
    else:
        yield f"{head} {_text(value)}"


def _text(value: object, between: str = "") -> str:
    """Return a value on one line; text in quotes where it would be taken for something else."""
    if (
        isinstance(value, str)
        and _PLAIN.fullmatch(value)
        and value.lower() not in _WORDS
        and not (between and between in value)
    ):
        return value
    return json.dumps(value, ensure_ascii=False)
