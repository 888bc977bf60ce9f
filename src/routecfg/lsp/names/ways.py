"""Who leads where: the ways of chats between objects and decisions."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from routecfg.diagnostics import Path, Span
from routecfg.graph import Edge, EdgeKind, Graph, Node
from routecfg.lsp.names.symbols import DECISIONS, Symbol
from routecfg.lsp.snapshot import Snapshot

_NOWHERE: Final = ("elsewhere", "also")


class Way(NamedTuple):
    """A way of chats between two nodes, by their numbers, and the path that says so."""

    start: int
    end: int
    path: Path


def node_of(graph: Graph, symbol: Symbol) -> int | None:
    """The node that a name stands for; None for what chats cannot be in."""
    if symbol.kind == DECISIONS:
        return graph.decisions.get(symbol.scope, {}).get(symbol.name)
    return graph.numbers.get((symbol.kind, symbol.name))


def symbol_of(node: Node) -> Symbol | None:
    """The name of a node; None for what has none."""
    return None if node.kind in _NOWHERE else Symbol(node.kind, node.name, node.tree)


def ways_to(graph: Graph, number: int) -> list[Way]:
    """Every way that leads to a node."""
    return [way for start in range(len(graph.nodes)) for way in ways_from(graph, start) if way.end == number]


def ways_from(graph: Graph, number: int) -> Iterator[Way]:
    """Every way that leads on from a node. What a tree adds to its decisions is the tree's own."""
    node = graph.nodes[number]
    start = graph.numbers["decision_trees", node.within] if node.kind == "also" else number
    for edge in graph.edges[number]:
        if _is_taken(graph, edge):
            yield Way(start, edge.to, graph.edge_path(number, edge))


def numbers_of_ways(graph: Graph) -> dict[int, int]:
    """How many ways lead to each node that any leads to."""
    found: dict[int, int] = {}
    for edges in graph.edges:
        for edge in edges:
            if _is_taken(graph, edge):
                found[edge.to] = found.get(edge.to, 0) + 1
    return found


def place_of(snapshot: Snapshot, path: Path) -> tuple[str, Span] | None:
    """The file and the stretch of what is written at a path of the estate."""
    owner = snapshot.assembly.files.get(path[:2])  # type: ignore[arg-type]  # a path begins with a kind and a name
    layout = snapshot.layout(owner) if owner is not None else None
    return (owner, layout.span(path)) if owner is not None and layout is not None else None


def _is_taken(graph: Graph, edge: Edge) -> bool:
    return edge.kind is not EdgeKind.UNTAKEN and graph.nodes[edge.to].kind not in _NOWHERE
