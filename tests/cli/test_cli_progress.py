"""Progress is for terminals, and never changes what is worked on."""

import io
import itertools
import sys
import time

import pytest

from commands import Commands
from routecfg.cli import progress
from routecfg.project import SourceFile

FILES = [SourceFile(f"routing/{number}.yaml", b"") for number in range(180)]


def test_without_a_terminal_nothing_is_shown() -> None:
    assert progress.watched("Reading files", FILES) is FILES


@pytest.mark.parametrize("seconds", [0, 1])
def test_every_file_comes_once_and_in_order(monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    clock = itertools.count(step=seconds)
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert list(progress._shown("Reading files", FILES)) == FILES
    assert list(progress._shown("Reading files", iter(FILES))) == FILES


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_quick_command_shows_none(shop: Commands) -> None:
    assert shop.on_terminal("validate", "--quiet").out == ""
