"""The calendar against the definition, evaluated instant by instant with the standard library's clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routecfg.model import Entry, Holidays, TimeGroup
from routecfg.opening_hours import Calendar, Horizon, Instants, holiday_dates

ZONES = ("Europe/Prague", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOUR = 3_600
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


def shows(entry: Entry, wall: datetime, is_day: "Days") -> bool:
    """Whether a span of the entry that begins on an accepted day holds the local time."""
    minute = wall.hour * 60 + wall.minute
    for back in (0, 1, 2):
        day = wall.date() - timedelta(days=back)
        if not (is_on_weekday(entry, day) and is_named(entry, day) and is_day(day)):
            continue
        for start, end in spans(entry):
            if start <= minute + back * 1440 < end:
                return True
    return False


def spans(entry: Entry) -> list[tuple[int, int]]:
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


class Days:
    """The days that an entry may begin on."""

    def __init__(self, group: TimeGroup | None = None) -> None:
        self.group = group

    def __call__(self, day: date) -> bool:
        return self.group is None or not any(is_named(entry, day) for entry in self.group.special)


def holds(groups: dict[str, TimeGroup], name: str, instant: int) -> bool:
    group = groups[name]
    moment = datetime.fromtimestamp(instant, UTC)
    wall = moment.astimezone(ZoneInfo(group.timezone or "UTC")).replace(tzinfo=None)
    usual = Days(group)

    def matches(entry: Entry, days: Days) -> bool:
        if entry.group is None:
            return shows(entry, wall, days)
        inside = holds(groups, entry.group, instant) and days(wall.date())
        timed = any(part is not None for part in (entry.days, entry.hours, entry.dates, entry.holidays))
        return inside and (not timed or shows(entry, wall, days))

    if any(shows(entry, wall, Days()) for entry in group.special):
        return True
    return any(matches(entry, usual) for entry in group.include) and not any(
        matches(entry, Days()) for entry in group.exclude
    )


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


def check(groups: dict[str, TimeGroup], horizon: Horizon, step: int) -> None:
    calendar = Calendar(groups, "UTC", horizon)
    for name in groups:
        found = calendar.of(name)
        assert found is not None, name
        assert found == found.within(horizon.start, horizon.end), "nothing beyond the horizon"
        edges = [near for edge in found.edges for near in (edge - 60, edge - 1, edge, edge + 59)]
        for instant in {*range(horizon.start, horizon.end, step), *edges}:
            if horizon.start <= instant < horizon.end:
                assert (instant in found) == holds(groups, name, instant), (name, datetime.fromtimestamp(instant, UTC))


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
    check(groups, Horizon(at(start), at(start) + 6 * 24 * HOUR), 3 * HOUR)


@pytest.mark.slow
@settings(max_examples=6, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize(("zone", "year"), [(zone, 2011 if zone == "Pacific/Apia" else 2026) for zone in ZONES])
def test_every_quarter_of_an_hour_of_a_year_agrees_with_the_definition(
    data: st.DataObject, zone: str, year: int
) -> None:
    groups = data.draw(estates(year, zone))
    check(groups, Horizon(at(f"{year}-01-02"), at(f"{year + 1}-01-02")), HOUR // 4)


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
