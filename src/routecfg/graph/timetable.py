"""Where the chats of one number go first, at every instant: what opening hours come to in the end."""

from collections.abc import Callable
from typing import NamedTuple

from routecfg.model import Destination, Estate
from routecfg.opening_hours import Instants


class Line(NamedTuple):
    """One destination, the time conditions on the way to it, and all instants (UTC) at which chats get there."""

    destination: Destination
    conditions: tuple[str, ...]
    instants: Instants


def timetable(
    estate: Estate, inbound_routing: str, hours: Callable[[str], Instants | None], window: Instants
) -> tuple[Line, ...]:
    """The first destinations of an inbound routing that are no time condition, over a window of UTC instants.

    The lines cover the window without overlap, except where conditions lead round to themselves, where a name is
    nobody's, or where `hours` does not know a time group: from there on nothing is said. In the order in which
    the branches are written.
    """
    lines: list[Line] = []
    pending: list[tuple[Destination, tuple[str, ...], Instants]] = [
        (estate.inbound_routings[inbound_routing].next_destination, (), window)
    ]
    while pending:
        destination, way, instants = pending.pop()
        if not instants:
            continue
        if destination.time_condition is None:
            lines.append(Line(destination, way, instants))
            continue
        name = destination.time_condition
        condition = estate.time_conditions.get(name)
        held = hours(condition.time_group) if condition is not None and name not in way else None
        if condition is None or held is None:
            continue
        further = (*way, name)
        pending.append((condition.if_time_does_not_match, further, instants - held))
        pending.append((condition.if_time_matches, further, instants & held))
    return tuple(lines)


def conditions_on_the_way(estate: Estate, inbound_routing: str) -> tuple[str, ...]:
    """The time conditions that an inbound routing's chats can meet before anything else, in written order."""
    found: dict[str, None] = {}
    pending = [estate.inbound_routings[inbound_routing].next_destination]
    while pending:
        name = pending.pop().time_condition
        condition = estate.time_conditions.get(name) if name is not None else None
        if name is not None and condition is not None and name not in found:
            found[name] = None
            pending += (condition.if_time_does_not_match, condition.if_time_matches)
    return tuple(found)
