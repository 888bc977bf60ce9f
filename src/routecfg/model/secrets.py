"""Where a literal secret may stand, so that none is ever printed.

A secret belongs into an environment variable or a file. One that was written down all the same is found here by
where it stands: an `api_token`, a project secret, a header, or a parameter of a web address that is named like one.
"""

import re
from collections.abc import Sequence
from typing import Final

_MASK: Final = "***"

# No pattern here goes back over what it has seen: a file may hold a text of any length, made to keep us busy.
_PARAMETER = re.compile(r"[?&;#](?P<name>[\w.\-\[\]]++)=")
_VALUE = re.compile(r"[^&;#\s]+")
_SECRET_NAME = re.compile(r"(?i)key|token|secret|passw|pwd|auth|signature|credential|\A(?:sig|pass|code)\Z")
_USER = re.compile(r"(?i)(?<=[a-z0-9+.-])://(?P<value>[^/?#\s@{}]++)@")
_HEADER = re.compile(r"(?i)auth|token|key|secret|cookie|password|signature|credential")
_BROUGHT_IN: Final = "\0"
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def secrets_in(path: Sequence[str | int], text: str) -> tuple[str, ...]:
    """The parts of a scalar, at this path of a file, that are or may be a literal secret, in order.

    What a template brings in (`{{ secrets.crm_key }}`) is a reference and no secret.
    """
    keys = [part for part in path if isinstance(part, str)]
    if "api_token" in keys[2:] or keys[:1] == ["api_token"] or (keys[:1] == ["secrets"] and len(keys) > 1):
        return () if _is_reference(keys, text) else (text,)
    if len(keys) > 1 and keys[-2] == "headers" and _HEADER.search(keys[-1]):
        return tuple(
            part for part in (piece.strip() for piece in _without_templates(text).split(_BROUGHT_IN)) if _is_long(part)
        )
    return _url_secrets(text)


def _url_secrets(url: str) -> tuple[str, ...]:
    """Literal secrets in a web address: parameters named like one, and a password before the host."""
    if "://" not in url and "=" not in url:
        return ()
    bare = _without_templates(url)
    found = [match["value"] for match in _USER.finditer(bare)]
    at = 0
    while parameter := _PARAMETER.search(bare, at):
        at = parameter.end()
        value = _VALUE.match(bare, at) if _SECRET_NAME.search(parameter["name"]) else None
        if value is not None:
            found.append(value[0])
            at = value.end()
    return tuple(value for value in found if _BROUGHT_IN not in value)


def _without_templates(text: str) -> str:
    """The text with another character for each one of a template, so that every place stays where it is."""
    parts, at = [], 0
    while (start := text.find("{{", at)) >= 0 and (end := text.find("}}", start + 2)) >= 0:
        parts += [text[at:start], _BROUGHT_IN * (end + 2 - start)]
        at = end + 2
    return "".join(parts) + text[at:]


def masked(text: str, path: Sequence[str | int] = ()) -> str:
    """A text as it may be printed: literal secrets replaced. `path` is where it stands, if that is known.

    Longer secrets go first, so that none is left over around another.
    """
    for secret in sorted({*secrets_in(path, text), *_url_secrets(text)}, key=lambda one: (-len(one), one)):
        text = text.replace(secret, _MASK)
    return text


def _is_reference(keys: list[str], text: str) -> bool:
    if keys[-1] == "env":
        return _VARIABLE.fullmatch(text) is not None and len(text) <= 64 and not _looks_random(text)
    return keys[-1] == "file" and not _looks_random(text)


def _looks_random(text: str) -> bool:
    """A pasted token: long, one word, of both cases and digits mixed, or with many digits."""
    if len(text) < 20 or "/" in text:
        return False
    digits = sum(map(str.isdigit, text))
    mixed = any(map(str.isupper, text)) and any(map(str.islower, text))
    return digits > 0 and (mixed or digits * 5 >= len(text))


def _is_long(part: str) -> bool:
    """A word such as `Bearer` or `application/json` is no secret; what follows it may be."""
    return any(len(word) >= 8 and any(char.isdigit() for char in word) for word in part.split())


def without_secrets(value: object, path: Sequence[str | int]) -> object:
    """A value of a file, or a part of one at this path, as it may be printed: literal secrets replaced."""
    if isinstance(value, dict):
        return {key: without_secrets(item, (*path, key)) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [without_secrets(item, (*path, index)) for index, item in enumerate(value)]
    return masked(value, path) if isinstance(value, str) else value
