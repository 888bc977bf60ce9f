"""Regions of the estate that customers cannot leave."""

from collections.abc import Collection
from itertools import pairwise

from routecfg.graph.graph import ENDS, Graph
from routecfg.graph.links import part, reach, rings, shortest_way
from routecfg.graph.nodes import ANSWERED, TAKEN, Step


def closed_regions(graph: Graph, stuck: Collection[int]) -> list[list[int]]:
    """Sets of nodes that lead only to each other, from which no customer gets to an end; in order of arrival.

    Every branch of a time condition counts as taken. Dead ends and what is `stuck` (endless loops) count as ends:
    they are faults of their own. Nodes that lead into such a region without being in it are not told: they are well
    again once it is.
    """
    import networkx

    ends = (number for number, node in enumerate(graph.nodes) if node.kind in ENDS)
    free = reach(graph.taken.reverse(copy=False), (*ends, *graph.dead_ends, *stuck))
    held = [number for number in range(len(graph.nodes)) if number not in free and number not in graph.stray]
    found = networkx.attracting_components(part(graph.taken, held))
    rank = graph.arrival.rank
    return sorted((sorted(ring, key=rank.__getitem__) for ring in found), key=lambda ring: rank[ring[0]])


def menu_loops(graph: Graph) -> list[tuple[list[int], list[tuple[int, Step]]]]:
    """Rings with an answer among their steps, and of each a way from its first node round through its first answer."""
    rank = graph.arrival.rank
    found: list[tuple[list[int], list[tuple[int, Step]]]] = []
    for ring in rings(graph.taken):
        inside = frozenset(ring)
        order = sorted(ring, key=rank.__getitem__)
        answer = next(
            (
                (node, step)
                for node in order
                for step in graph.steps[node]
                if step.way in ANSWERED and step.to in inside
            ),
            None,
        )
        if answer is not None:
            (node, step), first = answer, order[0]
            links = part(graph.taken, ring)
            way = [*_steps(graph, shortest_way(links, first, node)), answer]
            way += _steps(graph, shortest_way(links, step.to, first))
            found.append((order, way))
    return sorted(found, key=lambda one: rank[one[0][0]])


def _steps(graph: Graph, way: list[int]) -> list[tuple[int, Step]]:
    return [(node, graph.step(node, to, TAKEN)) for node, to in pairwise(way)]
