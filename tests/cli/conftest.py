"""Folders to run commands in."""

import shutil
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


@pytest.fixture(scope="session")
def first_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A production folder of the small project after its first release, to be copied."""
    folder = tmp_path_factory.mktemp("released")
    shop = copied("quickstart", folder / "shop", folder)
    assert shop("apply", "--yes", "--first", "--who", "anna", "-m", "first").status == 0
    return shop.folder / "production"


@pytest.fixture
def released(shop: Commands, first_release: Path) -> Commands:
    """The small project after its first release."""
    shutil.copytree(first_release, shop.folder / "production", dirs_exist_ok=True)
    return shop
