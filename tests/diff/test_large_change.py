"""When a change is so large that a release needs a reason."""

from typing import Any

import pytest
from hypothesis import given

from routecfg.bundle import ClosedEstate
from routecfg.diff import compare
from routecfg.diff.destinations import destinations
from routecfg.model import Action, Chatbot, Decision, DecisionTree, Destination, Object, TimeCondition, parts_of
from small_estates import Values, bundle, rename, shop, small_estates

LOST = ("customers of inbound routing 'line' reach a queue in production, and would reach none any more",)


def large(before: Values, after: Values) -> tuple[str, ...]:
    return compare(bundle(before), bundle(after)).large


def decisions(values: Values) -> Values:
    found: Values = values["decision_trees"]["menu"]["decisions"]
    return found


def menu(decision: Values) -> Values:
    """An estate of one line, whose tree has one decision, beside a queue that no answer of a target set leads to."""
    values = shop()
    values["target_sets"] = {}
    values["time_conditions"]["hours"]["if_time_does_not_match"] = {"decision_tree": "menu"}
    values["terminates"]["closed"]["queue"] = None
    values["decision_trees"] = {"menu": {"title": "Menu", "decisions": {"welcome": {"title": "Welcome", **decision}}}}
    return values


END = {"target": {"terminate": "closed"}}
QUEUE = {"target": {"queue": "support"}}
SAY = {"send_message": {"text": "Hello"}}
ANSWERS = [
    {"when": {"similar": ["agent"]}, "to": {"queue": "support"}},
    {"to": {"terminate": "closed"}, "default": True},
]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param({"targets": ANSWERS}, {"actions": [END], "targets": ANSWERS}, id="a target before all answers"),
        pytest.param(
            {"actions": [SAY], "targets": ANSWERS}, {"actions": [SAY, END], "targets": ANSWERS}, id="behind a message"
        ),
        pytest.param(
            {"targets": [{"to": {"queue": "support"}}]},
            {"actions": [END], "targets": [{"to": {"queue": "support"}}]},
            id="a target before an immediate one",
        ),
        pytest.param({"actions": [QUEUE]}, {"actions": [END, QUEUE]}, id="a target before another"),
        pytest.param({"actions": [QUEUE, END]}, {"actions": [END, QUEUE]}, id="two targets swapped"),
        pytest.param(
            {"targets": ANSWERS},
            {"actions": [{"condition": {"if": "x", "then": [END], "else": [SAY, END]}}], "targets": ANSWERS},
            id="both branches of a condition leave",
        ),
        pytest.param(
            {"actions": [{"condition": {"if": "x", "then": [SAY, QUEUE]}}, END]},
            {"actions": [{"condition": {"if": "x", "then": [SAY, END, QUEUE]}}, END]},
            id="a target before another inside a condition",
        ),
        pytest.param(
            {"targets": [*ANSWERS[1:], *ANSWERS[:1]]}, {"targets": ANSWERS[1:]}, id="the answer for people goes"
        ),
        pytest.param(
            {"targets": [{"to": {"queue": "support"}, "default": True}]}, {"targets": []}, id="the default goes"
        ),
        pytest.param(
            {
                "targets": [{"to": {"terminate": "closed"}}],
                "actions": [{"loop": {"each": "x", "as": "y", "do": [QUEUE]}}],
            },
            {
                "targets": [{"to": {"terminate": "closed"}}],
                "actions": [{"loop": {"each": "x", "as": "y", "do": [SAY]}}],
            },
            id="the way out of a loop goes",
        ),
    ],
)
def test_a_line_that_loses_its_queue_behind_what_always_leaves(before: Values, after: Values) -> None:
    assert large(menu(before), menu(after)) == LOST


@pytest.mark.parametrize(
    "actions",
    [
        pytest.param([{"condition": {"if": "x", "then": [END]}}], id="only one branch leaves"),
        pytest.param([{"condition": {"if": "x", "then": [END], "else": [SAY]}}], id="the other branch goes on"),
        pytest.param([{"loop": {"each": "x", "as": "y", "do": [END]}}], id="a loop may run zero times"),
        pytest.param([SAY], id="a message"),
    ],
)
def test_what_may_go_on_keeps_its_queue(actions: list[Any]) -> None:
    assert large(menu({"targets": ANSWERS}), menu({"actions": actions, "targets": ANSWERS})) == ()


def test_a_line_that_loses_its_way_to_a_queue_is_a_large_change() -> None:
    values, gone = shop(), shop()
    values["inbound_routings"]["line"]["next_destination"] = {"terminate": "closed"}
    gone["inbound_routings"] = {}
    for changed in (values, gone):
        assert large(shop(), changed) == LOST
    assert large(values, gone) == ()


