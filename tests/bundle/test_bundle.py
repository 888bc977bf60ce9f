"""The production form: closed, the same bytes everywhere, and back."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from routecfg.bundle import (
    Bundle,
    NotABundle,
    canonical,
    compile_bundle,
    content_of,
    derive_again,
    digest,
    read_bundle,
    to_json,
)
from routecfg.model import Decision, DecisionTree, Destination, Estate, Queue, SecretReference, Target
from small_estates import PROJECT, TODAY, Values, bundle, content, estate_and_settings, shop, small_estates


def closed_tree(values: Values) -> Values:
    tree: Values = stored(bundle(values))["estate"]["decision_trees"]["menu"]
    return tree


def decision(values: Values, name: str) -> Values:
    return next(item for item in closed_tree(values)["decisions"] if item["name"] == name)


def stored(item: Bundle) -> Any:
    return json.loads(written(item))


def written(item: Bundle) -> bytes:
    return canonical(to_json(item))


def read(value: object) -> Bundle | NotABundle:
    return read_bundle(json.dumps(value).encode())


def test_a_set_stands_behind_own_answers_and_not_where_the_way_on_is_taken_at_once() -> None:
    assert [target["to"] for target in decision(shop(), "welcome")["targets"]] == [
        {"decision": "order"},
        {"decision": "faq"},
        {"decision": "complaint"},
        {"queue": "support"},
    ]
    assert [target["to"] for target in decision(shop(), "order")["targets"]] == [{"decision": "welcome"}]


def test_the_sets_of_a_decision_come_before_those_of_its_tree_and_each_once() -> None:
    values = shop()
    values["target_sets"]["bots"] = {"targets": [{"when": {"similar": ["bot"]}, "to": {"chatbot": "bot"}}]}
    values["decision_trees"]["menu"]["decisions"]["welcome"]["also"] = ["bots"]
    values["decision_trees"]["menu"]["also"] = ["people", "bots"]
    assert [target["to"] for target in decision(values, "welcome")["targets"][3:]] == [
        {"chatbot": "bot"},
        {"queue": "support"},
    ]


def test_a_decision_without_targets_waits_for_the_answers_of_its_sets() -> None:
    values = shop()
    del values["decision_trees"]["menu"]["decisions"]["faq"]["targets"]
    (target,) = decision(values, "faq")["targets"]
    assert target["when"]["similar"] == ["agent", "human"]


def test_a_generated_button_bears_the_title_of_the_decision_it_leads_to() -> None:
    target = decision(shop(), "welcome")["targets"][2]
    assert target["when"]["button"] == {"title": "Complaint", "languages": {}}
    assert target["default"] is True


def test_the_start_is_written_and_only_then_decisions_are_sorted() -> None:
    values = shop()
    assert closed_tree(values)["start"] == "welcome"
    assert [item["name"] for item in closed_tree(values)["decisions"]] == ["welcome", "order", "complaint", "faq"]
    values["decision_trees"]["menu"]["start"] = "welcome"
    assert [item["name"] for item in closed_tree(values)["decisions"]] == ["complaint", "faq", "order", "welcome"]


def test_zones_and_languages_come_from_the_project() -> None:
    closed = bundle(shop()).estate
    assert closed.time_groups["hours"].timezone == "Europe/Prague"
    assert closed.time_groups["inventory"].timezone == "Europe/London"
    assert closed.inbound_routings["line"].languages == ("en", "cs"), "a chat begins in the first"


def test_a_length_of_silence_has_one_form() -> None:
    closed = {
        written: bundle(shop(), {**PROJECT, "chat_ends_after": written}).estate.project.chat_ends_after
        for written in ("24h", "1d", "1440m", "90m", "120m")
    }
    assert closed == {"24h": "24h", "1d": "24h", "1440m": "24h", "90m": "90m", "120m": "2h"}
    assert bundle(shop()).estate.project.chat_ends_after == "24h"


def test_entries_have_one_form_whatever_they_were_written_like() -> None:
    one, other = shop(), shop()
    other["time_groups"]["hours"]["include"] = [
        {"days": ["sat"], "hours": ["09:00-12:00", "13:00-15:00", "09:00-12:00"]},
        {"days": ["mon-fri"], "hours": ["08:00-18:00"]},
        {"days": ["mon-fri"], "hours": "08:00-18:00"},
    ]
    other["time_groups"]["hours"]["exclude"] = [{"group": "inventory"}, {"holidays": {"country": "CZ"}}]
    assert bundle(one) == bundle(other)


def test_holidays_of_four_years_and_the_minutes_of_the_week_are_derived() -> None:
    derived = bundle(shop()).derived
    (czech,) = derived.holidays
    assert (czech.country, czech.subdivision) == ("CZ", None)
    assert {day[:4] for day in czech.dates} == {"2026", "2027", "2028", "2029"}
    assert "2027-10-28" in czech.dates
    workdays = tuple((day * 1440 + 480, day * 1440 + 1080) for day in range(5))
    assert workdays in derived.hours["hours"].include


def test_inputs_name_what_the_bundle_was_made_with() -> None:
    inputs = bundle(shop()).inputs
    assert (inputs.base_date, inputs.language) == ("2026-07-01", 1)
    assert {"holidays", "tzdata"} <= {key.replace("_version", "") for key in inputs.data}


def test_another_day_of_the_same_year_is_nothing_to_release() -> None:
    one, other = bundle(shop()), bundle(shop(), today=date(2026, 12, 31))
    assert digest(one) != digest(other)
    assert content(one) == content(other)
    assert content(one) != content(bundle(shop(), today=date(2027, 1, 1)))


def test_yes_and_one_are_not_the_same_production() -> None:
    values = shop()
    values["decision_trees"]["menu"]["decisions"]["order"]["actions"][0]["save_data"]["tries"] = True
    assert content(bundle(shop())) != content(bundle(values))


def test_numbers_are_told_as_canonical_json_tells_them() -> None:
    values, other = shop(), shop()
    values["decision_trees"]["menu"]["decisions"]["order"]["actions"][0]["save_data"]["tries"] = 1.0
    other["decision_trees"]["menu"]["decisions"]["order"]["actions"][0]["save_data"]["tries"] = 2**60
    assert digest(bundle(values)) == digest(bundle(shop()))
    assert read_bundle(written(bundle(other))) == bundle(other)


def test_no_secret_is_in_a_bundle_only_where_it_is_found() -> None:
    closed = bundle(shop()).estate
    assert closed.project.secrets == {"crm_key": SecretReference(env="CRM_KEY")}
    assert closed.inbound_routings["line"].api_token == SecretReference(env="AMIO_TOKEN")


@given(small_estates())
def test_what_is_stored_reads_back_equal_and_closes_to_the_same(values: Values) -> None:
    item = bundle(values)
    again = read_bundle(written(item))
    assert isinstance(again, Bundle)
    assert again == item
    assert digest(again) == digest(item)
    assert digest(derive_again(again.estate, TODAY)) == digest(item)


@given(small_estates(), small_estates())
def test_what_is_taken_from_a_known_bundle_is_what_would_be_read(values: Values, others: Values) -> None:
    mixed = {kind: {**values.get(kind, {}), **others.get(kind, {})} for kind in {**values, **others}}
    item, known = bundle(values), bundle(mixed)
    again = read_bundle(content_of(item), known)
    assert isinstance(again, Bundle)
    assert again == item
    assert content_of(again) == content_of(item)
    shared = [each for kind, name, each in again.estate if each is known.estate.of(kind).get(name)]
    alike = [each for kind, name, each in item.estate if each == known.estate.of(kind).get(name)]
    assert len(shared) == len(alike), "equal objects are not made twice"


def test_an_object_that_is_known_may_still_name_what_is_not_there() -> None:
    known = bundle(shop())
    value = stored(known)
    del value["estate"]["queues"]["support-cs"]
    answer = read_bundle(canonical(value), known)
    assert isinstance(answer, NotABundle)
    assert "names 'support-cs'" in answer.reason


@pytest.mark.parametrize(
    "data",
    [
        {"\uffff": 1, "\U0001f600": 2},
        {'a"\U0001f600"b\\': "x", "\uffff": "y"},
        {"a": 0.5, "b": 1e21, "c": 2**60, "d": -3, "e": True, "f": None},
        {"a": ":1e5", "b": "\U0001f600", "c": '\U0001f600":'},
    ],
)
def test_odd_keys_and_numbers_are_spelled_canonically(data: dict[str, Any]) -> None:
    values = shop()
    values["decision_trees"]["menu"]["decisions"]["order"]["actions"][0]["save_data"] = data
    item = bundle(values)
    assert content_of(item) == written(item)


@given(small_estates(), some.randoms(use_true_random=False))
def test_the_order_of_names_and_keys_means_nothing(values: Values, random: Random) -> None:
    assert digest(bundle(shuffled(values, random))) == digest(bundle(values))


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_with_another_hash_seed_zone_and_folder_makes_the_same_bytes(seed: str, tmp_path: Path) -> None:
    code = (
        "import sys, json; sys.path.insert(0, sys.argv[1])\n"
        "from small_estates import bundle, shop\n"
        "from routecfg.bundle import digest\n"
        "print(digest(bundle(shop())))"
    )
    tests = Path(__file__).resolve().parents[1]
    made = subprocess.run(
        [sys.executable, "-c", code, str(tests)],
        env={"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONPATH": str(tests.parent / "src")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert made.stdout.strip() == digest(bundle(shop()))


@pytest.mark.parametrize(
    ("break_it", "reason"),
    [
        (lambda value: value.pop("derived"), "does not consist of"),
        (lambda value: value.update(more=1), "does not consist of"),
        (lambda value: value["estate"].update(robots={}), "part 'robots'"),
        (lambda value: value["estate"].update(target_sets={}), "part 'target_sets'"),
        (lambda value: value["inputs"].update(language=2), "is written in version 2"),
        (lambda value: value["estate"].pop("queues"), "names 'support"),
        (lambda value: value["estate"]["queues"]["support"].pop("title"), "incomplete"),
        (lambda value: value["estate"]["queues"]["support"].update(colour="red"), "incomplete"),
        (lambda value: value["estate"]["project"].update(similarity="many"), "incomplete"),
        (lambda value: value["estate"]["project"].update(similarity=101), "incomplete"),
        (lambda value: value["estate"]["project"].update(chat_ends_after="soon"), "incomplete"),
        (lambda value: value["derived"].update(hours=[]), "incomplete"),
        (lambda value: value["estate"]["queues"].pop("support-cs"), "names 'support-cs'"),
        (lambda value: value["estate"]["decision_trees"]["menu"].update(decisions=[]), "no decision"),
        (lambda value: value["estate"]["decision_trees"]["menu"].update(start="gone"), "names 'gone'"),
        (lambda value: value["estate"]["chatbots"]["bot"].update(fallback={}), "not exactly one"),
        (
            lambda value: value["estate"]["decision_trees"]["menu"]["decisions"].append(
                value["estate"]["decision_trees"]["menu"]["decisions"][0]
            ),
            "two decisions of one name",
        ),
    ],
)
def test_what_is_no_bundle_is_refused_with_a_reason(break_it: Any, reason: str) -> None:
    value = stored(bundle(shop()))
    break_it(value)
    answer = read(value)
    assert isinstance(answer, NotABundle)
    assert reason in answer.reason


def test_a_bundle_from_before_the_language_got_a_kind_has_none_of_it() -> None:
    value = stored(bundle({"queues": {"support": {"title": "Support"}}}))
    del value["estate"]["custom_fields"]
    answer = read(value)
    assert isinstance(answer, Bundle)
    assert answer.estate.custom_fields == {}


@pytest.mark.parametrize("value", [None, [], "text", {}, {"estate": 1, "derived": {}, "inputs": {}}])
def test_values_of_any_kind_are_refused_and_not_run_into(value: object) -> None:
    assert isinstance(read(value), NotABundle)


def test_an_estate_that_names_what_is_not_there_is_no_bundle() -> None:
    tree = DecisionTree(
        "Tree", (Decision("a", "A", also=("gone",), targets=(Target(Destination(queue="q"), default=True),)),)
    )
    estate = Estate(decision_trees={"t": tree}, queues={"q": Queue("Q")})
    with pytest.raises(KeyError):
        compile_bundle(estate, estate_and_settings({}, PROJECT)[1], TODAY)


def shuffled(value: Any, random: Random, ordered: bool = False) -> Any:
    """The same with its keys in another order, except decisions, whose order chooses the start."""
    if isinstance(value, dict):
        keys = list(value)
        if not ordered:
            random.shuffle(keys)
        return {key: shuffled(value[key], random, ordered=key == "decisions") for key in keys}
    return [shuffled(item, random) for item in value] if isinstance(value, list) else value
