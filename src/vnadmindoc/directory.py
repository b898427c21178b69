"""Who the parties of notices are, and where their mail goes: a file of the user's own.

Promised: a name that stands for two parties stands for none, so nothing is sent to the wrong one;
addresses are taken from the file alone, never made up.
Refused here: reading names out of a text.

The file is TOML, a table for each party::

    [[party]]
    name = "Văn phòng Sở"
    aliases = ["Văn phòng", "VP Sở"]
    email = "van.phong@so.example.vn"

    [[party]]
    name = "Lê Thị Hạ"
    email = "ha.le@so.example.vn"
    person = true
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from attrs import field, frozen

from vnadmindoc.errors import ReadError
from vnadmindoc.files import read_bytes
from vnadmindoc.text import fold, tidy

_FIELDS = {"name": str, "aliases": list, "email": str, "person": bool}
# What mail servers deliver to, without quoted local parts: no blank, no bracket, no parameter.
_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}"
)
_ADDRESS_LENGTH = 254
# What stands before a person's name, and the office behind it.
_TITLES = re.compile(r"^(?:các\s+)?(?:đồng chí|đ/c|ông|bà)\s+")


def is_address(text: object) -> bool:
    """Return whether a text is an e-mail address, and nothing more."""
    return (
        isinstance(text, str)
        and _ADDRESS.fullmatch(text) is not None
        and len(text) <= _ADDRESS_LENGTH
        and ".." not in text
    )


def _names(values: Iterable[str]) -> tuple[str, ...]:
    return tuple([tidy(each) for each in values])


@frozen(kw_only=True)
class Party:
    """One party (*đơn vị, cá nhân*).

    Attributes:
        name: Its full name.
        aliases: Other names for it.
        email: Its address; None where it has none.
        person: Whether it is a person, not a unit.
    """

    name: str = field(converter=tidy)
    aliases: tuple[str, ...] = field(default=(), converter=_names)
    email: str | None = None
    person: bool = False


@frozen
class Directory:
    """The parties a user knows (*danh bạ*).

    Attributes:
        parties: The parties, in the order of the file.
    """

    parties: tuple[Party, ...] = ()
    _by_name: dict[str, tuple[Party, ...]] = field(init=False, eq=False, repr=False)

    @_by_name.default
    def _index(self) -> dict[str, tuple[Party, ...]]:
        named: defaultdict[str, list[Party]] = defaultdict(list)
        for party in self.parties:
            if party not in named[fold(party.name)]:
                named[fold(party.name)].append(party)
        aliased: defaultdict[str, list[Party]] = defaultdict(list)
        for party in self.parties:
            for alias in party.aliases:
                # A name of its own goes before another's alias.
                if fold(alias) not in named and party not in aliased[fold(alias)]:
                    aliased[fold(alias)].append(party)
        return {name: tuple(found) for name, found in {**aliased, **named}.items()}

    def known_as(self, name: str) -> tuple[Party, ...]:
        """Return the parties a name stands for: none, one, or several that cannot be told apart.

        *Đồng chí Lê Thị Hạ, Phó Giám đốc Sở* is looked for as it stands, then without the office,
        then without the title.
        """
        whole = fold(tidy(name))
        bare = whole.partition(",")[0].strip()
        for each in (whole, bare, _TITLES.sub("", bare)):
            if found := self._by_name.get(each, ()):
                return found
        return ()


def read_directory(path: str | Path) -> Directory:
    """Return the parties of a file.

    Raises:
        ReadError: The file cannot be read, is no TOML, or holds anything else.
    """
    try:
        data = tomllib.loads(read_bytes(path).decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReadError(f"no TOML: {error}", place=str(path)) from error
    unknown = [key for key in data if key != "party"]
    tables = data.get("party", [])
    if unknown or not isinstance(tables, list):
        raise ReadError(
            f"unknown key {unknown[0]!r}" if unknown else "party is no list",
            place=str(path),
            expected="a table [[party]] for each party",
        )
    return Directory(
        tuple([_party(table, f"{path}, party {n}") for n, table in enumerate(tables, 1)])
    )


def _party(table: Any, place: str) -> Party:
    if not isinstance(table, dict):
        raise ReadError("no table", place=place, expected="[[party]]")
    for key, value in table.items():
        kind = _FIELDS.get(key)
        if kind is None:
            raise ReadError(f"unknown key {key!r}", place=place, expected=", ".join(_FIELDS))
        good = isinstance(value, kind)
        if kind is list:
            good = good and all(isinstance(each, str) for each in value)
        if not good:
            raise ReadError(f"{key} = {value!r}", place=place, expected=f"{key}: {kind.__name__}")
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and any(ord(letter) < 32 for letter in text):
                raise ReadError(f"a line break or control character in {key}", place=place)
    if not tidy(table.get("name", "")):
        raise ReadError("a party without a name", place=place, expected="name")
    if "email" in table and not is_address(table["email"]):
        raise ReadError(
            f"not an e-mail address: {table['email']!r}",
            place=place,
            expected="one like van.thu@example.vn, nothing before or after it",
        )
    return Party(**table)
