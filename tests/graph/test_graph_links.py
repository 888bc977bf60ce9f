"""What is asked of links is answered as networkx answers it."""

import random
from collections.abc import Iterator
from itertools import pairwise

import networkx

from routecfg.graph.links import Links, backwards, components, heads, last_components, links, reach, shortest_path


def samples() -> Iterator[tuple[Links, "networkx.DiGraph[int]"]]:
    """Graphs of few and of many edges, each in both forms."""
    for seed in range(60):
        random_ = random.Random(seed)
        size = random_.randrange(1, 40)
        edges = [
            (random_.randrange(size), random_.randrange(size))
            for _ in range(random_.choice((size // 2, size, 3 * size)))
        ]
        theirs: networkx.DiGraph[int] = networkx.DiGraph()
        theirs.add_nodes_from(range(size))
        theirs.add_edges_from(edges)
        yield links(range(size), edges), theirs


def test_components_come_before_those_that_lead_to_them() -> None:
    for graph, theirs in samples():
        found = components(graph)
        assert sorted(found) == sorted(sorted(nodes) for nodes in networkx.strongly_connected_components(theirs))
        place = {node: index for index, nodes in enumerate(found) for node in nodes}
        assert all(place[to] <= place[node] for node, further in graph.items() for to in further)
        attracting = sorted(sorted(nodes) for nodes in networkx.attracting_components(theirs))
        assert sorted(last_components(graph)) == attracting


def test_what_lies_behind_is_reached_and_nothing_else() -> None:
    for graph, theirs in samples():
        for root in graph:
            assert reach(graph, [root]) == {root, *networkx.descendants(theirs, root)}
            assert reach(backwards(graph), [root]) == {root, *networkx.ancestors(theirs, root)}


def test_no_path_is_shorter() -> None:
    for graph, theirs in samples():
        for goal in reach(graph, [0]):
            path = shortest_path(graph, 0, goal)
            assert len(path) == len(networkx.shortest_path(theirs, 0, goal))
            assert (path[0], path[-1]) == (0, goal)
            assert all(to in graph[node] for node, to in pairwise(path))


def test_every_node_lies_behind_a_head_and_no_head_behind_another() -> None:
    for graph, _ in samples():
        first = heads(graph, list(graph))
        assert reach(graph, first) == set(graph)
        assert all(reach(graph, [head]).isdisjoint(first.keys() - {head}) for head in first)
