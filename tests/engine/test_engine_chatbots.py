"""Chatbots: what is posted, and what comes back."""

from typing import Any

import pytest

from engine.talking import SUPPORT, Talk, decision, send, tree, words
from routecfg.engine import Attachment, BotFailed, BotSaid, BotSent, Ignored, ShownButton, Went
from routecfg.model import Destination

PHOTO = Attachment("Name.png", "image/png", 122221, "https://cc.example/photo")
CONVERSATION = {
    "name": "wap_1",
    "title": "A chat",
    "time": "2026-07-07 10:00:00",
    "response_url": "https://cc.example/in?hash=abc",
    "customFields": [],
}


def bot(allow_attachments: str = "customer", **fields: Any) -> Talk:
    values = tree(
        {"a": decision(send("Hi"), targets=[{"when": {"similar": ["bot"]}, "to": {"chatbot": "bot"}}])},
        chatbots={
            "bot": {
                "title": "Bot",
                "chatbot_url": "https://bot.example",
                "fallback": {"queue": "sales"},
                "transfers": ["support"],
                **fields,
            }
        },
        custom_fields={"customer": {"title": "Number we want to know"}},
    )
    values["inbound_routings"]["line"]["allow_attachments"] = allow_attachments
    talk = Talk(values)
    talk.say("opening")
    talk.later(minutes=1).say("bot")
    return talk


def test_entering_posts_at_once_without_a_message() -> None:
    talk = bot()
    assert words(talk.events)[-2:] == ["went", "bot-sent"]
    assert talk.one(BotSent).body == {"name": None, "time": None, "direction": None, "conversation": CONVERSATION}


def test_entering_posts_the_opening_message_if_it_is_wanted() -> None:
    talk = bot(send_start_message=True, send_attachments=True, send_custom_fields=["customer"])
    fields = [{"name": "customer", "title": "Number we want to know", "value": "22"}]
    assert talk.one(BotSent).body == {
        "name": "m",
        "time": "2026-07-07 10:00:00",
        "direction": "IN",
        "conversation": {**CONVERSATION, "customFields": fields},
        "text": "opening",
        "attachments": [],
    }


def test_messages_are_posted_with_their_files_if_these_are_wanted() -> None:
    talk = bot()
    talk.say("xxx", PHOTO)
    assert talk.one(BotSent).body == {
        "name": "m",
        "time": "2026-07-07 10:01:00",
        "direction": "IN",
        "conversation": CONVERSATION,
        "text": "xxx",
    }
    talk = bot(send_attachments=True)
    talk.say("xxx", PHOTO, Attachment(link="https://cc.example/2", size="7"))
    assert talk.one(BotSent).body["attachments"] == [
        {"link": "https://cc.example/photo", "title": "Name.png", "type": "image/png", "size": "122221"},
        {"link": "https://cc.example/2", "size": "7"},
    ]


def test_a_bot_says_something_and_its_buttons_can_be_pressed() -> None:
    talk = bot()
    talk.bot(
        hash="abc",
        conversation={"name": "wap_1"},
        text="textMessage",
        button=[{"text": "xxx.com", "url": "https://xxx.com/api/"}],
        quickreply=[{"name": "quickReplyName1", "text": "Quick reply Name 1"}, {"name": "no words"}],
    )
    said = talk.one(BotSaid)
    assert said.text == "textMessage"
    assert said.buttons == (
        ShownButton("", "xxx.com", "https://xxx.com/api/"),
        ShownButton("quickReplyName1", "Quick reply Name 1"),
    )
    for pressed in ({"button": "quickReplyName1"}, {"title": "Quick reply Name 1"}):
        talk.press(**pressed)
        body = talk.one(BotSent).body
        assert body["quickreply"] == {"name": "quickReplyName1"}
        assert "text" not in body
    talk.press("menu/a/9", "Another")
    assert talk.one(BotSent).body["text"] == "Another"


@pytest.mark.parametrize("body", [{"transfer": 10001}, {"queue": "10001"}, {"transfer": "support", "queue": 10001}])
def test_a_bot_hands_over(body: dict[str, Any]) -> None:
    talk = bot()
    talk.bot(text="Bye", **body)
    assert words(talk.events) == ["bot-said", "went"]
    assert (talk.one(Went).to, talk.one(Went).by) == (Destination(queue="support"), "transfer")


@pytest.mark.parametrize(
    "body", [{"transfer": "sales"}, {"queue": 10002}, {"queue": 7}, {"transfer": 10001, "queue": 10002}]
)
def test_a_queue_that_is_not_listed_leads_to_the_fallback(body: dict[str, Any]) -> None:
    talk = bot()
    talk.bot(**body)
    assert words(talk.events) == ["bot-failed", "went"]
    assert talk.one(BotFailed).queue == " ".join(map(str, body.values()))
    assert (talk.one(Went).to, talk.one(Went).by) == (Destination(queue="sales"), "fallback")


def test_a_bot_that_cannot_be_reached_leads_to_the_fallback() -> None:
    talk = bot()
    talk.bot_down(number=1)
    assert words(talk.events) == ["ignored"], "a post to another bot, long ago"
    talk.bot_down()
    assert (talk.one(BotFailed).why, talk.one(Went).to) == ("no connection", Destination(queue="sales"))
    talk.bot_down()
    assert words(talk.events) == ["ignored"]


@pytest.mark.parametrize(
    "body",
    [{"hash": "other", "text": "x"}, {"conversation": {"name": "wap_2"}, "text": "x"}, {}, {"text": 1.5}, {"text": []}],
)
def test_what_is_not_of_this_chat_or_says_nothing_is_ignored(body: dict[str, Any]) -> None:
    talk = bot()
    before = talk.state.chat
    talk.bot(**body)
    assert words(talk.events) == ["ignored"]
    assert talk.state.chat == before


def test_a_late_callback_changes_nothing() -> None:
    talk = bot()
    talk.bot(transfer="support")
    talk.bot(text="I am still here")
    assert talk.one(Ignored).why == "no chatbot has this chat"
    assert talk.state.chat is not None


def test_a_refused_file_without_words_is_not_posted() -> None:
    talk = bot()
    talk.say("", PHOTO)
    assert words(talk.events) == ["received", "bot-sent"], "this line allows files"
    talk = bot(allow_attachments="none")
    talk.say("", PHOTO)
    assert words(talk.events) == ["received", "refused"]


def test_fallback_is_the_support_queue_only_where_it_is_written() -> None:
    talk = bot(fallback=SUPPORT)
    talk.bot_down()
    assert talk.one(Went).to == Destination(queue="support")
