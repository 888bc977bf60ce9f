"""What a calendar says of groups that are unknown, entangled, odd or many, and of single days."""

from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import examples
from routecfg.model import Entry, Holidays, TimeGroup
from routecfg.opening_hours import Calendar, Horizon, Instants, Redundant, day_notes, horizon_from, redundant

HORIZON = horizon_from(date(2026, 11, 22))
WEEK = Entry(days="mon-fri", hours="08:00-18:00")


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def calendar(groups: dict[str, TimeGroup], horizon: Horizon = HORIZON, zone: str = "Europe/Prague") -> Calendar:
    return Calendar(groups, zone, horizon)


def group(*include: Entry, exclude: tuple[Entry, ...] = (), special: tuple[Entry, ...] = ()) -> TimeGroup:
    return TimeGroup("A group", include=include, exclude=exclude, special=special)


def of(wanted: TimeGroup, start: str, end: str, **others: TimeGroup) -> list[tuple[str, str]]:
    """When a group holds between two instants, everything in UTC."""
    found = calendar({"wanted": wanted, **others}, zone="UTC").of("wanted") or Instants()
    part = found.within(at(start), at(end))
    return [(wall(first), wall(last)) for first, last in part.intervals]


def wall(instant: int) -> str:
    return datetime.fromtimestamp(instant, UTC).isoformat()[:16]


def test_the_horizon_is_two_years_and_always_possible() -> None:
    assert Horizon(at("2026-11-22"), at("2028-11-22")) == HORIZON
    assert horizon_from(date(2028, 2, 29)) == Horizon(at("2028-02-29"), at("2030-02-28"))
    assert horizon_from(date(2026, 12, 31), 12).end == at("2038-12-31")
    for day in (date.min, date.max):
        horizon = horizon_from(day)
        assert calendar({"one": group(WEEK, exclude=(Entry(holidays="CZ"),))}, horizon).of("one")


def test_what_is_unknown_makes_a_group_unknown_and_everything_that_takes_it_in() -> None:
    unknown = {
        "bad-zone": TimeGroup("Zone", timezone="Europe/Praha", include=(WEEK,)),
        "country": group(WEEK, exclude=(Entry(holidays="UK"),)),
        "subdivision": group(WEEK, special=(Entry(holidays=Holidays("DE", "XX")),)),
        "missing": group(WEEK, exclude=(Entry(group="nowhere"),)),
        "form": group(Entry(hours="8-18")),
        "taker": group(Entry(group="country")),
        "itself": group(WEEK, Entry(group="itself")),
        "ring": group(Entry(group="round")),
        "round": group(WEEK, exclude=(Entry(group="ring"),)),
        "on-ring": group(Entry(group="ring")),
    }
    found = calendar({"known": group(WEEK), **unknown})
    assert [name for name in unknown if found.of(name) is not None or found.parts(name) is not None] == []
    assert found.of("nowhere") is None
    assert found.of("known")
    assert found.links.rings == (("itself",), ("ring", "round"))
    assert found.links.resting_on(["country"]) == {"country", "taker"}


def test_an_unknown_zone_of_the_project_is_no_matter_to_a_group_with_its_own() -> None:
    found = calendar({"own": TimeGroup("Own", timezone="UTC", include=(WEEK,)), "other": group(WEEK)}, zone="Nowhere")
    assert found.of("own")
    assert found.of("other") is None


def test_long_chains_of_groups_do_not_exhaust_the_stack() -> None:
    chain = {f"g{index}": group(Entry(group=f"g{index + 1}")) for index in range(5_000)}
    short = Horizon(at("2026-11-23"), at("2026-11-24"))
    assert calendar({**chain, "g5000": group(WEEK)}, short).of("g0") == calendar({"one": group(WEEK)}, short).of("one")
    assert calendar({**chain, "g5000": group(Entry(group="g0"))}, short).of("g17") is None


def test_an_empty_horizon_and_a_single_second_work() -> None:
    now = at("2026-11-23T09:00")
    assert calendar({"one": group(WEEK)}, Horizon(now, now)).of("one") == Instants()
    assert calendar({"one": group(WEEK)}, Horizon(now, now + 1)).of("one") == Instants.between(now, now + 1)


def test_an_overnight_span_belongs_to_the_day_on_which_it_starts() -> None:
    night = group(Entry(days="fri", hours="22:00-06:00"), special=(Entry(dates="2026-11-28", hours="closed"),))
    found = calendar({"night": night}, zone="UTC").of("night") or Instants()
    assert found.within(at("2026-11-27"), at("2026-11-29")) == Instants.between(
        at("2026-11-27T22:00"), at("2026-11-28T06:00")
    )
    cut = group(Entry(days="fri", hours="22:00-06:00"), special=(Entry(dates="2026-11-27", hours="closed"),))
    found = calendar({"night": cut}, zone="UTC").of("night") or Instants()
    assert not found.within(at("2026-11-27"), at("2026-11-29"))


