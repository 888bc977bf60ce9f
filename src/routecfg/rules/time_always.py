"""A time group that always holds, looking two years ahead.

Whoever asks it always gets the same answer: what was prepared for closed hours is never heard by a customer.

Bad:
    time_groups:
      opening-hours:
        title: Opening hours
        include: [{days: mon-sun, hours: "00:00-24:00"}]
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
        include: [{days: mon-sun, hours: "06:00-24:00"}]
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
from routecfg.rules.support.context import Need, TimeContext
from routecfg.rules.support.time_group_causes import always, explained
from routecfg.rules.support.time_group_users import consequence

RULE = Rule("RC502", "time-always", Severity.WARNING, __doc__)

NEEDS = Need.NAMES


def check_estate(context: TimeContext) -> Iterator[Finding]:
    """Every group without a gap, unless what should make gaps has a fault of its own, or what it includes has none."""
    found = always(context)
    silenced = explained(context) if found else frozenset()
    for name in found:
        if name not in silenced:
            yield RULE.at(
                ("time_groups", name),
                f"time group '{name}' holds at all times in the next two years"
                f"{consequence(context, [name], 'if_time_matches')}",
                on_key=True,
                help="exclude the times at which it is not to hold, or send chats on without asking the time",
            )
