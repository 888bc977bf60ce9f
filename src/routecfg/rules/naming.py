"""Who names whom over the whole estate, in one pass: what is named by another object, and names that nobody has."""

from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

from routecfg.diagnostics import KnownNames
from routecfg.model import ALL_KINDS, DESTINATION_KINDS, Assembly, DecisionTree, Kind, Object, Reference, references

_MOST_COMPARED: Final = 5_000_000
"""So many pairs of a lost name and a known one are compared, in a second; nobody reads more advice than that."""


class Lost(NamedTuple):
    """A reference of an object to a name that nothing has.

    `meant` are the kind and the name that it most likely means: of a destination what has that name under another
    kind, or is a decision of the same tree (kind `decision`); else the nearest name. None if there is none.
    """

    kind: Kind
    name: str
    reference: Reference
    meant: tuple[str, str] | None


class Naming(NamedTuple):
    """`used` are kinds and names that some other object names; `names` are all that there are, by kind.

    `meant` are the kinds and names that lost references most likely mean, `meant_decisions` decisions by tree and name.
    They are told there, so nothing more is said of them: that nobody names them, and that no chat gets to them, is the
    same fault.
    """

    used: frozenset[tuple[str, str]]
    lost: tuple[Lost, ...]
    names: dict[str, set[str]]
    meant: frozenset[tuple[str, str]]
    meant_decisions: frozenset[tuple[str, str]]


def naming(assembly: Assembly) -> Naming:
    """Follows every reference once. Objects that could not be read whole are known by name all the same."""
    names: dict[str, set[str]] = {kind: set() for kind in ALL_KINDS}
    for kind, name in assembly.files:
        names[kind].add(name)
    used: set[tuple[str, str]] = set()
    lost: list[Lost] = []
    search = _Search()
    for kind, name, one in assembly.estate:
        decisions = decisions_of(one)
        for reference in references(one):
            _, there, wanted = reference
            if wanted not in (decisions if there == "decision" else names[there]):
                lost.append(Lost(kind, name, reference, _meant(name, reference, names, decisions, search)))
            elif there != kind or wanted != name:
                used.add((there, wanted))
    meant = {one.meant for one in lost if one.meant is not None and one.meant[0] != "decision"}
    for condition, each in assembly.estate.time_conditions.items():
        if ("time_groups", each.time_group) in meant:  # a chat that was sent to a group should get to a condition
            meant.add(("time_conditions", condition))
    inside = {(one.name, one.meant[1]) for one in lost if one.meant is not None and one.meant[0] == "decision"}
    return Naming(frozenset(used), tuple(lost), names, frozenset(meant), frozenset(inside))


def decisions_of(one: Object) -> frozenset[str]:
    """The names of a tree's decisions; other objects have none."""
    return frozenset(decision.name for decision in one.decisions) if isinstance(one, DecisionTree) else frozenset()


class _Search:
    """The nearest names. One wrong name often stands in many places, and is looked for once."""

    def __init__(self) -> None:
        self._left = _MOST_COMPARED
        self._known: dict[tuple[str, str], KnownNames] = {}
        self._found: dict[tuple[str, str, str], str | None] = {}

    def nearest(self, wanted: str, known: Collection[str], among: tuple[str, str]) -> str | None:
        """`among` stands for the known names: their kind, and the tree if they are decisions."""
        key = (*among, wanted)
        if key not in self._found:
            self._left -= len(known)
            if among not in self._known:
                self._known[among] = KnownNames(known)
            self._found[key] = self._known[among].nearest(wanted) if self._left >= 0 else None
        return self._found[key]


def _meant(
    owner: str, reference: Reference, names: Mapping[str, set[str]], decisions: frozenset[str], search: _Search
) -> tuple[str, str] | None:
    path, kind, wanted = reference
    leads = path[-1] in (*DESTINATION_KINDS, "decision")
    others = [other for other in ALL_KINDS if other != kind and wanted in names[other]] if leads else []
    if others:
        return others[0], wanted
    if leads and wanted in decisions:
        return "decision", wanted
    if kind == "decision":
        found = search.nearest(wanted, decisions, (kind, owner))
    else:
        found = search.nearest(wanted, names[kind], (kind, ""))
    return None if found is None else (kind, found)
