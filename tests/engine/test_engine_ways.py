"""Where chats go: arrival, time conditions, targets, terminates, queues, silence, languages."""

from datetime import datetime

from engine.talking import ARRIVAL, SUPPORT, TUESDAY, Talk, button, decision, send, tree, words
from routecfg.engine import (
    Chosen,
    ConditionAsked,
    Ended,
    Entered,
    Ignored,
    LanguageSet,
    LoadedBundle,
    Message,
    Sent,
    State,
    Went,
    step,
)
from routecfg.model import Destination
from small_estates import bundle, shop

MENU = {
    "welcome": decision(
        send("Hello {{ contact.name }}!", cs="Dobrý den!"),
        targets=[
            {"when": {"similar": ["orders"], "languages": {"cs": ["objednávky"]}}, "to": {"decision": "orders"}},
            {"when": {"similar": ["agent"]}, "to": SUPPORT, "languages": {"cs": {"queue": "sales"}}},
            {"when": {"similar": ["bye"]}, "to": {"terminate": "bye"}},
        ],
    ),
    "orders": decision(send("Orders"), targets=[{"to": {"decision": "welcome"}}]),
}
BYE = {
    "terminates": {
        "bye": {
            "title": "Bye",
            "disconnection_cause": "user",
            "queue": "support",
            "auto_response": "bye",
            "answered": True,
        }
    },
    "templates": {"bye": {"title": "Bye", "text": "Bye {{ contact.name }}", "languages": {"cs": "Nashle {{ name }}"}}},
}


def test_the_first_message_opens_a_chat_and_answers_nothing() -> None:
    talk = Talk(tree(MENU, **BYE))
    talk.say("agent")
    assert words(talk.events) == ["arrived", "received", "language", "went", "entered", "sent"]
    assert talk.reads() == ["Hello Jana!"]
    talk.say("agent")
    assert words(talk.events) == ["received", "chosen", "went"]
    assert talk.one(Went).to == Destination(queue="support")
    assert talk.one(Went).place == "/decision_trees/menu/decisions/welcome/targets/1"


def test_a_time_condition_says_why() -> None:
    talk = Talk(shop())
    talk.say()
    asked = talk.one(ConditionAsked)
    assert (asked.holds, asked.because) == (True, "included: mon-fri 08:00-18:00")
    assert asked.entries == ("/time_groups/hours/include/0",)
    assert [event.by for event in talk.events if isinstance(event, Went)] == ["arrival", "condition"]
    reasons = {
        "2026-12-25T10:00:00+01:00": (False, "excluded: Christmas Day", ["hours/exclude/0"]),
        "2026-12-24T11:59:59+01:00": (True, "special day: 12-24", ["hours/special/0"]),
        "2026-12-24T12:00:00+01:00": (False, "special day: 12-24", ["hours/special/0"]),
        "2026-11-30T12:00:00+01:00": (False, "special day: 2026-11-30", ["hours/special/1"]),
        "2026-07-07T18:00:00+02:00": (False, "outside the hours", []),
        "2026-07-01T12:00:00+02:00": (
            False,
            "excluded: time group 'inventory'",
            ["hours/exclude/1", "inventory/include/0"],
        ),
        "2026-07-11T14:00:00+02:00": (True, "included: sat 09:00-12:00, 13:00-15:00", ["hours/include/1"]),
    }
    for instant, (holds, because, entries) in reasons.items():
        talk = Talk(shop())
        talk.now = datetime.fromisoformat(instant)
        talk.say()
        asked = talk.one(ConditionAsked)
        assert (asked.holds, asked.because) == (holds, because)
        assert asked.entries == tuple(f"/time_groups/{entry}" for entry in entries)


def test_holidays_are_those_of_the_bundle() -> None:
    made = bundle(shop())
    without = made.derived.__class__((), made.derived.hours)
    loaded = LoadedBundle(made.__class__(made.estate, without, made.inputs))
    christmas = datetime.fromisoformat("2026-12-25T10:00:00+01:00")
    _, events = step(loaded, State(), Message(id="1", at=christmas, arrival=ARRIVAL))
    assert next(event for event in events if isinstance(event, ConditionAsked)).holds


