"""The browser of all tests in this folder, and the previews that they look at."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser.chromium import MISSING, chromium, chromium_path
from browser.served import Preview, changed_eshop, example, preview


def pytest_sessionstart() -> None:
    """Says what is missing, once."""
    if chromium_path() is None:
        pytest.exit(MISSING, returncode=1)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One browser for all: what a tab does, no other sees."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def eshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of the e-shop with a change after its release. Tests that save files have one of their own."""
    with preview(changed_eshop(tmp_path_factory.mktemp("served"))) as running:
        yield running


@pytest.fixture
def own_eshop(tmp_path: Path) -> Iterator[Preview]:
    """A preview of the e-shop whose files may be changed."""
    with preview(example("eshop", tmp_path)) as running:
        yield running
