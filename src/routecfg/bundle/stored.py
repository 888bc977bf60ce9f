"""The form in which parts of the model are stored: every default written, fields in the order of their names.

The model's own types leave defaults out, as operators do. Beside each of them stands a type here that does not, so
that msgspec, at the speed of C, makes the JSON of an estate.
"""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from types import UnionType
from typing import Final, Union, get_args, get_origin, get_type_hints

import msgspec

from routecfg.bundle.bundle import ClosedEstate
from routecfg.model import Action, Decision, DecisionTree, Destination, Part, SecretReference, Value

ONE_KEY: Final = (Action, Destination, SecretReference)
"""Parts of which exactly one field is set: their other fields are left out."""

_RESOLVED: Final = {ClosedEstate: "target_sets", DecisionTree: "also", Decision: "also"}
"""Fields of which nothing is left in a closed estate."""

_types: Final[dict[type[Part], type[msgspec.Struct]]] = {}


def stored(part: Part) -> msgspec.Struct:
    """A part of a closed estate as a value whose JSON is the stored one."""
    return msgspec.convert(part, _type(type(part)), from_attributes=True)


def to_json(value: Value) -> object:
    """A value of a closed estate as plain JSON, with every default written; mappings are sorted by their keys."""
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_json(value[key]) for key in sorted(value)}
    return msgspec.to_builtins(stored(value), order="sorted") if isinstance(value, Part) else value


def _type(kind: type[Part]) -> type[msgspec.Struct]:
    if kind not in _types:
        names = zip(kind.__struct_encode_fields__, kind.__struct_fields__, strict=True)
        fields = sorted((key, name) for key, name in names if name != _RESOLVED.get(kind))
        one_key = kind in ONE_KEY
        default = None if one_key else msgspec.NODEFAULT
        made = msgspec.defstruct(
            kind.__name__,
            [(name, object, msgspec.field(name=key, default=default)) for key, name in fields],
            frozen=True,
            omit_defaults=one_key,
        )
        _types[kind] = made  # before the types of its fields: an action may hold actions
        hints = get_type_hints(kind)
        made.__annotations__.update({name: _stored_hint(hints[name]) for _, name in fields})
    return _types[kind]


def _stored_hint(hint: object) -> object:
    """The type of a field, with these types in the place of the model's."""
    if isinstance(hint, type) and issubclass(hint, Part):
        return _type(hint)
    origin = get_origin(hint)
    if origin is None:
        return hint
    arguments = tuple(_stored_hint(argument) for argument in get_args(hint))
    return reduce(or_, arguments) if origin in (UnionType, Union) else origin[arguments]
