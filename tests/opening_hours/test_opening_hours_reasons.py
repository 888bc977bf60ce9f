"""Which entries decide whether a time group holds, in the group and in those that it names."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from examples import examples
from opening_hours.test_opening_hours_definition import WEEKS, at, defined, estates
from routecfg.bundle import Derived
from routecfg.engine.clock import Clock
from routecfg.model import Entry, TimeGroup
from routecfg.opening_hours import Calendar, Horizon, deciding_instants, reason

HOURS: Final = Entry(days="mon-fri", hours="08:00-18:00")
ZONE: Final = ZoneInfo("Europe/Prague")
GROUPS: Final = {
    "shop": TimeGroup("Shop", include=(Entry(group="team"),), exclude=(Entry(group="days-off"),)),
    "team": TimeGroup("Team", include=(HOURS,), exclude=(Entry(dates="2026-07-06"),)),
    "days-off": TimeGroup(
        "Days off",
        timezone="Asia/Kolkata",
        include=(Entry(dates="2026-07-07..2026-07-09"),),
        exclude=(Entry(dates="2026-07-08", hours="15:00-24:00"),),
    ),
}


@pytest.mark.parametrize(
    ("instant", "because", "entries"),
    [
        ("2026-07-03T10:00", "included: time group 'team'", ["shop/include/0", "team/include/0"]),
        ("2026-07-03T18:00", "outside the hours", []),
        ("2026-07-06T10:00", "excluded: 2026-07-06", ["team/exclude/0"]),
        ("2026-07-07T10:00", "excluded: time group 'days-off'", ["shop/exclude/0", "days-off/include/0"]),
        (
            "2026-07-08T12:00",  # half past three in Kolkata
            "included: time group 'team'",
            ["shop/include/0", "team/include/0", "days-off/exclude/0"],
        ),
    ],
)
def test_entries_of_groups_that_are_named_decide_as_well(instant: str, because: str, entries: list[str]) -> None:
    clock = Clock(GROUPS, "Europe/Prague", Derived((), {}))
    for _ in range(2):  # the second time from what is known
        found = clock.reason("shop", int(datetime.fromisoformat(instant).replace(tzinfo=ZONE).timestamp()))
        assert found.because == because
        assert ["/".join(map(str, place)) for place in found.entries] == entries


def test_after_midnight_the_day_on_which_the_hours_began_is_named() -> None:
    night, off = Entry(hours="22:00-02:00"), Entry(dates="2026-07-09")
    groups = {"nights": TimeGroup("Nights", include=(night,), exclude=(off,))}
    groups["one"] = TimeGroup("One", include=(Entry(dates="2026-07-09", hours="22:00-02:00"),))
    clock = Clock(groups, "Europe/Prague", Derived((), {}))
    instant = int(datetime(2026, 7, 10, 1, tzinfo=ZONE).timestamp())
    assert clock.reason("nights", instant).because == "excluded: 2026-07-09"
    assert clock.reason("one", instant).because == "included: 2026-07-09"


@examples(8, 100)
@given(data=st.data())
def test_entries_decide_when_the_calendar_says_so(data: st.DataObject) -> None:
    zone, start = data.draw(st.sampled_from(WEEKS))
    groups = data.draw(estates(int(start[:4]), zone))
    horizon = Horizon(at(start), at(start) + 6 * 24 * 3600)
    calendar = Calendar(groups, "UTC", horizon)
    for name, group in groups.items():
        deciding = deciding_instants(calendar, name)
        for instant in range(horizon.start, horizon.end, 95 * 60):
            found = reason(calendar, name, instant)
            own = {(each.part, each.position) for each in found.entries if each.group == name}
            assert own == {place for place, instants in deciding.items() if instant in instants}, instant
            assert all(0 <= each.position < len(getattr(groups[each.group], each.part)) for each in found.entries)
            for part, index in own:
                other = getattr(group, part)[index].group
                if other is not None:
                    inside = {each for each in found.entries if each.group == other}
                    assert inside == {each for each in reason(calendar, other, instant).entries if each.group == other}


@examples(2, 60)
@given(data=st.data())
def test_entries_open_a_group_when_the_definition_says_so(data: st.DataObject) -> None:
    """An entry opens the group when the group would hold with it alone, and with the other special days closed."""
    zone, start = data.draw(st.sampled_from(WEEKS))
    groups = data.draw(estates(int(start[:4]), zone))
    horizon = Horizon(at(start), at(start) + 6 * 24 * 3600)
    calendar = Calendar(groups, "UTC", horizon)
    group = groups["third"]
    closed = [replace(each, hours="closed") for each in group.special]
    alone = {
        ("include", index): replace(group, include=(entry,), special=tuple(closed))
        for index, entry in enumerate(group.include)
    }
    for index, entry in enumerate(group.special):
        others = (*closed[:index], entry, *closed[index + 1 :])
        alone["special", index] = replace(group, include=(), special=others)
    minutes = {place: defined({**groups, "third": each}, horizon)["third"] for place, each in alone.items()}
    held = calendar.of("third")
    assert held is not None
    for instant in range(horizon.start, horizon.end, 45 * 60):
        if instant in held:
            found = reason(calendar, "third", instant).entries
            own = {(each.part, each.position) for each in found if each.group == "third"}
            assert own == {place for place, opened in minutes.items() if instant // 60 in opened}, instant


@examples(4, 100)
@given(data=st.data())
def test_a_clock_that_remembers_reasons_gives_the_same_ones(data: st.DataObject) -> None:
    zone, start = data.draw(st.sampled_from(WEEKS))
    groups = data.draw(estates(int(start[:4]), zone))
    clock = Clock(groups, "UTC", Derived((), {}))
    for name in groups:
        for instant in range(at(start), at(start) + 6 * 24 * 3600, 5 * 3600):
            fresh = Clock(groups, "UTC", Derived((), {}))
            assert clock.reason(name, instant) == fresh.reason(name, instant)
