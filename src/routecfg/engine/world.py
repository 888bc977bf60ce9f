"""What stands around a chat: who answers requests, takes what is posted to chatbots, and knows how a chat comes in."""

from typing import Any, Protocol

import msgspec

from routecfg.engine.events import Asked, BotSent
from routecfg.engine.inputs import Arrival, Detail


class Outcome(Detail, frozen=True):
    """What came of a request: a status and JSON, or why there is no answer."""

    status: int | None = None
    json: Any = msgspec.UNSET
    why: str = ""


class Posted(Detail, frozen=True):
    """What came of a post to a chatbot: why it has failed, or what the chatbot says at once; None: nothing yet."""

    why: str = ""
    body: dict[str, Any] | None = None


class World(Protocol):
    """Stubs, or the network: a conversation asks it, and waits until it has answered."""

    def answer(self, asked: Asked) -> Outcome:
        """Makes a request. Never raises for what comes of it."""

    def post(self, sent: BotSent) -> Posted:
        """Posts to a chatbot. Never raises for what comes of it."""

    def comes_in(self, arrival: Arrival) -> Arrival:
        """How the next chat comes in: the same line and customer, and what this chat is called."""

    def moment(self) -> object:
        """What it remembers now, for `restore`."""

    def restore(self, moment: object) -> bool:
        """Remembers again what it did then. False if it cannot: something was sent since, and that is not undone."""
