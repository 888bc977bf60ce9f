"""What holds for the difference between any two estates."""

from copy import deepcopy
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from opening_hours.definition import Definition
from routecfg.bundle import Bundle, canonical, compile_bundle, digest, to_json
from routecfg.diff import Difference, compare
from routecfg.impact import account
from routecfg.model import assemble, build_file
from routecfg.report.comment import as_markdown
from routecfg.report.difference import as_json, as_text
from routecfg.screen import Screen
from small_estates import PROJECT, TODAY, Values, bundle, content, estate_and_settings, rename, shop, small_estates

SECRET = "hunter2hunter2"


@given(small_estates())
def test_an_estate_does_not_differ_from_itself(values: Values) -> None:
    assert compare(bundle(values), bundle(deepcopy(values))) == Difference()


@given(small_estates(), small_estates())
def test_a_difference_is_empty_if_and_only_if_production_stays_the_same(one: Values, other: Values) -> None:
    _assert_differs_truly(bundle(one), bundle(other))


@given(small_estates(), some.randoms(use_true_random=False))
def test_a_single_edit_is_seen(values: Values, random: Random) -> None:
    """Edits of one place: what a comparison forgets to look at shows here rather than between unlike estates."""
    edited = deepcopy(values)
    for _ in range(random.randint(1, 2)):
        _edit(edited, random)
    _assert_differs_truly(bundle(values), bundle(edited))


def test_what_another_entry_says_already_is_no_difference() -> None:
    before, after = shop(), shop()
    before["time_groups"]["hours"]["exclude"] = [{"days": "mon-fri"}, {"days": "mon-fri"}]
    after["time_groups"]["hours"]["exclude"] = [{"days": "mon-fri"}, {"days": "tue"}]
    assert content(bundle(before)) != content(bundle(after))
    assert compare(bundle(before), bundle(after)).empty
    _assert_differs_truly(bundle(before), bundle(after))


@given(small_estates(), small_estates())
def test_every_form_can_tell_every_difference(one: Values, other: Values) -> None:
    difference = compare(bundle(one), bundle(other))
    found = account(bundle(one), bundle(other), TODAY)
    narrow = Screen(colour=True, width=40)
    for text in (as_text(difference, found, narrow), as_json(difference, found), as_markdown(difference, found)):
        assert text.endswith("\n")


@given(small_estates(), some.randoms(use_true_random=False))
def test_which_file_an_object_stands_in_is_no_difference(values: Values, random: Random) -> None:
    files: list[Values] = [{}, {}, {}]
    for kind, objects in values.items():
        for name, item in objects.items():
            random.choice(files).setdefault(kind, {})[name] = item
    assembly = assemble((str(index), build_file(file)) for index, file in enumerate(files))
    _, project = estate_and_settings({}, PROJECT)
    moved = compile_bundle(assembly.estate, project, TODAY)
    assert digest(moved) == digest(bundle(values))


@given(small_estates(), some.data())
def test_two_decisions_swapped_are_a_difference_where_their_order_counts(values: Values, data: some.DataObject) -> None:
    name = data.draw(some.sampled_from(sorted(values["decision_trees"])))
    tree = values["decision_trees"][name]
    swapped = deepcopy(values)
    items = list(tree["decisions"].items())
    items[0], items[-1] = items[-1], items[0]
    swapped["decision_trees"][name]["decisions"] = dict(items)
    one, other = bundle(values), bundle(swapped)
    counts = "start" not in tree and len(items) > 1
    assert (digest(one) != digest(other)) == counts
    assert compare(one, other).empty != counts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"days": "mon-fri"}, {"days": ["mon", "tue", "wed", "thu", "fri"]}),
        ({"hours": "20:00-24:00"}, {"hours": "20:00-00:00"}),
        ({"hours": ["08:00-12:00", "12:00-17:00"]}, {"hours": "08:00-17:00"}),
        ({"dates": "12-24..12-25"}, {"dates": ["12-25", "12-24"]}),
        ({"days": ["fri", "mon"], "hours": "08:00-09:00"}, {"days": ["mon", "fri"], "hours": "08:00-09:00"}),
    ],
)
def test_entries_that_mean_the_same_are_no_difference(one: Values, other: Values) -> None:
    before, after = shop(), shop()
    for values, entries in ((before, [one]), (after, [other]), (after, [one, other])):
        for part in ("include", "exclude", "special"):
            dates = {} if part != "special" or "dates" in one else {"dates": "2026-12-01..2026-12-31"}
            values["time_groups"]["hours"][part] = [{**entry, **dates} for entry in entries]
        assert compare(bundle(before), bundle(values)) == Difference()
        assert compare(bundle(values), bundle(before)) == Difference()


