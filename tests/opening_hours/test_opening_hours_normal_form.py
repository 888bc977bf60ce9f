"""Entries that mean the same have one normal form; entries of one normal form mean the same."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from routecfg.model import Entry, GroupPart, TimeGroup
from routecfg.opening_hours import (
    Calendar,
    horizon_from,
    may_share_dates,
    monday_first,
    normal_form,
    same_together,
    spans_kept_apart,
)

DAYS = (None, "mon-fri", ("mon", "tue-thu", "fri"), "mon-sun", ("sat", "sun"), "sat-sun")
HOURS = (
    None,
    "00:00-24:00",
    ("00:00-12:00", "12:00-00:00"),
    "20:00-24:00",
    "20:00-00:00",
    ("08:00-14:00", "14:00-20:00"),
    "08:00-20:00",
    ("20:00-22:00", "22:00-02:00"),
    "20:00-02:00",
    ("00:00-20:00", "20:00-02:00"),
    ("18:00-02:00", "00:00-20:00"),
    "closed",
)
DATES = (
    None,
    ("12-24", "12-25"),
    "12-24..12-25",
    ("2026-12-24", "2026-12-25"),
    "2026-12-24..2026-12-25",
    "12-30..01-02",
    ("12-30..12-31", "01-01", "01-02"),
    "02-28..02-29",
)
VARIED = (
    *(Entry(days=days, hours="09:00-17:00") for days in DAYS),
    *(Entry(hours=hours) for hours in HOURS),
    *(Entry(dates="11-01..11-30", hours=hours) for hours in HOURS),
    *(Entry(dates=dates) for dates in DATES),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Entry(days="mon-fri"), Entry(days=("fri", "tue", "wed", "thu", "mon"))),
        (Entry(days="sat-mon"), Entry(days=("mon", "sat", "sun"))),
        (Entry(days="mon-sun", hours="08:00-18:00"), Entry(hours="08:00-18:00")),
        (Entry(hours="20:00-24:00"), Entry(hours="20:00-00:00")),
        (Entry(hours=("08:00-12:00", "12:00-17:00")), Entry(hours="08:00-17:00")),
        (Entry(hours=("20:00-22:00", "22:00-02:00")), Entry(hours="20:00-02:00")),
        (Entry(hours=("13:00-15:00", "09:00-12:00")), Entry(hours=("09:00-12:00", "13:00-15:00"))),
        (Entry(dates="12-24..12-25"), Entry(dates=("12-25", "12-24"))),
        (Entry(dates="12-31..01-01"), Entry(dates=("12-31", "01-01"))),
        (Entry(dates="2026-12-24..2026-12-26"), Entry(dates=("2026-12-24", "2026-12-25..2026-12-26"))),
        (Entry(holidays="CZ"), Entry(holidays=Entry(holidays="CZ").public_holidays)),
    ],
)
def test_what_means_the_same_has_one_normal_form(one: Entry, other: Entry) -> None:
    assert normal_form(one, "include") == normal_form(other, "include")


@pytest.mark.parametrize(
    ("one", "other", "part"),
    [
        (Entry(hours="20:00-02:00"), Entry(hours=("20:00-24:00", "00:00-02:00")), "include"),
        (Entry(days="mon", hours="00:00-24:00"), Entry(days="mon"), "exclude"),
        (Entry(dates="12-24"), Entry(dates="2026-12-24"), "special"),
        (Entry(dates="02-28..03-01"), Entry(dates=("02-28", "03-01")), "include"),
        (Entry(hours=("00:00-20:00", "20:00-02:00")), Entry(hours="00:00-02:00"), "include"),
        (Entry(dates="02-30"), Entry(dates="02-29"), "include"),
    ],
)
def test_what_means_something_else_has_another_normal_form(one: Entry, other: Entry, part: GroupPart) -> None:
    assert normal_form(one, part) != normal_form(other, part)


def test_spans_stay_apart_where_another_zone_may_see_them_begin_on_different_days() -> None:
    entry = Entry(hours=("08:00-14:00", "14:00-20:00"))
    assert normal_form(entry, "include", apart=True) == entry
    groups = {
        "shop": TimeGroup("Shop", include=(entry,)),
        "same": TimeGroup("Same zone", include=(Entry(group="shop"),)),
        "sydney": TimeGroup("Sydney", timezone="Australia/Sydney", include=(Entry(group="same", days="mon"),)),
        "other": TimeGroup("Nobody rests on it", include=(entry,)),
    }
    assert spans_kept_apart(groups, "Europe/Prague") == {"shop", "same"}


@pytest.mark.parametrize("part", ["include", "exclude", "special"])
def test_entries_of_one_normal_form_hold_at_the_same_instants(part: GroupPart) -> None:
    alike: dict[Entry, list[Entry]] = {}
    for entry in VARIED:
        apart = "group" in spans_kept_apart(_groups(entry, part), "Europe/Prague")
        alike.setdefault(normal_form(entry, part, apart=apart), []).append(entry)
    assert len(alike) < len(VARIED)
    for first, *others in alike.values():
        for other in others:
            assert _instants(_groups(other, part)) == _instants(_groups(first, part)), f"{first} and {other}"


SPECIAL = some.builds(
    Entry, days=some.sampled_from(DAYS), hours=some.sampled_from(HOURS), dates=some.sampled_from(DATES)
)


@given(SPECIAL, SPECIAL)
def test_special_entries_that_share_no_date_may_change_places(one: Entry, other: Entry) -> None:
    if not may_share_dates(one, other):
        usual = (Entry(hours="10:00-16:00"),)
        groups = [{"group": TimeGroup("T", include=usual, special=order)} for order in ((one, other), (other, one))]
        assert _instants(groups[0]) == _instants(groups[1])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            [Entry(days="mon-fri", hours=("08:00-12:00", "12:00-17:00"))],
            [Entry(days="mon-wed", hours="08:00-17:00"), Entry(days=("thu", "fri"), hours="08:00-17:00")],
        ),
        (
            [Entry(days="mon", hours="08:00-12:00"), Entry(days="mon", hours="12:00-17:00")],
            [Entry(days="mon", hours="08:00-17:00")],
        ),
        ([Entry(dates="06-30"), Entry(dates="07-01")], [Entry(dates="06-30..07-01")]),
        ([Entry(hours="closed"), Entry(days="mon")], [Entry(days="mon")]),
    ],
)
@pytest.mark.parametrize("part", ["include", "exclude"])
def test_lists_that_mean_the_same_may_be_divided_in_any_way(
    part: GroupPart, one: list[Entry], other: list[Entry]
) -> None:
    assert same_together(part, one, other)
    usual = TimeGroup("Group", include=(Entry(hours="10:00-03:00"),))
    groups = [{"group": replace(usual, **{part: tuple(side)})} for side in (one, other)]
    assert _instants(groups[0]) == _instants(groups[1])


@pytest.mark.parametrize(
    ("part", "one", "other"),
    [
        ("include", [Entry(days="mon", hours="08:00-12:00"), Entry(days="tue")], [Entry(days=("mon", "tue"))]),
        ("include", [Entry(holidays="CZ")], [Entry(holidays="SK")]),
        ("exclude", [Entry(days="mon", hours="00:00-24:00")], [Entry(days="mon")]),
        ("include", [Entry(hours="20:00-24:00"), Entry(hours="00:00-02:00")], [Entry(hours="20:00-02:00")]),
        ("include", [Entry(dates="02-30")], [Entry(dates="02-31")]),
    ],
)
def test_lists_that_mean_something_else_are_known(part: GroupPart, one: list[Entry], other: list[Entry]) -> None:
    assert not same_together(part, one, other)


@given(some.lists(SPECIAL, max_size=3), some.data(), some.sampled_from(["include", "exclude"]))
def test_lists_that_are_divided_by_days_hold_at_the_same_instants(
    entries: list[Entry], data: some.DataObject, part: GroupPart
) -> None:
    """Each entry is divided into its weekdays and hours, then in another order."""
    divided = [
        replace(entry, days=days, hours=hours)
        for entry in entries
        for days in (["mon-thu", "fri-sun"] if entry.days is None else [entry.days])
        for hours in (entry.hours if isinstance(entry.hours, tuple) else [entry.hours])
    ]
    shuffled = data.draw(some.permutations(divided))
    usual = TimeGroup("Group", include=(Entry(hours="10:00-03:00"),))
    groups = [{"group": replace(usual, **{part: tuple(side)})} for side in (entries, shuffled)]
    assert same_together(part, entries, shuffled)
    assert _instants(groups[0]) == _instants(groups[1])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([Entry(dates=("12-24", "12-31"))], [Entry(dates="12-31"), Entry(dates="12-24")]),
        ([Entry(dates="12-24", hours="closed"), Entry(dates="12-24")], [Entry(dates="12-24")]),
        (
            [Entry(dates="07-01..08-31", days="mon-fri", hours="08:00-12:00")],
            [Entry(dates="07-01..08-31", days=day, hours="08:00-12:00") for day in ("tue-fri", "mon")],
        ),
        ([Entry(dates="2026-12-03")], [Entry(dates="2026-12-03", days="thu"), Entry(dates="2026-12-04", days="mon")]),
    ],
)
def test_special_days_that_are_the_same_may_be_divided_in_any_way(one: list[Entry], other: list[Entry]) -> None:
    assert same_together("special", one, other)
    usual = TimeGroup("Group", include=(Entry(hours="10:00-03:00"),))
    groups = [{"group": replace(usual, special=tuple(side))} for side in (one, other)]
    assert _instants(groups[0]) == _instants(groups[1])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([Entry(dates="12-24"), Entry(dates="12-01..12-31", hours="closed")], [Entry(dates="12-01..12-31")]),
        ([Entry(dates="12-24", hours="closed")], [Entry(dates="2026-12-24", hours="closed")]),
        ([Entry(dates="12-24"), Entry(dates="2026-12-24", hours="closed")], [Entry(dates="12-24")]),
        ([Entry(holidays="CZ"), Entry(dates="12-24", hours="closed")], [Entry(holidays="CZ")]),
    ],
)
def test_special_days_that_differ_are_known(one: list[Entry], other: list[Entry]) -> None:
    assert not same_together("special", one, other)
    assert not same_together("special", other, one)


@given(some.lists(SPECIAL, max_size=3), some.lists(SPECIAL, max_size=2))
def test_special_days_that_are_the_same_hold_at_the_same_instants(one: list[Entry], more: list[Entry]) -> None:
    usual = TimeGroup("Group", include=(Entry(hours="10:00-03:00"),))
    for other in ([*more, *one], one[::-1], [*one, *one[-1:]]):
        if same_together("special", one, other):
            groups = [{"group": replace(usual, special=tuple(side))} for side in (one, other)]
            assert _instants(groups[0]) == _instants(groups[1])


def test_holidays_may_fall_on_any_date_but_on_the_weekdays_that_are_named() -> None:
    assert may_share_dates(Entry(holidays="CZ"), Entry(dates="2026-12-03"))
    assert not may_share_dates(Entry(holidays="CZ", days="sun"), Entry(dates="2026-12-03"))


def test_days_are_told_in_the_order_of_the_week() -> None:
    assert monday_first(["fri", "mon", "sat-sun", "tue"]) == ("mon", "tue", "fri", "sat-sun")


def _groups(entry: Entry, part: GroupPart) -> dict[str, TimeGroup]:
    """A group with the entry, and one in another zone that takes its Fridays."""
    usual = TimeGroup("Group", include=(Entry(hours="10:00-03:00"),))
    return {
        "group": replace(usual, **{part: (entry,)}),
        "far": TimeGroup("Far", timezone="Australia/Sydney", include=(Entry(group="group", days="fri"),)),
    }


def _instants(groups: dict[str, TimeGroup]) -> list[object]:
    calendar = Calendar(groups, "Europe/Prague", horizon_from(date(2026, 11, 1)))
    return [calendar.of(name) for name in groups]
