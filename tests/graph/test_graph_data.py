"""What is proved about data holds on every walk."""

from collections.abc import Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from estates import steps_at
from examples import examples
from graph.random_data import Walk, drawn_with_data
from routecfg.graph import DataFlow, Graph, Hop, Reading, build
from routecfg.model import Estate
from routecfg.templates import Chooses


@given(st.integers(0, 2**48))
@examples(80, 400)
def test_no_walk_contradicts_what_is_certainly_or_never_saved(seed: int) -> None:
    estate = drawn_with_data(seed)
    graph = build(estate)
    flow = DataFlow(graph, steps_at(estate, graph), lambda _node, _edge: True)
    missing: dict[object, bool] = {}
    for reading in flow.unsaved_readings():
        missing[reading.node, reading.path, reading.name] = (
            missing.get((reading.node, reading.path, reading.name), False) or reading.saved
        )
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
                assert key in missing, f"{key} was not saved, and alpaths is by the proof"


@given(st.integers(0, 2**48))
@examples(80, 300)
def test_no_walk_takes_a_branch_that_no_chat_takes(seed: int) -> None:
    estate = drawn_with_data(seed)
    graph = build(estate)
    flow = DataFlow(graph, steps_at(estate, graph), lambda _node, _edge: True)
    tested = {(each.node, each.step.path): each for each in flow.tested()}
    chance = Random(seed)
    for _ in range(12):
        walk = Walk(estate, graph, chance)
        walk.go(25)
        for node, path, holds in walk.tests:
            test = tested.get((node, path))
            if test is not None and (isinstance(test.step, Chooses) or holds):
                assert test.holds if holds else test.fails, f"{path} of node {node} came out {holds}"


def test_a_path_that_is_shown_can_be_walked_and_saves_nothing_under_the_name() -> None:
    """By chance: some values of a web service that a path needs are rare, and few paths must stay unconfirmed."""
    confirmed, shown = 0, 0
    for seed in range(200):
        estate = drawn_with_data(seed)
        graph = build(estate)
        flow = DataFlow(graph, steps_at(estate, graph), lambda _node, _edge: True)
        for reading in flow.unsaved_readings()[:5]:
            hops = flow.proven_path((), reading)
            if hops is None:
                continue
            shown += 1
            confirmed += any(_walks(estate, graph, hops, reading, Random(attempt)) for attempt in range(60))
    assert shown > 80
    assert confirmed > shown * 0.94, f"{confirmed} of {shown}"


def _walks(estate: Estate, graph: Graph, hops: Sequence[Hop], reading: Reading, chance: Random) -> bool:
    walk = Walk(estate, graph, chance)
    if not walk.follow(hops, reading.node):
        return False
    wanted = (reading.node, reading.path, reading.name, False)
    return any(read == wanted for read in walk.reads)
