"""One entry of a time group on the wall clock of its zone: which days it matches, from when till when."""

from collections.abc import Sequence
from typing import Final, TypeAlias

import msgspec

from routecfg.model import Entry, Holidays
from routecfg.opening_hours.instants import Instants
from routecfg.opening_hours.notation import (
    DAY_MINUTES,
    DateRange,
    Fault,
    Flaw,
    Span,
    date_of,
    number_of,
    read_dates,
    read_days,
    read_hours,
)
from routecfg.opening_hours.public_holidays import holiday_dates, known_country, known_subdivision
from routecfg.opening_hours.zones import DAY

ALL_DAY: Final[tuple[Span, ...]] = ((0, DAY_MINUTES),)
_EVERY_WEEKDAY: Final = frozenset(range(7))
_THURSDAY: Final = 3
"""1970-01-01, day number 0."""
_MINUTE: Final = 60

DayNumbers: TypeAlias = Sequence[int]
"""Days in order, 1970-01-01 being 0: dates on the wall, of no zone."""


class ReadEntry(msgspec.Struct, frozen=True):
    """An entry's parts as values. None: the part is left out, so it always holds."""

    weekdays: frozenset[int]
    spans: tuple[Span, ...]
    dates: tuple[DateRange, ...] | None
    holidays: Holidays | None
    group: str | None
    flaws: tuple[tuple[str, Flaw], ...]
    """What means nothing, with the name of its part."""
    timed: bool
    """Whether it says more than a group: days, hours, dates or holidays."""

    @property
    def known(self) -> bool:
        """Whether what it says can be evaluated, groups apart: its forms are right and its country is known."""
        if any(flaw.fault is Fault.FORM for _, flaw in self.flaws):
            return False
        if self.holidays is None:
            return True
        country, subdivision = self.holidays.country, self.holidays.subdivision
        return known_country(country) and (subdivision is None or known_subdivision(country, subdivision))

    @property
    def names_dates(self) -> bool:
        """Whether it is about particular dates: what a special entry needs."""
        return self.dates is not None or self.holidays is not None

    def dates_in(self, window: range) -> DayNumbers:
        """The days of the window that `dates` and `holidays` name, whatever the weekday."""
        if self.dates is None and self.holidays is None:
            return window
        named: list[set[int]] = []
        if self.dates is not None:
            named.append({day for one in self.dates for days in one.day_numbers(window) for day in days})
        if self.holidays is not None and window:
            years = range(date_of(window[0]).year, date_of(window[-1]).year + 1)
            found = holiday_dates(self.holidays.country, self.holidays.subdivision, years)
            named.append({number_of(day) for day, _ in found}.intersection(window))
        return sorted(set.intersection(*named))

    def days_in(self, window: range) -> DayNumbers:
        """The days of the window on which the entry's spans begin."""
        days = self.dates_in(window)
        if self.weekdays == _EVERY_WEEKDAY:
            return days
        return [day for day in days if (day + _THURSDAY) % 7 in self.weekdays]

    def on(self, days: DayNumbers) -> Instants:
        """Its spans of the days given, in local seconds."""
        spans = Instants.of((start * _MINUTE, end * _MINUTE) for start, end in self.spans).edges
        if spans and spans[-1] - DAY < spans[0]:  # no day touches the next: the edges are in order as they come
            return Instants(tuple([day * DAY + edge for day in days for edge in spans]))
        pairs = list(zip(spans[::2], spans[1::2], strict=True))
        return Instants.of([(day * DAY + start, day * DAY + end) for day in days for start, end in pairs])


def read_entry(entry: Entry) -> ReadEntry:
    """The values of an entry as written. Nothing raises: what means nothing is among its flaws."""
    flaws: list[tuple[str, Flaw]] = []
    weekdays: frozenset[int] = _EVERY_WEEKDAY
    spans: tuple[Span, ...] = ALL_DAY
    dates: tuple[DateRange, ...] | None = None
    if entry.days is not None:
        weekdays, found = read_days(entry.days)
        flaws += (("days", flaw) for flaw in found)
    if entry.hours is not None:
        spans, found = read_hours(entry.hours)
        flaws += (("hours", flaw) for flaw in found)
    if entry.dates is not None:
        dates, found = read_dates(entry.dates)
        flaws += (("dates", flaw) for flaw in found)
    timed = any(part is not None for part in (entry.days, entry.hours, entry.dates, entry.holidays))
    return ReadEntry(weekdays, spans, dates, entry.public_holidays, entry.group, tuple(flaws), timed)


def weekly_minutes(entry: Entry) -> tuple[Span, ...]:
    """An entry's days and hours as minutes of the week, in order and apart: Monday 00:00 is 0, the week ends at 10,080.

    What runs on from Sunday into Monday stands in two pieces. Dates, holidays and groups do not count here.
    """
    read = read_entry(entry)
    week = 7 * DAY_MINUTES
    pieces: list[Span] = []
    for day in read.weekdays:
        for start, end in read.spans:
            start, end = day * DAY_MINUTES + start, day * DAY_MINUTES + end
            pieces += ((start, min(end, week)), (0, end - week)) if start < week else ((start - week, end - week),)
    return tuple(Instants.of(pieces).intervals)
