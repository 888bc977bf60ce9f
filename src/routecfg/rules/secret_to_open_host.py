"""A secret is sent to a host that data of the chat choose.

What a customer wrote, or what a web service answered, decides where the request goes, and so who gets the secret.
Such a request is not made: it fails, and customers go without an answer. Write the host into the address. Where there
are several, each needs a request of its own, behind a `condition`.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {decision_tree: orders}
    decision_trees:
      orders:
        title: Orders
        decisions:
          status:
            title: Status
            actions:
              - request:
                  url: "https://{{ text | urlencode }}.acme.example/orders"
                  headers: {Authorization: "Bearer {{ secrets.crm_key }}"}
                  save_as: order
              - send_message: {text: "Status: {{ order.status }}"}
            targets: [{to: {queue: support}}]
    queues:
      support: {title: Support, id: 10001}

Good:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {decision_tree: orders}
    decision_trees:
      orders:
        title: Orders
        decisions:
          status:
            title: Status
            actions:
              - request:
                  url: "https://api.acme.example/{{ text | urlencode }}/orders"
                  headers: {Authorization: "Bearer {{ secrets.crm_key }}"}
                  save_as: order
              - send_message: {text: "Status: {{ order.status }}"}
            targets: [{to: {queue: support}}]
    queues:
      support: {title: Support, id: 10001}
"""

from collections.abc import Iterator

from routecfg.diagnostics import Finding, Path, Rule, Severity
from routecfg.disclosure import quoted
from routecfg.model import DecisionTree, Object, Settings
from routecfg.rules.support.text_scan import scanned
from routecfg.templates import SECRETS, Use, is_host_open, parse_text

RULE = Rule("RC609", "secret-to-open-host", Severity.WARNING, __doc__)


def check_object(kind: str, name: str, item: Object, _settings: Settings) -> Iterator[Finding]:
    """Each address whose host is filled in, if it or a header of its request has a secret."""
    if not isinstance(item, DecisionTree):
        return
    open_: dict[Path, Path] = {}
    secrets: dict[Path, str] = {}
    for place in scanned(item).filled:
        if place.use is Use.ADDRESS or place.use is Use.HEADER:
            request = place.path[: -1 if place.use is Use.ADDRESS else -2]
            text = parse_text(place.text)
            if place.use is Use.ADDRESS and is_host_open(text):
                open_[request] = place.path
            for reading in text.readings:
                root, *below = reading.name.parts
                if root == SECRETS and below:
                    secrets.setdefault(request, below[0])
    for request, place_path in open_.items():
        if request in secrets:
            path = (kind, name, *place_path)
            yield RULE.at(
                path,
                f"secret {quoted(secrets[request], path)} would go to a host that data of the chat choose: the request "
                "is not made, and customers go without an answer",
                help="write the name of the host into the address, up to the '/' behind it",
            )
