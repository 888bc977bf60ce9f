"""Where and when chats begin that may cover something: each line in each language, at hours that decide something."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple, cast

from routecfg.model import Estate, GroupPart
from routecfg.opening_hours import DAY, Instants, day_at, deciding_instants, groups_named, rfc3339
from routecfg.pipeline.analysis import Analysis
from routecfg.pipeline.written_places import path_of
from routecfg.scenarios.coverage import Goal
from routecfg.scenarios.moments import moment

HOURS: Final = (10, 20)
"""At which a chat begins if the minute does not matter, the better one first."""
_TRIED: Final = 6
"""Instants that are tried for one entry of a time group."""


class Begins(NamedTuple):
    """A chat at an inbound routing, in a language (None: the line's first), at an instant and as it is written."""

    line: str
    language: str | None
    instant: int
    at: str


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
        first = self._proved.time.settings.languages
        for line, routing in self._written.inbound_routings.items():
            own = routing.languages or first
            others = [each for each in dict.fromkeys((*own[1:], *self._languages)) if each != own[0]]
            for language in (None, *others):
                for instant, at in self._instants_of(line):
                    yield Begins(line, language, instant, at)

    def for_hours(self, goals: Iterable[Goal]) -> Iterator[tuple[Goal, list[Begins]]]:
        """For each entry of a time group, and each side of a condition, the arrivals at which it may decide."""
        for goal in goals:
            if goal.kind == "time_entries":
                wanted = self._of_entry(goal)
            elif goal.kind == "time_conditions":
                wanted = self._of_side(goal)
            else:
                continue
            found = list(self._picked(wanted, _TRIED))
            yield goal, [Begins(line, None, *each) for each in found for line in self._written.inbound_routings]

    def _of_entry(self, goal: Goal) -> Instants:
        _, group, part, index = path_of(goal.place)
        deciding = deciding_instants(self._calendar, str(group)).get((cast(GroupPart, part), int(index)))
        if deciding is None:
            return Instants()
        asking = self._asking(str(group))
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

    def _asking(self, group: str) -> set[str]:
        """The groups that name a group, by however many steps, and itself."""
        found = {group}
        while True:
            further = {
                name for name, each in self._written.time_groups.items() if not found.isdisjoint(groups_named(each))
            }
            if further <= found:
                return found
            found |= further

    def _instants_of(self, line: str) -> list[tuple[int, str]]:
        """An instant for each way in which the conditions that are asked on arrival may come out together."""
        times = self._flow.times
        classes = [times.horizon]
        for node in self._conditions_of(line):
            holds = times.of(node)
            if holds is not None and len(classes) < _TRIED:
                classes = [part for each in classes for part in (each & holds, each - holds) if part]
        return [picked for each in classes for picked in self._picked(each, 1)]

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

    def _picked(self, wanted: Instants, most: int) -> Iterator[tuple[int, str]]:
        """Instants of a set, one a day from tomorrow on: at a usual hour if that is among them, else the first."""
        horizon = self._calendar.horizon
        left = wanted.within(horizon.start + DAY, horizon.end)
        while left.first is not None and most > 0:
            day = day_at(self._zone, left.first)
            chosen = next((usual for hour in HOURS if (usual := day.start + hour * 3600) in left), left.first)
            at = rfc3339(chosen, self._zone)[:16]
            if moment(at, self._zone) == chosen:  # not so in an hour that the clock repeats
                yield chosen, at
                most -= 1
            left = left.within(day.end, horizon.end)
