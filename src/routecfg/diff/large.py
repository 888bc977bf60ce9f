"""Whether a release changes so much that somebody should say that it is meant."""

from collections.abc import Iterator, Mapping, Set
from typing import Any, Final

from routecfg.bundle import ClosedEstate, struct_to_json
from routecfg.diff.destinations import Key, Way, destinations
from routecfg.diff.details import target_pairs
from routecfg.diff.renames import follow
from routecfg.model import DESTINATION_KINDS, spoken

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
    sandbox = struct_to_json(after)
    production = _with_answers_of(follow(struct_to_json(before), sandbox).estate, sandbox)
    was, now = destinations(production), destinations(sandbox)
    return (*_many(was, now), *_lost(_reaching(production, was), _reaching(sandbox, now)))


def _many(was: Mapping[Key, Way], now: Mapping[Key, Way]) -> Iterator[str]:
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


def _with_answers_of(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """The earlier estate, its answers worded as the later one's where they are the same answers."""
    trees: dict[str, Any] = {}
    for name, tree in before["decision_trees"].items():
        now = {one["name"]: one for one in after["decision_trees"].get(name, {"decisions": []})["decisions"]}
        decisions = [_worded(one, now[one["name"]]) if one["name"] in now else one for one in tree["decisions"]]
        trees[name] = {**tree, "decisions": decisions}
    return {**before, "decision_trees": trees}


def _worded(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    if before["targets"] == after["targets"]:
        return before
    targets = list(before["targets"])
    for one, other in target_pairs(before["targets"], after["targets"]):
        now = after["targets"][other]
        targets[one] = {**targets[one], "when": now["when"], "default": now["default"]}
    return {**before, "targets": targets}


def _reaching(closed: dict[str, Any], ways: Mapping[Key, Way]) -> frozenset[str]:
    """The inbound routings whose customers can get to a queue in some way."""
    back: dict[_Node, list[_Node]] = {}
    for node, further in _edges(closed, ways):
        back.setdefault(further, []).append(node)
    seen = {node for node in back if node[0] == "queues"}
    waiting = list(seen)
    while waiting:
        for node in back.get(waiting.pop(), ()):
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return frozenset(node[1] for node in seen if node[0] == "inbound_routings")


def _edges(closed: dict[str, Any], ways: Mapping[Key, Way]) -> Iterator[tuple[_Node, _Node]]:
    """Where a chat may go: from object to object, and from decision to decision inside a tree."""
    for key, (field, named) in ways.items():
        kind, name = key[:2]
        node = key[:3] if kind == "decision_trees" else key[:2]
        yield node, (kind, name, named) if field == "decision" else (DESTINATION_KINDS[field], named)
    for name, tree in closed["decision_trees"].items():
        yield ("decision_trees", name), ("decision_trees", name, tree["start"])
    for name, bot in closed["chatbots"].items():
        for queue in bot["transfers"]:
            yield ("chatbots", name), ("queues", queue)
