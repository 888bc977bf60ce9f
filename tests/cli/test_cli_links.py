"""Whoever exchanges files and folders for links while we run gets nothing read, and nothing written, elsewhere."""

import os
import sys
from pathlib import Path

import pytest

from commands import Commands, Ran, longer_saturday

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the calls have other names")

_OUTSIDE = "queues: {x: {title: hunter2-correct-horse, titel: hunter2-correct-horse"

_EXCHANGE = """
import os, sys

target, nth, where = {target!r}, {nth}, {where!r}
name = where.rpartition("/")[2]
seen = 0

def exchange(event, arguments):
    global seen
    if event in ("open", "os.scandir", "os.listdir", "os.link", "os.rename", "os.mkdir") and arguments:
        paths = [os.fspath(part) for part in arguments if isinstance(part, (str, os.PathLike))]
        if any(path.rstrip("/").endswith(name) for path in paths):
            seen += 1
            if seen == nth:
                full = os.path.abspath(where)
                os.rename(full, full + ".was")
                os.symlink(target, full)

sys.addaudithook(exchange)
"""


def exchanged(shop: Commands, where: str, target: Path, nth: int, *arguments: str) -> Ran:
    """routecfg in a project in which `where` becomes a link just before the nth call that names it."""
    return shop(*arguments, before=_EXCHANGE.format(target=str(target), nth=nth, where=where))


@pytest.mark.parametrize("nth", [1, 2])
@pytest.mark.parametrize("where", ["routing/shop.yaml", "routing/more", "routing", "routecfg.yaml"])
def test_nothing_outside_is_read(shop: Commands, where: str, nth: int, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in ("shop.yaml", "inner.yaml", "routecfg.yaml"):
        (outside / name).write_text(_OUTSIDE)
    shop.write("routing/more/inner.yaml", "# nothing\n")
    target = outside / Path(where).name if where.endswith(".yaml") else outside
    ran = exchanged(shop, where, target, nth, "validate", "--no-cache")
    assert "hunter2" not in ran.out + ran.err
    assert ran.status in (0, 1, 2), ran.err


@pytest.mark.parametrize("nth", [2, 3, 5])
@pytest.mark.parametrize("where", ["production", "production/releases", "production/bundles"])
def test_nothing_outside_is_written(released: Commands, where: str, nth: int, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "releases").mkdir()
    (outside / "bundles").mkdir()
    longer_saturday(released)
    before = sorted(outside.rglob("*"))
    ran = exchanged(released, where, outside, nth, "apply", "--yes")
    assert sorted(outside.rglob("*")) == before
    assert ran.status in (0, 1, 2), ran.err
    assert os.path.lexists(released.folder / where)


@pytest.mark.parametrize("nth", [1, 2, 3, 4])
@pytest.mark.parametrize("command", ["schema --out place", "init place", "diff --out place/plan.json"])
def test_nothing_is_written_outside_where_the_user_names_a_place(
    released: Commands, command: str, nth: int, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (released.folder / "place").mkdir()
    ran = exchanged(released, "place", outside, nth, *command.split())
    assert sorted(outside.rglob("*")) == []
    assert ran.status in (0, 2), ran.err


_EXCHANGE_WHILE_JUDGED = """
import os
import routecfg.cli.output_file as judge

calls = []

def exchanging(really):
    def call(*arguments):
        calls.append(arguments)
        if len(calls) == {call}:
            os.rename("place", "place.was")
            os.symlink({target!r}, "place")
        return really(*arguments)
    return call

judge.find_project = exchanging(judge.find_project)
judge._reserved_by = exchanging(judge._reserved_by)
"""


@pytest.mark.parametrize("call", [1, 2])
def test_a_link_that_appears_while_a_place_is_judged_is_a_sentence(
    released: Commands, call: int, tmp_path: Path
) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/routecfg.yaml").write_text("")
    (released.folder / "place").mkdir()
    exchange = _EXCHANGE_WHILE_JUDGED.format(call=call, target=str(tmp_path / "outside"))
    ran = released("diff", "--out", "place/plan.json", before=exchange)
    assert ran.status == 2, ran.err
    assert ran.err.startswith("routecfg: the plan cannot be written to 'place/plan.json': ")
    assert [path.name for path in (tmp_path / "outside").iterdir()] == ["routecfg.yaml"]


@pytest.mark.parametrize("command", ["schema --out", "init", "diff --out"])
def test_two_dots_behind_a_link_lead_where_they_lead_for_everybody_else(
    released: Commands, command: str, tmp_path: Path
) -> None:
    (tmp_path / "outside/inner").mkdir(parents=True)
    (released.folder / "link").symlink_to(tmp_path / "outside/inner")
    ran = released(*command.split(), "link/../new")
    assert ran.status == 2
    assert "a link on the way leads out of the project" in ran.err
    assert sorted(path.name for path in (tmp_path / "outside").iterdir()) == ["inner"]
    assert not (released.folder / "new").exists()


def test_what_is_saved_behind_a_link_is_what_is_read_there(released: Commands) -> None:
    longer_saturday(released)
    (released.folder / "a/b").mkdir(parents=True)
    (released.folder / "link").symlink_to("a/b")
    assert released("diff", "--out", "link/../plan.json").status == 0
    assert (released.folder / "a/plan.json").exists()
    assert released("apply", "link/../plan.json", "--yes").status == 0


@pytest.mark.parametrize("command", ["schema --out", "init", "diff --out"])
@pytest.mark.parametrize("place", ["../.git/new", "../.git/hooks/pre-commit", "../.GIT/new"])
def test_the_folder_of_git_is_for_git_also_above_the_project(
    released: Commands, command: str, place: str, tmp_path: Path
) -> None:
    for name in (".git", ".GIT"):
        (tmp_path / name / "hooks").mkdir(parents=True, exist_ok=True)
    ran = released(*command.split(), place)
    assert ran.status == 2
    assert "the folder '.git' is for git" in ran.err
    assert not any(path.is_file() for name in (".git", ".GIT") for path in (tmp_path / name).rglob("*"))
