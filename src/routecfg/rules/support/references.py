"""Every reference of the estate, followed once: which objects are named by another, and which names nothing has."""

from typing import NamedTuple

from routecfg.model import (
    ALL_KINDS,
    DESTINATION_KINDS,
    Assembly,
    DecisionTree,
    Kind,
    Object,
    Outlines,
    Reference,
    references,
)
from routecfg.rules.support.estate_names import EstateNames, decision_titled


class Dangling(NamedTuple):
    """A reference of an object to a name that nothing has.

    `meant` is the kind and the name that the writer most likely meant, None if nothing is near:

    - of a destination, what has that very name: something else that a chat can be sent to, a decision of the same tree
      (kind `decision`), the tree that has such a decision (kind `decision_trees`), or another object;
    - else the object of the right kind with that title, or with the nearest name.
    """

    kind: Kind
    name: str
    reference: Reference
    meant: tuple[str, str] | None


class Lost(NamedTuple):
    """A name that nothing has and that resembles no other, of a kind (or `decision`), and what names it.

    `decision` is the decision that names it, empty if no decision does.
    """

    kind: str
    name: str
    owner_kind: str
    owner: str
    decision: str


class References(NamedTuple):
    """`used` are the kinds and names that another object names, whether they exist or not.

    `meant` are the kinds and names that dangling references most likely mean, `meant_decisions` decisions by tree and
    name. `lost` are those that may mean anything of their kind. The dangling reference is reported, so that nobody uses
    or reaches what it means is not: it is the same fault.
    """

    used: frozenset[tuple[str, str]]
    dangling: tuple[Dangling, ...]
    meant: frozenset[tuple[str, str]]
    meant_decisions: frozenset[tuple[str, str]]
    lost: frozenset[Lost]

    def missing(self, kind: str) -> set[str]:
        """The names that objects of this kind should have, and none has."""
        return {each.reference.name for each in self.dangling if each.reference.kind == kind}


def follow_references(assembly: Assembly, outlines: Outlines, names: EstateNames) -> References:
    """Follows every reference once. Objects that could not be read completely still count by name."""
    used: set[tuple[str, str]] = set()
    dangling: list[Dangling] = []
    for (kind, name), outline in outlines.items():
        lost = {each for each in outline.names if each not in assembly.files}
        used.update(outline.names)
        if lost or outline.lost:
            thing = assembly.items[kind, name]
            decisions = _decisions(thing)
            dangling += (
                Dangling(kind, name, each, _meant(thing, name, each, names, decisions))
                for each in references(thing)
                if (each.name not in decisions if each.kind == "decision" else each[1:] in lost)
            )
    meant = {each.meant for each in dangling if each.meant is not None and each.meant[0] != "decision"}
    if any(kind == "time_groups" for kind, _ in meant):
        for condition, fields in assembly.estate.time_conditions.items():
            if ("time_groups", fields.time_group) in meant:  # a chat sent to a group should get to a condition
                meant.add(("time_conditions", condition))
    inside = {(each.name, each.meant[1]) for each in dangling if each.meant is not None and each.meant[0] == "decision"}
    nowhere = frozenset(_lost(each) for each in dangling if each.meant is None)
    return References(frozenset(used), tuple(dangling), frozenset(meant), frozenset(inside), nowhere)


def _lost(dangling: Dangling) -> Lost:
    path, kind, name = dangling.reference
    decision = str(path[1]) if path[0] == "decisions" else ""
    return Lost(kind, name, dangling.kind, dangling.name, decision)


def _decisions(thing: Object) -> frozenset[str]:
    """The names of a tree's decisions; other objects have none."""
    return frozenset(decision.name for decision in thing.decisions) if isinstance(thing, DecisionTree) else frozenset()


def _meant(
    thing: Object, owner: str, reference: Reference, names: EstateNames, decisions: frozenset[str]
) -> tuple[str, str] | None:
    path, kind, wanted = reference
    if path[-1] in (*DESTINATION_KINDS, "decision"):
        others = [other for other in ALL_KINDS if other != kind and wanted in names.of_kind[other]]
        reachable = [other for other in others if other in DESTINATION_KINDS.values()]
        trees = names.trees_with(wanted) if kind in ("decision", "decision_trees") else []
        if reachable:
            return reachable[0], wanted
        if wanted in decisions and path[:2] != ("decisions", wanted):  # a decision hardly means to lead to itself
            return "decision", wanted
        if trees:
            return "decision_trees", trees[0]
        if others:
            return others[0], wanted
    if kind == "decision":
        found = decision_titled(thing, wanted) or names.nearest_of(wanted, decisions, (kind, owner))
    else:
        found = names.titled(kind, wanted) or names.nearest(kind, wanted)
    return None if found is None else (kind, found)
