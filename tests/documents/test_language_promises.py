"""What the language page says of files, objects and languages is so: each sentence is broken, and a finding says so.

What it says of texts and data is held beside this file, what it says of answers and hours in the rooms that know them.
"""

import re
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from estates import checked

PAGE: Final = " ".join((Path(__file__).parents[2] / "docs" / "language.md").read_text(encoding="utf-8").split())

LINE = """
inbound_routings:
  shop:
    title: Shop
    api_token: {env: TOKEN}
    channel_id: "6487021345"
    number: "+420222333444"
    languages: [en]
    next_destination: {decision_tree: menu}
    allow_attachments: customer
"""
TREE = """
decision_trees:
  menu:
    title: Menu
    decisions:
      welcome:
        title: Welcome
        actions:
          - send_message: {text: Hello}
        targets:
          - {when: {similar: [agent]}, to: {queue: support}}
          - {when: {button: {title: More}}, to: {decision: more}}
          - {to: {queue: support}, default: true}
      more:
        title: More
        targets: [{to: {queue: support}}]
"""
REST = """
queues:
  support: {title: Support}
"""
ESTATE = LINE + TREE + REST
HOURS = """
time_groups:
  open:
    title: Open
    include: [{days: mon-fri, hours: "08:00-18:00"}]
time_conditions:
  open:
    title: Open
    time_group: open
    if_time_matches: {decision_tree: menu}
    if_time_does_not_match: {terminate: closed}
terminates:
  closed: {title: Closed, disconnection_cause: out_of_time, queue: support, auto_response: closed}
templates:
  closed: {title: Closed, text: We are closed.}
"""
TIMED = LINE.replace("{decision_tree: menu}", "{time_condition: open}") + TREE + REST + HOURS
SETS = ESTATE.replace("    title: Menu\n", "    title: Menu\n    also: [everywhere]\n") + (
    "target_sets:\n  everywhere:\n    targets:\n      - {when: {similar: [bye]}, to: {queue: support}}\n"
)
BOT = (
    ESTATE.replace("{decision_tree: menu}", "{chatbot: faq}")
    + """
chatbots:
  faq: {title: FAQ, chatbot_url: "https://bot.acme.example/", fallback: {decision_tree: menu}, transfers: [support]}
"""
)


class Broken(NamedTuple):
    """A sentence of the page, an estate that keeps to it, and what is written instead of what."""

    sentence: str
    estate: str
    right: str
    wrong: str
    code: str


MESSAGE = "send_message: {text: Hello}"

