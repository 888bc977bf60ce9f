"""Time groups against their definition, span by span and minute by minute, with the clock of the standard library."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routecfg.model import Entry, Holidays, TimeGroup
from routecfg.opening_hours import Calendar, Horizon, Instants, holiday_dates

ZONES = ("Europe/Prague", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOUR = 3_600
EPOCH = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)
NAMES = ("first", "second", "third")


def is_on_weekday(entry: Entry, day: date) -> bool:
    if entry.days is None:
        return True
    for text in (entry.days,) if isinstance(entry.days, str) else entry.days:
        first, _, last = text.partition("-")
        at = WEEKDAYS.index(first)
        while at % 7 != day.weekday() and WEEKDAYS[at % 7] != (last or first):
            at += 1
        if at % 7 == day.weekday():
            return True
    return False


def is_named(entry: Entry, day: date) -> bool:
    """Whether the entry's dates and holidays name the day."""
    if entry.dates is not None and not any(
        is_in_range(text, day) for text in ((entry.dates,) if isinstance(entry.dates, str) else entry.dates)
    ):
        return False
    if entry.holidays is not None:
        asked = Holidays(entry.holidays) if isinstance(entry.holidays, str) else entry.holidays
        found = holiday_dates(asked.country, asked.subdivision, range(day.year, day.year + 1))
        return day in {one for one, _ in found}
    return True


def is_in_range(text: str, day: date) -> bool:
    first, _, last = text.partition("..")
    last = last or first
    if len(first) == 10:
        return first <= day.isoformat() <= last
    here = day.isoformat()[5:]
    return first <= here <= last if first <= last else here >= first or here <= last


def hours_of(entry: Entry) -> list[tuple[int, int]]:
    if entry.hours is None:
        return [(0, 1440)]
    if entry.hours == "closed":
        return []
    found = []
    for text in (entry.hours,) if isinstance(entry.hours, str) else entry.hours:
        start, end = (int(part[:2]) * 60 + int(part[3:]) for part in text.split("-"))
        if start != end:
            found.append((start, end if end > start else end + 1440))
    return found


