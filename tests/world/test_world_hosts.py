"""Nothing is sent to a host, and no secret with it, that was not named beforehand."""

from random import Random
from typing import Any
from urllib.parse import urlsplit

from hypothesis import given
from hypothesis import strategies as st

from engine.random_chats import RandomEstate, random_inputs
from routecfg.engine import Asked, BotSent, LoadedBundle, State, step
from routecfg.engine.stubs import Stubs
from routecfg.world.hosts import hosts
from small_estates import PROJECT, Values, bundle, estate_and_settings

SECRETS = {f"s{number}": {"env": f"S{number}"} for number in range(200)}


def of_its_own(values: Any, numbers: list[int]) -> Any:
    """The same estate, with a host and a secret of its own for each request."""
    if isinstance(values, list):
        return [of_its_own(each, numbers) for each in values]
    if not isinstance(values, dict):
        return values
    if "url" in values:
        numbers.append(len(numbers))
        number = numbers[-1]
        return {**values, "url": f"https://h{number}.example/{{{{ text }}}}?key={{{{ secrets.s{number} }}}}"}
    return {key: of_its_own(each, numbers) for key, each in values.items()}


@given(st.integers(0, 2**32))
def test_every_host_that_a_chat_speaks_to_was_named(seed: int) -> None:
    random = Random(seed)
    values: Values = of_its_own(RandomEstate(random).values(), [])
    project = {**PROJECT, "secrets": SECRETS}
    estate = estate_and_settings(values, project)[0]
    named = hosts(estate, "line", Stubs(), {name: f"https://{name}.example" for name in estate.chatbots})
    loaded = LoadedBundle(bundle(values, project))
    for _ in range(3):
        state = State()
        for given_input in random_inputs(random, values, 30):
            state, events = step(loaded, state, given_input)
            for event in events:
                if isinstance(event, Asked):
                    secrets = named.requests[urlsplit(event.url).netloc]
                    assert {each.name for each in event.placeholders} <= {*secrets}
                if isinstance(event, BotSent):
                    assert event.chatbot in named.chatbots[f"{event.chatbot}.example"]
