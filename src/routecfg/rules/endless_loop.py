"""A loop that neither customers nor data can end.

The chat takes every step of it at once: immediate targets, targets among the actions, time conditions, the fallback of
a chatbot that is down. No decision waits for a message and no condition leads out, so a chat that enters the loop
never leaves it. The customer sees nothing, or the same message over and over, until the chat fails.

A time condition takes one branch at a time. If it leads out of the loop only while its time group holds, chats at all
other times are caught, and the message names one such time. In the same way, a target that leads elsewhere in one
language catches only the customers of the other languages.

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
          welcome:
            title: Welcome
            actions: [{send_message: {text: "Hello!"}}]
            targets: [{to: {decision: orders}}]
          orders:
            title: Orders
            actions: [{send_message: {text: "What is your order number?"}}]
            targets: [{to: {decision: welcome}}]

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
          welcome:
            title: Welcome
            actions: [{send_message: {text: "Hello!"}}]
            targets: [{to: {decision: orders}}]
          orders:
            title: Orders
            actions: [{send_message: {text: "What is your order number?"}}]
            targets:
              - when: {pattern: "/[0-9]{6}/"}
                to: {queue: support}
              - to: {decision: welcome}
                default: true
    queues:
      support: {title: Support, id: 10001}
"""

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Rule, Severity
from routecfg.rules.support.context import FlowContext, Need
from routecfg.rules.support.loop_wording import cycle_finding

RULE = Rule("RC301", "endless-loop", Severity.ERROR, __doc__)

NEEDS = Need.OBJECTS


def check_flow(context: FlowContext) -> Iterator[Finding]:
    """Each loop at the destination that leads back to where chats get into it."""
    for cycle in context.cycles:
        if cycle.endless:
            yield cycle_finding(
                RULE,
                context,
                cycle,
                "a chat that gets here never leaves the loop, and the customer gets no further",
                "let a decision of the loop wait for an answer, or lead on to a queue, a chatbot or a terminate",
            )
