"""Answers that lead back to where the customer was.

Menus often have a way back, so this is off by default. To see it, set `menu-loop: info` in routecfg.yaml. Decisions
that all lead to each other are reported once.

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
              - when: {button: {title: Agent}}
                to: {queue: support}
              - to: {decision: welcome}
                default: true
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
          welcome:
            title: Welcome
            targets:
              - when: {button: {title: Agent}}
                to: {queue: support}
              - to: {terminate: goodbye}
                default: true
    terminates:
      goodbye: {title: Goodbye, disconnection_cause: decision_tree}
    queues:
      support: {title: Support, id: 10001}
"""

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Rule, Severity, Witness, plural
from routecfg.disclosure import LONGEST_PATH, without_middle
from routecfg.graph import in_words, menu_cycles
from routecfg.rules.support.context import FlowContext, Need

RULE = Rule("RC308", "menu-loop", Severity.OFF, __doc__)

NEEDS = Need.OBJECTS


def check_flow(context: FlowContext) -> Iterator[Finding]:
    """Each set of places that lead to each other through an answer, at the first that customers get to."""
    graph = context.graph
    for cycle in menu_cycles(graph):
        first = graph.nodes[cycle.nodes[0]]
        decisions = sum(graph.nodes[number].kind == "decisions" for number in cycle.nodes)
        yield RULE.at(
            first.path,
            f"answers lead from {first.full_name} back to it ({plural(decisions, 'decision')} on the ways round): "
            "a customer can go round here as long as the answers say so",
            on_key=True,
            witness=Witness(path=without_middle(in_words(cycle.path), LONGEST_PATH)),
        )
