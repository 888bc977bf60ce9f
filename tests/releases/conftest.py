"""Stores with releases in them."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from routecfg.releases import Appended, Header, Record, Store, next_record

Make = Callable[..., Record]


@pytest.fixture
def make() -> Make:
    """A release after `parent`; `text` is its content and its reason."""

    def made(parent: Header | None, text: str = "a", *, rollback_of: int | None = None) -> Record:
        when = datetime(2026, 3, 29, 1, 30, 15, 250_000, tzinfo=UTC)
        bundle: dict[str, object] = {"estate": {"queues": {text: {"title": "Podpora ☎"}}}, "minutes": [480, 1080]}
        return next_record(parent, bundle, who="Anna", when=when, why=text, rollback_of=rollback_of)

    return made


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store; its project is `tmp_path`."""
    return Store(tmp_path)


@pytest.fixture
def four(store: Store, make: Make) -> Store:
    """A store with four releases; the fourth restores the content of the second."""
    head: Header | None = None
    for text in ("a", "b", "c"):
        head = _appended(store, make(head, text))
    _appended(store, make(head, "b", rollback_of=2))
    return store


def _appended(store: Store, record: Record) -> Header:
    answer = store.append(record)
    assert isinstance(answer, Appended), answer
    assert answer.warning is None
    return answer.header
