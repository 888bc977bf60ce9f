"""What is found about flow and time is kept by all that it follows from: nothing else runs it again."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from commands import Commands
from routecfg.cache import Cache
from routecfg.cli.validate import Answer, Options, answered
from routecfg.cli.workspace import Workspace
from routecfg.screen import PLAIN

ESHOP = Path(__file__).parents[2] / "examples" / "eshop"

PROJECT = """
routecfg: 1
timezone: Europe/Prague
languages: [en, cs]
rules: {menu-loop: info}
"""

LINES = """
inbound_routings:
  shop: {title: Shop, api_token: {env: T}, channel_id: "1", next_destination: {time_condition: open}}
  late: {title: Late, api_token: {env: T}, channel_id: "2", next_destination: {decision_tree: late}}
time_groups:
  hours: {title: Hours, include: [{days: mon-fri, hours: "08:00-18:00"}], exclude: [{holidays: CZ}]}
  evening: {title: Evening, include: [{hours: "18:00-22:00"}]}
time_conditions:
  open: {title: Open, time_group: hours, if_time_matches: {time_condition: evening},
    if_time_does_not_match: {decision_tree: menu}}
  evening: {title: Evening, time_group: evening, if_time_matches: {decision_tree: menu},
    if_time_does_not_match: {queue: support}}
  again: {title: Again, time_group: evening, if_time_matches: {decision_tree: late},
    if_time_does_not_match: {queue: support}}
queues: {support: {title: Support, id: 1}}
"""

TREES = """
decision_trees:
  menu:
    title: Menu
    decisions:
      welcome:
        title: Welcome
        actions: [{send_message: {text: "Hello!"}}]
        targets:
          - {when: {similar: [back]}, to: {decision: welcome}}
          - {when: {similar: [status]}, to: {decision: status}}
          - {to: {decision: closed}, default: true}
      status:
        title: Status
        actions:
          - condition: {if: order.ready, then: [{target: {queue: support}}]}
          - send_message: {text: "Thank you for {{ order.number }}"}
        targets: [{to: {decision: status}}]
      closed: {title: Closed, targets: [{when: {similar: [yes]}, to: {decision: closed}}]}
      left-over: {title: Left over, targets: [{to: {queue: support}}]}
  late:
    title: Late
    decisions:
      ask: {title: Ask, targets: [{to: {time_condition: again}}]}
  forgotten: {title: Forgotten, decisions: {hello: {title: Hello, targets: [{to: {queue: support}}]}}}
"""

FILES = {"routecfg.yaml": PROJECT, "routing/lines.yaml": LINES, "routing/trees.yaml": TREES}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    top = tmp_path / "project"
    (top / "routing").mkdir(parents=True)
    for path, text in FILES.items():
        (top / path).write_text(text, encoding="utf-8")
    return top


def answer(project: Path, cache: Path | None, today: date = date(2026, 11, 22)) -> Answer:
    plain = Options("json", (), (), strict=False, quiet=False, reported=None, screen=PLAIN, prefix="")
    workspace = Workspace(project, today)
    workspace.cache = Cache(cache)
    return answered(workspace, plain)


CHANGES = {
    "target": ("to: {decision: closed}, default", "to: {queue: support}, default"),
    "action": ("target: {queue: support}", "target: {decision: status}"),
    "branch": ("then: [{target", "else: [{target"),
    "waits": ("{when: {similar: [yes]}, to", "{to"),
    "variant": ("to: {time_condition: again}", "to: {time_condition: again}, languages: {cs: {queue: support}}"),
    "dead end": (", targets: [{to: {time_condition: again}}]", ""),
    "start": ("title: Late\n    decisions", "title: Late\n    start: none\n    decisions"),
    "name": ("  forgotten:", "  forgotten-too:"),
    "incomplete": ("  late:\n", "  late: 5\n  other:\n"),
    "misspelt": ("to: {decision: status}}]", "to: {decision: left-ove}}]"),
    "hours": ("18:00-22:00", "17:00-22:00"),
    "exclude": ("exclude: [{holidays: CZ}]", "exclude: [{hours: '08:00-18:00'}]"),
    "group": ("time_group: evening, if_time_matches: {decision", "time_group: hours, if_time_matches: {decision"),
    "line": ("next_destination: {decision_tree: late}", "next_destination: {decision_tree: forgotten}"),
    "zone": ("Europe/Prague", "Asia/Tokyo"),
    "rule": ("menu-loop: info", "menu-loop: off"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_findings_about_flow_follow_from_runs_their_rules_again(
    project: Path, tmp_path: Path, change: str
) -> None:
    before = answer(project, tmp_path / "cache")
    old, new = CHANGES[change]
    ((path, text),) = ((path, text) for path, text in FILES.items() if old in text)
    (project / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    after = answer(project, tmp_path / "cache")
    assert after == answer(project, None)
    assert after != before
    (project / path).write_text(text, encoding="utf-8")
    assert answer(project, tmp_path / "cache") == before


SOUND = """
inbound_routings:
  shop: {title: Shop, api_token: {env: T}, channel_id: "1", languages: [en], next_destination: {decision_tree: menu}}
