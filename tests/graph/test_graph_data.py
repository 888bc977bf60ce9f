"""What is proved about data holds on every walk."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.random_data import Walk, drawn_with_data
from routecfg.graph import DataFlow, build
from routecfg.rules.support.data_usage import data_steps


@given(st.integers(0, 2**48))
@settings(max_examples=400, deadline=None)
def test_no_walk_contradicts_what_is_certainly_or_never_saved(seed: int) -> None:
    estate = drawn_with_data(seed)
    graph = build(estate)
    flow = DataFlow(graph, data_steps(estate, graph), lambda _node, _edge: True)
    missing: dict[object, bool] = {}
    for one in flow.unsaved_readings():
        missing[one.node, one.path, one.name] = missing.get((one.node, one.path, one.name), False) or one.saved
    chance = Random(seed)
    for _ in range(12):
        walk = Walk(estate, graph, chance)
        walk.go(25)
        for read in walk.reads:
            key = (read.node, read.path, read.name)
            assert flow.reached(read.node), f"a chat got to node {read.node}, which is said to be out of reach"
            if read.there:
                assert missing.get(key, True), f"{key} was saved, and never is by the proof"
            else:
                assert key in missing, f"{key} was not saved, and always is by the proof"


@given(st.integers(0, 2**48))
@settings(max_examples=100, deadline=None)
def test_a_way_without_a_name_begins_where_chats_come_in_and_leads_to_the_text(seed: int) -> None:
    estate = drawn_with_data(seed)
    graph = build(estate)
    flow = DataFlow(graph, data_steps(estate, graph), lambda _node, _edge: True)
    for one in flow.unsaved_readings():
        if one.name not in flow.names:
            continue
        ways = flow.unsaved_ways(one.name)
        node, length = one.node, 0
        while (before := ways[node]) is not None:
            assert before[1].to == node
            node = before[0]
            length += 1
            assert length <= len(graph.nodes)
        assert node in graph.inbound_routings
