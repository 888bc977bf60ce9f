"""Every place where one object names another, listed once for all code that follows or changes names."""

from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple, TypeAlias, TypeVar

import msgspec

from routecfg.diagnostics import Path
from routecfg.model.estate import Object
from routecfg.model.kinds import Chatbot, Entry, Terminate, TimeCondition
from routecfg.model.parts import DESTINATION_KINDS, Destination, Part
from routecfg.model.trees import CreateTicket, Decision, DecisionTree
from routecfg.model.walk import Inner, fields_holding, parts_of

NAMING_FIELDS: Final[dict[type[Part], dict[str, str]]] = {
    Destination: {**DESTINATION_KINDS, "decision": "decision"},
    Entry: {"group": "time_groups"},
    TimeCondition: {"time_group": "time_groups"},
    Chatbot: {"transfers": "queues", "send_custom_fields": "custom_fields"},
    Terminate: {"queue": "queues", "auto_response": "templates"},
    CreateTicket: {"category": "ticket_categories"},
    DecisionTree: {"also": "target_sets", "start": "decision"},
    Decision: {"also": "target_sets"},
}
"""The fields that hold a name or a list of names, and the kind of what they name (`decision`: one of the same tree)."""

_NAMING: Final = frozenset(NAMING_FIELDS)

_AnyPart = TypeVar("_AnyPart", bound=Part)

_Fields: TypeAlias = tuple[tuple[str, str], ...]


class Reference(NamedTuple):
    """A reference: its path inside the object; kind (`decision`: one of the same tree) and name of what it names."""

    path: Path
    kind: str
    name: str


def references(item: Object | Decision) -> list[Reference]:
    """Every object and decision that an object, or one decision, names."""
    found: list[Reference] = []
    _collect(item, (), found)
    return found


def names_in(item: Object) -> set[tuple[str, str]]:
    """Every object and decision that an object names, by kind and name: `references` without the places."""
    found: set[tuple[str, str]] = set()
    for part in parts_of(item, _NAMING):
        if type(part) is Destination:  # most parts are
            if part.decision is not None:
                found.add(("decision", part.decision))
            else:
                found.add((part.kind, part.name))
            continue
        for field, kind in NAMING_FIELDS[type(part)].items():
            value: str | tuple[str, ...] | None = getattr(part, field)
            if isinstance(value, str):
                found.add((kind, value))
            elif value:
                found.update((kind, name) for name in value)
    return found


def with_names(part: _AnyPart, renamed: Callable[[str, str], str]) -> _AnyPart:
    """The part with every name replaced by `renamed(kind, name)`.

    Lists of names keep their order. A part in which nothing changes is returned itself.
    """
    changes: dict[str, object] = {}
    for field, kind in NAMING_FIELDS.get(type(part), {}).items():
        value: str | tuple[str, ...] | None = getattr(part, field)
        if isinstance(value, str):
            new: object = renamed(kind, value)
        else:
            new = value and tuple(renamed(kind, name) for name in value)
        if new != value:
            changes[field] = new
    for field, _ in fields_holding(type(part), _NAMING):
        inner: Inner = getattr(part, field)
        if isinstance(inner, tuple):
            items = tuple(with_names(item, renamed) for item in inner)
            if any(item is not old for item, old in zip(items, inner, strict=True)):
                changes[field] = items
        elif isinstance(inner, dict):
            variants = {key: with_names(item, renamed) for key, item in inner.items()}
            if any(item is not inner[key] for key, item in variants.items()):
                changes[field] = variants
        elif inner is not None and (other := with_names(inner, renamed)) is not inner:
            changes[field] = other
    return msgspec.structs.replace(part, **changes) if changes else part


def _collect(part: Part, path: Path, found: list[Reference]) -> None:
    naming, inner = _plan(type(part))
    for field, kind in naming:
        value: str | tuple[str, ...] | None = getattr(part, field)
        if isinstance(value, str):
            found.append(Reference((*path, field), kind, value))
        elif value:
            found.extend(Reference((*path, field, index), kind, name) for index, name in enumerate(value))
    for field, key in inner:
        held: Inner = getattr(part, field)
        if not held:
            continue
        if type(held) is Destination:
            found.append(Reference((*path, key, held.field), held.kind, held.name))
        elif isinstance(held, tuple):
            for index, item in enumerate(held):
                _collect(item, (*path, key, item.name if isinstance(item, Decision) else index), found)
        elif isinstance(held, dict):
            for language, item in held.items():
                _collect(item, (*path, key, language), found)
        else:
            _collect(held, (*path, key), found)


@cache
def _plan(kind: type[Part]) -> tuple[_Fields, _Fields]:
    """The fields of a part that hold names, with their kinds; and those that lead further in, with their keys."""
    return tuple(NAMING_FIELDS.get(kind, {}).items()), fields_holding(kind, _NAMING)
