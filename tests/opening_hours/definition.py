"""Time groups as the documents define them, span by span and minute by minute, with the clock of the standard library.

Slow and plain on purpose: what opening hours, the analysis, `routecfg hours` and a bundle say is held against it.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from routecfg.model import Entry, Holidays, TimeGroup
from routecfg.opening_hours import holiday_dates

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def is_on_weekday(entry: Entry, day: date) -> bool:
    if entry.days is None:
        return True
    for text in (entry.days,) if isinstance(entry.days, str) else entry.days:
        first, _, last = text.partition("-")
        at = WEEKDAYS.index(first)
        while at % 7 != day.weekday() and WEEKDAYS[at % 7] != (last or first):
            at += 1
        if at % 7 == day.weekday():
            return True
    return False


def is_named(entry: Entry, day: date) -> bool:
    """Whether the entry's dates and holidays name the day."""
    if entry.dates is not None and not any(
        is_in_range(text, day) for text in ((entry.dates,) if isinstance(entry.dates, str) else entry.dates)
    ):
        return False
    if entry.holidays is not None:
        asked = Holidays(entry.holidays) if isinstance(entry.holidays, str) else entry.holidays
        found = holiday_dates(asked.country, asked.subdivision, range(day.year, day.year + 1))
        return day in {item for item, _ in found}
    return True


def is_in_range(text: str, day: date) -> bool:
    first, _, last = text.partition("..")
    last = last or first
    if len(first) == 10:
        return first <= day.isoformat() <= last
    here = day.isoformat()[5:]
    return first <= here <= last if first <= last else here >= first or here <= last


def hours_of(entry: Entry) -> list[tuple[int, int]]:
    if entry.hours is None:
        return [(0, 1440)]
    if entry.hours == "closed":
        return []
    found = []
    for text in (entry.hours,) if isinstance(entry.hours, str) else entry.hours:
        start, end = (int(part[:2]) * 60 + int(part[3:]) for part in text.split("-"))
        if start != end:
            found.append((start, end if end > start else end + 1440))
    return found


SpansOn: TypeAlias = Callable[[Entry, int], list[tuple[int, int]]]
"""The spans of an entry that begin on a day, in minutes after its midnight."""


def spans_on(entry: Entry, day: int) -> list[tuple[int, int]]:
    """What is written in the entry."""
    return hours_of(entry) if begins_on(entry, day) else []


class Wall:
    """What the clock of a zone shows at every minute of a stretch of UTC; minutes count from 1970 on either side."""

    def __init__(self, zone: str, start: int, end: int) -> None:
        self.zone = zone
        self.shown: dict[int, list[int]] = {}
        self.day_at: dict[int, int] = {}
        for minute in range(start, end):
            wall = datetime.fromtimestamp(minute * 60, UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
            local = int((wall - EPOCH).total_seconds()) // 60
            self.shown.setdefault(local, []).append(minute)
            self.day_at[minute] = local // 1440
        # a day that the clock skips, as Apia did one, is a day all the same: what begins on it may end on the next
        self.days = range(min(self.day_at.values()), max(self.day_at.values()) + 1)

    def minutes(self, day: int, hours: tuple[int, int]) -> frozenset[int]:
        """The minutes at which the clock shows the hours that begin on a day."""
        return frozenset(
            minute
            for local in range(day * 1440 + hours[0], day * 1440 + hours[1])
            for minute in self.shown.get(local, ())
        )


class Opening(NamedTuple):
    """A span: the day on which it begins, its first minute before anything was cut, and the minutes that are left."""

    day: int
    begins: int
    minutes: frozenset[int]


class Definition:
    """Time groups as the documents define them, span by span and minute by minute."""

    def __init__(self, groups: dict[str, TimeGroup], start: int, end: int, spans: SpansOn = spans_on) -> None:
        """From `start` to `end`, minutes of UTC since 1970."""
        self.groups = groups
        self.spans = spans
        self.stretch = (start, end)
        self.walls: dict[str, Wall] = {}
        # Nothing changes while it is asked, and groups that name groups ask for the same again for every day.
        self.openings = cache(self._openings)
        self.brought = cache(self._brought)
        self.cut = cache(self._cut)

    def wall(self, group: TimeGroup) -> Wall:
        zone = group.timezone or "UTC"
        if zone not in self.walls:
            self.walls[zone] = Wall(zone, *self.stretch)
        return self.walls[zone]

    def minutes(self, name: str) -> frozenset[int]:
        return frozenset().union(*(opening.minutes for opening in self.openings(name)))

    def _openings(self, name: str) -> list[Opening]:
        group = self.groups[name]
        wall = self.wall(group)
        decider = {day: entry for entry in group.special for day in wall.days if begins_on(entry, day)}
        found = [opening for day, entry in decider.items() for opening in self.own(entry, wall) if opening.day == day]
        for entry in group.include:
            for opening in self.brought(entry, wall):
                if opening.day in decider:
                    continue
                left = self.not_excluded(group, opening, wall)
                if left:
                    found.append(opening._replace(minutes=left))
        return found

    def not_excluded(self, group: TimeGroup, opening: Opening, wall: Wall) -> frozenset[int]:
        left = opening.minutes
        for entry in group.exclude:
            if entry.group is None and entry.hours is None:
                if begins_on(entry, opening.day):
                    return frozenset()
            else:
                left -= self.cut(entry, wall)
        return left

    def _cut(self, entry: Entry, wall: Wall) -> frozenset[int]:
        return frozenset().union(*(opening.minutes for opening in self.brought(entry, wall)))

    def _brought(self, entry: Entry, wall: Wall) -> list[Opening]:
        """The spans of an entry, or those of the group that it names."""
        if entry.group is None:
            return self.own(entry, wall)
        of_group = self.groups[entry.group]
        shown = frozenset().union(*(wall.minutes(day, item) for day in wall.days for item in hours_of(entry)))
        found = []
        for opening in self.openings(entry.group):
            same_zone = (of_group.timezone or "UTC") == wall.zone
            day = opening.day if same_zone else wall.day_at.get(opening.begins)
            minutes = opening.minutes
            if entry.hours is not None:
                minutes &= shown
            if day is not None and begins_on(entry, day) and minutes:
                found.append(Opening(day, opening.begins, minutes))
        return found

    def own(self, entry: Entry, wall: Wall) -> list[Opening]:
        spans = [(day, wall.minutes(day, hours)) for day in wall.days for hours in self.spans(entry, day)]
        return [Opening(day, min(minutes), minutes) for day, minutes in spans if minutes]


def begins_on(entry: Entry, number: int) -> bool:
    """Whether all day parts of an entry hold on a day."""
    day = date(1970, 1, 1) + timedelta(days=number)
    return is_on_weekday(entry, day) and is_named(entry, day)
