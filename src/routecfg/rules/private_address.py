"""A web address in a private network.

The machine that runs the chats may not reach such an address: then the request fails and customers go without an
answer, or every chat goes to the chatbot's fallback. If it does reach it, something inside your network is called
from a text that operators edit. Hosts that are meant stand under `allow_hosts` in routecfg.yaml. Addresses that lead to
no web service, or to one that gives away the keys of the machine (169.254.169.254), are never called.

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
        chatbot_url: https://192.168.1.20/daktela
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

RULE = Rule("RC606", "private-address", Severity.WARNING, __doc__)


def check_object(kind: str, name: str, item: Object, settings: Settings) -> Iterator[Finding]:
    """Each address whose host is reached from inside a network only, or not at all."""
    for called in called_addresses(item, settings):
        if called.reach is Reach.PUBLIC:
            continue
        path = (kind, name, *called.path)
        host = quoted(called.host, path)
        fails = "every chat goes to the fallback" if kind == "chatbots" else "customers go without an answer"
        if called.reach is Reach.NEVER:
            yield RULE.at(
                path,
                f"host {host} is never called: no web service for others stands there, so {fails}",
                help="write the address of a web service",
            )
            continue
        listed = f"list {host}" if called.may_be_listed else "give it a plain name and list that"
        yield RULE.at(
            path,
            f"host {host} is reached from inside a network only: where chats run it may not be reached, "
            f"and then {fails}",
            help=f"write an address that can be reached from outside, or {listed} under 'allow_hosts' in routecfg.yaml",
        )
