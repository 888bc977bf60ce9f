"""Which day it is: that of the project's own time zone, known to the cache until it is over."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from routecfg.cli.workspace import Workspace

MIDNIGHT = datetime(2026, 11, 28, 23, tzinfo=UTC)
"""29 November begins in Prague."""


@pytest.fixture
def prague(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "routing").mkdir()
    (tmp_path / "routecfg.yaml").write_text("{routecfg: 1, timezone: Europe/Prague, languages: [cs]}\n")
    return tmp_path


def today(folder: Path, moment: datetime, monkeypatch: pytest.MonkeyPatch) -> date:
    """What a run at this moment takes for today. What it learns is kept for the next."""
    monkeypatch.setattr("routecfg.cli.workspace.now", lambda: moment)
    workspace = Workspace(folder)
    found = workspace.today
    workspace.cache.save()
    return found


def test_the_day_changes_at_midnight_where_the_project_is(prague: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = date(2026, 11, 28), date(2026, 11, 29)
    moments = [MIDNIGHT.replace(hour=22, minute=59, second=59), MIDNIGHT, MIDNIGHT.replace(day=29, hour=22)]
    assert [today(prague, moment, monkeypatch) for moment in moments] == [before, after, after]
    assert today(prague, moments[0], monkeypatch) == before, "a clock that is put back"


def test_another_time_zone_is_another_day(prague: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert today(prague, MIDNIGHT, monkeypatch) == date(2026, 11, 29)
    (prague / "routecfg.yaml").write_text("{routecfg: 1, timezone: America/New_York, languages: [en]}\n")
    assert today(prague, MIDNIGHT, monkeypatch) == date(2026, 11, 28)


def test_the_day_that_is_given_counts(prague: Path) -> None:
    assert Workspace(prague, date(2027, 1, 1)).today == date(2027, 1, 1)
