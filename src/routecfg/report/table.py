"""Tables for people: columns side by side, the same in every pipe, and wrapped to the width of a screen.

Rows that fit are padded here. `rich` finds the widths where columns have to be wrapped, but it takes half a second for
a thousand rows: longer tables, and those for which a screen is too narrow, have their rows wrapped as plain lines.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from routecfg.screen import PLAIN, Screen, cells

_GAP: Final = 2
_LONGEST: Final = 500
"""Rows of the longest table that `rich` draws: a quarter of a second."""


def table(
    header: Sequence[str], rows: Iterable[Sequence[str]], screen: Screen = PLAIN, wrapping: Collection[str] = ()
) -> str:
    """A line for the header and each row of harmless texts, each column as wide as its widest text.

    The columns that `wrapping` names give way if the table is wider than the screen.
    """
    lines = [header, *rows]
    widths = [max(map(cells, column)) for column in zip(*lines, strict=True)]
    gaps = _GAP * (len(header) - 1)
    if screen.fits(sum(widths) + gaps):
        padded = [_padded(line, widths) for line in lines]
        return "".join(f"{line}\n" for line in (screen.paint(padded[0], "bold"), *padded[1:]))
    if len(lines) <= _LONGEST:
        columns = zip(header, widths, zip(*lines, strict=True), strict=True)
        narrowest = [_longest_word(texts) if name in wrapping else width for name, width, texts in columns]
        if screen.fits(sum(narrowest) + gaps):
            return _drawn(lines, [least < width for least, width in zip(narrowest, widths, strict=True)], screen)
    joined = ((" " * _GAP).join(text for text in line if text) for line in lines)
    return "".join(f"{part}\n" for line in joined for part in screen.wrap(line, "    "))


def _padded(line: Sequence[str], widths: Sequence[int]) -> str:
    gap = " " * _GAP
    return gap.join(text + " " * (width - cells(text)) for text, width in zip(line, widths, strict=True)).rstrip()


def _longest_word(texts: Sequence[str]) -> int:
    return max(cells(word) for text in texts for word in text.split(" "))


def _drawn(lines: Sequence[Sequence[str]], wrapped: Sequence[bool], screen: Screen) -> str:
    """The table with some columns wrapped at words."""
    from rich.table import Table
    from rich.text import Text

    header, *rows = lines
    drawing = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="bold")
    for name, wraps in zip(header, wrapped, strict=True):
        drawing.add_column(name, no_wrap=not wraps, overflow="fold")
    for row in rows:
        drawing.add_row(*map(Text, row))
    return screen.draw(drawing)
