"""A part of the estate that customers cannot leave.

Whatever they answer, they never get to a queue, a chatbot or an end: one question follows another until they give up.
Each such part is reported once, at the place where customers get into it.

A target may lead elsewhere in one language. Then the customers of that language can be caught where all others get
out, and the message names the languages: those that the inbound routings that lead there have under `languages`, or
the project's.

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
from typing import NamedTuple

from routecfg.diagnostics import Finding, Rule, Severity, Witness, listed, plural
from routecfg.disclosure import LONGEST_PATH, without_middle
from routecfg.graph import TAKEN, Graph, in_words, same_edges, traps, variants_can_trap, ways_out
from routecfg.rules.support.context import FlowContext, Need

RULE = Rule("RC306", "no-way-out", Severity.WARNING, __doc__)

NEEDS = Need.OBJECTS


class _Trap(NamedTuple):
    """Nodes that customers cannot leave, in order of arrival.

    `graph` has the edges that these customers follow. `languages` are theirs; none if all others are caught, too.
    """

    nodes: list[int]
    graph: Graph
    languages: tuple[str, ...] = ()


def check_flow(context: FlowContext) -> Iterator[Finding]:
    """Each trap that customers get to, at the first place in it."""
    reported: set[int] = set()
    for nodes, graph, languages in _traps(context):
        if not reported.isdisjoint(nodes):  # mostly the same fault in another language
            continue
        reported.update(nodes)
        head = graph.nodes[nodes[0]]
        decisions = sum(graph.nodes[number].kind == "decisions" for number in nodes[1:])
        other = "other decision" if head.kind == "decisions" else "decision"
        inside = (
            f"it and {plural(decisions, other)} lead only to each other" if decisions else "it leads only to itself"
        )
        tongue = listed([f"'{language}'" for language in languages])
        yield RULE.at(
            head.path,
            f"a customer {f'whose language is {tongue} and ' if tongue else ''}who gets to {head.full_name} never gets "
            "to a queue, a chatbot or an end of the chat, whatever the answers are: "
            f"{'in that language, ' if tongue else ''}{inside}",
            on_key=True,
            help="give one of these decisions an answer that leads to a queue, a chatbot or a terminate"
            + (" in that language, too" if tongue else ""),
            witness=Witness(path=without_middle(in_words(graph.arrival.path_to(nodes[0])), LONGEST_PATH)),
        )


def _traps(context: FlowContext) -> list[_Trap]:
    """The traps in which some customer is caught, by the order of arrival."""
    graph = context.graph
    caught = [node for cycle in context.cycles if cycle.endless for node in cycle.caught]
    if not variants_can_trap(graph, ways_out(graph, caught)):
        return [_Trap(nodes, graph) for nodes in traps(graph, caught) if nodes[0] in context.reached]
    found: dict[frozenset[int], _Trap] = {}
    for key, languages in same_edges(context.spoken, graph.variants).items():
        own, reached = context.in_language(key, languages)
        for nodes in traps(own, caught):
            if nodes[0] not in reached:
                continue
            inside = frozenset(nodes)
            if all(edge.to in inside for node in nodes for edge in graph.edges[node] if edge.kind in TAKEN):
                found.setdefault(inside, _Trap(nodes, own))
            else:
                before = found.get(inside, _Trap(nodes, own))
                there = [each for each in languages if nodes[0] in context.in_language(key, [each])[1]]
                found[inside] = before._replace(languages=(*before.languages, *there))
    rank = graph.arrival.rank
    return sorted(found.values(), key=lambda trap: rank[trap.nodes[0]])
