"""Small changes of an estate, and which of them scenarios notice."""

from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from routecfg.bundle import compile_bundle
from routecfg.engine.conversation import Detect
from routecfg.impact import Account, account
from routecfg.model import Estate
from routecfg.pipeline.analysis import analysis
from routecfg.project import SourceFile
from routecfg.report.mutation import mutation_as_text
from routecfg.scenarios import Bundles, Run, read_scenarios, run
from routecfg.scenarios.mutation import Mutant, Mutation, Trial, mutants
from routecfg.scenarios.mutation.trial import _changed_homes, _compiled, _homes
from scenarios.playing import BUNDLES, DETECTING, ESHOP, ESTATE, SETTINGS
from small_estates import TODAY, Values, content, estate_and_settings, shop, small_estates

EVERY = Path(__file__).parent / "every_mutation.txt"


def rich_shop() -> Values:
    """The shop, with all that can be changed."""
    values = shop()
    values["terminates"]["gone"] = {"title": "Gone", "disconnection_cause": "client"}
    values["templates"]["closed"]["languages"] = {"cs": "Zavřeno."}
    values["inbound_routings"]["line"] |= {"languages": ["en", "cs"], "allow_attachments": "customer"}
    values["time_groups"]["nights"] = {"title": "Nights", "include": [{"hours": "23:30-02:00"}]}
    welcome = values["decision_trees"]["menu"]["decisions"]["welcome"]
    welcome["targets"][1]["when"]["button"]["languages"] = {"cs": "Otázky"}
    return values


def test_every_kind_of_change_is_made_where_it_can_be() -> None:
    estate, _ = estate_and_settings(rich_shop())
    said = [f"{each.operator} {each.place}: {each.what}" for each in mutants(estate, 0)]
    assert said == EVERY.read_text("utf-8").splitlines()


def test_another_seed_chooses_other_destinations_only() -> None:
    def without_choices(seed: int) -> list[tuple[str, str, str]]:
        return [each[1:3] + each[4:5] for each in mutants(ESTATE, seed) if each.operator != "elsewhere"]

    assert without_choices(0) == without_choices(1)
    assert mutants(ESTATE, 0) != mutants(ESTATE, 1)
    assert mutants(ESTATE, 1) == mutants(ESTATE, 1)


def test_a_secret_is_masked_before_a_text_is_cut() -> None:
    token = "glpat-Zx81kQp7VnT3yLw9Rb2C"  # of the form of a token, and nobody's
    values = shop()
    welcome = values["decision_trees"]["menu"]["decisions"]["welcome"]
    welcome["actions"] = [{"send_message": {"text": f"{'Hello there, ' * 3}{token} {'and more ' * 9}"}}]
    said = " ".join(each.what for each in mutants(estate_and_settings(values)[0], 0))
    assert "Hello there, *" in said
    assert token[:12] not in said


# what scenarios notice

MENU: Values = {
    "inbound_routings": {
        "line": {
            "title": "The line",
            "api_token": {"env": "TOKEN"},
            "channel_id": "1",
            "next_destination": {"decision_tree": "menu"},
        }
    },
    "decision_trees": {
        "menu": {
            "title": "Menu",
            "decisions": {
                "welcome": {
                    "title": "Welcome",
                    "actions": [{"send_message": {"text": "Hello!"}}],
                    "targets": [
                        {"when": {"similar": ["sales"]}, "to": {"queue": "sales"}},
                        {"when": {"similar": ["agent"]}, "to": {"queue": "support"}, "default": True},
                    ],
                }
            },
        }
    },
    "queues": {"sales": {"title": "Sales", "id": 1}, "support": {"title": "Support", "id": 2}},
}
SALES = "  sales: {title: Sales, inbound: line, at: 2026-07-01T10:00, chat: [{say: sales}], ends: {queue: sales}}\n"
AGENT = """\
  agent:
    title: Agent
    inbound: line
    at: 2026-07-01T10:00
    chat: [{expect: {reads: [Hello]}}, {say: agent}]
    ends: {queue: support}
"""
OTHER = "  other: {title: Other, inbound: line, at: 2026-07-01T10:00, chat: [{say: x}], ends: {queue: support}}\n"


