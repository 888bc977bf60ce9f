"""Lists of dates with years: how far into the future they have been maintained."""

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from routecfg.model import GROUP_PARTS, Entry, GroupPart, TimeGroup
from routecfg.opening_hours.entries import ReadEntry, read_entry
from routecfg.opening_hours.notation import CENTURY, DateRange, date_of

_ALL_YEARS: Final = range(-365 * 1_969, 365 * 8_000)


class Ending(NamedTuple):
    """The last date of a list, and where it stands: entry by entry, then position (None: a single text)."""

    part: GroupPart
    entry: int
    item: int | None
    last: date


def endings(group: TimeGroup, read: Callable[[Entry], ReadEntry] = read_entry) -> tuple[Ending, ...]:
    """The parts of a group that are lists of dates with years and nothing else, and where each ends.

    A list that also holds what comes back every year (weekdays, holidays, dates without a year, other groups) has no
    end: its dated entries are exceptions that may pass. If `include` ends, the other parts do not matter any more.
    Dates that cannot be meant do not count. `read` may be a calendar's, which reads equal entries once.
    """
    found: list[Ending] = []
    for part in GROUP_PARTS:
        ending = _ending(part, getattr(group, part), read)
        if ending is not None:
            found.append(ending)
            if part == "include":
                break
    return tuple(found)


def _ending(part: GroupPart, entries: tuple[Entry, ...], read: Callable[[Entry], ReadEntry]) -> Ending | None:
    latest: Ending | None = None
    for index, entry in enumerate(entries):
        values = read(entry)
        if not values.dates or any(dates.yearless for dates in values.dates):
            return None
        for item, dates in enumerate(values.dates):
            last = _last(dates)
            if last is not None and (latest is None or last > latest.last):
                latest = Ending(part, index, None if isinstance(entry.dates, str) else item, last)
    return latest


def _last(dates: DateRange) -> date | None:
    """The last real date of a range in this century, if it has any."""
    if dates.first[0] not in CENTURY or dates.last[0] not in CENTURY:
        return None
    days = next(dates.day_numbers(_ALL_YEARS))
    return date_of(days[-1]) if days else None
