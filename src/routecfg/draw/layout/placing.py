"""Cards in columns: each beside the row that leads to it, as far up as those above leave room."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from routecfg.draw.diagram import Diagram
from routecfg.draw.layout.arrival import Stack, stacks_of
from routecfg.draw.layout.cards import PORT, Card, card_of

_GAP: Final = 16.0
"""Between a card and the one below it."""
_BETWEEN_ROOTS: Final = 36.0
_GUTTER: Final = 44.0
"""Between two columns, with a single lane; the lines are here."""
_LANE: Final = 8.0
"""Between two lanes: where lines go down side by side."""
_LANES: Final = 160.0
"""All lanes of a gutter together. More lines than that are closer to each other."""


class Line(NamedTuple):
    """From the row of a card to another card, both by their numbers.

    It begins at `x` and `y`, goes down at `bend`, and ends at `to_x` and `to_y`, which is never higher than `y`.
    """

    start: int
    row: int
    end: int
    x: float
    y: float
    bend: float
    to_x: float
    to_y: float


class Layout(NamedTuple):
    """Cards, and the places of their left upper corners. `wide` is how wide each is: as the widest in its column."""

    cards: tuple[Card, ...]
    left: tuple[float, ...]
    top: tuple[float, ...]
    wide: tuple[float, ...]
    lines: tuple[Line, ...]
    width: float
    height: float


def layout_of(diagram: Diagram) -> Layout:
    """Every box and arrow of the diagram with its place. The same diagram has the same layout everywhere."""
    stacks = stacks_of(diagram)
    stack_of = {box: number for number, stack in enumerate(stacks) for box in stack.boxes}
    cards: list[Card] = []
    for number, stack in enumerate(stacks):
        above = _above(stacks, number)
        cards.append(card_of(diagram, stack, {arrow.end for arrow, _ in stack.ways if stack_of[arrow.end] in above}))
    widths = [0.0] * (1 + max((stack.column for stack in stacks), default=-1))
    for stack, card in zip(stacks, cards, strict=True):
        widths[stack.column] = max(widths[stack.column], card.width)
    tops = _tops(stacks, cards)
    bends = _bends(stacks, cards, tops)
    lefts = [0.0]
    for column, width in enumerate(widths):
        lanes = [bend for child, bend in bends.items() if stacks[child].column == column + 1]
        lefts.append(lefts[-1] + width + _GUTTER + max(lanes, default=0.0))
    lines: list[Line] = []
    for number, row, child in _links(stacks):
        column = stacks[number].column
        x, y = lefts[column] + widths[column], tops[number] + cards[number].rows[row].middle
        bend = x + _GUTTER / 2 + bends.get(child, 0.0)
        lines.append(Line(number, row, child, x, y, bend, lefts[column + 1], tops[child] + PORT))
    return Layout(
        tuple(cards),
        tuple(lefts[stack.column] for stack in stacks),
        tuple(tops),
        tuple(widths[stack.column] for stack in stacks),
        tuple(lines),
        lefts[len(widths) - 1] + widths[-1] if widths else 0.0,
        max((top + card.height for top, card in zip(tops, cards, strict=True)), default=0.0),
    )


def _links(stacks: list[Stack]) -> Iterator[tuple[int, int, int]]:
    """Every line: the stack and the row that it begins at, and the stack that it leads to."""
    for number, stack in enumerate(stacks):
        for row, (_, child) in enumerate(stack.ways):
            if child is not None:
                yield number, row, child


def _bends(stacks: list[Stack], cards: list[Card], tops: list[float]) -> dict[int, float]:
    """How far right in its gutter a line goes down, by the stack that it leads to; nothing for a straight line.

    Of lines that are beside each other, the lower one is further left: so none crosses another.
    """
    beside: dict[int, list[list[int]]] = {}
    ends: dict[int, float] = {}
    rows = [(tops[number] + cards[number].rows[row].middle, row, child) for number, row, child in _links(stacks)]
    for y, _, child in sorted(rows, key=lambda each: (each[0], tops[each[2]])):
        to_y, column = tops[child] + PORT, stacks[child].column
        if to_y - y < 1:
            continue
        groups = beside.setdefault(column, [])
        if not groups or y >= ends[column] + 1:
            groups.append([])
        groups[-1].append(child)
        ends[column] = to_y
    bends: dict[int, float] = {}
    for groups in beside.values():
        for group in groups:
            lane = min(_LANE, _LANES / len(group))
            bends.update((child, lane * at) for at, child in enumerate(reversed(group)))
    return bends


def _above(stacks: list[Stack], number: int) -> set[int]:
    """A stack and all that lead to it."""
    found = {number}
    while (parent := stacks[number].parent) is not None:
        found.add(parent)
        number = parent
    return found


def _tops(stacks: list[Stack], cards: list[Card]) -> list[float]:
    """The top of each card. Children come after their parents, so sizes are known from the end, places from the start.

    `upper` and `lower` are the outline of a card and all that is to the right of it, column by column.
    """
    shift = [0.0] * len(stacks)
    upper: list[list[float]] = [[] for _ in stacks]
    lower: list[list[float]] = [[] for _ in stacks]
    for number in reversed(range(len(stacks))):
        above: list[float] = []
        below: list[float] = []
        for row, (_, child) in zip(cards[number].rows, stacks[number].ways, strict=True):
            if child is not None:
                wanted = row.middle - PORT
                shift[child] = _beside(above, below, upper[child], lower[child], wanted, _GAP)
                upper[child], lower[child] = [], []
        upper[number] = [0.0, *above]
        lower[number] = [cards[number].height, *below]
    above, below = [], []
    for number, stack in enumerate(stacks):
        if stack.parent is None:
            shift[number] = _beside(above, below, upper[number], lower[number], 0.0, _BETWEEN_ROOTS)
    tops: list[float] = []
    for number, stack in enumerate(stacks):
        tops.append(shift[number] + (tops[stack.parent] if stack.parent is not None else 0.0))
    return tops


def _beside(
    above: list[float], below: list[float], upper: list[float], lower: list[float], wanted: float, gap: float
) -> float:
    """Adds an outline below another, and says how far down: no higher than wanted."""
    down = max([wanted, *(end - start + gap for end, start in zip(below, upper, strict=False))])
    above += [down + start for start in upper[len(above) :]]
    below[: len(lower)] = [down + end for end in lower]
    return down
