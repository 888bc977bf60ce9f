"""A process that releases. Tests start it, trace it, take its disk away, and kill it.

Every answer is a line of JSON on stdout, written only after the store has answered. `--count 0` goes on for ever.
With `--lockstep` a record is made, `ready` is said, and appended only when a line comes in; what is refused is not
tried again. Without it, what is refused is made anew on the new head.
"""

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from routecfg.releases import Appended, Log, Refused, Release, Store, Unavailable, next_release


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("project", type=Path)
    parser.add_argument("--who", default="appender")
    parser.add_argument("--count", type=int, default=1)
    parser.add_argument("--size", type=int, default=1000)
    parser.add_argument("--lockstep", action="store_true")
    parser.add_argument("--user", type=int)
    parser.add_argument("--shared", action="store_true", help="every release has the same content")
    asked = parser.parse_args()
    if asked.user is not None:
        os.setuid(asked.user)
    store = Store(asked.project)
    done = 0
    while done < asked.count or not asked.count:
        made = _next(store, asked.who, "x" * asked.size, shared=asked.shared)
        if asked.lockstep:
            _say({"answer": "ready"})
            if not sys.stdin.readline():
                return
        answer = store.append(made) if isinstance(made, Release) else made
        match answer:
            case Appended(record, warning):
                _say({"answer": "appended", "number": record.number, "digest": record.digest, "message": warning})
            case Refused(finding):
                _say({"answer": finding.code, "message": finding.message})
            case Unavailable(message, help_):
                after = _state(store, asked.project)
                _say({"answer": "unavailable", "message": message, "help": help_, "after": after})
                return
        done += isinstance(answer, Appended) or asked.lockstep


def _next(store: Store, who: str, text: str, *, shared: bool) -> Release | Unavailable | Refused:
    log = store.read_log()
    if isinstance(log, Unavailable):
        return log
    if log.findings:
        return Refused(log.findings[0])
    store.bring_forward(log)
    own = {} if shared else {"number": len(log.records), "who": who}
    content = json.dumps(dict(sorted({"text": text, **own}.items())), separators=(",", ":")).encode()
    return next_release(log.head, content, behaviour="0" * 64, who=who, when=datetime.now(UTC), why=who)


def _state(store: Store, project: Path) -> dict[str, object]:
    log = store.read_log()
    left = [path.name for path in sorted(project.rglob("*.tmp"))]
    if not isinstance(log, Log):
        return {"message": log.message, "left": left}
    return {"releases": len(log.records), "findings": [finding.message for finding in log.findings], "left": left}


def _say(answer: dict[str, object]) -> None:
    os.write(1, json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    main()
