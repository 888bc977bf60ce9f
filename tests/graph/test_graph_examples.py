"""What the graph is made of, by single examples."""

from routecfg.graph import (
    Cycle,
    EdgeKind,
    Node,
    Times,
    build,
    cycles,
    exits_of,
    in_words,
    traps,
)
from routecfg.model import Estate, FileObjects, build_file
from routecfg.opening_hours import Instants
from routecfg.rules import FlowContext, FlowFacts

HORIZON = Instants.between(0, 10)


def estate(**kinds: object) -> Estate:
    found: FileObjects = build_file(
        {
            "inbound_routings": {
                "in": {
                    "title": "In",
                    "api_token": {"env": "TOKEN"},
                    "channel_id": "1",
                    "next_destination": {"decision_tree": "menu"},
                }
            },
            "queues": {"support": {"title": "Support"}},
            **kinds,
        }
    )
    return found.estate


def tree(**decisions: object) -> dict[str, object]:
    return {
        "menu": {
            "title": "Menu",
            "decisions": {
                name: {"title": name, **decision}  # type: ignore[dict-item]  # any mapping will do
                for name, decision in decisions.items()
            },
        }
    }


def edges(item: Estate, name: str) -> list[tuple[str, EdgeKind, str | None]]:
    """Where a decision leads, by which ways and in which language."""
    graph = build(item)
    number = graph.nodes.index(Node("decisions", name, "menu"))
    return [(str(graph.nodes[edge.to]), edge.kind, edge.language) for edge in graph.edges[number]]


def test_every_way_out_of_a_decision_is_a_step() -> None:
    item = estate(
        decision_trees=tree(
            ask={
                "actions": [
                    {"condition": {"if": "x", "then": [{"target": {"queue": "support"}}]}},
                    {"loop": {"each": "x", "as": "y", "do": [{"target": {"decision": "ask"}}]}},
                ],
                "targets": [
                    {"when": {"similar": ["a"]}, "to": {"decision": "ask"}},
                    {"to": {"queue": "support"}, "default": True, "languages": {"cs": {"chatbot": "missing"}}},
                ],
                "also": ["everywhere"],
            }
        ),
        target_sets={"everywhere": {"targets": [{"when": {"similar": ["b"]}, "to": {"queue": "support"}}]}},
    )
    assert edges(item, "ask") == [
        ("queue 'support'", EdgeKind.MAYBE, None),
        ("decision 'ask'", EdgeKind.MAYBE, None),
        ("decision 'ask'", EdgeKind.ANSWER, None),
        ("queue 'support'", EdgeKind.DEFAULT, None),
        ("somewhere unknown", EdgeKind.DEFAULT, "cs"),
        ("target set 'everywhere'", EdgeKind.SET, None),
    ]


def test_what_stands_behind_a_target_that_always_leaves_is_untaken() -> None:
    item = estate(
        decision_trees=tree(
            ask={
                "actions": [{"target": {"queue": "support"}}, {"target": {"decision": "ask"}}],
                "targets": [{"to": {"decision": "ask"}}],
            }
        )
    )
    assert edges(item, "ask") == [
        ("queue 'support'", EdgeKind.TARGET, None),
        ("decision 'ask'", EdgeKind.UNTAKEN, None),
        ("decision 'ask'", EdgeKind.UNTAKEN, None),
    ]


def test_only_the_first_of_several_immediate_targets_is_taken() -> None:
    item = estate(decision_trees=tree(ask={"targets": [{"to": {"queue": "support"}}, {"to": {"decision": "ask"}}]}))
    assert [way for _, way, _ in edges(item, "ask")] == [EdgeKind.IMMEDIATE, EdgeKind.UNTAKEN]


def test_an_immediate_target_beside_answers_is_taken_for_an_answer() -> None:
    targets = [{"when": {"similar": ["a"]}, "to": {"queue": "support"}}, {"to": {"decision": "ask"}}]
    item = estate(decision_trees=tree(ask={"targets": targets}))
    assert {way for _, way, _ in edges(item, "ask")} == {EdgeKind.ANSWER}
    graph = build(item)
    assert cycles(graph, Times(graph, lambda _: None, HORIZON), dict) == []


def test_a_tree_that_begins_with_an_unknown_decision_leads_elsewhere() -> None:
    trees = tree(ask={"targets": [{"to": {"queue": "support"}}]})
    item = estate(decision_trees={"menu": {**trees["menu"], "start": "missing"}})  # type: ignore[dict-item]  # a mapping
    graph = build(item)
    assert [edge.to for edge in graph.edges[graph.numbers["decision_trees", "menu"]]] == [0]


