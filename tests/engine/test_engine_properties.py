"""What holds of every chat with every estate, whatever comes."""

import json

import msgspec
from hypothesis import given
from hypothesis import strategies as some

from engine.chatter import Chatter, busy_estates
from engine.talking import VALIDATOR, words
from routecfg.engine import Asked, Event, Ignored, LoadedBundle, State, step
from small_estates import Values, bundle

LENGTH = 25

_state = msgspec.json.Decoder(State)


@given(busy_estates(), some.integers(0, 2**32))
def test_whatever_comes_nothing_raises_and_a_repetition_changes_nothing(values: Values, seed: int) -> None:
    loaded = LoadedBundle(bundle(values))
    chatter, state = Chatter(seed, loaded), State()
    for _ in range(LENGTH):
        given_ = chatter.next(state)
        after, events = step(loaded, state, given_)
        assert step(loaded, after, given_) == (after, events)
        assert events, "an input without any event"
        for event in events:
            VALIDATOR.validate(json.loads(msgspec.json.encode(event)))
        if given_.id not in state.remembered:
            _is_in_order(state, events, after)
        state = after
    VALIDATOR.validate(json.loads(msgspec.json.encode(state)))


@given(busy_estates(), some.integers(0, 2**32))
def test_a_state_that_is_written_and_read_back_goes_on_in_the_same_way(values: Values, seed: int) -> None:
    loaded, other = LoadedBundle(bundle(values)), LoadedBundle(bundle(values))
    chatter, state, read = Chatter(seed, loaded), State(), State()
    for _ in range(LENGTH):
        given_ = chatter.next(state)
        state, events = step(loaded, state, given_)
        read, again = step(other, _state.decode(msgspec.json.encode(read)), given_)
        assert msgspec.json.encode(again) == msgspec.json.encode(events)
    assert read == state


@given(busy_estates(), some.integers(0, 2**32))
def test_no_secret_is_asked_for_by_what_customers_write(values: Values, seed: int) -> None:
    """What they write may look like a secret's place and is never taken for one."""
    loaded = LoadedBundle(bundle(values))
    chatter, state = Chatter(seed, loaded), State()
    for _ in range(LENGTH):
        state, events = step(loaded, state, chatter.next(state))
        for event in events:
            if isinstance(event, Asked):
                assert len(event.placeholders) == event.url.count("{{ secrets.crm_key }}") + (event.save_as == "kept")
                for each in event.placeholders:
                    assert event.url[each.start :].startswith("SECRET")


def _is_in_order(before: State, events: tuple[Event, ...], after: State) -> None:
    """What every list of events keeps to."""
    said = words(events)
    if "ignored" in said:
        assert (said, after.chat) == (["ignored"], before.chat) or said == ["ended", "ignored"]
        return
    over = [name for name in said if name in ("ended", "failed")]
    assert len(over) <= 2
    assert said.count("arrived") <= 1
    if "arrived" in said:
        assert before.chat is None or said[0] == "ended"
        assert said[said.index("arrived") + 1] == "received"
    if said[-1] in ("ended", "failed"):
        assert after.chat is None
    elif "asked" in said:
        assert said[-1] == "asked", "the chat waits for an answer, and goes on as if it had come"
    assert not any(isinstance(event, Ignored) for event in events)
    assert after.effects >= before.effects
