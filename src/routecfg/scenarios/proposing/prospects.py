"""From where in an estate something that is left can still be covered: nobody need look elsewhere."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import cast

from routecfg.engine import AtDecision, State, WithBot
from routecfg.graph import Links, reach
from routecfg.model import Estate, GroupPart, base_language
from routecfg.opening_hours import Instants, deciding_instants
from routecfg.pipeline.analysis import Analysis
from routecfg.pipeline.written_places import path_of
from routecfg.scenarios.coverage import Goal
from routecfg.scenarios.proposing.arrivals import Begins


class Prospects:
    """Where goals lie in the graph, and when and in which language they can be covered."""

    def __init__(self, written: Estate, proved: Analysis) -> None:
        self._written = written
        self._graph = proved.data.flow.graph
        self._times = proved.data.flow.times
        self._calendar = proved.time.calendar
        self.first = proved.time.settings.languages[0]
        self._deciding: dict[str, dict[tuple[GroupPart, int], Instants]] = {}

    def line(self, name: str) -> int:
        """The node of an inbound routing."""
        return self._graph.numbers["inbound_routings", name]

    def waits_at(self, state: State) -> int:
        """The node at which a chat waits; -1 where nothing comes after."""
        waiting = state.chat.waiting if state.chat is not None else None
        if isinstance(waiting, AtDecision):
            return self._graph.decisions[waiting.decision_tree][waiting.decision]
        return self._graph.numbers["chatbots", waiting.chatbot] if isinstance(waiting, WithBot) else -1

    def nodes(self, goals: Iterable[Goal], begins: Begins) -> set[int]:
        """The nodes from which one of the goals can be covered by a chat that begins so.

        Where that says no language any will do: it is the line's.
        """
        moments = [each.instant for each in (begins.first, begins.later) if each is not None]
        there = {
            node
            for goal in goals
            if any(self._fits(goal, begins.language, instant) for instant in moments)
            for node in self._nodes_of(goal)
        }
        return reach(self._backwards, there)

    @cached_property
    def _backwards(self) -> Links:
        return self._graph.taken.reverse(copy=False)

    def _fits(self, goal: Goal, language: str | None, instant: int) -> bool:
        if goal.kind == "time_entries":
            _, group, part, index = path_of(goal.place)
            return instant in self._deciding_in(str(group)).get((cast(GroupPart, part), int(index)), Instants())
        if goal.kind == "time_conditions":
            _, name, side = path_of(goal.place)
            holds = self._times.of(self._graph.numbers["time_conditions", str(name)])
            return holds is None or (instant in holds) == (side == "if_time_matches")
        of = goal.which if goal.kind == "texts" else goal.place.partition("/languages/")[2]
        return not of or language is None or of in (language, base_language(language), self.first)

    def _deciding_in(self, group: str) -> dict[tuple[GroupPart, int], Instants]:
        if group not in self._deciding:
            self._deciding[group] = deciding_instants(self._calendar, group)
        return self._deciding[group]

    def _nodes_of(self, goal: Goal) -> Iterator[int]:
        kind, name, *rest = path_of(goal.place)
        if kind == "decision_trees":
            yield self._graph.decisions[str(name)][str(rest[1])]
        elif kind == "time_groups":
            yield from self._graph.groups  # which of them name the group matters little
        elif kind == "templates":
            for end, item in self._written.terminates.items():
                if item.auto_response == name:
                    yield self._graph.numbers["terminates", end]
        else:
            yield self._graph.numbers[str(kind), str(name)]
