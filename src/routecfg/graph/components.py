"""Rings: the strongly connected components of a graph, without recursion."""

from collections.abc import Iterable, Mapping, Sequence


def components(nodes: Iterable[int], after: Mapping[int, Sequence[int]] | Sequence[Sequence[int]]) -> list[list[int]]:
    """The sets of nodes that all lead to each other, each in rising order; what only leads onward is a set of one.

    A set stands before those that lead to it, so the last ones come first. `after[node]` may hold only `nodes`.
    Tarjan's algorithm, with a stack of its own: linear, and as deep as the estate is long.
    """
    found: list[list[int]] = []
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    open_nodes: list[int] = []
    closed: set[int] = set()
    for root in nodes:
        if root in order:
            continue
        order[root] = low[root] = len(order)
        open_nodes.append(root)
        work = [(root, iter(after[root]))]
        while work:
            node, following = work[-1]
            for other in following:
                if other not in order:
                    order[other] = low[other] = len(order)
                    open_nodes.append(other)
                    work.append((other, iter(after[other])))
                    break
                if other not in closed and order[other] < low[node]:
                    low[node] = order[other]
            else:
                work.pop()
                if work and low[node] < low[work[-1][0]]:
                    low[work[-1][0]] = low[node]
                if low[node] == order[node]:
                    ring = [open_nodes.pop()]
                    while ring[-1] != node:
                        ring.append(open_nodes.pop())
                    closed.update(ring)
                    found.append(sorted(ring))
    return found


def rings(nodes: Iterable[int], after: Mapping[int, Sequence[int]] | Sequence[Sequence[int]]) -> list[list[int]]:
    """The components in which one can go round: more than one node, or one that leads to itself."""
    return [ring for ring in components(nodes, after) if len(ring) > 1 or ring[0] in after[ring[0]]]
