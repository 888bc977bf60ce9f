"""What names may hold at a place, and what steps make of that.

Each name has, at each place, a set of values that it may have: none (nothing was saved), one of those that are written
down, or any other. A state is one whole number with a bit for each value of each name, so that two paths join by `|`.
Branches that data choose are tried on every value: of `save_data: {x: ""}` and `if x`, the branch `then` is known to be
dead. The values of different names are not related to each other.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

from routecfg.diagnostics import Path
from routecfg.templates import (
    BUILT_IN,
    Both,
    Chooses,
    Constant,
    Either,
    Expression,
    Filtered,
    Name,
    Not,
    Reads,
    Repeats,
    Saves,
    Step,
    is_true,
    parse_expression,
    readings,
)

Steps: TypeAlias = Mapping[int, tuple[Step, ...]]
"""What happens to data at a node; nodes that do nothing to them are left out."""

State: TypeAlias = int

NOBODY: Final[State] = 0
"""No chat gets there."""

SOMEBODY: Final[State] = 1
"""The bit that every other state has."""

_MOST_CONSTANTS: Final = 16
"""Different values written down for one name. Of more, every one counts as any value."""


class Reading(NamedTuple):
    """A text that is reached, or an expression, reads a name. The name is known by its first part.

    `path` leads to the text inside the node. `saved`: on some path something has been saved under it, on others nothing
    has. `tested`: an expression in which something missing is no surprise, or behind a condition that asks
    for the name, or with a `default`.
    """

    node: int
    path: Path
    name: str
    step: Step
    saved: bool
    tested: bool


class Tested(NamedTuple):
    """A condition or a loop is reached in `state`; `holds` and `fails` are the states in which its branches begin.

    A loop over what is not a list fails.
    """

    node: int
    step: Chooses | Repeats
    state: State
    holds: State
    fails: State


class Values(NamedTuple):
    """The bits of one name: all, that of nothing saved, that of any other value, those of what is written down."""

    all: int
    unsaved: int
    any: int
    constants: tuple[tuple[int, Constant], ...]

    def saved_as(self, value: Constant) -> int:
        """The bit of a value that is written down."""
        return next((bit for bit, constant in self.constants if _same(constant, value)), self.any)


class Run:
    """Steps are run once on a state.

    `left` is where targets were taken; `readings` what was read, and `tested` what was asked, if anybody wants to know.
    """

    def __init__(
        self,
        names: Mapping[str, Values],
        node: int,
        readings: list[Reading] | None = None,
        tested: dict[Path, Tested] | None = None,
    ) -> None:
        self._names = names
        self._node = node
        self._readings = readings
        self._tested = tested
        self.left: dict[Path, State] = {}

    def steps(self, steps: Iterable[Step], state: State, items: frozenset[str], asked: frozenset[str]) -> State:
        """The state at the end. `items` are the names of loops around, `asked` those that conditions around ask for."""
        for step in steps:
            if state == NOBODY:
                break
            if isinstance(step, Reads):
                self._read(step, state, items, asked)
            elif isinstance(step, Saves):
                state = self._saved(step, state)
            elif isinstance(step, Chooses):
                state = self._chosen(step, state, items, asked)
            elif isinstance(step, Repeats):
                state = self._repeated(step, state, items, asked)
            else:
                self.left[step.path] = self.left.get(step.path, NOBODY) | state
                state = NOBODY
        return state

    def _saved(self, step: Saves, state: State) -> State:
        for name, value in step.constants.items():
            item = self._names[name]
            state = (state & ~item.all) | item.saved_as(value)
        for name in step.others:
            item = self._names[name]
            state = (state & ~item.all) | item.any
        return state

    def _chosen(self, step: Chooses, state: State, items: frozenset[str], asked: frozenset[str]) -> State:
        expression = parse_expression(step.expression).expression
        if expression is None:
            return self.steps(step.then, state, items, asked) | self.steps(step.otherwise, state, items, asked)
        self._test(step, expression, state, items)
        holds, fails = self._split(expression, state, items)
        self._remember(step, state, holds, fails)
        names = asked | _roots(expression)
        then = self.steps(step.then, holds, items, names)
        return then | self.steps(step.otherwise, fails, items, names if type(expression) is Both else asked)

    def _repeated(self, step: Repeats, state: State, items: frozenset[str], asked: frozenset[str]) -> State:
        expression = parse_expression(step.expression).expression
        if expression is not None:
            self._test(step, expression, state, items)
            may_be = self._may_be_list(expression, state, items)
            self._remember(step, state, *((state, NOBODY) if may_be else (NOBODY, state)))
            if not may_be:
                return state
        inside = items | {step.name}
        readings, self._readings = self._readings, None
        while (grown := state | self.steps(step.steps, state, inside, asked)) != state:
            state = grown
        self._readings = readings
        if readings is not None:
            self.steps(step.steps, state, inside, asked)
        return state

    def _remember(self, step: Chooses | Repeats, *states: State) -> None:
        """Inside a loop a step is tried several times: what it comes to is all of it together."""
        if self._tested is not None:
            before = self._tested.get(step.path)
            known = before[2:] if before is not None else (NOBODY, NOBODY, NOBODY)
            state, holds, fails = (old | new for old, new in zip(known, states, strict=True))
            self._tested[step.path] = Tested(self._node, step, state, holds, fails)

    def _may_be_list(self, expression: Expression, state: State, items: frozenset[str]) -> bool:
        """Whether a loop may run: what is written down is not a list, and neither is what most filters make."""
        match expression:
            case Name((root, *_)):
                if root in items:
                    return True
                if root in BUILT_IN:
                    return BUILT_IN[root] is None
                return root in self._names and bool(state & self._names[root].any)
            case Filtered(inner, filters):
                may_be = self._may_be_list(inner, state, items)
                for name, arguments in filters:
                    other = any(self._may_be_list(argument, state, items) for argument in arguments)
                    may_be = name == "default" and (may_be or other)
                return may_be
            case Both(parts) | Either(parts):
                return any(self._may_be_list(part, state, items) for part in parts)
        return False

    def _split(self, expression: Expression, state: State, items: frozenset[str]) -> tuple[State, State]:
        """In which states the expression may hold, and in which it may not."""
        if type(expression) is Not:
            holds, fails = self._split(expression.inner, state, items)
            return fails, holds
        if type(expression) is Both or type(expression) is Either:
            decided, going_on = NOBODY, state
            for part in expression.parts:
                holds, fails = self._split(part, going_on, items)
                going_on, out = (holds, fails) if type(expression) is Both else (fails, holds)
                decided |= out
            return (going_on, decided) if type(expression) is Both else (decided, going_on)
        roots = _roots(expression)
        if len(roots) > 1 or not roots.isdisjoint(items) or not roots.isdisjoint(BUILT_IN):
            return state, state
        root = next(iter(roots), "")
        if root not in self._names:
            return (state, NOBODY) if is_true(expression.value({})) else (NOBODY, state)
        name = self._names[root]
        holds = fails = state & name.any
        for bit, scope in ((name.unsaved, {}), *((bit, {root: value}) for bit, value in name.constants)):
            if state & bit:
                if is_true(expression.value(scope)):
                    holds |= bit
                else:
                    fails |= bit
        rest = state & ~name.all
        return rest | holds if holds else NOBODY, rest | fails if fails else NOBODY

    def _read(self, step: Reads, state: State, items: frozenset[str], asked: frozenset[str]) -> None:
        if self._readings is not None:
            for written, filled in step.names:
                self._note(step, written.partition(".")[0], state, items, tested=filled, asked=asked)

    def _test(self, step: Chooses | Repeats, expression: Expression, state: State, items: frozenset[str]) -> None:
        if self._readings is not None:
            for reading in readings(expression):
                self._note(step, reading.name.parts[0], state, items, tested=True)

    def _note(
        self,
        step: Step,
        name: str,
        state: State,
        items: frozenset[str],
        *,
        tested: bool,
        asked: frozenset[str] = frozenset(),
    ) -> None:
        if name in items or name in BUILT_IN or self._readings is None:
            return
        item = self._names.get(name)
        if item is None or state & item.unsaved:
            saved = item is not None and bool(state & item.all & ~item.unsaved)
            self._readings.append(Reading(self._node, step.path, name, step, saved, tested or name in asked))


def values_of(steps: Steps) -> dict[str, Values]:
    """The bits of every name that something saves."""
    values: dict[str, list[Constant]] = {}
    pending = list(chain.from_iterable(steps.values()))
    while pending:
        step = pending.pop()
        if type(step) is Saves:
            for name in step.others:
                values.setdefault(name, [])
            for name, value in step.constants.items():
                known = values.setdefault(name, [])
                if len(known) <= _MOST_CONSTANTS and not any(_same(item, value) for item in known):
                    known.append(value)
        elif type(step) is Chooses:
            pending += (*step.then, *step.otherwise)
        elif type(step) is Repeats:
            pending += step.steps
    names: dict[str, Values] = {}
    bit = SOMEBODY << 1
    for name in sorted(values):
        constants = values[name] if len(values[name]) <= _MOST_CONSTANTS else []
        width = 2 + len(constants)
        names[name] = Values(
            ((1 << width) - 1) * bit,
            bit,
            bit << 1,
            tuple((bit << (2 + index), value) for index, value in enumerate(constants)),
        )
        bit <<= width
    return names


def _same(value: Constant, other: Constant) -> bool:
    """Whether two values that are written down are one: `1`, `true` and `"1"` are three."""
    return type(value) is type(other) and value == other


@lru_cache(maxsize=4096)
def _roots(expression: Expression) -> frozenset[str]:
    """The names that an expression reads, by their first parts."""
    return frozenset(reading.name.parts[0] for reading in readings(expression))
