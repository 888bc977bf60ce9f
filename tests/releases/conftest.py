"""Stores with releases in them."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from routecfg.releases import Appended, Record, Release, Store, next_release

Make = Callable[..., Release]


@pytest.fixture
def make() -> Make:
    """A release after `parent`; `text` is its content and its reason."""

    def made(parent: Record | None, text: str = "a", *, rollback_of: int | None = None) -> Release:
        when = datetime(2026, 3, 29, 1, 30, 15, 250_000, tzinfo=UTC)
        bundle: dict[str, object] = {"estate": {"queues": {text: {"title": "Podpora ☎"}}}, "minutes": [480, 1080]}
        return next_release(parent, bundle, who="Anna", when=when, why=text, rollback_of=rollback_of)

    return made


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store; its project is `tmp_path`."""
    return Store(tmp_path)


@pytest.fixture
def four(store: Store, make: Make) -> Store:
    """A store with four releases; the fourth restores the content of the second."""
    head: Record | None = None
    for text in ("a", "b", "c"):
        head = _appended(store, make(head, text))
    _appended(store, make(head, "b", rollback_of=2))
    return store


def _appended(store: Store, record: Release) -> Record:
    answer = store.append(record)
    assert isinstance(answer, Appended), answer
    assert answer.warning is None
    return answer.record
