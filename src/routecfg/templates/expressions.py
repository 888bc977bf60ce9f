"""Expressions as trees: what they are made of, and what they come to.

`value(scope)` never raises and has no effect, so an expression may be tried on any data. Trees are at most
`parse.DEEPEST` levels deep: walking them by recursion is safe.

Who must know how much data is worked through gives `value` a `count`: it is called with each value that is read or
written there, and with what each filter makes of one, and may raise.
"""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, TypeAlias

from routecfg.templates.data import Data, Scope, are_equal, is_less, is_true, is_within, part_of
from routecfg.templates.filters import FILTERS

Count: TypeAlias = Callable[[Data], None]


def _not_counted(_value: Data) -> None:
    """Counts nothing."""


class Name(NamedTuple):
    """A path to data: `order.status` is the key `status` of what was saved as `order`."""

    parts: tuple[str, ...]

    def value(self, scope: Scope, count: Count = _not_counted) -> Data:
        """What stands there; None if nothing does."""
        value = scope.get(self.parts[0])
        for part in self.parts[1:]:
            if value is None:
                break
            value = part_of(value, part)
        count(value)
        return value

    def __str__(self) -> str:
        return ".".join(self.parts)


class Literal(NamedTuple):
    """A text in quotes, a number, `true`, `false` or `null`."""

    literal: Data

    def value(self, _scope: Scope, count: Count = _not_counted) -> Data:
        """The value that is written."""
        count(self.literal)
        return self.literal


class Filtered(NamedTuple):
    """A value that goes through filters, each with its arguments."""

    inner: "Expression"
    filters: "tuple[tuple[str, tuple[Expression, ...]], ...]"

    def value(self, scope: Scope, count: Count = _not_counted) -> Data:
        """What comes out of the last filter."""
        value = self.inner.value(scope, count)
        for name, arguments in self.filters:
            value = FILTERS[name].apply(value, *(argument.value(scope, count) for argument in arguments))
            count(value)
        return value


class Items(NamedTuple):
    """A list in parentheses, behind `in`."""

    items: "tuple[Expression, ...]"

    def value(self, scope: Scope, count: Count = _not_counted) -> Data:
        """The values of the items."""
        return [item.value(scope, count) for item in self.items]


class Comparison(NamedTuple):
    """Two values compared by one of `COMPARISONS`."""

    left: "Expression"
    sign: str
    right: "Expression"

    def value(self, scope: Scope, count: Count = _not_counted) -> Data:
        """Whether the comparison holds."""
        return COMPARISONS[self.sign](self.left.value(scope, count), self.right.value(scope, count))


class Not(NamedTuple):
    """The opposite of a condition."""

    inner: "Expression"

    def value(self, scope: Scope, count: Count = _not_counted) -> Data:
        """Whether the condition does not hold."""
        return not is_true(self.inner.value(scope, count))


class Both(NamedTuple):
    """Conditions joined by `and`. As in other languages, the value is that of the part that decided."""

    parts: "tuple[Expression, ...]"

    def value(self, scope: Scope, count: Count = _not_counted) -> Data:
        """The first value that is false, else the last one."""
        value: Data = None
        for part in self.parts:
            value = part.value(scope, count)
            if not is_true(value):
                break
        return value


class Either(NamedTuple):
    """Conditions joined by `or`. As in other languages, the value is that of the part that decided."""

    parts: "tuple[Expression, ...]"

    def value(self, scope: Scope, count: Count = _not_counted) -> Data:
        """The first value that is true, else the last one."""
        value: Data = None
        for part in self.parts:
            value = part.value(scope, count)
            if is_true(value):
                break
        return value


Expression: TypeAlias = Name | Literal | Filtered | Items | Comparison | Not | Both | Either

COMPARISONS: Final[dict[str, Callable[[Data, Data], bool]]] = {
    "==": are_equal,
    "!=": lambda left, right: not are_equal(left, right),
    "<": is_less,
    "<=": lambda left, right: is_less(left, right) or (are_equal(left, right) and _have_order(left, right)),
    ">": lambda left, right: is_less(right, left),
    ">=": lambda left, right: is_less(right, left) or (are_equal(left, right) and _have_order(left, right)),
    "in": is_within,
    "not in": lambda left, right: not is_within(left, right),
}


def _have_order(left: Data, right: Data) -> bool:
    """Whether two equal values are numbers or texts: two `true`, or two lists, are not one after the other."""
    return not isinstance(left, bool) and isinstance(left, (int, float, str)) and isinstance(right, (int, float, str))


class Reading(NamedTuple):
    """A name that an expression reads. `filled`: a `default` stands behind it, so that it may be missing.

    `filters` are the names of those that its value goes through, in order.
    """

    name: Name
    filled: bool
    filters: tuple[str, ...] = ()


def readings(expression: Expression) -> Iterator[Reading]:
    """Every name that an expression reads, in written order."""
    match expression:
        case Name():
            yield Reading(expression, False)
        case Filtered(inner, filters):
            names = tuple(name for name, _ in filters)
            for reading in readings(inner):
                filled = reading.filled or "default" in names
                yield reading._replace(filled=filled, filters=(*reading.filters, *names))
            for _, arguments in filters:
                for argument in arguments:
                    yield from readings(argument)
        case Comparison(left, _, right):
            yield from readings(left)
            yield from readings(right)
        case Not(inner):
            yield from readings(inner)
        case Items(parts) | Both(parts) | Either(parts):
            for part in parts:
                yield from readings(part)
