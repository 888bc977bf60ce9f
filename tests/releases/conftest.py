"""Stores with releases in them."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from releases.lines import content, earlier_line
from routecfg.releases import Appended, Log, Record, Release, Store, next_release

Make = Callable[..., Release]


@pytest.fixture
def make() -> Make:
    """A release after `parent`; `text` is its content and its reason."""

    def made(parent: Record | None, text: str = "a", *, rollback_of: int | None = None) -> Release:
        when = datetime(2026, 3, 29, 1, 30, 15, 250_000, tzinfo=UTC)
        behaviour = hashlib.sha256(text.encode()).hexdigest()
        return next_release(
            parent, content(text), behaviour=behaviour, who="Anna", when=when, why=text, rollback_of=rollback_of
        )

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


@pytest.fixture
def earlier(store: Store, make: Make, tmp_path: Path) -> Store:
    """A store that began in the earlier form: two releases of that, then two more; the last restores the second."""
    (tmp_path / "production/releases").mkdir(parents=True)
    parent = None
    for number, text in enumerate("ab", 1):
        line = earlier_line(number, parent, text)
        (tmp_path / f"production/releases/{number:06d}.json").write_bytes(line)
        parent = msgspec.json.decode(line)["digest"]
    log = store.read_log()
    assert isinstance(log, Log)
    third = _appended(store, make(log.head, "c"))
    _appended(store, make(third, "b", rollback_of=2))
    return store


def _appended(store: Store, release: Release) -> Record:
    answer = store.append(release)
    assert isinstance(answer, Appended), answer
    assert answer.warning is None
    return answer.record
