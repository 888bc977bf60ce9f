"""Literal secrets in web addresses: a password before the host, and what is named like a secret in the rest."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from routecfg.disclosure.looks import looks_secret
from routecfg.disclosure.names import is_doubtful_name, is_secret_name, name_words
from routecfg.disclosure.templates import BROUGHT_IN
from routecfg.disclosure.values import is_more_than_a_word, is_reference_number, literal_parts

# No pattern here goes back over what it has seen: a file may hold a text of any length, made to keep us busy.
_AUTHORITY = re.compile(
    r"(?:(?<=[A-Za-z0-9+.-]):|(?<![:/\w]))//[ ]?(?=[^\s/])|(?i:(?<=http)|(?<=https)):[/\\]{0,2}+(?=[^\s/\\])"
)
_NO_SLASHES = re.compile(r"(?i)\s*+(?!mailto:|tel:)(?:(?:https?|wss?|ftp):)?[/\\]*+")
_PARAMETER = re.compile(r"[?&;#][ ]*+(?P<name>[^=:&;#?/\s\"'<>]{1,100}+)(?:=|:(?!//))")
_VALUE = re.compile(r"[\"'<]?(?P<value>[^&;#\s\"'<>]*+)")
_WHOLE_VALUE = re.compile(r"(?P<value>(?:\{#|[^&;#])*)")
_GOES_ON = re.compile(r"(?:[&;#][^&;#=\s\"'<>\0]++(?=[&;#\s\"'<>]|\Z))+")
"""What follows a secret in an address and is not a parameter: a password may hold a sign that was not encoded."""

_SEGMENT = re.compile(r"/(?P<name>[\w.%+\[\]-]{2,64}+)(?=/(?P<value>[^/?#\s\"'<>]++))")
_UNBROKEN = re.compile(r"[^\s\"'<>]*+")
_PASSWORD_BEGINS = re.compile(r"[^\s:/?#@]*+:[^/?#@]++")
_CREDENTIALS = re.compile(
    r"""(?<![\w.+@:%-])(?P<user>[A-Za-z][\w.-]{0,40}+):(?P<password>[^\s/?&#"'<>()]{4,100})@(?=[A-Za-z0-9-]{1,63}\b)"""
)
_USERS: Final = frozenset(("user", "username", "usr", "login", "userinfo", "userpwd", "uid", "account"))
"""Parameters behind which a password follows the user: `?user=anna:x`."""

_NO_USERS: Final = frozenset(
    ("mail", "email", "mailto", "kontakt", "contact", "adresa", "address", "to", "from", "cc", "bcc", "reply", "sip",
     "sips", "tel", "im", "xmpp", "acct", "whatsapp", "skype", "info", "support", "podpora", "write", "at", "od", "do",
     "http", "https", "ws", "wss", "ftp")
)  # fmt: skip
"""Words before a colon and an e-mail address, or before the whole of an address."""

_BEHIND_A_TOKEN: Final = frozenset(("token", "apitoken", "accesstoken", "apikey", "secret", "password", "passphrase"))
_OF_SERVICES: Final = frozenset(
    ("authenticate", "authorize", "callback", "change", "check", "client", "create", "delete", "exchange", "expired",
     "forgot", "forgotten", "generate", "introspect", "introspection", "issue", "logout", "metadata", "oauth",
     "password",
     "policies", "policy", "recover", "recovery", "refresh", "register", "renew", "request", "reset", "resources",
     "revocation", "revoke", "rotate", "service", "services", "session", "sessions", "status", "update", "validate",
     "validation", "verification", "verify")
)  # fmt: skip
"""What a web service does with a token or a password: `/token/refresh`."""

_SHORTEST_WORD: Final = 6
_SHORTEST_MIXED: Final = 7
_FURTHEST_HOST: Final = 64
_LONGEST: Final = 2_000
"""An address is searched for a password up to here."""

_PORT = re.compile(r":[0-9]{1,5}(?=[/?#\\]|\Z)")
_SECRET_PARAMETERS: Final = frozenset(("key", "sig", "pass"))
"""Names that mean a secret in an address, whatever they mean elsewhere."""

_ADDRESS_NAMES: Final = frozenset(("url", "uri", "href", "endpoint", "webhook", "callback", "address", "host", "hosts"))


def is_address_name(name: str) -> bool:
    """Whether an address that a machine calls stands under this name, unlike a link in a text for customers."""
    return not _ADDRESS_NAMES.isdisjoint(name_words(name)[-1:])


def secrets_in_addresses(bare: str, *, whole: bool, for_people: bool) -> Iterator[str]:
    """The literal secrets in the addresses of a text whose templates are blotted out (`without_templates`).

    `whole` says that the text is one address that a machine calls: then a password may hold spaces. `for_people` says
    that an address in it leads to a page.
    """
    authorities = [match.end() for match in _AUTHORITY.finditer(bare)]
    if whole and not authorities and (scheme := _NO_SLASHES.match(bare)) and ":" in bare[scheme.end() :]:
        authorities = [scheme.end()]
    for start in authorities:
        end = len(bare) if whole else _end_of_address(bare, start)
        yield from _before_host(bare[start : min(end, start + _LONGEST)])
    at = 0
    while parameter := _PARAMETER.search(bare, at):
        at = parameter.end()
        value = (_WHOLE_VALUE if whole else _VALUE).match(bare, at)
        if value is None or not value["value"]:
            continue
        at = value.end()
        found = list(_in_parameter(unquote(parameter["name"]), value["value"]))
        yield from found
        if found and BROUGHT_IN not in value["value"] and (rest := _GOES_ON.match(bare, at)):
            at = rest.end()
            yield rest[0]
    if not for_people:
        yield from secret_segments(bare)


def secret_segments(bare: str) -> Iterator[str]:
    """The secrets in paths of addresses that stand behind the name of one: `/token/hunter22`."""
    for segment in _SEGMENT.finditer(bare):
        name = unquote(segment["name"]).replace("+", " ")
        if is_secret_name(name) or name.lower() in _SECRET_PARAMETERS:
            yield from (part for part in _parts(segment["value"]) if _is_secret_segment(name, part))


def credentials(bare: str, *, for_people: bool) -> Iterator[str]:
    """User and password before a host without `https://`: `anna:hunter2@shop.example`.

    In a text for people (`for_people`) most colons before an `@` are those of `E-mail:info24@shop.example`.
    """
    for match in _CREDENTIALS.finditer(bare):
        user, password = match["user"], match["password"].rpartition("@")[2] or match["password"]
        if not _NO_USERS.isdisjoint(name_words(user)) or match["password"].isdigit():
            continue
        if not for_people or (user.islower() and is_more_than_a_word(password)):
            yield f"{user}:{match['password']}"


def _is_secret_segment(name: str, part: str) -> bool:
    if is_more_than_a_word(part, _SHORTEST_MIXED):
        return not is_reference_number(part)
    if len(part) < _SHORTEST_WORD or not is_secret_name(name):
        return False
    behind_a_token = "".join(name_words(name)) in _BEHIND_A_TOKEN
    return behind_a_token and (part.isdigit() or (part.isalpha() and part.lower() not in _OF_SERVICES))


def _end_of_address(text: str, start: int) -> int:
    """Where an address in a sentence ends: at a space, unless a password seems to hold it."""
    match = _UNBROKEN.match(text, start, start + _LONGEST)
    end = match.end() if match is not None else start
    if _PASSWORD_BEGINS.fullmatch(text, start, end) and not _PORT.search(text, start, end):
        line = text[end : end + _FURTHEST_HOST].partition("\n")[0]
        end += line.find("@") + 1
    return end


def _before_host(address: str) -> Iterator[str]:
    """User and password before the last `@`. A password may hold an `@` or a `/` that its writer did not encode."""
    same = address.replace("\uff20", "@")
    authority = re.split(r"[/?#\\]", same, maxsplit=1)[0]
    last = authority.rfind("@")
    if ":" in authority and not _PORT.search(same[: len(authority) + 1], authority.rfind(":")):
        last = max(last, same.rfind("@"))
    if last <= 0:
        _, *rest = authority.split(":")
        if len(rest) == 1:  # more colons are those of an IPv6 address
            yield from (part for part in _parts(rest[0]) if _is_no_port(part))
        return
    user, colon, password = address[:last].partition(":")
    secret = password if colon else user
    if all(not part.strip() for part in secret.split(BROUGHT_IN)):
        return
    yield from _parts(address[:last])


def _is_no_port(text: str) -> bool:
    """Whether what stands where a port belongs is more likely a password whose host was forgotten."""
    return len(text) >= _SHORTEST_WORD


def _in_parameter(name: str, value: str) -> Iterator[str]:
    if is_secret_name(name) or name.lower() in _SECRET_PARAMETERS:
        yield from literal_parts(value)
        return
    inner, equals, rest = value.partition("=")
    if equals and (is_secret_name(inner) or inner.lower() in _SECRET_PARAMETERS):
        yield from literal_parts(rest)
        return
    user, colon, password = value.partition(":")
    of_a_user = not _USERS.isdisjoint(name_words(name))
    if colon and (of_a_user or "@" in password) and user.lower() not in _NO_USERS and not password.startswith("/"):
        secret = password if of_a_user else password.rpartition("@")[0]
        if len(secret) >= _SHORTEST_WORD and (of_a_user or not secret.isdigit()):
            yield from _parts(secret)
    doubtful = is_doubtful_name(name)
    for part in _parts(value):
        if (doubtful and is_more_than_a_word(part)) or looks_secret(part):
            yield part


def _parts(text: str) -> list[str]:
    return [part for part in text.split(BROUGHT_IN) if part]
