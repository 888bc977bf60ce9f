"""The estate as a graph: numbered nodes, and the steps out of each.

Plain lists of numbers, since an estate has tens of thousands of decisions and every rule about flow walks them.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Final

from routecfg.graph.components import components
from routecfg.graph.nodes import TAKEN, Node, Step, Way

ELSEWHERE: Final = 0
"""The number of the node that unknown names lead to: what happens there is not known, so it counts as a way out."""

ENDS: Final = frozenset({"queues", "terminates", "chatbots", "elsewhere"})
"""Kinds of node at which a customer has got somewhere."""


class Graph:
    """Nodes in the order of the estate: kinds, then names and decisions as they were written."""

    def __init__(self) -> None:
        self.nodes: list[Node] = [Node("elsewhere", "")]
        self.steps: list[list[Step]] = [[]]
        self.numbers: dict[tuple[str, str], int] = {}
        """Objects by kind and name; decisions have none."""
        self.rests: list[bool] = [True]
        """Whether some chat stays at the node until a message comes, or for good. A chatbot is taken to be down."""
        self.dead_ends: list[int] = []
        """Decisions where some chat stops with nobody."""
        self.groups: dict[int, str] = {}
        """The time group of each time condition."""

    def after(self, ways: Collection[Way]) -> list[list[int]]:
        """The nodes behind each node by steps of these ways."""
        return [[step.to for step in steps if step.way in ways] for steps in self.steps]

    def step_path(self, node: int, step: Step) -> tuple[str | int, ...]:
        """The JSON Pointer to the destination that a step follows."""
        return (*self.nodes[node].path, *step.where)

    @cached_property
    def arrival(self) -> "Arrival":
        """Every node in the order in which chats that come in first get there."""
        return Arrival(self)

    @cached_property
    def stray(self) -> frozenset[int]:
        """Decisions to which no chat comes, even if every object is linked to."""
        objects = (number for number, node in enumerate(self.nodes) if node.kind != "decisions")
        reached = set(reach(objects, self.after(TAKEN)))
        return frozenset(number for number in range(len(self.nodes)) if number not in reached)


class Arrival:
    """A walk in breadth from the inbound routings; then from what they do not lead to, so that every node has a rank.

    `rank` orders nodes by it; `before` is the node and step by which each was found. A node is `linked` if an inbound
    routing leads to it.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.rank: list[int] = [-1] * len(graph.nodes)
        self.before: dict[int, tuple[int, Step]] = {}
        self._count = 0
        self._walk(number for number, node in enumerate(graph.nodes) if node.kind == "inbound_routings")
        self._linked = self._count
        for decisions in (False, True):
            for number, node in enumerate(graph.nodes):
                if (node.kind == "decisions") == decisions:
                    self._walk((number,))

    def linked(self, node: int) -> bool:
        """Whether an inbound routing leads to the node."""
        return self.rank[node] < self._linked

    def way_to(self, node: int) -> list[tuple[Node, Way | None]]:
        """A shortest way to the node, itself last."""
        nodes = self._graph.nodes
        way: list[tuple[Node, Way | None]] = [(nodes[node], None)]
        while node in self.before:
            node, step = self.before[node]
            way.append((nodes[node], step.way))
        return way[::-1]

    def _walk(self, roots: Iterable[int]) -> None:
        queue = deque(root for root in roots if self.rank[root] < 0)
        for root in queue:
            self._found(root)
        while queue:
            node = queue.popleft()
            for step in self._graph.steps[node]:
                if self.rank[step.to] < 0 and step.way in TAKEN:
                    self._found(step.to)
                    self.before[step.to] = (node, step)
                    queue.append(step.to)

    def _found(self, node: int) -> None:
        self.rank[node] = self._count
        self._count += 1


def reach(roots: Iterable[int], after: "list[list[int]] | dict[int, list[int]]") -> Iterator[int]:
    """The roots and every node behind them, each once, nearest first."""
    queue = deque(dict.fromkeys(roots))
    seen = set(queue)
    while queue:
        node = queue.popleft()
        yield node
        for following in after[node]:
            if following not in seen:
                seen.add(following)
                queue.append(following)


def heads(nodes: Collection[int], after: "list[list[int]] | dict[int, list[int]]") -> dict[int, list[int]]:
    """Where to begin to reach all of these nodes: the fewest first ones, with the others that hang on each.

    A node that no other leads to is a head; of a ring that nothing outside leads to, the first in order is. What hangs
    on two heads is told with the first.
    """
    order = sorted(nodes)
    inside = {node: [following for following in after[node] if following in nodes] for node in order}
    rings = components(order, inside)
    ring_of = {node: index for index, ring in enumerate(rings) for node in ring}
    led_to = {ring_of[following] for node in order for following in inside[node] if ring_of[following] != ring_of[node]}
    first = sorted(min(ring) for index, ring in enumerate(rings) if index not in led_to)
    told: set[int] = set()
    hanging: dict[int, list[int]] = {}
    for head in first:
        queue = [head]
        told.add(head)
        found: list[int] = []
        while queue:
            for following in inside[queue.pop()]:
                if following not in told:
                    told.add(following)
                    found.append(following)
                    queue.append(following)
        hanging[head] = sorted(found)
    return hanging
