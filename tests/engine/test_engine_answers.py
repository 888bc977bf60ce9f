"""What customers do at a decision: they write, press buttons, send files."""

import pytest

from engine.talking import SUPPORT, Talk, button, decision, send, tree, words
from routecfg.engine import (
    Asking,
    AtDecision,
    Attachment,
    Chosen,
    PassedOn,
    Received,
    Refused,
    Sent,
    ShownButton,
    Ticket,
)
from small_estates import Values

PHOTO = Attachment("photo.png", "image/png", 122221, "https://cc.example/photo")


def offers(*titles: str, **fields: object) -> Values:
    return decision(send("Choose"), targets=[button(title, {"decision": "b"}) for title in titles], **fields)


def menu(**fields: object) -> Values:
    return tree({"a": offers("Yes", "No", **fields), "b": decision(send("Done"), targets=[button("More", SUPPORT)])})


def test_buttons_ride_on_the_last_message_that_is_sent() -> None:
    values = menu()
    values["decision_trees"]["menu"]["decisions"]["a"]["actions"] = [
        send("One"),
        {"condition": {"if": "x", "then": [send("never")], "else": [send("Two")]}},
        {"save_data": {"y": 1}},
        send("{{ nothing }}"),
    ]
    talk = Talk(values)
    talk.say()
    sent = [event for event in talk.events if isinstance(event, Sent)]
    assert [(event.text, [each.title for each in event.buttons]) for event in sent] == [
        ("One", []),
        ("Two", ["Yes", "No"]),
    ]
    assert words(talk.events)[-3:] == ["sent", "saved", "sent"], "the last message waits for the end of the actions"
    assert sent[1].buttons[0] == ShownButton("menu/a/0", "Yes")


def test_without_a_message_buttons_ride_on_the_title() -> None:
    values = tree({"a": decision(targets=[button("Yes", SUPPORT)])})
    talk = Talk(values)
    talk.say()
    assert (talk.one(Sent).text, talk.one(Sent).place) == ("A title", "/decision_trees/menu/decisions/a/title")


def test_without_buttons_a_message_is_sent_at_once_and_no_title() -> None:
    talk = Talk(tree({"a": decision(send("Hello"), {"save_data": {"x": 1}}), "b": decision()}))
    talk.say()
    assert words(talk.events)[-2:] == ["sent", "saved"]
    assert talk.reads() == ["Hello"]


def test_a_decision_that_is_left_shows_no_buttons() -> None:
    values = menu()
    values["decision_trees"]["menu"]["decisions"]["a"]["actions"].append({"target": SUPPORT})
    talk = Talk(values)
    talk.say()
    assert talk.one(Sent).buttons == ()
    assert words(talk.events)[-2:] == ["sent", "went"]


def test_more_than_three_buttons_are_a_list() -> None:
    talk = Talk(tree({"a": offers("1", "2", "3"), "b": decision()}))
    talk.say()
    assert talk.one(Sent).list == ""
    label = {"title": "Open", "languages": {"cs": "Otevřít"}}
    for language, shown in (("en", "Open"), ("cs", "Otevřít")):
        talk = Talk(tree({"a": offers("1", "2", "3", "4", list_label=label), "b": decision()}))
        talk.say(language=language)
        assert (talk.one(Sent).list, len(talk.one(Sent).buttons)) == (shown, 4)
    talk = Talk(tree({"a": offers("1", "2", "3", "4"), "b": decision()}))
    talk.say()
    assert talk.one(Sent).list == "Options"


def test_a_pressed_button_chooses_its_answer() -> None:
    talk = Talk(menu())
    talk.say()
    talk.press("menu/a/1")
    assert talk.one(Received) == Received(at=talk.events[0].at, text="No", button="menu/a/1")
    assert (talk.one(Chosen).by, talk.one(Chosen).answer) == ("button", "No")
    talk = Talk(menu())
    talk.say()
    talk.press(title="yes")
    assert talk.one(Chosen).place == "/decision_trees/menu/decisions/a/targets/0"


