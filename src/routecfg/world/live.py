"""The real world: requests and posts are sent, except those that stubs answer."""

import secrets
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

import msgspec

from routecfg.engine import Arrival, Asked, BotSent
from routecfg.engine.stubs import Stubs, StubWorld, address_for
from routecfg.engine.world import Outcome, Posted
from routecfg.world.client import Client

_SUCCESS: Final = range(200, 300)
_SAID: Final = frozenset(("text", "button", "buttons", "quickreply", "transfer", "queue"))
"""What a chatbot says in a callback."""


class Posting(NamedTuple):
    """Where posts to a chatbot go, and by which client: it says which hosts may be private."""

    url: str
    client: Client


class LiveWorld:
    """The world of a chat with real web services and chatbots.

    `posts` counts what has arrived at chatbots: each may bring callbacks. What a chatbot says in its answer to a post
    is not taken, since the documentation knows callbacks alone; `answers_posts`: the last one did say something there.
    """

    def __init__(
        self,
        stubs: Stubs,
        client: Client,
        postings: Mapping[str, Posting],
        callback: str,
        expect: Callable[[str], None],
    ) -> None:
        """`client` makes the requests, `postings` has each chatbot by its name.

        `callback` is the address that chatbots call; `expect` is given the hash of each new chat.
        """
        self.posts = 0
        self.answers_posts = False
        self._stubs = stubs
        self._stub_world = StubWorld(stubs)
        self._postings = postings
        self._client = client
        self._callback = callback
        self._expect = expect
        self._sent = 0

    def answer(self, asked: Asked) -> Outcome:
        """Makes the request, unless something stands in for its address."""
        if address_for(self._stubs, asked.url) is not None:
            return self._stub_world.answer(asked)
        self._sent += 1
        return self._client.get(asked)

    def post(self, sent: BotSent) -> Posted:
        """Posts to the chatbot, unless a stub stands in for it. It took the post if the status is from 200 to 299."""
        if sent.chatbot in self._stubs.bots:
            return self._stub_world.post(sent)
        self._sent += 1
        url, client = self._postings[sent.chatbot]
        found = client.post(url, sent.body)
        if found.why or found.status not in _SUCCESS:
            return Posted(found.why or f"it answers with status {found.status}")
        self.posts += 1
        self.answers_posts = isinstance(found.json, dict) and not _SAID.isdisjoint(found.json)
        return Posted()

    def comes_in(self, arrival: Arrival) -> Arrival:
        """With a name and a hash of its own, by which chatbots tell chats apart."""
        name, hash_ = f"chat_{secrets.randbelow(10**12):012}", secrets.token_hex(20)
        self._expect(hash_)
        return msgspec.structs.replace(arrival, interaction=name, hash=hash_, callback=self._callback)

    def moment(self) -> object:
        """How much was sent, and what the stubs remember."""
        return self._sent, self._stub_world.moment()

    def restore(self, moment: object) -> bool:
        """Only if nothing was sent since."""
        if not isinstance(moment, tuple) or moment[0] != self._sent:
            return False
        return self._stub_world.restore(moment[1])
