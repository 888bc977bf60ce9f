"""Time zones and countries that do not exist, and time groups that depend on themselves: values that are not allowed.

The rule itself is declared by `shape`, which sees the form of a value; whether there is such a zone or country only
the calendar knows.
"""

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Path, did_you_mean
from routecfg.disclosure import quoted
from routecfg.model import Holidays, Object, Settings, TimeGroup
from routecfg.opening_hours import (
    known_country,
    known_subdivision,
    known_zone,
    nearest_country,
    nearest_subdivision,
    nearest_zone,
    only_zone,
)
from routecfg.rules.support.context import Need, TimeContext
from routecfg.rules.support.time_group_users import first_names
from routecfg.shape import INVALID_VALUE

RULE = INVALID_VALUE

NEEDS = Need.NAMES


def check_object(kind: str, name: str, item: Object, _settings: Settings) -> Iterator[Finding]:
    """The zone of a time group, and the countries of its holidays."""
    if not isinstance(item, TimeGroup):
        return
    if item.timezone is not None and not known_zone(item.timezone):
        yield RULE.at(
            (kind, name, "timezone"),
            f"there is no time zone {quoted(item.timezone)}, so nobody knows when this time group holds",
            help=did_you_mean(
                nearest_zone(item.timezone), "write a zone as a continent and a city, such as Europe/Prague"
            ),
            fix=only_zone(item.timezone),
        )
    for part, index, entry in item.entries:
        if entry.holidays is not None:
            yield from _holidays((kind, name, part, index, "holidays"), entry.holidays)


def check_estate(context: TimeContext) -> Iterator[Finding]:
    """Time groups that depend on each other in a ring: once for each ring."""
    for ring in context.calendar.links.rings:
        group = context.estate.time_groups[ring[0]]
        following = ring[1 % len(ring)]
        place = next((part, index, "group") for part, index, entry in group.entries if entry.group == following)
        others = f" by way of {first_names(list(ring[1:]))}" if len(ring) > 1 else ""
        yield RULE.at(
            ("time_groups", ring[0], *place),
            f"time group '{ring[0]}' depends on itself{others}, so nobody knows when it holds",
            help="name a time group that does not depend on this one, or write the times here",
        )


def _holidays(path: Path, holidays: str | Holidays) -> Iterator[Finding]:
    country = holidays if isinstance(holidays, str) else holidays.country
    subdivision = None if isinstance(holidays, str) else holidays.subdivision
    if not known_country(country):
        yield RULE.at(
            path if isinstance(holidays, str) else (*path, "country"),
            f"the public holidays of {quoted(country)} are not known, so nobody knows when this time group holds",
            help=did_you_mean(
                nearest_country(country), "write a country as its code of two capital letters, such as CZ"
            ),
        )
    elif subdivision is not None and not known_subdivision(country, subdivision):
        yield RULE.at(
            (*path, "subdivision"),
            f"{quoted(subdivision)} is not a part of {country} whose public holidays are known,"
            " so nobody knows when this time group holds",
            help=did_you_mean(
                nearest_subdivision(country, subdivision), "leave it out for the holidays of the whole country"
            ),
        )
