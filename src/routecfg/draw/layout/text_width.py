"""How wide a text is drawn, and how it is broken or shortened to fit.

A picture is shown in whatever font the reader has. The widths are those of DejaVu Sans, among the widest of the usual
ones, so that a text fits in the others as well.
"""

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from routecfg.disclosure import shortened
from routecfg.screen import cells


class Font(NamedTuple):
    """A size in pixels. `percent` is how wide its letters are beside regular ones."""

    size: int
    percent: int = 100


TEXT: Final = Font(12)
NAME: Final = Font(11)
BOLD: Final = Font(13, 114)

_OTHER: Final = 68
"""Of a letter that is not listed, in hundredths of the size."""
_WIDER: Final = 36
"""How much more a letter takes that is two columns wide on a terminal."""


class _Widths(dict[str, int]):
    """Characters with their widths in hundredths of the size; what is not listed is worked out when it is met."""

    def __missing__(self, char: str) -> int:
        return self.setdefault(char, _OTHER + _WIDER * max(0, cells(char) - 1))


_WIDTHS: Final = _Widths(
    (char, width)
    for width, characters in (
        (28, "ijl'"),
        (34, " ,.:;|/\\I-"),
        (41, 'frt!()[]`"'),
        (53, "ckszvxyJL_?*"),
        (64, "abdeghnopqu0123456789FETYZ$^{}"),
        (79, "ABCDGHKNOPQRSUVX#<>=+~&w"),
        (100, "mMW@%…→"),
    )
    for char in characters
)
"""Whole numbers, so that every Python adds them up to the same picture."""

_ELLIPSIS: Final = _WIDTHS["…"]
_SPACE: Final = _WIDTHS[" "]


def width_of(text: str, font: Font) -> int:
    """The width of a line of text, in whole pixels, rounded up."""
    return -(-_units(text) * font.size * font.percent // 10_000)


@lru_cache(maxsize=8192)
def _units(text: str) -> int:
    return sum(map(_WIDTHS.__getitem__, text))


@lru_cache(maxsize=64)
def _room(font: Font, width: float) -> int:
    """How wide a text may be, in hundredths of the size, for `width_of` to be no more than this."""
    return int(width) * 10_000 // (font.size * font.percent)


def fitting(text: str, font: Font, width: float) -> str:
    """The text, shortened with an ellipsis if it is wider."""
    room = _room(font, width)
    if _units(text) <= room:
        return text
    ends = [*accumulate(map(_WIDTHS.__getitem__, text))]
    return shortened(text, max(1, min(1 + bisect_right(ends, room - _ELLIPSIS), len(text) - 1)))


def lines_of(text: str, font: Font, width: float, most: int) -> tuple[str, ...]:
    """The text as lines that fit, broken at spaces; at most so many, the last one shortened.

    A word that is longer than a line is broken where the line ends.
    """
    room = _room(font, width)
    lines: list[str] = []
    words = text.split()
    if most > 0 and words and _units(line := " ".join(words)) <= room:
        return (line,)
    while words and len(lines) < most - 1:
        count, wide = 1, _units(words[0])
        while count < len(words) and (wide := wide + _SPACE + _units(words[count])) <= room:
            count += 1
        line = fitting(" ".join(words[:count]), font, width)
        if line == " ".join(words[:count]):
            words = words[count:]
        else:
            line = line.removesuffix("…") or words[0][:1]
            words[0] = words[0][len(line) :]
        lines.append(line)
    return (*lines, fitting(" ".join(words), font, width)) if words else tuple(lines)
