"""Estates of a size that recursion, or anything much worse than linear, would not survive. Nothing is timed."""

import pytest

from routecfg.graph import Times, build, cycles, heads, links, menu_cycles, traps
from routecfg.model import (
    Answer,
    Decision,
    DecisionTree,
    Destination,
    Estate,
    InboundRouting,
    Queue,
    SecretReference,
    Settings,
    Target,
    TimeCondition,
    TimeGroup,
)
from routecfg.opening_hours import Instants
from routecfg.rules import FlowContext, FlowFacts, dead_end, endless_loop, impossible_branch, unreachable_decision

HORIZON = Instants.between(0, 1_000_000)
SETTINGS = Settings(1, "UTC", ("en",))

sizes = pytest.mark.parametrize("size", [5_000, pytest.param(100_000, marks=pytest.mark.slow)])


def estate_of(tree: DecisionTree | None = None, conditions: dict[str, TimeCondition] | None = None) -> Estate:
    to = Destination(time_condition="c0") if conditions else Destination(decision_tree="main")
    return Estate(
        inbound_routings={"in": InboundRouting("In", SecretReference(env="T"), "1", to)},
        time_groups={item.time_group: TimeGroup("Group") for item in (conditions or {}).values()},
        time_conditions=conditions or {},
        decision_trees={"main": tree} if tree else {},
        queues={"support": Queue("Support")},
    )


def ring(size: int, answer: Answer | None = None) -> DecisionTree:
    return DecisionTree(
        "Ring",
        tuple(
            Decision(f"d{number}", "D", targets=(Target(Destination(decision=f"d{(number + 1) % size}"), when=answer),))
            for number in range(size)
        ),
    )


def context_of(estate: Estate, holds: dict[str, Instants]) -> FlowContext:
    return FlowContext(FlowFacts(build(estate), "UTC", {}, {}, ()), holds.get, HORIZON)


@sizes
def test_a_ring_of_immediate_decisions_is_one_loop(size: int) -> None:
    estate = estate_of(ring(size))
    found = list(endless_loop.check_flow(context_of(estate, {})))
    assert len(found) == 1
    assert found[0].witness is not None
    assert len(found[0].witness.path) < 100, "the middle of a long way is left out"


@sizes
def test_a_ring_of_waiting_decisions_has_no_way_out(size: int) -> None:
    graph = build(estate_of(ring(size, Answer(similar=("on",)))))
    assert cycles(graph, Times(graph, lambda _: None, HORIZON), dict) == []
    assert [len(trap) for trap in traps(graph, ())] == [size]
    assert len(menu_cycles(graph)) == 1


@sizes
def test_decisions_that_hang_on_one_have_one_head(size: int) -> None:
    cut = ring(size)
    decisions = (Decision("start", "Start", targets=(Target(Destination(queue="support")),)), *cut.decisions[:-1])
    tree = DecisionTree("Chain", (*decisions, Decision(f"d{size - 1}", "Last")))
    found = list(unreachable_decision.check_flow(context_of(estate_of(tree), {})))
    assert len(found) == 1
    assert f"{size - 1:,} other decisions" in found[0].message
    assert list(dead_end.check_object("decision_trees", "main", tree, SETTINGS)) == []


def chained(groups: int, count: int = 1_000) -> dict[str, TimeCondition]:
    return {
        f"c{number}": TimeCondition(
            "Open?",
            f"g{number % groups}",
            Destination(queue="support"),
            Destination(time_condition=f"c{number + 1}") if number + 1 < count else Destination(queue="support"),
        )
        for number in range(count)
    }


def test_of_a_thousand_chained_conditions_on_one_group_only_the_first_can_match() -> None:
    every_second_hour = Instants.of((start, start + 3_600) for start in range(0, 1_000_000, 7_200))
    found = list(impossible_branch.check_flow(context_of(estate_of(None, chained(1)), {"g0": every_second_hour})))
    assert len(found) == 999
    assert all(item.path[-1] == "if_time_matches" for item in found)


def test_a_thousand_chained_conditions_on_as_many_groups_are_all_possible() -> None:
    holds = {f"g{number}": Instants.between(number * 100, number * 100 + 50) for number in range(1_000)}
    context = context_of(estate_of(None, chained(1_000)), holds)
    assert list(impossible_branch.check_flow(context)) == []
    assert list(endless_loop.check_flow(context)) == []


def test_a_thousand_conditions_in_a_ring_are_a_loop_at_the_instants_that_all_leave() -> None:
    conditions = chained(1_000)
    last = conditions["c999"]
    conditions["c999"] = TimeCondition("Open?", last.time_group, last.if_time_matches, Destination(time_condition="c0"))
    holds = {f"g{number}": Instants.between(number * 100, number * 100 + 100) for number in range(1_000)}
    found = list(endless_loop.check_flow(context_of(estate_of(None, conditions), holds)))
    assert len(found) == 1
    assert found[0].witness is not None
    assert found[0].witness.instant == "1970-01-02T03:46:40+00:00"


def test_what_is_behind_two_heads_is_told_with_both() -> None:
    edges = {1: [3], 2: [3], 3: [], 4: [5], 5: [4, 0]}
    graph = links(range(6), ((node, to) for node, several in edges.items() for to in several))
    assert heads(graph, {1, 2, 3, 4, 5}) == {1: [3], 2: [3], 4: [5]}
