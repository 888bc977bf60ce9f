"""Every place where a secret can stand: none is printed in any form, held by a finding, kept in the cache, or released.

The estate below has every kind of object with nearly every field. Each of its texts is replaced by a token, each line
gets a neighbour with a secret under a misspelt name and a comment with one, and each way of writing one is tried.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import Commands
from estates import checked
from routecfg.catalogue import CATALOGUE
from routecfg.model import build_project
from routecfg.pipeline.cached_files import encoded, holds_secrets
from routecfg.pipeline.check_file import check_file
from routecfg.report import FORMATS, render
from routecfg.source import Layout, excerpt

PROJECT = """\
routecfg: 1
title: Acme
timezone: Europe/Prague
languages: [en, cs]
sandbox: routing
production: production
secrets: {crm_key: {env: CRM_KEY}, user: {file: /run/secrets/user}}
allow_hosts: [crm.acme.internal]
rules: {menu-loop: off}
"""

ESTATE = """\
inbound_routings:
  shop:
    title: Shop
    description: The number on our invoices
    api_token: {env: SHOP_TOKEN}
    channel_id: "6487021345"
    number: "+420222333444"
    languages: [cs, en]
    next_destination: {time_condition: hours}
    allow_attachments: customer
time_groups:
  hours:
    title: Opening hours
    timezone: Europe/Prague
    include: [{days: mon-fri, hours: "08:00-18:00"}]
    exclude: [{holidays: CZ}]
    special: [{dates: 12-24, hours: "09:00-12:00"}]
time_conditions:
  hours:
    title: Open or closed
    time_group: hours
    if_time_matches: {decision_tree: menu}
    if_time_does_not_match: {terminate: closed}
target_sets:
  everywhere:
    title: Everywhere
    targets:
      - when: {similar: [agent], languages: {cs: [clovek]}}
        to: {queue: support}
decision_trees:
  menu:
    title: Main menu
    also: [everywhere]
    start: welcome
    decisions:
      welcome:
        title: Welcome message
        list_label: {title: Choose, languages: {cs: Vybrat}}
        actions:
          - send_message: {text: "Hello {{ contact.name }}!", languages: {cs: "Dobry den!"}}
          - save_data: {note: "{{ text }}", kind: order}
          - request:
              url: "https://api.acme.example/orders/{{ text | urlencode }}?key={{ secrets.crm_key }}"
              headers: {Authorization: "Bearer {{ secrets.crm_key }}", Accept: text/plain}
              save_as: order
          - condition:
              if: order.status == "shipped"
              then: [{create_ticket: {title: Order, category: orders, comment: "{{ note }} {{ kind }}"}}]
              else: [{loop: {each: order.items, as: item, do: [{send_message: {text: "{{ item.name }}"}}]}}]
        targets:
          - {when: {pattern: "/[0-9]{6}/"}, to: {decision: second}}
          - when: {button: {title: Questions, languages: {cs: Dotazy}}, similar: [faq]}
            to: {chatbot: bot}
            default: true
      second: {title: Second, targets: [{to: {queue: support}, languages: {cs: {queue: support}}}]}
chatbots:
  bot:
    title: FAQ bot
    chatbot_url: https://bot.acme.example/daktela
    fallback: {queue: support}
    transfers: [support]
    send_custom_fields: [customer-number]
terminates:
  closed: {title: Closed, disconnection_cause: out_of_time, queue: support, auto_response: closed-message}
