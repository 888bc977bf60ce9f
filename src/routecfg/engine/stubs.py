"""What requests and chatbots answer where nothing is asked: written down beforehand, in a file or in a test."""

from collections.abc import Mapping
from typing import Any, Final, Literal

import msgspec

from routecfg.engine.inputs import Detail

NOTHING: Final = "nothing stands in for this address"
NO_BOT: Final = "nothing stands in for this chatbot"
USED_UP: Final = "what stands in for this chatbot has nothing more to say"


class Reply(Detail, frozen=True):
    """What a request brings: JSON with a status, or `fails`, a status without JSON, or no answer in time."""

    json: Any = msgspec.UNSET
    status: int = 200
    fails: int | Literal["timeout"] | None = None


class BotReply(Detail, frozen=True):
    """What a chatbot does when something is posted to it: it says something, hands over to a queue, or is down."""

    says: str = ""
    transfers: str | int = ""
    buttons: tuple[str, ...] = ()
    down: bool = False


class Stubs(Detail, frozen=True):
    """What stands in for the world.

    `requests`: by address, with `SECRET` where a secret stands; one that ends in `*` is the beginning of addresses. A
    list answers request by request, and its last item repeats. `bots`: by name, one item for each post, entering
    included; or one item for all.
    """

    requests: dict[str, Reply | tuple[Reply, ...]] = {}
    bots: dict[str, BotReply | tuple[BotReply, ...]] = {}


class Outcome(Detail, frozen=True):
    """What came of a request: a status and JSON, or why there is no answer."""

    status: int | None = None
    json: Any = msgspec.UNSET
    why: str = ""


def address_for(stubs: Stubs, url: str) -> str | None:
    """Which entry stands in for an address: the exact one, else the longest that it begins with; None if none does."""
    if url in stubs.requests:
        return url
    beginnings = [key for key in stubs.requests if key.endswith("*") and url.startswith(key[:-1])]
    return max(beginnings, key=len, default=None)


def outcome(stubs: Stubs, url: str, asked: Mapping[str, int]) -> Outcome:
    """What a request brings. `asked` says how often each entry has answered already."""
    key = address_for(stubs, url)
    if key is None:
        return Outcome(why=NOTHING)
    replies = stubs.requests[key]
    if isinstance(replies, Reply):
        reply = replies
    elif replies:
        reply = replies[min(asked.get(key, 0), len(replies) - 1)]
    else:
        return Outcome(why=NOTHING)
    if reply.fails is None:
        return Outcome(reply.status, reply.json)
    return Outcome(why="no answer within 10 s") if reply.fails == "timeout" else Outcome(reply.fails)


def bot_reply(stubs: Stubs, chatbot: str, posts: int) -> BotReply | str:
    """What a chatbot does with a post, of which it has had so many before; or why nothing is known about that."""
    replies = stubs.bots.get(chatbot)
    if replies is None:
        return NO_BOT
    if isinstance(replies, BotReply):
        return replies
    return replies[posts] if posts < len(replies) else USED_UP
