"""What changes although nobody changed it: holidays and hours that follow from data or from a date."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from routecfg.bundle import Bundle, GroupHours, HolidayDates
from routecfg.diff.matching import exact
from routecfg.disclosure import first_few, shortened

_FEW: Final = 4
_LONGEST: Final = 150
"""How many dates are named; the others are counted."""


def derived_changes(before: Bundle, after: Bundle) -> tuple[str, ...]:
    """One line for each country and each time group whose derived data changed.

    What follows from a change of a time group is listed there: countries that only one side asks for, and its hours.
    """
    old, new = before.estate.time_groups, after.estate.time_groups
    unchanged = [name for name in new if exact(old.get(name)) == exact(new[name])]
    return (
        *_holidays(before.derived.holidays, after.derived.holidays),
        *_hours(before.derived.hours, after.derived.hours, unchanged),
    )


def _holidays(before: Iterable[HolidayDates], after: Iterable[HolidayDates]) -> Iterator[str]:
    earlier = {_place(item): item.dates for item in before}
    for item in after:
        name, dates = _place(item), item.dates
        if exact(earlier.get(name, dates)) != exact(dates):
            yield f"public holidays for {name} changed: {'; '.join(_dates(earlier[name], dates))}"


def _dates(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    years, now = {day[:4] for day in before}, {day[:4] for day in after}
    if years != now:
        yield f"they are known for {_span(now)} (were for {_span(years)})"
    common = years & now
    new = [day for day in sorted(after) if day not in before and day[:4] in common]
    gone = [day for day in sorted(before) if day not in after and day[:4] in common]
    named = [day for day in sorted(after) if day in before and before[day] != after[day]]
    if new:
        yield f"new {_listed(new, after)}"
    if gone:
        yield f"gone {_listed(gone, before)}"
    if named:
        both = {day: f"{shortened(after[day])}, was {shortened(before[day])}" for day in named}
        yield f"other names for {_listed(named, both)}"


def _listed(days: list[str], names: dict[str, str]) -> str:
    """The first days, each with what is said of it."""
    return first_few([f"{day} ({shortened(names[day], _LONGEST)})" for day in days], _FEW)


def _span(years: set[str]) -> str:
    return f"{min(years)} to {max(years)}" if years else "no year"


def _hours(
    before: Mapping[str, GroupHours], after: Mapping[str, GroupHours], unchanged: Iterable[str]
) -> Iterator[str]:
    for name in sorted(unchanged):
        if exact(before.get(name)) != exact(after.get(name)):
            yield f"hours of time group '{name}' are read in another way: this routecfg understands them differently"


def _place(holidays: HolidayDates) -> str:
    """`CZ`, or `DE-BY` for a subdivision."""
    return "-".join(part for part in (holidays.country, holidays.subdivision) if part)
