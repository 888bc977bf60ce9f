"""A special range of dates that opens the line on public holidays that the time group excludes.

On special dates `exclude` does not count. A summer entry from July to August opens the line on every public holiday in
it, too: customers are promised an agent, and nobody is at work.

Bad:
    time_groups:
      opening-hours:
        title: Opening hours
        include: [{days: mon-fri, hours: "08:00-18:00"}]
        exclude: [{holidays: CZ}]
        special: [{dates: 07-01..08-31, days: mon-fri, hours: "08:00-16:00"}]
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
        include: [{days: mon-fri, hours: "08:00-18:00"}]
        special:
          - {dates: 07-01..08-31, days: mon-fri, hours: "08:00-16:00"}
          - {holidays: CZ, hours: closed}
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

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Rule, Severity
from routecfg.disclosure import first_few
from routecfg.model import Entry, TimeGroup
from routecfg.opening_hours import Calendar, Parts, ReadEntry, date_of, holiday_dates, number_of, spoken_day
from routecfg.rules.support.context import Need, TimeContext
from routecfg.rules.support.time_group_users import at_conditions

RULE = Rule("RC510", "open-on-holiday", Severity.WARNING, __doc__)

NEEDS = Need.NAMES

_SHOWN = 3


def check_estate(context: TimeContext) -> Iterator[Finding]:
    """Every special range that opens its group on public holidays that the group excludes."""
    calendar = context.calendar
    for name, group in context.estate.time_groups.items():
        if not group.special or all(entry.holidays is None for entry in _excluding(calendar, name)):
            continue
        parts = calendar.parts(name)
        if parts is not None:
            yield from _in_group(calendar, name, group, parts, at_conditions(context, [name]))


def _in_group(calendar: Calendar, name: str, group: TimeGroup, parts: Parts, where: str) -> Iterator[Finding]:
    names = _holidays(calendar, name)
    for index, entry in enumerate(map(calendar.read, group.special)):
        later = frozenset().union(*parts.special_dates[index + 1 :])
        days = [day for day in sorted(parts.special_dates[index] - later) if day in names and _in_range(entry, day)]
        if not days or not calendar.special_on(name, index, days):
            continue
        shown = first_few([f"{spoken_day(date_of(day))} ({names[day]})" for day in days], _SHOWN)
        yield RULE.at(
            ("time_groups", name, "special", index),
            f"these special dates open the time group on public holidays that it excludes: {shown}; then "
            f"chats{where} are routed as on a working day",
            help="name these holidays behind it with 'hours: closed', or with the hours that they have",
        )


def _in_range(entry: ReadEntry, day: int) -> bool:
    """Whether the entry names the day by a range of dates, and not by itself."""
    if entry.holidays is not None or entry.dates is None:
        return False
    holding = [dates for dates in entry.dates if dates.holds(date_of(day))]
    return all(dates.first != dates.last for dates in holding)


def _excluding(calendar: Calendar, name: str) -> Iterator[Entry]:
    """The entries whose times a group excludes: its own, and those of groups that it excludes as they are."""
    pending, seen = [*calendar.groups[name].exclude], {name}
    for entry in pending:
        other = entry.group
        if other is None:
            yield entry
        elif entry == Entry(group=other) and other in calendar.groups and other not in seen:
            seen.add(other)
            group = calendar.groups[other]
            if not (group.exclude or group.special) and calendar.zone_of(other) == calendar.zone_of(name):
                pending += group.include


def _holidays(calendar: Calendar, name: str) -> dict[int, str]:
    """The public holidays within the horizon that a group excludes whole, with their names."""
    days = calendar.days_of(name)
    found: dict[int, str] = {}
    for entry in map(calendar.read, _excluding(calendar, name)):
        if entry.holidays is None or entry.has_hours:
            continue
        years = range(date_of(days[0]).year, date_of(days[-1]).year + 1)
        names = {
            number_of(day): name
            for day, name in holiday_dates(entry.holidays.country, entry.holidays.subdivision, years)
        }
        found |= {day: names[day] for day in entry.days_in(days) if day in names}
    return found
