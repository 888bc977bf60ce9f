"""What the account says in words: times, and the forms of a report."""

from copy import deepcopy
from datetime import datetime, timedelta

import pytest

from impact.test_impact_small import decisions
from routecfg.impact import account
from routecfg.impact.wording import times_in_words
from routecfg.report.impact import impact_lines, impact_markdown, impact_values
from routecfg.screen import PLAIN
from small_estates import PROJECT, TODAY, bundle, shop

SATURDAY = datetime.fromisoformat("2026-07-04T12:00:00+02:00")


def weekly(count: int, hours: int = 1) -> list[tuple[str, str]]:
    """So many Saturdays from noon on."""
    starts = [SATURDAY + timedelta(weeks=number) for number in range(count)]
    return [(start.isoformat(), (start + timedelta(hours=hours)).isoformat()) for start in starts]


def test_a_pattern_is_said_as_one() -> None:
    assert times_in_words(weekly(12)) == "Saturdays 12:00-13:00, first on 4 July 2026, 12 times in two years"


def test_few_days_are_said_one_by_one() -> None:
    assert times_in_words(weekly(2)) == "4 July 2026 and 11 July 2026 12:00-13:00"
    assert times_in_words(weekly(1, 12)) == "4 July 2026 12:00-24:00"
    assert times_in_words(weekly(1, 36)) == "4 July 2026 12:00 to Monday 00:00"
    assert times_in_words(weekly(12, 22)).startswith("Saturdays 12:00 to Sunday 10:00, first on 4 July 2026, 12 times")
    assert times_in_words(weekly(1, 200)) == "4 July 2026 12:00 to 12 July 2026 20:00"


def test_what_does_not_fit_the_pattern_is_said_apart() -> None:
    other = ("2026-12-24T11:00:00+01:00", "2026-12-24T12:00:00+01:00")
    assert times_in_words([*weekly(12), other]) == (
        "Saturdays 12:00-13:00, first on 4 July 2026, 12 times in two years, and 24 December 2026 11:00-12:00"
    )


def test_no_text_of_a_user_is_read_as_markdown() -> None:
    edited = shop()
    text = "A | B `code` *x* @all <b> [a](https://b.example)"
    decisions(edited)["welcome"]["actions"][0]["send_message"]["text"] = text
    found = account(bundle(shop()), bundle(edited), TODAY)
    table = next(part for part in impact_markdown(found) if part.startswith("| when"))
    row = table.splitlines()[2]
    assert row.replace("\\|", "").count("|") == 5
    assert "``A \\| B `code` *x* @all <b> [a](https://b.example)``" in row


def test_programs_get_each_step_with_what_it_brings() -> None:
    edited = shop()
    decisions(edited)["welcome"]["actions"][0]["send_message"]["text"] = "Hi!"
    values = impact_values(account(bundle(shop()), bundle(edited), TODAY))
    change = values["lines"][0]["changes"][0]
    assert change["chat"] == [
        {"at": change["at"], "say": "Hello", "before": change["before"], "after": change["after"]}
    ]
    assert change["after"]["reads"] == ["Hi!"]
    assert (values["compared"], values["unnoticed"], values["depends_on_data"]) == ("fully", 0, [])


def test_a_terminal_shows_both_sides() -> None:
    edited = shop()
    decisions(edited)["welcome"]["actions"][0]["send_message"]["text"] = "Hi!"
    lines = impact_lines(account(bundle(shop()), bundle(edited), TODAY), PLAIN)
    assert lines == [
        "What customers will notice: 1 of 1 line",
        "  The line (line)",
        "    while 'hours' holds, in en: the customer writes anything",
        "      today: reads 'Hello Jana!'",
        "      after: reads 'Hi!'",
    ]


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/London", "18:00-19:00, first on 2 July 2026, 501 times in two years (by the clock of Europe/Prague)"),
        ("Europe/Berlin", "17:00-18:00, first on 2 July 2026, 501 times in two years"),
    ],
)
def test_the_clock_is_named_where_the_hours_are_written_by_one_that_differs(zone: str, said: str) -> None:
    before, after = shop(), shop()
    for values, hours in ((before, "09:00-17:00"), (after, "09:00-18:00")):
        values["time_groups"]["hours"] |= {"timezone": zone, "include": [{"days": "mon-fri", "hours": hours}]}
    row = impact_lines(account(bundle(before), bundle(after), TODAY), PLAIN)[2]
    assert row == f"    Mondays to Fridays {said}: the customer writes anything"


@pytest.mark.parametrize(("setting", "said"), [("2h", "2 hours"), ("90m", "90 minutes")])
def test_silence_is_said_in_hours_where_it_can_be(setting: str, said: str) -> None:
    shorter = bundle(shop(), {**PROJECT, "chat_ends_after": setting})
    lines = impact_lines(account(bundle(shop()), shorter, TODAY), PLAIN)
    assert any(f"is silent for {said}, and writes again" in line for line in lines)


def test_who_reads_nothing_gets_no_answer_whatever_buttons_the_other_side_shows() -> None:
    silent = shop()
    decisions(silent)["welcome"]["targets"][2] = {
        "when": {"button": {"title": "Anything else"}},
        "to": {"decision": "welcome"},
        "default": True,
    }
    del decisions(silent)["welcome"]["targets"][2]["default"]
    repeated = deepcopy(silent)
    decisions(repeated)["welcome"]["targets"][2]["default"] = True
    lines = impact_lines(account(bundle(repeated), bundle(silent), TODAY), PLAIN)
    assert "      after: gets no answer" in lines


def test_who_is_in_a_queue_or_at_the_end_reads_nothing() -> None:
    silent = shop()
    del silent["terminates"]["closed"]["auto_response"]
    lines = impact_lines(account(bundle(shop()), bundle(silent), TODAY), PLAIN)
    assert lines[-2:] == ["      today: reads 'We are closed.'", "      after: reads nothing"]


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [("similarity", 60, "similarity 85 -> 60"), ("chat_ends_after", "2h", "chat_ends_after 24h -> 2h")],
)
def test_what_a_setting_was_and_is_is_said(setting: str, value: object, said: str) -> None:
    found = account(bundle(shop()), bundle(shop(), {**PROJECT, setting: value}), TODAY)
    assert any(line.startswith(f"    wherever a chat waits ({said})") for line in impact_lines(found, PLAIN))


def test_which_files_were_and_are_allowed_is_said() -> None:
    edited = shop()
    edited["inbound_routings"]["line"]["allow_attachments"] = "customer"
    lines = impact_lines(account(bundle(shop()), bundle(edited), TODAY), PLAIN)
    assert any("wherever a chat waits (allow_attachments none -> customer)" in line for line in lines)


def test_an_example_says_who_writes_where_a_condition_asks_for_it() -> None:
    edited = shop()
    boss = {"if": 'contact.name == "Petra Malá"', "then": [{"target": {"queue": "support"}}]}
    decisions(edited)["welcome"]["actions"].insert(0, {"condition": boss})
    examples = "".join(impact_markdown(account(bundle(shop()), bundle(edited), TODAY)))
    assert "\n> the customer is Petra Malá (+420" in examples
    texts = shop()
    decisions(texts)["welcome"]["actions"][0]["send_message"]["text"] = "Hi!"
    assert "the customer is" not in "".join(impact_markdown(account(bundle(shop()), bundle(texts), TODAY)))
