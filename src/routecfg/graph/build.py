"""From an estate to its graph."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import msgspec

from routecfg.diagnostics import Path
from routecfg.graph.exits import exits_of
from routecfg.graph.graph import ELSEWHERE, Graph
from routecfg.graph.nodes import Edge, EdgeKind, Node
from routecfg.model import DESTINATION_KINDS, Decision, DecisionTree, Destination, Estate, Kind, Target

_KINDS: Final[tuple[Kind, ...]] = (
    "inbound_routings",
    "time_conditions",
    "decision_trees",
    "chatbots",
    "terminates",
    "target_sets",
    "queues",
)
"""What a chat can get to, or choose from. Of several nodes in a ring the first one is reported: rarely a target set."""

_STAYS: Final = frozenset({"target_sets", "terminates", "queues"})
"""Where a chat ends, or goes on with a message only. Not at a chatbot, which may be down."""

_NO_DECISIONS: Final[Mapping[str, int]] = MappingProxyType({})


def build(estate: Estate, incomplete: Iterable[tuple[str, str]] = ()) -> Graph:
    """The graph of an estate: every destination that is written down is an edge.

    `incomplete` are objects of which only kind and name are known: there is a node for each, and no edge out of it.

    A decision with immediate targets and others beside them is taken to wait for an answer for all of them: RC309
    reports it. Edges behind something that always leaves before are `UNTAKEN`.
    """
    graph = Graph()
    for kind in _KINDS:
        for name in estate.of(kind):
            graph.numbers[kind, name] = _add_node(graph, Node(kind, name), rests=kind in _STAYS)
    for known in sorted(incomplete):
        if known[0] in _KINDS:
            graph.numbers[known] = _add_node(graph, Node(*known), rests=True)
            graph.incomplete.add(graph.numbers[known])
    for name, routing in estate.inbound_routings.items():
        node = graph.numbers["inbound_routings", name]
        _add_edge(graph, node, routing.next_destination, EdgeKind.ROUTE, ("next_destination",))
    for name, condition in estate.time_conditions.items():
        node = graph.numbers["time_conditions", name]
        graph.groups[node] = condition.time_group
        _add_edge(graph, node, condition.if_time_matches, EdgeKind.MATCHES, ("if_time_matches",))
        _add_edge(graph, node, condition.if_time_does_not_match, EdgeKind.DOES_NOT_MATCH, ("if_time_does_not_match",))
    for name, answers in estate.target_sets.items():
        for index, target in enumerate(answers.targets):
            _add_target(graph, graph.numbers["target_sets", name], target, EdgeKind.ANSWER, index, _NO_DECISIONS)
    for name, bot in estate.chatbots.items():
        node = graph.numbers["chatbots", name]
        _add_edge(graph, node, bot.fallback, EdgeKind.FALLBACK, ("fallback",))
        for index, queue in enumerate(bot.transfers):
            to = graph.numbers.get(("queues", queue), ELSEWHERE)
            graph.edges[node].append(Edge(to, EdgeKind.TRANSFER, ("transfers", index)))
    for name, tree in estate.decision_trees.items():
        _add_tree(graph, name, tree)
    return graph


def _add_node(graph: Graph, node: Node, *, rests: bool) -> int:
    graph.nodes.append(node)
    graph.edges.append([])
    graph.rests.append(rests)
    return len(graph.nodes) - 1


def _add_tree(graph: Graph, name: str, tree: DecisionTree) -> None:
    common: list[Edge] = []
    if tree.also:
        also = _add_node(graph, Node("also", name), rests=False)
        graph.edges[also] += _to_sets(graph, tree.also)
        common = [Edge(also, EdgeKind.SET, ("also",))]
    decisions = {
        decision.name: _add_node(graph, Node("decisions", decision.name, name), rests=False)
        for decision in tree.decisions
    }
    graph.decisions[name] = decisions
    start = decisions.get(tree.first, ELSEWHERE) if tree.decisions else ELSEWHERE
    graph.edges[graph.numbers["decision_trees", name]].append(Edge(start, EdgeKind.START, ("start",)))
    for decision in tree.decisions:
        _add_decision(graph, decision, decisions, common)


def _add_decision(graph: Graph, decision: Decision, decisions: Mapping[str, int], common: list[Edge]) -> None:
    """The edges of a decision. `common` are those to the target sets of its tree."""
    node = decisions[decision.name]
    goes_on = True
    if decision.actions:
        exits = exits_of(decision.actions)
        goes_on = exits.goes_on
        for path, to, sure in exits.taken:
            _add_edge(graph, node, to, EdgeKind.TARGET if sure else EdgeKind.MAYBE, path, decisions)
        for path, to, _ in exits.untaken:
            _add_edge(graph, node, to, EdgeKind.UNTAKEN, path, decisions)
    at_once = bool(decision.targets) and all(target.immediate for target in decision.targets)
    for index, target in enumerate(decision.targets):
        if not goes_on or (at_once and index):
            kind = EdgeKind.UNTAKEN
        elif at_once:
            kind = EdgeKind.IMMEDIATE
        else:
            kind = EdgeKind.DEFAULT if target.default and target.when is None else EdgeKind.ANSWER
        _add_target(graph, node, target, kind, index, decisions)
    sets = [*_to_sets(graph, decision.also), *common]
    waits = goes_on and not at_once
    graph.edges[node] += sets if waits else [msgspec.structs.replace(edge, kind=EdgeKind.UNTAKEN) for edge in sets]
    if waits:
        graph.rests[node] = True
        if not decision.targets and not sets:
            graph.dead_ends.append(node)


def _to_sets(graph: Graph, names: Iterable[str]) -> list[Edge]:
    return [
        Edge(graph.numbers.get(("target_sets", name), ELSEWHERE), EdgeKind.SET, ("also", index))
        for index, name in enumerate(names)
    ]


def _add_target(
    graph: Graph, node: int, target: Target, kind: EdgeKind, index: int, decisions: Mapping[str, int]
) -> None:
    _add_edge(graph, node, target.to, kind, _to(index), decisions)
    for language, to in target.languages.items():
        _add_edge(graph, node, to, kind, ("targets", index, "languages", language), decisions, language)


def _add_edge(
    graph: Graph,
    node: int,
    to: Destination,
    kind: EdgeKind,
    path: Path,
    decisions: Mapping[str, int] = _NO_DECISIONS,
    language: str | None = None,
) -> None:
    if to.decision is not None:  # as most are: no other field need be looked at
        number, field = decisions.get(to.decision, ELSEWHERE), "decision"
    else:
        field = to.field
        number = graph.numbers.get((DESTINATION_KINDS[field], getattr(to, field)), ELSEWHERE)
    graph.edges[node].append(Edge(number, kind, _to_field(path, field), language))


@lru_cache(maxsize=1024)
def _to(index: int) -> Path:
    """The path to the destination of a target."""
    return ("targets", index, "to")


@lru_cache(maxsize=4096)
def _to_field(path: Path, field: str) -> Path:
    """The path to a destination's name: one object for all that stand at the same place of their decisions."""
    return (*path, field)
