"""Tables for people: columns side by side, the same on every terminal and in every pipe.

Padded here and not by `rich`, which takes seconds for the rows of a large estate.
"""

from collections.abc import Iterable, Sequence

from routecfg.report.characters import cells


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A line for the header and each row of harmless texts, each column as wide as its widest text."""
    lines = [header, *rows]
    widths = [max(map(cells, column)) for column in zip(*lines, strict=True)]
    return "".join(
        "  ".join(text + " " * (width - cells(text)) for text, width in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in lines
    )
