"""The tree of arrival: under which card each box is drawn, by the shortest way on which chats come to it."""

from collections import deque
from collections.abc import Sequence
from typing import Final

import msgspec

from routecfg.draw.diagram import Arrow, Box, Diagram

DEEPEST: Final = 16
"""Columns. What is deeper starts again at the left, and the way to it is a chip: a picture stays as wide as a wall."""


class Stack(msgspec.Struct):
    """Boxes that are drawn as one card: chats go from each to the next at once, and nowhere else.

    `ways` are the arrows out of the last box, each with the number of the stack that it leads to by a line; None where
    it is a chip.
    """

    boxes: list[int]
    parent: int | None
    column: int
    ways: list[tuple[Arrow, int | None]] = []


def stacks_of(diagram: Diagram) -> list[Stack]:
    """Every stack, each after the one that leads to it.

    The order does not depend on that of the files: roots are sorted by their names, and arrows are in the order in
    which an object has them.
    """
    after: dict[int, list[Arrow]] = {}
    for arrow in diagram.arrows:
        after.setdefault(arrow.start, []).append(arrow)
    everything = range(len(diagram.boxes))
    roots = sorted(diagram.roots, key=lambda index: _order(diagram.boxes[index]))
    rest = sorted(everything, key=lambda index: _order(diagram.boxes[index]))
    stacks: list[Stack] = []
    seen: set[int] = set()
    deeper: list[int] = []
    _arrive(diagram.boxes, after, roots, stacks, seen, deeper)
    for index in rest:
        while deeper:
            _arrive(diagram.boxes, after, [deeper.pop(0)], stacks, seen, deeper)
        _arrive(diagram.boxes, after, [index], stacks, seen, deeper)
    return stacks


def _order(box: Box) -> tuple[bool, bool, str, str, str]:
    return box.kind != "inbound_routings", box.kind == "decisions", box.kind, box.tree, box.name


def _arrive(
    boxes: Sequence[Box],
    after: dict[int, list[Arrow]],
    roots: Sequence[int],
    stacks: list[Stack],
    seen: set[int],
    deeper: list[int],
) -> None:
    """Adds the stacks of these roots and of what they lead to, nearest first; `deeper` gets what is too deep."""
    pending: deque[int] = deque()

    def add(box: int, parent: int | None, column: int) -> int:
        seen.add(box)
        stacks.append(Stack([box], parent, column, []))
        pending.append(len(stacks) - 1)
        return len(stacks) - 1

    for root in roots:
        if root not in seen:
            add(root, None, 0)
    while pending:
        number = pending.popleft()
        stack = stacks[number]
        while (onward := _at_once(boxes, after, stack.boxes[-1])) is not None and onward not in seen:
            seen.add(onward)
            stack.boxes.append(onward)
        for arrow in after.get(stack.boxes[-1], ()):
            child = None
            if arrow.end not in seen:
                if stack.column + 1 < DEEPEST:
                    child = add(arrow.end, number, stack.column + 1)
                else:
                    deeper.append(arrow.end)
            stack.ways.append((arrow, child))


_HEADS: Final = ("decision_trees", "decisions")


def _at_once(boxes: Sequence[Box], after: dict[int, list[Arrow]], box: int) -> int | None:
    """The decision that chats go on to from a box at once, if there is no other way out of it.

    In the picture of a change, both boxes and the way come or go together, or the way stays.
    """
    ways = after.get(box, ())
    if boxes[box].kind not in _HEADS or len(ways) != 1 or ways[0].waits or ways[0].label:
        return None
    onward, change = boxes[ways[0].end], ways[0].change
    if change and not change == boxes[box].change == onward.change:
        return None
    return ways[0].end if onward.kind == "decisions" else None
