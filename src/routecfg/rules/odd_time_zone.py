"""A time zone that does not keep the summer time of any place, or a date that stands out of order in a list.

`EST` is five hours behind UTC all year round, while New York is four hours behind in summer: for half of the year
customers are routed an hour late. A single date that breaks the order of its list often has a wrong year.

Bad:
    time_groups:
      opening-hours:
        title: Opening hours
        timezone: EST
        include: [{days: mon-fri, hours: "08:00-18:00"}]
    time_conditions:
      opening-hours:
        title: Open or closed
        time_group: opening-hours
        if_time_matches: {queue: support}
        if_time_does_not_match: {terminate: closed}
    terminates:
      closed: {title: Closed, disconnection_cause: out_of_time}
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {time_condition: opening-hours}
    queues:
      support: {title: Support}

Good:
    time_groups:
      opening-hours:
        title: Opening hours
        timezone: America/New_York
        include: [{days: mon-fri, hours: "08:00-18:00"}]
    time_conditions:
      opening-hours:
        title: Open or closed
        time_group: opening-hours
        if_time_matches: {queue: support}
        if_time_does_not_match: {terminate: closed}
    terminates:
      closed: {title: Closed, disconnection_cause: out_of_time}
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {time_condition: opening-hours}
    queues:
      support: {title: Support}
"""

import re
from collections.abc import Iterator
from typing import Final

from routecfg.diagnostics import PROJECT_FILE, Finding, Rule, Severity, plural
from routecfg.opening_hours import read_entry
from routecfg.rules.support.context import Need, TimeContext
from routecfg.rules.support.time_group_users import at_conditions

RULE = Rule("RC513", "odd-time-zone", Severity.INFO, __doc__)

NEEDS = Need.NAMES

_FEWEST: Final = 4
_WITH_YEAR: Final = len("2026-12-24")

_MEANT: Final = {"EST": "America/New_York", "MST": "America/Denver", "GMT": "Europe/London"}
"""Names of a fixed offset that people write for a place whose clocks change. (CET and the like change with it.)"""

_AT_OFFSET: Final = {
    -8: "America/Los_Angeles",
    -7: "America/Denver",
    -6: "America/Chicago",
    -5: "America/New_York",
    -4: "America/Halifax",
    1: "Europe/Paris",
    2: "Europe/Athens",
    10: "Australia/Sydney",
    12: "Pacific/Auckland",
}
"""A large place with summer time at an offset from UTC in hours (its standard time)."""

_ETC: Final = re.compile(r"Etc/GMT([+-])([0-9]{1,2})")


def check_estate(context: TimeContext) -> Iterator[Finding]:
    """The zones of the project and of time groups, and the lists of dates in which one breaks the order."""
    groups = context.estate.time_groups
    without = [name for name, group in groups.items() if group.timezone is None]
    if without and (odd := _odd_zone(context.settings.timezone, at_conditions(context, without))):
        yield RULE.at(("timezone",), odd[0], help=odd[1], file=PROJECT_FILE)
    for name, group in groups.items():
        where = at_conditions(context, [name])
        if group.timezone is not None and (odd := _odd_zone(group.timezone, where)):
            yield RULE.at(("time_groups", name, "timezone"), odd[0], help=odd[1])
        for part, index, entry in group.entries:
            if (
                isinstance(entry.dates, tuple)
                and not read_entry(entry).flaws
                and (at := _out_of_order(entry.dates)) is not None
            ):
                before, this = entry.dates[at - 1], entry.dates[at]
                then = f", and then chats{where} are routed on the day that was meant as on any other" if where else ""
                yield RULE.at(
                    ("time_groups", name, part, index, "dates", at),
                    f"{this} stands behind {before}, while all other dates of the list are in order: one of the two "
                    f"may have a wrong year{then}",
                    help="correct the date that is wrong, or put the list in order",
                )


def _odd_zone(zone: str, where: str) -> tuple[str, str] | None:
    """What is odd about a time zone, and what was likely meant; None if it is a place's, or UTC.

    `where` names the time conditions that depend on it.
    """
    match = _ETC.fullmatch(zone)
    if match is not None and int(match[2]):
        hours = int(match[1] + match[2])
        side = "behind" if hours > 0 else "ahead of"
        message = f"the time zone {zone} is {plural(abs(hours), 'hour')} {side} UTC, and has no summer time"
        message += f": where clocks change, chats{where} are routed an hour late in summer" if where else ""
        place = _AT_OFFSET.get(-hours)
        return message, f"did you mean '{place}'?" if place else "write a continent and a city, such as Asia/Tokyo"
    if zone not in _MEANT:
        return None
    message = f"the time zone {zone} has no summer time: "
    message += f"customers whose clocks change are routed an hour late in summer{where}"
    return message, f"did you mean '{_MEANT[zone]}'?"


def _out_of_order(dates: tuple[str, ...]) -> int | None:
    """The position of the one date with a year without which a list of at least four would be in order."""
    if len(dates) < _FEWEST or any(len(text) != _WITH_YEAR for text in dates):
        return None
    breaks = [index for index in range(1, len(dates)) if dates[index] < dates[index - 1]]
    if len(breaks) != 1:
        return None
    at = breaks[0]
    for index in (at, at - 1):
        rest = dates[:index] + dates[index + 1 :]
        if list(rest) == sorted(rest):
            return at
    return None
