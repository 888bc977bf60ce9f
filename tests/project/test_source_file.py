"""A file of a project: read once, and never taken for what it was when it is no longer that."""

from pathlib import Path

import pytest

from routecfg.diagnostics import CannotRun
from routecfg.project import SourceFile, read_folder


@pytest.fixture
def file(tmp_path: Path) -> SourceFile:
    (tmp_path / "routing").mkdir()
    (tmp_path / "routing/a.yaml").write_bytes(b"queues: {}\n")
    (listed,) = read_folder(tmp_path, "routing")
    return listed


def test_the_bytes_are_those_of_the_listing_until_they_were_asked_for(file: SourceFile, tmp_path: Path) -> None:
    (tmp_path / "routing/a.yaml").write_bytes(b"templates: {}\n")
    assert file.read() == b"queues: {}\n"
    with pytest.raises(CannotRun, match="changed while"):
        file.read()


def test_what_was_released_is_read_again(file: SourceFile, tmp_path: Path) -> None:
    file.release()
    assert file.read() == b"queues: {}\n"
    (tmp_path / "routing/a.yaml").unlink()
    with pytest.raises(CannotRun, match="changed while"):
        file.read()


def test_what_changed_since_the_listing_is_not_written_over(file: SourceFile, tmp_path: Path) -> None:
    (tmp_path / "routing/a.yaml").write_bytes(b"templates: {}\n")
    with pytest.raises(CannotRun, match="changed while"):
        file.rewrite(b"queues: {a: {title: A}}\n")
    assert (tmp_path / "routing/a.yaml").read_bytes() == b"templates: {}\n"


def test_a_file_that_stands_on_no_disk_stays() -> None:
    given = SourceFile("routing/-.yaml", b"queues: {}\n")
    given.release()
    assert given.read() == given.read() == b"queues: {}\n"
