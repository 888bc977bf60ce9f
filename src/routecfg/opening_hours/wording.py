"""Days and times of the day in the words of messages."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from routecfg.opening_hours.notation import DAY_MINUTES

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def spoken_day(day: date | Sequence[int]) -> str:
    """`24 December 2026`, `24 December`: a date, or one as written, which need not exist."""
    if isinstance(day, date):
        day = (day.year, day.month, day.day)
    year = f" {day[0]}" if len(day) == 3 else ""
    return f"{day[-1]} {_MONTHS[day[-2] - 1]}{year}"


def clock_time(minute: int) -> str:
    """`08:00`: a minute of a day, or of the day after it. Midnight is `24:00` at the end of the day."""
    minute = minute if minute <= DAY_MINUTES else minute - DAY_MINUTES
    return f"{minute // 60:02}:{minute % 60:02}"
