"""What a pattern costs an engine that goes back and tries again, as most engines do.

RE2, which runs patterns here, takes as long as a message is long, whatever the pattern. An engine that backtracks may
take twice as long for each letter more. Whether it does is not guessed: a small engine of that sort is run on a message
and its steps are counted.
"""

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from routecfg.answers.characters import WORD, Ranges
from routecfg.answers.pattern_set import fits
from routecfg.answers.plain_text import plain_text, samples_of
from routecfg.answers.reading import read
from routecfg.answers.syntax import Assertion, Characters, Choice, Part, Repeat, Sequence

_TIMES: Final = ((6, 12), (4, 9), (3, 6))
"""How often a text is repeated when steps are counted; less often where that takes too many."""

_GROWTH: Final = 20
"""Steps for the longer text, by those for the shorter: 16 where they grow with the fourth power of the length."""

_SHOWN: Final = 30
"""Characters of the repeated text in the message that is shown: an engine that backtracks takes minutes for it."""

_MOST_STEPS: Final = 2_000
"""For the shorter text; where a pattern needs more, a still shorter one is tried."""

_MOST_STEPS_IN_ALL: Final = 60_000
"""For all texts that are tried with a pattern: 0.1 s. What has not been found by then is not looked for any further."""

_MOST_TEXTS: Final = 8
_ENDS: Final = ("!", "?", "1", "", "\n!")
"""What may stand at the end so that the pattern does not fit after all."""


@lru_cache(maxsize=4096)
def attack(pattern: str) -> str | None:
    """A message for which an engine that backtracks takes hopelessly long; None if none is known."""
    part = read(pattern)
    if part is None:
        return None
    budget = _Budget()
    for before, inner in _loops(part, ""):
        for text in dict.fromkeys(_texts(inner)):
            repeated = text * (_SHOWN // len(text) if text else 0)
            made = (f"{before}{repeated}{end}".strip() for end in _ENDS)
            unfit = next((message for message in made if repeated and not fits(pattern, message)), None)
            if unfit is not None and budget.explodes(part, before, text, unfit[len(before) + len(repeated) :]):
                return unfit
    return None


class _Budget:
    """The steps that are left for a pattern."""

    def __init__(self) -> None:
        self._left = _MOST_STEPS_IN_ALL

    def explodes(self, part: Part, before: str, text: str, end: str) -> bool:
        """Whether the steps grow out of proportion as a text is repeated; not if too few are left to see it."""
        for few, many in _TIMES:
            steps = self._steps(part, f"{before}{text * few}{end}", _MOST_STEPS)
            if steps is not None:
                most = _GROWTH * steps
                return most <= self._left and self._steps(part, f"{before}{text * many}{end}", most) is None
        return False

    def _steps(self, part: Part, text: str, most: int) -> int | None:
        """How many steps an engine that backtracks makes until it gives up, or finds the part; None if more than
        `most`, or than are left."""
        engine = _Engine(text, min(most, self._left))
        try:
            for start in range(len(text) + 1):
                if engine.run(part, start, lambda _: True):
                    break
        except (_TooManyStepsError, RecursionError):
            self._left -= min(engine.made, self._left)
            return None
        self._left -= engine.made
        return engine.made


def _loops(part: Part, before: str) -> Iterator[tuple[str, Part]]:
    """Parts that are repeated without end and can be read in several ways, with a text that may stand before each."""
    match part:
        case Sequence(parts):
            for piece in parts:
                yield from _loops(piece, before)
                before += plain_text(piece)
        case Choice(options):
            for option in options:
                yield from _loops(option, before)
        case Repeat(inner, least, most):
            if (most is None or most - least > _TIMES[0][1]) and _varies(inner):
                yield before, inner
            yield from _loops(inner, before)


def _varies(part: Part) -> bool:
    match part:
        case Sequence(parts):
            return any(map(_varies, parts))
        case Choice(options):
            return not all(isinstance(option, Characters) for option in options)  # engines make one set of these
        case Repeat(inner, least, most):
            return least != most or _varies(inner)
    return False


def _texts(part: Part) -> list[str]:
    """Some short texts that a part fits, assertions left out of account."""
    match part:
        case Characters(those):
            return [samples_of(those)[0]] if those else []
        case Sequence(parts):
            found = [""]
            for piece in parts:
                found = [text + more for text in found for more in _texts(piece)][:_MOST_TEXTS]
            return found
        case Choice(options):
            return [text for option in options for text in _texts(option)][:_MOST_TEXTS]
        case Repeat(inner, least, _):
            return list(dict.fromkeys((*(_texts(inner) if least < 2 else ()), plain_text(part))))[:_MOST_TEXTS]
    return [""]


class _TooManyStepsError(Exception):
    """The engine has made as many steps as it may."""


class _Engine:
    """Tries all ways in which a part may fit, one after the other, and counts the steps."""

    def __init__(self, text: str, most: int) -> None:
        self._text = text
        self._most = most
        self.made = 0

    def run(self, part: Part, here: int, then: Callable[[int], bool]) -> bool:
        """Whether the part fits at a place, and `then` holds for the place behind it."""
        self.made += 1
        if self.made > self._most:
            raise _TooManyStepsError
        match part:
            case Characters(those):
                return here < len(self._text) and _is_among(self._text[here], those) and then(here + 1)
            case Assertion():
                return self._holds(part, here) and then(here)
            case Sequence(parts):
                return self._sequence(parts, 0, here, then)
            case Choice(options):
                return any(self.run(option, here, then) for option in options)
            case Repeat(inner, least, most):
                return self._repeat(inner, least, most, here, then)

    def _sequence(self, parts: tuple[Part, ...], at: int, here: int, then: Callable[[int], bool]) -> bool:
        if at == len(parts):
            return then(here)
        return self.run(parts[at], here, lambda behind: self._sequence(parts, at + 1, behind, then))

    def _repeat(self, inner: Part, least: int, most: int | None, here: int, then: Callable[[int], bool]) -> bool:
        def once_more(behind: int) -> bool:
            if behind == here and least <= 0:  # nothing was read: no engine goes round for ever
                return False
            return self._repeat(inner, least - 1, None if most is None else most - 1, behind, then)

        if (most is None or most > 0) and self.run(inner, here, once_more):
            return True
        return least <= 0 and then(here)

    def _holds(self, part: Assertion, here: int) -> bool:
        before, behind = self._text[here - 1 : here] if here else "", self._text[here : here + 1]
        match part.where:
            case "text begins":
                return not before
            case "text ends":
                return not behind
            case "line begins":
                return before in ("", "\n")
            case "line ends":
                return behind in ("", "\n")
            case "word edge":
                return _is_word(before) != _is_word(behind)


def _is_word(character: str) -> bool:
    return character != "" and _is_among(character, WORD)


def _is_among(character: str, those: Ranges) -> bool:
    at = bisect_right(those, (ord(character), sys.maxunicode))
    return at > 0 and ord(character) <= those[at - 1][1]
