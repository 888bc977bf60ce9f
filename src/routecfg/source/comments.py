"""Comments: they begin with a `#` outside of all scalars."""

from collections.abc import Iterator, Sequence

import msgspec

from routecfg.diagnostics import Span
from routecfg.source.lines import Lines


class Comment(msgspec.Struct, frozen=True):
    """A comment, from its `#` to the end of the line.

    `alone`: nothing else stands on its line. `follows` is then the next entry (from its key to the end of
    its value) or item, the outermost if several begin together; None at the end of a file.
    """

    line: int
    column: int
    text: str
    alone: bool
    follows: Span | None = None


def comments_outside(lines: Lines, scalars: Sequence[tuple[int, int]], end: int) -> Iterator[tuple[int, int, bool]]:
    """Start and end of every comment up to an index, and whether it is alone. `scalars` are in the text's order."""
    text = lines.text
    at, scalar = text.find("#", 0, end), 0
    while at >= 0:
        while scalar < len(scalars) and scalars[scalar][1] <= at:
            scalar += 1
        if scalar < len(scalars) and scalars[scalar][0] <= at:
            at = text.find("#", scalars[scalar][1], end)
            continue
        first, last = lines.bounds(lines.number(at))
        yield at, last, not text[first:at].strip()
        at = text.find("#", last, end)
