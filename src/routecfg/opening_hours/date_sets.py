"""Which days the `dates` of an entry name, as sets: what compares equal names the same days, however it is written."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

import msgspec

from routecfg.opening_hours.notation import DateRange, read_dates

_LEAP_YEAR: Final = 2000
_FIRST: Final = date(_LEAP_YEAR, 1, 1).toordinal()
_LENGTH: Final = 366


class DateSet(msgspec.Struct, frozen=True):
    """Days of every year, as days of a leap year from 0 for 1 January to 365, and days of one year, as ordinals."""

    yearly: frozenset[int]
    dated: frozenset[int]

    def on_weekdays(self, weekdays: frozenset[int]) -> "DateSet":
        """Without the dated days that fall on other weekdays; a day of every year falls on each of them."""
        dated = frozenset(day for day in self.dated if (day - 1) % 7 in weekdays)
        return DateSet(self.yearly if weekdays else frozenset(), dated)

    def meets(self, other: "DateSet") -> bool:
        """Whether some day is in both."""
        return bool(
            self.yearly & other.yearly
            or self.dated & other.dated
            or any(_in_leap_year(day) in self.yearly for day in other.dated)
            or any(_in_leap_year(day) in other.yearly for day in self.dated)
        )

    def texts(self) -> tuple[str, ...]:
        """The set in the notation of `dates`, in as few ranges as there can be."""
        yearly = list(_stretches(self.yearly))
        if len(yearly) > 1 and yearly[0][0] == 0 and yearly[-1][1] == _LENGTH - 1:
            yearly = [*yearly[1:-1], (yearly[-1][0], yearly[0][1])]
        dated = [_range(date.fromordinal(first), date.fromordinal(last), "%Y-%m-%d") for first, last in
                 _stretches(self.dated)]  # fmt: skip
        return (*dated, *(_range(_of_leap_year(first), _of_leap_year(last), "%m-%d") for first, last in yearly))


def date_set(part: str | tuple[str, ...]) -> DateSet | None:
    """The days that `dates` name; None if part of it does not name a day, or was probably mistyped."""
    ranges, flaws = read_dates(part)
    if flaws:
        return None
    yearly: set[int] = set()
    dated: set[int] = set()
    for dates in ranges:
        if dates.yearless:
            yearly.update(_yearly(dates))
        else:
            dated.update(range(date(*dates.first).toordinal(), date(*dates.last).toordinal() + 1))
    return DateSet(frozenset(yearly), frozenset(dated))


def _yearly(dates: DateRange) -> Iterable[int]:
    first, last = (date(_LEAP_YEAR, *day).toordinal() - _FIRST for day in (dates.first, dates.last))
    return range(first, last + 1) if first <= last else (*range(first, _LENGTH), *range(last + 1))


def _in_leap_year(ordinal: int) -> int:
    return date.fromordinal(ordinal).replace(year=_LEAP_YEAR).toordinal() - _FIRST


def _of_leap_year(number: int) -> date:
    return date(_LEAP_YEAR, 1, 1) + timedelta(days=number)


def _stretches(days: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The runs of days that follow each other: first and last."""
    run: tuple[int, int] | None = None
    for day in sorted(days):
        if run is not None and day == run[1] + 1:
            run = (run[0], day)
            continue
        if run is not None:
            yield run
        run = (day, day)
    if run is not None:
        yield run


def _range(first: date, last: date, form: str) -> str:
    return first.strftime(form) if first == last else f"{first.strftime(form)}..{last.strftime(form)}"
