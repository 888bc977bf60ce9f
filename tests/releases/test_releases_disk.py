"""Disks that are full, small or not to be written: one clear sentence, and nothing half is left."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from routecfg.releases import Appended, Log, Release, Store, Unavailable

Make = Callable[..., Release]
_APPENDER = Path(__file__).with_name("appender.py")


def test_a_full_disk_before_the_release(tmp_path: Path) -> None:
    [answer] = _on_a_disk(tmp_path, "size=64k", '"$@" --size 100000')
    assert answer["answer"] == "unavailable"
    assert answer["message"] == "nothing was released: the disk is full"
    assert answer["help"].startswith("'production/bundles/")
    assert answer["help"].endswith(".json' could not be written; mend that, then run the command again")
    assert answer["after"] == {"releases": 0, "findings": [], "left": []}


def test_a_disk_that_is_full_after_the_release_warns_only(tmp_path: Path) -> None:
    first, second = _on_a_disk(tmp_path, "size=64k", '"$@" --size 40000; "$@" --size 10')
    assert (first["answer"], first["number"]) == ("appended", 1)
    assert first["message"] == (
        "release 1 is live. 'production/bundle.json' could not be updated: the disk is full. "
        "The next `routecfg apply` updates it"
    )
    assert (second["answer"], second["number"], second["message"]) == ("appended", 2, None)


def test_a_disk_that_can_only_be_read(tmp_path: Path) -> None:
    first, second = _on_a_disk(tmp_path, "size=1m", '"$@"; mount -o remount,ro "$DISK"; "$@"')
    assert first["answer"] == "appended"
    assert second["message"] == "nothing was released: the disk can only be read"
    assert second["after"] == {"releases": 1, "findings": [], "left": []}


def test_a_file_larger_than_the_system_allows(store: Store, make: Make, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    head = store.append(make(None))
    assert isinstance(head, Appended)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    command = [sys.executable, str(_APPENDER), str(tmp_path), "--size", "100000"]
    ran = subprocess.run(command, capture_output=True, check=True, preexec_fn=limit)
    answer = json.loads(ran.stdout)
    assert answer["message"] == "nothing was released: the file would be larger than this system allows"
    assert answer["after"] == {"releases": 1, "findings": [], "left": []}
    assert isinstance(store.append(make(head.record)), Appended)


@pytest.fixture
def shared() -> Iterator[Path]:
    """A project that any user can reach."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no permissions of this kind")
@pytest.mark.parametrize("folder", ["releases", "bundles"])
def test_a_folder_without_permission_to_write(shared: Path, make: Make, folder: str) -> None:
    assert isinstance(Store(shared).append(make(None)), Appended)
    closed = shared / "production" / folder
    for path in (shared / "production").iterdir():
        path.chmod(0o777)
    closed.chmod(0o555)
    answer = _as_a_stranger(shared)
    closed.chmod(0o755)
    assert answer["message"] == "nothing was released: you have no permission"
    assert f"'production/{folder}/" in answer["help"]
    assert answer["after"] == {"releases": 1, "findings": [], "left": []}


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no permissions of this kind")
@pytest.mark.parametrize(
    ("closed", "named"),
    [
        ("production", "production/releases"),
        ("production/releases", "production/releases"),
        ("production/bundles", "production/bundles"),
        ("production/releases/000001.json", "production/releases/000001.json"),
        ("production/bundle.json", "production/bundle.json"),
    ],
)
def test_a_place_without_permission_to_read(shared: Path, make: Make, closed: str, named: str) -> None:
    assert isinstance(Store(shared).append(make(None)), Appended)
    (shared / closed).chmod(0)
    answer = _as_a_stranger(shared)
    (shared / closed).chmod(0o755)
    assert answer["message"] == "production cannot be read: you have no permission"
    assert f"'{named}" in answer["help"]


def test_a_project_that_is_not_there(tmp_path: Path, make: Make) -> None:
    answer = Store(tmp_path / "nowhere").append(make(None))
    assert isinstance(answer, Unavailable)
    assert answer.message.startswith("nothing was released")
    assert Store(tmp_path / "nowhere").read_log() == Log()


def _as_a_stranger(project: Path) -> dict[str, Any]:
    """What an appender answers that runs as a user who owns nothing here; root's permissions bind nobody."""
    stranger = ["--user", "65534"] if os.geteuid() == 0 else []
    ran = subprocess.run([sys.executable, str(_APPENDER), str(project), *stranger], capture_output=True, check=True)
    answer: dict[str, Any] = json.loads(ran.stdout)
    return answer


def _on_a_disk(project: Path, options: str, script: str) -> list[dict[str, Any]]:
    """What a shell script answers whose project is a disk of its own, in memory; `"$@"` is the appender in it."""
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("unshare is not installed, so there is no small disk")
    begin = [unshare, "--user", "--map-root-user", "--mount", "sh", "-c"]
    mount = f'mount -t tmpfs -o {options} tmpfs "$DISK" || exit 77; '
    command = [*begin, mount + script, "sh", sys.executable, str(_APPENDER), str(project)]
    ran = subprocess.run(command, capture_output=True, check=False, env=os.environ | {"DISK": str(project)})
    if ran.returncode == 77 or b"unshare failed" in ran.stderr:
        pytest.skip("this system lets nobody mount a small disk")
    return [json.loads(line) for line in ran.stdout.splitlines()]
