"""Opening hours, `routecfg hours` and a bundle's `derived` against the definition of time groups."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands import Commands
from opening_hours.definition import WEEKDAYS, Definition, begins_on
from routecfg.bundle import compile_bundle
from routecfg.model import Entry, Estate, Holidays, Settings, TimeGroup
from routecfg.opening_hours import Calendar, Horizon, Instants, date_of

ZONES = ("Europe/Prague", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia")
HOUR = 3_600
MARGIN = 4 * 1440
NAMES = ("first", "second", "third")


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
    item = st.one_of(
        dated,
        near,
        yearless,
        st.tuples(dated, dated).map("..".join),
        st.tuples(yearless, yearless).map("..".join),
    )
    return item | st.lists(item, min_size=1, max_size=3).map(tuple)


@st.composite
def estates(draw: st.DrawFn, year: int, zone: str) -> dict[str, TimeGroup]:
    """Three groups in up to two zones, of which a later one may take an earlier one in."""
    groups: dict[str, TimeGroup] = {}
    dates = st.none() | some_dates(year)
    holidays = st.sampled_from((None, None, None, "CZ", "US", Holidays("DE", "BY")))
    for name in NAMES:
        earlier = st.sampled_from((None, None, *groups))
        written = st.builds(Entry, days, some_hours, dates, holidays, earlier).filter(lambda entry: entry != Entry())
        entries = st.lists(written, max_size=3).map(tuple)
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
    expected = defined(groups, horizon)
    calendar = Calendar(groups, "UTC", horizon)
    for name in groups:
        found = calendar.of(name)
        assert found is not None, name
        assert found == found.within(horizon.start, horizon.end), "nothing beyond the horizon"
        assert all(edge % 60 == 0 for edge in found.edges)
        minutes = {minute for start, end in found.intervals for minute in range(start // 60, end // 60)}
        assert not (wrong := sorted(minutes ^ expected[name])), (name, [shown(minute) for minute in wrong[:5]])


def defined(groups: dict[str, TimeGroup], horizon: Horizon, **options: Any) -> dict[str, set[int]]:
    """The minutes of the horizon at which each group holds by the definition."""
    definition = Definition(groups, horizon.start // 60 - MARGIN, horizon.end // 60 + MARGIN, **options)
    window = range(horizon.start // 60, horizon.end // 60)
    return {name: {minute for minute in definition.minutes(name) if minute in window} for name in groups}


def shown(minute: int) -> str:
    return str(datetime.fromtimestamp(minute * 60, UTC))


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


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize(("zone", "start"), WEEKS)
def test_a_week_around_a_clock_change_agrees_with_the_definition(data: st.DataObject, zone: str, start: str) -> None:
    groups = data.draw(estates(int(start[:4]), zone))
    check(groups, Horizon(at(start), at(start) + 6 * 24 * HOUR))


@pytest.mark.slow
@settings(max_examples=3, deadline=None)
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


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize(("zone", "start"), WEEKS[:4])
def test_the_spans_and_holidays_of_a_bundle_are_enough_to_tell_the_hours(
    data: st.DataObject, zone: str, start: str
) -> None:
    """What a runtime does that has no data of holidays: spans by `derived.hours`, days by `derived.holidays`."""
    year = int(start[:4])
    groups = data.draw(estates(year, zone))
    bundle = compile_bundle(Estate(time_groups=groups), Settings(1, "UTC", ("en",)), date(year, 1, 1))
    holidays = {(each.country, each.subdivision): each.dates for each in bundle.derived.holidays}
    weeks = {
        id(entry): minutes
        for name, group in bundle.estate.time_groups.items()
        for part in ("include", "exclude", "special")
        for entry, minutes in zip(getattr(group, part), getattr(bundle.derived.hours[name], part), strict=True)
    }

    def spans(entry: Entry, day: int) -> list[tuple[int, int]]:
        dated = msgspec.structs.replace(entry, holidays=None, days=None)
        if not begins_on(dated, day):
            return []
        asked = entry.public_holidays
        if asked is not None and date_of(day).isoformat() not in holidays[asked.country, asked.subdivision]:
            return []
        monday = date_of(day).weekday() * 1440
        return [(first - monday, last - monday) for first, last in weeks[id(entry)] if first // 1440 * 1440 == monday]

    horizon = Horizon(at(start), at(start) + 6 * 24 * HOUR)
    assert defined(bundle.estate.time_groups, horizon, spans=spans) == defined(groups, horizon)


PROJECT = "routecfg: 1\ntimezone: UTC\nlanguages: [en]\n"
REST = {
    "inbound_routings": {
        "line": {
            "title": "Line",
            "api_token": {"env": "TOKEN"},
            "channel_id": "1",
            "next_destination": {"time_condition": "open"},
        }
    },
    "time_conditions": {
        "open": {
            "title": "Open",
            "time_group": "third",
            "if_time_matches": {"queue": "support"},
            "if_time_does_not_match": {"terminate": "closed"},
        }
    },
    "terminates": {"closed": {"title": "Closed", "disconnection_cause": "out_of_time"}},
    "queues": {"support": {"title": "Support"}},
}


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_command_hours_agrees_with_the_definition(data: st.DataObject, tmp_path: Path) -> None:
    groups = data.draw(estates(2026, "Europe/Prague"))
    project = tmp_path / "project"
    (project / "routing").mkdir(parents=True, exist_ok=True)
    (project / "routecfg.yaml").write_text(PROJECT, encoding="utf-8")
    values = {**REST, "time_groups": msgspec.to_builtins(groups)}
    (project / "routing" / "all.yaml").write_text(json.dumps(without_nothing(values)), encoding="utf-8")
    ran = Commands(project, tmp_path)("hours", "line", "--from", "2026-03-26", "--days", "5", "--format", "json")
    assert ran.status == 0, ran.err
    found = json.loads(ran.out)
    spans = [
        (minute_of(each["from"]), minute_of(each["to"]), "queue" in each["destination"]) for each in found["intervals"]
    ]
    horizon = Horizon(spans[0][0] * 60, spans[-1][1] * 60)
    open_minutes = {minute for start, end, is_open in spans if is_open for minute in range(start, end)}
    assert open_minutes == defined(groups, horizon)["third"]


def minute_of(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp()) // 60


def without_nothing(value: Any) -> Any:
    """Without parts that are left out: null is not what a user writes."""
    if isinstance(value, dict):
        return {key: without_nothing(part) for key, part in value.items() if part is not None}
    return [without_nothing(part) for part in value] if isinstance(value, list | tuple) else value
