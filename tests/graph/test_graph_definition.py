"""What the analysis says of small random estates, against the slow and obvious definition: both ways."""

import itertools
from collections.abc import Callable, Iterable
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from hypothesis import given

from examples import examples
from graph.flow_definition import (
    ELSEWHERE,
    ENDS,
    HORIZON,
    INSTANTS,
    Groups,
    Outcome,
    Position,
    after_all,
    arrivals,
    as_instants,
    decision_at,
    languages_of,
    linked,
    named_by,
    next_positions,
    outcomes,
    positions,
    runs,
    spoken,
)
from graph.random_estates import estates
from routecfg.graph import Graph, Node, Times, build, menu_cycles, traps
from routecfg.model import Estate, Settings
from routecfg.rules import (
    DataContext,
    FlowContext,
    FlowFacts,
    busy_loop,
    dead_end,
    endless_loop,
    impossible_branch,
    menu_loop,
    no_way_out,
    unreachable_decision,
    unreachable_object,
)

LANGUAGES = ("en", "cs")
SETTINGS = Settings(1, "UTC", LANGUAGES)
TODAY = date(2026, 11, 22)

thorough = examples(100, 500)
costly = examples(40, 120)


def place(node: Node) -> Position:
    if node.kind == "elsewhere":
        return ELSEWHERE
    return ("decisions", node.tree, node.name) if node.kind == "decisions" else (node.kind, node.name)


def times_of(graph: Graph, groups: Groups) -> Times:
    return Times(graph, lambda name: as_instants(groups[name]) if name in groups else None, HORIZON)


def context_of(estate: Estate, groups: Groups) -> FlowContext:
    return FlowContext(
        FlowFacts(
            build(estate),
            "UTC",
            {name: line.languages or LANGUAGES for name, line in estate.inbound_routings.items()},
            {},
            (),
        ),
        lambda name: as_instants(groups[name]) if name in groups else None,
        HORIZON,
    )


def found_by(rule: Any, estate: Estate, groups: Groups) -> list[tuple[str, ...]]:
    """The paths of a rule's findings."""
    if hasattr(rule, "check_flow"):
        found = list(rule.check_flow(context_of(estate, groups)))
    elif hasattr(rule, "check_data"):  # as if data could do anything
        found = list(rule.check_data(DataContext(context_of(estate, groups), {}, SETTINGS)))
    else:
        found = [item for kind, name, thing in estate for item in rule.check_object(kind, name, thing, SETTINGS)]
    return [tuple(map(str, item.path)) for item in found]


def closure(roots: Iterable[Position], after: Callable[[Position], Iterable[Position]]) -> set[Position]:
    waiting, seen = list(roots), set()
    while waiting:
        at = waiting.pop()
        if at not in seen:
            seen.add(at)
            waiting += after(at)
    return seen


@thorough
@given(estates())
def test_chats_come_to_each_place_at_exactly_these_instants(drawn: tuple[Estate, Groups]) -> None:
    estate, groups = drawn
    graph = build(estate)
    times = times_of(graph, groups)
    states = arrivals(estate, groups)
    for number, node in enumerate(graph.nodes):
        if node.kind not in ("target_sets", "also"):
            assert times.at[number] == as_instants(t for t in range(INSTANTS) if (place(node), t) in states), node


@thorough
@given(estates())
def test_the_way_to_a_place_can_be_gone(drawn: tuple[Estate, Groups]) -> None:
    estate, groups = drawn
    graph = build(estate)
    times = times_of(graph, groups)
    for number, node in enumerate(graph.nodes):
        if not times.at[number] or node.kind in ("target_sets", "also"):
            continue
        way = [place(item) for item, _ in times.path_to(number)[0] if item.kind not in ("target_sets", "also")]
        assert way[0][0] == "inbound_routings"
        assert way[-1] == place(node)
        possible = set(range(INSTANTS))
        for here, there in itertools.pairwise(way):
            possible = {
                later
                for instant in possible
                for language in languages_of(estate)
                for outcome in outcomes(estate, groups, here, instant, language)
                if outcome.to == there and outcome.how in ("now", "later")
                for later in ((instant,) if outcome.how == "now" else range(instant, INSTANTS))
            }
        assert times.at[number].first in possible


