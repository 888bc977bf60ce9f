"""A time condition that leads to another time condition.

What a customer meets then depends on two time groups at once, in an order, and on how they overlap. The makers of
the system advise against it. Where there are only two ways to go, one time group can say it all: it may include and
exclude other groups and name special days. Where there are three, such as open, an emergency service and closed,
`routecfg hours` shows what comes out.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {time_condition: open}
    time_conditions:
      open:
        title: Open or closed
        time_group: opening-hours
        if_time_matches: {time_condition: lunch}
        if_time_does_not_match: {terminate: closed}
      lunch:
        title: Lunch break
        time_group: lunch
        if_time_matches: {terminate: closed}
        if_time_does_not_match: {queue: support}
    time_groups:
      opening-hours:
        title: Opening hours
        include: [{days: mon-fri, hours: "08:00-18:00"}]
      lunch:
        title: Lunch break
        include: [{hours: "12:00-13:00"}]
    terminates:
      closed: {title: Closed, disconnection_cause: out_of_time}
    queues:
      support: {title: Support, id: 10001}

Good:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {time_condition: open}
    time_conditions:
      open:
        title: Open or closed
        time_group: opening-hours
        if_time_matches: {queue: support}
        if_time_does_not_match: {terminate: closed}
    time_groups:
      opening-hours:
        title: Opening hours
        include: [{days: mon-fri, hours: "08:00-18:00"}]
        exclude: [{group: lunch}]
      lunch:
        title: Lunch break
        include: [{hours: "12:00-13:00"}]
    terminates:
      closed: {title: Closed, disconnection_cause: out_of_time}
    queues:
      support: {title: Support, id: 10001}
"""

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Rule, Severity, listed
from routecfg.model import Object, Settings, TimeCondition

RULE = Rule("RC507", "chained-time-conditions", Severity.INFO, __doc__)


def check_object(kind: str, name: str, item: Object, _settings: Settings) -> Iterator[Finding]:
    """A condition that leads to others, once, at its first branch that does. One that leads to itself is a loop."""
    if not isinstance(item, TimeCondition):
        return
    branches = {
        branch: other
        for branch, other in (
            ("if_time_matches", item.if_time_matches.time_condition),
            ("if_time_does_not_match", item.if_time_does_not_match.time_condition),
        )
        if other is not None and other != name
    }
    if branches:
        others = listed([f"time condition '{other}'" for other in dict.fromkeys(branches.values())], "and")
        yield RULE.at(
            (kind, name, next(iter(branches)), "time_condition"),
            f"time condition '{name}' leads to {others}: where a chat goes depends on "
            "several time groups at once, which is hard to see and easy to get wrong",
            help="if there are only two ways to go, let one time group say it all: it may include and exclude "
            "other groups; if there are more, see with `routecfg hours` how they fit together",
        )
