"""Why a time group holds at an instant, or why it does not: in words, and by the entries that decide it."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from routecfg.model import GroupPart
from routecfg.opening_hours.day_notes import words_of
from routecfg.opening_hours.groups import Calendar, Parts
from routecfg.opening_hours.instants import Instants
from routecfg.opening_hours.notation import date_of
from routecfg.opening_hours.zones import DAY

UNKNOWN: Final = "the time group cannot be worked out"
OUTSIDE: Final = "outside the hours"


class EntryPlace(NamedTuple):
    """An entry of a time group: the group, its list (`exclude`) and the position there."""

    group: str
    part: GroupPart
    position: int


class Reason(NamedTuple):
    """Whether a time group holds, why in words, and the entries that decide it."""

    holds: bool
    because: str
    entries: tuple[EntryPlace, ...] = ()


def reason(calendar: Calendar, name: str, instant: int) -> Reason:
    """Why a group holds at an instant of the calendar's horizon, or does not.

    Where it holds, those entries decide whose spans the instant lies in. Where it does not, the special entry that
    decides the date, else what excludes the instant from a span of `include`; else nothing opens it. A group that is
    unknown holds never.

    An entry that names another group is followed by the entries that decide that group. So are the entries that close
    a group named under `include` where nothing else decides, and a group named under `exclude` that therefore excludes
    nothing.
    """
    if calendar.of(name) is None:
        return Reason(False, UNKNOWN)
    holds = _holds(calendar, name, instant)
    entries = tuple(_deciding(calendar, name, instant))
    if not entries:
        return Reason(holds, OUTSIDE)
    group, part, position = entries[0]
    entry = calendar.read(getattr(calendar.groups[group], part)[position])
    today = calendar.day_of(group, instant)
    begun = entry.days_in(range(today - 1, today + 1))  # a span over midnight belongs to the day on which it begins
    said = words_of(entry, date_of(today if today in begun or not begun else begun[0]))
    return Reason(holds, f"{_WORDS[part]}: {said}", entries)


_WORDS: Final = {"include": "included", "exclude": "excluded", "special": "special day"}


def _deciding(calendar: Calendar, name: str, instant: int) -> Iterator[EntryPlace]:
    """The entries of a group and of those that it names. Each group is looked at once: it holds or it does not."""
    pending = [name]
    for group in pending:
        parts = calendar.parts(group)
        if parts is None:
            continue
        day, holds = calendar.day_of(group, instant), _holds(calendar, group, instant)
        own = tuple(_opening(parts, instant) if holds else _closing(parts, day, instant))
        yield from (EntryPlace(group, part, index) for part, index in own)
        others = _opened_by(calendar, group, own)
        if holds or not own:
            others += _closed(calendar, group, day, instant, "exclude" if holds else "include")
        pending += [other for other in dict.fromkeys(others) if other not in pending]


def _opened_by(calendar: Calendar, group: str, own: tuple[tuple[GroupPart, int], ...]) -> list[str]:
    """The groups that some entries name."""
    entries = (getattr(calendar.groups[group], part)[index] for part, index in own)
    return [entry.group for entry in entries if entry.group is not None]


def _closed(calendar: Calendar, group: str, day: int, instant: int, part: GroupPart) -> list[str]:
    """The groups that a list names for a local day and that do not hold."""
    return [
        entry.group
        for entry in getattr(calendar.groups[group], part)
        if entry.group is not None
        and not _holds(calendar, entry.group, instant)
        and calendar.read(entry).days_in(range(day, day + 1))
    ]


def _holds(calendar: Calendar, group: str, instant: int) -> bool:
    return instant in (calendar.of(group) or Instants())


def _opening(parts: Parts, instant: int) -> Iterator[tuple[GroupPart, int]]:
    for index, spans in enumerate(parts.special):
        if instant in spans.all():
            yield "special", index
    excluded = parts.excluded_days
    if instant not in parts.cuts:
        for index, spans in enumerate(parts.include):
            if any(instant in span.instants for span in spans if span.day not in excluded):
                yield "include", index


def _closing(parts: Parts, day: int, instant: int) -> Iterator[tuple[GroupPart, int]]:
    deciding = [index for index, days in enumerate(parts.special_dates) if day in days]
    if deciding:
        yield "special", deciding[-1]
        return
    days = {span.day for spans in parts.include for span in spans if instant in span.instants}
    for index, exclusion in enumerate(parts.exclude):
        if days & exclusion.days or (days and instant in exclusion.instants):
            yield "exclude", index


def deciding_instants(calendar: Calendar, name: str) -> dict[tuple[GroupPart, int], Instants]:
    """For each entry of a group, all instants of the calendar's horizon at which `reason` would give it.

    Empty for a group that is unknown.
    """
    parts, held = calendar.parts(name), calendar.of(name)
    if parts is None or held is None:
        return {}
    start, end = calendar.horizon.start, calendar.horizon.end
    apart = frozenset().union(*parts.special_dates)
    on_special_dates = _local_days(calendar, name, apart)
    opened = Instants.union(spans.all() for spans in parts.include)
    found: dict[tuple[GroupPart, int], Instants] = {}
    for index, instants in enumerate(parts.included):
        found["include", index] = instants - parts.cuts
    for index, exclusion in enumerate(parts.exclude):
        taken = Instants.union(spans.on(exclusion.days) for spans in parts.include)
        found["exclude", index] = (taken | (opened & exclusion.instants)) - on_special_dates - held
    later: frozenset[int] = frozenset()
    for index in range(len(parts.special) - 1, -1, -1):
        decided = parts.special_dates[index] - later
        later |= decided
        found["special", index] = parts.special[index].all() | (_local_days(calendar, name, decided) - held)
    return {place: instants.within(start, end) for place, instants in found.items()}


def _local_days(calendar: Calendar, name: str, days: frozenset[int]) -> Instants:
    """Local days of a group's clock, whole, as instants."""
    return calendar.in_utc(name, Instants.of((day * DAY, (day + 1) * DAY) for day in sorted(days)))
