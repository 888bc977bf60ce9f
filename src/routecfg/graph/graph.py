"""The estate as a graph: numbered nodes, and the steps out of each.

Plain lists of numbers, since an estate has tens of thousands of decisions and every rule about flow walks them.
"""

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Final

from routecfg.graph.links import Links, links, reach
from routecfg.graph.nodes import AT_ONCE, TAKEN, Node, Step, Way

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
        """Objects by kind and name."""
        self.decisions: dict[str, dict[str, int]] = {}
        """Decisions by tree and name."""
        self.rests: list[bool] = [True]
        """Whether some chat stays at the node until a message comes, or for good. A chatbot is taken to be down."""
        self.dead_ends: list[int] = []
        """Decisions where some chat stops with nobody."""
        self.groups: dict[int, str] = {}
        """The time group of each time condition."""

    @cached_property
    def written(self) -> Links:
        """Every node, and all that it names as destinations."""
        return links(range(len(self.nodes)), self._edges(frozenset(Way)))

    @cached_property
    def taken(self) -> Links:
        """Every node, and where chats go on from it."""
        if any(step.way is Way.UNTAKEN for steps in self.steps for step in steps):
            return links(range(len(self.nodes)), self._edges(TAKEN))
        return self.written

    @cached_property
    def at_once(self) -> Links:
        """The nodes from which chats go on without a message, and where to."""
        return links((), self._edges(AT_ONCE))

    def step(self, node: int, to: int, ways: Collection[Way]) -> Step:
        """The first step of these ways from a node to another."""
        return next(step for step in self.steps[node] if step.to == to and step.way in ways)

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
        return frozenset(range(len(self.nodes))) - reach(self.taken, objects)

    def starts(self, tree: str) -> list[int]:
        """The decisions with which a tree may begin.

        If the start that is written does not exist, these are all decisions: nobody knows which one is meant.
        """
        start = self.steps[self.numbers["decision_trees", tree]][0].to
        return [*self.decisions[tree].values()] if start == ELSEWHERE else [start]

    def reachable_decisions(self, after: Links) -> set[int]:
        """The decisions to which their tree leads, from its start on."""
        roots = [start for tree in self.decisions for start in self.starts(tree)]
        roots += [self.numbers["decision_trees", tree] for tree in self.decisions]
        return {number for number in reach(after, roots) if self.nodes[number].kind == "decisions"}

    def _edges(self, ways: Collection[Way]) -> Iterator[tuple[int, int]]:
        return ((node, step.to) for node, steps in enumerate(self.steps) for step in steps if step.way in ways)


class Arrival:
    """A walk in breadth from the inbound routings; then from what they do not lead to, so that every node has a rank.

    `rank` orders nodes by it; `before` is the node from which each was found. A node is `linked` if an inbound
    routing leads to it.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.rank: list[int] = [-1] * len(graph.nodes)
        self.before: dict[int, int] = {}
        self._count = 0
        self._walk_from_lines()
        self._linked = self._count
        for decisions in (False, True):
            for number, node in enumerate(graph.nodes):
                if (node.kind == "decisions") == decisions and self.rank[number] < 0:
                    self._walk_from(number)

    def linked(self, node: int) -> bool:
        """Whether an inbound routing leads to the node."""
        return self.rank[node] < self._linked

    def way_to(self, node: int) -> list[tuple[Node, Way | None]]:
        """A shortest way to the node, itself last."""
        nodes = self._graph.nodes
        way: list[tuple[Node, Way | None]] = [(nodes[node], None)]
        while node in self.before:
            here, node = node, self.before[node]
            way.append((nodes[node], self._graph.step(node, here, TAKEN).way))
        return way[::-1]

    def _walk_from_lines(self) -> None:
        import networkx

        lines = [number for number, node in enumerate(self._graph.nodes) if node.kind == "inbound_routings"]
        for line in lines:
            self._found(line)
        for node, to, label in networkx.bfs_labeled_edges(self._graph.taken, lines):
            if label == "tree":
                self._found(to, node)

    def _walk_from(self, root: int) -> None:
        import networkx

        self._found(root)
        for node, to in networkx.generic_bfs_edges(self._graph.taken, root, self._unranked):
            self._found(to, node)

    def _unranked(self, node: int) -> Iterator[int]:
        return (to for to in self._graph.taken[node] if self.rank[to] < 0)

    def _found(self, node: int, before: int | None = None) -> None:
        self.rank[node] = self._count
        self._count += 1
        if before is not None:
            self.before[node] = before
