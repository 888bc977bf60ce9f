"""What a customer wrote is put into a web address without `urlencode`.

Characters such as `&`, `/`, `#` and spaces mean something in an address. A customer who writes one makes the request
ask for something else than you meant, or fail; who does it on purpose can ask for another customer's data.

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
              - request: {url: "https://api.acme.example/orders?number={{ text }}", save_as: order}
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
              - request: {url: "https://api.acme.example/orders?number={{ text | urlencode }}", save_as: order}
              - send_message: {text: "Status: {{ order.status }}"}
            targets: [{to: {queue: support}}]
    queues:
      support: {title: Support, id: 10001}
"""

from collections.abc import Iterator, Sequence
from typing import Final

from routecfg.diagnostics import Finding, Rule, Severity
from routecfg.disclosure import quoted
from routecfg.model import DecisionTree, Object, Settings
from routecfg.rules.support.text_scan import scanned
from routecfg.templates import WRITTEN_BY_CUSTOMERS, Expression, Filtered, Name, Place, Use, parse_text

RULE = Rule("RC607", "unescaped-text", Severity.WARNING, __doc__)

_HARMLESS: Final = frozenset(("urlencode", "length"))
"""Filters behind which nothing is left that means something in an address."""


def check_object(kind: str, name: str, item: Object, _settings: Settings) -> Iterator[Finding]:
    """The first such name in each address; what customers wrote is followed through data saved in the same object."""
    if not isinstance(item, DecisionTree):
        return
    places = [
        (place, _names(place))
        for place in scanned(item).filled
        if (place.use is Use.ADDRESS or place.use is Use.SAVED) and "{" in place.text
    ]
    if not any(place.use is Use.ADDRESS for place, _ in places):
        return
    saved = _written_by_customers(places)
    for place, names in places:
        if place.use is not Use.ADDRESS:
            continue
        found = [name for name in names if _is_by_customers(name) or name.parts[0] in saved]
        if found:
            path = (kind, name, *place.path)
            written = str(found[0])
            comes = "" if _is_by_customers(found[0]) else ", in which a customer's words are saved,"
            yield RULE.at(
                path,
                f"{quoted(written)}{comes} stands in this address as the customer wrote it: with '&', '/' or '#' in it "
                "the request asks for something else",
                help=f"write `{{{{ {written} | urlencode }}}}`",
            )


def _written_by_customers(places: Sequence[tuple[Place, Sequence[Name]]]) -> set[str]:
    """The names under which the object saves what customers wrote, over any number of steps."""
    goes_to: dict[str, list[str]] = {}
    waiting: list[str] = []
    for place, names in places:
        if place.use is Use.SAVED:
            target = str(place.path[-1])
            waiting += (target for name in names if _is_by_customers(name))
            for item in names:
                goes_to.setdefault(item.parts[0], []).append(target)
    saved = set(waiting)
    for name in waiting:
        further = [target for target in goes_to.get(name, ()) if target not in saved]
        saved.update(further)
        waiting += further
    return saved


def _is_by_customers(name: Name) -> bool:
    return name.parts in WRITTEN_BY_CUSTOMERS or name.parts[:1] in WRITTEN_BY_CUSTOMERS


def _names(place: Place) -> list[Name]:
    """The names that a text brings in unchanged."""
    return [name for part in parse_text(place.text).segments if not isinstance(part, str) for name in _names_in(part)]


def _names_in(part: Expression) -> Iterator[Name]:
    if isinstance(part, Name):
        yield part
    elif isinstance(part, Filtered) and not any(name in _HARMLESS for name, _ in part.filters):
        yield from _names_in(part.inner)
        for _, arguments in part.filters:
            for argument in arguments:
                yield from _names_in(argument)
