"""The estate as a graph: numbered nodes, and the edges out of each.

Edges are in plain lists, in written order: there may be several between two nodes, of different kinds. `Links`, made
from them, answer which node leads to which.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from typing import Final

from routecfg.diagnostics import Path
from routecfg.graph.links import Links, components, links, reach
from routecfg.graph.nodes import AT_ONCE, TAKEN, Edge, EdgeKind, Node
from routecfg.graph.paths import Stop

ELSEWHERE: Final = 0
"""The node to which unknown names lead: nobody knows what happens there, so it counts as a way out."""

ENDS: Final = frozenset({"queues", "terminates", "chatbots", "elsewhere"})
"""Kinds of node that count as an end: the customer reaches people, a chatbot or the end of the chat."""


class Graph:
    """Nodes in the order of the estate: kinds, then names and decisions as they were written."""

    def __init__(self) -> None:
        self.nodes: list[Node] = [Node("elsewhere", "")]
        self.edges: list[list[Edge]] = [[]]
        self.numbers: dict[tuple[str, str], int] = {}
        """Objects by kind and name."""
        self.decisions: dict[str, dict[str, int]] = {}
        """Decisions by tree and name."""
        self.rests: list[bool] = [True]
        """Whether some chat stays at the node until a message comes, or for good. Chatbots are taken to be down."""
        self.dead_ends: list[int] = []
        """Decisions after which some chat has no owner."""
        self.groups: dict[int, str] = {}
        """The time group of each time condition."""
        self.incomplete: set[int] = set()
        """Objects with errors: nobody knows where they lead."""

    @property
    def content(self) -> tuple[object, ...]:
        """All that it holds, as values that can be encoded: graphs of equal content give equal answers."""
        return self.nodes, self.edges, self.rests, self.dead_ends, self.groups

    def whatever_queue(self) -> tuple[object, ...]:
        """All that it holds, as values that can be encoded, but for which queue an edge leads to.

        No way goes on from a queue, and every queue is an end: where a rule finds nothing, it finds nothing in a graph
        of equal values.
        """
        queues = {number for number, node in enumerate(self.nodes) if node.kind == "queues"}
        edges = [
            [(None, edge.kind, edge.path, edge.language) if edge.to in queues else edge for edge in edges]
            for edges in self.edges
        ]
        return self.nodes, edges, self.rests, self.dead_ends, self.groups

    def narrowed(self, choose: Callable[[list[Edge]], list[Edge]], inbound_routings: Iterable[int]) -> "Graph":
        """The same nodes with some of the edges out of each, as chats of some of the inbound routings see them."""
        graph = Graph()
        graph.nodes, graph.numbers, graph.decisions = self.nodes, self.numbers, self.decisions
        graph.rests, graph.dead_ends, graph.groups = self.rests, self.dead_ends, self.groups
        graph.incomplete = self.incomplete
        graph.edges = [choose(edges) for edges in self.edges]
        graph.inbound_routings = [*inbound_routings]
        return graph

    @cached_property
    def variants(self) -> frozenset[str]:
        """The languages in which some target leads elsewhere."""
        return frozenset(edge.language for edges in self.edges for edge in edges if edge.language is not None)

    @cached_property
    def written(self) -> Links:
        """Every node, and all that it names as destinations."""
        return links(range(len(self.nodes)), self._pairs(frozenset(EdgeKind)))

    @cached_property
    def taken(self) -> Links:
        """Every node, and where chats go on from it."""
        if any(edge.kind is EdgeKind.UNTAKEN for edges in self.edges for edge in edges):
            return links(range(len(self.nodes)), self._pairs(TAKEN))
        return self.written

    @cached_property
    def components(self) -> list[list[int]]:
        """The sets of nodes that all lead to each other in `taken`, mostly of one node."""
        return components(self.taken)

    @cached_property
    def at_once(self) -> Links:
        """Where chats go on without a message."""
        return links((), self._pairs(AT_ONCE))

    @cached_property
    def downstream(self) -> list[int]:
        """The nodes that chats get to, each before those that a first walk from it gets to.

        What is worked out from one node to the next is soon complete in this order. The walk of networkx would begin at
        one node only.
        """
        seen = set(self.inbound_routings)
        done: list[int] = []
        walk = [(node, iter(self.edges[node])) for node in reversed(self.inbound_routings)]
        while walk:
            node, further = walk[-1]
            for edge in further:
                if edge.to not in seen and edge.kind is not EdgeKind.UNTAKEN:
                    seen.add(edge.to)
                    walk.append((edge.to, iter(self.edges[edge.to])))
                    break
            else:
                walk.pop()
                done.append(node)
        return done[::-1]

    def edge(self, node: int, to: int, kinds: Collection[EdgeKind]) -> Edge:
        """The first edge of these kinds from a node to another."""
        return _first_edge(self.edges[node], to, kinds)

    def edge_path(self, node: int, edge: Edge) -> Path:
        """The path to the destination that an edge stands for."""
        return (*self.nodes[node].path, *edge.path)

    @cached_property
    def arrival(self) -> "Arrival":
        """The order in which chats that come in get to the nodes."""
        return Arrival(self)

    @cached_property
    def named(self) -> set[int]:
        """Every node to which an inbound routing leads by `written`."""
        return self.reached if self.taken is self.written else reach(self.written, self.inbound_routings)

    @cached_property
    def reached(self) -> set[int]:
        """Every node to which an inbound routing leads by `taken`."""
        return reach(self.taken, self.inbound_routings)

    @cached_property
    def inbound_routings(self) -> list[int]:
        """Where chats come in."""
        return [number for number, node in enumerate(self.nodes) if node.kind == "inbound_routings"]

    @cached_property
    def stray(self) -> frozenset[int]:
        """Decisions that no chat reaches, even if every object is reached."""
        objects = (number for number, node in enumerate(self.nodes) if node.kind != "decisions")
        return frozenset(range(len(self.nodes))) - reach(self.taken, objects)

    def starts(self, tree: str) -> list[int]:
        """The decisions with which a tree may begin.

        If the start that is written does not exist, these are all decisions: nobody knows which one is meant.
        """
        start = self.edges[self.numbers["decision_trees", tree]][0].to
        return [*self.decisions[tree].values()] if start == ELSEWHERE else [start]

    def reachable_decisions(self, graph: Links) -> set[int]:
        """The decisions to which their tree leads, from its start on, in `written` or `taken`."""
        roots = [start for tree in self.decisions for start in self.starts(tree)]
        roots += [self.numbers["decision_trees", tree] for tree in self.decisions]
        return {number for number in reach(graph, roots) if self.nodes[number].kind == "decisions"}

    def waiting_decisions(self, tree: str) -> set[str]:
        """The decisions of a tree in which some chat waits, by name.

        A plain search: a tree is looked at when its file is edited, and loading networkx takes longer than all the
        rest of that.
        """
        found = dict.fromkeys(self.starts(tree))
        pending = list(found)
        for node in pending:
            further = [edge.to for edge in self.edges[node] if edge.kind in TAKEN and edge.to not in found]
            found.update(dict.fromkeys(further))
            pending += further
        inside = self.decisions[tree].items()
        return {name for name, number in inside if number in found and self.rests[number]}

    def _pairs(self, kinds: Collection[EdgeKind]) -> Iterator[tuple[int, int]]:
        return ((node, edge.to) for node, edges in enumerate(self.edges) for edge in edges if edge.kind in kinds)


def _first_edge(edges: Iterable[Edge], to: int, kinds: Collection[EdgeKind]) -> Edge:
    """The first of these edges that leads to a node and is of one of these kinds. There must be one."""
    return next(edge for edge in edges if edge.to == to and edge.kind in kinds)


class Arrival:
    """A breadth-first search from the inbound routings, then from what they do not lead to.

    `rank` orders all nodes by it. `before` holds the node from which each was found.
    """

    def __init__(self, graph: Graph) -> None:
        # Not the graph, which holds this: without garbage collection neither of two that hold each other is let go.
        self._nodes, self._edges, self._taken = graph.nodes, graph.edges, graph.taken
        self.rank: list[int] = [-1] * len(graph.nodes)
        self.before: dict[int, int] = {}
        self._count = 0
        self._search_from_inbound_routings(graph.inbound_routings)
        self._linked = self._count
        for decisions in (False, True):
            for number, node in enumerate(graph.nodes):
                if (node.kind == "decisions") == decisions and self.rank[number] < 0:
                    self._search_from(number)

    def linked(self, node: int) -> bool:
        """Whether an inbound routing leads to the node."""
        return self.rank[node] < self._linked

    def path_to(self, node: int) -> list[Stop]:
        """A shortest path to the node, itself last."""
        path: list[Stop] = [(self._nodes[node], None)]
        while node in self.before:
            here, node = node, self.before[node]
            path.append((self._nodes[node], _first_edge(self._edges[node], here, TAKEN).kind))
        return path[::-1]

    def _search_from_inbound_routings(self, numbers: list[int]) -> None:
        import networkx

        for number in numbers:
            self._reached(number)
        for node, to, label in networkx.bfs_labeled_edges(self._taken, numbers):
            if label == "tree":
                self._reached(to, node)

    def _search_from(self, root: int) -> None:
        import networkx

        self._reached(root)
        for node, to in networkx.generic_bfs_edges(self._taken, root, self._unranked):
            self._reached(to, node)

    def _unranked(self, node: int) -> Iterator[int]:
        return (to for to in self._taken[node] if self.rank[to] < 0)

    def _reached(self, node: int, before: int | None = None) -> None:
        self.rank[node] = self._count
        self._count += 1
        if before is not None:
            self.before[node] = before
