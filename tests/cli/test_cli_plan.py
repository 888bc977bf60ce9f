"""Plans on the command line: saved where nothing is harmed, and released as they were reviewed."""

import json
import os
import shutil
import stat
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from commands import Commands, longer_saturday

posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes and devices are a POSIX thing")


def plan_file(shop: Commands) -> dict[str, Any]:
    """The plan that was saved."""
    fields: dict[str, Any] = json.loads((shop.folder / "plan.json").read_text())
    return fields


def test_a_plan_is_released_as_it_was_reviewed(released: Commands) -> None:
    longer_saturday(released)
    released("diff", "--out", "plan.json")
    assert released("apply", "plan.json", "--yes").status == 0
    assert released.releases() == [1, 2]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])  # 26 hours apart: never on the same day
def test_a_plan_is_of_the_day_that_it_is_where_the_project_is(released: Commands, zone: str) -> None:
    released.change("routecfg.yaml", "Europe/London", zone)
    longer_saturday(released)
    before = datetime.now(ZoneInfo(zone)).date()
    released("diff", "--out", "plan.json")
    assert (
        before.isoformat()
        <= plan_file(released)["inputs"]["base_date"]
        <= datetime.now(ZoneInfo(zone)).date().isoformat()
    )


def test_a_plan_is_stale_once_the_files_have_moved(released: Commands) -> None:
    longer_saturday(released)
    released("diff", "--out", "plan.json")
    released.change("routing/shop.yaml", "10:00-16:00", "10:00-17:00")
    ran = released("apply", "plan.json", "--yes")
    assert ran.status == 1
    assert ran.err.startswith("error[RC902]: the routing files have changed since the plan was made")
    assert released.releases() == [1]


def test_a_plan_is_stale_once_production_has_moved(released: Commands) -> None:
    longer_saturday(released)
    released("diff", "--out", "plan.json")
    released.change("routing/shop.yaml", "10:00-16:00", "10:00-17:00")
    assert released("apply", "--yes").status == 0
    released.change("routing/shop.yaml", "10:00-17:00", "10:00-16:00")
    ran = released("apply", "plan.json", "--yes")
    assert ran.status == 1
    assert "production has moved since the plan was made: it stands on release 1, and release 2 is live" in ran.err
    assert released.releases() == [1, 2]


def test_a_plan_that_is_live_already_is_nothing_to_release(released: Commands) -> None:
    longer_saturday(released)
    released("diff", "--out", "plan.json")
    assert released("apply", "plan.json", "--yes").status == 0
    again = released("apply", "plan.json", "--yes")
    assert again == (0, "nothing to release: customers already get what the plan leads to\n", "")
    assert released.releases() == [1, 2]


@pytest.mark.parametrize("text", ["{}", "[", "\xff", '{"version": 2}', ""])
def test_what_is_not_a_plan_is_refused(released: Commands, text: str) -> None:
    longer_saturday(released)
    (released.folder / "plan.json").write_bytes(text.encode("latin-1"))
    ran = released("apply", "plan.json", "--yes")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("routecfg: 'plan.json' is not a routecfg plan file\n")
    assert released("apply", "nope.json", "--yes").err.startswith("routecfg: the plan 'nope.json' cannot be read: ")


def test_a_plan_cannot_show_one_thing_and_release_another(released: Commands) -> None:
    file = released.folder / "routing/shop.yaml"
    before = file.read_text()
    longer_saturday(released)
    released("diff", "--out", "harmless.json")
    file.write_text(before.replace("We are closed now.", "Go away."))
    released("diff", "--out", "plan.json")
    harmless = json.loads((released.folder / "harmless.json").read_text())
    released.write("plan.json", json.dumps(plan_file(released) | {"difference": harmless["difference"]}))
    ran = released("apply", "plan.json", "--yes")
    assert ran.status == 1
    assert ran.err.startswith(
        "error[RC902]: what the plan shows is not what it would release, so nothing was released\n"
    )
    assert released.releases() == [1]


@pytest.mark.parametrize("first", [True, False], ids=["all of it", "a value in it"])
def test_a_plan_that_says_something_twice_is_refused(released: Commands, first: bool) -> None:
    """People read the first of two, programs take the last."""
    file = released.folder / "routing/shop.yaml"
    before = file.read_text()
    longer_saturday(released)
    released("diff", "--out", "harmless.json")
    harmless = json.dumps({"difference": json.loads((released.folder / "harmless.json").read_text())["difference"]})
    file.write_text(before.replace("We are closed now.", "Go away."))
    released("diff", "--out", "plan.json")
    plan = (released.folder / "plan.json").read_text()
    shown, inner = harmless[1:-1], plan.strip()[1:-1]
    released.write(
        "plan.json", f"{{{shown},{inner}}}" if first else plan.replace('"after":', '"after":"Hello","after":')
    )
    ran = released("apply", "plan.json", "--yes")
    assert ran.status == 2
    assert ran.err.startswith("routecfg: 'plan.json' was changed by hand: it says something twice")
    assert released.releases() == [1]


