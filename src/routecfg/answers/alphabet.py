"""The characters that some patterns tell apart, so that a proof looks at a dozen letters and not at a million.

A *letter* stands for all characters that are in the same sets: whatever a pattern does with one of them, it does with
the others. For an example the most readable of them are taken.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from routecfg.answers.characters import AROUND, EVERY, NEWLINE, WORD, Ranges

_READABLE: Final = "abcdefghijklmnopqrstuvwxyz1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ .,-#!?:/+@_%&*=()'\"$;<>[]{}\\^`|~"
_RANK: Final = {ord(character): rank for rank, character in enumerate(_READABLE)}
_SAMPLES: Final = 10
"""Characters of a letter that examples use in turn: `123456` is easier to read than `111111`."""


class Letter(NamedTuple):
    """Characters that are not told apart. `around`: they are cut off at both ends of a message."""

    samples: str
    newline: bool
    word: bool
    around: bool


class Alphabet:
    """The letters that the sets make out of all characters; the most readable come first."""

    def __init__(self, sets: Iterable[Ranges]) -> None:
        every = list(dict.fromkeys((EVERY, NEWLINE, WORD, AROUND, *sets)))
        samples = {signature: _samples(part) for signature, part in _told_apart(every).items()}
        order = sorted(samples, key=lambda signature: _rank(samples[signature]))
        self.letters: list[Letter] = [
            Letter(samples[item], bool(item & 2), bool(item & 4), bool(item & 8)) for item in order
        ]
        self._masks = {
            those: sum(1 << number for number, signature in enumerate(order) if signature >> place & 1)
            for place, those in enumerate(every)
        }

    def mask(self, those: Ranges) -> int:
        """The letters that are in a set, as the bits of a number."""
        return self._masks[those]


def _told_apart(sets: list[Ranges]) -> dict[int, list[tuple[int, int]]]:
    """Ranges of characters by the sets in which they are, as the bits of a number; those in none are left out."""
    turns: dict[int, int] = {}
    for place, those in enumerate(sets):
        bit = 1 << place
        for low, high in those:
            turns[low] = turns.get(low, 0) ^ bit
            turns[high + 1] = turns.get(high + 1, 0) ^ bit
    parts: dict[int, list[tuple[int, int]]] = {}
    signature = before = 0
    for code in sorted(turns):
        if signature:
            parts.setdefault(signature, []).append((before, code - 1))
        signature ^= turns[code]
        before = code
    return parts


def _rank(samples: str) -> tuple[int, int]:
    code = ord(samples[0])
    return (_RANK[code], 0) if code in _RANK else (len(_RANK), code)


def _samples(part: list[tuple[int, int]]) -> str:
    plain = [code for low, high in part if low < 128 for code in range(low, min(high, 127) + 1) if code in _RANK]
    if plain:
        best = sorted(plain, key=_RANK.__getitem__)
        kind = _kind(best[0])
        return "".join(chr(code) for code in best if _kind(code) == kind)[:_SAMPLES]
    for low, high in part:
        for code in range(low, min(high, low + 200) + 1):
            if chr(code).isalpha():
                return chr(code)
    return chr(part[0][0])


def _kind(code: int) -> int:
    """Small letters, digits, capital letters, and each other character by itself."""
    character = chr(code)
    return 1 if character.islower() else 2 if character.isdigit() else 3 if character.isupper() else code
