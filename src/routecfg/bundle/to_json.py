"""Parts of the model as plain JSON in which nothing is left out."""

from functools import cache
from typing import Final, TypeAlias

from routecfg.bundle.bundle import ClosedEstate
from routecfg.model import Action, Decision, DecisionTree, Destination, Part, SecretReference, Value

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
"""A value of JSON."""

ONE_KEY: Final = (Action, Destination, SecretReference)
"""Parts of which exactly one field is set: their other fields stay away."""

_RESOLVED: Final = {ClosedEstate: "target_sets", DecisionTree: "also", Decision: "also"}
"""Fields of which nothing is left in a closed estate."""


def to_json(part: Value) -> Json:
    """A part of a closed estate as plain JSON, with every default written."""
    if part is None or isinstance(part, str | int | float):
        return part
    if isinstance(part, tuple):
        return [to_json(item) for item in part]
    if isinstance(part, Part):
        return struct_to_json(part)
    return {key: to_json(part[key]) for key in sorted(part)}


def struct_to_json(struct: Part) -> dict[str, Json]:
    """As `to_json`."""
    made: dict[str, Json] = {}
    fields, spare = _fields(type(struct))
    for key, name in fields:
        part = getattr(struct, name)
        if type(part) is str:  # most parts are
            made[key] = part
        elif part is not None or not spare:
            made[key] = to_json(part)
    return made


@cache
def _fields(kind: type[Part]) -> tuple[tuple[tuple[str, str], ...], bool]:
    """The fields of a struct (the name that the language gives each, `if`, and the attribute, `if_`), and whether it
    has only one of them at a time.
    """
    names = zip(kind.__struct_encode_fields__, kind.__struct_fields__, strict=True)
    return tuple(pair for pair in names if pair[1] != _RESOLVED.get(kind)), kind in ONE_KEY
