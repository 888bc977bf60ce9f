"""Chatbots for real: what is posted to them over the network, and what a chat makes of what they do."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from queue import Queue
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.talking import SUPPORT, TUESDAY, Talk, decision, send, tree, words
from routecfg.engine import (
    Arrival,
    Attachment,
    BotFailed,
    BotSaid,
    BotSent,
    Button,
    Contact,
    Event,
    LoadedBundle,
    Message,
    Sent,
)
from routecfg.engine.conversation import Conversation
from routecfg.engine.stubs import BotReply, Reply, Stubs, StubWorld
from routecfg.engine.world import Posted
from routecfg.report.chat import chat_as_json, chat_as_text
from routecfg.scenarios.printable_events import printable
from routecfg.world.callbacks import Callback, Receiver, RefusedCall
from routecfg.world.hosts import Hosts, hosts
from routecfg.world.live import LiveWorld, Posting
from small_estates import PROJECT, Values, bundle, estate_and_settings
from world.bots import bot, call
from world.services import answer_of, client, saying, service

NO_STUBS = Stubs()
HASH = "b9f68fa377263e8f3018a405f25f44add10fab4c"
BROKE_OFF = "'localhost' broke off, or answers with something else than HTTP"
CALLBACK = "https://XXX.daktela.com/external/web/api/chatbotUpdate"
CONVERSATION: Values = {
    "name": "web_62fe14acd567e380992326",
    "title": "",
    "time": "2022-08-18 12:30:04",
    "response_url": f"{CALLBACK}?hash={HASH}",
}
MESSAGE: Values = {"name": "messages_62fe1518a9820077126134", "time": "2022-08-18 12:31:52", "direction": "IN"}
LINK = (
    "https://xxx.daktela.com/external/web/chat_file.php?accessToken=on87q29oq60q02nqo6nr3oo7s5r7r607"
    "&chat=web_62fe14acd567e380992326&mapper=chatsMessage&name=29"
)
FIRST_EXAMPLE: Values = {
    **MESSAGE,
    "conversation": {
        **CONVERSATION,
        "customFields": [{"name": "number", "title": "Number we want to know", "value": "22"}],
    },
    "text": "xxx",
    "attachments": [
        {"link": LINK, "title": "Name of screenshot.png", "type": "image/png", "size": "122221"},
        {"link": "...", "type": "....", "size": "...."},
    ],
}
"""The first example of the documentation, but for the second custom field, of which it says nothing, and for `referer`,
the page on which a web chat stands."""
SECOND_EXAMPLE: Values = {
    **MESSAGE,
    "conversation": {**CONVERSATION, "customFields": []},
    "quickreply": {"name": "quickReplyName1"},
}
"""The second one: a quick reply was pressed."""


def estate(url: str = "https://bot.example", **fields: Any) -> Values:
    """A line on which a chatbot takes every chat."""
    values = tree(
        {"a": decision(targets=[{"to": {"chatbot": "bot"}}])},
        chatbots={
            "bot": {
                "title": "Bot",
                "chatbot_url": url,
                "fallback": {"queue": "sales"},
                "transfers": ["support"],
                **fields,
            }
        },
        custom_fields={"number": {"title": "Number we want to know"}},
    )
    values["inbound_routings"]["line"]["allow_attachments"] = "customer"
    return values


LOADED = LoadedBundle(bundle(estate(), PROJECT))


def live(values: Values, stubs: Stubs = NO_STUBS, receiver: Receiver | None = None, seconds: float = 5) -> LiveWorld:
    made = client(seconds=seconds)
    chatbots = estate_and_settings(values, PROJECT)[0].chatbots
    postings = {name: Posting(each.chatbot_url, made) for name, each in chatbots.items()}
    callback = CALLBACK if receiver is None else f"http://127.0.0.1:{receiver.port}/callback"
    expect = (lambda _: None) if receiver is None else receiver.expect
    return LiveWorld(stubs, made, postings, callback, expect)


def documented(**fields: Any) -> tuple[Talk, Values]:
    """The chat of the examples, at the instant of their message."""
    values = estate(**fields)
    contact = Contact("Jana", "+420777000111", {"number": "22"})
    talk = Talk(values, arrival=Arrival("line", contact, CONVERSATION["name"], "", HASH, CALLBACK))
    talk.now = datetime.fromisoformat("2022-08-18T12:30:04+02:00")
    talk.say("Hello")
    talk.later(minutes=1, seconds=48)
    return talk, values


def test_the_first_documented_example_is_what_a_chatbot_gets() -> None:
    files = (Attachment("Name of screenshot.png", "image/png", 122221, LINK), Attachment("", "....", "....", "..."))
    with bot() as there:
        talk, values = documented(url=there.url, send_attachments=True, send_custom_fields=["number"])
        talk.take(Message(id="1", at=talk.now, text="xxx", attachments=files, name=MESSAGE["name"]))
        assert live(values).post(talk.one(BotSent)) == Posted()
    assert there.posts == [FIRST_EXAMPLE]
    head = there.service.requests[0].partition("\r\n\r\n")[0].lower().split("\r\n")
    assert head[0] == "post /daktela http/1.1"
    assert "content-type: application/json; charset=utf-8" in head


def test_the_second_documented_example_is_what_a_chatbot_gets() -> None:
    with bot() as there:
        talk, values = documented(url=there.url)
        talk.bot(hash=HASH, quickreply=[{"name": "quickReplyName1", "text": "Quick reply Name 1"}])
        talk.take(Button(id="1", at=talk.now, title="Quick reply Name 1", name=MESSAGE["name"]))
        assert live(values).post(talk.one(BotSent)) == Posted()
    assert there.posts == [SECOND_EXAMPLE]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (answer_of(b"", b"HTTP/1.1 500 Oops\r\n"), "it answers with status 500"),
        (answer_of(b"", b"HTTP/1.1 302 Found\r\nLocation: https://a.example/\r\n"), "it answers with status 302"),
        (answer_of(b"x" * (2 << 20)), "the answer is larger than 1 MiB"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx",
            "'localhost' broke off, or answers with something else than HTTP",
        ),
        (b"Hello\r\n\r\n", "'localhost' broke off, or answers with something else than HTTP"),
        (b"", "'localhost' broke off, or answers with something else than HTTP"),
    ],
)
def test_a_chatbot_that_answers_with_anything_but_success_is_down(answer: bytes, why: str) -> None:
    with bot(answer=answer) as there, chat(estate(there.url)) as talk:
        events = talk.say("Hello")
    failed = [event for event in events if isinstance(event, BotFailed)]
    assert [each.why for each in failed] == [why]
    assert words(events)[-1] == "went", "the chat goes to the fallback"


class Chat:
    """A live chat whose callbacks are handled when somebody asks for them."""

    def __init__(self, values: Values, stubs: Stubs = NO_STUBS, seconds: float = 5) -> None:
        self.arrived: Queue[Callback | RefusedCall] = Queue()
        self.receiver = Receiver("127.0.0.1", 0, "/callback", self._take)
        self.world = live(values, stubs, self.receiver, seconds)
        loaded = LoadedBundle(bundle(values, PROJECT))
        contact = Contact("Jana", "", {"number": "22"})
        self.talk = Conversation(loaded, Arrival("line", contact), int(TUESDAY.timestamp()), self.world)
        self.say = self.talk.say

    def _take(self, arrived: Callback | RefusedCall) -> bool:
        self.arrived.put(arrived)
        return True

    def called(self) -> list[Event]:
        """What the next call brings; it must come soon."""
        arrived = self.arrived.get(timeout=5)
        assert isinstance(arrived, Callback), arrived
        return self.talk.called(arrived.body, arrived.hash)


@contextmanager
def chat(values: Values, stubs: Stubs = NO_STUBS, seconds: float = 5) -> Iterator[Chat]:
    talk = Chat(values, stubs, seconds)
    with talk.receiver:
        yield talk


def test_a_whole_chat_with_a_chatbot() -> None:
    says: list[list[dict[str, Any]]] = [
        [{"text": "Which coffee?", "quickreply": [{"name": "light", "text": "Light roast"}]}],
        [{"text": "Beans are here", "button": [{"text": "Shop", "url": "https://shop.example/"}]}],
        [{"text": "Wait.", "hash": "wrong"}, {"text": "A colleague comes."}, {"queue": 10001}, {"text": "Late"}],
    ]
    with bot(*says) as there, chat(estate(there.url, send_start_message=True, send_custom_fields=["number"])) as talk:
        assert words(talk.say("Hello"))[-1] == "bot-sent"
        assert words(talk.called()) == ["bot-said"]
        assert [each.title for each in talk.talk.shown()] == ["Light roast"]
        talk.talk.press("light")
        said = talk.called()[0]
        assert isinstance(said, BotSaid)
        assert (said.text, said.buttons[0].url) == ("Beans are here", "https://shop.example/")
        talk.say("And now?")
        assert talk.arrived.get(timeout=5) == RefusedCall("the hash in its body is another than the one in its address")
        assert words(talk.called()) == ["bot-said"]
        assert words(talk.called()) == ["went"]
        assert words(talk.called()) == ["ignored"]
        talk.talk.close()
        callback = there.posts[0]["conversation"]["response_url"]
        assert call(callback, {"text": "Still here"}) == 200
        assert words(talk.called()) == ["ignored"], "after the end"
        talk.say("Hello again")
        assert call(callback, {"text": "Still here"}) == 200
        assert words(talk.called()) == ["ignored"], "it is about the first chat"
    assert there.answers == [200, 200, 403, 200, 200, 200]
    start, pressed, text, again = there.posts
    assert start["text"] == "Hello"
    assert start["conversation"]["customFields"] == [
        {"name": "number", "title": "Number we want to know", "value": "22"}
    ]
    assert pressed["quickreply"] == {"name": "light"}
    assert text["text"] == "And now?"
    assert len({each["name"] for each in there.posts}) == 4
    assert start["conversation"]["name"] != again["conversation"]["name"]
    assert start["conversation"]["response_url"] != again["conversation"]["response_url"]


def test_a_chatbot_may_call_back_before_it_answers_the_post() -> None:
    with bot([{"text": "Hello"}], hasty=True) as there, chat(estate(there.url)) as talk:
        assert words(talk.say("Hi"))[-1] == "bot-sent"
        assert words(talk.called()) == ["bot-said"]


def test_what_comes_twice_is_said_once() -> None:
    with bot([{"text": "Hello"}, {"text": "Hello"}], [{"text": "Hello"}]) as there, chat(estate(there.url)) as talk:
        talk.say("Hi")
        assert [words(talk.called()) for _ in range(2)] == [["bot-said"], ["ignored"]]
        talk.say("Hi")
        assert words(talk.called()) == ["bot-said"], "it is the answer to another post"


_TEXTS = st.text(max_size=20) | st.sampled_from(["\x1b[31m", "\u202e", "::error::x\n::error::y", "support", "10001"])
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "text", "url", "hash"]) | _TEXTS, inner, max_size=4)
    ),
    max_leaves=8,
)
_BODIES = st.dictionaries(
    st.sampled_from(["conversation", "hash", "text", "transfer", "queue", "button", "buttons", "quickreply"]), _JSON
)


@given(st.lists(_BODIES, max_size=4))
def test_whatever_a_chatbot_says_is_taken_and_printed_harmlessly(bodies: list[dict[str, Any]]) -> None:
    world = StubWorld(Stubs(bots={"bot": BotReply()}))
    talk = Conversation(LOADED, Arrival("line", hash=HASH), int(TUESDAY.timestamp()), world)
    events = talk.say("Hi")
    for body in bodies:
        events += talk.called(body, HASH)
    shown = [printable(event) for event in events]
    for text in (chat_as_text(shown, LOADED.estate, echo=True), chat_as_json(shown, lambda _: None)):
        assert not set("\x1b\u202e") & set(text)
        assert "\n::error" not in text


def test_a_queue_that_a_chatbot_may_not_name_leads_to_the_fallback() -> None:
    with bot([{"transfer": "sales"}]) as there, chat(estate(there.url)) as talk:
        talk.say("Hi")
        assert words(talk.called()) == ["bot-failed", "went"]


def test_what_a_file_stands_in_for_is_not_called() -> None:
    with bot() as there, chat(estate(there.url), Stubs(bots={"bot": BotReply("From the file")})) as talk:
        assert words(talk.say("Hi"))[-1] == "bot-said"
        assert talk.talk.back()
    assert there.posts == []


def test_what_was_sent_cannot_be_taken_back() -> None:
    with bot() as there, chat(estate(there.url)) as talk:
        talk.say("Hi")
        assert not talk.talk.back()
        talk.talk.close()
        assert talk.talk.back(), "nothing was sent since"


def test_a_slow_chatbot_is_given_up() -> None:
    def drip(connection: socket.socket, _request: bytes) -> None:
        while True:  # until the other side is gone
            connection.sendall(b"HTTP/1.1 200 OK\r\n"[:1])
            time.sleep(0.02)

    with service(drip) as there, chat(estate(there.url()), seconds=0.3) as talk:
        events = talk.say("Hello")
    assert [event.why for event in events if isinstance(event, BotFailed)] == ["no answer within 0.3 s"]


def test_requests_are_made_unless_something_stands_in_for_them() -> None:
    with service(saying(answer_of(b'{"status": "shipped"}'))) as shop:
        request = {"request": {"url": shop.url("/orders"), "save_as": "x"}}
        stubbed = {"request": {"url": "https://a.example/b", "save_as": "y"}}
        values = tree({"a": decision(request, stubbed, send("{{ x.status }} {{ y }}"), targets=[{"to": SUPPORT}])})
        with chat(values, Stubs(requests={"https://a.example/*": Reply(json="packed")})) as talk:
            sent = [event for event in talk.say("Hi") if isinstance(event, Sent)]
    assert "shipped packed" in [event.text for event in sent]
    assert len(shop.requests) == 1


def test_the_hosts_of_a_line_are_those_to_which_its_chats_may_lead() -> None:
    values = tree(
        {
            "a": decision(
                {
                    "request": {
                        "url": "https://a.example:8443/{{ text }}?key={{ secrets.key | urlencode }}",
                        "headers": {"X-Other": "{{ secrets.other }}"},
                        "save_as": "x",
                    }
                },
                {"request": {"url": "https://{{ text }}.example/", "save_as": "x"}},
                {"condition": {"if": "x", "then": [{"request": {"url": "https://B.example?q=1", "save_as": "x"}}]}},
                targets=[{"to": {"chatbot": "bot"}}],
            ),
            "unused": decision({"request": {"url": "https://no.example/", "save_as": "x"}}, targets=[{"to": SUPPORT}]),
        },
        chatbots={
            "bot": {"title": "B", "chatbot_url": "https://bot.example/", "fallback": SUPPORT},
            "unused": {"title": "B", "chatbot_url": "https://no.example/", "fallback": SUPPORT},
        },
    )
    loaded = estate_and_settings(values, PROJECT)[0]
    urls = {name: each.chatbot_url for name, each in loaded.chatbots.items()}
    assert hosts(loaded, "line", Stubs(), urls) == Hosts(
        {"a.example:8443": ("key", "other"), "b.example": ()}, {"bot.example": ("bot",)}, True
    )
    stubs = Stubs(requests={"https://B.example?q=1": Reply(), "https://a.example:*": Reply()}, bots={"bot": BotReply()})
    assert hosts(loaded, "line", stubs, urls) == Hosts({}, {}, True)
