"""What is proved about an estate is true of its chats."""

from datetime import date
from itertools import count
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from engine.talking import ARRIVAL, TUESDAY, Talk, decision, tree
from estates import steps_at
from graph.random_data import NAMES, drawn_with_data
from routecfg.bundle import compile_bundle
from routecfg.engine import (
    Answer,
    Arrival,
    Asked,
    AtDecision,
    Chat,
    Chosen,
    Closed,
    Entered,
    Failed,
    Language,
    LoadedBundle,
    Message,
    Said,
    Saved,
    State,
    step,
)
from routecfg.graph import DataFlow, build
from routecfg.model import Settings
from routecfg.rules import shadowed_answer
from small_estates import Values, bundle, estate_and_settings

SETTINGS = Settings(1, "Europe/Prague", ("en", "cs", "de"))
SAVED = (None, "new", "old", 1, [1, {"items": []}], {"items": ["x"]})


@given(some.integers(0, 2**48))
def test_no_chat_gets_where_none_can_or_misses_what_is_certainly_saved(seed: int) -> None:
    estate = drawn_with_data(seed)
    graph = build(estate)
    flow = DataFlow(graph, steps_at(estate, graph), lambda _node, _edge: True)
    unsaved = {name: flow.unsaved_paths(name) for name in flow.names}
    try:
        loaded = LoadedBundle(compile_bundle(estate, SETTINGS, date(2026, 7, 1)), "a", estate)
    except KeyError:
        return  # it names what is not there, and no such estate is released
    chance = Random(seed)
    for line in estate.inbound_routings:
        state, ids = State(), count()
        saved: set[str] = set()
        for _ in range(30):
            answer = Answer(id=f"{next(ids)}", at=TUESDAY, number=state.effects, status=200, json=chance.choice(SAVED))
            text = Message(
                id=f"{next(ids)}",
                at=TUESDAY,
                text=chance.choice(["yes", "other"]),
                language=Language(chance.choice(["en", "cs", "de-AT"])),
                arrival=Arrival(line),
            )
            asks = state.chat is not None and type(state.chat.waiting).__name__ == "Asking"
            waits = state.chat is None or isinstance(state.chat.waiting, AtDecision)
            given_ = answer if asks else text if waits else Closed(id=f"{next(ids)}", at=TUESDAY)
            state, events = step(loaded, state, given_)
            for event in events:
                if event.__class__.__name__ == "Arrived":
                    saved = set()
                elif isinstance(event, Saved):
                    saved.add(event.name)
                elif isinstance(event, Entered):
                    node = graph.decisions[event.decision_tree][event.decision]
                    assert flow.reached(node), f"{event.place} is said to be out of reach"
                    for name in {*NAMES, *flow.names} - saved:
                        assert node in unsaved.get(name, {node: None}), f"'{name}' is said to be saved at {event.place}"


WORDS = ("agent", "human agent", "no", "ano prosím", "order 12", "help")
PATTERNS = ("/agent/", "/[0-9]+/", "/^no$/i", "/p/")


@some.composite
def menus(draw: some.DrawFn) -> Values:
    """A decision whose answers are much alike."""
    answers = some.fixed_dictionaries(
        {},
        optional={
            "similar": some.lists(some.sampled_from(WORDS), min_size=1, max_size=2),
            "pattern": some.sampled_from(PATTERNS),
            "button": some.builds(lambda title: {"title": title}, some.sampled_from(WORDS)),
        },
    )
    targets = [
        {"when": draw(answers), "to": {"queue": draw(some.sampled_from(["support", "sales"]))}}
        for _ in range(draw(some.integers(2, 5)))
    ]
    return tree({"a": decision(targets=targets)})


@given(menus())
def test_a_shadowed_phrase_never_takes_its_target(values: Values) -> None:
    estate, settings = estate_and_settings(values)
    loaded = LoadedBundle(bundle(values), "a")
    for finding in shadowed_answer.check_object("decision_trees", "menu", estate.decision_trees["menu"], settings):
        if finding.witness is None:
            continue  # no message shows it: what it is about has the words of a third answer
        assert finding.witness.message is not None
        target = finding.path[finding.path.index("targets") + 1]
        chosen = _chosen(loaded, finding.witness.message)
        assert chosen is not None
        assert chosen.place != f"/decision_trees/menu/decisions/a/targets/{target}", finding


def test_a_shadowed_phrase_is_found_at_all() -> None:
    """Else the test above would say nothing."""
    first: Values = {"when": {"pattern": "/agent/"}, "to": {"queue": "sales"}}
    values = tree({"a": decision(targets=[first, {"when": {"similar": ["agent"]}, "to": {"queue": "support"}}])})
    estate, settings = estate_and_settings(values)
    item = estate.decision_trees["menu"]
    assert [*shadowed_answer.check_object("decision_trees", "menu", item, settings)]


def _chosen(loaded: LoadedBundle, text: str) -> Chosen | None:
    at = int(TUESDAY.timestamp())
    said = Said(at)
    chat = Chat(ARRIVAL, at, at, "en", AtDecision("menu", "a"), said, said)
    _, events = step(loaded, State("a", at, 0, chat), Message(id="1", at=TUESDAY, text=text))
    return next((event for event in events if isinstance(event, Chosen)), None)


@pytest.mark.parametrize("through", ["immediate", "action", "tree", "condition", "fallback"])
def test_an_endless_loop_always_meets_the_bound(through: str) -> None:
    back: dict[str, Values] = {
        "immediate": decision(targets=[{"to": {"decision": "a"}}]),
        "action": decision({"target": {"decision": "a"}}),
        "tree": decision(targets=[{"to": {"decision_tree": "menu"}}]),
        "condition": decision(targets=[{"to": {"time_condition": "never"}}]),
        "fallback": decision(targets=[{"to": {"chatbot": "bot"}}]),
    }
    values = tree(
        {"a": decision(targets=[{"to": {"decision": "b"}}]), "b": back[through]},
        time_groups={"never": {"title": "Never"}},
        time_conditions={
            "never": {
                "title": "Never",
                "time_group": "never",
                "if_time_matches": {"queue": "support"},
                "if_time_does_not_match": {"decision_tree": "menu"},
            }
        },
        chatbots={"bot": {"title": "B", "chatbot_url": "https://b.example", "fallback": {"decision_tree": "menu"}}},
    )
    talk = Talk(values)
    talk.say()
    while (
        through == "fallback" and talk.state.chat is not None
    ):  # the chat waits until it is known that the bot is down
        talk.bot_down()
    assert isinstance(talk.events[-1], Failed)
    assert not any(isinstance(event, Asked) for event in talk.events)
