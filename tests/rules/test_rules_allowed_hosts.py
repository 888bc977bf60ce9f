"""What is advised about hosts can be done, and helps."""

import re

import pytest

from estates import checked

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
