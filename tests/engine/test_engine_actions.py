"""Actions: messages, saved data, requests, conditions, loops, tickets, targets, and their bounds."""

from typing import Any

import pytest

from engine.talking import SUPPORT, Talk, button, decision, send, tree, words
from routecfg.engine import (
    Answered,
    Asked,
    Attachment,
    Branched,
    Failed,
    FailedRequest,
    Ignored,
    Looped,
    Placeholder,
    Saved,
    Sent,
    Went,
)
from small_estates import Values

TICKET: Values = {"create_ticket": {"title": "T", "category": "c", "comment": "C"}}


def ask(url: str = "https://api.example/x", save_as: str = "order", **headers: str) -> Values:
    return {"request": {"url": url, "save_as": save_as, "headers": headers}}


def loop(each: str, *do: Values, item: str = "item") -> Values:
    return {"loop": {"each": each, "as": item, "do": list(do)}}


def when(if_: str, then: list[Values], otherwise: list[Values] | None = None) -> Values:
    return {"condition": {"if": if_, "then": then, "else": otherwise or []}}


def run(*actions: Values, **fields: Any) -> Talk:
    talk = Talk(tree({"a": decision(*actions, **fields)}))
    talk.say("hello")
    return talk


def saved(talk: Talk) -> dict[str, Any]:
    assert talk.state.chat is not None
    return talk.state.chat.data


def test_the_values_of_one_action_are_saved_together() -> None:
    talk = run(
        {"save_data": {"a": "1", "b": 2, "c": None, "d": True}},
        {"save_data": {"a": "{{ b }}{{ text }}", "b": "{{ a }}"}},
    )
    assert saved(talk) == {"a": "2hello", "b": "1", "c": None, "d": True}
    assert [event.name for event in talk.events if isinstance(event, Saved)] == ["a", "b", "c", "d", "a", "b"]


def test_texts_have_the_values_of_the_chat_and_no_saved_one_hides_them() -> None:
    talk = run(
        {"save_data": {"text": "mine", "contact": "mine", "secrets": "mine"}},
        send("{{ text }}|{{ contact.name }}|{{ contact.number }}|{{ contact.language }}|{{ inbound.name }}"),
        send("{{ inbound.title }}|{{ message.name }}|{{ message.time_created }}|{{ message.direction }}|{{ secrets }}"),
        send("{{ interaction.name }}|{{ interaction.title }}|{{ interaction.time }}|{{ interactionHash }}"),
        send("{{ config.callback }}"),
    )
    assert talk.reads() == [
        "hello|Jana|+420777000111|en|line",
        "The line|m|2026-07-07 10:00:00|IN|",
        "wap_1|A chat|2026-07-07 10:00:00|abc",
        "https://cc.example/in",
    ]


def test_conditions_decide_by_data() -> None:
    talk = run(
        {"save_data": {"n": "14"}},
        when("n == 14", [send("yes"), when("n > 20", [send("no")], [send("less")])], [send("no")]),
        when("missing", [send("no")]),
        when("not missing", [], [send("no")]),
        send("end"),
    )
    assert talk.reads() == ["yes", "less", "end"]
    assert [event.then for event in talk.events if isinstance(event, Branched)] == [True, False, False, True]
    assert talk.all[-1].place == "/decision_trees/menu/decisions/a/actions/4/send_message"


def test_a_request_waits_in_the_middle_of_loops_and_conditions() -> None:
    talk = run(
        ask(save_as="orders"),
        loop(
            "orders",
            when("order.open", [send("{{ order.id }}"), ask(), send("{{ order.id }}: {{ parcel }}")]),
            item="order",
        ),
        send("end {{ order.x }}"),
    )
    asked = talk.one(Asked)
    assert (asked.number, asked.url, asked.save_as) == (1, "https://api.example/x", "orders")
    talk.say("are you there?")
    assert talk.one(Ignored).why == "the answer to request 1 is awaited"
    talk.answer(1, json=[{"id": 7, "open": True}, {"id": 8}, {"id": 9, "open": True}])
    assert words(talk.events) == ["answered", "saved", "looped", "branched", "sent", "asked"]
    talk.answer(1, json="again")
    assert words(talk.events) == ["ignored"]
    number = talk.all[-2].number  # type: ignore[union-attr]
    talk.answer(number, json={"x": "kept"})
    assert talk.reads() == ["7: ", "9"], "inside the loop its name hides what was saved"
    talk.answer(talk.one(Asked).number, status=404)
    assert talk.reads() == ["9: ", "end "], "a request that failed leaves nothing"


