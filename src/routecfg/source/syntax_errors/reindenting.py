"""A line in the wrong column, moved to where it may belong."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from routecfg.diagnostics import Edit, Span
from routecfg.source.syntax_errors.complaint import Surroundings, indent
from routecfg.source.tree import Node, Tree

_LARGEST: Final = 100_000
"""Characters of a file that is tried: each way is read from beginning to end."""

_MOST_LINES: Final = 2_000
"""Lines up to which is looked for what is open, and that are moved."""

_COLUMNS: Final = 2
"""Columns to the left and to the right in which a line is tried."""


class _Move(NamedTuple):
    """Lines from one number up to and with another, by so many columns to the right."""

    first: int
    last: int
    by: int


def reindenting(around: Surroundings, number: int) -> tuple[tuple[Edit, ...], ...]:
    """The ways in which a file can be read that breaks off in a line, each as edits.

    Ways that lead to the same values count as one: then the fewest lines move.
    """
    if len(around.text) > _LARGEST:
        return ()
    found: dict[str, _Move] = {}
    for move in sorted(set(_moves(around, number)), key=lambda move: (move.last - move.first, move)):
        text = _moved(around, move)
        tree = Tree(text.encode(), text) if text is not None else None
        values = _values(tree.root) if tree is not None and tree.complete and tree.root is not None else None
        if values is not None:
            found.setdefault(values, move)
    return tuple(tuple(_edits(around, move)) for move in found.values())


def _moves(around: Surroundings, number: int) -> Iterator[_Move]:
    """The line alone or with what is below it, to a column that is open; or what stands before it, to its column."""
    column = indent(around.line(number))
    last = _last_below(around, number, column)
    left: list[int] = []
    right: list[int] = []
    lowest = _MOST_LINES
    before = number
    while (above := around.content_above(before)) is not None and number - above < _MOST_LINES:
        here = indent(around.line(above))
        if here < lowest:
            lowest = here
            if here > column:
                right.append(here)
            elif here < column:
                left.append(here)
                if right or len(left) == 1:
                    yield from _of_those_between(around, above, number, column)
        before = above
        if lowest == 0 or len(left) == _COLUMNS:
            break
    for target in (*left, *right[-_COLUMNS:]):
        yield _Move(number, number, target - column)
        yield _Move(number, last, target - column)


def _of_those_between(around: Surroundings, opener: int, number: int, column: int) -> Iterator[_Move]:
    """What stands before the line in the wrong column may be wrong instead: all that is below a name, or beside it."""
    here = indent(around.line(opener))
    beside = opener
    while (above := around.content_above(beside)) is not None and indent(around.line(above)) >= here:
        beside = above
    below = next((line for line in range(opener + 1, number) if _has_content(around, line)), number)
    for first in (below, opener, beside):
        if first < number and (by := column - indent(around.line(first))):
            yield _Move(first, number - 1, by)


def _last_below(around: Surroundings, number: int, column: int) -> int:
    last = number
    for below in range(number + 1, min(len(around.lines.starts), number + _MOST_LINES) + 1):
        if _has_content(around, below):
            if indent(around.line(below)) <= column:
                break
            last = below
    return last


def _has_content(around: Surroundings, number: int) -> bool:
    line = around.line(number).strip()
    return bool(line) and not line.startswith("#")


def _moved(around: Surroundings, move: _Move) -> str | None:
    """The text with these lines moved; None if they cannot go so far to the left."""
    starts, text = around.lines.starts, around.text
    parts = [text[: starts[move.first - 1]]]
    for number in range(move.first, move.last + 1):
        start, end = around.lines.bounds(number)
        line = text[start : starts[number] if number < len(starts) else end]
        if line.strip():
            blanks = len(line) - len(line.lstrip(" "))
            if blanks + move.by < 0:
                return None
            line = " " * (blanks + move.by) + line[blanks:]
        parts.append(line)
    return "".join((*parts, text[starts[move.last] :] if move.last < len(starts) else ""))


def _edits(around: Surroundings, move: _Move) -> Iterator[Edit]:
    for number in range(move.first, move.last + 1):
        if around.line(number).strip():
            start = Span(number, 1, number, 1)
            yield Edit(start, " " * move.by) if move.by > 0 else Edit(Span(number, 1, number, 1 - move.by), "")


def _values(node: Node) -> str | None:
    """What a file says, for comparing; None if a name stands twice in one place."""
    parts: list[str] = []
    pending: list[Node | str] = [node]
    while pending:
        here = pending.pop()
        if isinstance(here, str):
            parts.append(here)
            continue
        if here.repeated:
            return None
        if here.entries is not None:
            parts.append("{")
            pending.append("}")
            pending += [each for name, below in reversed(here.entries.items()) for each in (below, f"{name!r}:")]
        elif here.items is not None:
            parts.append("[")
            pending += ["]", *reversed(here.items)]
        else:
            parts.append(repr(here.text))
    return "".join(parts)
