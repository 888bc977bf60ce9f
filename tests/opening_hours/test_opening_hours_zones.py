"""Time zones: offsets, clock changes, names."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from importlib import resources
from itertools import pairwise
from struct import calcsize, unpack_from

import pytest

from routecfg.opening_hours import Instants, day_begins, known_zone, nearest_zone, number_of, offset_at, rfc3339
from routecfg.opening_hours.zones import DAY, known_zones, segments, to_utc


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def test_segments_join_where_the_clock_changes() -> None:
    start, end = at("2026-01-01"), at("2027-01-01")
    found = segments("Australia/Lord_Howe", start, end)
    assert [part.offset for part in found] == [11 * 3600, 10 * 3600 + 1800, 11 * 3600]
    assert [part.start for part in found] == [start, at("2026-04-04T15:00"), at("2026-10-03T15:30")]
    assert [part.end for part in found] == [*(part.start for part in found[1:]), end]


def test_segments_of_nothing_are_none() -> None:
    assert segments("UTC", 5, 5) == ()


def test_a_change_at_the_very_edge_of_the_stretch_is_on_its_side() -> None:
    change = at("2026-03-29T01:00")
    assert [part.offset for part in segments("Europe/Prague", change - 10, change)] == [3600]
    assert [part.offset for part in segments("Europe/Prague", change, change + 10)] == [7200]
    assert [part.end - part.start for part in segments("Europe/Prague", change - 1, change + 1)] == [1, 1]


def test_a_stretch_across_a_skipped_hour_is_one_interval() -> None:
    change = at("2026-03-29T01:00")
    local = Instants.between(
        change, change + 4 * 3600
    )  # 01:00 to 05:00 on the wall, of which 02:00 to 03:00 is skipped
    found = to_utc(local, segments("Europe/Prague", change - DAY, change + DAY))
    assert found == Instants.between(change - 3600, change + 2 * 3600)


def test_a_day_begins_when_the_wall_says_so() -> None:
    prague = number_of(datetime(2026, 7, 1, tzinfo=UTC).date())
    assert rfc3339(day_begins("Europe/Prague", prague), "Europe/Prague") == "2026-07-01T00:00:00+02:00"
    skipped = number_of(datetime(2011, 12, 30, tzinfo=UTC).date())
    assert rfc3339(day_begins("Pacific/Apia", skipped), "Pacific/Apia") == "2011-12-31T00:00:00+14:00"
    # Cairo's clock goes from 00:00 to 01:00 on the last Friday of April.
    cairo = number_of(datetime(2026, 4, 24, tzinfo=UTC).date())
    assert rfc3339(day_begins("Africa/Cairo", cairo), "Africa/Cairo") == "2026-04-24T01:00:00+03:00"


def test_an_instant_is_told_in_local_time_and_in_utc_where_the_zone_is_unknown() -> None:
    assert rfc3339(0, "Asia/Kolkata") == "1970-01-01T05:30:00+05:30"
    assert rfc3339(0, "Nowhere/At_All") == rfc3339(0, None) == "1970-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "Europe", "", "europe/prague", "zone.tab", "tzdata.zi"]
)
def test_what_the_list_does_not_name_is_no_zone_and_no_file(name: str) -> None:
    assert not known_zone(name)
    with pytest.raises(ValueError, match="no time zone"):
        offset_at(name, 0)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("europe/prague", "Europe/Prague"),
        ("Prague", "Europe/Prague"),
        ("Europe/Praha", "Europe/Prague"),
        ("New York", "America/New_York"),
        ("Londn", "Europe/London"),
        ("utc", "UTC"),
        ("UTC+1", None),
        ("GMT+01:00", None),
        ("CEST", None),
        ("", None),
    ],
)
def test_the_nearest_zone_is_found_by_name_or_city(written: str, meant: str | None) -> None:
    assert nearest_zone(written) == meant


def test_every_zone_can_be_read() -> None:
    assert {"Europe/Prague", "UTC", "Asia/Calcutta"} <= known_zones()
    for name in known_zones():
        assert abs(offset_at(name, at("2026-11-22"))) <= 14 * 3600


def test_no_zone_changes_its_offset_twice_in_the_time_between_two_looks() -> None:
    for name in sorted(known_zones()):
        changes = offset_changes(name)
        assert all(after - before > 6 * DAY for before, after in pairwise(changes)), name


def offset_changes(name: str) -> list[int]:
    """The instants in a zone's file (RFC 8536) at which the offset becomes another."""
    path = resources.files("tzdata") / "zoneinfo"
    for part in name.split("/"):
        path = path / part
    data = path.read_bytes()
    header = ">4sc15x6l"
    counts = unpack_from(header, data)[2:]
    utc, standard, leaps, times, types, letters = counts
    second = calcsize(header) + times * 5 + types * 6 + letters + leaps * 8 + standard + utc
    times, types = unpack_from(header, data, second)[5:7]
    at_times = second + calcsize(header)
    instants = unpack_from(f">{times}q", data, at_times)
    kinds = unpack_from(f">{times}B", data, at_times + times * 8)
    offsets = [unpack_from(">lBB", data, at_times + times * 9 + kind * 6)[0] for kind in kinds]
    return [
        instant for instant, (before, after) in zip(instants[1:], pairwise(offsets), strict=True) if before != after
    ]


def test_the_data_are_the_package_s_and_not_the_machine_s() -> None:
    """With the machine's zones out of reach and its language set, everything is as it was."""
    program = (
        "import datetime as d\n"
        "from routecfg.opening_hours import holiday_dates, offset_at\n"
        "print(offset_at('Europe/Prague', 1782900000), offset_at('Pacific/Apia', 0))\n"
        "print(holiday_dates('CZ', None, range(2026, 2027)))\n"
        "print(holiday_dates('DE', 'BY', range(2026, 2027)), holiday_dates('NZ', None, range(2026, 2027)))\n"
    )

    def run(**settings: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, **settings}, capture_output=True, text=True, check=True
        )
        return done.stdout

    assert run(PYTHONTZPATH="", TZ="Asia/Tokyo", LANGUAGE="cs", LC_ALL="C") == run(LANGUAGE="de", TZ="UTC")
