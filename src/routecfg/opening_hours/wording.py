"""Days in the words of messages."""

from collections.abc import Sequence
from datetime import date
from typing import Final

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
