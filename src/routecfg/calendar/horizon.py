"""How far a proof about time looks."""

from calendar import monthrange
from datetime import date
from typing import Final

import msgspec

from routecfg.calendar.written import number_of
from routecfg.calendar.zones import DAY

_LATEST: Final = 9_900
"""Years near the end of the calendar would leave no room for what lies around a horizon."""


class Horizon(msgspec.Struct, frozen=True):
    """From `start` up to, but not including, `end`, in UTC seconds since 1970."""

    start: int
    end: int


def horizon_from(today: date, years: int = 2) -> Horizon:
    """The years from the midnight (UTC) with which a day begins."""
    first = today.replace(year=min(max(today.year, 10), _LATEST), day=min(today.day, 28))
    year = first.year + years
    last = date(year, today.month, min(today.day, monthrange(year, today.month)[1]))
    first = first.replace(day=min(today.day, monthrange(first.year, first.month)[1]))
    return Horizon(number_of(first) * DAY, number_of(last) * DAY)
