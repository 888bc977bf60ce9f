"""The list of releases, whatever earlier versions kept in their records."""

from datetime import UTC, datetime

from routecfg.releases import Log, Record
from routecfg.report.history import history_as_json, history_as_text


def test_a_record_that_holds_a_secret_is_listed_without_it() -> None:
    record = Record(
        number=1,
        parent=None,
        kind="apply",
        rollback_of=None,
        who="anna:hunter2-kolibri@shop.example",
        when=datetime(2026, 11, 28, tzinfo=UTC),
        why="the password is hunter2-kolibri",
        allowed="token=hunter2-kolibri",
        routecfg=None,
        behaviour=None,
        bundle="0" * 64,
        digest="0" * 64,
    )
    log = Log((record,), ())
    for listed in (history_as_text(log, "Europe/Prague"), history_as_json(log)):
        assert "hunter2" not in listed
        assert listed.count("***") == 3
