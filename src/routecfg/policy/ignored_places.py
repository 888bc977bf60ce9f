"""Where findings are ignored: lines, and what follows a comment."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import TypeAlias

from routecfg.diagnostics import Span

Covered: TypeAlias = int | Span
"""What a comment speaks of: its line, or what follows it."""


class IgnoredPlaces:
    """Where findings of one rule in one file are ignored.

    What follows a comment is an entry or an item, so two of them are either nested or apart.
    """

    def __init__(self, covered: Iterable[Covered]) -> None:
        places = set(covered)
        self._lines = {place for place in places if isinstance(place, int)}
        blocks = (place for place in places if isinstance(place, Span))
        self._blocks = sorted(blocks, key=lambda block: (_start(block), -block.end_line, -block.end_column))
        self._starts = [_start(block) for block in self._blocks]
        self._outer: list[int] = []
        open_blocks: list[int] = []
        for index, block in enumerate(self._blocks):
            while open_blocks and _end(self._blocks[open_blocks[-1]]) <= _start(block):
                open_blocks.pop()
            self._outer.append(open_blocks[-1] if open_blocks else -1)
            open_blocks.append(index)

    def around(self, span: Span) -> list[Covered]:
        """The places in which something begins that starts here."""
        around: list[Covered] = [span.line] if span.line in self._lines else []
        index = bisect_right(self._starts, _start(span)) - 1
        while index >= 0:
            if _start(span) < _end(self._blocks[index]):
                around.append(self._blocks[index])
            index = self._outer[index]
        return around


def _start(span: Span) -> tuple[int, int]:
    return span.line, span.column


def _end(span: Span) -> tuple[int, int]:
    return span.end_line, span.end_column
