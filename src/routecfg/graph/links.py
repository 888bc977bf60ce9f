"""Which node leads to which, as a `networkx.DiGraph`, and the questions that the analysis asks of it.

networkx takes 0.15 s to load, a quarter of what reading an estate of 8 MB takes: it is loaded by the first question.
Nothing here depends on the order of a set: sets that networkx returns are sorted before they are used.
"""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    import networkx

Links: TypeAlias = "networkx.DiGraph[int]"
"""Numbers of nodes, with an edge from each to every node that it leads to."""


def links(nodes: Iterable[int], edges: Iterable[tuple[int, int]]) -> Links:
    """A graph of these nodes and edges; several edges between the same two nodes count as one."""
    import networkx

    graph: Links = networkx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    return graph


def part(graph: Links, nodes: Iterable[int]) -> Links:
    """The graph without all other nodes."""
    inside = dict.fromkeys(nodes)
    return links(inside, ((node, to) for node in inside for to in graph[node] if to in inside))


def reach(graph: Links, roots: Iterable[int]) -> set[int]:
    """The roots and every node behind them."""
    import networkx

    return {node for layer in networkx.bfs_layers(graph, list(roots)) for node in layer}


def beyond(graph: Links, start: int, known: Collection[int]) -> list[int]:
    """The nodes behind one that are not known, nor only reached through what is known; nearest first."""
    import networkx

    pairs = networkx.generic_bfs_edges(graph, start, lambda node: (to for to in graph[node] if to not in known))
    return [node for _, node in pairs]


def components(graph: Links) -> list[list[int]]:
    """The sets of nodes that all lead to each other, each in rising order; what only leads onward is a set of one."""
    import networkx

    return [sorted(nodes) for nodes in networkx.strongly_connected_components(graph)]


def rings(graph: Links) -> list[list[int]]:
    """The components in which one can go round: more than one node, or one that leads to itself."""
    return [nodes for nodes in components(graph) if len(nodes) > 1 or graph.has_edge(nodes[0], nodes[0])]


def shortest_path(graph: Links, start: int, goal: int) -> list[int]:
    """The nodes of a shortest path, both ends included. The goal must lie behind the start.

    Of several it is the one that was written first. `networkx.shortest_path` searches from both ends, and which of
    several it finds depends on where the two searches meet.
    """
    import networkx

    if start == goal:
        return [start]
    before: dict[int, int] = {}
    for node, earlier in networkx.bfs_predecessors(graph, start):
        before[node] = earlier
        if node == goal:
            break
    path = [goal]
    while path[-1] != start:
        path.append(before[path[-1]])
    return path[::-1]


def shortest_cycle(graph: Links, start: int) -> list[int]:
    """The nodes of a shortest path from a node back to itself, which stands at both ends. There must be one."""
    import networkx

    if graph.has_edge(start, start):
        return [start, start]
    last = next(node for node, _ in networkx.bfs_predecessors(graph, start) if graph.has_edge(node, start))
    return [*shortest_path(graph, start, last), start]


_MOST_FOLLOWED: Final = 1_000_000
"""Nodes that are looked at to say what is behind heads: many heads may share all that is behind them."""


def heads(graph: Links, nodes: Collection[int]) -> dict[int, list[int]]:
    """Where to begin to reach all of these nodes: the fewest first ones, each with the others behind it.

    A node that no other leads to is a head; of a ring that nothing outside leads to, the first in order is. What is
    behind several heads stands with each. Heads that come after a great many nodes stand alone.
    """
    import networkx

    if not nodes:
        return {}
    inside = part(graph, sorted(nodes))
    condensed = networkx.condensation(inside)
    first = sorted(min(condensed.nodes[ring]["members"]) for ring in condensed if not condensed.in_degree(ring))
    left = _MOST_FOLLOWED
    behind: dict[int, list[int]] = {}
    for head in first:
        behind[head] = sorted(beyond(inside, head, {head})) if left > 0 else []
        left -= len(behind[head])
    return behind
