"""A page that follows its project: each save is noticed once, however it is saved, and nothing else is."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue

import pytest

from commands import EXAMPLES
from routecfg.cache import Cache
from routecfg.preview.following import Following
from routecfg.workspace import Workspace

SECONDS = 30


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES / "quickstart", tmp_path / "shop"))


def opened(project: Path) -> Following:
    memory = Cache(None, in_memory=True)
    return Following(lambda known, seen: Workspace(project, cache=known or memory, seen=seen))


@contextmanager
def followed(following: Following) -> Iterator["Queue[int]"]:
    """The versions, as they come."""
    versions: Queue[int] = Queue()
    stop = threading.Event()
    thread = threading.Thread(target=following.follow, args=(stop, lambda: versions.put(following.newest.version)))
    thread.start()
    try:
        yield versions
    finally:
        stop.set()
        thread.join(SECONDS)
        assert not thread.is_alive()


def routing_file(project: Path) -> Path:
    return next(iter(sorted((project / "routing").rglob("*.yaml"))))


def test_saves_are_followed_however_an_editor_saves(project: Path) -> None:
    following = opened(project)
    file = routing_file(project)
    with followed(following) as versions:
        file.write_text(file.read_text("utf-8") + "# written over\n", "utf-8")
        assert versions.get(timeout=SECONDS) == 2
        beside = file.with_name(f".{file.name}.swp")
        beside.write_text(file.read_text("utf-8") + "# renamed over\n", "utf-8")
        beside.replace(file)
        assert versions.get(timeout=SECONDS) == 3
        text = file.read_text("utf-8")
        file.rename(file.with_name(f"{file.name}~"))
        file.write_text(text + "# the old one was moved away\n", "utf-8")
        while following.newest.workspace.contents().get(f"routing/{file.name}", b"")[-20:] != b" one was moved away\n":
            versions.get(timeout=SECONDS)
        folder = project / "routing" / "more" / "deeper"
        folder.mkdir(parents=True)
        (folder / "new.yaml").write_text("queues: {new: {title: New, id: new}}\n", "utf-8")
        while "routing/more/deeper/new.yaml" not in following.newest.workspace.contents():
            versions.get(timeout=SECONDS)


def test_a_disk_that_says_nothing_is_looked_at(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object, **__: object) -> Iterator[object]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("watchfiles.watch", exhausted)
    file = routing_file(project)
    with followed(opened(project)) as versions:
        file.write_text(file.read_text("utf-8") + "# changed\n", "utf-8")
        assert versions.get(timeout=SECONDS) == 2


def test_what_does_not_belong_to_the_project_changes_nothing(project: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (project / "routing" / "out").symlink_to(outside)
    (project / "node_modules").mkdir()
    following = opened(project)
    assert str(outside) not in following._folders()
    assert str(project / "node_modules") not in following._folders()
    with followed(following) as versions:
        (outside / "x.yaml").write_text("queues: {}\n", "utf-8")
        (project / "node_modules" / "x.yaml").write_text("queues: {}\n", "utf-8")
        (project / "routing" / ".menu.yaml.swp").write_text("queues: {}\n", "utf-8")
        file = routing_file(project)
        file.write_bytes(file.read_bytes())
        with pytest.raises(Empty):
            versions.get(timeout=1.5)


def test_the_world_the_scenarios_and_a_release_count(project: Path) -> None:
    following = opened(project)
    (project / "world.yaml").write_text("requests: {}\n", "utf-8")
    assert following.look()
    (project / "tests").mkdir(exist_ok=True)
    (project / "tests" / "new.yaml").write_text("scenarios: []\n", "utf-8")
    assert following.look()
    (project / "production" / "releases").mkdir(parents=True, exist_ok=True)
    (project / "production" / "releases" / "000001.json").write_text("{}", "utf-8")
    assert following.look()
    assert not following.look()
    (project / ".git").mkdir()
    assert not following.look()


def test_a_project_that_breaks_and_comes_back_is_followed(project: Path) -> None:
    following = opened(project)
    file = project / "routecfg.yaml"
    data = file.read_bytes()
    file.write_bytes(b"routecfg: [\n")
    assert following.look()
    assert "has errors" in following.newest.problem
    file.unlink()
    assert following.look()
    assert "there is no routecfg.yaml" in following.newest.problem
    assert not following.look()
    shutil.move(project / "routing", project / "elsewhere")
    file.write_bytes(data)
    assert following.look()
    assert "there is no folder 'routing'" in following.newest.problem
    shutil.move(project / "elsewhere", project / "routing")
    assert following.look()
    assert following.newest.problem == ""
    assert following.newest.version == 5


def test_a_state_keeps_the_bytes_with_which_it_was_opened(project: Path) -> None:
    state = opened(project).newest
    file = routing_file(project)
    before = file.read_bytes()
    state.diagnostics  # noqa: B018 - it lets go of what it has read
    file.write_bytes(b"another: text\n")
    assert state.workspace.contents()[file.relative_to(project).as_posix()] == before


def test_an_edit_is_all_that_is_read_again(project: Path) -> None:
    following = opened(project)
    following.newest.diagnostics  # noqa: B018 - it is learned
    cache = following.newest.workspace.cache
    os.utime(routing_file(project))
    assert not following.look()
    routing_file(project).write_text(routing_file(project).read_text("utf-8") + "# changed\n", "utf-8")
    assert following.look()
    assert following.newest.workspace.cache is cache
