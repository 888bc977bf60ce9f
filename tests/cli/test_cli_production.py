"""A production folder that was touched, left behind by a crash, or is in the middle of something of git's."""

import json
import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from commands import Commands, longer_saturday
from releases.lines import sealed
from routecfg.disclosure import shell_word


@pytest.mark.parametrize("deed", ["edited", "missing", "bundle", "content"])
def test_a_production_that_was_touched_is_not_built_upon(released: Commands, deed: str) -> None:
    longer_saturday(released)
    assert released("apply", "--yes").status == 0
    first = released.folder / "production/releases/000001.json"
    match deed:
        case "edited":
            first.write_text(first.read_text().replace('"anna"', '"bob"'))
        case "missing":
            first.unlink()
        case "content":
            (released.folder / f"production/bundles/{released.record(1)['bundle']}.json").unlink()
        case _:
            (released.folder / "production/bundle.json").write_text("{}")
    released.change("routing/shop.yaml", "10:00-16:00", "10:00-17:00")
    for command in (["apply", "--yes"], ["diff"], ["rollback", "--yes"], ["history"]):
        ran = released(*command)
        assert ran.status == 1, command
        assert "error[RC901]: " in ran.err
        assert "git" in ran.err
    assert 3 not in released.releases()


def test_an_edited_content_is_not_built_upon(released: Commands) -> None:
    longer_saturday(released)
    assert released("apply", "--yes").status == 0
    content = released.folder / f"production/bundles/{released.record(1)['bundle']}.json"
    content.write_text(content.read_text().replace("We are closed now.", "Go away."))
    assert released("history").status == 0, "it reads records only"
    assert released("diff").status == 0, "it needs what is live"
    released.change("routing/shop.yaml", "10:00-16:00", "10:00-17:00")
    for command in (["apply", "--yes"], ["rollback", "--yes"], ["history", "--verify"]):
        ran = released(*command)
        assert ran.status == 1, command
        assert ran.err.startswith("error[RC901]: release 1 has lost its content: ")
    assert released.releases() == [1, 2]


def test_what_was_released_before_is_not_kept_twice(released: Commands) -> None:
    longer_saturday(released)
    assert released("apply", "--yes").status == 0
    assert released("rollback", "--yes").status == 0
    assert released("apply", "--yes", "--again").status == 0
    assert released("rollback", "1", "--yes").status == 0
    assert released.releases() == [1, 2, 3, 4, 5]
    assert len(list((released.folder / "production/bundles").iterdir())) == 2


def test_a_release_dated_before_its_parent_is_reported(released: Commands) -> None:
    record = released.folder / "production/releases/000001.json"
    fields = json.loads(record.read_text()) | {"when": "2999-01-01T00:00:00Z"}
    del fields["digest"]
    record.write_bytes(sealed(fields))
    longer_saturday(released)
    ran = released("apply", "--yes")
    assert ran.status == 0
    said = "before release 1 (2999-01-01 00:00 UTC): the clock of one of the two machines is wrong\n"
    assert said in ran.err
    assert ran.err.startswith("warning: it is dated ")
    assert released("history").err.startswith("release 2: it is dated ")
    assert said in released("history").err


def test_a_bundle_that_was_left_behind_is_brought_forward(released: Commands) -> None:
    bundle = released.folder / "production/bundle.json"
    old = bundle.read_bytes()
    longer_saturday(released)
    assert released("apply", "--yes").status == 0
    new = bundle.read_bytes()
    bundle.write_bytes(old)  # as a power cut between the release and its bundle leaves it
    assert released("diff").status == 0
    assert bundle.read_bytes() == old, "only commands that release may write"
    assert "bundle.json is out of date" in released("history").err
    assert "bundle.json was out of date, and is that of release 2 again" in released("apply").err
    assert bundle.read_bytes() == new
    assert released("history").err == ""


