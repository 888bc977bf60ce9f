"""Why a day is not like any other: the special entries, dates and holidays that apply to it."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from routecfg.opening_hours.entries import ReadEntry
from routecfg.opening_hours.groups import Calendar
from routecfg.opening_hours.notation import DateRange, number_of

_WEEK: Final = 7


def day_notes(calendar: Calendar, name: str, day: date) -> tuple[str, ...]:
    """What a group says of a local date in particular, in words: `special day: Christmas Day`.

    Of the special entries the one that decides the date counts. A public holiday of a country that the group names is
    named on every date, special or not. Other groups that it includes or excludes are asked as well. Weekdays and hours
    alone are nothing particular, nor is a season in which an entry is included.
    """
    notes = list(dict.fromkeys(_notes(calendar, name, day, frozenset())))
    for holiday in _holidays(calendar, name, day, frozenset()):
        if not any(holiday in note for note in notes):
            notes.append(f"public holiday: {holiday}")
    return tuple(notes)


def _holidays(calendar: Calendar, name: str, day: date, asked: frozenset[str]) -> Iterator[str]:
    """The names of the public holidays that a date is, in the countries that a group and those within it name."""
    group = calendar.groups.get(name)
    if group is None or name in asked:
        return
    for _, _, written in group.entries:
        entry = calendar.read(written)
        if entry.known and entry.holidays is not None and (holiday := _holiday(entry, day)):
            yield holiday
        if entry.group is not None:
            yield from _holidays(calendar, entry.group, day, asked | {name})


def _notes(calendar: Calendar, name: str, day: date, asked: frozenset[str]) -> Iterator[str]:
    group = calendar.groups.get(name)
    if group is None or name in asked:
        return
    special = [calendar.read(entry) for entry in group.special]
    deciding = [entry for entry in special if entry.names_dates and entry.known and _begins(entry, day)]
    if deciding:
        yield f"special day: {_why(deciding[-1], day)}"
        return
    for word, entries in (("included", group.include), ("excluded", group.exclude)):
        for entry in map(calendar.read, entries):
            if not entry.known or not _begins(entry, day):
                continue
            if entry.names_dates and not (word == "included" and _is_season(entry, day)):
                yield f"{word}: {_why(entry, day)}"
            if entry.group is not None:
                for note in _notes(calendar, entry.group, day, asked | {name}):
                    yield f"{word} time group '{entry.group}': {note}"


def _begins(entry: ReadEntry, day: date) -> bool:
    number = number_of(day)
    return bool(entry.days_in(range(number, number + 1)))


def _is_season(entry: ReadEntry, day: date) -> bool:
    """Whether the entry names the dates around this one as well, for more than a week."""
    number = number_of(day)
    around = set(entry.dates_in(range(number - _WEEK, number + _WEEK + 1)))
    first = next(
        near for near in range(number, number - _WEEK - 1, -1) if near - 1 not in around or near == number - _WEEK
    )
    return all(near in around for near in range(first, first + _WEEK + 1))


def _holiday(entry: ReadEntry, day: date) -> str:
    """The name of the public holiday that the date is, where the entry looks for holidays; empty if it is not one."""
    if entry.holidays is None:
        return ""
    years = range(day.year, day.year + 1)
    dates = entry.holiday_dates(entry.holidays.country, entry.holidays.subdivision, years)
    return next((name for holiday, name in dates if holiday == day), "")


def words_of(entry: ReadEntry, day: date) -> str:
    """What an entry says for a local date: the holiday that it is, the dates, or else weekdays and hours."""
    return _why(entry, day) or entry.written


def _why(entry: ReadEntry, day: date) -> str:
    """The holiday's name, else the dates as written."""
    return _holiday(entry, day) or next((_written(dates) for dates in entry.dates or () if dates.holds(day)), "")


def _written(dates: DateRange) -> str:
    first, last = ("-".join(f"{part:02}" for part in end) for end in (dates.first, dates.last))
    return first if first == last else f"{first}..{last}"
