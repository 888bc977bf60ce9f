"""The hosts of web addresses: which stand in a private network, and which may be used all the same."""

import re
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final, NamedTuple

from routecfg.diagnostics import Path
from routecfg.disclosure import masked
from routecfg.model import Object, Settings
from routecfg.rules.support.text_scan import scanned
from routecfg.templates import Use

_ADDRESS: Final = re.compile(
    r"(?P<scheme>https?)://(?:[^/?#@]*+@)?(?P<host>\[[^\]/]*+\]|(?:\{\{.*?\}\}|[^/?#:{])*)", re.IGNORECASE | re.DOTALL
)
_PRIVATE_ENDINGS: Final = (
    ".localhost",
    ".local",
    ".internal",
    ".intranet",
    ".lan",
    ".home",
    ".corp",
    ".private",
    ".home.arpa",
)
_NUMERIC: Final = re.compile(r"(?:0[xX][0-9a-fA-F]+|[0-9]+)(?:\.(?:0[xX][0-9a-fA-F]+|[0-9]+)){0,3}")


class Called(NamedTuple):
    """A web address that a request or a chatbot calls. `host` is empty if it is not written down."""

    path: Path
    plain: bool
    host: str

    @property
    def is_private(self) -> bool:
        """Whether the host can only be reached from inside a network."""
        return bool(self.host) and _is_private(self.host)


def called_addresses(item: Object, settings: Settings) -> Iterator[Called]:
    """Every address that an object has called, unless the project allows its host."""
    scan = scanned(item)
    for place in (*scan.filled, *scan.as_written):
        if place.use is not Use.ADDRESS and place.use is not Use.BOT:
            continue
        # what stands before the last @ is a password, and may look like a host
        match = _ADDRESS.match(masked(place.text, place.path) if "@" in place.text else place.text)
        if match is None:
            continue
        host = match["host"].strip("[]").rstrip(".").lower()
        if host not in settings.allow_hosts:
            yield Called(place.path, match["scheme"].lower() == "http", "" if "{{" in host else host)


def _is_private(host: str) -> bool:
    number = _as_number(host)
    if number is not None:
        mapped = number.ipv4_mapped if isinstance(number, IPv6Address) else None
        return not (mapped or number).is_global
    return "." not in host or host.endswith(_PRIVATE_ENDINGS)


def _as_number(host: str) -> IPv4Address | IPv6Address | None:
    """The IP address that a host is, in any of the ways in which one may be written: `127.1`, `0x7f000001`."""
    if not host[:1].isdigit() and ":" not in host:
        return None
    try:
        return ip_address(host)
    except ValueError:
        pass
    if not _NUMERIC.fullmatch(host):
        return None
    *first, last = (_whole(part) for part in host.split("."))
    if any(part > 0xFF for part in first) or last >= 1 << (8 * (4 - len(first))):
        return None
    value = last
    for index, part in enumerate(first):
        value |= part << (8 * (3 - index))
    return IPv4Address(value)


def _whole(part: str) -> int:
    if part[:2].lower() == "0x":
        return int(part[2:16], 16)
    return int(part[:16], 8 if part[0] == "0" and part.isdecimal() and not set(part) & set("89") else 10)
