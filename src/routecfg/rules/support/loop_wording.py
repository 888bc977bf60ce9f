"""What the rules about cycles without a customer's message say: the same of cycles that never end and of others."""

from routecfg.diagnostics import Finding, Related, Rule, Witness
from routecfg.disclosure import LONGEST_PATH, without_middle
from routecfg.graph import Cycle, EdgeKind, in_words
from routecfg.opening_hours import rfc3339
from routecfg.rules.support.context import FlowContext

_RELATED = 5
"""More places of one cycle than this would not help the reader."""


def cycle_finding(rule: Rule, context: FlowContext, cycle: Cycle, consequence: str, advice: str) -> Finding:
    """A finding at the destination that closes the cycle. `consequence` says what becomes of a chat."""
    graph = context.graph
    first, (last, closing) = graph.nodes[cycle.edges[0][0]], cycle.edges[-1]
    if len(cycle.edges) == 1:
        what = f"{first.full_name} leads back to itself without a message from the customer"
    else:
        inside = {graph.nodes[node].tree for node, _ in cycle.edges} == {first.tree}
        names = [str(node) if inside else node.full_name for node in (graph.nodes[last], first)]
        what = f"{names[0]} leads back to {names[1]}, and nothing in this loop waits for a message from the customer"
    when: list[str] = []
    bots = dict.fromkeys(str(graph.nodes[node]) for node, edge in cycle.edges if edge.kind is EdgeKind.FALLBACK)
    if bots:
        when.append(f"while {' and '.join(bots)} cannot be reached")
    instant = None
    if cycle.instant is not None:
        instant = rfc3339(cycle.instant, context.facts.timezone)
        when.append(f"for example at {instant}")
    immediate = [node for node, edge in cycle.edges if edge.kind is EdgeKind.IMMEDIATE]
    if cycle.language is not None:
        when.append(f"for customers whose language is '{cycle.language}'")
    elif any(edge.language for node in immediate for edge in graph.edges[node]):
        when.append("for customers whose language has no target of its own here")
    condition = f" ({', '.join(when)})" if when else ""
    return rule.at(
        graph.edge_path(last, closing),
        f"{what}{condition}: {consequence}",
        help=advice,
        related=tuple(
            Related(f"leads on to {graph.nodes[edge.to]}", graph.edge_path(node, edge))
            for node, edge in cycle.edges[:-1][:_RELATED]
        ),
        witness=Witness(instant=instant, path=without_middle(in_words(cycle.path(graph)), LONGEST_PATH)),
    )
