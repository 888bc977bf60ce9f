"""Bundles that were stored, read again."""

from collections.abc import Collection
from typing import Final, TypeAlias

import msgspec

from routecfg.bundle.bundle import CLOSED_KINDS, Bundle, ClosedEstate, Derived, Inputs
from routecfg.bundle.compile import close
from routecfg.bundle.content import spelled
from routecfg.bundle.derive import LANGUAGE
from routecfg.bundle.stored import ONE_KEY
from routecfg.model import DecisionTree, Estate, Object, Part, names_in, parts_of

_FAULTY: Final = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


class NotABundle(msgspec.Struct, frozen=True):
    """Why a value is not a bundle that can be run, as the end of a sentence: `it ...`."""

    reason: str


class _Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The three parts of a bundle, of which only the inputs are looked at: they say how to read the others."""

    estate: msgspec.Raw
    derived: msgspec.Raw
    inputs: Inputs


_Objects: TypeAlias = dict[str, dict[str, msgspec.Raw]]
"""The JSON of each object of a stored estate, by kind and name; and of each setting, under `project`."""


def read_bundle(data: bytes, known: Bundle | None = None) -> Bundle | NotABundle:
    """Stored JSON as a bundle. What this version wrote comes back equal.

    In what an earlier version wrote, fields that the language has got since are filled with their defaults. Objects
    that are stored as those of a `known` bundle would be are taken from there, without being read.
    """
    try:
        envelope = msgspec.json.decode(data, type=_Envelope)
    except _FAULTY:
        return NotABundle("does not consist of an estate, what follows from it, and the inputs")
    language = envelope.inputs.language
    if language > LANGUAGE:
        return NotABundle(f"is written in version {language} of the language; this routecfg knows {LANGUAGE}")
    unknown = _unknown_part(envelope.estate)
    if unknown is not None:
        return NotABundle(f"has a part '{unknown}' that this routecfg does not know")
    try:
        derived = msgspec.json.decode(envelope.derived, type=Derived)
        objects = msgspec.json.decode(envelope.estate, type=_Objects)
        shared = _shared(objects, known)
        read = _read(objects, shared)
    except _FAULTY:
        return NotABundle("holds an object that is incomplete or has a field of another form")
    estate = _with(read, shared)
    fault = _fault(estate, sound=shared if _has_all_of(estate, known) else Estate())
    if fault is not None:
        return NotABundle(fault)
    trees = {name: _without_start(tree) for name, tree in read.decision_trees.items()}
    closed = close(msgspec.structs.replace(read, decision_trees=trees), read.project.settings, within=estate)
    return Bundle(_with(closed, shared), derived, envelope.inputs)


def _unknown_part(estate: msgspec.Raw) -> str | None:
    """A part of a stored estate that no version up to this one has written."""
    try:
        parts: Collection[str] = msgspec.json.decode(estate, type=dict[str, msgspec.Raw])
    except msgspec.ValidationError:
        return None
    return min(set(parts) - {"project", *CLOSED_KINDS}, default=None)


def _shared(objects: _Objects, known: Bundle | None) -> Estate:
    """The objects of a known bundle that are stored in the same way here."""
    if known is None:
        return Estate()
    kinds = {
        kind: {
            name: item
            for name, item in known.estate.of(kind).items()
            if name in objects.get(kind, {}) and objects[kind][name] == msgspec.Raw(spelled(item))
        }
        for kind in CLOSED_KINDS
    }
    return msgspec.structs.replace(Estate(), **kinds)


def _read(objects: _Objects, shared: Estate) -> ClosedEstate:
    """What is not shared of a stored estate. Raises MsgspecError."""
    own = {
        kind: {name: json for name, json in items.items() if kind == "project" or name not in shared.of(kind)}
        for kind, items in objects.items()
    }
    return msgspec.json.decode(msgspec.json.encode(own), type=ClosedEstate)


def _with(estate: ClosedEstate, shared: Estate) -> ClosedEstate:
    """An estate and what it shares with another one, sorted by name."""
    kinds = {kind: dict(sorted({**estate.of(kind), **shared.of(kind)}.items())) for kind in CLOSED_KINDS}
    return msgspec.structs.replace(estate, **kinds)


def _has_all_of(estate: Estate, known: Bundle | None) -> bool:
    """Whether an estate has whatever an object of a known bundle may name."""
    return known is not None and all(estate.of(kind).keys() >= known.estate.of(kind).keys() for kind in CLOSED_KINDS)


def _fault(estate: ClosedEstate, sound: Estate) -> str | None:
    """What is wrong with an estate; its `sound` objects are not looked at."""
    if not all(map(_is_one, estate.project.secrets.values())):
        return "has a secret in 'project' that is not exactly one"
    for kind in CLOSED_KINDS:
        for name, item in estate.of(kind).items():
            if name in sound.of(kind):
                continue
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


def lost_name(estate: ClosedEstate) -> str | None:
    """A name that something in a closed estate uses although no object has it; None if there is none."""
    for kind in CLOSED_KINDS:
        for item in estate.of(kind).values():
            decisions = [decision.name for decision in item.decisions] if isinstance(item, DecisionTree) else []
            if (lost := _lost_name(item, estate, decisions)) is not None:
                return lost
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
