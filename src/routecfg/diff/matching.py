"""Which item of one list is which item of another: by content, so that an insertion is one addition."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final, TypeAlias, TypeVar

import msgspec

from routecfg.model import Part, Value

ALIKE: Final = 0.5
"""From this share of common content on, two items of a list are one that was changed."""

MOST_COMPARISONS: Final = 40_000
"""More pairs than this are not tried: the rest of such lists counts as removed and added."""

MOST_ALIGNED: Final = 4_000_000
"""In longer lists equal items are paired one by one, without looking for the longest common run."""

_ATOM: Final = 40
"""Shorter texts are equal or not; longer ones may be alike in some of their words."""

_SAYS_NOTHING: Final = ("name", "list_label")
"""Names are what is matched, and a label for lists is filled in everywhere."""

_Label = TypeVar("_Label", int, str)

Pair: TypeAlias = tuple[int, int]
"""The positions of one item in both lists: before and after."""

Content: TypeAlias = Counter[tuple[str, bool | int | float | str]]
"""What is written in a value: texts and words with the fields that they stand in, and how often."""

exact: Final = msgspec.json.Encoder(order="deterministic").encode
"""A value as bytes that are equal only for equal values: yes is not 1, and the order of keys means nothing."""


def same(before: Value, after: Value) -> bool:
    """Whether two values are equal in this sense; nothing is compared where they are one object."""
    return before is after or exact(before) == exact(after)


class Matching:
    """The pairs of positions found between two lists so far. Each step pairs some of what is left over, in order."""

    def __init__(self, before: Sequence[Value], after: Sequence[Value]) -> None:
        self._before, self._after = before, after
        self._found: dict[int, int] = {}
        """Positions in `before` by position in `after`."""

    @property
    def pairs(self) -> list[Pair]:
        """The pairs (position before, position after), in the order of `after`."""
        return [(self._found[index], index) for index in sorted(self._found)]

    def equal(self) -> None:
        """Pairs equal items: the longest common runs first, then those that moved."""
        left, right = [exact(item) for item in self._before], [exact(item) for item in self._after]
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
            (-score, abs(old - new), old, new)
            for old in left
            for new in right
            if (score := likeness(contents[old], others[new])) >= ALIKE
        )
        self._found.update((new, old) for old, new in each_once((old, new) for *_, old, new in sorted(likely)))

    def between(self, before: Sequence[str], after: Sequence[str]) -> None:
        """Pairs what is left over between the same neighbours, in order, if it is of one sort."""
        found = self.pairs
        away = moved(found)
        fixed = [(-1, -1), *(pair for pair in found if pair not in away), (len(before), len(after))]
        left, right = map(set, self._left())
        for (old, new), (next_old, next_new) in pairwise(fixed):
            waiting: dict[str, list[int]] = {}
            for index in reversed(range(old + 1, next_old)):
                if index in left:
                    waiting.setdefault(before[index], []).append(index)
            for index in range(new + 1, next_new):
                if index in right and waiting.get(after[index]):
                    self._found[index] = waiting[after[index]].pop()

    def _left(self) -> tuple[list[int], list[int]]:
        used = set(self._found.values())
        return (
            [index for index in range(len(self._before)) if index not in used],
            [index for index in range(len(self._after)) if index not in self._found],
        )


def best_pairs(
    before: Mapping[str, Content],
    after: Mapping[str, Content],
    possible: Callable[[str, str], bool],
    votes: Callable[[str, str], int],
    *,
    least: float,
    guess: bool,
) -> list[tuple[str, str]]:
    """Names paired by the content behind them, most alike first, each once; none less alike than `least`.

    All functions are given an old and a new name. Of equally alike pairs those with the most `votes` count; those with
    none stay unpaired unless `guess`.
    """
    if len(before) * len(after) > MOST_COMPARISONS:
        return []
    likely = [
        (-score, old, new)
        for old, written in before.items()
        for new, others in after.items()
        if (score := likeness(written, others)) >= least and possible(old, new)
    ]
    equally: Counter[tuple[float, str, bool]] = Counter()
    for score, old, new in likely:
        equally.update(((score, old, True), (score, new, False)))
    ranked: list[tuple[float, int, str, str]] = []
    undecided: set[tuple[str, str]] = set()
    for score, old, new in likely:
        several = equally[score, old, True] > 1 or equally[score, new, False] > 1
        number = votes(old, new) if several else 0
        ranked.append((score, -number, old, new))
        if several and not number and not guess:
            undecided.add((old, new))
    best = each_once((old, new) for *_, old, new in sorted(ranked))
    return [pair for pair in best if pair not in undecided]


def moved(found: Sequence[Pair]) -> frozenset[Pair]:
    """Of pairs in the order of `after`, the fewest that must have moved: all but a longest increasing run."""
    ends: list[int] = []
    lengths: list[int] = []
    for old, _ in found:
        place = bisect_left(ends, old)
        ends[place : place + 1] = [old]
        lengths.append(place)
    still: set[Pair] = set()
    wanted = len(ends) - 1
    for pair, length in zip(reversed(found), reversed(lengths), strict=True):
        if length == wanted:
            still.add(pair)
            wanted -= 1
    return frozenset(found) - still


def content(value: Value) -> Content:
    """What is written in a value, wherever it stands in a list; what says nothing is left out."""
    found: Content = Counter()
    waiting: list[tuple[str, Value]] = [("", value)]
    while waiting:
        here, part = waiting.pop()
        if isinstance(part, Part):
            waiting.extend(
                (f"{here}/{field}", getattr(part, field))
                for field in part.__struct_fields__
                if field not in _SAYS_NOTHING
            )
        elif isinstance(part, Mapping):
            waiting.extend((f"{here}/{key}", item) for key, item in part.items())
        elif isinstance(part, tuple):
            waiting.extend((here, item) for item in part)
        elif isinstance(part, str) and len(part) > _ATOM:
            found.update((here, word) for word in part.split())
        elif part is not None and part is not False and part != "":
            found[here, part] += 1
    return found


def likeness(one: Content, other: Content) -> float:
    """The share of common content, 0 to 1 (Dice's coefficient)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def each_once(likely: Iterable[tuple[_Label, _Label]]) -> Iterator[tuple[_Label, _Label]]:
    """Pairs, best first, without those of which one side is taken."""
    left: set[_Label] = set()
    right: set[_Label] = set()
    for old, new in likely:
        if old not in left and new not in right:
            left.add(old)
            right.add(new)
            yield old, new
