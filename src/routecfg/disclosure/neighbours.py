"""What is a secret because of what stands beside it: the value of a pair, and the rest of a value that was cut."""

from collections.abc import Mapping, Sequence
from typing import Final

from routecfg.disclosure.names import is_secret_name
from routecfg.disclosure.secrets import Path, secrets_in

_NAMING: Final = ("name", "key", "header", "field", "parameter", "param", "variable")
_NAMED: Final = frozenset(("value", "values", "val", "content", "data"))
_LISTS_OF_NAMES: Final = frozenset(("similar", "languages", "also", "transfers", "send_custom_fields"))
_MOST_BESIDE: Final = 100


def named_beside(fields: Mapping[str, str | None]) -> tuple[str, ...]:
    """The keys of fields that hold a secret because another one names it: `value` of `{name: api_key, value: ...}`."""
    if any(is_secret_name(fields.get(naming) or "") for naming in _NAMING):
        return tuple(key for key in fields if key.lower() in _NAMED)
    return ()


def named_by_the_first(path: Path, items: Sequence[str | None]) -> bool:
    """Whether all items of a list but the first are secrets, since that one names them: `[api_key, x]`.

    A comma in a secret makes three items of two. Lists of words and of names hold no such thing.
    """
    keys = [part for part in path if isinstance(part, str)]
    return len(items) > 1 and is_secret_name(items[0] or "") and _LISTS_OF_NAMES.isdisjoint(keys[-2:])


def cut_off(path: Path, fields: object) -> tuple[str, ...]:
    """The keys without a value that are the rest of a secret, which a comma cut: `{Authorization: kolibri,9modry}`.

    `path` is that of the mapping. What is none is not looked at, and neither is one with very many fields.
    """
    found: list[str] = []
    before: str | None = None
    if not isinstance(fields, dict) or len(fields) > _MOST_BESIDE:
        return ()
    for key, value in fields.items():
        if value is not None:
            before = key
        elif before is not None and (before in found or _holds_a_secret((*path, before), fields[before])):
            found += [key]
            before = key
    return tuple(found)


def _holds_a_secret(path: Path, value: object) -> bool:
    return isinstance(value, str) and bool(secrets_in(path, value))
