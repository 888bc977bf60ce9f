"""Bundles that were stored, read again."""

from collections.abc import Collection

import msgspec

from routecfg.bundle.bundle import CLOSED_KINDS, Bundle, ClosedEstate, Derived, Inputs
from routecfg.bundle.compile import close
from routecfg.bundle.derive import LANGUAGE
from routecfg.bundle.to_json import ONE_KEY
from routecfg.model import DecisionTree, Object, Part, names_in, parts_of


class NotABundle(msgspec.Struct, frozen=True):
    """Why a value is not a bundle that can be run, as the end of a sentence: `it ...`."""

    reason: str


class _Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The three parts of a bundle, of which only the inputs are looked at: they say how to read the others."""

    estate: msgspec.Raw
    derived: msgspec.Raw
    inputs: Inputs


def read_bundle(data: bytes | msgspec.Raw) -> Bundle | NotABundle:
    """Stored JSON as a bundle. What this version wrote comes back equal.

    In what an earlier version wrote, fields that the language has got since are filled with their defaults.
    """
    try:
        envelope = msgspec.json.decode(data, type=_Envelope)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return NotABundle("does not consist of an estate, what follows from it, and the inputs")
    language = envelope.inputs.language
    if language > LANGUAGE:
        return NotABundle(f"is written in version {language} of the language; this routecfg knows {LANGUAGE}")
    unknown = _unknown_part(envelope.estate)
    if unknown is not None:
        return NotABundle(f"has a part '{unknown}' that this routecfg does not know")
    try:
        derived = msgspec.json.decode(envelope.derived, type=Derived)
        estate = msgspec.json.decode(envelope.estate, type=ClosedEstate)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return NotABundle("holds an object that is incomplete or has a field of another form")
    fault = _fault(estate)
    if fault is not None:
        return NotABundle(fault)
    trees = {name: _without_start(tree) for name, tree in estate.decision_trees.items()}
    closed = close(msgspec.structs.replace(estate, decision_trees=trees), estate.project.settings)
    return Bundle(closed, derived, envelope.inputs)


def _unknown_part(estate: msgspec.Raw) -> str | None:
    """A part of a stored estate that no version up to this one has written."""
    try:
        parts: Collection[str] = msgspec.json.decode(estate, type=dict[str, msgspec.Raw])
    except msgspec.ValidationError:
        return None
    return min(set(parts) - {"project", *CLOSED_KINDS}, default=None)


def _fault(estate: ClosedEstate) -> str | None:
    if not all(map(_is_one, estate.project.secrets.values())):
        return "has a secret in 'project' that is not exactly one"
    for kind in CLOSED_KINDS:
        for name, item in estate.of(kind).items():
            if not all(map(_is_one, parts_of(item, ONE_KEY))):
                return f"has a destination or an action in '{name}' that is not exactly one"
            decisions = [decision.name for decision in item.decisions] if isinstance(item, DecisionTree) else []
            if isinstance(item, DecisionTree) and not decisions:
                return f"has no decision in decision tree '{name}'"
            if len(set(decisions)) < len(decisions):
                return f"has two decisions of one name in decision tree '{name}'"
            lost = _lost_name(item, estate, decisions)
            if lost is not None:
                return f"names '{lost}' in '{name}', and there is no such object in it"
    return None


def _lost_name(item: Object, estate: ClosedEstate, decisions: Collection[str]) -> str | None:
    lost = (name for kind, name in names_in(item) if name not in (decisions if kind == "decision" else estate.of(kind)))
    return min(lost, default=None)


def _is_one(part: Part) -> bool:
    """Whether exactly one field is set."""
    return msgspec.structs.astuple(part).count(None) == len(part.__struct_fields__) - 1


def _without_start(tree: DecisionTree) -> DecisionTree:
    """A tree without its start where the order says it: only then is the order kept when it is closed again."""
    return msgspec.structs.replace(tree, start=None) if tree.decisions[0].name == tree.start else tree
