"""What people read of a change. Each case is an edit of the shop; its output stands in `golden/`."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from routecfg.bundle import Bundle
from routecfg.diff import compare
from routecfg.report.comment import as_markdown
from routecfg.report.difference import as_json, as_text
from small_estates import PROJECT, Values, bundle, rename, shop

GOLDEN = Path(__file__).parent / "golden"

DAYS = ("mon", "tue", "wed", "thu", "fri")

CASES: dict[str, Callable[[Values], Any]] = {}


def case(edit: Callable[[Values], Any]) -> Callable[[Values], Any]:
    CASES[edit.__name__] = edit
    return edit


def decisions(values: Values) -> Values:
    found: Values = values["decision_trees"]["menu"]["decisions"]
    return found


@case
def answer_leads_elsewhere(values: Values) -> None:
    decisions(values)["welcome"]["targets"][1]["to"] = {"queue": "support"}


@case
def variants_for_a_language(values: Values) -> None:
    decisions(values)["complaint"]["targets"][0]["languages"] = {"de": {"queue": "support"}}
    decisions(values)["welcome"]["actions"][0]["send_message"]["languages"] = {"cs": "Ahoj!", "de": "Hallo!"}


@case
def answer_added_in_front(values: Values) -> None:
    decisions(values)["welcome"]["targets"].insert(0, {"when": {"similar": ["hello"]}, "to": {"queue": "support"}})


@case
def answers_swapped(values: Values) -> None:
    targets = decisions(values)["welcome"]["targets"]
    targets[0], targets[1] = targets[1], targets[0]


@case
def words_of_an_answer(values: Values) -> None:
    decisions(values)["welcome"]["targets"][1]["when"]["similar"] = ["questions", "faq"]


@case
def words_of_an_answer_came_and_went(values: Values) -> None:
    answer = decisions(values)["welcome"]["targets"][1]["when"]
    answer["similar"] = ["questions", "help"]
    answer["languages"] = {"cs": ["dotazy"]}


@case
def many_words_of_an_answer(values: Values) -> None:
    decisions(values)["welcome"]["targets"][1]["when"]["similar"] += [f"question {number}" for number in range(20)]


@case
def languages_of_a_line(values: Values) -> None:
    values["inbound_routings"]["line"]["languages"] = ["en", "cs", "de"]


@case
def objects_that_do_something(values: Values) -> None:
    line = values["inbound_routings"]["line"]
    values["inbound_routings"]["second"] = {**line, "title": "Second", "channel_id": "1", "number": "+420222333445"}
    hours = values["time_groups"]["hours"]
    values["time_groups"]["late"] = {**hours, "include": [{"days": day, "hours": "20:00-22:00"} for day in DAYS]}
    values["time_groups"]["never"] = {"title": "Never"}
    condition = values["time_conditions"]["hours"]
    values["time_conditions"]["late"] = {**condition, "title": "Late", "time_group": "late"}
    values["decision_trees"]["other"] = {
        "title": "Other",
        "start": "hello",
        "decisions": {"hello": {"title": "Hello", "targets": [{"to": {"chatbot": "new"}}]}},
    }
    values["chatbots"]["new"] = {
        "title": "New",
        "chatbot_url": "https://new.shop.example/in",
        "fallback": {"terminate": "away"},
        "transfers": ["support", "support-cs"],
    }
    values["terminates"]["away"] = {"title": "Away", "disconnection_cause": "not_avail", "auto_response": "away"}
    values["templates"]["away"] = {"title": "Away", "text": "Nobody is here. Please write again tomorrow morning."}


@case
def what_new_things_say(values: Values) -> None:
    greeting = "We are glad that you write. Everybody is on the road today, so it may take until tomorrow."
    message = {"send_message": {"text": greeting, "languages": {"cs": "Dobrý den! Dnes jsme na cestě."}}}
    ask = {"request": {"url": "https://crm.shop.example/{{ text }}", "save_as": "order", "headers": {"X-Key": "12"}}}
    ticket = {"create_ticket": {"title": "{{ text }}", "category": "orders", "comment": "A wish: {{ text }}"}}
    leave = {"target": {"queue": "support"}}
    choose = {"if": "order.open", "then": [message, leave], "else": [{"save_data": {"tries": 2, "last": None}}]}
    button = {"title": "Ask a person", "languages": {"cs": "Zeptat se"}}
    answer = {"button": button, "similar": ["person", "2"], "pattern": "/help/i", "languages": {"cs": ["člověk"]}}
    values["decision_trees"]["wishes"] = {
        "title": "Wishes",
        "start": "hello",
        "decisions": {
            "thanks": {"title": "Thanks", "actions": [ticket], "targets": [{"to": {"terminate": "closed"}}]},
            "hello": {
                "title": "Hello",
                "actions": [message, ask, {"condition": choose}],
                "targets": [
                    {"when": answer, "to": {"queue": "support"}, "languages": {"cs": {"queue": "support-cs"}}},
                    {"to": {"decision": "thanks"}, "default": True},
                ],
            },
        },
    }
    values["templates"]["road"] = {"title": "On the road", "text": greeting, "languages": {"cs": "Jsme na cestě."}}
    decisions(values)["more"] = {"title": "More", "actions": [message], "targets": [{"to": {"decision": "faq"}}]}
    decisions(values)["faq"]["actions"] = [message, {"send_message": {"text": "Soon."}}]
    decisions(values)["welcome"]["targets"].insert(1, {"when": answer, "to": {"decision": "more"}})


@case
def action_added_in_front(values: Values) -> None:
    decisions(values)["order"]["actions"].insert(0, {"send_message": {"text": "One moment, please."}})


@case
def inside_a_condition(values: Values) -> None:
    decisions(values)["order"]["actions"][2]["condition"]["else"] = [{"target": {"queue": "support-cs"}}]


@case
def queue_renamed(values: Values) -> None:
    rename(values, "queues", "support", "helpdesk")


@case
def decision_renamed_and_changed(values: Values) -> None:
    rename(values["decision_trees"]["menu"], "decisions", "order", "look-up")
    decisions(values)["look-up"]["title"] = "Look it up"


@case
def title_that_a_button_follows(values: Values) -> None:
    decisions(values)["complaint"]["title"] = "Complain"


@case
def objects_added_and_removed(values: Values) -> None:
    values["queues"]["vip"] = {"title": "Very important"}
    del values["time_groups"]["inventory"]
    del values["time_groups"]["hours"]["exclude"][1]


@case
def opening_hours(values: Values) -> None:
    group = values["time_groups"]["hours"]
    group["include"][0]["hours"] = "09:00-18:00"
    group["special"].append({"dates": "12-31", "hours": "closed"})
    values["time_groups"]["inventory"]["timezone"] = "Europe/Prague"


@case
def opening_hours_written_in_another_way_and_changed(values: Values) -> None:
    group = values["time_groups"]["hours"]
    group["include"] = [
        {"days": ["fri", "mon", "tue", "thu", "wed"], "hours": ["08:00-13:00", "13:00-18:00"]},
        {"days": ["sat", "fri"], "hours": "09:00-12:00"},
    ]
    group["special"].reverse()


@case
def target_set_edited(values: Values) -> None:
    decisions(values)["more"] = {"title": "More", "targets": [{"to": {"queue": "support"}, "default": True}]}
    values["target_sets"]["people"]["targets"][0]["to"] = {"queue": "support-cs"}


@case
def text_that_speaks_to_a_terminal_and_to_markdown(values: Values) -> None:
    values["queues"]["support"]["title"] = "\x1b[31m```\n</details> @team [x](https://e.example) | `a`"


@case
def what_hardly_looks_different(values: Values) -> None:
    item = decisions(values)
    item["faq"]["title"] = "Frequent\N{NO-BREAK SPACE}questions"
    item["welcome"]["actions"][0]["send_message"]["languages"]["cs"] = "Dobry\N{COMBINING ACUTE ACCENT} den!"
    words = ["f\N{CYRILLIC SMALL LETTER A}q"]
    item["welcome"]["targets"][1]["when"] = {"button": {"title": "Quest\N{SOFT HYPHEN}ions"}, "similar": words}
    values["target_sets"]["people"]["targets"][0]["when"]["languages"]["cs"] = ["člove\N{COMBINING CARON}k"]
    values["templates"]["closed"]["text"] = "We are\nclosed."
    values["templates"]["closed"]["title"] = "Clo\N{ZERO WIDTH SPACE}sed"
    values["queues"]["support"]["title"] = "Support می\N{ZERO WIDTH NON-JOINER}خواهم"


@case
def answers_where_there_were_none(values: Values) -> None:
    item = decisions(values)
    bot = {"when": {"button": {"title": "Ask the bot"}, "similar": ["bot"]}, "to": {"chatbot": "bot"}}
    item["faq"]["targets"] = [bot, {"to": {"queue": "support"}, "default": True}]
    item["complaint"]["targets"][0]["default"] = True
    item["welcome"]["targets"][0]["when"]["languages"] = {"cs": "/č[0-9]+/"}


@case
def the_same_several_times_in_a_decision(values: Values) -> None:
    decisions(values)["faq"]["actions"] = [{"send_message": {"text": "Soon."}}] * 3


@case
def literal_secrets(values: Values) -> None:
    request = decisions(values)["order"]["actions"][1]["request"]
    request["url"] = "https://api.shop.example/?api_key=hunter2hunter2"
    request["headers"] = {"Authorization": "Bearer abcdef123456"}
    values["chatbots"]["bot"]["chatbot_url"] = "https://user:pa55word@bot.shop.example/in"


@case
def a_new_message_to_everybody(values: Values) -> None:
    for decision in decisions(values).values():
        decision.setdefault("actions", []).append({"send_message": {"text": "Thank you."}})


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_change_is_told_in_the_users_words(name: str, request: pytest.FixtureRequest) -> None:
    values = shop()
    CASES[name](values)
    _expect(f"{name}.txt", as_text(compare(bundle(shop()), bundle(values))), request)


def test_of_long_texts_only_what_changed_is_shown(request: pytest.FixtureRequest) -> None:
    before, after = shop(), shop()
    text = "We are glad to help. " * 30
    for values, number in ((before, "222"), (after, "555")):
        message = decisions(values)["welcome"]["actions"][0]["send_message"]
        message["text"] = f"{text}Call {number} 333 444. {text}"
    _expect("long_text.txt", as_text(compare(bundle(before), bundle(after))), request)


@pytest.mark.parametrize(("was", "now"), [("電話222番。", "電話555番。"), ("", "電話555番。"), ("電話222番。", "")])
@pytest.mark.parametrize("rest", ["またどうぞ。" * 30, ""])
def test_of_long_texts_without_spaces_what_changed_is_shown_too(was: str, now: str, rest: str) -> None:
    before, after = shop(), shop()
    for values, text in ((before, was), (after, now)):
        message = decisions(values)["welcome"]["actions"][0]["send_message"]
        message["text"] = f"{'お問い合わせありがとうございます。' * 20}{text}{rest}"
    told = as_text(compare(bundle(before), bundle(after)))
    assert was in told
    assert now in told
    assert "not shown" not in told


def test_of_a_long_list_of_dates_what_came_and_what_went_is_told(request: pytest.FixtureRequest) -> None:
    before, after = shop(), shop()
    for values, year in ((before, 2026), (after, 2027)):
        dates = [f"2026-{month:02}-{day:02}" for month in range(1, 12) for day in (1, 15)]
        values["time_groups"]["hours"]["special"] = [
            {"dates": [*dates, f"{year}-12-24"], "hours": "closed"},
            {"dates": [f"2025-{date[5:]}" for date in dates], "hours": f"09:00-1{year - 2020}:00"},
        ]
    _expect("long_list_of_dates.txt", as_text(compare(bundle(before), bundle(after))), request)


def test_what_several_trees_change_alike_is_told_once(request: pytest.FixtureRequest) -> None:
    before, after = shop(), shop()
    for values in (before, after):
        for number in range(6):
            values["decision_trees"][f"tree-{number}"] = deepcopy(values["decision_trees"]["menu"])
    after["target_sets"]["people"]["targets"][0]["to"] = {"queue": "support-cs"}
    after["target_sets"]["people"]["targets"][0]["when"]["languages"]["cs"] = ["operátor"]
    after["decision_trees"]["tree-3"]["title"] = "Another title"
    difference = compare(bundle(before), bundle(after))
    _expect("several_trees.txt", as_text(difference), request)
    _expect("several_trees.md", as_markdown(difference), request)
    told = json.loads(as_json(difference))
    assert [len(item["details"]) for item in told["objects"]] == [3, 3, 3, 3, 4, 3, 3]


def test_settings_are_told(request: pytest.FixtureRequest) -> None:
    project = {**PROJECT, "similarity": 100, "languages": ["cs", "en"], "secrets": {"crm_key": {"env": "CRM"}}}
    _expect("settings.txt", as_text(compare(bundle(shop()), bundle(shop(), project))), request)


def test_a_first_release_lists_all(request: pytest.FixtureRequest) -> None:
    _expect("first.txt", as_text(compare(None, bundle(shop()))), request)


def test_what_follows_from_other_data_is_one_line(request: pytest.FixtureRequest) -> None:
    item = bundle(shop())
    (czech,) = item.derived.holidays
    dates = {day: name for day, name in czech.dates.items() if day != "2026-07-05"}
    later = replace(czech, dates={**dates, "2026-08-01": "A new day"})
    derived = replace(item.derived, holidays=(later,))
    _expect("holidays.txt", as_text(compare(item, Bundle(item.estate, derived, item.inputs))), request)


@pytest.mark.parametrize(
    "name", ["text_that_speaks_to_a_terminal_and_to_markdown", "queue_renamed", "what_new_things_say"]
)
def test_a_pull_request_shows_it(name: str, request: pytest.FixtureRequest) -> None:
    values = shop()
    CASES[name](values)
    _expect(f"{name}.md", as_markdown(compare(bundle(shop()), bundle(values))), request)


def test_a_pull_request_lists_as_many_objects_as_there_is_room_for() -> None:
    values = shop()
    values["queues"] |= {f"queue-{number:04}": {"title": f"Queue {number} of many"} for number in range(2500)}
    comment = as_markdown(compare(bundle(shop()), bundle(values)))
    listed = comment.count("+ queue 'queue-")
    assert listed > 1400
    assert f"{2500 - listed:,} more objects: `routecfg diff` shows all." in comment
    assert 64_000 < len(comment) < 65_536


@pytest.mark.parametrize(("number", "texts"), [(1, 50), (300, 1), (1500, 1)])
def test_a_pull_request_names_what_is_new_where_there_is_no_room_for_what_it_says(number: int, texts: int) -> None:
    values = shop()
    long = {"send_message": {"text": "We are glad to help. " * 100}}
    for index in range(number):
        decisions = {"all": {"title": "All", "actions": [long] * texts, "targets": [{"to": {"queue": "support"}}]}}
        values["decision_trees"][f"tree-{index:04}"] = {"title": "A tree", "decisions": decisions}
    comment = as_markdown(compare(bundle(shop()), bundle(values)))
    assert comment.count("decision tree 'tree-") + comment.count("decision tree &#x27;tree-") >= number
    assert comment.endswith("`routecfg diff` shows more of the others.\n")
    assert len(comment) < 65_536
    if number < 1500:
        assert "We are glad to help." in comment
        assert len(comment) > 60_000


def test_a_terminal_shows_the_beginning_of_something_long_and_where_the_rest_is() -> None:
    values = shop()
    actions = [{"send_message": {"text": f"Message {number}"}} for number in range(100)]
    values["decision_trees"]["long"] = {"title": "Long", "decisions": {"all": {"title": "All", "actions": actions}}}
    difference = compare(bundle(shop()), bundle(values))
    text = as_text(difference)
    assert text.count("message 'Message") == 29
    assert "… 71 more lines: 'routecfg show decision_trees/long' shows all of it" in text
    assert as_markdown(difference).count("message 'Message") == 100


def test_programs_read_all_of_what_comes_and_goes() -> None:
    values = shop()
    what_new_things_say(values)
    values["queues"]["support"]["id"] = 1
    del values["time_groups"]["inventory"], values["time_groups"]["hours"]["exclude"][1]
    told = json.loads(as_json(compare(bundle(shop()), bundle(values))))["objects"]
    found = {item["name"]: item for item in told if item["change"] != "changed"}
    assert found["road"]["after"] == {**values["templates"]["road"], "description": ""}
    assert found["road"]["before"] is None
    assert found["wishes"]["after"]["decisions"][1]["actions"][0]["create_ticket"]["category"] == "orders"
    assert found["inventory"]["before"]["include"][0]["dates"] == ["01-02", "07-01"]


def test_programs_read_paths_values_and_whether_the_change_is_large() -> None:
    values = shop()
    values["inbound_routings"]["line"]["next_destination"] = {"terminate": "closed"}
    told = json.loads(as_json(compare(bundle(shop()), bundle(values))))
    (detail,) = told["objects"][0]["details"]
    assert detail["path"] == ["next_destination"]
    assert (detail["before"], detail["after"]) == ({"time_condition": "hours"}, {"terminate": "closed"})
    assert detail["text"] == "next destination changed to terminate 'closed' (was time condition 'hours')"
    assert told["large_change"]["large"]
    assert "inbound routing 'line'" in told["large_change"]["reasons"][0]


def test_programs_read_it(request: pytest.FixtureRequest) -> None:
    values = shop()
    queue_renamed(values)
    answer_leads_elsewhere(values)
    _expect("queue_renamed.json", as_json(compare(bundle(shop()), bundle(values))), request)


def _expect(name: str, text: str, request: pytest.FixtureRequest) -> None:
    path = GOLDEN / name
    if request.config.getoption("--update-golden"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()
