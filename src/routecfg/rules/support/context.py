"""What rules that look at more than one object are given."""

from collections.abc import Iterable
from datetime import date
from enum import IntEnum
from functools import cached_property, partial
from itertools import chain
from typing import NamedTuple

import msgspec

from routecfg.diagnostics import Path
from routecfg.graph import (
    Cycle,
    DataFlow,
    Graph,
    GroupInstants,
    Steps,
    Times,
    build,
    cycles,
    followed,
    reach,
    same_edges,
)
from routecfg.model import Assembly, Estate, Settings, languages_of
from routecfg.opening_hours import Calendar, Instants, horizon_from
from routecfg.rules.support.buttons import ButtonsOf, decisions_with_buttons
from routecfg.rules.support.customer_texts import CustomerText, customer_texts
from routecfg.rules.support.data_usage import DataUsage, data_steps, data_usage
from routecfg.rules.support.estate_names import EstateNames
from routecfg.rules.support.references import Lost, References, follow_references
from routecfg.rules.support.untranslated import Node, Untranslated, untranslated, without_texts


class Need(IntEnum):
    """How much of the estate must have been read for what a rule says to be true."""

    NOTHING = 0
    """It is true whatever else there is."""
    NAMES = 1
    """Every file was read, so every name is known."""
    OBJECTS = 2
    """Every object is complete."""


class Context:
    """The estate and what is derived from it, each part made once, when the first rule asks for it."""

    def __init__(self, assembly: Assembly, settings: Settings, today: date) -> None:
        self.assembly = assembly
        self.settings = settings
        self.today = today

    @property
    def estate(self) -> Estate:
        """Every complete object."""
        return self.assembly.estate

    @property
    def whole(self) -> bool:
        """Whether nothing is missing: every file was read, and every object is complete."""
        return not (self.assembly.unread or self.assembly.incomplete)

    @cached_property
    def names(self) -> EstateNames:
        """What exists by which name."""
        return EstateNames(self.assembly)

    @cached_property
    def references(self) -> References:
        """Which objects are named by another, and which names nothing has."""
        return follow_references(self.assembly, self.names)

    @cached_property
    def texts(self) -> list[CustomerText]:
        """Every text that customers read."""
        return customer_texts(self.estate)

    @cached_property
    def buttons(self) -> list[ButtonsOf]:
        """Every decision that shows buttons."""
        return list(decisions_with_buttons(self.estate))

    @cached_property
    def conditions_on(self) -> dict[str, list[str]]:
        """The time conditions on each time group, by name and in order."""
        conditions: dict[str, list[str]] = {}
        for name, condition in sorted(self.estate.time_conditions.items()):
            conditions.setdefault(condition.time_group, []).append(name)
        return conditions

    @cached_property
    def excluders_of(self) -> dict[str, list[str]]:
        """The time groups that exclude each time group, by name and in order."""
        excluders: dict[str, list[str]] = {}
        for name, group in sorted(self.estate.time_groups.items()):
            for excluded in dict.fromkeys(entry.group for entry in group.exclude if entry.group is not None):
                excluders.setdefault(excluded, []).append(name)
        return excluders

    @cached_property
    def users_of(self) -> dict[str, list[str]]:
        """The time groups that include or exclude each time group, by name and in order."""
        users: dict[str, list[str]] = {}
        for name, group in sorted(self.estate.time_groups.items()):
            for used in dict.fromkeys(entry.group for _, _, entry in group.entries if entry.group is not None):
                users.setdefault(used, []).append(name)
        return users

    @cached_property
    def calendar(self) -> Calendar:
        """The time groups over the horizon of every proof: two years from today."""
        return Calendar(self.estate.time_groups, self.settings.timezone, horizon_from(self.today))

    def flow(self, hours: GroupInstants | None = None) -> "FlowContext":
        """What the rules about flow are given. `hours` says when a time group holds, if that is known already."""
        horizon = self.calendar.horizon
        languages = {name: languages_of(line, self.settings) for name, line in self.estate.inbound_routings.items()}
        spoken = dict.fromkeys(chain.from_iterable(languages.values()))
        return FlowContext(
            FlowFacts(
                build(self.estate),
                self.settings.timezone,
                languages,
                untranslated(self.estate, self.texts, spoken, self.settings.languages),
                without_texts(self.texts, spoken),
                tuple(sorted(self.references.meant)),
                tuple(sorted(self.references.meant_decisions)),
                tuple(sorted(self.references.lost)),
                self.whole,
            ),
            hours or self.calendar.of,
            Instants.between(horizon.start, horizon.end),
        )

    def data(self, flow: "FlowContext") -> "DataContext":
        """What the rules about data are given. `flow` is where chats go."""
        return DataContext(flow, data_steps(self.estate, flow.graph), self.settings)


