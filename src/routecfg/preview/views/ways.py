"""Which ways lead out of an object or a decision, and which lead there: those of chats, and where one uses another."""

from collections.abc import Iterator
from typing import Final

from routecfg.diagnostics import Path
from routecfg.draw.arrow_labels import edge_label
from routecfg.draw.diagram import WAITING
from routecfg.graph import ELSEWHERE, Edge, EdgeKind
from routecfg.model import Decision, Object, references
from routecfg.preview.answers import Named, Way
from routecfg.preview.opened import Opened, holder
from routecfg.preview.views.named import named, unknown

_USES: Final = {
    "time_group": "asks",
    "group": "contains",
    "auto_response": "answers with",
    "send_custom_fields": "sends",
    "category": "files tickets under",
    "queue": "notifies",
}
"""What it means to name something in a field, where no chat goes there."""

_USERS: Final = {
    "time_groups": ("time_conditions", "time_groups"),
    "templates": ("terminates",),
    "queues": ("terminates",),
    "custom_fields": ("chatbots",),
    "ticket_categories": ("decision_trees",),
}
"""Which kinds have such a field for objects of a kind."""


def leads_to(opened: Opened, path: Path) -> tuple[Way, ...]:
    """Every way on which chats leave it, as they are written; of a tree, the ways out of it. Then what it uses."""
    ways = [_way(opened, _destination(opened, number, edge), number, edge) for number, edge in _out_of(opened, path)]
    if len(path) == 2 and path[0] == "decision_trees":
        known = {way.at for way in ways}
        onward = (
            Way(_destination(opened, *out), "", out[1].kind in WAITING) for out in _out_of_tree(opened, str(path[1]))
        )
        ways += {way.at: way for way in onward if way.at not in known}.values()
    ways += [Way(_at(opened, to), label, waits=False) for to, label in _uses(part_at(opened, path))]
    return tuple(dict.fromkeys(ways))


def led_from(opened: Opened, path: Path) -> tuple[Way, ...]:
    """Every way on which chats get to it, by where they come from. Then what uses it."""
    ways: list[Way] = []
    for number, edge in opened.incoming.get(_number(opened, path) or ELSEWHERE, ()):
        node = opened.graph.nodes[number]
        start = named(opened, node.path[:2] if node.kind == "also" else node.path)
        ways.append(_way(opened, start, number, edge))
    for kind in _USERS.get(str(path[0]), ()) if len(path) == 2 else ():
        for at, part in _parts(opened, kind):
            ways += [Way(named(opened, at), label, waits=False) for to, label in _uses(part) if to == path]
    return tuple(dict.fromkeys(ways))


def _way(opened: Opened, at: Named, number: int, edge: Edge) -> Way:
    """A way from a node, told at one of its ends."""
    node = opened.graph.nodes[number]
    return Way(at, edge_label(opened.estate, opened.decisions, node, edge, ()), edge.kind in WAITING)


def _number(opened: Opened, path: Path) -> int | None:
    """The node of an object or a decision; None of what chats never get to."""
    if len(path) > 2:
        return opened.graph.decisions.get(str(path[1]), {}).get(str(path[3]))
    return opened.graph.numbers.get((str(path[0]), str(path[1])))


def _out_of(opened: Opened, path: Path) -> Iterator[tuple[int, Edge]]:
    """The edges out of a node, each with the node that has it. What a tree adds to its decisions is the tree's."""
    graph, number = opened.graph, _number(opened, path)
    if number is None:
        return
    for edge in graph.edges[number]:
        if edge.kind is not EdgeKind.UNTAKEN and graph.nodes[edge.to].kind != "also":
            yield number, edge
    decisions = graph.decisions.get(str(path[1]), {}) if len(path) == 2 and path[0] == "decision_trees" else {}
    common = {edge.to: None for inside in decisions.values() for edge in graph.edges[inside]}
    for also in (to for to in common if graph.nodes[to].kind == "also"):
        yield from ((also, edge) for edge in graph.edges[also])


def _out_of_tree(opened: Opened, tree: str) -> Iterator[tuple[int, Edge]]:
    """The edges out of the decisions of a tree that lead out of it."""
    for number in opened.graph.decisions.get(tree, {}).values():
        for edge in opened.graph.edges[number]:
            node = opened.graph.nodes[edge.to]
            if edge.kind is not EdgeKind.UNTAKEN and node.within != tree and node.kind != "elsewhere":
                yield number, edge


def _destination(opened: Opened, number: int, edge: Edge) -> Named:
    """Where an edge leads."""
    if edge.to != ELSEWHERE:
        return named(opened, opened.graph.nodes[edge.to].path)
    node = opened.graph.nodes[number]
    part = part_at(opened, node.path[:2] if node.kind == "also" else node.path)
    written = references(part) if part is not None else ()
    return unknown(next((reference.name for reference in written if reference.path == edge.path), ""))


def part_at(opened: Opened, path: Path) -> Object | Decision | None:
    """What stands at the path of an object or a decision; None of one with errors."""
    if len(path) > 2:
        return opened.decisions.get((str(path[1]), str(path[3])))
    return opened.estate.of(str(path[0])).get(str(path[1]))


def _parts(opened: Opened, kind: str) -> Iterator[tuple[Path, Object | Decision]]:
    """Every object of a kind with its path; of trees, their decisions."""
    if kind == "decision_trees":
        for (tree, name), decision in opened.decisions.items():
            yield ("decision_trees", tree, "decisions", name), decision
    else:
        for name, item in opened.estate.of(kind).items():
            yield (kind, name), item


def _uses(part: Object | Decision | None) -> Iterator[tuple[Path, str]]:
    """What an object or a decision names where no chat goes, and what that means. Of a tree its decisions tell it."""
    for reference in references(part) if part is not None else ():
        field = next(str(step) for step in reversed(reference.path) if isinstance(step, str))
        within = holder(("decision_trees", "", *reference.path))
        if field in _USES and len(within) == 2 and (field != "queue" or reference.path == ("queue",)):
            yield (reference.kind, reference.name), _USES[field]


def _at(opened: Opened, path: Path) -> Named:
    return named(opened, path) if opened.is_there(path) else unknown(str(path[1]))
