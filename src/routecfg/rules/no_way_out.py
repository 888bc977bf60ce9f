"""A part of the estate that customers cannot leave.

Whatever they answer, they never get to a queue, a chatbot or an end: they are led from one question to the next
until they give up. Each such part is told once, at the place where customers get into it.

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
            targets:
              - when: {button: {title: Orders}}
                to: {decision: orders}
              - to: {decision: welcome}
                default: true
          orders:
            title: Orders
            targets:
              - to: {decision: welcome}
                default: true

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
            targets:
              - when: {button: {title: Orders}}
                to: {decision: orders}
              - to: {decision: welcome}
                default: true
          orders:
            title: Orders
            targets:
              - to: {queue: support}
                default: true
    queues:
      support: {title: Support, id: 10001}
"""

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Rule, Severity, Witness, plural
from routecfg.disclosure import LONGEST_WAY, without_middle
from routecfg.graph import in_words, traps
from routecfg.rules.support.context import FlowContext, Need

RULE = Rule("RC306", "no-way-out", Severity.WARNING, __doc__)

NEEDS = Need.OBJECTS


def check_flow(context: FlowContext) -> Iterator[Finding]:
    """Each trap that customers get to, at the first place in it."""
    graph = context.graph
    caught = [node for cycle in context.cycles if cycle.endless for node in cycle.caught]
    for trap in traps(graph, caught):
        if trap[0] not in context.reached:
            continue
        head = graph.nodes[trap[0]]
        decisions = sum(graph.nodes[number].kind == "decisions" for number in trap)
        others = decisions - (head.kind == "decisions")
        inside = (
            f"it and {plural(others, 'other decision')} lead only to each other"
            if others
            else "it leads only to itself"
        )
        yield RULE.at(
            head.path,
            f"a customer who gets to {head.full_name} never gets to a queue, a chatbot or an end of the chat, "
            f"whatever the answers are: {inside}",
            on_key=True,
            help="give one of these decisions an answer that leads to a queue, a chatbot or a terminate",
            witness=Witness(path=without_middle(in_words(graph.arrival.path_to(trap[0])), LONGEST_WAY)),
        )