def tried(values: Values, scenarios: str, seed: int = 0) -> Mutation:
    """What comes of all changes of an estate."""
    estate, project = estate_and_settings(values, {"routecfg": 1, "timezone": "Europe/Prague", "languages": ["en"]})
    read = read_scenarios([SourceFile("tests/a.yaml", f"scenarios:\n{scenarios}".encode())], estate, project.timezone)
    assert [each.finding for each in read.found] == []
    bundle = compile_bundle(estate, project, TODAY)
    bundles = Bundles(bundle, estate, nothing_detected)
    runs = [run(scenario, bundles) for scenario in read.scenarios]
    trial = Trial(runs, bundles, estate, analysis(estate, project, TODAY))
    every = mutants(estate, seed)
    Random(seed).shuffle(every)
    for mutant in every:
        trial.add(mutant)
    return trial.result(0)


def nothing_detected(_languages: Iterable[str]) -> Detect:
    return lambda _text: None


def survivors(found: Mutation) -> list[str]:
    return [f"{each.mutant.what} ({each.scenarios})" for each in found.survivors]


ONE_LEFT = """\
routing/a.yaml:7
  decision 'welcome' of decision tree 'menu': the answer 'agent' is no longer the default
  2 scenarios get there, and none notices it
  this chat would, on 'line', in 'en':
    > 2026-07-01 02:00 customer writes: Hello
      Hello!
      (decision welcome of menu)
    > 2026-07-01 02:00 customer writes: Something else
    - (queue support)
    + (decision welcome of menu)

85.7 % of 7 changes noticed: 6
"""


def test_the_only_change_that_no_scenario_notices_is_shown_with_the_chat_that_would() -> None:
    found = tried(MENU, SALES + AGENT)
    assert survivors(found) == ["the answer 'agent' is no longer the default (2)"]
    assert mutation_as_text(found, lambda _pointer: ("routing/a.yaml", 7)) == ONE_LEFT


def test_all_is_noticed_once_a_scenario_has_that_chat() -> None:
    found = tried(MENU, SALES + AGENT + OTHER)
    assert (found.score.percent, found.unnoticed, found.left) == (100.0, (), 0)
    assert mutation_as_text(found, lambda _pointer: None) == "100.0 % of 7 changes noticed: 7\n"


def test_the_order_in_which_changes_are_tried_makes_no_difference() -> None:
    assert tried(MENU, SALES, 1) == tried(MENU, SALES, 2)


def test_what_no_scenario_gets_to_survives_without_a_run() -> None:
    values = {**MENU, "terminates": {"bye": {"title": "Bye", "disconnection_cause": "client", "auto_response": "bye"}}}
    values["templates"] = {"bye": {"title": "Bye", "text": "Bye!"}}
    values["inbound_routings"] = {**MENU["inbound_routings"], "old": line(to={"terminate": "bye"})}
    assert survivors(tried(values, SALES + AGENT + OTHER)) == ["template 'bye' is not sent (0)"]


def test_a_change_that_only_the_contact_centre_sees_counts() -> None:
    values = with_actions({"create_ticket": {"title": "T", "category": "c", "comment": "-"}})
    values["ticket_categories"] = {"c": {"title": "C"}}
    found = tried(values, SALES + AGENT + OTHER)
    assert survivors(found) == ["the ticket 'T' is not filed (3)"]
    assert "only the contact centre would notice it: the ticket" in mutation_as_text(found, lambda _pointer: None)


def test_what_nobody_can_notice_is_left_out() -> None:
    found = tried(with_actions({"save_data": {"unused": "x"}}), SALES + AGENT + OTHER)
    assert [each.what for each in found.unnoticed] == ["'unused' is not saved"]
    assert found.score.percent == 100.0
    assert mutation_as_text(found, lambda _pointer: None).endswith("left out: 1 change that nobody can notice\n")


def test_what_stands_where_no_chat_gets_is_left_out() -> None:
    values = {
        **MENU,
        "target_sets": {"people": {"targets": [{"when": {"similar": ["boss"]}, "to": {"queue": "sales"}}]}},
    }
    lonely = {"title": "Lonely", "also": ["people"], "targets": [{"to": {"queue": "support"}, "default": True}]}
    decisions = {**MENU["decision_trees"]["menu"]["decisions"], "lonely": lonely}
    values["decision_trees"] = {"menu": {"title": "Menu", "decisions": decisions}}
    found = tried(values, SALES + AGENT + OTHER)
    assert (survivors(found), found.score.percent) == ([], 100.0)
    assert {each.place.split("/targets")[0] for each in found.unnoticed} == {
        "/target_sets/people",
        "/decision_trees/menu/decisions/lonely",
        "/decision_trees/menu/decisions/lonely/also",
    }


