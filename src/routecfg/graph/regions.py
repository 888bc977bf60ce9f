"""Regions of the estate that customers cannot leave."""

from collections.abc import Collection

from routecfg.graph.components import components
from routecfg.graph.graph import ENDS, Graph, reach
from routecfg.graph.nodes import ANSWERED, TAKEN, Step


def closed_regions(graph: Graph, stuck: Collection[int]) -> list[list[int]]:
    """Sets of nodes that lead only to each other, from which no customer gets to an end; in order of arrival.

    Every branch of a time condition counts as taken. Dead ends and what is `stuck` (endless loops) count as ends:
    they are faults of their own. Nodes that lead into such a region without being in it are not told: they are well
    again once it is.
    """
    after = graph.after(TAKEN)
    back: list[list[int]] = [[] for _ in after]
    for node, following in enumerate(after):
        for to in following:
            back[to].append(node)
    ends = (number for number, node in enumerate(graph.nodes) if node.kind in ENDS)
    free = set(reach((*ends, *graph.dead_ends, *stuck), back))
    held = [number for number in range(len(after)) if number not in free and number not in graph.stray]
    inside = {node: after[node] for node in held}
    found = [
        ring
        for ring in map(frozenset, components(held, inside))
        if ring.issuperset(to for node in ring for to in after[node])
    ]
    rank = graph.arrival.rank
    return sorted((sorted(ring, key=rank.__getitem__) for ring in found), key=lambda ring: rank[ring[0]])


def menu_loops(graph: Graph) -> list[tuple[list[int], list[tuple[int, Step]]]]:
    """Rings with an answer among their steps, and of each a way from its first node round through its first answer."""
    rank = graph.arrival.rank
    after = graph.after(TAKEN)
    found: list[tuple[list[int], list[tuple[int, Step]]]] = []
    for ring in components(range(len(after)), after):
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
            way = [*_way(graph, first, node, inside), answer, *_way(graph, step.to, first, inside)]
            found.append((order, way))
    return sorted(found, key=lambda one: rank[one[0][0]])


def _way(graph: Graph, start: int, goal: int, inside: Collection[int]) -> list[tuple[int, Step]]:
    """A shortest way, none if both are the same."""
    before: dict[int, tuple[int, Step]] = {}
    queue = [start]
    for here in queue:
        if here == goal:
            break
        for step in graph.steps[here]:
            if step.way in TAKEN and step.to in inside and step.to not in before and step.to != start:
                before[step.to] = (here, step)
                queue.append(step.to)
    way: list[tuple[int, Step]] = []
    while goal != start:
        way.append(before[goal])
        goal = before[goal][0]
    return way[::-1]
