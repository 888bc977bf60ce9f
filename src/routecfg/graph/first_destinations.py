"""Where the chats of one inbound routing go first, at every instant: its opening hours in effect."""

from collections.abc import Callable
from typing import NamedTuple

from routecfg.graph.build import build
from routecfg.graph.graph import ELSEWHERE, Graph
from routecfg.graph.nodes import TAKEN
from routecfg.model import Destination, Estate
from routecfg.opening_hours import Instants


class FirstDestination(NamedTuple):
    """A destination, the time conditions that lead to it, and the instants (UTC) at which chats get there."""

    destination: Destination
    conditions: tuple[str, ...]
    instants: Instants


def first_destinations(
    estate: Estate, inbound_routing: str, hours: Callable[[str], Instants | None], window: Instants
) -> tuple[FirstDestination, ...]:
    """Where chats get through the time conditions, over a window of UTC instants, in the order of the branches.

    Together they cover the window without overlap, except where time conditions lead back to themselves, where a name
    does not exist, or where `hours` does not know a time group: nothing is said of what lies behind.
    """
    found: list[FirstDestination] = []
    pending: list[tuple[Destination, tuple[str, ...], Instants]] = [
        (estate.inbound_routings[inbound_routing].next_destination, (), window)
    ]
    while pending:
        destination, passed, instants = pending.pop()
        if not instants:
            continue
        if destination.time_condition is None:
            found.append(FirstDestination(destination, passed, instants))
            continue
        name = destination.time_condition
        condition = estate.time_conditions.get(name)
        held = hours(condition.time_group) if condition is not None and name not in passed else None
        if condition is None or held is None:
            continue
        further = (*passed, name)
        pending.append((condition.if_time_does_not_match, further, instants - held))
        pending.append((condition.if_time_matches, further, instants & held))
    return tuple(found)


def open_destinations(estate: Estate, inbound_routing: str, graph: Graph | None = None) -> frozenset[Destination]:
    """The first destinations of an inbound routing at which it is open: chats get to people there.

    A queue is open, and so is what leads to a queue. Where both branches of a time condition lead to one, as where
    customers can ask for help in an emergency at night, the branch that is taken while the time matches is open. What
    has errors may lead to one.
    """
    known = build(estate) if graph is None else graph

    def leads(destination: Destination) -> bool:
        return _leads_to_queue(known, known.numbers.get((destination.kind, destination.name), ELSEWHERE))

    found: set[Destination] = set()
    pending: list[tuple[Destination, bool, tuple[str, ...]]] = [
        (estate.inbound_routings[inbound_routing].next_destination, True, ())
    ]
    while pending:
        destination, open_, passed = pending.pop()
        name = destination.time_condition
        if name is None:
            if destination.queue is not None or (open_ and leads(destination)):
                found.add(destination)
        elif name in estate.time_conditions and name not in passed:
            condition = estate.time_conditions[name]
            matches, otherwise = condition.if_time_matches, condition.if_time_does_not_match
            pending.append((matches, open_, (*passed, name)))
            pending.append((otherwise, open_ and not (leads(matches) and leads(otherwise)), (*passed, name)))
    return frozenset(found)


def _leads_to_queue(graph: Graph, start: int) -> bool:
    pending, seen = [start], {start}
    while pending:
        node = pending.pop()
        if graph.nodes[node].kind == "queues" or (node in graph.incomplete and graph.nodes[node].kind != "terminates"):
            return True
        following = {edge.to for edge in graph.edges[node] if edge.kind in TAKEN} - seen
        seen |= following
        pending += following
    return False


def conditions_asked(estate: Estate, inbound_routing: str) -> tuple[str, ...]:
    """The time conditions that chats of an inbound routing may meet before anything else, in written order.

    By hand: there are a few of them, and loading networkx would take `hours` half as long again.
    """
    asked: dict[str, None] = {}
    pending = [estate.inbound_routings[inbound_routing].next_destination]
    while pending:
        name = pending.pop().time_condition
        condition = estate.time_conditions.get(name) if name is not None else None
        if name is not None and condition is not None and name not in asked:
            asked[name] = None
            pending += (condition.if_time_does_not_match, condition.if_time_matches)
    return tuple(asked)
