"""An estate to its graph."""

from collections.abc import Iterable
from typing import Final

from routecfg.graph.graph import ELSEWHERE, Graph
from routecfg.graph.leaving import leaving
from routecfg.graph.nodes import Node, Step, Way
from routecfg.model import Decision, DecisionTree, Destination, Estate, Kind, Path, Target

_KINDS: Final[tuple[Kind, ...]] = (
    "inbound_routings",
    "time_conditions",
    "decision_trees",
    "chatbots",
    "terminates",
    "target_sets",
    "queues",
)
"""What a chat can get to, or choose from; the sets behind what they may lead back to, so that none is told first."""

_STAY: Final = frozenset({"target_sets", "terminates", "queues"})
"""Where a chat ends, or goes on with a message only. Not at a chatbot: it is taken to be down."""


def build(estate: Estate) -> Graph:
    """The graph of an estate: every destination that is written down is one step.

    A decision of which some targets are immediate and some wait is taken to wait for all of them: what else it was
    meant to do is told as a fault of its own. So are steps behind others that always leave: they are `UNTAKEN`.
    """
    graph = Graph()
    for kind in _KINDS:
        for name in estate.of(kind):
            graph.numbers[kind, name] = _add(graph, Node(kind, name), rests=kind in _STAY)
    for name, routing in estate.inbound_routings.items():
        _link(
            graph, graph.numbers["inbound_routings", name], routing.next_destination, Way.ROUTE, ("next_destination",)
        )
    for name, condition in estate.time_conditions.items():
        node = graph.numbers["time_conditions", name]
        graph.groups[node] = condition.time_group
        _link(graph, node, condition.if_time_matches, Way.MATCHES, ("if_time_matches",))
        _link(graph, node, condition.if_time_does_not_match, Way.DOES_NOT_MATCH, ("if_time_does_not_match",))
    for name, answers in estate.target_sets.items():
        for index, target in enumerate(answers.targets):
            _choices(graph, graph.numbers["target_sets", name], target, Way.ANSWER, ("targets", index), {})
    for name, bot in estate.chatbots.items():
        node = graph.numbers["chatbots", name]
        _link(graph, node, bot.fallback, Way.FALLBACK, ("fallback",))
        for index, queue in enumerate(bot.transfers):
            to = graph.numbers.get(("queues", queue), ELSEWHERE)
            graph.steps[node].append(Step(to, Way.TRANSFER, ("transfers", index)))
    for name, tree in estate.decision_trees.items():
        _tree(graph, name, tree)
    return graph


def _add(graph: Graph, node: Node, *, rests: bool) -> int:
    graph.nodes.append(node)
    graph.steps.append([])
    graph.rests.append(rests)
    return len(graph.nodes) - 1


def _tree(graph: Graph, name: str, tree: DecisionTree) -> None:
    common: list[Step] = []
    if tree.also:
        also = _add(graph, Node("also", name), rests=False)
        graph.steps[also] += _sets(graph, tree.also, ("also",))
        common = [Step(also, Way.SET, ("also",))]
    decisions = {one.name: _add(graph, Node("decisions", one.name, name), rests=False) for one in tree.decisions}
    graph.decisions[name] = decisions
    start = decisions.get(tree.first, ELSEWHERE) if tree.decisions else ELSEWHERE
    graph.steps[graph.numbers["decision_trees", name]].append(Step(start, Way.START, ("start",)))
    for one in tree.decisions:
        _decision(graph, decisions, one, common)


def _decision(graph: Graph, decisions: dict[str, int], one: Decision, common: list[Step]) -> None:
    node = decisions[one.name]
    steps = graph.steps[node]
    goes_on = True
    if one.actions:
        left = leaving(one.actions)
        goes_on = left.goes_on
        for where, to, sure in left.exits:
            _link(graph, node, to, Way.TARGET if sure else Way.MAYBE, where, decisions)
        for where, to, _ in left.untaken:
            _link(graph, node, to, Way.UNTAKEN, where, decisions)
    at_once = bool(one.targets) and all(target.immediate for target in one.targets)
    for index, target in enumerate(one.targets):
        if not goes_on or (at_once and index):
            way = Way.UNTAKEN
        elif at_once:
            way = Way.IMMEDIATE
        else:
            way = Way.DEFAULT if target.default and target.when is None else Way.ANSWER
        _choices(graph, node, target, way, ("targets", index), decisions)
    if at_once:
        return
    sets = [*_sets(graph, one.also, ("also",)), *common]
    steps += sets if goes_on else [step._replace(way=Way.UNTAKEN) for step in sets]
    if goes_on:
        graph.rests[node] = True
        if not one.targets and not sets:
            graph.dead_ends.append(node)


def _sets(graph: Graph, names: Iterable[str], path: Path) -> list[Step]:
    known = graph.numbers
    return [
        Step(known.get(("target_sets", name), ELSEWHERE), Way.SET, (*path, index)) for index, name in enumerate(names)
    ]


def _choices(graph: Graph, node: int, target: Target, way: Way, path: Path, decisions: dict[str, int]) -> None:
    _link(graph, node, target.to, way, (*path, "to"), decisions)
    for language, to in target.languages.items():
        _link(graph, node, to, way, (*path, "languages", language), decisions, language)


def _link(
    graph: Graph,
    node: int,
    to: Destination,
    way: Way,
    path: Path,
    decisions: dict[str, int] = {},  # noqa: B006 - read only
    language: str | None = None,
) -> None:
    if to.decision is not None:
        number = decisions.get(to.decision, ELSEWHERE)
    else:
        number = graph.numbers.get((to.kind, to.name), ELSEWHERE)
    graph.steps[node].append(Step(number, way, (*path, to.field), language))
