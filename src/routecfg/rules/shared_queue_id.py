"""Two queues with one id.

The id is the queue's number in the contact centre. Chats that are routed to either queue reach the same agents, and
whoever reads the routing believes that they are two teams.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {queue: support}
      service:
        title: Service
        api_token: {env: SERVICE_TOKEN}
        channel_id: "6487021346"
        next_destination: {queue: repairs}
    queues:
      support: {title: Support, id: 10001}
      repairs: {title: Repairs, id: 10001}

Good:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        next_destination: {queue: support}
      service:
        title: Service
        api_token: {env: SERVICE_TOKEN}
        channel_id: "6487021346"
        next_destination: {queue: repairs}
    queues:
      support: {title: Support, id: 10001}
      repairs: {title: Repairs, id: 10002}
"""

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Related, Rule, Severity
from routecfg.model import Object, Queue, Settings
from routecfg.rules.support.context import Context, Need

RULE = Rule("RC706", "shared-queue-id", Severity.WARNING, __doc__)

NEEDS = Need.NOTHING


def concerns(_kind: str, _name: str, item: Object, _settings: Settings) -> bool:
    """Every queue."""
    return isinstance(item, Queue)


def check_estate(context: Context) -> Iterator[Finding]:
    """Ids that more than one queue has, reported at every queue but the first by name."""
    first: dict[int, str] = {}
    for name, queue in sorted(context.concerned(RULE).queues.items()):
        if queue.id is None:
            continue
        owner = first.setdefault(queue.id, name)
        if owner != name:
            yield RULE.at(
                ("queues", name, "id"),
                f"queue '{owner}' has the same id: chats for '{name}' reach the agents of '{owner}'",
                help="give each queue its own id of the contact centre, or use one queue in both places",
                related=(Related(f"'{owner}' has it here", ("queues", owner, "id")),),
            )
