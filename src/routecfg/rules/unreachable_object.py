"""Something that no inbound routing leads to.

No customer ever gets there: it is left over, or nobody linked it. Objects that only lead to each other are found, too,
although each of them is used. Only the first of them is reported, with the number of others behind it that no customer
gets to, either.

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

from collections import Counter
from collections.abc import Iterator
from typing import Final

from routecfg.diagnostics import Finding, Rule, Severity, plural
from routecfg.graph import ELSEWHERE, Graph, Links, heads, links, reach
from routecfg.rules.support.context import FlowContext, Need

RULE = Rule("RC303", "unreachable-object", Severity.WARNING, __doc__)

NEEDS = Need.OBJECTS

KINDS: Final = frozenset({"time_conditions", "decision_trees", "chatbots", "terminates"})
"""Queues, target sets and everything else that is only referred to belong to RC203."""


def check_flow(context: FlowContext) -> Iterator[Finding]:
    """The objects from which everything unreachable can be reached.

    An object that a wrong name most likely means counts as reached: another rule reports the name. So do objects of a
    kind if as many names of it that chats get to exist nowhere. A tree leads to
    everything that is written in it, even in decisions that no chat gets to: these are reported by themselves, and
    once they are corrected, what they lead to is reached as well.
    """
    graph = context.graph
    if all(number in graph.named for number, node in enumerate(graph.nodes) if node.kind in KINDS):
        return
    after = _between_objects(graph)
    left = set(after) - reach(after, roots(context)) - {ELSEWHERE}
    first = heads(after, left)
    of_kind = Counter(graph.nodes[head].kind for head in first)
    lost = {
        (each.kind, each.name)
        for each in context.facts.lost
        if graph.numbers.get((each.owner_kind, each.owner)) not in left
    }
    lost_of_kind = Counter(kind for kind, _ in lost)
    for head, hanging in first.items():
        node = graph.nodes[head]
        if node.kind not in KINDS or of_kind[node.kind] <= lost_of_kind[node.kind]:
            continue
        others = sum(graph.nodes[number].kind in KINDS for number in hanging)
        rest = f", nor to {plural(others, 'other object')} behind it" if others else ""
        yield RULE.at(
            node.path,
            f"no inbound routing leads to {node}, directly or through others: no customer ever gets there{rest}",
            on_key=True,
            help="name it as the destination of something that customers get to, or remove it",
        )


def linked(context: FlowContext) -> set[int]:
    """The numbers of the objects that an inbound routing leads to."""
    return reach(_between_objects(context.graph), roots(context))


def roots(context: FlowContext) -> list[int]:
    """Where chats come in, and the objects that wrong names most likely mean."""
    graph = context.graph
    return graph.inbound_routings + [
        graph.numbers[name] for name in context.facts.meant_objects if name in graph.numbers
    ]


def _between_objects(graph: Graph) -> Links:
    """What each object leads to; decisions count as their tree."""
    owners = [
        graph.numbers["decision_trees", node.within] if node.within else number
        for number, node in enumerate(graph.nodes)
    ]
    pairs = ((owners[number], owners[edge.to]) for number, edges in enumerate(graph.edges) for edge in edges)
    return links(dict.fromkeys(owners), dict.fromkeys(pairs))  # most edges stay within their tree
