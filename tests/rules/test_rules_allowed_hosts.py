"""What is advised about hosts can be done, and helps."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from estates import checked
from routecfg.ip_addresses import reach_of
from routecfg.rules.support.hosts import Called
from routecfg.world.network import resolve

ROUTING = """
inbound_routings:
  line: {{title: L, api_token: {{env: T}}, channel_id: "1", next_destination: {{chatbot: bot}}}}
chatbots:
  bot: {{title: B, chatbot_url: "{url}", fallback: {{queue: support}}}}
queues: {{support: {{title: Support}}}}
"""
PROJECT = "routecfg: 1\ntimezone: Europe/Prague\nlanguages: [en]\nallow_hosts: [{hosts}]\n"


def found(url: str, hosts: str = "") -> list[str]:
    """Code and help of each finding about the address."""
    project = PROJECT.format(hosts=hosts).encode()
    result = checked({"routing/all.yaml": ROUTING.format(url=url)}, project, ("RC605", "RC606")).result
    return [f"{each.code} {each.help}" for each in result.diagnostics]


@pytest.mark.parametrize(
    "url",
    ["http://shop.example/", "http://203.0.114.7/", "https://10.0.0.1/", "http://127.1/", "https://crm:8443/", "http://[::1]/",
     "https://crm.acme.internal/", "http://[2a00::1]/", "https://[fd12::1]/", "http://169.254.169.254/", "https://0/",
     "http://příklad.example/", "https://crm_.internal/", "https://_crm.internal/", "https://KRM.internal./"],
)  # fmt: skip
def test_a_host_that_should_be_listed_can_be_and_is_not_reported_then(url: str) -> None:
    (advice,) = found(url)
    listed = re.search("list '([^']+)'", advice)
    if listed is not None:
        assert found(url, f'"{listed[1]}"') == []


def test_a_host_that_is_called_by_nobody_is_not_helped_by_listing_it() -> None:
    assert found("https://169.254.169.254/", "169.254.169.254") == found("https://169.254.169.254/") != []


SPELLINGS = ("{:d}", "{:#x}", "0{:o}", "0{:o}")


@settings(max_examples=50)
@given(
    st.ip_addresses(v=4).map(int),
    st.integers(1, 4),
    st.lists(st.sampled_from(SPELLINGS), min_size=4, max_size=4),
)
@example(0x7F000001, 2, ["{:d}"] * 4)
@example(0xA9FEA9FE, 3, ["{:#x}"] * 4)
@example(0x08080808, 1, ["0{:o}"] * 4)
def test_a_number_is_read_as_the_system_reads_it_that_is_asked_in_a_chat(
    number: int, parts: int, spellings: list[str]
) -> None:
    """`127.1`, `0x7f000001`: what the rule judges is what the client would call."""
    written = [*(number >> shift & 0xFF for shift in (24, 16, 8)[: parts - 1]), number & (1 << 8 * (5 - parts)) - 1]
    host = ".".join(spelling.format(each) for spelling, each in zip(spellings, written, strict=False))
    assert Called((), plain=False, host=host).reach is reach_of(resolve(host, 443)[0])
