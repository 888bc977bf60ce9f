"""`routecfg test --mutate`: changes that no scenario notices, as text and JSON, and how little is too little."""

import json
import re
from pathlib import Path

import pytest

from commands import Commands

GOLDEN = Path(__file__).parent / "test_mutation"


def test_what_no_scenario_notices_is_listed(shop: Commands, request: pytest.FixtureRequest) -> None:
    always_open(shop)
    ran = shop("test", "--mutate")
    assert (ran.status, ran.err) == (0, "")
    shown = re.sub(r"\d{4}-\d\d-\d\d", "DATE", ran.out)
    golden = GOLDEN / "shop.text"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


def test_programs_get_the_same_and_what_was_left_out(shop: Commands) -> None:
    always_open(shop)
    said = json.loads(shop("test", "--mutate", "--format", "json", "--seed", "3").out)["mutation"]
    counts = {key: value for key, value in said.items() if not isinstance(value, list)}
    assert counts == {"percent": 12.5, "noticed": 2, "changes": 16, "not_tried": 0, "seed": 3}
    assert len(said["survivors"]) == 14
    default = next(each for each in said["survivors"] if each["kind"] == "no-default")
    example = default.pop("example")
    assert default == {
        "kind": "no-default",
        "place": "/decision_trees/menu/decisions/welcome/targets/1",
        "file": "routing/shop.yaml",
        "line": 40,
        "what": "decision 'welcome' of decision tree 'menu': the answer 'Talk to a person' is no longer the default",
        "scenarios": 1,
        "noticed_by": "customers",
    }
    assert (example["inbound"], [step["say"] for step in example["chat"]]) == ("shop", ["Hello", "Something else"])
    assert (example["before"], example["after"]["waits"]["decision"]) == ({"ends": {"queue": "support"}}, "welcome")
    hours = [each for each in said["unnoticed"] if each["place"].startswith("/time_groups/")]
    assert hours[0] == {
        "kind": "no-entry",
        "place": "/time_groups/shop-hours/include/0",
        "file": "routing/shop.yaml",
        "line": 15,
        "what": "time group 'shop-hours': the entry mon-fri 09:00-17:30 of 'include' is dropped",
    }


def always_open(shop: Commands) -> None:
    """Lets no hours decide, so that an example is the same on every day; and has one scenario only."""
    shop.change(
        "routing/shop.yaml", "next_destination: {time_condition: shop-hours}", "next_destination: {decision_tree: menu}"
    )
    (shop.folder / "tests/shop.yaml").write_text(
        "scenarios:\n"
        "  help: {title: Help, inbound: shop, at: 2026-11-25T10:00, chat: [{say: help}], ends: {queue: support}}\n",
        encoding="utf-8",
    )


def test_the_score_can_be_asked_for_with_and_without_coverage(shop: Commands) -> None:
    low = shop("test", "--mutate", "--fail-under", "80", "--format", "junit")
    assert low.status == 1
    assert low.err == (
        "changes that the scenarios notice: 46.4 %\n"
        "changes that the scenarios notice: 46.4 %, and --fail-under asks for 80 %\n"
    )
    assert shop("test", "--mutate", "--fail-under", "46").status == 0
    both = shop("test", "--mutate", "--coverage", "--fail-under", "60")
    assert (both.status, both.err) == (1, "changes that the scenarios notice: 46.4 %, and --fail-under asks for 60 %\n")


def test_no_change_is_tried_when_the_time_is_over(shop: Commands) -> None:
    ran = shop("test", "--mutate", "--time-limit", "0s", "--fail-under", "0", "--format", "json")
    said = json.loads(ran.out)["mutation"]
    assert (said["changes"], said["not_tried"], said["percent"]) == (0, 30, None)
    assert ran.status == 1
    assert ran.err == "no change was tried in time, and --fail-under asks for 0 %: --time-limit allows more time\n"


def test_a_time_limit_that_is_none_is_refused(shop: Commands) -> None:
    ran = shop("test", "--mutate", "--time-limit", "soon")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "routecfg: '--time-limit soon' is not a length of time\nhelp: write it as 90s, 10m or 1h\n"


@pytest.mark.parametrize("command", [("test", "--coverage-lcov", "-"), ("diff", "--out", "-")])
def test_a_dash_is_no_file_to_write(shop: Commands, command: tuple[str, ...]) -> None:
    ran = shop(*command)
    assert ran.status == 2
    assert "cannot be written to '-': only a file can be named here" in ran.err
