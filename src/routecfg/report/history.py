"""The list of releases, the newest first; and one release that was just made, for programs."""

from datetime import datetime
from typing import Any

from routecfg.diff import Difference
from routecfg.disclosure import harmless, masked_note
from routecfg.impact import Account
from routecfg.opening_hours import rfc3339
from routecfg.releases import Log, Record
from routecfg.report.difference import as_values
from routecfg.report.json_document import json_document
from routecfg.report.table import table
from routecfg.screen import PLAIN, Screen


def history_as_text(log: Log, zone: str, screen: Screen = PLAIN) -> str:
    """A line a release: number, when (in the local time of `zone`), who, what it was, why."""
    if not log.records and log.findings:
        return "no release can be read\n"
    if not log.records:
        return "nothing has been released yet: 'routecfg apply' makes the first release\n"
    rows = [
        (
            str(record.number) + (" live" if record is log.records[-1] and not log.findings else ""),
            _local_time(record.when, zone),
            _said(record.who),
            _reason(record),
        )
        for record in reversed(log.records)
    ]
    return table(("release", f"when ({zone})", "who", "why"), rows, screen, wrapping=("who", "why"))


def history_as_json(log: Log) -> str:
    """The same for programs, newest first; `verified` says that nothing is wrong with any of those that were read."""
    releases = [_release(record) for record in reversed(log.records)]
    return json_document({"version": 1, "verified": not log.findings, "releases": releases})


def released_as_json(record: Record | None, difference: Difference, account: Account | None) -> str:
    """What a release, or the attempt at one, came to: the release as in the history, null if none was made."""
    release = _release(record) if record is not None else None
    return json_document({"version": 1, "release": release, "difference": as_values(difference, account)})


def _release(record: Record) -> dict[str, Any]:
    return {
        "number": record.number,
        "when": record.when.isoformat().replace("+00:00", "Z"),
        "who": masked_note(record.who),
        "why": masked_note(record.why),
        "kind": record.kind,
        "rollback_of": record.rollback_of,
        "allowed": None if record.allowed is None else masked_note(record.allowed),
        "digest": record.digest,
        "bundle": record.bundle,
        "routecfg": record.routecfg,
    }


def _local_time(when: datetime, zone: str) -> str:
    return rfc3339(int(when.timestamp()), zone)[: len("2026-12-24T09:00")].replace("T", " ")


def _said(text: str) -> str:
    """What somebody wrote into a record. Earlier versions kept secrets that stood in it."""
    return harmless(masked_note(text))


def _reason(record: Record) -> str:
    back = f"back to release {record.rollback_of}" if record.rollback_of is not None else ""
    why = ": ".join(part for part in (back, _said(record.why)) if part)
    if record.allowed is None:
        return why
    return f"{why} (large change allowed: {_said(record.allowed)})".lstrip()
