"""A source line with its number and a mark below the part that matters, as compilers show it."""

from collections.abc import Mapping
from typing import Final

import msgspec

from routecfg.diagnostics import Span
from routecfg.disclosure import harmless
from routecfg.report.locations import last_line
from routecfg.screen import cells

_TAB: Final = 4
_ROOM: Final = 140
"""Cells of a line that are shown if nothing else is said; a longer one is cut around what is meant."""


class Excerpt(msgspec.Struct, frozen=True):
    """A line as it is shown, and below it the mark, which starts with the spaces that put it in its place."""

    line: str
    mark: str


def excerpt(lines: Mapping[int, str], span: Span, sign: str, room: int | None = None) -> Excerpt | None:
    """The first line of a span, what the span covers of it marked with `sign`; None if the line is not at hand.

    A span over several lines is marked to the end of the first one, and says where it ends. A line that is longer than
    `room` (in cells) is cut around what is meant.
    """
    line = lines.get(span.line)
    if line is None:
        return None
    line = line.rstrip("\r\n")
    start = min(span.column - 1, len(line))
    until = last_line(span)
    end = max(start, len(line.rstrip()) if span.end_line > span.line else min(span.end_column - 1, len(line)))
    first, last = _window(line, start, _ROOM if room is None else min(_ROOM, room - 2))
    ahead = _shown(("…" if first else "") + line[first:start], 0)
    offset = cells(ahead)
    meant = _shown(line[start : min(end, last)], offset)
    behind = _shown(line[min(end, last) : last] + ("…" if last < len(line) else ""), offset + cells(meant))
    ending = f" (to line {until})" if until > span.line else ""
    return Excerpt(f"{ahead}{meant}{behind}".rstrip(), " " * offset + sign * max(1, cells(meant)) + ending)


def _window(line: str, start: int, room: int) -> tuple[int, int]:
    """The part of a line that is shown: so many cells around the position where the mark starts."""
    if len(line.expandtabs(_TAB)) <= room and cells(line.expandtabs(_TAB)) <= room:
        return 0, len(line)
    first = max(0, start - room * 2 // 7)
    while cells(line[first:start].expandtabs(_TAB)) > room * 2 // 7:
        first += 1
    last = min(len(line), first + room)
    while cells(line[first:last].expandtabs(_TAB)) > room:
        last -= 1
    return first, last


def _shown(text: str, offset: int) -> str:
    """The text as it is safe to print, tabs as spaces up to the next stop; `offset` is the cell in which it starts."""
    if "\t" not in text:
        return harmless(text)
    shown = ""
    for index, part in enumerate(text.split("\t")):
        if index:
            shown += " " * (_TAB - (offset + cells(shown)) % _TAB)
        shown += harmless(part)
    return shown