def test_a_terminate_ends_the_chat_and_answers_in_the_language_of_the_customer() -> None:
    talk = Talk(tree(MENU, **BYE))
    talk.say(language="cs")
    talk.say("bye")
    ended = talk.one(Ended)
    assert (ended.terminate, ended.disconnection_cause, ended.queue) == ("bye", "user", "support")
    assert (ended.auto_response, ended.language, ended.answered) == ("Nashle ", "cs", True)
    assert talk.state.chat is None
    talk.say("bye")
    assert words(talk.events)[0] == "arrived"


def test_a_queue_hands_the_chat_over_until_it_is_closed() -> None:
    talk = Talk(tree(MENU, **BYE))
    talk.say()
    talk.say("agent")
    talk.later(days=3).say("are you there?")
    assert words(talk.events) == ["received", "passed-on"]
    talk.silence()
    assert words(talk.events) == ["ignored"]
    talk.closed()
    assert talk.one(Ended) == Ended(at=talk.one(Ended).at, place="/queues/support", queue="support")
    talk.closed()
    assert words(talk.events) == ["ignored"]
    talk.say("hello again")
    assert words(talk.events)[0] == "arrived"


def test_silence_ends_a_chat() -> None:
    talk = Talk(tree(MENU, **BYE), project={**_project(), "chat_ends_after": "2h"})
    talk.say()
    talk.later(hours=1, minutes=59).silence()
    assert words(talk.events) == ["ignored"]
    talk.later(minutes=1).silence()
    assert talk.one(Ended).idle
    talk.say()
    talk.later(hours=2).say("agent")
    assert words(talk.events)[:3] == ["ended", "arrived", "received"]
    assert talk.reads() == ["Hello Jana!"]


def test_silence_is_24_hours_unless_written() -> None:
    talk = Talk(tree(MENU, **BYE))
    talk.say()
    talk.later(hours=23, minutes=59).say("orders")
    talk.later(hours=24).say("orders")
    assert words(talk.events)[:2] == ["ended", "arrived"]


def test_the_clock_never_goes_back() -> None:
    talk = Talk(tree(MENU, **BYE))
    talk.say()
    talk.later(hours=-5).say("orders")
    assert {event.at for event in talk.all} == {TUESDAY.isoformat()}


def test_an_immediate_target_is_taken_at_once() -> None:
    talk = Talk(tree(MENU, **BYE))
    talk.say()
    talk.say("orders")
    assert talk.reads() == ["Orders", "Hello Jana!"]
    assert [event.by for event in talk.events if isinstance(event, Went)] == ["answer", "immediate"]


def test_a_target_that_leaves_the_tree_may_differ_by_language() -> None:
    for language, queue, variant in (("cs", "sales", "cs"), ("cs-CZ", "sales", "cs"), ("de", "support", "")):
        talk = Talk(tree(MENU, **BYE))
        talk.say(language=language)
        talk.say("agent")
        assert (talk.one(Went).to, talk.one(Went).variant) == (Destination(queue=queue), variant)


def test_the_language_is_the_lines_first_until_a_message_says_it() -> None:
    values = tree(MENU, **BYE)
    values["inbound_routings"]["line"]["languages"] = ["cs", "en"]
    talk = Talk(values)
    talk.say()
    assert (talk.one(LanguageSet).language, talk.one(LanguageSet).by) == ("cs", "line")
    assert talk.reads() == ["Dobrý den!"]
    talk.say("?", language="not a language")
    assert words(talk.events) == ["received", "not-understood"]
    talk.say("orders", language="en")
    assert (talk.one(LanguageSet).language, talk.one(LanguageSet).by) == ("en", "host")
    assert talk.reads() == ["Orders", "Hello Jana!"]
    talk.say("orders", language="cs")
    assert "language" not in words(talk.events), "the first message with a language has fixed it"


