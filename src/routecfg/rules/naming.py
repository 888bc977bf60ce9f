"""Who names whom over the whole estate, in one pass: what is named by another object, and names that nobody has."""

from typing import NamedTuple

from routecfg.diagnostics import nearest
from routecfg.model import ALL_KINDS, Assembly, DecisionTree, Kind, Reference, references


class Lost(NamedTuple):
    """A reference of an object to a name that nothing has."""

    kind: Kind
    name: str
    reference: Reference


class Naming(NamedTuple):
    """`used` are kinds and names that some other object names; `names` are all that there are, by kind.

    `meant` are the kinds and names that lost references most likely mean. They are told there, so nothing more is
    said of them: that nobody names them, and that no chat gets to them, is the same fault.
    """

    used: frozenset[tuple[str, str]]
    lost: tuple[Lost, ...]
    names: dict[str, set[str]]
    meant: frozenset[tuple[str, str]]


def naming(assembly: Assembly) -> Naming:
    """Follows every reference once. Objects that could not be read whole are known by name all the same."""
    names: dict[str, set[str]] = {kind: set() for kind in ALL_KINDS}
    for kind, name in assembly.files:
        names[kind].add(name)
    used: set[tuple[str, str]] = set()
    lost: list[Lost] = []
    for kind, name, one in assembly.estate:
        decisions = {decision.name for decision in one.decisions} if isinstance(one, DecisionTree) else set()
        for reference in references(one):
            _, there, wanted = reference
            if wanted not in (decisions if there == "decision" else names[there]):
                lost.append(Lost(kind, name, reference))
            elif there != kind or wanted != name:
                used.add((there, wanted))
    unknown = {(one.reference.kind, one.reference.name) for one in lost if one.reference.kind != "decision"}
    meant = {(kind, near) for kind, name in unknown if (near := nearest(name, names[kind])) is not None}
    return Naming(frozenset(used), tuple(lost), names, frozenset(meant))
