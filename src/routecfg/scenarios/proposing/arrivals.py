"""Where and when chats begin that may cover something: each line in each language, at hours that decide something."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple, cast

from routecfg.model import Estate, GroupPart
from routecfg.opening_hours import DAY, Instants, day_at, deciding_instants, rfc3339
from routecfg.pipeline.analysis import Analysis
from routecfg.pipeline.written_places import path_of
from routecfg.scenarios.coverage import Goal
from routecfg.scenarios.moments import moment

HOURS: Final = (10, 20)
"""At which a chat begins if the minute does not matter, the better one first."""
_TRIED: Final = 6
"""Instants that are tried for one entry of a time group."""
_WAITED_FOR: Final = 2
"""Of these, those for which chats wait that began before."""


class Moment(NamedTuple):
    """An instant, and how scenarios write it."""

    instant: int
    at: str


class Begins(NamedTuple):
    """A chat at an inbound routing, in a language (None: the line's first).

    `first` is when it begins; `later`, if there is one, is a moment up to which the customer may let it wait. `opens`
    is the first message. Not `named`: nobody knows the name and the number of the customer.
    """

    line: str
    language: str | None
    first: Moment
    later: Moment | None = None
    opens: str = ""
    named: bool = True


class Arrivals:
    """The arrivals on an estate. `languages` are those in which something is left to cover, beside the lines' own."""

    def __init__(self, written: Estate, proved: Analysis, languages: Collection[str]) -> None:
        self._written = written
        self._proved = proved
        self._calendar = proved.time.calendar
        self._flow = proved.data.flow
        self._zone = proved.time.settings.timezone
        self._languages = languages

    def every_language(self) -> Iterator[Begins]:
        """Each line in each language, while its time conditions hold, and while they do not."""
        for line, routing in self._written.inbound_routings.items():
            own = routing.languages or self._proved.time.settings.languages
            others = [each for each in dict.fromkeys((*own[1:], *self._languages)) if each != own[0]]
            for language in (None, *others):
                for instants in self._classes_of(line):
                    for first in self._picked(instants, 1):
                        yield Begins(line, language, first)

    def other_openings(self, texts: Collection[str]) -> Iterator[Begins]:
        """Each line with these first messages, and with a customer of whom nothing is known."""
        for line in self._written.inbound_routings:
            for instants in self._classes_of(line):
                for first in self._picked(instants, 1):
                    yield Begins(line, None, first, named=False)
                    yield from (Begins(line, None, first, opens=text) for text in texts)

    def for_hours(self, goals: Iterable[Goal]) -> Iterator[tuple[Goal, list[Begins]]]:
        """For each entry of a time group, and each side of a condition, the arrivals at which it may decide.

        First those at such an instant, then those before it: what a chat may get to only while hours hold that it
        must outlast, it gets to by waiting.
        """
        for goal in goals:
            if goal.kind == "time_entries":
                wanted = self._of_entry(goal)
            elif goal.kind == "time_conditions":
                wanted = self._of_side(goal)
            else:
                continue
            found = list(self._picked(wanted, _TRIED))
            lines = self._written.inbound_routings
            at_once = [Begins(line, None, each) for each in found for line in lines]
            waiting = [each for later in found[:_WAITED_FOR] for line in lines for each in self._before(line, later)]
            yield goal, [*at_once, *waiting]

    def _before(self, line: str, later: Moment) -> Iterator[Begins]:
        """Arrivals from which a chat can wait for a moment, as late as can be, for each outcome of the conditions."""
        silence = self._proved.time.settings.minutes_of_silence * 60
        for instants in self._classes_of(line):
            edges = instants.within(later.instant - silence + 60, later.instant).edges
            if edges:
                yield from (Begins(line, None, first, later) for first in self._written_as(edges[-1] - 60))

    def _of_entry(self, goal: Goal) -> Instants:
        _, group, part, index = path_of(goal.place)
        deciding = deciding_instants(self._calendar, str(group)).get((cast(GroupPart, part), int(index)))
        if deciding is None:
            return Instants()
        asking = self._calendar.links.resting_on([str(group)])
        times = self._flow.times.at
        asked = Instants.union(times[node] for node, name in self._flow.graph.groups.items() if name in asking)
        return deciding & asked

    def _of_side(self, goal: Goal) -> Instants:
        _, name, side = path_of(goal.place)
        node = self._flow.graph.numbers["time_conditions", str(name)]
        here, holds = self._flow.times.at[node], self._flow.times.of(node)
        if holds is None:
            return here
        return here & holds if side == "if_time_matches" else here - holds

    def _classes_of(self, line: str) -> list[Instants]:
        """The instants by how the conditions that are asked on arrival come out together."""
        times = self._flow.times
        classes = [times.horizon]
        for node in self._conditions_of(line):
            holds = times.of(node)
            if holds is not None and len(classes) < _TRIED:
                classes = [part for each in classes for part in (each & holds, each - holds) if part]
        return classes

    def _conditions_of(self, line: str) -> list[int]:
        graph = self._flow.graph
        pending = [graph.numbers["inbound_routings", line]]
        found: list[int] = []
        for node in pending:
            if node in graph.groups:
                found.append(node)
            if node in graph.groups or graph.nodes[node].kind == "inbound_routings":
                pending += [edge.to for edge in graph.edges[node] if edge.to not in pending]
        return found

    def _picked(self, wanted: Instants, most: int) -> Iterator[Moment]:
        """Instants of a set, one a day from tomorrow on: at a usual hour if that is among them, else the first."""
        horizon = self._calendar.horizon
        left = wanted.within(horizon.start + DAY, horizon.end)
        while left.first is not None and most > 0:
            day = day_at(self._zone, left.first)
            chosen = next((usual for hour in HOURS if (usual := day.start + hour * 3600) in left), left.first)
            for moment_ in self._written_as(chosen):
                yield moment_
                most -= 1
            left = left.within(day.end, horizon.end)

    def _written_as(self, instant: int) -> Iterator[Moment]:
        """The instant as a time on the project's clock; nothing in an hour that the clock repeats."""
        at = rfc3339(instant, self._zone)[:16]
        if moment(at, self._zone) == instant:
            yield Moment(instant, at)
