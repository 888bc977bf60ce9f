"""Rings, against a library that knows them."""

import networkx  # type: ignore[import-untyped]  # it has no types
from hypothesis import given
from hypothesis import strategies as st

from routecfg.graph import components


@given(
    st.integers(1, 12).flatmap(lambda size: st.lists(st.lists(st.integers(0, size - 1)), min_size=size, max_size=size))
)
def test_components_are_those_of_networkx(after: list[list[int]]) -> None:
    graph = networkx.DiGraph()
    graph.add_nodes_from(range(len(after)))
    graph.add_edges_from((node, to) for node, several in enumerate(after) for to in several)
    found = components(range(len(after)), after)
    assert sorted(found) == sorted(sorted(one) for one in networkx.strongly_connected_components(graph))
    place = {node: index for index, ring in enumerate(found) for node in ring}
    assert all(place[to] <= place[node] for node, several in enumerate(after) for to in several), (
        "what is led to stands first"
    )
