"""The estate that is measured is a real one: the same each time, right unless faults are asked for."""

from pathlib import Path

import pytest
from benchmarks.estate import Faults, write_estate
from benchmarks.scenarios import passed, write_project

from commands import Commands
from estates import checked, concise
from routecfg.pipeline.check import Checked

TREES = 51  # from about forty on, every queue is used


def estate(folder: Path, faults: Faults = "none", trees: int = TREES) -> Checked:
    """The check of a small estate."""
    write_estate(folder, trees, faults=faults)
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("routing/**/*.yaml"))
    }
    return checked(files, project=(folder / "routecfg.yaml").read_bytes())


def test_the_estate_is_the_same_each_time(tmp_path: Path) -> None:
    sizes = [write_estate(tmp_path / name, TREES) for name in ("one", "other")]
    assert sizes[0] == sizes[1]
    for path in sorted((tmp_path / "one").rglob("*.yaml")):
        assert path.read_bytes() == (tmp_path / "other" / path.relative_to(tmp_path / "one")).read_bytes()


def test_the_estate_is_silent(tmp_path: Path) -> None:
    found = estate(tmp_path)
    assert concise(found) == []
    assert found.result.waiting == ()


@pytest.mark.parametrize("trees", [1, 2, 11])
def test_a_small_estate_has_no_errors(tmp_path: Path, trees: int) -> None:
    assert estate(tmp_path, trees=trees).result.ok


@pytest.mark.parametrize("faults", ["references", "fields"])
def test_faults_stand_in_the_file_of_every_tree(tmp_path: Path, faults: Faults) -> None:
    found = estate(tmp_path, faults).result.diagnostics
    files = {item.place.file for item in found if item.place.file and "/trees/" in item.place.file}
    assert len(files) == TREES


def test_scenarios_pass_however_often_they_are_copied(tmp_path: Path) -> None:
    once, thrice = (Commands(write_project(tmp_path / str(copies), copies), tmp_path)("test").out for copies in (1, 3))
    assert passed(thrice) == 3 * passed(once) > 0
