"""Folders to run commands in."""

from pathlib import Path

import pytest

from commands import Commands, copied


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home of its own for each test."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def empty(tmp_path: Path, home: Path) -> Commands:
    """An empty folder, outside any project."""
    folder = tmp_path / "empty"
    folder.mkdir()
    return Commands(folder, home)


@pytest.fixture
def shop(tmp_path: Path, home: Path) -> Commands:
    """A small project that passes: one number, its hours, a menu of two decisions, in `routing/shop.yaml`."""
    return copied("quickstart", tmp_path / "shop", home)


@pytest.fixture
def eshop(tmp_path: Path, home: Path) -> Commands:
    """A project with everything that the language has."""
    return copied("eshop", tmp_path / "eshop", home)


@pytest.fixture
def released(shop: Commands) -> Commands:
    """The small project after its first release."""
    assert shop("apply", "--yes", "--first", "--who", "anna", "-m", "first").status == 0
    return shop
