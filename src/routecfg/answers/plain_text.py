"""A text that a part of a pattern most likely fits: the shortest way through it, assertions left out of account."""

from functools import lru_cache
from typing import Final

from routecfg.answers.alphabet import Alphabet
from routecfg.answers.characters import Ranges
from routecfg.answers.syntax import Characters, Choice, Part, Repeat, Sequence

_MOST: Final = 64
"""Repetitions that are written out."""


def plain_text(part: Part) -> str:
    """The text; whoever needs to know tries whether the pattern fits it. Of a set each character is used in turn."""
    return "".join(_Writer().write(part))


class _Writer:
    def __init__(self) -> None:
        self._used: dict[Ranges, int] = {}

    def write(self, part: Part) -> list[str]:
        match part:
            case Characters(those):
                samples = samples_of(those)
                turn = self._used.get(those, 0)
                self._used[those] = turn + 1
                return [samples[turn % len(samples)]] if samples else []
            case Sequence(parts):
                return [text for piece in parts for text in self.write(piece)]
            case Choice(options):
                return self.write(min(options, key=_length))
            case Repeat(inner, least, _):
                return [text for _ in range(min(least, _MOST)) for text in self.write(inner)]
        return []


def _length(part: Part) -> int:
    match part:
        case Characters():
            return 1
        case Sequence(parts):
            return sum(map(_length, parts))
        case Choice(options):
            return min(map(_length, options))
        case Repeat(inner, least, _):
            return least * _length(inner) if least else 0
    return 0


@lru_cache(maxsize=1024)
def samples_of(those: Ranges) -> str:
    """The most readable characters of a set; none if it is empty."""
    if len(those) == 1 and those[0][0] == those[0][1]:
        return chr(those[0][0])
    alphabet = Alphabet((those,))
    mask = alphabet.mask(those)
    return next((letter.samples for number, letter in enumerate(alphabet.letters) if mask >> number & 1), "")
