"""A web address that is called without encryption.

What a request or a chatbot sends, customers' messages and secrets included, can be read and changed by everyone on the
way. Hosts in your own network may be allowed under `allow_hosts` in routecfg.yaml.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {chatbot: advice}
    chatbots:
      advice:
        title: Advice
        chatbot_url: http://bot.acme.example/daktela
        fallback: {queue: support}
    queues:
      support: {title: Support, id: 10001}

Good:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {chatbot: advice}
    chatbots:
      advice:
        title: Advice
        chatbot_url: https://bot.acme.example/daktela
        fallback: {queue: support}
    queues:
      support: {title: Support, id: 10001}
"""

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Rule, Severity
from routecfg.disclosure import quoted
from routecfg.ip_addresses import Reach
from routecfg.model import Object, Settings
from routecfg.rules.support.hosts import called_addresses

RULE = Rule("RC605", "plain-http", Severity.WARNING, __doc__)


def check_object(kind: str, name: str, item: Object, settings: Settings) -> Iterator[Finding]:
    """Each address that begins with `http://`. A private address is reported as such: allowing its host mends both."""
    for called in called_addresses(item, settings):
        if called.plain and called.reach is Reach.PUBLIC:
            path = (kind, name, *called.path)
            host = f"host {quoted(called.host, path)}" if called.host else "this host"
            listed = f", or list {quoted(called.host, path)} under 'allow_hosts' in routecfg.yaml"
            yield RULE.at(
                path,
                f"what is sent to {host} is not encrypted: everyone on the way can read what customers write",
                help=f"write https:// if the host answers there{listed if called.may_be_listed else ''}",
            )
