"""Which time group includes or excludes which.

networkx finds the rings among them. It takes as long to load as `hours` takes for all else, so estates without a ring,
nearly all, do not load it here: Python itself says that they have none.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from routecfg.model import TimeGroup

if TYPE_CHECKING:
    import networkx


def groups_named(group: TimeGroup) -> Sequence[str]:
    """The names of the groups that a group includes or excludes, in written order."""
    return [entry.group for entry in (*group.include, *group.exclude) if entry.group is not None]


class GroupLinks:
    """The time groups of an estate, each linked to the groups that it names."""

    def __init__(self, groups: Mapping[str, TimeGroup]) -> None:
        self._named = {
            name: [other for other in named if other in groups]
            for name, group in groups.items()
            if (named := groups_named(group))
        }

    @cached_property
    def _graph(self) -> "networkx.DiGraph[str]":
        return _graph(self._named)

    @cached_property
    def rings(self) -> tuple[tuple[str, ...], ...]:
        """The rings in which groups include or exclude each other, each from its alphabetically first group on.

        Of rings that share a group one is listed: when it is broken the next is found.
        """
        try:
            TopologicalSorter(self._named).prepare()
        except CycleError:
            pass
        else:
            return ()
        import networkx

        found: list[tuple[str, ...]] = []
        for names in networkx.strongly_connected_components(self._graph):
            inside = {name: [other for other in self._named.get(name, ()) if other in names] for name in sorted(names)}
            if any(inside.values()):
                ring = [name for name, _ in networkx.find_cycle(_graph(inside), min(names))]
                first = ring.index(min(ring))
                found.append((*ring[first:], *ring[:first]))
        return tuple(sorted(found))

    @cached_property
    def circular(self) -> frozenset[str]:
        """The groups that include or exclude themselves, and those that name such a group."""
        return self.resting_on(name for ring in self.rings for name in ring)

    def resting_on(self, names: Iterable[str]) -> frozenset[str]:
        """The groups named and all that include or exclude one of them, by however many steps."""
        wanted = frozenset(names)
        if not (wanted and self._named):
            return wanted
        import networkx

        known = [name for name in wanted if name in self._graph]
        layers = networkx.bfs_layers(self._graph.reverse(copy=False), known)
        return wanted.union(*layers)


def _graph(named: Mapping[str, Sequence[str]]) -> "networkx.DiGraph[str]":
    import networkx

    return networkx.DiGraph([(name, other) for name, others in named.items() for other in others])