class Wall:
    """What the clock of a zone shows at every minute of a stretch of UTC; minutes count from 1970 on either side."""

    def __init__(self, zone: str, start: int, end: int) -> None:
        self.zone = zone
        self.shown: dict[int, list[int]] = {}
        self.day_at: dict[int, int] = {}
        for minute in range(start, end):
            wall = datetime.fromtimestamp(minute * 60, UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
            local = int((wall - EPOCH).total_seconds()) // 60
            self.shown.setdefault(local, []).append(minute)
            self.day_at[minute] = local // 1440
        self.days = sorted(set(self.day_at.values()))

    def minutes(self, day: int, hours: tuple[int, int]) -> frozenset[int]:
        """The minutes at which the clock shows the hours that begin on a day."""
        return frozenset(
            minute
            for local in range(day * 1440 + hours[0], day * 1440 + hours[1])
            for minute in self.shown.get(local, ())
        )


class Opening(NamedTuple):
    """A span: the day on which it begins, its first minute before anything was cut, and the minutes that are left."""

    day: int
    begins: int
    minutes: frozenset[int]


class Definition:
    """Time groups as the documents define them, span by span and minute by minute."""

    def __init__(self, groups: dict[str, TimeGroup], start: int, end: int) -> None:
        """Minutes of UTC since 1970."""
        self.groups = groups
        self.stretch = (start, end)
        self.walls: dict[str, Wall] = {}

    def wall(self, group: TimeGroup) -> Wall:
        zone = group.timezone or "UTC"
        if zone not in self.walls:
            self.walls[zone] = Wall(zone, *self.stretch)
        return self.walls[zone]

    def minutes(self, name: str) -> frozenset[int]:
        return frozenset().union(*(opening.minutes for opening in self.openings(name)))

    def openings(self, name: str) -> list[Opening]:
        group = self.groups[name]
        wall = self.wall(group)
        decider = {day: entry for entry in group.special for day in wall.days if begins_on(entry, day)}
        found = [opening for day, entry in decider.items() for opening in self.own(entry, wall) if opening.day == day]
        for entry in group.include:
            for opening in self.brought(entry, wall):
                if opening.day in decider:
                    continue
                left = self.not_excluded(group, opening, wall)
                if left:
                    found.append(opening._replace(minutes=left))
        return found

    def not_excluded(self, group: TimeGroup, opening: Opening, wall: Wall) -> frozenset[int]:
        left = opening.minutes
        for entry in group.exclude:
            if entry.group is None and entry.hours is None:
                if begins_on(entry, opening.day):
                    return frozenset()
            else:
                for cut in self.brought(entry, wall):
                    left -= cut.minutes
        return left

    def brought(self, entry: Entry, wall: Wall) -> list[Opening]:
        """The spans of an entry, or those of the group that it names."""
        if entry.group is None:
            return self.own(entry, wall)
        of_group = self.groups[entry.group]
        found = []
        for opening in self.openings(entry.group):
            same_zone = (of_group.timezone or "UTC") == wall.zone
            day = opening.day if same_zone else wall.day_at.get(opening.begins)
            minutes = opening.minutes
            if entry.hours is not None:
                minutes &= frozenset().union(*(wall.minutes(day, one) for day in wall.days for one in hours_of(entry)))
            if day is not None and begins_on(entry, day) and minutes:
                found.append(Opening(day, opening.begins, minutes))
        return found

    def own(self, entry: Entry, wall: Wall) -> list[Opening]:
        spans = [
            (day, wall.minutes(day, hours)) for day in wall.days if begins_on(entry, day) for hours in hours_of(entry)
        ]
        return [Opening(day, min(minutes), minutes) for day, minutes in spans if minutes]


def begins_on(entry: Entry, number: int) -> bool:
    """Whether all day parts of an entry hold on a day."""
    day = date(1970, 1, 1) + timedelta(days=number)
    return is_on_weekday(entry, day) and is_named(entry, day)


day_words = st.sampled_from(WEEKDAYS)
days = st.one_of(
    st.none(),
    day_words,
    st.tuples(day_words, day_words).map("-".join),
    st.lists(day_words, min_size=1, max_size=3).map(tuple),
)
clock = st.tuples(st.integers(0, 23), st.sampled_from((0, 15, 30, 59))).map(lambda at: f"{at[0]:02}:{at[1]:02}")
hours = st.tuples(clock, clock | st.just("24:00")).map("-".join)
some_hours = st.one_of(st.none(), hours, st.lists(hours, min_size=1, max_size=2).map(tuple))


def some_dates(year: int) -> st.SearchStrategy[str | tuple[str, ...]]:
    dated = st.dates(date(year, 1, 1), date(year, 12, 31)).map(date.isoformat)
    near = st.dates(date(year, 12, 25), date(year, 12, 31)).map(date.isoformat)
    yearless = dated.map(lambda text: text[5:])
    one = st.one_of(
        dated,
        near,
        yearless,
        st.tuples(dated, dated).map("..".join),
        st.tuples(yearless, yearless).map("..".join),
    )
    return one | st.lists(one, min_size=1, max_size=3).map(tuple)


@st.composite
def estates(draw: st.DrawFn, year: int, zone: str) -> dict[str, TimeGroup]:
    """Three groups in up to two zones, of which a later one may take an earlier one in."""
    groups: dict[str, TimeGroup] = {}
    dates = st.none() | some_dates(year)
    holidays = st.sampled_from((None, None, None, "CZ", "US", Holidays("DE", "BY")))
    for name in NAMES:
        earlier = st.sampled_from((None, None, *groups))
        entries = st.lists(st.builds(Entry, days, some_hours, dates, holidays, earlier), max_size=3).map(tuple)
        named = st.one_of(
            st.builds(Entry, days, some_hours | st.just("closed"), some_dates(year)),
            st.builds(Entry, days, some_hours | st.just("closed"), st.none(), st.just("CZ")),
        )
        groups[name] = TimeGroup(
            name,
            timezone=draw(st.sampled_from((zone, zone, draw(st.sampled_from(ZONES))))),
            include=draw(entries),
            exclude=draw(entries),
            special=draw(st.lists(named, max_size=2).map(tuple)),
        )
    return groups


def check(groups: dict[str, TimeGroup], horizon: Horizon) -> None:
    margin = 4 * 1440
    definition = Definition(groups, horizon.start // 60 - margin, horizon.end // 60 + margin)
    calendar = Calendar(groups, "UTC", horizon)
    for name in groups:
        found = calendar.of(name)
        assert found is not None, name
        assert found == found.within(horizon.start, horizon.end), "nothing beyond the horizon"
        assert all(edge % 60 == 0 for edge in found.edges)
        minutes = {minute for start, end in found.intervals for minute in range(start // 60, end // 60)}
        expected = {minute for minute in definition.minutes(name) if horizon.start <= minute * 60 < horizon.end}
        wrong = sorted(minutes ^ expected)
        assert not wrong, (name, [str(datetime.fromtimestamp(minute * 60, UTC)) for minute in wrong[:5]])


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


# Weeks around the clock changes of the zone, the turn of a year, and the day that Apia never had.
WEEKS = (
    ("Europe/Prague", "2026-03-26"),
    ("Europe/Prague", "2026-10-22"),
    ("America/New_York", "2026-03-05"),
    ("America/New_York", "2026-10-29"),
    ("Asia/Kolkata", "2026-12-28"),
    ("Australia/Lord_Howe", "2026-04-02"),
    ("Australia/Lord_Howe", "2026-10-01"),
    ("Pacific/Apia", "2011-12-27"),
)


@settings(max_examples=12, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize(("zone", "start"), WEEKS)
def test_a_week_around_a_clock_change_agrees_with_the_definition(data: st.DataObject, zone: str, start: str) -> None:
    groups = data.draw(estates(int(start[:4]), zone))
    check(groups, Horizon(at(start), at(start) + 6 * 24 * HOUR))


@pytest.mark.slow
@settings(max_examples=6, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize(("zone", "year"), [(zone, 2011 if zone == "Pacific/Apia" else 2026) for zone in ZONES])
def test_every_minute_of_a_year_agrees_with_the_definition(data: st.DataObject, zone: str, year: int) -> None:
    groups = data.draw(estates(year, zone))
    check(groups, Horizon(at(f"{year}-01-02"), at(f"{year + 1}-01-02")))


def test_what_never_was_on_the_wall_never_matches() -> None:
    """Prague skips 02:00 to 03:00 on 29 March 2026 and repeats it on 25 October; Apia skips 30 December 2011."""
    night = TimeGroup("night", include=(Entry(hours="02:00-03:00"),))
    horizon = Horizon(at("2026-01-01"), at("2027-01-01"))
    found = Calendar({"night": night}, "Europe/Prague", horizon).of("night") or Instants()
    assert found.within(at("2026-03-28T12:00"), at("2026-03-29T12:00")) == Instants()
    assert found.within(at("2026-10-24T12:00"), at("2026-10-25T12:00")).seconds == 2 * HOUR
    friday = TimeGroup("Friday", include=(Entry(dates="2011-12-30"),))
    horizon = Horizon(at("2011-12-01"), at("2012-01-10"))
    assert Calendar({"friday": friday}, "Pacific/Apia", horizon).of("friday") == Instants()
