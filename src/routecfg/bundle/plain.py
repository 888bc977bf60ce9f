"""Parts of the model as plain JSON in which nothing is left out."""

from collections.abc import Iterable
from typing import Any, Final

import msgspec

from routecfg.model import Action, Destination, SecretReference

EXACT: Final = 2**53 - 1
"""The largest whole number that JSON carries without loss between systems (RFC 8785 builds on RFC 7493)."""

_ONE_KEY: Final = (Action, Destination, SecretReference)
"""Parts of which exactly one field is set: their other fields stay away."""


def filled(value: Any) -> Any:
    """A part of the model as plain JSON, with every default written."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, msgspec.Struct):
        if isinstance(value, _ONE_KEY):
            return {key: filled(part) for key, part in _fields(value) if part is not None}
        return {key: filled(part) for key, part in _fields(value)}
    if isinstance(value, tuple):
        return [filled(part) for part in value]
    if isinstance(value, dict):
        return {key: filled(value[key]) for key in sorted(value)}
    return _number(value)


def sorted_words(words: Iterable[str]) -> list[str]:
    """Words whose order and repetition mean nothing."""
    return sorted(set(words))


def _fields(record: msgspec.Struct) -> Iterable[tuple[str, Any]]:
    """The fields under the names that the language gives them (`if`, not `if_`)."""
    written = record.__struct_encode_fields__
    return ((key, getattr(record, name)) for key, name in zip(written, record.__struct_fields__, strict=True))


def _number(value: int | float) -> int | float:
    """A number as canonical JSON tells it: 2.0 is 2, and a whole number beyond exactness is a floating one."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) <= EXACT else value
    return value if abs(value) <= EXACT else float(value)
