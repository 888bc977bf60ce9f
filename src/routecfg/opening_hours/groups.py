"""Time groups as sets of spans, and so of instants.

An entry holds where all its parts hold. Its day parts (`days`, `dates`, `holidays`) choose the days on which spans
begin, and `hours` are the spans; a part that is left out holds always. A span belongs to the day on which it begins.

A date on which all day parts of a special entry hold is special: only the last special entry that names it says which
spans begin on it. On all other dates the spans are those of `include`, less what `exclude` takes away. An exclude entry
without hours takes away the spans that begin on its days, whole; one with hours cuts these hours out of whatever spans
`include` has, and never out of special ones.

`{group: x}` under `include` brings the spans of group x. They keep their beginning days where both groups have one time
zone; elsewhere the day is that of the including group's clock when the span begins. Day parts beside `group` choose
among these spans, hours beside it cut them. Under `exclude` the same spans are cut out as instants.

Everything is worked out on the wall clock of the group's zone and read off in UTC. What depends on something unknown is
unknown itself: a zone or country that does not exist, a group that is missing or incomplete, a text of a wrong form,
and every group that includes or excludes itself, by however many steps.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from routecfg.model import Entry, TimeGroup
from routecfg.opening_hours.entries import ReadEntry, read_entry
from routecfg.opening_hours.group_links import GroupLinks, groups_named
from routecfg.opening_hours.horizon import Horizon
from routecfg.opening_hours.instants import Instants
from routecfg.opening_hours.public_holidays import HolidayDates, holiday_dates
from routecfg.opening_hours.spans import Clock, EntrySpans, GroupSpans, Span, Spans, merged
from routecfg.opening_hours.zones import DAY, known_zone, segments

_MARGIN = 4 * DAY
"""Groups are worked out so far beyond the horizon: a span that reaches into it may begin a day before, in a zone that
is another day away."""


class Exclusion(msgspec.Struct, frozen=True):
    """What an exclude entry takes away: the spans that begin on its `days`, or its `instants`."""

    days: frozenset[int] = frozenset()
    instants: Instants = Instants()


class Parts(msgspec.Struct, frozen=True, dict=True):
    """A group entry by entry, in written order.

    `include`: the spans that each entry opens on dates that are not special, before anything is excluded.
    `special`: the spans of each entry on the dates that it decides; `special_dates`: all dates that each one names.
    """

    include: tuple[Spans, ...]
    exclude: tuple[Exclusion, ...]
    special: tuple[Spans, ...]
    special_dates: tuple[frozenset[int], ...]
    days: range

    @cached_property
    def excluded_days(self) -> frozenset[int]:
        """The days whose spans are taken away whole."""
        return frozenset().union(*(exclusion.days for exclusion in self.exclude))

    @cached_property
    def cuts(self) -> Instants:
        """The instants that are cut out of the spans of `include`."""
        return Instants.union(exclusion.instants for exclusion in self.exclude)

    @cached_property
    def included(self) -> tuple[Instants, ...]:
        """What each entry of `include` opens on the days that are not taken away whole."""
        if not self.excluded_days:
            return tuple(spans.all() for spans in self.include)
        left = frozenset(self.days) - self.excluded_days
        return tuple(spans.on(left) for spans in self.include)

    @property
    def instants(self) -> Instants:
        """When the group holds."""
        included = Instants.union(self.included) - self.cuts
        return Instants.union((*(spans.all() for spans in self.special), included))

    def spans(self) -> tuple[Span, ...]:
        """The group's spans, for a group that includes this one."""
        return merged(self._spans())

    def _spans(self) -> Iterator[Span]:
        excluded, cuts = self.excluded_days, self.cuts
        for spans in self.include:
            for span in spans:
                if span.day not in excluded and (left := span.instants - cuts):
                    yield span._replace(instants=left)
        for spans in self.special:
            yield from spans