def test_a_renamed_line_that_loses_its_queue_is_named_as_it_will_be() -> None:
    values = shop()
    rename(values, "inbound_routings", "line", "first")
    values["inbound_routings"]["first"]["next_destination"] = {"terminate": "closed"}
    (reason,) = large(shop(), values)
    assert "inbound routing 'first'" in reason


def test_a_chatbot_that_may_hand_over_is_a_way_to_a_queue() -> None:
    values, cut = shop(), shop()
    for changed in (values, cut):
        changed["inbound_routings"]["line"]["next_destination"] = {"chatbot": "bot"}
        changed["chatbots"]["bot"]["fallback"] = {"terminate": "closed"}
    cut["chatbots"]["bot"]["transfers"] = []
    assert large(shop(), values) == ()
    assert large(values, cut) == LOST


def test_many_changed_destinations_are_a_large_change_and_other_words_are_not() -> None:
    values, worded = shop(), shop()
    for decision in decisions(values).values():
        decision["targets"] = [{"to": {"queue": "support-cs"}, "default": True}]
    for target in decisions(worded)["welcome"]["targets"]:
        target["when"].setdefault("languages", {})["de"] = ["etwas"]
    (reason,) = large(shop(), values)
    assert "of the 13 destinations in production change or go" in reason
    assert large(shop(), worded) == ()


def test_destinations_keep_their_keys_when_answers_come_and_move() -> None:
    values = shop()
    targets = decisions(values)["welcome"]["targets"]
    targets.insert(0, {"when": {"similar": ["hello"]}, "to": {"queue": "support"}})
    targets.reverse()
    before, after = of_menu(shop()), of_menu(values)
    assert len(after) == len(before) + 1
    assert before.items() <= after.items()


def test_equal_answers_are_numbered() -> None:
    values = shop()
    targets = decisions(values)["welcome"]["targets"]
    targets.append({**targets[0], "to": {"queue": "support"}})
    assert len(of_menu(values)) == len(of_menu(shop())) + 1


@given(small_estates())
def test_every_destination_has_a_key(values: Values) -> None:
    for _, _, item in bundle(values).estate:
        assert sorted(map(str, destinations(item).values())) == sorted(map(str, parts_of(item, (Destination,))))


@given(small_estates(), small_estates())
def test_a_line_that_is_said_to_lose_its_queue_does(one: Values, other: Values) -> None:
    before, after = bundle(one), bundle(other)
    lost = any("reach a queue" in reason for reason in compare(before, after).large)
    assert lost == (reaches_a_queue(before.estate) and not reaches_a_queue(after.estate))


def reaches_a_queue(estate: ClosedEstate) -> bool:
    """Whether some chat of the line gets to a queue: tried step by step, each choice one way."""
    seen: set[tuple[str, ...]] = set()
    waiting: list[tuple[str, ...]] = [step(estate.inbound_routings["line"].next_destination, "")]
    while waiting:
        place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        kind, name, *inner = place
        if kind == "queues":
            return True
        waiting += (step(to, name) for to in leaves(estate.of(kind)[name], *inner))
    return False


def leaves(item: Object, decision: str | None = None) -> list[Destination]:
    match item:
        case TimeCondition():
            return [item.if_time_matches, item.if_time_does_not_match]
        case Chatbot():
            return [item.fallback, *(Destination(queue=queue) for queue in item.transfers)]
        case DecisionTree():
            return of_decision(next(each for each in item.decisions if each.name == (decision or item.start)))
    return []


def step(to: Destination, tree: str) -> tuple[str, ...]:
    return ("decision_trees", tree, to.name) if to.decision is not None else (to.kind, to.name)


def of_decision(decision: Decision) -> list[Destination]:
    found: list[Destination] = []

    def run(actions: tuple[Action, ...]) -> bool:
        """Adds where the actions may lead, and says whether a chat may come out behind them."""
        for action in actions:
            if action.target is not None:
                found.append(action.target)
                return False
            if action.condition is not None:
                branches = [run(action.condition.then), run(action.condition.else_)]
                if not any(branches):
                    return False
            if action.loop is not None:
                run(action.loop.do)
        return True

    if run(decision.actions):
        targets = decision.targets
        if targets and all(target.when is None and not target.default for target in targets):
            targets = targets[:1]
        for target in targets:
            found += [target.to, *target.languages.values()]
    return found


def of_menu(values: Values) -> dict[tuple[str, ...], Destination]:
    return destinations(bundle(values).estate.decision_trees["menu"])
