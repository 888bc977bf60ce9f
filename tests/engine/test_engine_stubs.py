"""What stands in for requests and chatbots."""

import msgspec

from engine.talking import SUPPORT, TUESDAY, decision, send, tree, words
from routecfg.engine import Arrival, LoadedBundle, Sent
from routecfg.engine.conversation import Conversation
from routecfg.engine.stubs import BotReply, Reply, Stubs, StubWorld, bot_reply, outcome
from routecfg.engine.world import Outcome
from small_estates import Values, bundle


def test_the_exact_address_counts_before_beginnings_and_the_longest_of_these() -> None:
    stubs = Stubs(
        requests={
            "https://a.example/*": Reply(json=1),
            "https://a.example/b/*": Reply(json=2),
            "https://a.example/b/c": Reply(json=3),
            "*": Reply(json=4),
        }
    )
    found = {
        url: outcome(stubs, url, {}).json
        for url in ("https://a.example/b/c", "https://a.example/b/d", "https://a.example/", "x")
    }
    assert [*found.values()] == [3, 2, 1, 4]
    assert outcome(Stubs(), "x", {}).why == "nothing stands in for this address"


def test_a_list_answers_call_by_call_and_its_last_item_repeats() -> None:
    stubs = Stubs(requests={"x": (Reply(fails="timeout"), Reply(fails=503), Reply(json={}, status=201)), "y": ()})
    found = [outcome(stubs, "x", {"x": count}) for count in range(5)]
    assert found[0] == Outcome(why="no answer within 10 s")
    assert found[1] == Outcome(503)
    assert found[2:] == [Outcome(201, {})] * 3
    assert outcome(stubs, "y", {}).why


def test_a_chatbot_says_one_thing_a_post() -> None:
    stubs = Stubs(bots={"a": (BotReply("one"), BotReply("two")), "b": BotReply(down=True)})
    assert [bot_reply(stubs, "a", posts) for posts in range(2)] == [BotReply("one"), BotReply("two")]
    assert bot_reply(stubs, "a", 2) == "what stands in for this chatbot has nothing more to say"
    assert bot_reply(stubs, "b", 7) == BotReply(down=True)
    assert bot_reply(stubs, "c", 0) == "nothing stands in for this chatbot"


def test_a_conversation_asks_the_stubs_and_can_go_back() -> None:
    request = {"request": {"url": "https://a.example", "save_as": "x"}}
    again: Values = {"when": {"similar": ["again"]}, "to": {"decision": "a"}}
    values = tree(
        {"a": decision(request, send("{{ x | default('none') }}"), targets=[again, {"to": SUPPORT, "default": True}])}
    )
    stubs = msgspec.convert({"requests": {"https://a.example": [{"json": 1}, {"fails": 500}, {"json": 3}]}}, Stubs)
    talk = Conversation(LoadedBundle(bundle(values)), Arrival("line"), int(TUESDAY.timestamp()), StubWorld(stubs), "en")
    reads = [[event.text for event in talk.say(text) if isinstance(event, Sent)] for text in ("hi", "again", "again")]
    assert reads == [["1"], ["none"], ["3"]]
    assert talk.back()
    assert talk.back()
    assert [event.text for event in talk.say("again") if isinstance(event, Sent)] == ["none"]
    for _ in range(2):
        assert talk.back()
    assert not talk.back()


def test_a_chatbot_that_is_down_cannot_go_round_for_ever() -> None:
    values = tree(
        {"a": decision(targets=[{"to": {"chatbot": "bot"}}])},
        chatbots={"bot": {"title": "B", "chatbot_url": "https://b.example", "fallback": {"decision_tree": "menu"}}},
    )
    talk = Conversation(LoadedBundle(bundle(values)), Arrival("line"), int(TUESDAY.timestamp()), StubWorld(Stubs()))
    events = talk.say("hi")
    assert type(events[-1]).__name__ == "Failed"


def test_a_chatbot_calls_back_later_and_repeats_itself() -> None:
    values = tree(
        {"a": decision(targets=[{"to": {"chatbot": "bot"}}])},
        chatbots={"bot": {"title": "B", "chatbot_url": "https://b.example", "fallback": SUPPORT}},
    )
    world = StubWorld(Stubs(bots={"bot": BotReply()}))
    arrival = Arrival("line", hash="abc")
    talk = Conversation(LoadedBundle(bundle(values)), arrival, int(TUESDAY.timestamp()), world)
    assert words(talk.say("hi"))[-1] == "bot-sent", "it has taken the post and says nothing"
    assert talk.chatbot == "bot"
    assert words(talk.called({"text": "Hello"}, "abc")) == ["bot-said"]
    before = talk.state
    assert words(talk.called({"text": "Hello"}, "abc")) == ["ignored"]
    assert talk.state == before
    talk.say("and?")
    assert words(talk.called({"text": "Hello"}, "abc")) == ["bot-said"], "after another post it is no repetition"
    assert words(talk.called({"text": "Hello"}, "other")) == ["ignored"]
    assert talk.back()
    assert words(talk.called({"text": "Hello"}, "abc")) == ["ignored"], "it belongs to the first post again"
