"""What the clock on the wall shows while instants pass: minutes of a day, and the changes of the clock."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from routecfg.opening_hours.notation import DAY_MINUTES, number_of
from routecfg.opening_hours.zones import DAY, day_begins, segments


class ClockChange(NamedTuple):
    """An instant at which the clock on the wall goes from one local time (in seconds) to another."""

    instant: int
    before: int
    after: int

    @property
    def day(self) -> int:
        """The number of the day on which people meet it: going back at midnight ends a day, forward begins one."""
        return (self.before if self.after > self.before else self.before - 1) // DAY

    def __str__(self) -> str:
        way = "forward" if self.after > self.before else "back"
        before, after = (wall_time(local, end=local > self.day * DAY) for local in (self.before, self.after))
        return f"clocks go {way} from {before} to {after}"


def clock_changes(zone: str, first: date, days: int) -> list[ClockChange]:
    """The changes of the clock on some days from the first one, and on the days beside them."""
    number = number_of(first)
    start, end = day_begins(zone, number) - DAY, day_begins(zone, number + days) + DAY
    return [
        ClockChange(one.end, one.end + one.offset, one.end + other.offset)
        for one, other in pairwise(segments(zone, start, end))
    ]


def wall_minutes(day: date, start: int, end: int, zone: str) -> Iterator[tuple[int, int]]:
    """A stretch of instants in minutes of the day on the wall clock.

    What a clock change skips is left out, what it repeats comes twice.
    """
    midnight = number_of(day) * DAY
    for part in segments(zone, start, end):
        first, last = ((edge + part.offset - midnight) // 60 for edge in (part.start, part.end))
        yield max(0, first), min(DAY_MINUTES, last)


def wall_time(local: int, *, end: bool = False) -> str:
    """The time of the day at a local time in seconds; midnight as the end of a day is 24:00."""
    hour, minute = divmod((local % DAY or (DAY if end else 0)) // 60, 60)
    return f"{hour:02}:{minute:02}"
