"""The literal secrets of a value, by the name of its place and by its looks, and the same value without them.

A place is a path of keys and list positions from the top of a file: `("inbound_routings", "shop", "api_token", "env")`.
A secret belongs into an environment variable or a file, and only their names into the project.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final, TypeAlias

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
    may_lack_digits,
    private_keys,
    secret_words,
)
from routecfg.disclosure.names import is_doubtful_name, is_listed_name, is_secret_name
from routecfg.disclosure.shortening import LONGEST, shortened
from routecfg.disclosure.templates import BROUGHT_IN, templates_in, without_templates
from routecfg.disclosure.values import behind_a_scheme, is_more_than_a_word, is_name_of_a_place, literal_parts

Path: TypeAlias = Sequence[str | int]

MASK: Final = "***"

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
_FILE = re.compile(r"[\w ./\\~:@+$%{}-]+")
_CHOSEN = re.compile("[a-z0-9][a-z0-9_-]*")
_UPPER_CASE = re.compile(r"[A-Z0-9_ .$%{}-]*")
_LONG_FOR_A_NAME: Final = 16
_REFERENCES: Final = ("env", "file")
_HEADERS: Final = "headers"
_SECRETS_OF_THE_PROJECT: Final = ("secrets", "secret")
_A_KEY: Final = "name"
"""Where a text stands that is one word or name, and no sentence."""

FIELDS: Final = frozenset(
    ("title", "description", "api_token", "channel_id", "number", "languages", "next_destination", "allow_attachments",
     "timezone", "include", "exclude", "special", "time_group", "if_time_matches", "if_time_does_not_match", "targets",
     "also", "start", "decisions", "actions", "list_label", "chatbot_url", "fallback", "transfers",
     "send_start_message", "send_attachments", "send_custom_fields", "disconnection_cause", "queue", "auto_response",
     "answered", "id", "text")
)  # fmt: skip
"""The fields of objects and decisions."""

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
_LOOKED_AT: Final = 3_000
"""So much of a text is searched for secrets before its first characters are shown."""

_MOST_SECRETS: Final = 50
"""A text with more literal secrets is masked as a whole."""

_TELLING_CHARACTER = re.compile("[0-9=:/]")
"""Every secret that is known by its looks, or by a name that stands before it, holds one of these."""

_NOT_TELLING: Final = bytes(set(range(256)) - set(b"0123456789=:/<x"))
_NO_DIGIT: Final = b"=:/<x"
_BY_KIND: Final = bytes.maketrans(
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&*+=?@^~", b"0" * 10 + b"a" * 52 + b"+" * 12
)
"""Digits as 0, letters as a, signs as +. A search for one byte takes a quarter of the time of one for any of ten."""
_LETTER_BESIDE_DIGIT = re.compile(rb"0(?:(?=[+]?a)|(?<=a0)|(?<=a[+]0)|(?<=a 0)0{5})")
_SCHEME = re.compile(rb'(?i)"(?:bearer|basic|api-?key|negotiate|hmac|jwt|ssws|splunk)[: ]')
_KEY = re.compile(rb'"([^"\\]{2,64})":')
_WORTH_A_LOOK = re.compile(
    r"""//|=|\w\\?["']?\s*+:|</|->|→|[^\W\d_][!#$%&*+=?@^~]?[0-9]|[^\W\d_] [0-9]{6}|[0-9][!#$%&*+=?@^~]?[^\W\d_]"""
    r"""|[^\s"'`,;:=?&#<>()\[\]{}|\\@*]{12}"""
)
_MIXED = re.compile("[A-Za-z][0-9]|[0-9][A-Za-z]")
_HIDDEN = re.compile(f"{BROUGHT_IN}+")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,30}+://")

_QUOTED = re.compile("(?P<mark>['`])(?P<text>[^'`]+)(?P=mark)")
_SHORTEST_PART: Final = 3
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


def is_secret_place(path: Path) -> bool:
    """Whether a value at this path is a secret by the name of its place: its own key, or one that it stands below.

    The name of an object or of a decision is chosen by users: it says nothing of the fields that objects have. Any
    other field below it may be a setting that was written as one: `queues: {api_token: {value: ...}}`.
    """
    keys = [part for part in path if isinstance(part, str)]
    return bool(keys) and (is_secret_name(keys[-1]) or _is_below_a_secret(keys))


def _is_below_a_secret(keys: Sequence[str]) -> bool:
    return any(not _is_chosen(keys, index) and is_secret_name(key) for index, key in enumerate(keys[:-1]))


def _is_chosen(keys: Sequence[str], index: int) -> bool:
    """Whether a key can be the name of an object or of a decision, and a field of one stands below it."""
    return (
        (index == 1 or keys[index - 1 : index] == ["decisions"])
        and _CHOSEN.fullmatch(keys[index]) is not None
        and keys[index + 1] in FIELDS
    )


