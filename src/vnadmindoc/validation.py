"""How a value checks itself: converters at its door, problems collected before any is raised.

Promised: a converter cleans what has the right type and leaves anything else for the checks, so
that one error names every problem of a value with its path.
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar

from vnadmindoc.errors import InvalidNoticeError
from vnadmindoc.text import forbidden, tidy, tidy_lines

YEARS = range(1900, 2101)
"""Years a document may carry; beyond them a date is a slip of the pen."""

_T = TypeVar("_T")
_E = TypeVar("_E", bound=Enum)


def line(value: str) -> str:
    """Clean one line of text."""
    return tidy(value) if isinstance(value, str) else value


def optional_line(value: str | None) -> str | None:
    """Clean one line of text; an empty one is None."""
    return (tidy(value) or None) if isinstance(value, str) else value


def lines(value: str) -> str:
    """Clean text whose line breaks count."""
    return tidy_lines(value) if isinstance(value, str) else value


def optional_lines(value: str | None) -> str | None:
    """Clean text whose line breaks count; an empty one is None."""
    return (tidy_lines(value) or None) if isinstance(value, str) else value


def items(values: Iterable[_T]) -> tuple[_T, ...]:
    """Take any sequence but a lone string as a tuple."""
    if isinstance(values, tuple):
        return values
    if isinstance(values, str) or not isinstance(values, Iterable):
        return values  # type: ignore[return-value]  # wrong already: the checks name its place
    return tuple(values)


def texts(values: Iterable[str]) -> tuple[str, ...]:
    """Take any sequence of lines of text as a tuple of clean ones."""
    taken = items(values)
    return tuple([line(value) for value in taken]) if isinstance(taken, tuple) else taken


def member(kind: type[_E], value: object) -> _E:
    """Take a member of an enumeration or its value; anything else is left for the checks."""
    members: dict[object, _E] = kind._value2member_map_  # type: ignore[assignment]  # Enum's stub
    return members.get(value, value) if isinstance(value, str) else value  # type: ignore[return-value]  # wrong already


class Problems(list[str]):
    """The problems of one value, collected before any is raised."""

    def text(self, name: str, value: object, *, required: bool = False) -> None:
        if value is None and not required:
            return
        if not isinstance(value, str):
            self.append(f"expected text, found {type(value).__name__} @ {name}")
        elif required and not value:
            self.append(f"required text is empty @ {name}")
        elif (bad := forbidden(value)) is not None:
            self.append(f"character U+{ord(bad):04X} is not allowed in text @ {name}")

    def texts(self, name: str, values: object) -> None:
        if not isinstance(values, tuple):
            self.append(f"expected a sequence of texts, found {type(values).__name__} @ {name}")
            return
        for index, value in enumerate(values):
            self.text(f"{name}[{index}]", value, required=True)

    def one_of(self, name: str, value: object, kinds: type | tuple[type, ...]) -> bool:
        if isinstance(value, kinds):
            return True
        wanted = kinds if isinstance(kinds, tuple) else (kinds,)
        names = " or ".join(kind.__name__ for kind in wanted if kind is not type(None))
        if len(wanted) == 1 and issubclass(wanted[0], Enum):
            names = "one of " + ", ".join(str(member.value) for member in wanted[0])
        found = repr(value) if isinstance(value, str) else type(value).__name__
        self.append(f"expected {names}, found {found} @ {name}")
        return False

    def all_of(self, name: str, values: object, kinds: type | tuple[type, ...]) -> bool:
        if values == ():
            return True
        if not isinstance(values, tuple):
            self.append(f"expected a sequence, found {type(values).__name__} @ {name}")
            return False
        bad = [i for i, value in enumerate(values) if not isinstance(value, kinds)]
        for index in bad:
            self.one_of(f"{name}[{index}]", values[index], kinds)
        return not bad

    def number(self, name: str, value: object, least: int, most: int) -> bool:
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return True
        # Python refuses to print a number of thousands of figures.
        huge = isinstance(value, int) and abs(value) > 10**20
        found = "a far greater one" if huge else repr(value)
        self.append(f"expected a whole number from {least} to {most}, found {found} @ {name}")
        return False

    def day(self, name: str, value: object) -> None:
        if type(value) is not date:
            self.append(f"expected a date, found {type(value).__name__} @ {name}")
        elif value.year not in YEARS:
            self.append(f"year {value.year} is outside 1900-2100 @ {name}")

    def moment(self, name: str, value: object) -> None:
        if value is None:
            return
        if not isinstance(value, datetime):
            self.append(f"expected a date with an hour, found {type(value).__name__} @ {name}")
        elif value.year not in YEARS:
            self.append(f"year {value.year} is outside 1900-2100 @ {name}")

    def keys(self, name: str, items: Iterable[Any]) -> None:
        seen = set()
        for index, item in enumerate(items):
            key = getattr(item, "key", None)
            if key is not None and key in seen:
                self.append(f"key {key!r} stands twice @ {name}[{index}].key")
            seen.add(key)

    def settle(self) -> None:
        if self:
            raise InvalidNoticeError(self)
