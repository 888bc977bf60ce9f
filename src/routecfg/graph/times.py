"""At which instants a chat can be where: time conditions narrow them, and while a chat waits the clock runs on."""

from collections.abc import Callable
from functools import cached_property
from heapq import heappop, heappush
from typing import TypeAlias

from routecfg.graph.graph import Graph
from routecfg.graph.nodes import AT_ONCE, LATER, Edge, EdgeKind
from routecfg.graph.paths import Stop
from routecfg.opening_hours import Instants

GroupInstants: TypeAlias = Callable[[str], Instants | None]
"""The instants of a time group, by its name; None if they are not known."""

_Moment: TypeAlias = tuple[int, int]
"""A node and an instant at which a chat is there."""


class Times:
    """The instants at which some chat from an inbound routing reaches each node, over a horizon.

    A chat comes in at any instant of `horizon`. A time condition passes on what its group lets through; everything
    else without a message passes on all; behind a message or a chatbot any later instant is possible, too.
    """

    def __init__(self, graph: Graph, group: GroupInstants, horizon: Instants) -> None:
        self.horizon = horizon
        self._one = {horizon.edges: horizon, (): Instants()}
        self._graph = graph
        self._group = group
        self._groups: dict[str, Instants | None] = {}
        self._passed: dict[tuple[int, str, EdgeKind], Instants] = {}
        self._joined: dict[tuple[int, int], Instants] = {}
        self._known: dict[_Moment, tuple[_Moment, Edge] | None] = {}
        self._lengths: dict[_Moment, tuple[int, int]] = {}
        """How many stops the path to a known moment has, and where it begins."""
        self._into: list[list[tuple[int, Edge]]] = []

    @cached_property
    def at(self) -> list[Instants]:
        """When some chat reaches each node.

        Sets grow until nothing changes. This goes from upstream down, and without rings each node is looked at once;
        another order would only take longer.
        """
        graph = self._graph
        at = [self._one[()]] * len(graph.nodes)
        order = graph.downstream
        place = {node: index for index, node in enumerate(order)}
        for node in graph.inbound_routings:
            at[node] = self.horizon
        waiting = sorted(place[node] for node in graph.inbound_routings)
        queued = set(waiting)
        while waiting:
            index = heappop(waiting)
            queued.discard(index)
            node = order[index]
            here, later = at[node], self._from(at[node])
            for edge in graph.edges[node]:
                to, kind = edge.to, edge.kind
                before = at[to]
                if before is self.horizon or kind is EdgeKind.UNTAKEN:
                    continue
                arriving = later if kind in LATER else self._through(node, edge, here)
                if arriving is before or not arriving.edges:
                    continue
                grown = self._join(before, arriving)
                if grown is before:
                    continue
                at[to] = grown
                if place[to] not in queued:
                    queued.add(place[to])
                    heappush(waiting, place[to])
        return at

    def of(self, node: int) -> Instants | None:
        """The instants, within the horizon, at which the group of a time condition holds; None if not known."""
        group = self._graph.groups[node]
        if group not in self._groups:
            held = self._group(group)
            self._groups[group] = None if held is None else held & self.horizon
        return self._groups[group]

    def takes(self, node: int, edge: Edge, instant: int) -> bool:
        """Whether a chat at the node at this instant may follow an edge at once."""
        if edge.kind not in AT_ONCE:
            return False
        holds = self.of(node) if node in self._graph.groups else None
        return holds is None or (instant in holds) == (edge.kind is EdgeKind.MATCHES)

    def passes(self, node: int, edge: Edge) -> bool:
        """Whether some chat that comes to the node follows an edge, at any instant."""
        here = self.at[node]
        return bool(here) and (edge.kind in LATER or bool(self._through(node, edge, here)))

    def path_to(self, node: int, most: int | None = None) -> tuple[list[Stop], int]:
        """A path by which a chat gets to a node at the first instant at which one does, and how many stops it lacks.

        Of more than `most` stops, the first and the last ones are given. The search goes backwards: at one instant up
        to the message before, from there at the earliest instant.
        """
        first = self.at[node].first
        if first is None:
            return [(self._graph.nodes[node], None)], 0
        self._search((node, first))
        nodes = self._graph.nodes
        length, root = self._lengths[node, first]
        left_out = max(0, length - most) if most is not None else 0
        path: list[Stop] = [(nodes[node], None)]
        link = self._known[node, first]
        while link is not None and len(path) < length - left_out - bool(left_out):
            moment, edge = link
            path.append((nodes[moment[0]], edge.kind))
            link = self._known[moment]
        if left_out:
            path.append((nodes[root], EdgeKind.ROUTE))
        return path[::-1], left_out

    def _through(self, node: int, edge: Edge, instants: Instants) -> Instants:
        """When chats that are at the node at these instants arrive behind an edge that they follow at once.

        A time condition whose group is not known lets all of them take both branches.
        """
        holds = self.of(node) if node in self._graph.groups else None
        if holds is None or not instants:
            return instants
        key = (id(instants), self._graph.groups[node], edge.kind)
        if key not in self._passed:
            self._passed[key] = self._only(instants & holds if edge.kind is EdgeKind.MATCHES else instants - holds)
        return self._passed[key]

    def _from(self, instants: Instants) -> Instants:
        """These instants and every later one."""
        first = instants.first
        if first is None or first == self.horizon.first:
            return self.horizon if instants else instants
        return self._only(Instants((first, self.horizon.edges[-1])))

    def _join(self, one: Instants, other: Instants) -> Instants:
        key = (id(one), id(other))
        joined = self._joined.get(key)
        if joined is None:
            joined = self._joined[key] = self._only(one | other)
        return joined

    def _only(self, instants: Instants) -> Instants:
        """The one object for a set: few sets differ, so what was done with one is known when it comes again."""
        return self._one.setdefault(instants.edges, instants)

    def _search(self, wanted: _Moment) -> None:
        """Finds how a chat reaches a node at an instant, and records it for every moment on the path."""
        if not self._into:
            self._into = [[] for _ in self.at]
            for node, edges in enumerate(self._graph.edges):
                for edge in edges:
                    if edge.kind is not EdgeKind.UNTAKEN:
                        self._into[edge.to].append((node, edge))
        onward: dict[_Moment, tuple[_Moment, Edge] | None] = {wanted: None}
        queue = [wanted]
        for moment in queue:
            if moment in self._known or self._graph.nodes[moment[0]].kind == "inbound_routings":
                if self._known.setdefault(moment, None) is None:
                    self._lengths.setdefault(moment, (1, moment[0]))
                self._note(moment, onward)
                return
            for before, edge in self._before(moment):
                if before not in onward:
                    onward[before] = (moment, edge)
                    queue.append(before)

    def _before(self, moment: _Moment) -> list[tuple[_Moment, Edge]]:
        node, instant = moment
        moments: list[tuple[_Moment, Edge]] = []
        for before, edge in self._into[node]:
            there = self.at[before]
            if self.takes(before, edge, instant) and instant in there:
                moments.append(((before, instant), edge))
            first = there.first
            if edge.kind in LATER and first is not None and first <= instant:
                moments.append(((before, first), edge))
        return moments

    def _note(self, moment: _Moment, onward: dict[_Moment, tuple[_Moment, Edge] | None]) -> None:
        link = onward[moment]
        while link is not None:
            following, edge = link
            if following not in self._known:
                length, root = self._lengths[moment]
                self._known[following] = (moment, edge)
                self._lengths[following] = (length + 1, root)
            moment, link = following, onward[following]
