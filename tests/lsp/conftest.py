"""An editor that talks to a real server, and projects for it."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from commands import EXAMPLES
from lsp.editor_client import Editor


@pytest.fixture(scope="session")
def runner() -> Iterator[asyncio.Runner]:
    """The loop of events in which editors live."""
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="session")
def shared_editor(runner: asyncio.Runner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """One server for all tests: each opens files of a project of its own, and closes them."""
    editor = Editor(runner, tmp_path_factory.mktemp("home"))
    editor.begin()
    yield editor
    assert editor.end() == 0


@pytest.fixture
def editor(shared_editor: Editor) -> Iterator[Editor]:
    """The editor with no text open, before and after."""
    shared_editor.published.clear()
    yield shared_editor
    shared_editor.close_all()


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A small project that passes."""
    return copytree(EXAMPLES / "quickstart", tmp_path / "shop")


@pytest.fixture
def eshop(tmp_path: Path) -> Path:
    """A project with everything that the language has."""
    return copytree(EXAMPLES / "eshop", tmp_path / "eshop")
