"""Sets of characters, as patterns name them.

A set is ranges of code points, first and last included, in order and apart from each other. Halves of surrogate pairs
are in none: no message holds one.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, TypeAlias

Ranges: TypeAlias = tuple[tuple[int, int], ...]

EVERY: Final[Ranges] = ((0, 0xD7FF), (0xE000, 0x10FFFF))
NEWLINE: Final[Ranges] = ((10, 10),)
DIGITS: Final[Ranges] = ((48, 57),)
WORD: Final[Ranges] = ((48, 57), (65, 90), (95, 95), (97, 122))
r"""What `\w` and `\b` take for the characters of words: those of ASCII."""

AROUND: Final[Ranges] = (
    (0x09, 0x0D),
    (0x1C, 0x20),
    (0x85, 0x85),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
)
"""What is cut off at both ends of a message before it is looked at."""

NAMED: Final[dict[str, Ranges]] = {
    "alnum": ((48, 57), (65, 90), (97, 122)),
    "alpha": ((65, 90), (97, 122)),
    "ascii": ((0, 127),),
    "blank": ((9, 9), (32, 32)),
    "cntrl": ((0, 31), (127, 127)),
    "digit": DIGITS,
    "graph": ((33, 126),),
    "lower": ((97, 122),),
    "print": ((32, 126),),
    "punct": ((33, 47), (58, 64), (91, 96), (123, 126)),
    "space": ((9, 13), (32, 32)),
    "upper": ((65, 90),),
    "word": WORD,
    "xdigit": ((48, 57), (65, 70), (97, 102)),
}
"""Between `[:` and `:]`."""

SHORT: Final[dict[str, Ranges]] = {"d": DIGITS, "s": ((9, 10), (12, 13), (32, 32)), "w": WORD}
"""Behind a backslash; the capital letter means all others."""

_CASED: Final = (
    (0xB5, 0x590),
    (0x10A0, 0x1100),
    (0x13A0, 0x1400),
    (0x1C80, 0x1CC0),
    (0x1D79, 0x2000),
    (0x2126, 0x2185),
    (0x24B6, 0x24EA),
    (0x2C00, 0x2D2E),
    (0xA640, 0xA800),
    (0xAB53, 0xABC0),
    (0xFB05, 0xFB07),
    (0xFF21, 0xFF5B),
    (0x10400, 0x10600),
    (0x10C80, 0x10D00),
    (0x10D50, 0x10D90),
    (0x118A0, 0x118E0),
    (0x16E40, 0x16ED4),
    (0x1E900, 0x1E944),
)
"""Where the characters beyond ASCII stand that have capital and small forms, or may come to have them."""

_ASCII_FOLDS: Final = {ord("k"): (0x212A,), ord("s"): (0x17F,)}
"""The sign for kelvin is a `k`, and the long s an `s`, if case does not matter."""


def ranges(pairs: Iterable[tuple[int, int]]) -> Ranges:
    """A set of characters out of ranges in any order, which may overlap."""
    made: list[tuple[int, int]] = []
    for low, high in sorted(pairs):
        if made and low <= made[-1][1] + 1:
            made[-1] = (made[-1][0], max(made[-1][1], high))
        else:
            made.append((low, high))
    return tuple(made)


def others(those: Ranges) -> Ranges:
    """Every character that is not in the set."""
    left: list[tuple[int, int]] = []
    for first, last in EVERY:
        for low, high in those:
            if high < first or low > last:
                continue
            if low > first:
                left.append((first, low - 1))
            first = high + 1
        if first <= last:
            left.append((first, last))
    return tuple(left)


def size(those: Ranges) -> int:
    """How many characters are in a set."""
    return sum(high - low + 1 for low, high in those)


def either_case(those: Ranges) -> Ranges:
    """The set with the capital and small forms of all its characters."""
    if those == EVERY:
        return those
    added: list[tuple[int, int]] = []
    for low, high in those:
        for first, last, shift in ((65, 90, 32), (97, 122, -32)):
            if low <= last and high >= first:
                added.append((max(low, first) + shift, min(high, last) + shift))
    folded = ranges((*those, *added))
    for letter, more in _ASCII_FOLDS.items():
        if any(low <= letter <= high for low, high in folded):
            added += ((each, each) for each in more)
    if folded and folded[-1][1] > 0x7F:
        forms = _forms()
        for low, high in folded:
            if high > 0x7F:
                area = range(max(low, 0x80), high + 1) if high - low < len(forms) else forms
                added += (
                    (each, each) for code in area if low <= code <= high and code in forms for each in forms[code]
                )
    return ranges((*those, *added))


@lru_cache(maxsize=1)
def _forms() -> dict[int, tuple[int, ...]]:
    """For each character beyond ASCII that has them: its other forms, capital or small."""
    alike: dict[int, set[int]] = {}
    for first, last in _CASED:
        for code in range(first, last):
            character = chr(code)
            for other in (character.lower(), character.upper(), character.title(), character.casefold()):
                if len(other) == 1 and other != character and ord(other) > 0x7F:
                    joined = alike.setdefault(code, {code}) | alike.setdefault(ord(other), {ord(other)})
                    for each in joined:
                        alike[each] = joined
    for letter, more in _ASCII_FOLDS.items():
        for each in more:
            alike[each] = {each, letter, letter - 32}
    for capital, small in _UNLIKE_PYTHON:
        alike[capital] = alike[small] = {capital, small}
    return {code: tuple(sorted(all_of - {code})) for code, all_of in alike.items()}


_UNLIKE_PYTHON: Final = ((0x1E9E, 0xDF), (0x1FD3, 0x390), (0x1FE3, 0x3B0), (0xFB06, 0xFB05))
"""Letters that are one if case does not matter, although Python writes their capital form with several letters."""


@lru_cache(maxsize=256)
def of_script(name: str) -> Ranges:
    r"""The characters of a class of Unicode, as `\p{Greek}` or `\PL` names it; RE2 is asked which ones they are."""
    import re2

    text = _all_characters()
    found: list[tuple[int, int]] = []
    for match in re2.compile(f"{name}+".encode()).finditer(text):
        stretch = match.group().decode()
        found.append((ord(stretch[0]), ord(stretch[-1])))
    return ranges(
        part
        for low, high in found
        for part in (((low, 0xD7FF), (0xE000, high)) if low < 0xD800 and high > 0xDFFF else ((low, high),))
    )


@lru_cache(maxsize=1)
def _all_characters() -> bytes:
    return "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000)))).encode()
