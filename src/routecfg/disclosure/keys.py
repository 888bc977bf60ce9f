"""Keys that may be secrets themselves: a token among braces becomes a key."""

import re
from functools import lru_cache
from typing import Final

from routecfg.disclosure.looks import looks_secret
from routecfg.disclosure.names import is_listed_name, is_secret_name
from routecfg.disclosure.places import VARIABLE_NAME, Path, is_below_a_secret
from routecfg.disclosure.secrets import secrets_in
from routecfg.disclosure.values import is_name_of_a_place

_UPPER_CASE = re.compile(r"[A-Z0-9_ .$%{}-]*")
_LONG_FOR_A_NAME: Final = 16
_REFERENCES: Final = ("env", "file")
_HEADERS: Final = "headers"
_SECRETS_OF_THE_PROJECT: Final = ("secrets", "secret")
_A_KEY: Final = "name"
"""Where a text stands that is one word or name, and no sentence."""


def is_secret_key(path: Path) -> bool:
    """Whether the key at the end of a path may be a secret itself."""
    *above, key = path
    if not isinstance(key, str):
        return False
    if _looks_like_a_secret(key):
        return True
    names = [part for part in above if isinstance(part, str)]
    if key in _REFERENCES or names[-1:] == [_HEADERS]:
        return False
    if len(names) == 1 and names[0].lower() in _SECRETS_OF_THE_PROJECT:  # by this name templates use it
        return not is_name_of_a_place(key) or (len(key) >= _LONG_FOR_A_NAME and VARIABLE_NAME.fullmatch(key) is None)
    return is_below_a_secret([*names, key])


@lru_cache(maxsize=4096)
def _looks_like_a_secret(key: str) -> bool:
    """Whether a key is one whatever stands above it. Many decisions share a name."""
    return looks_secret(key) or bool(secrets_in((_A_KEY,), key.replace("|", ":"))) or _names_and_gives(key)


def _names_and_gives(key: str) -> bool:
    """Whether a key of several words is the name of a secret and then the secret: `api_token hunter2` among braces."""
    words = key.split(" ")
    named = next((count for count in range(1, len(words)) if is_secret_name(" ".join(words[:count]))), 0)
    return named > 0 and (not is_listed_name(key) or any(map(str.isdigit, key)))


def is_secret_instead_of_variable(text: str) -> bool:
    """Whether a text that cannot be the name of a variable is more likely the secret than a misspelt name."""
    if _UPPER_CASE.fullmatch(text) and not looks_secret(text):
        return False
    return len(text) >= _LONG_FOR_A_NAME or any(map(str.isdigit, text))
