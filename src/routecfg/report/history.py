"""The releases told, the newest first."""

from routecfg.releases import Log, Record
from routecfg.report.characters import harmless, json_document
from routecfg.report.table import table
from routecfg.screen import PLAIN, Screen


def history_as_text(log: Log, screen: Screen = PLAIN) -> str:
    """A line a release: number, when (UTC), who, what it was, why."""
    if not log.records:
        return "nothing has been released yet: 'routecfg apply' makes the first release\n"
    rows = [
        (
            str(one.number) + (" live" if one is log.records[-1] and not log.findings else ""),
            one.when.strftime("%Y-%m-%d %H:%M UTC"),
            harmless(one.who),
            _told(one),
        )
        for one in reversed(log.records)
    ]
    return table(("release", "when", "who", "why"), rows, screen, wrapping=("who", "why"))


def history_as_json(log: Log) -> str:
    """The same for programs, newest first; `verified` says that all fit their digests."""
    releases = [
        {
            "number": one.number,
            "when": one.when.isoformat().replace("+00:00", "Z"),
            "who": one.who,
            "why": one.why,
            "kind": one.kind,
            "rollback_of": one.rollback_of,
            "allowed": one.allowed,
            "digest": one.digest,
        }
        for one in reversed(log.records)
    ]
    return json_document({"version": 1, "verified": not log.findings, "releases": releases})


def _told(one: Record) -> str:
    back = f"back to release {one.rollback_of}" if one.rollback_of is not None else ""
    why = ": ".join(part for part in (back, harmless(one.why)) if part)
    if one.allowed is None:
        return why
    return f"{why} (large change allowed: {harmless(one.allowed)})".lstrip()
