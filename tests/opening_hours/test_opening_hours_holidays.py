"""Public holidays: known places, names, years."""

import subprocess
import sys
from datetime import date

from routecfg.opening_hours import (
    data_versions,
    holiday_dates,
    known_country,
    known_subdivision,
    nearest_country,
    nearest_subdivision,
)


def test_holidays_come_in_order_with_english_names() -> None:
    found = holiday_dates("CZ", None, range(2026, 2028))
    assert (date(2026, 12, 25), "Christmas Day") in found
    assert [day for day, _ in found] == sorted({day for day, _ in found})
    assert {day.year for day, _ in found} == {2026, 2027}


def test_a_year_is_the_same_whichever_years_are_asked_for_with_it() -> None:
    alone = holiday_dates("US", None, range(2027, 2028))
    assert alone == tuple(item for item in holiday_dates("US", None, range(2025, 2032)) if item[0].year == 2027)


def test_a_subdivision_has_days_of_its_own() -> None:
    corpus_christi = date(2026, 6, 4)
    assert corpus_christi in dict(holiday_dates("DE", "BY", range(2026, 2027)))
    assert corpus_christi not in dict(holiday_dates("DE", None, range(2026, 2027)))


def test_what_is_unknown_has_none_and_does_not_raise() -> None:
    assert holiday_dates("XX", None, range(2026, 2027)) == ()
    assert holiday_dates("CZ", "BY", range(2026, 2027)) == ()
    assert not known_country("UK")
    assert not known_country("cz")
    assert not known_country("__doc__")
    assert known_subdivision("DE", "BY")
    assert not known_subdivision("DE", "Bayern")
    assert not known_subdivision("XX", "BY")


def test_years_at_the_ends_of_the_calendar_do_not_raise() -> None:
    assert holiday_dates("CZ", None, range(1, 3)) == ()
    holiday_dates("CZ", None, range(9998, 10001))


def test_the_nearest_country_and_subdivision_are_found_by_other_codes_and_names() -> None:
    for written in ("UK", "uk", "GBR", "United Kingdom"):
        assert nearest_country(written) == "GB"
    assert nearest_country("Germny") == "DE"
    assert nearest_country("XX") is None
    assert nearest_subdivision("DE", "Bayern") == nearest_subdivision("DE", "DE-BY") == "BY"
    assert nearest_subdivision("CZ", "PR") is None
    assert nearest_subdivision("XX", "PR") is None


def test_the_versions_of_the_data_are_known() -> None:
    assert set(data_versions()) == {"holidays", "tzdata"}


def test_one_country_loads_no_other() -> None:
    script = (
        "import sys; from routecfg.opening_hours import known_subdivision; assert known_subdivision('DE', 'BY');"
        " print([name for name in sys.modules if name.startswith('holidays.countries')])"
    )
    assert subprocess.check_output([sys.executable, "-c", script], text=True) == "[]\n"
