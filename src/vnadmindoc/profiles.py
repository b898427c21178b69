"""Forms of documents by name, and a house's own form from a YAML file.

Promised: a form derived from a file allows nothing that the form it is derived from refuses, so
what it sets conforms to both; every problem of a file is named at once, with its path.
Refused here: a form that is wider. In Python `Profile.derive` makes any.

A file names a base and what is narrower in it::

    schema: vnadmindoc-profile/1
    name: Sở Nội vụ tỉnh Lam Giang
    base: nd30                      # or dang, the Party's
    page: {left: 30, right: 20}     # mm; one length, or a list of the least and the greatest
    components:                     # by the id of the component
      NoiDung: {size: 14, indent: 12.7, before: 6, line_spacing: [1.1, 1.3]}
    signature_room: 60              # pt

Sizes and the space above are in pt, margins and indents in mm, line spacing in single lines. Of a
range the page takes the end that the base takes.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from attrs import evolve

from vnadmindoc.errors import ReadError
from vnadmindoc.files import read_bytes
from vnadmindoc.party import PARTY
from vnadmindoc.readers.data import yaml_data
from vnadmindoc.standard import DECREE_30, MM, PageSpec, Profile, Range, Role, Spec

SCHEMA: Final = "vnadmindoc-profile/1"
"""The version of the file, under the key ``schema``."""

PROFILES: Final[Mapping[str, Profile]] = MappingProxyType({"nd30": DECREE_30, "dang": PARTY})
"""The forms that are there, by name."""

_KEYS = ("schema", "name", "base", "page", "components", "signature_room")
_MARGINS = ("top", "bottom", "left", "right")


def load_profile(source: str | Path) -> Profile:
    """Return a form of documents: one of `PROFILES` by its name, or what a YAML file describes.

    Raises:
        ReadError: The file cannot be read, or describes no form; every problem with its path.
    """
    if str(source) in PROFILES:
        return PROFILES[str(source)]
    try:
        text = read_bytes(source).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError("this is no text in UTF-8", place=str(source)) from error
    return read_profile(text, source=str(source))


def read_profile(text: str, *, source: str = "<profile>") -> Profile:
    """Return the form of documents that a YAML text describes.

    Args:
        text: The text.
        source: What it is called in messages.

    Raises:
        ReadError: It is no YAML or describes no form; every problem with its path.
    """
    data = yaml_data(text, source=source)
    problems: list[str] = []
    profile = _Reader(problems).profile(data)
    if profile is None or problems:
        raise ReadError(
            "not a form of documents:\n  - " + "\n  - ".join(problems),
            place=source,
            remedy="a form may narrow what its base allows, not widen it",
        )
    return profile


class _Reader:
    """Reads one file; collects what is wrong with it."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems

    def profile(self, data: object) -> Profile | None:
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            self.problems.append(f"expected a mapping with schema: {SCHEMA} @ $")
            return None
        self._known(data, _KEYS, "$")
        base = PROFILES.get(data.get("base", "nd30"))
        if base is None:
            self.problems.append(f"expected one of {', '.join(PROFILES)} @ $.base")
            return None
        name = data.get("name")
        if not isinstance(name, str) or not name:
            self.problems.append("expected the name of the form @ $.name")
            return None
        room = self._length(data.get("signature_room", base.signature_room), "$.signature_room")
        return evolve(
            base,
            name=name,
            page=self._page(data.get("page"), base.page),
            specs={**base.specs, **self._components(data.get("components"), base)},
            signature_room=base.signature_room if room is None else room,
        )

    def _page(self, data: object, base: PageSpec) -> PageSpec:
        changes: dict[str, Any] = {}
        for side, value in self._items(data, _MARGINS, "$.page"):
            allowed: Range = getattr(base, side)
            path = f"$.page.{side}"
            found = self._range(value, (allowed.least, allowed.most), path)
            if found is not None:
                chosen = min(max(allowed.chosen, found[0]), found[1])
                changes[side] = Range(least=found[0], most=found[1], chosen=chosen)
        return evolve(base, **changes)

    def _components(self, data: object, base: Profile) -> dict[Role, Spec]:
        roles = {role.value: role for role in Role}
        specs = {}
        for name, changes in self._items(data, tuple(roles), "$.components"):
            role = roles[name]
            specs[role] = self._component(changes, base.specs[role], f"$.components.{name}")
        return specs

    def _component(self, data: object, base: Spec, path: str) -> Spec:
        changes: dict[str, Any] = {}
        readers: Mapping[str, Callable[[object, Spec, str], dict[str, Any]]] = {
            "size": self._size,
            "indent": self._indent,
            "before": self._before,
            "line_spacing": self._line_spacing,
        }
        for name, value in self._items(data, tuple(readers), path):
            changes |= readers[name](value, base, f"{path}.{name}")
        return evolve(base, **changes)

    def _size(self, value: object, base: Spec, path: str) -> dict[str, Any]:
        found = self._range(value, base.size, path)
        return {} if found is None else {"size": found}

    def _line_spacing(self, value: object, base: Spec, path: str) -> dict[str, Any]:
        found = self._range(value, base.line_spacing, path)
        return {} if found is None else {"line_spacing": found}

    def _indent(self, value: object, base: Spec, path: str) -> dict[str, Any]:
        length = self._length(value, path)
        if length is None:
            return {}
        same = [each for each in base.indents if abs(each - length * MM) < 0.1 * MM]
        if not same:
            allowed = " or ".join(f"{each / MM:.3g}" for each in base.indents)
            self.problems.append(f"{length:g} mm: the base allows {allowed} @ {path}")
        return {"indents": (*same,)} if same else {}

    def _before(self, value: object, base: Spec, path: str) -> dict[str, Any]:
        length = self._length(value, path)
        if length is None:
            return {}
        if length < base.before:
            self.problems.append(f"{length:g} pt: the base asks {base.before:g} at least @ {path}")
            return {}
        return {"before": length}

    def _range(
        self, value: object, allowed: tuple[float, float], path: str
    ) -> tuple[float, float] | None:
        """Return a range, given as its two ends or as one value, that lies inside another."""
        ends = value if isinstance(value, list) else [value, value]
        lengths = [self._length(each, path) for each in ends]
        if len(lengths) != 2 or lengths[0] is None or lengths[1] is None or lengths[0] > lengths[1]:
            if None not in lengths:
                self.problems.append(f"expected a length, or the least and the greatest @ {path}")
            return None
        least, most = lengths[0], lengths[1]
        if least < allowed[0] or most > allowed[1]:
            told = f"{least:g}" if least == most else f"{least:g}-{most:g}"
            wide = f"{allowed[0]:g}-{allowed[1]:g}"
            self.problems.append(f"{told}: the base allows {wide} @ {path}")
            return None
        return least, most

    def _length(self, value: object, path: str) -> float | None:
        try:
            if isinstance(value, str | int | float) and not isinstance(value, bool):
                length = float(value)
                if 0 <= length <= 1_000:
                    return length
        except ValueError:
            pass
        self.problems.append(f"expected a number from 0 to 1000 @ {path}")
        return None

    def _items(self, data: object, known: tuple[str, ...], path: str) -> list[tuple[str, object]]:
        if data is None:
            return []
        if not isinstance(data, dict):
            self.problems.append(f"expected a mapping @ {path}")
            return []
        self._known(data, known, path)
        return [(name, value) for name, value in data.items() if name in known]

    def _known(self, data: Mapping[str, object], known: tuple[str, ...], path: str) -> None:
        for name in data:
            if name not in known:
                self.problems.append(f"unknown key {name!r}, expected {_listed(known)} @ {path}")


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names) if len(names) < 10 else f"an id such as {names[0]}, {names[1]}"
