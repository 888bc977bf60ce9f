"""At which instants a chat can be where: time conditions on the way narrow them, a wait lets the clock run again."""

from collections.abc import Callable
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import TypeAlias

from routecfg.graph.graph import Graph
from routecfg.graph.links import components
from routecfg.graph.nodes import AT_ONCE, LATER, Node, Step, Way
from routecfg.opening_hours import Instants

GroupInstants: TypeAlias = Callable[[str], Instants | None]
"""The instants of a time group, by its name; None if they are not known."""

_Moment: TypeAlias = tuple[int, int]
"""A node and an instant at which a chat is there."""


class Times:
    """The instants at which some chat from an inbound routing comes to each node, over a horizon.

    A chat comes in at any instant of `horizon`. A time condition passes on what its group lets through; everything
    else without a message passes on all; behind a message or a chatbot any later instant is possible, too.
    """

    def __init__(self, graph: Graph, group: GroupInstants, horizon: Instants) -> None:
        self.horizon = horizon
        self._one = {horizon.edges: horizon, (): Instants()}
        self._graph = graph
        self._group = group
        self._groups: dict[str, Instants | None] = {}
        self._passed: dict[tuple[int, str, Way], Instants] = {}
        self._joined: dict[tuple[int, int], Instants] = {}
        self._known: dict[_Moment, tuple[_Moment, Step] | None] = {}
        self._lengths: dict[_Moment, tuple[int, int]] = {}
        """How many places the way to a known moment has, and where it begins."""
        self._into: list[list[tuple[int, Step]]] = []

    @cached_property
    def at(self) -> list[Instants]:
        """When some chat comes to each node.

        Sets grow until nothing changes. Tarjan's algorithm finds components before those that lead to them, so this
        goes from upstream down, and without rings each node is looked at once; another order would only take longer.
        """
        graph, steps = self._graph, self._graph.steps
        at = [self._one[()]] * len(graph.nodes)
        rank = [0] * len(graph.nodes)
        for index, ring in enumerate(reversed(components(graph.taken))):
            for node in ring:
                rank[node] = index
        waiting = [(rank[number], number) for number, node in enumerate(graph.nodes) if node.kind == "inbound_routings"]
        for _, node in waiting:
            at[node] = self.horizon
        heapify(waiting)
        queued = {node for _, node in waiting}
        while waiting:
            _, node = heappop(waiting)
            queued.discard(node)
            here, later = at[node], self._from(at[node])
            for step in steps[node]:
                before = at[step.to]
                if before is self.horizon or step.way is Way.UNTAKEN:
                    continue
                found = later if step.way in LATER else self._through(node, step, here)
                if not found or found is before:
                    continue
                grown = self._join(before, found)
                if grown is before:
                    continue
                at[step.to] = grown
                if step.to not in queued:
                    queued.add(step.to)
                    heappush(waiting, (rank[step.to], step.to))
        return at

    def of(self, node: int) -> Instants | None:
        """The instants, within the horizon, at which the group of a time condition holds; None if not known."""
        group = self._graph.groups[node]
        if group not in self._groups:
            found = self._group(group)
            self._groups[group] = None if found is None else found & self.horizon
        return self._groups[group]

    def takes(self, node: int, step: Step, instant: int) -> bool:
        """Whether a chat at the node at this instant may take a step at once."""
        if step.way not in AT_ONCE:
            return False
        holds = self.of(node) if node in self._graph.groups else None
        return holds is None or (instant in holds) == (step.way is Way.MATCHES)

    def way_to(self, node: int, most: int | None = None) -> tuple[list[tuple[Node, Way | None]], int]:
        """A way on which a chat comes to a node, for the first instant at which one does, and how many places it lacks.

        Of more than `most` places, the first and the last ones are given. Searched backwards: at one instant up to the
        message before, from there at the earliest instant.
        """
        first = self.at[node].first
        if first is None:
            return [(self._graph.nodes[node], None)], 0
        self._search((node, first))
        nodes = self._graph.nodes
        length, root = self._lengths[node, first]
        left_out = max(0, length - most) if most is not None else 0
        way: list[tuple[Node, Way | None]] = [(nodes[node], None)]
        link = self._known[node, first]
        while link is not None and len(way) < length - left_out - bool(left_out):
            moment, step = link
            way.append((nodes[moment[0]], step.way))
            link = self._known[moment]
        if left_out:
            way.append((nodes[root], Way.ROUTE))
        return way[::-1], left_out

    def _through(self, node: int, step: Step, instants: Instants) -> Instants:
        """When a chat can arrive behind a step that it takes at once, if it is at the node at these instants.

        A time condition whose group is not known lets every chat go both ways.
        """
        holds = self.of(node) if node in self._graph.groups else None
        if holds is None or not instants:
            return instants
        key = (id(instants), self._graph.groups[node], step.way)
        if key not in self._passed:
            self._passed[key] = self._only(instants & holds if step.way is Way.MATCHES else instants - holds)
        return self._passed[key]

    def _from(self, instants: Instants) -> Instants:
        """These instants and every later one."""
        first = instants.first
        if first is None or first == self.horizon.first:
            return self.horizon if instants else instants
        return self._only(Instants((first, self.horizon.edges[-1])))

    def _join(self, one: Instants, other: Instants) -> Instants:
        key = (id(one), id(other))
        if key not in self._joined:
            self._joined[key] = self._only(one | other)
        return self._joined[key]

    def _only(self, instants: Instants) -> Instants:
        """The one object for a set: few sets differ, so what was done with one is known when it comes again."""
        return self._one.setdefault(instants.edges, instants)

    def _search(self, wanted: _Moment) -> None:
        """Finds how a chat comes to be at a node at an instant, and notes it for every moment on the way."""
        if not self._into:
            self._into = [[] for _ in self.at]
            for node, steps in enumerate(self._graph.steps):
                for step in steps:
                    if step.way is not Way.UNTAKEN:
                        self._into[step.to].append((node, step))
        onward: dict[_Moment, tuple[_Moment, Step] | None] = {wanted: None}
        queue = [wanted]
        for moment in queue:
            if moment in self._known or self._graph.nodes[moment[0]].kind == "inbound_routings":
                if self._known.setdefault(moment, None) is None:
                    self._lengths.setdefault(moment, (1, moment[0]))
                self._note(moment, onward)
                return
            for before, step in self._before(moment):
                if before not in onward:
                    onward[before] = (moment, step)
                    queue.append(before)

    def _before(self, moment: _Moment) -> list[tuple[_Moment, Step]]:
        node, instant = moment
        found: list[tuple[_Moment, Step]] = []
        for before, step in self._into[node]:
            there = self.at[before]
            if self.takes(before, step, instant) and instant in there:
                found.append(((before, instant), step))
            first = there.first
            if step.way in LATER and first is not None and first <= instant:
                found.append(((before, first), step))
        return found

    def _note(self, moment: _Moment, onward: dict[_Moment, tuple[_Moment, Step] | None]) -> None:
        link = onward[moment]
        while link is not None:
            following, step = link
            if following not in self._known:
                length, root = self._lengths[moment]
                self._known[following] = (moment, step)
                self._lengths[following] = (length + 1, root)
            moment, link = following, onward[following]
