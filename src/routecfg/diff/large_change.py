"""Whether a release changes so much that somebody should say that it is meant."""

from collections.abc import Iterator, Mapping, Set
from typing import Final

import msgspec

from routecfg.bundle import ClosedEstate
from routecfg.diff.destinations import DestinationKey, destinations
from routecfg.diff.field_changes import target_pairs
from routecfg.diff.renames import follow
from routecfg.model import Decision, DecisionTree, Destination, spoken

FEWEST: Final = 10
"""Below so many destinations in production a share of them says little."""

LARGE: Final = 0.3
"""The share of production's destinations that may change or go."""

_Node = tuple[str, ...]


def large_change(before: ClosedEstate, after: ClosedEstate) -> tuple[str, ...]:
    """Why the change between two closed estates is large, a sentence each; empty if it is not.

    It is if many destinations of production change or go, or if an inbound routing loses its way to a queue. What was
    only renamed counts as the same, and so does an answer of which only the words were changed.
    """
    production = _with_answers_of(follow(before, after).estate, after)
    was, now = destinations(production), destinations(after)
    return (*_many(was, now), *_lost(_reaching(production, was), _reaching(after, now)))


def _many(was: Mapping[DestinationKey, Destination], now: Mapping[DestinationKey, Destination]) -> Iterator[str]:
    changed = sum(now.get(key) != to for key, to in was.items())
    if len(was) >= FEWEST and changed > LARGE * len(was):
        yield (
            f"{changed} of the {len(was)} destinations in production change or go ({changed / len(was):.0%}): "
            f"more than {LARGE:.0%} is rarely meant"
        )


def _lost(before: Set[str], after: Set[str]) -> Iterator[str]:
    for name in sorted(before - after):
        line = spoken("inbound_routings", name)
        yield f"customers of {line} reach a queue in production, and would reach none any more"


def _with_answers_of(before: ClosedEstate, after: ClosedEstate) -> ClosedEstate:
    """The earlier estate, its answers worded as the later one's where they are the same answers."""
    trees = {
        name: _worded_tree(tree, after.decision_trees[name]) if name in after.decision_trees else tree
        for name, tree in before.decision_trees.items()
    }
    return msgspec.structs.replace(before, decision_trees=trees)


def _worded_tree(before: DecisionTree, after: DecisionTree) -> DecisionTree:
    now = {decision.name: decision for decision in after.decisions}
    return msgspec.structs.replace(
        before,
        decisions=tuple(
            _worded(decision, now[decision.name]) if decision.name in now else decision for decision in before.decisions
        ),
    )


def _worded(before: Decision, after: Decision) -> Decision:
    if before.targets == after.targets:
        return before
    targets = list(before.targets)
    for old, new in target_pairs(before.targets, after.targets):
        now = after.targets[new]
        targets[old] = msgspec.structs.replace(targets[old], when=now.when, default=now.default)
    return msgspec.structs.replace(before, targets=tuple(targets))


def _reaching(estate: ClosedEstate, ways: Mapping[DestinationKey, Destination]) -> frozenset[str]:
    """The inbound routings whose customers can get to a queue in some way."""
    back: dict[_Node, list[_Node]] = {}
    for node, further in _edges(estate, ways):
        back.setdefault(further, []).append(node)
    seen = {node for node in back if node[0] == "queues"}
    waiting = list(seen)
    while waiting:
        for node in back.get(waiting.pop(), ()):
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return frozenset(node[1] for node in seen if node[0] == "inbound_routings")


def _edges(estate: ClosedEstate, ways: Mapping[DestinationKey, Destination]) -> Iterator[tuple[_Node, _Node]]:
    """Where a chat may go: from object to object, and from decision to decision inside a tree."""
    for key, to in ways.items():
        kind, name = key[:2]
        node = key[:3] if kind == "decision_trees" else key[:2]
        yield node, (kind, name, to.name) if to.decision is not None else (to.kind, to.name)
    for name, tree in estate.decision_trees.items():
        yield ("decision_trees", name), ("decision_trees", name, tree.first)
    for name, bot in estate.chatbots.items():
        for queue in bot.transfers:
            yield ("chatbots", name), ("queues", queue)
