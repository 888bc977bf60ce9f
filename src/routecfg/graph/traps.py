"""Parts of the estate that customers cannot leave."""

from collections.abc import Collection

from routecfg.graph.graph import ENDS, Graph
from routecfg.graph.links import part, reach


def ways_out(graph: Graph, caught: Collection[int]) -> list[int]:
    """Where a customer has got somewhere, or where another rule reports that the chat goes nowhere."""
    ends = (number for number, node in enumerate(graph.nodes) if node.kind in ENDS)
    return [*ends, *graph.dead_ends, *caught]


def traps(graph: Graph, caught: Collection[int]) -> list[list[int]]:
    """Sets of nodes that lead only to each other, from which no customer gets to an end; in order of arrival.

    Every branch of a time condition counts as taken. Dead ends and what is `caught` in endless cycles count as ends:
    other rules report them. Nodes that only lead into a trap are left out: once it has a way out, so have they.
    """
    import networkx

    free = reach(graph.taken.reverse(copy=False), ways_out(graph, caught))
    held = [number for number in range(len(graph.nodes)) if number not in free and number not in graph.stray]
    if not held:
        return []
    rank = graph.arrival.rank
    found = networkx.attracting_components(part(graph.taken, held))
    return sorted((sorted(nodes, key=rank.__getitem__) for nodes in found), key=lambda nodes: rank[nodes[0]])
