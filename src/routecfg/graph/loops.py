"""Loops without a customer's message: which never end whatever the data, and which only data can end.

A message is handled at one instant and in one language. For these, a time condition takes one branch, an immediate
target one variant, and only conditions and loops among the actions leave a choice, which data make. A loop is endless
if no choice leads out of it, busy if some does and some does not. Both are worked out for all instants at once, as
sets, and a single instant is picked to show what was found.
"""

from collections.abc import Iterator
from functools import reduce

import msgspec

from routecfg.graph.graph import Graph
from routecfg.graph.instants import Times
from routecfg.graph.links import links, part, rings, shortest_round
from routecfg.graph.nodes import AT_ONCE, Node, Step, Way
from routecfg.opening_hours import Instants

_INSTANTS_TRIED = 16
_LANGUAGES_TRIED = 64
"""Of a ring that is a different loop at more instants or in more languages than these, the next run tells the rest."""


class Loop(msgspec.Struct, frozen=True):
    """Nodes that a chat goes round, with the steps between them; the last leads back to the first.

    `endless`: no data can end it. `instant`: when a chat goes round so, None if that is at any time. `language`: whose
    customers do, None if it makes no difference or their language is in no variant. `caught`: every node of which the
    same is true at that instant.
    """

    way: tuple[tuple[int, Step], ...]
    endless: bool
    caught: frozenset[int]
    instant: int | None = None
    language: str | None = None

    def told(self, graph: Graph) -> list[tuple[Node, Way | None]]:
        """The nodes as a witness tells them, the first again at the end."""
        told: list[tuple[Node, Way | None]] = [(graph.nodes[node], step.way) for node, step in self.way]
        return [*told, (told[0][0], None)]


def loops(graph: Graph, times: Times) -> list[Loop]:
    """Every loop without a message that some chat can go round, those without an end first.

    No two share a step. What no inbound routing leads to is judged as if a chat could come there at any time.
    """
    found: list[Loop] = []
    for ring in rings(graph.at_once):
        found += _Ring(graph, times, ring).loops()
    return sorted(found, key=lambda loop: (not loop.endless, graph.arrival.rank[loop.way[0][0]]))


class _Ring:
    """One ring of nodes that lead to each other at once, at some instant or other and for some data."""

    def __init__(self, graph: Graph, times: Times, nodes: list[int]) -> None:
        self._graph = graph
        self._times = times
        self._nodes = nodes
        self._inside = frozenset(nodes)
        rank = graph.arrival.rank
        self._order = sorted(nodes, key=rank.__getitem__)
        self._steps: dict[int, list[Step]] = {}

    def loops(self) -> Iterator[Loop]:
        """First what no data end, in any language; then what only data end, elsewhere."""
        used: set[tuple[int, Step]] = set()
        languages = sorted({step.language for node in self._nodes for step in self._graph.steps[node] if step.language})
        come = self._come()
        caught: dict[str | None, dict[int, Instants]] = {}
        for endless in (True, False):
            for language in (None, *languages[:_LANGUAGES_TRIED]):
                self._steps = {node: self._of_language(node, language) for node in self._nodes}
                if endless:
                    within = caught[language] = self._lasting(come, every=True)
                else:
                    free = {node: come[node] - caught[language][node] for node in self._nodes}
                    within = self._lasting(free, every=False)
                for loop in self._at_instants(within, endless=endless, language=language):
                    if used.isdisjoint(loop.way):
                        used.update(loop.way)
                        yield loop

    def _come(self) -> dict[int, Instants]:
        """When chats come to each node; at any time where none does."""
        linked = any(self._graph.arrival.linked(node) for node in self._nodes)
        return {node: self._times.at[node] if linked else self._times.horizon for node in self._nodes}

    def _of_language(self, node: int, language: str | None) -> list[Step]:
        """The steps that a customer of a language can take at once; without a language, one whom no variant names."""
        steps = [step for step in self._graph.steps[node] if step.way in AT_ONCE]
        if all(step.language is None for step in steps):
            return steps
        variants = {step.language: step for step in steps if step.way is Way.IMMEDIATE}
        base = language.split("-")[0] if language else None
        chosen = variants.get(language) or variants.get(base) or variants[None]
        return [step for step in steps if step.way is not Way.IMMEDIATE or step is chosen]

    def _lasting(self, start: dict[int, Instants], *, every: bool) -> dict[int, Instants]:
        """At which instants, of those given, every step (or some step) goes on round for ever.

        The greatest such sets: they shrink until each follows from those of the next nodes.
        """
        within = dict(start)
        into: dict[int, list[int]] = {node: [] for node in self._nodes}
        for node, steps in self._steps.items():
            for step in steps:
                if step.to in self._inside:
                    into[step.to].append(node)
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
        """When every (or some) step from a node leads to where a chat goes on round."""
        nowhere = Instants()
        if every and self._graph.rests[node]:
            return nowhere
        behind = [within.get(step.to, nowhere) for step in self._steps[node]]
        if node in self._graph.groups:
            holds = self._times.of(node)
            if holds is not None:
                matches, does_not_match = behind
                return (matches & holds) | (does_not_match - holds)
            if not every:  # which way it goes is not known, and that is told as its own fault
                return nowhere
        return reduce(_both if every else _either, behind)

    def _at_instants(self, within: dict[int, Instants], *, endless: bool, language: str | None) -> Iterator[Loop]:
        for instant in sorted(self._telling(within))[:_INSTANTS_TRIED]:
            there = [node for node in self._order if instant in within[node]]
            inside = set(there)
            after = {
                node: [
                    step for step in self._steps[node] if step.to in inside and self._times.takes(node, step, instant)
                ]
                for node in there
            }
            following = links(there, ((node, step.to) for node, steps in after.items() for step in steps))
            for ring in rings(following):
                caught = frozenset(ring)
                if endless and any(to not in caught for node in ring for to in following[node]):
                    continue
                head = min(ring, key=self._graph.arrival.rank.__getitem__)
                nodes = shortest_round(part(following, ring), head)
                way = tuple(
                    (node, next(step for step in after[node] if step.to == to))
                    for node, to in zip(nodes, (*nodes[1:], head), strict=True)
                )
                timed = any(node in self._graph.groups for node, _ in way)
                spoken = any(self._differs(node) for node, _ in way)
                yield Loop(way, endless, caught, instant if timed else None, language if spoken else None)

    def _telling(self, within: dict[int, Instants]) -> set[int]:
        """Instants worth a look: the first at each node, and the first at which each condition takes each branch."""
        sets = [instants for instants in within.values() if instants]
        for node, instants in within.items():
            holds = self._times.of(node) if node in self._graph.groups else None
            if holds is not None:
                sets += [instants & holds, instants - holds]
        return {instants.edges[0] for instants in sets if instants}

    def _differs(self, node: int) -> bool:
        return any(step.language is not None for step in self._graph.steps[node] if step.way is Way.IMMEDIATE)


def _both(one: Instants, other: Instants) -> Instants:
    """The intersection, at no cost where the two are the same set: so it is at most nodes of a long ring."""
    return one if one is other or one.edges == other.edges else one & other


def _either(one: Instants, other: Instants) -> Instants:
    return one if one is other or one.edges == other.edges else one | other
