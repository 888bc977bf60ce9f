"""Which goals no chat can reach, as the analysis proves: over all ways, all data that are written down, all hours.

Proofs about hours hold for two years from today. What nobody can prove stays a goal.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, cast

from routecfg.diagnostics import Path
from routecfg.graph import NOBODY, Edge, EdgeKind, exits_of
from routecfg.model import Decision, DecisionTree, Estate, GroupPart
from routecfg.opening_hours import Instants, deciding_instants, groups_named
from routecfg.pipeline.analysis import Analysis
from routecfg.pipeline.written_places import path_of, pointer
from routecfg.rules.support.answers import AnswersHere, answers_in
from routecfg.rules.support.never_chosen import never_chosen
from routecfg.scenarios.coverage.goals import SIDES, Goal
from routecfg.templates import Chooses

NOT_REACHED: Final = "no chat gets there"
LEAVES: Final = "what stands before always sends the chat elsewhere"
DECIDED: Final = "a condition or list that leads there comes out the same for every chat"
NEVER_HOLDS: Final = "whenever a chat gets there the time group does not hold, for the next two years"
ALWAYS_HOLDS: Final = "whenever a chat gets there the time group holds, for the next two years"
NOT_ASKED: Final = "no chat asks this time group"
NO_TIME: Final = "there is no such time in the next two years"
OTHER_TIMES: Final = "no chat asks this time group at such a time in the next two years"
NO_QUEUE: Final = "the chatbot may hand over to no queue"
NOT_SENT: Final = "no terminate that sends it is ever reached"
TAKEN: Final = "earlier answers take every message that fits this one"
AT_ONCE: Final = "another target is taken at once"


def unreachable(goals: Iterable[Goal], written: Estate, proved: Analysis) -> dict[Goal, str]:
    """Those of the goals that no chat reaches, in their order, and why. `written` is the estate that was analysed."""
    proofs = _Proofs(written, proved)
    found = ((goal, proofs.why(goal)) for goal in goals)
    return {goal: why for goal, why in found if why}


class _Proofs:
    def __init__(self, written: Estate, proved: Analysis) -> None:
        self._written = written
        self._calendar = proved.time.calendar
        self._context = proved.data
        self._data = proved.data.data
        self._graph = proved.data.flow.graph
        self._answers: dict[str, AnswersHere] = {}
        self._decisions: dict[str, Decision] = {}
        self._known: set[str] = set()
        self._deciding: dict[str, Mapping[tuple[GroupPart, int], Instants]] = {}

    def why(self, goal: Goal) -> str:
        """Why no chat reaches a goal; empty if that is not proved."""
        kind, name, *_ = goal.place.split("/")[1:]
        match kind:
            case "decision_trees":
                return self._in_tree(goal)
            case "target_sets":
                return self._as_answer(goal) if self._reached(kind, name) else NOT_REACHED
            case "time_groups":
                return self._of_entry(goal, name)
            case "time_conditions":
                return self._of_side(goal, name)
            case "chatbots" if not self._reached(kind, name):
                return NOT_REACHED
            case "chatbots" if goal.which == "transferred" and not self._written.chatbots[name].transfers:
                return NO_QUEUE
            case "templates" if name not in self._templates_sent:
                return NOT_SENT
        return ""

    def _reached(self, kind: str, name: str) -> bool:
        return self._graph.numbers[kind, name] in self._nodes

    @cached_property
    def _nodes(self) -> frozenset[int]:
        """The nodes to which some chat gets: not by answers that nobody can choose."""
        found = set(self._graph.inbound_routings)
        waiting = list(found)
        for node in waiting:
            for edge in self._graph.edges[node]:
                if edge.to not in found and self._data.takes(node, edge) and not self._is_never_chosen(node, edge):
                    found.add(edge.to)
                    waiting.append(edge.to)
        return frozenset(found)

    def _is_never_chosen(self, node: int, edge: Edge) -> bool:
        if edge.kind is not EdgeKind.ANSWER:
            return False
        answers = self._answers_at(pointer(self._graph.nodes[node].path))
        target = int(edge.path[1])
        return answers is not None and not answers.targets[target].default and bool(never_chosen(answers, (target,)))

    # decision trees

    def _in_tree(self, goal: Goal) -> str:
        _, tree, _, name, *rest = path_of(goal.place)
        node = self._graph.decisions[str(tree)][str(name)]
        place = f"/decision_trees/{tree}/decisions/{name}"
        if node not in self._nodes:
            return NOT_REACHED
        if goal.kind == "not_understood":
            return "" if self._data.waits(node) else LEAVES
        if not rest:
            return ""
        if rest[0] == "actions":
            return self._of_action(goal, node, place)
        if not self._followed(node, tuple(rest)):
            return LEAVES
        targets = self._decision(place).targets
        at_once = next((index for index, target in enumerate(targets) if target.immediate), rest[1])
        return AT_ONCE if at_once != rest[1] else self._as_answer(goal)

    def _followed(self, node: int, path: Path) -> bool:
        """Whether some chat goes on by what is written at a path in a decision."""
        edges = self._graph.edges[node]
        return any(edge.path[: len(path)] == path and self._data.takes(node, edge) for edge in edges)

    def _of_action(self, goal: Goal, node: int, place: str) -> str:
        own = f"{goal.place}/{goal.which}" if goal.kind == "branches" else goal.place
        skipped = self._skipped(place)
        for above in _above(own, place):
            if above in self._dead:
                return DECIDED
            if above in skipped:
                return LEAVES
        if goal.place.endswith("/target") and not self._followed(node, path_of(goal.place)[4:]):
            return LEAVES
        return ""

    def _skipped(self, place: str) -> set[str]:
        """The actions of a decision that stand behind a target."""
        return {
            pointer((*path_of(place), *path[:-1], index))
            for path, number in exits_of(self._decision(place).actions).skipped
            for index in range(int(path[-1]), int(path[-1]) + number)
        }

    @cached_property
    def _dead(self) -> frozenset[str]:
        """Branches and loops that never run, of conditions and loops that chats get to."""
        return frozenset(self._dead_branches())

    def _dead_branches(self) -> Iterator[str]:
        for test in self._data.tested():
            place = pointer(self._context.path(test.node, test.step.path)[:-1])
            chooses = isinstance(test.step, Chooses)
            if test.holds == NOBODY:
                yield f"{place}/{'then' if chooses else 'do'}"
            if test.fails == NOBODY and chooses:
                yield f"{place}/else"

    def _as_answer(self, goal: Goal) -> str:
        """Whether earlier answers take all of a target's; as the default it may be taken nevertheless."""
        place, _, rest = goal.place.rpartition("/targets/")
        index, *variant = rest.split("/")
        answers = self._answers_at(place)
        if answers is None or goal.kind == "defaults" or (variant and answers.targets[int(index)].default):
            return ""
        return TAKEN if never_chosen(answers, (int(index),)) else ""

    def _answers_at(self, place: str) -> AnswersHere | None:
        self._look_at(place)
        return self._answers.get(place)

    def _decision(self, place: str) -> Decision:
        self._look_at(place)
        return self._decisions[place]

    def _look_at(self, place: str) -> None:
        """Notes what stands in a decision tree or in a target set; each is looked at once."""
        _, kind, name, *_ = place.split("/")
        home = f"/{kind}/{name}"
        if home in self._known:
            return
        self._known.add(home)
        item = self._written.target_sets[name] if kind == "target_sets" else self._written.decision_trees[name]
        self._answers |= {pointer(each.path): each for each in answers_in(kind, name, item)}
        if isinstance(item, DecisionTree):
            self._decisions |= {f"{home}/decisions/{each.name}": each for each in item.decisions}

    # hours

    def _of_side(self, goal: Goal, name: str) -> str:
        node = self._graph.numbers["time_conditions", name]
        side = goal.place.rpartition("/")[2]
        if node not in self._nodes:
            return NOT_REACHED
        if self._followed(node, (side,)):
            return ""
        return NEVER_HOLDS if side == SIDES[0] else ALWAYS_HOLDS

    def _of_entry(self, goal: Goal, group: str) -> str:
        asked = self._asked.get(group)
        if asked is None:
            return NOT_ASKED
        if group not in self._deciding:
            self._deciding[group] = deciding_instants(self._calendar, group)
        _, _, part, index = path_of(goal.place)
        deciding = self._deciding[group].get((cast(GroupPart, part), int(index)))
        if deciding is None:  # nobody knows when the group holds
            return ""
        if not deciding:
            return NO_TIME
        return "" if deciding & asked else OTHER_TIMES

    @cached_property
    def _asked(self) -> Mapping[str, Instants]:
        """When chats ask each time group. Of one that others name, any instant may count."""
        found: dict[str, Instants] = {}
        for node, group in self._graph.groups.items():
            if node in self._nodes:
                found[group] = found.get(group, Instants()) | self._context.flow.times.at[node]
        waiting = list(found)
        for group in waiting:
            for other in groups_named(self._calendar.groups[group]):
                if other not in found:
                    waiting.append(other)
                found[other] = self._context.flow.times.horizon
        return found

    # endings

    @cached_property
    def _templates_sent(self) -> frozenset[str | None]:
        ends = self._written.terminates.items()
        return frozenset(end.auto_response for name, end in ends if self._reached("terminates", name))


def _above(place: str, top: str) -> Iterator[str]:
    """A pointer and all above it, down to what stands directly under `top`."""
    while len(place) > len(top):
        yield place
        place = place.rpartition("/")[0]