def at_once(estate: Estate, groups: Groups, instant: int, language: str) -> dict[Position, list[Outcome]]:
    """What becomes of a chat at each place at once, with chatbots down."""
    found = {at: outcomes(estate, groups, at, instant, language) for at in positions(estate)}
    return {
        at: [item for item in several if item.how == "now"] if at[0] == "chatbots" else several
        for at, several in found.items()
    }


def rings_of(after: dict[Position, list[Position]]) -> set[frozenset[Position]]:
    """The sets of places that lead to each other, and the places that lead to themselves."""
    behind = {at: closure(after[at], after.__getitem__) for at in after}
    return {frozenset(other for other in behind[at] if at in behind[other]) for at in after if at in behind[at]}


class Found(NamedTuple):
    """What there is to tell at one instant, in one language: rings without an exit, rings that data can leave."""

    instant: int
    language: str
    moves: dict[Position, list[Position]]
    endless: set[frozenset[Position]]
    busy: set[frozenset[Position]]


def everything_to_tell(estate: Estate, groups: Groups) -> Iterable[Found]:
    states, to_all = arrivals(estate, groups), linked(estate)
    unknown = {
        ("time_conditions", name)
        for name, condition in estate.time_conditions.items()
        if condition.time_group not in groups
    }
    lines = spoken(estate, LANGUAGES)
    reached = {language: after_all(estate, roots, language) for language, roots in lines.items()}
    by_nobody = set(positions(estate)).difference(*reached.values())
    for instant in range(INSTANTS):
        for language in dict.fromkeys((*languages_of(estate), *lines)):
            come = by_nobody | reached.get(language, set())
            here = {at for at in positions(estate) if at not in to_all or (at in come and (at, instant) in states)}
            all_moves = at_once(estate, groups, instant, language)
            moves = {
                at: [item.to for item in several if item.how == "now" and item.to in here]
                for at, several in all_moves.items()
                if at in here
            }
            endless = {
                ring
                for ring in rings_of(moves)
                if all(move.how == "now" and move.to in ring for at in ring for move in all_moves[at])
            }
            known = {at: [to for to in several if to not in unknown] for at, several in moves.items()}
            yield Found(
                instant,
                language,
                moves,
                endless,
                rings_of({at: known[at] for at in known if at not in unknown}) - endless,
            )


@costly
@given(estates())
def test_every_loop_that_is_told_is_one(drawn: tuple[Estate, Groups]) -> None:
    estate, groups = drawn
    graph = build(estate)
    found_loops = context_of(estate, groups).cycles
    every = list(everything_to_tell(estate, groups))
    for loop in found_loops:
        places = [place(graph.nodes[node]) for node, _ in loop.edges]
        caught = frozenset(place(graph.nodes[node]) for node in loop.caught)
        assert set(places) <= caught
        assert any(
            caught in found.endless if loop.endless else any(caught <= ring for ring in found.busy)
            for found in every
            if loop.instant in (None, found.instant)
            and loop.language in (None, found.language, found.language.split("-")[0])  # the variant that is followed
            and all(there in found.moves.get(here, ()) for here, there in pairwise([*places, places[0]]))
        ), (places, loop)
    edges = [edge for loop in found_loops for edge in loop.edges]
    assert len(edges) == len(set(edges)), "no two cycles share an edge"


