"""What data have been saved when a chat gets somewhere, on every path by which it can come.

Each name has, at each place, a set of values that it may have: none (nothing was saved), one of those that are written
down, or any other. A state is one whole number with a bit for each value of each name, so that two paths join by `|`.
Branches that data choose are tried on every value: of `save_data: {x: ""}` and `if x`, the branch `then` is known to be
dead. The values of different names are not related to each other.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

from routecfg.diagnostics import Path
from routecfg.graph.graph import Graph
from routecfg.graph.nodes import Edge, EdgeKind
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

_State: TypeAlias = int
_NOBODY: Final[_State] = 0
"""No chat gets there: every name has some value where one does."""

Hop: TypeAlias = tuple[int, Edge]
"""A node on the path of a chat, and the edge by which the chat leaves it."""

_MOST_TRIED: Final = 5000
"""Stops that are tried to find one path on which a name is not saved."""

_MOST_CONSTANTS: Final = 16
"""Different values written down for one name. Of more, every one counts as any value."""

_BY_TARGET: Final = frozenset({EdgeKind.TARGET, EdgeKind.MAYBE})


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


class _Values(NamedTuple):
    """The bits of one name: all, that of nothing saved, that of any other value, those of what is written down."""

    all: int
    unsaved: int
    any: int
    constants: tuple[tuple[int, Constant], ...]

    def saved_as(self, value: Constant) -> int:
        """The bit of a value that is written down."""
        return next((bit for bit, constant in self.constants if _same(constant, value)), self.any)


class _Ends(NamedTuple):
    """In which states chats leave a node: by the end of its actions, and by each target among them."""

    end: _State
    targets: Mapping[Path, _State]


class DataFlow:
    """The data flow over a graph. `passes` says whether some chat takes an edge out of a time condition."""

    def __init__(self, graph: Graph, steps: Steps, passes: Callable[[int, Edge], bool]) -> None:
        self._graph = graph
        self._steps = steps
        self._passes = passes
        self._names = _names(steps)
        self._ends: dict[int, _Ends] = {}
        self.start: Final[_State] = sum(name.unsaved for name in self._names.values()) or 1
        self._at = self._fixed_point()

    @property
    def names(self) -> Collection[str]:
        """Every name under which something is saved."""
        return self._names

    def reached(self, node: int) -> bool:
        """Whether some chat gets to the node, as far as data and time conditions let it."""
        return self._at[node] != _NOBODY

    def unsaved_readings(self) -> list[Reading]:
        """Every reading of a name under which nothing has been saved on some path, in the order of nodes and steps."""
        found: list[Reading] = []
        for node in sorted(self._steps):
            if self._at[node]:
                _Run(self._names, node, found).steps(self._steps[node], self._at[node], frozenset(), frozenset())
        return found

    def unsaved_paths(self, name: str) -> dict[int, Hop | None]:
        """Every node that a chat can get to with nothing saved under the name: from where, on a shortest path."""
        bit = self._names[name].unsaved
        before: dict[int, Hop | None] = dict.fromkeys(self._graph.inbound_routings)
        for node in (waiting := list(before)):
            for edge in self._graph.edges[node]:
                if edge.to not in before and self._leaving(node, edge) & bit:
                    before[edge.to] = (node, edge)
                    waiting.append(edge.to)
        return before

    def proven_path(self, path: Sequence[Hop], reading: Reading) -> list[Hop] | None:
        """A path on which nothing is saved under the name and the text is reached: this one, or else another one.

        Where paths meet, the values of different names are no longer related: what may be so on some path need not be
        so on any. On a single path they are known better. None if no path is found within `_MOST_TRIED` stops.
        """
        if self._lacks(path, reading):
            return list(path)
        first = [(node, self.start) for node in self._graph.inbound_routings]
        before: dict[tuple[int, _State], tuple[tuple[int, _State], Edge] | None] = dict.fromkeys(first)
        waiting = list(before)
        for here in waiting:
            node, state = here
            if node == reading.node and self._is_read(state, reading):
                return _path(before, here)
            if len(waiting) > _MOST_TRIED:
                break
            ends = self._run(node, state) if node in self._steps else _Ends(state, {})
            for edge in self._graph.edges[node]:
                there = (edge.to, self._left(ends, edge) if node in self._steps else state)
                if there[1] and there not in before and self._may_pass(node, edge):
                    before[there] = (here, edge)
                    waiting.append(there)
        return None

    def _lacks(self, path: Sequence[Hop], reading: Reading) -> bool:
        state = self.start
        for node, edge in path:
            if not self._may_pass(node, edge):
                return False
            state = self._left(self._run(node, state), edge) if node in self._steps else state
        return self._is_read(state, reading)

    def _is_read(self, state: _State, reading: Reading) -> bool:
        """Whether a chat that gets to the node in this state reads the name there with nothing saved under it."""
        found: list[Reading] = []
        if state:
            _Run(self._names, reading.node, found).steps(self._steps[reading.node], state, frozenset(), frozenset())
        return any(other.path == reading.path and other.name == reading.name for other in found)

    def _fixed_point(self) -> list[_State]:
        """States grow until nothing changes, from upstream down, as in `Times`."""
        graph = self._graph
        at = [_NOBODY] * len(graph.nodes)
        order = [node for ring in reversed(graph.components) for node in ring]
        place = [0] * len(order)
        for index, node in enumerate(order):
            place[node] = index
        for node in graph.inbound_routings:
            at[node] = self.start
        waiting = sorted(place[node] for node in graph.inbound_routings)
        queued = set(waiting)
        while waiting:
            index = heappop(waiting)
            queued.discard(index)
            node = order[index]
            state = at[node]
            ends = None
            if node in self._steps:
                ends = self._ends[node] = self._run(node, state)
            for edge in graph.edges[node]:
                to = edge.to
                if ends is not None:
                    state = self._left(ends, edge)
                grown = at[to] | state
                if grown == at[to] or not self._may_pass(node, edge):
                    continue
                at[to] = grown
                index = place[to]
                if index not in queued:
                    queued.add(index)
                    heappush(waiting, index)
        return at

    def _run(self, node: int, state: _State) -> _Ends:
        run = _Run(self._names, node)
        end = run.steps(self._steps[node], state, frozenset(), frozenset())
        return _Ends(end, run.left)

    def _leaving(self, node: int, edge: Edge) -> _State:
        if not self._may_pass(node, edge):
            return _NOBODY
        return self._left(self._ends[node], edge) if node in self._ends else self._at[node]

    def _left(self, ends: _Ends, edge: Edge) -> _State:
        return ends.targets.get(edge.path[:-1], _NOBODY) if edge.kind in _BY_TARGET else ends.end

    def _may_pass(self, node: int, edge: Edge) -> bool:
        if edge.kind is EdgeKind.UNTAKEN:
            return False
        return node not in self._graph.groups or self._passes(node, edge)


class _Run:
    """Steps are run once on a state. `left` is where targets were taken, `readings` what was read, if anybody asks."""

    def __init__(self, names: Mapping[str, _Values], node: int, readings: list[Reading] | None = None) -> None:
        self._names = names
        self._node = node
        self._readings = readings
        self.left: dict[Path, _State] = {}

    def steps(self, steps: Iterable[Step], state: _State, items: frozenset[str], asked: frozenset[str]) -> _State:
        """The state at the end. `items` are the names of loops around, `asked` those that conditions around ask for."""
        for step in steps:
            if state == _NOBODY:
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
                self.left[step.path] = self.left.get(step.path, _NOBODY) | state
                state = _NOBODY
        return state

    def _saved(self, step: Saves, state: _State) -> _State:
        for name, value in step.constants.items():
            item = self._names[name]
            state = (state & ~item.all) | item.saved_as(value)
        for name in step.others:
            item = self._names[name]
            state = (state & ~item.all) | item.any
        return state

    def _chosen(self, step: Chooses, state: _State, items: frozenset[str], asked: frozenset[str]) -> _State:
        expression = parse_expression(step.expression).expression
        if expression is None:
            return self.steps(step.then, state, items, asked) | self.steps(step.otherwise, state, items, asked)
        self._test(step, expression, state, items)
        holds, fails = self._split(expression, state, items)
        names = asked.union(reading.name.parts[0] for reading in readings(expression))
        then = self.steps(step.then, holds, items, names)
        return then | self.steps(step.otherwise, fails, items, names if type(expression) is Both else asked)

    def _repeated(self, step: Repeats, state: _State, items: frozenset[str], asked: frozenset[str]) -> _State:
        expression = parse_expression(step.expression).expression
        if expression is not None:
            self._test(step, expression, state, items)
            if not self._may_be_list(expression, state, items):
                return state
        inside = items | {step.name}
        readings, self._readings = self._readings, None
        while (grown := state | self.steps(step.steps, state, inside, asked)) != state:
            state = grown
        self._readings = readings
        if readings is not None:
            self.steps(step.steps, state, inside, asked)
        return state

    def _may_be_list(self, expression: Expression, state: _State, items: frozenset[str]) -> bool:
        """Whether a loop may run: what is written down is no list, and neither is what most filters make."""
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

    def _split(self, expression: Expression, state: _State, items: frozenset[str]) -> tuple[_State, _State]:
        """In which states the expression may hold, and in which it may not."""
        if type(expression) is Not:
            holds, fails = self._split(expression.inner, state, items)
            return fails, holds
        if type(expression) is Both or type(expression) is Either:
            decided, going_on = _NOBODY, state
            for part in expression.parts:
                holds, fails = self._split(part, going_on, items)
                going_on, out = (holds, fails) if type(expression) is Both else (fails, holds)
                decided |= out
            return (going_on, decided) if type(expression) is Both else (decided, going_on)
        roots = {reading.name.parts[0] for reading in readings(expression)}
        if len(roots) > 1 or not roots.isdisjoint(items) or not roots.isdisjoint(BUILT_IN):
            return state, state
        if not roots or (root := roots.pop()) not in self._names:
            return (state, _NOBODY) if is_true(expression.value({})) else (_NOBODY, state)
        name = self._names[root]
        holds = fails = state & name.any
        for bit, scope in ((name.unsaved, {}), *((bit, {root: value}) for bit, value in name.constants)):
            if state & bit:
                if is_true(expression.value(scope)):
                    holds |= bit
                else:
                    fails |= bit
        rest = state & ~name.all
        return rest | holds if holds else _NOBODY, rest | fails if fails else _NOBODY

    def _read(self, step: Reads, state: _State, items: frozenset[str], asked: frozenset[str]) -> None:
        if self._readings is not None:
            for written, filled in step.names:
                self._note(step, written.partition(".")[0], state, items, tested=filled, asked=asked)

    def _test(self, step: Chooses | Repeats, expression: Expression, state: _State, items: frozenset[str]) -> None:
        if self._readings is not None:
            for reading in readings(expression):
                self._note(step, reading.name.parts[0], state, items, tested=True)

    def _note(
        self,
        step: Step,
        name: str,
        state: _State,
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


def _path(
    before: Mapping[tuple[int, _State], tuple[tuple[int, _State], Edge] | None], last: tuple[int, _State]
) -> list[Hop]:
    path: list[Hop] = []
    while (link := before[last]) is not None:
        last, edge = link
        path.append((last[0], edge))
    return path[::-1]


def _names(steps: Steps) -> dict[str, _Values]:
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
    names: dict[str, _Values] = {}
    bit = 1
    for name in sorted(values):
        constants = values[name] if len(values[name]) <= _MOST_CONSTANTS else []
        width = 2 + len(constants)
        names[name] = _Values(
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
