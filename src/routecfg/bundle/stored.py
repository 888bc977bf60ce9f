"""Bundles that were stored, read again."""

from typing import Any

import msgspec

from routecfg.bundle.bundle import Bundle
from routecfg.bundle.closing import CLOSED_KINDS, close
from routecfg.bundle.derived import LANGUAGE, Derived, Inputs
from routecfg.bundle.plain import ONE_KEY, filled
from routecfg.bundle.reading import model_of, settings_of
from routecfg.model import DecisionTree, Estate, Object, references


class NotABundle(msgspec.Struct, frozen=True):
    """Why a value is no bundle that can be run, as the end of a sentence: `it ...`."""

    reason: str


def read_bundle(value: object) -> Bundle | NotABundle:
    """A stored value as a bundle. What this version wrote comes back equal.

    In what an earlier version wrote, fields that the language has got since are filled with their defaults.
    """
    try:
        bundle = msgspec.convert(value, Bundle)
        inputs = msgspec.convert(bundle.inputs, Inputs)
    except msgspec.ValidationError:
        return NotABundle("does not consist of an estate, what follows from it, and the inputs")
    if inputs.language > LANGUAGE:
        return NotABundle(f"is written in version {inputs.language} of the language; this routecfg knows {LANGUAGE}")
    try:
        derived = msgspec.convert(bundle.derived, Derived)
        estate, settings = model_of(bundle.estate), settings_of(bundle.estate)
    except (msgspec.ValidationError, LookupError, TypeError, AttributeError):
        return NotABundle("holds an object that is incomplete or has a field of another form")
    unknown = sorted(bundle.estate.keys() - {"project", *CLOSED_KINDS})
    fault = f"has a part '{unknown[0]}' that this routecfg does not know" if unknown else _fault(estate)
    if fault is not None:
        return NotABundle(fault)
    return Bundle(close(estate, settings), filled(derived), filled(inputs))


def _fault(estate: Estate) -> str | None:
    for kind in CLOSED_KINDS:
        for name, one in estate.of(kind).items():
            if not _one_key_each(one):
                return f"has a destination or an action in '{name}' that is not exactly one"
            decisions = [decision.name for decision in one.decisions] if isinstance(one, DecisionTree) else []
            if len(set(decisions)) < len(decisions):
                return f"has two decisions of one name in decision tree '{name}'"
            lost = _lost_name(one, estate, decisions)
            if lost is not None:
                return f"names '{lost}' in '{name}', and there is no such object in it"
    return None


def _lost_name(one: Object, estate: Estate, decisions: list[str]) -> str | None:
    for _, kind, name in references(one):
        if name not in (decisions if kind == "decision" else estate.of(kind)):
            return name
    return None


def _one_key_each(part: Any) -> bool:
    """Whether every destination, action and secret's reference in a part of the model has exactly one field set."""
    waiting = [part]
    while waiting:
        one = waiting.pop()
        kind = type(one)
        if kind is str or one is None or kind is bool:
            continue
        if kind is tuple:
            waiting.extend(one)
        elif kind is dict:
            waiting.extend(one.values())
        elif issubclass(kind, msgspec.Struct):
            inner = [field for name in kind.__struct_fields__ if (field := getattr(one, name)) is not None]
            if kind in ONE_KEY and len(inner) != 1:
                return False
            waiting.extend(inner)
    return True