@costly
@given(estates())
def test_no_ring_with_a_loop_is_missed(drawn: tuple[Estate, Groups]) -> None:
    estate, groups = drawn
    graph = build(estate)
    found_loops = context_of(estate, groups).cycles
    endless = {place(graph.nodes[node]) for loop in found_loops if loop.endless for node, _ in loop.edges}
    busy = {place(graph.nodes[node]) for loop in found_loops if not loop.endless for node, _ in loop.edges}

    def after(here: Position) -> list[Position]:
        moves = [outcome for language in languages_of(estate) for outcome in outcomes(estate, {}, here, 0, language)]
        return [move.to for move in moves if move.how == "now"]

    at_any_time = rings_of({at: after(at) for at in positions(estate)})
    for found in everything_to_tell(estate, groups):
        for ring in found.endless:
            assert any(ring <= whole and whole & endless for whole in at_any_time)
        for ring in found.busy:
            assert any(ring <= whole and whole & (endless | busy) for whole in at_any_time)


@costly
@given(estates())
def test_endless_and_busy_loops_come_from_the_rules(drawn: tuple[Estate, Groups]) -> None:
    estate, groups = drawn
    graph = build(estate)
    found_loops = context_of(estate, groups).cycles
    assert len(found_by(endless_loop, estate, groups)) == sum(loop.endless for loop in found_loops)
    reached = linked(estate)
    busy = [loop for loop in found_loops if not loop.endless and place(graph.nodes[loop.edges[0][0]]) in reached]
    assert len(found_by(busy_loop, estate, groups)) == len(busy)
    assert len(found_by(menu_loop, estate, groups)) == len(menu_cycles(graph))


@thorough
@given(estates())
def test_unreachable_objects_are_told_at_their_heads(drawn: tuple[Estate, Groups]) -> None:
    estate, groups = drawn

    def after(at: Position) -> list[Position]:
        return named_by(estate, at)

    reached = closure({("inbound_routings", name) for name in estate.inbound_routings}, after)
    heads = set(found_by(unreachable_object, estate, groups))
    assert not heads & reached
    unused_sets = {("target_sets", name) for name in estate.target_sets} - reached
    for kind in ("time_conditions", "decision_trees", "chatbots", "terminates"):
        for name in estate.of(kind):
            assert (kind, name) in reached | closure(heads | unused_sets, after)
    for head in heads:
        assert not any(head in closure([other], after) for other in heads - {head})


@thorough
@given(estates())
def test_unreachable_decisions_are_told_at_their_heads(drawn: tuple[Estate, Groups]) -> None:
    estate, groups = drawn
    heads = {path[1:] for path in found_by(unreachable_decision, estate, groups)}
    led_to = closure({("inbound_routings", name) for name in estate.inbound_routings}, lambda at: named_by(estate, at))
    for name, tree in estate.decision_trees.items():
        written = {
            one.name: [part for part in _values_of_decisions(one) if part in {other.name for other in tree.decisions}]
            for one in tree.decisions
        }

        def after(at: Position, written: dict[str, list[str]] = written) -> list[Position]:
            return [(to,) for to in written[at[0]]]

        known = tree.first in written
        reached = closure([(tree.first,)] if known else [(item,) for item in written], after)
        own = {(path[2],) for path in heads if path[0] == name}
        if ("decision_trees", name) not in led_to:
            assert not own, "a tree to which nothing leads is reported as a whole"
            continue
        assert not own & reached
        assert reached | closure(own, after) == {(item,) for item in written}
        for head in own:
            assert not any(head in closure([other], after) for other in own - {head})


def _values_of_decisions(value: object) -> Iterable[str]:
    """Every decision named anywhere inside a decision."""
    import msgspec

    waiting = [msgspec.to_builtins(value)]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            waiting += [inner for key, inner in item.items() if key != "decision"]
            if isinstance(item.get("decision"), str):
                yield item["decision"]
        elif isinstance(item, (list, tuple)):
            waiting += item


def inside_steps(estate: Estate, at: Position) -> list[Position]:
    return [to for to in next_positions(estate, at) if to[:2] == at[:2]]