def test_exclude_cuts_include_and_never_special() -> None:
    item = group(
        WEEK,
        exclude=(Entry(hours="12:00-13:00"),),
        special=(Entry(dates="2026-11-24", hours="10:00-14:00"),),
    )
    found = calendar({"one": item}, zone="UTC").of("one") or Instants()
    assert found.within(at("2026-11-23"), at("2026-11-25")).intervals == [
        (at("2026-11-23T08:00"), at("2026-11-23T12:00")),
        (at("2026-11-23T13:00"), at("2026-11-23T18:00")),
        (at("2026-11-24T10:00"), at("2026-11-24T14:00")),
    ]


def test_a_date_is_special_only_where_all_day_parts_hold() -> None:
    summer = group(WEEK, special=(Entry(dates="2026-11-23..2026-11-24", days="mon", hours="10:00-14:00"),))
    assert of(summer, "2026-11-23", "2026-11-25") == [
        ("2026-11-23T10:00", "2026-11-23T14:00"),
        ("2026-11-24T08:00", "2026-11-24T18:00"),
    ]
    july = group(WEEK, special=(Entry(dates="07-01..08-31", days="sat", hours="closed"),))
    assert of(july, "2027-07-02", "2027-07-05") == [("2027-07-02T08:00", "2027-07-02T18:00")]
    sundays = group(WEEK, special=(Entry(holidays="CZ", days="sun", hours="closed"),))
    assert of(sundays, "2027-07-05", "2027-07-06") == [("2027-07-05T08:00", "2027-07-05T18:00")]


def test_the_last_special_entry_that_names_a_date_decides_it() -> None:
    eve = Entry(dates="12-24", hours="09:00-12:00")
    closed = Entry(dates="2026-12-24", hours="closed")
    assert of(group(WEEK, special=(eve, closed)), "2026-12-24", "2026-12-25") == []
    assert of(group(WEEK, special=(closed, eve)), "2026-12-24", "2026-12-25") == [
        ("2026-12-24T09:00", "2026-12-24T12:00")
    ]
    summer = Entry(dates="07-01..08-31", days="mon-fri", hours="08:00-16:00")
    holidays = Entry(holidays="CZ", hours="closed")
    assert of(group(WEEK, special=(summer, holidays)), "2027-07-05", "2027-07-06") == []


@pytest.mark.parametrize("moved", [False, True], ids=["written here", "in a group of its own"])
def test_a_bar_that_is_closed_on_christmas_day_stays_closed_in_the_night_after(moved: bool) -> None:
    night = Entry(hours="22:00-06:00")
    include = Entry(group="night") if moved else night
    christmas = Entry(dates="2026-12-25")
    both_nights = [("2026-12-24T22:00", "2026-12-25T06:00"), ("2026-12-26T22:00", "2026-12-27T00:00")]
    for bar in (
        group(include, special=(msgspec.structs.replace(christmas, hours="closed"),)),
        group(include, exclude=(christmas,)),
    ):
        assert of(bar, "2026-12-24T12:00", "2026-12-27", night=group(night)) == both_nights


def test_excluded_hours_are_cut_out_of_spans_that_began_the_day_before() -> None:
    bar = group(Entry(hours="22:00-06:00"), exclude=(Entry(dates="2026-12-25", hours="00:00-02:00"),))
    assert of(bar, "2026-12-24T12:00", "2026-12-25T12:00") == [
        ("2026-12-24T22:00", "2026-12-25T00:00"),
        ("2026-12-25T02:00", "2026-12-25T06:00"),
    ]


def test_day_parts_beside_a_group_choose_among_its_spans_and_hours_cut_them() -> None:
    night = group(Entry(hours="22:00-06:00"))
    fridays = group(Entry(group="night", days="fri"))
    assert of(fridays, "2026-11-26", "2026-11-30", night=night) == [("2026-11-27T22:00", "2026-11-28T06:00")]
    early = group(Entry(group="night", days="fri", hours="00:00-02:00"))
    assert of(early, "2026-11-26", "2026-11-30", night=night) == [("2026-11-28T00:00", "2026-11-28T02:00")]


def test_the_day_of_an_included_span_is_that_of_the_including_group_s_clock() -> None:
    tokyo = TimeGroup("Tokyo", timezone="Asia/Tokyo", include=(Entry(hours="07:00-10:00"),))
    here = group(Entry(group="tokyo", days="fri"))
    assert of(here, "2026-11-26", "2026-11-30", tokyo=tokyo) == [("2026-11-27T22:00", "2026-11-28T01:00")]


def test_another_group_counts_in_its_own_zone() -> None:
    tokyo = TimeGroup("Tokyo", timezone="Asia/Tokyo", include=(Entry(dates="2026-11-25"),))
    found = (
        calendar({"tokyo": tokyo, "one": group(WEEK, exclude=(Entry(group="tokyo"),))}, zone="UTC").of("one")
        or Instants()
    )
    assert found.within(at("2026-11-24"), at("2026-11-26")).intervals == [
        (at("2026-11-24T08:00"), at("2026-11-24T15:00")),
        (at("2026-11-25T15:00"), at("2026-11-25T18:00")),
    ]


