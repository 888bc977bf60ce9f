"""A date or hours that cannot be meant: 30 February, a year 204, a range that ends before it begins.

Such an entry holds at no time. The holiday that was meant is a working day for the routing: customers read that
you are open while nobody is there, or the other way round.

Bad:
    time_groups:
      opening-hours:
        title: Opening hours
        include: [{days: mon-fri, hours: "08:00-18:00"}]
        special: [{dates: 0206-12-28, hours: closed}]
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
        special: [{dates: 12-28, hours: closed}]
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

from routecfg.diagnostics import Finding, Rule, Severity
from routecfg.model import Entry, Estate, GroupPart, Object, Settings, TimeGroup
from routecfg.opening_hours import CENTURY, Fault, Flaw, exists, read_dates, read_entry, spoken_day

RULE = Rule("RC506", "impossible-date", Severity.WARNING, __doc__)

_LEFT_OUT: Final = {"include": "included", "exclude": "excluded", "special": "special"}


def check_object(kind: str, name: str, item: Object, _settings: Settings) -> Iterator[Finding]:
    """Every date and all hours of a time group that nothing can fit."""
    if not isinstance(item, TimeGroup):
        return
    for part, index, entry in item.entries:
        for field, flaw in read_entry(entry).flaws:
            if flaw.fault is Fault.FORM:  # the shape of the file says so already
                continue
            message, advice = _hours(flaw) if field == "hours" else _date(part, entry, flaw)
            position = () if flaw.index is None else (flaw.index,)
            yield RULE.at((kind, name, part, index, field, *position), message, help=advice)


def _hours(flaw: Flaw) -> tuple[str, str]:
    """The message and the advice."""
    effect = "so no time lies within them: customers are always routed as outside of them"
    advice = "write 00:00-24:00 for a whole day, or correct one end"
    return f"the hours {flaw.text} end when they begin, {effect}", advice


def _date(part: GroupPart, entry: Entry, flaw: Flaw) -> tuple[str, str]:
    (dates,), _ = read_dates(flaw.text)
    if flaw.fault is Fault.NO_SUCH_DAY:
        missing = dates.last if exists(dates.first) else dates.first
        effect = f", {_effect(part)}" if dates.first == dates.last else ""
        return f"there is no {spoken_day(missing)}{effect}", "write the day that was meant"
    if flaw.fault is Fault.REVERSED:
        first, _, last = flaw.text.partition("..")
        return (
            f"the dates {flaw.text} end before they begin, {_effect(part, several=True)}",
            f"did you mean '{last}..{first}'?",
        )
    year = next(end[0] for end in dates if end[0] not in CENTURY)
    advice = _advice(entry, flaw, year)
    if dates.first[0] < CENTURY.start < dates.last[0]:
        return f"the dates {flaw.text} begin in the year {year}, so every day since then is {_LEFT_OUT[part]}", advice
    if dates.first[0] in CENTURY:
        return f"the dates {flaw.text} end in the year {year}, so every day until then is {_LEFT_OUT[part]}", advice
    return f"{flaw.text} lies in the year {year}, {_effect(part, several=dates.first != dates.last)}", advice


def _effect(part: GroupPart, *, several: bool = False) -> str:
    days = "the days that were meant are" if several else "the day that was meant is"
    return f"so {days} not {_LEFT_OUT[part]}: customers are routed as on any other day"


def _advice(entry: Entry, flaw: Flaw, year: int) -> str:
    """The date in the year of its neighbours in the list, which are mostly in order."""
    if flaw.index is not None and entry.dates is not None:
        for near in (flaw.index - 1, flaw.index + 1):
            if 0 <= near < len(entry.dates) and int(entry.dates[near][:4].partition("-")[0]) in CENTURY:
                return f"did you mean '{flaw.text.replace(f'{year:04}-', entry.dates[near][:5])}'?"
    return "write the year that was meant, or no year for every year"


def misread(estate: Estate) -> frozenset[str]:
    """The time groups in which this rule finds something: its effects are not reported again."""
    return frozenset(
        name
        for name, group in estate.time_groups.items()
        if any(read_entry(entry).flaws for *_, entry in group.entries)
    )
