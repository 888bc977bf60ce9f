"""`routecfg test --mutate`: changes that no scenario notices, as text and JSON, and how little is too little."""

import json
import re
from pathlib import Path

import pytest

from commands import Commands

GOLDEN = Path(__file__).parent / "test_mutation"


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_no_scenario_notices_is_listed(shop: Commands, form: str, request: pytest.FixtureRequest) -> None:
    always_open(shop)
    ran = shop("test", "--mutate", "--format", form)
    assert (ran.status, ran.err) == (0, "")
    shown = re.sub(r'(?<="seconds": )\d+', "0", re.sub(r"\d{4}-\d\d-\d\d", "DATE", ran.out))  # two years have leap days
    golden = GOLDEN / f"shop.{form}"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


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
        "changes that the scenarios notice: 50.0 %\n"
        "changes that the scenarios notice: 50.0 %, and --fail-under asks for 80 %\n"
    )
    assert shop("test", "--mutate", "--fail-under", "50").status == 0
    both = shop("test", "--mutate", "--coverage", "--fail-under", "60")
    assert (both.status, both.err) == (1, "changes that the scenarios notice: 50.0 %, and --fail-under asks for 60 %\n")


def test_no_change_is_tried_when_the_time_is_over(shop: Commands) -> None:
    said = json.loads(shop("test", "--mutate", "--time-limit", "0s", "--format", "json").out)["mutation"]
    assert (said["changes"], said["not_tried"], said["percent"]) == (0, 22, 100.0)


def test_a_time_limit_that_is_none_is_refused(shop: Commands) -> None:
    ran = shop("test", "--mutate", "--time-limit", "soon")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "routecfg: --time-limit is not a time: 'soon'\nhelp: write it as 90s, 10m or 1h\n"
