"""How far ahead proofs about time look."""

from calendar import monthrange
from datetime import date
from typing import Final

import msgspec

from routecfg.opening_hours.notation import number_of
from routecfg.opening_hours.zones import DAY

_EARLIEST: Final = 10
_LATEST: Final = 9_900
"""Dates around a horizon must still exist, so years near the ends of the calendar are left out."""


class Horizon(msgspec.Struct, frozen=True):
    """From `start` up to, but not including, `end`, in UTC seconds since 1970."""

    start: int
    end: int


def horizon_from(today: date, years: int = 2) -> Horizon:
    """The years from the midnight (UTC) with which a day begins."""
    year = min(max(today.year, _EARLIEST), _LATEST)
    return Horizon(_midnight(today, year), _midnight(today, year + years))


def _midnight(day: date, year: int) -> int:
    """The start of that day in another year; 29 February may become 28 February."""
    return number_of(date(year, day.month, min(day.day, monthrange(year, day.month)[1]))) * DAY
