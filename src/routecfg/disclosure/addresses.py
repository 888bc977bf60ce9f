"""Literal secrets in web addresses: a password before the host, and parameters that are named like a secret."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from routecfg.disclosure.looks import looks_secret
from routecfg.disclosure.names import is_doubtful_name, is_secret_name, name_words
from routecfg.disclosure.templates import BROUGHT_IN
from routecfg.disclosure.values import is_more_than_a_word, literal_parts

# No pattern here goes back over what it has seen: a file may hold a text of any length, made to keep us busy.
_AUTHORITY = re.compile(r"(?:(?<=[A-Za-z0-9+.-]):|(?<![:/\w]))//(?=[^\s/])")
_PARAMETER = re.compile(r"[?&;#](?P<name>[\w.%\-\[\]]++)=")
_VALUE = re.compile(r"[^&;#\s\"'<>]*+")
_UNBROKEN = re.compile(r"[^\s\"'<>]*+")
_LONGEST: Final = 2_000
"""An address is searched for a password up to here."""

_PORT = re.compile(r":[0-9]{1,5}(?=[/?#]|\Z)")
_SECRET_PARAMETERS: Final = frozenset(("key", "sig", "pass"))
"""Names that mean a secret in an address, whatever they mean elsewhere."""

_ADDRESS_NAMES: Final = frozenset(("url", "uri", "href", "endpoint", "webhook", "callback", "address"))


def is_address_name(name: str) -> bool:
    """Whether an address that a machine calls stands under this name, unlike a link in a text for customers."""
    return not _ADDRESS_NAMES.isdisjoint(name_words(name)[-1:])


def secrets_in_addresses(bare: str, *, whole: bool) -> Iterator[str]:
    """The literal secrets in the addresses of a text whose templates are blotted out (`without_templates`).

    `whole` says that the text is one address that a machine calls: then a password may hold spaces.
    """
    for match in _AUTHORITY.finditer(bare):
        start = match.end()
        end = len(bare) if whole else _end_of_address(bare, start)
        yield from _before_host(bare[start : min(end, start + _LONGEST)])
    at = 0
    while parameter := _PARAMETER.search(bare, at):
        at = parameter.end()
        value = _VALUE.match(bare, at)
        if value is None or not value[0]:
            continue
        at = value.end()
        yield from _in_parameter(unquote(parameter["name"]), value[0])


def _end_of_address(text: str, start: int) -> int:
    match = _UNBROKEN.match(text, start, start + _LONGEST)
    return match.end() if match is not None else start


def _before_host(address: str) -> Iterator[str]:
    """User and password before the last `@`. A password may hold an `@` or a `/` that its writer did not encode."""
    authority = re.split(r"[/?#]", address, maxsplit=1)[0]
    last = authority.rfind("@")
    if ":" in authority and not _PORT.search(address[: len(authority) + 1], authority.rfind(":")):
        last = max(last, address.rfind("@"))
    if last <= 0:
        return
    user, colon, password = address[:last].partition(":")
    secret = password if colon else user
    if all(not part.strip() for part in secret.split(BROUGHT_IN)):
        return
    yield from _parts(address[:last])


def _in_parameter(name: str, value: str) -> Iterator[str]:
    if is_secret_name(name) or name.lower() in _SECRET_PARAMETERS:
        yield from literal_parts(value)
        return
    doubtful = is_doubtful_name(name)
    for part in _parts(value):
        if (doubtful and is_more_than_a_word(part)) or looks_secret(part):
            yield part


def _parts(text: str) -> list[str]:
    return [part for part in text.split(BROUGHT_IN) if part]
