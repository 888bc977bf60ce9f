"""Where the chats of one inbound routing go first, at every instant: what its opening hours come to."""

from collections.abc import Callable
from typing import NamedTuple

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
