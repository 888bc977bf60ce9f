"""What must stand in for the world, and be written, for a chat to take certain branches: found by trying.

A branch is decided by an expression over data. Data that a request brings are for the stub to say, and what a customer
writes is for the example to say; what is saved as a constant is as it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, NamedTuple

import msgspec

from routecfg.diff.matching import exact
from routecfg.engine import Asked, Branched, Looped
from routecfg.impact.branches import Wanted
from routecfg.impact.chats import PHOTO, Given, SampledWorld, Turn, Wishes, run
from routecfg.impact.data_samples import (
    DataPath,
    filters_behind,
    in_full,
    loop_items,
    names_of,
    paths_read,
    sample,
    with_value,
)
from routecfg.impact.likely import AS_IS, LISTS, values_of
from routecfg.impact.sides import Side
from routecfg.impact.variables import Variable, variable_at
from routecfg.templates import parse_expression, shown

MOST_TRIED: Final = 100
"""Values that are tried for one condition."""


_MOST_BEGUN: Final = 5_000
"""Beginnings of chats that are kept."""


class SampleData:
    """What requests bring where nothing else is wanted: all that is read on either side, in the trees that ask."""

    def __init__(self, sides: Sequence[Side]) -> None:
        self._sides = sides
        self._paths: dict[tuple[str, bool], frozenset[DataPath]] = {}
        self._filters: dict[str, Mapping[DataPath, frozenset[str]]] = {}
        self._samples: dict[tuple[str, str, bool], Any] = {}

    def __call__(self, save_as: str, place: str, sparse: bool) -> Any:
        """The sample for what is saved under a name, by a request of the tree to which the pointer leads.

        `sparse`: without values behind which a `default` stands.
        """
        key = (save_as, place.split("/")[2], sparse)
        if key not in self._samples:
            self._samples[key] = sample(save_as, self._paths_in(key[1], sparse), self._filters_in(key[1]))
        return self._samples[key]

    def _paths_in(self, tree: str, sparse: bool) -> frozenset[DataPath]:
        key = (tree, sparse)
        if key not in self._paths:
            found = (paths_read(each, needed=sparse) for side in self._sides for each in side.decisions(tree).values())
            self._paths[key] = frozenset().union(*found)
        return self._paths[key]

    def _filters_in(self, tree: str) -> Mapping[DataPath, frozenset[str]]:
        if tree not in self._filters:
            decisions = (decision for side in self._sides for decision in side.decisions(tree).values())
            self._filters[tree] = filters_behind(decisions)
        return self._filters[tree]


class Script(NamedTuple):
    """A chat to be run: what the customer does, what stands in, and what must come out how, each with its turn.

    `chosen` are the steps that a condition asks for: with other words it comes out otherwise.
    """

    steps: tuple[Given, ...]
    wishes: Wishes
    wanted: tuple[tuple[int, Wanted], ...] = ()
    chosen: frozenset[int] = frozenset()

    @property
    def chosen_last(self) -> bool:
        """Whether a condition asks for the last step."""
        return len(self.steps) - 1 in self.chosen


class Talk:
    """Who writes where, on one side. Chats that begin alike are run once as far as they do."""

    def __init__(self, side: Side, line: str, language: str | None, samples: SampleData) -> None:
        """`language` is what the host says of every message; None: nothing."""
        self.side, self.line, self.language = side, line, language
        self._samples = samples
        self._begun: dict[tuple[bytes, tuple[Given, ...]], tuple[Turn, ...]] = {}

    def in_language(self, language: str) -> "Talk":
        """The same talk with a customer of whom the host says this language."""
        return Talk(self.side, self.line, language, self._samples)

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
            world, contact = self.world(script.wishes), script.wishes.contact
            turns += tuple(run(self.side.loaded, self.line, self.language, world, rest, after, contact))
            if len(self._begun) > _MOST_BEGUN:
                self._begun.clear()
            for count in range(begun + 1, len(steps) + 1):
                self._begun[wishes, steps[:count]] = turns[:count]
        return turns


def arranged(talk: Talk, script: Script, other: Talk | None = None) -> Script | Wanted:
    """The script with a world, and messages, such that all that is wanted comes out; else the first that does not.

    `other` is the other side, for what has to come out there.
    """
    for count, (turn, wanted) in enumerate(script.wanted, 1):
        if _met(talk, other, script, count):
            continue
        for tried in _attempts(talk, script, turn, wanted):
            if _met(talk, other, tried, count):
                script = tried
                break
        else:
            return wanted
    return script


def _met(talk: Talk, other: Talk | None, script: Script, count: int) -> bool:
    """Whether the first things that are wanted come out."""
    turns = talk.run(script)
    for turn, wanted in script.wanted[:count]:
        if not _comes_out(turns[turn], wanted):
            return False
        if wanted.against is not None and other is not None and not _comes_out(other.run(script)[turn], wanted.against):
            return False
    return True


def _comes_out(turn: Turn, wanted: Wanted) -> bool:
    for event in turn.events:
        if event.place == wanted.place:
            if isinstance(event, Branched) and event.then == wanted.holds:
                return True
            if isinstance(event, Looped) and (event.count > 0) == wanted.holds:
                return True
    return False


def _attempts(talk: Talk, script: Script, turn: int, wanted: Wanted) -> Iterator[Script]:
    """The script with other values of what the expression reads, and that of the other side."""
    both = [wanted] if wanted.against is None else [wanted, wanted.against]
    expressions = [parsed for each in both if (parsed := parse_expression(each.expression).expression) is not None]
    turns = talk.run(script)
    _, tree, _, name, *_ = wanted.place.strip("/").split("/")
    decision = talk.side.decision(("decisions", name, tree))
    items = loop_items(decision.actions) if decision is not None else {}
    values: dict[Variable, list[Any]] = {}
    for path in dict.fromkeys(tuple(each.parts) for expression in expressions for each in names_of(expression)):
        variable = variable_at(talk.side, turns, turn, in_full(path, items))
        if variable is not None:
            values.setdefault(variable, LISTS if wanted.loop else values_of(expressions, path))
    if not values:
        return
    for positions in islice(_nearest_first([len(each) for each in values.values()]), MOST_TRIED):
        tried = script
        for (variable, likely), position in zip(values.items(), positions, strict=True):
            if likely[position] is not AS_IS:
                tried = _with(talk, tried, turns, variable, likely[position])
        yield tried


def _nearest_first(lengths: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Each choice of positions in lists of these lengths; the nearer to the beginnings of all lists, the earlier."""
    for total in range(sum(lengths) - len(lengths) + 1):
        yield from _positions(lengths, total)


