"""Scenarios that are proposed pass as they are written, are few, and try all that chats can get to."""

from collections.abc import Iterable
from functools import cache
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as some

from engine.random_chats import RandomEstate
from engine.talking import decision, tree
from estates import TODAY as THAT_DAY
from examples import examples
from routecfg.impact.sides import Side
from routecfg.model import Estate, Settings
from routecfg.opening_hours import horizon_from
from routecfg.pipeline.analysis import analysis
from routecfg.project import SourceFile
from routecfg.scenarios import Bundles, Run, read_scenarios, run
from routecfg.scenarios.coverage import Coverage, measured
from routecfg.scenarios.proposing import exploring, proposals, scenarios_of
from routecfg.source import as_yaml
from scenarios.playing import BUNDLES, ESTATE, SETTINGS
from small_estates import TODAY, Values, bundle, estate_and_settings, shop

SUPPORT: Values = {"queue": "support"}
ORDER: Values = {"request": {"url": "https://a.example/{{ text | urlencode }}", "save_as": "order"}}


class Proposed(NamedTuple):
    """The scenarios as they are written, what comes of them, and what is covered then."""

    values: dict[str, Any]
    runs: list[Run]
    coverage: Coverage
    finished: bool


def proposed(
    estate: Estate,
    project: Settings,
    bundles: Bundles,
    runs: Iterable[Run] = (),
    taken: Iterable[str] = (),
    today: Any = TODAY,
) -> Proposed:
    proved = analysis(estate, project, today)
    before = [event for each in runs for event in each.events]
    lacking = measured(before, estate, proved)
    side = Side(bundles.bundle, "sandbox", horizon_from(today))
    found = proposals(lacking, bundles.at, side, estate, proved)
    values = scenarios_of(found.chats, estate, {*taken})
    read = read_scenarios([SourceFile("tests/a.yaml", as_yaml({"scenarios": values}).encode())], estate, bundles.zone)
    assert [each.finding for each in read.found] == []
    done = [run(scenario, bundles) for scenario in read.scenarios]
    assert [(each.scenario.label, each.difference) for each in done if each.difference is not None] == []
    events = [event for each in done for event in each.events]
    return Proposed(values, done, measured(before + events, estate, proved), found.finished)


def of(values: Values) -> Proposed:
    estate, project = estate_and_settings(values)
    return proposed(estate, project, Bundles(bundle(values), estate, lambda _languages: lambda _text: None))


def left(found: Proposed) -> list[tuple[str, str]]:
    return [(goal.place, goal.which) for goal in found.coverage.uncovered]


@cache
def for_the_eshop() -> Proposed:
    """What is proposed for the e-shop without any scenarios."""
    return proposed(ESTATE, SETTINGS, BUNDLES, today=THAT_DAY)


def test_the_whole_eshop_takes_few_scenarios() -> None:
    found = for_the_eshop()
    assert left(found) == []
    assert len(found.runs) <= 60
    assert found.finished


def test_they_are_topped_up_where_something_is_lacking() -> None:
    first = for_the_eshop()
    kept = [each for each in first.runs if each.scenario.fields.inbound != "wholesale"]
    more = proposed(ESTATE, SETTINGS, BUNDLES, kept, {each.scenario.name for each in kept}, today=THAT_DAY)
    assert left(more) == []
    assert {each.scenario.fields.inbound for each in more.runs} == {"wholesale"}
    assert not {*more.values} & {each.scenario.name for each in kept}
    again = proposed(ESTATE, SETTINGS, BUNDLES, [*kept, *more.runs], today=THAT_DAY)
    assert again.values == {}


def condition(if_: str) -> Values:
    return {
        "condition": {
            "if": if_,
            "then": [{"send_message": {"text": "It holds."}}],
            "else": [{"send_message": {"text": "It does not."}}],
        }
    }


@pytest.mark.parametrize(
    "actions",
    [
        [ORDER, condition("order.days > 14")],
        [ORDER, condition('order.state == "sent" and order.parcels | length > 1')],
        [ORDER, condition("not order")],
        [ORDER, {"loop": {"each": "order.items", "as": "item", "do": [condition("item.lost")]}}],
        [ORDER, condition("order.a"), condition("order.b == 3")],
        [{"save_data": {"said": "{{ text }}"}}, condition('said == "secret word"')],
        [condition('text in ("one", "two")')],
        [condition('contact.language == "cs"')],
        [condition("attachments")],
    ],
)
def test_what_data_decide_is_tried_both_ways(actions: list[Values]) -> None:
    answers = [{"when": {"button": {"title": "Go"}}, "to": {"decision": "b"}, "default": True}]
    values = tree({"a": decision(targets=answers), "b": decision(*actions, targets=[{"to": SUPPORT}])})
    values["inbound_routings"]["line"]["allow_attachments"] = "customer"
    assert left(of(values)) == []


