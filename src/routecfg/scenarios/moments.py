"""Instants and lengths of time as they are written in scenarios and in the commands of a chat."""

import re
from datetime import UTC, datetime
from typing import Final, NamedTuple

from routecfg.opening_hours import instant_of

_YEARS: Final = range(2000, 2100)
END: Final = int(datetime(_YEARS[-1] + 1, 1, 1, tzinfo=UTC).timestamp())
"""No clock is moved on to here, in seconds since 1970."""

_LENGTH: Final = re.compile(r"([0-9]{1,6})\s*([smhd])")
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_HOW: Final = "write it as 2026-12-24T11:50, by the project's clock, or with an offset such as +01:00 behind it"
_FORM: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}|$)")
_UNREAL: Final = ("is a day or a time that does not exist", "hours go from 00 to 23, and some months have fewer days")


class NoMoment(NamedTuple):
    """Why a text names no instant: the end of a sentence that begins with the place of the text, and what to do."""

    message: str
    help: str


def moment(text: str, zone: str) -> int | NoMoment:
    """The instant that a text names, in seconds since 1970; of a time that a clock change repeats the first.

    `zone` is the clock of a text without an offset.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return NoMoment(*_UNREAL) if _FORM.match(text) else NoMoment("is not a date and time", _HOW)
    if found.year not in _YEARS:
        return NoMoment("is too far away", f"years go from {_YEARS[0]} to {_YEARS[-1]}")
    instant = int(found.timestamp()) if found.tzinfo is not None else instant_of(zone, found)
    if instant is None:
        return NoMoment("is skipped by a clock change", f"no clock in {zone} ever shows it")
    return instant


def seconds(text: str) -> int | None:
    """A length of time such as `90s`, `30m`, `2h` or `1d`; None if it is something else."""
    found = _LENGTH.fullmatch(text.strip())
    return None if found is None else int(found[1]) * _SECONDS[found[2]]