decision_trees:
  menu:
    title: Menu
    decisions:
      welcome:
        title: Welcome
        actions: [{save_data: {name: "{{ text }}"}}, {send_message: {text: Hello}}]
        targets: [{when: {similar: [person]}, to: {queue: support}}, {to: {terminate: closed}, default: true}]
terminates:
  closed: {title: Closed, disconnection_cause: client, queue: support, auto_response: short}
queues: {support: {title: Support, id: 1}, sales: {title: Sales, id: 2}}
templates:
  short: {title: Short, text: "Goodbye {{ name }}"}
  long: {title: Long, text: "Goodbye {{ name }}, thank you for order {{ order }}"}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[en]", "[en, cs]"),
        ("auto_response: short", "auto_response: long"),
        ("to: {queue: support}}, {to", "to: {queue: none}}, {to"),
        ("to: {queue: support}}, {to", "to: {decision: welcome}}, {to"),
        ("{when: {similar: [person]}, to", "{to"),
        ("text: Hello", "text: Hello, languages: {cs: Ahoj}"),
        ("{{ name }}, thank", "{{ nam }}, thank"),
    ],
)
def test_a_rule_that_found_nothing_finds_what_comes(tmp_path: Path, old: str, new: str) -> None:
    project = tmp_path / "project"
    (project / "routing").mkdir(parents=True)
    (project / "routecfg.yaml").write_text(PROJECT, encoding="utf-8")
    shop = project / "routing" / "shop.yaml"
    for before in (SOUND, SOUND.replace("to: {queue: support}}, {to", "to: {queue: sales}}, {to")):
        shop.write_text(before, encoding="utf-8")
        assert answer(project, tmp_path / "cache") == answer(project, None)
        shop.write_text(before.replace(old, new), encoding="utf-8")
        assert answer(project, tmp_path / "cache") == answer(project, None)


def test_another_queue_runs_no_rule_again_that_finds_nothing(tmp_path: Path) -> None:
    project, cache = tmp_path / "project", tmp_path / "cache"
    shutil.copytree(ESHOP, project)
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "HOME": str(tmp_path)}
    command = [sys.executable, "-X", "importtime", "-m", "routecfg", "validate", "--today", "2026-11-22"]

    def loads_networkx() -> bool:
        run = subprocess.run(command, cwd=project, env=environment, capture_output=True, check=True, text=True)
        return "networkx" in run.stderr

    assert loads_networkx()
    tree = project / "routing" / "trees" / "wholesale.yaml"
    text = tree.read_text(encoding="utf-8")
    for queue in ("wholesale", "support", "couriers"):
        tree.write_text(text.replace("to: {queue: couriers}", f"to: {{queue: {queue}}}"), encoding="utf-8")
        assert not loads_networkx(), queue
    tree.write_text(text.replace("to: {queue: couriers}", "to: {terminate: closed}"), encoding="utf-8")
    assert loads_networkx()


def test_another_day_runs_them_again(project: Path, tmp_path: Path) -> None:
    before = answer(project, tmp_path / "cache")
    tomorrow = date(2026, 11, 23)
    assert answer(project, tmp_path / "cache", tomorrow) == answer(project, None, tomorrow) != before


def loaded(project: Path, home: Path) -> set[str]:
    """The modules that a check in a Python that starts anew loads."""
    command = [sys.executable, "-X", "importtime", "-m", "routecfg", "validate", "--today", "2026-11-22"]
    environment = Commands(project, home).environment()
    run = subprocess.run(command, cwd=project, env=environment, capture_output=True, check=False, text=True)
    lines = [line for line in run.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip() for line in lines}


def test_a_first_check_loads_networkx_and_holidays(project: Path, tmp_path: Path) -> None:
    assert {"networkx", "holidays"} <= loaded(project, tmp_path)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("routing/trees.yaml", "Hello!", "Good morning!"),
        ("routing/trees.yaml", "title: Welcome", "title: Welcome message"),
        ("routing/trees.yaml", "similar: [status]", "similar: [status, order]"),
        ("routing/trees.yaml", "Hello!", "Hello {{ contact.name }}!"),
        ("routing/trees.yaml", "Thank you for {{ order.number }}", "Order {{ order.number | upper }}"),
        ("routing/lines.yaml", "title: Shop", "title: The shop"),
        ("routing/lines.yaml", "title: Again", "title: Once more"),
    ],
)
def test_the_edit_of_a_text_loads_neither_networkx_nor_holidays(
    project: Path, tmp_path: Path, path: str, old: str, new: str
) -> None:
    if path == "routing/lines.yaml":  # countries are looked up when the file that names them is edited
        groups = "routing/groups.yaml"
        text = (project / path).read_text(encoding="utf-8")
        start, end = text.index("time_groups:"), text.index("time_conditions:")
        (project / groups).write_text(text[start:end], encoding="utf-8")
        (project / path).write_text(text[:start] + text[end:], encoding="utf-8")
    assert Commands(project, tmp_path)("validate", "--today", "2026-11-22").status in (0, 1)
    text = (project / path).read_text(encoding="utf-8")
    (project / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    modules = loaded(project, tmp_path)
    assert "routecfg.rules" in modules, "the edit was not looked at"
    assert modules.isdisjoint({"networkx", "holidays"})
