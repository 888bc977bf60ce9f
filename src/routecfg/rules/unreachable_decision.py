"""A decision to which no way leads from the start of its tree.

No customer ever gets there. Often a target was changed and its old goal stayed behind, or a new decision was never
linked. Decisions that only lead to each other are found, too. Only the first ones are told, with how many others
hang on them, and with the objects that no customer gets to for the same reason.

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

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Rule, Severity, listed, plural
from routecfg.graph import ELSEWHERE, Graph, heads, reach
from routecfg.rules.context import Context, Need
from routecfg.rules.unreachable_object import KINDS, linked, roots

RULE = Rule("RC304", "unreachable-decision", Severity.WARNING, __doc__)

NEEDS = Need.NOTHING

_NAMED = 2


def check_estate(context: Context) -> Iterator[Finding]:
    """The decisions from which all that is unreachable in a tree can be reached, and objects to which only they lead.

    What is written behind something that always leaves counts as reached, and so does what a name that no decision has
    most likely means: these are told as faults of their own.
    """
    graph = context.graph
    after = [[step.to for step in steps] for steps in graph.steps]
    cut_off = _cut_off(context, after)
    if not cut_off:
        return
    first = heads(cut_off, after)
    behind = _behind(context, list(first), after) if context.whole else {}
    for head, hanging in first.items():
        node = graph.nodes[head]
        rest = f"; {plural(len(hanging), 'other decision hangs', 'other decisions hang')} on it" if hanging else ""
        yield RULE.at(
            node.path,
            f"no way leads from the start of decision tree '{node.tree}' to {node}: "
            f"no customer ever gets there{_nor(graph, behind.get(head, []))}{rest}",
            on_key=True,
            help="make it the target of a decision that customers get to, or remove it",
        )


def _cut_off(context: Context, after: list[list[int]]) -> set[int]:
    """The decisions that the start of their tree does not lead to.

    `after` learns what wrong names mean. A start that does not exist leads to all decisions: nobody knows to which.
    """
    graph, trees = context.graph, context.estate.decision_trees
    inside: dict[str, dict[str, int]] = {name: {} for name in trees}
    for number, node in enumerate(graph.nodes):
        if node.kind == "decisions":
            inside[node.tree][node.name] = number
    numbers = {name: graph.numbers["decision_trees", name] for name in trees}
    for name, number in numbers.items():
        if after[number] == [ELSEWHERE]:
            after[number] = [*inside[name].values()]
    for tree, name in sorted(context.naming.meant_decisions):
        after[numbers[tree]].append(inside[tree][name])
    decisions = {number for each in inside.values() for number in each.values()}
    return decisions - set(reach(numbers.values(), after))


def _behind(context: Context, first: list[int], after: list[list[int]]) -> dict[int, list[int]]:
    """The objects to which only these decisions lead, and what they lead to: by the first that does."""
    graph = context.graph
    told = set(reach(roots(context), after))
    led_to = linked(context)
    found: dict[int, list[int]] = {}
    for head in first:
        waiting, found[head] = [head], []
        while waiting:
            for number in after[waiting.pop()]:
                if number not in told:
                    told.add(number)
                    waiting.append(number)
                    if graph.nodes[number].kind in KINDS and number in led_to:
                        found[head].append(number)
    return found


def _nor(graph: Graph, objects: list[int]) -> str:
    if not objects:
        return ""
    names = [str(graph.nodes[number]) for number in sorted(objects)]
    told = listed(names, "or") if len(names) <= _NAMED else plural(len(names), "object")
    return f", nor to {told} behind it"
