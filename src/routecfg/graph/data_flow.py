"""Which data have been saved when a chat gets somewhere, on every path by which it can come."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from heapq import heappop, heappush
from typing import Final, NamedTuple, TypeAlias

from routecfg.diagnostics import Path
from routecfg.graph.data_states import NOBODY, SOMEBODY, Reading, Run, State, Steps, Tested, values_of
from routecfg.graph.graph import Graph
from routecfg.graph.nodes import Edge, EdgeKind
from routecfg.templates import Constant

Hop: TypeAlias = tuple[int, Edge]
"""A node on the path of a chat, and the edge by which the chat leaves it."""

_MOST_TRIED: Final = 5000
"""Stops that are tried to find one path on which a name is not saved."""


_BY_TARGET: Final = frozenset({EdgeKind.TARGET, EdgeKind.MAYBE})


class _Ends(NamedTuple):
    """In which states chats leave a node: by the end of its actions, and by each target among them."""

    end: State
    targets: Mapping[Path, State]


class DataFlow:
    """The data flow over a graph. `passes` says whether some chat takes an edge out of a time condition."""

    def __init__(self, graph: Graph, steps: Steps, passes: Callable[[int, Edge], bool]) -> None:
        self._graph = graph
        self._steps = steps
        self._open = passes
        self._names = values_of(steps)
        self._ends: dict[int, _Ends | None] = {}
        self.start: Final[State] = SOMEBODY | sum(name.unsaved for name in self._names.values())
        self._at = self._fixed_point()

    @property
    def names(self) -> Collection[str]:
        """Every name under which something is saved."""
        return self._names

    def reached(self, node: int) -> bool:
        """Whether some chat gets to the node, as far as data and time conditions let it."""
        return self._at[node] != NOBODY

    def takes(self, node: int, edge: Edge) -> bool:
        """Whether some chat follows an edge out of the node, as far as data and time conditions let it."""
        return self._leaving(node, edge) != NOBODY

    def waits(self, node: int) -> bool:
        """Whether some chat that gets to the node comes to the end of its actions, and waits there."""
        ends = self._ends.get(node)
        return self._graph.rests[node] and (self._at[node] if ends is None else ends.end) != NOBODY

    def unsaved_readings(self) -> list[Reading]:
        """Every reading of a name under which nothing has been saved on some path, in the order of nodes and steps."""
        return self._noted[0]

    def tested(self) -> list[Tested]:
        """Every condition and loop that some chat gets to, in the order of nodes and steps."""
        return self._noted[1]

    @cached_property
    def _noted(self) -> tuple[list[Reading], list[Tested]]:
        readings: list[Reading] = []
        tested: list[Tested] = []
        for node in sorted(self._steps):
            if self._at[node]:
                here: dict[Path, Tested] = {}
                run = Run(self._names, node, readings, here)
                run.steps(self._steps[node], self._at[node], frozenset(), frozenset())
                tested += here.values()
        return readings, tested

    def values_in(self, state: State, name: str) -> tuple[tuple[Constant, ...], bool] | None:
        """What is saved under a name in a state, and whether nothing may be; None if not all of it is written down."""
        values = self._names.get(name)
        if values is None or state & values.any:
            return None
        return tuple(constant for bit, constant in values.constants if state & bit), bool(state & values.unsaved)

    def unsaved_paths(self, name: str) -> dict[int, Hop | None]:
        """Every node that a chat can get to with nothing saved under the name: from where, on a shortest path."""
        bit = self._names[name].unsaved
        before: dict[int, Hop | None] = dict.fromkeys(self._graph.inbound_routings)
        for node in (waiting := list(before)):
            for edge in self._graph.edges[node]:
                if edge.to not in before and self._leaving(node, edge) & bit:
                    before[edge.to] = (node, edge)
                    waiting.append(edge.to)
        return before

    def proven_path(self, path: Sequence[Hop], reading: Reading) -> list[Hop] | None:
        """A path on which nothing is saved under the name and the text is reached: this one, or else another one.

        Where paths meet, the values of different names are no longer related: what may be so on some path need not be
        so on any. On a single path they are known better. None if no path is found within `_MOST_TRIED` stops.
        """
        if self._lacks(path, reading):
            return list(path)
        first = [(node, self.start) for node in self._graph.inbound_routings]
        before: dict[tuple[int, State], tuple[tuple[int, State], Edge] | None] = dict.fromkeys(first)
        waiting = list(before)
        for here in waiting:
            node, state = here
            if node == reading.node and self._is_read(state, reading):
                return _path(before, here)
            if len(waiting) > _MOST_TRIED:
                break
            ends = self._run(node, state) if node in self._steps else _Ends(state, {})
            for edge in self._graph.edges[node]:
                there = (edge.to, self._left(ends, edge) if node in self._steps else state)
                if there[1] and there not in before and self._may_pass(node, edge):
                    before[there] = (here, edge)
                    waiting.append(there)
        return None

    def _lacks(self, path: Sequence[Hop], reading: Reading) -> bool:
        state = self.start
        for node, edge in path:
            if not self._may_pass(node, edge):
                return False
            state = self._left(self._run(node, state), edge) if node in self._steps else state
        return self._is_read(state, reading)

    def _is_read(self, state: State, reading: Reading) -> bool:
        """Whether a chat that gets to the node in this state reads the name there with nothing saved under it."""
        found: list[Reading] = []
        if state:
            Run(self._names, reading.node, found).steps(self._steps[reading.node], state, frozenset(), frozenset())
        return any(other.path == reading.path and other.name == reading.name for other in found)

    def _fixed_point(self) -> list[State]:
        """States grow until nothing changes, in rounds from upstream down.

        In a round a node is looked at once, after most of those that lead to it; what leads back is for the next round.
        """
        graph = self._graph
        at = [NOBODY] * len(graph.nodes)
        order = graph.downstream
        place = {node: index for index, node in enumerate(order)}
        for node in graph.inbound_routings:
            at[node] = self.start
        rounds = [sorted(place[node] for node in graph.inbound_routings)]
        for waiting in rounds:
            queued, again = set(waiting), set[int]()
            while waiting:
                index = heappop(waiting)
                node = order[index]
                state = at[node]
                ends = self._ends[node] = self._run(node, state) if node in self._steps else None
                for edge in graph.edges[node]:
                    to = edge.to
                    leaving = state if ends is None else self._left(ends, edge)
                    grown = at[to] | leaving
                    if grown == at[to] or not self._may_pass(node, edge):
                        continue
                    at[to] = grown
                    ahead = place[to]
                    if ahead <= index:
                        again.add(ahead)
                    elif ahead not in queued:
                        queued.add(ahead)
                        heappush(waiting, ahead)
            if again:
                rounds.append(sorted(again))
        return at

    def _run(self, node: int, state: State) -> _Ends:
        run = Run(self._names, node)
        end = run.steps(self._steps[node], state, frozenset(), frozenset())
        return _Ends(end, run.left)

    def _leaving(self, node: int, edge: Edge) -> State:
        if not self._may_pass(node, edge):
            return NOBODY
        ends = self._ends.get(node)
        return self._at[node] if ends is None else self._left(ends, edge)

    def _left(self, ends: _Ends, edge: Edge) -> State:
        return ends.targets.get(edge.path[:-1], NOBODY) if edge.kind in _BY_TARGET else ends.end

    def _may_pass(self, node: int, edge: Edge) -> bool:
        if edge.kind is EdgeKind.UNTAKEN:
            return False
        return node not in self._graph.groups or self._open(node, edge)


def _path(
    before: Mapping[tuple[int, State], tuple[tuple[int, State], Edge] | None], last: tuple[int, State]
) -> list[Hop]:
    path: list[Hop] = []
    while (link := before[last]) is not None:
        last, edge = link
        path.append((last[0], edge))
    return path[::-1]
