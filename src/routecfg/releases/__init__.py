"""The log of production: append, read, verify. It knows nothing of estates; a content is bytes to it.

A `Release` is a `Record` and a content; `next_release` makes the one that follows another, `Store.append` makes it
live. Records and contents are never changed or removed. A record holds the digests of its content, of the record before
and of itself, so any edit, gap or swap shows. `Store` keeps them in a folder; a store elsewhere offers the same calls.

Answers are values. `Refused` carries a finding (RC901, RC902); `Unavailable` says in a sentence why the store cannot be
read or written. How to release:

    log = store.read_log(contents=True)         # Unavailable: cannot run; log.findings: report them and stop
    warning = store.bring_forward(log)
    answer = store.append(next_release(log.head, content, behaviour=..., who=..., when=..., why=...))
"""

from routecfg.releases.log import Appended, Log, Refused, Unavailable
from routecfg.releases.record import LARGEST_BUNDLE, LARGEST_READ, LARGEST_RECORD, Record, Release, next_release
from routecfg.releases.rules import LARGE_CHANGE, PRODUCTION_CHANGED, RULES, STALE_PLAN
from routecfg.releases.store import Store

__all__ = [
    "LARGEST_BUNDLE",
    "LARGEST_READ",
    "LARGEST_RECORD",
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
