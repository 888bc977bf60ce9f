"""Whoever exchanges files and folders for links while we run gets nothing read, and nothing written, elsewhere."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from commands import Commands, longer_saturday

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the calls have other names")

_OUTSIDE = "queues: {x: {title: hunter2-correct-horse, titel: hunter2-correct-horse"

_EXCHANGE = """
import os, sys

name, target, nth = sys.argv[1], sys.argv[2], int(sys.argv[3])
seen = 0

def exchange(event, arguments):
    global seen
    if event in ("open", "os.scandir", "os.listdir", "os.link", "os.rename", "os.mkdir") and arguments:
        paths = [os.fspath(part) for part in arguments if isinstance(part, (str, os.PathLike))]
        if any(path.rstrip("/").endswith(name) for path in paths):
            seen += 1
            if seen == nth:
                full = os.path.abspath(WHERE)
                os.rename(full, full + ".was")
                os.symlink(target, full)

WHERE = sys.argv[4]
sys.argv = ["routecfg", *sys.argv[5:]]
from routecfg.__main__ import main
sys.addaudithook(exchange)
main()
"""


def exchanged(shop: Commands, where: str, target: Path, nth: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    """routecfg in a project in which `where` becomes a link just before the nth call that names it."""
    command = [sys.executable, "-c", _EXCHANGE, where.rpartition("/")[2], str(target), str(nth), where, *arguments]
    return subprocess.run(
        command, cwd=shop.folder, env=shop.environment(), capture_output=True, text=True, timeout=120, check=False
    )


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
    assert "hunter2" not in ran.stdout + ran.stderr
    assert ran.returncode in (0, 1, 2), ran.stderr


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
    assert ran.returncode in (0, 1, 2), ran.stderr
    assert os.path.lexists(released.folder / where)