def test_hours_divided_among_other_entries_are_no_difference() -> None:
    before, after = shop(), shop()
    before["time_groups"]["hours"]["include"] = [{"days": "mon-fri", "hours": ["08:00-12:00", "12:00-17:00"]}]
    after["time_groups"]["hours"]["include"] = [
        {"days": ["mon", "tue", "wed"], "hours": "08:00-17:00"},
        {"days": "thu-fri", "hours": "08:00-17:00"},
    ]
    assert compare(bundle(before), bundle(after)) == Difference()
    after["time_groups"]["hours"]["include"][1]["hours"] = "08:00-16:00"
    assert not compare(bundle(before), bundle(after)).empty


def test_spans_that_touch_are_two_where_a_group_in_another_zone_tells_them_apart() -> None:
    before, after = shop(), shop()
    for values, hours in ((before, "08:00-20:00"), (after, ["08:00-14:00", "14:00-20:00"])):
        values["time_groups"]["inventory"] = {"title": "Inventory", "include": [{"hours": hours}]}
    assert compare(bundle(before), bundle(after)).empty
    for values in (before, after):
        values["time_groups"]["hours"]["timezone"] = "Australia/Sydney"
    assert not compare(bundle(before), bundle(after)).empty


def test_special_entries_move_only_among_those_that_name_a_common_date() -> None:
    before, after = shop(), shop()
    eve, november = {"dates": "12-24", "hours": "09:00-12:00"}, {"dates": "2026-11-30", "hours": "closed"}
    december = {"dates": "12-01..12-31", "hours": "10:00-12:00"}
    before["time_groups"]["hours"]["special"] = [eve, november, december]
    after["time_groups"]["hours"]["special"] = [november, eve, december]
    assert compare(bundle(before), bundle(after)).empty
    after["time_groups"]["hours"]["special"] = [november, december, eve]
    (detail,) = _details(before, after)
    assert detail.change == "moved"


def test_two_targets_swapped_are_a_difference() -> None:
    values = shop()
    targets = values["decision_trees"]["menu"]["decisions"]["welcome"]["targets"]
    targets.reverse()
    assert digest(bundle(values)) != digest(bundle(shop()))
    assert [detail.change for detail in _details(shop(), values)] == ["moved", "moved"]


def test_an_answer_in_front_is_one_addition() -> None:
    values = shop()
    decision = values["decision_trees"]["menu"]["decisions"]["welcome"]
    decision["targets"].insert(0, {"when": {"similar": ["hello"]}, "to": {"queue": "support"}})
    decision["actions"].insert(0, {"send_message": {"text": "Welcome!"}})
    assert [detail.change for detail in _details(shop(), values)] == ["added", "added"]


def test_a_long_list_turned_round_is_told_as_moves() -> None:
    values, turned = shop(), shop()
    targets = [{"when": {"similar": [f"word {index}"]}, "to": {"queue": "support"}} for index in range(300)]
    for item, answers in ((values, targets), (turned, targets[::-1])):
        item["decision_trees"]["menu"]["decisions"]["welcome"]["targets"] = answers
    assert [detail.change for detail in _details(values, turned)] == ["moved"] * 299


def test_renames_of_several_objects_that_use_each_other_are_found() -> None:
    values = shop()
    for kind, was, name in (
        ("queues", "support", "desk"),
        ("decision_trees", "menu", "main"),
        ("time_groups", "hours", "opening"),
        ("time_conditions", "hours", "open-or-closed"),
        ("inbound_routings", "line", "czech-line"),
    ):
        rename(values, kind, was, name)
    difference = compare(bundle(shop()), bundle(values))
    assert {(item.change, item.kind, item.was, item.name) for item in difference.objects} == {
        ("renamed", "inbound_routings", "line", "czech-line"),
        ("renamed", "time_groups", "hours", "opening"),
        ("renamed", "time_conditions", "hours", "open-or-closed"),
        ("renamed", "decision_trees", "menu", "main"),
        ("renamed", "queues", "support", "desk"),
    }
    assert not any(item.details for item in difference.objects)
    assert difference.large == ()


