"""How chats get to where the walk is: one step behind the other, back to the first message."""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

import msgspec

from routecfg.engine.stubs import BotReply
from routecfg.impact.branches import Wanted
from routecfg.impact.chats import Given, Wishes
from routecfg.impact.facts import Facts
from routecfg.impact.messages import At, message_for
from routecfg.impact.moments import asked_at
from routecfg.impact.scripts import Script
from routecfg.impact.sides import Node
from routecfg.opening_hours import Instants

GREETING = "Hello"
"""The first message of every example."""


class Speech(NamedTuple):
    """What a customer speaks, and what a chat takes it for on each side.

    `hosts` is what the host says of it on each side: nothing, if it is none of the line's languages there.
    """

    host: str | None
    before: str
    after: str
    hosts: tuple[str | None, str | None]


class Key(NamedTuple):
    """Where a chat is on both sides, and what data differ between them.

    `waits`: it waits there for the customer; else it is just about to enter. `facts` are constants that it has saved.
    """

    before: Node
    after: Node
    waits: bool = False
    data: frozenset[str] = frozenset()
    facts: Facts = ()


class How(NamedTuple):
    """How a chat goes from one place to the next.

    `step`: what the customer does (`say` and a text) at the place before, or the position of the target that is chosen
    there; None: it goes on at once. `wanted` must come out on the way, on the later side. `wishes` and `bots`
    hold from the beginning, and `words` are what the customer writes in earlier steps instead.
    """

    step: tuple[str, str] | int | None = None
    wanted: tuple[Wanted, ...] = ()
    wishes: Wishes | None = None
    bots: Mapping[str, BotReply] = {}
    words: tuple[tuple[int, str], ...] = ()


class Reach(msgspec.Struct, frozen=True, dict=True, eq=False):
    """That a chat gets somewhere at these instants, and how; without a `parent` it is the beginning."""

    key: Key
    instants: Instants
    parent: "Reach | None" = None
    how: How = How()

    @cached_property
    def length(self) -> int:
        """How much a customer has to go through: steps, and conditions that must come out in one way."""
        before = self.parent.length if self.parent is not None else 0
        return before + (self.how.step is not None) + 2 * len(self.how.wanted) + len(self.how.bots)


class NoWay(Exception):  # noqa: N818 - it says that a chat cannot be made, which is no error
    """No message is known that takes a chat from one place to the next."""

    def __init__(self, reach: Reach) -> None:
        super().__init__()
        self.reach = reach


def script(reach: Reach, instant: int, at: At, silence: int) -> Script:
    """A chat that gets there at an instant. Of `at` the side and the language count. Raises NoWay."""
    chain: list[tuple[Reach, int]] = []
    here: Reach | None = reach
    while here is not None:
        chain.append((here, instant))
        parent = here.parent
        if parent is not None and here.how.step is not None and parent.parent is not None:
            earlier = asked_at(parent.instants, instant, silence)
            if earlier is None:
                raise NoWay(here)
            instant = earlier
        here = parent
    steps: list[Given] = []
    wanted: list[tuple[int, Wanted]] = []
    wishes = Wishes()
    for each, when in reversed(chain):
        how = each.how
        if how.wishes is not None:
            wishes = Wishes({**wishes.values, **how.wishes.values}, {**wishes.bots, **how.wishes.bots}, *how.wishes[2:])
        wishes = wishes.with_bots(how.bots)
        for number, text in how.words:
            steps[number] = steps[number]._replace(kind="say", text=text)
        wanted += [(max(len(steps) - 1, 0), one) for one in how.wanted]
        if how.step is None or each.parent is None:
            continue
        if isinstance(how.step, int):
            node = each.parent.key.after
            said = message_for(at._replace(tree=node[2], name=node[1]), how.step)
            if said is None:
                raise NoWay(each)
        else:
            said = how.step
        steps.append(Given(when, *said))  # type: ignore[arg-type]  # only the three kinds are made
    return Script(tuple(steps), wishes, tuple(wanted))
