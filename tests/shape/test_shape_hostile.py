"""Files made to keep routecfg busy, or to fill its memory: little is reported, and nothing is repeated without end.

How long each takes is not asserted here, since it depends on the machine; without the caps that these tests hold, most
of them take minutes.
"""

from typing import Any

import pytest

from routecfg.diagnostics import pointer
from routecfg.shape import Shaped, check
from routecfg.shape.violations import MOST_VIOLATIONS

MORE = "more is wrong in this file than is listed"
LONG = "x" * 200_000


def tree(actions: list[Any]) -> dict[str, Any]:
    return {"decision_trees": {"menu": {"title": "Menu", "decisions": {"a": {"title": "A", "actions": actions}}}}}


def nested(depth: int, innermost: dict[str, Any]) -> list[Any]:
    """Conditions inside each other, each with an unknown field."""
    actions = [innermost]
    for _ in range(depth):
        actions = [{"condition": {"if": "x", "then": actions, "x": 1}}]
    return actions


def size(shaped: Shaped) -> int:
    return sum(len(finding.message) + len(finding.help or "") + len(pointer(*finding.path)) for finding in shaped.found)


def faulty(count: int) -> dict[str, Any]:
    return {"queues": {f"q{number}": {"titel": "A"} for number in range(count)}}


FAULTS: dict[str, Any] = {
    "bad names": {"queues": {f"Bad name {number}": {"title": "A"} for number in range(3000)}},
    "a fault in every object": faulty(20_000),
    "unknown fields in every object": {"queues": {f"q{n}": {f"f{m}": 1 for m in range(50)} for n in range(3000)}},
    "a wrong list": {"target_sets": {"a": {"targets": [{"when": {"similar": [1] * 200_000}, "to": {"queue": "a"}}]}}},
    "wrong data": tree([{"save_data": {f"k{number}": [] for number in range(50_000)}}]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_of_a_great_many_faults_the_first_are_listed(name: str) -> None:
    shaped = check(FAULTS[name])
    assert shaped.found[-1].message == MORE
    assert len(shaped.found) <= MOST_VIOLATIONS + 1
    assert size(shaped) < 500_000


@pytest.mark.parametrize("count", [20_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_objects_beyond_the_listed_ones_are_known_to_be_wrong(count: int) -> None:
    good = {"good": {"title": "A"}}
    shaped = check({"queues": {**faulty(count)["queues"], **good}})
    assert len(shaped.wrong) == count
    assert ("queues", "good") not in shaped.wrong


def test_which_faults_are_listed_does_not_change() -> None:
    values = tree([{"save_data": {f"k{number}": [] for number in range(5000)}}])
    assert [finding.path[-1] for finding in check(values).found if finding.path[-1:] in (("k0",), ("k997",))]
    assert check(values) == check(values)


def test_items_that_cannot_be_sorted_are_not_compared_in_pairs() -> None:
    different: list[Any] = [1, "a", {}]
    shaped = check({"inbound_routings": {"a": {"languages": different * 50_000}}})
    assert shaped.found[-1].message == MORE


@pytest.mark.parametrize("key", [LONG, "X" * 300])
def test_nothing_is_reported_below_a_key_that_is_too_long(key: str) -> None:
    actions = [{"x": 1} for _ in range(500)]
    values = {"decision_trees": {"menu": {"title": "Menu", "decisions": {key: {"title": "A", "actions": actions}}}}}
    (finding,) = check(values).found
    assert finding.code == "RC104"
    assert finding.path == ("decision_trees", "menu", "decisions")


def test_long_keys_and_values_are_not_repeated() -> None:
    wrongs: tuple[dict[str, Any], ...] = (
        {"queues": {LONG: {"titel": 1}}},
        {"queues": {"a": {LONG: 1, f"{LONG}1": 1}}},
        {LONG: {}},
        {"queues": {"a": {"title": [LONG]}}},
        {"queues": [LONG]},
        {"terminates": {"a": {"title": "A", "disconnection_cause": LONG, "queue": LONG, "answered": LONG}}},
        tree(nested(20, {"send_message": {"text": 1, "languages": {"cs": LONG}}})),
    )
    for values in wrongs:
        shaped = check(values)
        assert shaped.found
        assert size(shaped) < 50_000


def test_the_deepest_nesting_is_followed() -> None:
    """A file may nest 100 levels, which are 24 conditions inside each other."""
    assert len(check(tree(nested(24, {"x": 1}))).found) == 25
