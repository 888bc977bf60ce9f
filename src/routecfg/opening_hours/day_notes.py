"""Why a day is not like any other: the special entries, dates and holidays that apply to it."""

from collections.abc import Iterator
from datetime import date

from routecfg.opening_hours.entries import ReadEntry
from routecfg.opening_hours.groups import Calendar
from routecfg.opening_hours.notation import DateRange, number_of
from routecfg.opening_hours.public_holidays import holiday_dates


def day_notes(calendar: Calendar, name: str, day: date) -> tuple[str, ...]:
    """What a group says of a local date in particular, in words: `special day: Christmas Day`.

    Of the special entries the one that decides the date counts; a public holiday that the group excludes is named on a
    special date, too. Other groups that it includes or excludes are asked as well. Weekdays and hours alone are nothing
    particular.
    """
    return tuple(dict.fromkeys(_notes(calendar, name, day, frozenset())))


def _notes(calendar: Calendar, name: str, day: date, asked: frozenset[str]) -> Iterator[str]:
    group = calendar.groups.get(name)
    if group is None or name in asked:
        return
    special = [calendar.read(entry) for entry in group.special]
    deciding = [entry for entry in special if entry.names_dates and entry.known and _begins(entry, day)]
    if deciding:
        yield f"special day: {_why(deciding[-1], day)}"
        for entry in map(calendar.read, group.exclude):
            if entry.holidays is not None and entry.known and _begins(entry, day):
                yield f"public holiday: {_why(entry, day)}"
        return
    for word, entries in (("included", group.include), ("excluded", group.exclude)):
        for entry in map(calendar.read, entries):
            if not entry.known or not _begins(entry, day):
                continue
            if entry.names_dates:
                yield f"{word}: {_why(entry, day)}"
            if entry.group is not None:
                for note in _notes(calendar, entry.group, day, asked | {name}):
                    yield f"{word} time group '{entry.group}': {note}"


def _begins(entry: ReadEntry, day: date) -> bool:
    number = number_of(day)
    return bool(entry.days_in(range(number, number + 1)))


def _why(entry: ReadEntry, day: date) -> str:
    """The holiday's name, else the dates as written."""
    if entry.holidays is not None:
        years = range(day.year, day.year + 1)
        for one, name in holiday_dates(entry.holidays.country, entry.holidays.subdivision, years):
            if one == day:
                return name
    return next((_written(one) for one in entry.dates or () if one.holds(day)), "")


def _written(one: DateRange) -> str:
    first, last = ("-".join(f"{part:02}" for part in end) for end in (one.first, one.last))
    return first if first == last else f"{first}..{last}"
