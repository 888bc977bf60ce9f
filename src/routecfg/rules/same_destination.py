"""A time condition whose branches both lead to one place.

The time makes no difference to the customer, although somebody meant it to: one branch was most likely forgotten
when the other was copied.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {time_condition: opening-hours}
    time_conditions:
      opening-hours:
        title: Open or closed
        time_group: opening-hours
        if_time_matches: {queue: support}
        if_time_does_not_match: {queue: support}
    time_groups:
      opening-hours:
        title: Opening hours
        include: [{days: mon-fri, hours: "08:00-18:00"}]
    queues:
      support: {title: Support, id: 10001}

Good:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {time_condition: opening-hours}
    time_conditions:
      opening-hours:
        title: Open or closed
        time_group: opening-hours
        if_time_matches: {queue: support}
        if_time_does_not_match: {terminate: closed}
    time_groups:
      opening-hours:
        title: Opening hours
        include: [{days: mon-fri, hours: "08:00-18:00"}]
    terminates:
      closed: {title: Closed, disconnection_cause: out_of_time}
    queues:
      support: {title: Support, id: 10001}
"""

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Related, Rule, Severity
from routecfg.model import Object, Settings, TimeCondition, spoken

RULE = Rule("RC504", "same-destination", Severity.WARNING, __doc__)


def check_object(kind: str, name: str, item: Object, _settings: Settings) -> Iterator[Finding]:
    """The second branch, if it is as the first."""
    if not isinstance(item, TimeCondition) or item.if_time_matches != item.if_time_does_not_match:
        return
    to = item.if_time_matches
    if to.time_condition == name:  # reported as an endless loop
        return
    yield RULE.at(
        (kind, name, "if_time_does_not_match"),
        f"both branches lead to {spoken(to.kind, to.name)}: "
        f"time group '{item.time_group}' makes no difference to the customer",
        help="correct one of the branches, or lead on without this time condition",
        related=(Related("the same destination", (kind, name, "if_time_matches")),),
    )
