"""What requests bring in examples: JSON that has every field which the estate reads, each with a value of its own."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from routecfg.model import Action, Decision, each_action
from routecfg.templates import Expression, Name, Reading, parse_expression, parse_text, readings
from routecfg.templates.places import Use, texts_of_decision

DataPath: TypeAlias = tuple[str, ...]
"""Names from what a request saved down to a value; `*` is an item of a list."""

ITEM: Final = "*"

_DEEPEST: Final = 12
_NO_FILTERS: Final[Mapping[DataPath, frozenset[str]]] = {}


def paths_read(decision: Decision, *, needed: bool = False) -> frozenset[DataPath]:
    """The paths that a decision reads. What a loop calls an item is the item of its list.

    `needed`: without those behind which a `default` stands.
    """
    return frozenset(path for path, filled, _ in _paths_in(decision) if not (needed and filled))


def filters_behind(decisions: Iterable[Decision]) -> Mapping[DataPath, frozenset[str]]:
    """The filters that the values of paths go through in some decisions."""
    found: dict[DataPath, frozenset[str]] = {}
    for decision in decisions:
        for path, _, filters in _paths_in(decision):
            if filters:
                found[path] = found.get(path, frozenset()).union(filters)
    return found


def _paths_in(decision: Decision) -> Iterator[tuple[DataPath, bool, tuple[str, ...]]]:
    """Each path that is read, whether a `default` stands behind it, and the filters that its value goes through."""
    items = loop_items(decision.actions)
    for place in texts_of_decision(decision, lambda use, text: use in (Use.IF, Use.EACH) or "{" in text):
        for reading in _readings(place.use, place.text):
            whole = in_full(tuple(reading.name.parts), items)
            yield (*whole, ITEM) if place.use is Use.EACH else whole, reading.filled, reading.filters


def loop_items(actions: tuple[Action, ...]) -> dict[str, DataPath]:
    """What loops call an item, and the list that it is an item of."""
    found: dict[str, DataPath] = {}
    for _, action in each_action(actions, ()):
        if action.loop is not None:
            first = next(_readings(Use.EACH, action.loop.each), None)
            if first is not None:
                found.setdefault(action.loop.as_, (*first.name.parts, ITEM))
    return found


def in_full(path: DataPath, items: Mapping[str, DataPath]) -> DataPath:
    """A path that does not begin with what a loop calls an item."""
    for _ in range(_DEEPEST):
        if path[0] not in items:
            break
        path = (*items[path[0]], *path[1:])
    return path[:_DEEPEST]


def _readings(use: Use, text: str) -> Iterator[Reading]:
    if use in (Use.IF, Use.EACH):
        expression = parse_expression(text).expression
        return readings(expression) if expression is not None else iter(())
    return parse_text(text).readings


def roots_of(expression: str) -> frozenset[str]:
    """The names of saved data that an expression reads."""
    return frozenset(path[0] for path in paths_of(expression))


def paths_of(expression: str) -> frozenset[DataPath]:
    """The paths that an expression reads."""
    parsed = parse_expression(expression).expression
    return frozenset(tuple(name.parts) for name in names_of(parsed)) if parsed is not None else frozenset()


def names_of(expression: Expression) -> Iterator[Name]:
    """The names that an expression reads."""
    return (reading.name for reading in readings(expression))


def sample(root: str, paths: Iterable[DataPath], filters: Mapping[DataPath, frozenset[str]] = _NO_FILTERS) -> Any:
    """JSON for what a request saves as `root`, such that each of the paths has a value that can be told from others.

    What goes through `filters` is something that they change.
    """
    value: Any = None
    for number, path in enumerate(sorted(path for path in paths if path[0] == root)):
        name = path[-1] if path[-1] != ITEM else root
        value = with_value(value, path[1:], _leaf(name, number, filters.get(path, frozenset())), over=False)
    return root if value is None else value


def _leaf(name: str, number: int, filters: frozenset[str]) -> Any:
    """A value that filters change. A day and a month of one digit are written differently by most forms of dates."""
    if "date" in filters:
        return f"2027-0{number // 9 % 9 + 1}-0{number % 9 + 1}T08:05:00"
    if "join" in filters:
        return [f"{name} 1", f"{name} 2"]
    return name.upper() if "lower" in filters else name


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
