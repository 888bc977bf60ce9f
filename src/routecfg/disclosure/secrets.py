"""The literal secrets of a value, by the name of its place and by its looks."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Final

from routecfg.disclosure.addresses import credentials, is_address_name, secrets_in_addresses
from routecfg.disclosure.assigned import assigned_secrets
from routecfg.disclosure.beside import secrets_beside_names
from routecfg.disclosure.compared import compared_secrets
from routecfg.disclosure.encoded import as_written, decoded
from routecfg.disclosure.looks import (
    SHORTEST,
    has_known_form,
    looks_secret,
    may_hold_known_forms,
    private_keys,
    secret_words,
)
from routecfg.disclosure.names import is_doubtful_name, is_secret_name, may_name_a_secret
from routecfg.disclosure.places import Path, is_reference, is_secret_place
from routecfg.disclosure.templates import templates_in, without_templates
from routecfg.disclosure.values import behind_a_scheme, is_more_than_a_word, literal_parts

_FOR_PEOPLE: Final = frozenset(
    ("text", "title", "description", "list_label", "languages", "similar", "pattern", "comment", "save_data", "note",
     "why")
)  # fmt: skip
"""Fields that people read or type: a link in them leads to a page, and may hold a long part that nobody can read."""

_EXPRESSIONS: Final = ("if", "each")

_KEYS_THAT_COUNT: Final = 2
"""So many keys at the end of a path say what kind of text stands there."""

_LONG: Final = 1_000
"""Longer texts are not remembered: they take memory, and hardly any is there twice."""

_LONGEST_LINK: Final = 2_000

MOST_SECRETS: Final = 50
"""A text with more literal secrets is masked as a whole."""

_TELLING_CHARACTER = re.compile("[0-9=:/]")
"""Every secret that is known by its looks, or by a name that stands before it, holds one of these."""

_WORTH_A_LOOK = re.compile(
    r"""//|=|\w\\?["']?\s*+:|</|->|→|[^\W\d_][!#$%&*+=?@^~]?[0-9]|[^\W\d_] [0-9]{6}|[0-9][!#$%&*+=?@^~]?[^\W\d_]"""
    r"""|[^\s"'`,;:=?&#<>()\[\]{}|\\@*]{12}"""
)
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,30}+://")

_UNSPACED = re.compile(r"""["']?(?P<name>[A-Za-z][\w.-]{2,40})["']?:(?P<value>[^\s/]\S*+)""")


def secrets_in(path: Path, text: str) -> tuple[str, ...]:
    """The parts of a text, at this path of a file, that are or may be literal secrets.

    `()` for a value that holds none: a reference (`{env: NAME}`), or what templates bring in. An empty path, or one
    that begins in the middle of a file, is fine: then fewer names are known.
    """
    keys = [part for part in path if isinstance(part, str)]
    if is_secret_place(path):
        if is_reference(keys, text):
            return ()
        return literal_parts(without_templates(text))
    if keys and is_doubtful_name(keys[-1]):
        parts = literal_parts(without_templates(text))
        if any(is_more_than_a_word(part) for part in parts):
            return parts
    return _secrets_by_looks(path, text)


def _secrets_by_looks(path: Path, text: str) -> tuple[str, ...]:
    """`secrets_in` where no name on the path says that this may be a secret."""
    keys: list[str] = []
    for part in reversed(path):
        if isinstance(part, str):
            keys.append(part)
            if len(keys) == _KEYS_THAT_COUNT:
                break
    search = _found_by_looks if len(text) > _LONG else _remembered_by_looks
    return search(text, tuple(keys))


def paths_of_secrets(value: object, path: Path) -> list[tuple[str | int, ...]]:
    """The paths of all texts and numbers that hold a literal secret, in a value that stands at this path."""
    found: list[tuple[str | int, ...]] = []
    named = any(may_name_a_secret(part) for part in path if isinstance(part, str))
    _look_into(value, list(path), named, found)
    return found


def _look_into(value: object, path: list[str | int], named: bool, found: list[tuple[str | int, ...]]) -> None:
    """`named`: a name on the path may say that this is a secret. Else only its looks can."""
    if isinstance(value, str):
        if secrets_in(path, value) if named else _secrets_by_looks(path, value):
            found.append(tuple(path))
    elif isinstance(value, dict):
        for key, item in value.items():
            path.append(key)
            if len(key) >= SHORTEST and looks_secret(key):
                found.append(tuple(path))
            _look_into(item, path, named or may_name_a_secret(key), found)
            path.pop()
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            path.append(index)
            _look_into(item, path, named, found)
            path.pop()
    elif named and isinstance(value, (int, float)) and not isinstance(value, bool) and is_secret_place(path):
        found.append(tuple(path))


def _is_worth_a_look(text: str) -> bool:
    if _TELLING_CHARACTER.search(text) is None:
        return may_hold_known_forms(text)
    return _WORTH_A_LOOK.search(text) is not None


def _found_by_looks(text: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """`keys` are the last ones of the path, the very last one first."""
    for_people = not keys or not _FOR_PEOPLE.isdisjoint(keys)
    if not _is_worth_a_look(text):
        schemed = "" if for_people else behind_a_scheme(text)
        return (schemed,) if schemed else ()
    if keys and keys[0] in _EXPRESSIONS:
        return tuple(dict.fromkeys((*compared_secrets(text), *_by_looks(text, whole=False, for_people=False))))
    whole = bool(keys) and (is_address_name(keys[0]) or (not for_people and _ADDRESS.match(text) is not None))
    return tuple(dict.fromkeys(_by_looks(text, whole=whole, for_people=for_people)))


_remembered_by_looks: Final = lru_cache(maxsize=4096)(_found_by_looks)
"""The same for texts of usual length: more than half of an estate's texts are there several times."""


def _by_looks(text: str, *, whole: bool, for_people: bool) -> Iterator[str]:
    bare = without_templates(text)
    yield from _in_layer(bare, whole=whole, for_people=for_people)
    for start, end in templates_in(text):
        yield from compared_secrets(text[start + 2 : end - 2])
    yield from secrets_beside_names(bare)
    if not for_people and (schemed := behind_a_scheme(bare)):
        yield schemed
    for layer in decoded(bare):
        found = set(islice(_in_layer(layer, whole=whole, for_people=for_people), MOST_SECRETS + 1))
        yield from (as_written(secret, bare) for secret in sorted(found)) if len(found) <= MOST_SECRETS else (bare,)
    unspaced = _UNSPACED.fullmatch(bare)
    if unspaced is not None and is_secret_name(unspaced["name"]):
        yield from literal_parts(unspaced["value"])
    for start, end in private_keys(text):
        yield text[start:end]
    for start, end in secret_words(text):
        word = text[start:end]  # a name between double braces may be a token, too
        if has_known_form(word) or not is_for_show(text, start, for_people=for_people):
            yield word


def _in_layer(bare: str, *, whole: bool, for_people: bool) -> Iterator[str]:
    if whole or "//" in bare or "=" in bare or "http" in bare.lower():
        yield from secrets_in_addresses(bare, whole=whole, for_people=for_people)
    yield from assigned_secrets(bare, for_people=for_people)
    if "@" in bare:
        yield from credentials(bare, for_people=for_people)


def is_for_show(text: str, index: int, *, for_people: bool) -> bool:
    """Whether what stands at an index belongs to a link in a text for people, or is the host of an address."""
    start = 1 + max(text.rfind(space, max(0, index - _LONGEST_LINK), index) for space in " \t\n\"'<>(")
    host = text.find("//", start, index) + 2
    return host > 1 and (for_people or not any(char in "/?#" for char in text[host:index]))