PROMISES: Final = (
    Broken("within a kind every name stands once", ESTATE, REST, f"{REST}  support: {{title: Again}}\n", "RC002"),
    Broken("holds small letters a-z, digits, `-` and `_`", ESTATE, "  support: {", "  Support: {", "RC104"),
    Broken("starts with a letter or a digit", ESTATE, "  support: {", "  -support: {", "RC104"),
    Broken("at most 63 characters", ESTATE, "  support: {", f"  {'s' * 64}: {{", "RC104"),
    Broken("Every object has a **`title`**", ESTATE, "{title: Support}", "{id: 1}", "RC102"),
    Broken("1 to 128 characters", ESTATE, "{title: Support}", f"{{title: {'S' * 129}}}", "RC104"),
    Broken("for inbound routings 64", ESTATE, "title: Shop", f"title: {'S' * 65}", "RC104"),
    Broken("at most 512 characters", ESTATE, "{title: Support}", f"{{title: S, description: {'d' * 513}}}", "RC104"),
    Broken("that nobody can see, is refused", ESTATE, "{title: Support}", '{title: "\\u200b"}', "RC104"),
    Broken("Control characters are refused everywhere", ESTATE, "{title: Support}", '{title: "a\\x07"}', "RC104"),
    Broken("holds more than punctuation", ESTATE, "similar: [agent]", 'similar: ["..."]', "RC104"),
    Broken(
        "A **destination** names exactly one thing",
        ESTATE,
        "to: {decision: more}",
        "to: {decision: more, queue: support}",
        "RC104",
    ),
    Broken(
        "goes on in the same tree; only inside a decision tree",
        ESTATE,
        "{decision_tree: menu}",
        "{decision: welcome}",
        "RC101",
    ),
    Broken("never the token itself", ESTATE, "{env: TOKEN}", "aB3xK9mQ2wE7rT5yU1i", "RC204"),
    Broken("in quotes: it is too long to survive as a number", ESTATE, '"6487021345"', "6487021345", "RC103"),
    Broken("the phone number with `+`, in quotes", ESTATE, '"+420222333444"', '"420222333444"', "RC104"),
    Broken("`none` (if left out), `customer`, or `both`", ESTATE, "attachments: customer", "attachments: all", "RC104"),
    Broken("All four fields are needed", TIMED, "    time_group: open\n", "", "RC102"),
    Broken(
        "An hour ends just before the time that it names",
        TIMED,
        '"08:00-18:00"',
        '["08:00-11:59", "12:00-17:00"]',
        "RC511",
    ),
    Broken(
        "Special entries need `dates` or `holidays`",
        TIMED,
        "    include:",
        "    special: [{hours: closed}]\n    include:",
        "RC104",
    ),
    Broken("only there `hours` may be `closed`", TIMED, '"08:00-18:00"', "closed", "RC104"),
    Broken(
        "not under `special`",
        TIMED,
        "    include:",
        "    special: [{dates: 12-24, group: open}]\n    include:",
        "RC101",
    ),
    Broken(
        "the decision that a chat begins with",
        ESTATE,
        "    title: Menu\n",
        "    title: Menu\n    start: nowhere\n",
        "RC201",
    ),
    Broken("**either** one target that is taken at once, **or** answers", ESTATE, ", default: true", "", "RC309"),
    Broken(
        "at most one target of a decision",
        ESTATE,
        "{similar: [agent]}, to",
        "{similar: [agent]}, default: true, to",
        "RC309",
    ),
    Broken(
        "other destinations for customers of a language, outside this tree",
        ESTATE,
        "to: {decision: more}",
        "to: {queue: support}, languages: {en: {decision: more}}",
        "RC101",
    ),
    Broken(
        "If nothing fits and there is no default, the chat stays",
        ESTATE,
        "          - {to: {queue: support}, default: true}\n",
        "",
        "RC406",
    ),
    Broken("Give one of the three, or several", ESTATE, "{similar: [agent]}", "{}", "RC104"),
    Broken("between slashes", ESTATE, "similar: [agent]", 'pattern: "[0-9]{6}"', "RC104"),
    Broken("with at most 20 characters each", ESTATE, "title: More}}", "title: More about what we sell}}", "RC703"),
    Broken("so are two buttons with one title", ESTATE, "{similar: [agent]}", "{button: {title: More}}", "RC703"),
    Broken(
        "Each target has a `when`",
        SETS,
        "{when: {similar: [bye]}, to: {queue: support}}",
        "{to: {queue: support}}",
        "RC102",
    ),
    Broken(
        "leads out of the tree",
        SETS,
        "{when: {similar: [bye]}, to: {queue: support}}",
        "{when: {similar: [bye]}, to: {decision: more}}",
        "RC101",
    ),
    Broken("is never a default", SETS, "[bye]}, to", "[bye]}, default: true, to", "RC101"),
    Broken(
        "Each action does one thing", ESTATE, MESSAGE, f"{MESSAGE}\n            target: {{queue: support}}", "RC104"
    ),
    Broken(
        "leaves the decision at once; no later action runs",
        ESTATE,
        MESSAGE,
        f"target: {{queue: support}}\n          - {MESSAGE}",
        "RC307",
    ),
    Broken("A message has at most 4,096 characters", ESTATE, "{text: Hello}", f"{{text: {'h' * 4097}}}", "RC701"),
    Broken("carries up to three buttons at most 1,024", ESTATE, "{text: Hello}", f"{{text: {'h' * 1025}}}", "RC701"),
    Broken("where the chat goes if the bot cannot be reached", BOT, "fallback: {decision_tree: menu}, ", "", "RC102"),
    Broken("queues that the bot may hand over to", BOT, "transfers: [support]", "transfers: [sales]", "RC201"),
    Broken("for your statistics: `user`, `client`", TIMED, "cause: out_of_time", "cause: closed", "RC104"),
    Broken(
        "the template that the customer gets", TIMED, "auto_response: closed", "auto_response: we-are-closed", "RC201"
    ),
    Broken("without it nobody is", TIMED, "out_of_time, queue: support", "out_of_time", "RC707"),
    Broken(
        "A condition or a loop that comes out the same for every chat is reported",
        ESTATE,
        "{text: Hello}",
        """{text: Hello}
          - condition: {if: '"order.status" == "shipped"', then: [{send_message: {text: Hi}}]}""",
        "RC503",
    ),
    Broken("each an item of the list", ESTATE, "similar: [agent]", 'similar: ["agent, human"]', "RC608"),
    Broken(
        "words in a list, a single word too",
        ESTATE,
        "similar: [agent]",
        "similar: [agent], languages: {cs: clovek}",
        "RC104",
    ),
    Broken(
        "Of two titles that differ by capitals, accents or signs only",
        ESTATE,
        "          - {to: {queue: support}, default: true}",
        "          - {when: {button: {title: MORE!}}, to: {queue: support}, default: true}",
        "RC402",
    ),
    Broken(
        "fits no word and no pattern, only the default",
        ESTATE,
        "          - {to: {queue: support}, default: true}",
        "          - {when: {pattern: '/.*/'}, to: {queue: support}}",
        "RC404",
    ),
    Broken("Czech is `cs`, and `cz` is none", ESTATE, "{text: Hello}", "{text: Hello, languages: {cz: Ahoj}}", "RC802"),
    Broken(
        "A language that the project does not list is of no use",
        ESTATE,
        "{text: Hello}",
        "{text: Hello, languages: {fr: Salut}}",
        "RC802",
    ),
    Broken("the texts that they can get to need it", ESTATE, "languages: [en]", "languages: [en, cs]", "RC801"),
    Broken(
        "that was copied and not translated",
        ESTATE,
        "{text: Hello}",
        "{text: Hello to all of you, languages: {cs: Hello to all of you}}",
        "RC803",
    ),
    Broken(
        "No variants are possible for a generated button",
        ESTATE,
        "{title: More}",
        "{generated: true, languages: {cs: V}}",
        "RC101",
    ),
    Broken(
        "address `key`, `sig` and `pass`",
        ESTATE,
        MESSAGE,
        'request: {url: "https://a.example/?key=a1b2c3d4e5", save_as: x}',
        "RC204",
    ),
    Broken("Text with `{{`, `#`, or `: ` in it", ESTATE, "{text: Hello}", "{text: {{ text }}}", "RC001"),
    Broken("The curly ones of word processors", ESTATE, "{text: Hello}", "{text: \u201cHello\u201d}", "RC608"),
    Broken('only "Call us at" is left', ESTATE, MESSAGE, "send_message:\n              text: Call us at #12", "RC608"),
    Broken(
        "The same key twice in one place is an error", ESTATE, "title: Shop", "title: Shop\n    title: Two", "RC002"
    ),
    Broken("`<<` does not", ESTATE, "{title: Support}", "{<<: {title: Support}}", "RC001"),
    Broken("Indent with spaces", ESTATE, "    title: Shop", "\t\ttitle: Shop", "RC001"),
)


def codes(text: str) -> set[str]:
    return {found.code for found in checked({"routing/shop.yaml": text}).result.diagnostics}


@pytest.mark.parametrize("estate", [ESTATE, TIMED, SETS, BOT], ids=["plain", "timed", "sets", "bot"])
def test_an_estate_that_keeps_every_promise_is_silent(estate: str) -> None:
    assert codes(estate) == set()


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: re.sub(r"\W+", "-", promise.sentence.lower())[:60])
def test_a_broken_promise_is_found(promise: Broken) -> None:
    assert promise.sentence.lower() in PAGE.lower(), "the page no longer says so"
    assert promise.right in promise.estate
    assert promise.code in codes(promise.estate.replace(promise.right, promise.wrong, 1))
