"""Finds the parts of an object that are of certain types, by the types of its fields."""

from collections.abc import Callable, Iterator
from functools import cache
from operator import attrgetter
from typing import TypeAlias, get_args, get_type_hints

from routecfg.model.parts import Part

Types: TypeAlias = tuple[type[Part], ...] | frozenset[type[Part]]

Inner: TypeAlias = Part | tuple[Part, ...] | dict[str, Part] | None
"""What a field holds that leads further in."""

_Getter: TypeAlias = Callable[[Part], tuple[Inner, ...]]


def parts_of(part: Part, wanted: Types) -> Iterator[Part]:
    """The parts of these types, itself first; in no particular order."""
    plans = _plans(wanted)  # a look-up for each part: an estate has tens of thousands
    waiting = [part]
    while waiting:
        part = waiting.pop()
        kind = type(part)
        if kind in wanted:
            yield part
        fields = plans.get(kind)
        if fields is None:
            fields = plans[kind] = _getter(tuple(field for field, _ in fields_holding(kind, wanted)))
        for inner in fields(part):
            if not inner:
                continue
            if isinstance(inner, tuple):
                waiting.extend(inner)
            elif isinstance(inner, dict):
                waiting.extend(inner.values())
            else:
                waiting.append(inner)


@cache
def _plans(_wanted: Types) -> dict[type[Part], _Getter]:
    """For each type that was met, what gets the fields that lead further in: one for all walks to the same types."""
    return {}


def _getter(fields: tuple[str, ...]) -> _Getter:
    """What gets the values of these fields, all at once."""
    get = attrgetter(*fields) if fields else None
    if get is None:
        return lambda _part: ()
    return get if len(fields) > 1 else lambda part: (get(part),)


@cache
def fields_holding(kind: type[Part], wanted: Types) -> tuple[tuple[str, str], ...]:
    """The fields of a type in which, at any depth, parts of these types may lie.

    Each as the attribute (`else_`) and as the language calls it (`else`).
    """
    hints = get_type_hints(kind)
    names = zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True)
    return tuple(
        (field, key) for field, key in names if any(_leads_to(record, wanted) for record in _records_in(hints[field]))
    )


@cache
def _leads_to(kind: type[Part], wanted: Types) -> bool:
    waiting, seen = [kind], set[type[Part]]()
    while waiting:
        kind = waiting.pop()
        if kind in wanted:
            return True
        if kind not in seen:
            seen.add(kind)
            waiting += (inner for hint in get_type_hints(kind).values() for inner in _records_in(hint))
    return False


def _records_in(hint: object) -> Iterator[type[Part]]:
    """The types of parts that a field's type speaks of: of `tuple[Action, ...]`, `Action`."""
    if isinstance(hint, type) and issubclass(hint, Part):
        yield hint
    for inner in get_args(hint):
        yield from _records_in(inner)
