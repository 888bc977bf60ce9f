"""Tables for people: columns side by side, the same in every pipe, and wrapped to the width of a screen.

Rows that fit are padded here. `rich` finds the widths where columns have to be wrapped, but it takes half a second for
a thousand rows: longer tables, and those for which a screen is too narrow, have their rows wrapped as plain lines.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from routecfg.screen import PLAIN, Screen, cells

_GAP: Final = 2
_NARROWEST: Final = 14
"""Cells that a column must have if its texts are wrapped."""
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
    narrowest = [
        min(width, _NARROWEST) if name in wrapping else width for name, width in zip(header, widths, strict=True)
    ]
    if len(lines) <= _LONGEST and screen.fits(sum(narrowest) + gaps):
        return _drawn(lines, narrowest, screen, wrapping)
    joined = ((" " * _GAP).join(text for text in line if text) for line in lines)
    return "".join(f"{part}\n" for line in joined for part in screen.wrap(line, "    "))


def _padded(line: Sequence[str], widths: Sequence[int]) -> str:
    gap = " " * _GAP
    return gap.join(text + " " * (width - cells(text)) for text, width in zip(line, widths, strict=True)).rstrip()


def _drawn(lines: Sequence[Sequence[str]], narrowest: Sequence[int], screen: Screen, wrapping: Collection[str]) -> str:
    """The table with columns wrapped at words."""
    from rich.table import Table
    from rich.text import Text

    header, *rows = lines
    drawing = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="bold")
    for name, width in zip(header, narrowest, strict=True):
        drawing.add_column(name, no_wrap=name not in wrapping, overflow="fold", min_width=width)
    for row in rows:
        drawing.add_row(*map(Text, row))
    return screen.draw(drawing)
