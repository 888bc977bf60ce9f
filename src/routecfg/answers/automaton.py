r"""Patterns as automata, made as far as a proof needs them.

Own code and not `interegular`: that reads the syntax of Python, takes `^`, `$` and `\b` for something else, makes
automata whole before anything is asked of them, and had its last release in 2024. Here a state knows what stood before
it, so that assertions mean what RE2 means by them, and only states that a proof gets to are made.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from routecfg.answers.alphabet import Alphabet, Letter
from routecfg.answers.characters import Ranges
from routecfg.answers.syntax import Assertion, Characters, Choice, Part, Repeat, Sequence, Where

_MOST_STEPS: Final = 4000

_START, _NEWLINE, _WORD, _OTHER, _END = range(5)
"""What stands before or behind a place in a text."""


class TooLarge(Exception):  # noqa: N818 - a bound is reached, nothing is wrong
    """A pattern, or what is asked about it, is over a bound."""


class Step(NamedTuple):
    """A step of a program: reads a character of `those`, or goes on where the text is like `where`, or else is the end.

    `then` are the steps that may follow, splits left out.
    """

    those: Ranges | None = None
    where: Where | None = None
    then: tuple[int, ...] = ()


class Program(NamedTuple):
    """A pattern as steps. `start` are those that it may begin with; the one at 0 is its end."""

    steps: tuple[Step, ...]
    start: tuple[int, ...]

    @property
    def sets(self) -> Iterable[Ranges]:
        """The sets of characters that it reads."""
        return (step.those for step in self.steps if step.those is not None)


def program(part: Part) -> Program:
    """The program of a pattern. Raises `TooLarge`."""
    writer = _Writer()
    start = writer.write(part, (0,))
    return Program(tuple(writer.steps), start)


class _Writer:
    """Writes the steps of a pattern from its end to its beginning."""

    def __init__(self) -> None:
        self.steps: list[Step] = [Step()]

    def write(self, part: Part, then: tuple[int, ...]) -> tuple[int, ...]:
        """The steps with which the part begins, if `then` follow it."""
        match part:
            case Characters(those):
                return self._step(Step(those, None, then)) if those else ()
            case Assertion(where):
                return self._step(Step(None, where, then))
            case Sequence(parts):
                for item in reversed(parts):
                    then = self.write(item, then)
                return then
            case Choice(options):
                return _joined(*(self.write(option, then) for option in options))
            case Repeat(inner, least, most):
                if most is None:
                    then = self._loop(inner, then)
                else:
                    behind = then
                    for _ in range(most - least):
                        then = _joined(self.write(inner, then), behind)
                for _ in range(least):
                    then = self.write(inner, then)
                return then

    def _loop(self, inner: Part, then: tuple[int, ...]) -> tuple[int, ...]:
        """The part any number of times. Its last steps lead to its first ones, which are known only afterwards."""
        mark = -1 - len(self.steps)
        began = len(self.steps)
        first = self.write(inner, (mark, *then))
        every = _joined(tuple(item for item in first if item != mark), then)
        for place in range(began, len(self.steps)):
            step = self.steps[place]
            if mark in step.then:
                self.steps[place] = step._replace(
                    then=_joined(*((item,) if item != mark else every for item in step.then))
                )
        return every

    def _step(self, step: Step) -> tuple[int, ...]:
        self.steps.append(step)
        if len(self.steps) > _MOST_STEPS:
            raise TooLarge
        return (len(self.steps) - 1,)


def _joined(*many: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(item for each in many for item in each))


FOUND: Final = 0
"""The state of a pattern that has been found: whatever follows, it fits."""


class Machine:
    """A program over an alphabet, as an automaton.

    `anywhere`: it is searched for, so the text may go on before and behind it; else it is the whole text.
    """

    def __init__(self, of: Program, alphabet: Alphabet, *, anywhere: bool = True) -> None:
        self._steps = of.steps
        self._anywhere = anywhere
        self._first = frozenset(of.start)
        self._asserts = any(step.where is not None for step in of.steps)
        self._masks = [0 if step.those is None else alphabet.mask(step.those) for step in of.steps]
        self._kinds = [_kind(letter) for letter in alphabet.letters]
        self._numbers: dict[tuple[frozenset[int], int], int] = {}
        self._states: list[tuple[frozenset[int], int]] = [(frozenset(), _OTHER)]
        self._after: list[dict[int, int]] = [dict.fromkeys(range(len(alphabet.letters)), FOUND)]
        self._fits: dict[int, bool] = {FOUND: True}
        self._alive: dict[int, int] = {}
        self.start = self._number(self._first, _START)

    def after(self, state: int, letter: int) -> int:
        """The state after one more letter."""
        known = self._after[state]
        if letter not in known:
            known[letter] = self._next(state, letter)
        return known[letter]

    def fits(self, state: int) -> bool:
        """Whether the pattern fits a text that ends here."""
        if state not in self._fits:
            self._fits[state] = 0 in self._closed(state, _END)
        return self._fits[state]

    def hopeless(self, state: int) -> bool:
        """Whether the pattern cannot fit any more, whatever follows; False if that is not seen at once."""
        return state != FOUND and not self._states[state][0]

    def alive(self, state: int) -> int:
        """Letters after which the pattern may still fit, as the bits of a number; it may be some too many."""
        if self._anywhere:
            return -1
        if state not in self._alive:
            steps = set(self._states[state][0])
            waiting = list(steps)
            letters = 0
            while waiting:
                step = waiting.pop()
                letters |= self._masks[step]
                if self._steps[step].where is not None:  # it may hold here
                    new = [each for each in self._steps[step].then if each not in steps]
                    steps.update(new)
                    waiting += new
            self._alive[state] = letters
        return self._alive[state]

    def _next(self, state: int, letter: int) -> int:
        steps = self._closed(state, self._kinds[letter])
        if self._anywhere and 0 in steps:
            return FOUND
        bit = 1 << letter
        then: set[int] = set()
        for step in steps:
            if self._masks[step] & bit:
                then.update(self._steps[step].then)
        if self._anywhere and (self._asserts or 0 not in then):
            then |= self._first
        if self._anywhere and not self._asserts and 0 in then:
            return FOUND
        return self._number(frozenset(then), self._kinds[letter])

    def _number(self, steps: frozenset[int], before: int) -> int:
        key = (steps, before if self._asserts else _OTHER)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._states)
            self._states.append(key)
            self._after.append({})
        return number

    def _closed(self, state: int, behind: int) -> frozenset[int] | set[int]:
        """The steps of a state with those that follow assertions which hold here."""
        steps, before = self._states[state]
        if not self._asserts:
            return steps
        closed = set(steps)
        waiting = [step for step in steps if self._steps[step].where is not None]
        while waiting:
            step = self._steps[waiting.pop()]
            if step.where is not None and _holds(step.where, before, behind):
                new = [item for item in step.then if item not in closed]
                closed.update(new)
                waiting += new
        return closed


def _kind(letter: Letter) -> int:
    return _NEWLINE if letter.newline else _WORD if letter.word else _OTHER


def _holds(where: Where, before: int, behind: int) -> bool:
    match where:
        case "text begins":
            return before == _START
        case "text ends":
            return behind == _END
        case "line begins":
            return before in (_START, _NEWLINE)
        case "line ends":
            return behind in (_END, _NEWLINE)
        case "word edge":
            return (before == _WORD) != (behind == _WORD)
