"""What must stand in for the world, and be written, for a chat to take certain branches: found by trying.

A branch is decided by an expression over data. Data that a request brings are for the stub to say, and what a customer
writes is for the example to say; what is saved as a constant is as it is.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import Any, Final, NamedTuple

from routecfg.diff.matching import exact
from routecfg.engine import Asked, Branched, Looped, Received, Saved
from routecfg.impact.branches import Wanted
from routecfg.impact.chats import Given, SampledWorld, Turn, Wishes, run
from routecfg.impact.data_samples import DataPath, in_full, loop_items, names_of, paths_read, sample, with_value
from routecfg.impact.sides import Side
from routecfg.templates import (
    Both,
    Comparison,
    Either,
    Expression,
    Filtered,
    Items,
    Literal,
    Not,
    parse_expression,
)

MOST_TRIED: Final = 60
"""Values that are tried for one condition."""


_MOST_BEGUN: Final = 5_000
"""Beginnings of chats that are kept."""


class SampleData:
    """What requests bring where nothing else is wanted: all that is read on either side, in the trees that ask."""

    def __init__(self, sides: Sequence[Side]) -> None:
        self._sides = sides
        self._paths: dict[tuple[str, bool], frozenset[DataPath]] = {}
        self._samples: dict[tuple[str, str, bool], Any] = {}

    def __call__(self, save_as: str, place: str, sparse: bool) -> Any:
        """The sample for what is saved under a name, by a request of the tree to which the pointer leads.

        `sparse`: without values behind which a `default` stands.
        """
        key = (save_as, place.split("/")[2], sparse)
        if key not in self._samples:
            self._samples[key] = sample(save_as, self._paths_in(key[1], sparse))
        return self._samples[key]

    def _paths_in(self, tree: str, sparse: bool) -> frozenset[DataPath]:
        key = (tree, sparse)
        if key not in self._paths:
            found = (paths_read(each, needed=sparse) for side in self._sides for each in side.decisions(tree).values())
            self._paths[key] = frozenset().union(*found)
        return self._paths[key]


class Script(NamedTuple):
    """A chat to be run: what the customer does, what stands in, and what must come out how, each with its turn."""

    steps: tuple[Given, ...]
    wishes: Wishes
    wanted: tuple[tuple[int, Wanted], ...] = ()


class Talk:
    """Who writes where, on one side. Chats that begin alike are run once as far as they do."""

    def __init__(self, side: Side, line: str, language: str | None, samples: SampleData) -> None:
        """`language` is what the host says of every message; None: nothing."""
        self.side, self.line, self.language = side, line, language
        self._samples = samples
        self._begun: dict[tuple[bytes, tuple[Given, ...]], tuple[Turn, ...]] = {}

    def world(self, wishes: Wishes) -> SampledWorld:
        """A world in which wishes come true."""
        return SampledWorld(wishes, self._samples)

    def sample(self, save_as: str, place: str, wishes: Wishes) -> Any:
        """What a request brings of which nothing is wished."""
        return None if wishes.nothing else self._samples(save_as, place, wishes.sparse)

    def run(self, script: Script) -> tuple[Turn, ...]:
        """The turns of a script."""
        wishes, steps = exact(script.wishes), script.steps
        turns: tuple[Turn, ...] = ()
        for count in range(len(steps), 0, -1):
            turns = self._begun.get((wishes, steps[:count]), ())
            if turns:
                break
        if len(turns) < len(steps):
            after = turns[-1].state if turns else None
            rest = steps[len(turns) :]
            begun = len(turns)
            turns += tuple(run(self.side.loaded, self.line, self.language, self.world(script.wishes), rest, after))
            if len(self._begun) > _MOST_BEGUN:
                self._begun.clear()
            for count in range(begun + 1, len(steps) + 1):
                self._begun[wishes, steps[:count]] = turns[:count]
        return turns


def arranged(talk: Talk, script: Script) -> Script | Wanted:
    """The script with a world, and messages, such that all that is wanted comes out; else the first that does not."""
    for count, (turn, wanted) in enumerate(script.wanted, 1):
        if _met(talk.run(script), script.wanted[:count]):
            continue
        for tried in _attempts(talk, script, turn, wanted):
            if _met(talk.run(tried), script.wanted[:count]):
                script = tried
                break
        else:
            return wanted
    return script


def _met(turns: Sequence[Turn], wanted: Sequence[tuple[int, Wanted]]) -> bool:
    return all(_comes_out(turns[turn], each) for turn, each in wanted)


def _comes_out(turn: Turn, wanted: Wanted) -> bool:
    for event in turn.events:
        if event.place == wanted.place:
            if isinstance(event, Branched) and event.then == wanted.holds:
                return True
            if isinstance(event, Looped) and (event.count > 0) == wanted.holds:
                return True
    return False


def _attempts(talk: Talk, script: Script, turn: int, wanted: Wanted) -> Iterator[Script]:
    """The script with other values of what the expression reads."""
    expression = parse_expression(wanted.expression).expression
    if expression is None:
        return
    turns = talk.run(script)
    _, tree, _, name, *_ = wanted.place.strip("/").split("/")
    decision = talk.side.decision(("decisions", name, tree))
    items = loop_items(decision.actions) if decision is not None else {}
    free = [
        variable
        for path in dict.fromkeys(tuple(each.parts) for each in names_of(expression))
        if (variable := _variable(turns, turn, in_full(path, items))) is not None
    ]
    values = likely_values(expression, wanted)
    for chosen in islice(product(values, repeat=len(free)), MOST_TRIED) if free else ():
        tried = script
        for variable, value in zip(free, chosen, strict=True):
            tried = _with(talk, tried, turns, variable, value)
        yield tried


class _Variable(NamedTuple):
    """Something that can be chosen: a part of what a request brings (`root`, `path`), or the words of a step."""

    root: str
    path: DataPath
    step: int = -1


def _variable(turns: Sequence[Turn], turn: int, path: DataPath) -> _Variable | None:
    root = path[0]
    if root == "text":
        return _Variable("", (), turn)
    for number in range(turn, -1, -1):
        for event in reversed(turns[number].events):
            if isinstance(event, Asked) and event.save_as == root:
                return _Variable(root, path[1:])
            if isinstance(event, Saved) and event.name == root:
                said = next((each.text for each in turns[number].events if isinstance(each, Received)), None)
                if "save_data" in event.place and event.value == said and said:
                    return _Variable("", (), number)
                if "save_data" in event.place:
                    return None
    return None


def _with(talk: Talk, script: Script, turns: Sequence[Turn], variable: _Variable, value: Any) -> Script:
    if variable.step >= 0:
        if not isinstance(value, str) or not value:
            return script
        steps = list(script.steps)
        steps[variable.step] = steps[variable.step]._replace(kind="say", text=value)
        return script._replace(steps=tuple(steps))
    values = dict(script.wishes.values)
    if variable.root not in values:
        place = next(
            event.place
            for turn in turns
            for event in turn.events
            if isinstance(event, Asked) and event.save_as == variable.root
        )
        values[variable.root] = talk.sample(variable.root, place, script.wishes)
    values[variable.root] = with_value(values[variable.root], variable.path, value)
    return script._replace(wishes=script.wishes._replace(values=values))


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
