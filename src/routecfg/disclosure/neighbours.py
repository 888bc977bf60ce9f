"""What is a secret because of what stands beside it: the value of a pair, and the rest of a value that was cut."""

from collections.abc import Mapping, Sequence
from typing import Final

from routecfg.disclosure.names import is_secret_name
from routecfg.disclosure.places import Path
from routecfg.disclosure.secrets import secrets_in

_NAMING: Final = frozenset(("name", "key", "header", "field", "parameter", "param", "variable", "id", "type", "k", "n"))
_NAMED: Final = frozenset(("value", "values", "val", "v", "content", "data"))
_USER_OPTIONS: Final = frozenset(("-u", "--user"))
_LISTS_OF_NAMES: Final = frozenset(("similar", "languages", "also", "transfers", "send_custom_fields"))
_MOST_BESIDE: Final = 100
_MOST_ITEMS: Final = 1_000


def named_beside(fields: Mapping[str, str | None]) -> tuple[str, ...]:
    """The keys of fields that hold a secret because another one names it: `value` of `{name: api_key, value: ...}`."""
    if any(is_secret_name(value or "") for key, value in fields.items() if key.lower() in _NAMING):
        return tuple(key for key in fields if key.lower() in _NAMED)
    return ()


def named_in_list(path: Path, items: Sequence[str | None]) -> tuple[int, ...]:
    """The positions of a list's items that are secrets, since another one names them: the second of `[api_key, x]`.

    A name that comes first is that of all others, since a comma in a secret makes two items of it; another one, as
    `--token` in a list of options, is that of the next item. Lists of words and of names hold no such thing.
    """
    keys = [part for part in path if isinstance(part, str)]
    if not _LISTS_OF_NAMES.isdisjoint(keys[-2:]):
        return ()
    if items and is_secret_name(items[0] or ""):
        return tuple(range(1, len(items)))
    names = (
        at
        for at, item in enumerate(items[: min(_MOST_ITEMS, len(items) - 1)])
        if item in _USER_OPTIONS or _is_one_name(item or "")
    )
    return tuple(at + 1 for at in names)


def _is_one_name(item: str) -> bool:
    return " " not in item and is_secret_name(item)


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
