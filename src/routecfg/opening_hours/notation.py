"""What the parts of an entry say: `mon-fri`, `22:00-06:00`, `12-24`, `2026-12-07..2026-12-09` as typed values.

Each reader takes the part as it stands in the model (one text or several) and returns its values and its `Flaw`s: texts
that no calendar or clock can mean. The schema has checked the form already. Here a text of another form is a flaw,
too, so that nothing raises.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias

import msgspec

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CLOSED: Final = "closed"
DAY_MINUTES: Final = 1_440
CENTURY: Final = range(2000, 2100)
"""The years that a date may be meant in: a year 204 or 20226 is a typing error."""

Day: TypeAlias = tuple[int, ...]
"""A date as written, (year, month, day) or (month, day): such a day need not exist."""
Minutes: TypeAlias = tuple[int, int]
"""Minutes since the midnight that a day begins with; the end, excluded, may lie in the next day."""

_HOURS = re.compile(r"([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})")
_DATE = re.compile(r"(?:([0-9]{4})-)?([0-9]{2})-([0-9]{2})")
_EPOCH: Final = date(1970, 1, 1).toordinal()


class Fault(StrEnum):
    """What is wrong with a text; all but `FORM` pass the schema."""

    FORM = "form"
    NO_SUCH_DAY = "no such day"
    CENTURY = "another century"
    REVERSED = "reversed"
    EMPTY = "empty"


class Flaw(msgspec.Struct, frozen=True):
    """A text that cannot be meant. `index` is its position in the list; None if the part is a single text."""

    fault: Fault
    text: str
    index: int | None = None


class DateRange(NamedTuple):
    """The dates from `first` to `last`, both included, both with a year or both without.

    Dates compare as written, year before month before day, so 02-30 as an end takes in the whole of February. Without
    a year the range is of every year, and wraps into the next if its end comes first; with one, it is then empty.
    """

    first: Day
    last: Day

    @property
    def yearless(self) -> bool:
        """Whether it comes back every year."""
        return len(self.first) == 2

    def holds(self, day: date) -> bool:
        """Whether the date lies in the range."""
        if not self.yearless:
            return self.first <= (day.year, day.month, day.day) <= self.last
        if self.first <= self.last:
            return self.first <= (day.month, day.day) <= self.last
        return not self.last < (day.month, day.day) < self.first

    def day_numbers(self, window: range) -> Iterator[range]:
        """The range's days among those of the window: stretches of day numbers (1970-01-01 is 0), in order."""
        if not window:
            return
        if not self.yearless:
            yield _clipped(_number(self.first, up=True), _number(self.last, up=False), window)
            return
        years = range(date_of(window[0]).year - 1, date_of(window[-1]).year + 1)
        for year in years:
            ends_in = year if self.first <= self.last else year + 1
            yield _clipped(_number((year, *self.first), up=True), _number((ends_in, *self.last), up=False), window)


def read_days(part: str | tuple[str, ...]) -> tuple[frozenset[int], tuple[Flaw, ...]]:
    """The weekdays of `days`, 0 for Monday; a range may wrap (`sat-mon`)."""
    found: set[int] = set()
    flaws: list[Flaw] = []
    for index, text in written_texts(part):
        first, _, last = text.partition("-")
        if first not in WEEKDAYS or (last or first) not in WEEKDAYS or text.endswith("-"):
            flaws.append(Flaw(Fault.FORM, text, index))
            continue
        start = WEEKDAYS.index(first)
        length = (WEEKDAYS.index(last or first) - start) % 7
        found.update((start + step) % 7 for step in range(length + 1))
    return frozenset(found), tuple(flaws)


def read_hours(part: str | tuple[str, ...]) -> tuple[tuple[Minutes, ...], tuple[Flaw, ...]]:
    """The spans of `hours` in written order; `closed` has none.

    An end before its start lies in the next day. An end that meets its start leaves nothing between: a flaw, no span.
    """
    if part == CLOSED:
        return (), ()
    found: list[Minutes] = []
    flaws: list[Flaw] = []
    for index, text in written_texts(part):
        match = _HOURS.fullmatch(text)
        if match is None:
            flaws.append(Flaw(Fault.FORM, text, index))
            continue
        from_hour, from_minute, to_hour, to_minute = map(int, match.groups())
        start, end = from_hour * 60 + from_minute, to_hour * 60 + to_minute
        if from_minute > 59 or to_minute > 59 or max(start, end) > DAY_MINUTES:
            flaws.append(Flaw(Fault.FORM, text, index))
        elif start % DAY_MINUTES == end % DAY_MINUTES and (start, end) != (0, DAY_MINUTES):
            flaws.append(Flaw(Fault.EMPTY, text, index))
        else:
            found.append((start, end if end > start else end + DAY_MINUTES))
    return tuple(found), tuple(flaws)


def read_dates(part: str | tuple[str, ...]) -> tuple[tuple[DateRange, ...], tuple[Flaw, ...]]:
    """The ranges of `dates` in written order, a single date being a range of one day.

    A flawed range is returned as well: it holds the dates that lie in it, if any do, and one of a bad form is left out.
    """
    found: list[DateRange] = []
    flaws: list[Flaw] = []
    for index, text in written_texts(part):
        ends = [_day(end) for end in text.split("..", 1)]
        first, last = ends[0], ends[-1]
        if first is None or last is None or len(first) != len(last):
            flaws.append(Flaw(Fault.FORM, text, index))
            continue
        found.append(DateRange(first, last))
        if not (exists(first) and exists(last)):
            flaws.append(Flaw(Fault.NO_SUCH_DAY, text, index))
        elif len(first) == 3 and not (first[0] in CENTURY and last[0] in CENTURY):
            flaws.append(Flaw(Fault.CENTURY, text, index))
        elif len(first) == 3 and last < first:
            flaws.append(Flaw(Fault.REVERSED, text, index))
    return tuple(found), tuple(flaws)


def written_texts(part: str | tuple[str, ...]) -> Iterator[tuple[int | None, str]]:
    """The texts of a part with their positions in its list; None for the only one of a part without a list."""
    return iter(((None, part),) if isinstance(part, str) else enumerate(part))


def exists(day: Day) -> bool:
    """A day without a year exists if any year has it: 02-29 does."""
    year = min(max(day[0], 1), 9999) if len(day) == 3 else 2000
    return day[-1] <= monthrange(year, day[-2])[1]


def date_of(number: int) -> date:
    """The date of a day number; 1970-01-01 is 0."""
    return date.fromordinal(number + _EPOCH)


def number_of(day: date) -> int:
    """The day number of a date; 1970-01-01 is 0."""
    return day.toordinal() - _EPOCH


def _day(text: str) -> Day | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    found = tuple(int(part) for part in match.groups() if part is not None)
    return found if 1 <= found[-2] <= 12 and 1 <= found[-1] <= 31 else None


def _number(day: Day, *, up: bool) -> int:
    """The number of a date; of one that does not exist, that of the next real date (`up`) or of the one before."""
    year, month, number = day
    if not date.min.year <= year < date.max.year:
        return _clamped(year)
    last = monthrange(year, month)[1]
    return number_of(date(year, month, min(number, last))) + (1 if up and number > last else 0)


def _clamped(year: int) -> int:
    return number_of(date.min if year < date.min.year else date.max)


def _clipped(first: int, last: int, window: range) -> range:
    return range(max(first, window.start), min(last + 1, window.stop))
