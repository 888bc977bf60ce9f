"""Every destination of an estate under a key that stays the same when other answers come, go or move."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from routecfg.diff.matching import exact

Key: TypeAlias = tuple[str, ...]
"""Kind, name and field; in a tree its decision and the answer's own content; then the language of a variant."""

Way: TypeAlias = tuple[str, str]
"""Where a destination leads: its field and the name, `("queue", "support")`."""

_FIELDS: Final = {
    "inbound_routings": ("next_destination",),
    "time_conditions": ("if_time_matches", "if_time_does_not_match"),
    "chatbots": ("fallback",),
}


def destinations(closed: dict[str, Any]) -> dict[Key, Way]:
    """Every destination of a closed estate as written. Equal answers of one decision are numbered in their order."""
    found: dict[Key, Way] = {}
    for kind, fields in _FIELDS.items():
        for name, one in closed[kind].items():
            found.update({(kind, name, field): way(one[field]) for field in fields})
    for name, tree in closed["decision_trees"].items():
        for decision in tree["decisions"]:
            seen: Counter[Key] = Counter()
            for key, to in of_decision(decision):
                seen[key] += 1
                found["decision_trees", name, decision["name"], *key, str(seen[key])] = way(to)
    return found


def way(destination: dict[str, str]) -> Way:
    """A destination as a pair."""
    ((field, name),) = destination.items()
    return field, name


def of_decision(decision: dict[str, Any]) -> Iterator[tuple[Key, dict[str, str]]]:
    """The destinations of one decision: those of its actions, then those of its targets with their variants."""
    yield from _of_actions(decision["actions"], ())
    for target in decision["targets"]:
        answer = exact([target["when"], target["default"]]).decode()
        yield ("answer", answer), target["to"]
        for language, to in target["languages"].items():
            yield ("answer", answer, language), to


def _of_actions(actions: list[Any], where: Key) -> Iterator[tuple[Key, dict[str, str]]]:
    for action in actions:
        ((sort, part),) = action.items()
        if sort == "target":
            yield ("action", *where), part
        elif sort == "condition":
            yield from _of_actions(part["then"], (*where, "if", part["if"]))
            yield from _of_actions(part["else"], (*where, "else", part["if"]))
        elif sort == "loop":
            yield from _of_actions(part["do"], (*where, "each", part["each"]))
