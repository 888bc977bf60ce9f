"""Time groups as sets of instants.

A group is S + (I - E). S are the spans of the special entries, on the dates that these match. I are the spans of the
include entries that start on a date that no special entry names (whatever its weekdays), and the instants of included
groups whose local date is none of those. E are the instants of the exclude entries; they cut I only. A span past
midnight belongs to the day on which it starts, and runs on into the next day whatever that is. An entry with `group`
and other parts is the intersection of both. Everything is reckoned on the wall clock of the group's zone, then read
off in UTC.

What depends on something unknown is unknown itself, never "never": a zone or country that does not exist, a group
that is missing or incomplete, a text of a wrong form, and every group that takes itself in, by however many steps.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property

import msgspec

from routecfg.model import Entry, TimeGroup
from routecfg.opening_hours.entries import DayNumbers, ReadEntry, read_entry
from routecfg.opening_hours.horizon import Horizon
from routecfg.opening_hours.instants import Instants
from routecfg.opening_hours.zones import DAY, Segment, known_zone, segments, to_utc


class Parts(msgspec.Struct, frozen=True):
    """What each entry of a group comes to within the horizon, in UTC, in written order.

    `include` entries are without the special days, and neither they nor `special` ones are cut by `exclude` yet.
    """

    include: tuple[Instants, ...]
    exclude: tuple[Instants, ...]
    special: tuple[Instants, ...]

    @property
    def instants(self) -> Instants:
        """The group."""
        return Instants.union((*self.special, Instants.union(self.include) - Instants.union(self.exclude)))


class Wall(msgspec.Struct, frozen=True):
    """A zone over the horizon: how its wall clock runs, and the days that may matter there."""

    parts: tuple[Segment, ...]
    days: range
    """From the day before the first local date of the horizon, whose spans may run into it, to the last."""

    def in_utc(self, local: Instants) -> Instants:
        """Local seconds to UTC, within the horizon."""
        return to_utc(local, self.parts)

    def whole(self, days: DayNumbers) -> Instants:
        """The instants of whole local dates."""
        return self.in_utc(Instants.of((day * DAY, day * DAY + DAY) for day in days))


class Calendar:
    """The time groups of an estate over a horizon. A group is worked out when it is first asked for."""

    def __init__(self, groups: Mapping[str, TimeGroup], timezone: str, horizon: Horizon) -> None:
        """`timezone` is for the groups that name none."""
        self.groups = groups
        self.timezone = timezone
        self.horizon = horizon
        self._known: dict[str, Parts | None] = {}
        self._whole: dict[str, Instants] = {}
        self._walls: dict[str, Wall] = {}
        self._read: dict[Entry, ReadEntry] = {}

    def of(self, name: str) -> Instants | None:
        """When a group holds, within the horizon; None if that is unknown."""
        parts = self.parts(name)
        if parts is None:
            return None
        if name not in self._whole:
            self._whole[name] = parts.instants
        return self._whole[name]

    def parts(self, name: str) -> Parts | None:
        """The group entry by entry; None if any of it is unknown."""
        waiting = [name]
        while waiting:
            group = self.groups.get(waiting[-1])
            if waiting[-1] in self._known or waiting[-1] in self._circular or group is None:
                waiting.pop()
                continue
            missing = [one for one in taken_in(group) if one in self.groups and one not in self._known]
            missing = [one for one in missing if one not in self._circular]
            if missing:
                waiting += missing
            else:
                self._known[waiting.pop()] = self._worked_out(group)
        return self._known.get(name)

    def zone_of(self, name: str) -> str:
        """The name of a group's time zone, which need not exist."""
        group = self.groups.get(name)
        return self.timezone if group is None or group.timezone is None else group.timezone

    def read(self, entry: Entry) -> ReadEntry:
        """An entry's parts as values; equal entries are read once."""
        if entry not in self._read:
            self._read[entry] = read_entry(entry)
        return self._read[entry]

    def included_on(self, name: str, days: DayNumbers) -> Instants:
        """What the include entries would bring in on some local dates, if no entry were special. For known groups."""
        group, wall = self.groups[name], self._wall(self.zone_of(name))
        return Instants.union(self._include(self.read(entry), frozenset(days), wall) for entry in group.include)

    def special_dates(self, name: str) -> tuple[frozenset[int], ...]:
        """The day numbers that each special entry of a known group names, whatever its weekdays."""
        days = self._wall(self.zone_of(name)).days
        return tuple(
            frozenset(read.dates_in(days)) if (read := self.read(entry)).names_dates else frozenset()
            for entry in self.groups[name].special
        )

    @cached_property
    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """The rings in which groups take each other in, each from its alphabetically first group on.

        Of rings that share a group one is named: when it is broken the next is found.
        """
        found: set[tuple[str, ...]] = set()
        done: set[str] = set()
        for start in sorted(self._circular):
            way: dict[str, int] = {}
            here = start
            while here not in way and here not in done:
                way[here] = len(way)
                here = next(one for one in taken_in(self.groups[here]) if one in self._circular)
            if here in way:
                ring = list(way)[way[here] :]
                turn = ring.index(min(ring))
                found.add((*ring[turn:], *ring[:turn]))
            done.update(way)
        return tuple(sorted(found))

    @cached_property
    def _circular(self) -> frozenset[str]:
        """The groups that take themselves in, and those that take such a group in."""
        open_ends = {
            name: len({one for one in taken_in(group) if one in self.groups}) for name, group in self.groups.items()
        }
        ready = [name for name, count in open_ends.items() if count == 0]
        while ready:
            name = ready.pop()
            del open_ends[name]
            for taker in self._takers.get(name, ()):
                open_ends[taker] -= 1
                if open_ends[taker] == 0:
                    ready.append(taker)
        return frozenset(open_ends)

    def resting_on(self, names: Iterable[str]) -> frozenset[str]:
        """The groups named and all that take one of them in, by however many steps."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self._takers.get(name, ())
        return frozenset(found)

    @cached_property
    def _takers(self) -> dict[str, list[str]]:
        """Who takes a group in."""
        takers: dict[str, list[str]] = {}
        for name, group in self.groups.items():
            for one in dict.fromkeys(taken_in(group)):
                takers.setdefault(one, []).append(name)
        return takers

    def _worked_out(self, group: TimeGroup) -> Parts | None:
        zone = group.timezone or self.timezone
        if not known_zone(zone) or not all(self.read(entry).known for *_, entry in group.entries):
            return None
        if any(self._known.get(one) is None for one in taken_in(group)):
            return None
        wall = self._wall(zone)
        special = [self.read(entry) for entry in group.special if self.read(entry).names_dates]
        special_days = frozenset(day for one in special for day in one.dates_in(wall.days))
        usual = frozenset(wall.days) - special_days
        return Parts(
            tuple(self._include(self.read(entry), usual, wall) for entry in group.include),
            tuple(
                self._instants(self.read(entry), self.read(entry).days_in(wall.days), wall) for entry in group.exclude
            ),
            tuple(self._special(self.read(entry), wall) for entry in group.special),
        )

    def _include(self, entry: ReadEntry, days: frozenset[int], wall: Wall) -> Instants:
        """An include entry on some local dates only."""
        found = self._instants(entry, [day for day in entry.days_in(wall.days) if day in days], wall)
        if entry.group is None or len(days) == len(wall.days):
            return found
        return found & wall.whole(sorted(days))

    def _special(self, entry: ReadEntry, wall: Wall) -> Instants:
        return wall.in_utc(entry.on(entry.days_in(wall.days))) if entry.names_dates else Instants()

    def _instants(self, entry: ReadEntry, days: DayNumbers, wall: Wall) -> Instants:
        """The entry's spans that start on the days, its group's instants, or what both have in common."""
        if entry.group is None:
            return wall.in_utc(entry.on(days))
        group = self.of(entry.group) or Instants()
        return group & wall.in_utc(entry.on(days)) if entry.timed else group

    def _wall(self, zone: str) -> Wall:
        if zone not in self._walls:
            parts = segments(zone, self.horizon.start, self.horizon.end)
            days = range(0)
            if parts:
                first = min(part.start + part.offset for part in parts) // DAY
                last = max(part.end + part.offset for part in parts) // DAY
                days = range(first - 1, last + 1)
            self._walls[zone] = Wall(parts, days)
        return self._walls[zone]


def taken_in(group: TimeGroup) -> Iterable[str]:
    """The names of the groups that a group includes or excludes, in written order."""
    return [entry.group for entry in (*group.include, *group.exclude) if entry.group is not None]
