"""A decision that leaves the chat with nobody.

It runs its actions and has no target: no queue takes the chat, no answer is understood, nothing ends it. The customer
keeps writing and never gets an answer. The same happens if the only target is in one branch of a condition, and the
other branch has none.

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
from routecfg.disclosure import LONGEST_PATH, without_middle
from routecfg.graph import TAKEN, Graph, Stop, build, in_words
from routecfg.model import DecisionTree, Estate, Object, Settings

RULE = Rule("RC305", "dead-end", Severity.ERROR, __doc__)


def check_object(kind: str, name: str, item: Object, _settings: Settings) -> Iterator[Finding]:
    """Decisions that a chat gets to from the start of their tree, and at which it may stop for good."""
    if not isinstance(item, DecisionTree) or all(decision.targets for decision in item.decisions):
        return
    graph = build(Estate(decision_trees={name: item}))
    if not graph.dead_ends:
        return
    reachable = graph.reachable_decisions(graph.taken)
    for number in graph.dead_ends:
        if number not in reachable:
            continue
        decision = graph.nodes[number]
        sometimes = any(edge.kind in TAKEN for edge in graph.edges[number])
        when = "if none of the targets among its actions is taken, " if sometimes else ""
        yield RULE.at(
            decision.path,
            f"{when}{decision} leads nowhere: the chat stops here with nobody, "
            "and the customer waits for an answer that never comes",
            on_key=True,
            help="add a target: another decision, a queue, a chatbot, or a terminate that ends the chat",
            witness=Witness(
                path=without_middle(in_words(_path(graph, graph.numbers[kind, name], number)), LONGEST_PATH)
            ),
        )


def _path(graph: Graph, tree: int, decision: int) -> list[Stop]:
    """From the tree to the decision; past all others if nobody knows where the tree begins."""
    path = graph.arrival.path_to(decision)
    return path if path[0][0] == graph.nodes[tree] else [(graph.nodes[tree], None), path[-1]]
