"""The cache keeps no secret, is its user's alone, and trusts nothing that somebody else may have put there."""

import os
import shutil
import signal
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import EXAMPLES, Commands
from routecfg.cache import Cache

KEY, VALUE = b"key", b"value"


def saved(path: Path, value: bytes) -> None:
    cache = Cache(path)
    cache.keep_result(KEY, value)
    cache.save()


def filled(path: Path) -> Path:
    """A cache that knows one result."""
    saved(path, VALUE)
    assert Cache(path).result(KEY) == VALUE
    return path


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return filled(tmp_path / "routecfg" / "cache")


def test_the_folder_and_the_file_are_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "routecfg"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    kept = filled(folder / "cache")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == ["cache"], "nothing else is left there"


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def a_link(path: Path) -> None:
    other = path.with_name("other")
    path.rename(other)
    path.symlink_to(other)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def writable_by_others(path: Path) -> None:
    path.chmod(0o666)


def a_link_to_the_folder(path: Path) -> None:
    other = path.parent.with_name("other")
    path.parent.rename(other)
    path.parent.symlink_to(other)


@pytest.mark.parametrize("change", [a_pipe, a_link, a_folder, writable_by_others, a_link_to_the_folder])
def test_what_may_be_another_s_is_a_miss_and_nothing_waits(kept: Path, change: Callable[[Path], None]) -> None:
    change(kept)
    signal.alarm(20)
    try:
        assert Cache(kept).result(KEY) is None
        saved(kept, b"new")
    finally:
        signal.alarm(0)
    assert not [path for path in kept.parent.iterdir() if path.name.endswith(".tmp")]


def test_a_cache_behind_a_link_is_neither_read_nor_written(kept: Path) -> None:
    a_link_to_the_folder(kept)
    before = (kept.parent.with_name("other") / "cache").read_bytes()
    saved(kept, b"new")
    assert (kept.parent.with_name("other") / "cache").read_bytes() == before


def test_folders_are_made_on_the_way_but_not_where_a_link_leads_nowhere(tmp_path: Path) -> None:
    assert filled(tmp_path / "a" / "b" / "cache").exists()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    saved(tmp_path / "link" / "routecfg" / "cache", VALUE)
    assert not (tmp_path / "nowhere").exists()


def test_a_link_in_the_place_of_the_file_is_replaced_not_followed(kept: Path, tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_text("precious")
    kept.unlink()
    kept.symlink_to(target)
    saved(kept, VALUE)
    assert target.read_text() == "precious"
    assert Cache(kept).result(KEY) == VALUE


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to another user")
@pytest.mark.parametrize("which", ["folder", "file"])
def test_another_owner_s_is_not_trusted(kept: Path, which: str) -> None:
    os.chown(kept.parent if which == "folder" else kept, 12345, 12345)
    assert Cache(kept).result(KEY) is None


SECRETS = {
    "header": ("routing/trees/main-menu.yaml", "request:", "request:\n              headers: {{X-Api-Key: {s}}}"),
    "token": ("routing/inbound.yaml", "api_token: {env: ", "api_token: {s} # {{env: "),
    "variable": ("routing/inbound.yaml", "api_token: {env: ", "api_token: {{env: {s}}} # {{env: "),
    "misspelt": ("routing/inbound.yaml", "api_token: {env: ", "apiToken: {s} # {{env: "),
    "name": ("routing/inbound.yaml", "inbound_routings:\n", "inbound_routings:\n  {s}: {{}}\n"),
    "syntax": ("routing/inbound.yaml", "api_token: {env: ", "api_token: '{s}\n    {{env: "),
    "comment": ("routing/inbound.yaml", "inbound_routings:\n", "inbound_routings: # token {s}\n  bad: {{}}\n"),
    "project": ("routecfg.yaml", "crm_key:", "crm_key: {s}\n  old:"),
}


@pytest.mark.parametrize("secret", ["hunter2-correct-horse", "EAAGm0PX4ZCpsBAKZC7vq2wT9x"])
@pytest.mark.parametrize("where", SECRETS)
def test_no_secret_is_kept(where: str, secret: str, tmp_path: Path) -> None:
    if where in ("name", "variable") and secret.islower():
        pytest.skip("this secret is a valid name there, and looks like one")
    folder, home = tmp_path / "eshop", tmp_path / "home"
    shutil.copytree(EXAMPLES / "eshop", folder)
    home.mkdir()
    file, old, new = SECRETS[where]
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new.format(s=secret), 1), "utf-8")
    run = Commands(folder, home)
    ran = [run("validate"), run("validate", "--format", "json"), run("list"), run("diff")]
    assert all(secret not in item.out + item.err for item in ran)
    for path in filter(Path.is_file, (home / "cache").rglob("*")):
        assert secret.encode() not in path.read_bytes()
