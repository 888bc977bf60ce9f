"""The picture of a change: what changes, and the ways from the numbers to it; nothing else.

Both sides are in one diagram, and each box and way says what becomes of it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple, TypeAlias

from routecfg.bundle import ClosedEstate
from routecfg.diagnostics import plural
from routecfg.diff import Difference, follow
from routecfg.draw.arrow_labels import edge_label
from routecfg.draw.change_notes import Noted, noted
from routecfg.draw.diagram import FOLDED_FROM, WAITING, Arrow, Box, Change, Diagram, box, decisions_of
from routecfg.graph import Edge, EdgeKind, Graph, Node, build
from routecfg.model import Estate

_Way: TypeAlias = tuple[Node, str]
"""Where a way out of a box leads, and its label."""


class _Drawn(NamedTuple):
    """A way in the picture: its start, itself, whether it waits for the customer, and what becomes of it."""

    start: Node
    way: _Way
    waits: bool
    change: Change


def change_diagram_of(
    before: ClosedEstate | None, after: ClosedEstate, difference: Difference, fold: bool | None = None
) -> Diagram:
    """The diagram of what a release changes; `before` is None where nothing is live.

    `difference` is that of the two. A way that leads elsewhere now is there twice: as one that goes and one that comes.
    `fold` draws every decision tree as one box; None does so where many decisions are on the picture.
    """
    return _before_and_after(before, after, difference, fold)[1]


def change_sides_of(
    before: ClosedEstate | None, after: ClosedEstate, difference: Difference, fold: bool | None = None
) -> tuple[Diagram, Diagram]:
    """The same as two diagrams: what is there before, in the words of that time, and what is there after.

    What was renamed has its later name in both.
    """
    earlier, later = _before_and_after(before, after, difference, fold)
    return _without(earlier, "added"), _without(later, "removed")


def _without(diagram: Diagram, change: Change) -> Diagram:
    """The diagram without the boxes and arrows that come, or that go."""
    kept = [index for index, each in enumerate(diagram.boxes) if each.change != change]
    places = {index: place for place, index in enumerate(kept)}
    arrows = tuple(
        arrow._replace(start=places[arrow.start], end=places[arrow.end])
        for arrow in diagram.arrows
        if arrow.change != change and arrow.start in places and arrow.end in places
    )
    return _diagram(tuple(diagram.boxes[index] for index in kept), arrows)


def _diagram(boxes: tuple[Box, ...], arrows: tuple[Arrow, ...]) -> Diagram:
    """A diagram that begins with every box to which no other leads."""
    led_to = {arrow.end for arrow in arrows if arrow.start != arrow.end}
    return Diagram(boxes, arrows, tuple(index for index in range(len(boxes)) if index not in led_to))


def _before_and_after(
    before: ClosedEstate | None, after: ClosedEstate, difference: Difference, fold: bool | None
) -> tuple[Diagram, Diagram]:
    """The diagram of both sides: where a box is on both, in the words of the earlier one, and of the later one."""
    if difference.empty:
        return Diagram((), (), ()), Diagram((), (), ())
    earlier = Estate() if before is None else follow(before, after).estate
    old, new = _Side(earlier), _Side(after)
    changes = noted(difference, old.graph, new.graph, (earlier, after))
    kept, lost = new.ways_to(changes), old.ways_to(each for each in changes if not new.reaches(each))
    nodes = {*changes, *(node for way in (*kept, *lost) for node in (way.start, way.end))}
    folded = _folded(nodes, fold)
    drawn = list(_drawn(old, new, [*kept, *lost], changes, folded))
    shown = {_standing(node, folded) for node in changes}
    shown |= {node for each in drawn for node in (each.start, each.way[0])}
    order = [*new.order(shown), *(node for node in old.order(shown) if node not in new.numbers)]
    order += [node for node in changes if node in shown and node not in new.numbers and node not in old.numbers]
    places = {node: index for index, node in enumerate(order)}
    inside = Counter(node.tree for node in changes if node.tree in folded)
    was = tuple(_box(old if node in old.numbers else new, node, changes, folded, inside) for node in order)
    becomes = tuple(_box(new if node in new.numbers else old, node, changes, folded, inside) for node in order)
    arrows = tuple(
        Arrow(places[each.start], places[each.way[0]], each.way[1], each.waits, each.change) for each in drawn
    )
    return _diagram(was, arrows), _diagram(becomes, arrows)


class _Step(NamedTuple):
    """A way on which chats come to a change, unfolded."""

    side: "_Side"
    start: Node
    edge: Edge

    @property
    def end(self) -> Node:
        return self.side.graph.nodes[self.edge.to]


class _Side:
    """One of the two estates, as a graph."""

    def __init__(self, estate: Estate) -> None:
        self.estate = estate
        self.graph: Graph = build(estate)
        self.decisions = decisions_of(estate)
        self.numbers = {node: number for number, node in enumerate(self.graph.nodes)}

    @cached_property
    def before(self) -> dict[int, tuple[int, Edge]]:
        """By every node that chats reach, from where they first do, and how. The numbers have no such place."""
        starts = self.graph.inbound_routings
        seen = set(starts)
        found: dict[int, tuple[int, Edge]] = {}
        pending = [*starts]
        for node in pending:
            for edge in self.graph.edges[node]:
                if edge.kind is not EdgeKind.UNTAKEN and edge.to not in seen:
                    seen.add(edge.to)
                    found[edge.to] = node, edge
                    pending.append(edge.to)
        return found

    def reaches(self, node: Node) -> bool:
        """Whether chats get to a node."""
        return self.numbers.get(node) in self.before or (node.kind == "inbound_routings" and node in self.numbers)

    def ways_to(self, nodes: Iterable[Node]) -> list[_Step]:
        """A shortest way to each of the nodes, and from each number a shortest way to one of them."""
        goals = [self.numbers[node] for node in nodes if node in self.numbers]
        steps: dict[tuple[int, int], _Step] = {}

        def add(start: int, edge: Edge) -> bool:
            known = (start, edge.to) in steps
            steps[start, edge.to] = steps.get((start, edge.to)) or _Step(self, self.graph.nodes[start], edge)
            return not known

        for goal in goals:
            here = goal
            while here in self.before:
                start, edge = self.before[here]
                if not add(start, edge):
                    break
                here = start
        onward = self._onward(goals)
        for number in self.graph.inbound_routings:
            here = number
            while here in onward:
                edge = onward[here]
                if not add(here, edge):
                    break
                here = edge.to
        return [steps[key] for key in sorted(steps)]

    def _onward(self, goals: Sequence[int]) -> dict[int, Edge]:
        """By every node from which chats get to one of the goals, the first step of a shortest way there."""
        into: dict[int, list[tuple[int, Edge]]] = {}
        for start, edges in enumerate(self.graph.edges) if goals else ():
            for edge in edges:
                if edge.kind is not EdgeKind.UNTAKEN:
                    into.setdefault(edge.to, []).append((start, edge))
        seen, found, pending = set(goals), dict[int, Edge](), [*goals]
        for node in pending:
            for start, edge in into.get(node, ()):
                if start not in seen:
                    seen.add(start)
                    found[start] = edge
                    pending.append(start)
        return found

    def ways(self, standing: Node, folded: Collection[str]) -> dict[_Way, bool]:
        """Every way out of a box, in written order, and whether it waits."""
        numbers = [self.numbers[standing]] if standing in self.numbers else []
        if standing.kind == "decision_trees" and standing.name in folded:
            numbers += self.graph.decisions.get(standing.name, {}).values()
        found: dict[_Way, bool] = {}
        for number in numbers:
            for edge in self.graph.edges[number]:
                way = self.way(self.graph.nodes[number], edge, folded)
                if edge.kind is EdgeKind.UNTAKEN or (way[0] == standing and standing.kind != "decisions"):
                    continue
                found[way] = found.get(way, True) and edge.kind in WAITING
        return found

    def way(self, start: Node, edge: Edge, folded: Collection[str]) -> _Way:
        """A way as it is drawn."""
        end = _standing(self.graph.nodes[edge.to], folded)
        return end, edge_label(self.estate, self.decisions, start, edge, folded)

    def order(self, nodes: Collection[Node]) -> Iterator[Node]:
        """Those of the nodes that are on this side, in its order."""
        return (node for node in self.graph.nodes if node in nodes)


def _folded(nodes: Iterable[Node], fold: bool | None) -> set[str]:
    """The decision trees that are drawn as one box each."""
    inside = [node.tree for node in nodes if node.kind == "decisions"]
    return set(inside) if fold or (fold is None and len(inside) > FOLDED_FROM) else set()


def _standing(node: Node, folded: Collection[str]) -> Node:
    return Node("decision_trees", node.tree) if node.tree in folded else node


def _drawn(
    old: _Side, new: _Side, steps: Sequence[_Step], changes: Collection[Node], folded: Collection[str]
) -> Iterator[_Drawn]:
    """Of every box all ways that come or go, and those on which chats come to a change."""
    wanted: dict[Node, set[_Way]] = {}
    for step in steps:
        start, way = _standing(step.start, folded), step.side.way(step.start, step.edge, folded)
        wanted.setdefault(start, set())
        if way[0] != start:
            wanted[start].add(way)
    changed = {_standing(node, folded) for node in changes}
    further = sorted(changed - {*wanted}, key=lambda node: (node.kind, node.tree, node.name))
    for start in (*wanted, *further):
        before, after = old.ways(start, folded), new.ways(start, folded)
        for way, change in _merged(before, after):
            if change or way in wanted.get(start, ()):
                yield _Drawn(start, way, (after if way in after else before)[way], change)


def _merged(before: Collection[_Way], after: Collection[_Way]) -> Iterator[tuple[_Way, Change]]:
    """The ways of both sides in written order; between two that stay, what goes stands before what comes."""
    gone = [way for way in before if way not in after]
    follows = {way: index for index, way in enumerate(before)}
    coming: list[_Way] = []
    for way in after:
        if way not in follows:
            coming.append(way)
            continue
        while gone and follows[gone[0]] < follows[way]:
            yield gone.pop(0), "removed"
        yield from ((each, "added") for each in coming)
        coming = []
        yield way, ""
    yield from ((each, "removed") for each in gone)
    yield from ((each, "added") for each in coming)


_NOTES: Final = 3
"""So many notes are on a box; the others are counted."""


def _box(
    side: _Side, node: Node, changes: Mapping[Node, Noted], folded: Collection[str], inside: Mapping[str, int]
) -> Box:
    """The box of a node. `inside` says of a folded tree how many decisions change."""
    known = changes.get(node)
    if node not in side.numbers:  # no chat goes through it
        title = known.title if known is not None else ""
        made = Box(node.kind, node.name, title)
    else:
        made = box(side.estate, side.decisions, node, folded)
    change: Change = known.change if known is not None else ""
    notes = list(known.notes) if known is not None else []
    if node.kind == "decision_trees" and inside.get(node.name) and change in ("", "changed"):
        change = "changed"
        notes.append(f"{plural(inside[node.name], 'decision')} changed")
    left = len(notes) - _NOTES
    more = [f"and {plural(left, 'more change')}"] if left > 0 else []
    return made._replace(change=change, notes=(*notes[:_NOTES], *more))
