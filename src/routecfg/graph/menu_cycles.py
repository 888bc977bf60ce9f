"""Cycles that customers go round by their answers, as menus have them."""

from itertools import pairwise
from typing import NamedTuple

from routecfg.graph.graph import Graph
from routecfg.graph.links import part, shortest_path
from routecfg.graph.nodes import ANSWERED, TAKEN
from routecfg.graph.paths import Stop


class MenuCycle(NamedTuple):
    """Nodes that all lead to each other, in order of arrival, and a path from the first of them back to it."""

    nodes: list[int]
    path: list[Stop]


def menu_cycles(graph: Graph) -> list[MenuCycle]:
    """Every set of nodes that lead to each other, if by an answer; in order of arrival.

    The path goes by the first answer.
    """
    rank = graph.arrival.rank
    found: list[MenuCycle] = []
    for ring in graph.components:
        inside = frozenset(ring)
        order = sorted(ring, key=rank.__getitem__)
        answers = (
            (node, edge) for node in order for edge in graph.edges[node] if edge.kind in ANSWERED and edge.to in inside
        )
        node, answer = next(answers, (order[0], None))
        if answer is not None:
            within = part(graph.taken, ring)
            path = [
                *_stops(graph, shortest_path(within, order[0], node)),
                (graph.nodes[node], answer.kind),
                *_stops(graph, shortest_path(within, answer.to, order[0])),
                (graph.nodes[order[0]], None),
            ]
            found.append(MenuCycle(order, path))
    return sorted(found, key=lambda cycle: rank[cycle.nodes[0]])


def _stops(graph: Graph, path: list[int]) -> list[Stop]:
    """All stops but the last."""
    return [(graph.nodes[node], graph.edge(node, to, TAKEN).kind) for node, to in pairwise(path)]
