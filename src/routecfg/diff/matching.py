"""Which item of one list is which item of another: by content, so that an insertion is one addition."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, Final, TypeAlias, TypeVar

import msgspec

ALIKE: Final = 0.5
"""From this share of common content on, two items of a list are one that was changed."""

MOST_COMPARISONS: Final = 40_000
"""More pairs than this are not tried: what is left of such lists counts as removed and added."""

MOST_ALIGNED: Final = 4_000_000
"""In longer lists equal items are paired one by one, without looking for the longest common run."""

_ATOM: Final = 40
"""Shorter texts are equal or not; longer ones may be alike in some of their words."""

_SAYS_NOTHING: Final = ("name", "list_label")
"""Names are what is matched, and a label for lists is filled in everywhere."""

_encode = msgspec.json.Encoder(order="sorted").encode

_Label = TypeVar("_Label", int, str)

Pair: TypeAlias = tuple[int, int]
Content: TypeAlias = Counter[tuple[str, Any]]


class Matching:
    """The pairs of positions found between two lists so far. Each step pairs some of what is left over, in order."""

    def __init__(self, before: Sequence[Any], after: Sequence[Any]) -> None:
        self._before, self._after = before, after
        self._found: dict[int, int] = {}
        """Positions in `before` by position in `after`."""

    @property
    def pairs(self) -> list[Pair]:
        """The pairs (position before, position after), in the order of `after`."""
        return [(self._found[index], index) for index in sorted(self._found)]

    def equal(self) -> None:
        """Pairs equal items: the longest common runs first, then those that moved."""
        left, right = [exact(one) for one in self._before], [exact(one) for one in self._after]
        if len(left) * len(right) <= MOST_ALIGNED:
            for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
                self._found.update((block.b + step, block.a + step) for step in range(block.size))
        self.same(left, right)

    def same(self, before: Sequence[Hashable], after: Sequence[Hashable]) -> None:
        """Pairs items that have the same key; `before` and `after` are the keys of all items."""
        places: dict[Hashable, list[int]] = {}
        left, right = self._left()
        for index in reversed(left):
            places.setdefault(before[index], []).append(index)
        for index in right:
            if places.get(after[index]):
                self._found[index] = places[after[index]].pop()

    def alike(self) -> None:
        """Pairs the most alike, down to `ALIKE`; of equally alike ones those that stand nearest to each other."""
        left, right = self._left()
        if not left or not right or len(left) * len(right) > MOST_COMPARISONS:
            return
        contents = {index: content(self._before[index]) for index in left}
        others = {index: content(self._after[index]) for index in right}
        likely = (
            (-score, abs(one - other), one, other)
            for one in left
            for other in right
            if (score := likeness(contents[one], others[other])) >= ALIKE
        )
        self._found.update((other, one) for one, other in _each_once((one, other) for *_, one, other in sorted(likely)))

    def between(self, before: Sequence[str], after: Sequence[str]) -> None:
        """Pairs what is left over between the same neighbours, in order, if it is of one sort."""
        found = self.pairs
        away = moved(found)
        fixed = [(-1, -1), *(pair for pair in found if pair not in away), (len(before), len(after))]
        left, right = map(set, self._left())
        for (one, other), (next_one, next_other) in pairwise(fixed):
            waiting: dict[str, list[int]] = {}
            for index in reversed(range(one + 1, next_one)):
                if index in left:
                    waiting.setdefault(before[index], []).append(index)
            for index in range(other + 1, next_other):
                if index in right and waiting.get(after[index]):
                    self._found[index] = waiting[after[index]].pop()

    def _left(self) -> tuple[list[int], list[int]]:
        used = set(self._found.values())
        return (
            [index for index in range(len(self._before)) if index not in used],
            [index for index in range(len(self._after)) if index not in self._found],
        )


def best_pairs(before: dict[str, Content], after: dict[str, Content], least: float) -> list[tuple[str, str]]:
    """Names paired by the content behind them, most alike first, each once; none less alike than `least`."""
    if len(before) * len(after) > MOST_COMPARISONS:
        return []
    likely = (
        (-score, one, other)
        for one, written in before.items()
        for other, others in after.items()
        if (score := likeness(written, others)) >= least
    )
    return list(_each_once((one, other) for _, one, other in sorted(likely)))


def moved(found: Sequence[Pair]) -> frozenset[Pair]:
    """Of pairs in the order of `after`, the fewest that must have moved: all but a longest increasing run."""
    ends: list[int] = []
    lengths: list[int] = []
    for one, _ in found:
        place = bisect_left(ends, one)
        ends[place : place + 1] = [one]
        lengths.append(place)
    still: set[Pair] = set()
    wanted = len(ends) - 1
    for pair, length in zip(reversed(found), reversed(lengths), strict=True):
        if length == wanted:
            still.add(pair)
            wanted -= 1
    return frozenset(found) - still


def exact(value: Any) -> bytes:
    """A value as bytes that are equal only for equal values: yes is not 1, and the order of keys means nothing."""
    return _encode(value)


def content(value: Any) -> Content:
    """What is written in a value, wherever it stands in a list; what says nothing is left out."""
    found: Content = Counter()
    waiting: list[tuple[str, Any]] = [("", value)]
    while waiting:
        here, one = waiting.pop()
        if isinstance(one, dict):
            waiting.extend((f"{here}/{key}", part) for key, part in one.items() if key not in _SAYS_NOTHING)
        elif isinstance(one, list):
            waiting.extend((here, part) for part in one)
        elif isinstance(one, str) and len(one) > _ATOM:
            found.update((here, word) for word in one.split())
        elif one is not None and one is not False and one != "":
            found[here, one] += 1
    return found


def likeness(one: Content, other: Content) -> float:
    """The share of common content, 0 to 1 (Dice's coefficient)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _each_once(likely: Iterator[tuple[_Label, _Label]]) -> Iterator[tuple[_Label, _Label]]:
    """Pairs, best first, without those of which one side is taken."""
    left: set[_Label] = set()
    right: set[_Label] = set()
    for one, other in likely:
        if one not in left and other not in right:
            left.add(one)
            right.add(other)
            yield one, other