def test_what_a_killed_release_left_behind_is_not_there_to_be_committed(released: Commands) -> None:
    production = released.folder / "production"
    left = [
        production / ".bundle.0123456789abcdef.tmp",
        production / "releases/.000002.0123456789abcdef.tmp",
        production / f"bundles/.{'0' * 64}.0123456789abcdef.tmp",
    ]
    for path in left:
        path.write_text("{")
    assert released("apply").status == 0
    assert not [path.name for path in left if path.exists()]


@pytest.mark.parametrize(
    ("state", "name", "abort"),
    [
        ("MERGE_HEAD", "a merge", "git merge --abort"),
        ("rebase-merge/done", "a rebase", "git rebase --abort"),
        ("rebase-apply/next", "a rebase", "git rebase --abort"),
        ("rebase-apply/applying", "a series of patches", "git am --abort"),
        ("CHERRY_PICK_HEAD", "a cherry-pick", "git cherry-pick --abort"),
        ("sequencer/todo", "a cherry-pick or a revert of several commits", "git cherry-pick --abort"),
    ],
)
@pytest.mark.parametrize("worktree", [False, True])
def test_nothing_is_released_in_the_middle_of_a_merge(
    released: Commands, state: str, name: str, abort: str, worktree: bool
) -> None:
    longer_saturday(released)
    if worktree:
        released.write(".git", "gitdir: elsewhere/of the worktree\n")
    released.write(f"elsewhere/of the worktree/{state}" if worktree else f".git/{state}", "")
    for command in (["apply", "--yes"], ["rollback", "--yes"]):
        ran = released(*command, cwd=released.folder / "routing")
        assert (ran.status, ran.out) == (2, "")
        assert "help: in the folder ..: `git " in ran.err
        assert ran.err.startswith(f"routecfg: git is in the middle of {name}, so ")
        assert f"`{abort}` gives it up" in ran.err
    assert released("diff").status == 0
    assert released.releases() == [1]


