"""Telling which thing of an earlier issue a thing of a later one is, by its traits.

Promised: pairs are one to one; what tells for sure comes before likeness; equal input gives equal
pairs; the time grows with the number of things, not with its square.
Refused here: what the traits are made of, which the room of names says.
"""

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import pairwise

from attrs import frozen

_LIKENESS = 0.6  # the share of common words from which two wordings are one duty
_ABOUT = 0.1  # what all that stands about a wording adds to its likeness, where two compete
_MOST_SCORED = 16  # earlier wordings compared in full with one later wording
_MOST_LOOKED_AT = 64  # entries of the word index read for one word, and roughly for one wording


@frozen
class Traits:
    """By what a thing is known again.

    Attributes:
        telling: Pairs are made where these are equal, the most telling first; None tells nothing.
        task, whole: Its words without and with who does it, for the likeness of what is then left
            over.
        near: What stands about it: of two that are alike by their words, the one that shares more
            of this is meant.
        last: As `telling`, for what is left over after that.
    """

    telling: tuple[Hashable, ...]
    task: Counter[str]
    whole: Counter[str]
    near: frozenset[Hashable]
    last: tuple[Hashable, ...]


def matched(earlier: Sequence[Traits], later: Sequence[Traits]) -> dict[int, int]:
    """Return which earlier thing each later one is, one to one: index to index."""
    if not earlier or not later:
        return {}
    free_old = dict.fromkeys(range(len(earlier)))  # ordered sets
    free_new = dict.fromkeys(range(len(later)))
    pairs: dict[int, int] = {}

    def pair(candidates: Iterable[tuple[int, int]]) -> None:
        for new, old in candidates:
            if new in free_new and old in free_old:
                pairs[new] = old
                del free_new[new], free_old[old]

    for stage in range(len(earlier[0].telling)):
        pair(
            _equal(
                {old: earlier[old].telling[stage] for old in free_old},
                {new: later[new].telling[stage] for new in free_new},
            )
        )
    pair(
        _alike(
            {old: earlier[old] for old in free_old},
            {new: later[new] for new in free_new},
        )
    )
    for stage in range(len(earlier[0].last)):
        pair(
            _equal(
                {old: earlier[old].last[stage] for old in free_old},
                {new: later[new].last[stage] for new in free_new},
            )
        )
    return pairs


def _equal(old: Mapping[int, Hashable], new: Mapping[int, Hashable]) -> list[tuple[int, int]]:
    """Return pairs of equal traits, those of one value in their order."""
    waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for index, trait in old.items():
        waiting[trait].append(index)
    return [
        (index, waiting[trait].popleft())
        for index, trait in new.items()
        if trait is not None and waiting.get(trait)
    ]


def _alike(old: Mapping[int, Traits], new: Mapping[int, Traits]) -> list[tuple[int, int]]:
    """Return pairs of like wordings, the most alike first.

    Only wordings that share a rare word or pair of words are compared, so the time grows with the
    number of wordings, not with its square.
    """
    index: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number, traits in old.items():
        for feature in _features(traits.whole):
            index[feature].append(number)
    scored = []
    for number, traits in new.items():
        shared: Counter[int] = Counter()
        looked_at = 0
        known = [feature for feature in _features(traits.whole) if feature in index]
        for feature in sorted(known, key=lambda each: len(index[each])):
            near = _nearest(index[feature], number)
            shared.update(near)
            looked_at += len(near)
            if looked_at >= _MOST_LOOKED_AT:
                break
        best = sorted(shared, key=lambda each: (-shared[each], abs(each - number), each))
        for candidate in best[:_MOST_SCORED]:
            likeness = _likeness(old[candidate], traits)
            if likeness >= _LIKENESS:
                likeness += _ABOUT * _shared(old[candidate].near, traits.near)
                scored.append((-likeness, abs(candidate - number), number, candidate))
    return [(number, candidate) for _, _, number, candidate in sorted(scored)]


def _features(counted: Counter[str]) -> list[Hashable]:
    """Return the words and the pairs of neighbours: in a long notice only pairs are rare."""
    found = list(counted)
    return [*pairwise(found), *found]


def _nearest(numbers: list[int], number: int) -> list[int]:
    """Return those of sorted numbers that are nearest to one, at most `_MOST_LOOKED_AT`."""
    middle = bisect_left(numbers, number)
    start = max(0, min(middle - _MOST_LOOKED_AT // 2, len(numbers) - _MOST_LOOKED_AT))
    return numbers[start : start + _MOST_LOOKED_AT]


def _likeness(one: Traits, other: Traits) -> float:
    """Return twice the number of common words over the number of all: 0 to 1.

    Who does a task says little about which task it is, unless there is hardly more to go by.
    """
    if one.task.total() > 1 and other.task.total() > 1:
        return _share(one.task, other.task)
    return _share(one.whole, other.whole)


def _shared(one: frozenset[Hashable], other: frozenset[Hashable]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _share(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())
