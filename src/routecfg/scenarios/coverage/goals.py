"""What there is to try in an estate: each place, where it is written, and each outcome of places that have several.

What is written once counts once: a target of a set belongs to the set, however many decisions understand it. A message
among the actions counts as an action, and its text in each language that it is written in; a condition counts as its
two branches. Labels of buttons are not counted: they come with their message.
"""

from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from routecfg.model import Action, Decision, DecisionTree, Estate, Target
from routecfg.pipeline.written_places import path_of

GoalKind: TypeAlias = Literal[
    "inbound_routings",
    "decisions",
    "targets",
    "defaults",
    "not_understood",
    "actions",
    "branches",
    "time_conditions",
    "time_entries",
    "texts",
    "chatbots",
]

GOAL_KINDS: Final[tuple[GoalKind, ...]] = get_args(GoalKind)

BRANCHES: Final = ("then", "else")
SIDES: Final = ("if_time_matches", "if_time_does_not_match")
OUTCOMES: Final = ("answered", "transferred", "down")


class Goal(NamedTuple):
    """Something that a scenario can try.

    `place` points to it. `which` is the outcome where a place has several: a branch (`then`), the outcome of a chatbot
    (`down`), and of a text its language.
    """

    kind: GoalKind
    place: str
    which: str = ""


def goals(written: Estate, first: str) -> tuple[Goal, ...]:
    """Everything that there is to try, each once. `written` has the objects as files have them.

    `first` is the project's first language, that of texts without one.
    """
    return tuple(dict.fromkeys(_goals(written, first)))


def _goals(written: Estate, first: str) -> Iterator[Goal]:
    for name in written.inbound_routings:
        yield Goal("inbound_routings", f"/inbound_routings/{name}")
    for name, group in written.time_groups.items():
        for part, index, _ in group.entries:
            yield Goal("time_entries", f"/time_groups/{name}/{part}/{index}")
    for name in written.time_conditions:
        for side in SIDES:
            yield Goal("time_conditions", f"/time_conditions/{name}/{side}")
    for name, answers in written.target_sets.items():
        yield from _targets(answers.targets, f"/target_sets/{name}/targets")
    for name, tree in written.decision_trees.items():
        for decision in tree.decisions:
            yield from _of_decision(written, tree, decision, f"/decision_trees/{name}/decisions/{decision.name}", first)
    for name in written.chatbots:
        for outcome in OUTCOMES:
            yield Goal("chatbots", f"/chatbots/{name}", outcome)
    for name, template in written.templates.items():
        for language in (first, *template.languages):
            yield text_goal(f"/templates/{name}", language, first)


def text_goal(place: str, language: str, first: str) -> Goal:
    """A text in a language; `place` points to what has the text, which is that of the project's first language."""
    return Goal("texts", f"{place}/text" if language == first else f"{place}/languages/{language}", language)


def _targets(targets: Iterable[Target], place: str) -> Iterator[Goal]:
    """A target that is nothing but a default has no answer of its own. A variant is a destination of its own."""
    for index, target in enumerate(targets):
        here = f"{place}/{index}"
        if target.when is not None or target.immediate:
            yield Goal("targets", here)
        for language in target.languages:
            yield Goal("targets", f"{here}/languages/{language}")


def _of_decision(written: Estate, tree: DecisionTree, decision: Decision, place: str, first: str) -> Iterator[Goal]:
    yield Goal("decisions", place)
    yield from _actions(decision.actions, f"{place}/actions", first)
    yield from _targets(decision.targets, f"{place}/targets")
    if any(target.immediate for target in decision.targets):
        return
    default = next((where for target, where in understood(written, tree, decision, place) if target.default), None)
    yield Goal("not_understood", place) if default is None else Goal("defaults", default)


def target_at(place: str, written: Estate) -> tuple[Target, str]:
    """The target to which a goal's place points, and the language of the variant that is meant; empty for none."""
    kind, name, *rest = path_of(place)
    if kind == "target_sets":
        targets = written.target_sets[str(name)].targets
    else:
        _, decision, *rest = rest
        targets = next(each for each in written.decision_trees[str(name)].decisions if each.name == decision).targets
    _, index, *variant = rest
    return targets[int(index)], str(variant[1]) if variant else ""


def understood(written: Estate, tree: DecisionTree, decision: Decision, place: str) -> Iterator[tuple[Target, str]]:
    """The targets of a decision that waits, in the order in which they are tried, and where each is written."""
    for index, target in enumerate(decision.targets):
        yield target, f"{place}/targets/{index}"
    for name in dict.fromkeys((*decision.also, *tree.also)):
        for index, target in enumerate(written.target_sets[name].targets):
            yield target, f"/target_sets/{name}/targets/{index}"


def _actions(actions: Iterable[Action], place: str, first: str) -> Iterator[Goal]:
    for index, action in enumerate(actions):
        here = f"{place}/{index}/{action.field}"
        if action.condition is not None:
            for branch in BRANCHES:
                yield Goal("branches", here, branch)
            yield from _actions(action.condition.then, f"{here}/then", first)
            yield from _actions(action.condition.else_, f"{here}/else", first)
            continue
        yield Goal("actions", here)
        if action.send_message is not None:
            for language in (first, *action.send_message.languages):
                yield text_goal(here, language, first)
        elif action.loop is not None:
            yield from _actions(action.loop.do, f"{here}/do", first)
