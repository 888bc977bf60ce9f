"""The engine against a second one, slow and plain, written from the documents: the same events, chat by chat."""

from datetime import timedelta
from random import Random
from typing import Any

import msgspec
import pytest

from engine.random_chats import RandomEstate, random_inputs
from engine.slow_chats import SlowEngine
from engine.slow_parts import like
from routecfg.engine import Event, LoadedBundle, State, step
from small_estates import bundle


def test_random_chats_agree_with_the_definition() -> None:
    assert _chats(seed=1, estates=30, chats=10) > 100


@pytest.mark.slow
def test_many_random_chats_agree_with_the_definition() -> None:
    assert _chats(seed=2, estates=500, chats=20) > 5000


def _chats(seed: int, estates: int, chats: int) -> int:
    """Compares so many chats over so many estates. How often an answer was chosen: it would be no use if none was."""
    chosen = 0
    for estate in range(estates):
        values = RandomEstate(Random(f"{seed} {estate}")).values()
        made = bundle(values)
        loaded = LoadedBundle(made)
        for chat in range(chats):
            random = Random(f"{seed} {estate} {chat}")
            slow, state = SlowEngine(made, silence=timedelta(hours=24)), State()
            for given in random_inputs(random, values, random.randint(2, 14)):
                state, events = step(loaded, state, given)
                expected = slow.step(given)
                found = [like(_written(event), each) for event, each in zip(events, expected, strict=False)]
                assert (found, len(events)) == (expected, len(expected)), (seed, estate, chat, given)
                chosen += sum(each["event"] == "chosen" for each in expected)
    return chosen


def _written(event: Event) -> dict[str, Any]:
    written: dict[str, Any] = msgspec.to_builtins(event)
    return written
