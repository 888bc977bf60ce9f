"""Constants that chats have saved: what conditions later on can be decided by.

A fact says what is saved under a name: a constant, by its spelling in JSON; nothing (None); or something that only a
chat knows (`UNKNOWN`). Only names that the walk follows have facts, in the order of those names.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

import msgspec

from routecfg.diff.matching import exact
from routecfg.impact.branches import Wanted
from routecfg.impact.data_samples import names_of
from routecfg.impact.sides import Side
from routecfg.model import Action, each_action
from routecfg.templates import is_true, parse_expression

Fact: TypeAlias = bytes | None
Facts: TypeAlias = tuple[Fact, ...]

UNKNOWN: Final = b""

_MOST_WAYS: Final = 8
"""Ways through the actions of one decision by which different facts come about."""


class SavedNames(NamedTuple):
    """The names under which decisions save data themselves, with the constants of each; `known` are saved as nothing
    but constants."""

    constants: Mapping[str, frozenset[bytes]]
    known: frozenset[str]


def saved_names(sides: Sequence[Side]) -> SavedNames:
    """All names that some decision of some side saves."""
    constants: dict[str, set[bytes]] = {}
    others: set[str] = set()
    for side in sides:
        for tree in side.estate.decision_trees.values():
            for decision in tree.decisions:
                for _, action in each_action(decision.actions, ()):
                    if action.request is not None:
                        others.add(action.request.save_as)
                    for name, value in (action.save_data or {}).items():
                        constants.setdefault(name, set()).add(_fact(value))
    found = {name: frozenset(values - {UNKNOWN}) for name, values in constants.items()}
    return SavedNames(found, frozenset(name for name in found if name not in others and UNKNOWN not in constants[name]))


def _fact(value: Any) -> bytes:
    return UNKNOWN if isinstance(value, str) and "{" in value else exact(value)


def facts_of(names: Sequence[str], data: Mapping[str, Any], saved: SavedNames) -> Facts:
    """The facts of a chat that has saved these data."""
    return tuple(
        None if name not in data else spelt if (spelt := exact(data[name])) in saved.constants[name] else UNKNOWN
        for name in names
    )


def decided(expression: str, names: Sequence[str], facts: Facts) -> bool | None:
    """Whether an expression holds by the facts alone; None if they do not decide it."""
    parsed = parse_expression(expression).expression
    if parsed is None:
        return False
    known = {name: fact for name, fact in zip(names, facts, strict=True) if fact != UNKNOWN}
    if any(name.parts[0] not in known for name in names_of(parsed)):
        return None
    return is_true(parsed.value({name: msgspec.json.decode(fact) for name, fact in known.items() if fact is not None}))


class Way(NamedTuple):
    """Facts behind some actions, and what must come out how for them to come about."""

    facts: Facts
    wanted: tuple[Wanted, ...] = ()


def ways_through(actions: Sequence[Action], names: Sequence[str], facts: Facts, place: str) -> list[Way]:
    """The facts behind a list of actions, by the ways through them."""
    ways = [Way(facts)]
    for index, action in enumerate(actions):
        ways = [further for way in ways for further in _through(action, names, way, f"{place}/{index}")][:_MOST_WAYS]
    return list(dict.fromkeys(ways))


def _through(action: Action, names: Sequence[str], way: Way, place: str) -> Iterator[Way]:
    if action.request is not None or action.save_data is not None:
        values = action.save_data or {}
        unknown = action.request.save_as if action.request is not None else None
        yield way._replace(
            facts=tuple(
                UNKNOWN if name == unknown else _fact(values[name]) if name in values else fact
                for name, fact in zip(names, way.facts, strict=True)
            )
        )
    elif action.condition is not None and saves_any((action,), names):
        condition = action.condition
        truth = decided(condition.if_, names, way.facts)
        for holds, inner, key in ((True, condition.then, "then"), (False, condition.else_, "else")):
            if truth in (None, holds):
                wanted = Wanted(f"{place}/condition", condition.if_, holds)
                for further in ways_through(inner, names, way.facts, f"{place}/condition/{key}"):
                    yield Way(further.facts, (*way.wanted, wanted, *further.wanted))
    elif action.loop is not None and saves_any((action,), names):
        yield way
        wanted = Wanted(f"{place}/loop", action.loop.each, True, True)
        for further in ways_through(action.loop.do, names, way.facts, f"{place}/loop/do"):
            yield Way(further.facts, (*way.wanted, wanted, *further.wanted))
    else:
        yield way


def saves_any(actions: Sequence[Action], names: Collection[str]) -> bool:
    """Whether something is saved under one of the names among actions."""
    return any(
        (action.request is not None and action.request.save_as in names)
        or any(name in names for name in action.save_data or {})
        for _, action in each_action(tuple(actions), ())
    )
