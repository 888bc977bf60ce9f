"""An entry of a time group that changes nothing.

It was meant to: a special day that is closed anyway, or hours that another entry holds already. What somebody believed
to be set up for customers is not, or is there twice, so that the next change is made in one place only.

Bad:
    time_groups:
      opening-hours:
        title: Opening hours
        include:
          - {days: mon-fri, hours: "08:00-18:00"}
          - {days: wed, hours: "09:00-12:00"}
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
        include:
          - {days: mon-fri, hours: "08:00-18:00"}
          - {days: wed, hours: "18:00-20:00"}
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
from datetime import date
from typing import Final

from routecfg.diagnostics import Finding, Rule, Severity
from routecfg.opening_hours import Calendar, ReadEntry, Redundant, groups_named, horizon_from, redundant
from routecfg.rules.dates_run_out import running_out
from routecfg.rules.impossible_date import misread
from routecfg.rules.support.context import Need, TimeContext
from routecfg.rules.support.time_group_causes import always

RULE = Rule("RC508", "redundant-entry", Severity.INFO, __doc__)

NEEDS = Need.NAMES

_YEARS: Final = 12
"""After so many years every date has fallen on every weekday: 26 December may be a weekend for two years running."""

_SAID: Final = {
    ("include", "never"): "adds nothing: there is no such time",
    ("include", "covered"): "adds nothing: the other entries of 'include' hold at all its times already",
    ("include", "beside"): "adds nothing: all its times are excluded again, or lie on special days",
    ("exclude", "never"): "excludes nothing: there is no such time",
    ("exclude", "covered"): "excludes nothing: the other entries of 'exclude' take away all its times already",
    ("exclude", "beside"): "excludes nothing: at its times nothing is included, or special days decide",
    ("special", "never"): "changes nothing: there is no such day",
    ("special", "covered"): "changes nothing: earlier special entries say the same of all its days",
    ("special", "beside"): "changes nothing: without it, its days would have the same hours",
}


def check_estate(context: TimeContext) -> Iterator[Finding]:
    """Every entry that changes nothing within the horizon, nor in the years after it.

    Silent where something else is at fault: a group that never holds, or names one that always does, a list of dates
    that has ended, here or in the group that an entry names, a date that cannot be, and a special entry that decides no
    date because later ones do.
    """
    near = context.calendar
    far = Calendar(near.groups, near.timezone, horizon_from(context.today, _YEARS))
    ending = running_out(context)
    explained = near.links.resting_on(ending | misread(context.estate))
    full = set(always(context))
    for name, group in context.estate.time_groups.items():
        if name in ending or not near.of(name) or not full.isdisjoint(groups_named(group)):
            continue
        found = redundant(near, name)
        lasting = (
            {(redundancy.part, redundancy.entry): redundancy for redundancy in redundant(far, name)} if found else {}
        )
        for redundancy in found:
            entry = near.read(getattr(group, redundancy.part)[redundancy.entry])
            if (
                redundancy.why == "overridden"
                or entry.flaws
                or entry.group in explained
                or (entry.group is not None and not near.of(entry.group))
            ):
                continue
            if (redundancy.part, redundancy.entry) in lasting:
                yield RULE.at(
                    ("time_groups", name, redundancy.part, redundancy.entry),
                    f"this entry {_said(redundancy, entry, context.today)}",
                    help="remove it, or correct it if it was meant to change something",
                )


def _said(redundancy: Redundant, entry: ReadEntry, today: date) -> str:
    here = (today.year, today.month, today.day)
    over = bool(entry.dates) and all(not dates.yearless and dates.last < here for dates in entry.dates or ())
    said = _SAID[redundancy.part, redundancy.why]
    return f"{said.partition(':')[0]}: its dates are over" if over else said
