"""The hosts of web addresses: which stand in a private network, and which may be used all the same."""

import re
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final, NamedTuple

from routecfg.diagnostics import Path
from routecfg.disclosure import masked
from routecfg.ip_addresses import Reach, reach_of
from routecfg.model import Object, Settings
from routecfg.rules.support.text_scan import scanned
from routecfg.templates import Use

_ADDRESS: Final = re.compile(
    r"(?P<scheme>https?)://(?:[^/?#@]*+@)?(?P<host>\[[^\]/]*+\]|(?:\{\{.*?\}\}|[^/?#:{])*)", re.IGNORECASE | re.DOTALL
)
_LISTED: Final = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
"""What may stand under `allow_hosts`."""

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
    def reach(self) -> Reach:
        """Who reaches the host; anybody, if it is not written down."""
        return _reach(self.host) if self.host else Reach.PUBLIC

    @property
    def may_be_listed(self) -> bool:
        """Whether the host can stand under `allow_hosts`, and is called then."""
        return _LISTED.fullmatch(self.host) is not None and self.reach is not Reach.NEVER


def called_addresses(item: Object, settings: Settings) -> Iterator[Called]:
    """Every address that an object has called, unless the project allows its host and that helps."""
    scan = scanned(item)
    for place in (*scan.filled, *scan.as_written):
        if place.use is not Use.ADDRESS and place.use is not Use.BOT:
            continue
        # what stands before the last @ is a password, and may look like a host
        match = _ADDRESS.match(masked(place.text, place.path) if "@" in place.text else place.text)
        if match is None:
            continue
        host = match["host"].strip("[]").rstrip(".").lower()
        called = Called(place.path, match["scheme"].lower() == "http", "" if "{{" in host else host)
        if host not in settings.allow_hosts or called.reach is Reach.NEVER:
            yield called


def _reach(host: str) -> Reach:
    number = _as_number(host)
    if number is not None:
        return reach_of(str(number))
    return Reach.PRIVATE if "." not in host or host.endswith(_PRIVATE_ENDINGS) else Reach.PUBLIC


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
