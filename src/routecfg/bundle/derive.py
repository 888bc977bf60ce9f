"""What follows from a closed estate: holiday dates and hours, for the years from a date on."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from routecfg.bundle.bundle import ClosedEstate, Derived, GroupHours, HolidayDates, Inputs
from routecfg.model import Entry, TimeGroup
from routecfg.opening_hours import data_versions, holiday_dates, weekly_minutes

LANGUAGE: Final = 1
"""The version of the language that a bundle is written in."""

YEARS: Final = 4
"""How many years of holidays a bundle holds, the base year included."""


def derive(estate: ClosedEstate, base_date: date) -> Derived:
    """What follows from a closed estate, in which entries stand in their final order."""
    groups = estate.time_groups
    wanted = sorted(set(_countries(groups.values())))
    years = range(base_date.year, base_date.year + YEARS)
    return Derived(
        holidays=tuple(_holidays(country, subdivision or None, years) for country, subdivision in wanted),
        hours={name: _hours(groups[name]) for name in sorted(groups)},
    )


def inputs(base_date: date) -> Inputs:
    """What a bundle that is compiled here and now depends on."""
    return Inputs(base_date.isoformat(), LANGUAGE, data_versions())


def _countries(groups: Iterable[TimeGroup]) -> Iterator[tuple[str, str]]:
    """Whose holidays the groups ask for: each country with its subdivision, or with an empty text."""
    for group in groups:
        for *_, entry in group.entries:
            if (holidays := entry.public_holidays) is not None:
                yield holidays.country, holidays.subdivision or ""


def _holidays(country: str, subdivision: str | None, years: range) -> HolidayDates:
    dates = {day.isoformat(): name for day, name in holiday_dates(country, subdivision, years)}
    return HolidayDates(country, subdivision, dates)


def _hours(group: TimeGroup) -> GroupHours:
    return GroupHours(_minutes(group.include), _minutes(group.exclude), _minutes(group.special))


def _minutes(entries: tuple[Entry, ...]) -> tuple[tuple[tuple[int, int], ...], ...]:
    return tuple(map(weekly_minutes, entries))
