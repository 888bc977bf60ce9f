"""A scenario as it is written: a chat, step by step, with what is expected of it."""

from typing import Any, Final

import msgspec

from routecfg.diagnostics import Path
from routecfg.engine.stubs import BotReply, Reply, Stubs

DETECT: Final = "detect"
"""Stands for the language of a customer where each message is to show it."""

_NUMBERS: Final = ("status", "fails", "transfers")


class _Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The base of what files of scenarios hold. What is left out is None, or as nothing was said."""


class Customer(_Written, frozen=True):
    """Who writes. Without a language it is that of the line; it may be `DETECT`."""

    name: str = ""
    number: str = ""
    language: str | None = None


class ChatPlace(_Written, frozen=True):
    """Where a chat waits or ends: exactly one of these, but for `decision`, which belongs to `decision_tree`.

    `idle`: it ends because the customer has been silent for too long.
    """

    terminate: str | None = None
    queue: str | None = None
    decision_tree: str | None = None
    decision: str | None = None
    chatbot: str | None = None
    idle: bool = False


class ExpectedTicket(_Written, frozen=True):
    """A ticket; what is None is not compared."""

    title: str | None = None
    category: str | None = None
    comment: str | None = None


class Expectation(_Written, frozen=True):
    """What a step brings (the lists) and how the chat stands after it. What is None is not compared."""

    reads: tuple[str, ...] | None = None
    not_reads: tuple[str, ...] | None = None
    buttons: tuple[str, ...] | None = None
    tickets: tuple[ExpectedTicket, ...] | None = None
    requests: tuple[str, ...] | None = None
    saved: dict[str, Any] | None = None
    waits: ChatPlace | None = None
    ends: ChatPlace | None = None
    language: str | None = None
    only: bool = False


class Step(_Written, frozen=True):
    """What the customer or the contact centre does; nothing at all in a step that only expects something."""

    say: str | None = None
    press: str | None = None
    send: str | None = None
    closed: bool = False
    later: str | None = None
    at: str | None = None
    new_chat: bool = False
    expect: Expectation | None = None

    @property
    def acts(self) -> bool:
        """Whether anybody does anything."""
        return self.closed or any(each is not None for each in (self.say, self.press, self.send))


class Fields(_Written, frozen=True):
    """What a scenario says, or what a case and the table above it say together."""

    title: str
    inbound: str
    at: str
    contact: Customer = Customer()
    opens: str = ""
    requests: dict[str, Reply | tuple[Reply, ...]] = {}
    bots: dict[str, BotReply | tuple[BotReply, ...]] = {}
    chat: tuple[Step, ...] = ()
    reaches: ChatPlace | None = None
    ends: ChatPlace | None = None


class Scenario(msgspec.Struct, frozen=True):
    """One scenario, or one case of a table of them.

    `file` is where it stands and `path` its place there. `case` counts the cases of a table from 1; `own` has the keys
    that the case itself says, all others stand above the table.
    """

    name: str
    fields: Fields
    file: str
    path: Path
    case: int = 0
    own: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        """What a report calls it."""
        return f"{self.name}, case {self.case}" if self.case else self.name

    @property
    def stubs(self) -> Stubs:
        """What stands in for the world."""
        return Stubs(self.fields.requests, self.fields.bots)

    def place(self, key: str, *more: str | int) -> Path:
        """Where a key of the scenario is written."""
        above = self.path if not self.case or key in self.own else self.path[:2]
        return (*above, key, *more)


def as_written(values: dict[str, Any]) -> Fields:
    """The values of a scenario, which are known to be of the right shape."""
    whole = {kind: {name: _whole(each) for name, each in values.get(kind, {}).items()} for kind in ("requests", "bots")}
    return msgspec.convert({**values, **whole}, Fields)


def _whole(reply: Any) -> Any:
    """A reply, or a list of them, with `503` for `503.0`: the schema takes both."""
    if isinstance(reply, list):
        return [_whole(each) for each in reply]
    numbers = {key: int(value) for key in _NUMBERS if isinstance(value := reply.get(key), float)}
    return {**reply, **numbers}
