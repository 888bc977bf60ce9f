"""Which IP addresses may be called: by anybody, by hosts that the project allows, or never.

`ipaddress` has `is_global`, but what that means differs between versions of Python, and addresses that contain another
one (of a NAT, of a tunnel) count as what they look like. The networks here are those of IANA's registries of
special-purpose addresses (https://www.iana.org/assignments/iana-ipv4-special-registry, .../iana-ipv6-special-registry)
and what providers of clouds use for their own services.
"""

from enum import Enum
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address
from typing import Final


class Reach(Enum):
    """Who may call an address."""

    PUBLIC = "public"
    """Anybody: it stands in the internet."""

    PRIVATE = "private"
    """Hosts under `allow_hosts`: it stands in the network around this machine, or is the machine itself."""

    NEVER = "never"
    """Nobody: no web service stands there, or one that gives away the keys of the machine."""


def reach_of(text: str) -> Reach:
    """Who may call an address. What is no address at all is for nobody."""
    try:
        address = ip_address(text)
    except ValueError:
        return Reach.NEVER
    if isinstance(address, IPv4Address):
        return _of_four(address)
    if address in _MAPPED or address in _NAT64:
        return _of_four(IPv4Address(int(address) & 0xFFFFFFFF))
    if address.scope_id or any(address in network for network in _NEVER_SIX):
        return Reach.NEVER
    if any(address in network for network in _PRIVATE_SIX):
        return Reach.PRIVATE
    return Reach.PUBLIC if address in _UNICAST_SIX else Reach.NEVER


def _of_four(address: IPv4Address) -> Reach:
    if any(address in network for network in _NEVER_FOUR):
        return Reach.NEVER
    return Reach.PRIVATE if any(address in network for network in _PRIVATE_FOUR) else Reach.PUBLIC


_PRIVATE_FOUR: Final = tuple(
    map(IPv4Network, ("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))
)

_NEVER_FOUR: Final = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "100.100.100.200/32",  # metadata of Alibaba Cloud
            "168.63.129.16/32",  # the host of machines in Azure
            "169.254.0.0/16",  # link-local, with the metadata of most clouds
            "192.0.0.0/24",  # protocols, with the metadata of Oracle Cloud
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112
            "192.52.193.0/24",  # tunnels (AMT)
            "192.88.99.0/24",  # relays of 6to4
            "192.175.48.0/24",  # AS112
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/3",  # multicast, reserved, broadcast
        ),
    )
)

_MAPPED: Final = IPv6Network("::ffff:0:0/96")
_NAT64: Final = IPv6Network("64:ff9b::/96")
"""Both contain an IPv4 address, and lead to it."""

_UNICAST_SIX: Final = IPv6Network("2000::/3")
"""All that has been given out for the internet."""

_PRIVATE_SIX: Final = (IPv6Network("::1/128"), IPv6Network("fc00::/7"))

_NEVER_SIX: Final = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocols, with Teredo
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documentation
            "fd00:42::42/128",  # metadata of Scaleway
            "fd00:100::100:200/128",  # metadata of Alibaba Cloud
            "fd00:a9fe:a9fe::1/128",  # metadata of Akamai's cloud
            "fd00:c1::a9fe:a9fe/128",  # metadata of Oracle Cloud
            "fd00:ec2::/32",  # metadata and other services of Amazon
            "fd20:ce::254/128",  # metadata of Google Cloud
        ),
    )
)
