"""The texts of entries as values, and what is wrong with them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from routecfg.model import Entry
from routecfg.opening_hours import (
    DateRange,
    Fault,
    number_of,
    read_dates,
    read_days,
    read_entry,
    read_hours,
    weekly_minutes,
)
from routecfg.opening_hours.notation import date_of


def faults(part: str, text: str) -> list[Fault]:
    return [flaw.fault for name, flaw in read_entry(Entry(**{part: text})).flaws if name == part]


def test_days_are_single_ranges_wrapping_or_several() -> None:
    assert read_days("wed")[0] == {2}
    assert read_days("mon-fri")[0] == {0, 1, 2, 3, 4}
    assert read_days("sat-mon")[0] == {5, 6, 0}
    assert read_days("tue-tue")[0] == {1}
    assert read_days(("mon", "thu-fri"))[0] == {0, 3, 4}
    assert read_days("mon-sun")[0] == set(range(7))


def test_hours_may_run_over_midnight_but_not_be_empty() -> None:
    assert read_hours("08:00-18:00")[0] == ((480, 1080),)
    assert read_hours("22:00-06:00")[0] == ((1320, 1800),)
    assert read_hours("00:00-24:00")[0] == ((0, 1440),)
    assert read_hours("18:00-00:00")[0] == ((1080, 1440),)
    assert read_hours("closed") == ((), ())
    for text in ("08:00-08:00", "00:00-00:00", "24:00-24:00", "24:00-00:00"):
        assert read_hours(text)[0] == ()
        assert faults("hours", text) == [Fault.EMPTY]


def test_dates_that_cannot_be_meant_are_told() -> None:
    assert faults("dates", "02-29") == faults("dates", "2028-02-29") == []
    assert faults("dates", "12-27..01-02") == faults("dates", "2026-12-27..2027-01-02") == []
    for text in ("02-30", "04-31", "2027-02-29", "2026-04-30..2026-04-31", "02-30..03-01"):
        assert faults("dates", text) == [Fault.NO_SUCH_DAY], text
    for text in ("0204-03-24", "1999-12-31", "2100-01-01", "0000-01-01", "2026-01-01..2206-01-01"):
        assert faults("dates", text) == [Fault.CENTURY], text
    assert faults("dates", "2026-12-09..2026-12-07") == [Fault.REVERSED]


def test_a_text_of_another_form_is_a_flaw_and_nothing_raises() -> None:
    for text in ("", "monday", "mon-", "-mon", "mon--fri", "Mon"):
        assert faults("days", text) == [Fault.FORM], text
    for text in ("", "8-18", "25:00-26:00", "08:60-09:00", "24:01-24:02", "08:00-18:00 ", "closed "):
        assert faults("hours", text) == [Fault.FORM], text
    for text in (
        "",
        "2026",
        "24.12.",
        "13-01",
        "00-10",
        "12-00",
        "2026-12-24..12-26",
        "12-24..",
        "12-24..12-25..12-26",
    ):
        assert faults("dates", text) == [Fault.FORM], text


def test_a_flaw_says_where_it_stands() -> None:
    _, flaws = read_dates(("12-24", "02-30", "0204-01-01"))
    assert [(flaw.index, flaw.text) for flaw in flaws] == [(1, "02-30"), (2, "0204-01-01")]
    assert read_dates("02-30")[1][0].index is None


ends = st.tuples(st.integers(1, 12), st.integers(1, 31))
years = st.sampled_from((0, 204, 1969, 2025, 2026, 2027, 2028, 9999))
yearless = st.builds(DateRange, ends, ends)
dated = st.builds(lambda first, last, a, b: DateRange((a, *first), (b, *last)), ends, ends, years, years)


@given(yearless | dated, st.dates(date(2025, 1, 1), date(2028, 12, 31)), st.integers(0, 800))
def test_the_days_of_a_range_are_those_that_it_holds(item: DateRange, start: date, length: int) -> None:
    window = range(number_of(start), number_of(start) + length)
    found = {day for days in item.day_numbers(window) for day in days}
    assert found == {day for day in window if item.holds(date_of(day))}


def test_day_numbers_count_from_1970() -> None:
    assert number_of(date(1970, 1, 1)) == 0
    assert date_of(number_of(date(2026, 11, 22))) == date(2026, 11, 22)
    assert number_of(date(2026, 11, 22) + timedelta(days=1)) == number_of(date(2026, 11, 22)) + 1


def test_minutes_of_the_week_keep_the_day_on_which_each_span_begins() -> None:
    assert weekly_minutes(Entry(days="mon-tue", hours="08:00-18:00")) == ((480, 1080), (1920, 2520))
    assert weekly_minutes(Entry(days="sun", hours="22:00-06:00")) == ((9960, 10440),)
    assert weekly_minutes(Entry(days="sat-sun")) == ((7200, 8640), (8640, 10080))
    assert len(weekly_minutes(Entry(dates="12-24"))) == 7
    assert weekly_minutes(Entry(dates="12-24", hours="closed")) == ()
    assert weekly_minutes(Entry(hours=("09:00-12:00", "11:00-13:00"), days="mon")) == ((540, 720), (660, 780))
