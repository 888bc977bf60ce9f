"""The account of small edits of the small shop."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from routecfg.impact import Account, Change, Decided, StaffChange, account, large_impact
from small_estates import PROJECT, TODAY, Values, bundle, rename, shop


def of(edit: Callable[[Values], Any]) -> Account:
    """The account of one edit."""
    edited = shop()
    edit(edited)
    return account(bundle(shop()), bundle(edited), TODAY)


def only(found: Account) -> Change:
    """The only change of the only line."""
    assert len(found.lines) == 1
    assert len(found.lines[0].changes) == 1, found.lines[0].changes
    return found.lines[0].changes[0]


def decisions(values: Values) -> Values:
    inner: Values = values["decision_trees"]["menu"]["decisions"]
    return inner


def said(change: Change) -> list[str | None]:
    return [each.step.say or each.step.press or each.step.send for each in change.chat]


def test_nothing_changes() -> None:
    assert of(lambda _values: None) == Account(every=1)


def test_a_text_is_read_by_those_who_come_in() -> None:
    def edit(values: Values) -> None:
        decisions(values)["welcome"]["actions"][0]["send_message"]["text"] = "Hi {{ contact.name }}!"

    change = only(of(edit))
    assert change.languages == ("en",)
    assert (change.before.reads, change.after.reads) == (("Hello Jana!",), ("Hi Jana!",))
    assert change.place == "/decision_trees/menu/decisions/welcome/actions/0/send_message"
    assert change.waiting is None
    assert not change.always


def test_hours_move_those_who_come_in_then_and_nobody_else() -> None:
    def edit(values: Values) -> None:
        values["time_groups"]["hours"]["include"][1]["hours"] = ["09:00-15:00"]

    found = of(edit)
    change = only(found)
    assert change.windows[0] == ("2026-07-04T12:00:00+02:00", "2026-07-04T13:00:00+02:00")
    assert change.at == change.windows[0][0]
    assert change.place == "/time_groups/hours"
    assert change.before.ends is not None
    assert change.before.ends.terminate == "closed"
    assert change.after.waits is not None
    assert change.languages == ("en", "cs")
    assert 0 < found.lines[0].moved < 0.01


def test_an_answer_leads_elsewhere() -> None:
    def edit(values: Values) -> None:
        values["target_sets"]["people"]["targets"][0]["to"] = {"queue": "support-cs"}

    change = only(of(edit))
    assert said(change) == ["Hello", "agent"]
    assert change.waiting is not None
    assert change.waiting.decision == "welcome"
    assert change.after.ends is not None
    assert change.after.ends.queue == "support-cs"


@pytest.mark.parametrize("holds", [True, False])
def test_a_branch_is_shown_with_a_stub_that_leads_there(holds: bool) -> None:
    def edit(values: Values) -> None:
        condition = decisions(values)["order"]["actions"][2]["condition"]
        if holds:
            condition["then"][0]["loop"]["do"][0]["send_message"]["text"] = "* {{ item.name }}"
        else:
            condition["else"][0]["target"] = {"queue": "support-cs"}

    change = only(of(edit))
    assert said(change) == ["Hello", "123456"]
    assert list(change.requests) == ["https://api.shop.example/123456?key=SECRET"]
    value = change.requests["https://api.shop.example/123456?key=SECRET"]["json"]
    assert bool(value and value["open"]) is holds


def test_a_chatbot_that_is_down_leads_elsewhere() -> None:
    def edit(values: Values) -> None:
        values["chatbots"]["bot"]["fallback"] = {"queue": "support-cs"}

    change = only(of(edit))
    assert change.bots == {"bot": {"down": True}}
    assert change.place == "/chatbots/bot/fallback"


def test_the_text_of_a_template_is_read_where_the_chat_ends() -> None:
    def edit(values: Values) -> None:
        values["templates"]["closed"]["text"] = "Closed."

    assert only(of(edit)).place == "/templates/closed"


def test_what_was_saved_otherwise_is_read_later() -> None:
    def edit(values: Values) -> None:
        decisions(values)["order"]["actions"][0]["save_data"]["tries"] = 2
        decisions(values)["faq"]["actions"] = []

    base = shop()
    decisions(base)["welcome"]["actions"].append({"send_message": {"text": "Tries: {{ tries }}"}})
    edited = shop()
    decisions(edited)["welcome"]["actions"].append({"send_message": {"text": "Tries: {{ tries }}"}})
    edit(edited)
    change = only(account(bundle(base), bundle(edited), TODAY))
    assert change.place == "/decision_trees/menu/decisions/order/actions/0/save_data/tries"
    assert (change.before.reads[-1], change.after.reads[-1]) == ("Tries: 1", "Tries: 2")


def test_what_is_only_renamed_is_no_change() -> None:
    edited = shop()
    rename(edited, "queues", "support-cs", "support-czech")
    rename(edited["decision_trees"]["menu"], "decisions", "faq", "questions")
    assert account(bundle(shop()), bundle(edited), TODAY).lines == ()


def test_lines_that_are_new_or_gone_are_said_apart() -> None:
    edited = shop()
    line = edited["inbound_routings"].pop("line")
    edited["inbound_routings"]["other"] = {
        **line,
        "title": "Something else",
        "channel_id": "77",
        "number": "+420777888999",
        "next_destination": {"queue": "support"},
        "api_token": {"env": "OTHER"},
        "allow_attachments": "both",
    }
    found = account(bundle(shop()), bundle(edited), TODAY)
    assert [(line.inbound, line.status) for line in found.lines] == [("line", "removed"), ("other", "added")]
    assert found.every == 2


def test_a_shorter_silence_ends_chats_sooner() -> None:
    found = account(bundle(shop()), bundle(shop(), {**PROJECT, "chat_ends_after": "2h"}), TODAY)
    change = only(found)
    assert change.place == "/project/chat_ends_after"
    assert len(change.chat) == 2


def test_files_that_are_allowed_are_answered() -> None:
    def edit(values: Values) -> None:
        values["inbound_routings"]["line"]["allow_attachments"] = "customer"

    change = only(of(edit))
    assert said(change)[-1] == "photo.png"
    assert change.place == "/inbound_routings/line/allow_attachments"


def test_what_only_the_contact_centre_notices_is_said_apart() -> None:
    def edit(values: Values) -> None:
        decisions(values)["complaint"]["actions"][0]["create_ticket"]["title"] = "A complaint"
        values["terminates"]["closed"]["answered"] = True
        values["inbound_routings"]["line"]["api_token"] = {"env": "OTHER"}

    found = of(edit)
    assert found.lines == ()
    assert set(found.staff) == {
        StaffChange(
            "/decision_trees/menu/decisions/complaint/actions/0/create_ticket/title",
            "title of the ticket",
            "Complaint",
            "A complaint",
        ),
        StaffChange("/terminates/closed/answered", "whether the chat counts as answered", "no", "yes"),
        StaffChange("/inbound_routings/line/api_token", "token", "env AMIO_TOKEN", "env OTHER"),
    }
    assert found.unnoticed == 0


def test_what_nobody_notices_is_counted() -> None:
    def edit(values: Values) -> None:
        decisions(values)["order"]["description"] = "What happens with an order number"
        values["time_groups"]["hours"]["title"] = "Hours"
        values["queues"]["support"]["title"] = "The support team"

    found = of(edit)
    assert (found.lines, found.staff, found.depends_on_data, found.unnoticed) == ((), (), (), 3)
    assert found.unnoticed_places == (
        "/time_groups/hours",
        "/decision_trees/menu/decisions/order",
        "/queues/support",
    )


MENU: Values = {
    "small": {
        "title": "Small",
        "actions": [{"save_data": {"size": "small"}}],
        "targets": [{"to": {"decision": "end"}}],
    },
    "large": {
        "title": "Large",
        "actions": [{"save_data": {"size": "large"}}],
        "targets": [{"to": {"decision": "end"}}],
    },
    "end": {
        "title": "End",
        "actions": [
            {
                "condition": {
                    "if": 'size == "large"',
                    "then": [{"send_message": {"text": "A large one"}}],
                    "else": [{"send_message": {"text": "A small one"}}],
                }
            }
        ],
        "targets": [{"to": {"queue": "support"}}],
    },
}


def sizes() -> Values:
    """The shop with a choice that only constants remember."""
    values = shop()
    decisions(values).update(deepcopy(MENU))
    for name in ("small", "large"):
        decisions(values)["welcome"]["targets"].insert(0, {"when": {"similar": [name]}, "to": {"decision": name}})
    return values


def test_a_branch_behind_a_constant_is_shown_by_the_way_on_which_it_is_saved() -> None:
    edited = sizes()
    decisions(edited)["end"]["actions"][0]["condition"]["then"][0]["send_message"]["text"] = "A big one"
    found = account(bundle(sizes()), bundle(edited), TODAY)
    change = only(found)
    assert said(change) == ["Hello", "large"]
    assert change.after.reads == ("A big one",)
    assert found.depends_on_data == ()


def test_a_branch_that_no_constant_opens_is_noticed_by_nobody() -> None:
    edited = sizes()
    base = sizes()
    for values, text in ((base, "A huge one"), (edited, "An enormous one")):
        condition = decisions(values)["end"]["actions"][0]["condition"]
        condition["else"].append({"condition": {"if": 'size == "huge"', "then": [{"send_message": {"text": text}}]}})
    found = account(bundle(base), bundle(edited), TODAY)
    assert (found.lines, found.depends_on_data, found.unnoticed) == ((), (), 1)


def test_what_a_customer_must_write_to_take_a_branch_is_written() -> None:
    base, edited = shop(), shop()
    for values, text in ((base, "Well done"), (edited, "Very well done")):
        decisions(values)["order"]["actions"].insert(
            0, {"condition": {"if": 'text == "654321"', "then": [{"send_message": {"text": text}}]}}
        )
    change = only(account(bundle(base), bundle(edited), TODAY))
    assert said(change) == ["Hello", "654321"]


def test_what_no_example_shows_depends_on_data() -> None:
    base, edited = shop(), shop()
    for values, text in ((base, "Lucky"), (edited, "Very lucky")):
        decisions(values)["order"]["actions"].insert(
            0, {"condition": {"if": "message.name == 'x'", "then": [{"send_message": {"text": text}}]}}
        )
    found = account(bundle(base), bundle(edited), TODAY)
    assert found.lines == ()
    assert [(each.inbound, each.condition) for each in found.depends_on_data] == [("line", "message.name == 'x'")]


def test_what_depends_on_data_is_not_taken_for_shown_by_a_decision_whose_name_begins_alike() -> None:
    base, edited = shop(), shop()
    for values, text in ((base, "Lucky"), (edited, "Very lucky")):
        decisions(values)["order"]["actions"].insert(
            0, {"condition": {"if": "message.name == 'x'", "then": [{"target": {"decision": "lucky"}}]}}
        )
        for name in ("lucky", "lucky-2"):
            lucky = {
                "title": "Lucky",
                "actions": [{"send_message": {"text": text}}],
                "targets": [{"to": {"queue": "support"}}],
            }
            decisions(values)[name] = lucky
        decisions(values)["welcome"]["targets"][1]["to"] = {"decision": "lucky-2"}
    found = account(bundle(base), bundle(edited), TODAY)
    assert only(found).place == "/decision_trees/menu/decisions/lucky-2/actions/0/send_message"
    assert [each.condition for each in found.depends_on_data] == ["message.name == 'x'"]


def test_a_second_change_behind_other_words_is_seen_too() -> None:
    def edit(values: Values) -> None:
        decisions(values)["welcome"]["actions"][0]["send_message"]["text"] = "Hi!"
        values["target_sets"]["people"]["targets"][0]["to"] = {"queue": "support-cs"}

    places = [change.place for change in of(edit).lines[0].changes]
    assert places == [
        "/decision_trees/menu/decisions/welcome/actions/0/send_message",
        "/decision_trees/menu/decisions/welcome/targets/3",
    ]


def test_hours_that_send_most_customers_elsewhere_are_a_large_change() -> None:
    def edit(values: Values) -> None:
        values["time_groups"]["hours"]["include"][0]["hours"] = ["20:00-22:00"]

    found = of(edit)
    reasons = list(large_impact(found))
    assert len(reasons) == 1
    assert reasons[0].startswith("other hours send customers of inbound routing 'line' somewhere else for 3")
    assert list(large_impact(of(lambda values: values["queues"]["support"].update(title="Other")))) == []


def test_a_comparison_in_part_is_a_large_change() -> None:
    reasons = list(large_impact(Account(compared="in part", why=("there is too much to compare",))))
    assert reasons == ["what it does to chats could be compared in part only: there is too much to compare"]


def test_constants_that_turn_out_to_decide_the_way_are_followed() -> None:
    base = sizes()
    inner = decisions(base)
    inner["large"]["actions"].append({"save_data": {"kind": "gift"}})
    inner["small"]["actions"].append({"save_data": {"kind": "own"}})
    for name, condition, to in (("end", 'size == "large"', "wrapped"), ("wrapped", 'kind == "gift"', "ribbon")):
        inner[name] = {
            "title": name,
            "actions": [{"condition": {"if": condition, "then": [{"target": {"decision": to}}]}}],
            "targets": [{"to": {"queue": "support"}}],
        }
    inner["ribbon"] = {
        "title": "Ribbon",
        "actions": [{"send_message": {"text": "With a ribbon"}}],
        "targets": [{"to": {"queue": "support"}}],
    }
    edited = deepcopy(base)
    decisions(edited)["ribbon"]["actions"][0]["send_message"]["text"] = "With a red ribbon"
    found = account(bundle(base), bundle(edited), TODAY)
    assert said(only(found)) == ["Hello", "large"]
    assert found.depends_on_data == ()


def test_a_language_that_is_new_to_a_line_was_not_looked_for_before() -> None:
    base, edited = shop(), shop()
    base["inbound_routings"]["line"]["languages"] = ["en"]
    edited["inbound_routings"]["line"]["languages"] = ["en", "cs"]
    for one, other, reads in (
        (base, edited, ("Hello Jana!", "Dobrý den!")),
        (edited, base, ("Dobrý den!", "Hello Jana!")),
    ):
        change = only(account(bundle(one), bundle(other), TODAY))
        assert change.languages == ("cs",)
        assert (change.before.reads[0], change.after.reads[0]) == reads
        assert change.place == "/inbound_routings/line/languages"


def test_a_setting_is_named_once_for_all_that_it_does() -> None:
    found = account(bundle(shop()), bundle(shop(), {**PROJECT, "similarity": 60}), TODAY)
    assert [change.place for change in found.lines[0].changes] == ["/project/similarity"]


def test_what_decides_alike_on_both_sides_is_said() -> None:
    def edit(values: Values) -> None:
        decisions(values)["order"]["actions"][2]["condition"]["else"][0]["target"] = {"queue": "support-cs"}

    change = only(of(edit))
    assert change.decided == (Decided("if", "order.open", False),)
    arrival = only(of(lambda values: values["templates"]["closed"].update(text="Closed.")))
    assert arrival.decided == (Decided("time_condition", "hours", False),)
    assert not arrival.always


def test_a_default_that_is_gone_is_found_at_the_answers_of_its_decision() -> None:
    edited = shop()
    del decisions(edited)["welcome"]["targets"][2]["default"]
    base = deepcopy(edited)
    decisions(base)["welcome"]["targets"].append({"to": {"decision": "complaint"}, "default": True})
    (line,) = account(bundle(base), bundle(edited), TODAY).lines
    places = {change.place for change in line.changes}
    assert places == {"/decision_trees/menu/decisions/welcome/targets"}, "another answer stands in its position now"


def test_another_answer_that_leads_there_and_stays_as_it_is_is_no_cause() -> None:
    base = shop()
    decisions(base)["welcome"]["targets"][1] = {"when": {"similar": ["faq"]}, "to": {"queue": "support"}}
    edited = deepcopy(base)
    del edited["decision_trees"]["menu"]["also"]
    change = only(account(bundle(base), bundle(edited), TODAY))
    assert change.place == "/decision_trees/menu/decisions/welcome/targets"


def test_answers_of_a_whole_tree_that_are_gone_are_found_at_the_tree() -> None:
    base = shop()
    decisions(base)["complaint"]["targets"] = [{"when": {"similar": ["menu"]}, "to": {"decision": "welcome"}}]
    edited = deepcopy(base)
    del edited["decision_trees"]["menu"]["also"]
    found = account(bundle(base), bundle(edited), TODAY)
    assert {change.place for change in found.lines[0].changes} == {"/decision_trees/menu/also"}
    assert {change.waiting.decision for change in found.lines[0].changes if change.waiting} == {"welcome", "complaint"}
    assert found.unnoticed_places == ()
