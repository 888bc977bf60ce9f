"""What an inbound routing does over some days: where its chats go first, and when it is open."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

import msgspec

from routecfg.graph.first_destinations import (
    FirstDestination,
    conditions_asked,
    first_destinations,
    open_destinations,
)
from routecfg.graph.graph import Graph
from routecfg.model import Destination, Estate
from routecfg.opening_hours import Calendar, Horizon, Instants, day_begins, day_notes, known_zone, number_of


class Hours(msgspec.Struct, frozen=True, dict=True):
    """What an inbound routing does from midnight of `first` for some days, in the local time of `zone`.

    `open` are the destinations at which chats get to people. `notes` says for a local date why it is not like any
    other.
    """

    inbound_routing: str
    title: str
    zone: str
    first: date
    days: int
    destinations: tuple[FirstDestination, ...]
    open: frozenset[Destination]
    notes: Mapping[date, tuple[str, ...]]

    @cached_property
    def seconds(self) -> dict[Destination, int]:
        """For how long chats go to each destination: the open ones in the order of the branches, then the usual one of
        the others first."""
        seconds: dict[Destination, int] = {}
        for first in self.destinations:
            seconds[first.destination] = seconds.get(first.destination, 0) + first.instants.seconds
        order = [destination for destination in seconds if destination in self.open]
        closed = [destination for destination in seconds if destination not in self.open]
        order += sorted(closed, key=lambda destination: -seconds[destination])
        return {destination: seconds[destination] for destination in order}


class Stay(NamedTuple):
    """A stretch of instants (UTC seconds) in which chats go to one destination."""

    start: int
    end: int
    first: FirstDestination

    @property
    def destination(self) -> Destination:
        """Where the chats go."""
        return self.first.destination


def zone_of(estate: Estate, inbound_routing: str, default: str) -> str:
    """The time zone that a number is in: that of all time groups that it asks, else the project's, the `default`."""
    named = {estate.time_groups[group].zone(default) for group in _groups(estate, inbound_routing)}
    zones = set(filter(known_zone, named))
    return zones.pop() if len(zones) == 1 else default


def hours_of_line(
    estate: Estate, inbound_routing: str, default: str, first: date, days: int, graph: Graph | None = None
) -> Hours:
    """The days from `first`. `default` is the project's time zone; a `graph` of the estate need not be built again."""
    zone = zone_of(estate, inbound_routing, default)
    number = number_of(first)
    window = Instants.between(day_begins(zone, number), day_begins(zone, number + days))
    calendar = Calendar(estate.time_groups, default, Horizon(*window.edges))
    groups = _groups(estate, inbound_routing)
    dates = [first + timedelta(days=number) for number in range(days)]
    return Hours(
        inbound_routing,
        estate.inbound_routings[inbound_routing].title,
        zone,
        first,
        days,
        first_destinations(estate, inbound_routing, calendar.of, window),
        open_destinations(estate, inbound_routing, graph),
        {
            day: tuple(dict.fromkeys(note for group in groups for note in day_notes(calendar, group, day)))
            for day in dates
        },
    )


def stays(destinations: Iterable[FirstDestination]) -> list[Stay]:
    """Every destination's intervals in the order of time, neighbours that came the same way joined."""
    found = sorted(
        (Stay(start, end, first) for first in destinations for start, end in first.instants.intervals),
        key=lambda stay: stay[:2],
    )
    joined: list[Stay] = []
    for stay in found:
        if joined and joined[-1].end == stay.start and joined[-1].first[:2] == stay.first[:2]:
            stay = Stay(joined[-1].start, stay.end, stay.first)
            joined.pop()
        joined.append(stay)
    return joined


def _groups(estate: Estate, inbound_routing: str) -> list[str]:
    """The time groups that its chats ask, those that exist."""
    asked = (estate.time_conditions[condition].time_group for condition in conditions_asked(estate, inbound_routing))
    return [group for group in asked if group in estate.time_groups]