@pytest.mark.parametrize(
    "actions",
    [
        [condition("contact.name"), {"send_message": {"text": "{{ contact.number }}"}}],
        [condition("text")],
        [condition('text == "hi there"')],
        [{"request": {"url": "https://a.example/{{ contact.number | urlencode }}", "save_as": "x"}}, condition("x")],
    ],
)
def test_who_writes_and_with_what_words_may_matter_at_once(actions: list[Values]) -> None:
    assert left(of(tree({"a": decision(*actions, targets=[{"to": SUPPORT}])}))) == []


def test_a_message_is_found_that_earlier_patterns_leave() -> None:
    patterns = ["/[0-9]{8}/", "/^[0-9a]+$/", "/^[0-9ab]+$/"]
    targets = [{"when": {"pattern": each}, "to": SUPPORT} for each in patterns]
    assert left(of(tree({"a": decision(targets=targets)}))) == []


def test_answers_that_only_another_language_has_are_given() -> None:
    first: Values = {"when": {"pattern": "/invoice/"}, "to": SUPPORT}
    second: Values = {"when": {"similar": ["invoice"], "languages": {"cs": ["faktura"]}}, "to": SUPPORT}
    values = tree({"a": decision(targets=[first, second])})
    values["inbound_routings"]["line"]["languages"] = ["en"]
    assert left(of(values)) == []


def test_every_one_of_many_conditions_is_tried() -> None:
    states = [f"state{number}" for number in range(12)]
    branches = [condition(f'order.state == "{state}"') for state in states]
    answers = [{"when": {"button": {"title": "Go"}}, "to": {"decision": "b"}, "default": True}]
    values = tree({"a": decision(targets=answers), "b": decision(ORDER, *branches, targets=[{"to": SUPPORT}])})
    assert left(of(values)) == []


def test_what_an_earlier_decision_saved_is_remembered() -> None:
    paid = [{"when": {"button": {"title": each}}, "to": {"decision": each}} for each in ("yes", "no")]
    values = tree(
        {
            "ask": decision(targets=paid),
            "yes": decision({"save_data": {"paid": "yes"}}, targets=[{"to": {"decision": "end"}}]),
            "no": decision({"save_data": {"paid": "no"}}, targets=[{"to": {"decision": "end"}}]),
            "end": decision(condition('paid == "yes"'), targets=[{"to": SUPPORT}]),
        }
    )
    found = of(values)
    assert left(found) == []
    assert len(found.runs) == 3  # yes, no, and what is not understood


def test_what_is_far_away_is_reached() -> None:
    names = [f"step{number}" for number in range(30)]
    values = tree(
        {
            name: decision(targets=[{"when": {"similar": ["further"]}, "to": {"decision": after}}])
            for name, after in zip(names, [*names[1:], "end"], strict=True)
        }
        | {"end": decision(targets=[{"to": SUPPORT}])}
    )
    assert left(of(values)) == []


def test_hours_chatbots_and_languages_are_tried() -> None:
    found = of(shop())
    assert left(found) == []
    assert found.coverage.total.percent == 100


def test_who_must_wait_for_other_hours_does() -> None:
    """The menu is there until three, and couriers are on the road from five on: no chat begins when it gets to them."""
    values = shop()
    values["time_groups"] |= {
        "hours": {"title": "H", "include": [{"hours": "08:00-15:00"}]},
        "evening": {"title": "E", "include": [{"hours": "17:00-23:00"}]},
    }
    values["time_conditions"]["evening"] = {
        "title": "E",
        "time_group": "evening",
        "if_time_matches": SUPPORT,
        "if_time_does_not_match": {"terminate": "closed"},
    }
    values["decision_trees"]["menu"]["decisions"]["faq"]["targets"] = [{"to": {"time_condition": "evening"}}]
    found = of(values)
    assert [place for place, _ in left(found)] == []
    waiting = [step.at for each in found.runs for step in each.scenario.fields.chat if step.at is not None]
    assert waiting == ["2026-07-02T20:00"]


def test_what_is_said_is_a_part_of_what_the_customer_reads() -> None:
    values = of(
        tree({"a": decision({"send_message": {"text": "Hello\nand   more"}}, targets=[{"to": SUPPORT}])})
    ).values
    assert values == {
        "line-1": {
            "title": "The line",
            "inbound": "line",
            "at": "2026-07-02T10:00",
            "chat": [{"expect": {"reads": ["Hello"]}}],
            "ends": {"queue": "support"},
        }
    }


def test_a_search_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exploring, "MOST_STEPS", 40)
    found = of(shop())
    assert not found.finished
    assert found.runs
    assert left(found)


@examples(12, 200)
@given(some.integers(0, 2**48))
def test_whatever_the_estate_is_proposals_pass(seed: int) -> None:
    values = RandomEstate(Random(seed)).values()
    for tree_ in values["decision_trees"].values():
        for each in tree_["decisions"].values():
            each["actions"] = [action for action in each["actions"] if "loop" not in action]
    of(values)