def test_a_texts_language_is_that_of_its_words() -> None:
    talk = Talk(tree(MENU, **BYE))
    talk.say(language="cs_cz")
    assert talk.one(LanguageSet).language == "cs-CZ"
    talk.say("objednavky")
    assert [(event.text, event.language) for event in talk.events if isinstance(event, Sent)] == [
        ("Orders", "en"),
        ("Dobrý den!", "cs"),
    ]


def test_a_chat_keeps_its_release() -> None:
    talk = Talk(tree(MENU, **BYE))
    talk.say()
    before = talk.state
    other = Talk(tree({**MENU, "orders": decision(send("Changed"), targets=[{"to": SUPPORT}])}, **BYE))
    talk.loaded, released = other.loaded, talk.loaded
    talk.say("orders")
    assert talk.one(Ignored).why == "this chat runs on another release"
    assert talk.state == before
    talk.loaded = released
    talk.take(Message(id="in-2", at=talk.now, text="orders"))
    assert talk.reads() == ["Orders", "Hello Jana!"], "what was ignored for this reason may come again"


def test_after_a_silence_the_next_chat_begins_on_the_live_release() -> None:
    talk = Talk(tree(MENU, **BYE))
    talk.say()
    talk.loaded = Talk(tree({"a": decision(send("New"))})).loaded
    talk.later(hours=23).say("orders")
    assert words(talk.events) == ["ignored"]
    talk.later(hours=2).say("orders")
    assert words(talk.events)[:2] == ["ended", "arrived"]
    assert talk.reads() == ["New"]
    assert talk.state.release == talk.loaded.release


def test_what_comes_twice_changes_nothing_among_the_last_hundred() -> None:
    talk = Talk(tree(MENU, **BYE))
    first = talk.say()
    for _ in range(99):
        talk.say("orders")
    assert step(talk.loaded, talk.state, Message(id="in-1", at=talk.now)) == (talk.state, first)
    talk.say("orders")
    assert len(talk.state.remembered) == 100
    assert "in-1" not in talk.state.remembered


def test_without_a_line_nothing_begins() -> None:
    talk = Talk(tree(MENU, **BYE))
    talk.take(Message(id="1", at=talk.now, text="hi"))
    assert words(talk.events) == ["ignored"]
    talk.take(Message(id="2", at=talk.now, text="hi", arrival=ARRIVAL.__class__("elsewhere")))
    assert words(talk.events) == ["ignored"]
    assert talk.state.chat is None


def test_a_loop_without_a_message_meets_the_bound() -> None:
    talk = Talk(tree({"a": decision(targets=[{"to": {"decision_tree": "menu"}}])}))
    talk.say()
    assert len([event for event in talk.events if isinstance(event, Entered)]) == 100
    failed = talk.events[-1]
    assert (failed.bound, failed.place) == ("steps", "/decision_trees/menu/decisions/a/targets/0")  # type: ignore[union-attr]
    assert talk.state.chat is None


def test_what_a_target_set_brought_says_where_it_stands() -> None:
    values = tree({"a": decision(targets=[button("One", SUPPORT)], also=["everywhere"])})
    values["target_sets"] = {"everywhere": {"targets": [{"when": {"similar": ["sales"]}, "to": {"queue": "sales"}}]}}
    talk = Talk(values)
    talk.say()
    talk.say("sales")
    assert talk.one(Chosen).place == "/decision_trees/menu/decisions/a/targets/1"
    assert talk.one(Chosen).from_ == talk.one(Went).from_ == "/target_sets/everywhere/targets/0"
    talk.closed()
    talk.say()
    talk.say("one")
    assert talk.one(Went).from_ == ""


def _project() -> dict[str, object]:
    return {"routecfg": 1, "timezone": "Europe/Prague", "languages": ["en", "cs"]}
