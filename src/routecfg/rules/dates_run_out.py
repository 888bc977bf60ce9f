"""A list of dates that has ended, or ends soon.

Lists of holidays are kept by hand, year by year, until somebody forgets. Then every holiday is a working day for the
routing: customers read that an agent will answer, and wait for nobody.

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
from routecfg.opening_hours import (
    DAY,
    Ending,
    date_of,
    day_begins,
    endings,
    holiday_dates,
    known_country,
    known_zone,
    last_year,
    number_of,
    rfc3339,
    spoken_day,
)
from routecfg.rules.support.context import Need, TimeContext
from routecfg.rules.support.time_group_users import (
    at_conditions,
    consequence,
    first_names,
    follows,
    including,
    nor,
    opens_on_special_dates,
)

RULE = Rule("RC505", "dates-run-out", Severity.WARNING, __doc__)

NEEDS = Need.NAMES

SOON: Final = 60
"""Days before its end at which a list is spoken of: time enough to look the next year up."""

_EVERY_YEAR: Final = "add the dates to come; a date without a year comes back every year"
_BY_COUNTRY: Final = ", and 'holidays' with a country's code knows its public holidays"


def check_estate(context: TimeContext) -> Iterator[Finding]:
    """The lists of every time group that end, and the public holidays that are not known for the whole horizon."""
    for name, group in context.estate.time_groups.items():
        for ending in _ended(context, group):
            item = () if ending.item is None else (ending.item,)
            effect = _effect(context, name, group, ending)
            by_country = all(entry.holidays is None for *_, entry in group.entries)
            yield RULE.at(
                ("time_groups", name, ending.part, ending.entry, "dates", *item),
                f"{_what(ending, name)} {_when(ending.last, context.today)}{effect and f': {effect}'}",
                help=_EVERY_YEAR + (_BY_COUNTRY if by_country else ""),
                witness=_witness(context, name, ending),
            )
        for part, index, country, year in _unknown_holidays(context, group):
            where = at_conditions(context, [name])
            like = f", and chats{where} are routed on these holidays as on any other day" if where else ""
            yield RULE.at(
                ("time_groups", name, part, index, "holidays"),
                f"no public holidays of {country} are known: this entry names no day{like}"
                if year is None
                else f"the public holidays of {country} are known until the end of {year} only: after that, this entry "
                f"names no day{like}",
                help="write the dates of these holidays under 'dates'"
                + (
                    ""
                    if year is None
                    else ", or install newer calendar data (the package 'holidays') when there are some"
                ),
            )


def running_out(context: TimeContext, parts: Collection[GroupPart] = GROUP_PARTS) -> frozenset[str]:
    """The time groups that have a finding of this rule in one of these parts: its effects are not reported again."""
    return frozenset(
        name
        for name, group in context.estate.time_groups.items()
        if any(ending.part in parts for ending in _ended(context, group))
        or any(part in parts for part, *_ in _unknown_holidays(context, group))
    )


def never_holds_again(context: TimeContext) -> frozenset[str]:
    """The time groups of which a finding of this rule says that they never hold."""
    today = context.today
    return frozenset(
        name
        for name, group in context.estate.time_groups.items()
        if not opens_on_special_dates(group)
        if any(ending.part == "include" and ending.last < today for ending in _ended(context, group))
    )


def _ended(context: TimeContext, group: TimeGroup) -> list[Ending]:
    found = endings(group, context.calendar.read)
    return [ending for ending in found if (ending.last - context.today).days <= SOON]


def _unknown_holidays(context: TimeContext, group: TimeGroup) -> Iterator[tuple[GroupPart, int, str, int | None]]:
    """The first entry of each part that asks for holidays beyond the data, the country, and the last year with data.

    None instead of a year: the data know no public holiday of the country at all.
    """
    seen: set[tuple[GroupPart, str]] = set()
    until = date_of((context.calendar.horizon.end - 1) // DAY).year
    for part, index, entry in group.entries:
        holidays = entry.public_holidays
        if holidays is None or (part, holidays.country) in seen or not known_country(holidays.country):
            continue
        seen.add((part, holidays.country))
        year = last_year(holidays.country)
        if not holiday_dates(holidays.country, holidays.subdivision, range(context.today.year - 1, until + 1)):
            yield part, index, holidays.country, None
        elif year < until:
            yield part, index, holidays.country, year


def _what(ending: Ending, name: str) -> str:
    word = {"include": "dates", "exclude": "excluded dates", "special": "special dates"}[ending.part]
    return f"the {word} of time group '{name}'"


def _when(last: date, today: date) -> str:
    days = (last - today).days
    if days < 0:
        return f"ended on {spoken_day(last)}"
    return "end today" if days == 0 else f"end on {spoken_day(last)}, in {plural(days, 'day')}"


def _effect(context: TimeContext, name: str, group: TimeGroup, ending: Ending) -> str:
    """What it means for a customer; nothing if it means nothing, as for a group that never holds anyway."""
    then = "since then" if ending.last < context.today else "after that"
    where = at_conditions(context, [name])
    if ending.part == "exclude":
        if not context.calendar.of(name):
            return ""
        working = "" if _closes(group) else f", so days off are routed like working days{where}"
        return f"{then} it excludes no day{working}"
    if ending.part == "special":
        return f"{then} no date is special, so every day follows {_usual(group)}{where}"
    if users := context.excluders_of.get(name):
        never = "" if opens_on_special_dates(group) else "it never holds, so "
        closed = any(_closes(context.estate.time_groups[user]) for user in users)
        working = f", and days off are routed like working days{where}" if where and not closed else ""
        return f"{then} {never}it excludes no day from {first_names(users)}{working}"
    if opens_on_special_dates(group):
        rest = f", and on all others chats{where} are routed as while it does not hold" if where else ""
        return f"{then} it holds on its special dates only{rest}"
    others = _following(context, name)
    return f"{then} it never holds{nor(others)}{consequence(context, [name, *others], 'if_time_does_not_match')}"


def _closes(group: TimeGroup) -> bool:
    """Whether a group is closed on special dates, which may be its days off."""
    return any(entry.hours == "closed" for entry in group.special)


def _following(context: TimeContext, name: str) -> list[str]:
    """The groups that never hold once this one does not, because all that they include never does."""
    calendar, groups = context.calendar, context.estate.time_groups
    gone = {name, *(other for other in groups if calendar.of(other) is not None and not calendar.of(other))}
    while more := {other for other in groups if other not in gone and follows(groups[other], gone)}:
        gone |= more
    return including(groups, name, {other for other in gone - {name} if follows(groups[other], gone)})


def _usual(group: TimeGroup) -> str:
    return "'include' and 'exclude'" if group.exclude else "'include', holidays too,"


def _witness(context: TimeContext, name: str, ending: Ending) -> Witness | None:
    """The first instant after the list."""
    zone = context.calendar.zone_of(name)
    if not known_zone(zone):
        return None
    return Witness(instant=rfc3339(day_begins(zone, number_of(ending.last) + 1), zone))