@pytest.mark.parametrize(("before", "after"), [("1", "true"), ("1", "1.0"), ("false", "0")])
def test_a_plan_shows_values_as_they_are(released: Commands, before: str, after: str) -> None:
    longer_saturday(released)
    released("diff", "--out", "plan.json")
    name, _, rest = (released.folder / "plan.json").read_text().partition('"difference":')
    assert f":{before}" in rest
    released.write("plan.json", f'{name}"difference":{rest.replace(f":{before}", f":{after}", 1)}')
    ran = released("apply", "plan.json", "--yes")
    assert ran.status == 1
    assert ran.err.startswith("error[RC902]: what the plan shows is not what it would release")
    assert released.releases() == [1]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"base": "0" * 64}, "the plan stands on a release that is not in the history of this project"),
        ({"base": None}, "the plan is for the first release, and release 1 is live"),
        ({"project": {"title": "Other", "folder": "shop"}}, "the plan was made for the project 'Other', and this is"),
        ({"content": "sha256:" + "0" * 64}, "the routing files have changed since the plan was made"),
        ({"base_number": 7}, "the plan was changed by hand: it names another release"),
    ],
)
def test_a_plan_that_was_edited_is_refused(released: Commands, change: dict[str, Any], said: str) -> None:
    longer_saturday(released)
    released("diff", "--out", "plan.json")
    released.write("plan.json", json.dumps(plan_file(released) | change))
    ran = released("apply", "plan.json", "--yes")
    assert ran.status == 1
    assert ran.err.startswith(f"error[RC902]: {said}")
    assert "and release 1 is live" not in ran.err or "stands on release 1" not in ran.err
    assert released.releases() == [1]


def test_a_first_plan_is_no_good_in_another_project(shop: Commands) -> None:
    shop("diff", "--out", "plan.json")
    other = Commands(shop.folder.parent / "other", shop.home)
    shutil.copytree(shop.folder, other.folder)
    ran = other("apply", "plan.json", "--yes", "--first")
    assert ran.status == 1
    assert ran.err.startswith("error[RC902]: the plan was made in the folder 'shop', and this is 'other'")
    assert not (other.folder / "production").exists()
    assert shop("apply", "plan.json", "--yes", "--first").status == 0


@posix
def test_a_plan_without_an_end_is_not_read(released: Commands) -> None:
    ran = released("apply", "/dev/zero", "--yes")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "routecfg: the plan '/dev/zero' cannot be read: it is not an ordinary file\n"
    os.mkfifo(released.folder / "pipe")
    assert "it is not an ordinary file" in released("apply", "pipe", "--yes").err


def test_a_plan_that_is_too_large_is_not_read(released: Commands) -> None:
    (released.folder / "plan.json").touch()
    os.truncate(released.folder / "plan.json", 65_000_000)
    ran = released("apply", "plan.json", "--yes")
    assert ran.err == "routecfg: the plan 'plan.json' cannot be read: it has 65.0 MB; at most 64 MB are read\n"


def test_a_plan_may_be_read_through_a_link_that_the_user_names(released: Commands) -> None:
    longer_saturday(released)
    released("diff", "--out", "plan.json")
    (released.folder / "latest").symlink_to("plan.json")
    assert released("apply", "latest", "--yes").status == 0


