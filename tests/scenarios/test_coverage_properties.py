"""Random estates and chats: what is covered is a goal, every goal has a place, and no chat shows what cannot be."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any, Final

from hypothesis import given
from hypothesis import strategies as some

from engine.random_chats import ANSWERS, START, RandomEstate, random_inputs
from engine.talking import ARRIVAL
from graph.random_data import drawn_with_data
from routecfg.bundle import compile_bundle, lost_name
from routecfg.engine import (
    Answer,
    Arrival,
    AtDecision,
    BotDown,
    BotMessage,
    Closed,
    Event,
    Language,
    LoadedBundle,
    Message,
    State,
    WithBot,
    step,
)
from routecfg.engine.state import Asking
from routecfg.model import Estate, Settings
from routecfg.pipeline.analysis import analysis
from routecfg.pipeline.written_places import path_of
from routecfg.scenarios.coverage import covered, goals, unreachable
from small_estates import TODAY, Values, estate_and_settings

SETTINGS: Final = Settings(1, "Europe/Prague", ("en", "cs", "de"))
TEXTS: Final = ("yes", "no", "order 123456", "help", "člověk", "other", "")


def check(estate: Estate, settings: Settings, events: list[Event]) -> None:
    every = goals(estate, settings.languages[0])
    assert len(set(every)) == len(every)
    shown = set(covered(events, estate, settings.languages[0]))
    defaults = {goal.place for goal in every if goal.kind == "not_understood"}
    others = {goal for goal in shown - {*every} if goal.kind != "not_understood" or goal.place in defaults}
    assert not others, "covered, and no goal"
    proved = unreachable(every, estate, analysis(estate, settings, TODAY))
    assert {*proved} <= {*every}
    assert not (wrong := shown & {*proved}), [(goal, proved[goal]) for goal in wrong]


@given(some.integers(0, 2**48))
def test_random_chats_show_goals_and_nothing_that_is_proved_to_be_out_of_reach(seed: int) -> None:
    random = Random(seed)
    values = RandomEstate(random).values()
    estate, settings = estate_and_settings(values)
    for goal in goals(estate, settings.languages[0]):
        assert is_there(values, goal.place), goal
    loaded = LoadedBundle(compile_bundle(estate, settings, TODAY), "a", estate)
    events: list[Event] = []
    for _ in range(3):
        state = State()
        for each in random_inputs(random, values, 25):
            state, happened = step(loaded, state, each)
            events += happened
    check(estate, settings, events)


@given(some.integers(0, 2**48))
def test_chats_with_data_show_nothing_that_is_proved_to_be_out_of_reach(seed: int) -> None:
    estate = drawn_with_data(seed)
    try:
        bundle = compile_bundle(estate, SETTINGS, TODAY)
    except KeyError:
        return  # it names what is not there: its scenarios do not run
    if lost_name(bundle.estate) is not None:
        return
    loaded = LoadedBundle(bundle, "a", estate)
    random = Random(seed)
    check(estate, SETTINGS, [event for line in estate.inbound_routings for event in chat(loaded, line, random)])


def chat(loaded: LoadedBundle, line: str, random: Random) -> Iterator[Event]:
    """A chat in which the customer and the world do what fits, most of the time."""
    state, now, ids = State(), START, count()
    for _ in range(40):
        now += timedelta(hours=random.choice([0, 0, 1, 7]))
        common: Values = {"id": str(next(ids)), "at": now}
        waiting: Any = None if state.chat is None else state.chat.waiting
        match waiting:
            case Asking(number=number):
                status = random.choice([200, 200, 404])
                given_: Any = Answer(**common, number=number, status=status, json=random.choice(ANSWERS))
            case WithBot():
                bot = BotMessage(**common, body=random.choice([{"text": "Hi"}, {"queue": "a"}]))
                given_ = random.choice([bot, BotDown(**common, why="down")])
            case None | AtDecision():
                language = Language(random.choice(["en", "cs", "de-AT"]))
                text = random.choice(TEXTS)
                given_ = Message(**common, text=text, language=language, arrival=Arrival(line, ARRIVAL.contact))
            case _:
                given_ = Closed(**common)
        state, events = step(loaded, state, given_)
        yield from events


def is_there(values: Any, place: str) -> bool:
    """Whether a place is written in these values; the branch that is left out of a condition stands at it."""
    for part in path_of(place):
        if isinstance(values, dict) and part not in values and part == "languages":
            return False
        try:
            values = values[part]
        except (KeyError, IndexError, TypeError):
            return False
    return True
