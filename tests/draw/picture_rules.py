"""What holds for every picture: all is there, nothing lies over anything, nothing crosses."""

import xml.etree.ElementTree as ElementTree
from collections import Counter
from itertools import pairwise

from routecfg.draw import Diagram
from routecfg.draw.layout import Layout, width_of
from routecfg.draw.layout.arrival import stacks_of
from routecfg.draw.layout.text_width import TEXT


def classes(picture: str, name: str) -> list[ElementTree.Element]:
    """The elements of a class, as a parser of XML reads them."""
    root = ElementTree.fromstring(picture)
    return [element for element in root.iter() if name in element.get("class", "").split()]


def all_is_there(diagram: Diagram, layout: Layout) -> None:
    """Every box is on a card, and every arrow is a row or between two boxes of a card; the lines are rows, too."""
    assert Counter(heading.box for card in layout.cards for heading in card.headings) == Counter(diagram.boxes)
    inside = [pair for stack in stacks_of(diagram) for pair in pairwise(stack.boxes)]
    rows = [row.arrow for card in layout.cards for row in card.rows]
    assert Counter([(arrow.start, arrow.end) for arrow in rows] + inside) == Counter(
        (arrow.start, arrow.end) for arrow in diagram.arrows
    )
    assert set(rows) <= set(diagram.arrows)
    assert len(layout.lines) == sum(not row.chip for card in layout.cards for row in card.rows)


def nothing_overlaps(layout: Layout) -> None:
    """No card lies on another, no text is wider than its card, and lines keep to the gutters and do not cross."""
    columns: dict[float, list[int]] = {}
    for at, left in enumerate(layout.left):
        columns.setdefault(left, []).append(at)
    for inside in columns.values():
        for upper, lower in pairwise(sorted(inside, key=lambda at: layout.top[at])):
            assert layout.top[upper] + layout.cards[upper].height < layout.top[lower]
    for (left, inside), (following, _) in pairwise(sorted(columns.items())):
        assert left + max(layout.wide[at] for at in inside) < following
    for card, wide in zip(layout.cards, layout.wide, strict=True):
        for row in card.rows:
            beside = 0 if row.below else row.chip_width
            assert max(row.chip_width, width_of(row.label, TEXT) + beside) < wide
    segments = []
    for line in layout.lines:
        assert layout.left[line.start] + layout.wide[line.start] == line.x < line.bend < line.to_x
        assert layout.left[line.end] == line.to_x
        assert line.y <= line.to_y + 0.01
        segments.append(line)
    for line in segments:
        for other in segments:
            if line is not other and line.x == other.x and line.y < other.y:
                assert line.to_y < other.to_y
                assert line.to_y <= other.y or line.to_y - line.y < 1 or other.bend < line.bend
