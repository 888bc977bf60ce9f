"""Which mutants the scenarios notice.

Only scenarios that get to what a mutant changes are run on it: any other chat is the same. What no scenario notices is
put to the account of what customers and the contact centre would notice.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import msgspec

from routecfg.bundle import Bundle, derive_again
from routecfg.bundle.compile import close
from routecfg.engine import Event
from routecfg.impact import Account, account
from routecfg.model import Estate
from routecfg.opening_hours import GroupLinks
from routecfg.pipeline.analysis import Analysis
from routecfg.scenarios.coverage import Counted, goals, unreachable
from routecfg.scenarios.mutation.mutants import Mutant
from routecfg.scenarios.running import Bundles, Run, run
from routecfg.scenarios.scenario import Scenario


class Survivor(NamedTuple):
    """A mutant that no scenario noticed: how many get to what it changes, and who would notice it."""

    mutant: Mutant
    scenarios: int
    account: Account


class Mutation(msgspec.Struct, frozen=True):
    """What came of the mutants that were tried, each list in the order of the estate.

    `unnoticed` has those that change nothing for anybody: they do not count. `left` counts those for which there was
    no time.
    """

    noticed: tuple[Mutant, ...]
    survivors: tuple[Survivor, ...]
    unnoticed: tuple[Mutant, ...]
    left: int

    @property
    def score(self) -> Counted:
        """How many of the changes that count were noticed."""
        return Counted(len(self.noticed) + len(self.survivors), len(self.noticed))


class Trial:
    """Tries mutants one by one on the scenarios that passed. The order of mutants makes no difference."""

    def __init__(self, runs: Iterable[Run], bundles: Bundles, written: Estate, proved: Analysis) -> None:
        """`bundles` is what the scenarios were run on, `written` the estate as files have it, `proved` its analysis."""
        self._bundles = bundles
        self._written = written
        self._today = proved.time.today
        decisions = (goal for goal in goals(written, proved.time.settings.languages[0]) if goal.kind == "decisions")
        self._out_of_reach = {goal.place for goal in unreachable(decisions, written, proved)}
        self._passed: list[tuple[Scenario, frozenset[str]]] = [
            (each.scenario, frozenset(_homes(each.events))) for each in runs if each.difference is None
        ]
        self._noticed: list[Mutant] = []
        self._survivors: list[Survivor] = []
        self._unnoticed: list[Mutant] = []

    def add(self, mutant: Mutant) -> None:
        """Tries a mutant."""
        before = self._bundles.bundle
        changed = mutant.estate(self._written)
        bundle = _compiled(mutant, changed, before)
        bundles = self._bundles.changed(bundle, changed)
        homes = frozenset(_changed_homes(mutant, self._written))
        there = [scenario for scenario, been in self._passed if not been.isdisjoint(homes)]
        if any(run(scenario, bundles).difference is not None for scenario in there):
            self._noticed.append(mutant)
            return
        found = Account() if homes <= self._out_of_reach else account(before, bundle, self._today)
        if _is_noticed(found):
            self._survivors.append(Survivor(mutant, len(there), found))
        else:
            self._unnoticed.append(mutant)

    def result(self, left: int) -> Mutation:
        """What came of them; `left` is how many there was no time for."""
        return Mutation(
            tuple(sorted(self._noticed)),
            tuple(sorted(self._survivors, key=lambda survivor: survivor.mutant.number)),
            tuple(sorted(self._unnoticed)),
            left,
        )


def _is_noticed(found: Account) -> bool:
    """Whether anybody may notice a change. What could not be proved to be without effect counts as noticed."""
    return bool(found.lines or found.staff or found.depends_on_data or found.behind) or found.compared == "in part"


def _compiled(mutant: Mutant, changed: Estate, before: Bundle) -> Bundle:
    """The bundle of a mutant. Only what the change reaches is compiled again."""
    kind, names = mutant.kind, [mutant.name]
    if kind == "target_sets":
        kind, names = "decision_trees", [name for name in changed.decision_trees if _uses(changed, name, mutant.name)]
    part = msgspec.structs.replace(Estate(), **{kind: {name: changed.of(kind)[name] for name in names}})
    closed = close(part, before.estate.project.settings, changed)
    estate = msgspec.structs.replace(before.estate, **{kind: {**before.estate.of(kind), **closed.of(kind)}})
    if mutant.kind == "time_groups":
        return derive_again(estate, date.fromisoformat(before.inputs.base_date))
    return msgspec.structs.replace(before, estate=estate)


def _uses(estate: Estate, tree: str, target_set: str) -> bool:
    item = estate.decision_trees[tree]
    return target_set in item.also or any(target_set in decision.also for decision in item.decisions)


# where chats have been


def _homes(events: Iterable[Event]) -> Iterator[str]:
    """The objects and decisions that did something in a chat."""
    return (_home(event.place) for event in events if event.place)


def _home(place: str) -> str:
    """The object in which a place lies; in a decision tree the decision."""
    parts = place.split("/")
    return "/".join(parts[:5] if parts[1] == "decision_trees" else parts[:3])


def _changed_homes(mutant: Mutant, written: Estate) -> Iterator[str]:
    """The objects and decisions of which one did something in every chat that the mutant changes."""
    name = mutant.name
    match mutant.kind:
        case "target_sets":
            for tree in written.decision_trees:
                yield from _decisions_with(written, tree, name)
        case "decision_trees" if mutant.place == f"/decision_trees/{name}/also":
            decisions = written.decision_trees[name].decisions
            yield from (f"/decision_trees/{name}/decisions/{each.name}" for each in decisions)
        case "time_groups":
            asking = GroupLinks(written.time_groups).resting_on([name])
            conditions = written.time_conditions.items()
            yield from (f"/time_conditions/{each}" for each, item in conditions if item.time_group in asking)
        case "templates":
            ends = written.terminates.items()
            yield from (f"/terminates/{each}" for each, item in ends if item.auto_response == name)
        case _:
            yield _home(mutant.place)


def _decisions_with(written: Estate, tree: str, target_set: str) -> Iterator[str]:
    item = written.decision_trees[tree]
    for decision in item.decisions:
        if target_set in item.also or target_set in decision.also:
            yield f"/decision_trees/{tree}/decisions/{decision.name}"
