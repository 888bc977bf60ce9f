"""Two inbound routings on one channel.

A message that comes in on the channel can only follow one of them: the customers of the other are routed as if they
had written to somebody else.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {queue: support}
      sales:
        title: Sales
        api_token: {env: SALES_TOKEN}
        channel_id: "6487021345"
        next_destination: {queue: support}
    queues:
      support: {title: Support}

Good:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {queue: support}
      sales:
        title: Sales
        api_token: {env: SALES_TOKEN}
        channel_id: "6487021346"
        next_destination: {queue: support}
    queues:
      support: {title: Support}
"""

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Related, Rule, Severity
from routecfg.rules.context import Context, Need

RULE = Rule("RC705", "shared-channel", Severity.ERROR, __doc__)

NEEDS = Need.NOTHING


def check_estate(context: Context) -> Iterator[Finding]:
    """Channels that more than one routing claims, told at every routing but the first by name."""
    first: dict[str, str] = {}
    for name, routing in sorted(context.estate.inbound_routings.items()):
        owner = first.setdefault(routing.channel_id, name)
        if owner != name:
            yield RULE.at(
                ("inbound_routings", name, "channel_id"),
                f"this channel is already that of inbound routing '{owner}': a message can follow only one of them",
                help="give each inbound routing the channel ID of its own WhatsApp number",
                related=(Related(f"'{owner}' claims it here", ("inbound_routings", owner, "channel_id")),),
            )