def test_the_nights_of_an_included_group_that_begin_on_special_dates_do_not_count() -> None:
    night = group(Entry(hours="22:00-06:00"))
    special = (Entry(dates="2026-11-24", hours="12:00-13:00"),)
    whole = group(Entry(group="night"), special=special)
    found = calendar({"night": night, "one": whole}, zone="UTC").of("one") or Instants()
    assert found.within(at("2026-11-23T12:00"), at("2026-11-25T12:00")).intervals == [
        (at("2026-11-23T22:00"), at("2026-11-24T06:00")),
        (at("2026-11-24T12:00"), at("2026-11-24T13:00")),
    ]
    both = group(Entry(group="night", hours="20:00-02:00"), special=special)
    found = calendar({"night": night, "one": both}, zone="UTC").of("one") or Instants()
    assert found.within(at("2026-11-23T12:00"), at("2026-11-25T12:00")).intervals == [
        (at("2026-11-23T22:00"), at("2026-11-24T02:00")),
        (at("2026-11-24T12:00"), at("2026-11-24T13:00")),
    ]


def test_notes_tell_what_is_particular_about_a_day() -> None:
    days_off = group(Entry(dates=("12-24", "2026-12-07..2026-12-09")))
    item = group(
        WEEK,
        exclude=(Entry(holidays="CZ"), Entry(group="days-off")),
        special=(Entry(dates="12-27..01-02", hours="closed"), Entry(holidays="US", days="thu")),
    )
    found = calendar({"one": item, "days-off": days_off})

    def notes(text: str) -> tuple[str, ...]:
        return day_notes(found, "one", date.fromisoformat(text))

    assert notes("2026-11-23") == ()
    assert notes("2026-12-08") == ("excluded time group 'days-off': included: 2026-12-07..2026-12-09",)
    assert notes("2026-12-24") == ("excluded: Christmas Eve", "excluded time group 'days-off': included: 12-24")
    assert notes("2026-12-28") == ("special day: 12-27..01-02",)
    assert notes("2027-01-01") == (
        "special day: 12-27..01-02",
        "public holiday: Independent Czech State Restoration Day; New Year's Day",
    )
    assert day_notes(found, "nowhere", date(2026, 12, 24)) == ()
    ring = calendar({"one": group(Entry(group="two"), Entry(dates="12-24")), "two": group(Entry(group="one"))})
    assert day_notes(ring, "one", date(2026, 12, 24)) == ("included: 12-24",)


days = st.sampled_from((None, "mon-fri", "sat", "sat-sun", "wed"))
hours = st.sampled_from((None, "08:00-18:00", "09:00-12:00", "22:00-06:00", "00:00-24:00"))
dates = st.sampled_from(("2026-12-24", "2026-12-23..2026-12-26", "2026-12-26", "2025-12-24", "12-20..12-31"))
entries = st.builds(Entry, days, hours, st.none() | dates, st.sampled_from((None, None, "CZ")))
specials = st.builds(Entry, days, hours | st.just("closed"), dates)
lists = st.lists(entries, max_size=4).map(tuple)
MONTH = Horizon(at("2026-12-10"), at("2027-01-05"))


@examples(30, 60)
@given(lists, lists, st.lists(specials, max_size=4).map(tuple))
def test_redundant_entries_are_those_without_which_the_group_is_the_same(
    include: tuple[Entry, ...], exclude: tuple[Entry, ...], special: tuple[Entry, ...]
) -> None:
    item = group(*include, exclude=exclude, special=special)
    whole = calendar({"one": item}, MONTH).of("one")
    found = redundant(calendar({"one": item}, MONTH), "one")

    def without(part: str, gone: set[int]) -> Instants | None:
        kept = tuple(entry for index, entry in enumerate(getattr(item, part)) if index not in gone)
        return calendar({"one": msgspec.structs.replace(item, **{part: kept})}, MONTH).of("one")

    for part in ("include", "exclude", "special"):
        reported = {each.entry for each in found if each.part == part}
        assert without(part, reported) == whole, "nothing changes without all that are reported of one list"
        for index in range(len(getattr(item, part))):
            if without(part, {index}) == whole:
                assert reported, "a list with an entry that could go has one that is reported"
            if index not in reported:
                assert without(part, {*reported, index}) != whole, "and nothing more could go"


def test_why_an_entry_is_redundant() -> None:
    item = group(
        WEEK,
        Entry(days="wed", hours="09:00-12:00"),
        Entry(dates="2020-01-01"),
        exclude=(Entry(days="sun"),),
        special=(Entry(dates="2026-12-26", hours="closed"),),
    )
    assert redundant(calendar({"one": item}), "one") == (
        Redundant("include", 1, "covered"),
        Redundant("include", 2, "never"),
        Redundant("exclude", 0, "beside"),
        Redundant("special", 0, "beside"),
    )
    assert redundant(calendar({}), "one") == ()
