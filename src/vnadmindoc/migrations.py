"""Data of earlier versions of the form, brought to the present one.

Promised: a file that any release wrote can be read by every later one; each step goes from one
version to the next, and what it is given stays as it is. A file of a later version is refused, with
what to do, and never guessed at.
Refused here: what the data means.

A new version of the form needs: its number in `CURRENT`, a step in `STEPS`, and a file of the old
one in ``tests/versions``, where a test asks for all three.
"""

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from types import MappingProxyType
from typing import Any, Final

from vnadmindoc.errors import ReadError

CURRENT: Final = 1
"""The version of the form that this library writes."""

Step = Callable[[dict[str, Any]], dict[str, Any]]
"""Takes the data of one version, without its key ``schema``, and returns that of the next."""

STEPS: Final[Mapping[int, Step]] = MappingProxyType({})
"""By the version it begins with, the step to the next one; there has been no other version yet."""

_FIRST: Final = 1
_NAME = re.compile(r"vnadmindoc/(0|[1-9]\d{0,5})", re.ASCII)


def name_of(version: int) -> str:
    """Return what stands in a file under ``schema``."""
    return f"vnadmindoc/{version}"


def migrated(
    data: Mapping[str, Any],
    schema: str,
    *,
    steps: Mapping[int, Step] = STEPS,
    current: int = CURRENT,
    first: int = _FIRST,
) -> dict[str, Any]:
    """Return data in the present version of the form.

    Args:
        data: The data without its key ``schema``; it is not changed.
        schema: What stands there under ``schema``.
        steps: The steps, by the version each begins with.
        current: The present version.
        first: The first version there was.

    Raises:
        ReadError: There is no such version, or it is later than this library.
    """
    found = _NAME.fullmatch(schema)
    if found is None or int(found[1]) < first:
        raise ReadError(
            f"unknown schema version: {schema[:60]!r}",
            place="$.schema",
            expected=name_of(current),
            remedy="write the version that the file was made for",
        )
    version = int(found[1])
    if version > current:
        raise ReadError(
            f"a later schema version: {schema!r}",
            place="$.schema",
            expected=f"{name_of(current)} or an earlier one",
            remedy="use the version of vnadmindoc that wrote the file, or a later one",
        )
    if version == current:
        return dict(data)
    held = deepcopy(dict(data))
    for each in range(version, current):
        held = steps[each](held)
    return held
