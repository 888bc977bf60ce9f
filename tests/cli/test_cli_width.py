"""Every command on a terminal of 80 and of 40 columns: lines fit, and no word is broken that fits a line."""

import re

import pytest

from commands import Commands, longer_saturday
from routecfg.screen import cells

TITLE = "A title that is much longer than a line of a small terminal, so that it must be wrapped somewhere"
COMMANDS = [
    ["validate"],
    ["list"],
    ["rules"],
    ["history"],
    ["diff"],
    ["graph"],
    ["explain", "RC301"],
    ["--help"],
    ["validate", "--help"],
    ["hours", "--from", "2026-11-22"],
    ["graph", "--format", "png"],
]


@pytest.fixture
def wide(released: Commands) -> Commands:
    """A released project with findings, changes and long texts."""
    longer_saturday(released)
    released.change("routing/shop.yaml", "title: Menu", f"title: {TITLE}")
    released.change("routing/shop.yaml", "time_group: shop-hours", "time_group: shop-hour")
    return released


def words(text: str) -> list[str]:
    """The words that are read, without guides, bullets and signs."""
    return re.findall(r"[\w'.:/…-]*\w[\w'.:/…-]*", re.sub(r"\x1b\[[0-9;]*m", "", text))


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_lines_fit_the_terminal_and_words_stay_whole(wide: Commands, arguments: list[str], columns: int) -> None:
    ran = wide.on_terminal(*arguments, columns=columns)
    text = re.sub(r"\x1b\[[0-9;]*m", "", ran.out)
    assert [line for line in text.splitlines() if cells(line) > columns] == []
    plain = wide(*arguments)
    whole = {*words(plain.out + plain.err), "Bad", "Good", "Error", "Options:", "Commands:"}  # titles of frames
    broken = [word for word in words(text) if word not in whole and len(word) < columns - 30]
    assert broken == []


def test_paths_and_names_in_a_table_stay_whole(eshop: Commands) -> None:
    for columns in (80, 100):
        ran = eshop.on_terminal("list", columns=columns)
        assert re.findall(r"routing/\S*", ran.out) == re.findall(r"routing/\S*", eshop("list").out)


def test_a_long_list_is_wrapped_as_well(wide: Commands) -> None:
    names = (f"  queue-{number}: {{title: '{TITLE}'}}\n" for number in range(600))
    wide.write("routing/queues.yaml", "queues:\n" + "".join(names))
    ran = wide.on_terminal("list", "queues", columns=80)
    assert max(map(cells, ran.out.splitlines())) <= 80
    assert ran.out.count("much longer") == 600


def test_a_pipe_gets_whole_lines_whatever_the_terminal(wide: Commands) -> None:
    for arguments in (["validate"], ["list"], ["rules"], ["diff"], ["graph"]):
        ran = wide(*arguments, env={"COLUMNS": "40"})
        assert ran == wide(*arguments)
        assert "\x1b[" not in ran.out + ran.err
    assert any(TITLE in line for line in wide("list").out.splitlines())
