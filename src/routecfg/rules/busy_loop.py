"""A loop that only data can end.

No decision in it waits for the customer. A condition or a loop among the actions can lead out of it, but until one
does, the chat goes round: it repeats its requests and messages until it fails. A web service that is down for a
minute is enough.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {decision_tree: menu}
    decision_trees:
      menu:
        title: Menu
        decisions:
          order-status:
            title: Order status
            actions:
              - request: {url: "https://api.acme.example/status", save_as: service}
              - condition:
                  if: service.ready
                  then: [{target: {queue: support}}]
            targets: [{to: {decision: order-status}}]
    queues:
      support: {title: Support, id: 10001}

Good:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {decision_tree: menu}
    decision_trees:
      menu:
        title: Menu
        decisions:
          order-status:
            title: Order status
            actions:
              - request: {url: "https://api.acme.example/status", save_as: service}
              - condition:
                  if: service.ready
                  then: [{target: {queue: support}}]
              - send_message: {text: "Please write again in a minute."}
            targets:
              - to: {decision: order-status}
                default: true
    queues:
      support: {title: Support, id: 10001}
"""

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Rule, Severity
from routecfg.rules.support.context import DataContext, Need
from routecfg.rules.support.loop_wording import cycle_finding

RULE = Rule("RC302", "busy-loop", Severity.WARNING, __doc__)

NEEDS = Need.OBJECTS


def check_data(context: DataContext) -> Iterator[Finding]:
    """Each loop that chats get to, at the destination that leads back to where they get into it.

    Where a condition comes out the same for every chat, and so leads out of the loop each time, nobody goes round.
    """
    flow = context.flow
    for cycle in flow.cycles:
        if cycle.endless or cycle.edges[0][0] not in flow.reached:
            continue
        if all(context.data.takes(node, edge) for node, edge in cycle.edges):
            yield cycle_finding(
                RULE,
                flow,
                cycle,
                "only a condition or a loop among the actions can end it, and until one does the customer is stuck",
                "let a decision of the loop wait for an answer before it tries again",
            )
