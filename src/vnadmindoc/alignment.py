"""Two sequences side by side: which thing of the one became which thing of the other, in order.

Promised: nothing is left out, the order of both is kept, equal input gives equal pairs; long
stretches that have nothing in common take no time out of proportion.
Refused here: what moved to another place, which `vnadmindoc.matching` finds.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from typing import Final, TypeVar

_LIKENESS: Final = 0.4  # from which two things are one that was changed
_MOST_COMPARED: Final = 10_000  # pairs of things of which each is compared with each

_T = TypeVar("_T")

Pair = tuple[_T | None, _T | None]
"""The earlier and the later thing; None where there is none."""


def likeness(one: str, other: str) -> float:
    """Return twice the number of common words over the number of all: 0 to 1."""
    if one == other:
        return 1.0
    first, second = Counter(one.split()), Counter(other.split())
    words = first.total() + second.total()
    return 2 * (first & second).total() / words if words else 0.0


def aligned(
    old: Sequence[_T],
    new: Sequence[_T],
    key: Callable[[_T], Hashable],
    alike: Callable[[_T, _T], float],
) -> list[Pair[_T]]:
    """Return both sequences in order, what is one thing side by side.

    What is equal by its key is one; between such things those are that are alike, as many and as
    much as their order allows.
    """
    pairs: list[Pair[_T]] = []
    matcher = SequenceMatcher(a=list(map(key, old)), b=list(map(key, new)), autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            # Equal keys may be of things too unlike for one: tables of another shape.
            for one, other in zip(old[a:b], new[c:d], strict=True):
                enough = alike(one, other) >= _LIKENESS
                pairs += [(one, other)] if enough else [(one, None), (None, other)]
        else:
            between: list[Pair[_T]] = _alike(old[a:b], new[c:d], alike)
            pairs += between
    return pairs


def _alike(
    old: Sequence[_T], new: Sequence[_T], alike: Callable[[_T, _T], float]
) -> list[Pair[_T]]:
    if not old or not new or len(old) * len(new) > _MOST_COMPARED:
        return [*((each, None) for each in old), *((None, each) for each in new)]
    # best[i][j]: how much of old[i:] and new[j:] can be paired at most.
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    scores = [[alike(one, other) for other in new] for one in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            together = scores[i][j] + best[i + 1][j + 1] if scores[i][j] >= _LIKENESS else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    pairs: list[Pair[_T]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        score = scores[i][j]
        if score >= _LIKENESS and best[i][j] == score + best[i + 1][j + 1]:
            pairs.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((old[i], None))
            i += 1
        else:
            pairs.append((None, new[j]))
            j += 1
    return [
        *pairs,
        *((each, None) for each in old[i:]),
        *((None, each) for each in new[j:]),
    ]
