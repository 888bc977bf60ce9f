"""What the words of `chat` mean: instants, lengths of time, and the file that stands in for the world."""

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from routecfg.diagnostics import CannotRun, did_you_mean, nearest
from routecfg.disclosure import shown
from routecfg.limits import LARGEST_FILE

if TYPE_CHECKING:
    from routecfg.engine.stubs import Stubs

_YEARS: Final = range(2000, 2100)
_LENGTH: Final = re.compile(r"([0-9]{1,6})\s*([smhd])")
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_HOW: Final = "write it as 2026-12-24T11:50, by the project's clock, or with an offset such as +01:00 behind it"


def instant(text: str, zone: str, what: str) -> int:
    """The instant that a text names, in seconds since 1970; of a time that a clock change repeats the first.

    `what` begins the sentences. Raises CannotRun if it is none, or a time that a clock change skips.
    """
    from routecfg.opening_hours import instant_of

    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CannotRun(f"{what} is not an instant: '{text}'", _HOW) from None
    if moment.year not in _YEARS:
        raise CannotRun(f"{what} is too far away: '{text}'", f"years go from {_YEARS[0]} to {_YEARS[-1]}")
    found = int(moment.timestamp()) if moment.tzinfo is not None else instant_of(zone, moment)
    if found is None:
        raise CannotRun(f"{what} is skipped by a clock change: '{text}'", f"no clock in {zone} ever shows it")
    return found


def seconds(text: str) -> int | None:
    """A length of time such as `90s`, `30m`, `2h` or `1d`; None if it is none."""
    found = _LENGTH.fullmatch(text.strip())
    return None if found is None else int(found[1]) * _SECONDS[found[2]]


def read_world(path: Path | None) -> "Stubs":
    """What the file says that requests and chatbots answer; nothing without a file. Raises CannotRun if it is wrong."""
    import msgspec

    from routecfg.engine.stubs import BotReply, Reply, Stubs

    if path is None:
        return Stubs()
    values = world_values(path)
    found: dict[str, dict[str, object]] = {"requests": {}, "bots": {}}
    forms = {"requests": Reply | tuple[Reply, ...], "bots": BotReply | tuple[BotReply, ...]}
    for kind, entries in values.items():
        if kind not in found:
            advice = did_you_mean(nearest(kind, found), "it has 'requests:' and 'bots:', nothing else")
            raise CannotRun(f"'{path}' has '{shown(kind)}', which is not known here", advice)
        if not isinstance(entries, dict):
            raise CannotRun(f"'{path}' does not say by name what '{kind}' answer", _FORMS[kind])
        for name, reply in entries.items():
            try:
                found[kind][name] = msgspec.convert(reply, forms[kind])
            except msgspec.ValidationError:
                raise CannotRun(f"'{path}' does not say what '{shown(name)}' answers", _FORMS[kind]) from None
    return msgspec.convert(found, Stubs)


_FORMS: Final = {
    "requests": "behind each address stands {json: ...}, {fails: 503} or {fails: timeout}, or a list of these",
    "bots": "behind each name stands a list of {says: ..., transfers: ..., buttons: [...]}, or {down: true}",
}


def world_values(path: Path) -> dict[str, object]:
    """The values of the file. Raises CannotRun if it cannot be read."""
    from routecfg.cli.output_file import read_named
    from routecfg.source import read

    data = read_named(path, LARGEST_FILE, "the file")
    if data is None:
        raise CannotRun(f"the file '{path}' cannot be read: there is no such file")
    reading = read(data)
    if reading.findings:
        raise CannotRun(f"'{path}' cannot be read: {reading.findings[0].message}", reading.findings[0].help)
    if reading.values is None:
        return {}
    if not isinstance(reading.values, dict):
        raise CannotRun(f"'{path}' does not say what requests and chatbots answer", "it has 'requests:' and 'bots:'")
    return reading.values
