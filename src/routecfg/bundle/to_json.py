"""Parts of the model as plain JSON in which nothing is left out."""

from functools import cache
from typing import Final, TypeAlias, get_args, get_origin, get_type_hints

from routecfg.bundle.bundle import ClosedEstate
from routecfg.model import Action, Decision, DecisionTree, Destination, Part, SecretReference, Value

Json: TypeAlias = "bool | int | float | str | list[Json] | tuple[str | int, ...] | dict[str, Json] | None"
"""A value of JSON; a tuple is a list as well."""

ONE_KEY: Final = (Action, Destination, SecretReference)
"""Parts of which exactly one field is set: their other fields stay away."""

_RESOLVED: Final = {ClosedEstate: "target_sets", DecisionTree: "also", Decision: "also"}
"""Fields of which nothing is left in a closed estate."""


def to_json(part: Value) -> Json:
    """A part of a closed estate as plain JSON, with every default written; mappings are sorted by their keys."""
    if part is None or isinstance(part, (str, int, float)):
        return part
    if isinstance(part, tuple):
        return [to_json(item) for item in part]
    if isinstance(part, Part):
        return struct_to_json(part)
    return {key: item if type(item) is str else to_json(item) for key, item in sorted(part.items())}


def struct_to_json(struct: Part) -> dict[str, Json]:
    """As `to_json`."""
    kind = type(struct)
    plain, others = _fields(kind)
    if kind in ONE_KEY:
        for key, name in (*plain, *others):
            value: Value = getattr(struct, name)
            if value is not None:
                return {key: to_json(value)}
    made: dict[str, Json] = {key: getattr(struct, name) for key, name in plain}
    for key, name in others:
        made[key] = to_json(getattr(struct, name))
    return made


_Fields: TypeAlias = tuple[tuple[str, str], ...]
"""Fields of a struct, each as the language calls it (`if`) and as the attribute (`if_`)."""


@cache
def _fields(kind: type[Part]) -> tuple[_Fields, _Fields]:
    """The fields of which every value is plain JSON already, and the others."""
    hints = get_type_hints(kind)
    names = zip(kind.__struct_encode_fields__, kind.__struct_fields__, strict=True)
    fields = [pair for pair in names if pair[1] != _RESOLVED.get(kind)]
    plain = tuple(pair for pair in fields if _is_plain(hints[pair[1]]))
    return plain, tuple(pair for pair in fields if pair not in plain)


def _is_plain(hint: object) -> bool:
    """Whether values of a type are JSON as they are: texts and numbers, and lists of them."""
    if get_origin(hint) is dict or (isinstance(hint, type) and issubclass(hint, Part)):
        return False
    return all(map(_is_plain, get_args(hint)))