def is_reference(keys: Sequence[str], text: str) -> bool:
    """Whether a text, the last key of which is `env` or `file`, names where a secret is kept and is none itself."""
    if keys[-1] == "env":
        return _VARIABLE.fullmatch(text) is not None and not looks_secret(text) and is_name_of_a_place(text)
    if keys[-1] != "file" or _FILE.fullmatch(text) is None or any(looks_secret(part) for part in text.split("/")):
        return False
    return any(char in "./\\" for char in text) or is_name_of_a_place(text)


def is_secret_instead_of_variable(text: str) -> bool:
    """Whether a text that cannot be the name of a variable is more likely the secret than a misspelt name."""
    if _UPPER_CASE.fullmatch(text) and not looks_secret(text):
        return False
    return len(text) >= _LONG_FOR_A_NAME or any(map(str.isdigit, text))


def is_secret_key(path: Path) -> bool:
    """Whether the key at the end of a path may be a secret itself: a token among braces becomes a key."""
    *above, key = path
    if not isinstance(key, str):
        return False
    if _looks_like_a_secret(key):
        return True
    names = [part for part in above if isinstance(part, str)]
    if key in _REFERENCES or names[-1:] == [_HEADERS]:
        return False
    if len(names) == 1 and names[0].lower() in _SECRETS_OF_THE_PROJECT:  # by this name templates use it
        return not is_name_of_a_place(key) or (len(key) >= _LONG_FOR_A_NAME and _VARIABLE.fullmatch(key) is None)
    return _is_below_a_secret([*names, key])


@lru_cache(maxsize=4096)
def _looks_like_a_secret(key: str) -> bool:
    """Whether a key is one whatever stands above it. Many decisions share a name."""
    return looks_secret(key) or bool(secrets_in((_A_KEY,), key.replace("|", ":"))) or _names_and_gives(key)


def _names_and_gives(key: str) -> bool:
    """Whether a key of several words is the name of a secret and then the secret: `api_token hunter2` among braces."""
    words = key.split(" ")
    named = next((count for count in range(1, len(words)) if is_secret_name(" ".join(words[:count]))), 0)
    return named > 0 and (not is_listed_name(key) or any(map(str.isdigit, key)))


def masked(text: str, path: Path = ()) -> str:
    """A text without its literal secrets, each replaced by `***`. `path` is where it stands, if that is known."""
    secrets = secrets_in(path, text)
    if len(secrets) > _MOST_SECRETS:
        return MASK
    # Longer ones go first, so that nothing is left around another.
    for secret in sorted(set(secrets), key=lambda secret: (-len(secret), secret)):
        text = text.replace(secret, MASK)
    return text


def masked_key(path: Path, longest: int = LONGEST) -> str:
    """The key at the end of a path as a finding may show it: `***` if it may be a secret itself, and not too long."""
    return MASK if is_secret_key(path) else shortened(str(path[-1]), longest)


def quoted_key(path: Path) -> str:
    """The same in single quotes, as messages name things."""
    return f"'{masked_key(path)}'"


def masked_path(path: Path) -> tuple[str | int, ...]:
    """A path without the keys that may be secrets themselves."""
    return tuple(MASK if is_secret_key(path[: index + 1]) else part for index, part in enumerate(path))


def shown(text: str, path: Path = (), longest: int = LONGEST) -> str:
    """A user's text as a finding may repeat it: without secrets, not too long. It may still hold any character."""
    return shortened(masked(text[: max(longest + 1, _LOOKED_AT)], path), longest)


def quoted(text: str, path: Path = (), longest: int = LONGEST) -> str:
    """The same in single quotes, as messages name things."""
    return f"'{shown(text, path, longest)}'"


def without_parts(message: str, secrets: Sequence[str]) -> str:
    """A sentence about a text without what it quotes of the text's secrets, also where that is a part of one."""

    def hidden(quote: re.Match[str]) -> str:
        named = len(quote["text"]) >= _SHORTEST_PART and any(
            quote["text"] in secret or secret in quote["text"] for secret in secrets
        )
        return f"{quote['mark']}{MASK}{quote['mark']}" if named else quote[0]

    return _QUOTED.sub(hidden, message) if secrets else message


def quoted_part(part: str, whole: str, path: Path) -> str:
    """A part of a text in quotes, without the secrets that the whole text holds: alone it may not show them."""
    start = whole.find(part)
    secrets = secrets_in(path, whole)
    if not secrets or start < 0:
        return f"'{MASK}'" if secrets else quoted(part, path)
    hidden = set[int]()
    for secret in secrets:
        at = whole.find(secret)
        while at >= 0:
            hidden.update(range(max(at, start), min(at + len(secret), start + len(part))))
            at = whole.find(secret, at + len(secret))
    characters = (BROUGHT_IN if at in hidden else char for at, char in enumerate(part, start))
    return f"'{shown(_HIDDEN.sub(MASK, ''.join(characters)), path)}'"


