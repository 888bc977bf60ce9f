import json
import shutil
import sys

import pytest

from commands import Commands, longer_saturday

terminal = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")


def lost_queue(shop: Commands) -> None:
    """The only number no longer leads to a queue: a large change."""
    shop.change(
        "routing/shop.yaml", "next_destination: {time_condition: shop-hours}", "next_destination: {terminate: closed}"
    )


def test_the_first_release_and_the_next(shop: Commands) -> None:
    first = shop("apply", "--yes", "--first", "--who", "anna", "-m", "the first")
    assert first.status == 0
    assert first.out.startswith("First release: 7 objects.\n")
    assert first.out.endswith("\nrelease 1 is live\n")
    assert first.err == (
        "commit and push the production folder now: others get it from there, and the next release stands on it\n"
    )
    longer_saturday(shop)
    second = shop("apply", "--yes")
    assert second.out.endswith("\nrelease 2 is live\n")
    assert shop.releases() == [1, 2]
    assert (shop.record(1)["who"], shop.record(1)["why"]) == ("anna", "the first")
    assert json.loads((shop.folder / "production/bundle.json").read_text()) == shop.bundle(2)


def test_nothing_to_release_is_no_release(released: Commands) -> None:
    ran = released("apply")
    assert ran == (0, "nothing to release: customers already get what the routing files say\n", "")
    assert released.releases() == [1]


def test_without_a_terminal_a_release_must_be_confirmed_by_option(released: Commands) -> None:
    longer_saturday(released)
    ran = released("apply", stdin="y\n")
    assert ran.status == 2
    assert ran.err == (
        "routecfg: there is no terminal to confirm on, so nothing was released\nhelp: confirm with --yes\n"
    )
    assert released.releases() == [1]


@pytest.mark.parametrize("arguments", [["--yes"], []])
def test_a_first_release_must_be_said_to_be_one(shop: Commands, arguments: list[str]) -> None:
    ran = shop("apply", *arguments, stdin="y\n")
    assert ran.status == 2
    assert ran.err == (
        "routecfg: there is no release in the folder 'production', so nothing was released\n"
        "help: if this is the first release of the project, say so: --yes --first;"
        " if not: `git restore production` brings back a folder that was removed\n"
    )
    assert not (shop.folder / "production").exists()


def test_a_production_folder_that_was_removed_is_not_replaced_by_a_first_release(released: Commands) -> None:
    longer_saturday(released)
    shutil.rmtree(released.folder / "production")
    assert released("apply", "--yes").status == 2
    assert not (released.folder / "production").exists()


def test_only_the_first_release_is_called_so(released: Commands) -> None:
    assert released("apply", "--yes", "--first").status == 0, "nothing to release"
    longer_saturday(released)
    ran = released("apply", "--yes", "--first")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "routecfg: this is not the first release: release 1 is live, so nothing was released\nhelp: leave out --first\n"
    )
    assert released.releases() == [1]


@terminal
@pytest.mark.parametrize(
    ("typed", "made"), [("y\n", True), ("yes\n", True), ("n\n", False), ("\n", False), ("\x04", False)]
)
def test_on_a_terminal_it_asks(shop: Commands, typed: str, made: bool) -> None:
    ran = shop.on_terminal("apply", typed=typed)
    assert "Is this the first release of the project, to be released as number 1? [y/N]" in ran.out
    assert "If there should be one, answer no: `git restore production` brings back" in ran.out
    assert ran.status == (0 if made else 2)
    assert ("release 1 is live" in ran.out) == made
    assert ("routecfg: nothing was released" in ran.out) == (not made)
    assert (shop.folder / "production").exists() == made


@terminal
def test_on_a_terminal_it_asks_about_the_next_release(released: Commands) -> None:
    longer_saturday(released)
    ran = released.on_terminal("apply", typed="y\n")
    assert "Release this as number 2? [y/N]" in ran.out
    assert ran.status == 0


def test_errors_are_not_released(shop: Commands) -> None:
    shop.change("routing/shop.yaml", "decision_tree: menu", "decision_tree: menue")
    ran = shop("apply", "--yes")
    assert (ran.status, ran.out) == (1, "")
    assert "no decision tree is called 'menue'" in ran.err
    assert not (shop.folder / "production").exists()


def test_who_releases_is_found_where_it_is_known(shop: Commands) -> None:
    shop("apply", "--yes", "--first", env={"GITHUB_ACTOR": "octo"})
    longer_saturday(shop)
    shop("apply", "--yes")
    assert (shop.record(1)["who"], shop.record(2)["who"]) == ("octo", "anna")


def test_a_large_change_needs_a_reason_and_keeps_it(released: Commands) -> None:
    lost_queue(released)
    refused = released("apply", "--yes")
    assert refused.status == 1
    assert "error[RC903]: customers of inbound routing 'shop' reach a queue in production" in refused.err
    assert "--allow-large-change" in refused.err
    for empty_reason in ("", "  "):
        ran = released("apply", "--yes", "--allow-large-change", empty_reason)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith("routecfg: --allow-large-change needs a reason\n")
    assert released.releases() == [1]
    assert released("apply", "--yes", "--allow-large-change", "the shop closes").status == 0
    assert released.record(2)["allowed"] == "the shop closes"
    assert "large change allowed: the shop closes" in released("history").out


def test_what_was_rolled_back_is_not_released_again_by_accident(released: Commands) -> None:
    longer_saturday(released)
    assert released("apply", "--yes").status == 0
    assert released("rollback", "--yes").status == 0
    ran = released("apply", "--yes")
    assert ran.status == 2
    assert "this is what release 2 was, and it was rolled back" in ran.err
    assert "--again" in ran.err
    assert released.releases() == [1, 2, 3]
    assert released("apply", "--yes", "--again").status == 0
    assert released.releases() == [1, 2, 3, 4]
