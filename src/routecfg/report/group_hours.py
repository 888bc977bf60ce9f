"""When a time group holds, day by day, for whoever looks at its name."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from routecfg.disclosure import harmless, masked
from routecfg.model import Estate
from routecfg.opening_hours import (
    Calendar,
    Horizon,
    Instants,
    day_begins,
    day_notes,
    known_zone,
    number_of,
    offset_at,
    wall_time,
)
from routecfg.report.hours import short_day


class GroupDay(NamedTuple):
    """A day by the clock of a time group: from when to when it holds, and why the day is not like any other."""

    day: date
    times: tuple[str, ...]
    notes: tuple[str, ...]

    def __str__(self) -> str:
        notes = f"  ({harmless(masked('; '.join(self.notes)))})" if self.notes else ""
        return f"{short_day(self.day)}  {', '.join(self.times) or '-'}{notes}"


def group_days(estate: Estate, group: str, zone: str, first: date, days: int = 7) -> list[GroupDay] | None:
    """The days from `first` on; None if it is not known when the group holds. `zone`: of groups that name none."""
    item = estate.time_groups.get(group)
    zone = item.zone(zone) if item is not None else zone
    if item is None or not known_zone(zone):
        return None
    number = number_of(first)
    edges = [day_begins(zone, number + more) for more in range(days + 1)]
    calendar = Calendar(estate.time_groups, zone, Horizon(edges[0], edges[-1]))
    held = calendar.of(group)
    if held is None:
        return None
    found = []
    for more in range(days):
        day = first + timedelta(days=more)
        times = tuple(_times(held.within(*edges[more : more + 2]), zone))
        found.append(GroupDay(day, times, day_notes(calendar, group, day)))
    return found


def _times(held: Instants, zone: str) -> Iterator[str]:
    """Stretches by the clock on the wall: the one that is right just before an end says when that is."""
    for start, end in held.intervals:
        begins = wall_time(start + offset_at(zone, start))
        yield f"{begins}-{wall_time(end + offset_at(zone, end - 1), end=True)}"
