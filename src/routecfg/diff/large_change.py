"""Whether a release changes so much that it needs a reason."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import msgspec

from routecfg.bundle import ClosedEstate
from routecfg.diff.destinations import destinations
from routecfg.diff.field_changes import target_pairs
from routecfg.diff.matching import same
from routecfg.graph import build, reach
from routecfg.model import Decision, DecisionTree, Destination, Object, Reference, parts_of, references, spoken

FEWEST: Final = 10
"""Below so many destinations in production a share of them says little."""

LARGE: Final = 0.3
"""The share of production's destinations that may change or go."""


class _Change(NamedTuple):
    """An object of production that changes or goes (`after` is None), or one that comes (`before` is None)."""

    before: Object | None
    after: Object | None


def large_change(before: ClosedEstate, after: ClosedEstate) -> tuple[str, ...]:
    """Why the change between two closed estates is large, a sentence each; empty if it is not.

    It is if many destinations of production change or go, or if an inbound routing loses its way to a queue. `before`
    has the names of `after` already, so what was only renamed counts as the same. So does an answer of which only the
    words were changed.
    """
    changes = list(_changes(before, after))
    return (*_many(before, changes), *_lost(before, after, changes))


def _changes(before: ClosedEstate, after: ClosedEstate) -> Iterator[_Change]:
    for kind, name, old in before:
        new = after.of(kind).get(name)
        if new is None or not same(old, new):
            yield _Change(old, new)
    for kind, name, new in after:
        if name not in before.of(kind):
            yield _Change(None, new)


def _many(production: ClosedEstate, changes: list[_Change]) -> Iterator[str]:
    changed = sum(_destinations_changed(change) for change in changes)
    if not changed:
        return
    every = sum(1 for _, _, item in production for _ in parts_of(item, (Destination,)))
    if every >= FEWEST and changed > LARGE * every:
        yield (
            f"{changed} of the {every} destinations in production change or go ({changed / every:.0%}): "
            f"more than {LARGE:.0%} is rarely meant"
        )


def _destinations_changed(change: _Change) -> int:
    """How many destinations of production change or go with an object."""
    before, after = change
    if before is None:
        return 0
    if after is None:
        return len(destinations(before))
    if isinstance(before, DecisionTree) and isinstance(after, DecisionTree):
        before = _with_answers_of(before, after)
    now = destinations(after)
    return sum(now.get(key) != to for key, to in destinations(before).items())


def _with_answers_of(before: DecisionTree, after: DecisionTree) -> DecisionTree:
    """The earlier form of a tree, its answers worded as the later one's where they are the same answers."""
    now = {decision.name: decision for decision in after.decisions}
    decisions = (
        _worded(decision, now[decision.name]) if decision.name in now else decision for decision in before.decisions
    )
    return msgspec.structs.replace(before, decisions=tuple(decisions))


def _worded(before: Decision, after: Decision) -> Decision:
    if before.targets == after.targets:
        return before
    targets = list(before.targets)
    for old, new in target_pairs(before.targets, after.targets):
        now = after.targets[new]
        targets[old] = msgspec.structs.replace(targets[old], when=now.when, default=now.default)
    return msgspec.structs.replace(before, targets=tuple(targets))


def _lost(before: ClosedEstate, after: ClosedEstate, changes: list[_Change]) -> Iterator[str]:
    if all(_leads_alike(change) for change in changes):
        return  # most changes are of words, and the graph of a large estate takes a while
    for name in sorted(_lines_with_a_queue(before) - _lines_with_a_queue(after)):
        line = spoken("inbound_routings", name)
        yield f"customers of {line} reach a queue in production, and would reach none any more"


def _leads_alike(change: _Change) -> bool:
    """Whether chats go on from both forms of an object in the same ways."""
    return change.before is not None and change.after is not None and _ways(change.before) == _ways(change.after)


def _ways(item: Object) -> tuple[list[Reference], list[bool]]:
    """What an object names, with the places; and whether the targets of its decisions wait for an answer."""
    decisions = item.decisions if isinstance(item, DecisionTree) else ()
    return references(item), [target.immediate for decision in decisions for target in decision.targets]


def _lines_with_a_queue(estate: ClosedEstate) -> frozenset[str]:
    """The inbound routings whose customers can get to a queue in some way."""
    graph = build(estate)
    queues = [graph.numbers["queues", name] for name in estate.queues]
    leading = reach(graph.taken.reverse(copy=False), queues)
    return frozenset(name for name in estate.inbound_routings if graph.numbers["inbound_routings", name] in leading)
