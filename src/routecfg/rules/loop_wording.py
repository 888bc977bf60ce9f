"""How a loop without a customer's message is told: the same for loops that never end and for those that data end."""

from routecfg.diagnostics import Finding, Related, Rule, Witness
from routecfg.graph import Loop, Way, abridged, in_words
from routecfg.opening_hours import rfc3339
from routecfg.rules.context import Context

_RELATED = 5
"""More places of one loop than this do not help anybody."""


def told(rule: Rule, context: Context, loop: Loop, means: str, advice: str) -> Finding:
    """A finding at the destination that closes the loop. `means` says what becomes of a chat."""
    graph = context.graph
    first, (last, closing) = graph.nodes[loop.way[0][0]], loop.way[-1]
    if len(loop.way) == 1:
        what = f"{first.full_name} leads back to itself without a message of the customer"
    else:
        inside = {graph.nodes[node].tree for node, _ in loop.way} == {first.tree}
        names = [str(one) if inside else one.full_name for one in (graph.nodes[last], first)]
        what = f"{names[0]} leads back to {names[1]}, and nothing on the way round waits for a message of the customer"
    when: list[str] = []
    bots = dict.fromkeys(str(graph.nodes[node]) for node, step in loop.way if step.way is Way.FALLBACK)
    if bots:
        when.append(f"while {' and '.join(bots)} cannot be reached")
    instant = None
    if loop.instant is not None:
        instant = rfc3339(loop.instant, context.settings.timezone)
        when.append(f"for example at {instant}")
    if loop.language is not None:
        when.append(f"for customers whose language is '{loop.language}'")
    elif any(step.language for node, taken in loop.way if taken.way is Way.IMMEDIATE for step in graph.steps[node]):
        when.append("for customers whose language has no target of its own here")
    condition = f" ({', '.join(when)})" if when else ""
    return rule.at(
        graph.step_path(last, closing),
        f"{what}{condition}: {means}",
        help=advice,
        related=tuple(
            Related(f"leads on to {graph.nodes[step.to]}", graph.step_path(node, step))
            for node, step in loop.way[:-1][:_RELATED]
        ),
        witness=Witness(instant=instant, path=abridged(in_words(loop.told(graph)))),
    )
