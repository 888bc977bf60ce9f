"""What there is to try, what events show of it, and what is proved to be out of reach."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from engine.talking import Talk, decision, tree
from routecfg.engine import Asked, Event
from routecfg.pipeline.analysis import analysis
from routecfg.scenarios.coverage import Counted, Coverage, Goal, covered, goals, measured, unreachable
from routecfg.scenarios.coverage import out_of_reach as proofs
from small_estates import TODAY, Values, estate_and_settings, shop

MENU = "/decision_trees/menu/decisions"
SUPPORT: Values = {"queue": "support"}
ASKS: Values = {"when": {"similar": ["more"]}, "to": {"decision": "b"}}
LATE: Values = {"title": "Late", "include": [{"hours": "20:00-24:00"}]}


def every(values: Values) -> tuple[Goal, ...]:
    estate, settings = estate_and_settings(values)
    return goals(estate, settings.languages[0])


def coverage(values: Values, events: Iterable[Event] = ()) -> Coverage:
    estate, settings = estate_and_settings(values)
    return measured(events, estate, analysis(estate, settings, TODAY))


def left_out(values: Values) -> dict[tuple[str, str], str]:
    return {(goal.place, goal.which): why for goal, why in coverage(values).unreachable.items()}


def test_everything_that_can_be_tried_is_a_goal_once() -> None:
    assert [(goal.kind, goal.place, goal.which) for goal in every(shop())] == [
        ("inbound_routings", "/inbound_routings/line", ""),
        ("time_entries", "/time_groups/hours/include/0", ""),
        ("time_entries", "/time_groups/hours/include/1", ""),
        ("time_entries", "/time_groups/hours/exclude/0", ""),
        ("time_entries", "/time_groups/hours/exclude/1", ""),
        ("time_entries", "/time_groups/hours/special/0", ""),
        ("time_entries", "/time_groups/hours/special/1", ""),
        ("time_entries", "/time_groups/inventory/include/0", ""),
        ("time_conditions", "/time_conditions/hours/if_time_matches", ""),
        ("time_conditions", "/time_conditions/hours/if_time_does_not_match", ""),
        ("targets", "/target_sets/people/targets/0", ""),
        ("decisions", f"{MENU}/welcome", ""),
        ("actions", f"{MENU}/welcome/actions/0/send_message", ""),
        ("texts", f"{MENU}/welcome/actions/0/send_message/text", "en"),
        ("texts", f"{MENU}/welcome/actions/0/send_message/languages/cs", "cs"),
        ("targets", f"{MENU}/welcome/targets/0", ""),
        ("targets", f"{MENU}/welcome/targets/1", ""),
        ("targets", f"{MENU}/welcome/targets/2", ""),
        ("defaults", f"{MENU}/welcome/targets/2", ""),
        ("decisions", f"{MENU}/order", ""),
        ("actions", f"{MENU}/order/actions/0/save_data", ""),
        ("actions", f"{MENU}/order/actions/1/request", ""),
        ("branches", f"{MENU}/order/actions/2/condition", "then"),
        ("branches", f"{MENU}/order/actions/2/condition", "else"),
        ("actions", f"{MENU}/order/actions/2/condition/then/0/loop", ""),
        ("actions", f"{MENU}/order/actions/2/condition/then/0/loop/do/0/send_message", ""),
        ("texts", f"{MENU}/order/actions/2/condition/then/0/loop/do/0/send_message/text", "en"),
        ("actions", f"{MENU}/order/actions/2/condition/else/0/target", ""),
        ("targets", f"{MENU}/order/targets/0", ""),
        ("decisions", f"{MENU}/complaint", ""),
        ("actions", f"{MENU}/complaint/actions/0/create_ticket", ""),
        ("targets", f"{MENU}/complaint/targets/0", ""),
        ("targets", f"{MENU}/complaint/targets/0/languages/cs", ""),
        ("decisions", f"{MENU}/faq", ""),
        ("targets", f"{MENU}/faq/targets/0", ""),
        ("chatbots", "/chatbots/bot", "answered"),
        ("chatbots", "/chatbots/bot", "transferred"),
        ("chatbots", "/chatbots/bot", "down"),
        ("texts", "/templates/closed/text", "en"),
    ]


def ask(talk: Talk, text: str, language: str | None = None) -> Talk:
    """A new chat a week later, and one message in it."""
    talk.later(days=7).say(language=language)
    talk.say(text)
    return talk


def test_chats_cover_what_they_show() -> None:
    talk = Talk(shop())
    for order in ({"open": True, "items": [{"name": "tea"}]}, {"open": False}):
        ask(talk, "123456").answer(talk.one(Asked).number, json=order)
    talk.closed()
    for text in ("?", "faq", "agent"):
        ask(talk, text).closed()
    ask(talk, "?", "cs").closed()
    ask(talk, "faq").bot(text="Hello")
    talk.bot(transfer="10001")
    talk.closed()
    ask(talk, "faq").bot_down()
    talk.closed()
    talk.later(hours=12).say()
    found = coverage(shop(), talk.all)
    assert [goal.place.rpartition("/hours/")[2] for goal in found.uncovered] == [
        "include/1",
        "exclude/0",
        "exclude/1",
        "special/0",
        "special/1",
        "/time_groups/inventory/include/0",
        f"{MENU}/welcome/targets/2",
    ]
    assert found.total == Counted(39, 32)
    assert found.total.percent == 82.0
    assert found.hits[Goal("decisions", f"{MENU}/order")] == 2
    assert found.by_kind["branches"] == Counted(2, 2)
    assert found.unreachable == {}


def test_what_a_target_set_has_counts_at_the_set() -> None:
    talk = Talk(shop())
    talk.say()
    talk.say("human")
    shown = Counter(covered(talk.events, *_estate_and_first(shop())))
    assert shown == {Goal("targets", "/target_sets/people/targets/0"): 1}


def test_not_understood_is_a_goal_where_there_is_no_default() -> None:
    values = tree({"a": decision(targets=[ASKS]), "b": decision(targets=[{**ASKS, "default": True}])})
    places = [(goal.kind, goal.place) for goal in every(values) if goal.kind in ("not_understood", "defaults")]
    assert places == [("not_understood", f"{MENU}/a"), ("defaults", f"{MENU}/b/targets/0")]
    talk = Talk(values)
    talk.say()
    talk.say("what?")
    assert coverage(values, talk.all).by_kind["not_understood"] == Counted(1, 1)


def test_the_default_of_a_target_set_counts_where_no_other_is_taken() -> None:
    sets = {"rest": {"targets": [{"to": SUPPORT, "default": True}]}}
    alone = tree({"a": {**decision(targets=[ASKS]), "also": ["rest"]}, "b": decision(targets=[ASKS])}, target_sets=sets)
    assert Goal("defaults", "/target_sets/rest/targets/0") in every(alone)
    own = {**ASKS, "default": True}
    both = tree({"a": {**decision(targets=[own]), "also": ["rest"]}, "b": decision(targets=[ASKS])}, target_sets=sets)
    assert Goal("defaults", "/target_sets/rest/targets/0") not in every(both)


def _estate_and_first(values: Values) -> tuple[Any, str]:
    estate, settings = estate_and_settings(values)
    return estate, settings.languages[0]


END: Values = decision(targets=[{"to": SUPPORT}])
PROVED: dict[str, tuple[Values, str, str, str]] = {
    "a decision that nothing leads to": (tree({"a": END, "b": END}), f"{MENU}/b", "", proofs.NOT_REACHED),
    "behind a target": (
        tree({"a": decision({"target": SUPPORT}, {"send_message": {"text": "x"}}, targets=[ASKS]), "b": END}),
        f"{MENU}/a/actions/1/send_message/text",
        "en",
        proofs.LEAVES,
    ),
    "an answer behind a target": (
        tree({"a": decision({"target": SUPPORT}, targets=[ASKS]), "b": END}),
        f"{MENU}/a/targets/0",
        "",
        proofs.LEAVES,
    ),
    "nothing is awaited behind a target": (
        tree({"a": decision({"target": SUPPORT}, targets=[ASKS]), "b": END}),
        f"{MENU}/a",
        "",
        proofs.LEAVES,
    ),
    "a branch that data decide": (
        tree(
            {
                "a": decision(
                    {"save_data": {"paid": "no"}},
                    {"condition": {"if": 'paid == "yes"', "then": [{"target": SUPPORT}], "else": []}},
                    targets=[{"to": SUPPORT}],
                )
            }
        ),
        f"{MENU}/a/actions/1/condition",
        "then",
        proofs.DECIDED,
    ),
    "what stands in such a branch": (
        tree(
            {"a": decision({"condition": {"if": "1 == 2", "then": [{"send_message": {"text": "x"}}]}}, targets=[ASKS])}
            | {"b": END}
        ),
        f"{MENU}/a/actions/0/condition/then/0/send_message",
        "",
        proofs.DECIDED,
    ),
    "a pattern behind one that has it all": (
        tree(
            {
                "a": decision(
                    targets=[
                        {"when": {"pattern": "/[0-9]/"}, "to": SUPPORT},
                        {"when": {"pattern": "/[0-9]{6}/"}, "to": SUPPORT},
                    ]
                )
            }
        ),
        f"{MENU}/a/targets/1",
        "",
        proofs.TAKEN,
    ),
    "a pattern that fits nothing": (
        tree({"a": decision(targets=[{"when": {"pattern": "/a^b/"}, "to": SUPPORT}])}),
        f"{MENU}/a/targets/0",
        "",
        proofs.TAKEN,
    ),
    "what only such an answer leads to": (
        tree(
            {
                "a": decision(
                    targets=[
                        {"when": {"pattern": "/[0-9]/"}, "to": SUPPORT},
                        {"when": {"pattern": "/[0-9]{6}/"}, "to": {"decision": "b"}},
                    ]
                ),
                "b": END,
            }
        ),
        f"{MENU}/b/targets/0",
        "",
        proofs.NOT_REACHED,
    ),
    "words behind a pattern that fits everything": (
        tree({"a": decision(targets=[{"when": {"pattern": "/(?s:.*)/"}, "to": SUPPORT}, ASKS]), "b": END}),
        f"{MENU}/a/targets/1",
        "",
        proofs.TAKEN,
    ),
    "a bot without transfers": (
        tree(
            {"a": decision(targets=[{"to": {"chatbot": "bot"}}])},
            chatbots={"bot": {"title": "B", "chatbot_url": "https://b.example", "fallback": SUPPORT}},
        ),
        "/chatbots/bot",
        "transferred",
        proofs.NO_QUEUE,
    ),
    "a template that nothing sends": (
        tree({"a": END}, templates={"t": {"title": "T", "text": "x"}}),
        "/templates/t/text",
        "en",
        proofs.NOT_SENT,
    ),
    "a group that no chat asks": (
        tree({"a": END}, time_groups={"late": LATE}),
        "/time_groups/late/include/0",
        "",
        proofs.NOT_ASKED,
    ),
}


@pytest.mark.parametrize("case", PROVED)
def test_what_is_proved_is_left_out_with_its_reason(case: str) -> None:
    values, place, which, why = PROVED[case]
    assert left_out(values).get((place, which)) == why


def hours_left_out(**groups: Values) -> dict[str, str]:
    return {place: why for (place, _), why in left_out(hours(**groups)).items() if place.startswith("/time_")}


def hours(**groups: Values) -> Values:
    """Open late: asked in the afternoon only, then once more."""
    values = shop()
    values["time_groups"] = {"afternoon": {"title": "A", "include": [{"hours": "12:00-18:00"}]}, **groups}
    values["time_conditions"] = {
        "hours": {"title": "H", "time_group": "afternoon", "if_time_matches": {"time_condition": "late"}},
        "late": {"title": "L", "time_group": "late", "if_time_matches": SUPPORT},
    }
    for condition in values["time_conditions"].values():
        condition["if_time_does_not_match"] = {"decision_tree": "menu"}
    return values


def test_hours_that_no_chat_meets_are_left_out() -> None:
    over: Values = {"dates": "2020-01-01"}
    late = {**LATE, "include": [*LATE["include"], {"hours": "10:00-11:00"}, over], "exclude": [{"group": "off"}]}
    off: Values = {"title": "Off", "include": [{"dates": "07-05"}], "exclude": [over]}
    assert hours_left_out(late=late, off=off) == {
        "/time_groups/late/include/0": proofs.OTHER_TIMES,
        "/time_groups/late/include/1": proofs.OTHER_TIMES,
        "/time_groups/late/include/2": proofs.NO_TIME,
        "/time_groups/late/exclude/0": proofs.OTHER_TIMES,
        "/time_groups/off/exclude/0": proofs.NO_TIME,
        "/time_conditions/late/if_time_matches": proofs.NEVER_HOLDS,
    }
    everything: Values = {"title": "Late", "include": [{"hours": "00:00-24:00"}], "exclude": [{"hours": "00:00-01:00"}]}
    assert hours_left_out(late=everything) == {
        "/time_groups/late/exclude/0": proofs.OTHER_TIMES,
        "/time_conditions/late/if_time_does_not_match": proofs.ALWAYS_HOLDS,
    }


def test_what_a_chat_of_another_year_shows_counts_although_it_is_over() -> None:
    values = shop()
    values["time_groups"]["hours"]["include"].append({"dates": "2026-01-03", "hours": "20:00-21:00"})
    place = "/time_groups/hours/include/2"
    assert left_out(values) == {(place, ""): proofs.NO_TIME}
    talk = Talk(values)
    talk.now = talk.now.replace(month=1, day=3, hour=21)  # 20:00 in winter
    talk.say()
    found = coverage(values, talk.all)
    assert found.unreachable == {}
    assert found.hits[Goal("time_entries", place)] == 1


def test_proofs_hold_from_the_day_on_that_is_given() -> None:
    values = shop()
    values["time_groups"]["hours"]["include"].append({"dates": "2026-01-03", "hours": "20:00-21:00"})
    estate, settings = estate_and_settings(values)
    assert unreachable(every(values), estate, analysis(estate, settings, date(2026, 1, 1))) == {}


@pytest.mark.parametrize(
    ("counted", "percent", "enough", "too_much"),
    [
        (Counted(3, 2), 66.6, 66.6, 66.7),
        (Counted(10_000, 9_999), 99.9, 99.99, 100),
        (Counted(3, 3), 100.0, 100, 101),
        (Counted(0, 0), 100.0, 100, 101),
    ],
)
def test_a_share_is_never_rounded_up(counted: Counted, percent: float, enough: float, too_much: float) -> None:
    assert counted.percent == percent
    assert counted.reaches(enough)
    assert counted.goals == 0 or not counted.reaches(too_much)
