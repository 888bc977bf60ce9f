"""What rules that look at more than one object are given."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import IntEnum
from functools import cached_property, partial
from itertools import chain
from typing import NamedTuple

import msgspec

from routecfg.diagnostics import Path, Rule
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
from routecfg.model import (
    Assembly,
    DecisionTree,
    Estate,
    Kind,
    Name,
    Outline,
    Outlines,
    Settings,
    gathered,
    languages_of,
)
from routecfg.opening_hours import Calendar, Instants, horizon_from
from routecfg.rules.support.data_usage import DataUsage, data_usage
from routecfg.rules.support.estate_names import EstateNames
from routecfg.rules.support.references import Lost, References, follow_references
from routecfg.rules.support.untranslated import Node, Untranslated, WordsOf, untranslated, without_texts


class Need(IntEnum):
    """How much of the estate must have been read for what a rule says to be true."""

    NOTHING = 0
    """It is true whatever else there is."""
    NAMES = 1
    """Every file was read, so every name is known."""
    OBJECTS = 2
    """Every object is complete."""


class Context:
    """What rules about several objects are given.

    Outlines say which names exist and are used; objects are read only where a rule must look at them.
    """

    def __init__(self, assembly: Assembly, outlines: Outlines, settings: Settings) -> None:
        self.assembly = assembly
        self.outlines = outlines
        self.settings = settings

    @property
    def whole(self) -> bool:
        """Whether nothing is missing: every file was read, and every object is complete."""
        return not (self.assembly.unread or self.assembly.incomplete)

    def concerned(self, rule: Rule, *kinds: Kind) -> Estate:
        """The objects of these kinds, or of all, that a rule must look at, as its `concerns` has said."""
        return self._chosen(lambda name, outline: rule.code in outline.concerns and (not kinds or name[0] in kinds))

    def concerned_trees(self, rule: Rule) -> Mapping[str, DecisionTree]:
        """The decision trees that a rule must look at, and those that name a target set that it must look at."""
        sets = {
            name
            for name, outline in self.outlines.items()
            if name[0] == "target_sets" and rule.code in outline.concerns
        }
        return self._chosen(
            lambda name, outline: (
                name[0] == "decision_trees" and (rule.code in outline.concerns or not sets.isdisjoint(outline.names))
            )
        ).decision_trees

    def _chosen(self, wanted: Callable[[Name, Outline], bool]) -> Estate:
        names = [name for name, outline in self.outlines.items() if wanted(name, outline)]
        return gathered((name, self.assembly.items[name]) for name in names)

    @cached_property
    def names(self) -> EstateNames:
        """What exists by which name."""
        return EstateNames(self.assembly)

    @cached_property
    def references(self) -> References:
        """Which objects are named by another, and which names nothing has."""
        return follow_references(self.assembly, self.outlines, self.names)

    @cached_property
    def conditions_on(self) -> dict[str, list[str]]:
        """The time conditions on each time group, by name and in order."""
        return conditions_on(self.assembly.estate)


class TimeContext:
    """What rules about time are given: time groups, and which conditions ask them; no texts, no targets."""

    def __init__(self, estate: Estate, settings: Settings, today: date) -> None:
        self.estate = estate
        self.settings = settings
        self.today = today

    @cached_property
    def conditions_on(self) -> dict[str, list[str]]:
        """The time conditions on each time group, by name and in order."""
        return conditions_on(self.estate)

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


def conditions_on(estate: Estate) -> dict[str, list[str]]:
    """The time conditions on each time group, by name and in order."""
    conditions: dict[str, list[str]] = {}
    for name, condition in sorted(estate.time_conditions.items()):
        conditions.setdefault(condition.time_group, []).append(name)
    return conditions


class FlowFacts(NamedTuple):
    """All that the findings of rules about flow follow from, besides the time groups and the horizon.

    `languages` says what the customers of each inbound routing speak, `untranslated` which texts lack one of these,
    `languages_without_texts` for which of them no text has a variant. `auto_responses` has the templates of terminates.
    `meant_objects` (kind and name) and `meant_decisions` (tree and name) are what names that do not exist most likely
    mean, and `lost` are names that may mean anything. `whole` says that no object is missing.
    """

    graph: Graph
    timezone: str
    languages: dict[str, tuple[str, ...]]
    untranslated: dict[str, dict[Node, Untranslated]]
    languages_without_texts: tuple[str, ...]
    auto_responses: dict[str, str] = {}
    meant_objects: tuple[tuple[str, str], ...] = ()
    meant_decisions: tuple[tuple[str, str], ...] = ()
    lost: tuple[Lost, ...] = ()
    whole: bool = True

    def whatever_queue(self) -> bytes:
        """Equal only for facts that are the same, but for which queue a way leads to: see `Graph.whatever_queue`."""
        return msgspec.msgpack.encode((self.graph.whatever_queue(), *self[1:]))


def flow_facts(ways: Estate, words: WordsOf, references: References, settings: Settings, *, whole: bool) -> FlowFacts:
    """The facts about the estate whose objects lead these ways, with texts in these words."""
    languages = {name: languages_of(line, settings) for name, line in ways.inbound_routings.items()}
    responses = {name: each.auto_response for name, each in ways.terminates.items() if each.auto_response is not None}
    spoken = dict.fromkeys(chain.from_iterable(languages.values()))
    return FlowFacts(
        build(ways),
        settings.timezone,
        languages,
        untranslated(words, responses, spoken, settings.languages),
        without_texts(words, spoken),
        responses,
        tuple(sorted(references.meant)),
        tuple(sorted(references.meant_decisions)),
        tuple(sorted(references.lost)),
        whole,
    )


class FlowContext:
    """What the rules about flow use: the facts by which their findings are cached, and what follows from these."""

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
        return graph.reached | reach(graph.taken, meant) if meant else graph.reached

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
