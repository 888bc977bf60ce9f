"""Whatever bundle, state and input comes together, a step ends, raises nothing, and gives what the schema describes."""

import json
from collections import Counter
from collections.abc import Callable
from random import Random

import msgspec
import pytest

from engine.chatter import Chatter
from engine.hostile import by_schema, changed
from engine.random_chats import RandomEstate, random_inputs
from engine.talking import SCHEMA, VALIDATOR
from routecfg.bundle import Bundle, content_of, read_bundle
from routecfg.engine import Input, LoadedBundle, State, step
from small_estates import bundle, shop

_input: msgspec.json.Decoder[Input] = msgspec.json.Decoder(Input)
_state = msgspec.json.Decoder(State)


def _stepped(loaded: LoadedBundle, state: State, given: Input, seen: Counter[str]) -> State:
    """One step, and what holds of every step."""
    after, events = step(loaded, state, given)
    assert events, "an input without any event"
    assert step(loaded, after, given) == (after, events), "a repetition changes something"
    if given.id not in state.remembered:  # what a state that was made up remembers is not ours
        for event in events:
            VALIDATOR.validate(json.loads(msgspec.json.encode(event)))
            seen[str(type(event).__struct_config__.tag)] += 1
    read = _state.decode(msgspec.json.encode(after))
    assert read == after, "the state is not what is read back"
    return after


def _bundles(seed: int, count: int) -> list[Bundle]:
    """Bundles in which something is changed, and that are still read."""
    found: list[Bundle] = []
    for number in range(count):
        random = Random(f"{seed} {number}")
        values = shop() if number % 4 == 0 else RandomEstate(random).values()
        stored = json.loads(content_of(bundle(values)))
        for _ in range(8):
            read = read_bundle(json.dumps(changed(random, stored)).encode())
            if isinstance(read, Bundle):
                found.append(read)
    return found


def _inputs(random: Random, loaded: LoadedBundle) -> Callable[[State], Input]:
    """A source of inputs for a state, of both kinds: such as fit, and any that the schema allows."""
    chatter = Chatter(random.randrange(2**32), loaded) if loaded.estate.decision_trees else None

    def draw(state: State) -> Input:
        if chatter is not None and random.random() < 0.7:
            return chatter.next(state)
        given = by_schema(random, SCHEMA["$defs"]["input"])
        if given.get("arrival") and random.random() < 0.8:
            given["arrival"]["inbound"] = "line"
        return _input.decode(json.dumps(given))

    return draw


def test_bundles_in_which_anything_is_changed_run() -> None:
    assert _run_changed_bundles(seed=1, count=40) > 60


@pytest.mark.slow
def test_many_bundles_in_which_anything_is_changed_run() -> None:
    assert _run_changed_bundles(seed=2, count=500) > 700


def _run_changed_bundles(seed: int, count: int) -> int:
    bundles, seen = _bundles(seed, count), Counter[str]()
    for number, read in enumerate(bundles):
        random, loaded, state = Random(f"{seed} {number}"), LoadedBundle(read, "a"), State()
        draw = _inputs(random, loaded)
        for _ in range(12):
            state = _stepped(loaded, state, draw(state), seen)
    assert seen["entered"] > len(bundles), "hardly a chat got anywhere"
    return len(bundles)


def test_states_that_were_made_up_are_taken_or_refused() -> None:
    _run_changed_states(seed=1, count=25)


@pytest.mark.slow
def test_many_states_that_were_made_up_are_taken_or_refused() -> None:
    _run_changed_states(seed=2, count=400)


def _run_changed_states(seed: int, count: int) -> None:
    tried, seen = 0, Counter[str]()
    for number in range(count):
        random = Random(f"{seed} {number}")
        values = RandomEstate(random).values()
        loaded = LoadedBundle(bundle(values), "a")
        state = State()
        for given in random_inputs(random, values, 12):
            state, _ = step(loaded, state, given)
            stored = msgspec.to_builtins(msgspec.structs.replace(state, remembered={}))
            for _ in range(3):
                try:
                    made_up = msgspec.convert(changed(random, stored), State)
                except msgspec.ValidationError:
                    continue
                tried += 1
                draw = _inputs(random, loaded)
                for _ in range(3):
                    made_up = _stepped(loaded, made_up, draw(made_up), seen)
    assert tried > count * 10
    assert seen["ignored"] > tried / 20
    assert seen["went"] > tried / 20


def test_a_state_of_another_release_is_left_as_it_is() -> None:
    values = RandomEstate(Random(3)).values()
    one, other = LoadedBundle(bundle(values), "a"), LoadedBundle(bundle(shop()), "b")
    state, refused = State(), 0
    for given in random_inputs(Random(3), values, 60):
        if state.chat is not None and given.id not in state.remembered:
            after, events = step(other, state, given)
            refused += after == state
            assert type(events[0]).__name__ == ("Ignored" if after == state else "Ended")
        state, _ = step(one, state, given)
    assert refused > 10


def test_inputs_of_any_shape_change_a_chat_or_nothing() -> None:
    _run_any_inputs(seed=1, count=1500)


@pytest.mark.slow
def test_ten_thousand_inputs_of_any_shape_change_a_chat_or_nothing() -> None:
    _run_any_inputs(seed=2, count=10_000)


def _run_any_inputs(seed: int, count: int) -> None:
    random, seen, state, loaded = Random(seed), Counter[str](), State(), LoadedBundle(bundle(shop()), "a")
    for number in range(count):
        if number % 40 == 0:
            loaded = LoadedBundle(bundle(RandomEstate(Random(f"{seed} {number}")).values()), "a")
            state = State()
        given = by_schema(random, SCHEMA["$defs"]["input"])
        given["id"] = str(number if random.random() < 0.95 else random.randrange(number + 1))
        if given["input"] in ("message", "button") and random.random() < 0.7:
            given["arrival"] = {"inbound": "line"}
        state = _stepped(loaded, state, _input.decode(json.dumps(given)), seen)
    assert len(seen) > 15, seen