def test_a_button_of_another_decision_counts_as_its_title_and_never_chooses_a_default() -> None:
    values = menu()
    values["decision_trees"]["menu"]["decisions"]["b"]["targets"] = [
        button("Yes", {"decision": "a"}),
        {"to": SUPPORT, "default": True},
    ]
    talk = Talk(values)
    talk.say()
    talk.press("menu/a/0")
    talk.press("menu/a/1")
    assert words(talk.events) == ["received", "not-understood"]
    talk.press("menu/nowhere/x")
    assert words(talk.events) == ["received", "not-understood"]
    talk.press("menu/a/0")
    assert (talk.one(Chosen).by, talk.reads()) == ("button", ["Choose"])
    talk.press("menu/a/0")
    talk.say("something else")
    assert talk.one(Chosen).by == "default"


def test_a_button_opens_a_chat_after_the_end() -> None:
    talk = Talk(menu())
    talk.press("menu/a/1")
    assert words(talk.events) == ["arrived", "received", "language", "went", "entered", "sent"]
    assert talk.one(Received).text == "No"


@pytest.mark.parametrize(
    ("text", "by", "answer", "target"),
    [
        ("Order 123456 please", "pattern", "/[0-9]{6}/", 0),
        (" FAQ! ", "phrase", "faq", 1),
        ("questions", "button", "Questions", 1),
        ("the frequent question of mine", "within", "frequent question", 1),
        ("frequent questoin", "alike", "frequent question", 1),
        ("nothing of the kind", "default", "", 2),
    ],
)
def test_an_answer_says_by_what_it_was_chosen(text: str, by: str, answer: str, target: int) -> None:
    targets: list[Values] = [
        {"when": {"pattern": "/[0-9]{6}/"}, "to": SUPPORT},
        {"when": {"button": {"title": "Questions"}, "similar": ["faq", "frequent question"]}, "to": SUPPORT},
        {"to": SUPPORT, "default": True},
    ]
    talk = Talk(tree({"a": decision(send("Hi"), targets=targets)}))
    talk.say()
    talk.say(text)
    chosen = talk.one(Chosen)
    assert (chosen.by, chosen.answer) == (by, answer)
    assert chosen.place == f"/decision_trees/menu/decisions/a/targets/{target}"
    assert (chosen.alike is not None) == (by == "alike")


def test_what_is_not_understood_leaves_the_chat_where_it_is() -> None:
    talk = Talk(menu())
    talk.say()
    talk.say("what?")
    assert words(talk.events) == ["received", "not-understood"]
    assert talk.state.chat is not None
    assert talk.state.chat.waiting == AtDecision("menu", "a")


def files(allowed: str) -> Values:
    targets: list[Values] = [{"when": {"similar": ["yes"]}, "to": {"decision": "b"}}, {"to": SUPPORT, "default": True}]
    ticket = {"create_ticket": {"title": "T {{ text }}", "category": "c", "comment": "{{ attachments | length }}"}}
    values = tree({"a": decision(targets=targets), "b": decision(ticket)}, ticket_categories={"c": {"title": "C"}})
    values["inbound_routings"]["line"]["allow_attachments"] = allowed
    return values


def test_a_file_that_is_not_allowed_is_refused_and_its_caption_answers() -> None:
    talk = Talk(files("none"))
    talk.say("", PHOTO)
    assert words(talk.events)[:4] == ["arrived", "received", "refused", "language"]
    talk.say("", PHOTO, PHOTO)
    assert words(talk.events) == ["received", "refused", "refused"], "the chat stays, and no default is taken"
    talk.say("yes", PHOTO)
    assert talk.one(Refused).attachment == PHOTO
    assert (talk.one(Received).attachments, talk.one(Chosen).by) == ((), "phrase")
    assert talk.one(Ticket).attachments == ()


@pytest.mark.parametrize("allowed", ["customer", "both"])
def test_an_allowed_file_without_text_fits_only_the_default(allowed: str) -> None:
    talk = Talk(files(allowed))
    talk.say()
    talk.say("", PHOTO)
    assert (talk.one(Chosen).by, talk.one(Received).attachments) == ("default", (PHOTO,))
    talk.say("", PHOTO)
    assert talk.one(PassedOn).queue == "support"


def test_a_ticket_carries_the_files_of_the_message() -> None:
    talk = Talk(files("customer"))
    talk.say()
    talk.say("yes", PHOTO)
    ticket = talk.one(Ticket)
    assert (ticket.title, ticket.comment, ticket.attachments, ticket.id) == ("T yes", "1", (PHOTO,), 1)
    assert not isinstance(talk.state.chat and talk.state.chat.waiting, Asking)
