"""The list of releases, the newest first."""

from datetime import datetime

from routecfg.disclosure import harmless
from routecfg.opening_hours import rfc3339
from routecfg.releases import Log, Record
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
            harmless(record.who),
            _reason(record),
        )
        for record in reversed(log.records)
    ]
    return table(("release", f"when ({zone})", "who", "why"), rows, screen, wrapping=("who", "why"))


def history_as_json(log: Log) -> str:
    """The same for programs, newest first; `verified` says that nothing is wrong with any of those that were read."""
    releases = [
        {
            "number": record.number,
            "when": record.when.isoformat().replace("+00:00", "Z"),
            "who": record.who,
            "why": record.why,
            "kind": record.kind,
            "rollback_of": record.rollback_of,
            "allowed": record.allowed,
            "digest": record.digest,
            "bundle": record.bundle,
            "routecfg": record.routecfg,
        }
        for record in reversed(log.records)
    ]
    return json_document({"version": 1, "verified": not log.findings, "releases": releases})


def _local_time(when: datetime, zone: str) -> str:
    return rfc3339(int(when.timestamp()), zone)[: len("2026-12-24T09:00")].replace("T", " ")


def _reason(record: Record) -> str:
    back = f"back to release {record.rollback_of}" if record.rollback_of is not None else ""
    why = ": ".join(part for part in (back, harmless(record.why)) if part)
    if record.allowed is None:
        return why
    return f"{why} (large change allowed: {harmless(record.allowed)})".lstrip()
