"""A list of dates that has ended, or ends soon.

Lists of holidays are kept by hand, year by year, until somebody forgets. Then every holiday is a working day for the
routing: customers are told that an agent will answer, and wait for nobody.

Bad:
    time_groups:
      opening-hours:
        title: Opening hours
        include: [{days: mon-fri, hours: "08:00-18:00"}]
        exclude: [{dates: [2025-12-24, 2025-12-25]}]
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
        exclude: [{holidays: CZ}, {dates: [12-31, 2025-08-15]}]
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

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from routecfg.diagnostics import Finding, Rule, Severity, Witness, plural
from routecfg.model import GROUP_PARTS, GroupPart, TimeGroup
from routecfg.opening_hours import Ending, day_begins, endings, known_zone, number_of, rfc3339, spoken_day
from routecfg.rules.context import Context, Need
from routecfg.rules.group_users import consequence, quoted

RULE = Rule("RC505", "dates-run-out", Severity.WARNING, __doc__)

NEEDS = Need.NAMES

SOON: Final = 60
"""Days before its end at which a list is spoken of: time enough to look the next year up."""

_ADVICE: Final = (
    "add the dates to come; a date without a year comes back every year,"
    " and 'holidays' with a country's code knows its public holidays"
)


def check_estate(context: Context) -> Iterator[Finding]:
    """The lists of every time group that end."""
    for name, group in context.estate.time_groups.items():
        for ending in _ended(context, group):
            item = () if ending.item is None else (ending.item,)
            yield RULE.at(
                ("time_groups", name, ending.part, ending.entry, "dates", *item),
                f"{_what(ending, name)} {_when(ending.last, context.today)}: {_effect(context, name, group, ending)}",
                help=_ADVICE,
                witness=_witness(context, name, ending),
            )


def running_out(context: Context, parts: Collection[GroupPart] = GROUP_PARTS) -> frozenset[str]:
    """The time groups of which this rule speaks, in one of these parts: what follows from that is not told again."""
    return frozenset(
        name
        for name, group in context.estate.time_groups.items()
        if any(ending.part in parts for ending in _ended(context, group))
    )


def _ended(context: Context, group: TimeGroup) -> list[Ending]:
    found = endings(group, context.calendar.read)
    return [ending for ending in found if (ending.last - context.today).days <= SOON]


def _what(ending: Ending, name: str) -> str:
    word = {"include": "dates", "exclude": "excluded dates", "special": "special dates"}[ending.part]
    return f"the {word} of time group '{name}'"


def _when(last: date, today: date) -> str:
    days = (last - today).days
    if days < 0:
        return f"ended on {spoken_day(last)}"
    return "end today" if days == 0 else f"end on {spoken_day(last)}, in {plural(days, 'day')}"


def _effect(context: Context, name: str, group: TimeGroup, ending: Ending) -> str:
    """What it means for a customer."""
    then = "since then" if ending.last < context.today else "after that"
    if ending.part == "exclude":
        return f"{then} holidays are treated as working days"
    if ending.part == "special":
        return f"{then} every day follows the usual hours, holidays too"
    if users := context.excluders_of.get(name):
        return f"{then} no day is excluded from {quoted(users)} by it, so holidays are treated as working days"
    if group.special:
        return f"{then} it holds on its special dates only"
    return f"{then} it never holds{consequence(context, name, 'if_time_does_not_match')}"


def _witness(context: Context, name: str, ending: Ending) -> Witness | None:
    """The first instant after the list."""
    zone = context.calendar.zone_of(name)
    if not known_zone(zone):
        return None
    return Witness(instant=rfc3339(day_begins(zone, number_of(ending.last) + 1), zone))
