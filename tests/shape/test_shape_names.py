"""Names that are not what they should be, in an estate of several files: the help names what exists.

`names.txt` holds the mistakes: a title after `===`, a part of the estate after `-`, what is written in its place after
`+`, then `---` and the findings. `--update-golden` writes the findings anew.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
import pytest

from estates import checked
from routecfg.diagnostics import Diagnostic
from routecfg.disclosure import harmless
from routecfg.shape import check
from routecfg.source import read
from shape.suggestions import followed

TABLE = Path(__file__).with_name("names.txt")

ESTATE: Final = {
    "routing/lines.yaml": """\
inbound_routings:
  shop:
    title: Shop
    api_token: {env: SHOP_TOKEN}
    channel_id: "6487021345678901234"
    languages: [en]
    next_destination: {time_condition: hours}
time_groups: {open: {title: Opening hours, include: [{days: mon-fri, hours: "08:00-18:00"}]}}
time_conditions:
  hours:
    title: Open or not
    time_group: open
    if_time_matches: {decision_tree: menu}
    if_time_does_not_match: {terminate: closed}
target_sets: {people: {title: Our agents, targets: [{when: {similar: [agent]}, to: {queue: support}}]}}
chatbots:
  faq:
    title: Questions
    chatbot_url: https://bot.acme.example
    fallback: {queue: support}
    transfers: [support]
    send_custom_fields: [number]
terminates:
  closed:
    title: After hours
    disconnection_cause: out_of_time
    queue: support
    auto_response: closed-message
""",
    "routing/names.yaml": """\
queues: {support: {title: Support}, sales: {title: Sales team}}
templates: {closed-message: {title: Closed, text: We are closed.}}
ticket_categories: {orders: {title: New orders}}
custom_fields: {number: {title: Customer number}}
""",
    "routing/trees.yaml": """\
decision_trees:
  offers:
    title: Offers
    decisions:
      catalogue: {title: All offers, targets: [{to: {queue: sales}}]}
  menu:
    title: Menu
    also: [people]
    start: welcome
    decisions:
      welcome:
        title: Welcome message
        targets:
          - {when: {similar: [car]}, to: {decision: auto}}
          - {when: {similar: [offers]}, to: {decision_tree: offers}}
          - {when: {similar: [faq]}, to: {chatbot: faq}, default: true}
      auto:
        title: Car insurance
        actions: [{create_ticket: {title: Car, category: orders, comment: "{{ text }}"}}]
        targets: [{to: {queue: sales}}]
""",
}


class Mistake(NamedTuple):
    title: str
    right: str
    wrong: str
    reported: str

    @property
    def file(self) -> str:
        (file,) = [file for file, text in ESTATE.items() if self.right in text]
        return file

    @property
    def text(self) -> str:
        return ESTATE[self.file].replace(self.right, self.wrong)


def mistakes() -> Iterator[Mistake]:
    for block in re.split("^=== ", TABLE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, right, wrong, rest = block.split("\n", 3)
        yield Mistake(title, right.removeprefix("- "), _unescaped(wrong.removeprefix("+ ")), rest.partition("---\n")[2])


def _unescaped(text: str) -> str:
    return re.sub("<U[+]([0-9A-F]+)>", lambda match: chr(int(match[1], 16)), text)


MISTAKES = list(mistakes())
EACH = pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.title)


def findings(mistake: Mistake, text: str | None = None) -> list[Diagnostic]:
    result = checked({**ESTATE, mistake.file: text or mistake.text}).result
    return [each for each in result.diagnostics if each.severity == "error"]


def reported(mistake: Mistake) -> str:
    return "".join(
        f"{each.code} {harmless(each.message)}\n  help: {harmless(each.help or '')}\n" for each in findings(mistake)
    )


def test_the_estate_itself_is_right() -> None:
    assert checked(ESTATE).result.diagnostics == ()


def test_the_table_is_up_to_date(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--update-golden"):
        anew = (f"=== {m.title}\n- {m.right}\n+ {harmless(m.wrong)}\n---\n{reported(m)}" for m in MISTAKES)
        TABLE.write_text("".join(anew), encoding="utf-8")
    assert len({mistake.title for mistake in MISTAKES}) == len(MISTAKES) > 30


@EACH
def test_a_mistake_is_reported_like_this(mistake: Mistake) -> None:
    assert reported(mistake) == mistake.reported


@EACH
def test_following_the_advice_ends_the_error(mistake: Mistake) -> None:
    """And brings no other: every name that is suggested exists."""
    values: Any = read(mistake.text.encode()).values
    for finding in check(values).found:
        (help_,) = [each.help for each in findings(mistake) if each.place.path == finding.path]
        better = followed(values, msgspec.structs.replace(finding, help=help_))
        if better is not None:
            assert findings(mistake, json.dumps(better)) == []


def test_a_name_in_a_file_that_cannot_be_read_is_not_said_to_be_missing() -> None:
    files = {**ESTATE, "routing/names.yaml": "queues: {", "routing/lines.yaml": ESTATE["routing/lines.yaml"]}
    files["routing/lines.yaml"] = files["routing/lines.yaml"].replace("time_group: open", "time_group: Weekends")
    files["routing/lines.yaml"] = files["routing/lines.yaml"].replace("    queue: support", "    queue: Support team")
    help_ = {each.place.path[-1]: each.help for each in checked(files).result.diagnostics if each.place.path}
    assert help_["time_group"] == "write the name of a time group: 'open'"
    assert help_["queue"] == "a name holds small letters a-z, digits, - and _, and starts with a letter or a digit"


def test_a_name_that_is_wrong_in_two_places_is_to_be_the_same_in_both() -> None:
    text = ESTATE["routing/lines.yaml"].replace("auto_response: closed-message", "auto_response: Closed message")
    rest = "queues: {support: {title: Support}}\ntemplates: {Closed message: {title: Closed, text: We are closed.}}\n"
    found = checked({"routing/lines.yaml": text, "routing/rest.yaml": rest}).result.diagnostics
    assert "correct this name under 'templates', and write the same one here" in [one.help for one in found]
