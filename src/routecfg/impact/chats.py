"""Chats that are run on one side: what the customer does, in a world that is made up, turn by turn.

A turn is all that one thing that the customer does brings, until the chat waits for the customer again or is over.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple, TypeAlias

import msgspec

from routecfg.engine import (
    Arrived,
    Asked,
    AtDecision,
    BotSaid,
    BotSent,
    Contact,
    Ended,
    Event,
    Failed,
    InQueue,
    LoadedBundle,
    Sent,
    State,
    WithBot,
)
from routecfg.engine.conversation import Conversation, arrival_at, file_named
from routecfg.engine.stubs import BotReply, Stubs, StubWorld
from routecfg.engine.world import Outcome as Answered
from routecfg.engine.world import Posted, World
from routecfg.impact.account import Outcome, Place

CUSTOMER: Final = Contact("Jana", "+420777000111")
"""Who writes in examples, unless a condition asks for somebody else."""

PHOTO: Final = "photo.png"


class Given(NamedTuple):
    """What the customer does, and when (seconds since 1970)."""

    at: int
    kind: Literal["say", "press", "send"]
    text: str


class Wishes(NamedTuple):
    """What requests bring, by the name under which it is saved, and what chatbots do.

    A request that is not named brings its sample, or null where `nothing` is set; such a chatbot says nothing.
    `sparse`: samples are without values that a `default` can stand in for. `contact` is who writes in.
    """

    values: Mapping[str, Any] = {}
    bots: Mapping[str, BotReply] = {}
    nothing: bool = False
    sparse: bool = False
    contact: Contact = CUSTOMER

    def with_bots(self, bots: Mapping[str, BotReply]) -> "Wishes":
        """The same with chatbots that do something else."""
        return self._replace(bots={**self.bots, **bots}) if bots else self


Samples: TypeAlias = Callable[[str, str, bool], Any]
"""What a request brings where nothing else is wished: by what it is saved as, a pointer to it, and `sparse`."""


class SampledWorld(StubWorld):
    """A world that fulfils wishes, whatever the addresses are."""

    def __init__(self, wishes: Wishes, samples: Samples) -> None:
        super().__init__(Stubs())
        self._wishes = wishes
        self._samples = samples
        self.requests: dict[str, Any] = {}
        """What each address that was asked has brought first."""
        self.bots: dict[str, BotReply] = {}
        """What each chatbot does that something was posted to."""

    def answer(self, asked: Asked) -> Answered:
        """The value that is wished, or the sample."""
        value = self._wishes.values.get(asked.save_as)
        if asked.save_as not in self._wishes.values and not self._wishes.nothing:
            value = self._samples(asked.save_as, asked.place, self._wishes.sparse)
        self.requests.setdefault(asked.url, value)
        return Answered(200, value)

    def post(self, sent: BotSent) -> Posted:
        """What is wished of the chatbot, at every post."""
        reply = self.bots[sent.chatbot] = self._wishes.bots.get(sent.chatbot, BotReply())
        return StubWorld(Stubs(bots={sent.chatbot: reply})).post(sent)


class Turn(NamedTuple):
    """What happened in a turn, and the state after it."""

    events: tuple[Event, ...]
    state: State


def run(
    loaded: LoadedBundle,
    line: str,
    language: str | None,
    world: World,
    steps: Sequence[Given],
    after: State | None = None,
    contact: Contact = CUSTOMER,
) -> list[Turn]:
    """The turns of a chat, or of the rest of one `after` a state. `language` is what the host says; None: nothing."""
    conversation = Conversation(loaded, arrival_at(line, contact), steps[0].at, world, language)
    if after is not None:  # without what it remembers: ids of messages begin again
        conversation.state = msgspec.structs.replace(after, remembered={})
    turns: list[Turn] = []
    for given in steps:
        conversation.instant = given.at
        if given.kind == "press":
            shown = conversation.shown_as(given.text)
            events = conversation.press("" if shown is None else shown.id, given.text)
        elif given.kind == "send":
            events = conversation.say("", (file_named(given.text),))
        else:
            events = conversation.say(given.text)
        turns.append(Turn(tuple(events), conversation.state))
    return turns


Seen: TypeAlias = tuple[tuple[str, ...], ...]
"""All that a customer sees of a turn, in order: texts with their buttons, chats that are over."""


def seen(turn: Turn) -> Seen:
    """What the customer sees. Where the chat waits after it is not seen; how it ends is."""
    found: list[tuple[str, ...]] = []
    for event in turn.events:
        if isinstance(event, Sent):
            found.append(("reads", event.text, event.list, *(each.title for each in event.buttons)))
        elif isinstance(event, BotSaid):
            found.append(("reads", event.text, "", *(each.title for each in event.buttons)))
        elif isinstance(event, Ended):
            found.append(("ended", event.terminate, event.auto_response, "silence" if event.idle else ""))
        elif isinstance(event, Failed):
            found.append(("failed", event.bound))
        elif isinstance(event, Arrived):
            found.append(("arrived",))
    waiting = turn.state.chat.waiting if turn.state.chat is not None else None
    if isinstance(waiting, InQueue):
        found.append(("queue", waiting.queue))
    elif isinstance(waiting, WithBot):
        found.append(("chatbot", waiting.chatbot))
    elif waiting is not None:
        found.append(("waits",))
    return tuple(found)


def outcome(turn: Turn) -> Outcome:
    """What a turn brings, as it is shown."""
    reads: list[str] = []
    buttons: tuple[str, ...] = ()
    label = ""
    ends: Place | None = None
    for event in turn.events:
        if isinstance(event, (Sent, BotSaid)):
            reads += [event.text] if event.text else []
            buttons = tuple(each.title for each in event.buttons)
            label = event.list if isinstance(event, Sent) else ""
        elif isinstance(event, Ended):
            reads += [event.auto_response] if event.auto_response else []
            ends = Place(silence=True) if event.idle else Place(terminate=event.terminate)
        elif isinstance(event, Failed):
            ends = Place(failed=event.bound)
    chat = turn.state.chat
    if chat is None:
        return Outcome(tuple(reads), buttons, label, ends=ends)
    waits = place_of(turn.state)
    if isinstance(chat.waiting, InQueue):
        return Outcome(tuple(reads), buttons, label, ends=waits)
    return Outcome(tuple(reads), buttons, label, waits=waits)


def place_of(state: State) -> Place | None:
    """Where a chat waits; None if there is none."""
    waiting = state.chat.waiting if state.chat is not None else None
    if isinstance(waiting, AtDecision):
        return Place(decision_tree=waiting.decision_tree, decision=waiting.decision)
    if isinstance(waiting, InQueue):
        return Place(queue=waiting.queue)
    if isinstance(waiting, WithBot):
        return Place(chatbot=waiting.chatbot)
    return None