@thorough
@given(estates())
def test_dead_ends_are_where_some_chat_stops(drawn: tuple[Estate, Groups]) -> None:
    estate, groups = drawn
    expected = set()
    for name, tree in estate.decision_trees.items():
        start = ("decisions", name, tree.first)
        known = start in positions(estate)
        roots = [start] if known else [("decisions", name, decision.name) for decision in tree.decisions]
        for at in closure(roots, lambda here: inside_steps(estate, here)):
            if Outcome("dead") in outcomes(estate, groups, at, 0, "xx"):
                assert None in runs(decision_at(estate, at)[1].actions)
                expected.add(("decision_trees", name, "decisions", at[2]))
    found = found_by(dead_end, estate, groups)
    assert set(found) == expected
    assert len(found) == len(expected)


@costly
@given(estates())
def test_closed_regions_are_what_no_customer_leaves(drawn: tuple[Estate, Groups]) -> None:
    estate, groups = drawn
    context = context_of(estate, groups)
    graph = context.graph
    endless = {node for loop in context.cycles if loop.endless for node in loop.caught}
    told = [
        {place(graph.nodes[node]) for node in trap if graph.nodes[node].kind not in ("target_sets", "also")}
        for trap in traps(graph, endless)
    ]
    objects = [at for at in positions(estate) if at[0] != "decisions"]
    reachable = after_all(estate, objects)
    good = {at for at in reachable if at[0] in ENDS}
    good |= {at for at in reachable if Outcome("dead") in outcomes(estate, groups, at, 0, "xx")}
    good |= {place(graph.nodes[node]) for node in endless}
    held = {at for at in reachable if not after_all(estate, [at]) & good}
    for region in told:
        assert region
        assert region <= held
        for at in region:
            assert after_all(estate, next_positions(estate, at)) == region
    for at in held:
        assert any(after_all(estate, [at]) & region for region in told), at


@thorough
@given(estates())
def test_customers_who_are_caught_in_their_language_are_told(drawn: tuple[Estate, Groups]) -> None:
    estate, groups = drawn
    context = context_of(estate, groups)
    endless = {place(context.graph.nodes[node]) for loop in context.cycles if loop.endless for node in loop.caught}
    good = {at for at in positions(estate) if at[0] in ENDS or Outcome("dead") in outcomes(estate, groups, at, 0, "xx")}
    good |= endless
    held: dict[str, dict[Position, set[Position]]] = {}
    for language, lines in spoken(estate, LANGUAGES).items():
        behind = {at: after_all(estate, [at], language) for at in after_all(estate, lines, language)}
        held[language] = {at: places for at, places in behind.items() if not places & good}
    regions = []
    for finding in no_way_out.check_flow(context):
        head = tuple(map(str, finding.path))
        at = ("decisions", head[1], head[3]) if len(head) > 2 else head
        named = [language for language in held if f"'{language}'" in finding.message.split(" who gets to ")[0]]
        assert named or "whose language" not in finding.message
        caught = named or [language for language in held if at in held[language]]
        assert all(at in held[language] for language in caught)
        whole = [language for language in caught if all(at in held[language][it] for it in held[language][at])]
        assert whole == caught if named else whole or not caught, "no smaller part is closed"
        regions += [held[language][at] for language in caught]
        if not named:
            assert all(after_all(estate, [other]) == after_all(estate, [at]) for other in after_all(estate, [at]))
    for language, places in held.items():
        for at, behind_it in places.items():
            assert any(behind_it & region for region in regions), (language, at)


@thorough
@given(estates())
def test_a_branch_is_impossible_exactly_if_no_chat_comes_at_its_time(drawn: tuple[Estate, Groups]) -> None:
    estate, groups = drawn
    states = arrivals(estate, groups)
    expected = set()
    for name, condition in estate.time_conditions.items():
        come = {instant for at, instant in states if at == ("time_conditions", name)}
        holds = groups.get(condition.time_group, frozenset())
        if come and 0 < len(holds) < INSTANTS:
            if not come & holds:
                expected.add(("time_conditions", name, "if_time_matches"))
            if not come - holds:
                expected.add(("time_conditions", name, "if_time_does_not_match"))
    assert set(found_by(impossible_branch, estate, groups)) == expected
