"""What is proved about patterns: do they fit everything, does one contain another, do two overlap.

Each proof gives a message that shows it, the shortest and most readable, or None if no message does; or `UNDECIDED`, if
that is over a bound or a pattern cannot be read. Messages are whole: what stands around them is cut off, and they are
not empty. Each message that is given was tried with RE2.
"""

from collections import deque
from collections.abc import Callable, Sequence
from enum import Enum
from functools import lru_cache
from typing import Final, TypeAlias

from routecfg.answers.alphabet import Alphabet
from routecfg.answers.automaton import FOUND, Machine, Program, TooLarge, program
from routecfg.answers.core import core, core_words, may_stand_in
from routecfg.answers.pattern_set import fits
from routecfg.answers.plain_text import plain_text
from routecfg.answers.reading import read
from routecfg.answers.written_pattern import written

MOST_STATES: Final = 2000
"""States that one proof looks at. A pattern that people write needs some dozens."""


class Undecided(Enum):
    """What is said of a question that is over a bound."""

    UNDECIDED = "undecided"


UNDECIDED: Final = Undecided.UNDECIDED

Shown: TypeAlias = str | Undecided | None
"""A message that shows something, None if there is none, or that nobody knows."""

_PROBES: Final = ("a", "1", "?", "Ž", "!!", "ano prosím", "0 0")


@lru_cache(maxsize=4096)
def example(pattern: str) -> Shown:
    """A message that a pattern fits; None if it fits none."""
    part = read(pattern)
    text = "" if part is None else plain_text(part).strip()
    if text and fits(pattern, text):
        return text
    return _shortest((pattern,), lambda fitting: fitting[0], lambda text: fits(pattern, text))


@lru_cache(maxsize=4096)
def unfitted(pattern: str, *, in_one_line: bool = False) -> Shown:
    """A message that a pattern does not fit, if wanted one without a line break; None if it fits all."""
    for probe in _PROBES:
        if not fits(pattern, probe):
            return probe
    return _shortest(
        (pattern,),
        lambda fitting: not fitting[0],
        lambda text: not fits(pattern, text),
        in_one_line=in_one_line,
        never=(0,),
    )


def fits_everything(pattern: str) -> bool:
    """Whether a pattern certainly fits every message of one line, and so almost all that customers write."""
    return unfitted(pattern, in_one_line=True) is None


@lru_cache(maxsize=65536)
def beyond(pattern: str, other: str) -> Shown:
    """A message that `other` fits and `pattern` does not; None if `pattern` contains it: it fits whatever that fits."""
    if pattern == other:
        return None
    shown = example(other)
    texts: list[str] = [shown] if isinstance(shown, str) else []
    for text in [*texts, *(core_words(other) or ())]:
        if fits(other, text) and not fits(pattern, text) and text == text.strip() != "":
            return text
    return _shortest(
        (pattern, other),
        lambda fitting: fitting[1] and not fitting[0],
        lambda text: fits(other, text) and not fits(pattern, text),
        never=(0,),
    )


@lru_cache(maxsize=65536)
def shared(pattern: str, other: str) -> Shown:
    """A message of which both patterns mean the same part.

    Two words may always stand in one message, and nobody is surprised. So the message is all that one of the patterns
    asks for, without anything that it merely allows, and the other fits it.
    """
    shown = _within(pattern, other)
    return _within(other, pattern) if shown is None else shown


def _within(pattern: str, other: str) -> Shown:
    """A message that is the core of one pattern, and that another fits."""
    programs = (_program(pattern, core_alone=True), _program(other))
    if programs[0] is None or programs[1] is None:
        return UNDECIDED
    if not may_stand_in(other, pattern):
        return None
    words = core_words(pattern)
    if words is not None:
        whatever_case = _in_any_case(other)
        if not any(fits(whatever_case, word) for word in words):
            return None
        shown = next((word for word in words if fits(other, word) and fits(pattern, word)), None)
        if shown is not None or whatever_case == other:
            return shown
    alphabet = Alphabet((*programs[0].sets, *programs[1].sets))
    machines = (Machine(programs[0], alphabet, anywhere=False), Machine(programs[1], alphabet))
    return _search(machines, alphabet, all, lambda text: fits(pattern, text) and fits(other, text))


