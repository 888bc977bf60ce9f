"""Values that may make conditions come out one way or the other."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from routecfg.impact.branches import Wanted
from routecfg.impact.data_samples import DataPath, names_of
from routecfg.templates import Both, Comparison, Either, Expression, Filtered, Items, Literal, Not

_ANY: Final = (True, None, "something", False, 1, 0)
AS_IS: Final = object()
"""Stands for the value that is there already."""
LISTS: Final[list[Any]] = [AS_IS, [], ["item"], [{}], None]
"""Values for what a loop goes through."""
_CASES: Final = frozenset({"lower", "upper", "title"})
_LONGEST: Final = 100
"""Of so many items a list is made at most because a condition asks for its length."""


def likely_values(expression: Expression, wanted: Wanted) -> list[Any]:
    """Values that may make the expression come out either way."""
    if wanted.loop:
        return [["item"], [{}]] if wanted.holds else [[], None]
    found: dict[str, Any] = {}
    literals = list(_literals(expression))
    for literal in literals:
        found[repr(literal)] = literal
    for literal in literals:
        if isinstance(literal, (int, float)) and not isinstance(literal, bool):
            found[repr(literal + 1)] = literal + 1
            found[repr(literal - 1)] = literal - 1
        elif isinstance(literal, str):
            found[repr(literal + "x")] = literal + "x"
    for value in (None, True, False, "something", 1, 0):
        found.setdefault(repr(value), value)
    return list(found.values())


def values_of(expressions: Iterable[Expression], path: DataPath) -> list[Any]:
    """Values of a name, what is compared with it first, that may make one of some expressions come out either way."""
    own: list[Any] = []
    others: list[Any] = []
    for expression in expressions:
        for comparison in _comparisons(expression):
            literals = list(_literals(comparison))
            if any(tuple(name.parts) == path for name in names_of(comparison)):
                filters = _filters_of(comparison)
                if "length" in filters:
                    own += _lists(literals)
                own += literals
                if filters & _CASES:
                    own += _in_other_cases(literals)
            else:
                others += literals
    found: dict[str, Any] = {}
    for value in (*own, *_around(own), *_ANY, *others, *_around(others)):
        found.setdefault(repr(value), value)
    return list(found.values())


def _around(literals: Sequence[Any]) -> Iterator[Any]:
    """What is a little more, and a little less."""
    for literal in literals:
        if isinstance(literal, (int, float)) and not isinstance(literal, bool):
            yield from (literal + 1, literal - 1)
        elif isinstance(literal, str):
            yield literal + "x"


def _lists(literals: Sequence[Any]) -> Iterator[list[Any]]:
    for literal in literals:
        if isinstance(literal, int) and not isinstance(literal, bool):
            yield from (["item"] * count for count in (literal, literal + 1, literal - 1) if 0 <= count <= _LONGEST)


def _in_other_cases(literals: Sequence[Any]) -> Iterator[str]:
    for literal in literals:
        if isinstance(literal, str):
            yield from (literal.lower(), literal.upper(), literal.title())


def _filters_of(comparison: Comparison) -> frozenset[str]:
    sides = (comparison.left, comparison.right)
    return frozenset(name for side in sides if isinstance(side, Filtered) for name, _ in side.filters)


def _comparisons(expression: Expression) -> Iterator[Comparison]:
    match expression:
        case Comparison(left, _, right):
            yield expression
            yield from _comparisons(left)
            yield from _comparisons(right)
        case Filtered(inner, _) | Not(inner):
            yield from _comparisons(inner)
        case Items(parts) | Both(parts) | Either(parts):
            for part in parts:
                yield from _comparisons(part)


def _literals(expression: Expression) -> Iterator[Any]:
    match expression:
        case Literal():
            yield expression.literal
        case Filtered(inner, _) | Not(inner):
            yield from _literals(inner)
        case Comparison(left, _, right):
            yield from _literals(left)
            yield from _literals(right)
        case Items(parts) | Both(parts) | Either(parts):
            for part in parts:
                yield from _literals(part)
