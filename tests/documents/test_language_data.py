"""What the language page says of texts, expressions and data is so: its tables are run, its promises broken."""

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest

from estates import checked
from routecfg.templates import BUILT_IN, FILTERS, is_true, parse_expression, parse_text

PAGE = (Path(__file__).parents[2] / "docs" / "language.md").read_text(encoding="utf-8")


def table(*titles: str) -> list[list[str]]:
    """The rows of the table with these titles, each cell as it stands."""
    head = f"| {' | '.join(titles)} |\n"
    rows = PAGE[PAGE.index(head) + len(head) :].partition("\n\n")[0].splitlines()[1:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]


def code(cell: str) -> list[str]:
    """What stands between backticks."""
    return [item.replace("\\|", "|") for item in re.findall(r"`([^`]*)`", cell)]


@pytest.mark.parametrize(("values", "reads"), table("value", "reads"))
def test_values_read_as_the_page_says(values: str, reads: str) -> None:
    for value in code(values):
        assert parse_text("{{ x }}").filled({"x": json.loads(value)}) == "".join(code(reads))
    assert parse_text("{{ x }}").filled({}) == ""


@pytest.mark.parametrize(("name", "values", "result"), table("filter", "makes of", "this"))
def test_filters_do_what_the_page_says(name: str, values: str, result: str) -> None:
    for value in code(values):
        text = parse_text(f"{{{{ x | {code(name)[0]} }}}}")
        assert text.filled({"x": json.loads(value)}) == code(result)[0]


@pytest.mark.parametrize(("expression", "data", "holds"), table("expression", "with", "holds"))
def test_expressions_hold_as_the_page_says(expression: str, data: str, holds: str) -> None:
    parsed = parse_expression(code(expression)[0]).expression
    assert parsed is not None
    assert is_true(parsed.value(json.loads(code(data)[0]))) is (holds == "yes")


def test_every_filter_and_every_name_of_the_chat_is_on_the_page() -> None:
    assert {code(row[0])[0].partition("(")[0] for row in table("filter", "makes of", "this")} == set(FILTERS)
    named = {name for row in table("name", "what it is") for name in code(row[0])}
    own = {f"{name}.{key}" if key else name for name, keys in BUILT_IN.items() for key in keys or ("",)}
    assert {name for name in named if name.partition(".")[0] in BUILT_IN} == own - {"secrets"} | {"secrets.crm_key"}


ESTATE = """
inbound_routings:
  shop: {title: Shop, api_token: {env: T}, channel_id: "1", languages: [en], next_destination: {decision_tree: menu}}
decision_trees:
  menu:
    title: Menu
    decisions:
      welcome:
        title: %(title)s
        actions:
%(actions)s
        targets: [{to: {chatbot: bot}}]
chatbots:
  bot: {title: Bot, chatbot_url: "https://bot.acme.example/%(bot)s", fallback: {queue: support}}
queues: {support: {title: Support, id: 1}}
"""


def found(*actions: str, title: str = "Welcome", bot: str = "x") -> list[str]:
    """The codes of band 6 that are found in an estate with these actions, in order."""
    values: dict[str, Any] = {
        "actions": "\n".join(f"          - {action}" for action in actions),
        "title": title,
        "bot": bot,
    }
    result = checked({"routing/all.yaml": ESTATE % values}).result
    assert not any(diagnostic.code.startswith(("RC0", "RC1")) for diagnostic in result.diagnostics), result.diagnostics
    return [diagnostic.code for diagnostic in result.diagnostics if diagnostic.code.startswith("RC6")]


SAVE = 'save_data: {order: "{{ text }}"}'


def say(text: str) -> str:
    """A message."""
    return f'send_message: {{text: "{text}"}}'


def ask(address: str = "https://api.acme.example/") -> str:
    """A request."""
    return f'request: {{url: "{address}", save_as: order}}'


def when(expression: str, action: str) -> str:
    """An action behind a condition."""
    return f"condition: {{if: '{expression}', then: [{{{action}}}]}}"


def each(expression: str, action: str) -> str:
    """An action in a loop."""
    return f"loop: {{each: '{expression}', as: item, do: [{{{action}}}]}}"


PROMISES: Final[dict[str, tuple[list[str], list[str]]]] = {
    "a name in double braces": ([say("Hello {{ contact.name }}!")], []),
    "nothing else stands between the braces": ([say("{{ contact.name | uppr }}")], ["RC601"]),
    "there is no logic in texts": ([say("{% if text %}")], ["RC601"]),
    "a text in quotes shows braces": ([say("{{ '{{' }}")], []),
    "a name that stands for nothing": ([say("{{ jmeno }}")], ["RC602"]),
    "a part that stands for nothing": ([say("{{ contact.email }}")], ["RC602"]),
    "secrets only in addresses and headers": ([say("{{ secrets.crm_key }}")], ["RC602"]),
    "a secret in an address": ([ask("https://a.example/{{ secrets.crm_key }}"), say("{{ order }}")], []),
    "a customer's text needs urlencode": ([ask("https://a.example/{{ text }}"), say("{{ order }}")], ["RC607"]),
    "an address begins with https": ([ask("http://a.example/"), say("{{ order }}")], ["RC605"]),
    "its host is reached from outside": ([ask("https://10.0.0.1/"), say("{{ order }}")], ["RC606"]),
    "an if has no braces": ([when("{{ text }}", say("A"))], ["RC601"]),
    "no calculations": ([when("text + 1", say("A"))], ["RC601"]),
    "no calls": ([when("len(text)", say("A"))], ["RC601"]),
    "saved and read": ([SAVE, say("{{ order }}")], []),
    "saved for nobody": ([SAVE], ["RC604"]),
    "saved for nobody on purpose": ([SAVE.replace("order", "_order")], []),
    "the chat's own values cannot be replaced": ([SAVE.replace("order", "contact")], ["RC604"]),
    "read before it is saved": ([say("{{ order }}"), SAVE], ["RC603"]),
    "values of one save_data are saved together": (
        ['save_data: {order: "{{ text }}", again: "{{ order }}"}', say("{{ again }}")],
        ["RC603"],
    ),
    "the name of an item is gone behind its loop": (
        [ask(), each("order", say("{{ item.x }}")), say("{{ item.x }}")],
        ["RC602"],
    ),
    "saved on one path": ([when("text", SAVE), say("{{ order }}")], ["RC603"]),
    "behind a condition that asks for it": ([when("text", SAVE), when("order", say("{{ order }}"))], []),
    "with a default behind it": ([when("text", SAVE), say("{{ order | default('none') }}")], []),
    "in an each itself": ([when("text", SAVE), each("order", say("{{ item }}"))], []),
    "a condition asks for what nothing has saved on any path": ([when("order", say("A")), SAVE], ["RC603"]),
    "a branch that no chat takes saves nothing": (
        ["save_data: {paid: false}", when("paid", SAVE), say("{{ order }}")],
        ["RC603"],
    ),
    "a branch that every chat takes saves": (["save_data: {paid: true}", when("paid", SAVE), say("{{ order }}")], []),
    "a request counts as saved": ([ask(), say("{{ order.status }}")], []),
}


@pytest.mark.parametrize(("actions", "codes"), PROMISES.values(), ids=PROMISES)
def test_a_promise_about_data_is_kept(actions: list[str], codes: list[str]) -> None:
    assert found(*actions) == codes


def test_titles_and_addresses_of_chatbots_are_used_as_they_stand() -> None:
    assert found(say("A"), title='"{{ contact.name }}"') == ["RC601"]
    assert found(say("A"), bot="{{ contact.number }}") == ["RC601"]
