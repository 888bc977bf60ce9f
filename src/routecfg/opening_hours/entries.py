"""One entry of a time group in local time: which days it matches, and its hours on them."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

import msgspec

from routecfg.model import Entry, Holidays
from routecfg.opening_hours.instants import Instants
from routecfg.opening_hours.notation import (
    CLOSED,
    DAY_MINUTES,
    WEEKDAYS,
    DateRange,
    Fault,
    Flaw,
    Minutes,
    date_of,
    number_of,
    read_dates,
    read_days,
    read_hours,
)
from routecfg.opening_hours.public_holidays import HolidayDates, holiday_dates, known_country, known_subdivision
from routecfg.opening_hours.wording import clock_time
from routecfg.opening_hours.zones import DAY

ALL_DAY: Final[tuple[Minutes, ...]] = ((0, DAY_MINUTES),)
_EVERY_WEEKDAY: Final = frozenset(range(7))
_THURSDAY: Final = 3
"""1970-01-01, day number 0."""
_MINUTE: Final = 60

DayNumbers: TypeAlias = Sequence[int]
"""Days in order, 1970-01-01 being 0: dates on the wall, of no zone."""


class ReadEntry(msgspec.Struct, frozen=True):
    """An entry's parts as values. None: the part is left out, so it always holds."""

    weekdays: frozenset[int]
    spans: tuple[Minutes, ...]
    dates: tuple[DateRange, ...] | None
    holidays: Holidays | None
    group: str | None
    flaws: tuple[tuple[str, Flaw], ...]
    """The texts that cannot be read, each with the name of its part."""
    has_hours: bool
    """Whether hours are written; without them a span is a whole day."""
    holiday_dates: HolidayDates = holiday_dates

    @property
    def known(self) -> bool:
        """Whether what it says can be evaluated, groups apart: its forms are right and its country is known."""
        if any(flaw.fault is Fault.FORM for _, flaw in self.flaws):
            return False
        if self.holidays is None or self.holiday_dates is not holiday_dates:  # whoever has the dates knows the country
            return True
        country, subdivision = self.holidays.country, self.holidays.subdivision
        return known_country(country) and (subdivision is None or known_subdivision(country, subdivision))

    @property
    def written(self) -> str:
        """Its group, weekdays and hours in the notation of routing files: `mon-fri 08:00-18:00`."""
        hours = ", ".join("-".join(map(clock_time, span)) for span in sorted(self.spans)) if self.has_hours else ""
        if self.has_hours and not hours:
            hours = CLOSED
        days = "" if self.weekdays == _EVERY_WEEKDAY else ", ".join(_weekdays(sorted(self.weekdays)))
        group = "" if self.group is None else f"time group '{self.group}'"
        return " ".join(filter(None, (group, days, hours))) or "every day"

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
            named.append({day for dates in self.dates for days in dates.day_numbers(window) for day in days})
        if self.holidays is not None and window:
            years = range(date_of(window[0]).year, date_of(window[-1]).year + 1)
            found = self.holiday_dates(self.holidays.country, self.holidays.subdivision, years)
            named.append({number_of(day) for day, _ in found}.intersection(window))
        return sorted(set.intersection(*named))

    def days_in(self, window: range) -> DayNumbers:
        """The days of the window on which the entry's spans begin."""
        days = self.dates_in(window)
        if self.weekdays == _EVERY_WEEKDAY:
            return days
        return [day for day in days if (day + _THURSDAY) % 7 in self.weekdays]

    def each_on(self, day: int) -> Iterator[Instants]:
        """Its spans of a day one by one, in local seconds."""
        for start, end in self.spans:
            yield Instants.between(day * DAY + start * _MINUTE, day * DAY + end * _MINUTE)

    def on(self, days: DayNumbers) -> Instants:
        """Its spans of the days given, in local seconds."""
        spans = Instants.of((start * _MINUTE, end * _MINUTE) for start, end in self.spans).edges
        if spans and spans[-1] - DAY < spans[0]:  # no day touches the next: the edges are in order as they come
            return Instants(tuple([day * DAY + edge for day in days for edge in spans]))
        pairs = list(zip(spans[::2], spans[1::2], strict=True))
        return Instants.of([(day * DAY + start, day * DAY + end) for day in days for start, end in pairs])


def _weekdays(days: Sequence[int]) -> Iterator[str]:
    """`mon-fri`, `sun`: days that follow each other as one range."""
    at = 0
    while at < len(days):
        last = at
        while last + 1 < len(days) and days[last + 1] == days[last] + 1:
            last += 1
        yield WEEKDAYS[days[at]] if last == at else f"{WEEKDAYS[days[at]]}-{WEEKDAYS[days[last]]}"
        at = last + 1


def read_entry(entry: Entry, holidays: HolidayDates = holiday_dates) -> ReadEntry:
    """The values of an entry as written. Nothing raises: what means nothing is among its flaws."""
    flaws: list[tuple[str, Flaw]] = []
    weekdays: frozenset[int] = _EVERY_WEEKDAY
    spans: tuple[Minutes, ...] = ALL_DAY
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
    has_hours = entry.hours is not None
    return ReadEntry(weekdays, spans, dates, entry.public_holidays, entry.group, tuple(flaws), has_hours, holidays)


def weekly_minutes(entry: Entry) -> tuple[Minutes, ...]:
    """An entry's spans in a week, in order, as minutes since Monday 00:00; the end is excluded.

    Each span stands for itself, so its beginning day is its first minute divided by 1,440, and what runs on from Sunday
    into Monday ends beyond 10,080. Dates, holidays and groups do not count here.
    """
    read = read_entry(entry)
    return tuple(
        sorted(
            (day * DAY_MINUTES + start, day * DAY_MINUTES + end) for day in read.weekdays for start, end in read.spans
        )
    )
