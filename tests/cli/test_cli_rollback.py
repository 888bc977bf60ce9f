import json
import re
import sys
from datetime import datetime, timedelta, timezone

import pytest

from commands import Commands, longer_saturday


@pytest.fixture
def three(released: Commands) -> Commands:
    """Three releases: Saturdays until 14:00, 16:00, 18:00."""
    longer_saturday(released)
    assert released("apply", "--yes", "--who", "bob").status == 0
    released.change("routing/shop.yaml", "10:00-16:00", "10:00-18:00")
    assert released("apply", "--yes", "--who", "eve", "-m", "later").status == 0
    return released


def estate(shop: Commands, number: int) -> object:
    """What a release gives customers."""
    return shop.bundle(number)["estate"]


def test_the_history_before_anything(shop: Commands) -> None:
    assert shop("history") == (
        0,
        "nothing has been released yet: 'routecfg apply' makes the first release\n",
        "",
    )
    assert json.loads(shop("history", "--format", "json").out) == {"version": 1, "verified": True, "releases": []}


def test_the_history_is_told_newest_first(three: Commands) -> None:
    three("rollback", "1", "--yes", "--who", "anna", "-m", "oh")
    ran = three("history")
    assert (ran.status, ran.err) == (0, "")
    when = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
    assert [when.sub("WHEN", line) for line in ran.out.splitlines()] == [
        "release  when (Europe/London)  who   why",
        "4 live   WHEN      anna  back to release 1: oh",
        "3        WHEN      eve   later",
        "2        WHEN      bob",
        "1        WHEN      anna  first",
    ]
    told = json.loads(three("history", "--format", "json").out)
    assert [(item["number"], item["kind"], item["rollback_of"]) for item in told["releases"]] == [
        (4, "rollback", 1),
        (3, "apply", None),
        (2, "apply", None),
        (1, "apply", None),
    ]


def test_the_history_is_told_in_the_projects_time(released: Commands) -> None:
    released.change("routecfg.yaml", "timezone: Europe/London", "timezone: Pacific/Kiritimati")
    when = datetime.fromisoformat(json.loads(released("history", "--format", "json").out)["releases"][0]["when"])
    assert when.utcoffset() == timedelta(0)
    local = when.astimezone(timezone(timedelta(hours=14)))
    header, row = released("history").out.splitlines()
    assert "when (Pacific/Kiritimati)" in header
    assert f"{local:%Y-%m-%d %H:%M} " in row


def test_back_is_the_release_before_and_again_the_one_before_that(three: Commands) -> None:
    first = three("rollback", "--yes")
    assert first.status == 0
    assert first.out.startswith("What customers will notice: 1 of 1 line\n")
    assert first.out.endswith("\nrelease 4 is live\n")
    assert estate(three, 4) == estate(three, 2)
    assert three("rollback", "--yes").status == 0
    assert estate(three, 5) == estate(three, 1)
    third = three("rollback", "--yes")
    assert third.status == 2
    assert third.err.startswith("routecfg: this is the first release: there is nothing before it\n")
    assert three.releases() == [1, 2, 3, 4, 5]


def test_a_rollback_reminds_of_the_routing_files(three: Commands) -> None:
    ran = three("rollback", "--yes")
    assert "the routing files still say what they said: mend them, or the next 'routecfg apply' releases" in ran.err
    assert "the routing files" not in three("rollback", "3", "--yes").out


def test_programs_are_told_what_came_of_a_release_and_of_a_rollback(three: Commands) -> None:
    back = json.loads(three("rollback", "--yes", "--format", "json").out)
    assert (back["release"]["number"], back["release"]["rollback_of"]) == (4, 2)
    assert back["difference"]["summary"]["changed"] == 1
    nothing = json.loads(three("rollback", "2", "--yes", "--format", "json").out)
    assert (nothing["release"], nothing["difference"]["empty"]) == (None, True)
    again = json.loads(three("apply", "--yes", "--again", "--format", "json").out)
    assert again["release"]["number"] == 5
    assert again["release"] == json.loads(three("history", "--format", "json").out)["releases"][0]
    assert json.loads(three("apply", "--yes", "--format", "json").out)["release"] is None
    three.change(
        "routing/shop.yaml", "next_destination: {time_condition: shop-hours}", "next_destination: {terminate: closed}"
    )
    refused = three("apply", "--yes", "--format", "json")
    assert refused.status == 1
    assert json.loads(refused.out)["release"] is None
    assert json.loads(refused.out)["difference"]["large_change"]["large"]


def test_back_to_a_release_by_its_number(three: Commands) -> None:
    assert three("rollback", "1", "--yes").status == 0
    assert estate(three, 4) == estate(three, 1)
    assert three("diff", "--exit-code").status == 1, "the routing files stay as they are"


@pytest.mark.parametrize("number", ["9", "0"])
def test_an_unknown_release_is_refused(released: Commands, number: str) -> None:
    ran = released("rollback", number, "--yes")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"routecfg: there is no release {number}\nhelp: 'routecfg history' lists them\n"


def test_what_is_live_is_not_released_again(released: Commands) -> None:
    assert released("rollback", "1") == (
        0,
        "nothing to release: customers already get what release 1 gave them\n",
        "",
    )
    assert released.releases() == [1]


def test_before_the_first_release_there_is_no_way_back(shop: Commands) -> None:
    assert shop("rollback").err == "routecfg: nothing was ever released, so there is nothing to go back to\n"


def test_a_rollback_is_agreed_to_as_well(three: Commands) -> None:
    assert three("rollback").status == 2
    assert three.releases() == [1, 2, 3]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_rollback_asks_on_a_terminal(three: Commands) -> None:
    ran = three.on_terminal("rollback", typed="y\n")
    assert "Go back to release 2, as release 4? [y/N]" in ran.out
    assert ran.status == 0
    assert three.releases() == [1, 2, 3, 4]


def test_a_rollback_needs_no_sound_sandbox_and_is_never_too_large(released: Commands) -> None:
    released.change(
        "routing/shop.yaml", "next_destination: {time_condition: shop-hours}", "next_destination: {terminate: closed}"
    )
    assert released("apply", "--yes", "--allow-large-change", "a test").status == 0
    released.write("routing/broken.yaml", "queues: [")
    assert released("rollback", "--yes").status == 0