queues: {support: {title: Support, id: 10001}}
templates: {closed-message: {title: Closed, text: "We are closed.", languages: {cs: Zavreno}}}
ticket_categories: {orders: {title: Orders}}
custom_fields: {customer-number: {title: Number}}
"""

TOKEN = "EAAGm0PX4ZCpsBAKZC7vq2wT9x"
PASSWORD = "hunter2-correct-horse"
SETTINGS = build_project({"routecfg": 1, "timezone": "Europe/Prague", "languages": ["en", "cs"]})

NAMES = ("apiToken", "api_tokn", "API_TOKEN", "token", "password", "Authorization", "x-api-key", "pasword")
CAPITALS = ("apiToken", "API_TOKEN", "Authorization")
"""Names that no object can have: an object that is called `token` has fields, and they are no secrets."""

WRITTEN = (
    "{n}: {s}", "{n}: '{s}'", '{n}: "{s}"', "{n}: [{s}]", "{n}: {{value: {s}}}", "{n}: |\n@  {s}", "{n}:\n@  - {s}",
    "{n}:\n@  v: {s}", "{n}: &a {s}", "{n}: !!str {s}", "{n}: {{env: {s}}}", "{n}: {{{s}: }}", "{n}:\n@  {s}",
    "{n}: {s} {s}", "{n}: 'Bearer {s}'", "'{n}': {s}", "title: x # {n} {s}", "# {n}: {s}", "{n}: *{s}", "{n} {s}",
)  # fmt: skip
BREAKS = ("", "\nx: *y\n", "\n\tx: 1\n")


def leaks(text: str, project: str, secret: str) -> Iterator[str]:
    """Where the secret comes out, for a routing file and a project file one of which holds it."""
    for data in (text, project):
        shown = excerpt(Layout(data.encode()), range(1, data.count("\n") + 3))
        yield from (f"line {number}: {line}" for number, line in shown.items() if secret in line)
    result = checked({"routing/a.yaml": text}, project=project.encode()).result
    yield from (f"finding: {found}" for found in result.diagnostics if secret in repr(found))
    yield from (form for form in FORMATS if secret in render(result, form, rules=CATALOGUE))
    check = check_file(text.encode(), SETTINGS)
    if secret.encode() in encoded(check) and not holds_secrets(check):
        yield "cache"


def replaced_texts(base: str) -> Iterator[tuple[str, str]]:
    """The text with each of its scalars in turn replaced by `@@`, and the way to that scalar."""
    lines = base.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for path, span, _ in Layout(base.encode()).scalars():
        start, end = (starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1)
        yield f"{base[:start]}@@{base[end:]}", "/".join(map(str, path))


def with_neighbour(base: str, at: int, new: str) -> str:
    """The text with a line, or several, below one of its lines, indented like it."""
    lines = base.split("\n")
    pad = " " * (len(lines[at]) - len(lines[at].lstrip(" -")))
    return "\n".join([*lines[: at + 1], pad + new.replace("\n@", "\n" + pad), *lines[at + 1 :]])


def test_the_estate_itself_is_fine() -> None:
    assert [
        found.message for found in checked({"routing/a.yaml": ESTATE}, project=PROJECT.encode()).result.diagnostics
    ] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "form", ['"@"', "[@]", "{@: 1}", '"x @ y"', "\"{{ a | default('@') }}\"", '"https://u:@@x.example/"']
)
def test_a_token_in_place_of_any_text_is_refused_and_not_printed(form: str) -> None:
    for of, base in (("routing", ESTATE), ("project", PROJECT)):
        for text, place in replaced_texts(base):
            planted = text.replace("@@", form.replace("@", TOKEN, 1))
            files = (planted, PROJECT) if of == "routing" else (ESTATE, planted)
            assert not list(leaks(*files, TOKEN)), place
            assert not checked({"routing/a.yaml": files[0]}, project=files[1].encode()).result.ok, place


@pytest.mark.slow
@pytest.mark.parametrize("form", WRITTEN)
def test_a_secret_beside_any_line_is_not_printed_long(form: str) -> None:
    secrets_beside_lines(form, every=1)


@pytest.mark.parametrize("form", WRITTEN)
def test_a_secret_beside_a_line_is_not_printed(form: str) -> None:
    secrets_beside_lines(form, every=23)


def secrets_beside_lines(form: str, every: int) -> None:
    for base in (ESTATE, PROJECT):
        for at in range(0, base.count("\n"), every):
            names = CAPITALS if any(part in form for part in ("value", "v:", "env", "{s}:")) else NAMES
            name = names[(at // every) % len(names)]
            text = with_neighbour(base, at, form.format(n=name, s=PASSWORD)) + BREAKS[(at // every) % len(BREAKS)]
            files = (text, PROJECT) if base is ESTATE else (ESTATE, text)
            assert not list(leaks(*files, PASSWORD)), (at, name)


PLANTED = {
    "key": ("routing/a.yaml", "api_token: {env: SHOP_TOKEN}", f"apiToken: {PASSWORD}"),
    "variable": ("routing/a.yaml", "SHOP_TOKEN", PASSWORD),
    "header": ("routing/a.yaml", "Accept: text/plain", f"X-Api-Key: {PASSWORD}"),
    "user": ("routing/a.yaml", "https://api.acme", f"https://u:p@{PASSWORD}/x@api.acme"),
    "query": ("routing/a.yaml", "?key={{", f"?api_key={PASSWORD}{{{{"),
    "bot": ("routing/a.yaml", "/daktela", f"/?token={PASSWORD}"),
    "saved": ("routing/a.yaml", "kind: order", f"password: {PASSWORD}"),
    "comment": ("routing/a.yaml", "title: Shop\n", f"titel: Shop # token {PASSWORD}\n"),
    "syntax": ("routing/a.yaml", "title: Shop\n", f"title: 'Shop\n    token: {PASSWORD}\n"),
    "twice": ("routing/a.yaml", "{env: SHOP_TOKEN}", f"{{{PASSWORD}: 1, {PASSWORD}: 2}}"),
    "project": ("routecfg.yaml", "secrets: {", f"secret: {{k: {PASSWORD}}}\nsecrets: {{"),
    "default": ("routing/a.yaml", "Bearer {{ secrets.crm_key }}", f"Bearer {{{{ x | default('{PASSWORD}') }}}}"),
    "list": (
        "routing/a.yaml",
        "headers: {",
        f"headers: [{{name: Authorization, value: {PASSWORD}}}]\n              x: {{",
    ),
    "json": ("routing/a.yaml", "kind: order", f'kind: \'{{"token": "{PASSWORD}"}}\''),
    "field of an object": ("routing/a.yaml", "queues: {", f"queues: {{api_token: {{title: X, vlaue: {PASSWORD}}}, "),
    "address": ("routing/a.yaml", "https://bot", f"u:{PASSWORD}@bot"),
    "header with colon": ("routing/a.yaml", "Accept: text/plain", f'"X-Api-Key: {PASSWORD}": x'),
    "host": ("routecfg.yaml", "crm.acme.internal", f'"u:{PASSWORD}@h"'),
    "severity": ("routecfg.yaml", "rules: {", f"rules: {{api_token: {PASSWORD}, "),
    "project title": ("routecfg.yaml", "title: Acme", f"title: token={PASSWORD}"),
}
COMMANDS = [
    *(["validate", "--format", form] for form in FORMATS),
    *(["list"], ["graph"], ["graph", "--format", "dot"], ["hours", "shop"], ["show", "inbound_routings/shop"]),
    *(["show", "bot"], ["show", "decision_trees/menu"], ["show", "decision_trees/menu", "--format", "json"]),
    *(
        ["diff"],
        ["diff", "--format", "json"],
        ["diff", "--format", "markdown"],
        ["diff", "--format", "svg"],
        ["diff", "--out", "plan.json"],
    ),
    *(["chat", "shop"], ["chat", "shop", "--format", "json"]),
    *(["apply", "--yes"], ["history"], ["validate"]),
]


@pytest.mark.slow
@pytest.mark.parametrize("where", PLANTED)
def test_no_command_prints_or_stores_a_secret(where: str, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "shop").mkdir()
    run = Commands(tmp_path / "shop", tmp_path / "home")
    run.write("routing/a.yaml", ESTATE)
    run.write("routecfg.yaml", PROJECT)
    assert run("apply", "--yes", "--first").status == 0
    file, old, new = PLANTED[where]
    run.change(file, old, new)
    for command in COMMANDS:
        ran = run(*command)
        assert PASSWORD not in ran.out + ran.err, (command, ran)
        assert ran.status in (0, 1, 2), (command, ran)
    ran = run("validate", "-", stdin=(tmp_path / "shop/routing/a.yaml").read_bytes())
    assert PASSWORD not in ran.out + ran.err
    stored = [
        path.relative_to(tmp_path).as_posix()
        for path in tmp_path.rglob("*")
        if path.is_file() and PASSWORD.encode() in path.read_bytes()
    ]
    assert stored == [f"shop/{file}"]


NAME = "zk3pwt9qhv5nxs8bycgg"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "ignored"), [("support", False), ("menu", False), ("welcome", True), ("hours", True), ("shop", True)]
)
def test_a_name_that_looks_like_a_token_is_not_printed(name: str, ignored: bool, tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    run = Commands(tmp_path / "shop", tmp_path)
    text = re.sub(rf"(?<![\w-]){name}(?=[:}},\s\]])", NAME, ESTATE)
    ignore = "  # routecfg: ignore[RC204] no token"
    lines = [line + ignore if ignored and NAME in line else line for line in text.split("\n")]
    run.write("routing/a.yaml", "\n".join(lines))
    run.write("routecfg.yaml", PROJECT)
    for command in [*COMMANDS, ["graph", "--format", "json"], ["list", "--format", "json"], ["apply", "--first"]]:
        ran = run(*command)
        assert NAME not in ran.out + ran.err, (command, ran)
    cache = next((tmp_path / "cache/routecfg").iterdir())
    assert NAME.encode() not in cache.read_bytes()


def test_no_message_repeats_a_secret_that_was_given(tmp_path: Path) -> None:
    run = Commands(tmp_path, tmp_path)
    run.write("routing/a.yaml", ESTATE)
    run.write("routecfg.yaml", PROJECT)
    for given in (f"token={PASSWORD}", f"https://u:{PASSWORD}@h.example/x"):
        for command in (
            "validate",
            "validate --today",
            "validate --format",
            "show",
            "hours",
            "explain",
            "apply",
            "diff",
        ):
            ran = run(*command.split(), given)
            assert ran.status == 2
            assert PASSWORD not in ran.out + ran.err, (command, ran)
        for command in ("list --find", "fmt"):
            ran = run(*command.split(), given)
            assert PASSWORD not in ran.out + ran.err, (command, ran)


@pytest.mark.parametrize(
    "note", [f"new token {PASSWORD}", f"{PASSWORD} is the new password", f"u:{PASSWORD}@h", f"token={PASSWORD}"]
)
def test_what_is_said_about_a_release_holds_no_secret(note: str, tmp_path: Path) -> None:
    run = Commands(tmp_path, tmp_path)
    run.write("routing/a.yaml", ESTATE)
    run.write("routecfg.yaml", PROJECT)
    assert run("apply", "--yes", "--first", "--message", note, "--who", note).status == 0
    run.change("routing/a.yaml", "title: FAQ bot", "title: Bot")
    assert run("apply", "--yes", env={"LOGNAME": note, "GITHUB_ACTOR": note}).status == 0
    for command in (["history"], ["history", "--format", "json"]):
        ran = run(*command)
        assert "***" in ran.out
        assert PASSWORD not in ran.out
    assert not any(PASSWORD.encode() in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
