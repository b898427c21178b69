"""Notices as JSON and YAML files: the form of `vnadmindoc.serial`, written down.

Promised: equal notices give equal bytes; what is written reads back as the same notice, in YAML by
any reader: text that one of them might take for a number, a date or a truth value is in quotes.
"""

import json
import re
from typing import Any, ClassVar

import yaml
from attrs import frozen

from vnadmindoc.errors import ExportError
from vnadmindoc.model import Notice
from vnadmindoc.serial import to_data

# What YAML 1.1, YAML 1.2 or a reader in between takes for more than text; PyYAML knows most of it.
_AMBIGUOUS = re.compile(
    r"[-+.]?[0-9][0-9a-fA-FoOxX_.,:eE+-]*|[-+]?\.(?:inf|nan)|y|n|yes|no|on|off|true|false|null|~|=|<<",
    re.IGNORECASE,
)

_INDENTS = range(9)


@frozen(kw_only=True)
class JsonExporter:
    """Writes a notice as JSON (``.json``), UTF-8 (*xuất dữ liệu JSON*).

    Attributes:
        indent: How many blanks a level is moved in, 0 to 8; None for one single line.
    """

    suffix: ClassVar[str] = ".json"
    media_type: ClassVar[str] = "application/json"

    indent: int | None = 2

    def __attrs_post_init__(self) -> None:
        if self.indent is not None and (
            type(self.indent) is not int or self.indent not in _INDENTS
        ):
            raise ExportError(
                f"no level can be moved in by {self.indent!r}",
                place="indent",
                expected=f"blanks, {_INDENTS[0]} to {_INDENTS[-1]}, or None",
            )

    def export(self, notice: Notice) -> bytes:
        """Return the notice as JSON."""
        return f"{json.dumps(to_data(notice), ensure_ascii=False, indent=self.indent)}\n".encode()


@frozen(kw_only=True)
class YamlExporter:
    """Writes a notice as YAML (``.yaml``), UTF-8, in block style (*xuất dữ liệu YAML*)."""

    suffix: ClassVar[str] = ".yaml"
    media_type: ClassVar[str] = "application/yaml"

    def export(self, notice: Notice) -> bytes:
        """Return the notice as YAML."""
        # Not the C emitter: where it is missing, the bytes would not be the same.
        text: str = yaml.dump(
            to_data(notice),
            Dumper=_Dumper,
            allow_unicode=True,
            default_flow_style=False,
            sort_keys=False,
            width=_NO_FOLDING,
        )
        return text.encode()


_NO_FOLDING = 1 << 30


class _Dumper(yaml.SafeDumper):
    """Writes lists moved in below their key, and never an alias."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002  # PyYAML's signature
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # PyYAML's signature
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else "'" if _AMBIGUOUS.fullmatch(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
