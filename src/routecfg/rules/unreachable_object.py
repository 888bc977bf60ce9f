"""Something that no inbound routing leads to.

No customer ever gets there: it is left over, or the way to it was forgotten. What leads nowhere but to each other
counts, too, so two trees that call one another are found although each is used. Only the first ones are told, with
how many others hang on them.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {queue: support}
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
from typing import Final

from routecfg.diagnostics import Finding, Rule, Severity, plural
from routecfg.graph import ELSEWHERE, Graph, Links, heads, links, reach
from routecfg.rules.support.context import FlowContext, Need

RULE = Rule("RC303", "unreachable-object", Severity.WARNING, __doc__)

NEEDS = Need.OBJECTS

KINDS: Final = frozenset({"time_conditions", "decision_trees", "chatbots", "terminates"})
"""Queues and target sets, like all that lives by being named, are another rule's."""


def check_flow(context: FlowContext) -> Iterator[Finding]:
    """The objects from which everything unreachable can be reached.

    What a name that nothing has most likely means counts as led to: that fault is told there. A tree leads to all
    that is written in it, even behind decisions that no chat gets to: these are told by themselves, and what they
    lead to is well again once they are.
    """
    graph = context.graph
    if all(number in graph.named for number, node in enumerate(graph.nodes) if node.kind in KINDS):
        return
    after = _between_objects(graph)
    left = set(after) - reach(after, roots(context)) - {ELSEWHERE}
    for head, hanging in heads(after, left).items():
        node = graph.nodes[head]
        if node.kind not in KINDS:
            continue
        others = sum(graph.nodes[number].kind in KINDS for number in hanging)
        rest = f"; {plural(others, 'other object hangs', 'other objects hang')} on it" if others else ""
        yield RULE.at(
            node.path,
            f"no inbound routing leads to {node}, by any way: no customer ever gets there{rest}",
            on_key=True,
            help="name it as the destination of something that customers get to, or remove it",
        )


def linked(context: FlowContext) -> set[int]:
    """The numbers of the objects that an inbound routing leads to."""
    return reach(_between_objects(context.graph), roots(context))


def roots(context: FlowContext) -> list[int]:
    """Where chats come in, and what names that nothing has most likely mean."""
    graph = context.graph
    return graph.inbound_routings + [
        graph.numbers[name] for name in context.facts.meant_objects if name in graph.numbers
    ]


def _between_objects(graph: Graph) -> Links:
    """What each object leads to, decisions taken together with their tree."""
    owners = [
        graph.numbers["decision_trees", node.within] if node.within else number
        for number, node in enumerate(graph.nodes)
    ]
    pairs = ((owners[number], owners[edge.to]) for number, edges in enumerate(graph.edges) for edge in edges)
    return links(dict.fromkeys(owners), dict.fromkeys(pairs))  # most edges stay within their tree