def test_the_same_id_or_the_same_text_with_a_new_name_is_a_rename() -> None:
    before, after = shop(), shop()
    before["queues"] |= {"a": {"title": "Sales", "id": 1}, "b": {"title": "Sales", "id": 2}}
    after["queues"] |= {"y": {"title": "Sales", "id": 1}, "x": {"title": "Sales", "id": 2}}
    after["queues"]["desk"] = {"title": "All other words", "id": after["queues"].pop("support-cs")["id"]}
    after["decision_trees"]["menu"]["decisions"]["complaint"]["targets"][0]["languages"]["cs"]["queue"] = "desk"
    after["chatbots"]["bot"]["transfers"] = ["desk", "support"]
    after["templates"]["away"] = {"title": "All other words", "text": after["templates"].pop("closed")["text"]}
    after["terminates"]["closed"]["auto_response"] = "away"
    difference = compare(bundle(before), bundle(after))
    assert {(item.change, item.was, item.name) for item in difference.objects} == {
        ("renamed", "a", "y"),
        ("renamed", "b", "x"),
        ("renamed", "support-cs", "desk"),
        ("renamed", "closed", "away"),
    }


def test_things_of_one_content_are_told_apart_by_who_names_them() -> None:
    before, after = shop(), shop()
    for values in (before, after):
        for name in ("a", "b"):
            values["queues"][name] = {"title": "Support"}
            values["templates"][name] = {"title": "Away", "text": "We are away."}
            values["terminates"][f"end-{name}"] = {"title": name, "disconnection_cause": "user", "auto_response": name}
            decisions = {"first": {"title": "First", "targets": [{"to": {"queue": name}}]}}
            values["decision_trees"][name] = {"title": "Tree", "decisions": decisions}
            values["decision_trees"]["menu"]["decisions"][name] = {
                "title": "Same",
                "targets": decisions["first"]["targets"],
            }
        welcome = values["decision_trees"]["menu"]["decisions"]["welcome"]["targets"]
        ways = [{"decision_tree": "a"}, {"decision_tree": "b"}, {"decision": "a"}, {"decision": "b"}]
        welcome += [{"when": {"similar": [f"{number}"]}, "to": way} for number, way in enumerate(ways)]
        values["decision_trees"]["menu"]["decisions"]["b"]["targets"] = [{"to": {"queue": "a"}}]
    for was, name in (("a", "z"), ("b", "y")):
        rename(after, "queues", was, name)
        rename(after, "decision_trees", was, name)
        rename(after["decision_trees"]["menu"], "decisions", was, name)
        after["templates"][name] = after["templates"].pop(was)
        after["terminates"][f"end-{was}"]["auto_response"] = name
    difference = compare(bundle(before), bundle(after))
    found = {(item.kind, item.was, item.name) for item in difference.objects if item.change == "renamed"}
    kinds = ("queues", "templates", "decision_trees")
    assert found == {(kind, was, name) for kind in kinds for was, name in (("a", "z"), ("b", "y"))}
    details = [(detail.change, detail.path[-1]) for item in difference.objects for detail in item.details]
    assert details == [("renamed", "z"), ("renamed", "y")]


def test_who_names_it_decides_between_two_that_are_equally_alike() -> None:
    before, after = shop(), shop()
    before["queues"]["old"] = {"title": "Night shift", "description": "From ten to six"}
    after["queues"] |= {name: {"title": "Night shift", "description": "Changed", "id": 5} for name in ("a", "z")}
    for values, name in ((before, "old"), (after, "z")):
        values["decision_trees"]["menu"]["decisions"]["welcome"]["targets"][0]["to"] = {"queue": name}
    before["queues"]["old"]["description"] = "Changed"
    difference = compare(bundle(before), bundle(after))
    assert {(item.change, item.was, item.name) for item in difference.objects} == {
        ("renamed", "old", "z"),
        ("added", None, "a"),
    }


def test_a_line_of_the_same_channel_is_the_same_line_and_queues_of_two_ids_are_two() -> None:
    before, after = shop(), shop()
    line = after["inbound_routings"].pop("line")
    after["inbound_routings"]["other"] = {**line, "title": "Other", "number": "+420222333445", "languages": ["de"]}
    before["queues"]["night"] = {"title": "Night shift", "description": "From ten to six", "id": 1}
    after["queues"]["nights"] = {"title": "Night shift", "description": "From ten to six", "id": 2}
    difference = compare(bundle(before), bundle(after))
    assert {(item.change, item.was, item.name) for item in difference.objects} == {
        ("renamed", "line", "other"),
        ("removed", None, "night"),
        ("added", None, "nights"),
    }