def without_tokens(text: str) -> str:
    """A sentence of ours without what looks like a token in it: names that users chose may be one.

    Works on what is masked already without changing it.
    """
    if not (_MIXED.search(text) or may_hold_known_forms(text)):
        return text
    parts, at = [], 0
    for start, end in secret_words(text):
        if has_known_form(text[start:end]) or not _is_for_show(text, start, for_people=True):
            parts += [text[at:start], MASK]
            at = end
    return "".join(parts) + text[at:]


def all_without_tokens(value: object) -> object:
    """The same for every text of a value, the keys too, which stay apart."""
    match value:
        case str():
            return without_tokens(value)
        case dict():
            kept: dict[object, object] = {}
            for key, item in value.items():
                shown_key = without_tokens(key) if isinstance(key, str) else key
                kept[shown_key if shown_key not in kept else f"{shown_key} {len(kept)}"] = all_without_tokens(item)
            return kept
        case list() | tuple():
            return [all_without_tokens(item) for item in value]
    return value


def may_hold_secrets(document: bytes, named: Sequence[bytes] = ()) -> bool:
    """A quick look at a value as JSON: False if it certainly holds no literal secret.

    Names of places are looked at only if one of the fields `named`, in quotes, is there: `(b'"headers"',)`.
    """
    telling = document.translate(None, _NOT_TELLING)  # a few characters: most searches can do without the document
    if b"=" in telling or (b"//" in telling and b"//" in document) or (b"</" in telling and b"</" in document):
        return True
    if (b"xx" in telling and b"xox" in document) or may_lack_digits(document):
        return True
    if telling.strip(_NO_DIGIT) and _LETTER_BESIDE_DIGIT.search(document.translate(_BY_KIND)):
        return True
    if telling.count(b":") != document.count(b'":'):  # a colon that does not follow a key stands in a text
        return True
    for field in named:
        if field in document:
            marked = any(_is_telling(key.decode()) for key in _KEY.findall(document))
            return marked or _SCHEME.search(document) is not None
    return False


def paths_of_secrets(value: object, path: Path) -> list[tuple[str | int, ...]]:
    """The paths of all texts and numbers that hold a literal secret, in a value that stands at this path."""
    found: list[tuple[str | int, ...]] = []
    named = any(_is_telling(part) for part in path if isinstance(part, str))
    _look_into(value, list(path), named, found)
    return found


def without_secrets(value: object, path: Path) -> object:
    """A value of a file, or a part of one at this path, without its literal secrets."""
    if isinstance(value, dict):
        return {key: without_secrets(item, (*path, key)) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [without_secrets(item, (*path, index)) for index, item in enumerate(value)]
    if isinstance(value, str):
        return masked(value, path)
    if isinstance(value, int | float) and not isinstance(value, bool) and is_secret_place(path):
        return MASK
    return value


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
            _look_into(item, path, named or _is_telling(key), found)
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


@lru_cache(maxsize=4096)
def _is_telling(name: str) -> bool:
    return is_secret_name(name) or is_doubtful_name(name)


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
        found = set(islice(_in_layer(layer, whole=whole, for_people=for_people), _MOST_SECRETS + 1))
        yield from (as_written(secret, bare) for secret in sorted(found)) if len(found) <= _MOST_SECRETS else (bare,)
    unspaced = _UNSPACED.fullmatch(bare)
    if unspaced is not None and is_secret_name(unspaced["name"]):
        yield from literal_parts(unspaced["value"])
    for start, end in private_keys(text):
        yield text[start:end]
    for start, end in secret_words(text):
        word = text[start:end]  # a name between double braces may be a token, too
        if has_known_form(word) or not _is_for_show(text, start, for_people=for_people):
            yield word


def _in_layer(bare: str, *, whole: bool, for_people: bool) -> Iterator[str]:
    if whole or "//" in bare or "=" in bare or "http" in bare.lower():
        yield from secrets_in_addresses(bare, whole=whole, for_people=for_people)
    yield from assigned_secrets(bare, for_people=for_people)
    if "@" in bare:
        yield from credentials(bare, for_people=for_people)


def _is_for_show(text: str, index: int, *, for_people: bool) -> bool:
    """Whether what stands at an index belongs to a link in a text for people, or is the host of an address."""
    start = 1 + max(text.rfind(space, max(0, index - _LONGEST_LINK), index) for space in " \t\n\"'<>(")
    host = text.find("//", start, index) + 2
    return host > 1 and (for_people or not any(char in "/?#" for char in text[host:index]))
