"""Which addresses may be called, against what Python's own `ipaddress` thinks of them."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from routecfg.ip_addresses import Reach, reach_of

EXTRA = tuple(
    map(
        ip_network,
        (
            "168.63.129.16/32",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.175.48.0/24",
            "192.0.0.0/24",
            "2001::/23",
            "2002::/16",
            "2620:4f:8000::/48",
            "3fff::/20",
        ),
    )
)
"""Public to `ipaddress` (or to some of its versions), and refused all the same."""


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """What `ipaddress` says of an address, or of the one that is in it."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in ip_network("64:ff9b::/96"):
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    return address.is_global and not (address.is_multicast or address.is_reserved)


@given(st.ip_addresses())
@example(ip_address("::ffff:10.0.0.1"))
@example(ip_address("::ffff:8.8.8.8"))
@example(ip_address("64:ff9b::7f00:1"))
@example(ip_address("64:ff9b::808:808"))
@example(ip_address("2a00:1450:4014:80e::200e"))
def test_an_address_is_public_where_python_says_so_and_it_is_no_tunnel(address: IPv4Address | IPv6Address) -> None:
    expected = is_public(address) and not any(address in network for network in EXTRA)
    assert (reach_of(str(address)) is Reach.PUBLIC) is expected


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("10.1.2.3", Reach.PRIVATE),
        ("100.64.0.1", Reach.PRIVATE),
        ("127.0.0.1", Reach.PRIVATE),
        ("172.31.255.255", Reach.PRIVATE),
        ("172.32.0.0", Reach.PUBLIC),
        ("192.168.1.1", Reach.PRIVATE),
        ("::1", Reach.PRIVATE),
        ("fd12:3456::1", Reach.PRIVATE),
        ("::ffff:192.168.1.1", Reach.PRIVATE),
        ("64:ff9b::c0a8:101", Reach.PRIVATE),
        ("0.0.0.0", Reach.NEVER),
        ("169.254.169.254", Reach.NEVER),
        ("::ffff:169.254.169.254", Reach.NEVER),
        ("64:ff9b::a9fe:a9fe", Reach.NEVER),
        ("64:ff9b:1::a9fe:a9fe", Reach.NEVER),
        ("100.100.100.200", Reach.NEVER),
        ("192.0.0.192", Reach.NEVER),
        ("168.63.129.16", Reach.NEVER),
        ("fd00:ec2::254", Reach.NEVER),
        ("fe80::1", Reach.NEVER),
        ("fe80::1%eth0", Reach.NEVER),
        ("fd12::1%eth0", Reach.NEVER),
        ("224.0.0.1", Reach.NEVER),
        ("255.255.255.255", Reach.NEVER),
        ("ff02::1", Reach.NEVER),
        ("::", Reach.NEVER),
        ("::127.0.0.1", Reach.NEVER),
        ("2002:7f00:1::", Reach.NEVER),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", Reach.NEVER),
        ("not an address", Reach.NEVER),
    ],
)
def test_who_may_call_an_address(text: str, reach: Reach) -> None:
    assert reach_of(text) is reach