def _positions(lengths: Sequence[int], total: int) -> Iterator[tuple[int, ...]]:
    if len(lengths) == 1:
        if total < lengths[0]:
            yield (total,)
        return
    for position in range(min(lengths[0], total + 1)):
        for others in _positions(lengths[1:], total - position):
            yield (position, *others)


def _with(talk: Talk, script: Script, turns: Sequence[Turn], variable: Variable, value: Any) -> Script:
    if variable.step >= 0:
        steps = list(script.steps)
        steps[variable.step] = _step_with(steps[variable.step], variable, value)
        return script._replace(steps=tuple(steps), chosen=script.chosen | {variable.step})
    if variable.root == "contact":
        contact = msgspec.structs.replace(script.wishes.contact, **{variable.path[0]: shown(value)})
        return script._replace(wishes=script.wishes._replace(contact=contact))
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


def _step_with(given: Given, variable: Variable, value: Any) -> Given:
    """A step in which the customer writes or sends something else; the same if nobody can write such a value."""
    if variable.root == "attachments":
        title = value if isinstance(value, str) and variable.path[1:] == ("title",) else PHOTO
        return given._replace(kind="send", text=title) if value else given
    if isinstance(value, list):
        # what fits an answer, a number for example, mostly does so when it is longer
        text = (given.text * len(value))[: len(value)]
    else:
        text = "" if isinstance(value, bool) else shown(value)
    return given._replace(kind="say", text=text) if text else given