def test_a_request_that_fails_clears_what_was_saved_and_the_chat_goes_on() -> None:
    deep: list[Any] = []
    for _ in range(70):
        deep = [deep]
    failures: list[tuple[dict[str, Any], str]] = [
        ({"status": 503}, "status 503"),
        ({"status": 301, "json": {}}, "status 301"),
        ({"status": None, "why": "no answer within 10 s"}, "no answer within 10 s"),
        ({"status": None}, "no answer"),
        ({}, "the answer is not JSON that can be kept"),
        ({"json": deep}, "the answer is not JSON that can be kept"),
        ({"json": "x" * (1 << 20)}, "the answer is larger than 1 MiB"),
    ]
    for answer, why in failures:
        talk = run({"save_data": {"order": "old"}}, ask(), send("[{{ order }}]"))
        talk.answer(1, **answer)
        assert talk.one(FailedRequest).why == why
        assert talk.reads() == ["[]"]
        assert "order" not in saved(talk)
    talk = run(ask(), send("[{{ order }}]"))
    talk.answer(1, status=204, json=None)
    assert talk.one(Answered).status == 204
    assert talk.reads() == ["[]"]


def test_secrets_are_named_and_never_there() -> None:
    talk = run(
        ask(
            "https://api.example/{{ text }}?key={{ secrets.crm_key | urlencode }}&again={{ secrets.crm_key }}",
            Authorization='Bearer {{ secrets.crm_key | default("x") }}',
            Other="{{ secrets }}{{ text }}",
        )
    )
    asked = talk.one(Asked)
    assert asked.url == "https://api.example/hello?key=SECRET&again=SECRET"
    assert asked.headers == {"Authorization": "Bearer SECRET", "Other": "hello"}
    assert asked.placeholders == (
        Placeholder("crm_key", 30, filters=(("urlencode", ()),)),
        Placeholder("crm_key", 43),
        Placeholder("crm_key", 7, "Authorization", (("default", ("x",)),)),
    )
    for each in asked.placeholders:
        text = asked.headers[each.header] if each.header else asked.url
        assert text[each.start :].startswith("SECRET")


@pytest.mark.parametrize(
    ("url", "is_open"),
    [
        ("https://api.example", False),
        ("https://api.example/{{ text }}", False),
        ("HTTPS://api.example:8443?{{ text }}", False),
        ("https://api.example#{{ text }}", False),
        ("https://api.example{{ text }}", True),
        ("https://api.example:{{ text }}/", True),
        ("https://api.example:443{{ text }}/", True),
        ("https://{{ text }}.example/", True),
        ("https://{{ text | urlencode }}/", True),
        ("https:{{ text }}", True),
        ("{{ text }}", True),
        ("{{ text }}https://api.example/", True),
        ("https://{{ secrets.user }}:{{ secrets.crm_key | urlencode }}@api.example/{{ text }}", False),
        ("https://{{ text }}:{{ secrets.crm_key }}@api.example/", True),
        ("https://{{ secrets.crm_key }}.example/", True),
        ("https://user@{{ text }}/", True),
        ("https://api.example/{{ text }}@x", False),
    ],
)
def test_a_request_says_whether_data_choose_its_host(url: str, is_open: bool) -> None:
    assert run(ask(url)).one(Asked).open_host is is_open


def test_loops_take_the_list_once_and_run_over_nothing_else() -> None:
    talk = run(
        ask(save_as="items"),
        loop("items", {"save_data": {"items": "none"}}, send("{{ item }}")),
        loop("items", send("no")),
        loop("text", send("no")),
        loop("missing", send("no")),
        send("{{ item }}end"),
    )
    talk.answer(1, json=["a", None, 2])
    assert talk.reads() == ["a", "2", "end"]
    assert [event.count for event in talk.events if isinstance(event, Looped)] == [3, 0, 0, 0]


