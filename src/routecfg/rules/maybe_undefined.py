"""A text shows data that have not been saved on every path to it.

Customers who come by another path read a sentence with a hole, or a request asks for something else. All paths from all
inbound routings are followed, across decision trees, and so are values that are written down: behind
`save_data: {paid: false}` no chat takes the branch `if: paid`. A request counts as saved, although it may fail. What
has a `default`, or stands inside a condition that asks for it, may be missing.

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
            targets:
              - {when: {button: {title: Return goods}}, to: {decision: return-goods}}
              - {when: {button: {title: Something else}}, to: {decision: ticket}, default: true}
          return-goods:
            title: Return goods
            actions: [{save_data: {subject: Return}}]
            targets: [{to: {decision: ticket}}]
          ticket:
            title: Ticket
            actions: [{create_ticket: {title: "{{ subject }}", category: orders, comment: "{{ text }}"}}]
            targets: [{to: {queue: support}}]
    queues:
      support: {title: Support, id: 10001}
    ticket_categories:
      orders: {title: Orders}

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
            targets:
              - {when: {button: {title: Return goods}}, to: {decision: return-goods}}
              - {when: {button: {title: Something else}}, to: {decision: ticket}, default: true}
          return-goods:
            title: Return goods
            actions: [{save_data: {subject: Return}}]
            targets: [{to: {decision: ticket}}]
          ticket:
            title: Ticket
            actions:
              - create_ticket:
                  title: "{{ subject | default('Something else') }}"
                  category: orders
                  comment: "{{ text }}"
            targets: [{to: {queue: support}}]
    queues:
      support: {title: Support, id: 10001}
    ticket_categories:
      orders: {title: Orders}
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from routecfg.diagnostics import Finding, Path, Related, Rule, Severity, Witness, plural
from routecfg.disclosure import LONGEST_PATH, quoted, without_middle
from routecfg.graph import Hop, Reading, Stop, in_words
from routecfg.rules.support.consequences import IF_MISSING
from routecfg.rules.support.context import DataContext, Need
from routecfg.templates import Reads, Use

RULE = Rule("RC603", "maybe-undefined", Severity.WARNING, __doc__)

NEEDS = Need.OBJECTS

_MOST_RELATED: Final = 3

_Before: TypeAlias = Mapping[int, Hop | None]
"""From where a chat comes to each node with nothing saved under a name."""


class _Head(NamedTuple):
    """The first text on a path that lacks a name, the path to it, and those behind it that lack it, too."""

    reading: Reading
    hops: list[Hop]
    others: list[Reading]


def check_data(context: DataContext) -> Iterator[Finding]:
    """Each name once in each object, where customers first miss it, with the texts behind that miss it, too.

    What only asks for a name, or has a default, is reported if nothing has been saved on any path.
    """
    saved = frozenset(item.name for item in context.usage.saved)
    missing: dict[str, list[Reading]] = {}
    for reading in context.data.unsaved_readings():
        if reading.name in saved and not (reading.tested and reading.saved):
            missing.setdefault(reading.name, []).append(reading)
    for name, found in missing.items():
        for head in _heads(context, name, found):
            yield _told(context, head)


def _heads(context: DataContext, name: str, found: Sequence[Reading]) -> list[_Head]:
    """The first such text of each object. What lies behind another one on its path is reported there."""
    before = context.data.unsaved_paths(name)
    by_node: dict[int, list[Reading]] = {}
    for reading in found:
        by_node.setdefault(reading.node, []).append(reading)
    heads: dict[object, _Head] = {}
    for node, of_node in by_node.items():
        first = next((here for here, _ in _hops(before, node) if here in by_node), node)
        head = heads.get(_object(context, first))
        if head is None:
            reading = by_node[first][0]
            hops = context.data.proven_path(_hops(before, first), reading)
            if hops is None:
                continue
            head = heads[_object(context, first)] = _Head(reading, hops, by_node[first][1:])
        if node != head.reading.node:
            head.others.extend(of_node)
    return list(heads.values())


def _object(context: DataContext, node: int) -> tuple[str, str]:
    item = context.flow.graph.nodes[node]
    return ("decision_trees", item.tree) if item.tree else (item.kind, item.name)


def _hops(before: _Before, node: int) -> list[Hop]:
    """The path to a node, without the node itself."""
    hops: list[Hop] = []
    while (hop := before.get(node)) is not None:
        hops.append(hop)
        node = hop[0]
    return hops[::-1]


def _told(context: DataContext, head: _Head) -> Finding:
    nodes = context.flow.graph.nodes
    reading = head.reading
    path = _path(context, reading)
    others = [each for each in dict.fromkeys(_path(context, other) for other in head.others) if each != path]
    more = f" and to {plural(len(others), 'more place')} behind" if others else ""
    name = quoted(reading.name)
    use = _use(reading)
    if reading.saved:
        message = f"nothing may have been saved under {name} when a chat gets here{more}: then {IF_MISSING[use]}"
    else:
        message = f"nothing has been saved under {name} whenever a chat gets here{more}: {IF_MISSING[use]}"
    stops: list[Stop] = [(nodes[node], edge.kind) for node, edge in head.hops]
    return RULE.at(
        path,
        message,
        help=f"save it on every path to here, write `{reading.name} | default(...)`, or ask for it with `if` before",
        related=tuple(Related("here too", other) for other in others[:_MOST_RELATED]),
        witness=Witness(path=without_middle(in_words([*stops, (nodes[reading.node], None)]), LONGEST_PATH)),
    )


def _path(context: DataContext, reading: Reading) -> Path:
    return context.path(reading.node, reading.path)


def _use(reading: Reading) -> Use:
    return reading.step.use if isinstance(reading.step, Reads) else (Use.IF if reading.path[-1] == "if" else Use.EACH)
