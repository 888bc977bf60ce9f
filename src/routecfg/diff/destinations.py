"""Every destination of an estate under a key that stays the same when other answers come, go or move."""

from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

from routecfg.bundle import ClosedEstate
from routecfg.diff.matching import exact
from routecfg.model import Action, Decision, Destination

DestinationKey: TypeAlias = tuple[str, ...]
"""Kind, name and field; in a tree its decision and the answer's own content; then the language of a variant."""


def destinations(estate: ClosedEstate) -> dict[DestinationKey, Destination]:
    """Every destination of a closed estate. Equal answers of one decision are numbered in their order."""
    found: dict[DestinationKey, Destination] = {}
    for name, routing in estate.inbound_routings.items():
        found["inbound_routings", name, "next_destination"] = routing.next_destination
    for name, condition in estate.time_conditions.items():
        found["time_conditions", name, "if_time_matches"] = condition.if_time_matches
        found["time_conditions", name, "if_time_does_not_match"] = condition.if_time_does_not_match
    for name, bot in estate.chatbots.items():
        found["chatbots", name, "fallback"] = bot.fallback
    for name, tree in estate.decision_trees.items():
        for decision in tree.decisions:
            seen: Counter[DestinationKey] = Counter()
            for key, to in _of_decision(decision):
                seen[key] += 1
                found["decision_trees", name, decision.name, *key, str(seen[key])] = to
    return found


def _of_decision(decision: Decision) -> Iterator[tuple[DestinationKey, Destination]]:
    """The destinations of one decision: those of its actions, then those of its targets with their variants."""
    yield from _of_actions(decision.actions, ())
    for target in decision.targets:
        answer = exact((target.when, target.default)).decode()
        yield ("answer", answer), target.to
        for language, to in target.languages.items():
            yield ("answer", answer, language), to


def _of_actions(actions: tuple[Action, ...], key: DestinationKey) -> Iterator[tuple[DestinationKey, Destination]]:
    for action in actions:
        if action.target is not None:
            yield ("action", *key), action.target
        elif action.condition is not None:
            yield from _of_actions(action.condition.then, (*key, "if", action.condition.if_))
            yield from _of_actions(action.condition.else_, (*key, "else", action.condition.if_))
        elif action.loop is not None:
            yield from _of_actions(action.loop.do, (*key, "each", action.loop.each))
