"""Cycles without a customer's message: those that no data can end, and those that only data can end.

A message is handled at one instant and in one language. For these, a time condition has one branch and an immediate
target one variant; only conditions and loops among the actions leave a choice, which data make. A cycle is endless if
no choice leads out of it, and busy if some do and some do not. Both are worked out for all instants at once, as sets;
then a single instant is picked to show what was found.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import reduce
from itertools import pairwise
from typing import TypeAlias

import msgspec

from routecfg.graph.graph import Graph
from routecfg.graph.languages import followed
from routecfg.graph.links import links, part, rings, shortest_cycle
from routecfg.graph.nodes import AT_ONCE, Edge, EdgeKind
from routecfg.graph.paths import Stop
from routecfg.graph.times import Times
from routecfg.model import variant_for
from routecfg.opening_hours import Instants

_INSTANTS_TRIED = 16
_LANGUAGES_TRIED = 64
"""A ring may hold other cycles at other instants and in other languages than these: the next run reports them."""


class Cycle(msgspec.Struct, frozen=True):
    """Edges that a chat follows round and round, each with the node that it leaves; the last leads back to the first.

    `endless`: no data can end it. `instant`: when a chat goes round, None if it does at any time. `language`: whose
    customers do, None if it makes no difference or no variant names their language. `caught`: every node of which the
    same is true at that instant.
    """

    edges: tuple[tuple[int, Edge], ...]
    endless: bool
    caught: frozenset[int]
    instant: int | None = None
    language: str | None = None

    def path(self, graph: Graph) -> list[Stop]:
        """The nodes in order, the first again at the end."""
        stops: list[Stop] = [(graph.nodes[node], edge.kind) for node, edge in self.edges]
        return [*stops, (stops[0][0], None)]


Reached: TypeAlias = Callable[[], Mapping[str | None, Collection[int]]]
"""Where customers get to, by the variant that they follow (None: those whose language no variant names)."""


def cycles(graph: Graph, times: Times, reached: Reached) -> list[Cycle]:
    """Every cycle without a message that some chat can go round, endless ones first.

    No two share an edge. What no inbound routing leads to is judged as if a chat could come there at any time, and what
    no customer gets to in any language as if all did. `reached` is asked only where a cycle depends on the language.
    """
    found: list[Cycle] = []
    for ring in rings(graph.at_once):
        found += _Ring(graph, times, ring, reached).cycles()
    return sorted(found, key=lambda cycle: (not cycle.endless, graph.arrival.rank[cycle.edges[0][0]]))


class _Ring:
    """Nodes that lead to each other at once, each at some instant and for some data."""

    def __init__(self, graph: Graph, times: Times, nodes: list[int], reached: Reached) -> None:
        self._graph = graph
        self._times = times
        self._reached = reached
        self._nodes = nodes
        self._inside = frozenset(nodes)
        rank = graph.arrival.rank
        self._order = sorted(nodes, key=rank.__getitem__)
        self._edges: dict[int, list[Edge]] = {}

    def cycles(self) -> Iterator[Cycle]:
        """First what no data end, in any language; then what only data end, at the nodes and instants that are left."""
        used: set[tuple[int, Edge]] = set()
        languages = sorted({edge.language for node in self._nodes for edge in self._graph.edges[node] if edge.language})
        arrivals = self._arrivals_by_language((None, *languages[:_LANGUAGES_TRIED]))
        caught: dict[str | None, dict[int, Instants]] = {}
        for endless in (True, False):
            for language, there in arrivals.items():
                self._edges = {node: self._of_language(node, language) for node in self._nodes}
                if endless:
                    within = caught[language] = self._lasting(there, every=True)
                else:
                    free = {node: there[node] - caught[language][node] for node in self._nodes}
                    within = self._lasting(free, every=False)
                for cycle in self._at_instants(within, endless=endless, language=language):
                    if used.isdisjoint(cycle.edges):
                        used.update(cycle.edges)
                        yield cycle

    def _arrivals_by_language(self, languages: Sequence[str | None]) -> dict[str | None, dict[int, Instants]]:
        """When chats in each language reach each node. Where nobody gets to, all languages are judged."""
        if not any(self._graph.arrival.linked(node) for node in self._nodes):
            return {language: dict.fromkeys(self._nodes, self._times.horizon) for language in languages}
        arrivals = {node: self._times.at[node] for node in self._nodes}
        if len(languages) == 1:
            return {languages[0]: arrivals}
        variants = {language: language for language in languages if language is not None}
        inside: dict[str | None, set[int]] = {language: set() for language in languages}
        for followed_elsewhere, nodes in self._reached().items():
            here = None if followed_elsewhere is None else variant_for(followed_elsewhere, variants)
            if here in inside:
                inside[here].update(nodes)
        somebody, nowhere = set().union(*inside.values()), Instants()
        return {
            language: {
                node: when if node in inside[language] or node not in somebody else nowhere
                for node, when in arrivals.items()
            }
            for language in languages
        }

    def _of_language(self, node: int, language: str | None) -> list[Edge]:
        """What a customer of a language can follow at once; without a language, one whose language no variant names."""
        return followed([edge for edge in self._graph.edges[node] if edge.kind in AT_ONCE], language)

    def _lasting(self, start: dict[int, Instants], *, every: bool) -> dict[int, Instants]:
        """At which of these instants every edge (or some edge) leads to where a chat goes round for ever.

        The greatest such sets: they shrink until each follows from those of the next nodes.
        """
        within = dict(start)
        into: dict[int, list[int]] = {node: [] for node in self._nodes}
        for node, edges in self._edges.items():
            for edge in edges:
                if edge.to in self._inside:
                    into[edge.to].append(node)
        queue = self._order[::-1]
        queued = set(queue)
        for node in queue:
            queued.discard(node)
            if not within[node]:
                continue
            left = _both(within[node], self._goes_on(node, within, every=every))
            if left is not within[node] and left != within[node]:
                within[node] = left
                fresh = [before for before in into[node] if before not in queued]
                queued.update(fresh)
                queue += fresh
        return within

    def _goes_on(self, node: int, within: dict[int, Instants], *, every: bool) -> Instants:
        """When every (or some) edge from a node leads to where a chat goes round."""
        nowhere = Instants()
        if every and self._graph.rests[node]:
            return nowhere
        behind = [within.get(edge.to, nowhere) for edge in self._edges[node]]
        if node in self._graph.groups:
            holds = self._times.of(node)
            if holds is not None:
                matches, does_not_match = behind
                return (matches & holds) | (does_not_match - holds)
            if not every:  # which branch a chat takes is not known, and that is reported by itself
                return nowhere
        return reduce(_both if every else _either, behind)

    def _at_instants(self, within: dict[int, Instants], *, endless: bool, language: str | None) -> Iterator[Cycle]:
        rank = self._graph.arrival.rank
        for instant in sorted(self._revealing(within))[:_INSTANTS_TRIED]:
            there = [node for node in self._order if instant in within[node]]
            inside = set(there)
            edges = {
                node: [
                    edge for edge in self._edges[node] if edge.to in inside and self._times.takes(node, edge, instant)
                ]
                for node in there
            }
            graph = links(there, ((node, edge.to) for node in there for edge in edges[node]))
            for ring in rings(graph):
                caught = frozenset(ring)
                if endless and any(to not in caught for node in ring for to in graph[node]):
                    continue
                nodes = shortest_cycle(part(graph, ring), min(ring, key=rank.__getitem__))
                cycle = tuple(
                    (node, next(edge for edge in edges[node] if edge.to == to)) for node, to in pairwise(nodes)
                )
                timed = any(node in self._graph.groups for node, _ in cycle)
                spoken = any(self._differs(node) for node, _ in cycle)
                yield Cycle(cycle, endless, caught, instant if timed else None, language if spoken else None)

    def _revealing(self, within: dict[int, Instants]) -> set[int]:
        """Instants worth a look: the first at each node, and the first at which each condition takes each branch."""
        sets = [instants for instants in within.values() if instants]
        for node, instants in within.items():
            holds = self._times.of(node) if node in self._graph.groups else None
            if holds is not None:
                sets += [instants & holds, instants - holds]
        return {instants.edges[0] for instants in sets if instants}

    def _differs(self, node: int) -> bool:
        """Whether the immediate target of a node depends on the language."""
        return any(edge.language is not None for edge in self._graph.edges[node] if edge.kind is EdgeKind.IMMEDIATE)


def _both(one: Instants, other: Instants) -> Instants:
    """The intersection; free where the two are the same set, as they are at most nodes of a long ring."""
    return one if one is other or one.edges == other.edges else one & other


def _either(one: Instants, other: Instants) -> Instants:
    return one if one is other or one.edges == other.edges else one | other
