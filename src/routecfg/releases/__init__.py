"""The log of production: append, read, verify. It knows nothing of estates; a bundle is a JSON object to it.

A release is a `Release`; `next_release` makes the one that follows another, `Store.append` makes it live. Records are
never changed or removed. Each holds its own digest and that of the record before, so any edit, gap or swap shows.
`Store` keeps them in a folder; a store elsewhere offers the same calls.

Answers are values. `Refused` carries a finding (RC901, RC902); `Unavailable` says in a sentence why the store cannot be
read or written. How one releases:

    log = store.read_log()                      # Unavailable: cannot run; log.findings: report them and stop
    warning = store.bring_forward(log)
    answer = store.append(next_release(log.head, bundle, who=..., when=..., why=...))
"""

from routecfg.releases.log import Appended, Log, Refused, Unavailable
from routecfg.releases.record import LARGEST, Record, Release, next_release
from routecfg.releases.rules import LARGE_CHANGE, PRODUCTION_CHANGED, RULES, STALE_PLAN
from routecfg.releases.store import Store

__all__ = [
    "LARGEST",
    "LARGE_CHANGE",
    "PRODUCTION_CHANGED",
    "RULES",
    "STALE_PLAN",
    "Appended",
    "Log",
    "Record",
    "Refused",
    "Release",
    "Store",
    "Unavailable",
    "next_release",
]