class FlowFacts(NamedTuple):
    """All that the findings of rules about flow follow from, besides the time groups and the horizon.

    `languages` says what the customers of each inbound routing speak, `untranslated` which texts lack one of these,
    `languages_without_texts` for which of them no text has a variant.
    `meant_objects` (kind and name) and `meant_decisions` (tree and name) are what names that do not exist most likely
    mean, and `lost` are names that may mean anything. `whole` says that no object is missing.
    """

    graph: Graph
    timezone: str
    languages: dict[str, tuple[str, ...]]
    untranslated: dict[str, dict[Node, Untranslated]]
    languages_without_texts: tuple[str, ...]
    meant_objects: tuple[tuple[str, str], ...] = ()
    meant_decisions: tuple[tuple[str, str], ...] = ()
    lost: tuple[Lost, ...] = ()
    whole: bool = True

    def encoded(self) -> bytes:
        """Equal for equal facts only."""
        return msgspec.msgpack.encode((self.graph.content, *self[1:]))


class FlowContext:
    """What rules about flow are given: facts that their findings are kept by, and what is derived from them."""

    def __init__(self, facts: FlowFacts, hours: GroupInstants, horizon: Instants) -> None:
        self.facts = facts
        self.graph = facts.graph
        self._hours = hours
        self._horizon = horizon

    @cached_property
    def times(self) -> Times:
        """When chats can be where."""
        return Times(self.graph, self._hours, self._horizon)

    @cached_property
    def reached(self) -> set[int]:
        """Where chats can get to, from inbound routings and from what lost references most likely mean."""
        return self.reached_in(self.graph)

    def reached_in(self, graph: Graph) -> set[int]:
        """As `reached`, where chats follow the edges of a graph of the same nodes."""
        meant = [graph.numbers[each] for each in self.facts.meant_objects if each in graph.numbers]
        meant += [graph.decisions[tree][name] for tree, name in self.facts.meant_decisions]
        return reach(graph.taken, [*graph.inbound_routings, *meant])

    @cached_property
    def spoken(self) -> dict[str, list[int]]:
        """The languages of customers, and the inbound routings whose customers speak each."""
        lines: dict[str, list[int]] = {}
        for name, languages in self.facts.languages.items():
            for language in languages:
                lines.setdefault(language, []).append(self.graph.numbers["inbound_routings", name])
        return lines

    @cached_property
    def cycles(self) -> list[Cycle]:
        """Where chats go round without a customer's message."""
        return cycles(self.graph, self.times, self.reached_by_language)

    def in_language(self, key: str | None, languages: Iterable[str]) -> tuple[Graph, set[int]]:
        """What leads where for customers of languages who follow the same variants, and where they get to."""
        lines = {line for language in languages for line in self.spoken[language]}
        own = self.graph.narrowed(partial(followed, language=key), sorted(lines))
        return own, self.reached_in(own)

    def reached_by_language(self) -> dict[str | None, set[int]]:
        """Where customers get to, by the variants that they follow."""
        alike = same_edges(self.spoken, self.graph.variants)
        return {key: self.in_language(key, languages)[1] for key, languages in alike.items()}


class DataContext:
    """What rules about data are given: where chats go, and what is read and saved on the way; no texts."""

    def __init__(self, flow: FlowContext, steps: Steps, settings: Settings) -> None:
        self.flow = flow
        self.steps = steps
        self.settings = settings

    def encoded(self) -> bytes:
        """Equal for equal steps only."""
        return msgspec.msgpack.encode(tuple(self.steps.items()))

    @cached_property
    def reached(self) -> list[int]:
        """The nodes at which something is read or saved and to which chats can get, in order."""
        return [node for node in sorted(self.steps) if node in self.flow.reached]

    @cached_property
    def usage(self) -> DataUsage:
        """What reads and what saves each name."""
        return data_usage(self.steps)

    @cached_property
    def data(self) -> DataFlow:
        """Which data have been saved where."""
        return DataFlow(self.flow.graph, self.steps, self.flow.times.passes)

    def path(self, node: int, path: Path) -> Path:
        """The path in the configuration to what a step reads or saves at a node."""
        item = self.flow.graph.nodes[node]
        return (*item.path, *path) if item.kind == "decisions" else path