def test_what_has_little_in_common_is_no_rename() -> None:
    values = shop()
    rename(values, "queues", "support", "desk")
    values["queues"]["desk"] = {"title": "Another", "id": 7}
    found = compare(bundle(shop()), bundle(values)).objects
    assert {(item.change, item.name) for item in found if item.kind == "queues"} == {
        ("added", "desk"),
        ("removed", "support"),
    }


@given(some.sampled_from(["?api_key=", "?x=1&token=", "#access_token="]))
def test_no_form_shows_a_literal_secret(parameter: str) -> None:
    values, other = shop(), shop()
    for one, secret in ((values, SECRET), (other, SECRET + "9")):
        decisions = one["decision_trees"]["menu"]["decisions"]
        url = f"https://api.shop.example/{'long/' * 50}{parameter}{secret}"
        decisions["order"]["actions"][1]["request"] = {"url": url, "save_as": "x", "headers": {"X-Api-Key": secret}}
        decisions["welcome"]["actions"][0]["send_message"]["text"] = f"See {url}"
        decisions["faq"]["title"] = f"https://u:{secret}@host.example"
        one["chatbots"]["bot"]["chatbot_url"] = url
        one["queues"]["support"]["title"] = url
    bundles = bundle(shop()), bundle(values), bundle(other)
    for before in (None, *bundles):
        for after in bundles:
            difference = compare(before, after)
            for text in (as_text(difference), as_json(difference), as_markdown(difference)):
                assert "hunter2" not in text
    assert not compare(bundles[1], bundles[2]).empty


def _assert_differs_truly(before: Bundle, after: Bundle) -> None:
    """The same content is no difference, and no difference means the same content but for how hours are written."""
    same = content(before) == content(after)
    for left, right in ((before, after), (after, before)):
        empty = compare(left, right).empty
        assert empty or not same
        if empty and not same:
            assert _without_hours(left) == _without_hours(right)
            assert _minutes(left) == _minutes(right)


def _without_hours(item: Bundle) -> bytes:
    groups = {
        name: replace(group, include=(), exclude=(), special=()) for name, group in item.estate.time_groups.items()
    }
    return canonical(to_json(replace(item.estate, time_groups=groups)))


def _minutes(item: Bundle) -> dict[str, set[int]]:
    """The minutes of six weeks at which each time group holds, by the definition."""
    start = (TODAY - date(1970, 1, 1)).days * 1440
    definition = Definition(dict(item.estate.time_groups), start, start + 45 * 1440)
    return {name: set(definition.minutes(name)) for name in item.estate.time_groups}


def _details(one: Values, other: Values) -> list[Any]:
    difference: Difference = compare(bundle(one), bundle(other))
    return [detail for changed in difference.objects for detail in changed.details]


def _edit(values: Values, random: Random) -> None:
    """Changes one text, yes or no, number or list somewhere, so that the estate stays valid."""
    places: list[tuple[Any, Any]] = []

    def walk(part: Any) -> None:
        for inner, item in part.items() if isinstance(part, dict) else enumerate(part):
            if inner in ("title", "text", "pattern", "chatbot_url", "kept", "default", "days", "hours", "id"):
                places.append((part, inner))
            elif isinstance(item, dict | list):
                if inner in ("targets", "actions", "include", "similar", "then", "languages") and len(item) > 0:
                    places.append((part, inner))
                walk(item)

    walk(values)
    holder, key = random.choice(places)
    match key, holder[key]:
        case ("days", _):
            holder[key] = ["tue"]
        case ("hours", _):
            holder[key] = "07:00-07:30"
        case (_, list() as items):
            holder[key] = random.choice([items[::-1], items[1:], [*items[:1], *items]])
        case (_, dict() as items):
            holder[key] = {name: item for name, item in items.items() if name != min(items)}
        case ("pattern", _):
            holder[key] = "/b/"
        case (_, bool() | None | float() as old):
            holder[key] = not old
        case ("id", int() as number):
            holder[key] = number + 1
        case (_, int()):
            holder[key] = bool(holder[key])
        case (_, str() as text):
            holder[key] = random.choice([text + " more", text.upper(), text + "  ", "line\nbreak"])
