"""The destinations of an object under keys that stay the same when other answers come, go or move."""

from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

from routecfg.diff.matching import exact
from routecfg.model import Action, Chatbot, Decision, DecisionTree, Destination, InboundRouting, Object, TimeCondition

DestinationKey: TypeAlias = tuple[str, ...]
"""The field; in a tree the decision and the answer's own content; then the language of a variant."""


def destinations(item: Object) -> dict[DestinationKey, Destination]:
    """Every destination of an object of a closed estate. Equal answers of one decision are numbered in their order."""
    match item:
        case InboundRouting():
            return {("next_destination",): item.next_destination}
        case TimeCondition():
            return {
                ("if_time_matches",): item.if_time_matches,
                ("if_time_does_not_match",): item.if_time_does_not_match,
            }
        case Chatbot():
            return {("fallback",): item.fallback}
        case DecisionTree():
            found: dict[DestinationKey, Destination] = {}
            for decision in item.decisions:
                seen: Counter[DestinationKey] = Counter()
                for key, to in _of_decision(decision):
                    seen[key] += 1
                    found[decision.name, *key, str(seen[key])] = to
            return found
    return {}


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
