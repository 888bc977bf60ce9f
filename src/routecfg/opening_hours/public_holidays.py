"""Public holidays, as the `holidays` package knows them.

Names are English and days are those of the category "public", days off in lieu included: the same answer whatever
language the machine speaks.
"""

import warnings
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from pathlib import Path
from typing import Any, Final, TypeAlias

from routecfg.diagnostics import nearest

HolidayDates: TypeAlias = Callable[[str, str | None, range], tuple[tuple[date, str], ...]]
"""Where public holidays are looked up: by country, subdivision and years, as `holiday_dates` does it."""

_LANGUAGE: Final = "en_US"


def holiday_dates(country: str, subdivision: str | None, years: range) -> tuple[tuple[date, str], ...]:
    """The public holidays of some years, in order, with their names; none where the country or subdivision is unknown.

    Two holidays on one date are one, with both names.
    """
    if not known_country(country) or (subdivision is not None and not known_subdivision(country, subdivision)):
        return ()
    return _of_years(country, subdivision, years.start, years.stop)


def last_year(country: str) -> int:
    """The last year for which the public holidays of a known country are known."""
    return int(_entity(country).end_year)


def further_holidays(country: str, today: date, years: int) -> dict[str, tuple[tuple[date, str], ...]]:
    """The public holidays that parts of a known country have and the country as a whole has not, by the part's code.

    Those from `today` on, until the end of the year in which so many years are over.
    """
    span = range(today.year, today.year + years + 1)
    whole = {day for day, _ in holiday_dates(country, None, span)}
    found: dict[str, tuple[tuple[date, str], ...]] = {}
    for code in sorted(_entity(country).subdivisions):
        holidays = holiday_dates(country, code, span)
        if further := tuple((day, name) for day, name in holidays if day not in whole and day >= today):
            found[code] = further
    return found


def known_country(country: str) -> bool:
    """Whether the holidays of a country are known, by its ISO 3166-1 code of two letters."""
    return country in _countries()


def known_subdivision(country: str, subdivision: str) -> bool:
    """Whether a known country has a subdivision of that code (`BY` of `DE`, ISO 3166-2 without the country)."""
    return known_country(country) and subdivision in _entity(country).subdivisions


def nearest_country(country: str) -> str | None:
    """The code of the country that was most likely meant: `GB` for `UK`, `uk`, `GBR` or `United Kingdom`."""
    aliases = {name.casefold(): code for code, names in _countries().items() for name in (code, *names)}
    wanted = country.strip().replace(" ", "").casefold()
    near = wanted if wanted in aliases else nearest(wanted, (name for name in aliases if len(name) > 3))
    return aliases[near] if near is not None else None


def nearest_subdivision(country: str, subdivision: str) -> str | None:
    """The code of the subdivision that was most likely meant: `BY` for `Bayern`, `by` or `DE-BY`."""
    if not known_country(country):
        return None
    entity = _entity(country)
    codes: dict[str, str] = {str(name): str(code) for name, code in entity.subdivisions_aliases.items()}
    codes.update((str(code), str(code)) for code in entity.subdivisions)
    near = nearest(subdivision.removeprefix(f"{country}-"), codes)
    return codes[near] if near is not None else None


@cache
def _countries() -> dict[str, tuple[str, ...]]:
    """The countries by code, with their other names."""
    from holidays.registry import COUNTRIES

    return {names[1]: (module, *names) for module, names in COUNTRIES.items()}


@cache
def _entity(country: str) -> Any:
    """The package's class of a country.

    Its module is loaded from its file. By its name Python would first load those of all 250 countries, which takes a
    third as long as reading an estate of 8 MB.
    """
    import holidays

    module, name, *_ = _countries()[country]
    folder = Path(holidays.__file__).with_name("countries")
    spec = PathFinder.find_spec(f"holidays.countries.{module}", [str(folder)])
    if spec is None or spec.loader is None:  # a release that keeps it elsewhere
        return getattr(holidays, name)
    loaded = module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return getattr(loaded, name)


@cache
def _of_years(country: str, subdivision: str | None, start: int, stop: int) -> tuple[tuple[date, str], ...]:
    entity = _entity(country)
    language = _LANGUAGE if _LANGUAGE in entity.supported_languages else entity.default_language
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package warns its programmers of names that it will drop
        found = entity(
            subdiv=subdivision,
            years=range(max(start, 1), min(stop, 9999)),
            expand=False,
            observed=True,
            language=language,
            categories=("public",),
        )
    return tuple(sorted((day, str(name)) for day, name in found.items() if start <= day.year < stop))