def git(shop: Commands, *arguments: str, fails: bool = False, folder: Path | None = None) -> None:
    """Runs git as somebody in particular, with nothing of this machine's settings."""
    command = ["git", "-c", "user.name=Anna", "-c", "user.email=anna@acme.example", *arguments]
    env = shop.environment({"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull})
    done = subprocess.run(command, cwd=folder or shop.folder, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode != 0) == fails, done.stdout + done.stderr


@pytest.fixture
def committed(released: Commands) -> Commands:
    """The small project with two releases, in git."""
    longer_saturday(released)
    assert released("apply", "--yes").status == 0
    git(released, "init", "-q", "-b", "main")
    git(released, "add", ".")
    git(released, "commit", "-qm", "All")
    return released


def followed(shop: Commands, help_: str) -> None:
    """Runs the git commands of a help, one after the other."""
    commands = [part for part in help_.split("`")[1::2] if part.startswith("git ")]
    assert commands
    for command in commands:
        git(shop, *shlex.split(command)[1:])


def help_of(error: str) -> str:
    """The help of the only finding."""
    assert error.count("  help: ") == 1, error
    return error.partition("  help: ")[2]


@pytest.mark.parametrize(
    "deed",
    [
        "newest removed",
        "all of the newest removed",
        "older removed",
        "record",
        "content",
        "content removed",
        "content formatted",
        "bundle",
        "all records",
    ],
)
def test_the_help_of_a_damaged_production_mends_it(committed: Commands, deed: str) -> None:
    production = committed.folder / "production"
    content = production / f"bundles/{committed.record(1)['bundle']}.json"
    match deed:
        case "newest removed":
            (production / "releases/000002.json").unlink()
        case "all of the newest removed":
            (production / "releases/000002.json").unlink()
            for path in (production / "bundles").iterdir():
                if path != content:
                    path.unlink()
        case "content formatted":
            content.write_bytes(content.read_bytes() + b"\n")
        case "older removed":
            (production / "releases/000001.json").unlink()
        case "record":
            (production / "releases/000001.json").write_text("{}")
        case "content":
            content.write_text("{}")
        case "content removed":
            content.unlink()
        case "all records":
            shutil.rmtree(production / "releases")
        case _:
            (production / "bundle.json").write_text("{}\n")
    ran = committed("history", "--verify")
    assert ran.status == 1
    help_ = help_of(ran.err)
    if deed == "all records":
        followed(committed, help_.partition(";")[0])
        ran = committed("history", "--verify")
        help_ = help_of(ran.err)
    followed(committed, help_.partition(";")[0])
    assert committed("history", "--verify") == (0, committed("history").out, "")
    assert committed("apply").status == 0


def test_the_help_names_the_folder_where_its_commands_work(committed: Commands) -> None:
    (committed.folder / "production/releases/000001.json").unlink()
    ran = committed("history", cwd=committed.folder / "routing")
    assert "  help: in the folder ..: restore it from git: `git restore production/releases/000001.json`" in ran.err


def test_without_git_there_is_no_advice_about_git(released: Commands) -> None:
    (released.folder / "production/releases/000001.json").write_text("{}")
    ran = released("history")
    assert "restore the production folder as it was, from a backup: this project is not in git" in ran.err
    assert "`git" not in ran.err


@pytest.fixture
def converted(committed: Commands) -> Commands:
    """A clone whose text files have the line ends of Windows, as git makes it where no attribute forbids that."""
    (committed.folder / ".gitattributes").unlink()
    git(committed, "commit", "-qam", "No attributes")
    clone = Commands(committed.folder.parent / "clone", committed.home)
    git(committed, "-c", "core.autocrlf=true", "clone", "-q", "shop", "clone", folder=committed.folder.parent)
    git(clone, "config", "core.autocrlf", "true")
    assert (clone.folder / "production/releases/000001.json").read_bytes().endswith(b"\r\n")
    return clone


def test_line_ends_that_git_has_changed_are_named_and_can_be_mended(converted: Commands) -> None:
    ran = converted("history")
    assert ran.status == 1
    assert "2        " in ran.out
    assert "nothing has been released" not in ran.out
    assert ran.err.startswith(
        "error[RC901]: 3 files of production, such as 'production/bundle.json', have the line ends"
    )
    assert "changed by hand" not in ran.err
    assert "add the line `production/** binary` to .gitattributes" in help_of(ran.err)
    converted.write(".gitattributes", "production/** binary\n")
    for path in (converted.folder / "production").rglob("*.json"):
        if path.read_bytes().endswith(b"\r\n"):
            path.unlink()
    git(converted, "restore", "production")
    assert converted("history") == (0, converted("history").out, "")


def test_nothing_is_released_on_line_ends_that_git_has_changed(converted: Commands) -> None:
    converted.change("routing/shop.yaml", "10:00-16:00", "10:00-17:00")
    for command in ("apply", "rollback"):
        ran = converted(command, "--yes")
        assert ran.status == 1
        assert "the line ends of Windows" in ran.err
    assert converted.releases() == [1, 2]


@pytest.fixture
def diverged(committed: Commands) -> Commands:
    """The same without attributes, and with another third release on each of two branches; `origin/main` is `other`."""
    (committed.folder / ".gitattributes").unlink()
    git(committed, "commit", "-qam", "No attributes")
    git(committed, "checkout", "-qb", "other")
    committed.change("routing/shop.yaml", "10:00-16:00", "10:00-17:00")
    assert committed("apply", "--yes", "--who", "bob").status == 0
    git(committed, "add", ".")
    git(committed, "commit", "-qm", "Other")
    git(committed, "checkout", "-q", "main")
    committed.change("routing/shop.yaml", "10:00-16:00", "10:00-18:00")
    assert committed("apply", "--yes").status == 0
    git(committed, "add", ".")
    git(committed, "commit", "-qm", "Mine")
    git(committed, "update-ref", "refs/remotes/origin/main", "other")
    return committed


@pytest.mark.parametrize(
    ("command", "name", "abort"),
    [
        ("merge other", "a merge", "git merge --abort"),
        ("merge --squash other", "a merge with conflicts", "git reset --merge"),
        ("cherry-pick other", "a cherry-pick", "git cherry-pick --abort"),
        ("rebase other", "a rebase", "git rebase --abort"),
    ],
)
def test_in_the_middle_of_a_merge_the_help_names_what_git_needs(
    diverged: Commands, command: str, name: str, abort: str
) -> None:
    git(diverged, *command.split(), fails=True)
    ran = diverged("history")
    assert ran.status == 1
    assert "`git restore" not in ran.err, "git refuses that for files in conflict"
    assert f"git is in the middle of {name}: `{abort}` gives it up" in ran.err
    for release in (["apply", "--yes"], ["rollback", "--yes"]):
        assert diverged(*release).err.startswith(f"routecfg: git is in the middle of {name}, so ")
    help_ = next(line for line in ran.err.splitlines() if line.startswith("  help: "))
    followed(diverged, help_.partition("to finish it")[2])
    assert diverged("history").status == 0
    git(diverged, *abort.split()[1:])
    assert diverged("history").status == 0


@pytest.mark.parametrize("settings", [[], ["index.version=4"], ["index.skipHash=true"]])
@pytest.mark.parametrize("kind", ["sha1", "sha256"])
def test_conflicts_are_found_in_every_form_of_the_index(committed: Commands, settings: list[str], kind: str) -> None:
    """`git stash pop` leaves no other mark."""
    shutil.rmtree(committed.folder / ".git")
    git(committed, "init", "-q", "-b", "main", f"--object-format={kind}")
    for setting in settings:
        git(committed, "config", *setting.split("="))
    git(committed, "add", ".")
    git(committed, "commit", "-qm", "All")
    committed.write("routing/shop.yaml", "queues: {a: {title: A}}\n")
    git(committed, "stash", "-q")
    assert committed("apply", "--yes").status == 0
    committed.write("routing/shop.yaml", "queues: {b: {title: B}}\n")
    git(committed, "commit", "-qam", "B")
    git(committed, "stash", "pop", fails=True)
    assert committed("apply").err.startswith("routecfg: git is in the middle of a merge with conflicts, so ")
    git(committed, "reset", "-q", "--merge")
    assert "git is" not in committed("apply").err


@pytest.mark.parametrize(
    "index", [b"", b"DIRC", b"DIRC" + bytes(3) + b"\2" + b"\xff" * 4, b"\xff" * 500, "a pipe", "a link"]
)
def test_what_is_no_index_stops_nothing(released: Commands, index: bytes | str) -> None:
    file = released.write(".git/index", "")
    match index:
        case bytes():
            file.write_bytes(index)
        case "a pipe":
            file.unlink()
            os.mkfifo(file)
        case _:
            file.unlink()
            file.symlink_to("/dev/zero")
    assert released("apply", "--yes").status == 0
    (released.folder / ".git/index").unlink()
    (released.folder / ".git").rename(released.folder / "elsewhere")
    released.write(".git", "gitdir: a\0b")
    assert released("apply", "--yes").status == 0


@pytest.mark.parametrize(
    "name", ["-prod", "my prod", "#prod", "!prod", "a*b?", "[prod]", "'q' \"q\"", "caf\u00e9", "$HOME"]
)
def test_a_production_folder_of_any_name_is_mended_as_the_help_says(shop: Commands, name: str) -> None:
    shop.write("routecfg.yaml", f"{(shop.folder / 'routecfg.yaml').read_text()}\nproduction: {json.dumps(name)}\n")
    assert shop("apply", "--yes", "--first").status == 0
    git(shop, "init", "-q", "-b", "main")
    git(shop, "add", ".")
    git(shop, "commit", "-qm", "All")
    (shop.folder / name / "releases/000001.json").unlink()
    followed(shop, help_of(shop("history").err).partition(";")[0])
    assert shop("history").status == 0
    git(shop, "config", "core.autocrlf", "true")
    shutil.rmtree(shop.folder / name)
    followed(shop, f"`git restore {shell_word(name)}`")
    help_ = help_of(shop("history").err)
    shop.write(".gitattributes", f"{help_.split('`')[1]}\n")
    shutil.rmtree(shop.folder / name)
    followed(shop, help_.partition("remove these files")[2])
    assert shop("history", "--verify").status == 0
