"""Folders held open: what is read in them, and that nothing leads out of them."""

import os
import subprocess
from pathlib import Path

import pytest

from routecfg.files import Folder, UnfitFileError, clear_temporaries, read_file

posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes and open folders are a POSIX thing")


def test_a_file_is_read_by_its_name_or_its_way(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/c.txt").write_bytes(b"here")
    with Folder(tmp_path, "a/b") as folder:
        assert folder.read("c.txt", 4) == b"here"
        assert folder.read("d.txt", 4) is None
        assert folder.names() == ["c.txt"]
        with folder.open("c.txt", 4) as file:
            assert file is not None
            assert file.read() == b"here"
    assert read_file(tmp_path, "a/b/c.txt", 10) == b"here"
    assert read_file(tmp_path / "a/b", "c.txt", 10) == b"here"


def test_what_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * 1_500_001)
    with Folder(tmp_path) as folder:
        assert folder.read("large", 1_500_001) is not None
        with pytest.raises(UnfitFileError, match=r"has 1\.5 MB; at most 1 MB are read"):
            folder.read("large", 1_000_000)


@posix
def test_a_file_without_an_end_is_not_an_ordinary_one() -> None:
    with Folder(Path("/dev")) as folder, pytest.raises(UnfitFileError, match="is not an ordinary file"):
        folder.read("zero", 100)


@posix
@pytest.mark.parametrize(
    ("kind", "said"),
    [("link", "is a link"), ("pipe", "is not an ordinary file"), ("folder", "is a folder"), ("nowhere", "is a link")],
)
def test_what_is_not_a_file_is_not_opened_and_nothing_waits(tmp_path: Path, kind: str, said: str) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    path = tmp_path / "name"
    match kind:
        case "link":
            path.symlink_to(tmp_path / "secret")
        case "nowhere":
            path.symlink_to(tmp_path / "nowhere")
        case "pipe":
            os.mkfifo(path)
        case _:
            path.mkdir()
    with Folder(tmp_path) as folder, pytest.raises(UnfitFileError, match=said):
        folder.read("name", 100)


@posix
@pytest.mark.parametrize("linked", ["a", "a/b"])
def test_no_folder_on_the_way_may_be_a_link(tmp_path: Path, linked: str) -> None:
    (tmp_path / "out/b").mkdir(parents=True)
    (tmp_path / "out/b/c.txt").write_bytes(b"secret")
    (tmp_path / linked).parent.mkdir(exist_ok=True)
    (tmp_path / linked).symlink_to(tmp_path / ("out" if linked == "a" else "out/b"))
    with pytest.raises(OSError, match=r"Not a directory|Too many levels"):
        read_file(tmp_path, "a/b/c.txt", 100)


@posix
def test_a_folder_that_is_open_is_not_exchanged(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a").write_bytes(b"ours")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a").write_bytes(b"secret")
    with Folder(tmp_path, "in") as folder:
        (tmp_path / "in").rename(tmp_path / "was")
        (tmp_path / "in").symlink_to(tmp_path / "out")
        assert folder.read("a", 100) == b"ours"


@posix
def test_missing_folders_are_made_however_deep_and_never_through_a_link(tmp_path: Path) -> None:
    deep = "/".join("a" * 1200)
    with Folder(tmp_path, deep, make=True) as folder:
        assert folder.names() == []
    for depth in range(1200, 0, -1):
        (tmp_path / "/".join("a" * depth)).rmdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "in").mkdir()
    (tmp_path / "in/link").symlink_to(tmp_path / "out")
    for root in (tmp_path / "in", Folder(tmp_path / "in")):
        with pytest.raises(OSError, match="link"):
            Folder(root, "link/new", make=True)
    assert list((tmp_path / "out").iterdir()) == []


@posix
def test_a_folder_below_an_open_one_is_that_one_whatever_its_path_has_become(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with Folder(tmp_path / "a") as top:
        (tmp_path / "a").rename(tmp_path / "b")
        (tmp_path / "a").mkdir()
        with Folder(top, "inner", make=True):
            pass
    assert (tmp_path / "b/inner").is_dir()
    assert list((tmp_path / "a").iterdir()) == []


@posix
def test_who_waits_at_the_other_end_of_a_pipe_goes_on_waiting(tmp_path: Path) -> None:
    """Opening a pipe is enough to wake a writer, who dies of it as nobody reads."""
    for name in ("pipe", ".pipe.0123456789abcdef.tmp"):
        os.mkfifo(tmp_path / name)
        ours, theirs = os.pipe()
        writer = subprocess.Popen(["sh", "-c", f"echo ready; echo x > {name}"], cwd=tmp_path, stdout=theirs)
        os.close(theirs)
        try:
            with os.fdopen(ours) as said:
                assert said.readline() == "ready\n"
            with Folder(tmp_path) as folder, pytest.raises(UnfitFileError, match="is not an ordinary file"):
                folder.read(name, 10)
            with Folder(tmp_path) as folder:
                clear_temporaries(folder)
            with pytest.raises(subprocess.TimeoutExpired):
                writer.wait(0.3)
        finally:
            writer.kill()
            writer.wait()
        assert (tmp_path / name).exists()
