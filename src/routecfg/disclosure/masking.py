"""Texts, keys and values without the literal secrets that they hold."""

import re
from collections.abc import Sequence
from typing import Final

from routecfg.disclosure.keys import is_secret_key
from routecfg.disclosure.looks import has_known_form, may_hold_known_forms, secret_words
from routecfg.disclosure.places import Path, is_secret_place
from routecfg.disclosure.secrets import MOST_SECRETS, is_for_show, secrets_in
from routecfg.disclosure.shortening import LONGEST, shortened
from routecfg.disclosure.templates import BROUGHT_IN

MASK: Final = "***"

_LOOKED_AT: Final = 3_000
"""So much of a text is searched for secrets before its first characters are shown."""

_MIXED = re.compile("[A-Za-z][0-9]|[0-9][A-Za-z]")
_HIDDEN = re.compile(f"{BROUGHT_IN}+")
_QUOTED = re.compile("(?P<mark>['`])(?P<text>[^'`]+)(?P=mark)")
_SHORTEST_PART: Final = 3


def masked(text: str, path: Path = ()) -> str:
    """A text without its literal secrets, each replaced by `***`. `path` is where it stands, if that is known."""
    secrets = secrets_in(path, text)
    if len(secrets) > MOST_SECRETS:
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
        if has_known_form(text[start:end]) or not is_for_show(text, start, for_people=True):
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
