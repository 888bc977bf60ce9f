"""What requests bring in examples: JSON that has every field which the estate reads, each with a value of its own."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from routecfg.model import Action, Decision, each_action
from routecfg.templates import Expression, Name, parse_expression, parse_text, readings
from routecfg.templates.places import Use, texts_of_decision

DataPath: TypeAlias = tuple[str, ...]
"""Names from what a request saved down to a value; `*` is an item of a list."""

ITEM: Final = "*"

_DEEPEST: Final = 12


def paths_read(decision: Decision, *, needed: bool = False) -> frozenset[DataPath]:
    """The paths that a decision reads. What a loop calls an item is the item of its list.

    `needed`: without those behind which a `default` stands.
    """
    found: set[DataPath] = set()
    items = loop_items(decision.actions)
    for place in texts_of_decision(decision, lambda use, text: use in (Use.IF, Use.EACH) or "{" in text):
        for path in _paths(place.use, place.text, needed=needed):
            whole = in_full(path, items)
            found.add((*whole, ITEM) if place.use is Use.EACH else whole)
    return frozenset(found)


def loop_items(actions: tuple[Action, ...]) -> dict[str, DataPath]:
    """What loops call an item, and the list that it is an item of."""
    found: dict[str, DataPath] = {}
    for _, action in each_action(actions, ()):
        if action.loop is not None:
            paths = list(_paths(Use.EACH, action.loop.each))
            if paths:
                found.setdefault(action.loop.as_, (*paths[0], ITEM))
    return found


def in_full(path: DataPath, items: Mapping[str, DataPath]) -> DataPath:
    """A path that does not begin with what a loop calls an item."""
    for _ in range(_DEEPEST):
        if path[0] not in items:
            break
        path = (*items[path[0]], *path[1:])
    return path[:_DEEPEST]


def _paths(use: Use, text: str, *, needed: bool = False) -> Iterator[DataPath]:
    if use in (Use.IF, Use.EACH):
        expression = parse_expression(text).expression
        names = readings(expression) if expression is not None else iter(())
    else:
        names = parse_text(text).readings
    for reading in names:
        if not (needed and reading.filled):
            yield tuple(reading.name.parts)


def roots_of(expression: str) -> frozenset[str]:
    """The names of saved data that an expression reads."""
    parsed = parse_expression(expression).expression
    return frozenset(name.parts[0] for name in names_of(parsed)) if parsed is not None else frozenset()


def names_of(expression: Expression) -> Iterator[Name]:
    """The names that an expression reads."""
    return (reading.name for reading in readings(expression))


def sample(root: str, paths: Iterable[DataPath]) -> Any:
    """JSON for what a request saves as `root`, such that each of the paths has a value that can be told from others."""
    value: Any = None
    for path in sorted(path[1:] for path in paths if path[0] == root):
        value = with_value(value, path, path[-1] if path and path[-1] != ITEM else root, over=False)
    return root if value is None else value


def with_value(value: Any, path: DataPath, leaf: Any, *, over: bool = True) -> Any:
    """The value with something else at a path. Without `over` what has more inside it stays."""
    if not path:
        return leaf if over or not isinstance(value, (dict, list)) else value
    key, *rest = path
    if key == ITEM:
        first = value[0] if isinstance(value, list) and value else None
        return [with_value(first, tuple(rest), leaf, over=over)]
    inner = value.get(key) if isinstance(value, dict) else None
    return {**(value if isinstance(value, dict) else {}), key: with_value(inner, tuple(rest), leaf, over=over)}
