"""Data that are saved, and that nothing reads.

What is saved under the name of one of the chat's own values (`text`, `contact`) is never read either: the chat's own
value is. Either a text forgot to show it, or the name is misspelt there, or it is left over and can go. If only the
call of a request matters, give its answer a name that begins with `_`.

Bad:
    inbound_routings:
      shop:
        title: Shop
        api_token: {env: SHOP_TOKEN}
        channel_id: "6487021345"
        languages: [en]
        next_destination: {decision_tree: menu}
    decision_trees:
      menu:
        title: Menu
        decisions:
          welcome:
            title: Welcome
            actions:
              - save_data: {order_number: "{{ text }}"}
              - send_message: {text: "Thank you. Somebody will be with you soon."}
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
        next_destination: {decision_tree: menu}
    decision_trees:
      menu:
        title: Menu
        decisions:
          welcome:
            title: Welcome
            actions:
              - save_data: {order_number: "{{ text }}"}
              - send_message: {text: "Thank you. Somebody will look at order {{ order_number }} soon."}
            targets: [{to: {queue: support}}]
    queues:
      support: {title: Support, id: 10001}
"""

from collections.abc import Iterator
from typing import Final

from routecfg.diagnostics import Finding, Related, Rule, Severity, plural
from routecfg.disclosure import quoted
from routecfg.rules.support.context import DataContext, Need
from routecfg.rules.support.data_usage import NameSaved
from routecfg.templates import BUILT_IN

RULE = Rule("RC604", "unused-data", Severity.INFO, __doc__)

NEEDS = Need.OBJECTS

_MOST_RELATED: Final = 3
_ON_PURPOSE: Final = "_"


def check_data(context: DataContext) -> Iterator[Finding]:
    """Each name that nothing reads, at the first place that saves it."""
    read = {item.name.parts[0] for item in context.usage.read if item.name.parts[0] not in item.items}
    read |= context.usage.mentioned
    reached = frozenset(context.reached)
    unused: dict[str, list[NameSaved]] = {}
    for saved in context.usage.saved:
        is_read = saved.name in read and saved.name not in BUILT_IN
        if saved.node in reached and not is_read and not saved.name.startswith(_ON_PURPOSE):
            unused.setdefault(saved.name, []).append(saved)
    apart = {saved.path for saved in unused.get("name", ())} & {
        (*saved.path[:-1], "name") for saved in unused.get("value", ())
    }
    for name, places in unused.items():
        if name == "value" and all((*saved.path[:-1], "name") in apart for saved in places):
            continue
        yield _told(context, name, places, apart=name == "name" and places[0].path in apart)


def _told(context: DataContext, name: str, places: list[NameSaved], *, apart: bool) -> Finding:
    """The finding; `apart` says that the value is saved beside the name, under a name of its own."""
    first = places[0]
    paths = [context.path(place.node, place.path) for place in places]
    more = f", here and in {plural(len(paths) - 1, 'other place')}" if len(paths) > 1 else ""
    if name in BUILT_IN:
        message = f"what is saved under '{name}'{more} is never read: texts get the chat's own '{name}'"
        help_ = "give it another name"
    else:
        message = f"nothing reads what is saved under {quoted(name)}{more}"
        help_ = (
            "use it in a text or condition; if only the call matters, begin the name with '_'"
            if first.request
            else "use it in a text or condition, or take it out"
        )
    if apart:
        help_ = "the name itself stands before the colon, its value behind it: `save_data: {order_number: ...}`"
    related = tuple(Related("saved here too", path) for path in paths[1 : 1 + _MOST_RELATED])
    return RULE.at(paths[0], message, on_key=not first.request, help=help_, related=related)
