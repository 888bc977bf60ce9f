"""Which node leads to which, and the questions that the analysis asks of it.

Nothing here depends on the order of a set, and nothing is recursive.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Final, TypeAlias

Links: TypeAlias = dict[int, dict[int, None]]
"""Numbers of nodes, each with every node that it leads to, in the order in which the edges were added."""


def links(nodes: Iterable[int], edges: Iterable[tuple[int, int]]) -> Links:
    """A graph of these nodes and edges; several edges between the same two nodes count as one."""
    graph: Links = {node: {} for node in nodes}
    for node, to in edges:
        if node not in graph:
            graph[node] = {}
        if to not in graph:
            graph[to] = {}
        graph[node][to] = None
    return graph


def part(graph: Links, nodes: Iterable[int]) -> Links:
    """The graph without all other nodes."""
    inside = dict.fromkeys(nodes)
    return {node: {to: None for to in graph[node] if to in inside} for node in inside}


def backwards(graph: Links) -> Links:
    """The graph with all edges turned round."""
    return links(graph, ((to, node) for node, further in graph.items() for to in further))


def walk(graph: Links, roots: Iterable[int], known: Collection[int] = ()) -> Iterator[tuple[int, int]]:
    """Every node behind the roots with the node from which it is found, nearest first: pairs of that node and this one.

    Nodes that are known are not entered.
    """
    waiting = list(dict.fromkeys(roots))
    seen = set(waiting)
    for node in waiting:
        for to in graph[node]:
            if to not in seen and to not in known:
                seen.add(to)
                waiting.append(to)
                yield node, to


def reach(graph: Links, roots: Iterable[int]) -> set[int]:
    """The roots and every node behind them."""
    roots = list(roots)
    return {*roots, *(node for _, node in walk(graph, roots))}


def beyond(graph: Links, start: int, known: Collection[int]) -> list[int]:
    """The nodes behind one that are not known, nor only reached through what is known; nearest first."""
    return [node for _, node in walk(graph, [start], known)]


def components(graph: Links) -> list[list[int]]:
    """The sets of nodes that all lead to each other, each in rising order; what only leads onward is a set of one.

    By Tarjan's algorithm (1972), which finds components before those that lead to them. `first` has for each node the
    number of the earliest one that it is known to lead back to.
    """
    found: list[list[int]] = []
    number: dict[int, int] = {}
    first: dict[int, int] = {}
    open_: list[int] = []
    closed: set[int] = set()
    for root in graph:
        if root in number:
            continue
        path = [(root, iter(graph[root]))]
        number[root] = first[root] = len(number)
        open_.append(root)
        while path:
            node, further = path[-1]
            for to in further:
                if to not in number:
                    number[to] = first[to] = len(number)
                    open_.append(to)
                    path.append((to, iter(graph[to])))
                    break
                if to not in closed and number[to] < first[node]:
                    first[node] = number[to]
            else:
                path.pop()
                if path and first[node] < first[path[-1][0]]:
                    first[path[-1][0]] = first[node]
                if first[node] == number[node]:
                    ring = [open_.pop()]
                    while ring[-1] != node:
                        ring.append(open_.pop())
                    closed.update(ring)
                    found.append(sorted(ring))
    return found


def rings(graph: Links) -> list[list[int]]:
    """The components in which one can go round: more than one node, or one that leads to itself."""
    return [nodes for nodes in components(graph) if len(nodes) > 1 or nodes[0] in graph[nodes[0]]]


def last_components(graph: Links) -> list[list[int]]:
    """The components that lead to no other one."""
    return [nodes for nodes in components(graph) if all(graph[node].keys() <= set(nodes) for node in nodes)]


def shortest_path(graph: Links, start: int, goal: int) -> list[int]:
    """The nodes of a shortest path, both ends included. The goal must lie behind the start.

    Of several it is the one that was written first.
    """
    before: dict[int, int] = {}
    for earlier, node in walk(graph, [start]) if start != goal else ():
        before[node] = earlier
        if node == goal:
            break
    path = [goal]
    while path[-1] != start:
        path.append(before[path[-1]])
    return path[::-1]


def shortest_cycle(graph: Links, start: int) -> list[int]:
    """The nodes of a shortest path from a node back to itself, which stands at both ends. There must be one."""
    if start in graph[start]:
        return [start, start]
    last = next(node for _, node in walk(graph, [start]) if start in graph[node])
    return [*shortest_path(graph, start, last), start]


_MOST_FOLLOWED: Final = 1_000_000
"""Nodes that are looked at to say what is behind heads: many heads may share all that is behind them."""


def heads(graph: Links, nodes: Collection[int]) -> dict[int, list[int]]:
    """Where to begin to reach all of these nodes: the fewest first ones, each with the others behind it.

    A node that no other leads to is a head; of a ring that nothing outside leads to, the first in order is. What is
    behind several heads stands with each. Heads that come after a great many nodes stand alone.
    """
    inside = part(graph, sorted(nodes))
    first = sorted(ring[0] for ring in last_components(backwards(inside)))
    left = _MOST_FOLLOWED
    behind: dict[int, list[int]] = {}
    for head in first:
        behind[head] = sorted(beyond(inside, head, {head})) if left > 0 else []
        left -= len(behind[head])
    return behind
