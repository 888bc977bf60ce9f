"""What a bundle carries beside the estate, so that a runtime needs no calendar of public holidays.

`holidays`: for each country or subdivision that a time group asks for, the dates of the base year and the three years
after it, with their names. `hours`: for each entry of each time group, in the entries' order, the minutes of a week
that its days and hours cover, half-open, counted from Monday 00:00; they do not know of its dates.
"""

from datetime import date
from typing import Any, Final

import msgspec

from routecfg.bundle.plain import filled
from routecfg.model import GROUP_PARTS, Record, TimeGroup
from routecfg.opening_hours import data_versions, holiday_dates, weekly_minutes

LANGUAGE: Final = 1
"""The version of the language that a bundle is written in."""

YEARS: Final = 4
"""How many years of holidays a bundle holds, the base year included."""


class HolidayDates(Record, frozen=True):
    """The public holidays of a country or subdivision: names by date (`2026-01-01`)."""

    country: str
    subdivision: str | None
    dates: dict[str, str]


class GroupHours(Record, frozen=True):
    """The minutes of the week of each entry of a time group, as pairs of start and end."""

    include: tuple[tuple[tuple[int, int], ...], ...]
    exclude: tuple[tuple[tuple[int, int], ...], ...]
    special: tuple[tuple[tuple[int, int], ...], ...]


class Derived(Record, frozen=True):
    """What follows from the estate and the inputs."""

    holidays: tuple[HolidayDates, ...]
    hours: dict[str, GroupHours]


class Inputs(Record, frozen=True):
    """What besides the estate went into the bundle: `base_date` (`2026-01-31`), the data's versions, the language's."""

    base_date: str
    language: int
    data: dict[str, str]


def derive(closed: dict[str, Any], base_date: date) -> dict[str, Any]:
    """What follows from a closed estate, in which entries stand in their final order."""
    groups = msgspec.convert(closed["time_groups"], dict[str, TimeGroup])
    entries = (entry for group in groups.values() for *_, entry in group.entries)
    wanted = {(found.country, found.subdivision or "") for entry in entries if (found := entry.public_holidays)}
    years = range(base_date.year, base_date.year + YEARS)
    derived = Derived(
        holidays=tuple(_holidays(country, subdivision or None, years) for country, subdivision in sorted(wanted)),
        hours={name: _hours(group) for name, group in sorted(groups.items())},
    )
    plain: dict[str, Any] = filled(derived)
    return plain


def inputs(base_date: date) -> dict[str, Any]:
    """What a bundle that is compiled here and now depends on."""
    plain: dict[str, Any] = filled(Inputs(base_date.isoformat(), LANGUAGE, data_versions()))
    return plain


def _holidays(country: str, subdivision: str | None, years: range) -> HolidayDates:
    found = holiday_dates(country, subdivision, years)
    return HolidayDates(country, subdivision, {day.isoformat(): name for day, name in found})


def _hours(group: TimeGroup) -> GroupHours:
    return GroupHours(*(tuple(weekly_minutes(entry) for entry in getattr(group, part)) for part in GROUP_PARTS))
