"""A decision where the chat stops with nobody.

Its actions run, and then there is no target: nobody takes the chat, no answer is understood, nothing ends it. The
customer writes on and is never answered. The same holds if only a condition among the actions leads on, and none
leads on otherwise.

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
            actions:
              - condition:
                  if: contact.name
                  then: [{target: {queue: support}}]
              - send_message: {text: "We do not know you yet."}
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
            actions:
              - condition:
                  if: contact.name
                  then: [{target: {queue: support}}]
              - send_message: {text: "We do not know you yet."}
            targets: [{to: {terminate: unknown-customer}}]
    terminates:
      unknown-customer: {title: Unknown customer, disconnection_cause: decision_tree}
    queues:
      support: {title: Support, id: 10001}
"""

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Rule, Severity, Witness
from routecfg.graph import abridged, leaving, taken_steps, way_inside, ways_inside
from routecfg.model import DecisionTree, Object, Settings, spoken

RULE = Rule("RC305", "dead-end", Severity.ERROR, __doc__)


def check_object(kind: str, name: str, one: Object, _settings: Settings) -> Iterator[Finding]:
    """Decisions that a chat gets to from the start of their tree, and at which it may stop for good."""
    if not isinstance(one, DecisionTree) or one.also:
        return
    stops = [decision for decision in one.decisions if not decision.targets and not decision.also]
    stops = [decision for decision in stops if leaving(decision.actions).goes_on]
    if not stops:
        return
    before = ways_inside(one, taken_steps(one))
    for decision in stops:
        if decision.name not in before:
            continue
        sometimes = bool(leaving(decision.actions).exits)
        when = "if none of the targets among its actions is taken, " if sometimes else ""
        yield RULE.at(
            (kind, name, "decisions", decision.name),
            f"{when}decision '{decision.name}' leads nowhere: the chat stops here with nobody, "
            "and the customer waits for an answer that never comes",
            on_key=True,
            help="add a target: another decision, a queue, a chatbot, or a terminate that ends the chat",
            witness=Witness(
                path=abridged((spoken(kind, name), *(f"decision '{one}'" for one in way_inside(decision.name, before))))
            ),
        )