def test_the_name_of_a_loop_hides_what_is_saved_until_the_loop_ends() -> None:
    talk = run(
        ask(save_as="items"),
        {"save_data": {"item": "saved"}},
        loop("items", send("{{ item }}"), {"save_data": {"item": "new"}}, send("{{ item }}")),
        send("{{ item }}"),
    )
    talk.answer(1, json=["a"])
    assert talk.reads() == ["a", "a", "new"]


def test_a_target_among_the_actions_leaves_at_once() -> None:
    talk = run(ask(save_as="items"), loop("items", send("{{ item }}"), {"target": SUPPORT}), send("no"))
    talk.answer(1, json=["a", "b"])
    assert talk.reads() == ["a"]
    assert (talk.one(Went).by, talk.one(Went).place) == (
        "action",
        "/decision_trees/menu/decisions/a/actions/1/loop/do/1/target",
    )


def test_a_thousand_actions_are_enough() -> None:
    talk = run(ask(save_as="items"), loop("items", {"save_data": {"x": 1}}))
    talk.answer(1, json=[0] * 998)
    assert talk.state.chat is not None
    talk = run(ask(save_as="items"), loop("items", {"save_data": {"x": 1}}))
    talk.answer(1, json=[0] * 999)
    failed = talk.one(Failed)
    assert (failed.bound, failed.place) == ("actions", "/decision_trees/menu/decisions/a/actions/1/loop/do/0/save_data")
    assert talk.state.chat is None
    talk = run(ask(save_as="items"), loop("items"), send("end"))
    talk.answer(1, json=[0] * 100_000)
    assert talk.reads() == ["end"], "a loop that does nothing costs nothing"


def test_more_than_a_mebibyte_of_data_or_text_ends_the_chat() -> None:
    talk = run(ask(save_as="items"), {"save_data": {"x": "{{ items }}"}})
    talk.answer(1, json="x" * 600_000)
    assert (talk.one(Failed).bound, talk.state.chat) == ("data", None)
    talk = run(ask(save_as="items"), send("{{ items }}"), send("{{ items }}"))
    talk.answer(1, json="x" * 600_000)
    assert (talk.one(Failed).bound, len(talk.reads())) == ("texts", 1)
    talk = run(ask(save_as="items"), loop("items", {"condition": {"if": "items == text", "then": []}}, send("x")))
    talk.answer(1, json=["x" * 90_000] * 9)
    assert len(talk.reads()) == 9, "7 MiB are fine"
    talk = run(ask(save_as="items"), loop("items", {"condition": {"if": "items == text", "then": []}}, send("x")))
    talk.answer(1, json=["x" * 49_990] * 20)
    failed = talk.one(Failed)
    assert (failed.bound, failed.place) == ("read", "/decision_trees/menu/decisions/a/actions/1/loop/do/0/condition")
    assert len(talk.reads()) == 7
    values = tree({"a": decision(*[TICKET] * 20, targets=[{"to": SUPPORT}])})
    values["inbound_routings"]["line"]["allow_attachments"] = "customer"
    values["ticket_categories"] = {"c": {"title": "C"}}
    talk = Talk(values)
    talk.say("", *[Attachment("photo.png")] * 30_000)
    assert talk.one(Failed).bound == "read"
    talk = run(ask(save_as="items"), {"save_data": {"items": "small"}}, {"save_data": {"x": "y" * 500}})
    talk.answer(1, json="x" * 1_000_000)
    assert talk.state.chat is not None
    assert talk.state.chat.size == len('{"items":"small","x":""}') - 1 + 500


def test_a_message_that_is_held_back_is_sent_before_the_chat_fails() -> None:
    talk = run(
        ask(save_as="items"),
        send("Hi"),
        loop("items", {"save_data": {"x": 1}}),
        targets=[button("Yes", SUPPORT)],
    )
    talk.answer(1, json=[0] * 1000)
    assert words(talk.events)[-2:] == ["sent", "failed"]
    assert talk.one(Sent).buttons == ()