def test_a_dead_end_is_a_decision_that_is_given_no_answers_by_sets_either() -> None:
    decisions = {"ask": {"targets": [{"when": {"similar": ["a"]}, "to": {"decision": "end"}}]}, "end": {}}
    graph = build(estate(decision_trees=tree(**decisions)))
    assert [graph.nodes[number].name for number in graph.dead_ends] == ["end"]
    trees = tree(**decisions)
    trees["menu"]["also"] = ["everywhere"]  # type: ignore[index]  # a mapping
    sets = {"everywhere": {"targets": [{"when": {"similar": ["a"]}, "to": {"decision_tree": "menu"}}]}}
    graph = build(estate(decision_trees=trees, target_sets=sets))
    assert graph.dead_ends == []
    assert len(traps(graph, ())) == 1


def loop_languages(variants: dict[str, object], to: dict[str, str], *spoken: str) -> list[str | None]:
    """The languages in which a tree of one decision is a loop, for a line whose customers speak these languages."""
    item = estate(decision_trees=tree(ask={"targets": [{"to": to, "languages": variants}]}))
    return [loop.language for loop in loops(item, *(spoken or ("xx", *variants)))]


def loops(item: Estate, *spoken: str) -> list[Cycle]:
    facts = FlowFacts(build(item), "UTC", dict.fromkeys(item.inbound_routings, spoken), {}, ())
    return FlowContext(facts, lambda _: None, HORIZON).cycles


def test_a_variant_catches_the_customers_of_its_language_only() -> None:
    back, out = {"decision_tree": "menu"}, {"queue": "support"}
    assert loop_languages({"cs": back}, out) == ["cs"]
    assert loop_languages({"cs": out}, back) == [None]
    assert loop_languages({"cs": out}, out) == []


def test_customers_of_a_region_take_the_variant_of_their_language_unless_there_is_one_of_their_region() -> None:
    back, out = {"decision_tree": "menu"}, {"queue": "support"}
    asks = {"targets": [{"to": out, "languages": {"de-AT": {"decision_tree": "other"}}}]}
    others = {"targets": [{"to": out, "languages": {"de": back}}]}
    trees = {**tree(ask=asks), "other": tree(hello=others)["menu"]}
    assert [loop.language for loop in loops(estate(decision_trees=trees), "de", "de-AT")] == ["de-AT"]


def test_only_languages_that_somebody_speaks_there_are_judged() -> None:
    back, out = {"decision_tree": "menu"}, {"queue": "support"}
    assert loop_languages({"cs": out}, back, "cs") == []
    assert loop_languages({"cs": out}, back, "cs-CZ") == []
    assert loop_languages({"cs": out}, back, "cs", "en") == [None]
    assert loop_languages({"cs": back, "de": back}, out, "en", "de-AT") == ["de"]
    assert loop_languages({"cs": back}, out, "en") == []


def test_a_tree_whose_start_does_not_exist_may_begin_with_any_decision() -> None:
    decisions = {
        "a": {"targets": [{"to": {"decision": "b"}}]},
        "b": {},
        "c": {"targets": [{"to": {"queue": "support"}}]},
    }
    known = build(estate(decision_trees=tree(**decisions)))
    assert known.reachable_decisions(known.taken) == {known.decisions["menu"][name] for name in "ab"}
    menu = {**tree(**decisions)["menu"], "start": "missing"}  # type: ignore[dict-item]  # a mapping
    unknown = build(estate(decision_trees={"menu": menu}))
    assert unknown.reachable_decisions(unknown.taken) == set(unknown.decisions["menu"].values())


def test_actions_that_never_run_are_told_list_by_list() -> None:
    item = estate(
        decision_trees=tree(
            ask={
                "actions": [
                    {
                        "condition": {
                            "if": "x",
                            "then": [{"target": {"queue": "support"}}, {"save_data": {"a": 1}}],
                            "else": [{"target": {"queue": "support"}}],
                        }
                    },
                    {"save_data": {"a": 1}},
                    {"loop": {"each": "x", "as": "y", "do": [{"target": {"decision": "ask"}}]}},
                ]
            }
        )
    )
    found = exits_of(item.decision_trees["menu"].decisions[0].actions)
    assert not found.goes_on
    assert [tuple(item) for item in found.skipped] == [(("actions", 0, "condition", "then", 1), 1), (("actions", 1), 2)]
    assert [item.path for item in found.untaken] == [("actions", 2, "loop", "do", 0, "target")]


def test_a_way_names_a_tree_only_when_it_is_not_clear() -> None:
    way = [
        (Node("time_conditions", "hours"), EdgeKind.MATCHES),
        (Node("decision_trees", "menu"), EdgeKind.START),
        (Node("decisions", "ask", "menu"), EdgeKind.SET),
        (Node("also", "menu"), EdgeKind.SET),
        (Node("decisions", "ask", "other"), None),
    ]
    assert in_words(way) == (
        "time condition 'hours' (time matches)",
        "decision tree 'menu'",
        "decision 'ask'",
        "decision 'ask' of decision tree 'other'",
    )