def _in_any_case(pattern: str) -> str:
    """A pattern that fits all that this one fits, and the same in capital or small letters."""
    body, flags = written(pattern)
    if "i" in flags:
        return pattern
    return "/.*/s" if "(?" in body else f"/{body}/{flags}i"  # what is set inside holds there


@lru_cache(maxsize=4096)
def _program(pattern: str, *, core_alone: bool = False) -> Program | None:
    """The program of a pattern, or of its core; None if it cannot be read, or is too large."""
    part = read(pattern)
    if part is None:
        return None
    try:
        return program(core(part) if core_alone else part)
    except TooLarge:
        return None


def _shortest(
    patterns: tuple[str, ...],
    wanted: Callable[[Sequence[bool]], bool],
    holds: Callable[[str], bool],
    *,
    in_one_line: bool = False,
    never: tuple[int, ...] = (),
) -> Shown:
    programs: list[Program] = []
    for pattern in patterns:
        steps = _program(pattern)
        if steps is None:
            return UNDECIDED
        programs.append(steps)
    alphabet = Alphabet(those for each in programs for those in each.sets)
    machines = [Machine(each, alphabet) for each in programs]
    return _search(machines, alphabet, wanted, holds, in_one_line=in_one_line, never=never)


def _search(
    machines: Sequence[Machine],
    alphabet: Alphabet,
    wanted: Callable[[Sequence[bool]], bool],
    holds: Callable[[str], bool],
    *,
    in_one_line: bool = False,
    never: tuple[int, ...] = (),
) -> Shown:
    """The shortest text at whose end what is `wanted` is true of which machines fit.

    `never` names machines that must not fit: where they have found something, nothing more is to be seen. `holds` tries
    the text that was found.
    """
    letters = [
        (number, letter) for number, letter in enumerate(alphabet.letters) if not (in_one_line and letter.newline)
    ]
    came: _Came = {_BEGINNING: (_BEGINNING, 0)}
    waiting = deque([_BEGINNING])
    while waiting:
        here = waiting.popleft()
        states = here or tuple(machine.start for machine in machines)
        alive = -1
        for place, machine in enumerate(machines):
            if place not in never:
                alive &= machine.alive(states[place])
        for number, letter in letters:
            if not alive >> number & 1 or (letter.around and here is _BEGINNING):
                continue
            there = _together(machines, states, number, never)
            if there is None:
                continue
            if there not in came:
                if len(came) > MOST_STATES:
                    return UNDECIDED
                came[there] = (here, number)
                waiting.append(there)
            if not letter.around and wanted(
                [machine.fits(state) for machine, state in zip(machines, there, strict=True)]
            ):
                text = _text([*_numbers(came, here), number], alphabet)
                return text if holds(text) else UNDECIDED
    return None


def _together(machines: Sequence[Machine], states: "_States", letter: int, never: tuple[int, ...]) -> "_States | None":
    """The states after one more letter; None if what is wanted can no longer be."""
    there: list[int] = []
    for place, machine in enumerate(machines):
        state = machine.after(states[place], letter)
        if state == FOUND if place in never else machine.hopeless(state):
            return None
        there.append(state)
    return tuple(there)


_States: TypeAlias = tuple[int, ...]
_Came: TypeAlias = dict[_States, tuple[_States, int]]
"""From which states, and by which letter, others were reached first."""

_BEGINNING: Final[_States] = ()
"""Where nothing is read yet. The states may be those of a later place, where a space may follow."""


def _numbers(came: _Came, here: _States) -> list[int]:
    """The letters that lead from the beginning to these states."""
    numbers: list[int] = []
    while here is not _BEGINNING:
        here, number = came[here]
        numbers.append(number)
    return numbers[::-1]


def _text(numbers: Sequence[int], alphabet: Alphabet) -> str:
    """A text of these letters, each with its characters in turn."""
    used: dict[int, int] = {}
    text = []
    for number in numbers:
        samples = alphabet.letters[number].samples
        turn = used.get(number, 0)
        used[number] = turn + 1
        text.append(samples[turn % len(samples)])
    return "".join(text)
