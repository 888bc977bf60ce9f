"""A special entry that later ones override.

Of the special entries that name a date, the last one decides. An entry for one day that stands before an entry for many
days is never used on it: customers get the general hours on the very day that somebody set up by hand.

Bad:
    time_groups:
      opening-hours:
        title: Opening hours
        include: [{days: mon-fri, hours: "08:00-18:00"}]
        special:
          - {dates: 07-05, hours: closed}
          - {dates: 07-01..08-31, hours: "08:00-16:00"}
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
          - {dates: 07-01..08-31, hours: "08:00-16:00"}
          - {dates: 07-05, hours: closed}
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
from typing import Final

from routecfg.diagnostics import Finding, Related, Rule, Severity
from routecfg.model import GroupPart
from routecfg.opening_hours import Calendar, Parts, date_of, spoken_day
from routecfg.rules.dates_run_out import running_out
from routecfg.rules.impossible_date import misread
from routecfg.rules.support.context import Need, TimeContext

RULE = Rule("RC509", "overridden-special-day", Severity.WARNING, __doc__)

NEEDS = Need.NAMES

_SPECIAL: Final[tuple[GroupPart, ...]] = ("special",)


def check_estate(context: TimeContext) -> Iterator[Finding]:
    """Every special entry that decides none of its dates, or that a later entry with more dates overrides."""
    silent = running_out(context, _SPECIAL) | misread(context.estate)
    for name, group in context.estate.time_groups.items():
        parts = context.calendar.parts(name) if len(group.special) > 1 and name not in silent else None
        if parts is not None:
            yield from _in_group(context.calendar, name, parts)


def overridden(parts: Parts, index: int, days: frozenset[int]) -> dict[int, int]:
    """The dates of a special entry, among `days`, that later entries decide, and the index of the one that does."""
    later = parts.special_dates[index + 1 :]
    return {
        day: max(at for at, dates in enumerate(later, index + 1) if day in dates)
        for day in parts.special_dates[index] & days
        if any(day in dates for dates in later)
    }


def _in_group(calendar: Calendar, name: str, parts: Parts) -> Iterator[Finding]:
    horizon = frozenset(calendar.days_of(name))
    sizes = [len(dates & horizon) for dates in parts.special_dates]
    for index, dates in enumerate(parts.special_dates):
        deciders = overridden(parts, index, horizon)
        named = dates & horizon
        if not named:
            continue
        if len(deciders) < len(named):
            deciders = {day: by for day, by in deciders.items() if sizes[by] > sizes[index]}
            deciders = {day: by for day, by in deciders.items() if _differ(calendar, name, index, by, day)}
        if not deciders:
            continue
        first = min(deciders)
        larger = any(sizes[by] > sizes[index] for by in deciders.values())
        which = _which(len(named), len(deciders), first)
        yield RULE.at(
            ("time_groups", name, "special", index),
            f"this entry is not used on {which}: a later special entry names the same, and the last one decides",
            help="put entries for few dates behind those for many"
            if larger
            else "remove this entry, or correct its dates",
            related=(Related("this entry decides", ("time_groups", name, "special", deciders[first])),),
        )


def _differ(calendar: Calendar, name: str, one: int, other: int, day: int) -> bool:
    return calendar.special_on(name, one, (day,)) != calendar.special_on(name, other, (day,))


def _which(named: int, overridden_days: int, first: int) -> str:
    day = spoken_day(date_of(first))
    if overridden_days == named:
        return day if named == 1 else f"any of its {named} dates, the first being {day}"
    return f"{overridden_days} of its {named} dates, the first being {day}"
