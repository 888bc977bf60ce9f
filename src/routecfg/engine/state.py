"""What there is to know of a chat between two inputs: plain data, which JSON holds and which compare by value."""

from typing import Any, TypeAlias

import msgspec

from routecfg.engine.events import Event, ShownButton
from routecfg.engine.inputs import Arrival, Attachment, Detail


class Said(Detail, frozen=True):
    """What a customer said last, or first. `at` is in seconds since 1970."""

    at: int
    text: str = ""
    name: str = ""
    attachments: tuple[Attachment, ...] = ()


class HeldMessage(Detail, frozen=True):
    """A message that waits for the buttons which its decision may add, and so for the end of its actions."""

    text: str
    language: str
    place: str


class LoopItems(Detail, frozen=True):
    """A loop that is running: what it calls an item, its list as it was when it began, and the item it is at."""

    name: str
    items: tuple[Any, ...]
    position: int


class _Waiting(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="for"):
    pass


class AtDecision(_Waiting, frozen=True, tag="decision"):
    """The chat waits for an answer."""

    decision_tree: str
    decision: str


class InQueue(_Waiting, frozen=True, tag="queue"):
    """The chat belongs to the contact centre."""

    queue: str


class WithBot(_Waiting, frozen=True, tag="chatbot"):
    """A chatbot has the chat. `since` is the number of the first post to it, `buttons` what it offered last.

    `steps`, `actions`, `texts` and `read` is what the customer's last message has used up of its bounds: a bot that
    cannot be reached may lead around in a circle.
    """

    chatbot: str
    since: int
    buttons: tuple[ShownButton, ...] = ()
    steps: int = 0
    actions: int = 0
    texts: int = 0
    read: int = 0


class Asking(_Waiting, frozen=True, tag="request"):
    """A request is being made, in the middle of a decision's actions.

    `number` is that of the request, `operation` where the actions go on. `steps`, `actions`, `texts` and `read` is
    what the message has used up of its bounds.
    """

    number: int
    decision_tree: str
    decision: str
    operation: int
    steps: int
    actions: int
    texts: int
    loops: tuple[LoopItems, ...] = ()
    held: HeldMessage | None = None
    read: int = 0


Waiting: TypeAlias = AtDecision | InQueue | WithBot | Asking


class Chat(Detail, frozen=True):
    """A chat that is going on. Instants are in seconds since 1970.

    `began`, and when the customer was `heard` last; `spoken`: a message has fixed the language. `data` is what was
    saved, `size` its bytes as JSON.
    """

    arrival: Arrival
    began: int
    heard: int
    language: str
    waiting: Waiting
    opening: Said
    said: Said
    spoken: bool = False
    data: dict[str, Any] = {}
    size: int = 0


class State(Detail, frozen=True):
    """All that is kept of a customer on a line. The empty state is where everything begins.

    `release` is the digest of the bundle that the chat runs on; `at` the instant of the last input, in seconds since
    1970; `effects` the number of the last effect; `chat` is left out between two chats. `arrival` is how the last chat
    came in. `remembered` has the events of the last inputs by their ids.
    """

    release: str = ""
    at: int = 0
    effects: int = 0
    chat: Chat | None = None
    arrival: Arrival | None = None
    remembered: dict[str, tuple[Event, ...]] = {}
