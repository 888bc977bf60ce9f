"""A decision that cannot be reached from the start of its tree.

No customer ever gets there. Often the target that led to it was changed, or a new decision was never linked. Decisions
that only lead to each other are found, too. Only the first of them is reported: the message says how many others
behind it no customer gets to, either, and which objects.

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
            targets: [{to: {queue: support}}]
          complaint:
            title: Complaint
            targets: [{to: {queue: support}}]
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
              - when: {button: {title: Complaint}}
                to: {decision: complaint}
              - to: {queue: support}
                default: true
          complaint:
            title: Complaint
            targets: [{to: {queue: support}}]
    queues:
      support: {title: Support, id: 10001}
"""

from collections import Counter
from collections.abc import Iterator

from routecfg.diagnostics import Finding, Rule, Severity, listed, plural
from routecfg.graph import Graph, Links, beyond, heads, reach
from routecfg.rules.support.context import FlowContext, Need
from routecfg.rules.unreachable_object import KINDS, linked, roots

RULE = Rule("RC304", "unreachable-decision", Severity.WARNING, __doc__)

NEEDS = Need.NOTHING

_NAMED = 2


def check_flow(context: FlowContext) -> Iterator[Finding]:
    """The decisions from which all that is unreachable in a tree can be reached, and objects to which only they lead.

    What stands after a target that always leaves counts as reached, and so does the decision that a wrong name most
    likely means: other rules report these faults. Where as many names that customers get to mean no decision of the
    tree, they may mean these.
    """
    graph = context.graph
    decisions = {number for each in graph.decisions.values() for number in each.values()}
    if decisions <= graph.named:
        return
    after = _meant(context)
    cut_off = decisions - graph.reachable_decisions(after)
    if context.facts.whole:  # a tree to which nothing leads is reported as a whole
        led_to = linked(context)
        cut_off = {number for number in cut_off if graph.numbers["decision_trees", graph.nodes[number].tree] in led_to}
    first = heads(after, cut_off)
    behind = _behind(context, list(first), after) if first and context.facts.whole else {}
    in_tree = Counter(graph.nodes[head].tree for head in first)
    lost = {
        (each.owner, each.name)
        for each in context.facts.lost
        if each.kind == "decision" and graph.decisions[each.owner].get(each.decision) not in cut_off
    }
    lost_in = Counter(tree for tree, _ in lost)
    for head, hanging in first.items():
        node = graph.nodes[head]
        if in_tree[node.tree] <= lost_in[node.tree]:
            continue
        yield RULE.at(
            node.path,
            f"{node} cannot be reached from the start of decision tree '{node.tree}': "
            f"no customer ever gets there{_nor(graph, len(hanging), behind.get(head, []))}",
            on_key=True,
            help="make it the target of a decision that customers get to, or remove it",
        )


def _meant(context: FlowContext) -> Links:
    """What leads where. A decision that a wrong name most likely means counts as one that its tree leads to."""
    graph = context.graph
    meant = [(tree, graph.decisions[tree][name]) for tree, name in context.facts.meant_decisions]
    meant += [(tree, start) for tree in graph.decisions for start in graph.starts(tree)]
    edges = [(graph.numbers["decision_trees", tree], number) for tree, number in meant]
    if all(graph.written.has_edge(*edge) for edge in edges):
        return graph.written
    after = graph.written.copy()
    after.add_edges_from(edges)
    return after


def _behind(context: FlowContext, first: list[int], after: Links) -> dict[int, list[int]]:
    """By decision, the objects behind it that no customer reaches. What is behind several is listed with the first."""
    graph = context.graph
    known = reach(after, roots(context))
    led_to = linked(context)
    found: dict[int, list[int]] = {}
    for head in first:
        further = beyond(after, head, known)
        known.update(further)
        found[head] = [number for number in further if graph.nodes[number].kind in KINDS and number in led_to]
    return found


def _nor(graph: Graph, decisions: int, objects: list[int]) -> str:
    words = [plural(decisions, "other decision")] if decisions else []
    names = [str(graph.nodes[number]) for number in sorted(objects)]
    words += names if len(names) <= _NAMED else [plural(len(names), "object")]
    return f", nor to {listed(words, 'or')} behind it" if words else ""
