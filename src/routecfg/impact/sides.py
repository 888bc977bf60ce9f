"""One side of a comparison: a bundle that is walked through and run."""

from collections.abc import Mapping
from functools import cached_property
from typing import TypeAlias

from routecfg.bundle import Bundle
from routecfg.engine import LoadedBundle
from routecfg.graph import AT_ONCE, Graph, build
from routecfg.impact.moments import known_instants
from routecfg.model import Decision, Destination
from routecfg.opening_hours import Calendar, Horizon, Instants

Node: TypeAlias = tuple[str, str, str]
"""Where a chat can be: a kind, a name, and the tree of a decision. `("decisions", "welcome", "main-menu")`."""


class Side:
    """What is live, or what would replace it. Both have the names of the latter."""

    def __init__(self, bundle: Bundle, release: str, horizon: Horizon) -> None:
        """`release` is what chats call the bundle; any text that is no other bundle's."""
        self.estate = bundle.estate
        self.loaded = LoadedBundle(bundle, release)
        self.holidays = bundle.derived.holidays
        self.horizon = horizon
        self.graph: Graph = build(self.estate)
        self._decisions: dict[str, dict[str, Decision]] = {}
        self._instants: dict[str, Instants] = {}
        self._groups_from: dict[Node, tuple[str, ...]] = {}

    @cached_property
    def _calendar(self) -> Calendar:
        return self.loaded.clock.calendar(self.horizon)

    def holds(self, group: str) -> Instants:
        """When a time group holds within the horizon; never, if it cannot be worked out."""
        found = self._instants.get(group)
        if found is None:
            found = self._instants[group] = known_instants(self._calendar.of(group))
        return found

    def decisions(self, tree: str) -> Mapping[str, Decision]:
        """The decisions of a tree by name; none if there is no such tree."""
        found = self._decisions.get(tree)
        if found is None:
            item = self.estate.decision_trees.get(tree)
            found = {} if item is None else {each.name: each for each in item.decisions}
            self._decisions[tree] = found
        return found

    def decision(self, node: Node) -> Decision | None:
        """The decision at a node; None if there is none, or the node is something else."""
        return self.decisions(node[2]).get(node[1]) if node[0] == "decisions" else None

    def number(self, node: Node) -> int | None:
        """The number of a node in the graph; None if it is not there."""
        if node[0] == "decisions":
            return self.graph.decisions.get(node[2], {}).get(node[1])
        return self.graph.numbers.get((node[0], node[1]))

    def node(self, number: int) -> Node:
        """The node of a number."""
        found = self.graph.nodes[number]
        return (found.kind, found.name, found.tree)

    def is_met(self, node: Node) -> bool:
        """Whether a chat of some line gets to a node, as far as the graph says."""
        return self.number(node) in self.graph.reached

    def groups_from(self, start: Node) -> tuple[str, ...]:
        """The time groups that a chat may ask for from a node on until it waits, in order."""
        found = self._groups_from.get(start)
        if found is None:
            found = self._groups_from[start] = tuple(dict.fromkeys(self._asked_from(start)))
        return found

    def _asked_from(self, start: Node) -> list[str]:
        number = self.number(start)
        asked: list[str] = []
        pending, seen = [] if number is None else [number], set[int]()
        while pending:
            here = pending.pop()
            if here in seen:
                continue
            seen.add(here)
            if here in self.graph.groups:
                asked.append(self.graph.groups[here])
            pending += [edge.to for edge in self.graph.edges[here] if edge.kind in AT_ONCE]
        return asked


def node_of(to: Destination, tree: str) -> Node:
    """The node that a destination leads to from inside a tree."""
    if to.decision is not None:
        return ("decisions", to.decision, tree)
    return (to.kind, to.name, "")