class Calendar:
    """The time groups of an estate over a horizon. A group is worked out when it is first asked for."""

    def __init__(
        self,
        groups: Mapping[str, TimeGroup],
        timezone: str,
        horizon: Horizon,
        holidays: HolidayDates = holiday_dates,
    ) -> None:
        """`timezone` is for the groups that name none. `holidays` says which dates are public holidays."""
        self.groups = groups
        self.timezone = timezone
        self.horizon = horizon
        self._holidays = holidays
        self.links = GroupLinks(groups)
        self._parts: dict[str, Parts | None] = {}
        self._instants: dict[str, Instants] = {}
        self._spans: dict[str, tuple[Span, ...]] = {}
        self._clocks: dict[str, Clock] = {}
        self._read: dict[Entry, ReadEntry] = {}
        self._entry_days: dict[tuple[object, ...], Sequence[int]] = {}

    def of(self, name: str) -> Instants | None:
        """When a group holds, within the horizon; None if that is unknown."""
        parts = self.parts(name)
        if parts is None:
            return None
        if name not in self._instants:
            self._instants[name] = parts.instants.within(self.horizon.start, self.horizon.end)
        return self._instants[name]

    def parts(self, name: str) -> Parts | None:
        """The group entry by entry; None if any of it is unknown. It reaches some days beyond the horizon."""
        waiting = [name]
        while waiting:
            group = self.groups.get(waiting[-1])
            if waiting[-1] in self._parts or waiting[-1] in self.links.circular or group is None:
                waiting.pop()
                continue
            missing = [other for other in groups_named(group) if other in self.groups and other not in self._parts]
            missing = [other for other in missing if other not in self.links.circular]
            if missing:
                waiting += missing
            else:
                self._parts[waiting.pop()] = self._parts_of(group)
        return self._parts.get(name)

    def zone_of(self, name: str) -> str:
        """The name of a group's time zone, which need not exist."""
        group = self.groups.get(name)
        return self.timezone if group is None else group.zone(self.timezone)

    def days_of(self, name: str) -> range:
        """The local days of the horizon on a group's clock, as day numbers. For groups whose zone is known."""
        clock = self._clock(self.zone_of(name))
        return range(clock.day_of(self.horizon.start), clock.day_of(max(self.horizon.end - 1, self.horizon.start)) + 1)

    def day_of(self, name: str, instant: int) -> int:
        """The local day at an instant on a group's clock, as a day number. For groups whose zone is known."""
        return self._clock(self.zone_of(name)).day_of(instant)

    def in_utc(self, name: str, local: Instants) -> Instants:
        """Seconds on a group's clock as UTC. For groups whose zone is known."""
        return self._clock(self.zone_of(name)).in_utc(local)

    def read(self, entry: Entry) -> ReadEntry:
        """An entry's parts as values; equal entries are read once."""
        if entry not in self._read:
            self._read[entry] = read_entry(entry, self._holidays)
        return self._read[entry]

    def usual_on(self, name: str, days: Collection[int]) -> Instants:
        """What would hold by spans that begin on some local days if no entry made them special. For known groups."""
        group, parts = self.groups[name], self._parts[name]
        if parts is None:
            return Instants()
        clock = self._clock(self.zone_of(name))
        left = frozenset(days) - parts.excluded_days
        include = [self._include(self.read(entry), left, clock) for entry in group.include]
        return Instants.union(spans.all() for spans in include) - parts.cuts

    def special_on(self, name: str, index: int, days: Collection[int]) -> Instants:
        """What a special entry opens on some local days if it decides them. For known groups."""
        clock = self._clock(self.zone_of(name))
        return EntrySpans(self.read(self.groups[name].special[index]), sorted(days), clock).all()

    def _parts_of(self, group: TimeGroup) -> Parts | None:
        zone = group.zone(self.timezone)
        if not known_zone(zone) or not all(self.read(entry).known for *_, entry in group.entries):
            return None
        if any(self._parts.get(other) is None for other in groups_named(group)):
            return None
        clock = self._clock(zone)
        special = [self.read(entry) for entry in group.special]
        named = [frozenset(self._days(entry, clock)) if entry.names_dates else frozenset() for entry in special]
        decided = {day: index for index, days in enumerate(named) for day in days}
        usual = frozenset(clock.days).difference(decided)
        return Parts(
            tuple(self._include(self.read(entry), usual, clock) for entry in group.include),
            tuple(self._exclusion(self.read(entry), clock) for entry in group.exclude),
            tuple(
                EntrySpans(entry, sorted(day for day in days if decided[day] == index), clock)
                for index, (entry, days) in enumerate(zip(special, named, strict=True))
            ),
            tuple(named),
            clock.days,
        )

    def _include(self, entry: ReadEntry, days: frozenset[int], clock: Clock) -> Spans:
        """The spans of an include entry that begin on some local days only."""
        chosen = sorted(days.intersection(self._days(entry, clock)))
        if entry.group is None:
            return EntrySpans(entry, chosen, clock)
        return GroupSpans(self._of_group(entry, entry.group, frozenset(chosen), clock))

    def _days(self, entry: ReadEntry, clock: Clock) -> Sequence[int]:
        """The days on which the spans of an entry begin."""
        key = (clock.zone, entry.weekdays, entry.dates, entry.holidays)  # without its hours, which mostly differ
        if key not in self._entry_days:
            self._entry_days[key] = entry.days_in(clock.days)
        return self._entry_days[key]

    def _exclusion(self, entry: ReadEntry, clock: Clock) -> Exclusion:
        days = self._days(entry, clock)
        if entry.group is not None:
            spans = self._of_group(entry, entry.group, frozenset(days), clock)
            return Exclusion(instants=Instants.union(span.instants for span in spans))
        if entry.has_hours:
            return Exclusion(instants=clock.in_utc(entry.on(days)))
        return Exclusion(days=frozenset(days))

    def _of_group(self, entry: ReadEntry, group: str, days: frozenset[int], clock: Clock) -> Iterator[Span]:
        """The spans of a group that an entry names: those that begin on the days, cut by the entry's hours."""
        kept = clock.in_utc(entry.on(clock.days)) if entry.has_hours else None
        same_clock = self.zone_of(group) == clock.zone
        for span in self._spans_of(group):
            day = span.day if same_clock else clock.day_of(span.begin)
            instants = span.instants if kept is None else span.instants & kept
            if day in days and instants:
                yield Span(day, span.begin, instants)

    def _spans_of(self, name: str) -> tuple[Span, ...]:
        if name not in self._spans:
            parts = self._parts[name]
            self._spans[name] = parts.spans() if parts is not None else ()
        return self._spans[name]

    def _clock(self, zone: str) -> Clock:
        if zone not in self._clocks:
            found = segments(zone, self.horizon.start - _MARGIN, self.horizon.end + _MARGIN)
            first = min(part.start + part.offset for part in found) // DAY
            last = max(part.end + part.offset for part in found) // DAY
            self._clocks[zone] = Clock(zone, found, range(first, last + 1))
        return self._clocks[zone]
