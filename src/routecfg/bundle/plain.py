"""Parts of the model as plain JSON in which nothing is left out."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

import msgspec

from routecfg.model import Action, Destination, SecretReference

EXACT: Final = 2**53 - 1
"""The largest whole number that JSON carries without loss between systems (RFC 8785 builds on RFC 7493)."""

ONE_KEY: Final = (Action, Destination, SecretReference)
"""Parts of which exactly one field is set: their other fields stay away."""


def filled(value: Any) -> Any:
    """A part of the model as plain JSON, with every default written."""
    kind: Any = type(value)
    if kind is str or value is None or kind is bool:
        return value
    if kind is tuple:
        return [filled(part) for part in value]
    if kind is dict:
        return {key: filled(value[key]) for key in sorted(value)}
    if not issubclass(kind, msgspec.Struct):
        return _number(value)
    made: dict[str, Any] = {}
    spare = kind in ONE_KEY
    for key, name in _fields(kind):
        part = getattr(value, name)
        if part is None:
            if not spare:
                made[key] = None
        else:
            made[key] = part if type(part) is str else filled(part)
    return made


def sorted_words(words: Iterable[str]) -> list[str]:
    """Words whose order and repetition mean nothing."""
    return sorted(set(words))


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[tuple[str, str], ...]:
    """The fields of a struct: the name that the language gives each (`if`), and the attribute (`if_`)."""
    return tuple(zip(kind.__struct_encode_fields__, kind.__struct_fields__, strict=True))


def _number(value: int | float) -> int | float:
    """A number as canonical JSON tells it: 2.0 is 2, and a whole number beyond exactness is a floating one."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) <= EXACT else value
    return value if abs(value) <= EXACT else float(value)
