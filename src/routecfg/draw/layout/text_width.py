"""How wide a text is drawn, and how it is broken or shortened to fit.

A picture is shown in whatever font the reader has. The widths are those of DejaVu Sans, among the widest of the usual
ones, so that a text fits in the others as well.
"""

from functools import lru_cache
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

_WIDTHS: Final = {
    char: width
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
}
"""In hundredths of the size. Whole numbers, so that every Python adds them up to the same picture."""
_OTHER: Final = 68
"""Of a letter that is not listed."""
_WIDER: Final = 36
"""How much more a letter takes that is two columns wide on a terminal."""


@lru_cache(maxsize=8192)
def width_of(text: str, font: Font) -> int:
    """The width of a line of text, in whole pixels, rounded up."""
    width = sum(_WIDTHS.get(char, _OTHER) for char in text)
    if not text.isascii():
        width += _WIDER * max(0, cells(text) - len(text))
    return -(-width * font.size * font.percent // 10_000)


def fitting(text: str, font: Font, width: float) -> str:
    """The text, shortened with an ellipsis if it is wider."""
    if width_of(text, font) <= width:
        return text
    low, high = 1, len(text) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width_of(shortened(text, middle), font) <= width else (low, middle - 1)
    return shortened(text, low)


def lines_of(text: str, font: Font, width: float, most: int) -> tuple[str, ...]:
    """The text as lines that fit, broken at spaces; at most so many, the last one shortened.

    A word that is longer than a line is broken where the line ends.
    """
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1:
        count = 1
        while count < len(words) and width_of(" ".join(words[: count + 1]), font) <= width:
            count += 1
        line = fitting(" ".join(words[:count]), font, width)
        if line == " ".join(words[:count]):
            words = words[count:]
        else:
            line = line.removesuffix("…") or words[0][:1]
            words[0] = words[0][len(line) :]
        lines.append(line)
    return (*lines, fitting(" ".join(words), font, width)) if words else tuple(lines)
