"""Two inbound routings on one channel, or on one number.

A message that comes in there can only follow one of them: the customers of the other are routed as if they
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
from routecfg.model import InboundRouting, Object, Settings
from routecfg.rules.support.context import Context, Need
from routecfg.rules.support.phone_numbers import dialled_form

RULE = Rule("RC705", "shared-channel", Severity.ERROR, __doc__)

NEEDS = Need.NOTHING


def concerns(_kind: str, _name: str, item: Object, _settings: Settings) -> bool:
    """Every inbound routing."""
    return isinstance(item, InboundRouting)


def check_estate(context: Context) -> Iterator[Finding]:
    """Channels and numbers that more than one routing has, reported at every routing but the first by name."""
    channels: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for name, routing in sorted(context.concerned(RULE).inbound_routings.items()):
        owner = channels.setdefault(routing.channel_id, name)
        if owner != name:
            yield RULE.at(
                ("inbound_routings", name, "channel_id"),
                f"this channel is already that of inbound routing '{owner}': a message can follow only one of them",
                help="give each inbound routing the channel ID of its own WhatsApp number",
                related=(Related(f"'{owner}' has it here", ("inbound_routings", owner, "channel_id")),),
            )
        holder = name if routing.number is None else numbers.setdefault(dialled_form(routing.number), name)
        if holder not in (name, owner):
            yield RULE.at(
                ("inbound_routings", name, "number"),
                f"this number is already that of inbound routing '{holder}': a message can follow only one of them",
                help="write each number under one inbound routing only",
                related=(Related(f"'{holder}' has it here", ("inbound_routings", holder, "number")),),
            )
