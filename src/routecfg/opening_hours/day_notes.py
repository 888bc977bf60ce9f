"""Why a day is not like any other: the special entries, dates and holidays that apply to it."""

from collections.abc import Iterator
from datetime import date

from routecfg.opening_hours.entries import ReadEntry
from routecfg.opening_hours.groups import Calendar
from routecfg.opening_hours.notation import DateRange, number_of
from routecfg.opening_hours.public_holidays import holiday_dates


def day_notes(calendar: Calendar, name: str, day: date) -> tuple[str, ...]:
    """What a group says of a local date in particular, in words: `special day: Christmas Day`.

    Other groups that it takes in are asked too. Weekdays and hours alone are nothing particular.
    """
    return tuple(dict.fromkeys(_notes(calendar, name, day, frozenset())))


def _notes(calendar: Calendar, name: str, day: date, asked: frozenset[str]) -> Iterator[str]:
    group = calendar.groups.get(name)
    if group is None or name in asked:
        return
    special = [calendar.read(entry) for entry in group.special]
    named = [one for one in special if one.names_dates and one.known and _begins(one, day, any_weekday=True)]
    if named:
        for entry in named:
            yield f"special day: {_why(entry, day)}"
        return
    for word, entries in (("included", group.include), ("excluded", group.exclude)):
        for one in entries:
            entry = calendar.read(one)
            if not entry.known or not _begins(entry, day):
                continue
            if entry.names_dates:
                yield f"{word}: {_why(entry, day)}"
            if entry.group is not None:
                for note in _notes(calendar, entry.group, day, asked | {name}):
                    yield f"{word} time group '{entry.group}': {note}"


def _begins(entry: ReadEntry, day: date, *, any_weekday: bool = False) -> bool:
    number = number_of(day)
    window = range(number, number + 1)
    return bool(entry.dates_in(window) if any_weekday else entry.days_in(window))


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
