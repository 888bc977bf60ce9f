"""A time group that never holds, looking two years ahead.

Whoever asks it always gets the same answer: every customer reads that you are closed, at any hour.

Bad:
    time_groups:
      opening-hours:
        title: Opening hours
        include: [{days: sat-sun, hours: "08:00-18:00"}]
        exclude: [{days: sat-sun}]
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
        exclude: [{holidays: CZ}]
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
from routecfg.model import TimeGroup
from routecfg.rules.dates_run_out import never_holds_again
from routecfg.rules.support.context import Need, TimeContext
from routecfg.rules.support.time_group_users import consequence, follows, including, nor

RULE = Rule("RC501", "time-never", Severity.WARNING, __doc__)

NEEDS = Need.NAMES


def check_estate(context: TimeContext) -> Iterator[Finding]:
    """Every group without an instant, unless an ended list of dates says so, or it includes only such groups."""
    calendar, groups = context.calendar, context.estate.time_groups
    never = {name for name in groups if calendar.of(name) is not None and not calendar.of(name)}
    silenced = never_holds_again(context) if never else frozenset()
    behind = {name for name in never - silenced if follows(groups[name], never)}
    for name in sorted(never - silenced - behind):
        others = including(groups, name, behind)
        yield RULE.at(
            ("time_groups", name),
            f"time group '{name}' does not hold at any time in the next two years{_why(context, name, groups[name])}"
            f"{nor(others)}{consequence(context, [name, *others], 'if_time_does_not_match')}",
            on_key=True,
            help="add under 'include' when it is to hold, or remove what takes these times away",
        )


def _why(context: TimeContext, name: str, group: TimeGroup) -> str:
    calendar = context.calendar
    if not (group.include or group.special):
        return ": it lists no times"
    parts = calendar.parts(name)
    if parts is None:
        return ""
    if any(spans.all() for spans in parts.include):
        return ": everything that it includes is excluded again"
    special = frozenset().union(*parts.special_dates)
    if special and calendar.usual_on(name, special):
        dates = "every date" if special.issuperset(parts.days) else "every date that it includes"
        return f": {dates} is special, and its special entries open at no time"
    if group.include and all(entry.dates and not calendar.read(entry).dates_in(parts.days) for entry in group.include):
        return ": none of the dates that it includes is to come"
    return ""
