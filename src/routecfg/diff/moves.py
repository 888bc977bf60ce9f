"""What moved in a list whose order means something."""

from bisect import bisect
from collections.abc import Sequence

from routecfg.diff.at import At
from routecfg.diff.difference import Detail, Shown
from routecfg.diff.matching import Pair, moved


def moves(found: Sequence[Pair], before: Sequence[str], after: Sequence[str], at: At) -> dict[int, Detail]:
    """The items of a list that changed their order, by their new position. `before` and `after` are names."""
    away = moved(found)
    kept = [pair for pair in found if pair not in away]
    still = (sorted(old for old, _ in kept), sorted(new for _, new in kept))
    details: dict[int, Detail] = {}
    for old, new in found:
        if (old, new) in away:
            here = at.to(new, words=[after[new]])
            was, now = _neighbour(old, still[0], before), _neighbour(new, still[1], after)
            details[new] = Detail("moved", here.path, here.words, Shown(old, was), Shown(new, now))
    return details


def _neighbour(index: int, still: Sequence[int], names: Sequence[str]) -> str:
    """Next to which of the items that kept their order (`still`) an item stands."""
    place = bisect(still, index)
    return f"{'after' if place else 'before'} {names[still[place - 1] if place else still[0]]}"
