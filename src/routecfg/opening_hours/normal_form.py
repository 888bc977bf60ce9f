"""Entries of time groups by what they mean: entries that mean the same have one normal form.

The normal form is an entry again: every entry of its meaning could be written like this.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from routecfg.model import Entry, GroupPart, TimeGroup
from routecfg.opening_hours.date_sets import DateSet, date_set
from routecfg.opening_hours.entries import read_entry
from routecfg.opening_hours.group_links import groups_named
from routecfg.opening_hours.notation import CLOSED, DAY_MINUTES, WEEKDAYS, Minutes, read_days, read_hours

_EVERY_DATE: Final = DateSet(frozenset(range(366)), frozenset())


def normal_form(entry: Entry, part: GroupPart, *, apart: bool = False) -> Entry:
    """The entry as all of its meaning can be written: single weekdays, Monday first; hours and dates in few ranges.

    Spans of one day that touch are one span, unless `apart` (see `spans_kept_apart`). What stands for every day or for
    the whole day is left out, but hours in `exclude` are not: with hours it cuts these, without it takes away whole
    spans. A part that means nothing stays as it is written.
    """
    hours = _hours(entry.hours, apart=apart) if entry.hours is not None else None
    if hours == ("00:00-24:00",) and (part != "exclude" or entry.group is not None):
        hours = None
    return Entry(
        days=_days(entry.days) if entry.days is not None else None,
        hours=hours,
        dates=_dates(entry.dates) if entry.dates is not None else None,
        holidays=entry.public_holidays,
        group=entry.group,
    )


def monday_first(days: Iterable[str]) -> tuple[str, ...]:
    """Weekdays and ranges of them, in the order of the week."""
    return tuple(sorted(days, key=lambda day: (WEEKDAYS.index(day[:3]) if day[:3] in WEEKDAYS else -1, day)))


def may_share_dates(one: Entry, other: Entry) -> bool:
    """Whether two special entries can name the same date: only then it matters which stands last.

    Public holidays may fall on any date: which one they fall on is for their data to say, and data change.
    """
    first, second = read_entry(one), read_entry(other)
    if not (first.names_dates and second.names_dates):
        return False
    named = [date_set(entry.dates) if entry.dates is not None else _EVERY_DATE for entry in (one, other)]
    if named[0] is None or named[1] is None:
        return True
    weekdays = first.weekdays & second.weekdays
    return named[0].on_weekdays(weekdays).meets(named[1].on_weekdays(weekdays))


def spans_kept_apart(groups: Mapping[str, TimeGroup], timezone: str) -> frozenset[str]:
    """The groups on which a group in another zone rests: on its clock, of two spans that touch, the second one may
    begin on another day. `timezone` is for the groups that name none.
    """
    found: set[str] = set()
    for name, group in groups.items():
        zone = group.zone(timezone)
        waiting, seen = list(groups_named(group)), {name}
        while waiting:
            other = waiting.pop()
            if other not in seen and other in groups:
                seen.add(other)
                waiting += groups_named(groups[other])
                if groups[other].zone(timezone) != zone:
                    found.add(other)
    return frozenset(found)


def _days(part: str | tuple[str, ...]) -> str | tuple[str, ...] | None:
    found, flaws = read_days(part)
    if flaws:
        return part
    return tuple(WEEKDAYS[day] for day in sorted(found)) if len(found) < len(WEEKDAYS) else None


def _hours(part: str | tuple[str, ...], *, apart: bool) -> str | tuple[str, ...]:
    found, flaws = read_hours(part)
    if flaws or part == CLOSED:
        return part
    return tuple(_span(start, end) for start, end in joined(found, apart=apart))


def joined(found: Iterable[Minutes], *, apart: bool) -> tuple[Minutes, ...]:
    """Spans in order; those that touch or overlap are one, unless `apart`."""
    spans: list[Minutes] = []
    for start, end in sorted(set(found)):
        if spans and not apart and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


def _span(start: int, end: int) -> str:
    """A span as it is written; one that joined spans make longer than a day has an end such as 26:00."""
    in_next_day = end > DAY_MINUTES and end - start < DAY_MINUTES
    return f"{_clock(start)}-{_clock(end - DAY_MINUTES if in_next_day else end)}"


def _dates(part: str | tuple[str, ...]) -> str | tuple[str, ...]:
    found = date_set(part)
    return found.texts() if found is not None else part


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