def test_scenarios_that_fail_notice_nothing() -> None:
    wrong = SALES.replace("{queue: sales}", "{queue: support}")
    assert tried(MENU, wrong).score.covered == 0


def line(**more: Any) -> Values:
    return {"title": "Old", "api_token": {"env": "T"}, "channel_id": "2", "next_destination": more["to"]}


def with_actions(*actions: Values) -> Values:
    welcome = MENU["decision_trees"]["menu"]["decisions"]["welcome"]
    changed = {**welcome, "actions": [*welcome["actions"], *actions]}
    return {**MENU, "decision_trees": {"menu": {"title": "Menu", "decisions": {"welcome": changed}}}}


# what holds of all changes


@given(small_estates(), some.randoms(use_true_random=False))
@settings(max_examples=10)
def test_a_change_is_one_change_and_is_compiled_as_the_whole_estate_is(values: Values, random: Random) -> None:
    estate, project = estate_and_settings(values)
    bundle = compile_bundle(estate, project, TODAY)
    for mutant in few_of(mutants(estate, random.randrange(10)), random):
        changed = mutant.estate(estate)
        assert [each[:2] for each in changed_objects(estate, changed)] == [(mutant.kind, mutant.name)]
        assert content(_compiled(mutant, changed, bundle)) == content(compile_bundle(changed, project, TODAY))


def few_of(every: list[Mutant], random: Random) -> list[Mutant]:
    return random.sample(every, min(4, len(every)))


def changed_objects(before: Estate, after: Estate) -> list[Any]:
    return [new for old, new in zip(before, after, strict=True) if old != new]


@given(small_estates(), some.randoms(use_true_random=False))
@settings(max_examples=10)
def test_a_change_without_an_effect_is_never_listed(values: Values, random: Random) -> None:
    estate, project = estate_and_settings(values)
    bundle = compile_bundle(estate, project, TODAY)
    trial = Trial([], Bundles(bundle, estate, nothing_detected), estate, analysis(estate, project, TODAY))
    for mutant in few_of(mutants(estate, 0), random):
        trial.add(mutant)
    for survivor in trial.result(0).survivors:
        after = compile_bundle(survivor.mutant.estate(estate), project, TODAY)
        assert content(after) != content(bundle)
        assert account(bundle, after, TODAY) == survivor.account


def eshop_runs(bundles: Bundles) -> list[Run]:
    files = [SourceFile(f"tests/{path.name}", path.read_bytes()) for path in sorted((ESHOP / "tests").glob("*.yaml"))]
    return [run(scenario, bundles) for scenario in read_scenarios(files, ESTATE, bundles.zone).scenarios]


def one_of_each_kind() -> list[Mutant]:
    """A change of each kind of object."""
    return list({(each.kind, each.place.count("/") > 3): each for each in mutants(ESTATE, 0)}.values())


def test_only_scenarios_that_get_to_a_change_can_notice_it() -> None:
    runs = [each for each in eshop_runs(BUNDLES) if each.difference is None]
    been = [frozenset(_homes(each.events)) for each in runs]
    for mutant in one_of_each_kind():
        changed = mutant.estate(ESTATE)
        bundles = BUNDLES.changed(_compiled(mutant, changed, BUNDLES.bundle), changed)
        homes = set(_changed_homes(mutant, ESTATE))
        assert homes
        elsewhere = [each.scenario for each, places in zip(runs, been, strict=True) if places.isdisjoint(homes)]
        failed = [each.label for each in elsewhere if run(each, bundles).difference is not None]
        assert failed == [], mutant.what


@pytest.mark.slow  # twenty seconds: every change of the e-shop
def test_the_scenarios_of_the_eshop_notice_what_customers_can_and_the_account_says_so() -> None:
    trial = Trial(eshop_runs(DETECTING), DETECTING, ESTATE, analysis(ESTATE, SETTINGS, TODAY))
    for mutant in mutants(ESTATE, 0):
        trial.add(mutant)
    found = trial.result(0)
    # A transfer that is not allowed goes to the fallback, which is this queue.
    assert survivors(found) == ["it may not hand over to queue 'support' (5)"]
    before = DETECTING.bundle
    accounts = [account(before, _compiled(each, each.estate(ESTATE), before), TODAY) for each in found.noticed]
    assert [mutant.what for mutant, said in zip(found.noticed, accounts, strict=True) if not is_noticed(said)] == []


def is_noticed(said: Account) -> bool:
    return bool(said.lines or said.staff)
