"""What a chat can do, told slowly and obviously: one state after the other, over a handful of instants.

The analysis is compared with this. Nothing here uses the graph; an estate is walked as it stands. Instants are the
numbers below `INSTANTS`, a time group is a set of them.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple, TypeAlias

from routecfg.model import (
    DESTINATION_KINDS,
    Action,
    Decision,
    DecisionTree,
    Destination,
    Estate,
    Target,
    references,
)
from routecfg.opening_hours import Instants

INSTANTS: Final = 4
HORIZON: Final = Instants.between(0, INSTANTS)

Position: TypeAlias = tuple[str, ...]
"""An object by kind and name, a decision by `decisions`, tree and name, or `("elsewhere",)`."""

ELSEWHERE: Final = ("elsewhere",)
ENDS: Final = ("queues", "terminates", "chatbots", "elsewhere")


class Outcome(NamedTuple):
    """What may become of a chat: on at once, on by a later message, or neither.

    `how` is `now`, `later`, `ends` or `dead`.
    """

    how: str
    to: Position = ELSEWHERE


Groups: TypeAlias = dict[str, frozenset[int]]


def as_instants(instants: Iterable[int]) -> Instants:
    return Instants.of((instant, instant + 1) for instant in instants)


def runs(actions: tuple[Action, ...]) -> list[Destination | None]:
    """Where actions may lead; None is out at the end."""
    if not actions:
        return [None]
    first, rest = actions[0], actions[1:]
    branches: list[Destination | None]
    if first.target is not None:
        return [first.target]
    if first.condition is not None:
        branches = runs(first.condition.then) + runs(first.condition.else_)
    elif first.loop is not None:
        branches = [*runs(first.loop.do), None]
    else:
        branches = [None]
    gone: list[Destination | None] = [to for to in branches if to is not None]
    return gone + runs(rest) if None in branches else gone


def position(estate: Estate, to: Destination, tree: str) -> Position:
    if to.decision is not None:
        known = tree in estate.decision_trees and any(
            decision.name == to.decision for decision in estate.decision_trees[tree].decisions
        )
        return ("decisions", tree, to.decision) if known else ELSEWHERE
    kind = DESTINATION_KINDS[to.field]
    return (kind, to.name) if to.name in estate.of(kind) else ELSEWHERE


def chosen(target: Target, language: str) -> Destination:
    return target.languages.get(language) or target.languages.get(language.split("-")[0]) or target.to


def decision_at(estate: Estate, at: Position) -> tuple[DecisionTree, Decision]:
    tree = estate.decision_trees[at[1]]
    return tree, next(decision for decision in tree.decisions if decision.name == at[2])


def outcomes(estate: Estate, groups: Groups, at: Position, instant: int, language: str) -> list[Outcome]:
    """Everything that may become of a chat that comes to a position at an instant."""
    kind = at[0]
    if kind == "inbound_routings":
        return [Outcome("now", position(estate, estate.inbound_routings[at[1]].next_destination, ""))]
    if kind == "time_conditions":
        condition = estate.time_conditions[at[1]]
        both = [condition.if_time_matches, condition.if_time_does_not_match]
        if condition.time_group in groups:
            both = both[:1] if instant in groups[condition.time_group] else both[1:]
        return [Outcome("now", position(estate, to, "")) for to in both]
    if kind == "decision_trees":
        tree = estate.decision_trees[at[1]]
        return [Outcome("now", position(estate, Destination(decision=tree.first), at[1]))]
    if kind == "chatbots":
        bot = estate.chatbots[at[1]]
        down = position(estate, bot.fallback, "")
        over = [position(estate, Destination(queue=name), "") for name in bot.transfers]
        return [Outcome("now", down), *(Outcome("later", to) for to in (down, *over))]
    if kind == "decisions":
        return _of_decision(estate, at, language)
    return [Outcome("ends")]


def _of_decision(estate: Estate, at: Position, language: str) -> list[Outcome]:
    tree, decision = decision_at(estate, at)
    found: list[Outcome] = []
    for to in runs(decision.actions):
        if to is not None:
            found.append(Outcome("now", position(estate, to, at[1])))
        elif decision.targets and all(target.immediate for target in decision.targets):
            found.append(Outcome("now", position(estate, chosen(decision.targets[0], language), at[1])))
        else:
            heard = [position(estate, chosen(target, language), at[1]) for target in decision.targets]
            for name in (*decision.also, *tree.also):
                if name in estate.target_sets:
                    heard += [
                        position(estate, chosen(target, language), "") for target in estate.target_sets[name].targets
                    ]
                else:
                    heard.append(ELSEWHERE)
            found += [Outcome("later", item) for item in heard] or [Outcome("dead")]
    return found


def positions(estate: Estate) -> list[Position]:
    found: list[Position] = [ELSEWHERE]
    for kind, name, item in estate:
        if kind in ("inbound_routings", "time_conditions", "decision_trees", "chatbots", "terminates", "queues"):
            found.append((kind, name))
        if isinstance(item, DecisionTree):
            found += [("decisions", name, decision.name) for decision in item.decisions]
    return found


def languages_of(estate: Estate) -> list[str]:
    """Every language that a variant names, and one that none does."""
    found = {
        language
        for answers in estate.target_sets.values()
        for target in answers.targets
        for language in target.languages
    } | {
        language
        for tree in estate.decision_trees.values()
        for decision in tree.decisions
        for target in decision.targets
        for language in target.languages
    }
    return ["xx", *sorted(found)]


def arrivals(estate: Estate, groups: Groups) -> set[tuple[Position, int]]:
    """Every position and instant at which a chat from an inbound routing can be; languages are not kept apart."""
    waiting: list[tuple[Position, int]] = [
        (("inbound_routings", name), instant) for name in estate.inbound_routings for instant in range(INSTANTS)
    ]
    seen: set[tuple[Position, int]] = set()
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        at, instant = here
        for language in languages_of(estate):
            for outcome in outcomes(estate, groups, at, instant, language):
                if outcome.how == "now":
                    waiting.append((outcome.to, instant))
                elif outcome.how == "later":
                    waiting += [(outcome.to, later) for later in range(instant, INSTANTS)]
    return seen


def linked(estate: Estate) -> set[Position]:
    """Every position to which an inbound routing leads if each time condition may go either way."""
    return after_all(estate, {("inbound_routings", name) for name in estate.inbound_routings})


def spoken(estate: Estate, project: Iterable[str]) -> dict[str, set[Position]]:
    """The languages of customers, and the inbound routings whose customers speak each."""
    found: dict[str, set[Position]] = {}
    for name, routing in estate.inbound_routings.items():
        for language in routing.languages or project:
            found.setdefault(language, set()).add(("inbound_routings", name))
    return found


def after_all(estate: Estate, roots: Iterable[Position], language: str | None = None) -> set[Position]:
    """The positions behind these, whatever the time and the data; in one language, or in any."""
    waiting = list(roots)
    seen: set[Position] = set()
    while waiting:
        at = waiting.pop()
        if at not in seen:
            seen.add(at)
            waiting += next_positions(estate, at, language)
    return seen


def next_positions(estate: Estate, at: Position, only: str | None = None) -> list[Position]:
    """The positions directly behind one, whatever the time and the data; in one language, or in any."""
    return [
        outcome.to
        for language in ([only] if only else languages_of(estate))
        for outcome in outcomes(estate, {}, at, 0, language)
        if outcome.how in ("now", "later")
    ]


def named_by(estate: Estate, at: Position) -> list[Position]:
    """What an object names, as far as chats get there or choose from it."""
    return [
        (reference.kind, reference.name)
        for reference in references(estate.of(at[0])[at[1]])
        if reference.kind != "decision" and reference.name in estate.of(reference.kind)
    ]
