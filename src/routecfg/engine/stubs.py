"""What requests and chatbots answer where nothing is asked: written down beforehand, in a file or in a test."""

from collections.abc import Mapping
from typing import Any, Final, Literal

import msgspec

from routecfg.engine.events import Asked, BotSent
from routecfg.engine.inputs import Arrival, Detail
from routecfg.engine.world import Outcome, Posted

NOTHING: Final = "nothing stands in for this address"
NO_BOT: Final = "nothing stands in for this chatbot"
USED_UP: Final = "what stands in for this chatbot has nothing more to say"


class Reply(Detail, frozen=True):
    """What a request brings: JSON with a status, or `fails`, a status without JSON, or no answer in time."""

    json: Any = msgspec.UNSET
    status: int = 200
    fails: int | Literal["timeout"] | None = None


class BotReply(Detail, frozen=True):
    """What a chatbot does when something is posted to it: it says something, hands over to a queue, or is down.

    Empty: it takes the post and says nothing.
    """

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
    """What a chatbot does with a post, or why nothing is known about it; `posts` is how many it has had before."""
    replies = stubs.bots.get(chatbot)
    if replies is None:
        return NO_BOT
    if isinstance(replies, BotReply):
        return replies
    return replies[posts] if posts < len(replies) else USED_UP


class StubWorld:
    """The world of a chat in which nothing is sent anywhere."""

    def __init__(self, stubs: Stubs) -> None:
        self._stubs = stubs
        self._asked: dict[str, int] = {}
        self._posted: dict[str, int] = {}

    def answer(self, asked: Asked) -> Outcome:
        """What the entry for the address brings this time."""
        found = outcome(self._stubs, asked.url, self._asked)
        key = address_for(self._stubs, asked.url)
        if key is not None:
            self._asked[key] = self._asked.get(key, 0) + 1
        return found

    def post(self, sent: BotSent) -> Posted:
        """What the chatbot does this time."""
        posts = self._posted.get(sent.chatbot, 0)
        self._posted[sent.chatbot] = posts + 1
        reply = bot_reply(self._stubs, sent.chatbot, posts)
        if isinstance(reply, str):
            return Posted(reply)
        if reply.down:
            return Posted("it is down")
        body: dict[str, Any] = {"text": reply.says} if reply.says else {}
        if reply.transfers != "":
            body["transfer"] = reply.transfers
        if reply.buttons:
            body["quickreply"] = [{"name": title, "text": title} for title in reply.buttons]
        return Posted(body=body or None)

    def comes_in(self, arrival: Arrival) -> Arrival:
        """Unchanged: no contact centre gives the chat a name."""
        return arrival

    def moment(self) -> object:
        """How often each entry has answered."""
        return dict(self._asked), dict(self._posted)

    def restore(self, moment: object) -> bool:
        """Counts from there again."""
        if isinstance(moment, tuple):
            self._asked, self._posted = (dict(each) for each in moment)
        return True

    def unused(self) -> list[str]:
        """The addresses and chatbots for which something stands in, and that were never asked."""
        return [each for each in (*self._stubs.requests, *self._stubs.bots) if each not in self._asked | self._posted]