def everything(folder: Path) -> dict[str, bytes | str | None]:
    """All that is in a folder: files with their bytes, links with their targets."""
    return {
        path.relative_to(folder).as_posix(): str(path.readlink())
        if path.is_symlink()
        else path.read_bytes()
        if path.is_file()
        else None
        for path in sorted(folder.rglob("*"))
    }


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("production/bundle.json", "the folder 'production' is for releases"),
        ("production/releases/000001.json", "the folder 'production' is for releases"),
        ("production/releases/000002.json", "the folder 'production' is for releases"),
        ("production/bundles/plan.json", "the folder 'production' is for releases"),
        ("production/../production/bundle.json", "the folder 'production' is for releases"),
        ("linked/bundle.json", "the folder 'production' is for releases"),
        ("routecfg.yaml", "'routecfg.yaml' is the project's own"),
        ("ROUTECFG.YAML", "'ROUTECFG.YAML' is the project's own"),
        ("production", "'production' is the project's own"),
        ("routing", "'routing' is the project's own"),
        ("routing/shop.yaml", "the folder 'routing' is for routing files"),
        ("routing/plan.yaml", "the folder 'routing' is for routing files"),
        ("routing/plan.json", "the folder 'routing' is for routing files"),
        ("plan.yaml", "what is written is JSON, and names that end so are for YAML"),
        ("plan.YAML", "what is written is JSON, and names that end so are for YAML"),
        ("Routecfg.yaml/plan.json", "'Routecfg.yaml' is the project's own"),
        (".", "it is a folder"),
        (".git/plan.json", "the folder '.git' is for git"),
        (".gitattributes", "there is a file of that name, which is something else"),
        ("notes.txt", "there is a file of that name, which is something else"),
        ("link.json", "it is a link"),
        ("nowhere.json", "it is a link"),
        ("out/plan.json", "a link on the way leads out of the project"),
        ("folder", "it is a folder"),
        ("no/such/plan.json", "there is no such file or folder"),
    ],
)
def test_a_plan_never_takes_the_place_of_anything_else(released: Commands, out: str, said: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.json").write_text("secret")
    (released.folder / "linked").symlink_to("production")
    (released.folder / "link.json").symlink_to(outside / "secret.json")
    (released.folder / "nowhere.json").symlink_to(outside / "new.json")
    (released.folder / "out").symlink_to(outside)
    (released.folder / "folder").mkdir()
    released.write(".git/config", "")
    released.write("notes.txt", "mine")
    longer_saturday(released)
    before = everything(tmp_path)
    ran = released("diff", "--out", out)
    assert ran.status == 2
    assert ran.err.startswith(f"routecfg: the plan cannot be written to '{out}': {said}\n")
    changed = {path for path, content in everything(tmp_path).items() if before.get(path, b"new") != content}
    assert not {path for path in changed if not path.startswith("home/")}


@posix
def test_saving_a_plan_waits_for_nobody(released: Commands) -> None:
    os.mkfifo(released.folder / "pipe")
    ran = released("diff", "--out", "pipe")
    assert ran.status == 2
    assert "it is not an ordinary file" in ran.err
    assert stat.S_ISFIFO((released.folder / "pipe").lstat().st_mode)
    assert released("diff", "--out", "/dev/null").status == 2
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_plan_takes_the_place_of_an_earlier_one(released: Commands) -> None:
    (released.folder / "plan.json").touch()
    assert released("diff", "--out", "plan.json").status == 0
    first = plan_file(released)
    longer_saturday(released)
    assert released("diff", "--out", "plan.json").status == 0
    assert plan_file(released) != first
    assert sorted(path.name for path in released.folder.iterdir() if path.name.startswith(".")) == [".gitattributes"]


def test_a_plan_may_be_saved_anywhere_else(released: Commands, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "also").symlink_to("plans")
    assert released("diff", "--out", "../also/plan.json").status == 0
    assert (tmp_path / "plans/plan.json").exists()


def test_schemas_are_written_over_schemas_only(shop: Commands, tmp_path: Path) -> None:
    assert shop("schema", "--out", ".schema").status == 0
    assert shop("schema", "--out", ".schema").status == 0
    shop.write("other/routing.schema.json", "mine")
    assert "which is something else" in shop("schema", "--out", "other").err
    for folder in ("routing", "production/releases"):
        (shop.folder / folder).mkdir(parents=True, exist_ok=True)
        before = everything(tmp_path)
        assert shop("schema", "--out", folder).status == 2
        assert everything(tmp_path).keys() <= before.keys() | {"home/cache"}
    (tmp_path / "outside").mkdir()
    (shop.folder / "out").symlink_to(tmp_path / "outside")
    assert "leads out of the project" in shop("schema", "--out", "out").err
    assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.parametrize("where", ["production", "production/releases", "routing", "routing/deep"])
@pytest.mark.parametrize("command", ["diff --out", "schema --out", "init", "validate --write-baseline --baseline"])
def test_another_project_file_does_not_open_a_projects_folders(released: Commands, where: str, command: str) -> None:
    if where.startswith("routing") and command.startswith(("diff", "validate")):
        pytest.skip("it is read as a routing file, with errors")
    longer_saturday(released)
    released.write(f"{where}/routecfg.yaml", (released.folder / "routecfg.yaml").read_text())
    for name in ("000003.json", "x", "releases/000003.json"):
        ran = released(*command.split(), f"{where}/{name}")
        assert ran.status == 2
        assert not (released.folder / where / name).exists()
    assert released("history", "--verify").status == 0


def test_a_project_does_not_start_inside_another_ones_folders(shop: Commands) -> None:
    for folder in ("routing/new", "routing", "production/new"):
        ran = shop("init", folder)
        assert ran.status == 2
        assert ran.err.startswith(f"routecfg: no project can start in '{folder}': the folder '")
    assert not (shop.folder / "routing/new").exists()
    assert shop("init", "apps/chat").status == 0


def test_a_project_is_not_started_through_links(empty: Commands, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (empty.folder / ".github").symlink_to(tmp_path / "outside")
    ran = empty("init")
    assert ran.status == 2
    assert ran.err.startswith("routecfg: '.github' cannot be used: ")
    assert list((tmp_path / "outside").iterdir()) == []
    assert not (empty.folder / "routecfg.yaml").exists()


def test_a_link_to_nowhere_is_not_followed_to_start_a_project(empty: Commands, tmp_path: Path) -> None:
    (empty.folder / "routecfg.yaml").symlink_to(tmp_path / "elsewhere")
    assert empty("init").err.startswith("routecfg: there is a project already: routecfg.yaml\n")
    assert sorted(path.name for path in empty.folder.iterdir()) == ["routecfg.yaml"]
